"""The yearly sheet of the bureaus' international work -> achievements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import NamedTuple, Self

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.columns.competing import refuse_competing
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.documents.accounts import (
    figures_alone,
    numbers_of_parts,
    parts_of_a_year,
    row_count,
    rows_of_one_text,
    turned_tables,
    units_over_tables,
    unknown_tables,
    unread_grades,
    unread_numbers,
    unsure,
    without_a_deed,
)
from toshigaikou_cli.parsers.documents.indicators import (
    TABLE,
    grades_elsewhere,
    table_indicators,
    unread_values,
)
from toshigaikou_cli.parsers.documents.said_otherwise import corrected_rows, notes_at_rows, revised_numbers
from toshigaikou_cli.parsers.documents.sections import Sections, section_in
from toshigaikou_cli.parsers.figures.figure_years import later_cells
from toshigaikou_cli.parsers.figures.from_to import unread_arrows
from toshigaikou_cli.parsers.figures.rating_years import newest_result, rating_years, unread_ratings
from toshigaikou_cli.parsers.figures.row_figures import (
    FigureFrame,
    rating_of,
    row_figures,
    stated_in,
    with_result,
)
from toshigaikou_cli.parsers.figures.years_in_rows import join_years
from toshigaikou_cli.parsers.results.as_beside import AsBeside
from toshigaikou_cli.parsers.results.beside import (
    UnreadCell,
    texts_without_a_name,
    unread_cells,
    with_beside,
    with_month_words,
    with_states_of_years,
)
from toshigaikou_cli.parsers.results.doubtful_results import refuse_doubtful
from toshigaikou_cli.parsers.results.legends import legend_of, unread_legends
from toshigaikou_cli.parsers.results.nameless import nameless_cells
from toshigaikou_cli.parsers.results.row_values import RowValue, row_values
from toshigaikou_cli.parsers.results.row_years import RowYears, dated_rows, last_of_rows
from toshigaikou_cli.parsers.results.told import says_not_begun
from toshigaikou_cli.parsers.rows.cut_numbers import NumberColumns
from toshigaikou_cli.parsers.rows.legend_rows import is_legend
from toshigaikou_cli.parsers.rows.row_series import RowSeries, row_series
from toshigaikou_cli.parsers.rows.shared_rows import shares_achievement, with_more
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.parsers.rows.told_again import ToldAgain
from toshigaikou_cli.parsers.rows.units_of_rows import side_by_side, together
from toshigaikou_cli.parsers.rows.units_over import UnitsOver, within_unit
from toshigaikou_cli.parsers.rows.year_headings import under_year
from toshigaikou_cli.parsers.years import column_years, document_year, sheet_years
from toshigaikou_cli.records.blocks import Line
from toshigaikou_cli.records.documents import ACHIEVEMENTS, AchievementRecord, RejectedRow, SheetDocument
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.indicators import IndicatorRecord, RowFigures
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.governments import government_of_lines, government_of_title
from toshigaikou_cli.text.whole_results import tells_no_deed

_AS_OF = expression(r"[(（]?(.+?)\s*(?:現在|時点|作成|公表|更新)[)）]?")
"""令和6年6月30日現在, （令和6年7月公表）."""


def parse_sheet(tables: Tables, context: ParseContext) -> SheetDocument:
    """Achievements of every row, for each of its value columns that holds a text.

    A row whose value cells are all empty gives one achievement with an empty result: nothing reported is a
    fact too. Raises ParseError or UsageError where the fiscal year is missing or contradicting.
    """
    numbers = NumberColumns(tables)
    context = replace(context, whole=numbers.whole, legend=legend_of(tables))
    years, names = _years(tables, context), _ColumnNames.of(context)
    listed = _listed(tables, context)
    beside, shared, rejected = _Beside.of(tables), tables.continued, len(tables.rejected)
    again = ToldAgain(context.name)
    achievements = shelved(again.noting(_records(tables, years, context, names, beside)), ACHIEVEMENTS)
    if again.said:
        achievements = shelved(again.once(achievements), ACHIEVEMENTS)
    tables.continued += again.rows
    year = _document_year(tables, years, context)
    joined = join_years(table_indicators(listed, context, year), listed, context.name)
    tables.continued += joined.rows
    records = tables.under.total() - (tables.continued - shared) - (len(tables.rejected) - rejected)
    return SheetDocument(
        title=beside.whole_title,
        achievements=achievements,
        rejected=tuple(tables.rejected),
        count=row_count(tables, records),
        findings=(
            *notes_at_rows(tables, context.name, beside.years | _years_of(joined.indicators)),
            *revised_numbers(tables, context.name),
            *unknown_tables(tables, context.name),
            *turned_tables(tables, context.name),
            *joined.findings,
            *parts_of_a_year(tables, context.name),
            *rows_of_one_text(tables, context.name),
            *unsure(tables, context.name),
            *units_over_tables(beside.of_units, beside.first_of_units, context.name),
            *figures_alone(beside.figures_alone, context.name),
            *unread_grades(tables, context.name),
            *unread_numbers(tables, numbers, context.name),
            *nameless_cells(tables, context.name),
            *numbers_of_parts(tables, context.name),
            *again.findings(),
            *beside.findings(context.name),
            *unread_legends(tables, context.legend, context.name),
            *unread_cells(
                beside.unread,
                context.name,
                say("write it into the result, a bullet for each date or number"),
            ),
            *unread_values(listed, context.name, year, joined.indicators),
            *unread_cells(
                beside.without_a_name,
                context.name,
                say("the row has no result: if this is what was done, name the column 実績"),
            ),
        ),
        indicators=joined.indicators,
        listed=len(listed) - joined.rows,
        government=government_of_title(beside.whole_title)
        or government_of_lines(line.text for line in tables.titles),
        published=_as_of(context.kept(line.text) for line in tables.titles),
    )


def _years_of(indicators: Iterable[IndicatorRecord]) -> set[int]:
    return {value.fiscal_year for each in indicators for value in each.values if value.fiscal_year}


def _listed(tables: Tables, context: ParseContext) -> list[tuple[TableRow, int | None]]:
    """The rows of tables of indicators, each with its own year; a sheet without such a table has none."""
    has_tables = any(header.table.name == TABLE for header in tables.headings)
    return list(dated_rows(tables, context, TABLE)) if has_tables else []


def _as_of(lines: Iterable[str]) -> str | None:
    """The day or month of the first line that says nothing but as of when, or when it was made."""
    for line in lines:
        said = _AS_OF.fullmatch(line.strip(" \u3000"))
        date = next(iter(find_dates(said[1], None)), None) if said else None
        if said and date and date.text == said[1].strip() and date.precision in ("day", "month"):
            return date.start if date.precision == "day" else date.start[:7]
    return None


@dataclass(slots=True)
class _Beside:
    """What is met beside the records of a sheet: its title, the name of its first tab, cells that were not read, grades of
    years without a result, remarks that correct what a row tells, texts of rows that report nothing, rows that have figures
    alone, results that refer to others, those of a word that tells no deed, how many rows are of each unit that stands over
    their table, where the first of these is, and all fiscal years of the records."""

    title: str = ""
    tab: str = ""
    unread: list[UnreadCell] = field(default_factory=list)
    of_units: Counter[str] = field(default_factory=Counter)
    first_of_units: Spot | None = None
    grades: list[UnreadCell] = field(default_factory=list)
    without_a_name: list[UnreadCell] = field(default_factory=list)
    figures_alone: list[tuple[str, Spot, bool]] = field(default_factory=list)
    corrected: list[Finding] = field(default_factory=list)
    referring: AsBeside = field(default_factory=AsBeside)
    no_deeds: list[tuple[str, Spot]] = field(default_factory=list)
    years: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, tables: Tables) -> Self:
        """Of a sheet of which nothing was met yet."""
        turned = frozenset(spot.table for spot, _ in tables.turned if spot.table is not None)
        return cls(referring=AsBeside(turned))

    def findings(self, name: str) -> Iterator[Finding]:
        """What is said of results that tell nothing of their own, of remarks, and of grades of other years."""
        yield from self.corrected
        yield from self.referring.findings(name)
        yield from without_a_deed(self.no_deeds, name)
        yield from grades_elsewhere(self.grades, name)

    def take_row(
        self, row: TableRow, own: Sequence[AchievementRecord], main: int, context: ParseContext
    ) -> None:
        """What a row's achievements leave to be told."""
        years = {each.fiscal_year for each in own}
        self.years |= years
        self.corrected += corrected_rows([row], context.name, max(years))
        self.corrected += unread_arrows((of for each in own for of in each.figures), context.name)
        self.without_a_name += texts_without_a_name(row, own[main])
        self.figures_alone += _without_words(own, row, context)
        self.no_deeds += [(each.result, each.source) for each in own if _tells_no_deed(each)]

    @property
    def whole_title(self) -> str:
        return self.title or self.tab

    def take(self, line: Line, context: ParseContext) -> bool:
        """Whether a line above all results is one of these, or may be: the first that is neither blank, a tab, nor a
        heading below one."""
        if self.title or (self.tab and not line.names_sheet and section_in(line, context)):
            return False
        if line.names_sheet:
            self.tab = self.tab or context.kept(line.text)
        else:
            self.title = context.kept(line.text)
        return True


