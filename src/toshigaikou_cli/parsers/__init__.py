"""Parsers: blocks -> records. Each document kind has one; :func:`parse` tells the kind from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, coded, joined, say
from toshigaikou_cli.parsers.columns.beside_roles import beside_role
from toshigaikou_cli.parsers.columns.header_names import year_of_header
from toshigaikou_cli.parsers.columns.matching import columns_named, headers_of_figures, nearest_table
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.documents.accounts import (
    A_ROW_FOR_EACH_VALUE,
    HEADERS_IN_FIRST_COLUMN,
    WITH_A_HEADER_ROW,
    WITH_KIND_AND_YEAR,
)
from toshigaikou_cli.parsers.documents.indicators import parse_indicators
from toshigaikou_cli.parsers.documents.sheet import parse_sheet
from toshigaikou_cli.parsers.figures.numbers_alone import results_beside
from toshigaikou_cli.parsers.figures.numbers_by_year import numbers_by_year
from toshigaikou_cli.parsers.periods import (
    calls_itself_a_plan,
    names_a_plan,
    reports_on_a_year,
    reports_on_results,
)
from toshigaikou_cli.parsers.results.month_columns import are_months
from toshigaikou_cli.parsers.rows.table_rows import Tables
from toshigaikou_cli.parsers.rows.units_over import unit_over
from toshigaikou_cli.parsers.strategies.numbers_only import numbers_only
from toshigaikou_cli.parsers.tables.known import find_tables
from toshigaikou_cli.parsers.years import document_year
from toshigaikou_cli.records.blocks import Block, Row
from toshigaikou_cli.records.documents import CityRecord, ParsedDocument, RejectedRow
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.eras import era_label
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredColumn, DeclaredTable

__all__ = ["ParseContext", "parse", "parse_cities"]

_LIST_OF_INDICATORS = expression(r"(?:指標|目標値?|KPI|ＫＰＩ)の?(?:一覧表?|リスト|集)(?:[(（].*[)）])?$")
_NAMES_INDICATORS = expression(r"指標|目標値|KPI|ＫＰＩ|(?:数値|成果)目標")
_TITLE_LINES = 8
_OF_A_PLAN = ("goal", "goal_number", "area", "area_number", "overview", "bureaus")
"""Columns that a plan's measures have, and a list of indicators by measure seldom."""
TableKind = TypeVar("TableKind", bound=str)


def parse_strategy(tables: Tables, context: ParseContext) -> ParsedDocument:
    """A strategy's parser, which is loaded only for one: it takes as long as to parse a small sheet."""
    from toshigaikou_cli.parsers.documents import strategy

    return strategy.parse_strategy(tables, context)


class CityList(NamedTuple):
    """The partner cities of a document, and the rows of their tables that are none."""

    cities: tuple[CityRecord, ...]
    rejected: tuple[RejectedRow, ...]


def parse_cities(blocks: Sequence[Block], context: ParseContext) -> CityList:
    """The partner cities that a document lists, whatever else it has. Raises ParseError where it has no table of them."""
    from toshigaikou_cli.parsers.documents.strategy import partner_cities

    tables = find_tables(blocks, context.columns.of("strategy"))
    cities = partner_cities(tables, context)
    if not cities:
        what = say("no table of partner cities in this document")
        hint = say("such a table has columns 都市名 and 提携年月日, best also 国名 and 提携の種類")
        raise ParseError(what, where=context.name, hint=hint)
    return CityList(tuple(cities), tuple(tables.rejected))


PARSERS: Mapping[DocumentKind, Callable[[Tables, ParseContext], ParsedDocument]] = {
    "strategy": parse_strategy,
    "achievements": parse_sheet,
    "indicators": parse_indicators,
}


