"""``tgx init``: the folder of a new project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.cli.output import note, print_line
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.started import StartedProject

app = typer.Typer(rich_markup_mode=None)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make; new, or empty.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="The city's strategy: what it names is written down."),
    ] = None,
    city: Annotated[
        str,
        typer.Option("--city", metavar="NAME", help="The city. [default: the one that the strategy names]"),
    ] = "",
) -> None:
    """Make the folder of a new project: settings, units, partner cities, and files for GitHub and GitLab.

    What it could not place is printed; nothing is written where the folder holds something.
    """
    from toshigaikou_cli.files import read_bytes
    from toshigaikou_cli.folders import new_folder
    from toshigaikou_cli.formats.project_files import project_files
    from toshigaikou_cli.jobs.places import project_schemas
    from toshigaikou_cli.jobs.starting import proposed

    with new_folder(folder) as draft:
        data = read_bytes(source) if source else b""
        started = proposed(folder, source, data, city)
        files = {path: text.encode() for path, text in project_files(started).items()} | project_schemas()
        if source:
            files[f"documents/{source.name}"] = data
        for path, content in files.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(content)
    _tell(folder, started)


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
