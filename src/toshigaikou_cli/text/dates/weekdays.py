"""Weekdays that a text tells beside its days, and that are not theirs: 8月5日（火） of a year in which that was a Monday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention
from toshigaikou_cli.text.figures import fold_width

SIGNS = "月火水木金土日"
_LOOK = expression(rf"[(（\[〔] ?[{SIGNS}]|[0-9０-９日] ?[{SIGNS}]曜")
_TOLD = expression(
    rf"(?<!\d)(?P<day>\d{{1,2}}) ?日?"
    rf"(?: ?[(\[〔] ?(?P<sign>[{SIGNS}])(?:曜日?)?(?:[・、/]? ?(?:祝日?|振休|休日?)){{0,2}} ?[)\]〕]| ?(?P<word>[{SIGNS}])曜)"
)
_LONGEST = 12


class WeekdayDiffers(NamedTuple):
    """A day with a weekday that is not its own: the words, the day, its weekday, and the year beside in which it has the one
    that is told, None without such."""

    text: str
    day: date
    weekday: str
    fits: int | None


def weekdays_that_differ(text: str, dates: Iterable[DateMention]) -> Iterator[WeekdayDiffers]:
    """The days of a text whose weekday is another; ``dates`` are those that were read of it."""
    if not _LOOK.search(text):
        return
    folded = fold_width(text)
    for mention in dates:
        if mention.precision != "day":
            continue
        start, end = mention.span
        days = [date.fromisoformat(each) for each in dict.fromkeys((mention.start, mention.end))]
        for told in _TOLD.finditer(folded, start, min(len(folded), end + _LONGEST)):
            sign = told["sign"] or told["word"]
            own = [day for day in days if day.day == int(told["day"])]
            if own and told.start() < end and all(_weekday(day) != sign for day in own):
                yield WeekdayDiffers(
                    text[start : told.end()], own[0], _weekday(own[0]), _year_of(own[0], sign)
                )


def _weekday(day: date) -> str:
    return SIGNS[day.weekday()]


def _year_of(day: date, sign: str) -> int | None:
    """The year before, else the one after, in which a day has a weekday."""
    for year in (day.year - 1, day.year + 1):
        leap = (day.month, day.day) == (2, 29)
        if not leap and _weekday(day.replace(year=year)) == sign:
            return year
    return None
