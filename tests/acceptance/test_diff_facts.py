"""``tgx diff`` of documents that differ in anything but their words: codes, grades, amounts, indicators, periods."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from acceptance.test_schemas import validator
from conftest import Run
from make_kitakyushu import SOURCES

SHEET = """令和4年度　実績報告,,,,,,,
施策番号,担当課,事業名,実施内容,評価,決算額（千円）,備考,整理
2-1-1,市民協働課,日本語教室,教室を40回開催した。,A,100,,1
2-1-2,市民協働課,相談窓口,相談に応じた。,B,50,,2
"""
ROWS = """令和4年度　実績報告,,,,,,
施策番号,担当課,事業名,実施内容,指標名,目標値,実績値
2-1-1,市民協働課,日本語教室,教室を開催した。,受講者数,150人,120人
2-1-3,学校教育課,通訳派遣,通訳を派遣した。,派遣回数,10回,8回
"""
INDICATORS = """国際化推進計画　成果指標（令和4年度）,,,,,,,
番号,指標,単位,基準値（R1）,R2実績,R3実績,R4実績,目標値（R6）
1-1-1,派遣生徒数,人,10,10,0,12,20
2-1-1,受講者数,人,100,100,120,130,150
"""


def compared(tgx: Run, folder: Path, old: str, new: str) -> tuple[set[tuple[str, ...]], int]:
    """The differences of two texts in every format, which are the same, and the exit code."""
    paths = folder / "a.csv", folder / "b.csv"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    done = tgx("diff", *paths, "--format", "json", "--exit-code")
    data: dict[str, Any] = json.loads(done.out)
    validator("diff").validate(data)
    names = ("verb", "old", "new", "note")
    stays = ("continued", "repeated", "redated")
    told = {
        (aspect["key"], *(change[name] for name in names))
        for aspect in data["aspects"]
        for change in aspect["changes"]
        if change["verb"] not in stays
    }
    rows = csv.DictReader(io.StringIO(tgx("diff", *paths, "--format", "csv").out))
    found = {(row["aspect"], *(row[name] for name in names)) for row in rows if row["verb"] not in stays}
    assert found == told
    for shape in ("table", "markdown"):
        shown = tgx("diff", *paths, "--wide", "--format", shape).out
        assert all(text in shown for _, _, *texts in told for text in texts)
        assert ("no differences" in shown) == (not told)
    return told, done.code


@pytest.mark.parametrize(
    ("text", "old", "new", "difference"),
    [
        (SHEET, "2-1-2,市", "2-1-1,市", ("columns", "changed", "2-1-2", "2-1-1", "施策番号")),
        (SHEET, ",A,", ",C,", ("figures", "changed", "A", "C", "rating")),
        (SHEET, ",A,", ",,", ("figures", "dropped", "A", "", "rating")),
        (
            SHEET, ",100,", ",900,",
            ("figures", "changed", "100千円", "900千円", "spent amount FY2022"),
        ),
        (SHEET, "100,,1", "100,オンライン,1", ("columns", "new", "", "オンライン", "備考")),
        (ROWS, "120人", "125人", ("indicators", "changed", "120人", "125人", "actual FY2022")),
        (INDICATORS, "0,12,20", "0,11,20", ("indicators", "changed", "12人", "11人", "actual FY2022")),
        (INDICATORS, "12,20", "12,25", ("indicators", "changed", "20人", "25人", "target FY2024")),
        (INDICATORS, "1-1-1,", "1-1-2,", ("indicators", "changed", "1-1-1", "1-1-2", "番号")),
        (INDICATORS, "100,120", "未集計,120", ("indicators", "changed", "100人", "未集計", "actual FY2020")),
    ],
)  # fmt: skip
def test_each_figure_and_code_is_a_difference_of_its_own(
    tgx: Run, tmp_path: Path, text: str, old: str, new: str, difference: tuple[str, ...]
) -> None:
    assert old in text
    assert compared(tgx, tmp_path, text, text.replace(old, new, 1)) == ({difference}, 1)


@pytest.mark.parametrize("text", [SHEET, ROWS, INDICATORS])
def test_the_same_document_has_none(tgx: Run, tmp_path: Path, text: str) -> None:
    assert compared(tgx, tmp_path, text, text) == (set(), 0)
    moved = "\n".join([*text.splitlines()[:2], *reversed(text.splitlines()[2:])]) + "\n"
    assert compared(tgx, tmp_path, text, moved) == (set(), 0)


def test_numbers_that_count_the_rows_are_no_difference(tgx: Run, tmp_path: Path) -> None:
    text = SHEET.replace("整理", "No.")
    assert compared(tgx, tmp_path, text, text.replace(",,1", ",,3").replace(",,2", ",,4")) == (set(), 0)


def test_a_new_year_of_an_indicator_and_a_new_indicator(tgx: Run, tmp_path: Path) -> None:
    lines = INDICATORS.splitlines()
    later = [lines[0], f"{lines[1]},R5実績", f"{lines[2]},15", f"{lines[3]},", "2-2-2,商談,件,1,2,3,4,5,"]
    told, code = compared(tgx, tmp_path, INDICATORS, "\n".join(later) + "\n")
    assert code == 1
    assert ("indicators", "new", "", "15人", "actual FY2023") in told
    assert [each for each in told if "actual FY2022 4件" in each[3]]
    assert len(told) == 2


def test_the_figures_of_two_years_are_those_of_each_its_own(tgx: Run, tmp_path: Path) -> None:
    later = SHEET.replace("令和4年度", "令和5年度").replace(",A,100", ",A,900")
    told, _ = compared(tgx, tmp_path, SHEET, later)
    assert {each for each in told if each[0] == "figures"} == {
        ("figures", "changed", "100千円", "900千円", "spent amount FY2023")
    }
    later = ROWS.replace("令和4年度", "令和5年度")
    assert not [each for each in compared(tgx, tmp_path, ROWS, later)[0] if each[0] == "indicators"]


def test_nothing_compared_is_no_difference_that_passes(tgx: Run, tmp_path: Path) -> None:
    """Two sheets of two years have no measures in common: that is told, and no exit code 0."""
    later = SHEET.replace("令和4年度", "令和5年度")
    for path, text in ((tmp_path / "a.csv", SHEET), (tmp_path / "b.csv", later)):
        path.write_text(text, encoding="utf-8")
    done = tgx("diff", tmp_path / "a.csv", tmp_path / "b.csv", "--exit-code")
    assert done.code == 1
    assert "Not compared: " in done.out
    assert "no differences in what was compared" in done.out


def test_the_period_of_a_strategy_is_compared(tgx: Run, tmp_path: Path) -> None:
    text = (SOURCES / "strategy-2016.tsv").read_text(encoding="utf-8")
    longer = text.replace("平成28年度から令和2年度まで", "平成28年度から令和4年度まで")
    assert longer != text
    old, new = tmp_path / "a.tsv", tmp_path / "b.tsv"
    old.write_text(text, encoding="utf-8")
    new.write_text(longer, encoding="utf-8")
    assert tgx("diff", old, old, "--exit-code").code == 0
    done = tgx("diff", old, new, "--exit-code", "--format", "json")
    assert done.code == 1
    validator("diff").validate(json.loads(done.out))
    (strategy,) = (each for each in json.loads(done.out)["aspects"] if each["key"] == "strategy")
    (change,) = strategy["changes"]
    assert (change["old"], change["new"], change["note"]) == ("FY2016–FY2020", "FY2016–FY2022", "years")
