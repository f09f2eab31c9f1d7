"""The year of each row of a document: its own column's, or that of the last heading between the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.tables import TableRow, Tables
from toshigaikou_cli.parsers.year_headings import refuse_given, year_of_heading, year_of_row
from toshigaikou_cli.records.blocks import Line


@dataclass(slots=True)
class RowYears:
    """Where a reading of a document's lines and rows stands; a heading on a sheet of a workbook is for that sheet."""

    context: ParseContext
    begun: bool = False
    year: int | None = None
    sheet: str = ""

    def take(self, line: Line) -> None:
        """Take a line in. Raises UsageError where it says another year than the user; those above all rows are titles."""
        year = year_of_heading(line.text) if self.begun and not line.names_sheet else None
        if year is not None:
            refuse_given(self.context.year, year, self.context.name)
            self.year, self.sheet = year, line.sheet

    def of(self, row: TableRow) -> int | None:
        """The year of the next row, None where it is that of the document."""
        self.begun = True
        if row.source.sheet != self.sheet:
            self.year, self.sheet = None, row.source.sheet
        pairs = zip(row.header.columns, row.cells, strict=True)
        own = year_of_row({column.header: cell.text for column, cell in pairs if not column.column})
        return own or self.year


def dated_rows(tables: Tables, context: ParseContext, table: str) -> Iterator[tuple[TableRow, int | None]]:
    """The rows of the tables of one name, each with its own year, None where it is that of the document."""
    years = RowYears(context)
    for item in tables.items:
        if isinstance(item, Line):
            years.take(item)
            continue
        year = years.of(item)
        if item.header.table.name == table:
            yield item, year
