"""The SELECTs that most commands need: the strategy, its goals, areas and targets, and what was imported."""

from __future__ import annotations

import sqlite3
from typing import Any

Record = dict[str, Any]

SOURCE = "d.name AS d_name, d.sha256 AS d_sha256"
"""The columns of a joined document that :func:`source_of` needs."""


def source_of(row: sqlite3.Row) -> Record:
    """Where a record stands: needs the columns of a table joined with its document as ``d_name``, ``d_sha256``."""
    box = [float(value) for value in row["bbox"].split(",")] if row["bbox"] else None
    return {
        "document": row["d_name"],
        "sha256": row["d_sha256"],
        "page": row["page"],
        "line": row["line"],
        "row": row["row"] if row["line"] is None else None,
        "bbox": box,
    }


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
