"""A view (by year, bureau, city, goal …) as a chart of bars: the numbers are those of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.coverage.bureaus import UNKNOWN_BUREAU
from toshigaikou_cli.coverage.views import FigureRow, View
from toshigaikou_cli.formats.charts.words import WORDS, Around, frame, missing_note
from toshigaikou_cli.formats.pages.question import year_words
from toshigaikou_cli.formats.tables.table import percent
from toshigaikou_cli.language import Language, worded
from toshigaikou_cli.records.charts import BarChart, ChartBar

CHARTED = ("year", "goal", "area", "bureau", "department", "city")
"""The views that are charts, too."""
MOST = 30
"""Bars of a chart that fits a page."""
_MEASURED = ("goal", "area")
"""Views whose bars are measures; the others' are achievements."""
_IN_ORDER = ("year", *_MEASURED)


def bar_chart(view: View, around: Around, language: Language = "ja") -> BarChart:
    """The chart of a view; the longest bars where there are more than :data:`MOST`, of years the last ones."""
    rows = view.sections[0].rows if view.sections else ()
    bars = [_bar(row, view.view, language) for row in rows]
    shown, notes = _fitting(bars, view.view, language)
    words = worded(WORDS, language)
    measured = view.view in _MEASURED
    lines = [
        words["line"].format(**bar._asdict()) if bar.known else f"{bar.label}: {bar.said}" for bar in shown
    ]
    about = [*notes, *missing_note(view.missing_years, language), words["caution"]]
    return BarChart(
        frame=frame(around, about, lines, language),
        axis=words["measures" if measured else "achievements"],
        categories=words[f"by_{view.view}"],
        part=words["with_results" if measured else "linked"],
        rest=words["without" if measured else "others"],
        bars=tuple(shown),
        upright=view.view == "year",
    )


def _bar(row: FigureRow, view: str, language: Language) -> ChartBar:
    words = worded(WORDS, language)
    if view in _MEASURED:
        figure = row.figures["with_results"]
        part, whole = figure.numerator, figure.denominator
        said = words["said_share"].format(part=part, whole=whole, percent=percent(part, whole))
        return ChartBar(row.title, part, whole, said)
    part, whole = row.figures["linked"].numerator, row.figures["achievements"].numerator
    if row.facts.get("sheet") == "none" and not whole:
        return ChartBar(_label(row, view, language), 0, 0, words["unknown"], known=False)
    return ChartBar(_label(row, view, language), part, whole, words["said"].format(part=part, whole=whole))


def _label(row: FigureRow, view: str, language: Language) -> str:
    if view == "year":
        return year_words(int(row.key), language)
    if view == "department":
        title = row.title if row.key.partition("/")[2] else worded(WORDS, language)["no_department"]
        return f"{_bureau(str(row.facts['bureau']), language)} {title}"
    return _bureau(row.title, language) if view == "bureau" else row.title


def _bureau(title: str, language: Language) -> str:
    return worded(WORDS, language)["unknown_bureau"] if title == UNKNOWN_BUREAU else title


def _fitting(bars: Sequence[ChartBar], view: str, language: Language) -> tuple[list[ChartBar], list[str]]:
    """The bars that are shown, in their order, and what is said of the others."""
    words: Mapping[str, str] = worded(WORDS, language)
    if view == "year":
        left = len(bars) - MOST
        return list(bars[-MOST:]), [words["more_years"].format(n=left)] if left > 0 else []
    ordered = bars if view in _IN_ORDER else sorted(bars, key=lambda bar: (-bar.whole, -bar.part))
    shown, out = list(ordered[:MOST]), ordered[MOST:]
    if not out:
        return shown, []
    if view in _MEASURED:
        return shown, [words["more_parts"].format(n=len(out))]
    rest = {"part": sum(bar.part for bar in out), "whole": sum(bar.whole for bar in out)}
    return shown, [words["more"].format(n=len(out), **rest)]
