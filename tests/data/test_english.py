"""English names: every title of the packaged strategy and every country has one, and says where it is from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from conftest import Run
from toshigaikou_cli.english import FILE, english_names
from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.packaged import base_data, default_project
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

WORDS = default_project() / "words"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def entries(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["names"]
    return found


def test_countries_are_called_as_cldr_has_them() -> None:
    territories = Locale("en").territories
    countries = load_yaml(base_data("countries.yaml"), "countries")["countries"]
    assert {each["name"]: each["name_en"] for each in entries(base_data(FILE))} == {
        each["name"]: territories[each["code"]] for each in countries
    }


def test_each_name_says_whose_it_is_and_none_stands_twice() -> None:
    own = entries(WORDS / FILE)
    assert {each["certainty"] for each in own} == {"ours", "official"}
    assert [each["name"] for each in own if each["certainty"] == "official"] == ["東京都"]
    assert {each["certainty"] for each in entries(base_data(FILE))} == {"cldr"}
    assert len({each["name"] for each in own}) == len(own)
    assert not [each for each in own if JAPANESE.search(each["name_en"])]


def test_the_packaged_strategy_is_all_in_english(catalogue: Path, tgx: Run) -> None:
    shown = tgx("report", "--goal", "2", "--lang", "en", "--wide").out
    assert shown.startswith("Tokyo’s Basic Strategy for City Diplomacy (2014-12)\n")
    assert re.search(r"^ 43 +Cooperation on infectious diseases +Bureau of Social", shown, re.MULTILINE)
    assert "English titles are ours" in shown
    every = [JAPANESE.findall(tgx("report", "--goal", goal, "--lang", "en").out) for goal in "123"]
    assert set().union(*every) <= set("アイウエオカキク")  # the codes of areas
    assert tgx("report", "--lang", "en", "--format", "json") == tgx("report", "--format", "json")
    assert "感染症対策の協力関係推進" in tgx("report", "--goal", "2").out


@pytest.mark.parametrize("by", ["area", "goal", "year"])
def test_goals_and_areas_of_a_view_are_in_english(catalogue: Path, tgx: Run, by: str) -> None:
    shown = tgx("report", "--by", by, "--lang", "en", "--wide").out
    assert "Learning from the policies of major cities" in shown or by != "area"
    assert set(JAPANESE.findall(shown)) <= set("アイウエオカキク")
    assert "English titles are ours" in shown
    plain = tgx("report", "--by", by, "--wide").out
    assert "世界主要都市との施策の学び合い" in plain or by != "area"
    assert "English titles" not in plain
    assert "English titles" not in tgx("report", "--by", "city", "--lang", "en").out
    form = ("report", "--by", by, "--format", "json")
    assert tgx(*form) == tgx(*form, "--lang", "en")


def test_the_note_on_letters_of_areas_is_one_line(catalogue: Path, tgx: Run, tmp_path: Path) -> None:
    told = [line for line in tgx("report", "--goal", "2", "--lang", "en").out.splitlines() if "kana" in line]
    assert len(told) == 1
    assert width(told[0]) < 80
    assert tgx("show", "1-a").out == tgx("show", "1.1").out == tgx("show", "1-ア").out
    assert "kana" not in tgx("report", "--goal", "2").out
    assert "kana" not in tgx("report", "--lang", "en").out


def test_the_page_in_english_is(catalogue: Path, tgx: Run) -> None:
    page = tgx("report", "--lang", "en", "--format", "html").out
    headings = re.findall(r"<h[1-5][^>]*>([^<]*)", page)
    assert [
        each for each in headings if JAPANESE.sub("", each) != each and not re.match(r"\d-[ア-ク] ", each)
    ] == []
    assert "感染症対策の協力関係推進。" in page  # the document's own words stand with its text
    assert "English titles of goals and measures are unofficial" in page
    assert "unofficial" not in tgx("report", "--format", "html").out


def test_a_project_without_the_file_has_the_countries_only(tmp_path: Path) -> None:
    assert english_names(tmp_path)["韓国"] == "South Korea"
    assert "大都市共通の課題解決" not in english_names(tmp_path)
    (tmp_path / FILE).write_text('{"names": [{"name": "x"}]}', encoding="utf-8")
    with pytest.raises(VocabularyError, match="no list of English names"):
        english_names(tmp_path)
