"""What a row's columns of results and plans say, those of the parts of one year together."""

from __future__ import annotations

from typing import NamedTuple

from toshigaikou_cli.parsers.columns.parts_of_year import told_together
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.results.options import chosen
from toshigaikou_cli.parsers.rows.table_rows import TableRow
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.records.kinds import YearKind


class RowValue(NamedTuple):
    """The text of a row for one kind and year, as the header writes it; ``when`` says of each activity in which part of the
    year it was, where columns do; ``told`` is the state of another value to which the text refers, and its words."""

    kind: YearKind
    year_text: str
    text: str
    when: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()


def row_values(row: TableRow, context: ParseContext) -> list[RowValue]:
    """The values of a row in the order of its columns; one that is merged over the parts of a year is of the whole."""
    parts = row.header.parts
    found: list[RowValue] = []
    for at, column in enumerate(row.header.columns):
        if not column.kind or at in row.header.later_parts:
            continue
        places = [
            place
            for place in parts
            if at in parts
            and (row.header.columns[place].kind, row.header.columns[place].year_text)
            == (column.kind, column.year_text)
        ] or [at]
        cells = [row.cells[place] for place in places]
        texts = [chosen(context.kept_lines(cell.text)) for cell in cells]
        if len(places) == 1 or _is_one(cells):
            found.append(RowValue(column.kind, column.year_text, texts[0]))
        else:
            told, when = told_together(zip((parts[place] for place in places), texts, strict=True))
            found.append(RowValue(column.kind, column.year_text, told, when))
    return found


def _is_one(cells: list[Cell]) -> bool:
    """Whether one text is merged over the cells."""
    return bool(cells[0].text.strip()) and all(
        cell.filled and cell.text == cells[0].text for cell in cells[1:]
    )
