"""What a chart shows, as values: all its words and numbers, before anything is drawn."""

from __future__ import annotations

from typing import NamedTuple


class ChartFrame(NamedTuple):
    """What stands around every chart: ``title`` is the question, ``asked`` the strategy and the filters; ``notes`` what a
    reader must know, ``sources`` the documents, their licence and the day. ``summary`` says the numbers to who cannot
    see them. ``language`` is ja or en."""

    title: str
    asked: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    summary: str
    language: str


class ChartBar(NamedTuple):
    """A bar of ``whole`` of which ``part`` is dark; ``said`` is written beside it. A bar that is not ``known`` has no
    length: there was nothing to count."""

    label: str
    part: int
    whole: int
    said: str
    known: bool = True


class BarChart(NamedTuple):
    """Bars, all of one measure: ``axis`` says what is counted, ``categories`` what the bars are, ``part`` and ``rest``
    what dark and light mean. ``upright`` bars stand beside each other (years), others lie below each other."""

    frame: ChartFrame
    axis: str
    categories: str
    part: str
    rest: str
    bars: tuple[ChartBar, ...]
    upright: bool = False


class ChartPoint(NamedTuple):
    """A value of a fiscal year, as a number to draw and as the document writes it."""

    year: int
    value: float
    text: str


class Panel(NamedTuple):
    """One indicator: its actual values, its targets by year, and the numbers of targets without a year."""

    title: str
    unit: str
    actual: tuple[ChartPoint, ...]
    target: tuple[ChartPoint, ...]
    standing: tuple[tuple[float, str], ...] = ()


class PanelChart(NamedTuple):
    """Small charts beside and below each other, each with a scale of its own; ``legend`` are actual value and target."""

    frame: ChartFrame
    axis: str
    legend: tuple[str, str]
    panels: tuple[Panel, ...]


Chart = BarChart | PanelChart
