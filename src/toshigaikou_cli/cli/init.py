"""``tgx init``: the folder of a new project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli.output import note, print_line
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.folders import new_folder
from toshigaikou_cli.jobs.examples import Example
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.started import StartedProject

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

    found = example(name)
    with new_folder(folder) as draft:
        general = project_files(StartedProject(found.city, found.id, "", "", None))
        files = {path: text.encode() for path, text in general.items() if not path.startswith("documents/")}
        _write(draft, files | project_schemas() | found.files)
    documents = sum(path.startswith("documents/") for path in found.files)
    print_line(
        say(
            "{folder}: the project of {city}, with {n} documents", folder=folder, city=found.city, n=documents
        )
    )
    print_line(say("next: cd {folder}, tgx import documents/*, tgx report", folder=folder))


def _write(draft: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).write_bytes(content)


def _tell(folder: Path, started: StartedProject) -> None:
    print_line(say("{folder}: the project of {city}", folder=folder, city=started.name))
    if strategy := started.strategy:
        print_line(
            say(
                "{title}: {goals} goals, {measures} measures, {units} units, {cities} partner cities",
                title=strategy.title,
                goals=len(strategy.goals),
                measures=len(strategy.measures),
                units=len(started.units),
                cities=len(started.partners),
            )
        )
        for row in strategy.rejected:
            note(say("not read: {where}: {text}", where=row.source.within, text=row.text[:60]))
    for city in started.partners:
        if city.listed:
            note(say("from a list in the text: {name} ({place})", name=city.name, place=city.place))
    if not started.own:
        told = sayable("{city} is not known: tgx words add-city {city} --country JP --self")
        note(say(told, city=started.name))
    for city in started.unplaced:
        told = sayable("not placed: {name}, {place} (tgx words add-city {name} --country COUNTRY)")
        note(say(told, name=city.name, place=city.place))
