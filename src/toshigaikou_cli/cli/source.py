"""``tgx source``: where an achievement or a measure stands in its document."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, FormatOption, ImageOption, say_drawn
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.formats.records.sources import source_parts
from toshigaikou_cli.jobs import showing

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def source(
    name: Annotated[str, typer.Argument(metavar="ID", help="An achievement's id or a measure's number.")],
    db: DbOption = None,
    image: ImageOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    output: FormatOption = "table",
) -> None:
    """Where an achievement or a measure stands: document, page, row, the cells as read beside the normalized ones.

    --image draws it from the bytes that the catalogue keeps.
    """
    thing, data = showing.source(db, name)
    if image:
        from toshigaikou_cli.jobs import picturing

        say_drawn(picturing.pictures(db, [name], image, password), image)
    if output == "json":
        print_json({"kind": thing, **data})
    else:
        print_parts(source_parts(data), output)
