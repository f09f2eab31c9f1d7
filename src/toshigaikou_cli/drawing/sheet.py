"""The paper of a chart: its frame of words around the picture, and how it becomes SVG or PNG. matplotlib is loaded here."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Literal, NamedTuple

from toshigaikou_cli.drawing.fonts import check_drawable, japanese_font, plain, wrapped
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.charts import ChartFrame

WIDTH = 576.0
"""Of every chart, in points (8 inches): what fits between the margins of A4."""
MARGIN, TITLE, TEXT, SMALL = 20.0, 15.0, 10.0, 8.0
DARK, LIGHT, INK, GREY = "#08519c", "#d6e3f0", "#1a1a1a", "#555555"
"""A dark and a light blue: apart in print without colours, and for every kind of colour blindness."""
_DOTS = 200
_LEADING = 1.4


class ChartSheet(NamedTuple):
    """A sheet of paper ``tall`` points high; ``top`` and ``bottom`` are the heights that the frame leaves, from above."""

    figure: Any
    font: Path
    tall: float
    top: float
    bottom: float

    def write(self, x: float, y: float, text: str, size: float = TEXT, **how: Any) -> None:
        """A line with its upper left corner at a place in points from the upper left."""
        given = {"color": INK, "va": "top", "ha": "left", **how}
        self.figure.text(
            x / WIDTH, 1 - y / self.tall, text, fontproperties=properties(self.font, size), **given
        )

    def axes(self, left: float, top: float, wide: float, high: float) -> Any:
        """Axes on a part of the sheet, in points from the upper left."""
        place = (left / WIDTH, 1 - (top + high) / self.tall, wide / WIDTH, high / self.tall)
        axes = self.figure.add_axes(place)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(GREY)
        axes.tick_params(color=GREY, length=3)
        return axes


def properties(font: Path, size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(font), size=size)


@contextmanager
def library() -> Iterator[None]:
    """matplotlib with its own settings, whatever those of the user are. Raises UsageError where it is not there."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # of its caches nobody wants to hear
    try:
        import matplotlib as mpl
        from matplotlib.backends import backend_agg, backend_svg  # noqa: F401
    except ImportError as error:
        hint = "pip install 'toshigaikou-cli[charts]'"
        raise UsageError(say("charts need matplotlib"), where="--output", hint=hint) from error
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {"svg.hashsalt": "tgx", "svg.fonttype": "path", "text.parse_math": False, "text.hinting": "none"}
        )
        yield


def sheet(frame: ChartFrame, picture: float, texts: Sequence[str]) -> ChartSheet:
    """A sheet with the words of a frame, and room for a picture of a height. ``texts`` are those that the picture has.

    Raises UsageError where no font has Japanese, or the one there is lacks a character of a text.
    """
    from matplotlib.figure import Figure

    font = japanese_font()
    check_drawable(font, [frame.title, frame.asked, *frame.notes, *frame.sources, *texts])
    wide = WIDTH - 2 * MARGIN
    above = [(line, TITLE, INK) for line in wrapped(font, plain(frame.title), TITLE, wide)]
    above += [(line, TEXT, GREY) for line in wrapped(font, plain(frame.asked), TEXT, wide)]
    below = [
        line for text in (*frame.notes, *frame.sources) for line in wrapped(font, plain(text), SMALL, wide)
    ]
    top = MARGIN + sum(size * _LEADING for _, size, _ in above) + 8
    bottom = top + picture
    tall = bottom + 10 + len(below) * SMALL * _LEADING + MARGIN
    figure = Figure(figsize=(WIDTH / 72, tall / 72), facecolor="white")
    made = ChartSheet(figure, font, tall, top, bottom)
    y = MARGIN
    for line, size, color in above:
        made.write(MARGIN, y, line, size, color=color)
        y += size * _LEADING
    for at, line in enumerate(below):
        made.write(MARGIN, bottom + 10 + at * SMALL * _LEADING, line, SMALL, color=GREY)
    return made


def saved(drawn: ChartSheet, frame: ChartFrame, form: Literal["svg", "png"]) -> bytes:
    """The sheet as a file; the same chart gives the same bytes."""
    out = io.BytesIO()
    if form == "png":
        about = {"Software": None, "Title": frame.title, "Description": frame.summary}
        drawn.figure.savefig(out, format="png", dpi=_DOTS, metadata=about)
        return out.getvalue()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    drawn.figure.savefig(out, format="svg", metadata=nothing)
    return _told(out.getvalue().decode("utf-8"), frame).encode()


def _told(svg: str, frame: ChartFrame) -> str:
    """An SVG with its words for who cannot see it: a picture (``role="img"``) with a title and a description."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    opening = svg[start:end]
    told = (
        f'{opening} role="img" aria-labelledby="chart-title chart-desc" xml:lang="{frame.language}">\n'
        f' <title id="chart-title">{escape(plain(frame.title))}</title>\n'
        f' <desc id="chart-desc">{escape(_clean(frame.summary))}</desc>'
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}{svg[end + 1 :]}'


def _clean(text: str) -> str:
    return "\n".join(plain(line) for line in re.split(r"\n", text))
