"""Parser -> records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import AmountRecord, IndicatorRecord
from toshigaikou_cli.records.kinds import BureauRole, DocumentKind, YearKind
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shelf import Codec


class GoalRecord(NamedTuple):
    """``code`` as the strategy writes it, normalized: ``1``, ``Ⅱ``."""

    code: str
    title: str
    source: Spot


class AreaRecord(NamedTuple):
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


class BureauMention(NamedTuple):
    """A bureau as a document names it, with its role in a measure."""

    text: str
    role: BureauRole


class MeasureRecord(NamedTuple):
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
    amounts: tuple[AmountRecord, ...] = ()


class CityRecord(NamedTuple):
    """A row of a table of partner cities. ``since`` is a date as exact as its cell, ``since_text`` (see ``find_since``)."""

    relation: str
    name: str
    country: str
    since: str | None
    since_text: str
    proposer: bool
    cells: tuple[RawCell, ...]
    source: Spot


class AchievementRecord(NamedTuple):
    """One row of a sheet, for one fiscal year and kind. The texts are normalized; ``cells`` are as read.

    ``section`` is the heading that the row's table stands under, "" where there is none. ``stated`` are the cells of its
    columns of measures, as written: which codes they name, the strategy tells. ``figures`` are the row's indicators,
    ``rating`` its grade as the sheet says it. ``when`` and ``counts`` are what columns beside the result say of each
    activity of it (8月1日～8日; 参加者350人), "" where they say nothing; empty where no column does. ``told`` is what they,
    remarks and the item say of each activity's outcome (of an empty result once, of the row), with the words that say so
    (``("cancelled", "荒天により中止")``).
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
    figures: tuple[IndicatorRecord, ...] = ()
    rating: str = ""
    amounts: tuple[AmountRecord, ...] = ()
    stated: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    counts: tuple[tuple[str, ...], ...] = ()
    told: tuple[tuple[str, str], ...] = ()

    @property
    def has_figures_alone(self) -> bool:
        """Whether a row tells what was done by nothing but figures or a grade."""
        silent = self.kind == "result" and not self.result and not self.told
        return silent and bool(self.figures or self.rating or self.amounts)


def _flat(record: AchievementRecord) -> tuple[Any, ...]:
    return tuple(
        record._replace(
            cells=tuple(map(tuple, record.cells)),  # type: ignore[arg-type]
            source=tuple(record.source),  # type: ignore[arg-type]
            figures=record.figures and _packed(record.figures),  # type: ignore[arg-type]
            amounts=record.amounts and _packed(record.amounts),  # type: ignore[arg-type]
        )
    )


def _whole(values: tuple[Any, ...]) -> AchievementRecord:
    plain = AchievementRecord(*values)
    figures: Any = plain.figures
    amounts: Any = plain.amounts
    return plain._replace(
        cells=tuple([RawCell(*cell) for cell in plain.cells]),
        source=Spot(*plain.source),
        figures=figures and _unpacked(figures),
        amounts=amounts and _unpacked(amounts),
    )


def _packed(values: tuple[object, ...]) -> bytes:
    import pickle  # few sheets have such columns, and reading commands load this module

    return pickle.dumps(values)


def _unpacked(packed: bytes) -> Any:
    import pickle

    return pickle.loads(packed)  # noqa: S301 - made by this program


ACHIEVEMENTS = Codec(_flat, _whole)


class RejectedRow(NamedTuple):
    """A table row that became no record, and why."""

    reason: str
    text: str
    source: Spot


class RowCount(NamedTuple):
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
    indicators: tuple[IndicatorRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()
    listed: int = 0
    """Rows of tables of indicators."""
    first_year: int | None = None
    last_year: int | None = None
    layout: str = ""
    government: str = ""
    """The local government that its title or a line near the top names, "" for none."""
    kind: ClassVar[DocumentKind] = "strategy"
    fiscal_years: ClassVar[tuple[int, ...]] = ()

    @property
    def parts(self) -> dict[str, int]:
        """How many records of which name."""
        parts = {"measures": len(self.measures), "cities": len(self.cities)}
        return parts | _listed_indicators(self.listed)


class _Summed(NamedTuple):
    """What is asked of all achievements of a sheet, gone through once."""

    slices: list[tuple[int, YearKind]]
    units: frozenset[str]
    indicators: int


@dataclass(frozen=True)
class SheetDocument:
    title: str
    achievements: Sequence[AchievementRecord]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    """Those of tables of their own; those of a row are in its achievement."""
    listed: int = 0
    """Rows of tables of indicators."""
    government: str = ""
    """The local government that its title or a line above the tables names, "" for none."""
    published: str | None = None
    """The ISO date, a day or a month, that a line above the tables says it is of (令和6年6月30日現在)."""
    kind: ClassVar[DocumentKind] = "achievements"

    @property
    def parts(self) -> dict[str, int]:
        """How many records of which name."""
        return {"achievements": self.count.records - self.listed} | _listed_indicators(self.listed)

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        return tuple(sorted({year for year, _ in self.slices}))

    @property
    def slices(self) -> list[tuple[int, YearKind]]:
        """The (fiscal year, kind) pairs that the sheet has rows of."""
        return self._summed.slices

    @property
    def units(self) -> frozenset[str]:
        """The units that its rows name, as they are written."""
        return self._summed.units

    @property
    def row_indicators(self) -> int:
        """How many indicators its rows have."""
        return self._summed.indicators

    @cached_property
    def _summed(self) -> _Summed:
        slices, units, indicators = set(), set(), 0
        for record in self.achievements:
            slices.add((record.fiscal_year, record.kind))
            units.add(record.bureau_text)
            indicators += sum(not figure.prose for figure in record.figures)
        return _Summed(sorted(slices), frozenset(units - {""}), indicators)


@dataclass(frozen=True, slots=True)
class IndicatorsDocument:
    """A document that has only tables of indicators."""

    title: str
    indicators: tuple[IndicatorRecord, ...]
    rejected: tuple[RejectedRow, ...]
    count: RowCount
    findings: tuple[Finding, ...] = ()
    government: str = ""
    kind: ClassVar[DocumentKind] = "indicators"
    published: ClassVar[None] = None

    @property
    def parts(self) -> dict[str, int]:
        """How many records of which name."""
        return _listed_indicators(self.count.records)

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """The fiscal years that it has actual values of."""
        values = (value for record in self.indicators for value in record.values if value.kind == "actual")
        return tuple(sorted({value.fiscal_year for value in values if value.fiscal_year}))


def _listed_indicators(rows: int) -> dict[str, int]:
    return {"indicators": rows} if rows else {}


ParsedDocument = StrategyDocument | SheetDocument | IndicatorsDocument
