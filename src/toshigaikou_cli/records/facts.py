"""What was inferred from a row, as far as a person may mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.records.mentions import DateRole, Outcome, Precision, RowOutcome


class DateFact(NamedTuple):
    """A date of an activity: first and last day (ISO), how exact, its role, and the words that say it."""

    start: str
    end: str
    precision: Precision
    role: DateRole
    text: str


class CityFact(NamedTuple):
    """A city of an activity: ``partner``, ``venue``, or ``item`` (its row names it); ``text`` the words."""

    city: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity: its text, what became of it with the words that say so, its dates and cities."""

    text: str
    outcome: Outcome
    words: str
    dates: tuple[DateFact, ...] = ()
    cities: tuple[CityFact, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row. ``search`` is the match key of its text, ``cities`` are (city, role), ``item_cities`` those that its item
    names. ``bureau`` is an id (None: unknown), ``bureaus`` are the ids of all that its cell names; ``open_ended``: it
    leaves its list of them open."""

    kind: YearKind
    fiscal_year: int
    search: str
    item: str
    result: str
    outcome: RowOutcome
    activities: tuple[ActivityFacts, ...] = ()
    cities: tuple[tuple[str, str], ...] = ()
    item_cities: tuple[str, ...] = ()
    bureau: str | None = None
    department: str | None = None
    bureaus: tuple[str, ...] = ()
    open_ended: bool = False
