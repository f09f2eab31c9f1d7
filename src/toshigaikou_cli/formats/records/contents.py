"""What is in a catalogue, and which versions made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText
from toshigaikou_cli.messages import coded, say, say_n, sayable
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading

_FILES = {
    "judgements": say("Judgements"),
    "crosswalk": say("Crosswalk"),
    "model": say("Model"),
    "documents": say("Facts"),
    "aliases": say("Aliases"),
    "settings": say("Settings"),
    "baseline": say("Baseline"),
}
_READABLE = {
    True: sayable("{what} that can be read: {names}"),
    False: sayable("{what} that cannot be read: {names}"),
}


def contents_parts(data: Mapping[str, Any]) -> list[Part]:
    """Where the catalogue is, what is in it; or why it cannot be opened."""
    rows: list[tuple[str, str]] = [
        ("tgx", say("{version} (catalogue schema {schema})", version=data["tgx"], schema=data["schema"])),
        (say("Project"), _project(data["project"])),
        (say("Catalogue"), data["catalogue"]),
        (say("State"), coded(data["state"])),
        *(
            (_FILES[name], _place(data[name]))
            for name in _FILES
            if name == "settings" or (data[name] and (name != "model" or data[name]["exists"]))
        ),
        (say("Packaged data"), data["packaged_data"]),
    ]
    contents = data["contents"]
    if contents:
        years = list(map(fiscal_year_heading, contents["years"])) or say("none")
        rows += [
            (say("Documents"), _documents(contents["document"], data["facts_missing"])),
            (say("Measures"), str(contents["measure"])),
            (say("Achievements"), say("{n} (results of {years})", n=contents["achievement"], years=years)),
            (say("Vocabulary"), data["vocabulary"][:12]),
            (say("Size"), say_n("{n:,} byte", "{n:,} bytes", n=data["size"])),
        ]
    parts: list[Part] = [Table((Column("name", ""), Column("value", "", flexible=True)), rows)]
    if data["problem"]:
        parts.append(TableText((data["problem"],)))
    if data["damage"]:
        parts.append(TableText(tuple(_damage_lines(data["damage"]))))
    return parts


def _project(project: Mapping[str, Any] | None) -> str:
    if project is None:
        return say("none: the packaged words serve")
    return say("{id}, {name}: {folder}", id=project["id"], name=project["name"], folder=project["folder"])


def _documents(number: int, lacking: Sequence[str]) -> str:
    if not lacking:
        return str(number)
    told = sayable("{n} (publisher, address or licence not known of {lacking}: tgx documents)")
    return say(told, n=number, lacking=len(lacking))


def _place(file: Mapping[str, Any] | None) -> str:
    if file is None:
        return say("none: no tgx.toml here or above")
    return file["path"] if file["exists"] else say("{path} (not there yet)", path=file["path"])


def _damage_lines(damage: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    for what, found in damage.items():
        for readable, said in _READABLE.items():
            names = [each["name"] for each in found if each["readable"] is readable]
            if names:
                yield say(said, what=coded(what), names=names)
