"""Documents read, taken apart and linked without a catalogue on disk: values in, values out, and nothing remembered.

Each step lays a document on a :class:`Basis`, a catalogue in memory, by the functions of an import. So the tables are those
that ``tgx import`` and ``tgx export`` give. All values can be pickled.

Errors are TgxErrors: ReadError for bytes that cannot be read, ParseError for a document without records, VocabularyError and
UsageError for a project that cannot be loaded; UsageError, too, where a document is of another government than the project.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading import exported
from toshigaikou_cli.catalogue.reading.filters import read_year
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs import identity, importing, preparing
from toshigaikou_cli.jobs.import_options import ImportOptions
from toshigaikou_cli.jobs.naming import current_vocabulary
from toshigaikou_cli.jobs.relinking import rules_in
from toshigaikou_cli.jobs.ruling import rules
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import Reading
from toshigaikou_cli.records.documents import ParsedDocument, StrategyDocument
from toshigaikou_cli.records.exported import ColumnType, ExportRow, ExportTable
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.settings import find_settings
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.tables import exported_tables

TypedValue = str | int | float | bool | date | datetime | Decimal | None
"""A value of a table, as ``docs/data-dictionary.md`` says its type."""
TypedTables = Mapping[str, tuple[Mapping[str, TypedValue], ...]]
"""The rows of each table of the data dictionary, by its name."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTED = ("findings",)
"""Tables whose first column counts the rows of all documents; here it counts those of one."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as its reader gives it; ``imported_at`` is the time that its table says."""

    name: str
    data: bytes
    reading: Reading
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Records:
    """What a document says: as it was parsed, and as tables, with names resolved and nothing linked."""

    prepared: preparing.Prepared
    tables: TypedTables

    @property
    def document(self) -> ParsedDocument:
        """The records as they were parsed: raw cells and places."""
        return self.prepared.document


@dataclass(frozen=True, slots=True)
class Links:
    """The tables of a document with its links; ``tables["links"]`` are these."""

    tables: TypedTables


@dataclass(frozen=True, slots=True)
class Basis:
    """What documents are laid on: a project's words, and the bytes of a catalogue of its registers and strategies."""

    vocabulary: Vocabulary
    catalogue: bytes

    @property
    def name(self) -> str:
        """Whose documents these are, as the catalogue says; "" where nobody says so yet."""
        with store.opened(self.catalogue) as connection:
            return identity.project_of(connection)

    @property
    def tables(self) -> TypedTables:
        """The tables of the registers and strategies."""
        with store.opened(self.catalogue) as connection:
            return _typed(_rows(connection))


def project(folder: str | PathLike[str] | None = None) -> Basis:
    """The words and rules of a project, loaded once: that of a folder, by default the one that commands would work on here.

    The only function here that reads files. Raises UsageError where the folder has no project, VocabularyError where a file
    of it is broken.
    """
    if folder is None:
        words = current_vocabulary()
    else:
        own = projects.named_project(Path(folder))
        aliases = find_settings(own.folder).aliases or own.folder / "aliases.yaml"
        words = load_vocabulary(alias_file=aliases, project=own)
    rules_of = rules_in(words)
    for known in words.project.strategies:
        rules(rules_of(known.id))  # read now, so that a broken file is told here
    with store.scratch() as connection:
        importing.add_registers(connection, identity.vocabulary_of(connection, words))
        return Basis(words, store.image(connection))


def read(data: bytes, name: str, *, imported_at: datetime = _BEGINNING) -> ReadDocument:
    """Read a document; its name tells errors and tables apart, never how it is read. Raises ReadError."""
    return ReadDocument(name, data, preparing.read(data, name), imported_at)


