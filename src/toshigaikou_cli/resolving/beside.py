"""What columns beside a result say of its activities: dates for those that have none, and numbers that they do not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.mentions import DateMention, Outcome, Quantity
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.dates.patterns import MOVED
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.quantities import find_quantities
from toshigaikou_cli.text.told_beside import put_off_to_later, remarked_day

_AT_HAND = 1024
_read_dates = lru_cache(maxsize=_AT_HAND)(read_dates)
_NOT_THEN = expression(
    r"(?: ?\([月火水木金土日祝休・]{1,3}\))?(?:(?:から|より)の?(?:延期|順延|変更|繰り?[上下]げ)"
    r"|[ (は→⇒]{1,2}(?:中止|取りやめ|休止))"
)
"""What stands behind a day of a cell on which nothing was held: （10月31日から延期）, 6月12日（中止）."""
_PEOPLE = {"名": "人"}


def dates_beside(
    record: AchievementRecord, place: int, own: Sequence[DateMention], outcomes: Sequence[Outcome] = ()
) -> list[DateMention]:
    """The dates of a row's columns for one of its activities: none where the activity says itself when it was, or was not
    held while others of the row were (``outcomes``, of all of them), on a day that is told of all.
    """
    if not record.when:
        return []
    held = not outcomes or outcomes[place] == "held"
    later = (
        not held and outcomes[place] == "cancelled"
    )  # the day to which it was put off leaves that of the column
    if any(
        date.role == "when" if held else date.role not in ("mentioned", "planned" if later else "")
        for date in own
    ):
        return []
    if not held and "held" in outcomes and len(set(record.when)) < len(record.when):
        return []
    return _days_of(record.when[place], record.fiscal_year)


def dates_told(record: AchievementRecord, place: int, own: Iterable[DateMention]) -> list[DateMention]:
    """The days on which, by what a remark tells, one of a row's activities was to be and was not, or is to be."""
    words = record.told[place][1] if record.told else ""
    day = remarked_day(words, record.fiscal_year) if words else None
    known = {(date.start, date.end) for date in own}
    return [date for date in day.dates if (date.start, date.end) not in known] if day else []


def _days_of(text: str, fiscal_year: int) -> list[DateMention]:
    """The days of a cell: those of the event, but for the days from which it was moved (10月31日（11月7日に順延）)."""
    dates = _read_dates(text, fiscal_year).dates
    if put_off_to_later(text, fiscal_year):
        return [
            *(date.in_role("cancelled") for date in dates[:-1]),
            *(date.in_role("planned") for date in dates[-1:]),
        ]
    folded = fold_width(text)
    off = [bool(_NOT_THEN.match(folded, date.span[1])) for date in dates]
    for at in range(1, len(dates)):
        off[at - 1] = off[at - 1] or bool(MOVED.match(folded, dates[at].span[1]))
    if not any(off) and any(date.role == "when" for date in dates):
        off = [date.role == "cancelled" for date in dates]
    again = {(date.start, date.end) for date, away in zip(dates, off, strict=True) if away}
    off = [away or (date.start, date.end) in again for date, away in zip(dates, off, strict=True)]
    return [date.in_role("cancelled" if away else "when") for date, away in zip(dates, off, strict=True)]


def quantities_beside(record: AchievementRecord, place: int, own: Iterable[Quantity]) -> list[Quantity]:
    """The numbers of a row's columns for one of its activities, but for those that its text has, too."""
    said = {_counted(quantity) for quantity in own}
    found = (quantity for texts in record.counts for quantity in find_quantities(texts[place]))
    return [quantity for quantity in found if _counted(quantity) not in said]


def _counted(quantity: Quantity) -> tuple[float, str]:
    return quantity.value, _PEOPLE.get(quantity.unit, quantity.unit)
