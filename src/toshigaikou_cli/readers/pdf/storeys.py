"""Headers of two storeys where white alone parts the columns: a label that stands over those of several columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.readers.pdf.beyond import parts_of
from toshigaikou_cli.readers.pdf.forms import of_one_form
from toshigaikou_cli.readers.pdf.tables import Grid, Region
from toshigaikou_cli.readers.pdf.text import Run

_SAME = 1.6
"""Points within which texts begin at the same place."""
_NEAR = 0.7
"""Ems within which a label stands in the middle over others."""
_LEVEL = 0.2
"""Ems within which the texts of a line stand on one base line."""
_MOST_COLUMNS = 24
_OVER = 2.0

_Across = tuple[int, int]
"""The first and the last of some columns."""


@dataclass(slots=True)
class _Labels:
    """The labels of a header by line: ``upper`` ones with a label under them, ``lower`` ones by their column, and whether
    others stand between the two lines or over them, as they do where labels are not set at the bottom (``raised``)."""

    upper: list[Run] = field(default_factory=list)
    lower: dict[int, Run] = field(default_factory=dict)
    raised: bool = False


def with_storeys(grid: Grid, runs: Sequence[Run]) -> Grid:
    """The grid with its first row parted in two, where labels of it stand over those of several columns; else the grid.

    The grid is marked (``storeys``) where nothing tells which columns a label stands over.
    """
    header = set(grid.unit_region[0]) if grid.rows > 1 and grid.columns <= _MOST_COLUMNS else set()
    if not header or any(grid.regions[index].last_row for index in header):
        return grid
    labels = _labels(grid, runs)
    if not labels.upper:
        return grid
    spans: list[_Across] = []
    for group in _groups(grid, labels):
        over = [label for label in labels.upper if group[0] <= _column(grid, label) <= group[1]]
        if not over or len(over) > group[1] - group[0]:  # each has a column of its own
            continue
        found = _parted(labels, group, over)
        if not found:
            grid.storeys = "  ".join(label.text.strip() for label in over)
            return grid
        spans += [span for span in found if span[0] < span[1]]
    return _with_second_row(grid, labels, spans) if spans else grid


def _labels(grid: Grid, runs: Sequence[Run]) -> _Labels:
    x0, x1 = grid.xs[0], grid.xs[-1]
    inner = [
        part
        for run in runs
        if grid.ys[0] < (run.top + run.bottom) / 2 < grid.ys[1] and x0 < (run.x0 + run.x1) / 2 < x1
        for part in parts_of(run)
        if part.text.strip()
    ]
    found = _Labels()
    lines = _lines(inner)
    if len(lines) < 2 or lines[-1][0].glyphs[0].base - lines[0][0].glyphs[0].base < 0.9 * lines[0][0].size:
        return found
    found.lower = {_column(grid, run): run for run in lines[-1]}
    upper = {_column(grid, run) for run in lines[0]}
    between = {_column(grid, run) for line in lines[1:-1] for run in line}
    if between & (upper | found.lower.keys()):  # labels of three lines
        return found
    found.upper = [run for run in lines[0] if set(range(*_reach(grid, run))) & found.lower.keys()]
    found.raised = bool(between) or len(found.upper) < len(lines[0])
    return found


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.glyphs[0].base):
        if lines and run.glyphs[0].base - lines[-1][0].glyphs[0].base <= _LEVEL * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def _column(grid: Grid, run: Run) -> int:
    """The column that a text stands in, by its middle."""
    middle = (run.x0 + run.x1) / 2
    return sum(x <= middle for x in grid.xs[1:-1])


def _reach(grid: Grid, run: Run) -> tuple[int, int]:
    """The columns that a text touches, the end exclusive."""
    first = sum(x <= run.x0 + _OVER for x in grid.xs[1:-1])
    last = sum(x < run.x1 - _OVER for x in grid.xs[1:-1])
    return first, last + 1


def _groups(grid: Grid, labels: _Labels) -> list[_Across]:
    """Neighbouring columns that have labels of the lower line under others.

    Where all labels are set at the bottom, these may as well be single ones beside others of two lines: years or numbers of
    one form are not, nor what a label reaches over.
    """
    listed = sorted(labels.lower)
    near = itertools.groupby(enumerate(listed), key=lambda pair: pair[1] - pair[0])
    groups = [[column for _, column in group] for _, group in near]
    if not labels.raised:
        groups = [part for group in groups for part in _of_one_form(labels, group)]
        wide = [_reach(grid, label) for label in labels.upper]
        groups += [list(range(a, b)) for a, b in wide if b - a > 1 and {*range(a, b)} <= labels.lower.keys()]
    found: list[_Across] = []
    for group in groups:
        if not any(first <= group[-1] and group[0] <= last for first, last in found):
            found.append((group[0], group[-1]))
    return sorted(found)


def _of_one_form(labels: _Labels, group: Sequence[int]) -> Iterator[list[int]]:
    part: list[int] = []
    for column in group:
        texts = [labels.lower[each].text.strip().replace("元", "1") for each in (*part, column)]
        if len(texts) > 1 and not of_one_form(texts):
            if len(part) > 1:
                yield part
            part = []
        part.append(column)
    if len(part) > 1:
        yield part


def _parted(labels: _Labels, group: _Across, over: Sequence[Run]) -> list[_Across]:
    """The columns that each label stands over: from the one that it begins with to the next label's, or those that it stands
    in the middle of; nothing where neither holds."""
    first, last = group
    begins = [
        next((c for c in range(first, last + 1) if abs(labels.lower[c].x0 - label.x0) <= _SAME), None)
        for label in over
    ]
    starts = [column for column in begins if column is not None]
    if len(starts) == len(over) and starts[0] == first and starts == sorted(set(starts)):
        return [(a, b - 1) for a, b in itertools.pairwise([*starts, last + 1])]
    best: tuple[float, list[_Across]] | None = None
    for inner in itertools.islice(itertools.combinations(range(first + 1, last + 1), len(over) - 1), 10_000):
        spans = [(a, b - 1) for a, b in itertools.pairwise([first, *inner, last + 1])]
        off = max(_off(labels, *pair) for pair in zip(over, spans, strict=True))
        if best is None or off < best[0]:
            best = off, spans
    return best[1] if best and best[0] <= _NEAR * over[0].size else []


def _off(labels: _Labels, label: Run, span: _Across) -> float:
    """How far a label stands from the middle of some columns' labels."""
    left, right = labels.lower[span[0]].x0, labels.lower[span[1]].x1
    return abs((label.x0 + label.x1 - left - right) / 2)


