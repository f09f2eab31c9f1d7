"""Raised numbers of notes in a line of a PDF."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.raised import needs_brackets

_SMALLER, _RAISED = 0.86, 0.15
"""Of the size of a line's text: what is no larger, and stands so much higher, is raised."""


def brackets(glyphs: Sequence[Glyph]) -> tuple[dict[int, str], set[int]]:
    """The glyphs of a line (by ``id``) before which a bracket opens, and behind which it closes: small raised numbers, that
    would be read as part of a figure."""
    sizes = [glyph.size for glyph in glyphs]
    size = max(sizes, default=0.0)
    if min(sizes, default=0.0) > _SMALLER * size:
        return {}, set()
    shown = [glyph for glyph in glyphs if not glyph.text.isspace() and not glyph.struck]
    size = max((glyph.size for glyph in shown), default=0.0)
    base = median([glyph.base for glyph in shown if glyph.size > _SMALLER * size] or [0.0])
    opens: dict[int, str] = {}
    closes: set[int] = set()
    up = [glyph.size <= _SMALLER * size and base - glyph.base >= _RAISED * size for glyph in shown]
    for raised, group in itertools.groupby(range(len(shown)), key=lambda at: up[at]):
        places = list(group)
        if not raised:
            continue
        text = "".join(shown[at].text for at in places)
        before, after = shown[places[0] - 1 : places[0]], shown[places[-1] + 1 : places[-1] + 2]
        if not needs_brackets(before[0].text if before else "", text, after[0].text if after else ""):
            continue
        half = text[-1:] in ")）"
        opens[id(shown[places[0]])] = "(" if half else "（"
        closes |= set() if half else {id(shown[places[-1]])}
    return opens, closes
