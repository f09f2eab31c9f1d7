"""Cities that stand only in a column of partners: each counts, or is named as unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli.vocabulary.loading import load_vocabulary

PLAN = """\
洞海市国際戦略
計画期間 令和3年度～令和7年度

基本目標１　世界とつながるまち
番号|施策|概要|担当課
1|平和大使の派遣|中高生を派遣する。|国際課
2|海外広報の推進|海外に向けて広報する。|広報課
"""
SHEET = """\
令和4年度実績一覧
担当課|番号|事業名|相手国・都市|事業内容・実績
国際課|1|平和大使|広島市|中高生12人を派遣した。
国際課|1|学生大使|長崎|大学生3人を派遣した。
国際課|1|職員研修|大連市|職員を派遣した。
"""


@pytest.fixture
def city(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TGX_DB")
    (tmp_path / "plan.tsv").write_text(PLAN.replace("|", "\t"), encoding="utf-8")
    made = tgx("init", tmp_path / "dokai", "--from", tmp_path / "plan.tsv")
    assert made.code == 0, made.err
    monkeypatch.chdir(tmp_path / "dokai")
    Path("sheet.tsv").write_text(SHEET.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", "documents/plan.tsv", "sheet.tsv")
    assert done.code == 0, done.err
    return tmp_path / "dokai"


def test_a_city_in_japan_is_named_and_counts_once_it_is_registered(tgx: Run, city: Path) -> None:
    unknown = json.loads(tgx("words", "unknown", "--format", "json").out)
    assert [(each["name"], each["hint"]) for each in unknown] == [
        ("広島市", "a city in Japan; to count it: tgx words add-city 広島市 --country JP"),
        ("長崎", "a city in Japan; to count it: tgx words add-city 長崎市 --country JP"),
    ]
    for name in ("広島市", "長崎市"):
        assert tgx("words", "add-city", name, "--country", "JP").code == 0
    assert tgx("rebuild").code == 0
    assert json.loads(tgx("words", "unknown", "--format", "json").out) == []
    rows = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [row["cities"] for row in rows] == [["広島市"], ["長崎市"], ["大連市"]]


def test_activities_of_a_city_that_only_a_column_names_are_counted(tgx: Run, city: Path) -> None:
    done = tgx("report", "--by", "city", "--format", "json")
    rows = json.loads(done.out)["sections"][0]["rows"]
    figures = [(row["key"], row["figures"]["activities"]["numerator"]) for row in rows]
    listed = json.loads(tgx("query", "activities", "--city", "大連市", "--format", "json").out)
    assert (figures, len(listed)) == ([("大連市", 1)], 1)


@pytest.mark.parametrize(
    ("said", "kind"), [("友好都市", "sister"), ("環境協力パートナー都市", "agreement"), ("覚書", "agreement")]
)
def test_a_relation_may_be_given_as_the_tie_is_called(tgx: Run, city: Path, said: str, kind: str) -> None:
    done = tgx("words", "add-city", "大連市", "--relation", said)
    assert done.code == 0, done.err
    assert f"kind: {kind}" in Path("words/cities.yaml").read_text(encoding="utf-8").replace('"', "")
    other = tgx("words", "add-city", "釜山広域市", "--relation", "friends")
    assert (other.code, "known: sister, agreement, network" in other.err) == (2, True)


def test_an_indicator_is_shown_by_its_id(tgx: Run, city: Path) -> None:
    sheet = "令和5年度実績一覧\n担当課|番号|事業名|実績|指標名|目標値|実績値\n国際課|1|平和大使|派遣した。|派遣人数|12人|10人\n"
    Path("r5.tsv").write_text(sheet.replace("|", "\t"), encoding="utf-8")
    assert tgx("import", "r5.tsv").code == 0
    (indicator,) = json.loads(tgx("query", "indicators", "--format", "json").out)
    shown = json.loads(tgx("show", indicator["id"], "--format", "json").out)
    assert shown["achievement"]["id"] == indicator["achievement"]
    none = tgx("show", "i-00ff00")
    assert (none.code, none.err) == (2, "tgx: no indicator i-00ff00 (tgx query indicators lists all)\n")


def test_a_country_is_read_with_a_province_in_brackets() -> None:
    register = load_vocabulary().cities
    assert register.country_code("大韓民国(全羅南道)") == "KR"
    assert register.country_code("中華人民共和国（山東省）") == "CN"
    assert register.country_code("全羅南道(大韓民国)") is None


def test_a_country_is_read_with_a_province_behind_a_space() -> None:
    register = load_vocabulary().cities
    assert register.country_code("大韓民国 慶尚南道") == "KR"
    assert register.country_code("オーストラリア連邦\n西オーストラリア州") == "AU"
    assert register.country_code("大韓民国 訪問団") is None
    assert register.country_code("慶尚南道 統営市") is None
