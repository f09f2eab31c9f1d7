"""What stands in the columns of a table, but beyond its rules: rows that may be missing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.pdf.tables import Grid
from toshigaikou_cli.readers.pdf.text import Run, as_run

_PART = 0.35
"""Ems of white between two texts of a line."""
_SAME = 1.5
"""Points within which texts begin, end or are centred at the same place."""
_LEAST = 3
"""Texts of a row that are no title with a remark."""
_MOST = 0.75
_NEAR = 1.6
"""Ems of white up to which a line stands beside a table."""


def row_beyond(grid: Grid, cells: dict[int, list[Run]], outside: Sequence[Run]) -> str:
    """The texts next to the table, over or under it, that stand where those of its first or last row do; else nothing.

    ``cells`` are the runs of each region.
    """
    for row, under in ((0, False), (grid.rows - 1, True)):
        edge = grid.ys[-1] if under else grid.ys[0]
        parts = _line_beside(edge, outside, grid, under=under)
        places = [_places(cells.get(region, [])) for region in dict.fromkeys(grid.unit_region[row])]
        met = sum(any(_alike(part, place) for part in parts for place in column) for column in places)
        if len(parts) >= min(_LEAST, grid.columns) and met >= _MOST * len(parts):
            return "  ".join(part.text.strip() for part in parts)
    return ""


def _line_beside(edge: float, outside: Sequence[Run], grid: Grid, *, under: bool) -> list[Run]:
    # The texts of the line next to an edge of the table.
    x0, _, x1, _ = grid.box
    near = [
        run
        for run in outside
        if run.text.strip()
        and x0 - _SAME <= run.x0
        and run.x1 <= x1 + _SAME
        and -0.5 * run.size <= (run.top - edge if under else edge - run.bottom) <= _NEAR * run.size
    ]
    if not near:
        return []
    first = min(near, key=lambda run: run.top if under else -run.bottom)
    level = [run for run in near if abs(run.glyphs[0].base - first.glyphs[0].base) <= 0.2 * first.size]
    return [part for run in level for part in parts_of(run)]


def parts_of(run: Run) -> list[Run]:
    """A run parted where another text was drawn after some white."""
    parts: list[list[Glyph]] = [[run.glyphs[0]]]
    for last, glyph in itertools.pairwise(run.glyphs):
        if glyph.order != last.order and glyph.x0 - last.x1 >= _PART * glyph.size:
            parts.append([])
        parts[-1].append(glyph)
    return [as_run(part) for part in parts]


def _places(runs: Sequence[Run]) -> list[Run]:
    return [part for run in runs if run.text.strip() for part in parts_of(run)]


def _alike(a: Run, b: Run) -> bool:
    return any(
        abs(x - y) <= _SAME for x, y in ((a.x0, b.x0), (a.x1, b.x1), ((a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2))
    )
