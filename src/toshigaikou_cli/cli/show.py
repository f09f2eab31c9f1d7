"""``tgx show``: everything about one measure, achievement, bureau or city."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, FormatOption, no_csv
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.formats.records import things
from toshigaikou_cli.jobs import showing

app = typer.Typer(rich_markup_mode=None)


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An achievement's id, a measure's number, a bureau or a city.")
    ],
    db: DbOption = None,
    output: FormatOption = "table",
) -> None:
    """Everything about one measure, achievement, bureau or city, with its source."""
    no_csv(output, "use json, or tgx query … --format csv")
    thing, data = showing.show(db, name)
    if output == "json":
        print_json({"kind": thing, **data})
    else:
        print_parts(things.PARTS[thing](data), output)
