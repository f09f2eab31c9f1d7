"""``tgx documents``: the documents and what is known of them; take one out of the catalogue."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toshigaikou_cli.cli.options import BomOption, DbOption, JudgementsOption, ListOption
from toshigaikou_cli.cli.output import note, print_line, print_lines, print_parts, printed_as_data
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.lines import words
from toshigaikou_cli.formats.records.documents import facts_table
from toshigaikou_cli.formats.records.summary import REMOVED, taken_back_text
from toshigaikou_cli.jobs import places
from toshigaikou_cli.messages import coded, say
from toshigaikou_cli.records.blocks import ReadOptions

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def documents(
    context: typer.Context,
    db: DbOption = None,
    output: ListOption = "table",
    bom: BomOption = False,
) -> None:
    """The imported documents: who published each, when, where it is, under which licence.

    tgx query documents has the account of their rows.
    """
    if context.invoked_subcommand is not None:
        return
    from toshigaikou_cli.jobs import asking

    records = asking.documents(db)
    if form := printed_as_data(records, output):
        print_parts([facts_table(records)], form, bom=bom)


@app.command(name="set")
def set_(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A document's name, or the start of its SHA-256.")
    ],
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACT=TEXT…", help="publisher, title, date, url, licence, accessed; none: there is none."
        ),
    ],
    db: DbOption = None,
) -> None:
    """Say who published a document, when, where it is, under which licence.

    It is written into CATALOGUE.documents.yaml beside the catalogue (or TGX_DOCUMENTS), which people review in git.
    """
    from toshigaikou_cli.jobs import attributing

    known, path = attributing.set_facts(db, document, facts)
    named = list(map(coded, dict.fromkeys(each.partition("=")[0].strip() for each in facts)))
    note(say("{name}: {facts} written into {path}", name=known.name, facts=named, path=path))
    if missing := known.facts.missing():
        to_say = " ".join(f"{name}=…" for name in missing)
        note(
            say(
                "not known: {facts} (tgx documents set {name} {values})",
                facts=list(map(coded, missing)),
                name=known.name,
                values=to_say,
            )
        )


def confirmed(question: str) -> None:
    """Ask on the terminal. Raises Abort unless the answer is yes."""
    while True:
        sys.stdout.write(f"{words(question)} [y/N]: ")
        sys.stdout.flush()
        answer = sys.stdin.readline()
        if not answer:
            print_line("")
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
        print_lines(taken_back_text(planned, target.judgements, REMOVED, dry_run=True))
        if dry_run:
            return
        if not sys.stdin.isatty():
            raise UsageError(say("nobody to ask"), where=document, hint=say("--yes removes it"))
        confirmed(say("Remove it?"))
    done = rebuilding.remove(target, document, read)
    print_lines(taken_back_text(done, target.judgements, REMOVED))
