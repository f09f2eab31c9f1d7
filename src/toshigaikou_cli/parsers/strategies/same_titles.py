"""Measures of different codes under one title, where a column that no name tells would tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.text.stated_codes import is_code


def same_titles(rows: Sequence[tuple[str, str, TableRow]], document: str) -> Iterator[Finding]:
    """A warning for each table whose measures have their title from the level above: ``rows`` are the code, the title and the
    row of each, in their order, also of those that were taken to go on the measure above."""
    told: set[int] = set()
    for (code, title, row), (below, same, next_) in pairwise(rows):
        if id(row.header) in told or row.header is not next_.header:
            continue
        if match_key(title) != match_key(same) or (code == below and not _own_code(row, next_)):
            continue
        header = _tells_apart(row, next_)
        if header:
            told.add(id(row.header))
            yield Finding(
                code="titles-repeat",
                severity="warning",
                message=say(
                    "rows {code} and {below} have one title, {title!r}, and differ in the column {header}",
                    code=code,
                    below=below,
                    title=tidy(title)[:30],
                    header=repr(header),
                ),
                spot=next_.source._replace(document=document),
                cell=tidy(title),
                hint=say("if that column has the titles, --columns adds its name to those of measures.title"),
            )


def _own_code(row: TableRow, below: TableRow) -> bool:
    """Whether two rows have codes of their own, each another one, in a column that no name tells."""
    return any(
        not column.column and is_code(cell.text) and is_code(under.text) and cell.text != under.text
        for column, cell, under in zip(row.header.columns, row.cells, below.cells, strict=True)
    )


def _tells_apart(row: TableRow, below: TableRow) -> str:
    """The header of the first column of words that no name tells, and that says something else in each of two rows."""
    for column, cell, under in zip(row.header.columns, row.cells, below.cells, strict=True):
        texts = [match_key(each.text) for each in (cell, under) if not each.filled]
        if column.column or len(set(texts)) < 2 or not all(texts):
            continue
        if column.header.strip() and not any(is_code(text) for text in texts):
            return column.header
    return ""
