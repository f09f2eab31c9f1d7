"""In what state a catalogue is, and what of a damaged one can still be read."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from toshigaikou_cli.catalogue.connection import (
    SCHEMA_VERSION,
    check_version,
    has_our_header,
    is_missing,
    reading,
    refuse_other_kinds,
)
from toshigaikou_cli.errors import CatalogueError, DamagedError
from toshigaikou_cli.messages import say

State = Literal["missing", "foreign", "damaged", "older", "newer", "current"]
_MOST_IDS = 100_000
"""Of documents that are looked for one by one, whatever a damaged table says."""


class FoundDocument(NamedTuple):
    """A kept document: ``content`` are its bytes, None where they cannot be read as they were imported."""

    id: int
    name: str
    content: bytes | None
    options: str = ""
    imported_at: str = ""


class CataloguePart(NamedTuple):
    """A table or a kept document, and whether all of it can be read."""

    name: str
    readable: bool


class Damage(NamedTuple):
    """What is wrong with a catalogue, and what of it can be read."""

    what: str
    tables: tuple[CataloguePart, ...] = ()
    documents: tuple[CataloguePart, ...] = ()


class Condition(NamedTuple):
    """The state of a catalogue, what is wrong with it, and where it is damaged."""

    state: State
    problem: str = ""
    damage: Damage | None = None


def condition(path: Path) -> Condition:
    """The state of a catalogue; all of it is looked at. Raises CatalogueError where it cannot be opened, or is busy."""
    try:
        refuse_other_kinds(path)
        if is_missing(path):
            return Condition("missing", say("no catalogue (tgx import FILE makes one, tgx demo shows one)"))
        with reading(path, any_version=True) as connection:
            if damage := _damage(connection):
                hint = say("tgx rebuild --salvage makes a new one of the documents that can be read")
                return Condition(
                    "damaged",
                    say("the catalogue is damaged: {what} ({hint})", what=damage.what, hint=hint),
                    damage,
                )
            return _aged(connection, path)
    except DamagedError as error:
        return Condition(
            "damaged", say("{what} (nothing of it can be read)", what=error.what), Damage(error.what)
        )
    except CatalogueError as error:
        if has_our_header(path):
            raise
        return Condition("foreign", say("{what} ({hint})", what=error.what, hint=error.hint))


def _aged(connection: sqlite3.Connection, path: Path) -> Condition:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    try:
        check_version(connection, path)
    except CatalogueError as error:
        return Condition(
            "newer" if version > SCHEMA_VERSION else "older",
            say("{what} ({hint})", what=error.what, hint=error.hint),
        )
    return Condition("current")


def _damage(connection: sqlite3.Connection) -> Damage | None:
    what = ""
    try:
        what = connection.execute("PRAGMA quick_check(1)").fetchone()[0].splitlines()[-1]
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
    except sqlite3.DatabaseError as error:
        what, tables = str(error), []
    documents = tuple(
        CataloguePart(each.name, each.content is not None) for each in found_documents(connection)
    )
    if what == "ok" and "document" in tables and all(each.readable for each in documents):
        return None
    if what == "ok":
        what = (
            say("a kept document is not as it was imported")
            if "document" in tables
            else say("no table of documents")
        )
    return Damage(
        what, tuple(CataloguePart(name, _is_readable(connection, name)) for name in tables), documents
    )


def _is_readable(connection: sqlite3.Connection, table: str) -> bool:
    quoted = table.replace('"', '""')
    try:
        for _ in connection.execute(f'SELECT * FROM "{quoted}"'):
            pass
    except sqlite3.Error:
        return False
    return True


def found_documents(connection: sqlite3.Connection) -> Iterator[FoundDocument]:
    """The kept documents, each looked for by itself, in the order of their import."""
    known = _ids(connection)
    for key in sorted(known | set(range(1, min(max(known, default=0), _MOST_IDS)))):
        found = _found(connection, key)
        if found:
            yield found


def _ids(connection: sqlite3.Connection) -> set[int]:
    """The ids of documents, read from both ends of the table."""
    ids = set()
    for order in ("", " DESC"):
        try:
            ids |= {row[0] for row in connection.execute(f"SELECT id FROM document ORDER BY id{order}")}
        except sqlite3.DatabaseError:
            continue
    return ids


def _found(connection: sqlite3.Connection, key: int) -> FoundDocument | None:
    """A document by its id; None where there is none."""
    from hashlib import sha256  # it loads OpenSSL

    condition = "FROM document WHERE id = ?"
    try:
        row = connection.execute(
            f"SELECT name, content, options, imported_at, sha256 {condition}", (key,)
        ).fetchone()
        if row is None:
            return None
        name, kept, options, imported_at, digest = row
        content = zlib.decompress(kept)
        return FoundDocument(
            key, name, content if sha256(content).hexdigest() == digest else None, options, imported_at
        )
    except (sqlite3.Error, zlib.error, TypeError, ValueError):
        pass
    try:
        name = connection.execute(f"SELECT name {condition}", (key,)).fetchone()[0]
    except (sqlite3.Error, TypeError, ValueError):
        name = None
    return FoundDocument(key, str(name or f"document {key}"), None)
