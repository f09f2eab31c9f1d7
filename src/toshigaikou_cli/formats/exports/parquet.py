"""Tables as Parquet, by project and fiscal year: ``activities/project=東京都/fiscal_year=2017/part-0.parquet``.

pyarrow (Apache-2.0) is the optional extra ``parquet``. A table that has parts holds them as lists, too; rows are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.exports.words import about, subject
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.exported import (
    Dataset,
    ExportColumn,
    ExportRow,
    ExportTable,
    ExportValue,
    Handed,
)

if TYPE_CHECKING:
    import pyarrow as pa

_YEAR = "fiscal_year"
_ROWS = 1000
"""Rows of a table that are Python's values at once, with their parts."""
_GROUP = 8 * 2**20
"""Bytes of a table's typed rows from which they are written, as a row group."""
_NO_PROJECT = "__HIVE_DEFAULT_PARTITION__"
_KEPT = {"date": "string", "datetime": "string", "decimal": "string", "boolean": "int8"}
"""What values are before they are what they should be."""
DECIMAL = (38, 12)
"""Digits of exact numbers, and how many of them are after the point."""


def write_parquet(handed: Handed, folder: Path) -> None:
    """Write all tables. Raises UsageError where pyarrow is not there, or cannot hold a value."""
    try:
        import pyarrow  # noqa: F401 - asked for here, so that it is told in one place
    except ImportError as error:
        hint = say("pip install 'toshigaikou-cli[parquet]'")
        raise UsageError(say("Parquet needs pyarrow"), where="--format parquet", hint=hint) from error
    tables = {table.name: table for table in handed.tables}
    parts = {name for table in handed.tables for name in table.nests}
    for table in handed.tables:
        if table.name not in parts:
            with _Writers(folder, handed.dataset) as files:
                _write_family(_family(table, tables, handed), files)


def is_by_year(table: ExportTable) -> bool:
    """Whether the files of a table stand by fiscal year."""
    return any(column.name == _YEAR and column.required for column in table.columns)


# ---------------------------------------------------------------- schemas


def schema_of(table: ExportTable, tables: Mapping[str, ExportTable], dataset: Dataset) -> pa.Schema:
    """The schema of a table's files: the project, and a fiscal year that they stand by, are in their path."""
    import pyarrow as pa

    said = {
        "title": table.title,
        "description": table.words.en,
        "description_ja": table.words.ja,
        "dataset": subject(dataset).en,
        "about": about(dataset).en,
        "tgx": dataset.tgx,
        "vocabularies": dataset.vocabulary,
        "licence": dataset.licence,
    }
    fields = [field for field in _fields(table, tables) if not (field.name == _YEAR and is_by_year(table))]
    return pa.schema(fields, metadata={key: value for key, value in said.items() if value})


def _fields(table: ExportTable, tables: Mapping[str, ExportTable]) -> list[pa.Field]:
    import pyarrow as pa

    nested = [pa.field(name, _list_of(_inner(tables[name], table, tables))) for name in table.nests]
    return [*map(_field, table.columns), *nested]


def _field(column: ExportColumn) -> pa.Field:
    import pyarrow as pa

    said = {
        "title": column.title,
        "description": column.words.en,
        "description_ja": column.words.ja,
        "source": column.origin.words.en,
        "certainty": column.origin.sure.en,
        "unit": column.unit,
        "values": ", ".join(f"{word.value}: {word.words.en}" for word in column.values),
    }
    metadata = {key: value for key, value in said.items() if value}
    return pa.field(column.name, _type(column), nullable=not column.required, metadata=metadata)


def _type(column: ExportColumn) -> pa.DataType:
    import pyarrow as pa

    types = {
        "text": pa.string(), "integer": pa.int64(), "year": pa.int32(), "number": pa.float64(),
        "decimal": pa.decimal128(*DECIMAL), "date": pa.date32(), "datetime": pa.timestamp("s", "UTC"),
        "boolean": pa.bool_(),
    }  # fmt: skip
    return types[column.type]


def _inner(part: ExportTable, whole: ExportTable, tables: Mapping[str, ExportTable]) -> pa.StructType:
    """What a row of a part is within its whole."""
    import pyarrow as pa

    within = {*part.names_within(whole), *part.nests}
    return pa.struct([field.remove_metadata() for field in _fields(part, tables) if field.name in within])


def _list_of(inner: pa.StructType) -> pa.ListType:
    import pyarrow as pa

    return pa.list_(pa.field("element", inner, nullable=False))


# ---------------------------------------------------------------- rows


class _Peeking(Iterator[ExportRow]):
    """Rows of which the next is seen before it is taken."""

    def __init__(self, rows: Iterator[ExportRow]) -> None:
        self._rows = rows
        self.next = next(rows, None)

    def __next__(self) -> ExportRow:
        if self.next is None:
            raise StopIteration
        row, self.next = self.next, next(self._rows, None)
        return row


class _Family(NamedTuple):
    """A table with its parts, and the rows that are not written yet; ``whole`` gives a row's key of what it is a part of."""

    table: ExportTable
    schema: pa.Schema
    rows: _Peeking
    key: Callable[[ExportRow], Any]
    whole: Callable[[ExportRow], Any]
    inner: pa.StructType | None
    parts: tuple[_Family, ...]


