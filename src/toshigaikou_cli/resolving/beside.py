"""What columns beside a result say of its activities: dates for those that have none, and numbers that they do not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from toshigaikou_cli.records.documents import AchievementRecord
from toshigaikou_cli.records.mentions import DateMention, Quantity
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.quantities import find_quantities

_AT_HAND = 1024
_read_dates = lru_cache(maxsize=_AT_HAND)(read_dates)
_PEOPLE = {"名": "人"}


def dates_beside(record: AchievementRecord, place: int, own: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a row's columns for one of its activities: none where the activity says itself when it was."""
    if not record.when or any(date.role != "mentioned" for date in own):
        return []
    return [date.in_role("when") for date in _read_dates(record.when[place], record.fiscal_year)[0]]


def quantities_beside(record: AchievementRecord, place: int, own: Iterable[Quantity]) -> list[Quantity]:
    """The numbers of a row's columns for one of its activities, but for those that its text has, too."""
    said = {_counted(quantity) for quantity in own}
    found = (quantity for texts in record.counts for quantity in find_quantities(texts[place]))
    return [quantity for quantity in found if _counted(quantity) not in said]


def _counted(quantity: Quantity) -> tuple[float, str]:
    return quantity.value, _PEOPLE.get(quantity.unit, quantity.unit)