def _records(
    tables: Tables,
    years: Mapping[int | None, dict[str, int]],
    context: ParseContext,
    names: _ColumnNames,
    beside: _Beside,
) -> Iterator[AchievementRecord]:
    """The achievements; those of a row that shares them with the next are one, and counted as such."""
    begun = False
    sections = Sections(context)
    units = UnitsOver(context.knows_unit)
    series = row_series(tables.items, tables.headings)
    of_rows = RowYears(context, series)
    held: list[AchievementRecord] = []
    above: TableRow | None = None
    for item in tables.items:
        tab = item.sheet if isinstance(item, Line) else item.source.sheet
        sections.enter(tab)
        if isinstance(item, Line):
            yield from held
            held, above = [], None
            of_rows.take(item)
            if is_legend(item.text):
                continue
            if units.take(item):
                sections.take_unit(item)
                beside.tab = beside.tab or context.kept(item.text)
            elif item.heads or begun or not beside.take(item, context):
                sections.take(item)
            else:
                sections.pass_by()
            continue
        sections.pass_by()
        year = of_rows.of(item, years.get(item.source.page, {}).get(""))
        if item.header.table.name == TABLE:
            continue
        begun = True
        units.pass_row(tab)
        of_unit = item.header.index("bureau") is None
        if of_unit and units.unit:
            beside.of_units[units.unit] += 1
            beside.first_of_units = beside.first_of_units or item.source
        own_years = under_year(years[item.source.page], year)
        if reason := series.refusal(item):
            text = " | ".join(" ".join(cell.text.split()) for cell in item.cells)
            tables.rejected.append(RejectedRow(reason, text, item.source))
            continue
        values = beside.referring.told(item, row_values(item, context), own_years, first=above is None)
        section = sections.own if of_unit or context.knows_unit(units.unit) else sections.section
        found, main, grades = _achievements(
            item, values, section, own_years, context, names, above, units.unit
        )
        above = item
        own, cells = _with_all_told(found, main, item, series, context, own_years)
        beside.grades += grades
        beside.take_row(item, own, main, context)
        together = with_more(held, own) if shares_achievement(item) else None
        if together is None:
            yield from held
            held = own
            beside.unread += cells
        else:
            tables.continued += 1
            held = together
    yield from held