def _family(
    table: ExportTable, tables: Mapping[str, ExportTable], handed: Handed, whole: ExportTable | None = None
) -> _Family:
    names = table.key_of(whole) if whole else table.key or table.names[:1]
    return _Family(
        table,
        schema_of(table, tables, handed.dataset),
        _Peeking(handed.typed(table)),
        itemgetter(*map(table.names.index, table.key or table.names[:1])),
        itemgetter(*map(table.names.index, names)),
        _inner(table, whole, tables) if whole else None,
        tuple(_family(tables[name], tables, handed, table) for name in table.nests),
    )


def _write_family(family: _Family, files: _Writers) -> None:
    """Write a table and its parts, some rows of one year at once."""
    year = family.table.names.index(_YEAR) if is_by_year(family.table) else None
    for of_year, rows in groupby(family.rows, key=lambda row: None if year is None else row[year]):
        while taken := list(islice(rows, _ROWS)):
            _write_rows(family, taken, of_year, files)
    for each in _all(family):
        if each.rows.next is not None:
            raise AssertionError(f"{each.table.name} is not in the order of what it is a part of")
        files.add_empty(each)


def _all(family: _Family) -> Iterator[_Family]:
    yield family
    for part in family.parts:
        yield from _all(part)


def _write_rows(
    family: _Family, rows: Sequence[ExportRow], year: ExportValue, files: _Writers
) -> pa.StructArray:
    """Write rows of one year with their parts; what they are within what they are a part of."""
    import pyarrow as pa

    values: Iterable[Sequence[ExportValue]] = (
        zip(*rows, strict=True) if rows else [()] * len(family.table.columns)
    )
    arrays = dict(zip(family.table.names, map(_array, family.table.columns, values), strict=True))
    keys = list(map(family.key, rows))
    for part in family.parts:
        taken, ends = _taken(part, keys)
        inner = _write_rows(part, taken, year, files)
        arrays[part.table.name] = pa.ListArray.from_arrays(
            pa.array(ends, pa.int32()), inner, _list_of(part.inner)
        )
    if rows:
        files.write(
            family, year, pa.Table.from_arrays([arrays[n] for n in family.schema.names], schema=family.schema)
        )
    if family.inner is None:
        return None
    fields = list(family.inner)
    return pa.StructArray.from_arrays([arrays[field.name] for field in fields], fields=fields)


def _taken(part: _Family, keys: Sequence[object]) -> tuple[list[ExportRow], list[int]]:
    """The rows of a part that belong to keys, and where those of each key end."""
    rows, ends, peeking, whole = [], [0], part.rows, part.whole
    for key in keys:
        while peeking.next is not None and whole(peeking.next) == key:
            rows.append(next(peeking))
        ends.append(len(rows))
    return rows, ends


def _array(column: ExportColumn, values: Sequence[ExportValue]) -> pa.Array:
    """Values as a typed array. Raises UsageError where one does not fit."""
    import pyarrow as pa

    kept = _KEPT.get(column.type)
    if kept is None:
        return pa.array(values, _type(column))
    try:
        return pa.array(values, kept).cast(_type(column))
    except pa.ArrowInvalid as error:
        what = say(
            "a value of the column {column} is no {kind} of Parquet: {reason}",
            column=column.name,
            kind=column.type,
            reason=str(error),
        )
        raise UsageError(what, where="--format parquet", hint=say("take another format")) from error


# ---------------------------------------------------------------- files


class _File:
    """A file that is being written. Rows are kept, typed, until they make a row group: small groups are slow to read."""

    def __init__(self, place: Path, schema: pa.Schema, year: ExportValue) -> None:
        import pyarrow.parquet as pq

        place.mkdir(parents=True)
        self.year = year
        self._writer = pq.ParquetWriter(place / "part-0.parquet", schema, compression="zstd")
        self._kept: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        """Add rows."""
        self._kept.append(table)
        if sum(each.nbytes for each in self._kept) >= _GROUP:
            self._write()

    def close(self) -> None:
        """Write what is kept, and what the file is."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        import pyarrow as pa

        if self._kept:
            self._writer.write_table(pa.concat_tables(self._kept).combine_chunks())
            self._kept.clear()


class _Writers:
    """The files that are being written: one a table and year, closed when its next year begins."""

    def __init__(self, folder: Path, dataset: Dataset) -> None:
        self._folder = folder
        self._project = quote(dataset.project) if dataset.project else _NO_PROJECT
        self._first_year = dataset.years[0] if dataset.years else 0
        self._open: dict[str, _File] = {}

    def __enter__(self) -> _Writers:
        return self

    def __exit__(self, *error: object) -> None:
        for file in self._open.values():
            file.close()

    def write(self, family: _Family, year: ExportValue, table: pa.Table) -> None:
        """Add rows of a year."""
        self._file(family, year).add(table)

    def add_empty(self, family: _Family) -> None:
        """A file without rows for a table that has none: under a year, or readers would not know what a year is."""
        if family.table.name not in self._open:
            self._file(family, self._first_year)

    def _file(self, family: _Family, year: ExportValue) -> _File:
        name = family.table.name
        known = self._open.get(name)
        if known and known.year == year:
            return known
        if known:
            known.close()
        place = self._folder / name / f"project={self._project}"
        if is_by_year(family.table):
            place /= f"{_YEAR}={year}"
        self._open[name] = _File(place, family.schema, year)
        return self._open[name]
