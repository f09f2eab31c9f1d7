"""The year of each row of a document: its own column's, or that of the last heading between the rows."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.rows.row_series import HeaderLabels, RowSeries, labels_of, row_series
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.parsers.rows.year_headings import is_year_column, refuse_given, year_of_heading
from toshigaikou_cli.parsers.years import read_year_words
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.spans_of_years import spans_years

_FAR_APART = (1995, 2024)
"""Years of documents in which a year without an era is of different eras."""
_PARENTHESES = expression(r"\([^)]*\)")


@dataclass(slots=True)
class RowYears:
    """Where a reading of a document's lines and rows stands; a heading on a sheet of a workbook is for that sheet. ``last`` is
    what a column of years said last, under which header: an empty cell means the same."""

    context: ParseContext
    series: RowSeries = field(default_factory=RowSeries)
    begun: bool = False
    year: int | None = None
    sheet: str = ""
    last: tuple[HeaderLabels, int | None] = ((), None)

    def take(self, line: Line) -> None:
        """Take a line in. Raises UsageError where it says another year than the user; those above all rows are titles."""
        year = year_of_heading(line.text) if self.begun and not line.names_sheet else None
        if year is not None:
            refuse_given(self.context.year, year, self.context.name)
            self.year, self.sheet = year, line.sheet

    def of(self, row: TableRow, base: int | None = None) -> int | None:
        """The year of the next row, None where it is that of the document, which is ``base``."""
        self.begun = True
        if row.source.sheet != self.sheet:
            self.year, self.sheet = None, row.source.sheet
        return self._own(row, base) or self.year

    def _own(self, row: TableRow, base: int | None) -> int | None:
        """The year that a row's own column says; None where it has no such column."""
        pairs = zip(row.header.columns, row.cells, strict=True)
        texts = (cell.text for column, cell in pairs if not column.column and is_year_column(column.header))
        text = next(texts, None)
        text = self.series.year_text_of(row) if text is None else text
        if text is None:
            return None
        labels = labels_of(row.header)
        if text.strip():
            words = _PARENTHESES.sub("", match_key(text))
            self.last = labels, None if spans_years(words) else read_year_words(words, base)
        return self.last[1] if self.last[0] == labels else None


def dated_rows(tables: Tables, context: ParseContext, table: str) -> Iterator[tuple[TableRow, int | None]]:
    """The rows of the tables of one name, each with its own year, None where it is that of the document."""
    return ((row, year) for row, year in _dated(tables, context) if row.header.table.name == table)


def _dated(
    tables: Tables, context: ParseContext, base: int | None = None
) -> Iterator[tuple[TableRow, int | None]]:
    years = RowYears(context, row_series(tables.items, tables.headings))
    for item in tables.items:
        if isinstance(item, Line):
            years.take(item)
        else:
            yield item, years.of(item, base)


def last_of_rows(
    tables: Tables, context: ParseContext, table: str, pages: Container[int | None]
) -> int | None:
    """The last year of the rows of some pages, but those of the tables of one name, where each says its own whatever the
    document's is (R6; not 6, nor 前年度); else None."""
    years: set[int] = set()
    for (row, year), (_, other) in zip(*(_dated(tables, context, base) for base in _FAR_APART), strict=True):
        if row.header.table.name == table or row.source.page not in pages:
            continue
        if year is None or year != other:
            return None
        years.add(year)
    return max(years, default=None)
