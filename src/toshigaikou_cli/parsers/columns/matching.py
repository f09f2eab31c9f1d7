"""Match a row of header cells against the declared columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from toshigaikou_cli.parsers.columns.alone import standing_alone, with_responsible
from toshigaikou_cli.parsers.columns.giving_way import (
    is_ordinary,
    is_past,
    with_dated,
    with_ordinary,
    with_states,
    without_past,
    without_weak,
)
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_figures import (
    figure_by_values,
    figure_column,
    with_weak_figures,
    with_year_columns,
)
from toshigaikou_cli.parsers.columns.header_names import (
    PARENTHESES,
    header_spellings,
    holds_figures,
    value_column,
)
from toshigaikou_cli.parsers.columns.indicator_kinds import with_kinds
from toshigaikou_cli.parsers.columns.levels import with_levels
from toshigaikou_cli.parsers.columns.outer_levels import with_outer_level
from toshigaikou_cli.parsers.columns.parts_of_year import YearPart, figures_of_parts, parts_of_year
from toshigaikou_cli.parsers.columns.plans_to_come import is_to_come, with_plans_to_come
from toshigaikou_cli.parsers.columns.revised_figures import revised_figures
from toshigaikou_cli.parsers.columns.row_kinds import kind_column
from toshigaikou_cli.parsers.columns.short_results import with_fuller_results
from toshigaikou_cli.parsers.columns.state_columns import state_column
from toshigaikou_cli.parsers.columns.tiers import with_tiers
from toshigaikou_cli.parsers.columns.value_kinds import with_open_kinds
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns, DeclaredColumn, DeclaredTable

LONGEST_HEADER = 120
"""A cell of more characters is no header."""


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
    def parts(self) -> Mapping[int, YearPart]:
        """The columns that only together are of a year, by their places."""
        return parts_of_year(self.columns)

    @cached_property
    def later_parts(self) -> frozenset[int]:
        """Those of them that go on what the first of their kind and year begins."""
        first = {(self.columns[at].kind, self.columns[at].year_text): at for at in reversed([*self.parts])}
        return frozenset(self.parts).difference(first.values())

    @cached_property
    def figures_of_parts(self) -> frozenset[int]:
        """The columns of numbers that are of parts of a year only."""
        return figures_of_parts(self.columns)

    @cached_property
    def to_come(self) -> tuple[int, ...]:
        """The columns of what comes next that are no columns of values."""
        places = enumerate(self.columns)
        return tuple(at for at, each in places if not (each.column or each.kind) and is_to_come(each.header))

    @cached_property
    def of_past(self) -> tuple[int, ...]:
        """The columns of results up to now that are no columns of values."""
        return tuple(
            at
            for at, each in enumerate(self.columns)
            if not (each.column or each.kind)
            and is_past(each)
            and (said := value_column(each.header, self.table))
            and said.kind == "result"
        )

    @cached_property
    def revised(self) -> Mapping[int, int]:
        """The columns of what a number was first, each with the place of what it was revised to."""
        return revised_figures(self.columns)

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
    cells: Sequence[str],
    columns: Columns,
    below: Sequence[Sequence[str]] = (),
    grouped: Mapping[int, HeaderColumn] = MappingProxyType({}),
) -> Header | None:
    """The declared table whose required columns all stand among ``cells``: the one that explains most of them.

    ``below`` are rows of the table under it: some names (実績, 評価) mean a text or a figure, as the cells do. ``grouped``
    are the columns of figures that the lower row of a header names.
    """
    if not may_be_header(cells, columns):
        return None
    best: tuple[float, Header] | None = None
    for table in columns.tables:
        header = Header(table, _match_cells(cells, table, below, grouped))
        if _missing(header) or _refused(cells, table):
            continue
        named = sum(1 for column in header.columns if column.column) - len(_not_there(header))
        named -= 0 if not header.table.needs or names_its_key(header) else 2
        named -= 2 * any(is_ordinary(column, table) for column in header.columns)  # a plan may have it, too
        # a column of states tells a sheet as that of a field does, whose name it has
        named += header.index("field") is None and any(column.states for column in header.columns)
        score = named + (0.5 if any(column.year_text for column in header.columns if column.kind) else 0.0)
        if best is None or score > best[0]:
            best = (score, header)
    return best[1] if best else None


def names_its_key(header: Header) -> bool:
    """Whether a column has the names of a table's key, and does not only stand in its place: a keyed sheet of measures beside
    their numbers does not name indicators."""
    at = header.index(header.table.key)
    if at is None:
        return False
    declared = next(column for column in header.table.columns if column.name == header.table.key)
    # the kind of an indicator may stand before what it is called (指標 | 名称)
    keys = [match_key(column.header) for column in header.columns[max(0, at - 1) : at + 1]]
    return any(each in declared.keys for key in keys for each in header_spellings(key)) or any(
        word in key for word in declared.words for key in keys
    )


def may_be_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row can be a header, or the upper row of one: most rows of a sheet are told by this alone."""
    if any(len(cell) > LONGEST_HEADER for cell in cells):
        return False
    return any(_names_a_column(cell, columns.keys) for cell in cells)


