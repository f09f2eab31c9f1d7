"""``tgx validate``: the checks over the catalogue, or over files that are not imported."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from toshigaikou_cli.cli.endings import format_of
from toshigaikou_cli.cli.options import (
    BomOption,
    BureauOption,
    DbOption,
    GoalOption,
    JobsOption,
    MaxBytesOption,
    OcrOption,
    PagesOption,
    SecondReadingOption,
    SheetsOption,
    TablesOption,
    YearOption,
    parts,
    processes,
)
from toshigaikou_cli.cli.output import note, paper, print_json, print_parts
from toshigaikou_cli.cli.progress import Bar
from toshigaikou_cli.errors import EXIT_CANNOT, EXIT_FOUND, EXIT_OK, UsageError
from toshigaikou_cli.files import MAX_BYTES, expanded, write_file
from toshigaikou_cli.formats import FINDINGS, FindingsOutput
from toshigaikou_cli.formats.findings import check_list
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.jobs import validating
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class LeastSeverity(StrEnum):
    error = "error"
    warning = "warning"
    info = "info"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    never = "never"


_ENDINGS: dict[str, FindingsOutput] = {
    ".txt": "text", ".json": "json", ".xml": "junit", ".sarif": "sarif", ".md": "markdown", ".csv": "csv",
}  # fmt: skip
_ALSO_JSON = ("gitlab", "sarif")
"""Formats that are JSON, too."""
_CODES = "Checks by code or pattern, such as date-*; may be repeated, or joined by commas."


def _file(option: str, text: str) -> object:
    return typer.Option(option, metavar="FILE", help=text)


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH…]", help="Files to check without importing them. [default: the catalogue]"
        ),
    ] = None,
    db: DbOption = None,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CHECK", help=_CODES)] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CHECK", help="Checks to leave out.")
    ] = None,
    severity: Annotated[
        LeastSeverity | None,
        typer.Option("--severity", help="The least severity to show. [default: warning]"),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="What makes the exit code 1. [default: error]")
    ] = None,
    goal: GoalOption = None,
    bureau: BureauOption = None,
    year: YearOption = None,
    output: Annotated[
        FindingsOutput | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FINDINGS)}. [default: text]"
        ),
    ] = None,
    bom: BomOption = False,
    whole: Annotated[
        bool, typer.Option("--all", help="List all places of findings of one kind (text, markdown).")
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=f"Write into a file (in one step); its ending says how: {', '.join(_ENDINGS)}.",
        ),
    ] = None,
    baseline_file: Annotated[
        Path | None,
        _file("--baseline", "Known findings. [default: tgx-baseline.toml beside tgx.toml, or here]"),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write all findings into the baseline; keeps its reasons."),
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why the new entries are accepted.")
    ] = "",
    expires: Annotated[
        str, typer.Option("--expires", metavar="DATE", help="The last day of the new entries: 2027-03-31.")
    ] = "",
    strategy: Annotated[
        str | None,
        typer.Option(
            "--strategy",
            metavar="FILE|ID",
            help="With PATH a file, what sheets are linked to; without it a strategy of the catalogue."
            " [default: the one among PATH, or the packaged one]",
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            "--vocabulary",
            metavar="FOLDER",
            help="Other vocabularies, for PATH. [default: the packaged ones]",
        ),
    ] = None,
    aliases: Annotated[Path | None, _file("--aliases", "Your own names, for PATH.")] = None,
    columns: Annotated[Path | None, _file("--columns", "YAML with further header names, for PATH.")] = None,
    sheet: SheetsOption = None,
    pages: PagesOption = None,
    table: TablesOption = None,
    second_reading: SecondReadingOption = False,
    ocr: OcrOption = False,
    jobs: JobsOption = None,
    max_bytes: MaxBytesOption = MAX_BYTES,
    list_checks: Annotated[bool, typer.Option("--list", help="List the checks.")] = False,
) -> int:
    """Check the catalogue, or files; exit 1 where a check finds an error.

    With PATH, documents are read into memory and checked together; nothing is imported. Vocabulary files (YAML) are
    checked by their name. Options come from the nearest tgx.toml, too; those given here win.
    """
    given = Settings(
        select=_patterns(select),
        ignore=_patterns(ignore),
        severity=severity.value if severity else None,
        fail_on=fail_on.value if fail_on else None,
        format=output,
        goal=goal,
        bureau=bureau,
        year=year,
        baseline=baseline_file,
        strategy=Path(strategy) if strategy and paths else None,
        vocabulary=vocabulary,
        aliases=aliases,
        columns=columns,
        parts=parts(sheet, pages, table),
        second_reading=second_reading,
        ocr=ocr,
        max_bytes=max_bytes,
    )
    if baseline_file and not write_baseline and not baseline_file.exists():
        raise UsageError(
            say("no such file"), where=f"--baseline {baseline_file}", hint=say("--write-baseline makes it")
        )
    plan = validating.plan(expanded(paths or ()), db, given, None if paths else strategy)
    shown = _format(file, output, plan.settings)
    if file and (list_checks or write_baseline):
        raise UsageError(say("findings only go into a file"), where="--output", hint=say("leave it out"))
    if list_checks:
        _print_list(validating.check_list(plan), shown)
        return EXIT_OK
    checked, failed = validating.check(plan, processes(jobs), Bar(files=len(plan.paths)))
    seen = shown == "text" and file is None and sys.stdout.isatty() and not write_baseline
    for error in () if seen else failed:  # a terminal shows them among the findings
        note(say("tgx: {error}", error=error.message))
    if write_baseline:
        file, number = validating.write_baseline(
            checked, plan, validating.Acceptance(reason, expires, in_language)
        )
        known = say_n("{n} known finding", "{n} known findings", number)
        note(say("{file}: {known}", file=file, known=known))
        return EXIT_CANNOT if failed else EXIT_OK
    told = validating.against_baseline(checked, plan)
    result = validating.validation(told, checked, plan)
    if file:
        pieces = FINDINGS[shown](result, Paper(bom=bom, whole=whole))
        write_file(file, map(str.encode, pieces))
    else:
        sys.stdout.writelines(FINDINGS[shown](result, paper(bom=bom, whole=whole)))
    if failed:
        return EXIT_CANNOT
    return EXIT_FOUND if validating.fails(told.new, plan) else EXIT_OK


def _format(file: Path | None, given: FindingsOutput | None, settings: Settings) -> FindingsOutput:
    """How to print: the given format, that of the file's ending, or that of the settings."""
    endings = _ENDINGS | ({".json": given} if given in _ALSO_JSON else {})
    return format_of(file, given, endings, cast(FindingsOutput, settings.format))


def _patterns(given: list[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for each in given or () for part in each.split(",") if part.strip())


def _print_list(listed: validating.CheckList, output: FindingsOutput) -> None:
    if output == "json":
        print_json(check_list.checks_json(*listed))
    elif output == "markdown":
        sys.stdout.write(check_list.checks_page(listed.checks, listed.rules))
    elif output == "csv":
        print_parts([check_list.checks_table(listed.checks)], "csv")
    else:
        print_parts([check_list.checks_screen(listed.checks)], "table")
