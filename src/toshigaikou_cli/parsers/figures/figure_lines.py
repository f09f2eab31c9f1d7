"""The lines in the cells of figures: an indicator each, or the rest of what the cell's width has broken (1,0 | 00)."""

from __future__ import annotations

from collections.abc import Collection

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.figures.figure_years import FigureColumns
from toshigaikou_cli.parsers.rows.cut_numbers import is_surely_cut
from toshigaikou_cli.records.blocks import Cell

_CUT_NAME = expression(
    r"者?[数率額量値度](?:[(（].*)?|[)）」』、。・ーぁぃぅぇぉっゃゅょァィゥェォッャュョを].*"
)
_GOES_ON = expression(r"[(（「『、・をのが]$")


def by_line(group: FigureColumns, values: Collection[str]) -> list[FigureColumns]:
    """The columns of an indicator, once for each line of its cell where every other cell has as many lines, or one or none;
    what is surely broken at the width of its cell is put together. ``values`` are the columns of numbers."""
    names = next((cell.text.strip() for column, cell in group if column.column == "indicator"), "")
    number = len(names.split("\n"))
    lines = {at: cell.text.strip().split("\n") for at, (_, cell) in enumerate(group)}
    numbers = {at: lines[at] for at, (column, _) in enumerate(group) if column.column in values}
    cut = {at for at, each in numbers.items() if is_surely_cut(each)}
    of_lines = number > 1 and any(len(each) == number for each in numbers.values())
    if cut or (of_lines and _is_cut_name(names.split("\n"))):
        if of_lines:
            cut |= {at for at, (column, _) in enumerate(group) if column.column in ("indicator", *values)}
        return [
            [(column, Cell("".join(lines[at]), cell.filled) if at in cut else cell)
             for at, (column, cell) in enumerate(group)]
        ]  # fmt: skip
    if not of_lines or any(
        len(each) not in (1, number) or (len(each) == 1 and each[0]) for each in numbers.values()
    ):
        return [group]

    def line(at: int, number_of_line: int) -> Cell:
        own = lines[at]
        text = own[number_of_line] if len(own) == number else "\n".join(own)
        return Cell(text, group[at][1].filled)

    return [[(column, line(at, n)) for at, (column, _) in enumerate(group)] for n in range(number)]


def _is_cut_name(lines: list[str]) -> bool:
    """Whether a line of an indicator's name is none of its own: 派遣した生徒 | 数."""
    rest = any(_CUT_NAME.fullmatch(line.strip()) for line in lines[1:])
    return rest or any(_GOES_ON.search(line.strip()) for line in lines[:-1])
