"""The words of one date: what each form says, before anything is reckoned.

The readers take a width-folded text and a place, and give the dates that stand there: one, or the several of a run
such as 19、20、21日; none where the form is another.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import patterns
from toshigaikou_cli.text.dates.month_day import SLASHED_NEXT
from toshigaikou_cli.text.figures import number

Joint = Literal["", "list", "range"]

_APOSTROPHES = ("'", "’", "‘", "`")
_LAST_OF_CENTURY = 67
"""The last year that '67年 gives to this century; '68年 is 1968."""
_JOINTS = expression(r" ?([・、,~\-]) ?")


class Year(NamedTuple):
    """A year as written: with its era (a name or letter), as Gregorian (``era`` is "AD"), or bare.

    ``era`` is "" for a bare year with its 年, "?" for bare figures (29.10.5), which are a date only if they fit.
    """

    era: str
    value: int


class DateWords(NamedTuple):
    """What a stretch of text says of one date.

    ``span`` is its place, ``group`` the place of all words that it needs (the days of a list share their month).
    ``gloss`` is the same year told another way. ``relative`` is 同年, 翌年, 同月, 翌月, 翌日, 翌々日, 前日,
    or 翌 before a month.
    ``part`` is 上旬 and the like, or of a fiscal year its quarter (Q1 to Q4) or half (H1, H2). ``link`` tells how it
    continues the date before it: as the next of a list, or as the end of a range. ``free`` marks a day that needs the
    month of an earlier date of its line.
    """

    span: tuple[int, int]
    group: tuple[int, int]
    year: Year | None = None
    month: int | None = None
    day: int | None = None
    gloss: Year | None = None
    part: str = ""
    fiscal: bool = False
    relative: str = ""
    link: Joint = ""
    free: bool = False


def read_full(text: str, at: int) -> list[DateWords]:
    found = patterns.FULL.match(text, at)
    if not found:
        return []
    year = _year(found["era"], found["ey"] or found["gy"] or found["bare"], gregorian=bool(found["gy"]))
    if year and found["bare"] and text[at - 1 : at] in _APOSTROPHES:
        year = Year("AD", year.value + (2000 if year.value <= _LAST_OF_CENTURY else 1900))
    if year is None:
        return []
    if found["months"]:
        return spread_months(found, year, _gloss(found))
    fiscal = bool(found["fiscal"])
    if fiscal and (part := _part_of_year(text, found.end() + text.startswith("の", found.end()))):
        span = (at, part.span[1])
        return [part._replace(span=span, group=span, year=year, gloss=_gloss(found))]
    if not fiscal and (not year.era or not patterns.YEAR_ALONE.match(text, found.end())):
        return []  # a number of years, or a year that is part of a name
    return [DateWords(found.span(), found.span(), year, gloss=_gloss(found), fiscal=fiscal)]


def _year(era: str | None, figures: str, *, gregorian: bool) -> Year | None:
    value = number(figures)
    if value is None:
        return None
    if gregorian:
        return Year("AD", value) if 1868 <= value <= 2199 else None
    return Year(era or "", value)


def _gloss(found: re.Match[str]) -> Year | None:
    for place in "123":
        if figures := found["gn" + place]:
            era = found["ge" + place]
            return Year(era or ("AD" if len(figures) == 4 else ""), number(figures) or 0)
    return None


def read_part_of_year(text: str, at: int) -> list[DateWords]:
    """A quarter or half of a fiscal year; not one of a calendar year (2022年上半期)."""
    found = _part_of_year(text, at)
    return [found] if found and not patterns.OF_CALENDAR_YEAR.search(text[max(0, at - 3) : at]) else []


def _part_of_year(text: str, at: int) -> DateWords | None:
    found = patterns.PART_OF_YEAR.match(text, at)
    if not found:
        return None
    part = f"Q{number(found['quarter'])}" if found["quarter"] else "H1" if found["half"] == "上" else "H2"
    year = _year(found["era"], found["ey"], gregorian=False) if found["era"] else None
    return DateWords(found.span(), found.span(), year, part=part, fiscal=True)


def read_figures(text: str, at: int) -> list[DateWords]:
    found = patterns.FIGURES.match(text, at)
    if not found:
        return []
    if found["bare"]:
        alone = len(found["bare"]) == 1 and not patterns.FIGURES_OPEN.search(text, max(0, at - 8), at)
        if alone or not found["d"]:
            return []  # 3.6.8 is a day only where it opens a line or a bracket; 0/0/ is none
        return [
            DateWords(
                found.span(), found.span(), Year("?", int(found["bare"])), int(found["m"]), int(found["d"])
            )
        ]
    year = _year(found["era"], found["ey"] or found["gy"], gregorian=bool(found["gy"]))
    month, day = int(found["m"]), int(found["d"]) if found["d"] else None
    # without a day, 2017-18 is a range of years, M7.3 a magnitude, and S1.5 or 2000.50 a measure
    whole = day is not None or (1 <= month <= 12 and found["era"] not in ("M", "T"))
    if found["sep"] == "-" and day is None:
        whole = whole and len(found["m"]) == 2 and bool(found["gy"]) and month != int(found["gy"][2:]) + 1
    if found["sep"] == "・":  # R3・4・5 are years
        whole = (
            day is not None
            and 1 <= month <= 12
            and bool(found["era"])
            and month != (number(found["ey"]) or 0) + 1
        )
    if year is None or not whole:
        return []
    first = DateWords(found.span(), found.span(), year, month, day)
    return [first, first._replace(day=int(found["to"]), link="range")] if found["to"] else [first]


def read_years(text: str, at: int) -> list[DateWords]:
    found = patterns.YEARS.match(text, at)
    if not found:
        return []
    items = _items(found, "years")
    fiscal = bool(found["fiscal"])
    if not (found["era"] or fiscal or len(items[0][0]) == 4):
        return []
    if not fiscal and not patterns.YEAR_ALONE.match(text, found.end()):
        return []
    chain: list[DateWords] = []
    former = Year(found["era"] or "", 0)
    for figures, link, span in items:
        year = _item_year(figures, former)
        if year is None:
            return []
        chain.append(DateWords(span, found.span(), year, fiscal=fiscal, link=link))
        former = year
    return chain


def _item_year(figures: str, former: Year) -> Year | None:
    parts = re.fullmatch(rf"(?P<era>{patterns.ERA})? ?(?P<n>元|\d{{1,4}})", figures)
    value = number(parts["n"]) if parts else None
    if parts is None or value is None:
        return None
    if len(parts["n"]) == 4:
        return _year(None, parts["n"], gregorian=True)
    if parts["era"]:
        return Year(parts["era"], value)
    if former.era == "AD":
        return Year("AD", former.value - former.value % 100 + value)
    return Year(former.era, value)


def read_relative(text: str, at: int) -> list[DateWords]:
    found = patterns.RELATIVE.match(text, at)
    if not found:
        return []
    if found["next"]:
        day = number(found["nday"]) if found["nday"] else None
        return [DateWords(found.span(), found.span(), day=day, relative=found["next"] + "日")]
    if found["sday"]:
        return [DateWords(found.span(), found.span(), day=int(found["sday"]), relative="同月")]
    if found["fmonth"]:
        month, day = int(found["fmonth"]), int(found["fday"])
        return (
            [DateWords(found.span(), found.span(), None, month, day, relative="同年")]
            if 1 <= month <= 12
            else []
        )
    if found["month"]:
        word = found["month"] + "月"
        if found["mdays"]:
            return [
                words._replace(relative=word)
                for words in spread_days(found, "mdays", None, None, found.span())
            ]
        return [DateWords(found.span(), found.span(), relative=word)]
    word = "翌" if found["bare"] is not None else found["year"] + "年"
    if found["months"]:
        fiscal = bool(found["fiscal"])
        return [words._replace(relative=word, fiscal=fiscal) for words in spread_months(found, None)]
    if found["year"] and not found["fiscal"] and (slashed := SLASHED_NEXT.match(text, found.end())):
        span = (at, slashed.end())
        return [DateWords(span, span, None, int(slashed["m"]), int(slashed["d"]), relative=word)]
    if not found["fiscal"] and not patterns.YEAR_ALONE.match(text, found.end()):
        return []
    return [DateWords(found.span(), found.span(), fiscal=bool(found["fiscal"]), relative=word)]


def read_english(text: str, at: int) -> list[DateWords]:
    found = patterns.ENGLISH.match(text, at)
    if not found:
        return []
    side = "1" if found["m1"] else "2"
    year = _year(None, found["y" + side], gregorian=True)
    month = patterns.ENGLISH_MONTHS.index(found["m" + side][:3].lower()) + 1
    if year is None:
        return []
    first = DateWords(found.span(), found.span(), year, month, int(found["d" + side]))
    last = found["e" + side]
    return [first, first._replace(day=int(last), link="range")] if last else [first]


def spread_months(found: re.Match[str], year: Year | None, gloss: Year | None = None) -> list[DateWords]:
    """The months of a match (7・8月), or the days of its one month."""
    items = _items(found, "months")
    if found["days"] and len(items) == 1:
        return spread_days(found, "days", year, number(items[0][0]), found.span(), gloss)
    if found["days"]:
        return []
    return [
        DateWords(
            found.span() if len(items) == 1 else span, found.span(), year if place == 0 else None,
            number(figures), None, gloss if place == 0 else None, found["part"] or "", link=link,
        )
        for place, (figures, link, span) in enumerate(items)
    ]  # fmt: skip


def spread_days(
    found: re.Match[str],
    name: str,
    year: Year | None,
    month: int | None,
    group: tuple[int, int],
    gloss: Year | None = None,
) -> list[DateWords]:
    """The days of a match: the first with its year and month, the others leaning on it."""
    items = _items(found, name)
    chain = []
    for place, (figures, link, span) in enumerate(items):
        whole = (found.start(), found.end() if len(items) == 1 else span[1]) if place == 0 else span
        chain.append(
            DateWords(whole, group, year if place == 0 else None, month, number(figures), gloss, link=link)
        )
    return chain


def _items(found: re.Match[str], name: str) -> list[tuple[str, Joint, tuple[int, int]]]:
    """The numbers of a run (``19、20～21``), each with its link to the one before and its place."""
    figures, start = found[name], found.start(name)
    if figures.isalnum():
        return [(figures, "", (start, start + len(figures)))]
    parts = _JOINTS.split(figures)
    items: list[tuple[str, Joint, tuple[int, int]]] = []
    at = 0
    for place in range(0, len(parts), 2):
        begin = figures.index(parts[place], at)
        at = begin + len(parts[place])
        link: Joint = "" if place == 0 else "range" if parts[place - 1] in "~-" else "list"
        items.append((parts[place], link, (start + begin, start + at)))
    return items
