"""``tgx documents``: take a document out of the catalogue."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, JudgementsOption
from toshigaikou_cli.cli.output import print_line
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.lines import words
from toshigaikou_cli.formats.records.summary import taken_back_text
from toshigaikou_cli.jobs import places
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import ReadOptions

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def documents() -> None:
    """Take a document out of the catalogue (tgx query documents lists them)."""


def confirmed(question: str) -> None:
    """Ask on the terminal. Raises Abort unless the answer is yes."""
    while True:
        sys.stdout.write(f"{words(question)} [y/N]: ")
        sys.stdout.flush()
        answer = sys.stdin.readline()
        if answer.strip().lower() in ("y", "yes"):
            return
        if answer.strip().lower() in ("", "n", "no"):
            raise typer.Abort
        print_line(say("answer y or n"))


@app.command()
def remove(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A document's name, or the start of its SHA-256.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what would go; change nothing.")
    ] = False,
) -> None:
    """Make the catalogue as if a document had never come.

    The editions and the rows that it had replaced are there again. Judgements stay in their file.
    """
    from toshigaikou_cli.jobs import rebuilding

    target, read = places.files(db, judgements), ReadOptions(password)
    if dry_run or not yes:
        planned = rebuilding.remove(target, document, read, dry_run=True)
        sys.stdout.write(taken_back_text(planned, target.judgements, "removed", dry_run=True))
        if dry_run:
            return
        if not sys.stdin.isatty():
            raise UsageError(say("nobody to ask"), where=document, hint=say("--yes removes it"))
        confirmed(say("Remove it?"))
    done = rebuilding.remove(target, document, read)
    sys.stdout.write(taken_back_text(done, target.judgements, "removed"))
