"""One page of a PDF: its tables with the text of their cells, and the lines outside of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from .pdf_clean import reading_direction, tidy_glyphs, turned, turned_back, turned_box, turned_glyph
from .pdf_columns import grid_by_gaps, level_groups
from .pdf_glyphs import Box, Glyph, PageContent, Rule
from .pdf_tables import TOUCH, Grid, build, components, extent, joined
from .pdf_text import HANGING, CellText, Run, cell_text, runs_of, visual_lines


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
    ``clipped`` some of it does.
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


@dataclass(slots=True)
class PageParts:
    """A page as read. ``width`` and ``height`` are those of the upright page."""

    tables: list[PageTable]
    lines: list[TextLine]
    width: float
    height: float
    ruled: bool
    overlaps: bool = False


def parts_of(content: PageContent) -> PageParts:
    """Read a page: find its tables, give each character its cell, and put the rest into lines."""
    glyphs = tidy_glyphs(content.glyphs)
    direction = reading_direction(glyphs)
    shown = (content.width, content.height)
    content.glyphs = glyphs
    page = turned(content, direction)
    upright = [g for g in page.glyphs if g.direction == 0 and not g.vertical]
    odd = [g for g in page.glyphs if g.direction != 0 or g.vertical]
    runs = runs_of(upright)
    grids = _grids(page, runs)
    cells, odd_cells, outside, lost = _assign(grids, runs, odd)
    overlapping = _overlaps(runs)
    tables = []
    for number, grid in enumerate(grids):
        table = _table(grid, cells[number], odd_cells[number], page, lost[number])
        table.boxes = [turned_back(box, direction, *shown) for box in table.boxes]
        table.row_boxes = [turned_back(box, direction, *shown) for box in table.row_boxes]
        table.overlaps = _overlapping_rows(grid, overlapping)
        tables.append(table)
    lines = [TextLine(v.text, v.top, v.x0, v.bottom) for v in visual_lines(outside) if v.text]
    ruled = any(rule.end - rule.start > 20 for rule in page.rules)
    return PageParts(tables, lines, page.width, page.height, ruled, bool(overlapping))


# ---------------------------------------------------------------- tables


def _grids(page: PageContent, runs: Sequence[Run]) -> list[Grid]:
    visible = [rule for rule in page.rules if not rule.white]
    fills = [fill.box for fill in page.fills if not fill.white and not _whole_page(fill.box, page)]
    grids = _grids_of(joined(visible), runs, fills)
    if not grids and len(visible) < len(page.rules):
        grids = _grids_of(joined(page.rules), runs, fills)
    if not grids:
        grids = _grids_by_fills(fills, runs)
    for grid in grids:
        _split_spans(grid, runs)
    return sorted(grids, key=lambda grid: (round(grid.ys[0] / 4), grid.xs[0]))


def _whole_page(box: Box, page: PageContent) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > 0.6 * page.width * page.height


def _edges(box: Box) -> list[Rule]:
    x0, top, x1, bottom = box
    levels = [Rule(True, top, x0, x1), Rule(True, bottom, x0, x1)]
    return [*levels, Rule(False, x0, top, bottom), Rule(False, x1, top, bottom)]


def _grids_by_fills(fills: Sequence[Box], runs: Sequence[Run]) -> list[Grid]:
    # Backgrounds bound rows and cells only where nothing else does: coloured bands, or a coloured box a cell.
    edges = joined([rule for box in fills for rule in _edges(box)])
    groups = level_groups([rule for rule in edges if rule.horizontal], runs)
    grids = [grid for grid in (grid_by_gaps(group, runs) for group in groups) if grid]
    return grids or _grids_of(edges, runs, [])


def _grids_of(rules: Sequence[Rule], runs: Sequence[Run], fills: Sequence[Box]) -> list[Grid]:
    shown = [g for run in runs for g in run.glyphs if not g.text.isspace() and not g.ghost]
    centres = [((g.x0 + g.x1) / 2, (g.top + g.bottom) / 2) for g in shown]
    baselines = [(run.x0, run.x1, run.glyphs[0].base) for run in runs]
    grids: list[Grid] = []
    loose: list[Rule] = []
    for group in components(rules):
        if not all(any(r.horizontal is level for r in group) for level in (True, False)):
            loose += group
            continue
        grid = build(group, centres, baselines)
        bands = _bands(grid, fills)
        if bands:
            grid = build(group + bands, centres, baselines)
        if grid.columns >= 2:
            grids.append(grid)
        else:
            found = grid_by_gaps([r for r in group + bands if r.horizontal], runs) if grid.rows >= 2 else None
            if found:
                grids.append(found)
            else:
                loose += [rule for rule in group if rule.horizontal]
    outer = [grid.box for grid in grids]
    for group in level_groups([r for r in loose if not any(_within(extent([r]), b) for b in outer)], runs):
        found = grid_by_gaps(group, runs)
        if found and not any(_meet(found.box, box) for box in outer):
            grids.append(found)
    return [g for g in grids if not any(_within(g.box, o.box) and g is not o for o in grids)]


def _bands(grid: Grid, fills: Sequence[Box]) -> list[Rule]:
    # Rows told apart by their background alone: the edges of fills that keep to the grid's columns.
    bands: list[Rule] = []
    box = grid.box
    for x0, top, x1, bottom in fills:
        at = [min(abs(x - edge) for edge in grid.xs) <= 1.6 for x in (x0, x1)]
        if not all(at) or bottom - top < 8 or top < box[1] - 2 or bottom > box[3] + 2:
            continue
        for y in (top, bottom):
            if min(abs(y - edge) for edge in grid.ys) > TOUCH:
                bands.append(Rule(True, y, x0, x1))
    return joined(bands)


def _split_spans(grid: Grid, runs: Sequence[Run]) -> None:
    # Some rows have no vertical rules where others have: a cell over several columns whose texts keep to the
    # columns is as many cells. The text of a truly merged cell is one piece.
    for index in range(len(grid.regions)):
        region = grid.regions[index]
        if region.left == region.right or region.last_row != region.top_row:
            continue
        x0, top, x1, bottom = grid.region_box(index)
        inside = [
            r for r in runs if x0 < (r.x0 + r.x1) / 2 < x1 and top < (r.top + r.bottom) / 2 < bottom and r.text.strip()
        ]
        free = [
            column
            for column in range(region.left + 1, region.right + 1)
            if not any(r.x0 < grid.xs[column] - 1.5 and r.x1 > grid.xs[column] + 1.5 for r in inside)
        ]
        slots = {sum((r.x0 + r.x1) / 2 > grid.xs[column] for column in free) for r in inside}
        if len(slots) >= 2 or (slots and slots != {0} and _lined_up(grid, index, inside, runs)):
            grid.split(index, free)


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


# ---------------------------------------------------------------- characters to cells

_Cells = list[dict[int, list[Run]]]


def _assign(
    grids: Sequence[Grid], runs: Sequence[Run], odd: Sequence[Glyph]
) -> tuple[_Cells, list[dict[int, list[Glyph]]], list[Run], list[str]]:
    cells: _Cells = [defaultdict(list) for _ in grids]
    odd_cells: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    outside: list[Run] = []
    lost = ["" for _ in grids]
    split: list[Run] = []
    for run in runs:
        home = _home(grids, run)
        if home == "split":
            split.append(run)
        elif home is None:
            if not run.glyphs[0].ghost:
                outside.append(run)
        else:
            number, region = home  # type: ignore[misc]
            cells[number][region].append(run)
    for run in split:
        for piece, spot in _pieces(grids, run, cells):
            if spot is None:
                outside.append(piece)
            else:
                cells[spot[0]][spot[1]].append(piece)
    for glyph in odd:
        spot = _spot(grids, (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if spot is None:
            outside.append(Run([glyph], glyph.x0, glyph.x1, glyph.top, glyph.bottom, glyph.size))
        else:
            odd_cells[spot[0]][spot[1]].append(glyph)
    return cells, odd_cells, outside, lost


def _spot(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    for number, grid in enumerate(grids):
        region = grid.region_at(x, y)
        if region is not None and region >= 0:
            return number, region
    return None


def _home(grids: Sequence[Grid], run: Run) -> tuple[int, int] | str | None:
    # The cell of a whole run: by its clip rectangle where that is a cell, else by its first and last character.
    clip = run.glyphs[0].clip
    if clip:
        spot = _spot(grids, (clip[0] + clip[2]) / 2, (clip[1] + clip[3]) / 2)
        if spot and _covers(grids[spot[0]].region_box(spot[1]), clip):
            return spot
        if all(glyph.ghost for glyph in run.glyphs):
            return None
    y = (run.top + run.bottom) / 2
    shown = [g for g in run.glyphs if not g.text.isspace()] or run.glyphs
    first = _spot(grids, (shown[0].x0 + shown[0].x1) / 2, y)
    last = _spot(grids, (shown[-1].x0 + shown[-1].x1) / 2, y)
    return first if first == last else "split"


def _covers(cell: Box, clip: Box) -> bool:
    return (
        cell[0] - 4 <= clip[0]
        and clip[2] <= cell[2] + 4
        and cell[1] - 4 <= clip[1]
        and clip[3] <= cell[3] + 4
    )


def _pieces(grids: Sequence[Grid], run: Run, cells: _Cells) -> list[tuple[Run, tuple[int, int] | None]]:
    # A run over several cells is cut at the rules, but punctuation that hangs over a rule, and text that runs
    # over into an empty cell, stay with the cell they began in.
    y = (run.top + run.bottom) / 2
    parts: list[tuple[list[Glyph], tuple[int, int] | None]] = []
    for glyph in run.glyphs:
        spot = _spot(grids, (glyph.x0 + glyph.x1) / 2, y)
        if parts and (parts[-1][1] == spot or glyph.text.isspace()):
            parts[-1][0].append(glyph)
        elif parts and parts[-1][1] is not None and _stays(grids, parts[-1], glyph, spot, run, cells):
            parts[-1][0].append(glyph)
        else:
            parts.append(([glyph], spot))
    return [(runs_of(glyphs)[0] if len(glyphs) == 1 else _as_run(glyphs), spot) for glyphs, spot in parts]


def _as_run(glyphs: list[Glyph]) -> Run:
    return Run(
        glyphs,
        glyphs[0].x0,
        max(g.x1 for g in glyphs),
        min(g.top for g in glyphs),
        max(g.bottom for g in glyphs),
        max(g.size for g in glyphs),
    )


def _stays(
    grids: Sequence[Grid],
    part: tuple[list[Glyph], tuple[int, int] | None],
    glyph: Glyph,
    spot: tuple[int, int] | None,
    run: Run,
    cells: _Cells,
) -> bool:
    assert part[1] is not None
    rule = grids[part[1][0]].region_box(part[1][1])[2]
    last = part[0][-1]
    close = glyph.x0 - last.x1 < 0.3 * glyph.size
    if close and glyph.text[:1] in HANGING and glyph is run.glyphs[-1] and glyph.x0 < rule + 0.8 * glyph.size:
        return True
    if spot is None:
        return close
    if last.x0 > rule:  # already over the rule
        return close
    cut = [g for g in (last, glyph) if g.x0 < rule - 0.2 * g.size and g.x1 > rule + 0.2 * g.size]
    return bool(cut) and close and not cells[spot[0]].get(spot[1])


# ---------------------------------------------------------------- cells


def _table(
    grid: Grid, cells: dict[int, list[Run]], odd: dict[int, list[Glyph]], page: PageContent, lost: str
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
            runs = runs + [_as_run([glyph]) for glyph in sideways]
            texts.append(cell_text(runs, box, padding))
    glyphs = [g for runs in cells.values() for run in runs for g in run.glyphs]
    glyphs += [g for found in odd.values() for g in found]
    ghosts = frozenset(i for i, runs in cells.items() if all(g.ghost for r in runs for g in r.glyphs))
    clipped = frozenset(i for i, runs in cells.items() if any(g.ghost for r in runs for g in r.glyphs))
    counted = sum(not g.text.isspace() for g in glyphs)
    row_boxes = [(grid.xs[0], a, grid.xs[-1], b) for a, b in zip(grid.ys, grid.ys[1:], strict=False)]
    return PageTable(grid, texts, boxes, row_boxes, counted + len(lost), lost, ghosts, clipped)


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


# ---------------------------------------------------------------- text drawn over other text


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
