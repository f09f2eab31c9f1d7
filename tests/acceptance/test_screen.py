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
