"""One page of a PDF: its tables with the text of their cells, and the lines outside of them."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.pdf.adjacent import apart_in
from toshigaikou_cli.readers.pdf.alignment import Unsure, grid_by_alignment
from toshigaikou_cli.readers.pdf.assign import assign
from toshigaikou_cli.readers.pdf.beside import may_be_two
from toshigaikou_cli.readers.pdf.beyond import row_beyond
from toshigaikou_cli.readers.pdf.beyond_clip import beyond_clip
from toshigaikou_cli.readers.pdf.check_boxes import with_check_boxes
from toshigaikou_cli.readers.pdf.clean import (
    reading_direction,
    tidy_glyphs,
    turned,
    turned_back,
    turned_box,
    turned_glyph,
)
from toshigaikou_cli.readers.pdf.columns import page_counters
from toshigaikou_cli.readers.pdf.grids import find_grids
from toshigaikou_cli.readers.pdf.margins import is_page_number
from toshigaikou_cli.readers.pdf.marks import Box, Glyph, PageContent
from toshigaikou_cli.readers.pdf.refusals import looks_tabular
from toshigaikou_cli.readers.pdf.ruby import ruby_of
from toshigaikou_cli.readers.pdf.struck import mark_struck
from toshigaikou_cli.readers.pdf.tables import Grid
from toshigaikou_cli.readers.pdf.text import HANGING, CellText, Run, as_run, cell_text, runs_of, visual_lines
from toshigaikou_cli.readers.pdf.touching import parted

_LARGE = 2.5
"""Times the size of most texts of a page: a watermark, where no heading stands."""
_LARGER = 1.5
"""The same of sideways text, which is none of a cell where it lies over several."""
_CUT = 0.3
"""Ems of a character that lie outside of its clip rectangle: more than the white beside any."""


@dataclass(slots=True)
class TextLine:
    """A line outside any table, and where it stands (points from the top of the upright page)."""

    text: str
    top: float
    x0: float
    bottom: float


@dataclass(slots=True)
class PageTable:
    """A table of a page. ``texts[region]`` is the text of a cell; ``overlaps`` names the rows drawn over others.

    ``boxes`` are the regions' boxes on the page as shown, ``lost`` the characters that fell in no cell. Of the
    regions in ``ghosts`` all text lies outside its clip rectangle (it shows on another page), of those in
    ``clipped`` some of it does. ``together`` has a sample of each column whose texts may be those of two, ``beyond``
    texts next to the table that may be a row of it. Of the regions in ``cut`` the page shows only the beginning or the end,
    and the file may have no more.
    """

    grid: Grid
    texts: list[CellText]
    boxes: list[Box]
    row_boxes: list[Box]
    characters: int = 0
    lost: str = ""
    ghosts: frozenset[int] = frozenset()
    clipped: frozenset[int] = frozenset()
    overlaps: dict[int, str] = field(default_factory=dict)
    together: dict[int, str] = field(default_factory=dict)
    beyond: str = ""
    cut: frozenset[int] = frozenset()


@dataclass(slots=True)
class PageParts:
    """A page as read. ``width`` and ``height`` are those of the upright page; ``unsure`` says why text in columns without
    any rules is not read as a table; ``tabular``: what stands in no table looks like one; ``unshown``: texts with so many
    characters beyond their clip rectangles and in no cell."""

    tables: list[PageTable]
    lines: list[TextLine]
    width: float
    height: float
    unsure: str = ""
    tabular: bool = False
    unshown: list[tuple[str, int]] = field(default_factory=list)


def parts_of(content: PageContent, known: Sequence[list[float]] = ()) -> PageParts:
    """Read a page: find its tables, give each character its cell, and put the rest into lines.

    ``known`` are the column bounds of the tables of the page before.
    """
    glyphs = tidy_glyphs(content.glyphs, content.doubled)
    direction = reading_direction(glyphs)
    shown = (content.width, content.height)
    content.glyphs = glyphs
    page = turned(content, direction)
    if direction == 0:
        with_check_boxes(page)
    mark_struck(page)
    upright = [g for g in page.glyphs if g.direction == 0 and not g.vertical]
    odd = [g for g in page.glyphs if g.direction != 0 or g.vertical]
    runs = runs_of(upright)
    ruby = {id(run) for run in ruby_of(runs)}
    if ruby:
        runs = _without_ruby(page, runs, ruby)
        content.ruby = page.ruby
    grids = find_grids(page, runs, known)
    unsure = ""
    if not grids:
        grids, unsure = _aligned(runs, known)
    runs = _without_across(content, page, runs, grids)
    odd = _without_odd_across(content, page, odd, grids)
    over = _counters_over(grids, runs)
    cells, odd_cells, outside, odd_outside = assign(grids, [r for r in runs if id(r) not in over], odd)
    outside += [run for run in runs if id(run) in over]
    apart = {id(glyph) for run in runs if id(run) in over for glyph in run.glyphs}
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in apart] if apart else page.glyphs
    tables = [_table(grid, cells[n], odd_cells[n], page) for n, grid in enumerate(grids)]
    overlapping = _overlaps(_shown(runs))
    for n, table in enumerate(tables):
        table.beyond = row_beyond(table.grid, cells[n], outside)
        table.overlaps = _overlapping_rows(table.grid, overlapping)
        table.boxes = [turned_back(box, direction, *shown) for box in table.boxes]
        table.row_boxes = [turned_back(box, direction, *shown) for box in table.row_boxes]
    lines = [TextLine(v.text, v.top, v.x0, v.bottom) for v in visual_lines(outside) if v.text]
    taken = [run for table in cells for members in table.values() for run in members]
    unshown = beyond_clip(runs, taken, odd_outside)
    lines += _odd_lines([glyph for glyph in odd_outside if not glyph.ghost], page)
    tabular = looks_tabular([glyph for run in outside for glyph in run.glyphs])
    return PageParts(tables, lines, page.width, page.height, unsure, tabular, unshown)


def _aligned(runs: Sequence[Run], known: Sequence[list[float]]) -> tuple[list[Grid], str]:
    # The table of a page without rules, or why it cannot be told.
    try:
        grid = grid_by_alignment(runs, known)
    except Unsure as doubt:
        return [], doubt.args[0]
    parts = parted(grid, runs) if grid else []
    label = may_be_two(parts[0], runs) if len(parts) == 1 and parts[0].xs not in known else ""
    if label:
        return [], say(
            "two tables may stand beside each other there, the second one from {label} on", label=label
        )
    return parts, ""


def _without_ruby(page: PageContent, runs: Sequence[Run], ruby: set[int]) -> list[Run]:
    out = {id(glyph) for run in runs if id(run) in ruby for glyph in run.glyphs}
    page.ruby = sum(not glyph.text.isspace() for glyph in page.glyphs if id(glyph) in out)
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in out]
    return [run for run in runs if id(run) not in ruby]


def _without_across(
    content: PageContent, page: PageContent, runs: list[Run], grids: Sequence[Grid]
) -> list[Run]:
    # The runs without those that are much larger than the page's text and lie over several rows of a table: a watermark.
    sizes = sorted(run.size for run in runs if run.text.strip())
    large = [run for run in runs if sizes and run.size > _LARGE * sizes[len(sizes) // 2]]
    out = [run for run in large if any(_crosses_rows(grid, run) for grid in grids)]
    if not out:
        return runs
    gone = {id(glyph) for run in out for glyph in run.glyphs}
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in gone]
    content.across += "".join(run.text for run in out)
    return [run for run in runs if run not in out]


def _without_odd_across(
    content: PageContent, page: PageContent, odd: list[Glyph], grids: Sequence[Grid]
) -> list[Glyph]:
    # The sideways glyphs without larger texts that lie over several cells.
    sizes = sorted(glyph.size for glyph in page.glyphs if not glyph.text.isspace())
    texts: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in odd:
        if glyph.size > _LARGER * sizes[len(sizes) // 2]:
            texts[glyph.order].append(glyph)
    gone: set[int] = set()
    for glyphs in texts.values():
        places = [((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2) for g in glyphs]
        if any(len({grid.region_at(*place) for place in places}) > 1 for grid in grids):
            gone |= {id(glyph) for glyph in glyphs}
            content.across += "".join(glyph.text for glyph in glyphs)
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in gone] if gone else page.glyphs
    return [glyph for glyph in odd if id(glyph) not in gone]


def _crosses_rows(grid: Grid, run: Run) -> bool:
    x, inner = (run.x0 + run.x1) / 2, 0.2 * (run.bottom - run.top)
    ends = {grid.region_at(x, run.top + inner), grid.region_at(x, run.bottom - inner)}
    return len(ends) > 1


def _counters_over(grids: Sequence[Grid], runs: Sequence[Run]) -> set[int]:
    # The number of the page that lies over the upper rule of a table is no part of its header.
    tops = [grid.box for grid in grids]
    lying = [
        r for r in runs if any(b[0] < r.x1 and r.x0 < b[2] and r.top < b[1] - 1 < r.bottom for b in tops)
    ]
    return page_counters(runs) & {id(run) for run in lying} if lying else set()


def _odd_lines(glyphs: Sequence[Glyph], page: PageContent) -> list[TextLine]:
    # Text that runs another way than the page, such as the number of a page whose table is set sideways.
    found: list[TextLine] = []
    for direction in sorted({glyph.direction for glyph in glyphs if not glyph.vertical}):
        members = [g for g in glyphs if g.direction == direction and not g.vertical]
        copies = [turned_glyph(g, direction, page.width, page.height) for g in members]
        for line in visual_lines(runs_of(copies)):
            if line.text and not is_page_number(line.text):
                found.append(TextLine(line.text, members[0].top, members[0].x0, members[0].bottom))
    columns = sorted((g for g in glyphs if g.vertical), key=lambda g: (-round(g.x0 / 4), g.top))
    if columns:
        first = columns[0]
        found.append(TextLine("".join(g.text for g in columns).strip(), first.top, first.x0, first.bottom))
    return found


# ---------------------------------------------------------------- cells


def _table(
    grid: Grid, cells: dict[int, list[Run]], odd: dict[int, list[Glyph]], page: PageContent
) -> PageTable:
    boxes = [grid.region_box(index) for index in range(len(grid.regions))]
    insets = [
        run.x0 - boxes[i][0] for i, runs in cells.items() for run in runs if run.x0 >= boxes[i][0] - 0.2
    ]
    padding = min(12.0, max(0.0, min(insets, default=0.0)))
    texts = []
    for index, box in enumerate(boxes):
        sideways = odd.get(index, [])
        runs = cells.get(index, [])
        if sideways and len(sideways) >= sum(len(run.glyphs) for run in runs):
            texts.append(_sideways_text(sideways, runs, box, page))
        else:
            runs = runs + [as_run([glyph]) for glyph in sideways]
            texts.append(_stacked(runs, page, box) or cell_text(runs, box, padding))
    ghosts = frozenset(i for i, runs in cells.items() if all(g.ghost for r in runs for g in r.glyphs))
    clipped = frozenset(i for i, runs in cells.items() if any(g.ghost for r in runs for g in r.glyphs))
    counted, lost = _account(grid, page, texts)
    row_boxes = [(grid.xs[0], a, grid.xs[-1], b) for a, b in zip(grid.ys, grid.ys[1:], strict=False)]
    table = PageTable(grid, texts, boxes, row_boxes, counted, lost, ghosts, clipped)
    table.together = _together(grid, cells)
    table.cut = frozenset(i for i, runs in cells.items() if any(map(_is_cut, runs)))
    return table


def _is_cut(run: Run) -> bool:
    # Whether the edge of what shows cuts through the first or the last character, and none was drawn beyond it.
    shown = [g for g in run.glyphs if not g.text.isspace()]
    clip = shown[0].clip if shown else None
    if clip is None or any(g.ghost for g in shown):
        return False
    first, last = shown[0], shown[-1]
    return any(
        over > _CUT * glyph.size and glyph.text not in HANGING
        for over, glyph in ((clip[0] - first.x0, first), (last.x1 - clip[2], last))
    )


def _together(grid: Grid, cells: dict[int, list[Run]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column in range(grid.columns):
        regions = dict.fromkeys(row[column] for row in grid.unit_region)
        own = [i for i in regions if grid.regions[i].left == grid.regions[i].right]
        sample = apart_in([cells.get(i, []) for i in own])
        if sample:
            found[column] = sample
    return found


def _account(grid: Grid, page: PageContent, texts: Sequence[CellText]) -> tuple[int, str]:
    # How many characters show in the table's area, and those of them that no cell's text holds.
    x0, top, x1, bottom = grid.box
    area = Counter(
        "".join(
            g.text
            for g in page.glyphs
            if not g.ghost
            and not g.struck
            and x0 <= (g.x0 + g.x1) / 2 <= x1
            and top <= (g.top + g.bottom) / 2 <= bottom
        )
    )
    area -= Counter({char: count for char, count in area.items() if char.isspace()})
    missing = area - Counter("".join(line.text for text in texts for line in text.lines))
    return area.total(), "".join(missing.elements())


def _sideways_text(glyphs: Sequence[Glyph], runs: Sequence[Run], box: Box, page: PageContent) -> CellText:
    # Vertical writing reads like text turned downward: from top to bottom, columns from right to left.
    way = 270 if glyphs[0].vertical and glyphs[0].direction == 0 else glyphs[0].direction
    size = (page.width, page.height)
    copies = []
    for glyph in [*glyphs, *(g for run in runs for g in run.glyphs)]:
        copy = turned_glyph(glyph, way, *size)
        copy.base = copy.bottom if glyph.vertical or glyph.direction != way else copy.base
        copy.vertical = False
        copies.append(copy)
    copies.sort(key=lambda g: (round(g.base), g.x0))
    return cell_text(runs_of(copies), turned_box(box, way, *size), 1.0)


def _stacked(runs: Sequence[Run], page: PageContent, box: Box) -> CellText | None:
    # Vertical writing without a vertical font: single characters under each other, in columns from the right.
    if len(runs) < 4 or any(len(run.text.strip()) > 1 for run in runs):
        return None
    glyphs = [run.glyphs[0] for run in runs if run.text.strip()]
    columns: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        columns[round((glyph.x0 + glyph.x1) / 4)].append(glyph)
    longest = max(columns.values(), key=len, default=[])
    if len(longest) < 3 or len(columns) < 2:
        return None
    longest.sort(key=lambda glyph: glyph.top)
    pitch = min(b.top - a.top for a, b in itertools.pairwise(longest))
    centres = sorted((glyph.x0 + glyph.x1) / 2 for glyph in glyphs)
    apart = min((b - a for a, b in itertools.pairwise(centres) if b - a > 2), default=0.0)
    if not 0 < pitch <= 1.25 * longest[0].size or apart <= 1.05 * pitch:
        return None
    for glyph in glyphs:
        glyph.vertical = True
    return _sideways_text(glyphs, [], box, page)


# ---------------------------------------------------------------- text drawn over other text


def _shown(runs: Sequence[Run]) -> list[Run]:
    # The runs without what lies outside of its clip rectangle: that lies over nothing.
    seen = ((run, [glyph for glyph in run.glyphs if not glyph.ghost]) for run in runs)
    return [run if len(shown) == len(run.glyphs) else as_run(shown) for run, shown in seen if shown]


def _overlaps(runs: Sequence[Run]) -> list[tuple[Run, Run]]:
    ordered = sorted((run for run in runs if run.text.strip()), key=lambda run: run.top)
    found: list[tuple[Run, Run]] = []
    for index, a in enumerate(ordered):
        for b in ordered[index + 1 :]:
            if b.top >= a.bottom:
                break
            tall = min(a.bottom, b.bottom) - b.top
            wide = min(a.x1, b.x1) - max(a.x0, b.x0)
            small = min(a.size, b.size)
            if tall > 0.3 * small and wide > 0.5 * small:
                found.append((a, b))
    return found


def _overlapping_rows(grid: Grid, pairs: Sequence[tuple[Run, Run]]) -> dict[int, str]:
    rows: dict[int, str] = {}
    for a, b in pairs:
        x, y = max(a.x0, b.x0) + 1, (max(a.top, b.top) + min(a.bottom, b.bottom)) / 2
        region = grid.region_at(x, y)
        if region is not None:
            rows.setdefault(grid.regions[region].top_row, f"{a.text.strip()[:12]} / {b.text.strip()[:12]}")
    return rows
