"""The SELECTs of a page that is a folder: the achievements of one of its pages, part by part, by year and place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, counting, links_within
from toshigaikou_cli.catalogue.reading.frame import BUREAUS
from toshigaikou_cli.catalogue.reading.queries import achievements_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

_ORDER = "ORDER BY a.fiscal_year, a.document_id, a.position"
_LINKED = "FROM link l JOIN achievement a ON a.id = l.achievement_id WHERE l.measure = ? AND"


def number(connection: sqlite3.Connection, selection: Selection) -> int:
    """How many results a page of a selection lists."""
    condition, values = achievement_condition(selection._replace(kind="result"))
    return int(
        connection.execute(f"SELECT count(*) FROM achievement a WHERE {condition}", values).fetchone()[0]
    )


def counted(
    connection: sqlite3.Connection, selection: Selection, measure: str
) -> Iterator[list[AchievementRow]]:
    """What counts for a measure, by its id."""
    condition, values = counting(selection)
    query = f"SELECT a.id {_LINKED} {condition} {_ORDER}"
    return achievements_of(connection, query, [measure, *values])


def suggested(
    connection: sqlite3.Connection, selection: Selection, measure: str
) -> Iterator[tuple[str, int, str, str]]:
    """What is only suggested for a measure: id, fiscal year, bureau and item."""
    condition, values = counting(selection, suggested=True)
    columns = f"a.id, a.fiscal_year, coalesce({BUREAUS}, a.bureau_text), a.item"
    query = f"SELECT {columns} {_LINKED} {condition} AND l.status = 'suggested' {_ORDER}"
    for row in connection.execute(query, [measure, *values]):
        yield row[0], row[1], row[2], row[3]


def stray(connection: sqlite3.Connection, selection: Selection) -> Iterator[list[AchievementRow]]:
    """What was held and has no link, counted or suggested, to what is asked about."""
    within, ends = links_within(selection)
    links = f"SELECT 1 FROM link l WHERE l.achievement_id = a.id AND {within} AND l.status <> 'rejected'"
    return _results(connection, selection, f"a.outcome = 'held' AND NOT EXISTS ({links})", ends)


def apart(connection: sqlite3.Connection, selection: Selection) -> Iterator[list[AchievementRow]]:
    """What was not held, is planned, or says nothing."""
    return _results(connection, selection, "a.outcome <> 'held'", [])


def _results(
    connection: sqlite3.Connection, selection: Selection, which: str, given: list[object]
) -> Iterator[list[AchievementRow]]:
    condition, values = achievement_condition(selection._replace(kind="result"))
    query = f"SELECT a.id FROM achievement a WHERE {condition} AND {which} {_ORDER}"
    return achievements_of(connection, query, [*values, *given])
