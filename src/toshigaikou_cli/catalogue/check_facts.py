"""The SELECTs of the checks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from toshigaikou_cli.results import Finding
from toshigaikou_cli.text.keys import match_key


class Fact(NamedTuple):
    """A record that a check looks at: its id, the text in question, where it stands, and what may help."""

    id: str
    text: str
    where: str
    hint: str = ""


class StrategyNumbers(NamedTuple):
    """The measures' numbers in the order of the document, and how many the strategy is known to have."""

    document: str
    numbers: list[int]
    expected: int | None


def _where(row: sqlite3.Row) -> str:
    """``file:page 2:line 19``, as far as known."""
    spots = [f"{word} {row[word]}" for word in ("page", "line") if row[word] is not None]
    if row["line"] is None and row["row"] is not None:
        spots.append(f"row {row['row']}")
    return ":".join([row["name"], *spots])


def achievements_without_bureau(connection: sqlite3.Connection) -> Iterator[Fact]:
    for row in connection.execute(
        "SELECT a.id, a.bureau_text, a.page, a.line, a.row, d.name, f.hint FROM achievement a"
        " JOIN document d ON d.id = a.document_id LEFT JOIN document_finding f ON f.document_id = d.id"
        " AND f.code = 'bureau-unknown' AND f.cell = a.bureau_text"
        " WHERE a.bureau_id IS NULL ORDER BY a.document_id, a.position"
    ):
        yield Fact(row["id"], row["bureau_text"], _where(row), row["hint"] or "")


def measures_without_bureau(connection: sqlite3.Connection) -> Iterator[Fact]:
    for row in connection.execute(
        "SELECT m.number, m.page, m.line, m.row, d.name,"
        " (SELECT group_concat(text, '、') FROM measure_bureau WHERE measure_id = m.id) AS text"
        " FROM measure m JOIN document d ON d.id = m.document_id WHERE NOT EXISTS"
        " (SELECT 1 FROM measure_bureau WHERE measure_id = m.id AND bureau_id IS NOT NULL) ORDER BY m.number"
    ):
        yield Fact(str(row["number"]), row["text"] or "", _where(row))


def unknown_strategy_cities(connection: sqlite3.Connection) -> Iterator[Fact]:
    for row in connection.execute(
        "SELECT c.name AS city, c.page, c.line, c.row, d.name FROM strategy_city c"
        " JOIN document d ON d.id = c.document_id WHERE c.city IS NULL ORDER BY c.id"
    ):
        yield Fact(row["city"], row["city"], _where(row))


def strategy_numbers(connection: sqlite3.Connection) -> StrategyNumbers | None:
    document = connection.execute("SELECT name, title FROM document WHERE kind = 'strategy'").fetchone()
    if document is None:
        return None
    numbers = [row["number"] for row in connection.execute("SELECT number FROM measure ORDER BY id")]
    known = connection.execute("SELECT value FROM meta WHERE key = 'strategies'").fetchone()
    expected = json.loads(known["value"]).get(match_key(document["title"])) if known else None
    return StrategyNumbers(document["name"], numbers, expected)


def row_accounts(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Each document's name, its table rows, and the rows that are accounted for.

    The parts are counted anew from the tables where these hold them (rejected rows; measures and cities).
    """
    for row in connection.execute(
        "SELECT d.name, d.rows, d.headers + d.continued + d.other"
        " + (SELECT count(*) FROM rejected_row WHERE document_id = d.id)"
        " + CASE d.kind WHEN 'strategy' THEN (SELECT count(*) FROM measure WHERE document_id = d.id)"
        " + (SELECT count(*) FROM strategy_city WHERE document_id = d.id) ELSE d.records END AS accounted"
        " FROM document d ORDER BY d.id"
    ):
        yield row["name"], row["rows"], row["accounted"]


def rejected_rows(connection: sqlite3.Connection) -> Iterator[Fact]:
    for row in connection.execute(
        "SELECT r.*, d.name FROM rejected_row r JOIN document d ON d.id = r.document_id ORDER BY r.id"
    ):
        yield Fact(str(row["id"]), row["text"], _where(row), row["reason"])


def document_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What reading and parsing reported, but for what has a check of its own."""
    for row in connection.execute(
        "SELECT * FROM document_finding WHERE code <> 'bureau-unknown' ORDER BY id"
    ):
        yield Finding(row["code"], row["severity"], row["message"], row["where"], row["hint"], row["cell"])


def sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """How many documents, measures and achievements there are to check."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("document", "measure", "achievement")
    }


def unknown_names(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Bureaus and cities that the registers do not have, most frequent first, with proposals where there are any."""
    bureaus = [("bureau", fact) for fact in achievements_without_bureau(connection)]
    cities = [("city", fact) for fact in unknown_strategy_cities(connection)]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, fact in (*bureaus, *cities):
        first = {"kind": kind, "name": fact.text, "count": 0, "where": fact.where, "hint": fact.hint}
        found.setdefault((kind, fact.text), first)["count"] += 1
    return sorted(found.values(), key=lambda record: (-record["count"], record["kind"], record["name"]))
