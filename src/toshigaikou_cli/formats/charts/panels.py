"""The report of indicators as small charts: what documents state of each over the years, beside its target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toshigaikou_cli.coverage.indicators import IndicatorLine, IndicatorReport
from toshigaikou_cli.formats.charts.words import Around, frame
from toshigaikou_cli.formats.indicators import said
from toshigaikou_cli.formats.pages.question import year_words
from toshigaikou_cli.language import Language, in_language
from toshigaikou_cli.messages import Message, joined, say, say_n
from toshigaikou_cli.records.charts import ChartPoint, Panel, PanelChart
from toshigaikou_cli.text.stated_numbers import usual_unit

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorValueRow

MOST = 12
"""Panels of a chart that fits a page."""
_ACTUAL, _TARGET = say("Actual"), say("Target")


def panel_chart(report: IndicatorReport, around: Around, language: Language = "ja") -> PanelChart:
    """The indicators that have an actual number of a year, in the report's order, as far as they fit."""
    drawn = [panel for line in report.indicators if (panel := _panel(line)).actual]
    shown, without = drawn[:MOST], len(report.indicators) - len(drawn)
    notes = []
    if len(drawn) > MOST:
        notes.append(
            say_n(
                "{n} more indicator is not shown.", "{n} more indicators are not shown.", n=len(drawn) - MOST
            )
        )
    if without:
        notes.append(
            say_n(
                "{n} indicator without numbers is not shown.",
                "{n} indicators without numbers are not shown.",
                n=without,
            )
        )
    notes.append(say("Values are the documents' own; whether a target was met is not judged."))
    return PanelChart(
        frame=frame(around, notes, [_line(panel, language) for panel in shown], language),
        axis=in_language(say("Fiscal year"), language),
        legend=(in_language(_ACTUAL, language), in_language(_TARGET, language)),
        panels=tuple(shown),
    )


def _panel(line: IndicatorLine) -> Panel:
    standing = {
        float(value["value"]): said([value])
        for value in line.target
        if value["value"] is not None and value["fiscal_year"] is None and _in_unit(value, line)
    }
    return Panel(
        f"{'、'.join(line.measures) or line.about} {line.name}".strip(),
        line.unit,
        _points(line, "actual"),
        _points(line, "target"),
        tuple(standing.items()),
    )


def _points(line: IndicatorLine, kind: str) -> tuple[ChartPoint, ...]:
    """The numbers of a kind by year in the indicator's unit; of a year that documents disagree on, each."""
    values = line.actual if kind == "actual" else line.target
    return tuple(
        ChartPoint(value["fiscal_year"], float(value["value"]), said([value]))
        for value in values
        if value["value"] is not None and value["fiscal_year"] is not None and _in_unit(value, line)
    )


def _in_unit(value: IndicatorValueRow, line: IndicatorLine) -> bool:
    return usual_unit(value["unit"]) == usual_unit(line.unit)


def _line(panel: Panel, language: Language) -> str:
    """An indicator in words."""

    def listed(name: Message, points: Iterable[ChartPoint]) -> Message:
        said = [f"{year_words(point.year, language)} {point.text}" for point in points]
        return say("{name} {values}", name=name, values=said)

    parts = [listed(_ACTUAL, panel.actual)]
    if panel.target:
        parts.append(listed(_TARGET, panel.target))
    parts += [say("target (no year) {value}", value=text) for _, text in panel.standing]
    return say("{label}: {text}", label=panel.title, text=joined(parts, "; "))
