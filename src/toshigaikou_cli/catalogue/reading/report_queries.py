"""The SELECTs of ``tgx report``: counts by SQL where only numbers are shown, facts where members are asked for.

Aggregates are made before they are joined: at 100,000 achievements a report stays near a bare query.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, measure_condition
from toshigaikou_cli.records.answers import ActivityFact, LinkCount, LinkFact, OutcomeCount, ReportedFact

Record = dict[str, Any]

_LIVE = "('linked', 'confirmed', 'suggested')"
_BEST = "max(CASE WHEN status IN ('linked', 'confirmed') THEN 2 WHEN status = 'suggested' THEN 1 ELSE 0 END)"
_OUTCOMES = {2: "linked", 1: "suggested"}


def _results(selection: Selection) -> tuple[str, list[object]]:
    return achievement_condition(selection._replace(kind="result"))


def measures(connection: sqlite3.Connection, selection: Selection) -> list[Record]:
    """Measures by number with their bureaus: ``{"id", "name", "role"}`` (id is None for an unknown bureau)."""
    condition, values = measure_condition(selection)
    rows = connection.execute(
        f"SELECT m.id, m.number, m.goal, m.area, m.title, m.overview, m.open_ended FROM measure m"
        f" WHERE {condition} ORDER BY m.number",
        values,
    ).fetchall()
    bureaus: dict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(
        "SELECT b.measure_id, b.bureau_id, b.role, coalesce(r.name, b.text) AS name FROM measure_bureau b"
        " LEFT JOIN bureau r ON r.id = b.bureau_id ORDER BY b.measure_id, b.position"
    ):
        bureaus[row["measure_id"]].append({"id": row["bureau_id"], "name": row["name"], "role": row["role"]})
    return [
        {
            **{key: row[key] for key in ("number", "goal", "area", "title", "overview")},
            "open_ended": bool(row["open_ended"]),
            "bureaus": bureaus[row["id"]],
        }
        for row in rows
    ]


def link_counts(connection: sqlite3.Connection, selection: Selection) -> list[LinkCount]:
    """Achievements (results) by measure and year, counted and suggested."""
    condition, values = _results(selection)
    rows = connection.execute(
        "SELECT l.measure, a.fiscal_year, l.status <> 'suggested', count(*) FROM link l"
        f" JOIN achievement a ON a.id = l.achievement_id WHERE l.status IN {_LIVE} AND {condition}"
        " GROUP BY 1, 2, 3",
        values,
    )
    return [LinkCount(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def measure_cities(connection: sqlite3.Connection, selection: Selection) -> dict[int, list[str]]:
    """The partner cities of each measure's counted achievements, in the order in which they first come."""
    condition, values = _results(selection)
    cities: dict[int, list[str]] = defaultdict(list)
    for measure, city in connection.execute(
        "SELECT l.measure, c.city FROM link l JOIN achievement a ON a.id = l.achievement_id"
        " JOIN achievement_city c ON c.achievement_id = a.id"
        f" WHERE l.status IN ('linked', 'confirmed') AND c.role = 'partner' AND {condition}"
        " GROUP BY 1, 2"
        " ORDER BY 1, min(a.fiscal_year), min(a.fiscal_year * 10000000 + a.position * 100 + c.position), 2",
        values,
    ):
        cities[measure].append(city)
    return cities


def outcome_counts(connection: sqlite3.Connection, selection: Selection) -> list[OutcomeCount]:
    """Achievements (results) by year and outcome."""
    condition, values = _results(selection)
    rows = connection.execute(
        f"WITH best AS (SELECT achievement_id, {_BEST} AS rank FROM link GROUP BY achievement_id)"
        " SELECT a.fiscal_year, coalesce(b.rank, 0),"
        " CASE WHEN coalesce(b.rank, 0) = 0 THEN a.outside <> '' END, count(*)"
        f" FROM achievement a LEFT JOIN best b ON b.achievement_id = a.id WHERE {condition} GROUP BY 1, 2, 3",
        values,
    )
    return [OutcomeCount(year, _outcome(rank, outside), count) for year, rank, outside, count in rows]


def _outcome(rank: int, outside: object) -> str:
    return _OUTCOMES.get(rank) or ("outside" if outside else "unlinked")


def links(connection: sqlite3.Connection, selection: Selection) -> list[LinkFact]:
    """The links of achievements (results), in the order of the sheets."""
    condition, values = _results(selection)
    return [
        LinkFact(*row)
        for row in connection.execute(
            "SELECT l.achievement_id, a.fiscal_year, l.measure, l.status FROM link l"
            f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
            " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
            values,
        )
    ]


def link_methods(connection: sqlite3.Connection, selection: Selection) -> list[tuple[str, str, str]]:
    """(status, method, ``id>measure``) of each link of a result, in the order of the sheets."""
    condition, values = _results(selection)
    return [
        (row[0], row[1], f"{row[2]}>{row[3]}")
        for row in connection.execute(
            "SELECT l.status, l.method, l.achievement_id, l.measure FROM link l"
            f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
            " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
            values,
        )
    ]


