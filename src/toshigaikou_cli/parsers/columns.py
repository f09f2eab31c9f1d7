"""Match a row of header cells against the declared columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredColumn, DeclaredTable

_YEAR = re.compile(
    rf"(?:(?:{eras.NAMES}|西暦|fy|[hrs])\.?(?:元|\d{{1,4}})(?:年度?)?|\d{{1,4}}年度?|(?<!\d)(?:19|20)\d\d(?!\d)|[前本当今次翌昨]年度)"
    r"(?:分|版)?"
)
_PARENTHESES = re.compile(r"[(（\[【〔<＜][^()（）\[\]【】〔〕<>＜＞]*[)）\]】〕>＞]")
_BRACKETS = re.compile(r"[()（）\[\]【】〔〕<>＜＞「」『』]")
LONGEST_HEADER = 120
"""A cell of more characters is no header."""
_EDGES = "の※*・:：-~、,における"


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a table under its header. ``column`` is "" where it is not declared.

    ``year_text`` is the fiscal year as the header writes it, "" where it has none.
    """

    column: str
    header: str
    kind: YearKind | None = None
    year_text: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    table: DeclaredTable
    columns: tuple[HeaderColumn, ...]

    def index(self, column: str) -> int | None:
        """The place of a declared column, None where the header does not have it."""
        return next((at for at, found in enumerate(self.columns) if found.column == column), None)

    @property
    def key(self) -> str:
        """The column that every row of its own fills: the table's key, or the one that stands for it here."""
        return (
            self.table.key
            if self.index(self.table.key) is not None
            else _substitute(self.table, self.table.key)
        )


def match_header(cells: Sequence[str], columns: Columns) -> Header | None:
    """The declared table whose required columns all stand among ``cells``: the one that explains most of them."""
    if not may_be_header(cells, columns):
        return None
    best: tuple[float, Header] | None = None
    for table in columns.tables:
        header = Header(table, _match_cells(cells, table))
        if _missing(header) or _refused(cells, table):
            continue
        named = sum(1 for column in header.columns if column.column) - len(_not_there(header))
        score = named + (0.5 if any(column.year_text for column in header.columns if column.kind) else 0.0)
        if best is None or score > best[0]:
            best = (score, header)
    return best[1] if best else None


def may_be_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row can be a header, or the upper row of one: most rows of a sheet are told by this alone."""
    if any(len(cell) > LONGEST_HEADER for cell in cells):
        return False
    return any(spelling in columns.keys for cell in cells for spelling in _spellings(match_key(cell)))


def nearest_table(
    cells: Sequence[str], columns: Columns
) -> tuple[DeclaredTable, tuple[DeclaredColumn, ...]] | None:
    """The declared table that ``cells`` come nearest to, and its required columns that are missing."""
    meant = [table for table in columns.tables if not _refused(cells, table)]
    headers = [Header(table, _match_cells(cells, table)) for table in meant]
    found = [(sum(bool(c.column) for c in header.columns), header) for header in headers]
    count, header = max(found, key=lambda pair: pair[0], default=(0, None))
    return (header.table, _missing(header)) if header and count else None


def _missing(header: Header) -> tuple[DeclaredColumn, ...]:
    """The required columns that are not there, and that nothing in the header makes up for."""
    return tuple(column for column in _not_there(header) if not _made_up_for(column, header))


def _not_there(header: Header) -> tuple[DeclaredColumn, ...]:
    has = {column.column for column in header.columns}
    declared = (*header.table.columns, *header.table.values.values())
    return tuple(column for column in declared if column.required and column.name not in has)


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


def _match_cells(cells: Sequence[str], table: DeclaredTable) -> tuple[HeaderColumn, ...]:
    taken: set[str] = set()
    found: list[HeaderColumn] = []
    for text in cells:
        column = _plain_column(text, table, taken) or _value_column(text, table)
        if column is not None and not column.kind:
            taken.add(column.column)
        found.append(column or HeaderColumn("", text))
    return _standing_alone(_without_weak(found, table), table)


def _without_weak(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of a weak name (内容) is no value beside one of a strong name (実績) of its kind."""

    def is_weak(column: HeaderColumn) -> bool:
        weak = table.values[column.kind].weak if column.kind else frozenset()
        return not column.year_text and any(key in weak for key in _spellings(match_key(column.header)))

    strong = {column.kind for column in found if column.kind and not is_weak(column)}
    return [
        HeaderColumn("", column.header) if column.kind in strong and is_weak(column) else column
        for column in found
    ]


def _standing_alone(found: list[HeaderColumn], table: DeclaredTable) -> tuple[HeaderColumn, ...]:
    """The columns, where one that may stand alone (担当課) takes the place of one that is not there (担当局)."""
    named = {column.column for column in found}
    instead = {
        column.name: column.alone for column in table.columns if column.alone and column.alone not in named
    }
    return tuple(replace(column, column=instead.get(column.column, column.column)) for column in found)


def _plain_column(text: str, table: DeclaredTable, taken: set[str]) -> HeaderColumn | None:
    keys = _spellings(match_key(text))
    for key in keys:
        for column in table.columns:
            if key in column.keys and column.name not in taken:
                return HeaderColumn(column.name, text)
    return None


def _value_column(text: str, table: DeclaredTable) -> HeaderColumn | None:
    key = match_key(text)
    year = _YEAR.search(key)
    bare = _YEAR.sub("", key)
    spellings = _spellings(bare)
    if _holds_figures(bare, table):
        spellings = spellings[:1]  # only a name that says so to the letter
    for spelling in spellings:
        for kind, column in table.values.items():
            if spelling in column.keys:
                return HeaderColumn(kind, text, kind, year[0] if year else "")
    if _holds_figures(bare, table):
        return None
    for kind, column in table.values.items():
        if any(word in bare for word in column.words):
            return HeaderColumn(kind, text, kind, year[0] if year else "")
    return None


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


def _spellings(key: str) -> list[str]:
    """A header's key as it stands, without its parenthesized parts, and without the brackets alone."""
    spellings = [key, _PARENTHESES.sub("", key), _BRACKETS.sub("", key)]
    return [spelling.strip(_EDGES) for spelling in spellings if spelling.strip(_EDGES)]
