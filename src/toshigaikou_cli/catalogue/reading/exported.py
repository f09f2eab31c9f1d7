"""The SELECT of each table that tgx hands out: what is not the column of that name in the catalogue stands here.

Rows come in the order of their key, those below an achievement in the order of its id, which begins with its fiscal year:
so parts can be laid to their wholes, and years be told apart, while rows are read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading.check_facts import SETTLED_DOUBT
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.periods import sheet_years
from toshigaikou_cli.records.exported import ExportColumn, ExportRow, ExportTable


class _Select(NamedTuple):
    """Where rows come from, and their order; ``exact`` are the columns that are not ``alias.name``."""

    tables: str
    order: str
    exact: Mapping[str, str]
    alias: str = "x"


def document_id(column: str) -> str:
    """The exported id of the document that a column holds the catalogue's number of."""
    return f"(SELECT substr(sha256, 1, 12) FROM document WHERE id = {column})"


def _first(date: str) -> str:
    """The first day that a written date (``records`` of the registers: a day, month, year, or two days) can mean."""
    start = f"substr({date}, 1, instr({date} || '/', '/') - 1)"
    return (
        f"substr({start} || CASE length({start}) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END, 1, 10)"
    )


def _last(date: str) -> str:
    """The last day that a written date can mean."""
    end = f"substr({date}, instr({date}, '/') + 1)"
    month = f"date({end} || '-01', '+1 month', '-1 day')"
    return f"CASE length({end}) WHEN 4 THEN {end} || '-12-31' WHEN 7 THEN {month} ELSE {end} END"


def _precision(date: str) -> str:
    return (
        f"CASE WHEN instr({date}, '/') THEN 'interval' WHEN length({date}) = 4 THEN 'year'"
        f" WHEN length({date}) = 7 THEN 'month' WHEN length({date}) >= 10 THEN 'day' END"
    )


def _corner(number: int) -> str:
    return f"json_extract('[' || x.bbox || ']', '$[{number}]')"


_PLACE = {
    "document": document_id("x.document_id"),
    "table_row": "x.row",
    "x0": _corner(0),
    "top": _corner(1),
    "x1": _corner(2),
    "bottom": _corner(3),
    "ocr_confidence": "x.ocr",
}
_PUBLISHED = {"published": _first("x.published"), "published_precision": _precision("x.published")}
_NUMBER = {"position": "x.position + 1"}
_TITLE = {"title_en": "english(x.title)"}
_CODED = {**_PLACE, **_NUMBER, **_TITLE}


def _year(achievement: str) -> dict[str, str]:
    """The fiscal year of an achievement, from its id."""
    return {"achievement": achievement, "fiscal_year": f"CAST(substr({achievement}, 1, 4) AS INTEGER)"}


_ACTIVITY = "v.achievement_id || '#' || (v.position + 1)"
_LINKED_ACTIVITY = "x.achievement_id || '#' || ({}.value + 1)"
_OF_LINK = {**_year("x.achievement_id"), "measure": "x.measure", "position": "e.key + 1"}
_EVIDENCE = "link AS x, json_each(x.evidence) AS e"
_EVIDENCE_ORDER = "x.achievement_id, x.measure, e.key"
_COUNTS = "x.status IN ('linked', 'confirmed')"


def _part(table: str, exact: Mapping[str, str] | None = None) -> _Select:
    """A table of the activities' parts; they are counted within their activity."""
    place = f"(SELECT count(*) FROM {table} AS y WHERE y.activity_id = v.id AND y.id <= x.id)"
    return _Select(
        f"activity AS v CROSS JOIN {table} AS x ON x.activity_id = v.id",
        "v.achievement_id, v.position, x.id",
        {"activity": _ACTIVITY, **_year("v.achievement_id"), "position": place, **(exact or {})},
    )


