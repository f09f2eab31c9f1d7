"""Drawn paths to ruling lines and filled areas."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from toshigaikou_cli.readers.pdf import pdfium
from toshigaikou_cli.readers.pdf.marks import Box, Fill, PageContent, Rule, around, common, grown
from toshigaikou_cli.readers.pdf.matrices import Matrix, moved, scale

THIN = 3.3
"""Points: a filled area no thicker than this is a rule, anything thicker a background."""
_CURVE = 24
"""Points of a line from which on its short pieces are those of a curve, such as the coast of a map."""
_SMALL, _MOST_SMALL = 15.0, 5_000
"""Points of what may be the tick in a box, and how many such drawings of a page are kept."""
_FAINT = 6
_NEARLY_WHITE = 251
_MOVE, _LINE = 2, 0
_PathPoint = tuple[float, float]
_Subpaths = list[tuple[list[_PathPoint], bool]]


def is_white(colour: pdfium.Colour | None) -> bool:
    """Whether a colour is the white of the paper. A pattern (None) is not."""
    return colour is not None and min(colour[:3]) >= _NEARLY_WHITE


def is_faint(colour: pdfium.Colour | None) -> bool:
    """Whether nobody can see a colour, because it lets all through."""
    return colour is not None and colour[3] < _FAINT


class _PathPen(NamedTuple):
    """How a path is drawn: ``half`` is half the width of its line in points; ``clip`` bounds what shows."""

    white_fill: bool
    white_line: bool
    half: float
    clip: Box


class Drawing:
    """Puts the rules and fills of one page into ``content``. Boxes come in page space (y upwards) of ``shown``."""

    def __init__(self, content: PageContent, shown: Box) -> None:
        self.content = content
        self.shown = shown
        self.left, _, _, self.upper = shown
        self.order = 0

    def path(self, drawn: int, matrix: Matrix, clip: Box, order: int) -> None:
        """Take a path object in; ``matrix`` leads from its own space to the page."""
        self.order = order
        pdfium.path_draw_mode(drawn, *pdfium.TO_INTS)
        fill, stroke = pdfium.INTS[0].value, pdfium.INTS[1].value
        fill_colour = pdfium.colour(pdfium.object_fill_colour, drawn) if fill else None
        line_colour = pdfium.colour(pdfium.object_stroke_colour, drawn) if stroke else None
        if not (fill or stroke) or (is_faint(line_colour) if stroke else is_faint(fill_colour)):
            return
        pdfium.object_stroke_width(drawn, pdfium.TO_FLOATS[0])
        half = pdfium.FLOATS[0].value * scale(matrix) / 2
        pen = _PathPen(is_white(fill_colour), is_white(line_colour), half, clip)
        subpaths = _subpaths(drawn, matrix)
        if fill and not stroke and len(subpaths) > 1:
            subpaths = self._without_frames(subpaths, pen)
        for points, straight in subpaths:
            box = common(around(points), pen.clip)
            if box[2] - box[0] < -0.5 or box[3] - box[1] < -0.5:
                continue
            if max(box[2] - box[0], box[3] - box[1]) <= _SMALL and len(self.content.small) < _MOST_SMALL:
                self.content.small.append(self._flipped(box))
            if fill and (stroke or not straight) and not is_faint(fill_colour):
                self._ground(box, pen.white_fill)
            if stroke:
                self._stroke(points, pen)
            elif straight or max(box[2] - box[0], box[3] - box[1]) <= THIN:
                self._fill(box, pen.white_fill)

    def shading(self, clip: Box, order: int) -> None:
        """Take a shading in: it fills its clip rectangle."""
        self.order = order
        self._ground(common(clip, grown(self.shown, 1.0)), white=False)

    def image(self, box: Box, order: int) -> None:
        """Take an image in: some web printers draw a rule as an image one pixel thick."""
        self.order = order
        self.content.pictures.append(Fill(self._flipped(box), False, order))
        width, height = box[2] - box[0], box[3] - box[1]
        thin, long = sorted((width, height))
        if thin <= THIN / 2 and long > 20:
            self._thin(box, white=False)
        elif width * height > 0.3 * self.content.width * self.content.height:
            self.content.images += 1

    def _without_frames(self, subpaths: _Subpaths, pen: _PathPen) -> _Subpaths:
        # A border drawn as one area between two rectangles, the one close within the other.
        kept: _Subpaths = []
        boxes = [around(points) for points, _ in subpaths]
        index = 0
        while index < len(subpaths):
            a = boxes[index]
            b = boxes[index + 1] if index + 1 < len(subpaths) else None
            if b and _frames(b, a):
                a, b = b, a
            if b and _frames(a, b):
                for side in (common(side, pen.clip) for side in _sides(a, b)):
                    if min(side[2] - side[0], side[3] - side[1]) > 0.01:
                        self._thin(side, pen.white_fill)
                index += 2
            else:
                kept.append(subpaths[index])
                index += 1
        return kept

    def _stroke(self, points: list[_PathPoint], pen: _PathPen) -> None:
        curve = len(points) > _CURVE
        for (xa, ya), (xb, yb) in itertools.pairwise(points):
            across, along = abs(xa - xb), abs(ya - yb)
            if (across > 0.7 and along > 0.7) or (curve and across < 1.0 and along < 1.0):
                continue
            level = across >= along
            box = around([(xa, ya), (xb, yb)])
            if pen.half > THIN:  # a bar: some programs draw a background as one thick line
                x, y = (0.0, pen.half) if level else (pen.half, 0.0)
                self._fill((box[0] - x, box[1] - y, box[2] + x, box[3] + y), pen.white_line)
                continue
            box = common(box, grown(pen.clip, max(pen.half, 0.5)))
            if box[2] >= box[0] - 0.01 and box[3] >= box[1] - 0.01:
                self._rule(box, level, pen.white_line, pen.half * 2)

    def _ground(self, box: Box, white: bool) -> None:
        # What is filled within a curve or a line bounds no cell, but white text shows on it.
        if min(box[2] - box[0], box[3] - box[1]) > THIN:
            self.content.pictures.append(Fill(self._flipped(box), white, self.order))

    def _fill(self, box: Box, white: bool) -> None:
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._thin(box, white)
        else:
            self.content.fills.append(Fill(self._flipped(box), white, self.order))

    def _flipped(self, box: Box) -> Box:
        return (box[0] - self.left, self.upper - box[3], box[2] - self.left, self.upper - box[1])

    def _thin(self, box: Box, white: bool) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        dot = max(width, height) <= THIN
        if dot or width >= height:
            self._rule(box, True, white, height)
        if dot or height > width:
            self._rule(box, False, white, width)

    def _rule(self, box: Box, level: bool, white: bool, thickness: float) -> None:
        x0, x1 = box[0] - self.left, box[2] - self.left
        top, bottom = self.upper - box[3], self.upper - box[1]
        if x1 < 0 or bottom < 0 or x0 > self.content.width or top > self.content.height:
            return
        rule = (
            Rule(True, (top + bottom) / 2, x0, x1, white, thickness, self.order)
            if level
            else Rule(False, (x0 + x1) / 2, top, bottom, white, thickness, self.order)
        )
        self.content.rules.append(rule)


def _frames(a: Box, b: Box) -> bool:
    margins = (b[0] - a[0], b[1] - a[1], a[2] - b[2], a[3] - b[3])
    return all(-0.01 <= margin <= THIN for margin in margins) and max(margins) > 0.05


def _sides(a: Box, b: Box) -> tuple[Box, ...]:
    # The four strips between a box and the one within it.
    return (
        (a[0], a[1], a[2], b[1]),
        (a[0], b[3], a[2], a[3]),
        (a[0], a[1], b[0], a[3]),
        (b[2], a[1], a[2], a[3]),
    )


def _subpaths(drawn: int, matrix: Matrix) -> _Subpaths:
    # The corner points of each subpath on the page, and whether it has straight sides only.
    found: _Subpaths = []
    points: list[_PathPoint] = []
    straight = True
    to_x, to_y = pdfium.TO_FLOATS[:2]
    x, y = pdfium.FLOATS[:2]
    for index in range(pdfium.path_count_segments(drawn)):
        segment = pdfium.path_segment(drawn, index)
        pdfium.segment_point(segment, to_x, to_y)
        point = moved(matrix, x.value, y.value)
        kind = pdfium.segment_type(segment)
        if kind == _MOVE:
            if len(points) > 1:
                found.append((points, straight))
            points, straight = [point], True
        else:
            straight = straight and kind == _LINE
            points.append(point)
        if pdfium.segment_closes(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        found.append((points, straight))
    return found
