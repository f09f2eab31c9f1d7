"""``tgx vocabulary``: names that documents use and the registers do not have."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, ListOption
from toshigaikou_cli.cli.output import note, print_parts, printed_as_data, say
from toshigaikou_cli.formats.records import listing
from toshigaikou_cli.jobs.contents import unknown_names

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Names that the registers do not have.")


@app.command()
def unknown(db: DbOption = None, output: ListOption = "table") -> None:
    """Names in the catalogue that the registers do not have, how often they occur, and what they may mean."""
    records = unknown_names(db)
    form = printed_as_data(records, output)
    if form and (records or form != "table"):
        print_parts([listing.unknown_names_table(records)], form)
    elif form:
        note("every name is known")


@app.command(name="add-alias")
def add_alias(
    alias: Annotated[str, typer.Argument(metavar="NAME", help="The name as documents write it.")],
    bureau: Annotated[
        str | None, typer.Option("--bureau", metavar="BUREAU", help="The bureau that it means: id or name.")
    ] = None,
    city: Annotated[
        str | None, typer.Option("--city", metavar="CITY", help="The city that it means: id or name.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why that is sure.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so. [default: the user]")] = "",
) -> None:
    """Accept a name: it is written into your own vocabulary file, with date and reason.

    The next import, or tgx rebuild, resolves everything anew with it.
    """
    from toshigaikou_cli.jobs import naming

    done = naming.accept(naming.NewName(alias, bureau, city, reason, by))
    say(f"{done.entry.alias} stands for {done.meaning} ({done.entry.id}): {done.path}")
    note("tgx rebuild resolves the catalogue anew")


@app.command(name="aliases")
def list_aliases(output: ListOption = "table") -> None:
    """The names that you accepted, and where they are kept."""
    from toshigaikou_cli.jobs import naming

    path, entries = naming.own_names()
    records = [asdict(entry) for entry in entries]
    form = printed_as_data(records, output)
    if form is None:
        return
    note(str(path))
    if records:
        print_parts([listing.aliases_table(records)], form)
