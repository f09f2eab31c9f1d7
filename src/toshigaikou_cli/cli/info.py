"""``tgx info``: where the catalogue is and what is in it."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.formats.records.contents import contents_parts
from toshigaikou_cli.jobs.contents import contents

app = typer.Typer(rich_markup_mode=None)


@app.command()
def info(
    db: DbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Where the catalogue is, what is in it, which versions made it."""
    data = contents(db)
    if as_json:
        print_json(data)
    else:
        print_parts(contents_parts(data), "table")
