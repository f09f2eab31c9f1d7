"""Parser -> records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.kinds import BureauRole, DocumentKind, YearKind
from toshigaikou_cli.records.place import Spot


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """``code`` as the strategy writes it, normalized: ``1``, ``Ⅱ``."""

    code: str
    title: str
    source: Spot


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """An area of a goal; ``code`` is ``1-イ``, ``symbol`` is ``イ``. ``goal`` is "" in a strategy without goals."""

    goal: str
    symbol: str
    title: str
    source: Spot

    @property
    def code(self) -> str:
        return area_code(self.goal, self.symbol)


def area_code(goal: str, symbol: str) -> str:
    """``1-イ``; the symbol alone in a strategy without goals."""
    return f"{goal}-{symbol}" if goal else symbol


@dataclass(frozen=True, slots=True)
class BureauMention:
    """A bureau as a document names it, with its role in a measure."""

    text: str
    role: BureauRole


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it was read, under the header that stood over it; ``column`` is "" for an undeclared column.

    ``struck`` are its words that are struck through, which are no part of ``text``.
    """

    column: str
    header: str
    text: str
    filled: bool = False
    struck: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """``code`` as the strategy writes it, normalized: ``35``, ``1-1-(1)``. ``goal`` is a goal's code and ``area`` an area's
    symbol, "" in a strategy without goals or without areas."""

    code: str
    goal: str
    area: str
    title: str
    overview: str
    bureaus: tuple[BureauMention, ...]
    open_ended: bool
    cells: tuple[RawCell, ...]
    source: Spot


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A numeric target: relations with ``cities`` cities by the end of ``year`` (a calendar or a fiscal year)."""

    cities: int
    year: int
    text: str
    source: Spot


@dataclass(frozen=True, slots=True)
class CityRecord:
    """A row of a table of partner cities. ``since`` is an ISO date, ``since_text`` the cell it was read from."""

    relation: str
    name: str
    country: str
    since: str | None
    since_text: str
    proposer: bool
    cells: tuple[RawCell, ...]
    source: Spot


@dataclass(frozen=True, slots=True)
class AchievementRecord:
    """One row of a sheet, for one fiscal year and kind. The texts are normalized; ``cells`` are as read.

    ``section`` is the heading that the row's table stands under, "" where there is none.
    """

    fiscal_year: int
    kind: YearKind
    section: str
    field: str
    bureau_text: str
    item: str
    result: str
    cells: tuple[RawCell, ...]
    source: Spot


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A table row that became no record, and why."""

    reason: str
    text: str
    source: Spot


@dataclass(frozen=True, slots=True)
class RowCount:
    """The account of a document's table rows.

    ``records`` are rows that became records, ``continued`` rows that went on the row above, ``other`` rows of
    tables that no declared header stands over (a table of contents, a legend).
    """

    rows: int
    records: int
    headers: int
    continued: int
    rejected: int
    other: int = 0

    @property
    def adds_up(self) -> bool:
        return self.rows == self.records + self.headers + self.continued + self.rejected + self.other


@dataclass(frozen=True, slots=True)
class StrategyDocument:
    """``published`` is the ISO date on the strategy's cover (its first day, where only a month is given).

    ``first_year`` and ``last_year`` are the fiscal years in force, where the document states them.
    """

    title: str
    published: str | None
    goals: tuple[GoalRecord, ...]
    areas: tuple[AreaRecord, ...]
    measures: tuple[MeasureRecord, ...]
    cities: tuple[CityRecord, ...]
    targets: tuple[TargetRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    layout: str = ""
    kind: ClassVar[DocumentKind] = "strategy"
    fiscal_years: ClassVar[tuple[int, ...]] = ()

    @property
    def parts(self) -> dict[str, int]:
        """How many records of which name."""
        return {"measures": len(self.measures), "cities": len(self.cities)}


@dataclass(frozen=True, slots=True)
class SheetDocument:
    title: str
    achievements: tuple[AchievementRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()
    kind: ClassVar[DocumentKind] = "achievements"
    published: ClassVar[None] = None

    @property
    def parts(self) -> dict[str, int]:
        """How many records of which name."""
        return {"achievements": self.count.records}

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        return tuple(sorted({record.fiscal_year for record in self.achievements}))

    @property
    def slices(self) -> list[tuple[int, YearKind]]:
        """The (fiscal year, kind) pairs that the sheet has rows of."""
        return sorted({(record.fiscal_year, record.kind) for record in self.achievements})
