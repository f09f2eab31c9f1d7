"""What the completion of a shell offers: the names of a catalogue, each with what it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

Offered = tuple[str, str]
"""A value, and what it is."""
_MOST = 1000
"""Ids at most: nobody looks through more."""
_CODE = "CASE WHEN (SELECT count(*) FROM strategy) > 1 THEN id ELSE code END"


def _parts(table: str) -> str:
    return f"SELECT {_CODE}, title FROM {table} ORDER BY strategy, position"


_STATEMENTS: Mapping[str, str] = {
    "strategy": "SELECT id, title FROM strategy ORDER BY position",
    "goal": _parts("goal"),
    "area": _parts("area"),
    "measure": _parts("measure"),
    "bureau": "SELECT name, coalesce(name_en, id) FROM bureau ORDER BY position",
    "city": """
        SELECT name, name_en FROM city
        WHERE name IN (SELECT city FROM achievement_city UNION SELECT city FROM city_relation) ORDER BY position
    """,
    "document": "SELECT name, title FROM document ORDER BY id",
    "year": "SELECT DISTINCT fiscal_year, '' FROM achievement ORDER BY fiscal_year",
    "achievement": f"""
        SELECT id, item FROM achievement WHERE id GLOB :start || '*' ORDER BY fiscal_year, position LIMIT {_MOST}
    """,
}
_IDS = {"bureau": "SELECT id, name FROM bureau ORDER BY position"}
"""By what else a thing can be named; offered where its beginning is typed."""


def offered(connection: sqlite3.Connection, what: str, start: str) -> Iterator[Offered]:
    """The values of a kind that begin with ``start``. Raises KeyError for no kind of :data:`_STATEMENTS`."""
    statements = [_STATEMENTS[what], *([_IDS[what]] if start and what in _IDS else [])]
    for statement in statements:
        given = {"start": start} if ":start" in statement else {}
        for value, told in connection.execute(statement, given):
            if str(value).startswith(start):
                yield str(value), told
