"""The account of a document's rows, and what is said of the tables that no declared header stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n, sayable
from toshigaikou_cli.parsers.columns.header_names import compares, year_of_header
from toshigaikou_cli.parsers.figures.row_figures import NUMBERS
from toshigaikou_cli.parsers.results.beside import UnreadCell, unread_cells
from toshigaikou_cli.parsers.rows.cut_numbers import NumberColumns
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.records.documents import RowCount
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.normalize import tidy
from toshigaikou_cli.text.stated_numbers import is_figure, says_no_grade, states_no_grade

_IN_BRACKETS = expression(r"[（(]\s*[0-9０-９][^（）()]{0,20}[)）]")
_NAMED = 8
_UNKNOWN = sayable("a table without a known header: {cells}")
_DECLARE = sayable("add its header names to columns.yaml if it holds rows of the document")
HEADERS_IN_FIRST_COLUMN = sayable("a table with its headers in the first column, not read: {cells}")
WITH_A_HEADER_ROW = sayable(
    "write it with a header row and a row for each measure or item (in Excel: copy, paste with Transpose); cards are read"
    " where all have the same labels, each once and with one value, among them 事業名, 担当課 and 実績; on a card, a small table"
    " of indicators whose headers say the year and the kind (指標 | 名称 | 単位 | R5計画 | R5実績), and no other"
)

A_ROW_FOR_EACH_VALUE = sayable("a table with a row for each value, not read: {cells}; {why}")
WITH_KIND_AND_YEAR = sayable(
    "give each row its year, its kind (基準値, 目標値, 実績値) and the name of its indicator, and each indicator one number of"
    " a kind and a year"
)


def row_count(tables: Tables, records: int, rejected_later: int = 0) -> RowCount:
    """The account of the rows; ``rejected_later`` are rows of known tables that became no record."""
    rejected = len(tables.rejected) + rejected_later
    return RowCount(tables.rows, records, tables.headers, tables.continued, rejected, tables.other)


def rows_of_one_text(tables: Tables, name: str) -> tuple[Finding, ...]:
    """Findings that name the headings between rows, the rows that have their name and no more, and those that tell more of the
    item that is merged over them, each at the first of them."""
    told: list[tuple[str, str, Spot, str]] = []
    if tables.between:
        message = say_n(
            "{n} row is a heading of what stands under it, no row of its own: {texts}",
            "{n} rows are headings of what stands under them, no rows of their own: {texts}",
            len(tables.between),
            texts=_some(text for text, _ in tables.between),
        )
        told.append(("headings-between", message, tables.between[0][1], ""))
    if tables.lone:
        message = say_n(
            "{n} row has a name and no more, and is read as reporting nothing: {texts}",
            "{n} rows have a name and no more, and are read as reporting nothing: {texts}",
            len(tables.lone),
            texts=_some(row.cell(row.header.key).text for row in tables.lone),
        )
        hint = say("if it is a heading of the rows under it, merge its cells over the whole table")
        told.append(("row-of-name-alone", message, tables.lone[0].source, hint))
    if tables.parts:
        message = say_n(
            "{n} row is more of the item that is merged over it, and told with the row above: {texts}",
            "{n} rows are more of the item that is merged over them, and told with the row above: {texts}",
            len(tables.parts),
            texts=_some(text for text, _ in tables.parts),
        )
        hint = say("if they are things of their own, give each its item")
        told.append(("rows-of-one-item", message, tables.parts[0][1], hint))
    return tuple(
        Finding(code=code, severity="info", message=message, spot=spot._replace(document=name), hint=hint)
        for code, message, spot, hint in told
    )


def figures_alone(rows: Sequence[tuple[str, Spot, bool]], name: str) -> Iterator[Finding]:
    """A finding for the rows (their items, where each is, and whether its state says that nothing was begun) that have figures
    or a grade, and no words of what was done, at the first of them; one for those that were not begun."""
    others = [(text, spot) for text, spot, not_begun in rows if not not_begun]
    if others:
        message = say_n(
            "{n} row has figures or a grade and no words of what was done, and counts for nothing: {texts}",
            "{n} rows have figures or a grade and no words of what was done, and count for nothing: {texts}",
            len(others),
            texts=_some(text for text, _ in others),
        )
        hint = say("if it was done, write what was done into the column of results")
        yield Finding("figures-alone", "info", message, others[0][1]._replace(document=name), hint=hint)
    not_begun = [(text, spot) for text, spot, not_begun in rows if not_begun]
    if not_begun:
        message = say_n(
            "{n} row says that it was not begun, has no words of what was done, and counts for nothing: {texts}",
            "{n} rows say that they were not begun, have no words of what was done, and count for nothing: {texts}",
            len(not_begun),
            texts=_some(text for text, _ in not_begun),
        )
        yield Finding("figures-alone", "info", message, not_begun[0][1]._replace(document=name))


def without_a_deed(rows: Sequence[tuple[str, Spot]], name: str) -> Iterator[Finding]:
    """A finding for the rows (result, place) whose result is a word that says what is to become of the work (継続, 移管), at the
    first of them."""
    if rows:
        message = say_n(
            "{n} row has a word for its result that does not say what was done: {texts}",
            "{n} rows have a word for their result that does not say what was done: {texts}",
            len(rows),
            texts=_some(text for text, _ in rows),
        )
        hint = say("write what was done, or 未実施 where nothing was")
        yield Finding("result-of-a-word", "warning", message, rows[0][1]._replace(document=name), hint=hint)


def turned_tables(tables: Tables, name: str) -> tuple[Finding, ...]:
    """Findings for the tables that had their headers in the first column, and for those with a row for each value, at the first
    of each."""
    told: list[tuple[str, str, Spot]] = []
    if tables.turned:
        message = say_n(
            "{n} row is read from a table that has its headers in the first column",
            "{n} rows are read from tables that have their headers in the first column",
            sum(number for _, number in tables.turned),
        )
        told.append(("headers-in-first-column", message, tables.turned[0][0]))
    if tables.long:
        message = say_n(
            "{n} value is read from a table with a row for each value",
            "{n} values are read from tables with a row for each value",
            sum(number for _, number in tables.long),
        )
        told.append(("values-in-rows", message, tables.long[0][0]))
    return tuple(Finding(code, "info", message, spot._replace(document=name)) for code, message, spot in told)


def parts_of_a_year(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for the columns that are told together as parts of one year, at the first row under them."""
    if not any(header.parts for header in tables.headings):
        return ()
    row = next(item for item in tables.items if isinstance(item, TableRow) and item.header.parts)
    headers = [" ".join(row.header.columns[at].header.split()) for at in row.header.parts]
    message = say("columns of the parts of a year are told together: {headers}", headers=headers)
    return (Finding("parts-of-year", "info", message, row.source._replace(document=name)),)


