"""``tgx export``: all that the catalogue holds, in the forms that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

import typer

from toshigaikou_cli import __version__
from toshigaikou_cli.cli.options import BomOption, DbOption
from toshigaikou_cli.cli.output import note, print_line
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.folders import whole_folder
from toshigaikou_cli.formats.exports import FORMS, ExportForm, write_export
from toshigaikou_cli.jobs import exporting
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.licences import known_licence

app = typer.Typer(add_completion=False, rich_markup_mode=None)

TableForm = Literal["csv", "jsonl"]


@app.command()
def export(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Where to: a new or empty folder, or an export of tgx."),
    ] = None,
    db: DbOption = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="Only this table, to stdout.")
    ] = None,
    form: Annotated[
        Literal[ExportForm, TableForm] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Of a folder one of {', '.join(FORMS)}; of a table {' or '.join(get_args(TableForm))}.",
        ),
    ] = None,
    licence: Annotated[
        str, typer.Option("--licence", metavar="SPDX", help="The licence of the data: CC-BY-4.0, PDL-1.0.")
    ] = "",
    contributors: Annotated[
        list[str] | None,
        typer.Option("--contributor", metavar="NAME", help="Who made the data; may be repeated."),
    ] = None,
    bom: BomOption = False,
) -> None:
    """Export everything: tables with their keys, types, meanings and sources (docs/data-dictionary.md).

    A folder is written beside its place and put there as a whole. CSV is exact, for programs; with --bom it is one for
    spreadsheets, which opens in Excel and holds no formula.
    """
    if table is not None:
        if folder is not None:
            raise UsageError(
                say("a table goes to stdout, not into a folder"),
                where="--table",
                hint=say("leave FOLDER out"),
            )
        _print_table(db, table, one_of("--format", form, get_args(TableForm)) or "csv", bom=bom)
        return
    if folder is None:
        hint = say("tgx export FOLDER, or --table NAME")
        raise UsageError(say("no folder is named"), where="tgx export", hint=hint)
    _check_licence(licence)
    if form in get_args(TableForm):
        hint = say("tgx export --table NAME --format {form}", form=form)
        raise UsageError(say("{form} is the format of one table", form=form), where="--format", hint=hint)
    chosen = cast("ExportForm", one_of("--format", form, tuple(FORMS)) or "datapackage")
    with (
        exporting.handed(db, licence, tuple(contributors or ())) as handed,
        whole_folder(folder, {"tgx": __version__, "format": chosen}) as draft,
    ):
        write_export(chosen, handed, draft)
    print_line(say("{folder}: the whole catalogue as {form}", folder=folder, form=chosen))


def _check_licence(licence: str) -> None:
    """Say that a licence is none that SPDX has, and none that Japanese open data is given under."""
    if not licence or known_licence(licence):
        return
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        note(
            say(
                "--licence: {text} is no id of a licence that is known (SPDX: CC-BY-4.0; of one's own: LicenseRef-NAME); it is"
                " written as it is",
                text=licence,
            )
        )


def _print_table(db: Path | None, name: str, form: str, *, bom: bool) -> None:
    from toshigaikou_cli.formats.exports.delimited import printed_csv, printed_json

    table = exporting.table_named(name)
    with exporting.handed(db) as handed:
        if form == "jsonl":
            parts = printed_json(handed.objects(table))
        else:
            parts = printed_csv(table.names, handed.written(table), spreadsheet=bom)
        for text in parts:
            sys.stdout.write(text)
