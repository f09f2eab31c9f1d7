"""The forms in which whole tables are handed out: rows -> files, in the memory of a few thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toshigaikou_cli.records.exported import Handed

ExportForm = Literal["datapackage", "parquet", "xlsx", "sqlite", "jsonld"]


def _datapackage(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.package import write_package

    write_package(handed, folder)


def _parquet(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.parquet import write_parquet

    write_parquet(handed, folder)


def _xlsx(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.workbook import write_workbook

    write_workbook(handed, folder)


def _sqlite(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.sqlite import write_database

    write_database(handed, folder)


def _jsonld(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.linked import write_linked

    write_linked(handed, folder)


FORMS: Mapping[ExportForm, Callable[[Handed, Path], None]] = {
    "datapackage": _datapackage,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "sqlite": _sqlite,
    "jsonld": _jsonld,
}
"""Each writes its files into an empty folder. What it needs is imported only where it is asked for."""


def write_export(form: ExportForm, handed: Handed, folder: Path) -> None:
    """Write an export in one of the forms, and how it is cited."""
    from toshigaikou_cli.formats.exports.citation import NAME, citation

    FORMS[form](handed, folder)
    (folder / NAME).write_text(citation(handed.dataset), encoding="utf-8", newline="\n")
