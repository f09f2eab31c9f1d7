"""What white text stands on: it shows only where something coloured was drawn under it before."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.pdf.budget import Overload
from toshigaikou_cli.readers.pdf.marks import Fill, Glyph, PageContent, inside

_MOST_LOOKS = 20_000_000
"""Grounds that are looked at for the white characters of a page: a map of A0 takes two million."""


def visible(content: PageContent) -> list[Glyph]:
    """The glyphs of a page without the white ones on white. Raises Overload where too many lie over too much."""
    if not any(glyph.white for glyph in content.glyphs):
        return content.glyphs
    grounds = sorted([*content.fills, *content.pictures], key=lambda fill: -fill.order)
    looks = _Looks(grounds)
    return [glyph for glyph in content.glyphs if not glyph.white or looks.shows(glyph)]


class _Looks:
    """Looks for the grounds of white glyphs, from the last one drawn."""

    def __init__(self, grounds: Sequence[Fill]) -> None:
        self.grounds = grounds
        self.left = _MOST_LOOKS

    def shows(self, glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for at, ground in enumerate(self.grounds):
            if ground.order < glyph.order and inside(x, y, ground.box):
                self._looked(at)
                return not ground.white
        self._looked(len(self.grounds))
        return False

    def _looked(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Overload(say("more than {n:,} areas under white text", n=_MOST_LOOKS))
