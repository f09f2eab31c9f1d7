"""What the steps of an import read back from the catalogue: kept documents, and what linking needs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from toshigaikou_cli.records.documents import Role
from toshigaikou_cli.records.links import LinkInput, MeasureProfile


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as it was imported. These columns stay the same in every schema version."""

    name: str
    content: bytes
    options: str
    imported_at: str


def kept_documents(connection: sqlite3.Connection) -> list[KeptDocument]:
    found = connection.execute("SELECT name, content, options, imported_at FROM document ORDER BY id")
    return [KeptDocument(*row) for row in found]


def measure_profiles(connection: sqlite3.Connection) -> list[MeasureProfile]:
    """The measures, their bureaus followed through every renaming: a lead of 2014 meets its successor."""
    lines: dict[str, list[str]] = defaultdict(list)
    for bureau, related in connection.execute(
        "SELECT bureau_id, related_id FROM bureau_line WHERE relation = 'line' ORDER BY related_id"
    ):
        lines[bureau].append(related)
    bureaus: dict[int, dict[str, Role]] = defaultdict(dict)
    for measure, bureau, role in connection.execute(
        "SELECT measure_id, bureau_id, role FROM measure_bureau WHERE bureau_id IS NOT NULL"
        " ORDER BY measure_id, role DESC, position"  # related first, so that lead wins where lines meet
    ):
        for one in (bureau, *lines[bureau]):
            bureaus[measure][one] = role
    return [
        MeasureProfile(row[1], row[2], row[3], row[4], row[5], bureaus[row[0]], bool(row[6]))
        for row in connection.execute(
            "SELECT id, number, goal, area, title, overview, open_ended FROM measure ORDER BY number"
        )
    ]


def bureau_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The registered bureaus' names by id, for evidence that people read."""
    return dict(map(tuple, connection.execute("SELECT id, name FROM bureau")))


def link_inputs(connection: sqlite3.Connection, document_id: int | None) -> Iterator[LinkInput]:
    """The achievements of a document, or all of them, as linking sees them."""
    where, values = ("", ()) if document_id is None else (" WHERE a.document_id = ?", (document_id,))
    labels: dict[str, list[str]] = defaultdict(list)
    for key, label in connection.execute(
        "SELECT DISTINCT x.achievement_id, x.label FROM activity AS x JOIN achievement AS a"
        f" ON a.id = x.achievement_id{where or ' WHERE 1'} AND x.label IS NOT NULL ORDER BY x.id",
        values,
    ):
        labels[key].append(label)
    cities: dict[str, list[str]] = defaultdict(list)
    for key, city in connection.execute(
        "SELECT c.achievement_id, c.city FROM achievement_city AS c JOIN achievement AS a"
        f" ON a.id = c.achievement_id{where or ' WHERE 1'} AND c.role = 'partner' ORDER BY c.position",
        values,
    ):
        cities[key].append(city)
    rows = connection.execute(
        "SELECT id, fiscal_year, field, bureau_id, item, result, department FROM achievement AS a"
        f"{where} ORDER BY document_id, position",
        values,
    ).fetchall()
    for key, year, field, bureau, item, result, department in rows:
        own = (key, year, field, bureau, item, result, tuple(labels[key]), tuple(cities[key]))
        yield LinkInput(*own, department or "")
