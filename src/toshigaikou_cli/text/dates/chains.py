"""Where a text speaks of dates: the words of each, and how lists and ranges join them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import patterns
from toshigaikou_cli.text.dates.month_day import DAY_NEXT, DOTTED_NEXT, SLASHED_NEXT, month_and_day, year_of
from toshigaikou_cli.text.dates.words import (
    DateWords,
    Joint,
    Year,
    read_english,
    read_figures,
    read_full,
    read_part_of_year,
    read_relative,
    read_years,
    spread_days,
    spread_months,
)
from toshigaikou_cli.text.figures import fold_width, number

_DAY = expression(r"(\d{1,2}) ?日?")
_IN_FIGURES = expression(r"[/.]\d{1,2}$|^\d{1,2}$")
_NUMERALS = frozenset("0123456789〇一二三四五六七八九十元")
_AFTER_NUMERALS = frozenset("年月日./-~・、, (snrt")


_SPANS = ("~", "-", "ー")
"""What joins the first and the last day of one span, whatever became of it: 10月の予定を1月15日~20日に変更."""


def scan(text: str) -> Iterator[DateWords]:
    """The words of dates in a width-folded text, in order. Linear in the length of the text."""
    at = 0
    while start := patterns.START.search(text, at):
        found = patterns.CANDIDATE.match(text, start.start())
        if not found:
            at = start.end()
            continue
        if text[start.start()] in _NUMERALS and text[found.end() : found.end() + 1] not in _AFTER_NUMERALS:
            at = found.end()  # 2名, 10社: most numbers are no dates
            continue
        chain = _chain(text, found.start())
        yield from chain
        at = max(chain[-1].group[1], found.end()) if chain else found.end()


def opens_with_date(text: str) -> int:
    """The length of the words of a day or month (or a range or list of them) that open a text; else 0."""
    if not patterns.START.match(fold_width(text[:1])):
        return 0
    text = fold_width(text)
    chain = _chain(text, 0) if patterns.CANDIDATE.match(text) else []
    if not chain or chain[0].month is None or chain[0].free:
        return 0
    return chain[-1].group[1]


def _chain(text: str, at: int) -> list[DateWords]:
    """The date at a place, with the dates that continue it as a list or a range."""
    chain = _with_bracketed_days(text, _head(text, at))
    free = bool(chain) and chain[0].free
    while chain:
        joint = patterns.LINK.match(text, chain[-1].group[1])
        if not joint or (joint["range"] and chain[-1].link == "range"):
            break
        members = _member(text, joint.end(), chain[-1], "range" if joint["range"] else "list")
        members = _with_bracketed_days(text, members)
        if not members:
            break
        if free:
            members = [each._replace(free=each.month is None) for each in members]
        group = members[0].group
        if joint["range"] and joint["range"] not in _SPANS and patterns.MOVED.match(text, group[1]):
            # from one day to another: no range
            chain += _linked(members, "list")
            break
        if group[0] < joint.end():  # they lean on the words before them: one group
            chain = [words._replace(group=group) if words.group[0] >= group[0] else words for words in chain]
        falls = (members[0].day or 0) <= (chain[-1].day or 0)
        chain += members
        if group[0] < joint.end() and falls:
            break  # so that one month holds 31 days at most, however long the chain
    return chain


def _with_bracketed_days(text: str, chain: list[DateWords]) -> list[DateWords]:
    """12月（7日、8日） is two days of one month."""
    last = chain[-1] if chain else None
    if last is None or last.month is None or last.day is not None or last.part:
        return chain
    found = patterns.BRACKETED_DAYS.match(text, last.group[1])
    if not found:
        return chain
    group = (last.group[0], found.end())
    days = [
        last._replace(span=(day.start(), day.end()), group=group, day=int(day[1]))
        for day in _DAY.finditer(text, found.start("days"), found.end("days"))
    ]
    return [*chain[:-1], days[0], *(day._replace(year=None, link="list") for day in days[1:])]


def _head(text: str, at: int) -> list[DateWords]:
    first = text[at]
    if first in "同翌前":
        return read_relative(text, at)
    if first == "通" and text[at - 2 : at] != "から":
        span = (at, at + len("通年"))
        return [DateWords(span, span, fiscal=True, relative="通年")]
    if first.isascii() and first.isalpha():
        found = patterns.FY.match(text, at)
        if found:
            return [DateWords(found.span(), found.span(), Year("AD", int(found["gy"])), fiscal=True)]
        return read_english(text, at) or _with_year(text, at) or read_part_of_year(text, at)
    if first in "第上下":
        return [] if patterns.NOT_BEFORE.search(text[max(0, at - 6) : at]) else read_part_of_year(text, at)
    if first in _NUMERALS and patterns.NOT_BEFORE.search(text[max(0, at - 6) : at]):
        return []
    return _with_year(text, at) or _without_year(text, at)


def _with_year(text: str, at: int) -> list[DateWords]:
    """A date that begins with its year; what follows the first number tells which forms are worth a try."""
    run = patterns.NUMERAL.match(text, at)
    after = text[run.end() : run.end() + 1] if run else ""
    if after and after in "月日":
        return []
    if after and after in "./":
        return read_figures(text, at)
    return read_full(text, at) or (read_figures(text, at) if after in "-" else []) or read_years(text, at)


def _without_year(text: str, at: int) -> list[DateWords]:
    found = patterns.MONTH_DAY.match(text, at)
    if found:
        return spread_months(found, None) if _bare_month_counts(text, found) else []
    if found := month_and_day(text, at):
        span, year = (at, found.end("d")), year_of(found)
        return [DateWords(span, span, Year("AD", year) if year else None, int(found["m"]), int(found["d"]))]
    if found := patterns.FREE_DAY.match(text, at):
        return [words._replace(free=True) for words in spread_days(found, "days", None, None, found.span())]
    return read_english(text, at)


def _bare_month_counts(text: str, found: re.Match[str]) -> bool:
    """A month in 漢数字 needs a day or a particle after it (三月に, 本年三月、 but not 三月 within a name)."""
    if found["days"] or found["part"] or found["months"][0].isdigit():
        return True
    named = found.start() == 0 or text[found.start() - 1] in "年\n"
    return text.startswith(("に", "から", "まで", *("、" if named else ())), found.end())


def _member(text: str, at: int, former: DateWords, link: Joint) -> list[DateWords]:
    """The date at a place, if it continues a former one by the link."""
    if at >= len(text):
        return []
    if text[at] in "同翌前":
        return _linked(read_relative(text, at), link)
    if text[at] in "第上下":
        return _linked(read_part_of_year(text, at), link)
    if chain := _with_year(text, at):
        return _linked(chain, link)
    found = patterns.MONTH_DAY.match(text, at)
    if found:
        return _linked(spread_months(found, None), link) if former.month or former.year else []
    if former.day is not None and (found := patterns.DAYS.match(text, at)):
        days = spread_days(found, "days", None, former.month, (former.group[0], found.end()))
        rising = bool(days) and (days[0].day or 0) > former.day
        if former.relative == "同月":
            days = [each._replace(relative=former.relative) for each in days]
        return _linked(days, link) if rising or link == "range" else []
    if former.day is not None and link == "list" and _IN_FIGURES.search(text[slice(*former.span)]):
        return _next_in_figures(text, at, former)
    if link == "range":
        return _range_end(text, at, former)
    return []


def _next_in_figures(text: str, at: int, former: DateWords) -> list[DateWords]:
    """The next of a list in figures: 5/9、6/13, each with its month, or 10/15(土)・16(日)."""
    forms = [SLASHED_NEXT, *([DOTTED_NEXT] if "." in text[slice(*former.group)] else [])]
    for form in forms:
        if found := form.match(text, at):
            return [DateWords(found.span(), found.span(), None, int(found["m"]), int(found["d"]))]
    found = DAY_NEXT.match(text, at)
    if not found or int(found["d"]) <= (former.day or 0):
        return []
    group = (former.group[0], found.end())
    return [DateWords(found.span(), group, None, former.month, int(found["d"]), link="list")]


def _range_end(text: str, at: int, former: DateWords) -> list[DateWords]:
    """The end of a range that leans on its beginning: 31年まで, or figures after figures."""
    group_start = former.group[0]
    if former.year and former.year.era not in ("", "AD") and former.month is None:
        found = patterns.BARE_YEAR_END.match(text, at)
        value = number(found["n"]) if found else None
        if found and value and value > former.year.value:
            year = Year(former.year.era, value)
            return [DateWords(found.span(), (group_start, found.end()), year, link="range")]
        return []
    if former.part and former.month is not None and (part := patterns.PART_END.match(text, at)):
        group = (group_start, part.end())
        return [DateWords(part.span(), group, None, former.month, part=part[0], link="range")]
    figures = patterns.FIGURES_END.match(text, at)
    if not figures or former.month is None or not text[former.span[1] - 1].isdigit():
        return []
    month: int | None = int(figures["m"] or former.month)
    day: int | None = int(figures["d"])
    if former.day is None:
        month, day = (None if figures["m"] else day), None
    place = (figures.span(), (group_start, figures.end()))
    return [DateWords(*place, None, month, day, link="range")] if month else []


def _linked(chain: list[DateWords], link: Joint) -> list[DateWords]:
    return [chain[0]._replace(link=link), *chain[1:]] if chain else []
