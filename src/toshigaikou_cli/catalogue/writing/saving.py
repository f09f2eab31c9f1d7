"""What an import writes: documents, strategies, sheets, links, the registers. Within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.catalogue.writing.kept import RowScope
from toshigaikou_cli.catalogue.writing.linked import LINK_COLUMNS, LinkedRow
from toshigaikou_cli.records.blocks import Reading
from toshigaikou_cli.records.documents import ParsedDocument, RejectedRow
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.said import kept

Digests = dict[str, tuple[str, str]]
"""Records by key: the title that is shown, and what tells a changed record from the same."""

STATED_VALUES = "group_concat(kind || coalesce(fiscal_year, '') || text, '|')"
"""The values that a document states of one record, or its amounts, as one text."""
MEASURE_FACTS = {
    "goal": "goal",
    "area": "area",
    "title": "measure.title",
    "overview": "overview",
    "open_ended": "open_ended",
    "bureaus": "(SELECT group_concat(text || role) FROM measure_bureau WHERE measure_id = measure.id)",
    "amounts": f"(SELECT {STATED_VALUES} FROM amount WHERE amount.measure = measure.id)",
}
"""What a measure says, by its name, as SQL."""
MEASURE_DIGEST = f"json_array({', '.join(MEASURE_FACTS.values())})"
"""What tells a changed measure from the same."""

_COLUMN, _TEXT = "json_extract(c.value, '$.column')", "trim(json_extract(c.value, '$.text'))"
_CELLS = (
    f"coalesce((SELECT group_concat(told, '|') FROM (SELECT {_COLUMN} || {_TEXT} AS told FROM json_each(a.cells) c"
    f" WHERE {_TEXT} <> '' AND {_COLUMN} NOT IN"
    " ('number', 'field', 'bureau', 'department', 'item', 'result', 'plan') ORDER BY told)), '')"
)
"""The cells of a row beside its words, such as the measures that it states; a number that counts the rows (No.) is none."""

ACHIEVEMENT_DIGEST = (
    f"a.digest || a.rating || {_CELLS}"
    " || coalesce((SELECT group_concat(coalesce(i.row_name, i.name) || i.unit || i.rate || i.rating || v.kind"
    " || coalesce(v.fiscal_year, '') || v.text, '|')"
    " FROM indicator i JOIN indicator_value v ON v.indicator_id = i.id WHERE i.achievement_id = a.id), '')"
    f" || coalesce((SELECT {STATED_VALUES} FROM amount"
    " WHERE achievement_id = a.id), '')"
)
"""What tells a changed achievement, with its other cells, its indicators and amounts, from the same."""


def add_document(
    connection: sqlite3.Connection,
    row: Values,
    content: bytes,
    reading: Reading,
    document: ParsedDocument,
    findings: Iterable[Finding],
) -> None:
    """Add a document with its bytes, the account of its rows, its findings and rejected rows.

    ``row`` has its id, its name, and when it was imported.
    """
    tally, count, document_id = reading.tally, document.count, row["id"]
    counted = {
        "tables": tally.tables,
        "rows": count.rows,
        "records": count.records,
        "headers": count.headers,
        "continued": count.continued,
        "rejected": count.rejected,
        "other": count.other,
        "filled": tally.filled,
        "characters": tally.characters,
        **tally.left_out,
        "skipped": json.dumps([_skipped(each) for each in tally.skipped], ensure_ascii=False),
    }
    kept = {"size": len(content), "content": zlib.compress(content, 9)}
    store.add(connection, "document", [{**row, **counted, **kept}])
    store.add(connection, "document_finding", (_finding_row(each, document_id) for each in findings))
    store.add(connection, "rejected_row", (_rejected_row(row, document_id) for row in document.rejected))


def _finding_row(finding: Finding, document_id: int) -> Values:
    said = {name: getattr(finding, name) for name in ("code", "severity", "message", "cell", "hint")}
    said["said"] = kept({"message": finding.message, "hint": finding.hint})
    return {"document_id": document_id, **finding.spot.columns(), "header": finding.spot.cell, **said}


def _rejected_row(rejected: RejectedRow, document_id: int) -> Values:
    said = {"reason": rejected.reason, "text": rejected.text, "said": kept({"reason": rejected.reason})}
    return {"document_id": document_id, **rejected.source.columns(), **said}


def _skipped(skip: Skip) -> Values:
    said = kept({"reason": skip.reason})
    return {"reason": skip.reason, "page": skip.spot.page, "sheet": skip.spot.sheet, "said": said}


def same_document(connection: sqlite3.Connection, sha256: str) -> int | None:
    """The id of a document with the same bytes."""
    found = connection.execute("SELECT id FROM document WHERE sha256 = ?", (sha256,)).fetchone()
    return found[0] if found else None


def options_of(connection: sqlite3.Connection, sha256: str) -> str | None:
    """The import options of a document with the same bytes."""
    found = connection.execute("SELECT options FROM document WHERE sha256 = ?", (sha256,)).fetchone()
    return found[0] if found else None


def place_strategies(connection: sqlite3.Connection) -> None:
    """Give each strategy its place among all, by the first year in force."""
    connection.execute(
        "UPDATE strategy SET position = (SELECT count(*) FROM strategy AS s"
        " WHERE (s.first_year, s.id) < (strategy.first_year, strategy.id))"
    )


def measures_state(connection: sqlite3.Connection, strategy: str) -> Digests:
    """The measures of a strategy by id."""
    found = connection.execute(
        f"SELECT id, title, {MEASURE_DIGEST} FROM measure WHERE strategy = ? ORDER BY position", (strategy,)
    )
    return {row[0]: (row[1], row[2]) for row in found}


def achievements_state(connection: sqlite3.Connection, document_id: int) -> Digests:
    found = connection.execute(
        f"SELECT a.id, a.item, {ACHIEVEMENT_DIGEST} FROM achievement a WHERE a.document_id = ?",
        (document_id,),
    )
    return {row[0]: (row[1], row[2]) for row in found}


def ids_of_years(connection: sqlite3.Connection, years: Iterable[int]) -> list[str]:
    """The ids of all achievements of these fiscal years."""
    return [
        row[0]
        for year in years
        for row in connection.execute("SELECT id FROM achievement WHERE fiscal_year = ?", (year,))
    ]


def drop_links(connection: sqlite3.Connection, rows: RowScope) -> None:
    """Take the links of some achievements away."""
    condition, values = rows.condition()
    connection.execute(
        f"DELETE FROM link WHERE achievement_id IN (SELECT a.id FROM achievement AS a WHERE {condition})",
        values,
    )


def add_links(connection: sqlite3.Connection, rows: Sequence[LinkedRow]) -> None:
    """Give achievements the rules' links."""
    store.add_packed(connection, "link", LINK_COLUMNS, (link for row in rows for link in row.links))
    connection.executemany(
        "UPDATE achievement SET outside = ?, ruled_outside = ? WHERE id = ?",
        ((row.outside, row.outside, row.achievement) for row in rows),
    )


