"""Characters to cells: by the clip rectangle they were drawn in, else by where they stand."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from toshigaikou_cli.readers.pdf.adjacent import NUMBER_LABEL
from toshigaikou_cli.readers.pdf.marks import Box, Glyph
from toshigaikou_cli.readers.pdf.tables import Grid
from toshigaikou_cli.readers.pdf.text import HANGING, Run, as_run

_CLOSE = 0.1
"""Ems: text that leaves no more than this on both sides of a rule together keeps to no cell there."""

_LONGEST_LABEL = 3
"""Characters of ``No.``"""

Cells = list[dict[int, list[Run]]]


def assign(
    grids: Sequence[Grid], runs: Sequence[Run], odd: Sequence[Glyph]
) -> tuple[Cells, list[dict[int, list[Glyph]]], list[Run], list[Glyph]]:
    """Give each run, or each part of it, its cell.

    Returns the runs of each table by region, the sideways glyphs (``odd``) likewise, and the runs and the sideways
    glyphs that stand outside.
    """
    cells: Cells = [defaultdict(list) for _ in grids]
    odd_cells: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    outside: list[Run] = []
    odd_outside: list[Glyph] = []
    split: list[Run] = []
    for run in runs:
        home = _home(grids, run)
        if home == "split":
            split.append(run)
        elif home is None:
            seen = [glyph for glyph in run.glyphs if not glyph.ghost]
            if seen:
                outside.append(as_run(seen))
        else:
            cells[home[0]][home[1]].append(run)
    for run in split:
        for piece, spot in _pieces(grids, run):
            if spot is None:
                outside.append(piece)
            else:
                cells[spot[0]][spot[1]].append(piece)
    for glyph in odd:
        spot = _spot(grids, (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if spot is None:
            odd_outside.append(glyph)
        else:
            odd_cells[spot[0]][spot[1]].append(glyph)
    return cells, odd_cells, outside, odd_outside


def _spot(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    for number, grid in enumerate(grids):
        region = grid.region_at(x, y)
        if region is not None and region >= 0:
            return number, region
    return None


def _home(grids: Sequence[Grid], run: Run) -> tuple[int, int] | Literal["split"] | None:
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


def _pieces(grids: Sequence[Grid], run: Run) -> list[tuple[Run, tuple[int, int] | None]]:
    # A run over several cells is cut at the rules, but a word that runs over a rule goes whole to the cell that holds
    # most of it; punctuation that hangs over a rule, and text whose character the rule cuts through, stay with the
    # cell they began in.
    y = (run.top + run.bottom) / 2
    parts: list[tuple[list[Glyph], tuple[int, int] | None]] = []
    for glyph, spot in _spots(grids, run.glyphs, y):
        if (parts and (parts[-1][1] == spot or glyph.text.isspace())) or (
            parts and parts[-1][1] is not None and _stays(grids, parts[-1], glyph, spot, run)
        ):
            parts[-1][0].append(glyph)
        else:
            parts.append(([glyph], spot))
    return [(as_run(glyphs), spot) for glyphs, spot in parts]


def _spots(
    grids: Sequence[Grid], glyphs: Sequence[Glyph], y: float
) -> list[tuple[Glyph, tuple[int, int] | None]]:
    found: list[tuple[Glyph, tuple[int, int] | None]] = []
    for word in _words(glyphs):
        spots = [_spot(grids, (glyph.x0 + glyph.x1) / 2, y) for glyph in word]
        held: Counter[tuple[int, int]] = Counter()
        for glyph, spot in zip(word, spots, strict=True):
            if spot is not None:
                held[spot] += round(100 * (glyph.x1 - glyph.x0))
        if len(held) == 2 and None not in spots:
            spots = [held.most_common(1)[0][0]] * len(word)
        found += zip(word, spots, strict=True)
    return found


def _words(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    # Characters of one drawn text that stand close to each other.
    words = [[glyphs[0]]]
    for last, glyph in itertools.pairwise(glyphs):
        close = glyph.x0 - last.x1 < _CLOSE * glyph.size and last.order == glyph.order > 0
        close = close and not (len(words) == 1 and _is_number_label(words[0]) and not glyph.text.isascii())
        if not close or last.text.isspace() or glyph.text.isspace():
            words.append([])
        words[-1].append(glyph)
    return words


def _is_number_label(word: Sequence[Glyph]) -> bool:
    return len(word) <= _LONGEST_LABEL and bool(NUMBER_LABEL.fullmatch("".join(glyph.text for glyph in word)))


def _stays(
    grids: Sequence[Grid],
    part: tuple[list[Glyph], tuple[int, int] | None],
    glyph: Glyph,
    spot: tuple[int, int] | None,
    run: Run,
) -> bool:
    assert part[1] is not None
    rule = grids[part[1][0]].region_box(part[1][1])[2]
    last = part[0][-1]
    inked = next((other for other in reversed(part[0]) if not other.text.isspace()), last)
    close = glyph.x0 - last.x1 < 0.3 * glyph.size
    if close and glyph.text[:1] in HANGING and glyph is run.glyphs[-1] and glyph.x0 < rule + 0.8 * glyph.size:
        return True
    if spot is None or inked.x0 > rule:  # outside the table, or already over the rule
        return close
    if (
        glyph.order != last.order and last.x1 - glyph.x0 > _CLOSE * glyph.size
    ):  # two texts, the one over the other
        return False
    if inked is not last:  # a blank at the rule: the neighbour's text opens with it
        return False
    cut = [g for g in (last, glyph) if g.x0 < rule - 0.2 * g.size and g.x1 > rule + 0.2 * g.size]
    return bool(cut) and close
