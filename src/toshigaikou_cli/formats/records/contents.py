"""What is in a catalogue, and which versions made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText


def contents_parts(data: Mapping[str, Any]) -> list[Part]:
    """Where the catalogue is, what is in it; or why it cannot be opened."""
    rows: list[tuple[str, str]] = [
        ("tgx", f"{data['tgx']} (catalogue schema {data['schema']})"),
        ("Catalogue", data["catalogue"]),
        ("State", data["state"]),
        *(
            ("Facts" if name == "documents" else name.capitalize(), _place(data[name]))
            for name in ("judgements", "crosswalk", "model", "documents", "aliases", "settings", "baseline")
            if name == "settings" or (data[name] and (name != "model" or data[name]["exists"]))
        ),
        ("Packaged data", data["packaged_data"]),
    ]
    contents = data["contents"]
    if contents:
        years = ", ".join(f"FY{year}" for year in contents["years"]) or "none"
        rows += [
            ("Documents", _documents(contents["document"], data["facts_missing"])),
            ("Measures", str(contents["measure"])),
            ("Achievements", f"{contents['achievement']} (results of {years})"),
            ("Vocabulary", data["vocabulary"][:12]),
            ("Size", f"{data['size']:,} bytes"),
        ]
    parts: list[Part] = [Table((Column("name", ""), Column("value", "", flexible=True)), rows)]
    if data["problem"]:
        parts.append(TableText((data["problem"],)))
    if data["damage"]:
        parts.append(TableText(tuple(_damage_lines(data["damage"]))))
    return parts


def _documents(number: int, lacking: Sequence[str]) -> str:
    if not lacking:
        return str(number)
    return f"{number} (publisher, address or licence not known of {len(lacking)}: tgx documents)"


def _place(file: Mapping[str, Any] | None) -> str:
    if file is None:
        return "none: no tgx.toml here or above"
    return file["path"] if file["exists"] else f"{file['path']} (not there yet)"


def _damage_lines(damage: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    for what, found in damage.items():
        for readable, said in ((True, "can be read"), (False, "cannot be read")):
            names = [each["name"] for each in found if each["readable"] is readable]
            if names:
                yield f"{what} that {said}: {', '.join(names)}"
