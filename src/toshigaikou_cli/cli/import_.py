"""``tgx import``: documents into the catalogue."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli.options import (
    DbOption,
    JobsOption,
    JudgementsOption,
    MaxBytesOption,
    OcrOption,
    PagesOption,
    SecondReadingOption,
    SheetsOption,
    TablesOption,
    parts,
    processes,
)
from toshigaikou_cli.cli.output import note, print_json, print_line, print_lines
from toshigaikou_cli.cli.process import Stopped
from toshigaikou_cli.cli.progress import Bar
from toshigaikou_cli.errors import EXIT_CANNOT, EXIT_OK, TgxError, UsageError
from toshigaikou_cli.files import MAX_BYTES, expanded
from toshigaikou_cli.formats.records.summary import TAKEN_BACK, summary_json, summary_text, taken_back_text
from toshigaikou_cli.jobs import places
from toshigaikou_cli.messages import Message, joined, say, say_n
from toshigaikou_cli.records.blocks import ReadOptions

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.import_options import ImportRequest
    from toshigaikou_cli.jobs.places import Files
    from toshigaikou_cli.records.summary import ImportSummary


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="import")
def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Strategies and yearly sheets.")
    ] = None,
    db: DbOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="strategy, achievements or indicators. [default: from the content]"
        ),
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="FY", help="The fiscal year, where the document has none.")
    ] = None,
    columns: Annotated[
        Path | None, typer.Option("--columns", metavar="FILE", help="YAML with further header names.")
    ] = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="For a protected PDF.")
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Add to what is there of the same year, instead of replacing it.")
    ] = False,
    strategy: Annotated[
        str | None,
        typer.Option(
            "--strategy", metavar="ID", help="What a strategy is called by. [default: known, or its year]"
        ),
    ] = None,
    years: Annotated[
        str | None,
        typer.Option("--years", metavar="FY-FY", help="When a strategy is in force: 2014-2020, 2014-."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Go on where more would be removed than a new edition may.")
    ] = False,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo", help="Take back the last import, or the last of the document that FILE names."
        ),
    ] = False,
    sheet: SheetsOption = None,
    pages: PagesOption = None,
    table: TablesOption = None,
    second_reading: SecondReadingOption = False,
    ocr: OcrOption = False,
    meta: Annotated[
        list[str] | None,
        typer.Option(
            "--meta",
            metavar="FACT=TEXT|FILE",
            help="publisher, title, date, url, licence or accessed of the documents (none: there is none), or a YAML file"
            " that has them; may be repeated.",
        ),
    ] = None,
    jobs: JobsOption = None,
    max_bytes: MaxBytesOption = MAX_BYTES,
    judgements: JudgementsOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Print what would change; change nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summaries as JSON.")] = False,
) -> int:
    """Import strategies and yearly sheets into the catalogue.

    The kind is told from the content. Each file goes in whole or not at all; the same file again changes
    nothing; a corrected sheet replaces the one of its year, and a new edition of a strategy the older one; other
    strategies stay. Where it would remove more than a fifth of the older edition, a judged record, or what another
    document brought, nothing is done, the exit code is 2, and --replace goes on. Of an archive (.zip) each document
    goes in. A file that cannot be imported is named, the others go in, and the exit code is 2.
    """
    target = places.files(db, judgements)
    if undo:
        return _undo(target, files or [], ReadOptions(password), dry_run=dry_run, quiet=quiet)
    if not files:
        raise UsageError(say("no file to import"), hint=say("tgx import FILE"))
    from toshigaikou_cli.jobs import importing
    from toshigaikou_cli.jobs.import_options import ImportRequest
    from toshigaikou_cli.jobs.replacing import ReplacementRefused

    request = ImportRequest(
        expanded(files),
        kind,
        year,
        columns,
        add,
        dry_run,
        parts(sheet, pages, table),
        strategy,
        years,
        ocr,
        replace,
        max_bytes,
        processes(jobs),
        meta or (),
    )
    summaries: list[ImportSummary] = []
    failed = number = 0
    read = ReadOptions(password, second_reading=second_reading)
    bar = Bar(quiet=quiet, asks=True, files=len(request.paths))
    unprinted: OSError | None = None
    try:
        with closing(importing.import_files(target, request, read, bar)) as every:
            for done in every:
                number += 1
                if isinstance(done, TgxError):
                    failed += 1
                    note(say("tgx: {error}", error=done.message))
                    if not isinstance(done, ReplacementRefused):
                        continue
                    done = done.summary
                summaries.append(done)
                if not (quiet or as_json or unprinted) and (dry_run or done.status != "refused"):
                    unprinted = _print(summary_text(done, dry_run=dry_run))
    except KeyboardInterrupt as error:
        raise Stopped(error, _said(target, request)) from error
    if failed and number > 1 and not (quiet or as_json or dry_run or unprinted):
        print_line(_not_imported(failed, number))
    if unprinted and not failed:
        raise unprinted
    if as_json:
        print_json([summary_json(done) for done in summaries])
    return EXIT_CANNOT if failed else EXIT_OK


def _undo(target: places.Files, names: list[Path], read: ReadOptions, *, dry_run: bool, quiet: bool) -> int:
    from toshigaikou_cli.jobs import rebuilding

    if len(names) > 1:
        raise UsageError(
            say("one document at a time"), where="--undo", hint=say("tgx import --undo DOCUMENT")
        )
    done = rebuilding.undo(target, str(names[0]) if names else None, read, dry_run=dry_run)
    if not quiet:
        print_lines(taken_back_text(done, target.judgements, TAKEN_BACK, dry_run=dry_run))
    return EXIT_OK


def _print(text: str) -> OSError | None:
    """Print a summary, at once; that it cannot be printed stops no import."""
    try:
        print_lines(text)
        sys.stdout.flush()
    except OSError as error:
        return error
    return None


def _not_imported(failed: int, number: int) -> Message:
    return say_n(
        "{failed} of {n} document not imported",
        "{failed} of {n} documents not imported",
        failed=failed,
        n=number,
    )


def _said(target: Files, request: ImportRequest) -> str:
    """Which files are in the catalogue when an import is stopped."""
    from toshigaikou_cli.jobs.stopping import files_in

    if request.dry_run:
        return say("stopped; a dry run changes nothing")
    inside, outside = files_in(target, request)
    listed = [say("{files}: in", files=joined(inside, " and "))] if inside else []
    listed += [say("{files}: not in", files=joined(outside, " and "))] if outside else []
    return say("stopped; {files} (import again what is not in)", files=joined(listed, "; "))
