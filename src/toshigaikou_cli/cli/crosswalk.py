"""``tgx crosswalk``: what became of the measures of one strategy in the next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, get_args

import typer

from toshigaikou_cli.cli.link_judging import ByOption, NoteOption, in_conflict, taken_over
from toshigaikou_cli.cli.options import BomOption, CrosswalkOption, DbOption, ListOption
from toshigaikou_cli.cli.output import note, print_line, print_parts, printed_as_data
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, one_of
from toshigaikou_cli.formats.records import crossings
from toshigaikou_cli.messages import say, say_n, sayable
from toshigaikou_cli.records.crosswalk import CrossingKind

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="What became of the measures of one strategy in the next: propose it, decide it, list it.",
)
_KINDS: tuple[CrossingKind, ...] = get_args(CrossingKind)


@app.command()
def suggest(
    old: Annotated[str | None, typer.Option("--from", metavar="ID", help="The older strategy: 2014.")] = None,
    new: Annotated[str | None, typer.Option("--to", metavar="ID", help="The newer strategy: 2022.")] = None,
    db: DbOption = None,
    crosswalk: CrosswalkOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """Propose what goes on with what, by title, overview and bureaus; what is decided already is left out.

    A proposal counts for nothing until it is accepted.
    """
    from toshigaikou_cli.jobs import crossing

    found = crossing.suggest(crossing.crosswalk_files(db, crosswalk), old, new)
    form = printed_as_data(crossings.proposals_json(found), output)
    if form == "table" and not found:
        note(say("nothing is left to propose (tgx crosswalk list shows what is decided)"))
    elif form:
        print_parts([crossings.proposals_table(found)], form, bom=bom)
        if form == "table":
            first = found[0]
            told = sayable("to decide: tgx crosswalk accept {names} --kind {kind} --by NAME")
            note(say(told, names=" ".join(filter(None, (first.old, first.new))), kind=first.kind))


@app.command()
def accept(
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="A measure: 2014:18.")],
    by: ByOption,
    other: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The measure of the newer strategy: 2022:5.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(_KINDS)}.")
    ] = "continues",
    note_text: NoteOption = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of entries that say otherwise.")
    ] = False,
    db: DbOption = None,
    crosswalk: CrosswalkOption = None,
) -> None:
    """Decide what became of a measure: it continues in NEW, splits, merges, is dropped, or is new.

    One entry for each pair: a measure that splits has several, and so has what several are merged into.
    """
    from toshigaikou_cli.jobs import crossing

    files = crossing.crosswalk_files(db, crosswalk)
    chosen = one_of("--kind", kind, _KINDS) or "continues"
    made = crossing.accept(files, crossing.CrossingAsked(measure, other, chosen, by, note_text, replace))
    print_line(made.entry.message)
    for entry in made.replaced:
        print_line(say("  in the place of: {entry}", entry=entry.message))
    print_line(say("  saved in {file}", file=files.crosswalk))


@app.command(name="list")
def list_(
    db: DbOption = None,
    crosswalk: CrosswalkOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """The entries, and how each stands to today's measures."""
    from toshigaikou_cli.jobs import crossing

    found = crossing.entries_now(crossing.crosswalk_files(db, crosswalk))
    form = printed_as_data(crossings.crossings_json(found), output)
    if form == "table" and not found:
        note(say("no entries (tgx crosswalk suggest proposes some)"))
    elif form:
        print_parts([crossings.crossings_table(found)], form, bom=bom)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of a crosswalk.")],
    db: DbOption = None,
    crosswalk: CrosswalkOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where the two disagree, take the entry of FILE.")
    ] = False,
) -> int:
    """Add the entries of another file. Where the two disagree, the own one stays, is listed, and the exit code is 1."""
    from toshigaikou_cli.jobs import crossing

    files = crossing.crosswalk_files(db, crosswalk)
    done = crossing.take_over(files, file, replace=replace)
    print_line(taken_over(file, done.added, done.same, done.conflicts))
    for own, their in done.conflicts:
        print_line(in_conflict(own.message, their.message, replaced=replace))
    print_line(say("  saved in {file}", file=files.crosswalk))
    return EXIT_FOUND if done.conflicts and not replace else EXIT_OK


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to. [default: stdout]")] = None,
    db: DbOption = None,
    crosswalk: CrosswalkOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write the crosswalk as YAML."""
    from toshigaikou_cli.jobs import crossing, deciding

    text, number = crossing.export(crossing.crosswalk_files(db, crosswalk))
    if file is None:
        sys.stdout.write(text)
        return
    deciding.write_new(file, text, force=force)
    print_line(say_n("{n} entry in {file}", "{n} entries in {file}", n=number, file=file))
