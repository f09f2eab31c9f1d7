"""Tables of indicators: a document of its own, or tables within a strategy or a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.matching import names_its_key
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.documents.accounts import (
    numbers_of_parts,
    row_count,
    turned_tables,
    unknown_tables,
    unread_grades,
    unread_numbers,
)
from toshigaikou_cli.parsers.documents.said_otherwise import corrected_rows, notes_at_rows, revised_numbers
from toshigaikou_cli.parsers.figures.figure_years import later_cells
from toshigaikou_cli.parsers.figures.from_to import unread_arrows
from toshigaikou_cli.parsers.figures.rating_years import latest_rated, unread_ratings
from toshigaikou_cli.parsers.figures.row_figures import FigureFrame, row_figures, stated_in
from toshigaikou_cli.parsers.figures.years_in_rows import join_years
from toshigaikou_cli.parsers.periods import calls_itself_a_plan
from toshigaikou_cli.parsers.results.beside import UnreadCell, unread_cells
from toshigaikou_cli.parsers.results.nameless import nameless_cells
from toshigaikou_cli.parsers.results.row_years import dated_rows
from toshigaikou_cli.parsers.rows.cut_numbers import NumberColumns
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.parsers.rows.year_headings import is_year_column
from toshigaikou_cli.parsers.strategies.plan_years import (
    first_to_come,
    reaches,
    with_plan_years,
    years_of_plan,
)
from toshigaikou_cli.parsers.years import document_year
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import IndicatorsDocument
from toshigaikou_cli.records.finding import UNREAD, Finding, said_unread, unread_text
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.text.stated_numbers import hold_figures, is_figure, stated_direction

TABLE = "indicators"
"""The name of the declared table."""
_SENTENCE = 8
"""Characters that a sentence has at the least."""
_TOLD = expression(r".{6}(?:した|された|なった|行った|ました)$")


def parse_indicators(tables: Tables, context: ParseContext) -> IndicatorsDocument:
    """The indicators of a document that has only tables of them.

    Raises ParseError where actual values have no fiscal year: neither their header, the title, the name nor the user
    says one.
    """
    lines = _before_tables(tables)
    year = document_year(lines, context.name, context.year)
    tables = tables if year else _with_plan_years(tables, lines, context)
    numbers = NumberColumns(tables)
    context = replace(context, whole=numbers.whole)
    rows = list(dated_rows(tables, context, TABLE))
    years = join_years(table_indicators(rows, context, year), rows, context.name)
    tables.continued += years.rows
    undated = next(
        (r for r in years.indicators for v in r.values if v.kind == "actual" and v.fiscal_year is None), None
    )
    if undated:
        raise ParseError(
            say("no fiscal year for the actual values of {name}", name=undated.name),
            spot=undated.source._replace(document=context.name),
            hint=say(
                "write it in the header or the title, as in 実績値（令和5年度）, or in the file's name; tgx import takes --year,"
                " too"
            ),
        )
    return IndicatorsDocument(
        title=next((context.kept(line.text) for line in tables.lines if line.text != line.sheet), ""),
        indicators=years.indicators,
        rejected=tuple(tables.rejected),
        count=row_count(tables, tables.under.total() - years.rows),
        findings=(
            *notes_at_rows(tables, context.name),
            *corrected_rows((row for row, _ in rows), context.name),
            *revised_numbers(tables, context.name),
            *unknown_tables(tables, context.name),
            *turned_tables(tables, context.name),
            *years.findings,
            *unread_grades(tables, context.name),
            *unread_numbers(tables, numbers, context.name),
            *nameless_cells(tables, context.name),
            *numbers_of_parts(tables, context.name),
            *_unread_texts(tables.table_rows, context.name),
            *grades_elsewhere(_other_grades(rows, year), context.name),
            *unread_values(rows, context.name, year, years.indicators),
        ),
    )


def _other_grades(rows: Iterable[tuple[TableRow, int | None]], year: int | None) -> Iterator[UnreadCell]:
    """The grades of rows that are of another year than the one that each has."""
    for row, own in rows:
        of_row = own or year
        if of_row is not None:
            yield from unread_ratings(row, latest_rated(row.header.columns, of_row), {of_row})


def grades_elsewhere(unread: Iterable[UnreadCell], name: str) -> tuple[Finding, ...]:
    """A finding for each grade of a year that its row tells nothing else of."""
    return unread_cells(
        unread,
        name,
        say("it is of another year than what its row tells: it stands in the sheet of that year"),
    )


def unread_values(
    rows: Sequence[tuple[TableRow, int | None]],
    name: str,
    year: int | None,
    indicators: Sequence[IndicatorRecord],
) -> tuple[Finding, ...]:
    """Findings for what rows, of which the ``indicators`` are, say that becomes no number: values of later years, columns that
    no name tells, sentences in the place of an actual value, and numbers with an arrow between them."""
    of_rows = [row for row, _ in rows]
    return (
        *_later_values(rows, name, year),
        *columns_of_numbers(of_rows, name),
        *_told_as_values(of_rows, name),
        *unread_arrows(indicators, name),
    )


def _later_values(
    rows: Iterable[tuple[TableRow, int | None]], name: str, year: int | None
) -> tuple[Finding, ...]:
    """A finding for each value of a year after the one that its row, or the document, is of, where nothing says its kind."""
    unread = (cell for row, own in rows for cell in later_cells(row, own or year))
    hint = say(
        "a year after that of the document: name its columns 目標 or 見込, or 実績 and give the document its year"
    )
    return unread_cells(unread, name, hint)


def columns_of_numbers(rows: Iterable[TableRow], name: str) -> tuple[Finding, ...]:
    """A finding for each column of numbers, or with directions (↗), that no name tells, in a table of indicators, at the first
    of its cells: they say nothing of an indicator."""
    numbers: dict[tuple[int, int], list[UnreadCell]] = {}  # by the header, and the place in it
    for row in rows:
        for at, (column, cell) in enumerate(zip(row.header.columns, row.cells, strict=True)):
            named = at in row.header.figures_of_parts or not _is_unnamed(column)
            if not named and cell.text.strip():
                unread = UnreadCell(" ".join(column.header.split()), cell.text, row.source)
                numbers.setdefault((id(row.header), at), []).append(unread)
    return tuple(
        Finding(
            code=UNREAD,
            severity="info",
            message=said_unread([unread_text(cell.text) for cell in cells], cells[0].header),
            spot=cells[0].spot._replace(document=name, cell=cells[0].header),
            cell=cells[0].text,
            hint=say("if they are values, say so in the header: 基準値, 目標値, 実績値, with the year"),
        )
        for cells in numbers.values()
        if hold_figures([cell.text for cell in cells]) or any(stated_direction(cell.text) for cell in cells)
    )


def _is_unnamed(column: HeaderColumn) -> bool:
    named = column.column or column.kind or column.figure
    return bool(column.header.strip()) and not named and not is_year_column(column.header)


def _unread_texts(rows: Iterable[TableRow], name: str) -> tuple[Finding, ...]:
    """A finding for each cell of sentences under a header that no name tells: what was done may stand in it."""
    unread = (
        UnreadCell(" ".join(column.header.split()), cell.text, row.source)
        for row in rows
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if not (column.column or column.kind) and _is_sentence(cell.text)
    )
    hint = say("if they are results, name the column 実績, and the one of who did it 担当課")
    return unread_cells(unread, name, hint)


def _told_as_values(rows: Iterable[TableRow], name: str) -> tuple[Finding, ...]:
    """A finding for each sentence in a column of actual values: it tells what was done, and is no achievement here."""
    unread = (
        UnreadCell(" ".join(column.header.split()), cell.text, row.source)
        for row in rows
        for column, cell in zip(row.header.columns, row.cells, strict=True)
        if column.figure and column.column == "actual" and _tells(cell.text)
    )
    hint = say(
        "it stands as the words of an actual value, and counts nowhere: write the number here, and what was done into a sheet"
    )
    return unread_cells(unread, name, hint)


def _tells(text: str) -> bool:
    """Whether a cell is a sentence without a number of its own, not only a word or two (一部実施済)."""
    bare = text.strip()
    return (_is_sentence(bare) or bool(_TOLD.search(bare))) and not is_figure(bare)


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and "。" in text


def table_indicators(
    rows: Iterable[tuple[TableRow, int | None]], context: ParseContext, year: int | None
) -> list[IndicatorRecord]:
    """The indicators of rows of tables of indicators, each with its own year, where it has one, else of the ``year`` of the
    document; rows of one indicator (目標, 実績 below each other) are one."""
    found: list[IndicatorRecord] = []
    above: TableRow | None = None
    for row, own in rows:
        frame = FigureFrame(
            context,
            own or year,
            lambda row: context.kept(row.cell("name").text),
            named=names_its_key(row.header),
        )
        rated = latest_rated(row.header.columns, frame.year)
        figures = row_figures(row, frame, stated_in(row), above, rated)
        above = row
        found += [each._replace(amounts=figures.amounts) for each in figures.indicators[:1]]
        found += figures.indicators[1:]
    grouped = groupby(
        found, key=lambda r: (r.name, r.measures, r.about, r.source.table) if r.series else (r.source,)
    )
    return [_as_one(list(group), year or context.now) for _, group in grouped]


def _as_one(parts: Sequence[IndicatorRecord], year: int | None) -> IndicatorRecord:
    """One indicator of the rows of its series; the unit and the grade are those that any of them says. ``year`` is that of the
    document."""
    first = parts[0]
    if len(parts) == 1:
        return first
    based = any(value.kind == "base" for part in parts if not part.current for value in part.values)
    parts = [_of_today(part, year) if based and part.current else part for part in parts]
    return first._replace(
        unit=next((part.unit for part in parts if part.unit), ""),
        values=tuple(value for part in parts for value in part.values),
        direction=next((part.direction for part in parts if part.direction), ""),
        rate=next((part.rate for part in parts if part.rate), ""),
        rating=next((part.rating for part in parts if part.rating), ""),
        amounts=tuple(amount for part in parts for amount in part.amounts),
    )


def _of_today(part: IndicatorRecord, year: int | None) -> IndicatorRecord:
    """The row 現状 beside a row 基準, as a column 現状値 beside 基準値: actual values of their years, else of the document's."""
    return part._replace(
        values=tuple(
            value._replace(kind="actual", fiscal_year=value.fiscal_year or year)
            if value.kind == "base" and (value.fiscal_year or year)
            else value
            for value in part.values
        )
    )


def _with_plan_years(tables: Tables, lines: Sequence[Line], context: ParseContext) -> Tables:
    """The tables of a document that says no year of its own: in one that calls itself a plan, years up to the last one of that
    have no actual values."""
    if not calls_itself_a_plan(line.text for line in lines):
        return tables
    first, last = years_of_plan(lines, tables.unknown, context)
    begins = first_to_come(first, None) if last and reaches(tables, last) else None
    return with_plan_years(tables, context.columns.figures, begins)


def _before_tables(tables: Tables) -> list[Line]:
    lines: list[Line] = []
    for item in tables.items:
        if isinstance(item, TableRow):
            break
        lines.append(item)
    return lines