def records_of(
    document: ReadDocument, project: Basis, *, kind: DocumentKind | None = None, year: str | int | None = None
) -> Records:
    """What a document says, by a project's words; ``kind`` and ``year`` as of ``tgx import``.

    Raises ParseError or UsageError, each naming the document and the place.
    """
    options = ImportOptions(kind=kind, year=None if year is None else read_year(str(year)))
    prepared = preparing.parsed(document.reading, document.data, document.name, project.vocabulary, options)
    time = document.imported_at.astimezone(UTC).isoformat(timespec="seconds")
    prepared = preparing.resolved(replace(prepared, imported_at=time), project.vocabulary)
    with _laid(prepared, project) as (_, rows):
        return Records(prepared, _typed(rows))


def strategy(records: Records, project: Basis, *, id: str = "", years: str = "") -> Basis:
    """A project with a strategy (beside those that it has): what documents are linked to; ``id`` and ``years`` (in force,
    ``2014-2020``) as of ``tgx import``. Raises UsageError for the records of another document."""
    if not isinstance(records.document, StrategyDocument):
        raise UsageError(
            say("no strategy"), where=records.prepared.name, hint=say("give its records to link")
        )
    named = replace(records.prepared.options, strategy=id, years=years)
    with _laid(replace(records.prepared, options=named), project) as (connection, _):
        return Basis(project.vocabulary, store.image(connection))


def link(records: Records, strategy: Basis) -> Links:
    """The links of a document's achievements to the measures of the strategies in force, as the rules give them: judgements
    are a catalogue's. Raises UsageError where there is no strategy, or for the records of one."""
    if isinstance(records.document, StrategyDocument):
        what = say("a strategy is not linked to one")
        raise UsageError(what, where=records.prepared.name, hint=say("give the records of a sheet"))
    with _laid(records.prepared, strategy) as (connection, rows):
        if not periods(connection):
            raise UsageError(
                say("no strategy to link to"),
                hint=say("tgx.strategy gives one"),
            )
        return Links(_typed(rows))


@contextmanager
def _laid(
    prepared: preparing.Prepared, basis: Basis
) -> Iterator[tuple[sqlite3.Connection, dict[str, list[ExportRow]]]]:
    """A copy of the basis's catalogue with a document in it, and the rows that this brings.

    Raises UsageError where the document was taken apart by other words than the basis's.
    """
    made = prepared.resolved
    if made and made.vocabulary != basis.vocabulary.fingerprint:
        raise UsageError(say("these records were made with another project"), where=prepared.name)
    with store.opened(basis.catalogue) as connection:
        before = {name: set(rows) for name, rows in _rows(connection).items()}
        importing.save(connection, prepared, basis.vocabulary)
        after = _rows(connection).items()
        yield connection, {name: [row for row in rows if row not in before[name]] for name, rows in after}


def _rows(connection: sqlite3.Connection) -> dict[str, list[ExportRow]]:
    """The rows of all tables of a catalogue, without numbers that only count the whole of it."""
    return {table.name: _of_table(connection, table) for table in exported_tables()}


def _of_table(connection: sqlite3.Connection, table: ExportTable) -> list[ExportRow]:
    rows = exported.typed(connection, table)
    return [(None, *row[1:]) for row in rows] if table.name in _COUNTED else list(rows)


def _typed(rows: Mapping[str, list[ExportRow]]) -> TypedTables:
    return {table.name: tuple(_typed_rows(table, rows[table.name])) for table in exported_tables()}


def _typed_rows(table: ExportTable, rows: Iterable[ExportRow]) -> Iterator[dict[str, TypedValue]]:
    types = [_TYPES.get(column.type) for column in table.columns]
    for number, row in enumerate(rows, start=1):
        whole = (number, *row[1:]) if table.name in _COUNTED else row
        values = (
            value if made is None or value is None else made(value)
            for made, value in zip(types, whole, strict=True)
        )
        yield dict(zip(table.names, values, strict=True))


_TYPES: Mapping[ColumnType, Callable[[Any], TypedValue]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "decimal": Decimal,
    "boolean": bool,
}
"""What makes the value of a column of what the catalogue keeps, where that is not the value itself."""
