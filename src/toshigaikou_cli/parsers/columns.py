"""Match a row of header cells against the declared columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.alone import standing_alone
from toshigaikou_cli.parsers.header import HeaderColumn
from toshigaikou_cli.parsers.levels import with_levels
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import (
    hold_figures,
    hold_grades,
    is_figure,
    says_none,
    series_in,
)
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredColumn, DeclaredTable

_YEAR = expression(
    rf"(?:(?:{eras.NAMES}|西暦|fy|[hrs])\.?(?:元|\d{{1,4}})(?:年度?)?|\d{{1,4}}年度?|(?<!\d)(?:19|20)\d\d(?!\d)|[前本当今次翌昨]年度)"
    r"(?:分|版)?"
)
_PARENTHESES = expression(r"[(（\[【〔<＜][^()（）\[\]【】〔〕<>＜＞]*[)）\]】〕>＞]")
_BRACKETS = expression(r"[()（）\[\]【】〔〕<>＜＞「」『』]")
LONGEST_HEADER = 120
"""A cell of more characters is no header."""
_YEARLESS = expression(
    r"^[()（）末現在時点の]*年?度?[()（）末現在時点の]*$|[(（](?:年度?末?|末)[)）]|[(（][)）]"
)
"""What a year leaves behind in a header that has little else: （）, 年度末, 時点."""
_SURE = expression(r"[値額率数済]$|見込$|指標|kpi|kgi")
"""Words that are of a figure wherever they stand in a header; others (目標, 実績, 評価) are so by the cells."""
_OF_GRADES = tuple(map(match_key, ("評価", "評価結果", "評価区分", "判定", "判定結果")))
"""What the names of columns end in that are of grades though not all of their cells are."""
_SHORTEST_SENTENCE = 12
TEXTS = ("indicator", "unit")
"""Columns that belong to figures and hold words."""
_NOTE_MARK = expression(r"(?<=.)(?:※|\*|注)[0-9]{1,2}[)）]?$")
"""The number of a note behind a header: 実績※1, 担当課（課名）注2."""
_SEVERAL = expression(r"[・、,/]|及び|および|並びに|ならびに")
"""What stands between the things of a header of several."""
_OF_KIND = expression(r"^(?:実績|計画|予定|見込)の?|の?(?:実績|計画|予定|見込)$")
_EDGES = "の※*・:：-~、,における"


@dataclass(frozen=True)
class Header:
    table: DeclaredTable
    columns: tuple[HeaderColumn, ...]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {found.column: at for at, found in reversed([*enumerate(self.columns)])}

    def index(self, column: str) -> int | None:
        """The place of a declared column, None where the header does not have it."""
        return self._places.get(column)

    @cached_property
    def carried(self) -> frozenset[str]:
        """The columns that are filled down: those that stand before the one that they must stand before, if there is such a
        one. The number of what groups rows stands on their left, a remark about each on their right."""
        return frozenset(name for name in self.table.carried if self._goes_before(name))

    def _goes_before(self, name: str) -> bool:
        other = next((column.before for column in self.table.columns if column.name == name), "")
        at, of = self.index(name), self.index(other) if other else None
        return at is None or of is None or at < of

    @cached_property
    def key(self) -> str:
        """The column that every row of its own fills: the table's key, or the one that stands for it here."""
        return (
            self.table.key
            if self.index(self.table.key) is not None
            else _substitute(self.table, self.table.key)
        )


def match_header(
    cells: Sequence[str], columns: Columns, below: Sequence[Sequence[str]] = ()
) -> Header | None:
    """The declared table whose required columns all stand among ``cells``: the one that explains most of them.

    ``below`` are rows of the table under it: some names (実績, 評価) mean a text or a figure, as the cells do.
    """
    if not may_be_header(cells, columns):
        return None
    best: tuple[float, Header] | None = None
    for table in columns.tables:
        header = Header(table, _match_cells(cells, table, below))
        if _missing(header) or _refused(cells, table):
            continue
        named = sum(1 for column in header.columns if column.column) - len(_not_there(header))
        named -= 0 if _names_its_key(header) else 2
        score = named + (0.5 if any(column.year_text for column in header.columns if column.kind) else 0.0)
        if best is None or score > best[0]:
            best = (score, header)
    return best[1] if best else None


def _names_its_key(header: Header) -> bool:
    """Whether a table that is told by its figures names its key, too: a keyed sheet of measures beside their numbers does
    not name indicators."""
    at = header.index(header.table.key)
    if not header.table.needs or at is None:
        return True
    declared = next(column for column in header.table.columns if column.name == header.table.key)
    key = match_key(header.columns[at].header)
    return any(each in declared.keys for each in header_spellings(key)) or any(
        word in key for word in declared.words
    )


