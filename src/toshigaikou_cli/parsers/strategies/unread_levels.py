"""Columns of a strategy that group its measures as a level does, and are none of those that are known: told with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.columns.outer_levels import outside_of_levels
from toshigaikou_cli.parsers.results.beside import UnreadCell, unread_cells
from toshigaikou_cli.parsers.rows.table_rows import TableRow, by_header
from toshigaikou_cli.records.finding import Finding


def unread_levels(rows: Iterable[TableRow], name: str) -> tuple[Finding, ...]:
    """A finding for each cell of a column outside of all levels of a strategy, of an unknown name, that groups its measures."""
    hint = say("if it is a level above these measures, give the column a known name (目標, 分野)")
    return unread_cells((each for table in by_header(rows) for each in _cells(*table)), name, hint)


def _cells(header: Header, rows: list[TableRow]) -> Iterator[UnreadCell]:
    texts = [[cell.text for cell in row.cells] for row in rows]
    for at in outside_of_levels(header.columns, texts):
        before = ""
        for row in rows:
            text = row.cells[at].text.strip()
            if text and text != before:
                yield UnreadCell(" ".join(header.columns[at].header.split()), text, row.source)
            before = text or before
