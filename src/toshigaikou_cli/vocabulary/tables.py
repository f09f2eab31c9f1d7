"""What is said of the tables of an export: ``data/base/tables.toml`` (which explains itself)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from toshigaikou_cli.files import read_toml
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.exported import (
    ExportColumn,
    ExportTable,
    Origin,
    Reference,
    TwoTongues,
    ValueWord,
)


@cache
def exported_tables() -> tuple[ExportTable, ...]:
    """All tables, each after those that it refers to."""
    data = read_toml(base_data("tables.toml"))
    origins = {
        key: Origin(key, TwoTongues(said["en"], said["ja"]), TwoTongues(said["sure_en"], said["sure_ja"]))
        for key, said in data["sources"].items()
    }
    return tuple(_table(said, data, origins) for said in data["tables"])


def exported_table(name: str) -> ExportTable | None:
    """The table of a name, None where there is none."""
    return next((table for table in exported_tables() if table.name == name), None)


def _table(said: Mapping[str, Any], data: Mapping[str, Any], origins: Mapping[str, Origin]) -> ExportTable:
    columns = tuple(_column(each, origins) for each in _said_columns(said["columns"], data))
    further = [Reference(tuple(each["columns"]), each["table"]) for each in said.get("keys", ())]
    single = [Reference((column.name,), column.refers) for column in columns if column.refers]
    return ExportTable(
        said["name"],
        said["ja"],
        TwoTongues(said["en"], said["about"]),
        columns,
        tuple(said.get("key", ())),
        tuple(single + further),
        tuple(said.get("nests", ())),
        said.get("label", ""),
        tuple(said.get("facets", ())),
        tuple(said.get("searched", ())),
    )


def _said_columns(columns: list[Any], data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in columns:
        if each == "@place":
            yield from data["place"]["columns"]
        else:
            yield data["shared"][each] if isinstance(each, str) else each


def _column(said: Mapping[str, Any], origins: Mapping[str, Origin]) -> ExportColumn:
    return ExportColumn(
        said["name"],
        said["type"],
        said["ja"],
        TwoTongues(said["en"], said["about"]),
        origins[said["from"]],
        said.get("unit", ""),
        tuple(ValueWord(value, TwoTongues(en, ja)) for value, en, ja in said.get("values", ())),
        said.get("refers", ""),
        said.get("required", False),
    )
