"""The geometry of tables: ruling lines to grids, grids to cells.

A grid is cut into units by its rules; units with no rule between them grow together into one cell. So a merged
cell is found by what is drawn, a cell left open at the page's end is closed by the grid's own edge, and every
point inside the table belongs to exactly one cell: no text can fall between cells.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.readers.pdf.groups import Groups
from toshigaikou_cli.readers.pdf.marks import Box, Rule
from toshigaikou_cli.readers.pdf.rules import NARROW, TOUCH, extent

_WALL = 0.6
"""A side of a unit is closed where rules cover this share of it."""


@dataclass(slots=True)
class Region:
    """A cell of a grid: rows ``top_row`` to ``last_row`` and columns ``left`` to ``right`` (all inclusive)."""

    top_row: int
    last_row: int
    left: int
    right: int


@dataclass(slots=True)
class Grid:
    """A table's grid: ``xs`` and ``ys`` bound its columns and rows; ``unit_region[row][column]`` names a region.

    ``open_top`` and ``open_bottom`` hold the columns over or under which no rule is drawn. ``aligned``: nothing is drawn
    at all, the alignment of the text tells columns and rows. ``banded``: backgrounds bound rows, no rules. ``gapped``: white
    bounds the columns, no rules. ``storeys`` are labels of the header that may stand over other columns than their own.
    """

    xs: list[float]
    ys: list[float]
    regions: list[Region] = field(default_factory=list)
    unit_region: list[list[int]] = field(default_factory=list)
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()
    aligned: bool = False
    banded: bool = False
    gapped: bool = False
    storeys: str = ""

    def split(self, index: int, cuts: Sequence[int]) -> None:
        """Part a region of one row into several, before each of the columns ``cuts``."""
        region = self.regions[index]
        starts = [region.left, *cuts]
        ends = [cut - 1 for cut in cuts] + [region.right]
        region.right = ends[0]
        for left, right in list(zip(starts, ends, strict=True))[1:]:
            for row in range(region.top_row, region.last_row + 1):
                for column in range(left, right + 1):
                    self.unit_region[row][column] = len(self.regions)
            self.regions.append(Region(region.top_row, region.last_row, left, right))

    def split_rows(self, index: int) -> None:
        """Part a region of several rows into one for each row."""
        region = self.regions[index]
        for row in range(region.top_row + 1, region.last_row + 1):
            for column in range(region.left, region.right + 1):
                self.unit_region[row][column] = len(self.regions)
            self.regions.append(Region(row, row, region.left, region.right))
        region.last_row = region.top_row

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_at(self, x: float, y: float, margin: float = 0.0) -> int | None:
        """The region at a point, or None outside the table (``margin`` points around it still count as inside)."""
        xs, ys = self.xs, self.ys
        if not (xs[0] - margin <= x <= xs[-1] + margin and ys[0] - margin <= y <= ys[-1] + margin):
            return None
        column = min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)
        row = min(max(bisect_right(ys, y) - 1, 0), len(ys) - 2)
        return self.unit_region[row][column]

    def region_box(self, index: int) -> Box:
        """The box of a region."""
        region = self.regions[index]
        return (
            self.xs[region.left],
            self.ys[region.top_row],
            self.xs[region.right + 1],
            self.ys[region.last_row + 1],
        )


def build(
    rules: Sequence[Rule],
    centres: Sequence[tuple[float, float]],
    baselines: Sequence[tuple[float, float, float]] = (),
) -> Grid:
    """The grid of one table from its rules.

    ``centres`` are the middles of the page's characters (strips without any are part of a rule), ``baselines``
    (x0, x1, y) those of its text runs: a rule that hangs free under one is an underline.
    """
    box = extent(rules)
    near = [c for c in centres if box[0] - 1 <= c[0] <= box[2] + 1 and box[1] - 1 <= c[1] <= box[3] + 1]
    rules = _anchored(rules, box, baselines)
    levels = [rule for rule in rules if rule.horizontal]
    uprights = [rule for rule in rules if not rule.horizontal]
    xs = _positions([rule.at for rule in uprights], (box[0], box[2]), sorted(c[0] for c in near))
    ys = _positions([rule.at for rule in levels], (box[1], box[3]), sorted(c[1] for c in near))
    return assemble(xs, ys, levels, uprights)


def assemble(
    xs: list[list[float]], ys: list[list[float]], levels: Sequence[Rule], uprights: Sequence[Rule]
) -> Grid:
    """The grid over clusters of rule positions, once rules are laid over it."""
    across = _walls(uprights, xs, [_middle(y) for y in ys])
    down = _walls(levels, ys, [_middle(x) for x in xs])
    keep_x = [0, *(i for i in range(1, len(xs) - 1) if any(across[i])), len(xs) - 1]
    keep_y = [0, *(i for i in range(1, len(ys) - 1) if any(down[i])), len(ys) - 1]
    if len(keep_x) < len(xs) or len(keep_y) < len(ys):
        xs, ys = [xs[i] for i in keep_x], [ys[i] for i in keep_y]
        across = _walls(uprights, xs, [_middle(y) for y in ys])
        down = _walls(levels, ys, [_middle(x) for x in xs])
    grid = Grid([_middle(x) for x in xs], [_middle(y) for y in ys])
    grid.open_top = frozenset(c for c, wall in enumerate(down[0]) if not wall)
    grid.open_bottom = frozenset(c for c, wall in enumerate(down[-1]) if not wall)
    _grow(grid, across, down)
    return grid


def _anchored(rules: Sequence[Rule], box: Box, baselines: Sequence[tuple[float, float, float]]) -> list[Rule]:
    # Keep what bounds cells: at least one end meets a crossing rule or the table's edge, and it is no underline.
    crossing = {level: [r for r in rules if r.horizontal != level] for level in (True, False)}
    kept: list[Rule] = []
    for rule in rules:
        edge = (box[0], box[2]) if rule.horizontal else (box[1], box[3])
        free = 0
        for end in (rule.start, rule.end):
            at_edge = min(abs(end - edge[0]), abs(end - edge[1])) <= TOUCH
            met = at_edge or any(
                abs(end - other.at) <= TOUCH and other.start - TOUCH <= rule.at <= other.end + TOUCH
                for other in crossing[rule.horizontal]
            )
            free += not met
        if free == 2 or (free == 1 and rule.horizontal and _underlines(rule, baselines)):
            continue
        kept.append(rule)
    return kept


def _underlines(rule: Rule, baselines: Sequence[tuple[float, float, float]]) -> bool:
    over = sum(
        max(0.0, min(rule.end, x1) - max(rule.start, x0))
        for x0, x1, y in baselines
        if -0.5 <= rule.at - y <= 3.5
    )
    return over > 0.7 * (rule.end - rule.start)


def _middle(cluster: Sequence[float]) -> float:
    return (cluster[0] + cluster[-1]) / 2


def _positions(
    found: Iterable[float], ends: tuple[float, float], centres: Sequence[float]
) -> list[list[float]]:
    # Clusters of rule positions from end to end; positions grow together where no character stands between.
    values = sorted([*found, *ends])
    clusters: list[list[float]] = [[values[0]]]
    for value in values[1:]:
        last = clusters[-1]
        gap = value - last[-1]
        between = bisect_right(centres, value) - bisect_right(centres, last[-1])
        if gap <= 1.2 or (gap <= NARROW and not between and value - last[0] <= 2 * NARROW):
            last.append(value)
        else:
            clusters.append([value])
    if len(clusters) == 1:
        return [[values[0]], [values[-1]]]
    return clusters


def _walls(rules: Sequence[Rule], clusters: list[list[float]], cuts: list[float]) -> list[list[bool]]:
    # For each cluster, whether each stretch between two cuts is covered by its rules.
    result: list[list[bool]] = []
    for cluster in clusters:
        low, high = cluster[0] - 0.6, cluster[-1] + 0.6
        spans = sorted((rule.start, rule.end) for rule in rules if low <= rule.at <= high)
        row: list[bool] = []
        for a, b in itertools.pairwise(cuts):
            inset = min(2.0, (b - a) * 0.15)
            row.append(_covered(spans, a + inset, b - inset) >= _WALL * (b - a - 2 * inset))
        result.append(row)
    return result


def _covered(spans: Sequence[tuple[float, float]], a: float, b: float) -> float:
    total, reached = 0.0, a
    for start, end in spans:
        start, end = max(start, reached), min(end, b)
        if end > start:
            total += end - start
            reached = end
    return total


def _grow(grid: Grid, across: list[list[bool]], down: list[list[bool]]) -> None:
    # Union of units with no wall between them; a shape that is no rectangle is cut into row-wise ones.
    columns, rows = grid.columns, grid.rows
    shapes = Groups(rows * columns)
    for row in range(rows):
        for column in range(columns):
            unit = row * columns + column
            if column + 1 < columns and not across[column + 1][row]:
                shapes.join(unit, unit + 1)
            if row + 1 < rows and not down[row + 1][column]:
                shapes.join(unit, unit + columns)
    grid.unit_region = [[-1] * columns for _ in range(rows)]
    for units in shapes.members():
        for region in _rectangles([divmod(unit, columns) for unit in units]):
            for row in range(region.top_row, region.last_row + 1):
                for column in range(region.left, region.right + 1):
                    grid.unit_region[row][column] = len(grid.regions)
            grid.regions.append(region)


def _rectangles(units: Sequence[tuple[int, int]]) -> list[Region]:
    rows: dict[int, list[int]] = {}
    for row, column in units:
        rows.setdefault(row, []).append(column)
    done: list[Region] = []
    for row in sorted(rows):
        columns = sorted(rows[row])
        runs: list[list[int]] = [[columns[0], columns[0]]]
        for column in columns[1:]:
            if column == runs[-1][1] + 1:
                runs[-1][1] = column
            else:
                runs.append([column, column])
        for left, right in runs:
            above = next(
                (r for r in done if r.last_row == row - 1 and (r.left, r.right) == (left, right)), None
            )
            if above:
                above.last_row = row
            else:
                done.append(Region(row, row, left, right))
    return done
