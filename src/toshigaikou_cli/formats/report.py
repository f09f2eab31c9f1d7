"""A coverage report as tables and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.coverage.figures import Figure, Names
from toshigaikou_cli.coverage.measures import (
    NOT_HELD,
    STATES,
    AreaCoverage,
    GoalCoverage,
    MeasureCoverage,
    Report,
)
from toshigaikou_cli.formats.figures import missing_line, stamp_lines, titles_note
from toshigaikou_cli.formats.plain import plain
from toshigaikou_cli.formats.records.listing import bureaus_text
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText, Value, bar, percent
from toshigaikou_cli.language import of_names
from toshigaikou_cli.messages import coded, joined, say, say_as, say_n, sayable, sayable_n
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading, fiscal_year_name

BAR = 20
_APART = {
    "not_held": sayable("{n} reported as not held"),
    "planned": sayable("{n} planned for later"),
    "empty": sayable("{n} without a result in words"),
}
_NOT_HELD = {"not_held": say("Not held"), "planned": say("Planned"), "empty": say("Empty")}


def report_parts(
    report: Report,
    *,
    detailed: bool,
    explain: bool = False,
    listed: Names | None = None,
) -> list[Part]:
    """The report for reading: all goals, or (``detailed``) every measure of those that were asked for.

    ``explain`` adds rules and exclusions, ``listed`` the members of every figure under their names.
    """
    parts: list[Part] = [TableText((_title(report),), heading=True)]
    parts.append(_overview(report) if not _uncovered(report) else _without_results(report))
    if detailed:
        details = list(_details(report))
        parts += [*details, *([_legend(report)] if report.years and details else [])]
    parts += [_years(report)] if report.years else []
    unofficial = titles_note(goal.title for goal in report.goals)
    kana = _kana(report) if detailed and of_names() == "en" else ()
    parts.append(TableText((*unofficial, *kana, *_notes(report, explain))))
    if listed is not None:
        from toshigaikou_cli.formats.views import members_table

        parts.append(members_table(report_figures(report), listed))
    return parts


def _kana(report: Report) -> tuple[str, ...]:
    """How areas whose codes end in kana are typed, where there are such."""
    found = any("ア" <= area.code[-1:] <= "ン" for goal in report.goals for area in goal.areas)
    return (say("Areas have kana (ア, イ, ウ …): --area 1.1 and --area 1-a are 1-ア."),) if found else ()


def _title(report: Report) -> str:
    if not report.published:
        return report.strategy
    return say("{strategy} ({published})", strategy=report.strategy, published=report.published[:7])


def report_figures(report: Report) -> Iterator[tuple[str, str, str, Figure]]:
    """Every figure of the report: of goals, areas and all, and the achievements of each year by link state."""
    from toshigaikou_cli.coverage.bureaus import STATE_RULES

    for scope, figure in _figures(report):
        yield "measures", scope, "with_results", figure
    yield "measures", say("All goals"), "with_results", report.total
    for year in report.years:
        for state in STATES:
            members = year.members.get(state, ())
            number, rule = getattr(year, state), STATE_RULES[state]
            figure = Figure(number, year.achievements, rule, (), members, (), "achievements")
            yield "years", fiscal_year_heading(year.fiscal_year), state, figure


def _uncovered(report: Report) -> bool:
    """Whether only measures without results are asked for, and known."""
    return bool(report.filters.get("uncovered") and report.imported_years)


def _without_results(report: Report) -> TableText:
    total = report.total
    n, of = total.denominator - total.numerator, total.denominator
    if not n:
        return TableText((say_n("{n} measure, and it has results.", "All {n} measures have results.", n=of),))
    return TableText(
        (
            say_n(
                "{part} of {n} measure has no results.",
                "{part} of {n} measures have no results.",
                part=n,
                n=of,
            ),
        )
    )


def _overview(report: Report) -> Table:
    known = bool(report.imported_years)
    rows = [_share_row(goal.code, goal.title, goal.figure, known=known) for goal in report.goals]
    if len(rows) > 1:
        rows.append(_share_row("", say("All goals"), report.total, known=known))
    return Table(
        columns=(
            Column("goal", say("Goal"), "right"),
            Column("title", say("Title"), flexible=True),
            Column("with_results", say("With results"), "right"),
            Column("measures", say("Measures"), "right"),
            Column("share", say("Share"), "right", drop=8),
            Column("bar", "", drop=9),
        ),
        rows=rows,
        title=say("Measures with something to show"),
        total=len(rows) > 1,
    )


def _share_row(number: str, title: str, figure: Figure, *, known: bool) -> tuple[Value, ...]:
    """Numbers and their share; – where no sheet is imported that could say them."""
    part, whole = figure.numerator, figure.denominator
    if not known:
        return (number, title, "–", whole, "–", "")
    return (number, title, part, whole, percent(part, whole), bar(part, whole, BAR))


def _details(report: Report) -> Iterator[Table]:
    years = [str(account.fiscal_year) for account in report.years]
    for goal in report.goals:
        for area in goal.areas:
            yield _area_table(area, years, uncovered=_uncovered(report))


def _area_title(area: AreaCoverage, *, uncovered: bool) -> str:
    heading, n, of = _heading(area), area.figure.numerator, area.figure.denominator
    if uncovered:
        return say_n(
            "{area}: {part} of {n} measure without results",
            "{area}: {part} of {n} measures without results",
            area=heading,
            part=of - n,
            n=of,
        )
    return say_n(
        "{area}: {part} of {n} measure with results",
        "{area}: {part} of {n} measures with results",
        area=heading,
        part=n,
        n=of,
    )


def _area_table(area: AreaCoverage, years: Sequence[str], *, uncovered: bool) -> Table:
    return Table(
        columns=(
            Column("number", say("No."), "right"),
            Column("title", say("Measure"), flexible=True),
            Column("bureaus", say("Bureaus"), flexible=True, names=True, least=16),
            *(Column(year, fiscal_year_heading(year), "right", brief=year) for year in years),
            Column("cities", say("Cities"), flexible=True, names=True, least=16),
        ),
        rows=[
            (
                measure.code,
                measure.title,
                bureaus_text(measure.bureaus, open_ended=measure.open_ended),
                *(_count(measure, year) for year in years),
                "、".join(measure.cities),
            )
            for measure in area.measures
        ],
        title=_area_title(area, uncovered=uncovered),
        alike=True,
    )


def _heading(area: AreaCoverage) -> str:
    return (
        say("{code} {title}", code=area.code, title=area.title)
        if area.code
        else say("Measures without an area")
    )


def _count(measure: MeasureCoverage, year: str) -> str:
    """Counted achievements, then suggested ones marked ``?``; ``–`` where nothing was reported, ``not held`` where only what
    was not, ``no row`` where the sheet has a row for each measure and none for this one."""
    counted, suggested = measure.counts.get(year, 0), measure.suggested_counts.get(year, 0)
    words = [str(counted)] if counted else []
    words += [f"{suggested}?"] if suggested else []
    state = measure.state(year)
    if state == "not-held":
        return say_as("report", "not held")
    return " + ".join(words) or (say("no row") if state == "no-row" else "–")


def _legend(report: Report) -> TableText:
    """What the marks under the years of the measures mean, those that are there."""
    measures = [measure for goal in report.goals for area in goal.areas for measure in area.measures]
    marks = {_count(measure, str(year.fiscal_year)) for measure in measures for year in report.years}
    meanings = (
        (
            say("2: achievements that count"),
            any(mark.isdecimal() or "+" in mark for mark in marks),
        ),
        (say("1?: only suggested, not counted"), any(mark.endswith("?") for mark in marks)),
        (say("–: nothing reported"), "–" in marks),
        (
            say("not held: only what was called off, is planned, or is none was reported"),
            str(say_as("report", "not held")) in marks,
        ),
    )
    return TableText((joined([told for told, is_there in meanings if is_there], "   "),))


def _years(report: Report) -> Table:
    there = [state for state in NOT_HELD if any(getattr(year, state) for year in report.years)]
    elsewhere = any(year.elsewhere for year in report.years)
    return Table(
        columns=(
            Column("fiscal_year", say("Sheet"), "right"),
            Column("achievements", say("Achievements"), "right"),
            Column("linked", say("Linked"), "right"),
            Column("suggested", say("Suggested only"), "right"),
            *((Column("elsewhere", say("Elsewhere"), "right"),) if elsewhere else ()),
            Column("outside", say("Outside"), "right"),
            Column("unlinked", say("Unlinked"), "right"),
            *(Column(state, _NOT_HELD[state], "right") for state in there),
        ),
        rows=[
            (
                *(fiscal_year_heading(y.fiscal_year), y.achievements, y.linked, y.suggested),
                *((y.elsewhere,) if elsewhere else ()),
                *(y.outside, y.unlinked),
                *(getattr(y, state) for state in there),
            )
            for y in report.years
        ],
        title=say("Achievements by what they are linked to"),
        folds=True,
    )


def _notes(report: Report, explain: bool) -> Iterator[str]:
    unknown = not report.imported_years and report.missing_years
    if unknown:
        listed = list(map(fiscal_year_name, report.missing_years))
        yield say("No sheet is imported for {years}: nothing can be counted (tgx import FILE).", years=listed)
    elif not report.imported_years:
        yield say("No sheet is imported: nothing can be counted yet (tgx import FILE).")
    elif not report.years:
        yield say("No achievement matches what is asked.")
    if any(year.elsewhere for year in report.years):
        yield say(
            "Elsewhere: counts, or is suggested, but for another goal, area, measure or strategy than the one asked about."
        )
    if report.not_read:
        told = sayable_n(
            "{n} row of the strategy was not read, and is counted nowhere (tgx validate).",
            "{n} rows of the strategy were not read, and are counted nowhere (tgx validate).",
        )
        yield say_n(*told, n=report.not_read)
    if report.missing_years and not unknown:
        yield missing_line(report.missing_years)
    apart = [(state, sum(getattr(year, state) for year in report.years)) for state in NOT_HELD]
    if any(number for _, number in apart):
        said = [say(_APART[state], n=number) for state, number in apart if number]
        yield say("Counted nowhere: {said} (tgx report outcomes).", said=said)
    if report.figures_alone:
        told = sayable_n(
            "{n} of those without a result in words has figures or a grade.",
            "{n} of those without a result in words have figures or a grade.",
        )
        yield say_n(*told, n=report.figures_alone)
    yield report.note
    for target in report.targets:
        told = sayable_n(
            "Target of the strategy: relations with {n} city by {year} (not judged here).",
            "Target of the strategy: relations with {n} cities by {year} (not judged here).",
        )
        yield say_n(*told, n=target["cities"], year=target["year"])
    if explain:
        from toshigaikou_cli.coverage.bureaus import STATE_RULES

        yield say("Counted: {rule}.", rule=report.total.rule)
        for state, rule in STATE_RULES.items():
            yield say("Achievements {state}: {rule}.", state=coded(state, spaced=True), rule=rule)
        for scope, figure in _figures(report):
            yield say(
                "{scope}: {n} of {of}; with results: {members}",
                scope=scope,
                n=figure.numerator,
                of=figure.denominator,
                members=_listed(figure.members),
            )
            yield say("{scope}: without: {others}", scope=scope, others=_listed(figure.others))
            for exclusion in figure.exclusions:
                yield say("{scope}: not counted: {what}", scope=scope, what=exclusion)
        yield from stamp_lines(report.made, report.documents)


def _figures(report: Report) -> Iterator[tuple[str, Figure]]:
    for goal in report.goals:
        yield say("Goal {code}", code=goal.code) if goal.code else say("Without a goal"), goal.figure
        for area in goal.areas:
            yield say("Area {code}", code=area.code) if area.code else say("Without an area"), area.figure


def _listed(numbers: Sequence[str]) -> str:
    return joined(numbers) if numbers else say("none")


def measures_csv(report: Report) -> Table:
    """One row a measure: the membership behind every figure of the report."""
    years = [str(account.fiscal_year) for account in report.years]
    measures = [measure for goal in report.goals for area in goal.areas for measure in area.measures]
    return Table(
        columns=(
            Column("goal", say("Goal"), "right"),
            Column("area", say("Area")),
            Column("number", say("No."), "right"),
            Column("title", say("Measure")),
            Column("bureaus", say("Bureaus")),
            Column("with_results", say("With results")),
            *(Column(f"achievements_{year}", fiscal_year_heading(year), "right") for year in years),
            *(
                Column(f"suggested_{year}", joined((fiscal_year_heading(year), "?"), ""), "right")
                for year in years
            ),
            Column("cities", say("Cities")),
            Column("achievement_ids", say("Achievements")),
        ),
        rows=[
            (
                measure.goal,
                measure.area,
                measure.code,
                measure.title,
                bureaus_text(measure.bureaus, open_ended=measure.open_ended),
                measure.covered,
                *(measure.counts.get(year, 0) for year in years),
                *(measure.suggested_counts.get(year, 0) for year in years),
                "、".join(measure.cities),
                " ".join(key for ids in measure.achievements.values() for key in ids),
            )
            for measure in measures
        ],
    )


def report_json(report: Report) -> dict[str, Any]:
    """The report as JSON (``schemas/report.schema.json``)."""
    data: dict[str, Any] = plain(report, _parts)
    return {"view": "coverage", **data}


def _parts(value: Any) -> Mapping[str, Any]:
    """A measure says whether it is covered, and names its achievements, not their number."""
    parts: dict[str, Any] = value._asdict()
    if isinstance(value, MeasureCoverage):
        del parts["counts"], parts["suggested_counts"]
        parts["number"], parts["goal_number"] = code_number(value.code), code_number(value.goal)
        parts["covered"] = value.covered
    if isinstance(value, GoalCoverage):
        parts["number"] = code_number(value.code)
    return parts
