"""What documents say reaches a terminal or the log of a continuous integration as text, whatever prints it."""

from __future__ import annotations

import ast
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

import toshigaikou_cli
from toshigaikou_cli import formats
from toshigaikou_cli.formats import lines
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.formats.tables.table import Column, Part, Table, TableText
from toshigaikou_cli.records.document_rows import DocumentName
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.validation import CheckInfo, Validation
from toshigaikou_cli.text.keys import escaped_json, visible

COMMANDS = (
    "::error file=a::b", "  ::warning::x", "見出し\n::stop-commands::t\n", "a ##[error]b", "###[group]x", "##vso[task.x]",
    "##VSO[a]", "##teamcity[a]", "\x1b[0Ksection_start:1:a\r\x1b[0K", ":::set-output name=a::b",
)  # fmt: skip
STEERING = (
    "\x1b[31m",
    "\x9b31m",
    "\x07",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\U000e0041",
)
HOSTILE = (*COMMANDS, *STEERING, "安全\u202e\x1b]0;x\x07::error::y ##[z]")
# ActionCommand.cs of actions/runner: TryParseV2 at the start of a trimmed line, TryParse (##[) anywhere
COMMAND = re.compile(r"^\s*::[^:]|##\w*\[", re.MULTILINE)
SECTION = re.compile(r"\x1b\[0K|\r")


def harmless(out: str, own: str = "") -> None:
    """No line is a command, but those that begin with the printer's ``own``, and those hold no second one."""
    for line in out.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(own) if own and line.startswith(own) else line
        assert not COMMAND.search(line), line
        assert not SECTION.search(line), line
    kept = out.removeprefix("\ufeff").replace("\r\n", "\n")
    assert not [char for char in kept if char != "\n" and steers(char)]


def steers(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in "\u200d\ufe0f"


@pytest.fixture(params=HOSTILE, ids=ascii)
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("name", formats.TABLES)
@pytest.mark.parametrize("paper", [Paper(), Paper(40), Paper(41), Paper(200), Paper(bom=True)])
def test_every_format_of_tables(name: formats.OutputFormat, paper: Paper, hostile: str) -> None:
    columns = (Column("a", hostile), Column("b", "b", flexible=True), Column("c", "c", flexible=True, drop=1))
    table = Table(columns, [(hostile, "長い文" * 9 + hostile, hostile)], hostile, (hostile,))
    parts: list[Part] = [TableText((hostile,), heading=True), table, TableText((hostile,))]
    harmless("".join(formats.TABLES[name](parts, paper)))


@pytest.mark.parametrize("name", formats.FINDINGS)
def test_every_format_of_findings(name: formats.FindingsOutput, hostile: str) -> None:
    spot = Spot(hostile, 1, 2, 3, sheet=hostile, cell=hostile)
    found = Finding("code", "error", hostile, spot, cell=hostile, hint=hostile, accept=hostile, known=hostile)
    check = CheckInfo("code", "error", hostile, hostile, hostile, hostile, hostile)
    document: DocumentName = {"name": hostile, "kind": "achievements", "sha256": "0" * 64}
    checked = {"document": 1, "measure": 0, "achievement": 1}
    run = Validation((found,), (found,), {}, [document], checked, (check,), 1, "0")
    harmless("".join(formats.FINDINGS[name](run, Paper())), own="::error " if name == "github" else "")


def test_json_holds_the_text_itself(hostile: str) -> None:
    out = json_text({hostile: [hostile]})
    harmless(out)
    assert json.loads(out) == {hostile: [hostile]}


@pytest.mark.parametrize("printer", [lines.line, lines.words, lines.lines, lines.error_line])
def test_every_line_beside_the_output(printer: object, hostile: str) -> None:
    assert callable(printer)
    harmless(printer(hostile))
    harmless(printer(f"tgx: {hostile}"))


def test_plain_text_stays_as_it_is() -> None:
    for text in ("時刻 10:30", "#1 見出し", "## 見出し", "A:B", "[1] ##", "家族\u200d", "全角\u3000空白"):
        assert visible(text) == text
        assert escaped_json(text) == text
    assert visible("a\tb\nc", keep_newlines=True) == "a b\nc"


def test_every_character_that_steers_is_written_out() -> None:
    for code in range(sys.maxunicode + 1):
        if steers(chr(code)) and chr(code) not in "\t\n":
            assert visible(chr(code)).startswith("\\"), hex(code)
    assert visible("a\nb") == "a⏎b"


# ---------------------------------------------------------------- the printers are all of them

SOURCE = Path(toshigaikou_cli.__file__).parent
GUARDED = {
    "line", "lines", "error_line", "words", "json_text", "summary_text", "checks_page", "page", "paper", "join", "map",
    "taken_back_text", "summary_of",
}  # fmt: skip
"""What may stand within a call that writes to the process's output: each is tested here, or made of such."""
FREE = {"__main__.py", "app.py", "demo.py"}
"""Print the version, typer's own help, and the commands of the demo: nothing of a document."""


def writes() -> list[tuple[str, ast.Call]]:
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print", "sys.stdout.write", "sys.stderr.write", "typer.echo", "typer.secho", "sys.stdout.writelines",
                "print_lines",
            ):  # fmt: skip
                found.append((file.name, node))
    return found


def test_nothing_is_printed_but_through_a_printer() -> None:
    listed = writes()
    assert len(listed) > 10
    for file, call in listed:
        told = f"{file}: {ast.unparse(call)}"
        if ast.unparse(call.func) in ("print", "typer.echo", "typer.secho"):
            assert file in FREE, told
            continue
        inner = ast.unparse(call.args[0])
        if (file, inner) in (("output.py", "folded(text, sys.stdout)"), ("process.py", repr("\n"))):
            continue  # print_lines, of which each call is looked at; the end of a line that was typed
        if (file, inner) in (("output.py", "text"), ("import_.py", "text"), ("export.py", "text")):
            continue  # parts of formats/streams.py, made by the formats and json_text; a summary_text; printed_csv
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(call.args[0])
            if isinstance(node, ast.Attribute | ast.Name)
        }
        assert (
            names & GUARDED
            or "TABLES[" in inner
            or "FINDINGS[" in inner
            or "CITATIONS[" in inner
            or file in ("link_judging.py", "crosswalk.py")
        ), told
