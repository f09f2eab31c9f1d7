"""Tables that are read for their numbers alone, and whose rows may tell what was done as well."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.parsers.columns.header_figures import holds_sentences
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.parsers.columns.matching import Header, match_header
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables, by_header
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredTable


def results_beside(tables: Tables, columns: Columns) -> tuple[str, bool, Spot] | None:
    """The header of a column of results in a table of indicators that has the items of a sheet, too; whether the table says
    who is responsible; and its first row. None where there is none."""
    listed = (header for header in tables.headings if header.table.document == "indicators")
    found = [header for header in listed if header.index("actual") is not None]  # a plan tells nothing done
    if not any(column.header.strip() and not column.column for header in found for column in header.columns):
        return None
    of_sheets = columns.of("achievements").without("bureau", "achievements")
    wanted = set(map(id, found))
    for header, under in by_header(row for row in tables.table_rows if id(row.header) in wanted):
        if results := _results(header, under, of_sheets):
            return results, header.index("bureau") is not None, under[0].source
    return None


def _results(header: Header, rows: Sequence[TableRow], columns: Columns) -> str:
    """The header of the column of results that a table has as one of a sheet: sentences that are nothing else there."""
    texts = [tuple(cell.text for cell in row.cells) for row in rows]
    figures = {at: column for at, column in enumerate(header.columns) if column.figure}
    as_sheet = match_header([column.header for column in header.columns], columns, texts, figures)
    if as_sheet is None:
        return ""
    pairs = enumerate(zip(header.columns, as_sheet.columns, strict=True))
    unread = ((at, column) for at, (own, column) in pairs if not own.column and column.kind == "result")
    return next(
        (
            column.header
            for at, column in unread
            if not _describes(column.header, as_sheet.table) and holds_sentences([row[at] for row in texts])
        ),
        "",
    )


def _describes(header: str, table: DeclaredTable) -> bool:
    """Whether a name of results may as well be that of a description (内容, 概要)."""
    keys = set(header_spellings(match_key(header)))
    return bool(keys & table.values["result"].weak - table.figures["rating"].keys)
