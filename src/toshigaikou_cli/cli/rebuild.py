"""``tgx rebuild``: the catalogue anew from the documents it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, JobsOption, JudgementsOption, processes
from toshigaikou_cli.cli.output import note, print_line, print_lines
from toshigaikou_cli.cli.progress import Bar
from toshigaikou_cli.errors import EXIT_CANNOT, EXIT_OK
from toshigaikou_cli.formats.records.summary import summary_text
from toshigaikou_cli.jobs import places
from toshigaikou_cli.jobs.watching import How
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.blocks import ReadOptions

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.places import Files
    from toshigaikou_cli.records.summary import ImportSummary

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def rebuild(
    db: DbOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    jobs: JobsOption = None,
    judgements: JudgementsOption = None,
    salvage: Annotated[
        bool, typer.Option("--salvage", help="Of a damaged catalogue: from the documents that can be read.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
) -> int:
    """Make the catalogue anew from the documents it keeps, with today's vocabularies and rules.

    All of it in one transaction: where a document cannot be read any more, the catalogue stays as it was. With
    --salvage a damaged one is kept under another name, what is lost is named, and the exit code is 2 if anything is.
    """
    target = places.files(db, judgements)
    options = ReadOptions(password=password)
    if salvage:
        from toshigaikou_cli.jobs import salvaging

        done = salvaging.salvage(target, options)
        _print(done.summaries, target, quiet)
        note(say("the damaged catalogue is kept: {file}", file=done.damaged))
        for lost in done.lost:
            note(say("tgx: lost: {lost}", lost=lost))
        return EXIT_CANNOT if done.lost else EXIT_OK
    from toshigaikou_cli.jobs import rebuilding

    how = How(options, processes(jobs), Bar(quiet=quiet))
    _print(rebuilding.rebuild(target, how), target, quiet)
    return EXIT_OK


def _print(summaries: Sequence[ImportSummary], target: Files, quiet: bool) -> None:
    if not quiet:
        print_lines("".join(summary_text(each, again=True) for each in summaries))
        rebuilt = say_n(
            "rebuilt from {n} document: {catalogue}",
            "rebuilt from {n} documents: {catalogue}",
            n=len(summaries),
            catalogue=target.catalogue,
        )
        print_line(rebuilt)
