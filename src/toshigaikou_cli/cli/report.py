"""``tgx report``: coverage of the goals."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from toshigaikou_cli import coverage
from toshigaikou_cli.catalogue import queries
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.filters import Filters, Selection, resolve
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    DbOption,
    FormatOption,
    GoalOption,
    OutputFormat,
    YearOption,
)
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.formats import report as report_format

app = typer.Typer(rich_markup_mode=None)


@app.command()
def report(
    db: DbOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    uncovered: Annotated[
        bool, typer.Option("--uncovered", help="Only measures with nothing to show.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="The rule, members and exclusions of figures.")
    ] = False,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """Coverage of the goals: what has something to show, what has nothing.

    Without a filter, all goals; with --goal, --area, --bureau or --uncovered, each of their measures.
    --city and --year count only achievements with that city or of that year.
    """
    path = catalogue_path(db)
    with reading(path) as connection:
        filters = Filters(goal=goal, area=area, bureau=bureau, city=city, year=year)
        selection = resolve(connection, filters)
        given = {"goal": goal, "area": area, "bureau": bureau, "city": city, "year": year}
        made = make_report(
            connection, selection, {k: v for k, v in given.items() if v is not None}, uncovered
        )
    if made is None:
        raise CatalogueError("no strategy in the catalogue", where=str(path), hint="tgx import STRATEGY")
    if output is OutputFormat.json:
        print_json(report_format.report_json(made))
    elif output is OutputFormat.csv:
        print_parts([report_format.measures_csv(made)], output, bom=bom)
    else:
        detailed = goal is not None or area is not None or bureau is not None or uncovered
        print_parts(report_format.report_parts(made, detailed=detailed, explain=explain), output)


def make_report(
    connection: sqlite3.Connection, selection: Selection, given: dict[str, object], uncovered: bool = False
) -> coverage.Report | None:
    """The report of a selection; None where the catalogue has no strategy."""
    strategy = queries.strategy(connection)
    if strategy is None:
        return None
    of_achievements = Selection(city=selection.city, year=selection.year)
    of_measures = Selection(goal=selection.goal, area=selection.area, bureaus=selection.bureaus)
    links, achievements = queries.coverage_facts(connection, of_achievements)
    measures = coverage.measure_coverage(queries.measures(connection, of_measures), links, achievements)
    if uncovered:
        measures = tuple(measure for measure in measures if not measure.covered)
    reported = queries.reported_years(connection)
    return coverage.Report(
        strategy=strategy["title"],
        published=strategy["published"],
        filters={**given, **({"uncovered": True} if uncovered else {})},
        years=coverage.year_accounts(links, achievements),
        missing_years=coverage.missing_years(strategy["published"], reported),
        total=coverage.figure(measures),
        goals=coverage.goal_coverage(queries.goals(connection), queries.areas(connection), measures),
        targets=tuple(queries.targets(connection)),
        documents=tuple({"name": d["name"], "sha256": d["sha256"]} for d in queries.documents(connection)),
    )
