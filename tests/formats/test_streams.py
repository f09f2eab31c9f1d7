"""Long lists in parts: the same bytes as at once, whatever the parts are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli import formats
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import activities, queries
from toshigaikou_cli.catalogue.reading import parts as reading_parts
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.coverage.figures import Figure, Names
from toshigaikou_cli.formats import streams
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.formats.streams import in_parts, json_lines, json_parts, screen_parts, table_parts
from toshigaikou_cli.formats.tables.table import LAID_OUT, Column, Table, width
from toshigaikou_cli.formats.tables.terminal import on_terminal, plain
from toshigaikou_cli.formats.views import members_table
from toshigaikou_cli.jobs import showing
from toshigaikou_cli.records.long import LongList

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
        every = table([each for part in parts for each in part])
        whole = "".join(formats.TABLES[name]([every], Paper(bom=bom)))
        assert "".join(table_parts(parts, table, name, Paper(bom=bom))) == whole


@pytest.mark.usefixtures("catalogue")
def test_achievements_in_parts(tgx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (("json",), ("csv", "--bom"), ("markdown", "--limit", "5"), ("json", "--city", "ソウル")):
        arguments = ("query", "achievements", "--format", *given)
        monkeypatch.setattr(reading_parts, "FIRST", 10**4)
        whole = tgx(*arguments)
        monkeypatch.setattr(reading_parts, "FIRST", 2)
        monkeypatch.setattr(reading_parts, "PART", 3)
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
        monkeypatch.setattr(reading_parts, "FIRST", 10**4)
        whole = tgx(*arguments)
        monkeypatch.setattr(reading_parts, "FIRST", 2)
        monkeypatch.setattr(reading_parts, "PART", 3)
        assert tgx(*arguments) == whole


@pytest.mark.parametrize("parts", [*PARTS, []])
def test_json_lines(parts: list[list[object]]) -> None:
    lines = list(json_lines(parts))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert [json.loads(line) for line in lines] == [each for part in parts for each in part]


def test_no_line_of_json_steers_what_shows_it() -> None:
    (line,) = json_lines([[{"a": "::error::\x1b[2J\u2028", "b": "##[error]"}]])
    assert not {"\x1b", "\u2028"} & set(line)
    assert "::" not in line
    assert "##[" not in line
    assert json.loads(line) == {"a": "::error::\x1b[2J\u2028", "b": "##[error]"}


LISTS = (
    ("query", "achievements", "--year", "H29"),
    *(("query", name) for name in ("measures", "activities", "bureaus", "cities", "documents", "indicators")),
    ("search", "水道"),
    ("link", "suggest"),
    ("link", "judgements"),
    ("vocabulary", "unknown"),
)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
def test_a_line_of_json_is_a_record_of_the_list(tgx: Run, arguments: tuple[str, ...]) -> None:
    lines = tgx(*arguments, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(tgx(*arguments, "--format", "json").out)


def test_one_thing_has_no_json_lines(tgx: Run, catalogue: Path) -> None:
    done = tgx("show", "35", "--format", "jsonl")
    assert done.code == 2
    assert "jsonl" in done.err


@pytest.mark.parametrize("columns", [None, 40])
@pytest.mark.parametrize("number", [0, 1, 3, LAID_OUT])
def test_a_short_list_is_one_table(number: int, columns: int | None) -> None:
    records = [{"a": f"{'あ' * (at % 50)}{at}"} for at in range(number)]
    parts = [records[at : at + 7] for at in range(0, number, 7)]
    whole = [table(records)]
    paper = Paper(columns)
    shown = "".join(screen_parts(parts, table, paper))
    assert shown == (
        "" if not number else plain(whole) if columns is None else on_terminal(whole, columns, color=False)
    )


@pytest.mark.parametrize("columns", [None, 40])
def test_what_a_long_list_has_later_is_not_cut(columns: int | None) -> None:
    one: dict[str, object] = {"a": "x"}
    records = [one] * LAID_OUT + [{"a": "長い名前" * 9 + "終"}, {"a": "y"}]
    lines = "".join(
        screen_parts([records[:LAID_OUT], records[LAID_OUT:]], table, Paper(columns))
    ).splitlines()
    assert "".join(lines).count("終") == 1
    assert "…" not in "".join(lines)
    assert [line for line in lines if line.startswith("A")] == ["A"]
    if columns:
        assert max(map(width, lines)) <= columns


def test_a_column_that_comes_later_has_a_head_of_its_own() -> None:
    def made(records: object) -> Table:
        assert isinstance(records, list)
        names = tuple(records[0])
        return Table(tuple(Column(name, name) for name in names), [tuple(each.values()) for each in records])

    parts = [[{"a": "1"}] * LAID_OUT, [{"a": "2", "b": "3"}]]
    lines = "".join(screen_parts(parts, made, Paper())).splitlines()
    assert lines[-3:] == ["a  b", "─  ─", "2  3"]


def test_activities_come_in_their_order_day_by_day(catalogue: Path) -> None:
    with reading(catalogue) as connection:
        whole = activities.activities(connection, Selection())
        parts = activities.activities_in_parts(connection, Selection())
        assert [each for part in parts for each in part] == list(whole)
        assert len(whole) > reading_parts.FIRST


@pytest.mark.parametrize(
    "read", [queries.achievements_in_parts, activities.activities_in_parts, queries.achievements]
)
def test_what_is_asked_before_the_first_part_does_not_sort_all(catalogue: Path, read: object) -> None:
    with reading(catalogue) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert callable(read)
        next(iter(read(connection, Selection())))
        first = next(each for each in asked if "FROM achievement a" in each or "FROM activity v" in each)
        connection.set_trace_callback(None)
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {first}")]
        assert not [each for each in plan if "TEMP B-TREE" in each and "activity" not in first]
        assert not [each for each in plan if each == "SCAN v"]


def test_what_show_lists_is_read_while_it_is_looked_at(catalogue: Path) -> None:
    with showing.shown(catalogue, "12") as (thing, data):
        listed = data["achievements"]
        assert (thing, type(listed)) == ("measure", LongList)
        assert [each["id"] for each in listed][:2] == [listed[0]["id"], listed[1]["id"]]
    with pytest.raises(sqlite3.ProgrammingError):
        listed[0]


def test_names_of_members_are_asked_for_by_the_rows_that_are_looked_at() -> None:
    asked: list[list[str]] = []

    def read(members: Sequence[str]) -> dict[str, str]:
        asked.append(list(members))
        return {member: f"named {member}" for member in members}

    figures = [
        ("s", "one", "achievements", Figure(3, 3, "rule", (), ("a", "b", "c"), (), "achievements")),
        ("s", "none", "achievements", Figure(0, 3, "rule", (), (), (), "achievements")),
        ("s", "two", "measures", Figure(1, 1, "rule", (), ("12",), ())),
    ]
    table = members_table(figures, Names({("measures", "12"): "title"}, {"achievements": read}))
    assert asked == []
    assert [(row[0], row[2], row[3]) for row in table.rows[2:]] == [
        ("one", "c", "named c"),
        ("two", "12", "title"),
    ]
    assert asked == [["c"]]
    assert len(table.rows) == len(list(table.rows)) == 4
