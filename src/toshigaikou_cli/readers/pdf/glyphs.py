"""Reading a page: pdfminer's interpreter runs it, a device of our own collects what it draws.

Beyond what pdfminer hands on by itself this knows the text render mode, clip rectangles and opacity, so that text
nobody can see is left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from toshigaikou_cli.readers.pdf.interpreter import Interpreter
from toshigaikou_cli.readers.pdf.marks import (
    EVERYWHERE,
    Box,
    Fill,
    Glyph,
    PageContent,
    Rule,
    around,
    common,
    grown,
    inside,
    sorted_box,
)

THIN = 3.3
"""Points: a filled area no thicker than this is a rule, anything thicker a background."""
_INVISIBLE_MODES = (3, 7)
_Subpaths = list[tuple[list[tuple[float, float]], bool]]


class _Device(PDFTextDevice):
    """Collects glyphs, rules and fills in pdfminer's page space (y upwards); ``collect`` turns them over."""

    def __init__(self, rsrcmgr: Any, page_box: Box) -> None:
        super().__init__(rsrcmgr)
        self.left, self.bottom, self.right, self.upper = page_box
        self.content = PageContent(self.right - self.left, self.upper - self.bottom)
        self.order = 0
        self._invisible = False
        self._white = False
        self._clip: Box | None = None

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._invisible = textstate.render in _INVISIBLE_MODES or graphicstate.fill_alpha < 0.02
        strokes = textstate.render in (1, 2)
        self._white = not strokes and is_white(graphicstate.ncolor, ncs)
        self._clip = None if graphicstate.clip is EVERYWHERE else graphicstate.clip
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002
        graphicstate: Any,  # noqa: ARG002
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        advance: float = font.char_width(cid) * fontsize * scaling
        vertical = font.is_vertical()
        if vertical:
            vx, vy = font.char_disp(cid)
            vx = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
            vy = (1000 - vy) * fontsize * 0.001
            box = (-vx, vy + rise + advance, -vx + fontsize, vy + rise)
        else:
            descent = min(0.0, max(-0.4, font.get_descent())) * fontsize
            box = (0.0, descent + rise, advance, descent + rise + fontsize)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        self._add(text, (x0, y0, x1, y1), matrix, vertical)
        return advance

    def _add(self, text: str, box: Box, matrix: Any, vertical: bool) -> None:
        self.order += 1
        x0, y0, x1, y1 = box
        middle, centre = (x0 + x1) / 2, (y0 + y1) / 2
        outside = not (self.left <= middle <= self.right and self.bottom <= centre <= self.upper)
        ghost = bool(self._clip) and not inside(middle, centre, grown(self._clip or EVERYWHERE, 1.0))
        if self._invisible or (outside and not ghost):
            self.content.hidden += not text.isspace()
            return
        a, b = matrix[0], matrix[1]
        direction = (0 if a >= 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)
        sideways = (direction in (90, 270)) != vertical
        size = x1 - x0 if sideways else y1 - y0
        flipped = (x0 - self.left, self.upper - y1, x1 - self.left, self.upper - y0)
        base = matrix[4] - self.left if direction in (90, 270) else self.upper - matrix[5]
        glyph = Glyph(text, flipped, base, size or 1.0, direction)
        glyph.vertical, glyph.white, glyph.order, glyph.ghost = vertical, self._white, self.order, ghost
        if self._clip:
            left, bottom, right, upper = self._clip
            glyph.clip = (left - self.left, self.upper - upper, right - self.left, self.upper - bottom)
        self.content.glyphs.append(glyph)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ARG002
        return

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        # An image lies on the unit square; some web printers draw a rule as an image one pixel thick.
        assert self.ctm is not None
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        thin, long = sorted((x1 - x0, y1 - y0))
        if thin <= THIN / 2 and long > 20:
            self._add_thin((x0, y0, x1, y1), white=False)
        elif (x1 - x0) * (y1 - y0) > 0.3 * self.content.width * self.content.height:
            self.content.images += 1

    def paint_path(
        self,
        gstate: Any,
        stroke: bool,
        fill: bool,
        evenodd: bool,  # noqa: ARG002
        path: Sequence[Any],
    ) -> None:
        self.order += 1
        if (stroke and gstate.stroke_alpha < 0.02) or (fill and not stroke and gstate.fill_alpha < 0.02):
            return
        assert self.ctm is not None
        subpaths = _subpaths(path)
        if fill and not stroke and len(subpaths) > 1:
            subpaths = self._without_frames(subpaths, gstate)
        for points, straight in subpaths:
            seen = [apply_matrix_pt(self.ctm, point) for point in points]
            box = common(around(seen), gstate.clip)
            if box[2] - box[0] < -0.5 or box[3] - box[1] < -0.5:
                continue
            if stroke:
                self._stroke(seen, gstate)
            elif straight or max(box[2] - box[0], box[3] - box[1]) <= THIN:
                self._fill(box, is_white(gstate.ncolor, gstate.ncs))

    def _without_frames(self, subpaths: _Subpaths, gstate: Any) -> _Subpaths:
        # A border drawn as one area between two rectangles, the one close within the other.
        assert self.ctm is not None
        kept: _Subpaths = []
        white = is_white(gstate.ncolor, gstate.ncs)
        boxes = [around([apply_matrix_pt(self.ctm, p) for p in points]) for points, _ in subpaths]
        index = 0
        while index < len(subpaths):
            a = boxes[index]
            b = boxes[index + 1] if index + 1 < len(subpaths) else None
            if b and _frames(b, a):
                a, b = b, a
            if b and _frames(a, b):
                sides = (
                    (a[0], a[1], a[2], b[1]),
                    (a[0], b[3], a[2], a[3]),
                    (a[0], a[1], b[0], a[3]),
                    (b[2], a[1], a[2], a[3]),
                )
                for side in (common(side, gstate.clip) for side in sides):
                    if min(side[2] - side[0], side[3] - side[1]) > 0.01:
                        self._add_thin(side, white)
                index += 2
            else:
                kept.append(subpaths[index])
                index += 1
        return kept

    def _stroke(self, points: list[tuple[float, float]], gstate: Any) -> None:
        white = is_white(gstate.scolor, gstate.scs)
        half = gstate.linewidth / 2
        for (xa, ya), (xb, yb) in itertools.pairwise(points):
            if abs(xa - xb) > 0.7 and abs(ya - yb) > 0.7:
                continue
            level = abs(xa - xb) >= abs(ya - yb)
            if half * 2 > THIN * 2:  # a bar: some programs draw a background as one thick line
                spread = (0.0, half) if level else (half, 0.0)
                box = around([(xa, ya), (xb, yb)])
                self._fill(
                    (box[0] - spread[0], box[1] - spread[1], box[2] + spread[0], box[3] + spread[1]), white
                )
                continue
            box = common(around([(xa, ya), (xb, yb)]), grown(gstate.clip, max(half, 0.5)))
            if box[2] >= box[0] - 0.01 and box[3] >= box[1] - 0.01:
                self._add_rule(box, level, white, half * 2)

    def _fill(self, box: Box, white: bool) -> None:
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._add_thin(box, white)
        else:
            flipped = (box[0] - self.left, self.upper - box[3], box[2] - self.left, self.upper - box[1])
            self.content.fills.append(Fill(flipped, white, self.order))

    def _add_thin(self, box: Box, white: bool) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        dot = max(width, height) <= THIN
        if dot or width >= height:
            self._add_rule(box, True, white, height)
        if dot or height > width:
            self._add_rule(box, False, white, width)

    def _add_rule(self, box: Box, level: bool, white: bool, thickness: float) -> None:
        x0, x1 = box[0] - self.left, box[2] - self.left
        top, bottom = self.upper - box[3], self.upper - box[1]
        if x1 < 0 or bottom < 0 or x0 > self.content.width or top > self.content.height:
            return
        rule = (
            Rule(True, (top + bottom) / 2, x0, x1, white, thickness)
            if level
            else Rule(False, (x0 + x1) / 2, top, bottom, white, thickness)
        )
        self.content.rules.append(rule)


