"""Indicators as tables: one row a value for spreadsheets, one row an indicator for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.formats.records.listing import place
from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.language import graded
from toshigaikou_cli.messages import Message, coded, joined, say
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

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
            Column("id", say("Id")),
            Column("name", say("Indicator"), flexible=True),
            Column("measures", say("Measures")),
            Column("stated", say("Codes")),
            Column("achievement", say("Achievement")),
            Column("bureau", say("Bureau"), flexible=True, names=True),
            Column("kind", say("Kind")),
            Column("fiscal_year", say("FY"), "right"),
            Column("value", say("Value"), "right"),
            Column("unit", say("Unit")),
            Column("text", say("Text"), flexible=True),
            Column("direction", say("Direction")),
            Column("rate", say("Rate"), "right"),
            Column("rating", say("Rating")),
            Column("source", say("Source"), flexible=True),
        ),
        rows=[
            (
                r["id"],
                r["name"],
                measures_text(r["measures"]),
                joined(r["stated"]),
                r["achievement"],
                r["bureau"] or r["bureau_text"],
                coded(v["kind"]),
                v["fiscal_year"],
                v["value"],
                v["unit"],
                v["text"],
                coded(r["direction"]) if r["direction"] else "",
                r["rate"],
                graded(r["rating"]),
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
            Column("id", say("Id")),
            Column("measures", say("Measures")),
            Column("name", say("Indicator"), flexible=True),
            Column("unit", say("Unit")),
            Column("values", say("Values"), flexible=True, names=True),
            Column("rate", say("Rate"), "right"),
            Column("rating", say("Rating")),
        ),
        rows=[
            (
                r["id"],
                measures_text(r["measures"]) or joined(r["stated"]),
                r["name"],
                r["unit"],
                values_text(r["values"], r["name"]),
                r["rate"],
                graded(r["rating"]),
            )
            for r in records
        ],
    )


def measures_text(measures: Iterable[MeasureKeys]) -> str:
    """The codes of measures in one line."""
    return joined(measure["measure"] for measure in measures)


def values_text(values: Iterable[IndicatorValueRow], named: str = "") -> str:
    """``target FY2020: 50; actual FY2019: 35.4``, as the document writes them; of a sentence that is ``named`` already its
    number."""
    said = ((v, v["value"] if v["text"] == named and v["value"] else v["text"]) for v in values)
    return joined(
        (say("{what}: {text}", what=_of_year(v["kind"], v["fiscal_year"]), text=text) for v, text in said),
        "; ",
    )


def amounts_text(amounts: Iterable[AmountRow]) -> str:
    """``planned FY2019: 24,500 千円``; the unit where the cell does not have it."""
    return joined(
        (
            say(
                "{what}: {text}",
                what=_of_year(a["kind"], a["fiscal_year"]),
                text=f"{a['text']} {a['unit']}" if a["unit"] and a["unit"] not in a["text"] else a["text"],
            )
            for a in amounts
        ),
        "; ",
    )


def _of_year(kind: str, year: int | None) -> Message:
    return say("{kind} {year}", kind=coded(kind), year=fiscal_year_heading(year)) if year else coded(kind)
