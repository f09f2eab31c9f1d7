"""Which columns hold numbers, grades or amounts: by their names, and by the cells under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import (
    PARENTHESES,
    ends_in,
    header_spellings,
    holds_years,
    stem_of,
    value_column,
    without_year,
)
from toshigaikou_cli.text.dates.header_years import parse_year_of_month
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.outcome_words import STRONG
from toshigaikou_cli.text.stated_numbers import (
    hold_directions,
    hold_figures,
    hold_grades,
    is_figure,
    named_figure,
    says_none,
    series_in,
)
from toshigaikou_cli.vocabulary.columns import DeclaredColumn, DeclaredTable

_SURE = expression(r"[値額率数済]$|見込$|指標|kpi|kgi")
"""Words that are of a figure wherever they stand in a header; others (目標, 実績, 評価) are so by the cells."""
_OF_GRADES = tuple(map(match_key, ("評価", "評価結果", "評価区分", "判定", "判定結果")))
"""What the names of columns end in that are of grades though not all of their cells are."""
_SHORTEST_SENTENCE = 12
_LONGEST_WORD = 8
"""Characters of a value that is no number (実施, 一部実施)."""
VALUES = ("base", "target", "actual", "forecast")
"""Columns of the values of an indicator."""
TEXTS = ("indicator", "unit")
"""Columns that belong to figures and hold words."""


def figure_by_values(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of a figure that a weak name (目標, 評価) means, by the cells; and of a result that holds only grades."""
    if not table.figures or not values:
        return None
    bare, year = without_year(match_key(text))
    spellings = header_spellings(bare)
    plain = any(key in column.keys for key in spellings for column in table.columns)
    for role, column in table.figures.items():
        weak = any(key in column.weak for key in spellings)
        if not (weak or (not plain and ends_in(spellings, column))):
            continue  # most names are of no figure: the cells need not be asked
        most = role == "rating" and any(spelling.endswith(_OF_GRADES) for spelling in spellings)
        fits = hold_grades(_by_grade(values), most=True) if most else _fits(role, values)
        if fits and not (role in VALUES and _tell_deeds(values) and value_column(text, table)):
            return HeaderColumn(role, text, None, year, figure=True)
    if "rating" in table.figures and hold_grades(values, sure=True) and value_column(text, table):
        return HeaderColumn("rating", text, None, year, figure=True)
    return None


def _tell_deeds(values: Sequence[str]) -> bool:
    """Whether cells that say something mostly tell a deed behind their number: 2回開催, 30人受入れ."""
    said = [text.strip() for text in values if text.strip() and not says_none(text)]
    return 2 * sum(bool(STRONG.search(text)) for text in said) >= len(said) > 0


def _by_grade(values: Sequence[str]) -> list[str]:
    """The texts of cells, those of several grades line by line."""
    return [
        text
        for value in values
        for text in (value.split("\n") if "\n" in value and not hold_grades([value]) else [value])
    ]


def _fits(role: str, values: Sequence[str]) -> bool:
    """Whether cells are what a role has: grades, units and names, or numbers."""
    if role == "rating":
        return hold_grades(_by_grade(values))
    if role == "direction":
        return hold_directions(values)
    if role == "series":
        return all(map(series_in, (text for text in values if text.strip())))
    if role in TEXTS:
        return not hold_figures(values)
    return hold_figures(values) or (role == "target" and _name_figures(values))


def _name_figures(values: Sequence[str]) -> bool:
    """Whether cells mostly hold what is counted and its number (実施校数6校（R8）), or the number alone."""
    said = [text for text in values if text.strip() and not says_none(text)]
    named = sum(bool(named_figure(text)[0]) for text in said)
    return 2 * named >= len(said) > 0 and 4 * (named + sum(map(is_figure, said))) >= 3 * len(said)


