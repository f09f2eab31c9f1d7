"""Of which project a catalogue is."""

from __future__ import annotations

import sqlite3


def project_mark(connection: sqlite3.Connection) -> str | None:
    """The mark of the project that a catalogue was made in, "" for none; None where nothing says so."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = 'project'").fetchone()
    return str(row[0]) if row else None
