"""Texts that nearly touch the next column's: parted where many rows begin or end one, so that they are two."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from toshigaikou_cli.readers.pdf.marks import Glyph
from toshigaikou_cli.readers.pdf.text import Run, as_run

FIGURE = re.compile(r"[△▲+\-−]?[0-9０-９][0-9０-９,，.．]*\s*[%％]?")
_APART = 0.12
"""Ems of white between two texts that are two."""
_OFTEN = 3
"""Texts that begin or end at one place before another is parted there."""
_SAME = 1.0
"""Points within which texts begin or end at one place."""


def parted(runs: Sequence[Run], inside: Sequence[Run]) -> list[Run]:
    """The runs, those ``inside`` a table without vertical rules parted between its columns.

    A text that nearly reaches the next column makes one run with the text there: it is parted where many rows begin
    a text, and where many rows end one that is set flush right (figures, or whatever was drawn as a text of its own).
    """
    words = [run for run in inside if run.text.strip()]
    starts = _repeated(run.x0 for run in words)
    ends = _repeated(place for run in words for place in (run.x1, *_figure_ends(run)))
    if not starts and not ends:
        return list(runs)
    members = {id(run) for run in inside}
    found: list[Run] = []
    for run in runs:
        found += _parts(run, starts, ends) if id(run) in members else [run]
    return found


def _figure_ends(run: Run) -> list[float]:
    # Where a figure ends in a run, before another that was drawn as a text of its own.
    found: list[float] = []
    start = 0
    for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1):
        if glyph.order != last.order and _apart(last, glyph):
            if _are_figures(run.glyphs[start:at], run.glyphs[at:]):
                found.append(last.x1)
            start = at
    return found


def _apart(last: Glyph, glyph: Glyph) -> bool:
    white = last.text.isspace() or glyph.x0 - last.x1 > _APART * glyph.size
    return white and not glyph.text.isspace()


def _are_figures(before: Sequence[Glyph], after: Sequence[Glyph]) -> bool:
    figure, rest = ("".join(glyph.text for glyph in glyphs).strip() for glyphs in (before, after))
    return FIGURE.fullmatch(figure) is not None and FIGURE.match(rest) is not None


def _repeated(places: Iterable[float]) -> list[int]:
    counted = Counter(map(round, places))
    return [x for x in counted if sum(counted[x + d] for d in (-1, 0, 1)) >= _OFTEN]


def _parts(run: Run, starts: Sequence[float], ends: Sequence[float]) -> list[Run]:
    cuts = [0]
    for at, (last, glyph) in enumerate(itertools.pairwise(run.glyphs), 1):
        if not _apart(last, glyph):
            continue
        begins = any(abs(glyph.x0 - x) <= _SAME for x in starts)
        if begins or _ends_text(run.glyphs[cuts[-1] : at], run.glyphs[at:], ends):
            cuts.append(at)
    if len(cuts) == 1:
        return [run]
    return [as_run(run.glyphs[a:b]) for a, b in itertools.pairwise([*cuts, len(run.glyphs)])]


def _ends_text(before: Sequence[Glyph], after: Sequence[Glyph], ends: Sequence[float]) -> bool:
    inked = [glyph for glyph in before if not glyph.text.isspace()]
    last = max((glyph.x1 for glyph in inked), default=0.0)
    own = bool(inked) and inked[-1].order != after[0].order
    return any(abs(last - x) <= _SAME for x in ends) and (own or _are_figures(before, after))


_PAIR = re.compile(rf"{FIGURE.pattern}(?: +{FIGURE.pattern})+")
_GLUED = re.compile(r"[△▲+\-−]?[0-9]{1,3}(?:,[0-9]{3})+[0-9][0-9,]*")
"""A figure that goes on after its last thousands: 1,200,000350,000."""


def side_by_side(texts: Sequence[str]) -> str:
    """The first of a column's texts that holds figures beside each other, where most of the texts do; else nothing.

    No rule and no white that all rows share tells whether these are two columns.
    """
    shown = [text for text in texts if text]
    pairs = [text for text in shown if _PAIR.fullmatch(text) or _GLUED.fullmatch(text)]
    return pairs[0] if len(pairs) >= 2 and len(pairs) > 0.5 * len(shown) else ""
