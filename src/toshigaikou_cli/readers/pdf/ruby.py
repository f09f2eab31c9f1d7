"""Furigana: small kana set over the characters whose reading they give. They are no part of the text."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.pdf.text import Run

_KANA = expression(r"[\u3041-\u3096\u30a1-\u30fa\u30fc・\s]+")
_KANJI = expression(r"[\u3400-\u9fff々〆ヶ\U00020000-\U0003ffff]")
_SMALL = 0.62
"""Furigana are at most this share of the size of the characters under them (half, as a rule)."""


def ruby_of(runs: Sequence[Run]) -> list[Run]:
    """The upright runs that are furigana: kana that stand close over larger kanji."""
    largest = max((run.size for run in runs), default=0.0)
    small = [
        run for run in runs if run.size <= _SMALL * largest and _KANA.fullmatch(run.text) and run.text.strip()
    ]
    if not small:
        return []
    large = sorted((run for run in runs if _KANJI.search(run.text)), key=lambda run: run.top)
    return [run for run in small if _has_base(run, large)]


def _has_base(run: Run, large: Sequence[Run]) -> bool:
    for base in large:
        if base.top - run.bottom > 0.3 * base.size:
            return False
        below = run.bottom - base.top
        close = -0.3 * base.size <= below <= 0.45 * base.size and run.top < base.top
        if close and run.size <= _SMALL * base.size and _over_kanji(run, base):
            return True
    return False


def _over_kanji(run: Run, base: Run) -> bool:
    # The characters right under the furigana are kanji (furigana may hang over their neighbours a little).
    middle = (run.x0 + run.x1) / 2
    return any(
        _KANJI.match(glyph.text) and glyph.x0 - 0.6 * glyph.size <= middle <= glyph.x1 + 0.6 * glyph.size
        for glyph in base.glyphs
    )
