"""Words under no header: kept with their row, and told with their places, since no column says what they are."""

from __future__ import annotations

from collections.abc import Iterator

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.results.beside import UnreadCell, unread_cells
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.records.finding import Finding

_WORDS = expression(r"[^\W\d_]{2}|[0-9０-９]\s*[^\W\d_]")
"""What says something: 中止, 20人; not ①, ア, 12."""


def nameless_cells(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for each cell of words in a column without a header, unless another cell of its row has them, too (that of a
    label which spans the column)."""
    if not any(_nameless(header) for header in tables.headings):
        return ()
    unread = (each for row in tables.table_rows for each in _cells(row))
    return unread_cells(unread, name, say("give the column a header that says what it holds"))


def _cells(row: TableRow) -> Iterator[UnreadCell]:
    for at in _nameless(row.header):
        cell = row.cells[at]
        told = any(cell.text in other.text for place, other in enumerate(row.cells) if place != at)
        if not cell.filled and _WORDS.search(cell.text) and not told:
            yield UnreadCell(_place(row.header, at), cell.text, row.source)


def _nameless(header: Header) -> list[int]:
    return [
        at
        for at, column in enumerate(header.columns)
        if not (column.column or column.states or column.header.strip())
    ]


def _place(header: Header, at: int) -> Message:
    before = (" ".join(column.header.split()) for column in reversed(header.columns[:at]))
    left = next(filter(None, before), "")
    return (
        say("the column without a header right of {header}", header=left)
        if left
        else say("the first column, without a header")
    )
