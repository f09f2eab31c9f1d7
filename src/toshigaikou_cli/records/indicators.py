"""Parser -> records of indicators: numbers that a document states beside or instead of texts. They are no results."""

from __future__ import annotations

from typing import NamedTuple

from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.kinds import AmountKind, Direction, ValueKind
from toshigaikou_cli.records.place import Spot


class IndicatorValue(NamedTuple):
    """What a document says of an indicator for a fiscal year (None where it names none).

    ``value`` is a decimal number as text (``35.4``, ``-3``), exact, in ``unit`` (万人); None where the document has no
    single number: it says none (－), a range, or words. ``text`` is the cell as it was read, ``header`` what stood over it.
    """

    kind: ValueKind
    fiscal_year: int | None
    value: str | None
    unit: str
    text: str
    header: str = ""


class AmountRecord(NamedTuple):
    """A budget or what was spent, as a document says it: ``value`` is a decimal number as text in ``unit`` (千円)."""

    kind: AmountKind
    fiscal_year: int | None
    value: str | None
    unit: str
    text: str
    header: str = ""


class IndicatorRecord(NamedTuple):
    """An indicator (指標, KPI, 数値目標) with its values. ``measures`` are codes of measures as the document writes them,
    ``about`` the measure, project or item that its row names; ``rate`` and ``rating`` are the document's own, as it says them.

    ``prose``: it was read from a sentence, not from a table. ``series``: of one of several rows, one for each kind of value,
    and ``current``: of the one of today (現状), which is no base beside another. ``named``: its document names it; else
    ``name`` is what its row is called, the measure or the item.
    """

    name: str
    unit: str
    values: tuple[IndicatorValue, ...]
    source: Spot
    measures: tuple[str, ...] = ()
    about: str = ""
    bureau_text: str = ""
    direction: Direction = ""
    rate: str = ""
    rating: str = ""
    prose: bool = False
    series: bool = False
    current: bool = False
    named: bool = True
    amounts: tuple[AmountRecord, ...] = ()
    cells: tuple[RawCell, ...] = ()


class RowFigures(NamedTuple):
    """All that the columns of figures of one table row say."""

    indicators: tuple[IndicatorRecord, ...] = ()
    rating: str = ""
    amounts: tuple[AmountRecord, ...] = ()
