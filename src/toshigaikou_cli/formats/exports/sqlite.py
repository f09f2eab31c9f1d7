"""A database of SQLite for people and for Datasette: keys that are followed, a full-text index, and views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from toshigaikou_cli.formats.exports.datasette import configuration, metadata
from toshigaikou_cli.formats.exports.delimited import row_parts
from toshigaikou_cli.formats.exports.ngrams import index_words
from toshigaikou_cli.formats.exports.questions import views
from toshigaikou_cli.records.exported import ColumnType, ExportColumn, ExportTable, Handed
from toshigaikou_cli.text.keys import match_key

NAME = "tgx.db"
_TYPES: Mapping[ColumnType, str] = {
    "text": "TEXT", "integer": "INTEGER", "year": "INTEGER", "number": "REAL", "decimal": "NUMERIC", "date": "TEXT",
    "datetime": "TEXT", "boolean": "INTEGER",
}  # fmt: skip


def write_database(handed: Handed, folder: Path) -> None:
    """Write the database, and what Datasette is to know of it."""
    keys = {table.name: table.key for table in handed.tables}
    connection = sqlite3.connect(folder / NAME, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in handed.tables:
            connection.execute(definition(table, keys))
            marks = ",".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', handed.typed(table))
        _index(connection, handed)
        connection.execute("COMMIT")
    finally:
        connection.close()
    (folder / "metadata.yaml").write_text(metadata(handed), encoding="utf-8", newline="\n")
    (folder / "datasette.yaml").write_text(configuration(handed), encoding="utf-8", newline="\n")


def definition(table: ExportTable, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The statement that makes a table; ``keys`` are those of the tables by name."""
    lines = [_column(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({_listed(table.key)})")
    lines += [
        f'FOREIGN KEY ({_listed(each.columns)}) REFERENCES "{each.table}" ({_listed(keys[each.table])})'
        for each in table.references
    ]
    body = ",\n  ".join(lines)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n)'


def _column(column: ExportColumn) -> str:
    needed = " NOT NULL" if column.required else ""
    among = ", ".join(f"'{word.value}'" for word in column.values)
    check = f' CHECK ("{column.name}" IN ({among}))' if among else ""
    return f'"{column.name}" {_TYPES[column.type]}{needed}{check}'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _index(connection: sqlite3.Connection, handed: Handed) -> None:
    """Indexes of what is followed and narrowed down, the views, and the texts that are searched."""
    for table in handed.tables:
        followed = dict.fromkeys(
            [*(each.columns for each in table.references), *((name,) for name in table.facets)]
        )
        for columns in followed:
            if table.key[: len(columns)] != columns:
                name = f"{table.name}_{'_'.join(columns)}"
                connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ({_listed(columns)})')
    for name, select in views():
        connection.execute(f'CREATE VIEW "{name}" AS{select}')
    connection.execute(
        "CREATE TABLE searched (kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT, key TEXT NOT NULL)"
    )
    for table in handed.tables:
        if table.searched:
            _index_texts(connection, table.name, table.searched)
    connection.execute("ANALYZE")


def _index_texts(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    connection.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5 (words, content='')")
    rows = connection.execute(f"SELECT rowid, id, {_listed(columns)} FROM {table} ORDER BY rowid")
    for part in row_parts(_texts(rows)):
        connection.executemany(
            f"INSERT INTO {table}_fts (rowid, words) VALUES (?, ?)",
            [(row, index_words(text)) for row, _, text in part],
        )
        connection.executemany(
            "INSERT INTO searched VALUES (?, ?, ?, ?)",
            [(table, key, text, match_key(text)) for _, key, text in part],
        )


def _texts(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, object, str]]:
    return ((row, key, "\n".join(str(text) for text in texts if text)) for row, key, *texts in rows)
