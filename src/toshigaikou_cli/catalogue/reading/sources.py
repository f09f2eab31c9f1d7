"""Where a record stands: its document, its place, its cells as they were read beside the normalized ones."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.reading.finding import Found
from toshigaikou_cli.catalogue.reading.frame import SOURCE, source_of
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.records.ids import code_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import CellRow, SourcedRow, TableSource


class KeptPage(NamedTuple):
    """The document of a record and the part of it to draw: a page and a box on it (None: not known)."""

    name: str
    format: str
    content: bytes
    page: int | None
    bbox: tuple[float, float, float, float] | None


def source(connection: sqlite3.Connection, found: Found) -> SourcedRow:
    """The source of a measure or an achievement, with its cells."""
    row = _row(connection, found)
    if found.thing == "measure":
        bureaus = connection.execute(
            "SELECT text, role FROM measure_bureau WHERE measure_id = ? ORDER BY position", (row["id"],)
        ).fetchall()
        listed = "、".join(b["text"] if b["role"] == "lead" else f"({b['text']})" for b in bureaus)
        kept = {
            "number": row["code"],
            "title": row["title"],
            "overview": row["overview"],
            "bureaus": listed,
        }
    else:
        kept = {
            "field": row["field"],
            "bureau": row["bureau_text"],
            "item": row["item"],
            row["kind"]: row["result"],
        }
    raw: list[CellRow] = json.loads(row["cells"])
    for cell in raw:
        cell["normalized"] = kept.get(cell["column"])
    place: TableSource = {**source_of(row), "table": row["table_number"], "table_row": row["row"]}
    return {"id": _shown_id(connection, found), "source": place, "cells": raw}


def kept_page(connection: sqlite3.Connection, found: Found) -> KeptPage:
    """The bytes of a record's document and the place to draw."""
    row = _row(connection, found)
    document = connection.execute(
        "SELECT name, format, content FROM document WHERE id = ?", (row["document_id"],)
    ).fetchone()
    box = source_of(row)["bbox"]
    return KeptPage(
        document["name"],
        document["format"],
        zlib.decompress(document["content"]),
        row["page"],
        (box[0], box[1], box[2], box[3]) if box else None,
    )


def _shown_id(connection: sqlite3.Connection, found: Found) -> str:
    """What a record is called: a measure by its code, with its strategy where there are several."""
    key = str(found.keys[0])
    return code_of(key) if found.thing == "measure" and len(periods(connection)) < 2 else key


def _row(connection: sqlite3.Connection, found: Found) -> sqlite3.Row:
    table = "measure" if found.thing == "measure" else "achievement"
    row: sqlite3.Row = connection.execute(
        f"SELECT x.*, {SOURCE} FROM {table} x JOIN document d ON d.id = x.document_id WHERE x.id = ?",
        found.keys,
    ).fetchone()
    return row
