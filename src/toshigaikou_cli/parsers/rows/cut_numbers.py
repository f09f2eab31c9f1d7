"""Numbers that a break cuts in a narrow cell (1 | 6, 1,2 | 34): put together where the column tells that each cell has one.

Where nothing tells whether 1 | 6 is one number or two, it is neither: the cell is named as not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.table_rows import TableRow, Tables
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.figures import fold_width
from toshigaikou_cli.text.stated_numbers import is_figure, is_unit, says_none
from toshigaikou_cli.text.wrapped import unwrapped

_BOUND = expression("以上|以下|未満|程度|超|以内")
_DIGITS = expression(r"[\d,.]*\d[\d,.]*|[\d,.]*\d[\d,.]*\D{0,6}")
_CUT_NUMBER = expression(r"[\d,.]*[,.][\d,.]*\D{0,6}")
_WITHIN = expression(r"[\d,.]\s*\n\s*\d")

_ColumnKey = tuple[tuple[str, ...], int]


def is_surely_cut(lines: Sequence[str]) -> bool:
    """Whether the lines of a cell are one number, and one of them none: 1,0 | 00, 100件 | 以上, 1,250 | 人."""
    if len(lines) < 2 or not is_figure("".join(lines)):
        return False
    return any(_is_rest(line.strip()) for line in lines)


def _is_rest(line: str) -> bool:
    plain = fold_width(line)
    return (
        bool(_BOUND.fullmatch(plain))
        or is_unit(plain)
        or bool(_CUT_NUMBER.fullmatch(plain) and not is_figure(line))
    )


def may_be_cut(text: str) -> bool:
    """Whether a break stands between the digits of what would be one number without it."""
    if "\n" not in text or not _WITHIN.search(fold_width(text)):
        return False
    lines = _lines(text)
    return all(_DIGITS.fullmatch(fold_width(line)) for line in lines) and is_figure("".join(lines))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n") if line.strip()]


class NumberColumns:
    """The columns of a document's tables of which every cell that says something has one number."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[_ColumnKey, bool] = {}

    def whole(self, row: TableRow, at: int) -> Cell:
        """A cell of a row with its number put together, where one is cut; else as it is."""
        cell = row.cells[at]
        if not may_be_cut(cell.text):
            return cell
        lines = _lines(cell.text)
        cut = is_surely_cut(lines) or (
            len(lines) == 2
            and row.source not in self._tables.longer
            and not self._lists(row, at)
            and self._of_numbers(row.header, at)
        )
        return cell._replace(text="".join(lines)) if cut else cell

    def unread(self, row: TableRow, columns: Mapping[str, object]) -> Iterator[int]:
        """The places of a row's figures in some columns whose number stays cut, and is not told by lines."""
        for at, (column, cell) in enumerate(zip(row.header.columns, row.cells, strict=True)):
            if column.figure and column.column in columns and may_be_cut(self.whole(row, at).text):
                named = row.header.index("indicator")
                names = _lines(row.cells[named].text) if named is not None else []
                if len(names) != len(_lines(cell.text)):
                    yield at

    @staticmethod
    def _lists(row: TableRow, at: int) -> bool:
        """Whether another cell of the row has two lines, so that each may have a number of its own."""
        others = (cell.text for place, cell in enumerate(row.cells) if place != at and "\n" in cell.text)
        return any(len(_lines(text)) == len(_lines(unwrapped(text))) == 2 for text in others)

    def _of_numbers(self, header: Header, at: int) -> bool:
        key = tuple(column.header for column in header.columns), at
        if key not in self._known:
            texts = [
                row.cells[at].text
                for row in self._tables.table_rows
                if tuple(column.header for column in row.header.columns) == key[0]
            ]
            said = [text for text in texts if text.strip() and not says_none(text) and not may_be_cut(text)]
            self._known[key] = bool(said) and all(
                "\n" not in text.strip() and is_figure(text) for text in said
            )
        return self._known[key]
