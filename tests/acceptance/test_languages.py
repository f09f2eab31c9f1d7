"""What programs read is the same in each language: exit codes, JSON and CSV of every command that the pages show, exports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run
from messages import declared_names
from readme import DAYS, ROOT, pages, tgx_commands
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import coded
from toshigaikou_cli.vocabulary.columns import load_columns

READING = ("report", "query", "show", "search", "source", "validate", "cite", "diff", "info")


def shown_commands() -> list[str]:
    """The commands of the pages that only read, without where and how they print."""
    found = {
        command.partition(" --format")[0].partition(" --output")[0]
        for page in pages()
        for command, _ in tgx_commands(page.read_text(encoding="utf-8"))
        if command.split()[1] in READING
    }
    return sorted(found)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_data_is_the_same_for_every_command_of_the_pages(
    tgx: Run, catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    for folder in (DAYS, ROOT / "examples" / "sheets", ROOT / "data" / "projects" / "tokyo" / "documents"):
        for document in folder.glob("*.tsv"):
            shutil.copy(document, tmp_path)
    monkeypatch.chdir(tmp_path)
    commands = shown_commands()
    assert len(commands) > 30
    printed = 0
    for command in commands:
        arguments = [*command.split()[1:], "--format", form]
        japanese, english = (tgx(*arguments, "--lang", lang) for lang in ("ja", "en"))
        assert (japanese.code, japanese.out) == (english.code, english.out), command
        printed += bool(english.out)
    assert printed > 25


@pytest.mark.parametrize("form", ["datapackage", "jsonld"])
def test_exports_are_the_same(tgx: Run, catalogue: Path, tmp_path: Path, form: str) -> None:
    for lang in ("ja", "en"):
        assert tgx("export", str(tmp_path / lang), "--format", form, "--lang", lang).code == 0
    files = sorted(
        path.relative_to(tmp_path / "ja") for path in (tmp_path / "ja").rglob("*") if path.is_file()
    )
    assert files
    for file in files:
        assert (tmp_path / "ja" / file).read_bytes() == (tmp_path / "en" / file).read_bytes(), file


@pytest.mark.parametrize("way", ["--lang", "TGX_LANG", "LANG"])
def test_whoever_asks_for_english_reads_english_names(
    tgx: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way != "--lang":
        monkeypatch.setenv(way, {"TGX_LANG": "en", "LANG": "en_GB.UTF-8"}[way])
    option = ["--lang", "en"] if way == "--lang" else []
    assert "Bureau of Environment" in tgx("report", "--by", "bureau", *option).out
    shown = tgx("show", "18", *option).out
    assert shown.startswith("Measure 18 Exchange with sister cities on the environment (環境分野における")
    assert "lead bureau of the measure: Bureau of Environment" in shown
    assert "環境局" in tgx("query", "bureaus", *option).out
    assert "Bureau of Environment" not in tgx("query", "achievements", "--format", "csv", *option).out


def test_without_a_locale_names_are_those_of_the_documents(tgx: Run, catalogue: Path) -> None:
    shown = tgx("show", "18").out
    assert shown.startswith("Measure 18 環境分野における姉妹友好都市交流の実施\n")
    assert "lead bureau of the measure: 環境局" in shown
    assert "担当局が一致" not in shown


def test_labels_of_columns_and_directions_are_japanese(tgx: Run, tmp_path: Path) -> None:
    path = tmp_path / "kpi.tsv"
    text = (
        "令和4年度の指標\n指標\t単位\t目標値\t実績値\t達成率\t評価\nごみの量を減らす\tt\t100\t80\t125%\tA\n"
    )
    path.write_text(text, encoding="utf-8")
    assert tgx("import", path).code == 0
    (found,) = json.loads(tgx("query", "indicators", "--format", "json").out)
    assert found["direction"] == "down"
    listed = tgx("query", "indicators", "--format", "markdown", "--lang", "ja").out
    assert "| 減らす |" in listed
    assert "| down |" in tgx("query", "indicators", "--format", "markdown").out
    assert ",down," in tgx("query", "indicators", "--format", "csv", "--lang", "ja").out


def test_every_declared_column_has_a_japanese_name() -> None:
    names = {name for table in load_columns().tables for name in declared_names(table)}
    assert {"rate", "rating", "indicator", "planned_amount"} <= names
    assert [name for name in names if in_language(coded(name), "ja").isascii()] == ["anmc21"]
