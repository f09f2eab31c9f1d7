"""Two tables beside each other in one grid: where the second one begins."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.adjacent import FIGURE
from toshigaikou_cli.readers.pdf.beyond import parts_of
from toshigaikou_cli.readers.pdf.labels import (
    LEAST_LABELS,
    RegionPiece,
    RegionTexts,
    are_labels,
    bounds_of,
    levels_of,
    orders_of,
    pieces_of,
    region_texts,
    texts_of,
)
from toshigaikou_cli.readers.pdf.marks import Rule
from toshigaikou_cli.readers.pdf.rules import NARROW, extent
from toshigaikou_cli.readers.pdf.tables import Grid
from toshigaikou_cli.readers.pdf.text import Run

_LEAST_ROWS = 3
"""The header and two more: fewer show no order."""
_LEAST_STRIP = 1.2
"""Points of white between two tables at the least: two rules closer than that are one."""
_CAPTION = 2.5
"""Ems over a table within which its caption stands."""
_BEGIN = 2.0
"""Points within which a caption and its table begin at one place."""
_WIDE, _WIDER = 2.5, 1.5
"""Ems of white that may part two tables, and how many times as wide it is then as that between columns."""
_REMARK = expression(r"^[(（※＊]|単位|現在|時点")
_DAY = expression(
    r"(?:[^0-9０-９]{0,3}[0-9０-９元]{1,4}\s?[年./／])?\s?[0-9０-９]{1,2}\s?[月./／](?:\s?[0-9０-９]{1,2}\s?日?)?(?:\s?[(（].[)）])?"
)
_SENTENCE = 6
"""Characters that a sentence has at the least."""
_NUMBER = expression(r"[0-9０-９]{1,4}")


def halves(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules of two tables close beside each other, or all of them.

    The white between the tables is the only strip of the kind, bounded over its whole height, with no rule across.
    """
    uprights = sorted(rule.at for rule in rules if not rule.horizontal)
    if len(uprights) < 2 * (LEAST_LABELS + 1):
        return [list(rules)]
    top, bottom = extent(rules)[1::2]
    strips = [
        (a, b)
        for a, b in itertools.pairwise(uprights)
        if _LEAST_STRIP < b - a <= NARROW
        and not any(r.horizontal and r.start < a + 0.5 * (b - a) < r.end for r in rules)
    ]
    if len(strips) != 1:
        return [list(rules)]
    a, b = strips[0]
    walls = (_height(rules, a), _height(rules, b))
    middle = (a + b) / 2
    sides: list[list[Rule]] = [[], []]
    for rule in rules:
        place = (rule.start + rule.end) / 2 if rule.horizontal else rule.at
        sides[place > middle].append(rule)
    alike = min(walls) >= 0.9 * max(walls) >= 0.8 * (bottom - top)
    whole = all(len({round(r.at) for r in side if not r.horizontal}) > LEAST_LABELS for side in sides)
    return sides if alike and whole else [list(rules)]


def _height(rules: Sequence[Rule], at: float) -> float:
    return sum(rule.end - rule.start for rule in rules if not rule.horizontal and abs(rule.at - at) < 0.5)


def second_table(grid: Grid, runs: Sequence[Run]) -> int | None:
    """The column that a second table begins with, beside the first one: both have labels in the first row.

    Two headers alone may be one. So they say the same twice, or one table ends first, or something else tells that
    no row of the one goes on in the other: the order in which they were drawn, rows of their own, or numbers that
    count the rows of each.
    """
    header = list(dict.fromkeys(grid.unit_region[0]))
    if len(header) < 2 * LEAST_LABELS:
        return None
    bottom = max(grid.region_box(index)[3] for index in header)
    first = region_texts(grid, [run for run in runs if run.top < bottom])
    pieces: list[RegionPiece] = []
    whole: RegionTexts = {}
    orders: dict[int, tuple[int, int]] = {}
    for cut in sorted(bounds_of(grid, 0)):
        before = header.index(grid.unit_region[0][cut])
        sides = [[first[index] for index in side] for side in (header[:before], header[before:])]
        if not all(map(are_labels, sides)) or any(row[cut] == row[cut - 1] for row in grid.unit_region):
            continue
        pieces = pieces or pieces_of(grid, runs)
        whole = whole or texts_of(grid, pieces)
        shorter = _open_side(grid, cut)
        ends_first = bool(shorter) and not any(whole[grid.unit_region[-1][column]] for column in shorter)
        if sides[0] == sides[1] or ends_first or _own_rows(grid, cut, whole):
            return cut
        orders = orders or orders_of(pieces)
        if grid.rows >= _LEAST_ROWS and _drawn_apart(grid, cut, orders):
            return cut
    return None


