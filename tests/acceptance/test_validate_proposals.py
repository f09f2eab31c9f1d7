"""The command that a finding proposes mends that finding, whatever options the check was run with."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from projects_made import Place
from toshigaikou_cli.packaged import default_project

SHEET = (
    "国際交流の取組実績（平成30年度）\n\n分野\t担当（関係）部所名\t項目名\t実績（30年度）\n"
    "①交流\t環鏡局総務部\t見学の受入れ\t見学2名\n"
    "①交流\t環境曲総務部\t講習の受入れ\t講習2名\n"
    "①交流\t環境局総務部\tソウノ特別市との交流\t職員2名の受入れ\n"
    "①交流\t環境局総務部\t視察の受入れ\t・ベルリソ市との交流を深めた。\n"
)
STRATEGY = (Path(__file__).parents[1] / "examples" / "refused" / "measure-bureau-unknown.tsv").read_text(
    encoding="utf-8"
)
HERE = ("sheet.tsv", "strategy.tsv")
WITH: dict[str, tuple[str, ...]] = {
    "files": HERE,
    "settings": HERE,
    "aliases": (*HERE, "--aliases", "our names.yaml"),
    "vocabulary": (*HERE, "--vocabulary", "words"),
    "both": (*HERE, "--vocabulary", "words", "--aliases", "our names.yaml"),
    "catalogue": (),
    "db": ("--db", "a b.sqlite"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet and a strategy in which each kind of name has a slip, an empty file of names, a folder of vocabularies."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.tsv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "strategy.tsv").write_text(STRATEGY.replace("国際交流推進庁", "総努局"), encoding="utf-8")
    (tmp_path / "our names.yaml").write_text("version: 1\naliases: []\n", encoding="utf-8")
    shutil.copytree(default_project() / "words", tmp_path / "words")
    return tmp_path


@pytest.mark.parametrize("way", WITH)
def test_what_is_proposed_mends_it(tgx: Run, folder: Path, way: str) -> None:
    arguments = ("validate", *WITH[way], "--severity", "info", "--fail-on", "never", "--format", "json")
    if way == "settings":
        (folder / "tgx.toml").write_text('[validate]\naliases = "our names.yaml"\n', encoding="utf-8")
    if not WITH[way] or way == "db":
        assert tgx("import", *HERE, "--replace", *WITH[way]).code == 0

    def proposed() -> dict[tuple[str, str], str]:
        findings: list[dict[str, Any]] = json.loads(tgx(*arguments).out)["findings"]
        return {(each["check"], each["cell"]): each["accept"] for each in findings if each["accept"]}

    first = proposed()
    assert {check for check, _ in first} == {
        "bureau-unknown",
        "measure-bureau-unknown",
        "city-unknown",
        "place-unknown",
    }
    for finding, command in first.items():
        if finding not in proposed():
            continue  # two slips, one name
        tool, *words = shlex.split(command)
        done = tgx(*words)
        assert (tool, done.code) == ("tgx", 0), (command, done.err)
        assert finding not in proposed(), command
    named = "words/aliases.yaml" if way == "vocabulary" else "our names.yaml"
    text = (folder / named).read_text(encoding="utf-8") if (folder / named).exists() else ""
    assert ("環鏡局" in text) == (way in ("settings", "aliases", "vocabulary", "both"))


def test_a_name_of_other_files_does_not_make_the_catalogue_anew(tgx: Run, folder: Path) -> None:
    add = ("vocabulary", "add-alias", "環鏡局", "--bureau", "kankyou", "--reason", "slip", "--rebuild")
    done = tgx(*add, "--aliases", "our names.yaml")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "--rebuild: the catalogue does not read these names" in done.err
    assert "環鏡局" not in (folder / "our names.yaml").read_text(encoding="utf-8")


def test_no_command_is_proposed_that_would_be_refused(tgx: Run, folder: Path) -> None:
    """A unit of another government is in no register: a file of names cannot refer to it."""
    strategy = STRATEGY.replace("港都国際交流戦略", "横浜市国際戦略").replace("国際交流推進庁", "消防局")
    (folder / "strategy.tsv").write_text(strategy.replace("生活文化局", "国際局"), encoding="utf-8")
    sheet = SHEET.replace("国際交流の取組実績", "横浜市国際交流の取組実績").replace("環鏡局総務部", "国祭局")
    (folder / "sheet.tsv").write_text(sheet, encoding="utf-8")
    found = json.loads(tgx("validate", *HERE, "--format", "json").out)["findings"]
    for each in found:
        if each["accept"]:
            assert tgx(*shlex.split(each["accept"])[1:]).code == 0


def test_what_is_proposed_mends_it_in_every_project(tgx: Run, place: Place) -> None:
    unit = place.facts.units[0]
    slip = f"{unit[:2]}郷{unit[2:]}"
    rows = [
        ("①交流", slip, "見学の受入れ", "見学2名"),
        ("①交流", unit, "ソウノ特別市との交流", "職員2名の受入れ"),
        ("①交流", unit, "視察の受入れ", "・ベルリソ市との交流を深めた。"),
    ]
    assert tgx("import", place.sheet("slips.tsv", rows)).code == 0

    def proposed() -> dict[tuple[str, str], str]:
        asked = ("validate", "--year", "2020", "--severity", "info", "--fail-on", "never", "--format", "json")
        found = json.loads(tgx(*asked).out)["findings"]
        return {(each["check"], each["cell"]): each["accept"] for each in found if each["accept"]}

    first = proposed()
    assert {check for check, _ in first} >= {"bureau-unknown", "place-unknown"}
    for finding, command in first.items():
        tool, *words = shlex.split(command)
        done = tgx(*words)
        assert (tool, done.code) == ("tgx", 0), (command, done.err)
        assert finding not in proposed(), command
