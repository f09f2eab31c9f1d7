"""Every SELECT of the reading commands: selections in, plain dictionaries in the shape of the printed JSON out."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, measure_condition
from toshigaikou_cli.catalogue.reading.frame import SOURCE, skips
from toshigaikou_cli.catalogue.reading.frame import areas as areas
from toshigaikou_cli.catalogue.reading.frame import goals as goals
from toshigaikou_cli.catalogue.reading.frame import reported_years as reported_years
from toshigaikou_cli.catalogue.reading.frame import source_of as source_of
from toshigaikou_cli.catalogue.reading.frame import strategy as strategy
from toshigaikou_cli.catalogue.reading.frame import targets as targets
from toshigaikou_cli.catalogue.reading.frame import vocabulary_fingerprint as vocabulary_fingerprint
from toshigaikou_cli.catalogue.reading.judged import judgement_of, judgements_on

Record = dict[str, Any]


def measures(connection: sqlite3.Connection, selection: Selection) -> list[Record]:
    """Measures by number, each with its bureaus, its counted achievements by fiscal year, and its source."""
    condition, values = measure_condition(selection)
    rows = connection.execute(
        f"SELECT m.*, r.title AS area_title, {SOURCE} FROM measure m JOIN area r ON r.code = m.area"
        f" JOIN document d ON d.id = m.document_id WHERE {condition} ORDER BY m.number",
        values,
    ).fetchall()
    bureaus: dict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(
        "SELECT b.measure_id, b.text, b.role, r.name FROM measure_bureau b LEFT JOIN bureau r ON r.id = b.bureau_id"
        " ORDER BY b.measure_id, b.position"
    ):
        bureaus[row["measure_id"]].append({"name": row["name"] or row["text"], "role": row["role"]})
    counts = _by_year(connection.execute("SELECT measure, fiscal_year, achievements FROM measure_year"))
    return [
        {
            "number": row["number"],
            "goal": row["goal"],
            "area": row["area"],
            "area_title": row["area_title"],
            "title": row["title"],
            "overview": row["overview"],
            "bureaus": bureaus[row["id"]],
            "open_ended": bool(row["open_ended"]),
            "achievements": counts.get(row["number"], {}),
            "source": source_of(row),
        }
        for row in rows
    ]


def _by_year(rows: Iterable[sqlite3.Row]) -> dict[Any, dict[str, int]]:
    """Rows of (key, fiscal year, count) as ``{key: {"2017": 3}}``, years in order."""
    counts: dict[Any, dict[str, int]] = defaultdict(dict)
    for key, year, count in sorted(map(tuple, rows), key=lambda row: row[1]):
        counts[key][str(year)] = count
    return counts


def achievements(
    connection: sqlite3.Connection, selection: Selection, limit: int | None = None
) -> list[Record]:
    """Achievements by year and place in their sheet, each with its activities, cities, links and source."""
    return _achievements_where(connection, *achievement_condition(selection), limit)


def _achievements_where(
    connection: sqlite3.Connection, condition: str, values: list[object], limit: int | None
) -> list[Record]:
    bounded = f"{condition} ORDER BY a.fiscal_year, a.document_id, a.position LIMIT {limit or -1:d}"
    rows = connection.execute(
        f"SELECT a.*, b.name AS bureau, {SOURCE} FROM achievement a"
        f" JOIN document d ON d.id = a.document_id LEFT JOIN bureau b ON b.id = a.bureau_id WHERE {bounded}",
        values,
    ).fetchall()
    ids = f"(SELECT a.id FROM achievement a WHERE {bounded})"
    activities = _activities(connection, ids, values)
    links = _links(connection, ids, values)
    bureaus: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT x.achievement_id, b.name FROM achievement_bureau x JOIN bureau b ON b.id = x.bureau_id"
        f" WHERE x.achievement_id IN {ids} ORDER BY x.achievement_id, x.position",
        values,
    ):
        bureaus[row["achievement_id"]].append(row["name"])
    cities: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT achievement_id, city FROM achievement_city WHERE achievement_id IN {ids}"
        " AND role = 'partner' ORDER BY achievement_id, position",
        values,
    ):
        cities[row["achievement_id"]].append(row["city"])
    return [
        {
            "id": row["id"],
            "fiscal_year": row["fiscal_year"],
            "kind": row["kind"],
            "section": row["section"],
            "field": row["field"],
            "bureau": row["bureau"],
            "bureaus": bureaus[row["id"]],
            "department": row["department"],
            "bureau_text": row["bureau_text"],
            "item": row["item"],
            "result": row["result"],
            "activities": activities.get(row["id"], []),
            "cities": cities[row["id"]],
            "links": links[row["id"]],
            "outside": row["outside"] or None,
            "extra": _extra(row["cells"]),
            "source": source_of(row),
        }
        for row in rows
    ]


_CORE = ("field", "bureau", "department", "item", "result", "plan")


def _extra(cells: str) -> Record:
    """The cells of all other columns than those that make an achievement, by their header."""
    return {
        " ".join(cell["header"].split()): cell["text"]
        for cell in json.loads(cells)
        if cell["column"] not in _CORE and cell["text"].strip()
    }


def _activities(connection: sqlite3.Connection, ids: str, values: list[object]) -> dict[str, list[Record]]:
    activities: dict[int, Record] = {}
    owners: dict[str, list[Record]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT id, achievement_id, text, label FROM activity WHERE achievement_id IN {ids}"
        " ORDER BY achievement_id, position",
        values,
    ):
        activity = {"text": row["text"], "label": row["label"], "cities": [], "dates": [], "quantities": []}
        activities[row["id"]] = activity
        owners[row["achievement_id"]].append(activity)
    child = (
        f"FROM {{0}} x JOIN activity v ON v.id = x.activity_id WHERE v.achievement_id IN {ids} ORDER BY x.id"
    )
    for row in connection.execute(
        f"SELECT x.activity_id, x.city, x.role {child.format('activity_city')}", values
    ):
        named = activities[row["activity_id"]]["cities"]
        if row["role"] == "partner" and row["city"] not in named:
            named.append(row["city"])
    for row in connection.execute(f"SELECT x.* {child.format('activity_date')}", values):
        activities[row["activity_id"]]["dates"].append(date_record(row))
    for row in connection.execute(f"SELECT x.* {child.format('activity_quantity')}", values):
        activities[row["activity_id"]]["quantities"].append(quantity_record(row))
    return owners


def date_record(row: sqlite3.Row) -> Record:
    """A row of ``activity_date`` in the shape of the printed JSON."""
    date = {key: row[key] for key in ("start", "end", "precision", "text")}
    return {**date, "planned": bool(row["planned"])}


def quantity_record(row: sqlite3.Row) -> Record:
    """A row of ``activity_quantity`` in the shape of the printed JSON: whole numbers without a point."""
    value = int(row["value"]) if row["value"] == int(row["value"]) else row["value"]
    return {"value": value, "unit": row["unit"], "text": row["text"]}


def _links(connection: sqlite3.Connection, ids: str, values: list[object]) -> dict[str, list[Record]]:
    """Confirmed links first, rejected ones last; between them the order of the rules."""
    links: dict[str, list[Record]] = defaultdict(list)
    judged = judgements_on(connection, ids, values)
    for row in connection.execute(
        f"SELECT l.*, m.goal, m.title FROM link l JOIN measure m ON m.number = l.measure WHERE l.achievement_id IN {ids}"
        " ORDER BY l.achievement_id, l.status <> 'confirmed', l.status = 'rejected', l.position",
        values,
    ):
        links[row["achievement_id"]].append(
            {
                "measure": row["measure"],
                "goal": row["goal"],
                "title": row["title"],
                "status": row["status"],
                "method": row["method"],
                "score": round(row["score"], 3),
                "evidence": json.loads(row["evidence"]),
                "judgement": judgement_of(judged, row["achievement_id"], row["measure"], row["status"]),
            }
        )
    return links


def bureaus(connection: sqlite3.Connection, selection: Selection) -> list[Record]:
    """The register of bureaus: validity, succession, measures led and related, achievements by year."""
    counts = _by_year(connection.execute("SELECT bureau_id, fiscal_year, achievements FROM bureau_year"))
    roles: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in connection.execute(
        "SELECT b.bureau_id, b.role, m.number FROM measure_bureau b JOIN measure m ON m.id = b.measure_id"
        " WHERE b.bureau_id IS NOT NULL ORDER BY m.number"
    ):
        roles[row["bureau_id"], row["role"]].append(row["number"])
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT l.bureau_id, l.relation, r.name FROM bureau_line l JOIN bureau r ON r.id = l.related_id"
        " ORDER BY r.position"
    ):
        relations[row["bureau_id"], row["relation"]].append(row["name"])
    wanted = selection.bureaus
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "name_en": row["name_en"],
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
            "predecessors": relations[row["id"], "predecessor"],
            "successors": relations[row["id"], "successor"],
            "leads": roles[row["id"], "lead"],
            "related": roles[row["id"], "related"],
            "achievements": counts.get(row["id"], {}),
        }
        for row in connection.execute("SELECT * FROM bureau ORDER BY position")
        if wanted is None or row["id"] in wanted
    ]


def cities(connection: sqlite3.Connection, selection: Selection, *, every: bool = False) -> list[Record]:
    """Cities with a relation or an achievement (``every``: the whole register), with both."""
    counts = _by_year(connection.execute("SELECT city, fiscal_year, achievements FROM city_year"))
    relations: dict[str, list[Record]] = defaultdict(list)
    seen: set[tuple[str, str, str | None]] = set()
    for row in connection.execute(
        "SELECT city, kind, since, title, document_id FROM city_relation"
        " ORDER BY document_id IS NULL, since IS NULL, since, id"
    ):
        relation = {"kind": row["kind"], "since": row["since"]}
        key = (row["city"], row["kind"], row["since"])
        # the strategy's own statement comes first; the register repeats some of them
        if key not in seen:
            seen.add(key)
            relations[row["city"]].append(relation)
    listed = []
    for row in connection.execute("SELECT * FROM city ORDER BY position"):
        name = row["name"]
        if (selection.city and name != selection.city) or (
            selection.year and str(selection.year) not in counts[name]
        ):
            continue
        if not (every or selection.city or relations[name] or counts[name]):
            continue
        listed.append(
            {
                "name": name,
                "name_en": row["name_en"],
                "country": row["country"],
                "country_name": row["country_name"],
                "self": bool(row["is_self"]),
                "relations": relations[name],
                "achievements": counts.get(name, {}),
            }
        )
    return listed


def documents(connection: sqlite3.Connection) -> list[Record]:
    """The imported documents with the account of their rows, in the order of import."""
    listed = []
    for row in connection.execute("SELECT * FROM document ORDER BY id"):
        years = connection.execute(
            "SELECT DISTINCT fiscal_year, kind FROM achievement WHERE document_id = ? ORDER BY 1, 2",
            (row["id"],),
        ).fetchall()
        listed.append(
            {
                "name": row["name"],
                "kind": row["kind"],
                "format": row["format"],
                "title": row["title"],
                "fiscal_years": sorted({year["fiscal_year"] for year in years}),
                "published": row["published"],
                "pages": row["pages"],
                "rows": {
                    key: row[key] for key in ("rows", "records", "headers", "continued", "rejected", "other")
                },
                "characters": {"in_tables": row["characters"], "dropped": row["dropped"]},
                "skipped": [str(skip) for skip in skips(row["skipped"])],
                "size": row["size"],
                "sha256": row["sha256"],
                "imported_at": row["imported_at"],
            }
        )
    return listed


def achievement(connection: sqlite3.Connection, key: str) -> Record:
    """One achievement by its id, which must be there."""
    return _achievements_where(connection, "a.id = ?", [key], None)[0]