def reported(connection: sqlite3.Connection, selection: Selection) -> list[ReportedFact]:
    """Each achievement (result) with its outcome, its partner cities and the measures that it counts for."""
    condition, values = _results(selection)
    cities = _children(connection, "achievement_city", "city", "x.role = 'partner'", condition, values)
    counted = "x.status IN ('linked', 'confirmed')"
    bureaus = _children(connection, "achievement_bureau", "bureau_id", "1", condition, values)
    measured = _children(connection, "link", "measure", counted, condition, values)
    rank = f"(SELECT {_BEST} FROM link WHERE achievement_id = a.id)"
    rows = connection.execute(
        "SELECT a.id, a.fiscal_year, a.bureau_text, a.department, a.item, a.outside,"
        f" coalesce({rank}, 0) FROM achievement a WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position",
        values,
    )
    return [
        ReportedFact(
            key, year, tuple(bureaus.get(key, ())), text, department, item, _outcome(best, outside), outside,
            tuple(cities.get(key, ())), tuple(measured.get(key, ())),
        )
        for key, year, text, department, item, outside, best in rows
    ]  # fmt: skip


def _children(
    connection: sqlite3.Connection, table: str, column: str, which: str, condition: str, values: list[object]
) -> dict[str, list[Any]]:
    """A column of a table of the achievements' parts, by achievement."""
    found: dict[str, list[Any]] = defaultdict(list)
    for key, value in connection.execute(
        f"SELECT x.achievement_id, x.{column} FROM {table} x JOIN achievement a ON a.id = x.achievement_id"
        f" WHERE {which} AND {condition} ORDER BY x.achievement_id, x.position",
        values,
    ):
        found[key].append(value)
    return found


def activities(connection: sqlite3.Connection, selection: Selection) -> list[ActivityFact]:
    """Each activity of a result with its partner cities and dates, in the order of the sheets."""
    condition, values = _results(selection)
    joined = f"JOIN achievement a ON a.id = v.achievement_id WHERE {condition}"
    cities: dict[int, list[str]] = defaultdict(list)
    for key, city in connection.execute(
        f"SELECT x.activity_id, x.city FROM activity_city x JOIN activity v ON v.id = x.activity_id {joined}"
        " AND x.role = 'partner' ORDER BY x.id",
        values,
    ):
        if city not in cities[key]:
            cities[key].append(city)
    dates: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    for key, start, end, precision, kind in connection.execute(
        "SELECT x.activity_id, x.start, x.end, x.precision,"
        " CASE WHEN x.planned THEN 'planned' WHEN x.says_when THEN 'when' ELSE 'mentioned' END FROM activity_date x"
        f" JOIN activity v ON v.id = x.activity_id {joined} ORDER BY x.id",
        values,
    ):
        dates[key].append((start, end, precision, kind))
    rows = connection.execute(
        f"SELECT v.id, v.achievement_id, v.position, a.fiscal_year, v.text FROM activity v {joined}"
        " ORDER BY a.fiscal_year, a.document_id, a.position, v.position",
        values,
    )
    return [
        ActivityFact(f"{owner}#{place + 1}", owner, year, text, tuple(cities[key]), tuple(dates[key]))
        for key, owner, place, year, text in rows
    ]


def bureaus(connection: sqlite3.Connection) -> list[Record]:
    """The register: ``{"id", "name", "valid_from", "valid_to", "line", "successors", "predecessors"}``."""
    related: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT l.bureau_id, l.relation, l.related_id FROM bureau_line l JOIN bureau r ON r.id = l.related_id"
        " ORDER BY r.position"
    ):
        related[row["bureau_id"], row["relation"]].append(row["related_id"])
    return [
        {
            **{key: row[key] for key in ("id", "name", "valid_from", "valid_to")},
            "line": related[row["id"], "line"],
            "successors": related[row["id"], "successor"],
            "predecessors": related[row["id"], "predecessor"],
        }
        for row in connection.execute("SELECT * FROM bureau ORDER BY position")
    ]


def cities(connection: sqlite3.Connection, only: Iterable[str] | None = None) -> list[Record]:
    """The register of cities with their relations: ``{"name", "country_name", "lat", "lon", "self", "relations"}``.

    A relation is ``{"kind", "since", "title"}``; one that a strategy and the register both state comes once.
    """
    relations: dict[str, dict[tuple[str, str | None], Record]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT city, kind, since, title FROM city_relation"
        " ORDER BY document_id IS NULL, since IS NULL, since, id"
    ):
        stated = {"kind": row["kind"], "since": row["since"], "title": row["title"]}
        relations[row["city"]].setdefault((row["kind"], row["since"]), stated)
    wanted = None if only is None else set(only)
    return [
        {
            **{key: row[key] for key in ("name", "name_en", "country", "country_name", "lat", "lon")},
            "self": bool(row["is_self"]),
            "relations": list(relations[row["name"]].values()),
        }
        for row in connection.execute("SELECT * FROM city ORDER BY position")
        if wanted is None or row["name"] in wanted
    ]


def documents(connection: sqlite3.Connection) -> list[Record]:
    """The imported documents in the order of import: ``{"name", "kind", "sha256"}``."""
    return [dict(row) for row in connection.execute("SELECT name, kind, sha256 FROM document ORDER BY id")]
