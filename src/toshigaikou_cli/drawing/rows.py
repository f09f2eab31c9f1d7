"""A row of a table as a picture: its header, its cells as they were read, and where it stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toshigaikou_cli.drawing.fonts import check_drawable, japanese_font, plain, wrapped

_WIDTH = 1600
_SIZE, _SMALL = 26, 20
_PAD, _MARGIN, _LEAST = 12, 24, 120
_INK, _PALE, _LINE = (20, 20, 20), (236, 240, 244), (120, 120, 120)
_LONGEST = 3000
"""Characters of a cell that are drawn; the rest is told by …"""


def drawn_row(cells: Sequence[tuple[str, str]], place: str) -> bytes:
    """PNG of a table of one row: ``cells`` are header and text, ``place`` is written below.

    Raises UsageError where no font has Japanese, or the one there is lacks a character.
    """
    from PIL import Image, ImageDraw

    file = japanese_font()
    heads = [plain(head) for head, _ in cells]
    texts = [[plain(line) for line in _cut(text).split("\n")] for _, text in cells]
    check_drawable(file, [place, *heads, *(line for lines in texts for line in lines)])
    large, small = _font(file, _SIZE), _font(file, _SMALL)
    widths = _widths([max(len(head), *map(len, lines)) for head, lines in zip(heads, texts, strict=True)])
    rows = [
        [wrapped(file, head, _SIZE, width - 2 * _PAD) for head, width in zip(heads, widths, strict=True)],
        [
            [part for line in lines for part in wrapped(file, line, _SIZE, width - 2 * _PAD)]
            for lines, width in zip(texts, widths, strict=True)
        ],
    ]
    below = wrapped(file, plain(place), _SMALL, _WIDTH - 2 * _MARGIN)
    line, low = int(_SIZE * 1.5), int(_SMALL * 1.5)
    heights = [max(map(len, row)) * line + 2 * _PAD for row in rows]
    height = sum(heights) + 3 * _MARGIN + len(below) * low
    image: Any = Image.new("RGB", (_WIDTH, height), "white")
    pen = ImageDraw.Draw(image)
    top = _MARGIN
    for number, (row, tall) in enumerate(zip(rows, heights, strict=True)):
        left = _MARGIN
        for lines, width in zip(row, widths, strict=True):
            pen.rectangle(
                (left, top, left + width, top + tall),
                fill="white" if number else _PALE,
                outline=_LINE,
                width=2,
            )
            for at, text in enumerate(lines):
                pen.text((left + _PAD, top + _PAD + at * line), text, font=large, fill=_INK)
            left += width
        top += tall
    for at, text in enumerate(below):
        pen.text((_MARGIN, top + _MARGIN + at * low), text, font=small, fill=_INK)
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


def _font(file: Path, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), size)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _widths(lengths: Sequence[int]) -> list[int]:
    """The widths of columns: each wide enough for some words, long texts with more of the rest."""
    whole = _WIDTH - 2 * _MARGIN
    least = min(_LEAST, whole // max(len(lengths), 1))
    weights = [min(max(length, 1), 60) ** 0.8 for length in lengths]
    rest = whole - least * len(lengths)
    return [least + int(rest * weight / sum(weights)) for weight in weights]
