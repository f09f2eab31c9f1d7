"""``tgx info``: where the catalogue is and what is in it."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import EXIT_CANNOT, EXIT_OK
from toshigaikou_cli.formats.records.contents import contents_parts
from toshigaikou_cli.jobs.contents import contents

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def info(
    db: DbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> int:
    """Where the catalogue is, what is in it, which versions made it.

    Its state is current, missing, older or newer (another tgx made it), foreign (no catalogue) or damaged; the exit code
    is 0 for the first two, else 2. All of the file is looked at.
    """
    data = contents(db)
    if as_json:
        print_json(data)
    else:
        print_parts(contents_parts(data), "table")
    return EXIT_OK if data["state"] in ("current", "missing") else EXIT_CANNOT
