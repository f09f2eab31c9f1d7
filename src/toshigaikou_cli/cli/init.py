"""``tgx init``: the folder of a new project."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli import __version__
from toshigaikou_cli.cli.output import note, print_line
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.folders import new_folder
from toshigaikou_cli.jobs.examples import Example
from toshigaikou_cli.language import chosen, names_from
from toshigaikou_cli.messages import Called, coded, joined, say, say_n, sayable, sayable_n
from toshigaikou_cli.records.started import StartedProject

_ROW = 60
"""Characters of a row that is shown."""
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="The folder to make; new, or empty. [default: that of the example's name]",
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="The city's strategy: what it names is written down."),
    ] = None,
    city: Annotated[
        str,
        typer.Option("--city", metavar="NAME", help="The city. [default: the one that the strategy names]"),
    ] = "",
    example: Annotated[
        Example | None,
        typer.Option(
            "--example", help="A project that travels with tgx, documents and all, to try and to copy from."
        ),
    ] = None,
) -> None:
    """Make the folder of a new project: settings, units, partner cities, and files for GitHub and GitLab.

    What it could not place is printed; nothing is written where the folder holds something.
    """
    if example and (source or city):
        what = say("an example is a project already: it takes neither --from nor --city")
        raise UsageError(what, where="--example")
    if example:
        _copy(folder or Path(example), example)
    elif folder is None:
        raise UsageError(
            say("which folder is missing"), where="tgx init", hint=say("tgx init FOLDER --from STRATEGY")
        )
    else:
        _start(folder, source, city)


def _start(folder: Path, source: Path | None, city: str) -> None:
    from toshigaikou_cli.formats.project_files import project_files
    from toshigaikou_cli.jobs.places import load_file, project_schemas
    from toshigaikou_cli.jobs.starting import proposed

    with new_folder(folder) as draft:
        data = load_file(source) if source else b""
        started = proposed(folder, source, data, city)
        files = {path: text.encode() for path, text in project_files(started).items()} | project_schemas()
        if source:
            files[f"documents/{source.name}"] = data
        _write(draft, files)
    _tell(folder, started)


def _copy(folder: Path, name: Example) -> None:
    from toshigaikou_cli.formats.project_files import project_files
    from toshigaikou_cli.jobs.examples import example
    from toshigaikou_cli.jobs.places import project_schemas

    found = example(name, chosen())
    with new_folder(folder) as draft:
        general = project_files(StartedProject(found.city, found.id, __version__, "", None))
        files = {path: text.encode() for path, text in general.items() if not path.startswith("documents/")}
        _write(
            draft, files | project_schemas() | {path: _told(path, data) for path, data in found.files.items()}
        )
    documents = sum(path.startswith("documents/") for path in found.files)
    told = sayable_n(
        "{folder}: the project of {city}, with {n} document",
        "{folder}: the project of {city}, with {n} documents",
    )
    if name == "kitakyushu":
        told = sayable_n(
            "{folder}: the project of {city}, an invented city, with {n} document",
            "{folder}: the project of {city}, an invented city, with {n} documents",
        )
    names_from(lambda: found.english)
    print_line(say_n(*told, n=documents, folder=folder, city=Called(found.city)))
    print_line(say("next:"))
    for command in (f"cd {shlex.quote(str(folder))}", "tgx import documents/*", "tgx report"):
        print_line(f"  {command}")


def _told(path: str, data: bytes) -> bytes:
    """A file of an example, with its comments in the language that is spoken; the rules of links, whose precision was
    measured, byte for byte as they are."""
    from toshigaikou_cli.formats.project_files import with_comments

    is_told = path.endswith((".toml", ".yaml")) and "links/" not in path
    return with_comments(data.decode()).encode() if is_told else data


def _write(draft: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).write_bytes(content)


def _tell(folder: Path, started: StartedProject) -> None:
    print_line(say("{folder}: the project of {city}", folder=folder, city=started.name))
    if strategy := started.strategy:
        counted = [
            say_n("{n} goal", "{n} goals", len(strategy.goals)),
            say_n("{n} measure", "{n} measures", len(strategy.measures)),
            say_n("{n} unit", "{n} units", len(started.units)),
            say_n("{n} partner city", "{n} partner cities", len(started.partners)),
        ]
        print_line(say("{title}: {counted}", title=strategy.title, counted=counted))
        if strategy.first_year is None and strategy.published is None:
            note(say('its years are not found: write years = "2023-2027" into [[strategy]] of tgx.toml'))
        codes = Counter(measure.code for measure in strategy.measures)
        if twice := [code for code, number in codes.items() if number > 1]:
            told = sayable(
                "the codes {codes} stand at several measures: compare the headings with the document"
            )
            note(say(told, codes=joined(twice)))
        for row in started.unread:
            text = _shortened(row.text)
            note(
                say(
                    "not read: {where}: {reason}: {text}",
                    where=row.source.within,
                    reason=row.reason,
                    text=text,
                )
            )
        if started.unread:
            note(say("so tgx.toml does not say how many goals and measures there are"))
    if not started.own:
        told = sayable("{city} is not known: tgx words add-city {city} --country JP --self")
        note(say(told, city=started.name))
    _tell_cities(started)


def _shortened(row: str) -> str:
    """The cells of a row as far as they are short, whole, with … for the rest."""
    cells = row.split(" | ")
    kept = next((n for n in range(len(cells), 1, -1) if len(" | ".join(cells[:n])) <= _ROW), 1)
    return " | ".join([cells[0][:_ROW], *cells[1:kept], *(["…"] if kept < len(cells) else [])])


def _tell_cities(started: StartedProject) -> None:
    """Which cities were taken from the text, and why, and which were not."""
    for city in started.partners:
        if city.listed and city.relation:
            told = sayable("from a list in the text: {name} ({place}): {relation}")
            note(say(told, name=city.name, relation=coded(city.relation), place=city.place))
        elif city.listed:
            note(say("from a list in the text: {name} ({place})", name=city.name, place=city.place))
    for city in (*started.unplaced, *(each for each in started.mentioned if not each.entry)):
        told = sayable(
            "not placed: {name}, {place} (tgx words add-city {name} --country {country}{relation})"
        )
        country = city.country or say("COUNTRY")
        relation = f" --relation {city.relation}" if city.relation else ""
        note(say(told, name=city.name, place=city.place, country=country, relation=relation))
    if names := [city.name for city in started.mentioned if city.entry]:
        told = sayable(
            "named in the text, but not as partners: {names} (a partner: tgx words add-city NAME --relation KIND; sister,"
            " agreement, network)"
        )
        note(say(told, names="、".join(names)))
