"""The rows of known tables, and what was met beside them: the account of a document's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Cell, Line, Row
from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.documents import RejectedRow
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shelf import Codec, shelved
from toshigaikou_cli.text.footnotes import heads_a_correction
from toshigaikou_cli.text.stated_numbers import is_figure, states_no_grade


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a known table: a cell for each column of its header, filled down where that means the same.

    ``reached``: a merged cell reaches into it from above (:func:`is_reached`).
    """

    header: Header
    cells: tuple[Cell, ...]
    source: Spot
    reached: bool = False

    def cell(self, column: str) -> Cell:
        """The cell of a declared column; an empty one where the table does not have the column."""
        at = self.header.index(column)
        return self.cells[at] if at is not None else Cell("")

    def is_revised(self, at: int) -> bool:
        """Whether a cell says what a number was first, and another one what it was revised to."""
        revised = self.header.revised.get(at)
        return revised is not None and is_figure(self.cells[revised].text.strip())

    def raw(self) -> tuple[RawCell, ...]:
        """The cells as they are kept; one under a grade's header that states none is of no declared column, nor is a number
        that was revised."""
        return tuple(
            RawCell(
                ""
                if (column.column == "rating" and states_no_grade(cell.text))
                or (self.header.revised and self.is_revised(at))
                else column.column,
                column.header,
                cell.text,
                cell.filled,
                cell.struck,
            )
            for at, (column, cell) in enumerate(zip(self.header.columns, self.cells, strict=True))
        )


TableItem = Line | TableRow
_IS_REMARK = expression(r"[(（].*[)）]|[※*].*|単位[:：].*")


def by_header(rows: Iterable[TableRow]) -> list[tuple[Header, list[TableRow]]]:
    """The rows under each header, in the order of their first ones."""
    found: dict[int, tuple[Header, list[TableRow]]] = {}
    for row in rows:
        found.setdefault(id(row.header), (row.header, []))[1].append(row)
    return list(found.values())


def is_reached(cells: Sequence[Cell]) -> bool:
    """Whether a merged cell reaches into a row from above, and the row's own text spans not all cells behind it: such a row is
    no heading of the rows below it."""
    above = [at for at, cell in enumerate(cells) if cell.filled and cell.text.strip()]
    if not above:
        return False
    own = [at for at, cell in enumerate(cells) if cell.text.strip() and not cell.filled]
    behind = cells[own[-1] + 1 :] if own else ()
    return not behind or not all(cell.filled and not cell.text.strip() for cell in behind)


_Flat = Line | tuple[int, tuple[Cell, ...], Spot, bool]
"""A row with the number of its header instead of the header."""


def _plain(item: _Flat) -> tuple[Any, ...]:
    if isinstance(item, Line):
        return tuple(item)
    header, cells, source, reached = item
    return header, tuple(map(tuple, cells)), tuple(source), reached


def _unplain(values: tuple[Any, ...]) -> _Flat:
    if isinstance(values[0], str):
        return Line(*values)
    header, cells, source, reached = values
    return header, tuple([Cell(*cell) for cell in cells]), Spot(*source), reached


@dataclass(slots=True)
class Tables:
    """The known tables of a document in reading order, between their heading lines, and the account of its rows.

    ``unknown`` holds the first row of each table that has no known header, ``of_nobody`` those of them that lack nothing but a
    column of units, ``assumed`` the rows of workbooks that name nobody and got who is responsible from the row above, though
    nothing is merged, ``of_measure_above`` those that got their measure from a row of another unit. ``under`` counts the rows
    under each of the ``headings``, by its number, on each page. ``between`` are the headings between rows, ``lone`` the
    rows that have their name and no more, ``parts`` those that tell more of the item that is merged over them (its text, and the
    place of each), ``longer`` the places of rows that go on in the next one, ``titles`` the lines before the first row.
    ``turned`` are the places of tables that had their headers in the first column, with the number of their records,
    ``sideways`` the first rows of such tables that were not read; ``long`` the places of tables with a row for each value, with
    the number of their values, ``long_unread`` the first rows of those that were not read, with the place of the row
    that is not sure, and why. ``notes`` are the lines that are notes or corrections, each with the number of rows before it.
    """

    rejected: list[RejectedRow] = field(default_factory=list)
    unknown: list[Row] = field(default_factory=list)
    of_nobody: list[Row] = field(default_factory=list)
    assumed: list[TableRow] = field(default_factory=list)
    of_measure_above: list[TableRow] = field(default_factory=list)
    between: list[tuple[str, Spot]] = field(default_factory=list)
    lone: list[TableRow] = field(default_factory=list)
    parts: list[tuple[str, Spot]] = field(default_factory=list)
    longer: set[Spot] = field(default_factory=set)
    turned: list[tuple[Spot, int]] = field(default_factory=list)
    sideways: list[Row] = field(default_factory=list)
    long: list[tuple[Spot, int]] = field(default_factory=list)
    long_unread: list[tuple[Row, Spot, str]] = field(default_factory=list)
    notes: list[tuple[int, Line]] = field(default_factory=list)
    rows: int = 0
    headers: int = 0
    continued: int = 0
    other: int = 0
    headings: list[Header] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    under: Counter[tuple[int, int | None]] = field(default_factory=Counter)
    _items: Sequence[_Flat] = ()

    @property
    def items(self) -> Iterator[TableItem]:
        """The lines and the rows."""
        for item in self._items:
            yield item if isinstance(item, Line) else TableRow(self.headings[item[0]], *item[1:])

    @property
    def table_rows(self) -> Iterator[TableRow]:
        return (item for item in self.items if isinstance(item, TableRow))

    @property
    def lines(self) -> Iterator[Line]:
        return (item for item in self._items if isinstance(item, Line))

    def lines_over(self) -> list[str]:
        """The text of the line over the first row of each heading, "" where none stands there; one in parentheses (（単位：人）)
        is a remark."""
        found = [""] * len(self.headings)
        line, last = "", -1
        for item in self._items:
            if isinstance(item, Line):
                line = line if _IS_REMARK.fullmatch(item.text.strip()) else item.text
            elif item[0] > last:
                last = item[0]
                found[last] = line
        return found

    def take(self, items: Iterable[TableItem]) -> None:
        """Put lines and rows away; nothing more is added to them."""
        self._items = shelved(map(self._numbered, items), Codec(_plain, _unplain))

    def _numbered(self, item: TableItem) -> _Flat:
        if isinstance(item, Line):
            if not self.headings:
                self.titles.append(item)
            if heads_a_correction(item.text):
                self.notes.append((self.under.total(), item))
            return item
        if not self.headings or self.headings[-1] is not item.header:
            self.headings.append(item.header)
        number = len(self.headings) - 1
        self.under[number, item.source.page] += 1
        return number, item.cells, item.source, item.reached