def parse(blocks: Sequence[Block], context: ParseContext) -> ParsedDocument:
    """Parse a document of the kind that is given, or of the one that most of its table rows belong to.

    A strategy or a sheet may have tables of indicators as well; a document that has no others is one of indicators.

    Raises ParseError where no table is known (naming the headers seen and those expected), where the
    fiscal year is missing or contradicting, or where the document lacks what its kind must have.
    """
    declared, kind = context.columns, context.kind
    if kind:
        declared = declared.of(kind, "indicators")
    tables = find_tables(blocks, declared, context.knows_unit)
    if kind == "achievements" and not _rows_by(tables, lambda table: table.document)[kind]:
        declared = declared.of(kind)  # numbers alone are no sheet of what was done
        tables = find_tables(blocks, declared, context.knows_unit)
    if plan := _as_measures(blocks, tables, declared, context):
        return parse_strategy(plan, context)
    if not tables.headers or not (tables.under or tables.rejected):
        raise _unknown_tables(blocks, tables, declared, context)
    if kind:
        return PARSERS[kind](tables, context)
    kinds = _rows_by(tables, lambda table: table.document)
    listed = kinds.pop("indicators", 0)
    default: DocumentKind = "indicators" if listed else "achievements"
    most = max(sorted(kinds), key=lambda each: kinds[each], default=default)
    if most == "achievements" and (plan := _as_plan(blocks, tables, declared)):
        return parse_strategy(plan, context)
    if most == "strategy" and (lists := _as_indicators(blocks, tables, declared)):
        return parse_indicators(lists, context)
    if most == "strategy" and (sheet := _as_sheet(blocks, tables, context)):
        return parse_sheet(sheet, context)
    if most == "strategy" and _reports(tables):
        raise _report_without_results(tables, context.name)
    if most != "strategy" and listed and (told := results_beside(tables, declared)):
        raise _results_or_numbers(*told, context.name)
    if most == "strategy" and (months := _of_months(tables)):
        raise _no_results_but_months(months._replace(document=context.name))
    if most == "strategy" and (counted := _only_numbers(tables)):
        raise _names_and_numbers(*counted, context.name)
    if len(kinds) > 1:
        tables = find_tables(blocks, declared.of(most, "indicators"), context.knows_unit)
    try:
        return PARSERS[most](tables, context)
    except ParseError:
        if most == "strategy" and (dated := _dated(tables)):
            raise _no_results(*dated, context.name) from None
        raise


def _report_without_results(tables: Tables, name: str) -> ParseError:
    """The error that a report has no column of what was done; it names that of a year, which may be it."""
    if dated := _dated(tables):
        return _no_results(*dated, name)
    return ParseError(
        say("the title is that of a report, and no column of its table says what was done"),
        where=name,
        hint=say("call that column 実績 in the file; if this is a strategy, --kind strategy"),
    )


def _of_months(tables: Tables) -> Spot | None:
    """Where the first row of a table of measures stands that has a column for each month: who reports on a year does so."""
    for row in tables.table_rows:
        if are_months(column.header for column in row.header.columns if not column.column):
            return row.source
    return None


def _no_results_but_months(spot: Spot) -> ParseError:
    """The error that a table has marks of months, and no column that says what was done in them."""
    hint = say(
        "write what was done into a column 実績, of that year (実績（令和5年度）): the months then say when; if it is a strategy,"
        " --kind strategy"
    )
    return ParseError(say("a table of months without a column of what was done"), spot=spot, hint=hint)


def _results_or_numbers(header: str, of_units: bool, spot: Spot, name: str) -> ParseError:
    """The error that a table of indicators may be a sheet of what was done."""
    hint = say("say which with --kind achievements or --kind indicators (the numbers alone)")
    if not of_units:
        hint = say(
            "a sheet has a column of who is responsible, such as 担当課, or unit under [project] of tgx.toml; else"
            " --kind indicators (the numbers alone)"
        )
    return ParseError(
        say("a table of indicators, or a sheet of what was done: {header} has sentences", header=header),
        spot=spot._replace(document=name),
        hint=hint,
    )


def _dated(tables: Tables) -> tuple[str, int, Spot] | None:
    """A column of no declared name that says a fiscal year (令和5年度に行ったこと), the year, and its first row."""
    for row in tables.table_rows:
        for column in row.header.columns:
            if not column.column and (year := year_of_header(column.header)):
                return column.header, year, row.source
    return None


def _no_results(header: str, year: int, spot: Spot, name: str) -> ParseError:
    """The error that a table reports on a year, and no column is one of results."""
    return ParseError(
        say(
            "no strategy, and a sheet without a column of results: nothing says whether {header} holds results",
            header=header,
        ),
        spot=spot._replace(document=name),
        hint=say(
            "if it does, call it 実績（{year}） in the file; if this is a strategy, --kind strategy",
            year=era_label(year),
        ),
    )


def _as_plan(blocks: Sequence[Block], tables: Tables, columns: Columns) -> Tables | None:
    """The tables of a document that calls itself a plan and reports on nothing, where all its rows may be measures; else None."""
    headings = (tables.headings[number] for number, _ in tables.under)
    dated = any(column.kind and column.year_text for header in headings for column in header.columns)
    if dated or not calls_itself_a_plan(line.text for line in tables.titles):
        return None
    found = find_tables(blocks, columns.of("strategy", "indicators"))
    measures = _rows_by(found, lambda table: table.name)["measures"]
    sheet = _rows_by(tables, lambda table: table.document)["achievements"]
    return found if measures and measures >= sheet else None


