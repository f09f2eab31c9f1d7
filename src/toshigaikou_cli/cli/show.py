"""``tgx show``: everything about one measure, achievement, bureau or city."""

from __future__ import annotations

import sqlite3
from typing import Annotated, Any

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.activities import activities
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.finding import Found, identify
from toshigaikou_cli.cli.options import DbOption, FormatOption, OutputFormat
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.records import things

app = typer.Typer(rich_markup_mode=None)


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An achievement's id, a measure's number, a bureau or a city.")
    ],
    db: DbOption = None,
    output: FormatOption = OutputFormat.table,
) -> None:
    """Everything about one measure, achievement, bureau or city, with its source."""
    if output is OutputFormat.csv:
        raise UsageError(
            "one thing is no table", where="--format csv", hint="use json, or tgx query … --format csv"
        )
    with reading(catalogue_path(db)) as connection:
        found = identify(connection, name)
        data = _data(connection, found)
    if output is OutputFormat.json:
        print_json({"kind": found.thing, **data})
    else:
        print_parts(things.PARTS[found.thing](data), output)


def _data(connection: sqlite3.Connection, found: Found) -> dict[str, Any]:
    if found.thing == "measure":
        return _measure(connection, found.keys[0])
    if found.thing == "achievement":
        return {"achievement": queries.achievement(connection, found.keys[0])}
    if found.thing == "city":
        selection = Selection(city=found.keys[0])
        city = queries.cities(connection, selection)[0]
        return {
            "city": city,
            "activities": activities(connection, selection),
            "achievements": queries.achievements(connection, selection),
        }
    selection = Selection(bureaus=found.keys)
    measures = queries.measures(connection, selection)
    bureaus = queries.bureaus(connection, selection)
    led = {number for bureau in bureaus for number in bureau["leads"]}
    return {
        "bureaus": bureaus,
        "lead": [m for m in measures if m["number"] in led],
        "related": [m for m in measures if m["number"] not in led],
        "achievements": queries.achievements(connection, selection),
    }


def _measure(connection: sqlite3.Connection, number: int) -> dict[str, Any]:
    selection = Selection(measure=number)
    measure = queries.measures(connection, selection)[0]
    goals = {goal["number"]: goal["title"] for goal in frame.goals(connection)}
    return {
        "measure": measure,
        "goal_title": goals[measure["goal"]],
        "achievements": queries.achievements(connection, selection),
    }
