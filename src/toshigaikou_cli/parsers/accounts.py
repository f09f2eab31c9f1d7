"""The account of a document's rows, and what is said of the tables that no declared header stands over."""

from __future__ import annotations

from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.parsers.beside import UnreadCell, unread_cells
from toshigaikou_cli.parsers.tables import Tables
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.records.documents import RowCount
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.text.stated_numbers import says_no_grade, states_no_grade


def row_count(tables: Tables, records: int, rejected_later: int = 0) -> RowCount:
    """The account of the rows; ``rejected_later`` are rows of known tables that became no record."""
    rejected = len(tables.rejected) + rejected_later
    return RowCount(tables.rows, records, tables.headers, tables.continued, rejected, tables.other)


def assumed_units(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for the rows of a workbook that have who is responsible from the row above, at the first of them."""
    rows = tables.assumed
    if not rows:
        return ()
    message = say_n(
        "{n} row names nobody who is responsible, and got it from the row above: {text}",
        "{n} rows name nobody who is responsible, and got it from the row above: {text}",
        len(rows),
        text=tidy(rows[0].cell("bureau").text)[:20],
    )
    hint = say("merge the cells of those that are the same, or write 〃")
    spot = rows[0].source._replace(document=name)
    return (Finding(code="unit-assumed", severity="warning", message=message, spot=spot, hint=hint),)


def unread_grades(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for each column of grades with cells that state none and do not say so, at the first of them."""
    if not any(header.index("rating") is not None for header in tables.headings):
        return ()
    unread = (
        UnreadCell(" ".join(column.header.split()), cell.text, row.source)
        for row in tables.table_rows
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if column.column == "rating" and states_no_grade(cell.text) and not says_no_grade(cell.text)
    )
    return unread_cells(unread, name, say("write one grade alone into the cell"))


def unknown_tables(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for each table that no declared header stands over."""
    return tuple(
        Finding(
            code="table-unknown",
            severity="info",
            message=say("a table without a known header: {cells}", cells=_first_cells(row)),
            spot=row.spot._replace(document=name),
            hint=say("add its header names to columns.yaml if it holds rows of the document"),
        )
        for row in tables.unknown
    )


def _first_cells(row: Row) -> str:
    return " | ".join(tidy(cell.text)[:20] for cell in row.cells[:6])
