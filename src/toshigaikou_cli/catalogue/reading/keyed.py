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
    keyed = connection.execute(
        "SELECT a.document_id, a.fiscal_year, d.name FROM achievement a JOIN document d ON d.id = a.document_id"
        " WHERE a.kind = 'result' GROUP BY 1, 2"
        f" HAVING min({_IS_MEASURES}) AND count(*) = (SELECT count(*) FROM achievement o WHERE o.kind = 'result'"
        " AND o.document_id = a.document_id AND o.fiscal_year = a.fiscal_year) ORDER BY 1, 2"
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
