"""The copy that a catalogue has of the facts about documents: those of the packaged ones, and those of the user's file."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from toshigaikou_cli.records.document_facts import DocumentEntry, DocumentFacts, DocumentsFile

PACKAGED, OWN = "packaged_documents", "documents"
"""Keys in the table ``meta``."""


class DocumentNamed(NamedTuple):
    """A document of the catalogue, and what it says of itself; ``title`` and ``published`` may be ""."""

    name: str
    sha256: str
    title: str
    published: str


def kept_facts(connection: sqlite3.Connection, key: str) -> DocumentsFile | None:
    """What was kept under a key, None where nothing was."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    kept = json.loads(row[0])
    entries = (DocumentEntry(name, sha256, DocumentFacts(**facts)) for name, sha256, facts in kept["entries"])
    return DocumentsFile(tuple(entries), kept["fingerprint"])


def documents_named(connection: sqlite3.Connection) -> list[DocumentNamed]:
    """The documents in the order of import."""
    rows = connection.execute(
        "SELECT name, sha256, coalesce(title, ''), coalesce(published, '') FROM document ORDER BY id"
    )
    return [DocumentNamed(*row) for row in rows]
