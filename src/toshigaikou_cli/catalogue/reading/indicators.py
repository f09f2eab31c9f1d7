"""Indicators with their values, each in the shape of its JSON, and the amounts of achievements."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.codes import measure_keys
from toshigaikou_cli.catalogue.reading.filters import Selection, part_conditions
from toshigaikou_cli.catalogue.reading.frame import SOURCE, source_of
from toshigaikou_cli.catalogue.reading.periods import periods

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AmountRow, IndicatorRow, IndicatorValueRow, MeasureKeys

_OF_MEASURE = (
    "EXISTS (SELECT 1 FROM measure m WHERE {condition} AND (EXISTS (SELECT 1 FROM indicator_measure x"
    " WHERE x.indicator_id = i.id AND x.measure = m.id) OR (i.stated = '[]' AND EXISTS (SELECT 1 FROM link l"
    " WHERE l.achievement_id = i.achievement_id AND l.measure = m.id AND l.status IN ('linked', 'confirmed')))))"
)
_OF_STRATEGY = (
    "(i.document_id = (SELECT document_id FROM strategy WHERE id = ?) OR EXISTS (SELECT 1 FROM indicator_measure x"
    " WHERE x.indicator_id = i.id AND x.measure >= ? AND x.measure < ?) OR (NOT EXISTS (SELECT 1 FROM indicator_measure x"
    " WHERE x.indicator_id = i.id) AND i.document_id NOT IN (SELECT document_id FROM strategy) AND EXISTS (SELECT 1 FROM"
    " indicator_value v WHERE v.indicator_id = i.id AND v.fiscal_year BETWEEN ? AND ?)))"
)
"""Of the strategy's own document, tied to its measures, or tied to none and of a year that it is in force in."""
_OPEN = 9999

FIGURES_ALONE = (
    "a.outcome = 'empty' AND a.result = '' AND (a.rating <> ''"
    " OR EXISTS (SELECT 1 FROM indicator i WHERE i.achievement_id = a.id)"
    " OR EXISTS (SELECT 1 FROM amount n WHERE n.achievement_id = a.id))"
)
"""Whether a row (``achievement AS a``) has figures or a grade, and no words of what was done."""


class Wanted(NamedTuple):
    """Which indicators: of a selection (goal, area, measure, bureaus, year), with a grade, not of sentences."""

    selection: Selection = Selection()
    rating: str | None = None
    listed: bool = False


def indicators(connection: sqlite3.Connection, wanted: Wanted) -> list[IndicatorRow]:
    """Indicators in the order of import and of their documents, with the measures that they belong to."""
    condition, values = _condition(connection, wanted)
    return _where(connection, condition, values)


def of_achievements(
    connection: sqlite3.Connection, ids: str, values: list[object]
) -> dict[str, list[IndicatorRow]]:
    """The indicators in the rows of achievements, whose ids a query (``ids``, with its ``values``) gives."""
    found: dict[str, list[IndicatorRow]] = defaultdict(list)
    for row in _where(connection, f"i.achievement_id IN {ids}", values):
        found[row["achievement"] or ""].append(row)
    return found


def amounts_of_achievements(
    connection: sqlite3.Connection, ids: str, values: list[object]
) -> dict[str, list[AmountRow]]:
    """The amounts in the rows of achievements."""
    return _amounts(connection, "achievement_id", ids, values)


_READ = ("measure", "name", "item", "bureau", "indicator", "unit", "direction", "base", "target", "actual", "forecast", "rate",
         "rating", "planned_amount", "spent_amount")  # fmt: skip


