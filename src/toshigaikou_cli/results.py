"""What the catalogue answers with: the frozen records that go to coverage and to the formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from toshigaikou_cli.records import Finding, Kind, RowCount

Thing = Literal["measure", "achievement", "bureau", "city"]


class LinkFact(NamedTuple):
    """One link of an achievement that is a result: ids, fiscal year, and the link's status."""

    achievement: str
    fiscal_year: int
    measure: int
    status: str


class AchievementFact(NamedTuple):
    """One achievement that is a result; ``outside`` where linking found that no measure fits."""

    achievement: str
    fiscal_year: int
    outside: bool
    cities: tuple[str, ...]


class Hit(NamedTuple):
    """A place where a search text stands: ``spans`` are places in ``text``."""

    thing: Thing
    key: str
    fiscal_year: int | None
    title: str
    where: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that an import inserted, changed or removed."""

    verb: Literal["inserted", "changed", "removed"]
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: the account of the rows, the changes against what was there, and the links.

    ``status`` is ``replaced`` where an older edition made way, ``unchanged`` where the same bytes were there and
    nothing was done. ``parts`` counts the records by what they are (achievements, or measures and cities), ``links``
    the achievements by their best link (linked, suggested, outside).
    """

    name: str
    kind: Kind
    format: str
    title: str
    status: Literal["imported", "replaced", "unchanged"]
    fiscal_years: tuple[int, ...]
    pages: int | None
    count: RowCount
    parts: Mapping[str, int]
    tally: Mapping[str, int]
    skipped: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def number(self, verb: str) -> int:
        """How many records an import inserted, changed or removed."""
        return sum(1 for change in self.changes if change.verb == verb)
