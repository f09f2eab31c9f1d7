"""``tgx search``: exact search, two-character words too."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import (
    BomOption,
    Bounded,
    DbOption,
    LimitOption,
    ListOption,
    StrategyOption,
    YearOption,
    one_more,
)
from toshigaikou_cli.cli.output import print_in_parts
from toshigaikou_cli.formats.records.hits import hits_json, hits_table
from toshigaikou_cli.jobs import searching
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_NOTHING = {
    False: say(
        "nothing found in items and results of achievements, in titles and overviews of measures, in English names"
    ),
    True: say("nothing found in items and results of achievements"),
}
"""What was searched, without a year and of one."""


@app.command()
def search(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT…", help="Words that must all stand in the text.")
    ],
    db: DbOption = None,
    strategy: StrategyOption = None,
    year: YearOption = None,
    limit: LimitOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """Find a text in measures and achievements, and English names.

    Searched are the items and results of achievements and the titles and overviews of measures: exact, in any width and case;
    spaces and ・ don't matter. Words in Latin letters are also looked for in the English names of goals, areas, measures,
    bureaus and cities, at the beginning of their words. Exit code 0 also where nothing is found.
    """
    found = searching.search_in_parts(db, text, Filters(year=year, strategy=strategy), one_more(limit))
    hits = Bounded(found, limit)
    print_in_parts(
        iter(hits), hits_table, output, bom=bom, nothing=_NOTHING[year is not None], data=hits_json
    )
    hits.tell(output)
