"""What the days of a row leave in doubt: such as cannot be, days with another's weekday, and days to which something was put
off without a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.resolving.doubts import Doubt
from toshigaikou_cli.text.dates.finding import DatesRead, read_dates
from toshigaikou_cli.text.dates.later import UntoldDay
from toshigaikou_cli.text.dates.weekdays import weekdays_that_differ


def date_doubts(text: str, read: DatesRead, column: str) -> Iterator[Doubt]:
    """The doubts of what was read of the days of a text; ``column`` is where it stands."""
    for words, reason in read.impossible:
        yield Doubt("date-impossible", column, words, say("no such date: {text}", text=words), reason)
    yield from _weekdays(text, read, column)
    yield from _untold(read.untold, column)


def dates_beside_doubts(record: AchievementRecord) -> Iterator[Doubt]:
    """The doubts of the cells of days, and of the remarks, that say something of a row's activities."""
    texts = dict.fromkeys((*record.when, *(words for _, words in record.told)))
    for text in texts:
        read = read_dates(text, record.fiscal_year)
        yield from _weekdays(text, read, record.kind)
        yield from _untold(read.untold, record.kind)


def _weekdays(text: str, read: DatesRead, column: str) -> Iterator[Doubt]:
    for each in weekdays_that_differ(text, read.dates):
        message = say(
            "the weekday of {text} is another: {day} is ({weekday})",
            text=each.text,
            day=each.day,
            weekday=each.weekday,
        )
        hint = say("it fits {year}", year=each.fits) if each.fits else ""
        yield Doubt("weekday-differs", column, each.text, message, hint)


def _untold(days: Iterable[UntoldDay], column: str) -> Iterator[Doubt]:
    for day in days:
        message = say("put off to {text}, and nothing tells the year: no date is made of it", text=day.text)
        hint = say("write the year before it: R6年5月, 2024年5月")
        yield Doubt("result-is-plan", column, day.text, message, hint)