def _as_measures(
    blocks: Sequence[Block], tables: Tables, columns: Columns, context: ParseContext
) -> Tables | None:
    """The tables of a strategy where no table seemed to be of measures: theirs stand beside their indicators, or have no column
    of who is responsible; else None. Where nobody says that it is one, its title must, and its tables have what a plan's have."""
    told = context.kind == "strategy"
    if (context.kind and not told) or _rows_by(tables, lambda table: table.document).keys() - {"indicators"}:
        return None
    lines = [line.text for line in tables.titles]
    of_numbers = any(map(_NAMES_INDICATORS.search, lines[:_TITLE_LINES]))
    if not told and (context.elsewhere or of_numbers or not calls_itself_a_plan(lines)):
        return None
    first = columns.of("strategy", "indicators").measures_first
    for each in (first, first.without("bureaus", "strategy")):
        found = find_tables(blocks, each)
        headings = [found.headings[number] for number, _ in found.under]
        measures = [header for header in headings if header.table.name == "measures"]
        if measures and (
            told or all(any(h.index(name) is not None for name in _OF_A_PLAN) for h in measures)
        ):
            return found
        numbered = (
            row
            for row in found.table_rows
            if row.header in measures and row.header.index("number") is not None
        )
        if row := next(numbered, None):
            raise ParseError(
                say("a strategy, or a list of indicators: its table may be of either"),
                spot=row.source._replace(document=context.name),
                hint=say("say which with --kind strategy or --kind indicators"),
            )
    return None


def _as_indicators(blocks: Sequence[Block], tables: Tables, columns: Columns) -> Tables | None:
    """The tables of a document whose title is that of a list of indicators, where all rows of measures may be such; else None."""
    if not any(_LIST_OF_INDICATORS.search(line.text.strip()) for line in tables.titles[:_TITLE_LINES]):
        return None
    found = find_tables(blocks, columns.of("indicators"))
    measures = _rows_by(tables, lambda table: table.name)["measures"]
    return found if found.under.total() >= max(measures, 1) else None


def _rows_by(tables: Tables, what: Callable[[DeclaredTable], TableKind]) -> Counter[TableKind]:
    """How many rows there are of which document, or under which name."""
    counted: Counter[TableKind] = Counter()
    for (number, _), rows in tables.under.items():
        counted[what(tables.headings[number].table)] += rows
    return counted


def _as_sheet(blocks: Sequence[Block], tables: Tables, context: ParseContext) -> Tables | None:
    """The tables of a document whose rows may be measures or achievements, where it is a sheet: its title is that of a report
    on a year, or nothing calls it a plan, and the project has its strategy elsewhere; else None.

    Raises ParseError where it may be either.
    """
    found = find_tables(blocks, context.columns.of("achievements", "indicators"), context.knows_unit)
    sheet = _rows_by(found, lambda table: table.document)["achievements"]
    if not sheet or sheet < _rows_by(tables, lambda table: table.name)["measures"]:
        return None
    lines = tables.titles
    if reports_on_a_year(line.text for line in lines[:_TITLE_LINES]):
        return found
    if names_a_plan(line.text for line in lines):
        return None
    if context.elsewhere or reports_on_results(line.text for line in lines[:_TITLE_LINES]):
        return found
    if document_year(lines[:_TITLE_LINES], "", None):
        raise ParseError(
            say("a strategy, or a sheet of what was done: its table may be of either"),
            where=context.name,
            hint=say("say which with --kind strategy or --kind achievements"),
        )
    return None


def _reports(tables: Tables) -> bool:
    """Whether what stands above the tables is the title of a report, and nothing there calls it a plan."""
    lines = [line.text for line in tables.titles]
    title = lines[:_TITLE_LINES]
    return (reports_on_a_year(title) or reports_on_results(title)) and not names_a_plan(lines)


def _only_numbers(tables: Tables) -> tuple[str, Spot] | None:
    """The header of a column of numbers beside names alone, and its first row, where nothing calls the document a plan."""
    counted = numbers_only(tables)
    return None if counted is None or names_a_plan(line.text for line in tables.titles) else counted


def _names_and_numbers(header: str, spot: Spot, name: str) -> ParseError:
    """The error that a table has names and numbers, and nothing says whether they are measures or what was done."""
    return ParseError(
        say("a table of names and numbers ({header}), and nothing calls it a plan", header=header),
        spot=spot._replace(document=name),
        hint=say(
            "if the numbers are results, say what was done in a column 実績 of that year (実績（令和5年度）); if this is a"
            " strategy, --kind strategy"
        ),
    )


