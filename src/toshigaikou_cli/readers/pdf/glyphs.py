"""Reading a page with PDFium: what it draws, as glyphs, rules and fills.

PDFium's own text page decodes the characters; what shows them (render mode, colour, opacity, clip) is looked up once
a text object, and text that nobody can see is left out and counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from toshigaikou_cli.readers.pdf import pdfium
from toshigaikou_cli.readers.pdf.budget import Budget
from toshigaikou_cli.readers.pdf.characters import Frame, Pen, TextState, direction_of
from toshigaikou_cli.readers.pdf.drawing import Drawing, is_faint, is_white
from toshigaikou_cli.readers.pdf.grounds import visible
from toshigaikou_cli.readers.pdf.marks import (
    EVERYWHERE,
    Box,
    Glyph,
    PageContent,
    around,
    common,
)
from toshigaikou_cli.readers.pdf.matrices import Matrix, moved, moved_box, scale, then

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_INVISIBLE_MODES = (3, 7)
_STROKING_MODES = (1, 2, 5, 6)
_NO_FONT = (-0.2, 10.0)


def collect(page: Any, budget: Budget) -> PageContent:
    """What a page (a ``pypdfium2`` page) shows. Raises Overload where the ``budget`` of its file is spent."""
    collector = _Collector(pdfium.handle(page), budget)
    collector.walk()
    collector.read()
    content = collector.content
    content.glyphs.sort(key=lambda glyph: glyph.order)
    content.glyphs, before = visible(content), len(content.glyphs)
    content.hidden += before - len(content.glyphs)
    return content


class _Collector:
    """One page on its way to a PageContent."""

    def __init__(self, page: int, budget: Budget) -> None:
        self.page = page
        self.budget = budget
        pdfium.page_box(page, pdfium.TO_RECT)
        rect = pdfium.RECT
        x0, x1 = sorted((rect.left, rect.right))
        y0, y1 = sorted((rect.bottom, rect.top))
        turns: dict[int, Matrix] = {
            1: (0, -1, 1, 0, -y0, x1),
            2: (-1, 0, 0, -1, x1, y1),
            3: (0, 1, -1, 0, y1, -x0),
        }
        self.turn: Matrix = turns.get(pdfium.page_rotation(page), (1, 0, 0, 1, -x0, -y0))
        self.shown = moved_box(self.turn, (x0, y0, x1, y1))
        self.content = PageContent(self.shown[2] - self.shown[0], self.shown[3] - self.shown[1])
        self.frame = Frame(self.turn, self.shown, self.content)
        self.drawing = Drawing(self.content, self.shown)
        self.texts: dict[int, TextState] = {}
        self.order = 0
        self._descents: dict[int, float] = {}

    # ------------------------------------------------------------ objects

    def walk(self) -> None:
        """Take in all that the page draws but the characters."""
        self._walk(_members(self.page, pdfium.page_count_objects, pdfium.page_object), self.turn, EVERYWHERE)

    def _walk(self, members: Iterator[int], matrix: Matrix, outer: Box) -> None:
        for drawn in members:
            self.budget.draw()
            self.order += 1
            kind = pdfium.object_type(drawn)
            if kind == _TEXT:
                self.texts[drawn] = self._text(drawn, matrix, outer)
            elif kind == _PATH:
                clip = _clip_of(drawn, matrix, outer)
                self.drawing.path(drawn, then(_matrix_of(drawn), matrix), clip, self.order)
            elif kind == _IMAGE:
                self.drawing.image(moved_box(then(_matrix_of(drawn), matrix), (0, 0, 1, 1)), self.order)
            elif kind == _SHADING:
                self.drawing.shading(_clip_of(drawn, matrix, outer), self.order)
            elif kind == _FORM:
                inner = _members(drawn, pdfium.form_count_objects, pdfium.form_object)
                self._walk(inner, then(_matrix_of(drawn), matrix), _clip_of(drawn, matrix, outer))

    def _text(self, drawn: int, matrix: Matrix, outer: Box) -> TextState:
        mode = pdfium.text_render_mode(drawn)
        colour = pdfium.colour(pdfium.object_fill_colour, drawn)
        pdfium.text_font_size(drawn, pdfium.TO_FLOATS[0])
        size = pdfium.FLOATS[0].value
        return TextState(
            order=self.order,
            hidden=mode in _INVISIBLE_MODES or is_faint(colour),
            white=mode not in _STROKING_MODES and is_white(colour),
            clip=_clip_of(drawn, matrix, outer),
            descent=self._descent(pdfium.text_font(drawn)),
            size=size,
            form=matrix,
        )

    def _descent(self, font: int | None) -> float:
        if font is None:
            return _NO_FONT[0]
        if font not in self._descents:
            known = pdfium.font_descent(font, 1000.0, pdfium.TO_FLOATS[0])
            value = pdfium.FLOATS[0].value / 1000 if known else _NO_FONT[0]
            self._descents[font] = min(0.0, max(-0.4, value))
        return self._descents[font]

    # ------------------------------------------------------------ characters

    def read(self) -> None:
        """Take in the characters."""
        chars = pdfium.load_text(self.page)
        if not chars:
            raise ValueError("the page's text cannot be decoded")
        try:
            seen = self._read(chars)
        finally:
            pdfium.close_text(chars)
        if len(seen) < len(self.texts):
            self._unseen(seen)

    def _read(self, chars: int) -> set[int]:
        seen: set[int] = set()
        pen = Pen(self.frame, self._stray(), chars, 0)
        last = 0
        char_object, char_unicode, generated = pdfium.char_object, pdfium.char_unicode, pdfium.char_generated
        count = pdfium.count_chars(chars)
        self.budget.write(count)
        for index in range(count):
            drawn = char_object(chars, index)
            if not drawn:
                continue
            code = char_unicode(chars, index)
            if code == 0x20 and generated(chars, index):
                continue
            if drawn != last:
                last = drawn
                seen.add(drawn)
                pen = Pen(self.frame, self.texts.get(drawn) or self._stray(), chars, index)
            pen.add(index, code)
        return seen

    def _stray(self) -> TextState:
        return TextState(0, False, False, EVERYWHERE, *_NO_FONT, self.turn)

    def _unseen(self, seen: set[int]) -> None:
        # PDFium's text page leaves out text objects without ink, and the second of two that lie on each other. What
        # is neither could not be read.
        shown: list[Box] = []
        for drawn, text in self.texts.items():
            if drawn in seen or text.hidden:
                continue
            box = _bounds(drawn)
            if _is_blank(box, text):
                self._blank(drawn, text)
                continue
            shown = shown or [_bounds(other) for other in seen]
            near = 0.35 * max(1.0, box[3] - box[1])
            if any(all(abs(a - b) <= near for a, b in zip(box, other, strict=True)) for other in shown):
                self.content.doubled = True
            elif not text.white:
                self.content.undecoded += 1

    def _blank(self, drawn: int, text: TextState) -> None:
        # A blank drawn by itself: its place is known, its width is not.
        matrix = then(_matrix_of(drawn), text.form)
        height = text.size * math.hypot(matrix[2], matrix[3])
        x, y = matrix[4] - self.shown[0], self.shown[3] - matrix[5]
        direction = direction_of(matrix)
        below = -text.descent * height
        sideways = direction in (90, 270)
        across = (y - height + below, y + below) if direction == 0 else (y - below, y + height - below)
        if sideways:
            across = (x - height + below, x + below) if direction == 90 else (x - below, x + height - below)
        box = (across[0], y, across[1], y) if sideways else (x, across[0], x, across[1])
        glyph = Glyph(" ", box, x if sideways else y, height or 1.0, direction)
        glyph.white, glyph.order = text.white, text.order
        glyph.clip = None if text.clip is EVERYWHERE else self.frame.flipped(text.clip)
        self.content.glyphs.append(glyph)


def _members(holder: int, count: Callable[..., Any], member: Callable[..., Any]) -> Iterator[int]:
    return (found for index in range(count(holder)) if (found := member(holder, index)))


def _matrix_of(drawn: int) -> Matrix:
    pdfium.object_matrix(drawn, pdfium.TO_MATRIX)
    found = pdfium.MATRIX
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds(drawn: int) -> Box:
    pdfium.object_bounds(drawn, *pdfium.TO_FLOATS)
    left, bottom, right, top = (value.value for value in pdfium.FLOATS)
    return (left, bottom, right, top)


def _is_blank(box: Box, text: TextState) -> bool:
    # Some fonts draw a speck for a blank.
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= max(0.01, 0.045 * text.size * scale(text.form))


def _clip_of(drawn: int, matrix: Matrix, outer: Box) -> Box:
    # The box that bounds what shows of an object, in page space.
    path = pdfium.object_clip(drawn)
    count = pdfium.clip_count_paths(path) if path else 0
    box = outer
    x, y = pdfium.FLOATS[:2]
    for at in range(max(0, count)):
        points = []
        for index in range(pdfium.clip_count_segments(path, at)):
            segment = pdfium.clip_segment(path, at, index)
            if pdfium.segment_point(segment, *pdfium.TO_FLOATS[:2]):
                points.append(moved(matrix, x.value, y.value))
        if points:
            box = common(box, around(points))
    return box
