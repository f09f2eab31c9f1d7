"""The report of indicators as tables and texts, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.coverage.indicators import IndicatorLine, IndicatorReport
from toshigaikou_cli.formats.figures import stamp_lines
from toshigaikou_cli.formats.plain import plain
from toshigaikou_cli.formats.records.indicators import trend
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText
from toshigaikou_cli.language import graded
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.text.attainment import target_of_several_years
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorValueRow

_LONGEST = 16
"""Characters of a cell that fit under a year."""


def indicator_parts(report: IndicatorReport, *, explain: bool = False) -> list[Part]:
    """The report for reading."""
    parts: list[Part] = [TableText((report.strategy or say("No strategy imported"),), heading=True)]
    parts.append(indicators_years(report.indicators, report.years, title=say("Indicators")))
    parts.append(TableText((report.note,)))
    if explain:
        parts.append(TableText(tuple(stamp_lines(report.made, report.documents))))
    return parts


def indicators_years(lines: Sequence[IndicatorLine], years: Sequence[int], title: str = "") -> Table:
    """A row for each indicator, a column for each year, all as the documents write it."""
    if not lines:
        return Table((Column("none", ""),), (), title=title, notes=(say("none"),))
    columns = (
        Column("measures", say("Measure"), flexible=any(line.about for line in lines)),
        Column("name", say("Indicator"), flexible=True),
        Column("unit", say("Unit")),
        Column("base", say("Base"), "right"),
        Column("target", say("Target"), "right"),
        *(
            Column(f"actual_{year}", say("Actual {year}", year=fiscal_year_heading(year)), "right")
            for year in years
        ),
        Column("trend", say("Trend")),
        Column("rate", say("Rate"), "right"),
        Column("rating", say("Rating")),
        Column("percent", say("Actual/target"), "right"),
    )
    rows = [
        (
            joined(line.measures) or line.about,
            line.name,
            line.unit,
            said(line.base, years=True),
            said(line.target, years=True),
            *(said(v for v in line.actual if v["fiscal_year"] == year) for year in years),
            trend_of(line),
            line.rate,
            graded(line.rating),
            share_of(line),
        )
        for line in lines
    ]
    return Table(columns, rows, title=title)


def share_of(line: IndicatorLine) -> str:
    """The last actual value in per cent of its target, or why there is none: it is of one year, the target of several."""
    if line.arithmetic:
        return f"{line.arithmetic.percent}%"
    several = target_of_several_years((*line.actual, *line.target))
    return say("target of several years") if several else ""


def trend_of(line: IndicatorLine) -> str:
    """The actual numbers of an indicator as a small line."""
    return trend([float(number) for number in line.trend])


def said(values: Iterable[IndicatorValueRow], *, years: bool = False) -> str:
    """Values as the documents write them; where documents disagree in the number, all of them. ``years``: each with its year."""
    told: dict[object, str] = {}
    for value in values:
        number = (value["value"], value["unit"], value["fiscal_year"])
        told.setdefault(
            value["text"] if value["value"] is None else number, _dated(value) if years else _short(value)
        )
    return joined(dict.fromkeys(told.values()), "; ")


def _dated(value: IndicatorValueRow) -> str:
    if not (year := value["fiscal_year"]):
        return _short(value)
    return say("{value} ({year})", value=_short(value), year=fiscal_year_heading(year))


def _short(value: IndicatorValueRow) -> str:
    """A value as its document writes it; the number alone where that is a whole phrase."""
    long = len(value["text"]) > _LONGEST and value["value"] is not None
    return f"{value['value']}{value['unit']}" if long else value["text"]


def indicators_json(report: IndicatorReport) -> dict[str, Any]:
    """The report as JSON (``schemas/report.schema.json``)."""
    data: dict[str, Any] = plain(report)
    return data
