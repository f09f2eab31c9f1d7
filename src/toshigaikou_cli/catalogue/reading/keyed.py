"""Keyed sheets: those whose rows are the measures of a strategy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.records.periods import in_force

_IS_MEASURES = (
    "EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = a.id AND l.method = 'stated') AND"
    """ NOT (instr(a.cells, '"column": "item"') BETWEEN 1 AND instr(a.cells, '"column": "measure"'))"""
)
"""Whether a row is its measure's own: it states one, before its item or in the place of it."""


class MissingRow(NamedTuple):
    """A measure (its id) that no row of a keyed sheet states."""

    document: str
    fiscal_year: int
    measure: str
    title: str


def rows_missing(connection: sqlite3.Connection) -> Iterator[MissingRow]:
    """The measures without a row in the sheets whose rows all are measures, of those strategies that they report on."""
    # the first row that is no measure's tells of a sheet: most are not read through
    rows = "FROM achievement a WHERE a.document_id = g.document_id AND a.fiscal_year = g.fiscal_year AND a.kind = 'result'"
    keyed = connection.execute(
        "SELECT g.document_id, g.fiscal_year, d.name FROM (SELECT DISTINCT fiscal_year, document_id FROM achievement) g"
        f" JOIN document d ON d.id = g.document_id WHERE EXISTS (SELECT 1 {rows})"
        f" AND NOT EXISTS (SELECT 1 {rows} AND NOT ({_IS_MEASURES})) ORDER BY 1, 2"
    ).fetchall()
    every = periods(connection) if keyed else ()
    for _, year, name in keyed:
        for strategy in in_force(every, year):
            stated = {
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT l.measure FROM link l JOIN achievement a ON a.id = l.achievement_id"
                    " JOIN measure m ON m.id = l.measure WHERE l.method = 'stated' AND a.fiscal_year = ? AND m.strategy = ?",
                    (year, strategy),
                )
            }
            measures = connection.execute(
                "SELECT id, title FROM measure WHERE strategy = ? ORDER BY position", (strategy,)
            ).fetchall()
            if stated:
                yield from (
                    MissingRow(name, year, key, title) for key, title in measures if key not in stated
                )
