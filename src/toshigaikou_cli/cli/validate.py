"""``tgx validate``: the checks over the catalogue, or over files that are not imported."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toshigaikou_cli import __version__, clock
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.filters import Filters
from toshigaikou_cli.checks import (
    CHECKS,
    RULES_VERSION,
    Check,
    Checked,
    baseline,
    check_catalogue,
    matching,
    sort_key,
)
from toshigaikou_cli.checks.settings import Settings, find_settings
from toshigaikou_cli.checks.vocabulary import BASELINE_EXPIRED, BASELINE_UNMATCHED
from toshigaikou_cli.cli.options import (
    BomOption,
    BureauOption,
    DbOption,
    GoalOption,
    OutputFormat,
    YearOption,
)
from toshigaikou_cli.cli.output import note, print_json, print_parts
from toshigaikou_cli.errors import EXIT_CANNOT, EXIT_FOUND, EXIT_OK, CatalogueError, UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.formats.findings import check_list, findings
from toshigaikou_cli.records.finding import Finding, Validation
from toshigaikou_cli.records.place import Spot

app = typer.Typer(rich_markup_mode=None)


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"
    junit = "junit"
    sarif = "sarif"
    markdown = "markdown"
    csv = "csv"


class Severity(StrEnum):
    error = "error"
    warning = "warning"
    info = "info"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    never = "never"


_RANK: dict[str, int] = {"error": 0, "warning": 1, "info": 2}
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
        Severity | None, typer.Option("--severity", help="The least severity to show. [default: warning]")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="What makes the exit code 1. [default: error]")
    ] = None,
    goal: GoalOption = None,
    bureau: BureauOption = None,
    year: YearOption = None,
    output: Annotated[
        Format | None, typer.Option("--format", "-f", help="How to print. [default: text]")
    ] = None,
    bom: BomOption = False,
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
        Path | None,
        _file("--strategy", "What sheets are linked to. [default: the one among PATH, or the packaged one]"),
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
    list_checks: Annotated[bool, typer.Option("--list", help="List the checks.")] = False,
) -> int:
    """Check the catalogue, or files; exit 1 where a check finds an error.

    With PATH, documents are read into memory and checked together; nothing is imported. Vocabulary files (YAML) are
    checked by their name. Options come from the nearest tgx.toml, too; those given here win.
    """
    given = find_settings(Path.cwd())
    chosen = given._replace(
        select=_patterns(select) or given.select,
        ignore=_patterns(ignore) or given.ignore,
        severity=severity.value if severity else given.severity or "warning",
        fail_on=fail_on.value if fail_on else given.fail_on or "error",
        format=output.value if output else given.format or "text",
        goal=goal if goal is not None else given.goal,
        bureau=bureau or given.bureau,
        year=year or given.year,
        baseline=baseline_file or given.baseline,
        strategy=strategy or given.strategy,
        vocabulary=vocabulary or given.vocabulary,
        aliases=aliases or given.aliases,
        columns=columns or given.columns,
    )
    checks = _chosen_checks(chosen)
    if list_checks:
        _print_list(checks, chosen)
        return EXIT_OK
    checked, failed = _check(paths or [], db, checks, chosen)
    told = _against_baseline(checked, checks, chosen)
    if write_baseline:
        _write_baseline(told, chosen, reason, expires)
        return EXIT_CANNOT if failed else EXIT_OK
    validation = _validation(told, checked, checks, chosen)
    _print(validation, Format(chosen.format or "text"), bom=bom)
    if failed:
        return EXIT_CANNOT
    worst = min((_RANK[each.severity] for each in told.new), default=99)
    return EXIT_FOUND if worst <= _RANK.get(chosen.fail_on or "", -1) else EXIT_OK


def _patterns(given: list[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for each in given or () for part in each.split(",") if part.strip())


def _chosen_checks(chosen: Settings) -> tuple[Check, ...]:
    """The checks to run. Raises UsageError for a pattern that fits none."""
    for pattern in (*chosen.select, *chosen.ignore):
        if not matching([pattern]):
            raise UsageError(f"no such check: {pattern}", hint="tgx validate --list shows all")
    left_out = matching(chosen.ignore)
    return tuple(
        each for each in (matching(chosen.select) if chosen.select else CHECKS) if each not in left_out
    )


def _check(
    paths: list[Path], db: Path | None, checks: tuple[Check, ...], chosen: Settings
) -> tuple[Checked, bool]:
    filters = Filters(goal=chosen.goal, bureau=chosen.bureau, year=chosen.year)
    if not paths:
        path = catalogue_path(db)
        with reading(path) as connection:
            checked = check_catalogue(connection, checks, filters)
        if not checked.sizes["document"]:
            what = "nothing to check: no document in the catalogue"
            raise CatalogueError(what, where=str(path), hint="tgx import, or name files")
        return checked, False
    from toshigaikou_cli.jobs import checking, importing

    columns = importing.load_file(chosen.columns).decode("utf-8", "replace") if chosen.columns else ""
    given = checking.Given(chosen.strategy, chosen.vocabulary, chosen.aliases, columns)
    checked, errors = checking.check_files(paths, checks, filters, given)
    for error in errors:
        note(f"tgx: {error}")
    return checked, bool(errors)


# ---------------------------------------------------------------- the baseline


def _baseline_path(chosen: Settings) -> Path:
    folder = chosen.source.parent if chosen.source else Path.cwd()
    return chosen.baseline or folder / baseline.NAME


def _against_baseline(checked: Checked, checks: tuple[Check, ...], chosen: Settings) -> baseline.Split:
    """The findings told apart by the baseline, with findings about its own entries."""
    path = _baseline_path(chosen)
    if not path.exists():
        return baseline.Split(list(checked.findings), [], [], [])
    entries = baseline.read_baseline(path)
    filtered = chosen.goal is not None or chosen.bureau or chosen.year
    documents = None if filtered else [document["name"] for document in checked.documents]
    codes = {check.code for check in checks}
    told = baseline.split(checked.findings, entries, clock.today(), codes, documents)
    about = [_about(BASELINE_EXPIRED, entry, path, f"expired on {entry.expires}") for entry in told.expired]
    about += [_about(BASELINE_UNMATCHED, entry, path, "matches nothing") for entry in told.unmatched]
    new = [*told.new, *(finding for finding in about if finding.code in codes)]
    return told._replace(new=sorted(new, key=sort_key))


def _about(check: Check, entry: baseline.Entry, path: Path, what: str) -> Finding:
    named = " ".join(part for part in (entry.check, entry.document, entry.record) if part)
    spot = Spot(path.name)
    message = f"the entry {named} {what}"
    return Finding(check.code, check.severity, message, spot, "baseline", named, entry.cell, entry.reason)


def _write_baseline(told: baseline.Split, chosen: Settings, reason: str, expires: str) -> None:
    path = _baseline_path(chosen)
    if expires and not baseline.is_day(expires):
        raise UsageError(f"no day: {expires}", where="--expires", hint="write 2027-03-31")
    entries = baseline.read_baseline(path) if path.exists() else ()
    listed = [each for each in told.new if each.thing != "baseline" and _is_shown(each, chosen)]
    new = baseline.renewed([*listed, *told.known], entries, told.unmatched, reason.strip(), expires)
    write_file(path, baseline.baseline_text(new).encode())
    note(f"{path}: {findings.counted(len(new), 'known finding')}")


# ---------------------------------------------------------------- printing


def _is_shown(finding: Finding, chosen: Settings) -> bool:
    return _RANK[finding.severity] <= _RANK[chosen.severity or "warning"]


def _validation(
    told: baseline.Split, checked: Checked, checks: tuple[Check, ...], chosen: Settings
) -> Validation:
    hidden = Counter[str](each.severity for each in told.new if not _is_shown(each, chosen))
    return Validation(
        findings=tuple(each for each in told.new if _is_shown(each, chosen)),
        known=tuple(told.known),
        hidden={each: hidden[each] for each in _RANK if hidden[each]},
        documents=checked.documents,
        checked=checked.sizes,
        checks=tuple(check.info for check in checks),
        rules=RULES_VERSION,
        tgx=__version__,
    )


def _print(validation: Validation, output: Format, *, bom: bool) -> None:
    if output is Format.json:
        print_json(findings.findings_json(validation))
    elif output is Format.github:
        from toshigaikou_cli.formats.findings.github import github_annotations

        sys.stdout.write(github_annotations(validation))
    elif output is Format.junit:
        from toshigaikou_cli.formats.findings.junit import junit_xml

        sys.stdout.write(junit_xml(validation))
    elif output is Format.sarif:
        from toshigaikou_cli.formats.findings.sarif import sarif_log

        print_json(sarif_log(validation))
    elif output is Format.markdown:
        print_parts(findings.findings_markdown(validation), OutputFormat.markdown)
    elif output is Format.csv:
        print_parts([findings.findings_table(validation.findings)], OutputFormat.csv, bom=bom)
    else:
        print_parts([findings.findings_text(validation)], OutputFormat.table)


def _print_list(checks: tuple[Check, ...], chosen: Settings) -> None:
    infos = [check.info for check in checks]
    if chosen.format == "json":
        print_json(check_list.checks_json(infos, RULES_VERSION, __version__))
    elif chosen.format == "markdown":
        sys.stdout.write(check_list.checks_page(infos, RULES_VERSION))
    elif chosen.format == "csv":
        print_parts([check_list.checks_table(infos)], OutputFormat.csv)
    else:
        print_parts([check_list.checks_screen(infos)], OutputFormat.table)