def collect(page: Any, rsrcmgr: Any) -> PageContent:
    """What a page (a ``pdfminer`` PDFPage) shows."""
    x0, y0, x1, y1 = page.mediabox
    # The same turn that pdfminer's interpreter gives the page.
    turn = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    ctm = turn.get(page.rotate % 360, (1, 0, 0, 1, -x0, -y0))
    shown = common(
        apply_matrix_rect(ctm, sorted_box(page.cropbox)), apply_matrix_rect(ctm, sorted_box(page.mediabox))
    )
    device = _Device(rsrcmgr, shown)
    Interpreter(rsrcmgr, device).process_page(page)
    content = device.content
    content.glyphs, before = _visible_on_white(content), len(content.glyphs)
    content.hidden += before - len(content.glyphs)
    return content


def is_white(colour: Any, space: Any) -> bool:
    """Whether a colour of a colour space is the white of the paper. Patterns and unknown spaces are not."""
    name = getattr(space, "name", "") if space is not None else ""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    if name in ("Separation", "DeviceN") or len(parts) == 4:
        return all(part <= 0.01 for part in parts)
    if name in ("Indexed", "Pattern", "Lab"):
        return False
    return all(part >= 0.985 for part in parts)


def _visible_on_white(content: PageContent) -> list[Glyph]:
    # White text shows only where something coloured was drawn under it before.
    if not any(glyph.white for glyph in content.glyphs):
        return content.glyphs

    def shows(glyph: Glyph) -> bool:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        below = [f for f in content.fills if f.order < glyph.order and inside(x, y, f.box)]
        return bool(below) and not below[-1].white

    return [glyph for glyph in content.glyphs if not glyph.white or shows(glyph)]


def _frames(a: Box, b: Box) -> bool:
    margins = (b[0] - a[0], b[1] - a[1], a[2] - b[2], a[3] - b[3])
    return all(-0.01 <= margin <= THIN for margin in margins) and max(margins) > 0.05


def _subpaths(path: Sequence[Any]) -> _Subpaths:
    # The corner points of each subpath, and whether it has straight sides only.
    found: _Subpaths = []
    points: list[tuple[float, float]] = []
    straight = True
    for step in path:
        if step[0] == "m":
            if len(points) > 1:
                found.append((points, straight))
            points, straight = [step[-2:]], True
        elif step[0] == "h":
            if points:
                points.append(points[0])
        else:
            straight = straight and step[0] == "l"
            points.append(step[-2:])
    if len(points) > 1:
        found.append((points, straight))
    return found
