"""``tgx source``: where an achievement or a measure stands in its document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli.endings import format_of
from toshigaikou_cli.cli.options import DbOption, FormatOption
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.formats.records.sources import source_parts
from toshigaikou_cli.jobs import showing
from toshigaikou_cli.messages import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def source(
    name: Annotated[str, typer.Argument(metavar="ID", help="An achievement's id or a measure's number.")],
    db: DbOption = None,
    image: Annotated[
        Path | None, typer.Option("--image", metavar="FILE.png", help="Draw the place on its PDF page.")
    ] = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    output: FormatOption = "table",
) -> None:
    """Where an achievement or a measure stands: document, page, row, the cells as read beside the normalized ones.

    --image draws that part of the page, with the row marked, from the bytes that the catalogue keeps.
    """
    if image:
        format_of(image, None, {".png": "png"}, "png", "--image")
    thing, data = showing.source(db, name)
    if image:
        document, page = showing.draw(db, name, image, password)
        note(say("page {n} of {document} drawn: {file}", n=page, document=document, file=image))
    if output == "json":
        print_json({"kind": thing, **data})
    else:
        print_parts(source_parts(data), output)
