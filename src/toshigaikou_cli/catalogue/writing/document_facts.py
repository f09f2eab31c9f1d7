"""The catalogue's copy of the facts about documents."""

from __future__ import annotations

import json
import sqlite3

from toshigaikou_cli.records.document_facts import DocumentsFile


def keep_facts(connection: sqlite3.Connection, key: str, given: DocumentsFile) -> None:
    """Keep facts under a key of ``meta``, in the place of those that stand there."""
    entries = [(each.name, each.sha256, each.facts.given()) for each in given.entries]
    value = json.dumps({"fingerprint": given.fingerprint, "entries": entries}, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
