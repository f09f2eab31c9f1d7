"""``tgx vocabulary``: names that documents use and the registers do not have."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from toshigaikou_cli import clock
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import check_facts
from toshigaikou_cli.cli.options import DbOption, FormatOption, OutputFormat
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.records import listing

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Names that the registers do not have.")


@app.command()
def unknown(db: DbOption = None, output: FormatOption = OutputFormat.table) -> None:
    """Names in the catalogue that the registers do not have, how often they occur, and what they may mean."""
    with reading(catalogue_path(db)) as connection:
        records = check_facts.unknown_names(connection)
    if output is OutputFormat.json:
        print_json(records)
    elif records or output is not OutputFormat.table:
        print_parts([listing.unknown_names_table(records)], output)
    else:
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
    from toshigaikou_cli.jobs import importing
    from toshigaikou_cli.vocabulary import aliases

    if (bureau is None) == (city is None):
        raise UsageError("one of --bureau and --city is needed", hint="say what the name stands for")
    if not reason.strip():
        raise UsageError("a name is accepted for a reason", where="--reason", hint="say why it is sure")
    path = importing.aliases_path()
    vocabulary = importing.current_vocabulary()
    if bureau is not None:
        found = {entry.id: entry.name for entry in vocabulary.bureaus.find(bureau)}
    else:
        one = vocabulary.cities.by_id.get(city or "") or vocabulary.cities.resolve(city or "")
        found = {one.id: one.name} if one else {}
    if len(found) != 1:
        several = ", ".join(f"{key} ({name})" for key, name in found.items())
        what = f"several are called {bureau or city}" if found else f"unknown: {bureau or city}"
        option = "--bureau" if bureau else "--city"
        raise UsageError(
            what, where=option, hint=f"give the id: {several}" if found else "tgx query lists all"
        )
    (key, name) = next(iter(found.items()))
    entry = aliases.UserAlias(
        kind="bureau" if bureau is not None else "city",
        alias=alias.strip(),
        id=key,
        date=clock.today(),
        reason=reason.strip(),
        by=by.strip() or getpass.getuser(),
    )
    aliases.add_alias(path, entry, vocabulary)
    print(f"{entry.alias} stands for {name} ({key}): {path}")
    note("tgx rebuild resolves the catalogue anew")


@app.command(name="aliases")
def list_aliases(output: FormatOption = OutputFormat.table) -> None:
    """The names that you accepted, and where they are kept."""
    from toshigaikou_cli.jobs import importing
    from toshigaikou_cli.vocabulary.aliases import load_aliases

    path = importing.aliases_path()
    entries = load_aliases(path) if path.exists() else ()
    records = [{k: getattr(e, k) for k in ("kind", "alias", "id", "date", "reason", "by")} for e in entries]
    if output is OutputFormat.json:
        print_json(records)
        return
    note(str(path))
    if records:
        print_parts([listing.aliases_table(records)], output)
