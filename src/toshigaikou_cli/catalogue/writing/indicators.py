"""What an import writes of indicators: whole editions of a document of them, and the measures that they belong to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.catalogue.writing.saving import STATED_VALUES, Digests
from toshigaikou_cli.text.keys import match_key

_PLACE = 'json_array({0}.document_id, {0}.page, {0}.sheet, {0}.line, {0}.table_number, {0}."row")'
"""Where a row of a table stands, as one text."""
_STATE = (
    "SELECT i.id, i.name, json_array(coalesce(i.row_name, i.name), i.unit, i.rate, i.rating, i.bureau_text,"
    f" (SELECT {STATED_VALUES} FROM indicator_value WHERE indicator_id = i.id),"
    f" (SELECT {STATED_VALUES} FROM amount WHERE indicator_id = i.id))"
    " FROM indicator i"
)


class MeasureName(NamedTuple):
    """A measure: its id, its strategy, its code, its title, and the place of its row."""

    id: str
    strategy: str
    code: str
    title: str
    place: str


class Stating(NamedTuple):
    """What an indicator states of its measures, and what it is called. ``strategy`` is that of its document, "" for others;
    ``year`` the last fiscal year that it has an actual value of, or else any value, ``until`` the last of any. ``name`` is its
    row's where it is not ``named``; ``place`` is that of its row. ``number`` is the cell 番号 of a row in a document of
    indicators, under ``number_header``, in ``table``; "" for none."""

    id: str
    cells: tuple[str, ...]
    about: str
    name: str
    named: bool
    unit: str
    document: int
    place: str
    strategy: str
    year: int | None
    until: int | None
    number: str
    number_header: str
    table: str


def indicators_state(connection: sqlite3.Connection, document_id: int) -> Digests:
    """The indicators of a document by id, with what tells a changed one from the same."""
    found = connection.execute(f"{_STATE} WHERE i.document_id = ?", (document_id,))
    return {row[0]: (row[1], row[2]) for row in found}


def years_of(connection: sqlite3.Connection, document_id: int) -> list[int]:
    """The fiscal years that a document has actual values of."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT v.fiscal_year FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id"
            " WHERE i.document_id = ? AND v.kind = 'actual' AND v.fiscal_year IS NOT NULL ORDER BY 1",
            (document_id,),
        )
    ]


def ids(connection: sqlite3.Connection) -> list[str]:
    """The ids of all indicators."""
    return [row[0] for row in connection.execute("SELECT id FROM indicator")]


def measure_names(connection: sqlite3.Connection) -> list[MeasureName]:
    """All measures, each strategy's in its order."""
    rows = connection.execute(
        f"SELECT m.id, m.strategy, m.code, m.title, {_PLACE.format('m')} FROM measure m ORDER BY m.strategy, m.position"
    )
    return [MeasureName(*row) for row in rows]


def stating(connection: sqlite3.Connection) -> list[Stating]:
    """What each indicator of a table, or of a measure's text, says of its measures, and what it is called."""
    rows = connection.execute(
        "SELECT i.id, i.stated, i.about, coalesce(i.row_name, i.name), i.row_name IS NULL, i.unit, i.document_id,"
        f" {_PLACE.format('i')},"
        " coalesce(s.id, ''), coalesce((SELECT fiscal_year FROM achievement WHERE id = i.achievement_id),"
        " (SELECT max(fiscal_year) FROM indicator_value WHERE indicator_id = i.id AND kind = 'actual'),"
        " (SELECT max(fiscal_year) FROM indicator_value WHERE indicator_id = i.id)),"
        " (SELECT max(fiscal_year) FROM indicator_value WHERE indicator_id = i.id),"
        f" coalesce({_number('text')}, ''), coalesce({_number('header')}, ''),"
        " json_array(i.document_id, i.sheet, i.table_number)"
        " FROM indicator i LEFT JOIN strategy s ON s.document_id = i.document_id"
        " WHERE NOT i.prose OR i.stated <> '[]' ORDER BY i.document_id, i.position"
    )
    return [Stating(key, tuple(json.loads(stated)), *rest) for key, stated, *rest in rows]


def _number(name: str) -> str:
    """What the cell 番号 of an indicator (``i``) has, in a document of indicators; NULL for none."""
    return (
        f"(SELECT json_extract(c.value, '$.{name}') FROM json_each(i.cells) c JOIN document d ON d.id = i.document_id"
        " WHERE d.kind = 'indicators' AND json_extract(c.value, '$.column') = 'number')"
    )


def measures_of_rows(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The measures that the row of an indicator states, by the indicator's id."""
    found: dict[str, list[str]] = {}
    for key, measure in connection.execute(
        "SELECT i.id, l.measure FROM indicator i JOIN link l ON l.achievement_id = i.achievement_id"
        " WHERE l.method = 'stated' ORDER BY i.id, l.position"
    ):
        found.setdefault(key, []).append(measure)
    return found


def tie(connection: sqlite3.Connection, measures: Mapping[str, Iterable[str]]) -> None:
    """Put the measures of all indicators in the place of those that were there."""
    connection.execute("DELETE FROM indicator_measure")
    rows = (
        {"indicator_id": key, "measure": measure, "position": position}
        for key, found in measures.items()
        for position, measure in enumerate(found)
    )
    store.add(connection, "indicator_measure", rows)


def name(connection: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Call indicators, by id, by these names."""
    connection.executemany(
        "UPDATE indicator SET name = ?, search = ? WHERE id = ?",
        [(text, match_key(text), key) for key, text in names.items()],
    )
