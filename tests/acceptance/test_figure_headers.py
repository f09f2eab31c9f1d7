"""Sheets whose header has a row of labels over the parts of an indicator, as they are imported."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from conftest import Run

ROWS = (
    ("令和3年度進捗状況",),
    ("番号", "取組", "担当局", "成果指標", "", "", "", "", "達成率", "評価", "令和3年度の実施状況"),
    ("", "", "", "指標名", "単位", "基準値(R元)", "目標値(R7)", "実績値(R3)", "", "", ""),
    ("1", "標識の整備", "建設局", "標識の数", "基", "42", "80", "51", "63.8%", "B", "駅前に9基を設けた。"),
    ("2", "式典の開催", "総務局", "式典", "―", "実施", "実施", "実施", "―", "A", "7月に開いた。"),
)


def as_csv(folder: Path) -> Path:
    path = folder / "r3.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def as_workbook(folder: Path, *, merged: bool) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    for row in ROWS:
        page.append([int(text) if text.isdigit() else text or None for text in row])
    if merged:
        page.merge_cells("D2:H2")
        for column in "ABCIJK":
            page.merge_cells(f"{column}2:{column}3")
    path = folder / "r3.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("form", ["csv", "merged", "blank"])
def test_a_label_over_the_parts_of_an_indicator(tgx: Run, tmp_path: Path, form: str) -> None:
    file = as_csv(tmp_path) if form == "csv" else as_workbook(tmp_path, merged=form == "merged")
    done = tgx("import", file)
    assert done.code == 0, done.err
    assert "2 achievements" in done.out
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert [(each["item"], each["result"], each["rating"]) for each in found] == [
        ("標識の整備", "駅前に9基を設けた。", "B"),
        ("式典の開催", "7月に開いた。", "A"),
    ]
    told = json.loads(tgx("query", "indicators", "--format", "json").out)
    assert [(each["name"], each["unit"], [v["text"] for v in each["values"]]) for each in told] == [
        ("標識の数", "基", ["42", "80", "51"]),
        ("式典", "", ["実施", "実施", "実施"]),
    ]


WITHOUT_UNITS = """令和3年度の状況
番号,取組,指標,単位,目標値,実績値,実施状況
1,標識の整備,標識の数,基,80,51,駅前に9基を設けた。
"""


def test_results_beside_numbers_are_not_dropped_in_silence(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "r3.csv"
    file.write_text(WITHOUT_UNITS, encoding="utf-8")
    done = tgx("import", file)
    assert (done.code, done.out) == (2, "")
    assert "a table of indicators, or a sheet of what was done: 実施状況 has sentences" in done.err
    assert "--kind indicators" in done.err
    japanese = tgx("--lang", "ja", "import", file)
    assert "指標の資料か実績資料か、表からは分かりません：実施状況に文章があります" in japanese.err
    assert tgx("import", file, "--kind", "achievements").code == 2
    done = tgx("import", file, "--kind", "indicators")
    assert (done.code, done.err) == (0, "")
    assert "1 indicator" in done.out


def test_a_table_of_numbers_is_no_sheet_because_the_user_says_so(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "r3.csv"
    file.write_text("令和3年度の状況\n指標,単位,目標値,実績値\n標識の数,基,80,51\n", encoding="utf-8")
    done = tgx("import", file, "--kind", "achievements")
    assert (done.code, done.out) == (2, "")
    assert "no known header" in done.err


def test_one_grade_behind_two_years_is_of_the_newer(tgx: Run, tmp_path: Path) -> None:
    file = tmp_path / "r4.csv"
    file.write_text(
        "進捗状況\n取組,担当局,令和3年度実績,令和4年度実績,評価(R2),評価\n"
        "標識の整備,建設局,駅前に9基を設けた。,公園に6基を設けた。,C,A\n",
        encoding="utf-8",
    )
    done = tgx("--lang", "ja", "import", file, "--add")
    assert done.code == 0, done.err
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    assert sorted((each["fiscal_year"], each.get("rating", "")) for each in found) == [
        (2021, ""),
        (2022, "A"),
    ]
    told = tgx("validate", "--severity", "info")
    assert "1 cell of 評価(R2) is kept as it is, not read: C" in told.out
    assert "it is of another year than what its row tells" in told.out


YEARS_BELOW = (
    ("番号", "取組", "担当局", "成果指標", "目標値", "実績値", "令和3年度の実施状況"),
    ("", "", "", "", "令和7年度", "令和3年度", ""),
    ("1", "標識の整備", "建設局", "標識の数", "80基", "51基", "駅前に9基を設けた。"),
)


def as_page(folder: Path) -> Path:
    merged = "".join(
        f"<td>{text}</td>" if below else f"<td rowspan=2>{text}</td>"
        for text, below in zip(YEARS_BELOW[0], YEARS_BELOW[1], strict=True)
    )
    rows = [merged, *("".join(f"<td>{t}</td>" for t in row if t) for row in YEARS_BELOW[1:])]
    path = folder / "r3.html"
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    path.write_text(
        f"<meta charset=utf-8><h1>令和3年度進捗状況</h1><table border=1>{table}</table>", encoding="utf-8"
    )
    return path


def as_document(folder: Path) -> Path:
    document = Document()
    document.add_paragraph("令和3年度進捗状況")
    table = document.add_table(len(YEARS_BELOW), len(YEARS_BELOW[0]))
    for at, row in enumerate(YEARS_BELOW):
        for place, text in enumerate(row):
            table.cell(at, place).text = text
    for place, text in enumerate(YEARS_BELOW[1]):
        if not text:
            table.cell(0, place).merge(table.cell(1, place)).text = YEARS_BELOW[0][place]
    path = folder / "r3.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("made", [as_page, as_document])
def test_a_year_below_each_label_of_values(tgx: Run, tmp_path: Path, made: Callable[[Path], Path]) -> None:
    done = tgx("import", made(tmp_path))
    assert done.code == 0, done.err
    (told,) = json.loads(tgx("query", "indicators", "--format", "json").out)
    assert [(v["kind"], v["fiscal_year"], v["text"]) for v in told["values"]] == [
        ("target", 2025, "80基"),
        ("actual", 2021, "51基"),
    ]
