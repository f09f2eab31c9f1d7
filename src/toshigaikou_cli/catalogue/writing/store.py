"""Writing: create the schema, open one transaction, insert rows. The schema itself is in ``models``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from toshigaikou_cli.catalogue.connection import (
    APPLICATION_ID,
    BUSY_SECONDS,
    SCHEMA_VERSION,
    check_is_catalogue,
    check_version,
    translated,
)
from toshigaikou_cli.catalogue.writing import models
from toshigaikou_cli.errors import CatalogueError

Rows = Iterable[Mapping[str, Any]]


@contextmanager
def writing(path: Path, *, any_version: bool = False) -> Iterator[sqlite3.Connection]:
    """One transaction on the catalogue at ``path``, made if it is not there: all of it is kept, or nothing.

    Raises CatalogueError where the file is busy, foreign, of another version (unless ``any_version``, which
    also leaves foreign keys unchecked so that tables can be dropped), or cannot be written.
    """
    if path.is_dir():
        raise CatalogueError("a folder, not a catalogue", where=str(path), hint="name a file with --db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueError(
            f"the folder of the catalogue cannot be made: {error.strerror}", where=str(path), hint="use --db"
        ) from error
    with translated(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            connection.execute(f"PRAGMA foreign_keys = {'OFF' if any_version else 'ON'}")
            connection.execute("BEGIN IMMEDIATE")
            if is_empty(connection):
                create_schema(connection)
            elif any_version:
                check_is_catalogue(connection, path)
            else:
                check_version(connection, path)
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()  # an open transaction is rolled back


@contextmanager
def scratch(copy_of: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A catalogue in memory, empty or a copy: what is written to it leaves nothing behind."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if copy_of and copy_of.exists() and copy_of.stat().st_size:
            with translated(copy_of):
                original = sqlite3.connect(f"{copy_of.absolute().as_uri()}?mode=rw", uri=True)
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
    finally:
        connection.close()


def is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def create_schema(connection: sqlite3.Connection) -> None:
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    views = (
        resources.files("toshigaikou_cli.catalogue.writing").joinpath("views.sql").read_text(encoding="utf-8")
    )
    for statement in views.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def drop_everything(connection: sqlite3.Connection) -> None:
    """Drop all views and tables, of whatever schema version; needs unchecked foreign keys."""
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for kind, name in sorted(found, reverse=True):  # views before tables
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} "{quoted}"')


def add(connection: sqlite3.Connection, model: type[SQLModel] | Table, rows: Rows) -> None:
    """Insert rows by executemany; the keys of the first row are the columns of all."""
    rows = list(rows)
    if rows:
        table: Table = model if isinstance(model, Table) else model.__table__  # type: ignore[attr-defined]
        connection.executemany(_insert_statement(table, tuple(rows[0])), rows)


def add_all(connection: sqlite3.Connection, rows: Mapping[str, Rows]) -> None:
    """Insert rows by the name of their table, each table after those that it refers to."""
    for name in sorted(rows, key=models.tables().index):
        add(connection, SQLModel.metadata.tables[name], rows[name])


def next_id(connection: sqlite3.Connection, model: type[SQLModel]) -> int:
    table: Table = model.__table__  # type: ignore[attr-defined]
    newest: int | None = connection.execute(f'SELECT max(id) FROM "{table.name}"').fetchone()[0]
    return (newest or 0) + 1


@cache
def _insert_statement(table: Table, columns: Sequence[str]) -> str:
    statement = insert(table).values(dict.fromkeys(columns))
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named"), column_keys=list(columns)))


__all__ = [
    "add",
    "add_all",
    "create_schema",
    "drop_everything",
    "is_empty",
    "models",
    "next_id",
    "scratch",
    "writing",
]
