"""``tgx search``: exact search, two-character words too."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import (
    BomOption,
    DbOption,
    FormatOption,
    LimitOption,
    StrategyOption,
    YearOption,
)
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.formats.records.hits import hits_json, hits_table
from toshigaikou_cli.jobs import searching
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters

app = typer.Typer(rich_markup_mode=None)


@app.command()
def search(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT…", help="Words that must all stand in the text.")
    ],
    db: DbOption = None,
    strategy: StrategyOption = None,
    year: YearOption = None,
    limit: LimitOption = None,
    output: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Find a text in measures and achievements.

    Exact, in any width and case; spaces and ・ don't matter. Exit code 0 also where nothing is found.
    """
    hits = searching.search(db, text, Filters(year=year, strategy=strategy), limit)
    if output == "json":
        print_json(hits_json(hits))
        return
    if not hits:
        note(say("nothing found"))
    if hits or output != "table":
        print_parts([hits_table(hits)], output, bom=bom)