def other_cells(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """The cells of indicators of which nothing was made, by the indicator's id and their header."""
    rows = connection.execute("SELECT id, cells FROM indicator")
    return {
        row["id"]: {
            " ".join(cell["header"].split()): cell["text"]
            for cell in json.loads(row["cells"])
            if cell["column"] not in _READ and cell["text"].strip()
        }
        for row in rows
    }


def amounts_of_measures(connection: sqlite3.Connection) -> dict[str, list[AmountRow]]:
    """The amounts that strategies state of their measures, by the measure's id."""
    return _amounts(connection, "measure", "(SELECT id FROM measure)", ())


def _condition(connection: sqlite3.Connection, wanted: Wanted) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    chosen = wanted.selection
    within, ids = part_conditions(chosen, "m")
    if within:
        parts.append(_OF_MEASURE.format(condition=" AND ".join(within)))
        values += ids
    period = next((each for each in periods(connection) if each.strategy == chosen.strategy), None)
    if period:
        parts.append(_OF_STRATEGY)
        ends = (f"{period.strategy}:", f"{period.strategy};")
        values += [period.strategy, *ends, period.first, period.last or _OPEN]
    if chosen.bureaus is not None:
        bureaus = f"bureau_id IN ({marks(chosen.bureaus)})"
        named = f"SELECT achievement_id FROM achievement_bureau WHERE {bureaus}"
        parts.append(f"(i.{bureaus} OR i.achievement_id IN ({named}))")
        values += [*chosen.bureaus, *chosen.bureaus]
    if chosen.year is not None:
        parts.append(
            "EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator_id = i.id AND v.fiscal_year = ?)"
        )
        values.append(chosen.year)
    if wanted.rating:
        parts.append("instr('、' || i.rating || '、', '、' || ? || '、')")
        values.append(wanted.rating)
    if wanted.listed:
        parts.append("NOT i.prose")
    return " AND ".join(parts) or "1", values


def _where(connection: sqlite3.Connection, condition: str, values: list[object]) -> list[IndicatorRow]:
    ids = f"(SELECT i.id FROM indicator i WHERE {condition})"
    rows = connection.execute(
        f"SELECT i.*, b.name AS bureau, d.kind AS d_kind, {SOURCE} FROM indicator i"
        " JOIN document d ON d.id = i.document_id LEFT JOIN bureau b ON b.id = i.bureau_id"
        f" WHERE {condition} ORDER BY i.document_id, i.position",
        values,
    ).fetchall()
    stated = _values(connection, ids, values)
    amounts = _amounts(connection, "indicator_id", ids, values)
    measures: dict[str, list[MeasureKeys]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT indicator_id, measure FROM indicator_measure WHERE indicator_id IN {ids} ORDER BY position",
        values,
    ):
        measures[row["indicator_id"]].append(measure_keys(row["measure"]))
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "unit": row["unit"],
            "direction": row["direction"],
            "measures": measures[row["id"]],
            "stated": json.loads(row["stated"]),
            "about": row["about"],
            "achievement": row["achievement_id"],
            "bureau": row["bureau"],
            "bureau_text": row["bureau_text"],
            "values": stated[row["id"]],
            "rate": row["rate"],
            "rating": row["rating"],
            "amounts": amounts[row["id"]],
            "prose": bool(row["prose"]),
            "source": source_of(row),
        }
        for row in rows
    ]


def _values(
    connection: sqlite3.Connection, ids: str, values: list[object]
) -> dict[str, list[IndicatorValueRow]]:
    found: dict[str, list[IndicatorValueRow]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM indicator_value WHERE indicator_id IN {ids} ORDER BY indicator_id, position", values
    ):
        found[row["indicator_id"]].append(
            {
                "kind": row["kind"],
                "fiscal_year": row["fiscal_year"],
                "value": row["value"],
                "unit": row["unit"],
                "text": row["text"],
            }
        )
    return found


def _amounts(
    connection: sqlite3.Connection, owner: str, ids: str, values: Iterable[object]
) -> dict[str, list[AmountRow]]:
    found: dict[str, list[AmountRow]] = defaultdict(list)
    for row in connection.execute(f"SELECT * FROM amount WHERE {owner} IN {ids} ORDER BY id", tuple(values)):
        found[row[owner]].append(
            {
                "kind": row["kind"],
                "fiscal_year": row["fiscal_year"],
                "value": row["value"],
                "unit": row["unit"],
                "text": row["text"],
            }
        )
    return found