def may_be_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row can be a header, or the upper row of one: most rows of a sheet are told by this alone."""
    if any(len(cell) > LONGEST_HEADER for cell in cells):
        return False
    return any(_names_a_column(cell, columns.keys) for cell in cells)


@lru_cache(maxsize=4096)  # fields and units repeat, row after row
def _names_a_column(text: str, known: frozenset[str]) -> bool:
    return any(spelling in known for spelling in header_spellings(match_key(text)))


def nearest_table(
    cells: Sequence[str], columns: Columns
) -> tuple[DeclaredTable, tuple[DeclaredColumn, ...]] | None:
    """The declared table that ``cells`` come nearest to, and its required columns that are missing."""
    meant = [table for table in columns.tables if not _refused(cells, table)]
    headers = [Header(table, _match_cells(cells, table, ())) for table in meant]
    found = [(sum(bool(c.column) for c in header.columns), header) for header in headers]
    count, header = max(found, key=lambda pair: pair[0], default=(0, None))
    return (header.table, _missing(header)) if header and count else None


def _missing(header: Header) -> tuple[DeclaredColumn, ...]:
    """The required columns that are not there, and that nothing in the header makes up for."""
    return tuple(column for column in _not_there(header) if not _made_up_for(column, header))


def _not_there(header: Header) -> tuple[DeclaredColumn, ...]:
    has = {column.column for column in header.columns}
    declared = (*header.table.columns, *header.table.values.values())
    missing = [column for column in declared if column.required and column.name not in has]
    needed = header.table.needs
    if needed and not needed & has:
        missing.append(next(column for role, column in header.table.figures.items() if role in needed))
    return tuple(missing)


def _made_up_for(column: DeclaredColumn, header: Header) -> bool:
    has = {each.column for each in header.columns} - {""}
    if _substitute(header.table, column.name) in has:
        return True
    keys = [match_key(each.header) for each in header.columns]
    return column.unless in has and any(word in key for word in column.given for key in keys)


def _substitute(table: DeclaredTable, column: str) -> str:
    """The column that stands for another one; "" where none does."""
    return next((each.name for each in table.columns if each.stands_for == column), "")


def _refused(cells: Sequence[str], table: DeclaredTable) -> bool:
    """Whether a word stands in the header, outside parentheses, that the table's header does not have."""
    keys = [_PARENTHESES.sub("", match_key(cell)) for cell in cells] if table.refuses else []
    return any(word in key for word in table.refuses for key in keys)


def figures(cells: Sequence[str], columns: Columns) -> list[str]:
    """The headers among ``cells`` that would name a result or a plan, but for a word that says it is a figure."""
    return [
        text
        for text in cells
        if any(
            _holds_figures(match_key(text), table) and any(word in match_key(text) for word in column.words)
            for table in columns.tables
            for column in table.values.values()
        )
    ]


