"""``tgx show``: everything about one measure, goal, area, achievement, bureau or city."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import (
    AreaOption,
    BureauOption,
    CityOption,
    DbOption,
    FormatOption,
    GoalOption,
    KindOption,
    MeasureOption,
    OutcomeOption,
    StatusOption,
    StrategyOption,
    YearOption,
    checked,
    no_csv,
)
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.formats.records import things
from toshigaikou_cli.jobs import showing
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An achievement's id, a measure's code, a goal (goal 2), an area, a bureau or a city.",
        ),
    ],
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
    output: FormatOption = "table",
) -> None:
    """Everything about one measure, goal, area, achievement, bureau or city, with its source.

    With filters, only the achievements that match: tgx show 18 --city Seoul.
    """
    no_csv(output, say("use json, or tgx query … --format csv"))
    filters = checked(
        Filters(goal, area, measure, bureau, city, year, kind, status, outcome, strategy=strategy)
    )
    with showing.shown(db, name, filters) as (thing, data):
        if output == "json":
            print_json({"kind": thing, **data})
        else:
            print_parts(things.PARTS[thing](data), output)
