"""``tgx source``: where an achievement or a measure stands in its document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import sources
from toshigaikou_cli.catalogue.reading.finding import identify
from toshigaikou_cli.cli.options import DbOption, FormatOption, OutputFormat
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.formats.records.sources import source_parts

app = typer.Typer(rich_markup_mode=None)


@app.command()
def source(
    name: Annotated[str, typer.Argument(metavar="ID", help="An achievement's id or a measure's number.")],
    db: DbOption = None,
    image: Annotated[
        Path | None, typer.Option("--image", metavar="FILE.png", help="Draw the place on its PDF page.")
    ] = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    output: FormatOption = OutputFormat.table,
) -> None:
    """Where an achievement or a measure stands: document, page, row, the cells as read beside the normalized ones.

    --image draws that part of the page, with the row marked, from the bytes that the catalogue keeps.
    """
    with reading(catalogue_path(db)) as connection:
        found = identify(connection, name)
        if found.thing not in ("measure", "achievement"):
            raise UsageError(
                f"{name} is a {found.thing}", hint="give an achievement's id or a measure's number"
            )
        data = sources.source(connection, found)
        page = sources.kept_page(connection, found) if image else None
    if image and page:
        _draw(page, image, password)
    if output is OutputFormat.json:
        print_json({"kind": found.thing, **data})
    else:
        print_parts(source_parts(data), output)


def _draw(kept: sources.KeptPage, image: Path, password: str | None) -> None:
    if kept.format != "pdf" or kept.page is None or kept.bbox is None:
        raise UsageError(
            f"{kept.name} is no PDF: there is no page to draw", where="--image", hint="leave it out"
        )
    from toshigaikou_cli.readers.pdf.render import render

    drawn = render(kept.content, kept.page, kept.bbox, password)
    write_file(image, drawn)
    note(f"page {kept.page} of {kept.name} drawn: {image}")