def name_items(connection: sqlite3.Connection, items: Mapping[str, str]) -> None:
    """Give achievements whose sheet has no column of items the titles of the measures that they state."""
    found = [
        (item, match_key(f"{item}\n{result}"), key)
        for key, item in items.items()
        for (result,) in connection.execute("SELECT result FROM achievement WHERE id = ?", (key,))
    ]
    connection.executemany("UPDATE achievement SET item = ?, search = ? WHERE id = ?", found)


def drop_doubts(connection: sqlite3.Connection, rows: RowScope, code: str) -> None:
    """Take away what linking doubted of some achievements."""
    condition, values = rows.condition()
    connection.execute(
        f"DELETE FROM doubt WHERE code = ? AND achievement_id IN (SELECT a.id FROM achievement AS a WHERE {condition})",
        (code, *values),
    )


def add_doubts(
    connection: sqlite3.Connection, code: str, doubts: Iterable[tuple[str, str, str, str]]
) -> None:
    """Add what linking doubts of some achievements: id, header, cell, message."""
    connection.executemany(
        "INSERT INTO doubt (code, thing, key, document_id, achievement_id, header, cell, message, hint, accept,"
        " said, page, sheet, line, table_number, row, bbox) SELECT ?, 'achievement', id, document_id, id, ?, ?, ?, '', '', ?,"
        " page, sheet, line, table_number, row, bbox FROM achievement WHERE id = ?",
        (
            (code, header, cell, message, kept({"message": message}), key)
            for key, header, cell, message in doubts
        ),
    )


def link_counts(connection: sqlite3.Connection, rows: RowScope) -> dict[str, int]:
    """Achievements by link state; ``unlinked`` where there was nothing to link to."""
    condition, values = rows.condition()
    counts = dict.fromkeys(("linked", "suggested", "outside", "unlinked", "not_held", "planned", "empty"), 0)
    found = connection.execute(
        "SELECT CASE WHEN a.outcome <> 'held' AND a.kind = 'result' THEN a.outcome "
        " WHEN EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = a.id"
        " AND l.status IN ('linked', 'confirmed')) THEN 'linked'"
        " WHEN EXISTS (SELECT 1 FROM link l WHERE l.achievement_id = a.id AND l.status = 'suggested') THEN 'suggested'"
        f" WHEN a.outside <> '' THEN 'outside' ELSE 'unlinked' END, count(*) FROM achievement a WHERE {condition} GROUP BY 1",
        values,
    )
    for outcome, number in found:
        counts[outcome] = number
    return counts
