"""What a page is refused for, and how pages are named."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.readers.pdf.clean import has_no_text_information
from toshigaikou_cli.readers.pdf.marks import Glyph, PageContent

ORIGINAL = say("ask for the original file")
_SCANNED = say("a scanned image")


def unreadable(content: PageContent | None) -> str:
    """Why a page cannot be read; "" where it can, ``blank`` where there is nothing on it."""
    if content is None:
        return say("the page is broken and cannot be decoded")
    shown = [glyph for glyph in content.glyphs if not glyph.text.isspace() and not glyph.ghost]
    if not shown:
        if content.hidden and content.images:
            return say("a scanned image with an invisible text layer")
        if content.hidden:
            return say("nothing but invisible text")
        if content.images:
            return say("a scanned image: no characters")
        return say("no characters") if content.rules or content.fills else "blank"
    if has_no_text_information(content.glyphs):
        return say("no text information: the characters have no code points")
    return ""


def hint_for(reasons: Iterable[str]) -> str:
    """What to do about pages that were refused: ``--ocr`` for scanned ones."""
    return (
        say("ask for the original file, or try --ocr")
        if any(_SCANNED in reason for reason in reasons)
        else ""
    )


def looks_tabular(glyphs: Iterable[Glyph]) -> bool:
    """Whether several lines of text are each broken by wide gaps, as in a table without rules."""
    lines: dict[int, list[tuple[float, float, float]]] = {}
    for glyph in glyphs:
        if not glyph.text.isspace():
            lines.setdefault(round(glyph.base), []).append((glyph.x0, glyph.x1, glyph.size))
    broken = 0
    for line in lines.values():
        line.sort()
        wide = sum(b[0] - a[1] > 2.0 * a[2] for a, b in itertools.pairwise(line))
        broken += wide >= 2
    return broken >= 4


def page_list(numbers: list[int]) -> str:
    """``page 3`` or ``pages 1-3, 5``."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = joined(str(a) if a == b else f"{a}-{b}" for a, b in spans)
    if len(numbers) == 1:
        return say("page {n}", n=shown)
    return say("pages {places}", places=shown)
