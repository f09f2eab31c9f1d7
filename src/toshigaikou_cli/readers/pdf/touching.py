"""Tables that touch: told apart where the row that the second one opens with is a header of other columns."""

from __future__ import annotations

import itertools
import operator
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.beside import captioned, second_table
from toshigaikou_cli.readers.pdf.labels import (
    LEAST_LABELS,
    RegionTexts,
    are_labels,
    bounds_of,
    levels_of,
    region_texts,
)
from toshigaikou_cli.readers.pdf.tables import Grid, Region
from toshigaikou_cli.readers.pdf.text import Run

_FIGURE = expression(r"[0-9０-９]")
_LEAST_ROWS = 2
_MOST_UNITS = 20_000
"""A grid of more is that of a drawing."""


def parted(grid: Grid, runs: Sequence[Run]) -> list[Grid]:
    """The tables of a grid: those under each other, those beside each other, or the grid itself."""
    if grid.rows < _LEAST_ROWS or grid.columns < LEAST_LABELS or grid.rows * grid.columns > _MOST_UNITS:
        return [grid]
    below = _starts_below(grid, runs)
    if below:
        texts = region_texts(grid, runs)
        parts = [
            _part(grid, range(a, b), range(grid.columns), texts)
            for a, b in zip([0, *below], [*below, grid.rows], strict=True)
        ]
        return [part for each in parts for part in _beside(each, runs)]
    return _beside(grid, runs)


def _beside(grid: Grid, runs: Sequence[Run]) -> list[Grid]:
    cut = second_table(grid, runs)
    if cut is None and grid.aligned:
        cut = captioned(grid, runs)
    if cut is None:
        return [grid]
    texts = region_texts(grid, runs)
    return [_part(grid, range(grid.rows), half, texts) for half in (range(cut), range(cut, grid.columns))]


# ---------------------------------------------------------------- under each other


def _starts_below(grid: Grid, runs: Sequence[Run]) -> list[int]:
    # The rows that another table begins with: no cell reaches over its upper edge, it holds nothing but labels, and the
    # columns above and below are others, or one table is wider than the other.
    bounds = [bounds_of(grid, row) for row in range(grid.rows)]
    under = list(itertools.accumulate(reversed(bounds), operator.or_))[::-1]
    partly = any(0 < len(edge) < grid.columns for edge in (grid.open_top, grid.open_bottom))
    texts: RegionTexts = {}
    starts: list[int] = []
    first, above = 0, bounds[0]
    for row in range(1, grid.rows - 1):
        here = bounds[row] if bounds[row] == bounds[row + 1] else under[row]
        others = not (above >= here or here >= above or above >= bounds[row])
        others = others or _divided_otherwise(bounds[first:row], bounds[row:], above)
        if (others or partly) and not _spanned(grid, row):
            texts = texts or region_texts(grid, runs)
            if not _has_columns(grid, range(first, row), texts):  # a heading of the table
                above = above | bounds[row]
                continue
            if _heads(grid, row, texts) and (others or _other_width(grid, first, row, texts)):
                starts.append(row)
                first, above = row, set()
        above = above | bounds[row]
    return starts


def _has_columns(grid: Grid, rows: range, texts: RegionTexts) -> bool:
    return any(sum(bool(texts[index]) for index in set(grid.unit_region[row])) >= 2 for row in rows)


def _heads(grid: Grid, row: int, texts: RegionTexts) -> bool:
    # Whether a row is a header: labels of one row each, none of which stands again below it, over rows with figures.
    header = list(dict.fromkeys(grid.unit_region[row]))
    if not are_labels([texts[index] for index in header]):
        return False
    if any(grid.regions[index].last_row != row for index in header if texts[index]):
        return False
    below = [[texts[index] for index in units] for units in grid.unit_region[row + 1 :]]
    again = any(
        texts[index] and line[column] == texts[index]
        for column, index in enumerate(grid.unit_region[row])
        for line in below
    )
    return not again and bool(_FIGURE.search("".join(below[0]))) and bool(_FIGURE.search("".join(below[-1])))


def _divided_otherwise(above: Sequence[set[int]], under: Sequence[set[int]], bounds: set[int]) -> bool:
    # Whether all rows from one on have a bound that none above it has, or all above have one that none below has.
    if len(above) < _LEAST_ROWS:  # a header of two levels
        return False
    new = under[0] - bounds
    coarser = under[0] < above[0] and all(each == above[0] for each in above)
    return (bool(new) and all(new <= each for each in under)) or (
        coarser and all(each == under[0] for each in under)
    )


def _other_width(grid: Grid, first: int, row: int, texts: RegionTexts) -> bool:
    # Whether a row has a label beyond all that stands above it, or nothing more stands beside what is below it: there
    # is no cell, but the open space beside a narrower table.
    above = _used(grid, range(first, row), texts)
    under = _used(grid, range(row, grid.rows), texts)
    if not above or not under:
        return False
    label = _used(grid, range(row, row + 1), texts)
    wider = label[-1] > above[-1] or label[0] < above[0]
    beside = [column for column in above if column > under[-1] or column < under[0]]
    space = all(
        column in grid.open_bottom and grid.unit_region[row][column] == grid.unit_region[-1][column]
        for column in beside
    )
    return wider or (bool(beside) and space)


def _used(grid: Grid, rows: range, texts: RegionTexts) -> list[int]:
    return [
        column
        for column in range(grid.columns)
        if any(texts.get(grid.unit_region[row][column]) for row in rows)
    ]


def _spanned(grid: Grid, row: int) -> bool:
    return any(a == b for a, b in zip(grid.unit_region[row - 1], grid.unit_region[row], strict=True))


# ---------------------------------------------------------------- parts


def _part(grid: Grid, rows: range, columns: range, texts: RegionTexts) -> Grid:
    # The grid of some rows and columns, without bounds that no cell in them has, and without what is beside the table.
    used = [column for column in _used(grid, rows, texts) if column in columns]
    columns = range(used[0], used[-1] + 1) if used else columns
    filled = [row for row in rows if any(texts.get(grid.unit_region[row][column]) for column in columns)]
    rows = range(rows[0], filled[-1] + 1) if filled else rows
    levels = set().union(*(levels_of(grid, column) for column in columns))
    bounds = set().union(*(bounds_of(grid, row) for row in rows))
    kept = [columns[0], *(column for column in columns[1:] if column in bounds)]
    lines = [rows[0], *(row for row in rows[1:] if row in levels)]
    part = Grid(
        [*(grid.xs[c] for c in kept), grid.xs[columns[-1] + 1]],
        [*(grid.ys[r] for r in lines), grid.ys[rows[-1] + 1]],
    )
    part.banded, part.aligned, part.gapped = grid.banded, grid.aligned, grid.gapped
    part.open_top = _renumbered(grid.open_top, kept, columns) if rows[0] == 0 else frozenset()
    part.open_bottom = (
        _renumbered(grid.open_bottom, kept, columns) if rows[-1] == grid.rows - 1 else frozenset()
    )
    numbers: dict[int, int] = {}
    for at, row in enumerate(lines):
        line = []
        for column, source in enumerate(kept):
            index = numbers.setdefault(grid.unit_region[row][source], len(part.regions))
            if index == len(part.regions):
                part.regions.append(Region(at, at, column, column))
            region = part.regions[index]
            region.last_row, region.right = at, max(region.right, column)
            line.append(index)
        part.unit_region.append(line)
    return part


def _renumbered(open_columns: Iterable[int], kept: Sequence[int], columns: range) -> frozenset[int]:
    return frozenset(bisect_right(kept, c) - 1 for c in open_columns if c in columns)