def columns_named(cells: Sequence[str], columns: Columns) -> int:
    """How many cells of a row are the name of a column of some table."""
    if any(len(cell) > LONGEST_HEADER for cell in cells):
        return 0
    return sum(_names_a_column(cell, columns.keys) for cell in cells)


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
    keys = [PARENTHESES.sub("", match_key(cell)) for cell in cells] if table.refuses else []
    return any(word in key for word in table.refuses for key in keys)


def headers_of_figures(cells: Sequence[str], columns: Columns) -> list[str]:
    """The headers among ``cells`` that would name a result or a plan, but for a word that says it is a figure."""
    return [
        text
        for text in cells
        if any(
            holds_figures(match_key(text), table) and any(word in match_key(text) for word in column.words)
            for table in columns.tables
            for column in table.values.values()
        )
    ]


def _match_cells(
    cells: Sequence[str],
    table: DeclaredTable,
    below: Sequence[Sequence[str]],
    grouped: Mapping[int, HeaderColumn] = MappingProxyType({}),
) -> tuple[HeaderColumn, ...]:
    taken: set[str] = set()
    found: list[HeaderColumn] = []
    for at, text in enumerate(cells):
        if at in grouped:
            found.append(_of_table(grouped[at], table))
            continue
        values = [row[at] for row in below if at < len(row)]
        column = _column_of(text, values, table, taken)
        if column is not None and not column.kind and not column.figure:
            taken.add(column.column)
        found.append(column or HeaderColumn("", text))
    found = with_year_columns(with_weak_figures(with_kinds(found, table, below), table, below), below)
    found = with_outer_level(table, with_levels(table, with_tiers(table, found, below), below), below)
    found = with_fuller_results(with_open_kinds(found, table.figures, below), table, below)
    found = with_dated(with_states(found, table, below), table, below)
    found = without_weak(without_past(with_ordinary(found, table, below), table), table)
    return with_plans_to_come(standing_alone(with_responsible(found, table), table))


def _of_table(column: HeaderColumn, table: DeclaredTable) -> HeaderColumn:
    """A column of figures as a table has it: one of indicators has their names in its key."""
    if column.column in table.figures:
        return column
    if column.column == "indicator" and table.needs:
        return HeaderColumn(table.key, column.header)
    return HeaderColumn("", column.header)


def _column_of(
    text: str, values: Sequence[str], table: DeclaredTable, taken: set[str]
) -> HeaderColumn | None:
    """The column that a header means. A name that may be of a figure or of a text is what the cells under it are; one
    that is surely of a figure (実績値) is no value, unless the user declares it to the letter."""
    return (
        kind_column(text, values, table)
        or figure_by_values(text, values, table)
        or state_column(text, values, table)
        or _plain_column(text, table, taken)
        or value_column(text, table, letter=True)
        or figure_column(text, values, table)
        or value_column(text, table)
        or _column_by_words(text, table, taken)
    )


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
