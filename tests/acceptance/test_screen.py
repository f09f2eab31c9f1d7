"""Lists on a terminal of any width, in both languages; what a pipe gets does not depend on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli.cli.output import ambiguous_width
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.tables.table import width

LISTS = (
    ("query", "measures"), ("query", "achievements"), ("query", "activities"), ("query", "bureaus"),
    ("query", "cities"), ("query", "indicators"), ("query", "documents"), ("search", "水道"), ("report",),
    ("report", "--by", "bureau"), ("report", "sure"), ("link", "suggest"), ("documents",), ("show", "35"),
    ("source", "35"), ("validate", "--list"),
)  # fmt: skip
STARTS_NO_LINE = "」）。、，．！？ー々"
ENDS_NO_LINE = "（「『【"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> pytest.MonkeyPatch:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return monkeypatch


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_lines_fit_and_break_where_they_may(
    tgx: Run,
    catalogue: Path,
    terminal: pytest.MonkeyPatch,
    command: tuple[str, ...],
    language: str,
    columns: int,
) -> None:
    terminal.setenv("COLUMNS", str(columns))
    lines = [line.strip() for line in tgx(*command, "--lang", language).out.splitlines()]
    assert max(map(width, lines)) <= columns
    assert not [line for line in lines if line and line[0] in STARTS_NO_LINE]
    assert not [line for line in lines if line and line[-1] in ENDS_NO_LINE]


def test_names_stay_whole_or_become_a_card(tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "80")
    assert "\nBureau: 政策企画局\n" in tgx("query", "bureaus").out
    assert "achievements-h29.tsv" in tgx("query", "documents").out


def test_facts_that_are_lists_break_between_names(
    tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("COLUMNS", "60")
    lines = [line.strip() for line in tgx("show", "13", "--lang", "ja").out.splitlines()]
    bureaus = lines.index("局          オリンピック・パラリンピック準備局、政策企画局、")
    assert lines[bureaus + 1 : bureaus + 4] == [
        "総務局、財務局、生活文化局、都市整備局、",
        "産業労働局、建設局、港湾局、交通局、教育庁、",
        "警視庁",
    ]
    prose = next(line for line in lines if line.startswith("概要"))
    assert not prose.endswith("、")  # a sentence fills its line


SUGGESTED, CONFIRMED, INSIDE = "?：候補のみ（数えない）", "✓：人が確認済み", "（ ）：指定した範囲の外"


def test_the_legend_has_the_marks_that_are_there_once(
    tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("COLUMNS", "80")
    terminal.setenv("TGX_LANG", "ja")
    every = tgx("query", "achievements").out
    assert every.count(SUGGESTED) == 1
    assert CONFIRMED not in every
    assert INSIDE not in every
    assert f"{SUGGESTED}   {INSIDE}\n" in tgx("query", "achievements", "--goal", "2").out
    assert tgx("link", "accept", "2017-e3fa54", "2", "--by", "山田").code == 0
    told = tgx("query", "achievements", "--measure", "2").out
    assert "2✓" in told
    assert told.count(CONFIRMED) == 1
    assert tgx("show", "政策企画局").out.count(f"{SUGGESTED}   {CONFIRMED}\n") == 1


def test_no_legend_without_a_mark_and_in_no_data(tgx: Run, catalogue: Path) -> None:
    shown = tgx("query", "achievements", "--measure", "68", "--outcome", "not_held")
    assert "only suggested" not in shown.out + shown.err
    for form in ("csv", "json", "jsonl", "markdown"):
        shown = tgx("query", "achievements", "--format", form)
        assert "only suggested, not counted" not in shown.out + shown.err


def test_wide_is_as_wide_as_the_table(tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "60")
    wide = tgx("query", "bureaus", "--wide").out
    assert wide.splitlines()[0].split()[:2] == ["Id", "Bureau"]
    assert max(map(width, wide.splitlines())) > 60
    assert tgx("query", "bureaus").out != wide
    terminal.setattr(type(sys.stdout), "isatty", lambda _: False, raising=False)
    assert tgx("query", "bureaus").out == tgx("query", "bureaus", "--wide").out


def test_a_pipe_does_not_depend_on_the_terminal(
    tgx: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tgx("show", "2017-45bbd4").out
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TGX_AMBIGUOUS", "2")
    assert tgx("show", "2017-45bbd4").out == plain
    assert "\\x0a" not in plain
    assert "⏎" in plain


@pytest.mark.parametrize(("variable", "value", "cells"), [
    ("LANG", "ja_JP.UTF-8", 1), ("LANG", "ja_JP.eucJP", 2), ("LC_ALL", "ja_JP.SJIS", 2),
    ("LC_CTYPE", "ja_JP.UTF-8@cjkwide", 2), ("LANG", "en_US.UTF-8", 1), ("TGX_AMBIGUOUS", "2", 2),
])  # fmt: skip
def test_the_width_of_ambiguous_characters(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, cells: int
) -> None:
    monkeypatch.setenv(variable, value)
    assert ambiguous_width() == cells


def test_another_width_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TGX_AMBIGUOUS", "3")
    with pytest.raises(UsageError, match="unknown: 3"):
        ambiguous_width()


def test_lines_beside_the_output_break_between_words_on_a_terminal(
    tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("COLUMNS", "40")
    done = tgx("documents", "set", "achievements-h29.tsv", "publisher=東京都")
    lines = done.err.splitlines()
    assert max(map(width, lines)) <= 40
    assert " ".join(lines).startswith("achievements-h29.tsv: publisher written into ")


def test_lines_beside_the_output_stay_whole_in_a_pipe(tgx: Run, catalogue: Path) -> None:
    written, *_ = tgx("documents", "set", "achievements-h29.tsv", "publisher=東京都").err.splitlines()
    assert written.startswith("achievements-h29.tsv: publisher written into ")


@pytest.mark.parametrize(
    "command", [("query", "achievements"), ("query", "measures"), ("search", "交流")], ids=" ".join
)
def test_a_limit_that_cuts_says_so(tgx: Run, catalogue: Path, command: tuple[str, ...]) -> None:
    cut = tgx(*command, "--limit", "3")
    assert cut.err == "only the first 3 rows are listed (a greater --limit shows more)\n"
    assert len([row for row in cut.out.splitlines() if not row.startswith("?: ")]) == 5
    assert tgx(*command, "--limit", "999").err == ""
    assert tgx(*command).err == ""
    assert tgx(*command, "--limit", "3", "--format", "csv").err == ""
    assert (
        tgx(*command, "--limit", "1").err == "only the first row is listed (a greater --limit shows more)\n"
    )


def test_a_byte_order_mark_is_for_csv(tgx: Run, catalogue: Path) -> None:
    refused = tgx("report", "--bom")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "tgx: --bom: only CSV has it (add --format csv)\n"
    assert tgx("query", "bureaus", "--bom", "--format", "json").code == 2
    assert tgx("query", "bureaus", "--bom", "--format", "csv").out.startswith("\ufeff")


def test_an_import_is_shown_at_the_clock_s_minute(tgx: Run, catalogue: Path) -> None:
    exact = tgx("query", "documents", "--format", "csv").out
    shown = tgx("query", "documents").out
    assert "+00:00" in exact
    assert "+00:00" not in shown


def test_a_page_is_not_poured_into_a_terminal(
    tgx: Run, catalogue: Path, terminal: pytest.MonkeyPatch
) -> None:
    refused = tgx("report", "--summary")
    assert (refused.code, refused.out) == (2, "")
    assert "--output report.html" in " ".join(refused.err.split())
    terminal.setattr(type(sys.stdout), "isatty", lambda _: False, raising=False)
    assert tgx("report", "--summary").out.startswith("<!DOCTYPE html>")


def test_an_option_without_its_value_names_the_command(tgx: Run) -> None:
    assert "(tgx report --help)" in tgx("report", "--goal").err
    assert "(tgx link review --help)" in tgx("link", "review", "--by").err


def test_what_became_of_a_bureau_says_so(tgx: Run, catalogue: Path) -> None:
    lines = tgx("show", "都市整備局").out.splitlines()
    assert lines[0] == "都市整備局 (Bureau of Urban Development)"
    assert any(line.startswith("Became: 住宅政策本部") for line in lines)


def test_a_file_that_is_no_pdf_says_so(tgx: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 8)
    assert "no PDF" in tgx("import", tmp_path / "bad.pdf").err
    assert "no PDF" not in tgx("import", tmp_path / "bad.txt").err
