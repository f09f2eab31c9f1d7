"""Text from documents is data: never markup, never escape sequences, never a formula, never SQL, never a path."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli.formats.tables import terminal
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText

HOSTILE = {
    "markup": "[red]赤[/red] [link=http://x]y[/link] :smile:",
    "escape": "\x1b[31m赤\x1b[0m\x1b]0;title\x07",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+SUM(1)",
    "at": "@import",
    "script": "<script>alert(1)</script><img src=x onerror=y>",
    "quotes": "\"'`; DROP TABLE achievement; -- %s {0} $x",
    "path": "../../etc/passwd",
    "bidi": "安全\u202e反転\u2066",
    "table": "a|b`c`*d*_e_#f",
}


@pytest.fixture
def hostile(tgx: Run, tmp_path: Path) -> dict[str, str]:
    """A catalogue of a sheet in which every item is one of the hostile texts; their ids by name."""
    rows = "".join(f"分野\t環境局総務部\t{text}\t結果 {text}\n" for text in HOSTILE.values())
    file = tmp_path / "[red]..sheet.tsv"
    file.write_text("分野\t担当局\t項目名\t実績（平成30年度）\n" + rows, encoding="utf-8")
    done = tgx("import", file)
    assert (done.code, done.err) == (0, "")
    assert "[red]..sheet.tsv" in done.out
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert len(found) == len(HOSTILE)
    return {name: record["id"] for name, record in zip(HOSTILE, found, strict=True)}


def steers(text: str) -> bool:
    """Whether a text holds a control or direction-changing character."""
    return any(char in text for char in "\x1b\x07\x00\u202e\u2066\x9b")


def shown(text: str) -> str:
    """The text as every format shows it: its control characters written out."""
    written = {"\x1b": "\\x1b", "\x07": "\\x07", "\u202e": "\\u202e", "\u2066": "\\u2066"}
    return "".join(written.get(char, char) for char in text)


def test_json_gives_the_text_itself(tgx: Run, hostile: dict[str, str]) -> None:
    for name, key in hostile.items():
        done = tgx("show", key, "--format", "json")
        assert json.loads(done.out)["achievement"]["item"] == HOSTILE[name]
        assert "\x1b" not in done.out


def test_plain_text_shows_it_and_steers_nothing(tgx: Run, hostile: dict[str, str]) -> None:
    for name, key in hostile.items():
        done = tgx("show", key)
        assert shown(HOSTILE[name]) in done.out, name
        assert not steers(done.out)
    for arguments in (("query", "achievements"), ("search", "赤"), ("validate",)):
        done = tgx(*arguments)
        assert not steers(done.out + done.err)


def test_csv_is_never_a_formula(tgx: Run, hostile: dict[str, str]) -> None:
    out = tgx("query", "achievements", "--format", "csv").out
    items = [row["item"] for row in csv.DictReader(io.StringIO(out))]
    assert not any(item.startswith(("=", "+", "-", "@", "\t", "\r")) for item in items)
    assert [item.removeprefix("'") for item in items] == [shown(text) for text in HOSTILE.values()]
    assert not steers(out)
    with_mark = tgx("query", "achievements", "--format", "csv", "--bom").out
    assert with_mark == "\ufeff" + out


def test_markdown_has_no_html_and_no_cells_of_its_own(tgx: Run, hostile: dict[str, str]) -> None:
    out = tgx("query", "achievements", "--format", "markdown").out
    assert "<script" not in out
    assert "<img" not in out
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in out
    assert "\\[red\\]赤" in out
    lines = out.splitlines()
    columns = lines[0].count("|")
    assert all(line.replace("\\|", "").count("|") == columns for line in lines)
    assert not steers(out)


def test_a_rich_table_shows_markup_as_text() -> None:
    rows = [(text,) for text in HOSTILE.values()]
    parts: list[Part] = [
        TableText(("[bold]x[/bold]",), heading=True),
        Table((Column("item", "[b]Item"),), rows, title="[i]t[/i]"),
    ]
    out = terminal.on_terminal(parts, 200, color=False)
    assert not steers(out)
    for text in HOSTILE.values():
        assert shown(text) in out
    assert "[bold]x[/bold]" in out
    assert "[b]Item" in out
    assert "[i]t[/i]" in out


def test_search_takes_sql_as_text(tgx: Run, hostile: dict[str, str]) -> None:
    hits = json.loads(tgx("search", "'; DROP TABLE", "--format", "json").out)
    assert hits == []
    hits = json.loads(tgx("search", "DROP", "--format", "json").out)
    assert {hit["id"] for hit in hits} == {hostile["quotes"]}
    for wildcard in ("%s", "_e_", "{0}"):
        found = json.loads(tgx("search", wildcard, "--format", "json").out)
        assert all(wildcard in hit["text"] for hit in found)
        assert found


def test_errors_show_document_text_as_text(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.tsv"
    file.write_text("\x1b[31m略称\t[red]名\n一\t二\n", encoding="utf-8")
    done = tgx("import", file)
    assert done.code == 2
    assert not steers(done.err)
    assert "\\x1b[31m略称" in done.err
    assert "[red]名" in done.err
