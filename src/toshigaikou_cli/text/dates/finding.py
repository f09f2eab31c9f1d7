"""The dates of a text, as intervals.

What is read, beyond full dates: lists and ranges whose later parts lean on the earlier ones (平成30年2月19、20、21日,
11月29日から12月2日), months and days without a year (placed in the fiscal year: April to December in its own year,
January to March in the next), 上旬・中旬・下旬 (days 1 to 10, 11 to 20, 21 to the end, with precision ``month``),
fiscal years, their quarters and halves, and 通年, 同年, 翌年, 同月, 翌月, 翌日, 翌々日, 前日, figures (H29.10, 2017/9/26),
lengths (4月から1年間), ends in brackets (10月4日に派遣（10月11日まで）) and open ranges (9月26日以降: to the fiscal year's end).

A range is one mention; each day, month or year of a list is a mention of its own, and where these share words
(the month of 19、20、21日) each carries the words of the whole list, and their place.

Left alone: years that are part of a name (2020年大会), and what stands in 「」 unless it is a full date with its year;
times that come round (毎年11月) or that only the writer's day tells (昨年10月); durations (20年間, 3日間).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.mentions import DateMention, Precision
from toshigaikou_cli.text.dates.chains import scan
from toshigaikou_cli.text.dates.eras import (
    LAST_HEISEI_FISCAL_YEAR,
    era_of,
    era_year,
    find_era,
    in_era,
    nearest_era_year,
)
from toshigaikou_cli.text.dates.fiscal import (
    calendar_year,
    fiscal_year_days,
    fiscal_year_of,
)
from toshigaikou_cli.text.dates.later import (
    UntoldDay,
    after,
    is_next_of_list,
    is_of_the_same,
    is_put_off_to,
    next_year,
    was_held,
)
from toshigaikou_cli.text.dates.patterns import (
    CALLED_OFF,
    LENGTH,
    LENGTH_IN_BRACKET,
    OPEN_RANGE,
    UNTIL_YEAR_END,
)
from toshigaikou_cli.text.dates.reckoning import end_of_length, interval
from toshigaikou_cli.text.dates.roles import is_of_another, with_roles
from toshigaikou_cli.text.dates.words import DateWords, Year
from toshigaikou_cli.text.figures import fold_width, number
from toshigaikou_cli.text.titles import Titles

_YEAR_HEADING = expression(
    r"[【\[(<〈■○◆●・ ]*(?P<words>[^ 】\])>〉:]+?)(?: ?(?:の?(?:実績|計画|予定|取組)))?[ 】\])>〉:]*"
)
_ANNOUNCES = expression("予定|見込|計画")
_WEEKDAY_BRACKET = expression(r"[〔\[]([月火水木金土日](?:[・、/]祝)?)[〕\]]")
_CLAUSE = 60
_WRITTEN: dict[Precision, int] = {"month": len("1993-09"), "year": len("1993")}
"""How much of an ISO date is known of a month or a year."""
_NEXT = {"翌日": 1, "翌々日": 2, "前日": -1}
_OF_A_YEAR = frozenset((")", ") ", ")の"))
"""What stands between a year in a bracket and its month: 昨年（令和4年）10月."""
_ROLL_ON = timedelta(days=60)
"""How far past an earlier date of its line a day without a year may lie, before the fiscal year decides."""


class _Placed(NamedTuple):
    """A date reckoned: its days, how exact, whether the text tells its year, and its words."""

    start: date
    end: date
    precision: Precision
    told: bool
    words: DateWords


class DatesRead(NamedTuple):
    """The dates of a text, the words of dates that cannot be with the reasons, and what was put off without a year."""

    dates: list[DateMention]
    impossible: list[tuple[str, str]]
    untold: list[UntoldDay]


def find_dates(text: str, fiscal_year: int | None, before: DateMention | None = None) -> list[DateMention]:
    """The dates of a text, in order; ``fiscal_year`` places days and months without a year (None: those are left).

    ``before`` is the last date of the point above, which 同月, 同年 and a lone 10日には lean on.

    Spans are places in ``text``. Dates that cannot be are not among them: see :func:`impossible_dates`.
    """
    return read_dates(text, fiscal_year, before).dates


def impossible_dates(text: str, fiscal_year: int | None) -> list[tuple[str, str]]:
    """The words that read as a date which cannot be, each with the reason: 平成31年5月1日, 2月30日, 平成26（2015）年."""
    return read_dates(text, fiscal_year).impossible


def find_since(text: str) -> str | None:
    """The first date in a cell such as ``2001年10月16日-19日 第1回総会``, as exact as it stands there: its first day (ISO),
    its month (1993-09), its year, or the days of its fiscal year (1993-04-01/1994-03-31); None without one."""
    first = next(iter(find_dates(text, None)), None)
    if first is None:
        return None
    if first.precision == "fiscal_year":
        return f"{first.start}/{first.end}"
    return first.start[: _WRITTEN.get(first.precision)]


def read_dates(text: str, fiscal_year: int | None, before: DateMention | None = None) -> DatesRead:
    """All in one pass: :func:`find_dates`, :func:`impossible_dates` and what has no year. Linear in the length of the text."""
    folded = fold_width(text)
    if "〔" in folded or "[" in folded:
        folded = _WEEKDAY_BRACKET.sub(r"(\1)", folded)
    reader = _DateReader(folded, fiscal_year, before)
    for words in scan(folded):
        reader.read(words)
    mentions = [_mention(text, folded, found) for found in _distinct(reader.placed)]
    impossible = [(text[start:end], why) for (start, end), why in reader.impossible]
    untold = [UntoldDay(text[start:end], (start, end)) for start, end in dict.fromkeys(reader.untold)]
    return DatesRead(with_roles(text, mentions, fiscal_year), impossible, untold)


class _DateReader:
    """Reckons date words one after the other; what it remembers is the dates before."""

    def __init__(self, text: str, fiscal_year: int | None, before: DateMention | None) -> None:
        self.text = text
        self.before = _placed_before(before) if before else None
        self.fiscal_year = fiscal_year
        self.written_in = fiscal_year
        self.titles = Titles(text)
        self.has_lengths = any(word in text for word in ("間", "泊", "半年"))
        self.placed: list[_Placed] = []
        self.impossible: list[tuple[tuple[int, int], str]] = []
        self.untold: list[tuple[int, int]] = []
        self.line_start = self.seen = 0
        self.former: _Placed | None = None  # the date before, in the same line
        self.broken = False  # the date before in this list or range cannot be

    def read(self, words: DateWords) -> None:
        self._enter_line(words.span[0])
        if self._is_of_title(words) or (words.link and self.broken):
            return
        try:
            found = self._place(words)
            if found and words.link == "range" and self.former:
                found = self._join(self.former, found)
        except ValueError as error:
            self._reject(words, error.args[0])
            return
        self.broken = found is None
        if found is None:
            return
        if words.link == "range" and self.former:
            self.placed.pop()
        elif self.former and self._ends_the_former(self.former, found):
            found = self._join(self.placed.pop(), found)
        found = self._lengthened(found)
        self.placed.append(found)
        self.former = found
        if words.fiscal and not words.link and self._is_heading(words):
            self.fiscal_year = found.start.year

    def _enter_line(self, at: int) -> None:
        line_break = self.text.rfind("\n", self.seen, at)
        self.seen = max(self.seen, at)
        if line_break >= 0:
            self.line_start, self.former = line_break + 1, None

    def _reject(self, words: DateWords, reason: str) -> None:
        span = words.group
        if words.link == "range" and self.former:
            span = (self.former.words.group[0], span[1])
            self.placed.pop()
            self.former = None
        self.broken = True
        if not (self.impossible and self.impossible[-1][0] == span):
            self.impossible.append((span, reason))

    def _is_of_title(self, words: DateWords) -> bool:
        if words.year and words.year.era and words.day is not None:
            return False
        joined = words.link and self.former and words.day is not None
        return not joined and self.titles.around(words.span[0])

    def _is_heading(self, words: DateWords) -> bool:
        end = self.text.find("\n", words.group[1], self.line_start + 40)
        if end < 0:
            return False
        heading = _YEAR_HEADING.fullmatch(self.text[self.line_start : end])
        return heading is not None and heading["words"] == self.text[slice(*words.group)]

    # ------------------------------------------------------------ reckoning

    def _place(self, words: DateWords) -> _Placed | None:
        """The days of the words; None where the text does not tell them. Raises ValueError where they cannot be."""
        if words.relative:
            return self._place_relative(words)
        if words.free:
            return self._place_free(words)
        if words.year and words.year.era == "?":
            return self._place_figures(words, words.year.value)
        year = self._told_year(words)
        if year is None:
            return self._place_without_year(words)
        start, end, precision = interval(year, words)
        if words.year and words.year.era not in ("", "AD"):
            self._check_era(words.year, start, end)
        return _Placed(start, end, precision, True, words)

    def _place_figures(self, words: DateWords, value: int) -> _Placed | None:
        """29.10.5 (or 17.10.5) is a date where it lies in the fiscal year; elsewhere the number of a version or a chapter."""
        year = nearest_era_year(value, self.fiscal_year) if self.fiscal_year is not None else None
        if self.fiscal_year is not None and value in (self.fiscal_year % 100, self.fiscal_year % 100 + 1):
            year = self.fiscal_year - self.fiscal_year % 100 + value
        try:
            found = _Placed(*interval(year, words), True, words) if year else None
        except ValueError:
            return None
        return found if found and fiscal_year_of(found.start) == self.fiscal_year else None

    def _told_year(self, words: DateWords) -> int | None:
        if words.year is None:
            return None
        year = self._gregorian(words.year)
        if words.gloss is not None and (other := self._gregorian(words.gloss)) != year:
            raise ValueError(say("the two years do not agree: {year} and {other}", year=year, other=other))
        return year

    def _gregorian(self, year: Year) -> int:
        if year.era == "AD":
            return year.value
        if year.era:
            return era_year(year.era, year.value, written_in=self.written_in)
        near = self.former.start.year if self.former else None
        found = nearest_era_year(year.value, self.written_in if self.written_in is not None else near)
        if found is None:
            raise ValueError(say("no era has a year {year}", year=year.value))
        return found

    def _check_era(self, year: Year, start: date, end: date) -> None:
        era = find_era(year.era)
        foreseen = self.written_in is not None and self.written_in <= LAST_HEISEI_FISCAL_YEAR
        if foreseen and era.name == "平成" and start >= era.first:
            return  # written before 令和 was known: 平成31年5月 is May 2019
        if year.value <= era.years and not in_era(year.era, start, end):
            name, count = era_of(start)
            called = f"{name}{'元' if count == 1 else count}年"
            if start < era.first:
                raise ValueError(say("{era} had not begun: it is {year}", era=era.name, year=called))
            raise ValueError(
                say("{era} had ended on {last}: it is {year}", era=era.name, last=era.last, year=called)
            )

    def _place_without_year(self, words: DateWords) -> _Placed | None:
        if words.month is None:
            return self._place_part_of_year(words)
        if words.link and self.former:
            return self._carried(words, self.former)
        former = self.former
        if former and former.precision == "year" and self._between(former, words) in _OF_A_YEAR:
            return self._carried(words, former)
        if self.former and self.former.precision == "fiscal_year" and self._is_governed(words):
            return self._carried(words, self.former)
        if self.fiscal_year is not None:
            if told := next_year(self.text, words.group[0], self.fiscal_year, words.month):
                next_one, begins = told
                return self._in_later_year(words._replace(group=(begins, words.group[1])), next_one)
            year = calendar_year(self.fiscal_year, words.month)
            found = _Placed(*interval(year, words), False, words)
            if is_put_off_to(self.text, words.group[1]):
                return self._put_off_to(found)
            if self.former and found.start < self.former.start and self._goes_on(self.former, words):
                later = self._carried(words, self.former)
                return later if later.start - self.former.end <= _ROLL_ON else found
            return found
        if self.former:
            return self._carried(words, self.former)
        if words.month > 12 or (words.day or 0) > calendar.monthrange(2000, max(words.month, 1))[1]:
            raise ValueError(say("no year has such a day"))
        return None

    def _goes_on(self, former: _Placed, words: DateWords) -> bool:
        """Whether a day may follow an earlier date of its line into the next year: one with its year, or the last of a list."""
        if self._is_near(former):
            return self._is_own(former)
        return former.precision == "day" and is_next_of_list(self._between(former, words))

    def _put_off_to(self, found: _Placed) -> _Placed | None:
        """The day to which something was put off: after the day on which that was to be; on none where nothing tells the year."""
        start = found.words.span[0]
        if self.former and is_of_the_same(self.text, self.former.words.span[0], start):
            return found if found.start >= self.former.start else self._carried(found.words, self.former)
        if was_held(self.text, start):
            return found
        self.untold.append(found.words.group)
        return None

    def _place_part_of_year(self, words: DateWords) -> _Placed | None:
        """A quarter or half of the fiscal year: that of the range which it ends, else the sheet's."""
        if not words.part:
            return None
        named = fiscal_year_of(self.former.start) if words.link and self.former else self.fiscal_year
        return _Placed(*interval(named, words), False, words) if named is not None else None

    def _is_near(self, former: _Placed) -> bool:
        """Whether the text tells a date's year, and that is no far one alone: 2050年に実質ゼロ."""
        years = (self.fiscal_year, (self.fiscal_year or 0) + 1)
        return former.told and (former.precision != "year" or former.start.year in years)

    def _is_governed(self, words: DateWords) -> bool:
        """Whether the fiscal year before it in its sentence announces a date: 平成31年度に、10月の会議を開催予定."""
        if self.former is None:
            return False
        between = self._between(self.former, words)
        rest = self.text[words.span[1] : words.span[1] + _CLAUSE].partition("。")[0].partition("\n")[0]
        return "。" not in between and bool(_ANNOUNCES.search(rest))

    def _between(self, former: _Placed, words: DateWords) -> str:
        """What stands between a date and the words of a later one."""
        return self.text[former.words.group[1] : words.span[0]]

    def _carried(self, words: DateWords, former: _Placed) -> _Placed:
        """The first such day or month from the former date on; a day of the same month stays in it."""
        year = former.start.year
        if former.precision == "fiscal_year" and (words.month or 0) < 4:
            year += 1
        of_its_month = words.link != "range" and words.group == former.words.group and words.day is not None
        same_month = of_its_month or words.month == former.start.month
        if (words.month or 0) < former.start.month and not same_month and former.words.month is not None:
            year += 1
        return _Placed(*interval(year, words), former.told, words)

    def _place_free(self, words: DateWords) -> _Placed | None:
        former = self.former or (self.before if not self.placed else None)
        if not former or former.precision not in ("day", "month"):
            return None
        within = self.former and former.start < former.end and former.start.month == former.end.month
        first = former.start.day if within else former.end.day + 1
        again = first - 1 == words.day and CALLED_OFF.match(self.text, words.span[1])
        if former.precision == "day" and (words.day or 0) < first and not again:
            return None
        return _Placed(*interval(former.end.year, words._replace(month=former.end.month)), former.told, words)

    def _place_relative(self, words: DateWords) -> _Placed | None:
        if words.relative == "通年":
            return self._whole_year(words)
        if words.relative == "翌年" and words.month and not self.placed and not self.before:
            return self._of_next_year(words, words.month)
        last = self.placed[-1] if self.placed and words.relative.startswith("同") else self.before
        former = next(filter(self._is_own, reversed(self.placed)), last)
        if former is None:
            return None
        base, later = former.end, words.relative.startswith("翌")
        if words.relative in _NEXT:
            day = (base if later else former.start) + timedelta(days=_NEXT[words.relative])
            if later and OPEN_RANGE.match(self.text, words.span[1]):
                return None
            agrees = former.precision == "day" and words.day in (None, day.day)
            return _Placed(day, day, "day", former.told, words) if agrees else None
        if words.relative == "翌":
            return self._carried(words, former) if words.month != former.end.month else None
        if words.relative in ("同年", "翌年"):
            named = fiscal_year_of(base) if words.fiscal else base.year
            if words.fiscal and words.month:
                named = calendar_year(named, words.month)
            return _Placed(*interval(named + later, words), former.told, words)
        if former.precision not in ("day", "month"):
            return None
        year, month = divmod(base.year * 12 + base.month - 1 + later, 12)
        return _Placed(*interval(year, words._replace(month=month + 1)), former.told, words)

    def _of_next_year(self, words: DateWords, month: int) -> _Placed | None:
        """A month of 翌年 or 翌年度 with no date before it: of the year after the sheet's."""
        if self.fiscal_year is None:
            return None
        return self._in_later_year(words, after(self.fiscal_year, month, fiscal=words.fiscal))

    def _in_later_year(self, words: DateWords, year: int) -> _Placed | None:
        """A month in the year after the sheet's (0: untold), on which those behind it do not lean."""
        if year:
            return _Placed(*interval(year, words), False, words)
        if is_put_off_to(self.text, words.group[1]):
            self.untold.append(words.group)
        return None

    def _is_own(self, placed: _Placed) -> bool:
        """Whether a date is no other day that the text mentions in passing, such as that of an agreement."""
        return not is_of_another(self.text, placed.words.group)

    def _whole_year(self, words: DateWords) -> _Placed | None:
        if self.fiscal_year is None:
            return None
        first, last = map(date.fromisoformat, fiscal_year_days(self.fiscal_year))
        return _Placed(first, last, "fiscal_year", False, words)

    def _lengthened(self, found: _Placed) -> _Placed:
        """With the end that the words after it give: 4月から1年間, 9月5日から3日間, 9月26日以降."""
        at = found.words.group[1]
        if found.precision not in ("day", "month"):
            return found
        if opened := OPEN_RANGE.match(self.text, at):
            if self.fiscal_year is None or fiscal_year_of(found.start) != self.fiscal_year:
                return found
            end = date.fromisoformat(fiscal_year_days(self.fiscal_year)[1])
        elif opened := UNTIL_YEAR_END.match(self.text, at):
            end = date.fromisoformat(fiscal_year_days(fiscal_year_of(found.start))[1])
        elif not self.has_lengths:
            return found
        elif opened := LENGTH.match(self.text, at):
            length, unit = (opened["days"], "日") if opened["days"] else (opened["n"], opened["unit"])
            end = end_of_length(found.start, *((number(length) or 0, unit) if length else (6, "か月")))
        elif self._is_single(found) and (opened := LENGTH_IN_BRACKET.match(self.text, at)):
            end = end_of_length(found.start, number(opened["n"]) or 0, opened["unit"])
        else:
            return found
        words = found.words._replace(group=(found.words.group[0], opened.end()))
        return _Placed(found.start, max(end, found.end), found.precision, found.told, words)

    def _ends_the_former(self, former: _Placed, found: _Placed) -> bool:
        """Whether a bracket tells until when what began on the day before it went on: 10月4日に派遣（10月11日まで）."""
        start, end = found.words.group
        alone = self.text.startswith("まで)", end) and self.text[max(0, start - 1) : start] == "("
        both = former.precision == found.precision == "day" and former is self.placed[-1]
        return alone and both and former.start == former.end < found.start

    @staticmethod
    def _is_single(found: _Placed) -> bool:
        """Whether a date is one day, and no part of a list or a range."""
        words = found.words
        return found.precision == "day" and not words.link and words.span[1] == words.group[1]

    def _join(self, former: _Placed, last: _Placed) -> _Placed:
        """The range from one date to another."""
        if last.end < former.start or last.start < former.start:
            raise ValueError(
                say("the range ends ({last}) before it begins ({first})", last=last.end, first=former.start)
            )
        order: tuple[Precision, ...] = ("day", "month", "year", "fiscal_year")
        precision = max(former.precision, last.precision, key=order.index)
        group = (former.words.group[0], max(last.words.group[1], former.words.group[1]))
        return _Placed(former.start, last.end, precision, former.told, last.words._replace(group=group))


def _placed_before(mention: DateMention) -> _Placed:
    """The last date of the text above, as a date that this text can lean on."""
    first, last = date.fromisoformat(mention.start), date.fromisoformat(mention.end)
    words = DateWords((0, 0), (0, 0), None, last.month, last.day)
    return _Placed(first, last, mention.precision, True, words)


def _distinct(placed: list[_Placed]) -> Iterator[_Placed]:
    """Without the second of two that name the same days in one list (平成31・令和元年度)."""
    for place, found in enumerate(placed):
        former = placed[place - 1] if place else None
        if not (
            former and found.words.link == "list" and (former.start, former.end) == (found.start, found.end)
        ):
            yield found


def _mention(text: str, folded: str, found: _Placed) -> DateMention:
    start, end = found.words.group
    while end > start and folded[end - 1] == " ":
        end -= 1
    days = (found.start.isoformat(), found.end.isoformat())
    return DateMention(*days, found.precision, text[start:end], (start, end))
