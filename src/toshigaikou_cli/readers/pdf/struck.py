"""Struck-through text (見え消し): a ruling line through the middle of characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from toshigaikou_cli.readers.pdf.marks import Glyph, PageContent, Rule, inside

_UPPER, _LOWER = 0.3, 0.75
"""The band of a character's height, from its top, in which a line strikes it."""
_MOST = 2.5
"""Points: a thicker line is a bar."""


def mark_struck(content: PageContent) -> None:
    """Mark the struck glyphs of an upright page, and take the lines that strike them from its rules."""
    levels = [
        rule for rule in content.rules if rule.horizontal and not rule.white and rule.thickness <= _MOST
    ]
    shown = [
        g
        for g in content.glyphs
        if g.direction == 0 and not g.vertical and not g.text.isspace() and not g.ghost
    ]
    if not levels or not shown:
        return
    shown.sort(key=_middle)
    middles = [_middle(glyph) for glyph in shown]
    tallest = max(glyph.size for glyph in shown)
    uprights = [rule for rule in content.rules if not rule.horizontal]
    striking: set[int] = set()
    for rule in levels:
        start = bisect_left(middles, rule.at - tallest)
        end = bisect_left(middles, rule.at + tallest)
        hit = [glyph for glyph in shown[start:end] if _crosses(rule, glyph)]
        if hit and not _covered(rule, hit[0], content) and _strikes(rule, hit, shown[start:end], uprights):
            striking.add(id(rule))
            for glyph in hit:
                glyph.struck = True
    if striking:
        content.rules = [rule for rule in content.rules if id(rule) not in striking]


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _crosses(rule: Rule, glyph: Glyph) -> bool:
    height = glyph.bottom - glyph.top
    level = glyph.top + _UPPER * height <= rule.at <= glyph.top + _LOWER * height
    return level and rule.start - 0.5 <= (glyph.x0 + glyph.x1) / 2 <= rule.end + 0.5


def _covered(rule: Rule, glyph: Glyph, content: PageContent) -> bool:
    # A line that runs on behind the box of a diagram strikes nothing in it.
    x = (glyph.x0 + glyph.x1) / 2
    return any(fill.order > rule.order and inside(x, rule.at, fill.box) for fill in content.fills)


def _strikes(rule: Rule, hit: Sequence[Glyph], near: Sequence[Glyph], uprights: Sequence[Rule]) -> bool:
    # A line as long as the words it strikes; or a line through a whole row, which strikes all that stands there in
    # several cells. The rule of a row that one overflowing text crosses is neither, nor is the side of a frame.
    if all(_turns(rule, end, uprights) for end in (rule.start, rule.end)):
        return False
    ends = [_touches(rule, end, uprights) for end in (rule.start, rule.end)]
    covered = sum(glyph.x1 - glyph.x0 for glyph in hit)
    if not all(ends) and covered >= 0.6 * (rule.end - rule.start):
        return True
    crossed = [r.at for r in uprights if rule.start + 1 < r.at < rule.end - 1 and r.start < rule.at < r.end]
    cells = {sum((glyph.x0 + glyph.x1) / 2 > at for at in set(crossed)) for glyph in hit}
    beside = [
        glyph
        for glyph in near
        if glyph.top < rule.at < glyph.bottom and rule.start <= (glyph.x0 + glyph.x1) / 2 <= rule.end
    ]
    return len(cells) >= 2 and len(hit) == len(beside) and _level(hit)


def _touches(rule: Rule, end: float, uprights: Sequence[Rule]) -> bool:
    return any(
        abs(other.at - end) <= 0.9 and other.start - 1 <= rule.at <= other.end + 1 for other in uprights
    )


def _turns(rule: Rule, end: float, uprights: Sequence[Rule]) -> bool:
    # Whether the rule ends at a corner.
    return any(
        abs(other.at - end) <= 0.9 and min(abs(other.start - rule.at), abs(other.end - rule.at)) <= 0.9
        for other in uprights
    )


def _level(hit: Sequence[Glyph]) -> bool:
    return max(glyph.base for glyph in hit) - min(glyph.base for glyph in hit) <= 0.2 * hit[0].size
