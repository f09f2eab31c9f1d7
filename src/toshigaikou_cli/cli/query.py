"""``tgx query``: lists of measures, achievements, indicators, bureaus, cities and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from toshigaikou_cli.cli.options import (
    AreaOption,
    BomOption,
    Bounded,
    BureauOption,
    CityOption,
    DbOption,
    GoalOption,
    HeadersOption,
    KindOption,
    LimitOption,
    ListOption,
    MeasureOption,
    OutcomeOption,
    StatusOption,
    StrategyOption,
    YearOption,
    checked,
    one_more,
)
from toshigaikou_cli.cli.output import note, print_in_parts, print_parts
from toshigaikou_cli.formats import ListFormat
from toshigaikou_cli.formats.records import listing, tidy
from toshigaikou_cli.formats.records.documents import documents_screen, documents_table
from toshigaikou_cli.formats.records.indicators import indicators_screen, indicators_table
from toshigaikou_cli.formats.streams import in_parts
from toshigaikou_cli.formats.tables.table import Table, TableText
from toshigaikou_cli.jobs import asking
from toshigaikou_cli.jobs.asked import understood
from toshigaikou_cli.language import Language
from toshigaikou_cli.records.filters import ACTIVITY_OUTCOMES, Filters

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="List what the catalogue holds."
)

Printed = TypeVar("Printed")


def _print(
    records: Sequence[Printed],
    table: Callable[[Sequence[Printed]], Table],
    output: ListFormat,
    bom: bool,
    headers: Language | None,
    limit: int | None,
) -> None:
    rows = Bounded(in_parts(records), limit)
    print_in_parts(iter(rows), table, output, bom=bom, headers=headers)
    rows.tell(output)


def _tell(db: Path | None, filters: Filters, output: ListFormat) -> None:
    """Say beside a table what a bureau or a city was understood as, where the user wrote something else."""
    if output == "table" and (said := understood(db, filters, plain=False)):
        note(said)


@app.command()
def measures(
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Measures with their bureaus and the achievements linked to them.

    --bureau: those that name it. --city, --year and --status: those with such an achievement. Only what the filters leave
    is counted.
    """
    filters = checked(Filters(goal, area, measure, bureau, city, year, None, status, strategy=strategy))
    _tell(db, filters, output)
    _print(asking.measures(db, filters), listing.measures_table, output, bom, headers, limit)


@app.command()
def achievements(
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    outcome: OutcomeOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Achievements with their activities, cities, links and sources.

    Under --goal, --area, --measure and --strategy only links inside count; the others stand in brackets.
    """
    filters = checked(
        Filters(goal, area, measure, bureau, city, year, kind, status, outcome, strategy=strategy)
    )
    _tell(db, filters, output)
    tally = dict.fromkeys(listing.ANSWERS, 0)
    rows = Bounded(asking.achievements_in_parts(db, filters, one_more(limit)), limit)
    parts = _told(rows, tally)
    screen = partial(listing.achievements_screen, seen=set())
    table = screen if output == "table" else listing.achievements_table
    print_in_parts(parts, table, output, bom=bom, headers=headers)
    rows.tell(output)
    if any(tally.values()) and filters.part() and (output == "table" or output == "markdown"):
        text = listing.tally_text(tally, filters.part(), asking.elsewhere(db, filters))
        print_parts([TableText((text,))], output)


def _told(
    parts: Iterable[Sequence[AchievementRow]], tally: dict[str, int]
) -> Iterator[Sequence[AchievementRow]]:
    """The parts as they come; how they answer what is asked is added to the tally."""
    for part in parts:
        listing.add_answers(tally, part)
        yield part


@app.command()
def activities(
    db: DbOption = None,
    strategy: StrategyOption = None,
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
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", metavar="OUTCOME", help=f"One of {', '.join(ACTIVITY_OUTCOMES)}."),
    ] = None,
    kind: KindOption = None,
    status: StatusOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Activities by date: what was done when, with whom, how many."""
    filters = checked(
        Filters(goal, area, measure, bureau, city, year, kind, status, outcome, strategy=strategy),
        ACTIVITY_OUTCOMES,
    )
    _tell(db, filters, output)
    rows = Bounded(asking.activities_in_parts(db, filters, start, end), limit)
    table = tidy.tidy_activities if output == "csv" else listing.activities_table
    print_in_parts(iter(rows), table, output, bom=bom, headers=headers)
    rows.tell(output)


@app.command()
def bureaus(
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """The register of bureaus: validity, succession, measures and achievements.

    --goal, --area and --measure: those that it names or that reported on it. --city, --year and --status: those that
    reported so.
    """
    filters = checked(Filters(goal, area, measure, bureau, city, year, None, status, strategy=strategy))
    _tell(db, filters, output)
    _print(asking.bureaus(db, filters), listing.bureaus_table, output, bom, headers, limit)


@app.command()
def cities(
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="The whole register, also cities that nothing names.")
    ] = False,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Cities with a relation or an achievement; under other filters than --city, with such an achievement."""
    filters = checked(Filters(goal, area, measure, bureau, city, year, None, status, strategy=strategy))
    _tell(db, filters, output)
    records = asking.cities(db, filters, every=every)
    tidied = partial(tidy.tidy_cities, counting=bool(records and "counting" in records[0]))
    _print(records, tidied if output == "csv" else listing.cities_table, output, bom, headers, limit)


@app.command()
def indicators(
    db: DbOption = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    year: YearOption = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="GRADE", help="A grade as the document writes it: A, ◎.")
    ] = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """Indicators (KPI) with their base, target and actual values as the documents state them."""
    filters = checked(Filters(goal, area, measure, bureau, None, year, strategy=strategy))
    _tell(db, filters, output)
    records = asking.indicators(db, filters, rating)
    table = indicators_screen if output == "table" else indicators_table
    _print(records, table, output, bom, headers, limit)


@app.command()
def documents(
    db: DbOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
    headers: HeadersOption = None,
) -> None:
    """The imported documents, with the account of their rows."""
    table = documents_screen if output == "table" else documents_table
    _print(asking.documents(db), table, output, bom, headers, limit)
