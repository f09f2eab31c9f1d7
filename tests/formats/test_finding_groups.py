"""Findings of one kind stand together, with one next step, within the width of the screen."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

import pytest

from toshigaikou_cli.checks import FOUND, sort_key
from toshigaikou_cli.formats import FINDINGS
from toshigaikou_cli.formats.findings.groups import SHOWN
from toshigaikou_cli.formats.interface import Paper
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.messages import say
from toshigaikou_cli.records import long, shelf
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.validation import CheckInfo, Validation

CHECK = CheckInfo("bureau-unknown", "error", "Unknown bureau", "why", "Mend the name.", "bad", "good")
COMMAND = (
    "tgx vocabulary add-alias '環鏡局 の二' --bureau kankyou --reason WHY --aliases 'ours/our names.yaml'"
)


def found(line: int, message: str = "unknown bureau: 環鏡局", **more: str) -> Finding:
    spot = Spot("sheets/h30.tsv", line=line, cell="担当（関係）部所名")
    return Finding(
        "bureau-unknown", "error", message, spot, "achievement", f"2018-{line}", "環鏡局総務部", **more
    )


def printed(
    *findings: Finding,
    columns: int | None = None,
    whole: bool = False,
    form: str = "text",
    check: CheckInfo = CHECK,
    color: bool = False,
) -> str:
    return "".join(pieces(findings, form, columns, whole=whole, check=check, color=color))


def pieces(
    findings: Sequence[Finding],
    form: str,
    columns: int | None = None,
    *,
    whole: bool = False,
    check: CheckInfo = CHECK,
    color: bool = False,
) -> Iterator[str]:
    sizes = {"document": 1, "measure": 76, "achievement": 40}
    run = Validation(findings, (), {}, [], sizes, (check,), 1, "0")
    return FINDINGS[form](run, Paper(columns, color, whole=whole))  # type: ignore[index]


def test_forty_of_a_kind_have_one_next_step() -> None:
    forty = [found(line, hint="環境局: near", accept=COMMAND) for line in range(1, 41)]
    text = printed(*forty)
    assert text.splitlines()[0] == "error [bureau-unknown] unknown bureau: 環鏡局: 40 findings"
    assert text.count("環境局: near") == text.count("to accept it:") == text.count("環鏡局総務部") == 1
    assert len(re.findall(r"h30\.tsv:line \d+", text)) == SHOWN
    assert f"    and {40 - SHOWN} more (--all)" in text
    whole = printed(*forty, whole=True)
    assert [int(line) for line in re.findall(r"h30\.tsv:line (\d+)", whole)] == list(range(1, 41))
    assert "--all" not in whole
    page = printed(*forty, form="markdown")
    assert page.count("### ") == page.count("to accept it:") == 1
    assert f"and {40 - SHOWN} more (--all)" in page
    assert printed(*forty, form="markdown", whole=True).count("| sheets/h30.tsv:line") == 40
    assert printed(*forty, form="csv").count("h30.tsv") == 40


def test_what_is_mended_otherwise_stands_apart() -> None:
    text = printed(found(1, hint="a"), found(2, "unknown bureau: X", hint="b"), found(3, hint="a"))
    assert text.splitlines() == [
        "error [bureau-unknown] unknown bureau: 環鏡局: 2 findings",
        "    担当（関係）部所名: 環鏡局総務部",
        "    sheets/h30.tsv:line 1",
        "    sheets/h30.tsv:line 3",
        "    a",
        "sheets/h30.tsv:line 2: error [bureau-unknown] unknown bureau: X",
        "    担当（関係）部所名: 環鏡局総務部",
        "    b",
        "3 errors, 0 warnings: 1 check over 1 document, 76 measures and 40 achievements",
    ]


def test_where_findings_say_nothing_the_check_says_how_to_mend() -> None:
    text = printed(found(1, "no 環鏡局総務部"), found(2, "one"))
    assert text.splitlines()[:5] == [
        "error [bureau-unknown] Unknown bureau: 2 findings",
        "    担当（関係）部所名: 環鏡局総務部",
        "    sheets/h30.tsv:line 1: no 環鏡局総務部",
        "    sheets/h30.tsv:line 2: one",
        "    to mend it: Mend the name.",
    ]


def test_what_differs_stands_at_its_place() -> None:
    first, second = found(1), found(2)._replace(cell="環鏡局外務部")
    assert printed(first, second).splitlines()[:3] == [
        "error [bureau-unknown] unknown bureau: 環鏡局: 2 findings",
        "    sheets/h30.tsv:line 1: 担当（関係）部所名: 環鏡局総務部",
        "    sheets/h30.tsv:line 2: 担当（関係）部所名: 環鏡局外務部",
    ]
    assert printed(first, second._replace(message="unknown: 環鏡局外務部")).splitlines()[:4] == [
        "error [bureau-unknown] Unknown bureau: 2 findings",
        "    sheets/h30.tsv:line 1: unknown bureau: 環鏡局",
        "        担当（関係）部所名: 環鏡局総務部",
        "    sheets/h30.tsv:line 2: unknown: 環鏡局外務部",
    ]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_and_the_command_can_be_copied(columns: int) -> None:
    long = "長い言葉が続く" * 12
    text = printed(
        found(1, long, hint=long, accept=COMMAND),
        found(2, long + "二", hint=long, accept=COMMAND),
        columns=columns,
    )
    assert max(map(width, text.splitlines())) <= columns
    command = text[text.index("tgx vocabulary") : text.index("2 errors")]
    assert shlex.split(command.replace("\\\n", "")) == shlex.split(COMMAND)
    assert text.replace("\n", "").replace(" ", "").count(long) == 3


def test_the_command_names_the_record() -> None:
    check = CHECK._replace(mend=say("Judge it: tgx link accept {id} MEASURE --by NAME.", id="ID"))
    shown = printed(found(3, "one"), found(4, "two"), check=check)
    assert "Judge it: tgx link accept 2018-3 MEASURE --by NAME." in shown
    assert "tgx link accept ID" not in shown
    assert str(check.mend) == "Judge it: tgx link accept ID MEASURE --by NAME."


def test_how_severe_it_is_has_a_colour_on_a_terminal() -> None:
    plain, coloured = printed(found(3)), printed(found(3), color=True)
    assert "\x1b[" not in plain
    assert "\x1b[1;31merror\x1b[0m [bureau-unknown]" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("form", FINDINGS)
def test_a_long_list_is_printed_as_a_short_one_is(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [found(line, f"unknown bureau: {line % 7}", hint=f"near {line % 3}") for line in range(1, 60)]
    short = printed(*listed, form=form, whole=True)
    monkeypatch.setattr(shelf, "PART", 4)
    monkeypatch.setattr(long, "PART", 3)
    kept = shelf.shelved_in_order(reversed(listed), sort_key, FOUND)
    assert not isinstance(kept, tuple)
    assert "".join(pieces(kept, form, whole=True)) == short


def test_a_long_list_is_never_one_text() -> None:
    for form in ("json", "sarif", "gitlab", "csv", "junit", "github", "text", "markdown"):
        kept = [found(line) for line in range(1, 5000)]
        longest = max(map(len, pieces(kept, form, whole=True)))
        assert longest * 2 < len(printed(*kept, form=form, whole=True)), form


def test_what_the_message_says_is_not_said_twice() -> None:
    long = "環鏡局総務部" * 8
    for told, times in ((f"doubtful: {long}", 1), ("doubtful", 1)):
        one = found(3, told)._replace(cell=long)
        assert printed(one).count(long) == times
        assert printed(one, one._replace(spot=found(4).spot)).count(long) == times
    assert printed(found(3, "unknown bureau: 環鏡局総務部")).count("環鏡局総務部") == 2
