"""Characters that were drawn outside of their clip rectangle, and that no cell has: nobody can see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.pdf.text import Run
from toshigaikou_cli.records.blocks import Block, Line


def beyond_clip(runs: Iterable[Run], taken: Iterable[Run], odd: Iterable[Glyph]) -> list[tuple[str, int]]:
    """The ``runs`` of a page that have something beyond their clip rectangles which none of those ``taken`` by a cell has:
    the text of each, and how many of its characters that are; and such sideways characters."""
    ghosts = [run for run in runs if any(glyph.ghost for glyph in run.glyphs)]
    sideways = _bare(glyph.text for glyph in odd if glyph.ghost)
    held = {id(glyph) for run in taken for glyph in run.glyphs} if ghosts else set[int]()
    found = [
        (_bare([run.text]), len(_bare(g.text for g in run.glyphs if g.ghost and id(g) not in held)))
        for run in ghosts
    ]
    return [(text, count) for text, count in (*found, (sideways, len(sideways))) if count]


def not_shown(texts: Sequence[tuple[int, str, int]], blocks: Iterable[Block]) -> Counter[int]:
    """How many characters of such ``texts`` (page, text, characters) nobody sees, by page: those of a text that stands
    nowhere as a whole.

    Spreadsheets draw the text of a merged cell on each page that it reaches, and clip what stands on another one.
    """
    if not texts:
        return Counter()
    shown = "\0".join(
        _bare([text])
        for block in blocks
        for text in ([block.text] if isinstance(block, Line) else [cell.text for cell in block.cells])
    )
    unseen = {text for text in {text for _, text, _ in texts} if text not in shown}
    counts: Counter[int] = Counter()
    for page, text, count in texts:
        counts[page] += count if text in unseen else 0
    return +counts


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
