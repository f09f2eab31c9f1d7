"""``tgx info``: where the catalogue is and what is in it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from toshigaikou_cli import __version__
from toshigaikou_cli.catalogue.connection import SCHEMA_VERSION, catalogue_path, reading
from toshigaikou_cli.catalogue.reading import check_facts, frame
from toshigaikou_cli.cli.options import DbOption, OutputFormat
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.formats.tables.table import Column, Part, Table, Text
from toshigaikou_cli.packaged import packaged

app = typer.Typer(rich_markup_mode=None)


@app.command()
def info(
    db: DbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Where the catalogue is, what is in it, which versions made it."""
    path = catalogue_path(db)
    data: dict[str, Any] = {
        "tgx": __version__,
        "schema": SCHEMA_VERSION,
        "catalogue": str(path),
        "packaged_data": str(packaged("data")),
        "contents": None,
        "vocabulary": None,
        "problem": None,
    }
    try:
        with reading(path) as connection:
            data["contents"] = {**check_facts.sizes(connection), "years": frame.reported_years(connection)}
            data["vocabulary"] = frame.vocabulary_fingerprint(connection)
            data["size"] = path.stat().st_size
    except CatalogueError as error:
        data["problem"] = f"{error.what} ({error.hint})"
    if as_json:
        print_json(data)
        return
    print_parts(_parts(data), OutputFormat.table)


def _parts(data: dict[str, Any]) -> list[Part]:
    rows: list[tuple[str, str]] = [
        ("tgx", f"{data['tgx']} (catalogue schema {data['schema']})"),
        ("Catalogue", data["catalogue"]),
        ("Packaged data", data["packaged_data"]),
    ]
    contents = data["contents"]
    if contents:
        years = ", ".join(f"FY{year}" for year in contents["years"]) or "none"
        rows += [
            ("Documents", str(contents["document"])),
            ("Measures", str(contents["measure"])),
            ("Achievements", f"{contents['achievement']} (results of {years})"),
            ("Vocabulary", data["vocabulary"][:12]),
            ("Size", f"{data['size']:,} bytes"),
        ]
    parts: list[Part] = [Table((Column("name", ""), Column("value", "", flexible=True)), rows)]
    if data["problem"]:
        parts.append(Text((data["problem"],)))
    return parts