def captioned(grid: Grid, runs: Sequence[Run]) -> int | None:
    """The column that a second table begins with, where nothing but white parts the columns and each of the two tables has a
    caption over the place that it begins at."""
    top, left = grid.ys[0], grid.xs[0]
    above = [run for run in runs if run.text.strip() and run.bottom <= top + 1 and run.x0 >= left - 1]
    last = max(above, key=lambda run: run.bottom, default=None)
    if last is None or top - last.bottom > _CAPTION * last.size:
        return None
    line = sorted((r for r in above if abs(r.bottom - last.bottom) <= 0.2 * last.size), key=lambda r: r.x0)
    if len(line) != 2 or any(_REMARK.search(run.text.strip()) for run in line):
        return None
    begins = {column: min((r.x0 for r in _column(grid, runs, column)), default=0.0) for column in _cuts(grid)}
    starts = [c for c, x0 in begins.items() if abs(x0 - line[1].x0) <= _BEGIN and line[0].x1 < x0]
    return starts[0] if starts and abs(line[0].x0 - left) <= 2 * _BEGIN else None


def may_be_two(grid: Grid, runs: Sequence[Run]) -> str:
    """The label that a second table may begin with, where nothing but white parts the columns, and one strip of it is far
    wider than the others; else nothing."""
    inner = [run for column in range(grid.columns) for run in _column(grid, runs, column)]
    size = max((run.size for run in inner), default=0.0)
    columns = [_column(grid, runs, column) for column in range(grid.columns)]
    whites = [
        min((run.x0 for run in after), default=0.0) - max((run.x1 for run in before), default=0.0)
        for before, after in itertools.pairwise(columns)
    ]
    for cut in _cuts(grid):
        white = whites[cut - 1]
        others = [each for at, each in enumerate(whites) if at != cut - 1]
        wide = white >= max(_WIDE * size, _WIDER * max(others, default=0.0))
        if wide and _may_open_a_table(columns[cut]):
            return min(columns[cut], key=lambda run: run.top).text.strip()
    return ""


def _may_open_a_table(column: Sequence[Run]) -> bool:
    # Whether a column may be the first of a table: one of names, or of numbers that count its rows. Days, figures and
    # sentences stand behind the name that they tell of.
    texts = [run.text.strip() for run in sorted(column, key=lambda run: run.top)][1:]
    if len(texts) < LEAST_LABELS or _counts(texts):
        return True
    values = all(FIGURE.fullmatch(text) or _DAY.fullmatch(text) for text in texts)
    sentences = all(len(text) >= _SENTENCE and text[-1] in "。．" for text in texts)
    return not (values or sentences)


def _counts(texts: Sequence[str]) -> bool:
    # Whether texts are whole numbers, each one more than the one above.
    if not all(map(_NUMBER.fullmatch, texts)):
        return False
    return all(int(b) - int(a) == 1 for a, b in itertools.pairwise(texts))


def _cuts(grid: Grid) -> range:
    return range(LEAST_LABELS, grid.columns - LEAST_LABELS + 1)


def _column(grid: Grid, runs: Sequence[Run], column: int) -> list[Run]:
    x0, x1 = grid.xs[column : column + 2]
    return [
        piece
        for run in runs
        if run.text.strip() and grid.ys[0] < (run.top + run.bottom) / 2 < grid.ys[-1]
        for piece in parts_of(run)
        if piece.text.strip() and x0 <= (piece.x0 + piece.x1) / 2 < x1
    ]


def _open_side(grid: Grid, cut: int) -> range:
    # The columns of one side, where all of them are open below and none of the other side: beside a longer table.
    sides = (range(cut), range(cut, grid.columns))
    return next((side for side in sides if grid.open_bottom == frozenset(side)), range(0))


def _own_rows(grid: Grid, cut: int, texts: RegionTexts) -> bool:
    return grid.rows >= _LEAST_ROWS and (_own_levels(grid, cut) or _counted_twice(grid, cut, texts))


def _own_levels(grid: Grid, cut: int) -> bool:
    # No rule goes through but the one under the header. In one table, cells merged on either side leave others whole.
    left, right = (
        set[int]().union(*(levels_of(grid, column) for column in side))
        for side in (range(cut), range(cut, grid.columns))
    )
    return len(left & right) <= 1 and min(len(left - right), len(right - left)) >= 1


def _counted_twice(grid: Grid, cut: int, texts: RegionTexts) -> bool:
    # The first columns of both sides count the rows, the second from one again or from where the first ended.
    columns = [[texts[row[column]] for row in grid.unit_region[1:]] for column in (0, cut)]
    if not all(_NUMBER.fullmatch(text) for column in columns for text in column):
        return False
    left, right = columns
    return all(map(_counts, columns)) and int(right[0]) in (int(left[0]), int(left[-1]) + 1)


def _drawn_apart(grid: Grid, cut: int, orders: dict[int, tuple[int, int]]) -> bool:
    # Each side was drawn row by row, and the right one after all of the left one.
    rows: dict[tuple[bool, int], list[int]] = {}
    for index, drawn in orders.items():
        place = (grid.regions[index].left >= cut, grid.regions[index].top_row)
        rows.setdefault(place, []).extend(drawn)
    sides = [[rows[place] for place in sorted(rows) if place[0] is side] for side in (False, True)]
    if min(map(len, sides)) < _LEAST_ROWS or max(sides[0][-1]) >= min(sides[1][0]):
        return False
    return all(max(a) < min(b) for side in sides for a, b in itertools.pairwise(side))