_LAST_YEAR = (
    "coalesce(x.last_year, (SELECT min(y.first_year) - 1 FROM strategy y WHERE y.first_year > x.first_year))"
)
_LINK_STATE = (
    "CASE WHEN x.outcome <> 'held' THEN x.outcome"
    " WHEN EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = x.id AND l.status IN ('linked', 'confirmed')) THEN 'linked'"
    " WHEN EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = x.id AND l.status = 'suggested') THEN 'suggested'"
    " WHEN x.outside <> '' THEN 'outside' ELSE 'unlinked' END"
)
_SAME_RELATION = "FROM city_relation y WHERE y.city = x.city AND y.kind = x.kind AND y.since IS x.since"
"""What the register and the strategies state of one relation; the register is no document."""
_NO_PLACE = "NULL AS line, NULL AS table_number, NULL AS row, NULL AS bbox, NULL AS ocr"
_PLACED = "page, sheet, line, table_number, row, bbox, ocr"
_FINDINGS = (
    f"(SELECT 1 AS step, id AS number, 'reading' AS origin, code, severity, NULL AS achievement, header, cell, message,"
    f" hint, document_id, {_PLACED} FROM document_finding"
    " UNION ALL SELECT 2, id, 'rejected', 'row-rejected', NULL, NULL, NULL, text, reason, NULL, document_id,"
    f" {_PLACED} FROM rejected_row"
    " UNION ALL SELECT 3, d.id * 100000 + e.key, 'skipped', 'part-skipped', NULL, NULL, NULL, NULL,"
    " json_extract(e.value, '$.reason'), NULL, d.id, json_extract(e.value, '$.page'), json_extract(e.value, '$.sheet'),"
    f" {_NO_PLACE} FROM document AS d, json_each(d.skipped) AS e"
    " UNION ALL SELECT 4, x.id, 'resolving', x.code, NULL, x.achievement_id, x.header, x.cell, x.message, x.hint,"
    f" x.document_id, {_PLACED} FROM doubt AS x WHERE NOT {SETTLED_DOUBT}) AS x"
)


def _of_unit(place: int) -> str:
    """What is kept of a unit (``bureau AS x``) beside its row: its kind (0), or the id of what it is part of (1)."""
    kept = "FROM meta m, json_each(m.value) AS u WHERE m.key = 'units' AND u.key = x.id"
    return f"(SELECT json_extract(u.value, '$[{place}]') {kept})"


