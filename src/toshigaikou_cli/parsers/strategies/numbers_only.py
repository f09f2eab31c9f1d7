"""Tables of names and numbers alone (番号, 事業名, 担当課, 回数, 人数): of which nothing tells whether they are of a plan."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables, by_header
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.figures import solid
from toshigaikou_cli.text.stated_numbers import hold_figures, says_none, stated_number

_COUNTS = expression(r"(?:数|額|率|量|人員)$|(?:回|人|名|件|校|団体|円|%|％)\)?$")
"""What the header of numbers that were counted ends in: 参加者数, 回数, 実績（件）."""
_OF_A_PLAN = ("goal", "area", "overview")
"""Columns of which a plan's tables have one, or figures that are aimed at."""


def numbers_only(tables: Tables) -> tuple[str, Spot] | None:
    """The header of a column of counted numbers, and its first row, where all measures are names beside numbers and nothing in
    their columns is of a plan; else None."""
    found: tuple[str, Spot] | None = None
    measures = (row for row in tables.table_rows if row.header.table.name == "measures")
    for header, rows in by_header(measures):
        counted = _counted(header, rows)
        if counted is None or _tells_more(header, rows):
            return None
        found = found or (counted, rows[0].source)
    return found


def _tells_more(header: Header, rows: list[TableRow]) -> bool:
    """Whether a table has a level, a description or a figure that is aimed at, or a column with words of its own."""
    return any(
        column.figure
        or (column.column in _OF_A_PLAN and any(row.cells[at].text.strip() for row in rows))
        or (not column.column and _has_words(at, rows))
        for at, column in enumerate(header.columns)
    )


def _has_words(at: int, rows: list[TableRow]) -> bool:
    texts = [text for row in rows if (text := row.cells[at].text.strip())]
    return any(stated_number(text).value is None and not says_none(text) for text in texts)


def _counted(header: Header, rows: list[TableRow]) -> str | None:
    """The header of the first column of numbers that were counted: by its name, its year or the units in its cells."""
    for at, column in enumerate(header.columns):
        if column.column:
            continue
        texts = [text for row in rows if (text := row.cells[at].text.strip())]
        name = solid(column.header)
        counts = (
            _COUNTS.search(name)
            or year_of_header(column.header)
            or all(stated_number(text).unit for text in texts)
        )
        if counts and texts and hold_figures(texts):
            return " ".join(column.header.split())
    return None
