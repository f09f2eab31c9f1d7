"""``tgx vocabulary``: names that documents use and the registers do not have."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, ListOption
from toshigaikou_cli.cli.output import note, print_line, print_parts, printed_as_data
from toshigaikou_cli.formats.records import listing
from toshigaikou_cli.jobs.contents import unknown_names
from toshigaikou_cli.messages import say, say_n, sayable

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Names that the registers do not have.")


@app.command()
def unknown(db: DbOption = None, output: ListOption = "table") -> None:
    """Names in the catalogue that the registers do not have, how often they occur, and what they may mean."""
    records = unknown_names(db)
    form = printed_as_data(records, output)
    if form and (records or form != "table"):
        print_parts([listing.unknown_names_table(records)], form)
    elif form:
        note(say("every name is known"))


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
    aliases: Annotated[
        Path | None,
        typer.Option(
            "--aliases",
            metavar="FILE",
            help="The file to write. [default: that of tgx.toml, TGX_ALIASES, or the user's config folder]",
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option("--vocabulary", metavar="FOLDER", help="Other vocabularies; the name goes beside them."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the catalogue anew with it, as tgx rebuild does.")
    ] = False,
    db: DbOption = None,
) -> None:
    """Accept a name: it is written into your own vocabulary file, with date and reason.

    The next import, or tgx rebuild, resolves everything anew with it.
    """
    from toshigaikou_cli.jobs import naming

    names = naming.NamesOf(aliases, vocabulary)
    if rebuild:
        naming.check_is_of_catalogues(names)
    done = naming.accept(naming.NewName(alias, bureau, city, reason, by), names)
    entry = done.entry
    told = sayable("{alias} stands for {meaning} ({id}): {path}")
    print_line(say(told, alias=entry.alias, meaning=done.meaning, id=entry.id, path=done.path))
    if rebuild:
        _rebuild(db)
    else:
        note(say("tgx rebuild resolves the catalogue anew"))


def _rebuild(db: Path | None) -> None:
    from toshigaikou_cli.cli.options import processes
    from toshigaikou_cli.cli.progress import Bar
    from toshigaikou_cli.jobs import places, rebuilding
    from toshigaikou_cli.jobs.watching import How
    from toshigaikou_cli.records.blocks import ReadOptions

    target = places.files(db, None)
    done = rebuilding.rebuild(target, How(ReadOptions(), processes(None), Bar()))
    n, catalogue = len(done), target.catalogue
    print_line(
        say_n(
            "rebuilt from {n} document: {catalogue}",
            "rebuilt from {n} documents: {catalogue}",
            n,
            catalogue=catalogue,
        )
    )


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
