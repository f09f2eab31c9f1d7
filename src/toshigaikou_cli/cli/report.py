"""``tgx report``: what has something to show, who, with whom, when, and how sure."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.filters import Filters, Selection, resolve
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    DbOption,
    GoalOption,
    OutputFormat,
    YearOption,
)
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.jobs import reporting

if TYPE_CHECKING:
    import sqlite3

app = typer.Typer(rich_markup_mode=None)


class What(StrEnum):
    coverage = "coverage"
    targets = "targets"
    timeline = "timeline"
    sure = "sure"


class By(StrEnum):
    bureau = "bureau"
    department = "department"
    city = "city"
    year = "year"
    area = "area"


class ReportFormat(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    html = "html"


@app.command()
def report(
    what: Annotated[
        What,
        typer.Argument(
            metavar="[VIEW]",
            help="coverage (of the goals), targets (numbers of cities), timeline (months) or sure (how sure it is).",
        ),
    ] = What.coverage,
    db: DbOption = None,
    by: Annotated[
        By | None, typer.Option("--by", help="A row for each bureau, department and so on.")
    ] = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    uncovered: Annotated[
        bool, typer.Option("--uncovered", help="Only measures, bureaus or cities with nothing to show.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="The rule, members and exclusions of figures.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="The members of each figure, one a row.")] = False,
    output: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="How to print; html is one page for all.")
    ] = ReportFormat.table,
    file: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write into a file (in one step).")
    ] = None,
    bom: BomOption = False,
) -> None:
    """Coverage of the goals: what has something to show, what has nothing.

    Without a filter, all goals; with --goal, --area, --bureau or --uncovered, each of their measures.
    --city and --year count only achievements with that city or of that year.
    --by and VIEW answer who, with whom, when and how sure, under the same filters.
    """
    if by is not None and what is not What.coverage:
        raise UsageError(f"--by {by.value} does not go with {what.value}", hint="give one of them")
    given = {"goal": goal, "area": area, "bureau": bureau, "city": city, "year": year}
    given = {key: value for key, value in given.items() if value is not None}
    path = catalogue_path(db)
    with _target(file), reading(path) as connection:
        selection = resolve(connection, Filters(goal=goal, area=area, bureau=bureau, city=city, year=year))
        if output is ReportFormat.html:
            _no_html_with(by, what, uncovered, listed, given)
            from toshigaikou_cli.cli.report_page import page

            sys.stdout.write(page(connection))
        elif by is None and what is What.coverage:
            _coverage(connection, selection, given, uncovered, explain, listed, output, bom)
        else:
            view = by.value if by else what.value
            _view(connection, view, selection, given, uncovered, explain, listed, output, bom)


def _no_html_with(by: By | None, what: What, uncovered: bool, listed: bool, given: dict[str, Any]) -> None:
    """The page has all views and filters of its own: refuse what it would have to leave out in silence."""
    if by or what is not What.coverage or uncovered or listed or given:
        hint = "leave out views, --list and filters; the page has them"
        raise UsageError("html is one page of the whole catalogue", where="--format", hint=hint)


def _coverage(
    connection: sqlite3.Connection,
    selection: Selection,
    given: dict[str, Any],
    uncovered: bool,
    explain: bool,
    listed: bool,
    output: ReportFormat,
    bom: bool,
) -> None:
    from toshigaikou_cli.formats import report as report_format

    members = listed or output in (ReportFormat.json, ReportFormat.csv)
    detailed = uncovered or any(given.get(key) is not None for key in ("goal", "area", "bureau"))
    made = reporting.make_report(
        connection, selection, given, uncovered=uncovered, members=members, cities=members or detailed
    )
    if output is ReportFormat.json:
        print_json(report_format.report_json(made))
        return
    names = _report_names(connection, made) if listed else None
    if output is ReportFormat.csv and names is None:
        print_parts([report_format.measures_csv(made)], OutputFormat.csv, bom=bom)
        return
    parts = report_format.report_parts(made, detailed=detailed, explain=explain, listed=names)
    print_parts(parts[-1:] if output is ReportFormat.csv else parts, OutputFormat(output.value), bom=bom)


def _report_names(connection: sqlite3.Connection, made: Any) -> reporting.Names:
    from toshigaikou_cli.catalogue.reading import report_queries

    measures = (measure for goal in made.goals for area in goal.areas for measure in area.measures)
    names: reporting.Names = {("measures", measure.number): measure.title for measure in measures}
    for fact in report_queries.reported(connection, Selection()):
        names["achievements", fact.achievement] = f"{fact.bureau_text} {fact.item}"
    return names


def _view(
    connection: sqlite3.Connection,
    view: str,
    selection: Selection,
    given: dict[str, Any],
    uncovered: bool,
    explain: bool,
    listed: bool,
    output: ReportFormat,
    bom: bool,
) -> None:
    from toshigaikou_cli.formats import views

    made, names = reporting.make_view(connection, view, selection, given, uncovered=uncovered)
    if output is ReportFormat.json:
        print_json(views.view_json(made))
    elif output is ReportFormat.csv:
        print_parts(views.csv_tables(made, names if listed else None), OutputFormat.csv, bom=bom)
    else:
        parts = views.view_parts(made, explain=explain, listed=names if listed else None)
        print_parts(parts, OutputFormat(output.value))


@contextmanager
def _target(file: Path | None) -> Iterator[None]:
    """Where the report goes: to the screen, or into a file that is replaced in one step once all is written."""
    if file is None:
        yield
        return
    text = io.StringIO(newline="")
    with redirect_stdout(text):
        yield
    write_file(file, text.getvalue().encode())
