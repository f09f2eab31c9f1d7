"""Check boxes that are drawn: small squares that stand free, with something drawn in those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.readers.pdf.marks import Box, Glyph, PageContent, Rule, grown, inside

_SIDE = (5.0, 15.0)
"""Points."""
_ALIKE, _NEAR = 1.6, 1.2
_MOST = 400
_TICKS = "✓✔☑レ✕×✗xX●■4"
"""4 is the tick of ZapfDingbats."""
DRAWN = -1
"""The order of a glyph that no text of the page has."""


def with_check_boxes(page: PageContent) -> None:
    """Put ☑ and □ among the page's glyphs for the boxes that it draws, and take these from its rules."""
    short = [rule for rule in page.rules if _SIDE[0] <= rule.end - rule.start <= _SIDE[1]]
    if not 4 <= len(short) <= 4 * _MOST:
        return
    squares = [box for box in _squares(short) if _stands_free(box, page.rules)]
    found: list[Glyph] = []
    gone: set[int] = set()
    for box in squares:
        within = [g for g in page.glyphs if _holds(box, g) and not g.text.isspace()]
        if any(glyph.text not in _TICKS for glyph in within):
            return  # cells, with a text each
        gone |= {id(glyph) for glyph in within}
        side = box[3] - box[1]
        ticked = bool(within) or any(_is_tick(mark, box) for mark in page.small)
        found.append(Glyph("☑" if ticked else "□", box, box[3] - 0.1 * side, side, 0, order=DRAWN))
    if found:
        page.glyphs = [*(glyph for glyph in page.glyphs if id(glyph) not in gone), *found]
        page.rules = [rule for rule in page.rules if not any(_is_of(rule, box) for box in squares)]


def _squares(rules: Sequence[Rule]) -> list[Box]:
    levels = sorted((rule for rule in rules if rule.horizontal), key=lambda rule: rule.at)
    uprights = [rule for rule in rules if not rule.horizontal]
    found: list[Box] = []
    for at, top in enumerate(levels):
        for bottom in levels[at + 1 :]:
            side = bottom.at - top.at
            if side > _SIDE[1] or len(found) > _MOST:
                break
            box = (top.start, top.at, top.end, bottom.at)
            alike = abs(top.start - bottom.start) <= _NEAR and abs(top.end - bottom.end) <= _NEAR
            if not alike or abs(side - (top.end - top.start)) > _ALIKE:
                continue
            walls = [
                r for r in uprights if abs(r.start - top.at) <= _ALIKE and abs(r.end - bottom.at) <= _ALIKE
            ]
            if all(any(abs(wall.at - x) <= _ALIKE for wall in walls) for x in (box[0], box[2])):
                found.append(box)
    return found


def _stands_free(box: Box, rules: Sequence[Rule]) -> bool:
    x0, top, x1, bottom = grown(box, _NEAR)
    for rule in rules:
        a = (
            (rule.start, rule.at, rule.end, rule.at)
            if rule.horizontal
            else (rule.at, rule.start, rule.at, rule.end)
        )
        meets = a[0] <= x1 and x0 <= a[2] and a[1] <= bottom and top <= a[3]
        if meets and not _is_of(rule, box):
            return False
    return True


def _is_of(rule: Rule, box: Box) -> bool:
    """Whether a rule lies within a box, or is a side of it."""
    ends = (
        ((rule.start, rule.at), (rule.end, rule.at))
        if rule.horizontal
        else ((rule.at, rule.start), (rule.at, rule.end))
    )
    return all(inside(x, y, grown(box, _ALIKE)) for x, y in ends)


def _is_tick(mark: Box, box: Box) -> bool:
    """Whether a small drawing lies in a box and fills a part of it."""
    side = box[2] - box[0]
    wide, tall = mark[2] - mark[0], mark[3] - mark[1]
    middle = ((mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2)
    return inside(*middle, box) and max(wide, tall) >= 0.25 * side and max(wide, tall) < 0.93 * side


def _holds(box: Box, glyph: Glyph) -> bool:
    return inside((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2, box)
