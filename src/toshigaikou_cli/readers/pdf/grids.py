"""Finding a page's tables: by their rules, by horizontal rules and white gaps, by backgrounds."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.alignment import with_rows
from toshigaikou_cli.readers.pdf.beside import halves
from toshigaikou_cli.readers.pdf.beyond import parts_of
from toshigaikou_cli.readers.pdf.columns import grid_by_gaps, level_groups
from toshigaikou_cli.readers.pdf.marks import Box, PageContent, Rule
from toshigaikou_cli.readers.pdf.rules import TOUCH, components, extent, joined, meeting
from toshigaikou_cli.readers.pdf.storeys import with_storeys
from toshigaikou_cli.readers.pdf.tables import Grid, build
from toshigaikou_cli.readers.pdf.text import Run
from toshigaikou_cli.readers.pdf.touching import parted

_Known = Sequence[list[float]]
_LEAST_BAND = 8.0
"""Points of the height of a background that tells a row."""
_BESIDE = 60.0
"""Points within which a row stands beside the rules of a table."""
_NUMBER = expression(
    r"(?:No\.?|[(（])?\s*(?:[0-9０-９]{1,4}(?:[-－.．][0-9０-９]{1,3})*|[①-⑳㉑-㉟㊱-㊿]|[ア-ンa-zA-Z])\s*[)）.．]?"
)


def find_grids(page: PageContent, runs: Sequence[Run], known: _Known) -> list[Grid]:
    """The grids of a page's tables from top to bottom. ``known`` are the column bounds of the page before."""
    visible = [rule for rule in page.rules if not rule.white]
    fills = [fill.box for fill in page.fills if not fill.white and not _whole_page(fill.box, page)]
    grids = _grids_of(joined(visible), runs, fills, known, meeting(visible))
    if not grids and len(visible) < len(page.rules):
        grids = _grids_of(joined(page.rules), runs, fills, known, meeting(page.rules))
    if not grids:
        grids = _grids_by_fills(fills, runs, known)
    grids = [part for grid in grids for part in parted(grid, runs)]
    for grid in grids:
        _split_spans(grid, runs)
        _split_numbers(grid, runs)
    grids = [with_storeys(grid, runs) if grid.gapped else grid for grid in grids]
    return sorted(grids, key=lambda grid: (round(grid.ys[0] / 4), grid.xs[0]))


def _whole_page(box: Box, page: PageContent) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > 0.6 * page.width * page.height


def _edges(box: Box) -> list[Rule]:
    x0, top, x1, bottom = box
    levels = [Rule(True, top, x0, x1), Rule(True, bottom, x0, x1)]
    return [*levels, Rule(False, x0, top, bottom), Rule(False, x1, top, bottom)]


def _grids_by_fills(fills: Sequence[Box], runs: Sequence[Run], known: _Known) -> list[Grid]:
    # Backgrounds bound rows and cells only where nothing else does: coloured bands, or a coloured box a cell.
    edges = joined([rule for box in fills for rule in _edges(box)])
    groups = level_groups([rule for rule in edges if rule.horizontal], runs)
    grids = [with_rows(grid, runs) for group in groups if (grid := grid_by_gaps(group, runs, known))]
    grids = grids or _grids_of(edges, runs, [], known)
    grids = [grid for grid in grids if grid.rows >= 2 or known]  # a header alone tells no rows
    for grid in grids:
        grid.banded = True
    return grids


