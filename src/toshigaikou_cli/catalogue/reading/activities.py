"""The SELECTs of activities: a dated list, one row for each activity."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition
from toshigaikou_cli.catalogue.reading.frame import place_columns
from toshigaikou_cli.catalogue.reading.queries import Record, date_record, quantity_record, source_of


def activities(
    connection: sqlite3.Connection, selection: Selection, start: str | None = None, end: str | None = None
) -> list[Record]:
    """Activities by their first date, undated ones after the dated ones of their fiscal year.

    ``start`` and ``end`` are ISO dates: activities with a date in between, ends included. ``cities`` are the
    partners that the text names, or else those that the item names.
    """
    condition, values = achievement_condition(selection._replace(city=None))
    if selection.city:
        condition += " AND EXISTS (SELECT 1 FROM activity_city c WHERE c.activity_id = v.id AND c.city = ? AND c.role <> 'venue')"
        values = [*values, selection.city]
    between = [("d.end >= ?", start), ("d.start <= ?", end)]
    bounds = [(part, value) for part, value in between if value]
    if bounds:
        inner = " AND ".join(part for part, _ in bounds)
        condition += f" AND EXISTS (SELECT 1 FROM activity_date d WHERE d.activity_id = v.id AND {inner})"
        values = [*values, *(value for _, value in bounds)]
    joined = f"FROM activity v JOIN achievement a ON a.id = v.achievement_id WHERE {condition}"
    rows = connection.execute(
        "SELECT v.id, v.text, v.label, v.achievement_id, a.fiscal_year, a.kind, a.item, a.bureau_text, b.name AS bureau,"
        f" {place_columns('a')}, o.name AS d_name, o.sha256 AS d_sha256,"
        " (SELECT min(d.start) FROM activity_date d WHERE d.activity_id = v.id) AS first"
        " FROM activity v JOIN achievement a ON a.id = v.achievement_id JOIN document o ON o.id = a.document_id"
        f" LEFT JOIN bureau b ON b.id = a.bureau_id WHERE {condition}"
        " ORDER BY coalesce(first, (a.fiscal_year + 1) || '-03-32'), a.fiscal_year, a.position, v.position",
        values,
    ).fetchall()
    ids = f"(SELECT v.id {joined})"
    dates: dict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM activity_date WHERE activity_id IN {ids} ORDER BY activity_id, start, id", values
    ):
        dates[row["activity_id"]].append(date_record(row))
    cities: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT DISTINCT activity_id, city FROM activity_city WHERE activity_id IN {ids} AND role <> 'venue'"
        " ORDER BY activity_id, id",
        values,
    ):
        cities[row["activity_id"]].append(row["city"])
    quantities: dict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM activity_quantity WHERE activity_id IN {ids} ORDER BY id", values
    ):
        quantities[row["activity_id"]].append(quantity_record(row))
    return [
        {
            "achievement": row["achievement_id"],
            "fiscal_year": row["fiscal_year"],
            "kind": row["kind"],
            "bureau": row["bureau"] or row["bureau_text"],
            "item": row["item"],
            "text": row["text"],
            "label": row["label"],
            "cities": cities[row["id"]],
            "dates": dates[row["id"]],
            "quantities": quantities[row["id"]],
            "source": source_of(row),
        }
        for row in rows
    ]
