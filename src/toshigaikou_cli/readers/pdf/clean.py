"""A page's glyphs made ready for reading: line breaks, doubled glyphs, sideways pages, missing text information."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.readers.pdf.marks import Box, Fill, Glyph, PageContent, Rule

_BREAKS = {"(cid:10)", "(cid:13)", "\n", "\r", "\r\n", "\v", "\u2028", "\u2029"}
_DOUBLED_SHARE = 0.15
_NOWHERE = (None, None, None)
_UNREADABLE_SHARE = 0.3


def undecoded(glyphs: Sequence[Glyph]) -> list[str]:
    """The characters that carry no text: ``(cid:…)``, U+FFFD, private use, control characters."""
    return [g.text for g in glyphs if not g.ghost and g.text not in _BREAKS and _unreadable(g.text)]


def has_no_text_information(glyphs: Sequence[Glyph]) -> bool:
    """Whether too many characters of a page carry no text for the rest to be trusted."""
    shown = sum(not g.text.isspace() and g.text not in _BREAKS for g in glyphs)
    return shown > 0 and len(undecoded(glyphs)) > _UNREADABLE_SHARE * shown


@functools.lru_cache(maxsize=8192)
def _unreadable(text: str) -> bool:
    if text.startswith("(cid:"):
        return True
    return not text.isspace() and all(
        unicodedata.category(char) in ("Co", "Cc", "Cn") or char == "\ufffd" for char in text
    )


def tidy_glyphs(glyphs: Sequence[Glyph], doubled: bool = False) -> list[Glyph]:
    """Excel's line breaks become ``\\n``, control characters go, doubled glyphs (fake bold) become one.

    ``doubled``: the page is known to have fake bold, however few twins are left.
    """
    known = {text: _kept_text(text) for text in {glyph.text for glyph in glyphs}}
    kept = list(glyphs)
    if any(text != as_kept for text, as_kept in known.items()):
        kept = [glyph for glyph in glyphs if known[glyph.text]]
        for glyph in kept:
            glyph.text = known[glyph.text]
    return _single(kept, doubled)


@functools.lru_cache(maxsize=8192)
def _kept_text(text: str) -> str:
    if text in _BREAKS:
        return "\n"
    return "" if len(text) == 1 and unicodedata.category(text) in ("Cc", "Cf") else text


def _single(glyphs: list[Glyph], doubled_page: bool) -> list[Glyph]:
    # A twin is the same character, nearly on the same spot. Only where many are doubled is it fake bold: over the
    # page, or over nearly all of one line (a bold heading).
    seen: dict[tuple[str, int], list[Glyph]] = {}
    twins: set[int] = set()
    lines: Counter[int] = Counter()
    doubled: Counter[int] = Counter()
    shown = [
        (index, glyph, round(glyph.base / 2))
        for index, glyph in enumerate(glyphs)
        if not glyph.text.isspace()
    ]
    for index, glyph, line in shown:
        text = glyph.text
        near = (seen.get((text, line)), seen.get((text, line - 1)), seen.get((text, line + 1)))
        if near != _NOWHERE and any(_twin(glyph, other) for others in near for other in others or ()):
            twins.add(index)
            doubled[line] += 1
        elif near[0] is not None:
            near[0].append(glyph)
        else:
            seen[text, line] = [glyph]
    if not twins:
        return glyphs
    lines.update(line for _, _, line in shown)
    everywhere = doubled_page or len(twins) / max(1, len(shown) - len(twins)) > _DOUBLED_SHARE
    bold = {line for line, count in doubled.items() if count >= 3 and count >= 0.8 * (lines[line] - count)}
    return [
        glyph
        for index, glyph in enumerate(glyphs)
        if index not in twins or not (everywhere or round(glyph.base / 2) in bold)
    ]


def _twin(a: Glyph, b: Glyph) -> bool:
    if abs(a.x0 - b.x0) > 0.3 * a.size + 0.05 or a.direction != b.direction:
        return False
    reach = 0.3 * min(a.x1 - a.x0, a.bottom - a.top) + 0.05
    return abs(a.x0 - b.x0) <= reach and abs(a.top - b.top) <= reach and abs(a.size - b.size) < 0.2 * a.size


def reading_direction(glyphs: Sequence[Glyph]) -> int:
    """The direction in which most of the text runs: 0, 90 (upward), 180 or 270 (downward)."""
    counted = Counter(glyph.direction for glyph in glyphs if not glyph.text.isspace())
    return counted.most_common(1)[0][0] if counted else 0


def turned(content: PageContent, direction: int) -> PageContent:
    """The page turned so that text of that direction reads from left to right."""
    if direction == 0:
        return content
    width, height = content.width, content.height
    glyphs = [turned_glyph(glyph, direction, width, height) for glyph in content.glyphs]
    rules = [_turned_rule(rule, direction, width, height) for rule in content.rules]
    fills = [Fill(turned_box(f.box, direction, width, height), f.white, f.order) for f in content.fills]
    size = (width, height) if direction == 180 else (height, width)
    return replace(content, width=size[0], height=size[1], glyphs=glyphs, rules=rules, fills=fills)


def turned_glyph(glyph: Glyph, direction: int, width: float, height: float) -> Glyph:
    """A copy of a glyph as it stands on the turned page."""
    box = turned_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), direction, width, height)
    of_x = glyph.direction in (90, 270)
    base = _turned_at(glyph.base, of_x, direction, width, height)
    copy = Glyph(glyph.text, box, base, glyph.size, (glyph.direction - direction) % 360)
    copy.vertical, copy.white, copy.order, copy.ghost = glyph.vertical, glyph.white, glyph.order, glyph.ghost
    copy.struck = glyph.struck
    copy.clip = turned_box(glyph.clip, direction, width, height) if glyph.clip else None
    return copy


def turned_box(box: Box, direction: int, width: float, height: float) -> Box:
    """A box of a page of that width and height, on the page turned so that text of that direction is upright."""
    x0, top, x1, bottom = box
    if direction == 90:
        return (height - bottom, x0, height - top, x1)
    if direction == 270:
        return (top, width - x1, bottom, width - x0)
    if direction == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    return box


def turned_back(box: Box, direction: int, width: float, height: float) -> Box:
    """The reverse of ``turned_box``; ``width`` and ``height`` are those of the page as shown."""
    if direction in (90, 270):
        return turned_box(box, 360 - direction, height, width)
    return turned_box(box, direction, width, height)


def _turned_at(at: float, of_x: bool, direction: int, width: float, height: float) -> float:
    if of_x:
        return at if direction in (0, 90) else width - at
    return at if direction in (0, 270) else height - at


def _turned_rule(rule: Rule, direction: int, width: float, height: float) -> Rule:
    box = (
        (rule.start, rule.at, rule.end, rule.at)
        if rule.horizontal
        else (rule.at, rule.start, rule.at, rule.end)
    )
    x0, top, x1, bottom = turned_box(box, direction, width, height)
    level = rule.horizontal if direction == 180 else not rule.horizontal
    if level:
        return Rule(True, top, x0, x1, rule.white, rule.thickness, rule.order)
    return Rule(False, x0, top, bottom, rule.white, rule.thickness, rule.order)
