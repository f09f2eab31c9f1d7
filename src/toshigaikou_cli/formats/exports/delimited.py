"""Tables of an export as CSV (RFC 4180) and as lines of JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import TypeVar

from toshigaikou_cli.formats.tables.delimited import FORMULA
from toshigaikou_cli.records.exported import ExportRow, ExportValue
from toshigaikou_cli.text.keys import escaped_json, visible

Parted = TypeVar("Parted")

_PART = 2000
"""Rows that are text at once."""
_END = "\r\n"


def row_parts(rows: Iterator[Parted]) -> Iterator[list[Parted]]:
    """Rows, some thousands at once."""
    while part := list(islice(rows, _PART)):
        yield part


def table_parts(names: Sequence[str], rows: Iterator[ExportRow]) -> Iterator[list[ExportRow]]:
    """The names of the columns, then the rows, some thousands at once."""
    yield [tuple(names)]
    yield from row_parts(rows)


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of CSV. The values are exact: what is empty is nothing, and no text is changed for a spreadsheet."""
    target = StringIO()
    csv.writer(target, lineterminator=_END).writerows(rows)
    return target.getvalue()


def printed_csv(names: Sequence[str], rows: Iterator[ExportRow], *, spreadsheet: bool) -> Iterator[str]:
    """A table as CSV to be printed: what would steer a terminal is written out.

    ``spreadsheet`` puts a byte order mark first, and an apostrophe before text that would be taken for a formula.
    """
    if spreadsheet:
        yield "\ufeff"
        rows = (tuple(map(_safe, row)) for row in rows)
    for part in table_parts(names, rows):
        yield _END.join(visible(line, keep_newlines=True) for line in csv_lines(part).split(_END))


def _safe(value: ExportValue) -> ExportValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def printed_json(objects: Iterator[str]) -> Iterator[str]:
    """JSON objects to be printed, one a line (JSON Lines)."""
    for part in row_parts(objects):
        yield escaped_json("\n".join(part) + "\n")