def _unknown_tables(
    blocks: Sequence[Block], tables: Tables, columns: Columns, context: ParseContext
) -> ParseError:
    name = context.name
    rows = [block for block in blocks if isinstance(block, Row)]
    if not rows:
        return ParseError(
            say("no table in this document"),
            where=name,
            hint=say(
                "is it the right file? tgx reads what stands in tables: a sheet's have 担当局, 項目名, 実績, a strategy's"
                " 番号, 施策, 概要, 担当課; write running text as one: a row for each heading, with the unit (in brackets or"
                " not), the heading and the text under it in columns of their own"
            ),
        )
    if tables.headers:
        return ParseError(say("a header but no rows under it"), where=name, hint=say("is the file complete?"))
    if not tables.unknown:
        return ParseError(say("no header in this document"), where=name, hint=say("is it the right file?"))
    if tables.sideways:
        return _left_out(tables.sideways[0], name, HEADERS_IN_FIRST_COLUMN, WITH_A_HEADER_ROW)
    if tables.long_unread:
        row, spot, why = tables.long_unread[0]
        return _left_out(row, name, A_ROW_FOR_EACH_VALUE, WITH_KIND_AND_YEAR, spot, why)
    nearest = _nearest_header(rows, columns)
    if nearest is None and (by_year := numbers_by_year(rows, name)):
        return by_year
    wide = nearest or max(tables.unknown, key=lambda row: sum(bool(cell.text.strip()) for cell in row.cells))
    seen = [" ".join(cell.text.split()) or say("(empty)") for cell in wide.cells]
    near = nearest_table(seen, columns)
    if near and unit_over(blocks, wide, context.knows_unit):
        lacking = [column.name for column in near[1] if column.name not in _UNITS]
        dated = any(beside_role(header, near[0]) for header in seen)
        if not lacking or (lacking == ["result"] and dated):
            return _no_column_of_results(seen, wide.spot._replace(document=name))
    if near and near[1]:
        lacks = joined(
            (say("{name}: {names} …", name=coded(c.name), names=c.names[:4]) for c in near[1]), "; "
        )
        expected = say(
            "nearest is the table {name}, which lacks {lacks}", name=coded(near[0].name), lacks=lacks
        )
    else:
        expected = joined(map(_expected, columns.tables), "; ")
    what = say("no known header; seen: {seen}; expected {expected}", seen=_shortened(seen), expected=expected)
    if are_months(seen):
        return _no_results_but_months(wide.spot._replace(document=name))
    if numbers := headers_of_figures(seen, columns):
        what = say(
            "no known header; seen: {seen}; {numbers}: figures, no results; expected {expected}",
            seen=_shortened(seen),
            numbers=numbers,
            expected=expected,
        )
    return ParseError(
        what,
        spot=wide.spot._replace(document=name),
        hint=_how_to_declare(near[1] if near else ()),
    )


def _no_column_of_results(seen: Sequence[str], spot: Spot) -> ParseError:
    """The error that a list of what there was has all that a sheet needs but results."""
    hint = say(
        "write what was done into a column 実績 (開催した, 中止): days, places and numbers beside it are then read with it"
    )
    what = say(
        "a list of what there was, and no column that says what was done; seen: {seen}", seen=_shortened(seen)
    )
    return ParseError(what, spot=spot, hint=hint)


def _left_out(
    row: Row, name: str, what: str, hint: str, spot: Spot | None = None, why: str = ""
) -> ParseError:
    """The error that a document has only tables of a form that it is not sure how to read, and ``what`` that form is; ``spot``
    is the place of the row that is not sure, and ``why``."""
    cells = " | ".join(" ".join(cell.text.split())[:20] for cell in row.cells[:6])
    return ParseError(
        say(what, cells=cells, why=why),
        spot=(spot or row.spot)._replace(document=name),
        hint=say(hint),
    )


_FIRST_ROWS = 64
"""Rows among which the header of a document stands that none was found in."""


def _nearest_header(rows: Sequence[Row], columns: Columns) -> Row | None:
    """The first of the rows that name most of the columns that are known, where one names several: lines of an office system
    (出力日時 | …) may stand over it."""

    def named(row: Row) -> int:
        return columns_named([cell.text for cell in row.cells], columns)

    best = max(rows[:_FIRST_ROWS], key=named)
    return best if named(best) > 1 else None


_UNITS = ("bureau", "bureaus")


def _how_to_declare(lacking: Iterable[DeclaredColumn]) -> Message:
    """What to do about a header to which columns are lacking."""
    names = [column.name for column in lacking]
    if names and set(names) <= set(_UNITS):
        return say(
            "a sheet without a column of units: write 担当課：国際課 over each table, or"
            ' unit = "総務課" under [project] of tgx.toml; else add the names to words/columns.yaml of the project, or give'
            " them with --columns FILE"
        )
    return say(
        "call the columns in the file as tgx knows them, such as 実績（令和5年度）; or add the names to words/columns.yaml of"
        " the project, or give them with --columns FILE"
    )


def _expected(table: DeclaredTable) -> str:
    required = [c for c in (*table.columns, *table.values.values()) if c.required]
    names = joined((c.names[0] for c in required), " + ")
    return say("{name}: {names}", name=coded(table.name), names=names)


def _shortened(cells: Sequence[str]) -> str:
    return " | ".join(cell if len(cell) <= 20 else f"{cell[:19]}…" for cell in cells[:8])
