"""What an import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from toshigaikou_cli.records.documents import RejectedRow, RowCount
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.kinds import DocumentKind


@dataclass(frozen=True, slots=True)
class ImportChange:
    """A record that an import inserted, changed or removed."""

    verb: Literal["inserted", "changed", "removed"]
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: the account of the rows, the changes against what was there, and the links.

    ``status`` is ``replaced`` where an older edition made way, ``unchanged`` where the same bytes were there and
    nothing was done. ``parts`` counts the records by what they are (achievements, or measures and cities), ``links``
    the achievements by their best link (linked, suggested, outside). ``layout`` is the one
    that a strategy's headings fit, "" where it has none.
    """

    name: str
    kind: DocumentKind
    format: str
    title: str
    status: Literal["imported", "replaced", "unchanged"]
    fiscal_years: tuple[int, ...]
    pages: int | None
    count: RowCount
    parts: Mapping[str, int]
    tally: Mapping[str, int]
    skipped: tuple[Skip, ...]
    changes: tuple[ImportChange, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    layout: str = ""
    indicators: int = 0
    """Indicators that tables and the rows of a sheet or a strategy have; not those of sentences."""

    def number(self, verb: str) -> int:
        """How many records an import inserted, changed or removed."""
        return sum(1 for change in self.changes if change.verb == verb)
