"""``tgx words``: names that documents use and the registers do not have; units, cities and names to add."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from toshigaikou_cli.cli.options import DbOption, ListOption
from toshigaikou_cli.cli.output import note, print_line, print_parts, printed_as_data
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, UsageError
from toshigaikou_cli.formats.records import listing
from toshigaikou_cli.jobs.contents import unknown_names
from toshigaikou_cli.messages import coded, say, say_n, sayable
from toshigaikou_cli.records.kinds import UnitKind

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.adding import Added

Certainty = Literal["official", "wiki", "secondary"]
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The words of the project: names that are not known; units, cities and names to add.",
)


@app.command()
def unknown(db: DbOption = None, output: ListOption = "table") -> None:
    """Names in the catalogue that the registers do not have, how often and where they occur, and what they may mean."""
    records = unknown_names(db)
    form = printed_as_data(records, output)
    if form and (records or form != "table"):
        print_parts([listing.unknown_names_table(records)], form)
    elif form:
        note(say("every name is known"))


RebuildOption = Annotated[
    bool, typer.Option("--rebuild", help="Make the catalogue anew with it, as tgx rebuild does.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Check, and say what would be written; write nothing.")
]
IdOption = Annotated[
    str, typer.Option("--id", metavar="ID", help="Its id, in small Latin letters. [default: one is made]")
]
OtherNamesOption = Annotated[
    list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name of it; may be repeated.")
]


@app.command(name="add-unit")
def add_unit(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The unit as documents call it: 国際ビジネス課.")
    ],
    parent: Annotated[
        str, typer.Option("--parent", metavar="UNIT", help="What it is part of: an id or a name.")
    ] = "",
    kind: Annotated[
        UnitKind | None,
        typer.Option(
            "--kind",
            help="bureau, department or section. [default: by the last word of its name]",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Its first day: 2019-04-01, 2019-04, 2019.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Its last day.")] = "",
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="Its number in the government's own list.")
    ] = "",
    english: Annotated[str, typer.Option("--english", metavar="NAME", help="Its English name.")] = "",
    certainty: Annotated[
        Certainty, typer.Option("--seen-in", help="Where the English name was seen.")
    ] = "secondary",
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="TEXT", help="Document or address that names it; may be repeated."),
    ] = None,
    alias: OtherNamesOption = None,
    id_: IdOption = "",
    rebuild: RebuildOption = False,
    dry_run: DryRunOption = False,
    db: DbOption = None,
) -> None:
    """Add a unit to words/units.yaml of the project.

    A unit that is known as part of nothing gets its --parent; another one of that name takes --id.
    A project without that file takes its units from its strategies: these are then written into it, too.
    The next import, or tgx rebuild, resolves everything anew with it.
    """
    from toshigaikou_cli.jobs import adding

    new = adding.NewUnit(
        name,
        id=id_,
        kind=kind or "",
        parent=parent,
        since=since,
        until=until,
        english=english,
        certainty=certainty,
        code=code,
        aliases=tuple(alias or ()),
        sources=tuple(source or ()),
    )
    done = adding.add_unit(new, dry_run=dry_run, db=db)
    if done.besides:
        note(
            say_n(
                "with the {n} unit that the strategies name",
                "with the {n} units that the strategies name",
                done.besides,
            )
        )
    _told(done, After(rebuild, dry_run, db))


@app.command(name="add-city")
def add_city(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The city as documents call it: タコマ市.")],
    country: Annotated[
        str, typer.Option("--country", metavar="COUNTRY", help="ISO code or name: US, United States.")
    ] = "",
    relation: Annotated[
        str,
        typer.Option("--relation", metavar="KIND", help="sister, agreement, network, or one of tgx.toml."),
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Since when: 1959-06-05, 1959.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What was signed or declared.")] = "",
    english: Annotated[str, typer.Option("--english", metavar="NAME", help="Its English name.")] = "",
    alias: OtherNamesOption = None,
    at: Annotated[
        str,
        typer.Option("--at", metavar="LAT,LON", help="Its place on the map, in degrees: 47.25,-122.44."),
    ] = "",
    own: Annotated[bool, typer.Option("--self", help="It is the project's own city.")] = False,
    id_: IdOption = "",
    rebuild: RebuildOption = False,
    dry_run: DryRunOption = False,
    db: DbOption = None,
) -> None:
    """Add a city to words/cities.yaml of the project, or what joins a known one with the city.

    tgx knows many cities: of these only --relation, --since and --title are given.
    The next import, or tgx rebuild, resolves everything anew with it.
    """
    from toshigaikou_cli.jobs import adding

    new = adding.NewCity(
        name, id_, country, english, relation, since, title, _degrees(at), tuple(alias or ()), own
    )
    _told(adding.add_city(new, dry_run=dry_run), After(rebuild, dry_run, db))


@app.command(name="add-cities")
def add_cities(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A list of partner cities, with columns such as 都市名, 国名, 提携年月日."
        ),
    ],
    rebuild: RebuildOption = False,
    dry_run: DryRunOption = False,
    db: DbOption = None,
) -> int:
    """Add the partner cities of a list (姉妹都市一覧) to words/cities.yaml of the project, each with its place in the list.

    A row that does not say clearly which city it is, of which country and since when is named and left out; the exit code
    is then 1. The next import, or tgx rebuild, resolves everything anew with the others.
    """
    from toshigaikou_cli.jobs.adding_cities import add_cities as add

    done = add(source, dry_run=dry_run)
    told = sayable("would add {name} ({id}), {relation}, {since}: {place}")
    if not dry_run:
        told = sayable("added {name} ({id}), {relation}, {since}: {place}")
    for row in done.rows:
        shown = {"name": row.name, "relation": coded(row.relation), "since": row.since, "place": row.place}
        if row.refused:
            note(say("not added: {name} ({place}): {why}", name=row.name, place=row.place, why=row.refused))
        elif row.there:
            print_line(
                say("there already: {name} ({id}): {place}", id=row.id, name=row.name, place=row.place)
            )
        else:
            print_line(say(told, id=row.id, **shown))
    counts = {"added": len(done.added), "there": sum(row.there for row in done.rows)}
    summary = sayable("{path}: {added} added, {there} there already, {refused} not added")
    if dry_run:
        summary = sayable("{path}: would have {added} added, {there} there already, {refused} not added")
    print_line(say(summary, path=done.path, refused=len(done.refused), **counts))
    if done.added and not dry_run:
        _rebuild_or_tell(db, rebuild=rebuild)
    return EXIT_FOUND if done.refused else EXIT_OK


def _degrees(text: str) -> tuple[float, float] | None:
    """Latitude and longitude as they are given, None for nothing. Raises UsageError."""
    if not text:
        return None
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError as error:
        what = say("no place: {text}", text=text)
        raise UsageError(what, where="--at", hint=say("degrees north and east: 47.25,-122.44")) from error
    return latitude, longitude


class After(NamedTuple):
    """What follows an addition."""

    rebuild: bool
    dry_run: bool
    db: Path | None


def _told(done: Added, after: After) -> None:
    if done.parent:
        would = sayable("{name} ({id}) is known, and would be part of {parent}: {path}")
        is_now = sayable("{name} ({id}) is known, and now part of {parent}: {path}")
    else:
        would, is_now = sayable("would add {name} ({id}): {path}"), sayable("added {name} ({id}): {path}")
    told = would if after.dry_run else is_now
    print_line(say(told, name=done.name, id=done.id, path=done.path, parent=done.parent))
    if not after.dry_run:
        _rebuild_or_tell(after.db, rebuild=after.rebuild)


def _rebuild_or_tell(db: Path | None, *, rebuild: bool) -> None:
    if rebuild:
        _rebuild(db)
    else:
        note(say("tgx rebuild resolves the catalogue anew"))


@app.command(name="add-alias")
def add_alias(
    alias: Annotated[str, typer.Argument(metavar="NAME", help="The name as documents write it.")],
    bureau: Annotated[
        str | None,
        typer.Option("--bureau", "--unit", metavar="BUREAU", help="The unit that it means: id or name."),
    ] = None,
    city: Annotated[
        str | None, typer.Option("--city", metavar="CITY", help="The city that it means: id or name.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why you think so.")] = "",
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
    rebuild: RebuildOption = False,
    dry_run: DryRunOption = False,
    db: DbOption = None,
) -> None:
    """Accept a name: it is written into your own vocabulary file, with date and reason.

    The next import, or tgx rebuild, resolves everything anew with it.
    """
    from toshigaikou_cli.jobs import naming

    names = naming.NamesOf(aliases, vocabulary)
    if rebuild:
        naming.check_is_of_catalogues(names)
    done = naming.accept(naming.NewName(alias, bureau, city, reason, by), names, dry_run=dry_run)
    entry = done.entry
    told = sayable("{alias} stands for {meaning} ({id}): {path}")
    if dry_run:
        told = sayable("would let {alias} stand for {meaning} ({id}): {path}")
    print_line(say(told, alias=entry.alias, meaning=done.meaning, id=entry.id, path=done.path))
    if done.in_force:
        told = sayable("{name} is in force {span}; in a sheet of another year the name stays a finding")
        note(say(told, name=done.meaning, span=done.in_force))
    if not dry_run:
        _rebuild_or_tell(db, rebuild=rebuild)


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