def _some(texts: Iterable[str]) -> list[str]:
    shown = list(dict.fromkeys(" ".join(text.split())[:20] for text in texts))
    return shown if len(shown) <= _NAMED else [*shown[:_NAMED], "…"]


def unsure(tables: Tables, name: str) -> tuple[Finding, ...]:
    """What rows have from the row above, though nothing says for sure that it is theirs, and the numbers of another year."""
    return (*_assumed_units(tables, name), *_assumed_measures(tables, name), *_compared_numbers(tables, name))


def _assumed_units(tables: Tables, name: str) -> tuple[Finding, ...]:
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


def _assumed_measures(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for the rows that have the measure of a row above of another unit, at the first of them."""
    rows = tables.of_measure_above
    if not rows:
        return ()
    message = say_n(
        "{n} row says no measure, and got it from the row above, which is of another unit: {text}",
        "{n} rows say no measure, and got it from the row above, which is of another unit: {text}",
        len(rows),
        text=_some(f"{tidy(row.cell('item').text)[:20]} ({row.cell('measure').text})" for row in rows),
    )
    hint = say("merge the cells of those that are the same, or write － where a row is of no measure")
    return (
        Finding("measure-assumed", "warning", message, rows[0].source._replace(document=name), hint=hint),
    )


def _compared_numbers(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for the results whose header says that numbers in brackets are those of another year, at the first of them:
    98人（85人） under 実績（括弧内は前年度）."""
    if not any(
        column.kind and compares(column.header) for header in tables.headings for column in header.columns
    ):
        return ()
    cells = [
        (cell.text, row.source)
        for row in tables.table_rows
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if column.kind and compares(column.header) and _IN_BRACKETS.search(cell.text)
    ]
    if not cells:
        return ()
    message = say_n(
        "{n} cell has numbers in brackets that the header says to be of another year; they are read as its own: {text}",
        "{n} cells have numbers in brackets that the header says to be of another year; they are read as their own: {text}",
        len(cells),
        text=_some(text for text, _ in cells),
    )
    hint = say("write the numbers of the other year into a column of their own")
    return (Finding("compared-numbers", "warning", message, cells[0][1]._replace(document=name), hint=hint),)


def units_over_tables(units: Mapping[str, int], first: Spot | None, name: str) -> tuple[Finding, ...]:
    """A finding for the rows of tables without a column of units, so many of each that stands over them, at the ``first``."""
    if first is None:
        return ()
    message = say_n(
        "{n} row is of the unit that stands over its table, in a line, a title or the name of the sheet: {units}",
        "{n} rows are of the unit that stands over their table, in a line, a title or the name of the sheet: {units}",
        sum(units.values()),
        units=_some(f"{unit} ({rows})" for unit, rows in units.items()),
    )
    return (Finding("units-over-tables", "info", message, first._replace(document=name)),)


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


def unread_numbers(tables: Tables, numbers: NumberColumns, name: str) -> tuple[Finding, ...]:
    """A finding for each column of figures with cells whose number a break cuts, where nothing tells that it is one."""
    if not any(column.figure for header in tables.headings for column in header.columns):
        return ()
    unread = (
        UnreadCell(" ".join(row.header.columns[at].header.split()), row.cells[at].text, row.source)
        for row in tables.table_rows
        for at in numbers.unread(row, NUMBERS)
    )
    return unread_cells(unread, name, say("write a number on one line of its cell"))


def numbers_of_parts(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for each number that is of a part of a year, and of no year as a whole."""
    if not any(header.figures_of_parts for header in tables.headings):
        return ()
    unread = (
        UnreadCell(" ".join(row.header.columns[at].header.split()), row.cells[at].text, row.source)
        for row in tables.table_rows
        for at in sorted(row.header.figures_of_parts)
        if is_figure(row.cells[at].text.strip())
    )
    hint = say("a number of a part of the year is no value of it: give the whole year a column (実績値)")
    return unread_cells(unread, name, hint)


def unread_years(rows: Iterable[TableRow], name: str) -> tuple[Finding, ...]:
    """A finding for each cell of a strategy's columns of years (R5 | R6 | R7: what is to be done in each, or the numbers of an
    indicator, of no kind), which no measure has a place for."""
    words: list[UnreadCell] = []
    numbers: list[UnreadCell] = []
    for row in rows:
        counted = row.header.index("indicator") is not None
        for column, cell in zip(row.header.columns, row.cells, strict=True):
            text = cell.text.strip()
            if not column.column and text and not cell.filled and year_of_header(column.header):
                of = numbers if counted and is_figure(text) else words
                of.append(UnreadCell(" ".join(column.header.split()), cell.text, row.source))
    of_words = say("it is in the source of its measure; to search it, write it into the column 概要")
    of_numbers = say("if they are values, say so in the header: 基準値, 目標値, 実績値, with the year")
    return (*unread_cells(words, name, of_words), *unread_cells(numbers, name, of_numbers))


def unknown_tables(tables: Tables, name: str) -> tuple[Finding, ...]:
    """A finding for each table that no declared header stands over; one that lacks nothing but who is responsible is worth a
    warning, and so are cards: they hold records that are lost."""
    of_nobody = {row.table: row for row in tables.of_nobody}
    said = {row.table: (_UNKNOWN, _DECLARE) for row in tables.unknown}
    said |= {row.table: (HEADERS_IN_FIRST_COLUMN, WITH_A_HEADER_ROW) for row in tables.sideways}
    said |= {row.table: (A_ROW_FOR_EACH_VALUE, WITH_KIND_AND_YEAR) for row, *_ in tables.long_unread}
    cards = {row.table for row in tables.sideways}
    unsure = {row.table: (spot, why) for row, spot, why in tables.long_unread}
    lacking = tuple(
        Finding(
            code="table-of-nobody",
            severity="warning",
            message=say(
                "a table that does not say who is responsible, and was not read: {cells}",
                cells=_first_cells(row),
            ),
            spot=row.spot._replace(document=name),
            hint=say("give it a column 担当課, or write it over the table: 担当課：国際課"),
        )
        for row in of_nobody.values()
    )
    return lacking + tuple(
        Finding(
            code="cards-unread" if row.table in cards else "table-unknown",
            severity="warning" if row.table in cards else "info",
            message=say(
                said[row.table][0], cells=_first_cells(row), why=unsure.get(row.table, (row.spot, ""))[1]
            ),
            spot=unsure.get(row.table, (row.spot, ""))[0]._replace(document=name),
            hint=say(said[row.table][1]),
        )
        for row in tables.unknown
        if row.table not in of_nobody
    )


def _first_cells(row: Row) -> str:
    return " | ".join(tidy(cell.text)[:20] for cell in row.cells[:6])