_SOURCES: dict[str, _Select] = {
    "documents": _Select("document AS x", "x.id", {"id": "substr(x.sha256, 1, 12)", **_PUBLISHED}),
    "strategies": _Select(
        "strategy AS x",
        "x.position",
        {"document": document_id("x.document_id"), **_PUBLISHED, **_TITLE, "last_year": _LAST_YEAR},
    ),
    "goals": _Select("goal AS x", "x.strategy, x.position", _CODED),
    "areas": _Select("area AS x", "x.strategy, x.position", _CODED),
    "measures": _Select("measure AS x", "x.strategy, x.position", _CODED),
    "units": _Select(
        "bureau AS x",
        "x.position",
        {
            **_NUMBER,
            "name_en": "coalesce(nullif(x.name_en, ''), english(x.name))",
            "name_en_seen": "coalesce(x.name_en, '') <> ''",
            "kind": _of_unit(0),
            "parent": _of_unit(1),
            "valid_from": _first("x.valid_from"),
            "valid_from_precision": _precision("x.valid_from"),
            "valid_to": _last("x.valid_to"),
            "valid_to_precision": _precision("x.valid_to"),
        },
    ),
    "unit_relations": _Select(
        "bureau_line AS x",
        "x.bureau_id, x.related_id, x.relation",
        {"unit": "x.bureau_id", "related": "x.related_id"},
    ),
    "measure_units": _Select(
        "measure AS m CROSS JOIN measure_bureau AS x ON x.measure_id = m.id",
        "m.strategy, m.position, x.position",
        {**_NUMBER, "measure": "x.measure_id", "unit": "x.bureau_id", "unit_text": "x.text"},
    ),
    "cities": _Select(
        "city AS x",
        "x.position",
        {
            **_NUMBER,
            "id": "x.name",
            "country_name_en": "english(x.country_name)",
            "latitude": "x.lat",
            "longitude": "x.lon",
            "own": "x.is_self",
        },
    ),
    "relations": _Select(
        f"city_relation AS x JOIN city AS c ON c.name = x.city WHERE x.id = (SELECT y.id {_SAME_RELATION}"
        " ORDER BY y.document_id DESC, y.id LIMIT 1)",
        "c.position, x.document_id IS NULL, x.id",
        {
            "document": document_id("x.document_id"),
            "title": f"(SELECT y.title {_SAME_RELATION} AND y.title <> '' ORDER BY y.document_id, y.id LIMIT 1)",
            "in_register": f"EXISTS (SELECT 1 {_SAME_RELATION} AND y.document_id IS NULL)",
            "strategies": f"(SELECT count(DISTINCT y.document_id) {_SAME_RELATION})",
            "since": _first("x.since"),
            "since_precision": _precision("x.since"),
        },
    ),
    "achievements": _Select(
        "achievement AS x",
        "x.id",
        {**_PLACE, "unit": "x.bureau_id", "unit_text": "x.bureau_text", "link_state": _LINK_STATE},
    ),
    "achievement_units": _Select(
        "achievement_bureau AS x",
        "x.achievement_id, x.bureau_id",
        {**_year("x.achievement_id"), **_NUMBER, "unit": "x.bureau_id"},
    ),
    "achievement_cities": _Select(
        "achievement_city AS x", "x.achievement_id, x.city", {**_year("x.achievement_id"), **_NUMBER}
    ),
    "outside_reasons": _Select(
        "achievement AS x, json_each(nullif(x.outside, '')) AS e LEFT JOIN json_each(e.value, '$[1]') AS w",
        "x.id, e.key, w.key",
        {
            **_year("x.id"),
            "position": "e.key + 1",
            "kind": "json_extract(e.value, '$[0]')",
            "word_position": "coalesce(w.key, 0) + 1",
            "word": "w.value",
        },
    ),
    "activities": _Select(
        "activity AS v",
        "v.achievement_id, v.position",
        {"id": _ACTIVITY, **_year("v.achievement_id"), "position": "v.position + 1"},
        "v",
    ),
    "activity_dates": _part("activity_date"),
    "activity_cities": _part("activity_city"),
    "quantities": _part("activity_quantity", {"unit_of_value": "x.unit"}),
    "links": _Select(
        "link AS x CROSS JOIN achievement AS a ON a.id = x.achievement_id",
        "x.achievement_id, x.measure",
        {
            **_year("x.achievement_id"),
            **_NUMBER,
            "ruled_status": "x.ruled",
            "score": "round(x.score, 3)",
            "counts": f"{_COUNTS} AND a.kind = 'result' AND a.outcome = 'held'",
        },
    ),
    "link_activities": _Select(
        "link AS x, json_each(x.activities) AS e",
        _EVIDENCE_ORDER,
        {**_OF_LINK, "activity": _LINKED_ACTIVITY.format("e")},
    ),
    "link_evidence": _Select(
        _EVIDENCE,
        _EVIDENCE_ORDER,
        {
            **_OF_LINK,
            "kind": "json_extract(e.value, '$[0]')",
            "strength": "round(json_extract(e.value, '$[3]'), 3)",
        },
    ),
    "link_evidence_words": _Select(
        f"{_EVIDENCE}, json_each(e.value, '$[1]') AS w",
        f"{_EVIDENCE_ORDER}, w.key",
        {**_OF_LINK, "word_position": "w.key + 1", "word": "w.value"},
    ),
    "link_evidence_activities": _Select(
        f"{_EVIDENCE}, json_each(e.value, '$[2]') AS w",
        f"{_EVIDENCE_ORDER}, w.key",
        {**_OF_LINK, "activity": _LINKED_ACTIVITY.format("w")},
    ),
    "judgements": _Select(
        "judgement AS x",
        "x.id",
        {"achievement": "x.achievement_id", "measure": "x.measure_id", "measure_text": "x.measure"},
    ),
    "mends": _Select(
        "mend AS x LEFT JOIN json_each(x.vals) AS w",
        "x.id, w.key",
        {
            "achievement": "x.achievement_id",
            "activity_position": "x.activity",
            "value_position": "coalesce(w.key, 0) + 1",
            "value": "w.value",
        },
    ),
    "indicators": _Select(
        "indicator AS x",
        "x.document_id, x.position",
        {
            **_PLACE,
            "unit_of_value": "x.unit",
            "achievement": "x.achievement_id",
            "unit": "x.bureau_id",
            "unit_text": "x.bureau_text",
        },
    ),
    "indicator_measures": _Select(
        "indicator_measure AS x", "x.indicator_id, x.measure", {**_NUMBER, "indicator": "x.indicator_id"}
    ),
    "indicator_values": _Select(
        "indicator AS i CROSS JOIN indicator_value AS x ON x.indicator_id = i.id",
        "i.document_id, i.position, x.position",
        {**_NUMBER, "indicator": "x.indicator_id", "unit_of_value": "x.unit"},
    ),
    "amounts": _Select(
        "amount AS x",
        "x.id",
        {
            **_PLACE,
            "achievement": "x.achievement_id",
            "indicator": "x.indicator_id",
            "unit_of_value": "x.unit",
        },
    ),
    "findings": _Select(
        _FINDINGS,
        "x.step, x.number",
        {**_PLACE, "id": "row_number() OVER (ORDER BY x.step, x.number)"},
    ),
}


