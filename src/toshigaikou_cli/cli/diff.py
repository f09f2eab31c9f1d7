"""``tgx diff``: what changed between two years, or between two editions of one document."""

from __future__ import annotations

from typing import Annotated

import typer

from toshigaikou_cli.cli.options import BomOption, CrosswalkOption, DbOption, FormatOption
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK
from toshigaikou_cli.formats.diff import diff_csv, diff_json, diff_parts
from toshigaikou_cli.jobs.comparing import compare

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A fiscal year (2016, H28), or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A later year, or another edition of the file.")],
    db: DbOption = None,
    listed: Annotated[bool, typer.Option("--list", help="What stayed too, not only what changed.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="By which rules things are the same.")] = False,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Exit 1 where there are differences, or not all could be compared."),
    ] = False,
    crosswalk: CrosswalkOption = None,
    output: FormatOption = "table",
    bom: BomOption = False,
) -> int:
    """What changed between two years of the catalogue, or between two editions of a document.

    Measures, cities, bureaus and items that are new, dropped or continued; words repeated from before; numbers that
    changed; other columns, grades, amounts and indicators. Measures of two strategies are compared by the crosswalk. What
    cannot be compared is said: a bureau split or merged, a field renamed. Files leave nothing behind.
    """
    made = compare(db, old, new, crosswalk)
    if output == "json":
        print_json(diff_json(made))
    elif output == "csv":
        print_parts([diff_csv(made)], output, bom=bom)
    else:
        print_parts(diff_parts(made, explain=explain, listed=listed), output)
    return EXIT_FOUND if exit_code and (made.differs or made.not_compared) else EXIT_OK