def _with_all_told(
    found: Sequence[AchievementRecord],
    main: int,
    row: TableRow,
    series: RowSeries,
    context: ParseContext,
    years: Mapping[str, int],
) -> tuple[list[AchievementRecord], list[UnreadCell]]:
    """The achievements of a row with what the series of its rows and the columns beside the main one's result tell of them,
    and the cells of which nothing can be read."""
    own = [series.told(record, row) for record in found]
    if series.labels(row):
        own[main] = with_month_words(own[main], row)
    in_parts, referred = own[main].when, own[main].told
    results = (each.year_text for each in row.header.columns if each.kind == "result")
    of_results = frozenset(years[text] for text in results) if len(years) > 1 else frozenset()
    own[main], cells = with_beside(own[main], row, context, of_results)
    if len(of_results) > 1:
        cells += with_states_of_years(own, row, context, of_results, main)
    own[main] = own[main]._replace(when=own[main].when or in_parts, told=own[main].told or referred)
    return own, cells


def _tells_no_deed(record: AchievementRecord) -> bool:
    return record.kind == "result" and not record.told and tells_no_deed(record.result)


def _without_words(
    records: Iterable[AchievementRecord], row: TableRow, context: ParseContext
) -> Iterator[tuple[str, Spot, bool]]:
    """The records of a row (item, place) that have figures or a grade alone, and whether its state is that nothing was begun."""
    for each in records:
        if each.has_figures_alone:
            yield each.item, each.source, says_not_begun(row, context)


def _document_year(
    tables: Tables, years: Mapping[int | None, Mapping[str, int]], context: ParseContext
) -> int | None:
    """The year of the figures of a sheet's tables of indicators: its title's, or the only one that it has results of."""
    of_columns = {year for found in years.values() for year in found.values()}
    only = min(of_columns) if len(of_columns) == 1 else None
    return document_year(tables.titles, context.name, context.year) or only


