"""What the steps of an import read back from the catalogue: kept documents, and what linking needs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.links import LinkInput, MeasureProfile, Point


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
    bureaus: dict[int, dict[str, BureauRole]] = defaultdict(dict)
    named: dict[int, dict[str, str]] = defaultdict(dict)
    direct: dict[int, set[str]] = defaultdict(set)
    roles = connection.execute(
        "SELECT measure_id, bureau_id, role FROM measure_bureau WHERE bureau_id IS NOT NULL"
        " ORDER BY measure_id, role DESC, position"  # related first, so that lead wins where lines meet
    ).fetchall()
    for measure, bureau, _ in roles:
        direct[measure].add(bureau)
    for measure, bureau, role in roles:
        for one in (bureau, *lines[bureau]):
            bureaus[measure][one] = role
            named[measure][one] = one if one in direct[measure] else bureau
    return [
        MeasureProfile(
            number,
            goal,
            area,
            title,
            overview,
            bureaus[key],
            bool(open_ended),
            {one: bureau for one, bureau in named[key].items() if one != bureau},
        )
        for key, number, goal, area, title, overview, open_ended in connection.execute(
            "SELECT id, number, goal, area, title, overview, open_ended FROM measure ORDER BY number"
        )
    ]


def bureau_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The registered bureaus' names by id, for evidence that people read."""
    return dict(map(tuple, connection.execute("SELECT id, name FROM bureau")))


def link_inputs(connection: sqlite3.Connection, document_id: int | None) -> Iterator[LinkInput]:
    """The achievements of a document, or all of them, as linking sees them."""
    where, values = ("", ()) if document_id is None else (" WHERE a.document_id = ?", (document_id,))
    cities: dict[int, list[str]] = defaultdict(list)
    for activity, city in connection.execute(
        "SELECT c.activity_id, c.city FROM activity_city AS c JOIN activity AS x ON x.id = c.activity_id"
        f" JOIN achievement AS a ON a.id = x.achievement_id AND c.role <> 'venue'{where} ORDER BY c.id",
        values,
    ):
        if city not in cities[activity]:
            cities[activity].append(city)
    points: dict[str, list[Point]] = defaultdict(list)
    for key, activity, position, text, label, outcome in connection.execute(
        "SELECT x.achievement_id, x.id, x.position, x.text, x.label, x.outcome FROM activity AS x"
        f" JOIN achievement AS a ON a.id = x.achievement_id{where} ORDER BY x.id",
        values,
    ):
        partners = tuple(cities.pop(activity, ()))
        points[key].append(Point(position, text, label or "", partners, outcome))
    rows = connection.execute(
        "SELECT id, fiscal_year, field, bureau_id, item, department FROM achievement AS a"
        f"{where} ORDER BY document_id, position",
        values,
    ).fetchall()
    for key, year, field, bureau, item, department in rows:
        yield LinkInput(key, year, field, bureau, item, tuple(points.pop(key, ())), department or "")
