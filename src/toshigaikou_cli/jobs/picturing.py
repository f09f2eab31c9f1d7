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
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.place import Spot


def pictures(db: Path | None, names: Sequence[str], image: Path, password: str | None) -> list[Path]:
    """Write a picture of the row of each measure and achievement: into a folder (``2017-ef07e9.png``, ``measure-18.png``),
    or of one into a file, where ``image`` is ``….png``. Gives the files.

    All are made before the first is written. Raises UsageError where one cannot be made, or no font is there."""
    is_file = image.suffix.lower() == ".png" and not image.is_dir()
    if is_file and len(names) > 1:
        told = say_n(
            "{n} row does not go into one picture", "{n} rows do not go into one picture", n=len(names)
        )
        raise UsageError(told, where=f"--image {image}", hint=say("name a folder"))
    with reading(catalogue_path(db)) as connection:
        made = [(image if is_file else image / _file_name(connection, name), _picture(connection, name, password))
                for name in names]  # fmt: skip
    if not is_file:
        try:
            image.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(image, error) from error
    for file, picture in made:
        write_file(file, picture)
    return [file for file, _ in made]


def _file_name(connection: sqlite3.Connection, name: str) -> str:
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")
    return f"measure-{plain}.png" if identify(connection, name).thing == "measure" else f"{plain}.png"


def _picture(connection: sqlite3.Connection, name: str, password: str | None) -> bytes:
    found = identify(connection, name)
    kept = sources.kept_page(connection, found)
    if kept.format == "pdf" and kept.page is not None and kept.bbox is not None:
        from toshigaikou_cli.readers.pdf.render import render

        return render(kept.content, kept.page, kept.bbox, password)
    row = sources.source(connection, found)
    cells = [(cell["header"], cell["text"]) for cell in row["cells"]]
    if not cells:
        raise UsageError(say("{id} has no cells to draw", id=name), where="--image", hint=say("leave it out"))
    source = row["source"]
    spot = Spot(source["document"], source["page"], source["line"], source["row"])
    return drawn_row(cells, f"{name}  {spot}  SHA-256 {source['sha256']}")
