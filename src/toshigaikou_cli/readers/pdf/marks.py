"""What stands on a PDF page: glyphs, ruling lines and filled areas.

Coordinates are points from the upper left corner of the page as shown (after /Rotate and the crop box).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


class Glyph:
    """A character: its text, box, base line, font size and reading direction (0, 90 upward, 180, 270 downward).

    ``clip`` is the clip rectangle it was drawn in, ``ghost`` says that it lies outside of it: spreadsheets draw
    the whole text of a cell and clip what does not fit, or what stands on another page. ``struck``: a line goes
    through it.
    """

    __slots__ = (
        "base", "bottom", "clip", "direction", "ghost", "order", "size", "struck", "text", "top", "vertical", "white", "x0",
        "x1"
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        box: Box,
        base: float,
        size: float,
        direction: int,
        vertical: bool = False,
        white: bool = False,
        order: int = 0,
    ) -> None:
        self.text = text
        self.x0, self.top, self.x1, self.bottom = box
        self.base = base
        self.size = size
        self.direction = direction
        self.vertical = vertical
        self.white = white
        self.order = order
        self.clip: Box | None = None
        self.ghost = False
        self.struck = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal (``at`` is y, from x ``start`` to ``end``) or vertical (``at`` is x), and its place in
    the order of drawing."""

    horizontal: bool
    at: float
    start: float
    end: float
    white: bool = False
    thickness: float = 0.0
    order: int = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area, and its place in the order of drawing."""

    box: Box
    white: bool
    order: int


@dataclass(slots=True)
class PageContent:
    """A page as shown.

    ``hidden`` counts the characters that were left out because nobody can see them, ``ruby`` furigana, which are left
    out too. ``doubled`` says that some text is drawn twice on the same spot (fake bold) and only some of the second
    copies are here; ``undecoded`` counts pieces of text that were drawn and are not among the glyphs. ``across`` is text
    that lies across the page or its cells (a watermark), left out as well; ``small`` are the boxes of small drawings;
    ``unshown_fields`` are texts beside the content that the
    page leaves to the viewer to draw.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Fill] = field(default_factory=list)
    hidden: int = 0
    images: int = 0
    doubled: bool = False
    undecoded: int = 0
    ruby: int = 0
    across: str = ""
    small: list[Box] = field(default_factory=list)
    unshown_fields: list[str] = field(default_factory=list)


def inside(x: float, y: float, box: Box) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The box around some points."""
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))


def common(a: Box, b: Box) -> Box:
    """What two boxes share; turned inside out where they share nothing."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def grown(box: Box, by: float) -> Box:
    """A box with a margin around it."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)
