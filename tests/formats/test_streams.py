"""Long lists in parts: the same bytes as at once, whatever the parts are."""

from __future__ import annotations

import json

import pytest

from conftest import Run
from toshigaikou_cli import formats
from toshigaikou_cli.catalogue.reading import activities, queries
from toshigaikou_cli.formats import streams
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.formats.streams import in_parts, json_parts, table_parts
from toshigaikou_cli.formats.tables.table import Column, Table

RECORDS = [{"a": f"x\n{number}", "b": [], "c": {"d": number}} for number in range(7)]
PARTS = [[RECORDS[:1], RECORDS[1:5], RECORDS[5:]], [RECORDS], [[each] for each in RECORDS]]


def table(records: list[dict[str, object]] | object) -> Table:
    assert isinstance(records, list)
    return Table((Column("a", "A"),), [(str(each["a"]),) for each in records])


@pytest.mark.parametrize("size", [1, 3, 7, 500])
def test_parts_of_a_list(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PART", size)
    parts = list(in_parts(RECORDS))
    assert [each for part in parts for each in part] == RECORDS
    assert all(0 < len(part) <= size for part in parts)
    assert list(in_parts([])) == []


@pytest.mark.parametrize("name", ["activities", "cities", "bureaus", "measures", "indicators", "documents"])
@pytest.mark.usefixtures("catalogue")
def test_every_list_is_the_same_in_parts(tgx: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for output in ("json", "csv", "markdown"):
        monkeypatch.setattr(streams, "PART", 10**4)
        whole = tgx("query", name, "--format", output)
        monkeypatch.setattr(streams, "PART", 2)
        assert tgx("query", name, "--format", output) == whole


@pytest.mark.parametrize("parts", [*PARTS, []])
def test_json_in_parts(parts: list[list[object]]) -> None:
    assert "".join(json_parts(parts)) == json_text([each for part in parts for each in part])


@pytest.mark.parametrize("parts", [*PARTS, []])
@pytest.mark.parametrize("bom", [False, True])
def test_tables_in_parts(parts: list[list[dict[str, object]]], bom: bool) -> None:
    for output in ("csv", "markdown"):
        name: formats.OutputFormat = "csv" if output == "csv" else "markdown"
        whole = formats.TABLES[name]([table([each for part in parts for each in part])], Paper(bom=bom))
        assert "".join(table_parts(parts, table, name, Paper(bom=bom))) == whole


@pytest.mark.usefixtures("catalogue")
def test_achievements_in_parts(tgx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (("json",), ("csv", "--bom"), ("markdown", "--limit", "5"), ("json", "--city", "ソウル")):
        arguments = ("query", "achievements", "--format", *given)
        monkeypatch.setattr(queries, "PART", 10**4)
        whole = tgx(*arguments)
        monkeypatch.setattr(queries, "PART", 3)
        assert tgx(*arguments) == whole
    assert json.loads(tgx("query", "achievements", "--year", "1999", "--format", "json").out) == []


@pytest.mark.usefixtures("catalogue")
def test_activities_in_parts(tgx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (
        ("json",),
        ("csv", "--bom"),
        ("markdown", "--from", "2017-09"),
        ("json", "--city", "ソウル"),
    ):
        arguments = ("query", "activities", "--format", *given)
        monkeypatch.setattr(activities, "PART", 10**4)
        whole = tgx(*arguments)
        monkeypatch.setattr(activities, "PART", 3)
        assert tgx(*arguments) == whole
