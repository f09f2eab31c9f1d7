"""A coverage report as tables and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from toshigaikou_cli.coverage import AreaCoverage, Figure, MeasureCoverage, Report
from toshigaikou_cli.formats.listing import bureaus_text
from toshigaikou_cli.formats.table import Column, Part, Table, Text, Value, bar, percent

BAR = 20


def report_parts(report: Report, *, detailed: bool, explain: bool = False) -> list[Part]:
    """The report for reading: all goals, or (``detailed``) every measure of those that were asked for."""
    published = f" ({report.published[:7]})" if report.published else ""
    parts: list[Part] = [Text((f"{report.strategy}{published}",), heading=True)]
    parts.append(_overview(report))
    if detailed:
        parts += _details(report)
    parts.append(_years(report))
    parts.append(Text(tuple(_notes(report, explain))))
    return parts


def _overview(report: Report) -> Table:
    rows = [_share_row(f"{goal.number}", goal.title, goal.figure) for goal in report.goals]
    if len(rows) > 1:
        rows.append(_share_row("", "All goals", report.total))
    return Table(
        columns=(
            Column("goal", "Goal", "right"),
            Column("title", "Title", flexible=True),
            Column("with_results", "With results", "right"),
            Column("measures", "Measures", "right"),
            Column("share", "Share", "right"),
            Column("bar", ""),
        ),
        rows=rows,
        title="Measures with something to show",
        total=len(rows) > 1,
    )


def _share_row(number: str, title: str, figure: Figure) -> tuple[Value, ...]:
    part, whole = figure.numerator, figure.denominator
    return (number, title, part, whole, percent(part, whole), bar(part, whole, BAR))


def _details(report: Report) -> Iterator[Table]:
    years = [str(account.fiscal_year) for account in report.years]
    for goal in report.goals:
        for area in goal.areas:
            yield _area_table(area, years)


def _area_table(area: AreaCoverage, years: Sequence[str]) -> Table:
    figure = area.figure
    return Table(
        columns=(
            Column("number", "No.", "right"),
            Column("title", "Measure", flexible=True),
            Column("bureaus", "Bureaus", flexible=True),
            *(Column(year, f"FY{year}", "right") for year in years),
            Column("cities", "Cities", flexible=True),
        ),
        rows=[
            (
                measure.number,
                measure.title,
                bureaus_text(measure.bureaus, open_ended=measure.open_ended),
                *(_count(measure, year) for year in years),
                "、".join(measure.cities),
            )
            for measure in area.measures
        ],
        title=f"{area.code} {area.title}: {figure.numerator} of {figure.denominator} measures with results",
    )


def _count(measure: MeasureCoverage, year: str) -> str:
    """Counted achievements, then suggested ones marked ``?``; ``–`` where nothing was reported."""
    counted, suggested = len(measure.achievements.get(year, ())), len(measure.suggested.get(year, ()))
    words = [str(counted)] if counted else []
    words += [f"{suggested}?"] if suggested else []
    return " + ".join(words) or "–"


def _years(report: Report) -> Table:
    return Table(
        columns=(
            Column("fiscal_year", "Sheet", "right"),
            Column("achievements", "Achievements", "right"),
            Column("linked", "Linked", "right"),
            Column("suggested", "Suggested only", "right"),
            Column("outside", "Outside", "right"),
            Column("unlinked", "Unlinked", "right"),
        ),
        rows=[
            (f"FY{y.fiscal_year}", y.achievements, y.linked, y.suggested, y.outside, y.unlinked)
            for y in report.years
        ],
        title="Achievements by what they are linked to",
    )


def _notes(report: Report, explain: bool) -> Iterator[str]:
    if not report.years:
        yield "No sheet is imported: nothing can be counted yet (tgx import FILE)."
    if report.missing_years:
        listed = ", ".join(f"FY{year}" for year in report.missing_years)
        yield f"No sheet imported for {listed}: that is not the same as nothing done."
    yield report.note
    for target in report.targets:
        yield f"Target of the strategy: relations with {target['cities']} cities by {target['year']} (not judged here)."
    if explain:
        yield f"Counted: {report.total.rule}."
        for scope, figure in _figures(report):
            yield f"{scope}: {figure.numerator} of {figure.denominator}; with results: {_listed(figure.members)}"
            yield f"{scope}: without: {_listed(figure.others)}"
            for exclusion in figure.exclusions:
                yield f"{scope}: not counted: {exclusion}"
        for document in report.documents:
            yield f"Document: {document['name']}, SHA-256 {document['sha256']}"


def _figures(report: Report) -> Iterator[tuple[str, Figure]]:
    for goal in report.goals:
        yield f"Goal {goal.number}", goal.figure
        for area in goal.areas:
            yield f"Area {area.code}", area.figure


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def measures_csv(report: Report) -> Table:
    """One row a measure: the membership behind every figure of the report."""
    years = [str(account.fiscal_year) for account in report.years]
    measures = [measure for goal in report.goals for area in goal.areas for measure in area.measures]
    return Table(
        columns=(
            Column("goal", "Goal", "right"),
            Column("area", "Area"),
            Column("number", "No.", "right"),
            Column("title", "Measure"),
            Column("bureaus", "Bureaus"),
            Column("with_results", "With results"),
            *(Column(f"achievements_{year}", f"FY{year}", "right") for year in years),
            *(Column(f"suggested_{year}", f"FY{year}?", "right") for year in years),
            Column("cities", "Cities"),
            Column("achievement_ids", "Achievements"),
        ),
        rows=[
            (
                measure.goal,
                measure.area,
                measure.number,
                measure.title,
                bureaus_text(measure.bureaus, open_ended=measure.open_ended),
                measure.covered,
                *(len(measure.achievements.get(year, ())) for year in years),
                *(len(measure.suggested.get(year, ())) for year in years),
                "、".join(measure.cities),
                " ".join(key for ids in measure.achievements.values() for key in ids),
            )
            for measure in measures
        ],
    )


def report_json(report: Report) -> dict[str, Any]:
    """The report as JSON (``schemas/report.schema.json``)."""
    data: dict[str, Any] = _plain(report)
    return data


def _plain(value: Any) -> Any:
    """Named tuples as objects; a measure says whether it is covered."""
    if isinstance(value, MeasureCoverage):
        return {**{key: _plain(part) for key, part in value._asdict().items()}, "covered": value.covered}
    if hasattr(value, "_asdict"):
        return {key: _plain(part) for key, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
