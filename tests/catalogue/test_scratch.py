"""A catalogue that is gone when it is closed."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.errors import CatalogueError

FILL = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
    " INSERT INTO filling SELECT printf('%d', i) || hex(zeroblob(500)) FROM n"
)


def filled(connection: sqlite3.Connection) -> int:
    """The rows of a table of 3 MB, after a step of 3 MB more that is taken back."""
    connection.execute("CREATE TABLE filling (text TEXT)")
    connection.execute(FILL)
    with suppress(ZeroDivisionError), store.whole(connection):
        connection.execute(FILL)
        raise ZeroDivisionError
    return int(connection.execute("SELECT count(*) FROM filling").fetchone()[0])


@pytest.mark.parametrize("room", [1 << 16, store.SCRATCH_BYTES])
def test_more_than_its_memory_goes_into_a_temporary_file(
    room: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(store, "SCRATCH_BYTES", room)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with store.scratch() as connection:
        assert filled(connection) == 3000
        image = store.image(connection)
    assert list(tmp_path.iterdir()) == []
    with store.opened(image) as connection:
        assert connection.execute("SELECT count(*) FROM filling").fetchone()[0] == 3000


def test_without_a_folder_for_temporary_files_all_of_it_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    with store.scratch() as connection:
        assert filled(connection) == 3000


def on_a_small_disk() -> None:
    with store.scratch() as connection:
        connection.execute("PRAGMA max_page_count = 400")
        filled(connection)


def test_a_full_disk_is_said_with_its_folder() -> None:
    with pytest.raises(CatalogueError, match="the temporary folder cannot be written") as raised:
        on_a_small_disk()
    assert raised.value.where == tempfile.gettempdir()


def test_another_error_of_sqlite_is_no_full_disk() -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.scratch() as connection:
        connection.execute("SELECT 1 FROM absent")
