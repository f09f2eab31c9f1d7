"""The SELECTs that most commands need: the strategy, its goals, areas and targets, and what was imported."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

Record = dict[str, Any]

SOURCE = "d.name AS d_name, d.sha256 AS d_sha256"
"""The columns of a joined document that :func:`source_of` needs."""


def place_columns(alias: str) -> str:
    """The columns of a table that :func:`spot_of` needs."""
    return ", ".join(f"{alias}.{name}" for name in Spot().columns())


def spot_of(row: sqlite3.Row, document: str, cell: str = "") -> Spot:
    """The place of a row that has the columns of :func:`place_columns`."""
    x0, top, x1, bottom = map(float, row["bbox"].split(",")) if row["bbox"] else (0.0, 0.0, 0.0, 0.0)
    return Spot(
        document,
        row["page"],
        row["line"],
        row["row"],
        row["sheet"] or "",
        row["table_number"],
        cell,
        (x0, top, x1, bottom) if row["bbox"] else None,
    )


def source_of(row: sqlite3.Row) -> Record:
    """Where a record stands: needs the columns of a table joined with its document as ``d_name``, ``d_sha256``."""
    spot = spot_of(row, row["d_name"])
    return {
        "document": spot.document,
        "sha256": row["d_sha256"],
        "page": spot.page,
        "sheet": spot.sheet or None,
        "line": spot.line,
        "row": spot.shown_row,
        "bbox": list(spot.box) if spot.box else None,
    }


def skips(text: str, document: str = "") -> list[Skip]:
    """The parts of a document that were not read, from the column ``skipped``."""
    return [
        Skip(each["reason"], Spot(document, each["page"], sheet=each["sheet"])) for each in json.loads(text)
    ]


def strategy(connection: sqlite3.Connection) -> Record | None:
    """The strategy that the catalogue holds, None where there is none."""
    row = connection.execute(
        "SELECT title, published, name, sha256 FROM document WHERE kind = 'strategy'"
    ).fetchone()
    return dict(row) if row else None


def goals(connection: sqlite3.Connection) -> list[Record]:
    return [dict(row) for row in connection.execute("SELECT number, title FROM goal ORDER BY number")]


def areas(connection: sqlite3.Connection) -> list[Record]:
    return [
        dict(row)
        for row in connection.execute("SELECT code, goal, symbol, title FROM area ORDER BY position")
    ]


def targets(connection: sqlite3.Connection) -> list[Record]:
    rows = connection.execute(
        f"SELECT t.*, {SOURCE} FROM target t JOIN document d ON d.id = t.document_id ORDER BY t.year"
    )
    return [{**{k: row[k] for k in ("cities", "year", "text")}, "source": source_of(row)} for row in rows]


def reported_years(connection: sqlite3.Connection) -> list[int]:
    """Fiscal years that a sheet of results was imported for."""
    return [row[0] for row in connection.execute("SELECT fiscal_year FROM reported_year ORDER BY 1")]


def vocabulary_fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the vocabularies that the catalogue was made with, "" in an empty one."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'vocabulary'").fetchone()
    return str(row["value"]) if row else ""
