"""A list of partner cities in a file of its own: into the project's words, each row with its place, or refused with it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from conftest import Run, own_project
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

LIST = """\
種別|都市名|国名|提携年月日
姉妹都市|タコマ市|アメリカ合衆国|昭和34年6月30日
友好都市|大連市|中国|昭和54年5月1日
環境協力協定|ハイフォン市|ベトナム|平成26年4月18日
姉妹都市|甲乙丙市||平成2年1月1日
姉妹都市|丁戊市|架空国|平成2年1月1日
姉妹都市|ノーフォーク市|アメリカ合衆国|
姉妹都市|パリ市|ドイツ|平成2年1月1日
姉妹都市|タコマ市|アメリカ合衆国|昭和34年6月30日
"""
CLEAR = {
    "タコマ市": ("US", {"kind": "sister", "since": "1959-06-30"}),
    "大連市": ("CN", {"kind": "sister", "since": "1979-05-01"}),
    "ハイフォン市": ("VN", {"kind": "agreement", "since": "2014-04-18"}),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = own_project(tmp_path, monkeypatch)
    (folder / "list.csv").write_text(LIST.replace("|", ","), encoding="utf-8")
    return folder


def test_a_list_is_added_with_its_places_and_what_is_not_clear_is_refused(tgx: Run, folder: Path) -> None:
    tried = tgx("words", "add-cities", "list.csv", "--dry-run")
    assert tried.code == 1
    assert "would add タコマ市 (city-1), sister, 1959-06-30: list.csv: line 2" in tried.out
    assert not (folder / "words/cities.yaml").exists()
    done = tgx("words", "add-cities", "list.csv")
    assert done.code == 1
    assert done.out.endswith("cities.yaml: 3 added, 0 there already, 5 not added\n")
    assert [line for line in done.err.splitlines() if line.startswith("not added")] == [
        "not added: 甲乙丙市 (list.csv: line 5): 甲乙丙市 is not known: its country is needed",
        "not added: 丁戊市 (list.csv: line 6): unknown country 架空国",
        "not added: ノーフォーク市 (list.csv: line 7): no date in (empty)",
        "not added: パリ市 (list.csv: line 8): it is in FR, not in DE",
        "not added: タコマ市 (list.csv: line 9): it stands twice",
    ]
    written = load_yaml(folder / "words/cities.yaml", "cities")["cities"]
    assert {each["name"]: (each["country"], *each["relations"]) for each in written} == CLEAR
    text = (folder / "words/cities.yaml").read_text(encoding="utf-8")
    assert [f"# list.csv: line {n}" in text for n in (2, 3, 4, 5)] == [True, True, True, False]


def test_the_cities_are_partners_and_a_second_time_nothing_is_written(tgx: Run, folder: Path) -> None:
    clear = "\n".join(LIST.splitlines()[:4]).replace("|", ",")
    (folder / "list.csv").write_text(clear, encoding="utf-8")
    assert tgx("words", "add-cities", "list.csv").code == 0
    before = (folder / "words/cities.yaml").read_bytes()
    again = tgx("words", "add-cities", "list.csv")
    assert (again.code, again.err) == (0, "")
    assert "there already: 大連市 (dalian): list.csv: line 3" in again.out
    assert (folder / "words/cities.yaml").read_bytes() == before
    sheet = "担当課\t事業名\t実績（平成30年度）\n国際課\t派遣\tタコマ市へ職員を派遣した。\n"
    (folder / "sheet.tsv").write_text(sheet, encoding="utf-8")
    assert tgx("import", "sheet.tsv").code == 0
    cities = {each["name"]: each for each in json.loads(tgx("query", "cities", "--format", "json").out)}
    assert cities["タコマ市"]["achievements"] == {"2018": 1}
    assert [each["kind"] for each in cities["ハイフォン市"]["relations"]] == ["agreement"]


def test_a_tie_that_is_known_with_another_date_is_refused(tgx: Run, folder: Path) -> None:
    assert tgx("words", "add-city", "大連市", "--relation", "sister", "--since", "1980-05-01").code == 0
    done = tgx("words", "add-cities", "list.csv")
    assert "not added: 大連市 (list.csv: line 3): it is one already, since 1980-05-01" in done.err


def test_a_workbook_is_read_likewise(tgx: Run, folder: Path) -> None:
    book, out = Workbook(), io.BytesIO()
    for row in LIST.splitlines()[:4]:
        book.worksheets[0].append(row.split("|"))
    book.save(out)
    (folder / "list.xlsx").write_bytes(out.getvalue())
    done = tgx("words", "add-cities", "list.xlsx")
    assert done.code == 0, done.err
    written = load_yaml(folder / "words/cities.yaml", "cities")["cities"]
    assert {each["name"]: (each["country"], *each["relations"]) for each in written} == CLEAR
    assert "# list.xlsx: sheet Sheet:row 2" in (folder / "words/cities.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["番号\t施策\n1\t港\n", "本文だけの文書。\n"])
def test_what_lists_no_city_is_refused(tgx: Run, folder: Path, text: str) -> None:
    (folder / "other.tsv").write_text(text, encoding="utf-8")
    done = tgx("words", "add-cities", "other.tsv")
    assert (done.code, done.out) == (2, "")
    assert "no table of partner cities in this document" in done.err
    assert not (folder / "words/cities.yaml").exists()
