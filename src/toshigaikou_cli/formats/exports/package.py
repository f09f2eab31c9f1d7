"""The description of a Data Package (version 2, https://datapackage.org): what its tables are, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli.formats.exports.delimited import csv_lines, table_parts
from toshigaikou_cli.formats.exports.words import about, english_title, licence_of, subject
from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.records.exported import (
    ColumnType,
    Dataset,
    ExportColumn,
    ExportRow,
    ExportTable,
    Handed,
    SourceDocument,
    TableFile,
)

NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: Mapping[ColumnType, str] = {"text": "string", "decimal": "number"}
"""Types that Table Schema calls otherwise."""


def write_package(handed: Handed, folder: Path) -> None:
    """Write a CSV a table, and their description."""
    files = [_write_table(table, handed.written(table), folder) for table in handed.tables]
    text = package_text(handed.dataset, files)
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _write_table(table: ExportTable, rows: Iterator[ExportRow], folder: Path) -> TableFile:
    path = f"{table.name}.csv"
    digest, size, number = sha256(), 0, 0
    with (folder / path).open("wb") as file:
        for part in table_parts(table.names, rows):
            data = csv_lines(part).encode()
            digest.update(data)
            size += file.write(data)
            number += len(part)
    return TableFile(table, path, number - 1, size, digest.hexdigest())


def package_text(dataset: Dataset, files: Iterable[TableFile]) -> str:
    """The text of ``datapackage.json``."""
    written = list(files)
    keys = {file.table.name: file.table.key for file in written}
    said: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "tgx-catalogue",
        "title": subject(dataset).en,
        "description": about(dataset).en,
        "i18n": {"ja": {"title": subject(dataset).ja, "description": about(dataset).ja}},
        "created": dataset.created,
        "version": dataset.created[:10].replace("-", "."),
        "keywords": ["city diplomacy", "open government", "都市外交", "施策", "実績"],
        "contributors": _contributors(dataset),
        "sources": [_source(each) for each in dataset.sources],
        "tgx": {
            "version": dataset.tgx,
            "catalogue_schema": dataset.schema,
            "vocabularies": dataset.vocabulary,
            "project": dataset.project,
            "fiscal_years": list(dataset.years),
        },
        "resources": [_resource(file, keys) for file in written],
    }
    if dataset.licence:
        said["licenses"] = [licence_of(dataset.licence)]
    return json_text({key: value for key, value in said.items() if value not in ([], "")})


def _contributors(dataset: Dataset) -> list[dict[str, Any]]:
    whose = dataset.government
    publisher = [{"title": whose, "roles": ["publisher of the sources"]}] if whose else []
    named = [{"title": name, "roles": ["contributor"]} for name in dataset.contributors]
    tool = {
        "title": f"tgx {dataset.tgx}",
        "roles": ["wrangler"],
        "path": "https://pypi.org/project/toshigaikou-cli/",
    }
    return [*publisher, *named, tool]


def _source(document: SourceDocument) -> dict[str, Any]:
    said = {
        "title": document.title or document.name,
        "path": document.address,
        "name": document.name,
        "kind": document.kind,
        "hash": f"sha256:{document.sha256}",
        "published": document.published,
        "publisher": document.publisher,
        "licence": document.licence,
    }
    return {key: value for key, value in said.items() if value}


def _resource(file: TableFile, keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    table = file.table
    return {
        "name": table.name,
        "type": "table",
        "title": english_title(table.name),
        "description": table.words.en,
        "i18n": {"ja": {"title": table.title, "description": table.words.ja}},
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": table_schema(table, keys),
    }


def table_schema(table: ExportTable, keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """A Table Schema; ``keys`` are those of the tables by name."""
    said: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        said["primaryKey"] = list(table.key)
    if table.references:
        said["foreignKeys"] = [
            {
                "fields": list(each.columns),
                "reference": {"resource": each.table, "fields": list(keys[each.table])},
            }
            for each in table.references
        ]
    return said


def _field(column: ExportColumn, table: ExportTable) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "title": english_title(column.name),
        "description": column.words.en,
        "i18n": {"ja": {"title": column.title, "description": column.words.ja}},
        "source": column.origin.words.en,
        "certainty": column.origin.sure.en,
    }
    if column.unit:
        said["unit"] = column.unit
    if constraints := _constraints(column, table):
        said["constraints"] = constraints
    if column.values:
        said["meanings"] = {word.value: {"en": word.words.en, "ja": word.words.ja} for word in column.values}
    return said


def _constraints(column: ExportColumn, table: ExportTable) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if column.required:
        said["required"] = True
    if table.key == (column.name,):
        said["unique"] = True
    if column.values:
        said["enum"] = [word.value for word in column.values]
    return said
