"""``tgx rebuild``: the catalogue anew from the documents it keeps."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path
from toshigaikou_cli.cli.options import DbOption, JudgementsOption
from toshigaikou_cli.errors import CatalogueError

app = typer.Typer(rich_markup_mode=None)


@app.command()
def rebuild(
    db: DbOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    judgements: JudgementsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Make the catalogue anew from the documents it keeps, with today's vocabularies and rules.

    All of it in one transaction: where a document cannot be read any more, the catalogue stays as it was.
    """
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.formats.records.summary import summary_text
    from toshigaikou_cli.jobs import importing, judging
    from toshigaikou_cli.records.blocks import ReadOptions

    path = catalogue_path(db)
    if not path.exists():
        raise CatalogueError("no catalogue", where=str(path), hint="tgx import FILE makes one")
    given = judging.given_judgements(judgements, path)
    vocabulary = importing.current_vocabulary()
    lines: list[str] = []
    with store.writing(path, any_version=True) as connection:
        number = importing.rebuild(
            connection,
            vocabulary,
            ReadOptions(password=password),
            lambda done: lines.append(summary_text(done)),
            given,
        )
    if not quiet:
        sys.stdout.write("".join(lines))
        print(f"rebuilt from {number} documents: {path}")
