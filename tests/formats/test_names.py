"""Every format that a user can name is there, and none has no name."""

from __future__ import annotations

from typing import get_args

from toshigaikou_cli.formats import FINDINGS, TABLES, FindingsOutput, OutputFormat
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.tables.table import Column, Table

PARTS = [Table((Column("name", "Name"),), [("=水道\x1b",)])]


def test_the_names_are_those_of_the_formats() -> None:
    assert set(get_args(OutputFormat)) == {*TABLES, "json"}
    assert get_args(FindingsOutput) == tuple(FINDINGS)


def test_every_format_of_tables_writes_control_characters_out() -> None:
    for name, written in TABLES.items():
        for paper in (Paper(), Paper(40), Paper(bom=True)):
            text = "".join(written(PARTS, paper))
            assert "水道" in text, name
            assert "\x1b" not in text, name
            assert text.endswith("\n"), name


def test_colours_are_for_terminals_and_the_mark_for_csv() -> None:
    titled = [PARTS[0]._replace(title="Names")]
    assert {
        name for name, written in TABLES.items() if "\x1b" in "".join(written(titled, Paper(40, color=True)))
    } == {"table"}
    assert {
        name for name, written in TABLES.items() if "\ufeff" in "".join(written(PARTS, Paper(bom=True)))
    } == {"csv"}
