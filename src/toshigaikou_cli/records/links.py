"""What linking takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.kinds import BureauRole, LinkMethod, LinkStatus
from toshigaikou_cli.records.mentions import Outcome


class Link(NamedTuple):
    """The claim that an achievement serves a measure, with the evidence that a person can check.

    ``measure`` is an id. ``activities`` are the positions of those that carry it, from 0; none for a row without
    activities.
    """

    measure: str
    status: LinkStatus
    method: LinkMethod
    score: float
    evidence: tuple[Evidence, ...]
    activities: tuple[int, ...] = ()


class Linking(NamedTuple):
    """The verdict on one achievement. ``outside`` says why no measure covers it, where a topic or a person says so.

    ``against`` is what speaks against the first link, or, without links, why there is none.
    """

    links: tuple[Link, ...] = ()
    outside: tuple[Objection, ...] = ()
    against: tuple[Objection, ...] = ()


_NONE: Mapping[str, str] = {}


class MeasureProfile(NamedTuple):
    """What linking knows of a measure; ``goal`` is a code. ``bureaus`` maps bureau ids to roles, succession already followed.

    ``named`` gives, for a bureau that has its role by succession, the one that the strategy names. The rules add bureaus
    of the role ``remit``: theirs covers the measure's subject, though the strategy names others. ``one_of_each``: bureaus
    that have their role because the one that the strategy names stands for each of them (各区役所).
    """

    id: str
    code: str
    goal: str
    title: str
    overview: str
    bureaus: Mapping[str, BureauRole | Literal["remit"]]
    open_ended: bool
    named: Mapping[str, str] = _NONE
    one_of_each: frozenset[str] = frozenset()


class Point(NamedTuple):
    """What linking knows of one activity; ``cities`` are its partners (those of the item, where it names none)."""

    position: int
    text: str
    label: str = ""
    cities: tuple[str, ...] = ()
    outcome: Outcome = "held"

    @property
    def held(self) -> bool:
        return self.outcome == "held"


class LinkInput(NamedTuple):
    """What linking knows of an achievement. ``department`` is the part of the bureau that reports, ``with_bureaus`` are those
    that report it together with the bureau (水道局・下水道局)."""

    id: str
    fiscal_year: int
    field: str
    bureau: str | None
    item: str
    points: tuple[Point, ...] = ()
    department: str = ""
    with_bureaus: tuple[str, ...] = ()

    @property
    def bureaus(self) -> tuple[str, ...]:
        """All bureaus that report; none where the first is not known."""
        return () if self.bureau is None else (self.bureau, *self.with_bureaus)


class MeasureCell(NamedTuple):
    """The cell of a row that may state its measures. ``certain``: its column is one of measures; else it is one of
    numbers, which may as well count the rows. ``has_item``: its table has a column of items."""

    row: str
    document: int
    header: str
    text: str
    item: str
    certain: bool
    fiscal_year: int = 0
    has_item: bool = True
