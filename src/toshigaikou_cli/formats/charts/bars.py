"""A view (by year, bureau, city, goal …) as a chart of bars: the numbers are those of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.coverage.views import FigureRow, View
from toshigaikou_cli.formats.charts.words import Around, called_in, frame
from toshigaikou_cli.formats.figures import missing_line
from toshigaikou_cli.formats.pages.question import year_words
from toshigaikou_cli.formats.tables.table import percent
from toshigaikou_cli.language import Language, in_language
from toshigaikou_cli.messages import Message, joined, say, say_as, say_n
from toshigaikou_cli.records.charts import BarChart, ChartBar

CHARTED = ("year", "goal", "area", "bureau", "department", "city")
"""The views that are charts, too."""
MOST = 30
"""Bars of a chart that fits a page."""
_MEASURED = ("goal", "area")
"""Views whose bars are measures; the others' are achievements."""
_IN_ORDER = ("year", *_MEASURED)
_BY: Mapping[str, Message] = {
    "year": say("Fiscal year"),
    "goal": say("Goal"),
    "area": say("Area"),
    "bureau": say("Bureau"),
    "department": say("Department"),
    "city": say("City"),
}


def bar_chart(view: View, around: Around, language: Language = "ja") -> BarChart:
    """The chart of a view; the longest bars where there are more than :data:`MOST`, of years the last ones."""
    rows = view.sections[0].rows if view.sections else ()
    shown, notes = _fitting([_bar(row, view.view, language) for row in rows], view.view)
    about = [
        *notes,
        *([missing_line(view.missing_years)] if view.missing_years else []),
        say("Reported is not achieved."),
    ]
    axis, part, rest = _axes(view.view in _MEASURED)
    return BarChart(
        frame=frame(around, about, list(map(_line, shown)), language),
        axis=in_language(axis, language),
        categories=in_language(_BY[view.view], language),
        part=in_language(part, language),
        rest=in_language(rest, language),
        bars=tuple(shown),
        upright=view.view == "year",
    )


def _line(bar: ChartBar) -> Message:
    """A bar in words."""
    if bar.known:
        return say("{label}: {part} of {whole}", label=bar.label, part=bar.part, whole=bar.whole)
    return say("{label}: {text}", label=bar.label, text=bar.said)


def _axes(measured: bool) -> tuple[Message, Message, Message]:
    """What the bars count, what their filled and their other part are."""
    if measured:
        return (
            say("Measures (figures: those with results, of all)"),
            say_as("chart", "With results"),
            say("Without results"),
        )
    return (
        say("Achievements (figures: those that count, of those reported)"),
        say("Count: linked to a measure"),
        say("Other reported achievements"),
    )


def _bar(row: FigureRow, view: str, language: Language) -> ChartBar:
    label = year_words(int(row.key), language) if view == "year" else called_in(_label(row, view), language)
    if view in _MEASURED:
        figure = row.figures["with_results"]
        part, whole = figure.numerator, figure.denominator
        said = say("{part} of {whole} ({percent})", part=part, whole=whole, percent=percent(part, whole))
        return ChartBar(label, part, whole, in_language(said, language))
    part, whole = row.figures["linked"].numerator, row.figures["achievements"].numerator
    if row.facts.get("sheet") == "none" and not whole:
        return ChartBar(label, 0, 0, in_language(say("no sheet"), language), known=False)
    return ChartBar(
        label, part, whole, in_language(say("{part} of {whole}", part=part, whole=whole), language)
    )


def _label(row: FigureRow, view: str) -> str:
    if view != "department":
        return row.title
    title = row.title if row.key.partition("/")[2] else say("(no department)")
    return joined((row.facts["bureau"], title), " ")


def _fitting(bars: Sequence[ChartBar], view: str) -> tuple[list[ChartBar], list[str]]:
    """The bars that are shown, in their order, and what is said of the others."""
    left = len(bars) - MOST
    if view == "year":
        return list(bars[-MOST:]), [
            say_n("{n} earlier year is not shown.", "{n} earlier years are not shown.", n=left)
        ] if left > 0 else []
    ordered = bars if view in _IN_ORDER else sorted(bars, key=lambda bar: (-bar.whole, -bar.part))
    shown, out = list(ordered[:MOST]), ordered[MOST:]
    if not out:
        return shown, []
    if view in _MEASURED:
        return shown, [say_n("{n} more is not shown.", "{n} more are not shown.", n=left)]
    part, whole = sum(bar.part for bar in out), sum(bar.whole for bar in out)
    return shown, [
        say_n(
            "{n} more is not shown ({part} that count, {whole} reported).",
            "{n} more are not shown ({part} that count, {whole} reported).",
            n=left,
            part=part,
            whole=whole,
        )
    ]
