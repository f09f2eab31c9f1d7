"""Whole tables handed out: the facts and the rows that every form of an export is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from toshigaikou_cli import __version__, clock
from toshigaikou_cli.catalogue.connection import SCHEMA_VERSION, catalogue_path, reading
from toshigaikou_cli.catalogue.reading import exported, frame
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.documenting import known_documents
from toshigaikou_cli.jobs.identity import project_of
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.exported import Dataset, ExportTable, Handed, SourceDocument
from toshigaikou_cli.vocabulary.tables import exported_table, exported_tables


@contextmanager
def handed(db: Path | None, licence: str = "", contributors: tuple[str, ...] = ()) -> Iterator[Handed]:
    """All that is handed out of a catalogue, as it stood in one moment: imports that go on meanwhile change nothing."""
    path = catalogue_path(db)
    with reading(path) as connection:
        connection.execute("BEGIN")
        yield Handed(
            _dataset(connection, path, licence, contributors),
            exported_tables(),
            partial(exported.typed, connection),
            partial(exported.written, connection),
            partial(exported.objects, connection),
        )


def table_named(name: str) -> ExportTable:
    """The table of a name. Raises UsageError where there is none."""
    table = exported_table(name)
    if table is None:
        known = [each.name for each in exported_tables()]
        raise UsageError(
            say("no such table: {name}", name=name), where="--table", hint=say("one of {known}", known=known)
        )
    return table


def _sources(connection: sqlite3.Connection, catalogue: Path) -> tuple[SourceDocument, ...]:
    """The documents in the order of import, with what is known of them."""
    kinds = exported.kinds(connection)
    return tuple(
        SourceDocument(
            each.name,
            kinds[each.sha256],
            each.sha256,
            *(each.facts.said(name) for name in ("title", "date", "publisher", "url", "licence")),
        )
        for each in known_documents(connection, catalogue)
    )


def _dataset(
    connection: sqlite3.Connection, catalogue: Path, licence: str, contributors: tuple[str, ...]
) -> Dataset:
    time = clock.given()
    created = time.isoformat() if time else exported.newest_import(connection)
    project = project_of(connection)
    government = frame.city(connection) or project
    return Dataset(
        project,
        government,
        _sources(connection, catalogue),
        exported.years(connection),
        created,
        __version__,
        SCHEMA_VERSION,
        frame.vocabulary_fingerprint(connection),
        licence,
        english_of(connection).get(government, ""),
        contributors,
    )
