"""Small charts of indicators beside and below each other, each with a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.drawing.fonts import japanese_font, length, plain, wrapped
from toshigaikou_cli.drawing.sheet import (
    DARK,
    GREY,
    INK,
    MARGIN,
    SMALL,
    WIDTH,
    ChartSheet,
    properties,
    sheet,
)
from toshigaikou_cli.records.charts import Panel, PanelChart

_COLUMNS = 2
_GUTTER, _HEAD, _HIGH, _LEGEND, _AXIS = 36.0, 36.0, 96.0, 24.0, 40.0
_SIZE = 9.5
_TARGET = "#b34700"
"""A dark orange: apart from the dark blue for every kind of colour blindness; its marks have another form, too."""
_LONGEST = 14
_SIDES = {
    "above": ((0, 6), "center", "bottom"),
    "below": ((0, -6), "center", "top"),
    "beside": ((8, 0), "left", "center"),
}
_MOST_LABELS = 6


def draw_panels(chart: PanelChart) -> ChartSheet:
    """A chart on its sheet. Raises UsageError where no font can write it."""
    font = japanese_font()
    columns = min(_COLUMNS, max(len(chart.panels), 1))
    rows = -(-len(chart.panels) // columns) or 1
    wide = (WIDTH - 2 * MARGIN - _GUTTER * (columns - 1)) / columns
    each = _HEAD + _HIGH + _AXIS
    made = sheet(chart.frame, _LEGEND + rows * each, _texts(chart))
    _legend(made, chart)
    for at, panel in enumerate(chart.panels):
        row, column = divmod(at, columns)
        left = MARGIN + column * (wide + _GUTTER)
        top = made.top + _LEGEND + row * each
        for number, line in enumerate(wrapped(font, _title(panel), _SIZE, wide, 2)):
            made.write(left, top + number * 13, line, _SIZE)
        axes = made.axes(left + 10, top + _HEAD, wide - 20, _HIGH)
        _draw(axes, made, panel)
        made.write(left + wide, top + _HEAD + _HIGH + 18, plain(chart.axis), SMALL, color=GREY, ha="right")
    return made


def _title(panel: Panel) -> str:
    return plain(f"{panel.title}（{panel.unit}）" if panel.unit else panel.title)


def _texts(chart: PanelChart) -> list[str]:
    texts = [chart.axis, *chart.legend]
    for panel in chart.panels:
        points = [*panel.actual, *panel.target]
        texts += [_title(panel), *(point.text for point in points), *(text for _, text in panel.standing)]
    return [plain(text) for text in texts]


def _draw(axes: Any, made: ChartSheet, panel: Panel) -> None:
    years = sorted({point.year for point in (*panel.actual, *panel.target)})
    numbers = [point.value for point in (*panel.actual, *panel.target)] + [
        value for value, _ in panel.standing
    ]
    low, high = min(0.0, *numbers), max(numbers)
    room = (high - low) or 1.0
    axes.set_ylim(low - 0.05 * room * (low < 0), high + 0.3 * room)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.4 + 0.16 * (years[-1] - years[0] + 1))
    axes.plot([p.year for p in panel.target], [p.value for p in panel.target], color=_TARGET, marker="D", markersize=8,
              markerfacecolor="white", linestyle="none", clip_on=False)  # fmt: skip
    axes.plot([p.year for p in panel.actual], [p.value for p in panel.actual], color=DARK, marker="o", markersize=5,
              linewidth=1.5, clip_on=False)  # fmt: skip
    for value, text in panel.standing:
        axes.axhline(value, color=_TARGET, linestyle="--", linewidth=1, zorder=1)
        if value not in {point.value for point in panel.target}:
            _label(axes, made, (years[-1] + 0.3, value), text, _TARGET, "beside")
    said = panel.actual if len(panel.actual) <= _MOST_LABELS else (panel.actual[0], panel.actual[-1])
    for point in said:
        over = any(each.year == point.year and each.value > point.value for each in panel.target)
        _label(axes, made, (point.year, point.value), point.text, INK, "below" if over else "above")
    for point in panel.target[-2:]:
        _label(axes, made, (point.year, point.value), point.text, _TARGET, "beside")
    shown = _thinned(years)
    axes.set_xticks(shown, [str(year) for year in shown], fontproperties=properties(made.font, SMALL))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def _label(axes: Any, made: ChartSheet, place: tuple[float, float], text: str, color: str, side: str) -> None:
    """Write a value where no other mark is: an actual value and its target may be close to each other."""
    offset, across, along = _SIDES[side]
    short = plain(text)
    short = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
    axes.annotate(
        short, place, offset, textcoords="offset points", ha=across, va=along, color=color, annotation_clip=False,
        fontproperties=properties(made.font, SMALL), bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _thinned(years: Sequence[int]) -> list[int]:
    """The years that are written below, at most eight: the last is always there."""
    step = -(-len(years) // 8)
    return list(reversed(years[::-1][::step]))


def _legend(made: ChartSheet, chart: PanelChart) -> None:
    from matplotlib.lines import Line2D

    x = MARGIN + 5
    looks: tuple[dict[str, Any], ...] = (
        {"marker": "o", "color": DARK},
        {"marker": "D", "color": _TARGET, "markerfacecolor": "white"},
    )
    for text, look in zip(chart.legend, looks, strict=True):
        y = 1 - (made.top + 6) / made.tall
        made.figure.add_artist(Line2D([x / WIDTH], [y], linestyle="none", markersize=6, **look))
        made.write(x + 10, made.top, plain(text), _SIZE)
        x += 10 + length(made.font, plain(text), _SIZE) + 24