def values_of(table: ExportTable) -> dict[str, str]:
    """The expression of each column; text that is empty is nothing, unless the column is never empty."""
    source = _SOURCES[table.name]
    return {column.name: _value(column, source) for column in table.columns}


def _value(column: ExportColumn, source: _Select) -> str:
    value = source.exact.get(column.name, f'{source.alias}."{column.name}"')
    return f"nullif({value}, '')" if column.type in ("text", "decimal") and not column.required else value


def select(table: ExportTable, values: Mapping[str, str]) -> str:
    """The SELECT of some values of a table's rows."""
    source = _SOURCES[table.name]
    named = ", ".join(f'{value} AS "{name}"' for name, value in values.items())
    return f"SELECT {named} FROM {source.tables} ORDER BY {source.order}"


def typed(connection: sqlite3.Connection, table: ExportTable) -> Iterator[ExportRow]:
    """The rows of a table as they are read."""
    return _run(connection, select(table, values_of(table)))


def written(connection: sqlite3.Connection, table: ExportTable) -> Iterator[ExportRow]:
    """The same as CSV has them: ``true`` and ``false`` as words."""
    truth = {column.name for column in table.columns if column.type == "boolean"}
    values = {
        name: f"CASE WHEN {value} THEN 'true' ELSE 'false' END" if name in truth else value
        for name, value in values_of(table).items()
    }
    return _run(connection, select(table, values))


def objects(connection: sqlite3.Connection, table: ExportTable) -> Iterator[str]:
    """The rows as JSON objects, each one line."""
    pairs = ", ".join(
        f"'{column.name}', {_as_json(column, value)}"
        for column, value in zip(table.columns, values_of(table).values(), strict=True)
    )
    return (str(row[0]) for row in _run(connection, select(table, {"object": f"json_object({pairs})"})))


def _as_json(column: ExportColumn, value: str) -> str:
    if column.type == "boolean":
        return f"json(CASE WHEN {value} THEN 'true' ELSE 'false' END)"
    if column.type == "decimal":
        return f"CASE WHEN json_valid({value}) THEN json({value}) ELSE {value} END"
    return value


def kinds(connection: sqlite3.Connection) -> dict[str, str]:
    """The kind of each document, by its SHA-256."""
    return {str(row[0]): str(row[1]) for row in connection.execute("SELECT sha256, kind FROM document")}


def years(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The fiscal years that there are achievements of."""
    return tuple(sheet_years(connection))


def newest_import(connection: sqlite3.Connection) -> str:
    """When the newest document was imported (ISO, UTC); the beginning of time in an empty catalogue."""
    newest = connection.execute("SELECT max(imported_at) FROM document").fetchone()[0]
    return str(newest or "1970-01-01T00:00:00+00:00")


def _run(connection: sqlite3.Connection, statement: str) -> Iterator[ExportRow]:
    if "english(" in statement:
        connection.create_function("english", 1, english_of(connection).get, deterministic=True)
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(statement)
