"""Pictures of the rows that are cited: of a PDF the page with the row marked, of all else the row of its table, drawn."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import sources
from toshigaikou_cli.catalogue.reading.finding import identify
from toshigaikou_cli.drawing.rows import drawn_row
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import unwritable, write_file
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.citation import Citation
from toshigaikou_cli.records.place import Spot


def pictures(db: Path | None, cited: Sequence[Citation], folder: Path, password: str | None) -> int:
    """Write a picture of each row into a folder (``2017-ef07e9.png``, ``measure-18.png``): how many.

    All are made before the first is written. Raises UsageError where the folder cannot be made, or no font is there."""
    with reading(catalogue_path(db)) as connection:
        made = {_file_name(one): _picture(connection, one, password) for one in cited}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    for name, picture in made.items():
        write_file(folder / name, picture)
    return len(made)


def _file_name(one: Citation) -> str:
    name = re.sub(r"[^\w.-]+", "-", one.id).strip("-.")
    return f"measure-{name}.png" if one.thing == "measure" else f"{name}.png"


def _picture(connection: sqlite3.Connection, one: Citation, password: str | None) -> bytes:
    found = identify(connection, one.id)
    kept = sources.kept_page(connection, found)
    if kept.format == "pdf" and kept.page is not None and kept.bbox is not None:
        from toshigaikou_cli.readers.pdf.render import render

        return render(kept.content, kept.page, kept.bbox, password)
    row = sources.source(connection, found)
    cells = [(cell["header"], cell["text"]) for cell in row["cells"]]
    if not cells:
        raise UsageError(
            say("{id} has no cells to draw", id=one.id), where="--image", hint=say("leave it out")
        )
    source = row["source"]
    spot = Spot(source["document"], source["page"], source["line"], source["row"])
    return drawn_row(cells, f"{one.id}  {spot}  SHA-256 {source['sha256']}")
