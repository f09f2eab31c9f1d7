"""The SELECTs of the checks of documents: how they were read, and what the strategy holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading.check_facts import excerpt
from toshigaikou_cli.catalogue.reading.frame import skips, spot_of
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.ids import code_of
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.said import restored


class Contents(NamedTuple):
    """A strategy's goals, areas and measures in the order of the document, and how many it is known to have.

    ``areas`` maps a goal's code to the symbols of its areas, ``measures`` are codes with the place of each.
    """

    document: str
    goals: list[str]
    areas: dict[str, list[str]]
    empty_areas: list[str]
    measures: list[tuple[str, Spot]]
    expected_measures: int | None
    expected_goals: int | None


def row_accounts(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Each document's name, its table rows, and the rows that are accounted for.

    The parts are counted anew from the tables where these hold them (rejected rows; measures and cities, but of a strategy
    that lists indicators, whose rows are not those of the tables).
    """
    for row in connection.execute(
        "SELECT d.name, d.rows, d.headers + d.continued + d.other"
        " + (SELECT count(*) FROM rejected_row WHERE document_id = d.id)"
        " + CASE WHEN d.kind = 'strategy' AND NOT EXISTS"
        " (SELECT 1 FROM indicator i WHERE i.document_id = d.id AND NOT i.prose)"
        " THEN (SELECT count(*) FROM measure WHERE document_id = d.id)"
        " + (SELECT count(*) FROM strategy_city WHERE document_id = d.id) ELSE d.records END AS accounted"
        " FROM document d ORDER BY d.id"
    ):
        yield row["name"], row["rows"], row["accounted"]


def rejected_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Table rows that became no record; the message is the reason."""
    for row in connection.execute(
        "SELECT r.*, d.name AS document FROM rejected_row r JOIN document d ON d.id = r.document_id ORDER BY r.id"
    ):
        yield _of_document(row, restored(row["reason"], row["said"], "reason"), row["text"])


def reported(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What readers and parsers reported, under their own codes."""
    for row in connection.execute(
        "SELECT f.*, d.name AS document FROM document_finding f"
        " JOIN document d ON d.id = f.document_id ORDER BY f.id"
    ):
        message, hint = (restored(row[name], row["said"], name) for name in ("message", "hint"))
        found = _of_document(row, message, row["cell"], row["header"])
        yield found._replace(code=row["code"], severity=row["severity"], hint=hint)


def _of_document(row: sqlite3.Row, message: str, text: str, header: str = "") -> Finding:
    name = row["document"]
    spot = spot_of(row, name, header)
    return Finding(message=message, spot=spot, thing="document", key=name, cell=excerpt(text))


def recognized(connection: sqlite3.Connection) -> Iterator[tuple[Finding, float]]:
    """Records that were recognized on a picture, with the confidence (0 to 1)."""
    for thing, text in (("measure", "title"), ("achievement", "item"), ("indicator", "name")):
        for row in connection.execute(
            f"SELECT x.*, x.{text} AS said, d.name AS document FROM {thing} x"
            " JOIN document d ON d.id = x.document_id WHERE x.ocr IS NOT NULL"
            " ORDER BY x.document_id, x.page, x.table_number, x.row"
        ):
            spot = spot_of(row, row["document"])
            found = Finding(spot=spot, thing=thing, key=row["id"], cell=excerpt(row["said"]))
            yield found, row["ocr"]


def dropped(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int]]:
    """Documents of whose table characters some fell in no cell: name, how many, of how many."""
    for row in connection.execute(
        "SELECT name, dropped, characters FROM document WHERE dropped > 0 ORDER BY id"
    ):
        yield row["name"], row["dropped"], row["characters"]


def skipped(connection: sqlite3.Connection) -> Iterator[Skip]:
    """What was not read of the documents."""
    for row in connection.execute("SELECT name, skipped FROM document WHERE skipped <> '[]' ORDER BY id"):
        yield from skips(row["skipped"], row["name"])


def result_years(connection: sqlite3.Connection) -> dict[int, str]:
    """The fiscal years that a sheet of results is there for, each with the name of its first document."""
    return {
        row["fiscal_year"]: row["name"]
        for row in connection.execute(
            "SELECT a.fiscal_year, d.name, min(d.id) FROM achievement a JOIN document d ON d.id = a.document_id"
            " WHERE a.kind = 'result' GROUP BY a.fiscal_year ORDER BY a.fiscal_year"
        )
    }


def contents(connection: sqlite3.Connection) -> Iterator[Contents]:
    """What each strategy holds, the newer first."""
    for strategy in connection.execute(
        "SELECT s.id, s.title, d.name FROM strategy s JOIN document d ON d.id = s.document_id ORDER BY s.position DESC"
    ).fetchall():
        yield _contents(connection, strategy["id"], strategy["title"], strategy["name"])


def _contents(connection: sqlite3.Connection, strategy: str, title: str, document: str) -> Contents:
    known = connection.execute("SELECT value FROM meta WHERE key = 'strategies'").fetchone()
    titles = [match_key(row["title"]) for row in connection.execute("SELECT title FROM strategy")]
    only = titles.count(match_key(title)) == 1  # of two by one title the numbers are those of neither
    expected = json.loads(known["value"]).get(match_key(title)) if known and only else None
    areas: dict[str, list[str]] = {}
    listed = connection.execute(
        "SELECT id, goal, code, symbol FROM area WHERE strategy = ? ORDER BY position", (strategy,)
    ).fetchall()
    for row in listed:
        areas.setdefault(code_of(row["goal"]), []).append(row["symbol"])
    measures = connection.execute(
        "SELECT * FROM measure WHERE strategy = ? ORDER BY position", (strategy,)
    ).fetchall()
    filled = {row["area"] for row in measures}
    goals = connection.execute("SELECT code FROM goal WHERE strategy = ? ORDER BY position", (strategy,))
    return Contents(
        document,
        [row["code"] for row in goals],
        areas,
        [row["code"] for row in listed if row["id"] not in filled],
        [(row["code"], spot_of(row, document)) for row in measures],
        *(expected or (None, None)),
    )