def figure_column(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of a figure that a name says for sure (実績値, 予算額（千円）, 指標); of a table of indicators also a year
    alone (平成29年度), which has the actual values where its cells are numbers."""
    if not table.figures:
        return None
    bare, year = without_year(match_key(text))
    spellings = header_spellings(bare)
    sure = [
        role
        for role, column in table.figures.items()
        if any(key in column.keys and key not in column.weak for key in spellings)
        or any(_SURE.search(word) and word in bare for word in column.words)
        or (year and any(key in column.dated for key in spellings))
    ]
    part = _part_of_indicator(bare, table)
    if part:
        sure = [part] if part != "rating" or _fits(part, values) else []
    role = next((each for each in sure if _fits(each, values)), sure[0] if sure else "")
    if not role and not spellings and year and table.needs and _may_be_figures(values):
        role = "actual"
    if role == "indicator" and hold_figures(values):
        role = "actual" if "actual" in table.figures else ""
    return HeaderColumn(role, text, None, year, figure=True) if role else None


def _part_of_indicator(key: str, table: DeclaredTable) -> str:
    """The figure that a header says behind the word of an indicator (指標の単位, KPI実績値); "" where it says none there."""
    name = table.figures.get("indicator") or next(each for each in table.columns if each.name == table.key)
    outside = PARENTHESES.sub("", key)
    start = max((at + len(word) for word in name.words if (at := outside.rfind(word)) >= 0), default=-1)
    part = outside[start:].removeprefix("の").removeprefix("名") if start >= 0 else ""
    if not part or set(header_spellings(key)) & name.keys:
        return ""
    names = ("indicator", "series")
    return next((r for r, column in table.figures.items() if r not in names and part in column.keys), "")


def _may_be_figures(values: Sequence[str]) -> bool:
    """Whether cells are numbers, or say nothing: the years of a schedule (→, 実施) have no values."""
    return not any(text.strip() for text in values) or hold_figures(values)


def with_weak_figures(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a table that names its indicators: there 目標 and 現状 are figures, whatever they say; 実績 and 評価 are
    unless sentences stand under them, 実績 also unless no number does and 実績値 of its year is another column."""
    if table.values:
        return _with_words(found, table, below)
    if not table.needs:
        return _behind_indicators(found, table, below)
    if all(column.column != table.key for column in found):
        return found
    sure = {_year_said(column) for column in found if column.column == "actual"}
    made = [column if column.column else _weak_figure(column, table) for column in found]
    return [
        own
        if new is not own
        and new.column in ("actual", "rating")
        and _hold_words(at, below, beside=new.column == "actual" and _year_said(new) in sure)
        else new
        for at, (own, new) in enumerate(zip(found, made, strict=True))
    ]


def _behind_indicators(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a table of measures, where 現状 and 目標 behind its indicators are their values, whatever they say, and
    years alone are, if their cells are numbers and the table may have actual values."""
    first = next((at for at, each in enumerate(found) if each.figure and each.column == "indicator"), None)
    if first is None:
        return found
    behind = [each if each.figure or each.kind else _weak_figure(each, table) for each in found[first:]]
    behind = [
        _value_of_year(at, own, table, below) or (new if new.column in ("base", "target") else own)
        for at, (own, new) in enumerate(zip(found[first:], behind, strict=True), first)
    ]
    return [*found[:first], *behind]


def _value_of_year(
    at: int, column: HeaderColumn, table: DeclaredTable, below: Sequence[Sequence[str]]
) -> HeaderColumn | None:
    """The actual values under a year alone; None for any other column."""
    bare, year = without_year(match_key(column.header))
    if column.column or "actual" not in table.figures or not year or header_spellings(bare):
        return None
    if not _may_be_figures([row[at] for row in below if at < len(row)]):
        return None
    return HeaderColumn("actual", column.header, None, year, figure=True)


def with_year_columns(found: list[HeaderColumn], below: Sequence[Sequence[str]]) -> list[HeaderColumn]:
    """The columns, where one of no name beside a value has the years of it: 目標年 beside 目標値."""

    def named(at: int, column: HeaderColumn) -> HeaderColumn:
        if column.column or not holds_years(column.header):
            return column
        texts = [row[at] for row in below if at < len(row) and row[at].strip()]
        if not texts or any(parse_year_of_month(match_key(text)) is None for text in texts):
            return column
        beside = (found[place] for place in (at + 1, at - 1) if 0 <= place < len(found))
        of = (
            each.column
            for each in beside
            if each.column in VALUES and not each.year_text and stem_of(each.header) == stem_of(column.header)
        )
        return next((HeaderColumn(role, column.header, figure=True) for role in of), column)

    return list(map(named, range(len(found)), found))


def _with_words(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a sheet, where 目標 and 実績 beside the name and the unit of an indicator are its values though some of
    them are words (実施): 実績 where another column has the results."""
    if not {"indicator", "unit"} <= {column.column for column in found if column.figure}:
        return found
    has = {(column.column, _year_said(column)) for column in found if column.figure}
    results = sum(column.kind == "result" for column in found)
    made = list(found)
    for at, column in enumerate(found):
        if column.figure or column.kind == "plan" or (column.column and not column.kind):
            continue
        new = _weak_figure(column, table)
        if new.column not in VALUES or (
            column.kind and (results < 2 or (new.column, _year_said(new)) in has)
        ):
            continue
        texts = [row[at].strip() for row in below if at < len(row)]
        if any(texts) and all(len(text) <= _LONGEST_WORD or is_figure(text) for text in texts):
            made[at] = new
            results -= bool(column.kind)
    return made


def role_named(text: str, figures: Mapping[str, DeclaredColumn]) -> str:
    """The role of the figure that a header names to the letter, whatever stands under it; "" for none."""
    keys = header_spellings(without_year(match_key(text))[0])
    return next((role for role, column in figures.items() if column.keys & set(keys)), "")


def _year_said(column: HeaderColumn) -> int | None:
    return parse_year_of_month(column.year_text) if column.year_text else None


def _hold_words(at: int, rows: Sequence[Sequence[str]], *, beside: bool) -> bool:
    """Whether the cells of a column hold sentences; where its numbers stand ``beside`` it, whether none of them is a number."""
    return holds_sentences([row[at] for row in rows if at < len(row)], beside=beside)


def holds_sentences(cells: Sequence[str], *, beside: bool = False) -> bool:
    """Whether at least half of what cells say is a sentence, longer than any number, or (``beside``) none is a number."""
    texts = [text.strip() for text in cells]
    said = [text for text in texts if text and not says_none(text)]
    words = [text for text in said if not is_figure(text)]
    sentences = [text for text in words if len(text) >= _SHORTEST_SENTENCE or "。" in text]
    return bool(said) and (2 * len(sentences) >= len(said) or (beside and words == said))


def _weak_figure(column: HeaderColumn, table: DeclaredTable) -> HeaderColumn:
    bare, year = without_year(match_key(column.header))
    spellings = header_spellings(bare)
    for role, declared in table.figures.items():
        if role == "direction":
            continue  # only its cells tell it
        if any(key in declared.weak for key in spellings) or ends_in(spellings, declared):
            return HeaderColumn(role, column.header, None, year, figure=True)
    return column
