"""Indicators as tables: one row a value for spreadsheets, one row an indicator for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.records.listing import place
from toshigaikou_cli.formats.tables.table import Column, Table

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AmountRow, IndicatorRow, IndicatorValueRow, MeasureKeys

BLOCKS = "▁▂▃▄▅▆▇█"


def trend(numbers: Sequence[float]) -> str:
    """A line of blocks, the lowest number as the lowest block, the highest as the highest; "" for fewer than two."""
    if len(numbers) < 2:
        return ""
    low, high = min(numbers), max(numbers)
    span = (high - low) or 1
    return "".join(BLOCKS[round((number - low) / span * (len(BLOCKS) - 1))] for number in numbers)


def indicators_table(records: Sequence[IndicatorRow]) -> Table:
    """A row for each value of each indicator."""
    return Table(
        columns=(
            Column("id", "Id"),
            Column("name", "Indicator", flexible=True),
            Column("measures", "Measures"),
            Column("stated", "Codes"),
            Column("achievement", "Achievement"),
            Column("bureau", "Bureau", flexible=True),
            Column("kind", "Kind"),
            Column("fiscal_year", "FY", "right"),
            Column("value", "Value", "right"),
            Column("unit", "Unit"),
            Column("text", "Text", flexible=True),
            Column("direction", "Direction"),
            Column("rate", "Rate", "right"),
            Column("rating", "Rating"),
            Column("source", "Source", flexible=True),
        ),
        rows=[
            (
                r["id"],
                r["name"],
                measures_text(r["measures"]),
                ", ".join(r["stated"]),
                r["achievement"],
                r["bureau"] or r["bureau_text"],
                v["kind"],
                v["fiscal_year"],
                v["value"],
                v["unit"],
                v["text"],
                r["direction"],
                r["rate"],
                r["rating"],
                place(r["source"]),
            )
            for r in records
            for v in r["values"]
        ],
    )


def indicators_screen(records: Sequence[IndicatorRow]) -> Table:
    """The narrow form of :func:`indicators_table`."""
    return Table(
        columns=(
            Column("id", "Id", drop=3),
            Column("measures", "Measures", drop=2),
            Column("name", "Indicator", flexible=True),
            Column("unit", "Unit"),
            Column("values", "Values", flexible=True),
            Column("rate", "Rate", "right", drop=1),
            Column("rating", "Rating"),
        ),
        rows=[
            (
                r["id"],
                measures_text(r["measures"]) or ", ".join(r["stated"]),
                r["name"],
                r["unit"],
                values_text(r["values"]),
                r["rate"],
                r["rating"],
            )
            for r in records
        ],
    )


def measures_text(measures: Iterable[MeasureKeys]) -> str:
    """The codes of measures in one line."""
    return ", ".join(measure["measure"] for measure in measures)


def values_text(values: Iterable[IndicatorValueRow]) -> str:
    """``target FY2020: 50; actual FY2019: 35.4``, as the document writes them."""
    return "; ".join(f"{v['kind']}{_year(v['fiscal_year'])}: {v['text']}" for v in values)


def amounts_text(amounts: Iterable[AmountRow]) -> str:
    """``planned FY2019: 24,500 千円``; the unit where the cell does not have it."""
    return "; ".join(
        f"{a['kind']}{_year(a['fiscal_year'])}: {a['text']}"
        + (f" {a['unit']}" if a["unit"] and a["unit"] not in a["text"] else "")
        for a in amounts
    )


def _year(year: int | None) -> str:
    return f" FY{year}" if year else ""
