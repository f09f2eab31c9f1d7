"""A strategy that names the sections of all wards at once, and sheets in which each ward reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

PLAN = """\
碧川市国際交流計画
令和4年3月
計画期間 令和4年度～令和8年度

姉妹・友好都市
都市|国|提携年月
ナッシュビル市|アメリカ|1993年9月
大連市|中国|1987年
釜山広域市|韓国|1993年9月
上海市|中国|1959年6月30日

基本方針1 交流を広げる
番号|施策|内容|担当課
1|地域の多文化交流|団地や商店街の集まりで隣人どうしが知り合う|市民局多文化共生課、各区 地域振興課
2|青少年の派遣|中学生を姉妹都市に派遣する|こども局青少年課、南区こども課
"""
SHEET = """\
令和5年度 実績

担当|項目名|実績（令和5年度）
南区 地域振興課|団地での地域の多文化交流|地域の多文化交流の集まりを6回開いた。
北区役所地域振興課|商店街での地域の多文化交流|地域の多文化交流の集まりを2回開いた。
東地区地域振興課|多文化の広場|地域の多文化交流の広場を開いた。
"""


@pytest.fixture
def city(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TGX_DB")
    (tmp_path / "plan.tsv").write_text(PLAN.replace("|", "\t"), encoding="utf-8")
    (tmp_path / "r5.tsv").write_text(SHEET.replace("|", "\t"), encoding="utf-8")
    made = tgx("init", tmp_path / "aokawa", "--from", tmp_path / "plan.tsv")
    assert made.code == 0, made.err
    monkeypatch.chdir(tmp_path / "aokawa")
    done = tgx("import", "documents/plan.tsv", tmp_path / "r5.tsv")
    assert done.code == 0, done.err
    return tmp_path / "aokawa"


def codes(tgx: Run, *options: str) -> list[str]:
    return [each["code"] for each in json.loads(tgx("query", "measures", *options, "--format", "json").out)]


def units_for(tgx: Run, row: str) -> list[list[str]]:
    """The units that speak for a row's link to the first measure."""
    told = json.loads(tgx("link", "explain", row, "1", "--format", "json").out)
    return [each["words"] for each in told["for"] if each["kind"] == "lead"]


def test_each_ward_answers_to_the_entry_for_all(tgx: Run, city: Path) -> None:
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [(row["bureau"], row["department"]) for row in rows] == [
        ("各区地域振興課", "南区地域振興課"), ("各区地域振興課", "北区役所地域振興課"), (None, None),
    ]  # fmt: skip
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert [each["name"] for each in unknown if each["kind"] == "bureau"] == ["東地区地域振興課"]
    assert units_for(tgx, rows[0]["id"]) == units_for(tgx, rows[1]["id"]) == [["各区地域振興課"]]
    assert units_for(tgx, rows[2]["id"]) == []


def test_a_ward_with_an_entry_of_its_own_answers_too_and_no_other(tgx: Run, city: Path) -> None:
    for name in ("南区地域振興課", "北区こども課"):
        assert tgx("words", "add-unit", name, "--source", "list").code == 0
    assert tgx("rebuild").code == 0
    assert codes(tgx, "--bureau", "南区地域振興課") == ["1"]
    assert codes(tgx, "--bureau", "南区こども課") == ["2"]
    assert codes(tgx, "--bureau", "北区こども課") == []
    row = json.loads(tgx("query", "achievements", "--format", "json").out)[0]
    assert row["bureau"] == "南区地域振興課"
    assert units_for(tgx, row["id"]) == [["各区地域振興課"]]
    said = tgx("report", "--by", "unit").out
    assert "南区地域振興課 is one of those that 各区地域振興課 stands for" in " ".join(said.split())


def test_a_tie_is_as_exact_as_its_document_has_it(tgx: Run, city: Path, tmp_path: Path) -> None:
    """In every list, page and export of a city's relations; the tables of an export give the first day and how exact it is."""
    assert tgx("words", "add-city", "仁川広域市", "--relation", "agreement", "--since", "1993-09").code == 0
    assert tgx("rebuild").code == 0
    page, folder = tmp_path / "page.html", tmp_path / "out"
    assert tgx("report", "--output", page).code == 0
    said = [page.read_text(encoding="utf-8")]
    said += [tgx("query", "cities", "--format", form).out for form in ("table", "csv", "json", "markdown")]
    said += [
        tgx("--lang", lang, "show", city).out for lang in ("en", "ja") for city in ("釜山", "ナッシュビル")
    ]
    said += [tgx("report", "--by", "city", "--format", form).out for form in ("table", "csv", "json")]
    assert tgx("export", folder, "--format", "jsonld").code == 0
    said += [path.read_text(encoding="utf-8") for path in folder.glob("*.jsonld")]
    for text in said:
        assert "1993-09-01" not in text
        assert "1987-01-01" not in text
    for text in said[1:5]:
        assert "1993-09" in text
        assert "1959-06-30" in text
    assert '{"@value": "1993-09", "@type": "xsd:gYearMonth"}' in said[-1]
    assert '{"@value": "1987", "@type": "xsd:gYear"}' in said[-1]
