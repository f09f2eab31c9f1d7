"""Writing: create the schema, open one transaction, insert rows.

The tables are defined in ``models`` and made by ``schema.sql``, which is generated from them: no command waits for
sqlmodel to load.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toshigaikou_cli.catalogue.connection import (
    APPLICATION_ID,
    BUSY_SECONDS,
    SCHEMA_VERSION,
    check_is_catalogue,
    check_version,
    is_missing,
    refuse_another_projects,
    refuse_newer,
    refuse_other_kinds,
    translated,
    uri,
)
from toshigaikou_cli.errors import CatalogueError, system_words
from toshigaikou_cli.messages import say

Rows = Iterable[Mapping[str, Any]]

SCRATCH_BYTES = 32 << 20
"""A catalogue that is not kept has so much memory."""
_MEMORY, _SCRATCH = ":memory:", ""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
"""In the order in which they were made: each after those that it refers to."""


@contextmanager
def writing(path: Path, *, any_version: bool = False) -> Iterator[sqlite3.Connection]:
    """One transaction on the catalogue at ``path``, made if it is not there: all of it is kept, or nothing.

    Raises CatalogueError where the file is busy, foreign, damaged, of another version (unless ``any_version``, which
    takes an older one), or cannot be written.
    """
    refuse_other_kinds(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueError(
            say("the folder of the catalogue cannot be made: {what}", what=system_words(error, lower=False)),
            where=str(path),
            hint=say("use --db"),
        ) from error
    with translated(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            if is_empty(connection):
                create_schema(connection)
            elif any_version:
                check_is_catalogue(connection, path)
                refuse_newer(connection, path)
            else:
                check_version(connection, path)
            refuse_another_projects(connection, path)
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()  # an open transaction is rolled back


@contextmanager
def scratch(copy_of: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A catalogue that is gone when it is closed, empty or a copy.

    It is in memory up to ``SCRATCH_BYTES``; beyond, SQLite puts pages of it into a temporary file of its own, which no other
    program can name. Raises CatalogueError where that disk is full.
    """
    connection = sqlite3.connect(_SCRATCH if _can_spill() else _MEMORY, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute(f"PRAGMA cache_size = {-SCRATCH_BYTES // 1024}")
        connection.execute("PRAGMA journal_mode = MEMORY")
        if copy_of and not is_missing(copy_of):
            with translated(copy_of):
                original = sqlite3.connect(uri(copy_of.absolute()), uri=True)
                try:
                    check_version(original, copy_of)
                    original.backup(connection)
                finally:
                    original.close()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        if is_empty(connection):
            create_schema(connection)
        yield connection
    except sqlite3.OperationalError as error:
        if "full" not in str(error) and "disk I/O" not in str(error):
            raise
        what = say("the temporary folder cannot be written: {message}", message=str(error))
        raise CatalogueError(what, where=tempfile.gettempdir(), hint=say("check the disk")) from error
    finally:
        connection.close()


def _can_spill() -> bool:
    """Whether there is a folder for temporary files; without one, all of a scratch catalogue stays in memory."""
    try:
        return bool(tempfile.gettempdir())
    except FileNotFoundError:
        return False


@contextmanager
def opened(image: bytes) -> Iterator[sqlite3.Connection]:
    """A catalogue in memory from the bytes of one: what is written to it leaves nothing behind."""
    connection = sqlite3.connect(_MEMORY, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.deserialize(image)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def image(connection: sqlite3.Connection) -> bytes:
    """The bytes of a catalogue in memory; its transaction is ended."""
    connection.execute("COMMIT")
    return connection.serialize()


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One step within a transaction: all of it is kept, or nothing."""
    connection.execute("SAVEPOINT step")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK TO step")
        raise
    finally:
        connection.execute("RELEASE step")


def is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def create_schema(connection: sqlite3.Connection) -> None:
    # one by one: executescript would commit what the transaction holds so far
    for name in ("schema.sql", "views.sql"):
        for statement in _statements(name):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]


def clear(connection: sqlite3.Connection) -> None:
    """Empty every table, each before those that it refers to: the other way round than they were made."""
    for (name,) in reversed(connection.execute(_TABLES).fetchall()):
        connection.execute(f"DELETE FROM {_quoted(name)}")


def drop_everything(connection: sqlite3.Connection) -> None:
    """Drop all views and tables, of whatever schema version; emptied first, since a table that others refer to is not
    dropped with its rows."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.execute(f"DROP VIEW {_quoted(name)}")
    clear(connection)
    for (name,) in reversed(connection.execute(_TABLES).fetchall()):
        connection.execute(f"DROP TABLE {_quoted(name)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def add(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    """Insert rows by executemany; the keys of the first row are the columns of all."""
    rows = list(rows)
    if rows:
        connection.executemany(_insert_statement(table, rows[0].keys()), rows)


def add_all(connection: sqlite3.Connection, rows: Mapping[str, Rows]) -> None:
    """Insert rows by the name of their table, each table after those that it refers to."""
    for name in _after_referred(connection, rows):
        add(connection, name, rows[name])


def add_packed(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    moved: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Insert rows that have a value for each of ``columns``; by how much to move the numbers of a column, ``moved`` says."""
    names = ", ".join(map(_quoted, columns))
    places = ", ".join(f"? + {moved[name]:d}" if name in moved else "?" for name in columns)
    connection.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({places})", rows)


def add_all_packed(
    connection: sqlite3.Connection,
    rows: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]],
    moved: Mapping[str, Mapping[str, int]],
) -> None:
    """Insert rows by the name of their table, each table after those that it refers to; ``moved`` by table and column."""
    for name in _after_referred(connection, rows):
        add_packed(connection, name, *rows[name], moved.get(name, {}))


def _after_referred(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    made = [name for (name,) in connection.execute(_TABLES)]
    return sorted(names, key=made.index)


def next_id(connection: sqlite3.Connection, table: str) -> int:
    newest: int | None = connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0]
    return (newest or 0) + 1


def _insert_statement(table: str, columns: Collection[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(f":{name}" for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({places})'