def _years(tables: Tables, context: ParseContext) -> dict[int | None, dict[str, int]]:
    """The fiscal years of the value columns for each page.

    Sheets of a workbook whose names or titles say different years have each its own; else they are those of the whole
    document. Raises ParseError where two columns would give one row two results of one year, or the one of a description stands
    beside an unknown one that reports.
    """
    under = {number: each for number, each in enumerate(tables.headings) if each.table.name != TABLE}
    pages = list(dict.fromkeys(page for number, page in tables.under if number in under))
    lines = list(tables.lines)
    tabs = sheet_years(lines)
    own = [page for page in pages if page in tabs] if len(set(tabs.values())) > 1 else []
    rest = [page for page in pages if page not in own]
    years: dict[int | None, dict[str, int]] = {}
    for group in [*([page] for page in own), *([rest] if rest else [])]:
        numbers = dict.fromkeys(number for number, page in tables.under if page in group)
        headers = [under[number] for number in numbers if number in under]
        titles = [line for line in lines if line.page in group] if own else tables.titles
        found = column_years(
            headers,
            titles,
            context.name,
            context.year,
            by_name=group is rest,
            of_rows=partial(last_of_rows, tables, context, TABLE, group),
        )
        refuse_competing(headers, found, context.name)
        years.update(dict.fromkeys(group, found))
    refuse_doubtful(tables, context)
    return years


class _ColumnNames(NamedTuple):
    """How a context reads the cells that repeat, row after row."""

    field: Callable[[str], tuple[str, str]]
    units: Callable[[str, str, str], str]

    @classmethod
    def of(cls, context: ParseContext) -> Self:
        def units(bureau: str, department: str, office: str) -> str:
            lines = map(context.names_in, (bureau, department, office))
            several = side_by_side([each for each in lines if each])
            return several or together(*map(context.name_of, (bureau, department, office)))

        return cls(lru_cache(maxsize=256)(context.enumerated), lru_cache(maxsize=1024)(units))


def _achievements(
    row: TableRow,
    values: Sequence[RowValue],
    section: str,
    years: Mapping[str, int],
    context: ParseContext,
    names: _ColumnNames,
    above: TableRow | None,
    unit: str,
) -> tuple[list[AchievementRecord], int, list[UnreadCell]]:
    """The achievements of a row by its ``values``, the place of the one that what says no year is of, and its grades that are of
    none; ``unit`` is what stands over its table for who is responsible."""
    newest = newest_result(row.header.columns, years)
    empty = [
        value for value in values if value.kind == "result" and years[value.year_text] == newest
    ] or values
    filled = [value for value in values if value.text] or empty[:1] or [RowValue("result", "", "")]
    stated = tuple(cell.text for cell in (row.cell("measure"), row.cell("number")) if cell.text.strip())
    field = names.field(row.cell("field").text)[1]
    bureau = names.units(*(row.cell(name).text for name in ("bureau", "department", "office")))
    if row.header.index("bureau") is None:
        bureau = bureau or context.name_of(unit) or context.unit
    else:
        bureau = within_unit(context.name_of(unit), bureau, context.knows_unit)
    told = [(value.kind, years[value.year_text]) for value in filled]
    results = [of for kind, of in told if kind == "result"]
    main = told.index(("result", max(results))) if results else 0
    year = newest or told[main][1]
    frame = FigureFrame(context, year, lambda row: context.kept(row.cell("item").text), "item")
    rated = rating_years(row.header.columns, years, year)
    figures = with_result(
        row_figures(row, frame, stated_in(row), above, rated), row, filled[main], told[main][1]
    )
    found: list[AchievementRecord] = []
    for at, (kind, year_text, text, when, told_beside) in enumerate(filled):
        own = figures if at == main else RowFigures()
        if rated:
            of_year = rating_of(row, frame._replace(year=years[year_text]), rated) if kind == "result" else ""
            own = own._replace(rating=of_year)
        found.append(
            AchievementRecord(
                fiscal_year=years[year_text],
                kind=kind,
                section=section,
                field=field or section,
                bureau_text=bureau,
                item=context.kept(row.cell("item").text),
                result=text,
                cells=row.raw(),
                source=row.source,
                figures=own.indicators,
                rating=own.rating,
                amounts=own.amounts,
                stated=stated[:1],
                when=when,
                told=told_beside,
            )
        )
    return found, main, [*unread_ratings(row, rated, results), *later_cells(row, year)]
