"""A catalogue of any size, made directly: the packaged documents' achievements with all that hangs on them, over and over.

Texts, evidence, links and dates are as long and as many as real ones; ids and years are each copy's own.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.jobs import importing, preparing
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.vocabulary.loading import load_vocabulary

YEARS = 10
FIRST_YEAR = 2015
_OWN = {
    "achievement": {"id": "{key}", "fiscal_year": "c.year", "position": "x.position + c.number * 1000"},
    "achievement_bureau": {"achievement_id": "{key}"},
    "achievement_city": {"achievement_id": "{key}"},
    "link": {"achievement_id": "{key}"},
    "activity": {"id": "x.id + c.number * 1000", "achievement_id": "{key}"},
    "activity_city": {"id": "x.id + c.number * 1000", "activity_id": "x.activity_id + c.number * 1000"},
    "activity_date": {"id": "x.id + c.number * 1000", "activity_id": "x.activity_id + c.number * 1000"},
    "activity_quantity": {"id": "x.id + c.number * 1000", "activity_id": "x.activity_id + c.number * 1000"},
}
"""What differs from copy to copy, by table and column, as SQL over the row ``x`` and the copy ``c``."""


def save_packaged(connection: sqlite3.Connection) -> None:
    """The packaged strategy and sheet, into a new catalogue."""
    vocabulary = load_vocabulary()
    folder = default_project() / "documents"
    for name in ("strategy-2014.tsv", "achievements-h29.tsv"):
        data = (folder / name).read_bytes()
        importing.save(connection, preparing.prepare(data, name, vocabulary), vocabulary)


def build(path: Path, number: int) -> None:
    """The packaged strategy and ``number`` achievements or a few more, in ten fiscal years."""
    with store.writing(path) as connection:
        save_packaged(connection)
    with closing(sqlite3.connect(path)) as connection:
        own = connection.execute("SELECT count(*) FROM achievement").fetchone()[0]
        copies = [
            (each, FIRST_YEAR + each * YEARS * own // number) for each in range(1, -(-number // own) + 1)
        ]
        connection.execute("CREATE TEMP TABLE copy (number INTEGER, year INTEGER)")
        connection.executemany("INSERT INTO copy VALUES (?, ?)", copies)
        for table, columns in _OWN.items():
            _multiply(connection, table, columns)
        connection.execute("DELETE FROM achievement WHERE position < 1000")
        for table in ("achievement_bureau", "achievement_city", "link", "activity"):
            connection.execute(
                f"DELETE FROM {table} WHERE achievement_id NOT IN (SELECT id FROM achievement)"
            )
        for table in ("activity_city", "activity_date", "activity_quantity"):
            connection.execute(f"DELETE FROM {table} WHERE activity_id <= 1000")
        connection.execute("ANALYZE")
        connection.commit()


def _multiply(connection: sqlite3.Connection, table: str, own: dict[str, str]) -> None:
    key = "id" if table == "achievement" else "achievement_id"
    made = {
        column: text.format(key=f"c.year || substr(x.{key}, 5) || printf('%05x', c.number)")
        for column, text in own.items()
    }
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(made.get(column, f'x."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM copy c CROSS JOIN (SELECT * FROM {table}) x"
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
