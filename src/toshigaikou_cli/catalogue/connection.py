"""Where the catalogue is, and how it is opened for reading. Loads nothing but sqlite3."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toshigaikou_cli.errors import CatalogueError

APPLICATION_ID = 0x74677821
"""In the file's header (``tgx!``), so that no other SQLite file is taken for a catalogue."""
SCHEMA_VERSION = 5
BUSY_SECONDS = 10.0


def default_path() -> Path:
    """The catalogue in the user's data folder (platformdirs)."""
    from platformdirs import user_data_path

    return user_data_path("tgx", appauthor=False) / "catalogue.sqlite"


def catalogue_path(given: Path | None) -> Path:
    """The catalogue to use: the given one, else ``TGX_DB``, else the default one."""
    if given:
        return given
    from_environment = os.environ.get("TGX_DB")
    return Path(from_environment) if from_environment else default_path()


def judgement_path(given: Path | None, catalogue: Path) -> Path:
    """The file of judgements: the given one, else ``TGX_JUDGEMENTS``, else ``<catalogue>.judgements.yaml`` beside it."""
    if given:
        return given
    from_environment = os.environ.get("TGX_JUDGEMENTS")
    if from_environment:
        return Path(from_environment)
    return catalogue.with_name(f"{catalogue.stem}.judgements.yaml")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. Raises CatalogueError where there is no catalogue of this version."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        raise CatalogueError(
            "no catalogue", where=str(path), hint="tgx import FILE makes one, tgx demo shows one"
        )
    with translated(path):
        # mode=rw, not ro: after a killed import, the first reader must roll its journal back.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA query_only = ON")
            check_version(connection, path)
            connection.row_factory = sqlite3.Row
            yield connection
        finally:
            connection.close()


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueError unless the file is a catalogue of this schema version."""
    check_is_catalogue(connection, path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise CatalogueError(
            f"a catalogue of schema {version}, this tgx has schema {SCHEMA_VERSION}",
            where=str(path),
            hint="tgx rebuild makes it anew from the documents it keeps",
        )


def check_is_catalogue(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CatalogueError("not a catalogue of tgx", where=str(path), hint="name another file with --db")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into CatalogueError; other errors pass."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            what, hint = "the catalogue is busy: another tgx is writing", "try again when it has finished"
        elif "readonly" in message or "read-only" in message:
            what, hint = "no permission to write the catalogue", "check the file and its folder, or use --db"
        elif "unable to open" in message:
            what, hint = "the catalogue cannot be opened", "check the path and its permissions"
        elif "full" in message or "disk I/O" in message:
            what, hint = f"the catalogue cannot be written: {message}", "check the disk"
        else:
            raise
        raise CatalogueError(what, where=str(path), hint=hint) from error
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError and (
            "not a database" in str(error) or "malformed" in str(error)
        ):
            raise CatalogueError(
                "not a catalogue of tgx", where=str(path), hint="name another file with --db"
            ) from error
        raise
