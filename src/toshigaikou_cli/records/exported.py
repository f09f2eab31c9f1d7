"""The tables that tgx hands out, as data: what each form of an export, and the data dictionary, are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

ColumnType = Literal["text", "integer", "year", "number", "decimal", "date", "datetime", "boolean"]
"""``year`` is a fiscal year as an integer, ``number`` a binary floating-point number, ``decimal`` an exact one; dates are
ISO 8601."""
ExportValue = str | int | float | None
"""A value as the catalogue gives it: dates and exact numbers are texts, truth is 0 or 1."""


class TwoTongues(NamedTuple):
    """The same in English and in Japanese."""

    en: str
    ja: str


class Origin(NamedTuple):
    """Where a column comes from, and how sure it is."""

    key: str
    words: TwoTongues
    sure: TwoTongues


class ValueWord(NamedTuple):
    """A word that a column may hold, and what it means."""

    value: str
    words: TwoTongues


class ExportColumn(NamedTuple):
    """``title`` is the column's name for people (Japanese), ``words`` what it means; ``refers`` is the table whose key it
    holds, "" for none; a ``required`` column is never empty."""

    name: str
    type: ColumnType
    title: str
    words: TwoTongues
    origin: Origin
    unit: str = ""
    values: tuple[ValueWord, ...] = ()
    refers: str = ""
    required: bool = False


class Reference(NamedTuple):
    """Columns that hold the key of another table."""

    columns: tuple[str, ...]
    table: str


_FROM_WHOLE = ("achievement", "fiscal_year", "measure")
"""What parts have of their whole beside its key."""


class ExportTable(NamedTuple):
    """``key`` are the columns that name a row, none where nothing does; ``nests`` are the tables of its parts. ``label`` is
    the column that people know a row by ("" for none), ``facets`` are those by which one narrows it down, ``searched``
    those in whose text one searches."""

    name: str
    title: str
    words: TwoTongues
    columns: tuple[ExportColumn, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    nests: tuple[str, ...] = ()
    label: str = ""
    facets: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def key_of(self, whole: ExportTable) -> tuple[str, ...]:
        """The columns that hold the key of what a row is a part of."""
        return next(each.columns for each in self.references if each.table == whole.name)

    def names_within(self, whole: ExportTable) -> tuple[str, ...]:
        """The columns that a row has where it stands within what it is a part of: not those that its whole has."""
        had = {*self.key_of(whole), *(name for name in _FROM_WHOLE if name in whole.names)}
        return tuple(name for name in self.names if name not in had)

    def column(self, name: str) -> ExportColumn:
        """The column of a name, which must be there."""
        return next(column for column in self.columns if column.name == name)


ExportRow = tuple[ExportValue, ...]
"""The values of a row in the order of its table's columns."""
RowsOf = Callable[[ExportTable], Iterator[ExportRow]]
"""The rows of a table, read while they are taken, in the order of its key."""


class SourceDocument(NamedTuple):
    """A document that an export stands on, with what is known of it; "" for what is not."""

    name: str
    kind: str
    sha256: str
    title: str
    published: str
    publisher: str
    address: str
    licence: str


class Dataset(NamedTuple):
    """What is said of an export as a whole.

    ``project`` tells exports of several governments apart, ``government`` is whose documents these are, for people,
    ``government_en`` the same in English ("" for nobody known); ``vocabulary`` is the fingerprint of the vocabularies.
    ``created`` is an ISO time that follows from the catalogue, or the one that is set. ``licence`` is an SPDX id, "" where
    nobody named one.
    """

    project: str
    government: str
    sources: tuple[SourceDocument, ...]
    years: tuple[int, ...]
    created: str
    tgx: str
    schema: int
    vocabulary: str
    licence: str = ""
    government_en: str = ""
    contributors: tuple[str, ...] = ()


class TableFile(NamedTuple):
    """A table as it was written into a file of an export: its path there, its rows, bytes and SHA-256."""

    table: ExportTable
    path: str
    rows: int
    size: int
    sha256: str


class Handed(NamedTuple):
    """A catalogue as it is handed out: its tables, each after those that it refers to, and their rows.

    ``typed`` gives the values as they are kept, ``written`` truth as ``true`` and ``false``, ``objects`` JSON objects.
    """

    dataset: Dataset
    tables: tuple[ExportTable, ...]
    typed: RowsOf
    written: RowsOf
    objects: Callable[[ExportTable], Iterator[str]]