def _grids_of(
    rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Box], known: _Known, drawn: _Known = ()
) -> list[Grid]:
    shown = [g for run in runs for g in run.glyphs if not g.text.isspace() and not g.ghost]
    centres = [((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2) for g in shown]
    baselines = [(run.x0, run.x1, run.glyphs[0].base) for run in runs]
    grids: list[Grid] = []
    loose: list[Rule] = []
    for group in [side for table in components(rules) for side in halves(table)]:
        if not all(any(r.horizontal is level for r in group) for level in (True, False)):
            loose += group
            continue
        grid = build(group, centres, baselines)
        bands = _bands(grid, fills)
        if bands:
            grid = build(group + bands, centres, baselines)
            grid.banded = True
        if grid.columns >= 2:
            grids.append(grid)
        else:
            levels = [r for r in group + bands if r.horizontal]
            found = grid_by_gaps(levels, runs, known, rules, drawn) if grid.rows >= 2 else None
            if found:
                grids.append(with_rows(found, runs))
            else:
                loose += [rule for rule in group if rule.horizontal]
    outer = [grid.box for grid in grids]
    for group in level_groups([r for r in loose if not any(_within(extent([r]), b) for b in outer)], runs):
        beyond = _bands_beyond(group, fills, runs)
        group = [*group, *beyond]
        found = grid_by_gaps(group, runs, known, rules, drawn)
        # Where rules divide no rows but the header from the rest, the backgrounds do.
        bands = _bands(found, fills) if found and found.rows <= 3 else []
        found = grid_by_gaps(group + bands, runs, known, rules, drawn) if bands else found
        if found and (bands or beyond):
            found.banded = True
        if found and not any(_meet(found.box, box) for box in outer):
            grids.append(found if bands else with_rows(found, runs))
    return [g for g in grids if not any(_within(g.box, o.box) and g is not o for o in grids)]


def _bands(grid: Grid, fills: Sequence[Box]) -> list[Rule]:
    # Rows told apart by their background alone: the edges of fills that keep to the grid's columns.
    box = grid.box
    rows = [f for f in fills if f[3] - f[1] >= _LEAST_BAND and f[1] >= box[1] - 2 and f[3] <= box[3] + 2]
    return [
        edge
        for edge in _level_edges(rows)
        if all(min(abs(x - at) for at in grid.xs) <= 1.6 for x in (edge.start, edge.end))
        and min(abs(edge.at - y) for y in grid.ys) > TOUCH
    ]


def _level_edges(fills: Sequence[Box]) -> list[Rule]:
    return joined([rule for box in fills for rule in _edges(box) if rule.horizontal])


def _bands_beyond(levels: Sequence[Rule], fills: Sequence[Box], runs: Sequence[Run]) -> list[Rule]:
    # The edges of backgrounds as wide as the rules of a table, over or under them, each next to the rules or to another
    # one: a header that no rule parts from the first row, rows with stripes under the rules of the header.
    x0, top, x1, bottom = extent(levels)
    edges = sorted(_level_edges(fills), key=lambda rule: rule.at)
    edges = [r for r in edges if abs(r.start - x0) <= TOUCH and abs(r.end - x1) <= TOUCH]
    inner = [r for r in runs if x0 <= r.x0 and r.x1 <= x1 and r.text.strip()]
    within = [part for run in inner for part in parts_of(run)]
    bands = [
        (a.at, b.at)
        for a, b in itertools.pairwise(edges)
        if b.at - a.at >= _LEAST_BAND and sum(a.at < (r.top + r.bottom) / 2 < b.at for r in within) >= 2
    ]
    found: list[float] = []
    for upper, lower in bands:
        if bottom - TOUCH <= upper <= bottom + _BESIDE:
            found += [upper, lower]
            bottom = lower
    for upper, lower in reversed(bands):
        if top - _BESIDE <= lower <= top + TOUCH:
            found += [upper, lower]
            top = upper
    return [Rule(True, y, x0, x1) for y in sorted(set(found))]


def _split_spans(grid: Grid, runs: Sequence[Run]) -> None:
    # Some rows have no vertical rules where others have: a cell over several columns whose texts keep to the
    # columns is as many cells. The text of a truly merged cell is one piece.
    for index in range(len(grid.regions)):
        region = grid.regions[index]
        if region.left == region.right or region.last_row != region.top_row:
            continue
        x0, top, x1, bottom = grid.region_box(index)
        inside = [
            r
            for r in runs
            if x0 < (r.x0 + r.x1) / 2 < x1 and top < (r.top + r.bottom) / 2 < bottom and r.text.strip()
        ]
        free = [
            column
            for column in range(region.left + 1, region.right + 1)
            if not any(r.x0 < grid.xs[column] - 1.5 and r.x1 > grid.xs[column] + 1.5 for r in inside)
        ]
        slots = {sum((r.x0 + r.x1) / 2 > grid.xs[column] for column in free) for r in inside}
        if len(slots) >= 2 or (slots and slots != {0} and _lined_up(grid, index, inside, runs)):
            grid.split(index, free)


def _split_numbers(grid: Grid, runs: Sequence[Run]) -> None:
    # A column of running numbers without rules between them is no merged cell: each row has its own number.
    for index in range(len(grid.regions)):
        region = grid.regions[index]
        if region.left != region.right or region.last_row == region.top_row:
            continue
        x0, top, x1, bottom = grid.region_box(index)
        inside = [
            r
            for r in runs
            if x0 < (r.x0 + r.x1) / 2 < x1 and top < (r.top + r.bottom) / 2 < bottom and r.text.strip()
        ]
        rows = [bisect_right(grid.ys, (run.top + run.bottom) / 2) - 1 for run in inside]
        each = sorted(rows) == list(range(region.top_row, region.last_row + 1))
        if each and all(_NUMBER.fullmatch(run.text.strip()) for run in inside):
            grid.split_rows(index)


def _lined_up(grid: Grid, index: int, inside: Sequence[Run], runs: Sequence[Run]) -> bool:
    # The rest of a cut row may hold text in one column only: it begins where that column's other texts begin.
    left = min(run.x0 for run in inside)
    column = max(c for c in range(grid.columns) if grid.xs[c] <= left + 1)
    top, bottom = grid.region_box(index)[1], grid.region_box(index)[3]
    others = [
        run.x0
        for run in runs
        if grid.xs[column] <= run.x0 < grid.xs[column + 1] and not top < (run.top + run.bottom) / 2 < bottom
    ]
    return sum(abs(x - left) <= 1.0 for x in others) >= 2


def _within(a: Box, b: Box) -> bool:
    return a[0] >= b[0] - 1 and a[1] >= b[1] - 1 and a[2] <= b[2] + 1 and a[3] <= b[3] + 1


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] - 1 and b[1] < a[3] - 1
