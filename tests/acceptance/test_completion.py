"""The completion of bash, zsh and fish: values of the catalogue with what they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer._completion_shared import get_completion_script

from toshigaikou_cli.cli.app import run
from toshigaikou_cli.cli.completing import NOTHING

Complete = Callable[..., str]


def asked(shell: str, words: str) -> dict[str, str]:
    """The variables by which a shell asks; the last word is the one to complete."""
    if shell == "bash":
        told = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    else:
        told = {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return {**told, "_TGX_COMPLETE": f"complete_{shell}"}


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Complete:
    def completed(words: str, shell: str = "fish") -> str:
        for name, value in asked(shell, words).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            run([])
        assert not ended.value.code
        done = capsys.readouterr()
        assert done.err == ""
        return done.out.strip()

    return completed


@pytest.mark.parametrize(("words", "expected"), [
    ("tgx query measures --goal ", "1\t"),
    ("tgx report --area ", "1-ア\t"),
    ("tgx query achievements --measure 3", "35\t"),
    ("tgx query bureaus --bureau 環境", "環境局\tBureau of Environment"),
    ("tgx query bureaus --bureau kank", "kankyou\t環境局"),
    ("tgx query cities --city ソ", "ソウル特別市\tSeoul"),
    ("tgx query achievements --year ", "2017\tFY2017"),
    ("tgx query achievements --strategy ", "2014\t"),
    ("tgx query achievements --status sug", "suggested\tsuggested"),
    ("tgx query achievements --outcome not", "not_held\tnot_held"),
    ("tgx query activities --outcome can", "cancelled\tcancelled"),
    ("tgx validate --select date-im", "date-impossible\t"),
    ("tgx show 2017-45", "2017-45bbd4\tソウル特別市との合意に基づく交流・協力に関わる取組"),
    ("tgx link accept 2017-45bbd4 1", "18\t"),
])  # fmt: skip
def test_values_are_offered(catalogue: Path, complete: Complete, words: str, expected: str) -> None:
    lines = complete(words).splitlines()
    typed = words.rpartition(" ")[2]
    assert any(line.startswith(expected) for line in lines), lines
    assert all(line.startswith(typed) for line in lines)


def test_the_three_shells(catalogue: Path, complete: Complete) -> None:
    words = "tgx query cities --city ソウ"
    assert complete(words, "bash") == "ソウル特別市"
    assert complete(words, "zsh").startswith("""_arguments '*: :(("ソウル特別市":"Seoul""")
    assert complete(words, "fish").startswith("ソウル特別市\tSeoul")


def test_descriptions_are_in_the_language(
    catalogue: Path, complete: Complete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TGX_LANG", "ja")
    assert complete("tgx query achievements --year ") == "2017\t平成29年度（2017年度）"
    assert complete("tgx query achievements --status sug") == "suggested\t候補"
    assert complete("tgx query cities --city").startswith("--city\t相手都市")


@pytest.mark.parametrize("words", ["tgx query cities --city ", "tgx show 2017-", "tgx report --goal "])
def test_without_a_catalogue_nothing_is_said(
    complete: Complete, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str
) -> None:
    monkeypatch.setenv("TGX_DB", str(tmp_path / "none.sqlite"))
    assert complete(words) == ""
    (tmp_path / "none.sqlite").write_text("no catalogue at all", encoding="utf-8")
    assert complete(words) == ""


@pytest.mark.parametrize(("shell", "said", "code"), [("bash", "", NOTHING), ("zsh", ":", 0), ("fish", "", 0)])
def test_where_a_value_is_asked_for_no_files_are_offered(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    shell: str,
    said: str,
    code: int,
) -> None:
    monkeypatch.setenv("TGX_DB", str(tmp_path / "none.sqlite"))
    for name, value in asked(shell, "tgx query cities --city ").items():
        monkeypatch.setenv(name, value)
    if shell == "fish":
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    with pytest.raises(SystemExit) as ended:
        run([])
    assert (ended.value.code or 0, capsys.readouterr().out.strip()) == (code, said)


def test_where_a_file_is_asked_for_files_are_offered(complete: Complete) -> None:
    assert complete("tgx import ", "zsh") == "_files"
    assert complete("tgx import ", "bash") == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(("words", "files"), [("tgx query cities --city ", ""), ("tgx import ", "x.tsv")])
def test_bash_itself(tmp_path: Path, words: str, files: str) -> None:
    (tmp_path / "x.tsv").touch()
    (tmp_path / "tgx").write_text(f'#!/bin/sh\nexec {sys.executable} -m toshigaikou_cli "$@"\n')
    (tmp_path / "tgx").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TGX_DB": str(tmp_path / "none")}
    source = get_completion_script(prog_name="tgx", complete_var="_TGX_COMPLETE", shell="bash")
    script = (
        'compopt() { printf "no files: %s %s" "$@"; }\n'
        f"{source}\nCOMP_WORDS=({words} ''); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n_tgx_completion tgx\n"
    )
    done = subprocess.run(
        ["bash", "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == ("" if files else "no files: +o default")


def test_the_catalogue_is_the_one_that_the_words_name(
    catalogue: Path, complete: Complete, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TGX_DB", str(tmp_path / "none.sqlite"))
    assert complete(f"tgx query cities --db {catalogue} --city ソウ").startswith("ソウル特別市")
    assert complete(f"tgx --db {catalogue} query cities --city ソウ").startswith("ソウル特別市")


def test_completion_loads_nothing_heavy(catalogue: Path) -> None:
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n"
        "from toshigaikou_cli.cli.app import run\n"
        "run([])\n"
    )
    environment = {**os.environ, **asked("zsh", "tgx query measures --measure 3")}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "海岸保全" in done.stdout
    heavy = {"sqlmodel", "sqlalchemy", "pydantic", "pdfplumber", "yaml", "rich", "toshigaikou_cli.checks"}
    assert not heavy & set(done.stderr.split())


@pytest.mark.parametrize(("words", "expected"), [
    ("tgx import --kind ", "indicators\t"),
    ("tgx crosswalk accept --kind me", "merges\t"),
    ("tgx export --table mea", "measures"),
    ("tgx documents set ach", "achievements-h29.tsv\t"),
    ("tgx documents set achievements-h29.tsv pub", "publisher=\t"),
    ("tgx words add-unit --parent 環境", "環境局\t"),
])  # fmt: skip
def test_words_of_a_fixed_list_are_offered(
    catalogue: Path, complete: Complete, words: str, expected: str
) -> None:
    assert any(line.startswith(expected) for line in complete(words).splitlines())


@pytest.mark.parametrize(("language", "summary", "below"), [
    ("en", "Import strategies and yearly sheets into the catalogue.", "Measures with their bureaus and"),
    ("ja", "戦略と年度ごとの実績資料をカタログに取り込みます。", "施策"),
])  # fmt: skip
def test_commands_are_described_whole_in_the_language(
    complete: Complete, monkeypatch: pytest.MonkeyPatch, language: str, summary: str, below: str
) -> None:
    monkeypatch.setenv("TGX_LANG", language)
    lines = complete("tgx ").splitlines()
    assert f"import\t{summary}" in lines
    assert not [line for line in lines if line.endswith("...")]
    assert any(line.startswith(f"measures\t{below}") for line in complete("tgx query ").splitlines())
