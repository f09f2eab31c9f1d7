"""The forms in which whole tables are handed out: rows -> files, in the memory of a few thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toshigaikou_cli.records.exported import Handed

ExportForm = Literal["datapackage", "parquet", "sqlite"]


def _datapackage(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.package import write_package

    write_package(handed, folder)


def _parquet(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.parquet import write_parquet

    write_parquet(handed, folder)


def _sqlite(handed: Handed, folder: Path) -> None:
    from toshigaikou_cli.formats.exports.sqlite import write_database

    write_database(handed, folder)


FORMS: Mapping[ExportForm, Callable[[Handed, Path], None]] = {
    "datapackage": _datapackage,
    "parquet": _parquet,
    "sqlite": _sqlite,
}
"""Each writes its files into an empty folder. What it needs is imported only where it is asked for."""
