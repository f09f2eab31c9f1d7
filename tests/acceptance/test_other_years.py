"""Sheets of other years in other words: 令和 dates, successors of the bureaus, ranges over the new year, new spellings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from projects_made import Place

FY2023 = """令和5年度 国際交流の実績

No.\t所管局\t所管部\t事業名\t取組状況（令和５年度）\t相手都市
1\t生活文化スポーツ局\tスポーツ総合推進部\t東京国際ユース（U-14）サッカー大会\t令和5年5月3日～6日、ﾍﾞﾙﾘﾝ及びサンパウロから各18名のチームを招へい\tベルリン、サンパウロ
2\t〃\t文化振興部\t海外の劇場との連携\tR5.12.28から令和6年1月5日まで、パリの劇場にて若手芸術家4名が公演\tパリ
3\t保健医療局\t感染症対策部\t新興感染症に関する都市間の情報交換\t2024年2月14日、台北市衛生局とのオンライン会議\t台北
4\t福祉局\t高齢者施策推進部\t高齢社会に関する意見交換\t11月にシンガポールの視察団12名が来訪し、認知症施策を説明\tシンガポール
5\t東京都立大学\t\t協定校との学生交流\t協定校2校へ学生5名を派遣\t
6\t都市整備局\t市街地整備部\tニューサウスウェールズ州政府との意見交換\t令和6年3月30日～4月2日、再開発の事例を紹介\tNSW州
"""

FY2019 = """所管局・部,項目名,平成31・令和元年度の実績
環境局 総務部,ソウル市との環境分野の交流,"・平成31年4月20日～令和元年5月10日、Clean Air 2019の研修に職員1名を派遣
・令和2年1月 大気汚染対策の会議（於：ソウル市）"
警視庁 総務部,国際テロ対策の連携,2019年11月５日に海外の警察関係者3名と意見交換
"""


@pytest.fixture
def rows(tgx: Run, packaged_documents: tuple[Path, Path], tmp_path: Path) -> dict[int, list[dict[str, Any]]]:
    """The achievements of both sheets, by fiscal year."""
    return taken(tgx, tmp_path, packaged_documents[0], FY2023, FY2019)


def taken(
    tgx: Run, folder: Path, strategy: Path, later: str, earlier: str
) -> dict[int, list[dict[str, Any]]]:
    (folder / "a.tsv").write_text(later, encoding="utf-8")
    (folder / "b.csv").write_bytes(earlier.encode("cp932"))
    done = tgx("import", strategy, folder / "a.tsv", folder / "b.csv", "--quiet")
    assert (done.code, done.err) == (0, ""), done
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    return {year: [a for a in found if a["fiscal_year"] == year] for year in (2019, 2023)}


def test_every_bureau_of_2023_is_known_and_in_force(tgx: Run, rows: dict[int, list[dict[str, Any]]]) -> None:
    assert [(a["bureau"], a["department"]) for a in rows[2023]] == [
        ("生活文化スポーツ局", "スポーツ総合推進部"),
        ("生活文化スポーツ局", "文化振興部"),
        ("保健医療局", "感染症対策部"),
        ("福祉局", "高齢者施策推進部"),
        ("総務局", "東京都立大学"),
        ("都市整備局", "市街地整備部"),
    ]
    assert tgx("validate").code == 0


def test_they_reach_the_measures_of_their_predecessors(rows: dict[int, list[dict[str, Any]]]) -> None:
    reached = [
        [link["measure_number"] for link in a["links"] if link["status"] == "linked"] for a in rows[2023]
    ]
    assert reached[0] == [5]  # led by オリンピック・パラリンピック準備局
    assert reached[1] == [12]  # led by 生活文化局
    assert 43 in reached[2]  # led by 福祉保健局
    assert 26 in reached[3]
    assert set(reached[4]) & {69, 71}


def dates(achievement: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(d["start"], d["end"], d["precision"]) for v in achievement["activities"] for d in v["dates"]]


@pytest.fixture
def anywhere(tgx: Run, place: Place) -> dict[int, list[dict[str, Any]]]:
    """The achievements of both sheets in each project, of units of its own."""
    place.catalogue.unlink()
    one, other = place.facts.units
    if place.name == "tokyo":
        return taken(tgx, place.folder, place.strategy, FY2023, FY2019)
    later = re.sub(r"(?m)^([1-6])\t[^\t]+\t[^\t]*\t", rf"\1\t{one}\t\t", FY2023)
    earlier = FY2019.replace("環境局 総務部", one).replace("警視庁 総務部", other)
    return taken(tgx, place.folder, place.strategy, later, earlier)


def test_dates_in_other_forms(anywhere: dict[int, list[dict[str, Any]]]) -> None:
    assert [dates(a) for a in anywhere[2023]] == [
        [("2023-05-03", "2023-05-06", "day")],
        [("2023-12-28", "2024-01-05", "day")],
        [("2024-02-14", "2024-02-14", "day")],
        [("2023-11-01", "2023-11-30", "month")],
        [],
        [("2024-03-30", "2024-04-02", "day")],
    ]
    assert [dates(a) for a in anywhere[2019]] == [
        [("2019-04-20", "2019-05-10", "day"), ("2020-01-01", "2020-01-31", "month")],
        [("2019-11-05", "2019-11-05", "day")],
    ]


def test_cities_in_other_spellings(rows: dict[int, list[dict[str, Any]]]) -> None:
    assert [a["cities"] for a in rows[2023]] == [
        ["ベルリン市", "サンパウロ州"],
        ["パリ市"],
        ["台北"],
        ["シンガポール"],
        [],
        ["ニュー・サウス・ウェールズ州"],
    ]
    assert [a["cities"] for a in rows[2019]] == [["ソウル特別市"], []]


def test_unknown_columns_stand_beside_their_row(anywhere: dict[int, list[dict[str, Any]]]) -> None:
    assert [a["extra"].get("相手都市") for a in anywhere[2023]] == [
        "ベルリン、サンパウロ",
        "パリ",
        "台北",
        "シンガポール",
        None,
        "NSW州",
    ]
    assert [a["extra"]["No."] for a in anywhere[2023]] == list("123456")


def test_people_are_counted(anywhere: dict[int, list[dict[str, Any]]]) -> None:
    counted = [
        [(q["value"], q["unit"]) for v in a["activities"] for q in v["quantities"]]
        for a in (*anywhere[2023], *anywhere[2019])
    ]
    assert counted == [
        [(18, "名")],
        [(4, "名")],
        [],
        [(12, "名")],
        [(2, "校"), (5, "名")],
        [],
        [(1, "名")],
        [(3, "名")],
    ]


def test_years_without_a_sheet_are_told_from_years_without_results(
    tgx: Run, place: Place, anywhere: dict[int, list[dict[str, Any]]]
) -> None:
    """The second city's strategy ended with FY2020."""
    report = json.loads(tgx("report", "--format", "json").out)
    years, missing = [2019, 2023], [2015, 2016, 2017, 2018, 2020, 2021, 2022]
    if place.name != "tokyo":
        missing = [2016, 2017, 2018, 2020, 2021, 2022]
    assert [y["fiscal_year"] for y in report["years"]] == years
    assert report["missing_years"] == missing
