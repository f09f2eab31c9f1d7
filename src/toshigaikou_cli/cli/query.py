"""``tgx query``: lists of measures, achievements, bureaus, cities and documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import queries
from toshigaikou_cli.catalogue.reading.activities import activities as find_activities
from toshigaikou_cli.catalogue.reading.filters import STATUSES, Filters, read_date, resolve
from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    BureauOption,
    CityOption,
    DbOption,
    FormatOption,
    GoalOption,
    LimitOption,
    MeasureOption,
    OutputFormat,
    YearOption,
)
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.records import listing
from toshigaikou_cli.formats.tables.table import Table

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="List what the catalogue holds.")

Printed = TypeVar("Printed")


def _print(
    records: Sequence[Printed], table: Callable[[Sequence[Printed]], Table], output: OutputFormat, bom: bool
) -> None:
    if output is OutputFormat.json:
        print_json(records)
        return
    if not records:
        note("nothing matches")
    if records or output is not OutputFormat.table:
        print_parts([table(records)], output, bom=bom)


@app.command()
def measures(
    db: DbOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """Measures with their bureaus and the achievements linked to them."""
    filters = Filters(goal=goal, area=area, measure=measure, bureau=bureau, city=city, year=year)
    with reading(catalogue_path(db)) as connection:
        records = queries.measures(connection, resolve(connection, filters))
    _print(records, listing.measures_table, output, bom)


@app.command()
def achievements(
    db: DbOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="result or plan.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help=f"One of {', '.join(STATUSES)}.")
    ] = None,
    limit: LimitOption = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """Achievements with their activities, cities, links and sources."""
    _one_of("--status", status, STATUSES)
    _one_of("--kind", kind, ("result", "plan"))
    filters = Filters(goal, area, measure, bureau, city, year, kind, status)
    with reading(catalogue_path(db)) as connection:
        records = queries.achievements(connection, resolve(connection, filters), limit)
    table = listing.achievements_screen if output is OutputFormat.table else listing.achievements_table
    _print(records, table, output, bom)


@app.command()
def activities(
    db: DbOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From a date, month or year: 2017-09, H29.9.")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="To a date, month or year.")] = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """Activities by date: what was done when, with whom, how many."""
    filters = Filters(goal=goal, area=area, measure=measure, bureau=bureau, city=city, year=year)
    first = read_date(start, "--from")[0] if start else None
    last = read_date(end, "--to")[1] if end else None
    if first and last and first > last:
        raise UsageError(f"{first} is after {last}", where="--from", hint="--from comes before --to")
    with reading(catalogue_path(db)) as connection:
        records = find_activities(connection, resolve(connection, filters), first, last)
    _print(records, listing.activities_table, output, bom)


def _one_of(option: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise UsageError(f"unknown: {value}", where=option, hint=f"one of {', '.join(known)}")


@app.command()
def bureaus(
    db: DbOption = None,
    bureau: BureauOption = None,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """The register of bureaus: validity, succession, measures and achievements."""
    with reading(catalogue_path(db)) as connection:
        records = queries.bureaus(connection, resolve(connection, Filters(bureau=bureau)))
    _print(records, listing.bureaus_table, output, bom)


@app.command()
def cities(
    db: DbOption = None,
    city: CityOption = None,
    year: YearOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="The whole register, also cities that nothing names.")
    ] = False,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> None:
    """Cities with a relation or an achievement."""
    with reading(catalogue_path(db)) as connection:
        records = queries.cities(connection, resolve(connection, Filters(city=city, year=year)), every=every)
    _print(records, listing.cities_table, output, bom)


@app.command()
def documents(db: DbOption = None, output: FormatOption = OutputFormat.table, bom: BomOption = False) -> None:
    """The imported documents, with the account of their rows."""
    with reading(catalogue_path(db)) as connection:
        records = queries.documents(connection)
    _print(records, listing.documents_table, output, bom)