def _match_cells(
    cells: Sequence[str], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> tuple[HeaderColumn, ...]:
    taken: set[str] = set()
    found: list[HeaderColumn] = []
    for at, text in enumerate(cells):
        values = [row[at] for row in below if at < len(row)]
        column = _column_of(text, values, table, taken)
        if column is not None and not column.kind and not column.figure:
            taken.add(column.column)
        found.append(column or HeaderColumn("", text))
    found = with_levels(table, _with_weak_figures(found, table, below), below, header_spellings)
    return standing_alone(_with_dated(_without_weak(found, table), table), table, header_spellings)


def _with_dated(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where the one that names a year's work (令和6年度の取組) is what no other is, beside a word such as 実績値:
    without it, it may be what is planned."""
    keys = [match_key(column.header) for column in found]
    for kind, declared in table.values.items():
        dated = [
            at for at, column in enumerate(found) if not column.column and _is_dated(column.header, declared)
        ]
        given = any(word in key for word in declared.given for key in keys)
        if len(dated) == 1 and given and all(column.kind != kind for column in found):
            (at,) = dated
            year = _without_year(keys[at])[1]
            return [*found[:at], HeaderColumn(kind, found[at].header, kind, year), *found[at + 1 :]]
    return found


def _is_dated(header: str, declared: DeclaredColumn) -> bool:
    bare, year = _without_year(match_key(header))
    spellings = header_spellings(bare) if year and declared.dated else []
    return any(key.removeprefix("の").removeprefix("における") in declared.dated for key in spellings)


def _with_weak_figures(
    found: list[HeaderColumn], table: DeclaredTable, below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a table that names its indicators: there 目標 and 現状 are figures, whatever they say; 実績 is one unless
    sentences stand under it, or no number does and 実績値 of its year is another column."""
    if not table.needs or all(column.column != table.key for column in found):
        return found
    sure = {_year_said(column) for column in found if column.column == "actual"}
    made = [column if column.column else _weak_figure(column, table) for column in found]
    return [
        own
        if new is not own
        and new.column == "actual"
        and _hold_words(at, below, beside=_year_said(new) in sure)
        else new
        for at, (own, new) in enumerate(zip(found, made, strict=True))
    ]


def _year_said(column: HeaderColumn) -> int | None:
    return parse_fiscal_year(column.year_text) if column.year_text else None


def _hold_words(at: int, rows: Sequence[Sequence[str]], *, beside: bool) -> bool:
    """Whether at least half of what the cells of a column say is a sentence, longer than any number; where its numbers
    stand ``beside`` it, whether none of them is a number."""
    texts = [row[at].strip() for row in rows if at < len(row)]
    said = [text for text in texts if text and not says_none(text)]
    words = [text for text in said if not is_figure(text)]
    sentences = [text for text in words if len(text) >= _SHORTEST_SENTENCE or "。" in text]
    return bool(said) and (2 * len(sentences) >= len(said) or (beside and words == said))


def _weak_figure(column: HeaderColumn, table: DeclaredTable) -> HeaderColumn:
    bare, year = _without_year(match_key(column.header))
    spellings = header_spellings(bare)
    for role, declared in table.figures.items():
        if any(key in declared.weak for key in spellings) or _ends_in(spellings, declared):
            return HeaderColumn(role, column.header, None, year, figure=True)
    return column


def _column_of(
    text: str, values: Sequence[str], table: DeclaredTable, taken: set[str]
) -> HeaderColumn | None:
    """The column that a header means. A name that may be of a figure or of a text is what the cells under it are; one
    that is surely of a figure (実績値) is no value, unless the user declares it to the letter."""
    return (
        _figure_by_values(text, values, table)
        or _plain_column(text, table, taken)
        or _value_column(text, table, letter=True)
        or _figure_column(text, values, table)
        or _value_column(text, table)
        or _column_by_words(text, table, taken)
    )


def _figure_by_values(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of a figure that a weak name (目標, 評価) means, by the cells; and of a result that holds only grades."""
    if not table.figures or not values:
        return None
    bare, year = _without_year(match_key(text))
    spellings = header_spellings(bare)
    plain = any(key in column.keys for key in spellings for column in table.columns)
    for role, column in table.figures.items():
        named = any(key in column.weak for key in spellings)
        most = role == "rating" and any(spelling.endswith(_OF_GRADES) for spelling in spellings)
        fits = hold_grades(_by_grade(values), most=True) if most else _fits(role, values)
        if fits and (named or (not plain and _ends_in(spellings, column))):
            return HeaderColumn(role, text, None, year, figure=True)
    if "rating" in table.figures and hold_grades(values, sure=True) and _value_column(text, table):
        return HeaderColumn("rating", text, None, year, figure=True)
    return None


def _by_grade(values: Sequence[str]) -> list[str]:
    """The texts of cells, those of several grades line by line."""
    return [
        text
        for value in values
        for text in (value.split("\n") if "\n" in value and not hold_grades([value]) else [value])
    ]


def _ends_in(spellings: Sequence[str], column: DeclaredColumn) -> bool:
    """Whether a header ends in a word of a figure's that is one only by its cells (年度末実績, 最終目標)."""
    return any(spelling.endswith(column.words) for spelling in spellings) if column.words else False


def _fits(role: str, values: Sequence[str]) -> bool:
    """Whether cells are what a role has: grades, units and names, or numbers."""
    if role == "rating":
        return hold_grades(_by_grade(values))
    if role == "series":
        return all(map(series_in, (text for text in values if text.strip())))
    if role in TEXTS:
        return not hold_figures(values)
    return hold_figures(values)


def _figure_column(text: str, values: Sequence[str], table: DeclaredTable) -> HeaderColumn | None:
    """The column of a figure that a name says for sure (実績値, 予算額（千円）, 指標); of a table of indicators also a year
    alone (平成29年度), which has the actual values where its cells are numbers."""
    if not table.figures:
        return None
    bare, year = _without_year(match_key(text))
    spellings = header_spellings(bare)
    sure = [
        role
        for role, column in table.figures.items()
        if any(key in column.keys and key not in column.weak for key in spellings)
        or any(_SURE.search(word) and word in bare for word in column.words)
    ]
    role = next((each for each in sure if _fits(each, values)), sure[0] if sure else "")
    if not role and not spellings and year and table.needs and _may_be_figures(values):
        role = "actual"
    if role == "indicator" and hold_figures(values):
        role = "actual" if "actual" in table.figures else ""
    return HeaderColumn(role, text, None, year, figure=True) if role else None


def _may_be_figures(values: Sequence[str]) -> bool:
    """Whether cells are numbers, or say nothing: the years of a schedule (→, 実施) have no values."""
    return not any(text.strip() for text in values) or hold_figures(values)


def _without_year(key: str) -> tuple[str, str]:
    """A header's key without the fiscal year that it states, and that year as it is written."""
    year = _YEAR.search(key)
    bare = _YEAR.sub("", key)
    return _YEARLESS.sub("", bare), year[0] if year else ""


def year_of_header(header: str) -> int | None:
    """The fiscal year that a header says, with its era or as 年度; None for none."""
    words = _YEAR.search(match_key(header))
    return parse_fiscal_year(words[0]) if words else None


def _without_weak(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of a weak name (内容) is no value beside one of a strong name (実績) of its kind."""

    def is_weak(column: HeaderColumn) -> bool:
        weak = table.values[column.kind].weak if column.kind else frozenset()
        return not column.year_text and any(key in weak for key in header_spellings(match_key(column.header)))

    strong = {column.kind for column in found if column.kind and not is_weak(column)}
    return [
        HeaderColumn("", column.header) if column.kind in strong and is_weak(column) else column
        for column in found
    ]


def _plain_column(text: str, table: DeclaredTable, taken: set[str]) -> HeaderColumn | None:
    keys = header_spellings(match_key(text))
    for key in keys:
        for column in table.columns:
            if key in column.keys and column.name not in taken:
                return HeaderColumn(column.name, text)
    return None


def _column_by_words(text: str, table: DeclaredTable, taken: set[str]) -> HeaderColumn | None:
    """The column one of whose words stands in a header."""
    key = match_key(text)
    named = (c for c in table.columns if c.name not in taken and any(word in key for word in c.words))
    return next((HeaderColumn(column.name, text) for column in named), None)


def _value_column(text: str, table: DeclaredTable, *, letter: bool = False) -> HeaderColumn | None:
    """The column of results or plans that a header means; ``letter``: only one that is declared to the letter."""
    key = match_key(text)
    year = _YEAR.search(key)
    bare = _YEAR.sub("", key)
    spellings = header_spellings(bare)
    if _holds_figures(bare, table):
        spellings = spellings[:1]  # only a name that says so to the letter
    for spelling in spellings:
        for kind, column in table.values.items():
            if spelling in column.keys:
                return HeaderColumn(kind, text, kind, year[0] if year else "")
    if letter or _holds_figures(bare, table) or _counts(bare, table):
        return None
    said = _kind_said(text, table)
    return HeaderColumn(said, text, said, year[0] if year else "") if said else None


def _counts(key: str, table: DeclaredTable) -> bool:
    """Whether a header without the word of its kind is that of a count beside the results: 参加者数（計画）, 参加者数実績."""
    counts = table.beside.get("count")
    bare = _OF_KIND.sub("", _PARENTHESES.sub("", key))
    return counts is not None and bare in counts.keys


def _kind_said(text: str, table: DeclaredTable) -> YearKind | None:
    """The kind that the words of a header say; of several things (計画・実績) a result, where one of them is."""
    parts = [_YEAR.sub("", match_key(part)) for part in _SEVERAL.split(_PARENTHESES.sub("", text))]
    kinds = {_kind_of_words(part, table) for part in parts} - {None}
    found = kinds or {_kind_of_words(_YEAR.sub("", match_key(text)), table)}
    return next((kind for kind in table.values if kind in found), None)


def _kind_of_words(key: str, table: DeclaredTable) -> YearKind | None:
    """The kind that the last word says (取組内容計画 is of plans, 計画の実績 of results), or the longer one that shares
    characters with it (今後の取組内容)."""
    found = [
        (at, at + len(word), kind)
        for kind, column in table.values.items()
        for word in column.words
        if (at := key.rfind(word)) >= 0
    ]
    if not found:
        return None
    start = max(found, key=lambda each: each[1])[0]
    return min((each for each in found if each[1] > start), key=lambda each: each[0])[2]


def _holds_figures(key: str, table: DeclaredTable) -> bool:
    """Whether a header names a figure: 実績値, 予算実績額, 実績（件）."""
    numbers = table.numbers
    inside = [part.strip("()[]【】〔〕<>") for part in _PARENTHESES.findall(key)]
    outside = _PARENTHESES.sub("", key)
    for word in numbers.but:
        outside = outside.replace(word, "")
    return any(word in outside for word in numbers.words) or any(
        part in numbers.units or part.endswith(numbers.words) for part in inside
    )


def header_spellings(key: str) -> list[str]:
    """A header's key as it stands, without its parenthesized parts, and without the brackets alone."""
    key = _NOTE_MARK.sub("", key) or key
    spellings = [key]
    if _BRACKETS.search(key):
        spellings += [_PARENTHESES.sub("", key), _BRACKETS.sub("", key)]
    return [spelling.strip(_EDGES) for spelling in spellings if spelling.strip(_EDGES)]
