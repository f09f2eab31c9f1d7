"""Charts of bars: below each other with their names on the left, or upright beside each other."""

from __future__ import annotations

from typing import Any

from toshigaikou_cli.drawing.fonts import japanese_font, length, plain, wrapped
from toshigaikou_cli.drawing.sheet import (
    DARK,
    GREY,
    INK,
    LIGHT,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    ChartSheet,
    properties,
    sheet,
)
from toshigaikou_cli.records.charts import BarChart, ChartBar

_ROW, _LINE, _GAP = 22.0, 12.5, 8.0
_LEGEND, _SCALE = 36.0, 40.0
_NAMES = 0.42
"""The most of the width that names take."""
_UPRIGHT = 230.0
_MOST_UPRIGHT = 11
"""Upright bars whose names fit below them; more of them lie."""
_SIZE = 9.5


def draw_bars(chart: BarChart) -> ChartSheet:
    """A chart on its sheet. Raises UsageError where no font can write it."""
    if chart.upright and len(chart.bars) <= _MOST_UPRIGHT:
        return _upright(chart)
    return _lying(chart)


def _texts(chart: BarChart) -> list[str]:
    words = [chart.axis, chart.categories, chart.part, chart.rest]
    return [plain(text) for text in (*words, *(text for bar in chart.bars for text in (bar.label, bar.said)))]


def _lying(chart: BarChart) -> ChartSheet:
    font = japanese_font()
    labels = [wrapped(font, plain(bar.label), _SIZE, WIDTH * _NAMES, 3) for bar in chart.bars]
    names = max((length(font, line, _SIZE) for lines in labels for line in lines), default=0) + 8
    heights = [max(_ROW, len(lines) * _LINE + _GAP) for lines in labels]
    plot = max(sum(heights), _ROW)
    made = sheet(chart.frame, _LEGEND + plot + _SCALE, _texts(chart))
    _legend(made, chart)
    left, top = MARGIN + names, made.top + _LEGEND
    said = max((length(font, bar.said, _SIZE) for bar in chart.bars), default=0) + 10
    axes = made.axes(left, top, WIDTH - MARGIN - left - said, plot)
    axes.set_ylim(plot, 0)
    limit = _limit(chart)
    axes.set_xlim(0, limit)
    y = 0.0
    for bar, lines, height in zip(chart.bars, labels, heights, strict=True):
        middle, thick = y + height / 2, min(height, _ROW) * 0.66
        for size, color, edge in _parts(bar):
            axes.barh(middle, size, thick, color=color, edgecolor=edge, linewidth=0.6)
        _beside(axes, made, bar, middle)
        for at, line in enumerate(lines):
            place = top + middle + (at - (len(lines) - 1) / 2) * _LINE
            made.write(left - 6, place, line, _SIZE, ha="right", va="center")
        y += height
    _scale(axes, made, limit, "x")
    axes.set_yticks([])
    made.write(left, top + plot + 22, plain(chart.axis), TEXT, color=GREY)
    made.write(left - 6, top - 4, plain(chart.categories), SMALL, color=GREY, ha="right", va="bottom")
    return made


def _parts(bar: ChartBar) -> list[tuple[int, str, str]]:
    """What is drawn of a bar: the whole, then the part over it; nothing of what is 0."""
    both = ((bar.whole, LIGHT, GREY), (bar.part, DARK, DARK))
    return [each for each in both if each[0]]


def _beside(axes: Any, made: ChartSheet, bar: ChartBar, middle: float) -> None:
    color = INK if bar.known else GREY
    axes.annotate(
        plain(bar.said), (bar.whole, middle), (4, 0), textcoords="offset points", va="center", color=color,
        fontproperties=properties(made.font, _SIZE), annotation_clip=False,
    )  # fmt: skip


def _upright(chart: BarChart) -> ChartSheet:
    font = japanese_font()
    wide = WIDTH - 2 * MARGIN - 40
    room = wide / max(len(chart.bars), 4)
    labels = [wrapped(font, plain(bar.label), _SIZE, room - 4, 3) for bar in chart.bars]
    below = max((len(lines) for lines in labels), default=1) * _LINE
    made = sheet(chart.frame, _LEGEND + _UPRIGHT + below + 30, _texts(chart))
    _legend(made, chart)
    left, top = MARGIN + 40, made.top + _LEGEND + 12
    high = _UPRIGHT - 12
    axes = made.axes(left, top, wide, high)
    limit = _limit(chart) * 1.1
    axes.set_ylim(0, limit)
    axes.set_xlim(-0.5, max(len(chart.bars), 4) - 0.5)
    for at, (bar, lines) in enumerate(zip(chart.bars, labels, strict=True)):
        for size, color, edge in _parts(bar):
            axes.bar(at, size, 0.6, color=color, edgecolor=edge, linewidth=0.6)
        axes.annotate(
            plain(bar.said), (at, bar.whole), (0, 3), textcoords="offset points", ha="center", va="bottom",
            color=INK if bar.known else GREY, fontproperties=properties(made.font, _SIZE),
        )  # fmt: skip
        for number, line in enumerate(lines):
            made.write(left + room * (at + 0.5), top + high + 6 + number * _LINE, line, _SIZE, ha="center")
    _scale(axes, made, limit, "y")
    axes.set_xticks([])
    made.write(left - 30, top - 8, plain(chart.axis), SMALL, color=GREY, va="bottom")
    made.write(WIDTH - MARGIN, top + high + 10 + below, plain(chart.categories), TEXT, color=GREY, ha="right")
    return made


def _limit(chart: BarChart) -> float:
    return float(max((bar.whole for bar in chart.bars), default=0) or 1)


def _scale(axes: Any, made: ChartSheet, limit: float, which: str) -> None:
    """Whole numbers at even steps, with fine lines."""
    step = next(s * 10**p for p in range(12) for s in (1, 2, 5) if limit / (s * 10**p) <= 6)
    ticks = [step * at for at in range(int(limit / step) + 1)]
    font = properties(made.font, SMALL)
    (axes.set_xticks if which == "x" else axes.set_yticks)(
        ticks, [f"{tick:,}" for tick in ticks], fontproperties=font
    )
    axes.grid(axis=which, color="#dddddd", linewidth=0.5)
    axes.set_axisbelow(True)


def _legend(made: ChartSheet, chart: BarChart) -> None:
    from matplotlib.patches import Rectangle

    x = MARGIN
    for text, color in ((plain(chart.part), DARK), (plain(chart.rest), LIGHT)):
        corner = (x / WIDTH, 1 - (made.top + 11) / made.tall)
        size = (10 / WIDTH, 10 / made.tall)
        made.figure.add_artist(Rectangle(corner, *size, facecolor=color, edgecolor=GREY, linewidth=0.6))
        made.write(x + 15, made.top, text, _SIZE)
        x += 15 + length(made.font, text, _SIZE) + 20
