"""The characters of PDFium's text page to glyphs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toshigaikou_cli.readers.pdf import pdfium
from toshigaikou_cli.readers.pdf.marks import EVERYWHERE, Box, Glyph, PageContent, grown
from toshigaikou_cli.readers.pdf.matrices import Matrix, moved, moved_box, then

_HYPHENS = (0x02, 0xAD, 0xFFFE)
"""What PDFium's text page puts in the place of a hyphen that ends a line."""
_PLAIN_FROM = 0x20
_ASLANT = 0.15
"""Of the direction of a text: more than a scan is crooked by (8 degrees)."""
# The calls and buffers that each character needs, as names of this module: half the cost of looking them up.
_char_origin, _char_loose_box, _char_unmapped = (
    pdfium.char_origin,
    pdfium.char_loose_box,
    pdfium.char_unmapped,
)
_TO_X, _TO_Y, _TO_RECT = *pdfium.TO_DOUBLES[:2], pdfium.TO_RECT
_X, _Y, _RECT = *pdfium.DOUBLES[:2], pdfium.RECT


@dataclass(slots=True)
class TextState:
    """How a text object is drawn: ``clip`` and ``shown`` (page space), the part of the em below the base line
    (``descent``), the font's size, and the matrix of the form it stands in."""

    order: int
    hidden: bool
    white: bool
    clip: Box
    descent: float
    size: float
    form: Matrix


@dataclass(slots=True)
class Frame:
    """The page that glyphs are put on: ``turn`` leads from PDFium's page space to the page as shown (y upwards),
    ``shown`` is its box there."""

    turn: Matrix
    shown: Box
    content: PageContent

    def flipped(self, box: Box) -> Box:
        """A box of the page as shown (y upwards) as ``Glyph`` has it."""
        left, _, _, upper = self.shown
        return (box[0] - left, upper - box[3], box[2] - left, upper - box[1])


def direction_of(matrix: Sequence[float]) -> int:
    """The reading direction of text with that matrix: 0, 90 upward, 180, 270 downward."""
    a, b = matrix[0], matrix[1]
    return (0 if a >= 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)


class Pen:
    """Turns the characters of one text object into glyphs."""

    __slots__ = (
        "append", "aslant", "below", "bottom", "chars", "clip", "content", "direction", "height", "high", "last",
        "left", "level", "move", "order", "plain", "reach", "right", "text", "turn", "upper", "white", "x", "y",
    )  # fmt: skip

    def __init__(self, frame: Frame, text: TextState, chars: int, index: int) -> None:
        self.text = text
        self.chars = chars
        self.content = frame.content
        self.append = frame.content.glyphs.append
        self.order, self.white = text.order, text.white
        self.left, self.bottom, self.right, self.upper = frame.shown
        pdfium.char_matrix(chars, index, pdfium.TO_MATRIX)
        found = pdfium.MATRIX
        turn = frame.turn
        matrix: Sequence[float] = (found.a, found.b)
        if turn[0] != 1:
            matrix = then((found.a, found.b, found.c, found.d, 0.0, 0.0), (*turn[:4], 0.0, 0.0))
        self.direction = direction_of(matrix)
        a, b = abs(matrix[0]), abs(matrix[1])
        self.aslant = (a > _ASLANT * b) if a < b else (b > _ASLANT * a)
        self.height = text.size * math.hypot(found.c, found.d)
        self.below = text.descent * self.height
        everywhere = text.clip is EVERYWHERE
        self.clip = None if everywhere else frame.flipped(text.clip)
        self.reach = None if everywhere else grown(text.clip, 1.0)
        self.turn = turn
        self.plain, self.move = turn[0] == 1, turn[4:]
        self.level = self.direction in (0, 180)
        self.last: Glyph | None = None
        self.x = self.y = math.inf
        self.high = 0

    def add(self, index: int, code: int) -> None:
        """Take one character in."""
        chars = self.chars
        if _PLAIN_FROM <= code < 0xD800 and not _char_unmapped(chars, index) and code != 0xAD:
            text = chr(code)
        else:
            text = self._decoded(index, code)
            if not text:
                return
        _char_origin(chars, index, _TO_X, _TO_Y)
        x, y = _X.value, _Y.value
        if (
            x == self.x and y == self.y and self.last is not None
        ):  # a ligature: several characters of one glyph
            self.last.text += text
            return
        self.x, self.y = x, y
        _char_loose_box(chars, index, _TO_RECT)
        x0, y1, x1, y0 = _RECT.left, _RECT.top, _RECT.right, _RECT.bottom
        if self.plain:
            move_x, move_y = self.move
            x0, y0, x1, y1, x, y = x0 + move_x, y0 + move_y, x1 + move_x, y1 + move_y, x + move_x, y + move_y
        else:
            x0, y0, x1, y1 = moved_box(self.turn, (x0, y0, x1, y1))
            x, y = moved(self.turn, x, y)
        vertical = self.direction == 0 and x - x0 > 0.25 * self.height
        if self.direction == 0 and not vertical:
            y0 = y + self.below
            y1 = y0 + self.height
        centre, middle = (x0 + x1) / 2, (y0 + y1) / 2
        reach = self.reach
        ghost = reach is not None and not (reach[0] <= centre <= reach[2] and reach[1] <= middle <= reach[3])
        outside = not (self.left <= centre <= self.right and self.bottom <= middle <= self.upper)
        if self.text.hidden or (outside and not ghost):
            self.content.hidden += not text.isspace()
            return
        if self.aslant:
            self.content.across += text
            return
        size = y1 - y0 if self.level is not vertical else x1 - x0
        base = self.upper - y if self.level else x - self.left
        box = (x0 - self.left, self.upper - y1, x1 - self.left, self.upper - y0)
        self.last = glyph = Glyph(
            text, box, base, size or 1.0, self.direction, vertical, self.white, self.order
        )
        glyph.clip, glyph.ghost = self.clip, ghost
        self.append(glyph)

    def _decoded(self, index: int, code: int) -> str:
        # The text of a character; U+FFFD where the font does not say it, "" where there is nothing yet.
        if code in _HYPHENS and pdfium.char_hyphen(self.chars, index):
            return "-"
        if pdfium.char_unmapped(self.chars, index) or code == 0:
            if self._has_ink(index):
                return "\ufffd"
            return "\n" if code in (10, 13) else " "  # Excel leaves line breaks in its texts
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            high, self.high = self.high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
        return chr(code) if code < 0x110000 else "\ufffd"

    def _has_ink(self, index: int) -> bool:
        pdfium.char_ink_box(self.chars, index, *pdfium.TO_DOUBLES)
        left, right, bottom, top = (value.value for value in pdfium.DOUBLES)
        return abs(right - left) > 0.01 and abs(top - bottom) > 0.01