def _with_second_row(grid: Grid, labels: _Labels, spans: Sequence[_Across]) -> Grid:
    upper = max(label.bottom for label in labels.upper)
    lower = min(label.top for label in labels.lower.values())
    found = Grid(list(grid.xs), [grid.ys[0], (upper + lower) / 2, *grid.ys[1:]])
    found.banded, found.aligned, found.gapped = grid.banded, grid.aligned, grid.gapped
    found.open_top, found.open_bottom = grid.open_top, grid.open_bottom
    inside = {column: span for span in spans for column in range(span[0], span[1] + 1)}
    rows = [[-1] * grid.columns for _ in range(2)]
    for column in range(grid.columns):
        span = inside.get(column)
        if span is None:
            found.regions.append(Region(0, 1, column, column))
            rows[0][column] = rows[1][column] = len(found.regions) - 1
            continue
        if column == span[0]:
            found.regions.append(Region(0, 0, *span))
        rows[0][column] = len(found.regions) - 1 if column == span[0] else rows[0][column - 1]
        found.regions.append(Region(1, 1, column, column))
        rows[1][column] = len(found.regions) - 1
    moved: dict[int, int] = {}
    for units in grid.unit_region[1:]:
        for index in units:
            if index not in moved:
                old = grid.regions[index]
                moved[index] = len(found.regions)
                found.regions.append(Region(old.top_row + 1, old.last_row + 1, old.left, old.right))
        rows.append([moved[index] for index in units])
    found.unit_region = rows
    return found
