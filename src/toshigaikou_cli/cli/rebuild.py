"""``tgx rebuild``: the catalogue anew from the documents it keeps."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, JobsOption, JudgementsOption, processes
from toshigaikou_cli.cli.output import say
from toshigaikou_cli.cli.progress import Bar
from toshigaikou_cli.formats.records.summary import summary_text
from toshigaikou_cli.jobs import places
from toshigaikou_cli.records.blocks import ReadOptions

app = typer.Typer(rich_markup_mode=None)


@app.command()
def rebuild(
    db: DbOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    jobs: JobsOption = None,
    judgements: JudgementsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> None:
    """Make the catalogue anew from the documents it keeps, with today's vocabularies and rules.

    All of it in one transaction: where a document cannot be read any more, the catalogue stays as it was.
    """
    from toshigaikou_cli.jobs import rebuilding

    target = places.files(db, judgements)
    summaries = rebuilding.rebuild(target, ReadOptions(password=password), processes(jobs), Bar(quiet=quiet))
    if not quiet:
        sys.stdout.write("".join(map(summary_text, summaries)))
        say(f"rebuilt from {len(summaries)} documents: {target.catalogue}")
