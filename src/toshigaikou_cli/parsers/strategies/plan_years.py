"""Columns of a plan's tables that say a year and no kind of value: what stands under its own years is no actual value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import ends_in, header_spellings, without_year
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.context import ParseContext
from toshigaikou_cli.parsers.periods import years_in_force
from toshigaikou_cli.parsers.rows.table_rows import Tables
from toshigaikou_cli.parsers.years import read_year_words
from toshigaikou_cli.records.blocks import Line, Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import split_enumerator
from toshigaikou_cli.vocabulary.columns import DeclaredColumn

DeclaredFigures = Mapping[str, DeclaredColumn]

_KINDS = ("target", "forecast", "actual")
"""The kinds of values that a heading over a table may say."""
_LONGEST_HEADING = 40
_OF_A_LIST = expression(r"(?:の?(?:一覧|設定|まとめ))?表?$")


def years_of_plan(
    lines: Sequence[Line], other: Sequence[Row], context: ParseContext
) -> tuple[int | None, int | None]:
    """The first and the last fiscal year of the strategy, where lines near the top, or rows of other tables, state them."""
    texts = [context.kept(line.text) for line in lines[:60]]
    texts += [context.kept(" ".join(cell.text for cell in row.cells)) for row in other[:5]]
    for at, text in enumerate(texts):
        below = texts[at + 1] if at + 1 < len(texts) else ""
        years = years_in_force(text, below, at_top=at < 12)
        if years:
            return years
    return None, None


def first_to_come(first_year: int | None, now: int | None) -> int | None:
    """The first year that has no actual values in a plan: its own first one, or the one after a document that is later than
    that (a plan that was revised half-way); None where nothing says it."""
    if first_year is not None and (now is None or now <= first_year):
        return first_year
    return None if now is None else now + 1


def with_plan_years(tables: Tables, figures: DeclaredFigures, begins: int | None) -> Tables:
    """The tables, where columns of actual values that only a year says (R5 | R6) hold the targets of a plan from the year
    ``begins`` on, if the heading over them says so (数値目標), and else are of no kind; a heading of results leaves them. Where
    nothing says when the plan begins, none under a heading of targets is of a kind. A name of a plan's last or middle year
    (計画終了時) is that of a target."""
    if not any(_is_open(column, figures) for header in tables.headings for column in header.columns):
        return tables
    headings = [
        _of_plan(header, kind_said(line, figures), figures, begins)
        for header, line in zip(tables.headings, tables.lines_over(), strict=True)
    ]
    return replace(tables, headings=headings)


def reaches(tables: Tables, last_year: int) -> bool:
    """Whether a column of a year without a kind is of the last year of a plan, or a later one."""
    return any(
        column.kindless and _is_to_come(column.year_text, last_year)
        for header in tables.headings
        for column in header.columns
    )


def kind_said(heading: str, figures: DeclaredFigures) -> str:
    """The kind of values that a heading over a table says: "target" of 数値目標 and ５ 目標値の一覧; "" for none."""
    if len(heading) > _LONGEST_HEADING or "。" in heading:
        return ""
    key = match_key(split_enumerator(" ".join(heading.split()))[1] or heading)
    spellings = header_spellings(_OF_A_LIST.sub("", key))
    kinds = ((kind, figures[kind]) for kind in _KINDS if kind in figures)
    return next(
        (
            kind
            for kind, column in kinds
            if (column.keys - column.trend) & set(spellings) or ends_in(spellings, column)
        ),
        "",
    )


def _is_open(column: HeaderColumn, figures: DeclaredFigures) -> bool:
    return column.kindless or _is_of_plan(column, figures)


def _is_of_plan(column: HeaderColumn, figures: DeclaredFigures) -> bool:
    if column.column or column.kind or "target" not in figures:
        return False
    bare, year = without_year(match_key(column.header))
    return bool(year) and bool(figures["target"].planned & set(header_spellings(bare)))


def _of_plan(header: Header, said: str, figures: DeclaredFigures, begins: int | None) -> Header:
    """A header under a heading of the kind ``said``; the rows of one with a column of kinds (区分: 目標) say their own."""
    if header.index("series") is not None or not _has_indicators(header):
        return header
    columns = [_column(column, said, figures, begins) for column in header.columns]
    return replace(header, columns=tuple(columns))


def _has_indicators(header: Header) -> bool:
    return bool(header.table.needs) or any(column.column == "indicator" for column in header.columns)


def _column(column: HeaderColumn, said: str, figures: DeclaredFigures, begins: int | None) -> HeaderColumn:
    if column.kindless and said != "actual":
        if begins is None:
            return HeaderColumn("", column.header) if said else column
        if not _is_to_come(column.year_text, begins):
            return column
        return replace(column, column=said, kindless=False) if said else HeaderColumn("", column.header)
    if begins is not None and _is_of_plan(column, figures):
        year = without_year(match_key(column.header))[1]
        if _is_to_come(year, begins):
            return HeaderColumn("target", column.header, None, year, figure=True)
    return column


def _is_to_come(text: str, begins: int) -> bool:
    year = read_year_words(text, begins)
    return year is not None and year >= begins
