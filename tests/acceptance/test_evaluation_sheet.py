"""Evaluation sheets (事務事業評価シート) as whole commands: workbooks of a sheet for each project, read or refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from conftest import Run

TITLE = "令和6年度　事務事業評価シート（令和5年度実施事業）"
Rows = Sequence[Sequence[str | int]]


def form(name: str, unit: str, result: str, counts: tuple[int, int, int], grade: str) -> Rows:
    return [
        (TITLE,),
        ("事務事業名", name, "", "", "担当部課", unit),
        ("令和5年度の実施内容", result),
        ("指標", "名称", "単位", "R4実績", "R5計画", "R5実績"),
        ("活動指標", "開催回数", "回", *counts),
        ("事業費（千円）", "", "", 300, 320, 315),
        ("評価", "必要性", "A", "有効性", "B", ""),
        ("総合評価", grade),
        ("今後の方向性", "継続"),
    ]


def workbook(folder: Path, forms: Sequence[Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(forms, 1):
        tab = book.create_sheet(f"事業{number}")
        for row in rows:
            tab.append(list(row))
    path = folder / "sheets.xlsx"
    book.save(path)
    return path


FORMS = [
    form("市民の会", "環境局", "9月に会を開いた。", (1, 2, 2), "B　継続"),
    form("花の会", "港湾局", "荒天のため中止となった。", (1, 1, 0), "C　見直し"),
]


def test_each_sheet_is_a_project_with_its_indicators(tgx: Run, tmp_path: Path) -> None:
    done = tgx("import", workbook(tmp_path, FORMS))
    assert (done.code, done.err) == (0, "")
    assert "2 achievements" in done.out
    assert "2 indicators with their values" in done.out
    assert "2 rows are read from tables that have their headers in the first column" in done.out
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    told = [(each["item"], each["fiscal_year"], each["outcome"], each["rating"]) for each in found]
    assert sorted(told) == [("市民の会", 2023, "held", "B 継続"), ("花の会", 2023, "not_held", "C 見直し")]
    (indicator,) = next(each["indicators"] for each in found if each["item"] == "花の会")
    assert [value["value"] for value in indicator["values"]] == ["1", "1", "0"]
    assert indicator["name"] == "開催回数"


def test_a_form_with_another_table_on_it_is_refused_with_what_helps(tgx: Run, tmp_path: Path) -> None:
    forms = [[*rows[:5], ("財源", "R4決算", "R5予算", "R5決算", "", ""), *rows[5:]] for rows in FORMS]
    done = tgx("import", workbook(tmp_path, forms))
    assert (done.code, done.out) == (2, "")
    assert "sheet 事業1:row 2: a table with its headers in the first column, not read: 事務事業名" in done.err
    assert "指標 | 名称 | 単位 | R5計画 | R5実績" in done.err


def test_a_form_with_groups_of_labels_is_read_behind_them(tgx: Run, tmp_path: Path) -> None:
    groups = {1: "基本情報", 3: "指標", 5: "コスト", 6: "評価"}
    forms = [
        [rows[0], *((groups.get(at, ""), *row) for at, row in enumerate(rows[1:], 1))]
        for rows in (
            [(each if each[0] != "指標" else ("指標名", *each[1:])) for each in form] for form in FORMS
        )
    ]
    done = tgx("import", workbook(tmp_path, forms))
    assert (done.code, done.err) == (0, "")
    found = json.loads(tgx("query", "achievements", "--format", "json").out)
    told = [(each["item"], each["bureau_text"], each["outcome"], each["rating"]) for each in found]
    assert sorted(told) == [
        ("市民の会", "環境局", "held", "B 継続"),
        ("花の会", "港湾局", "not_held", "C 見直し"),
    ]
    assert [len(each["indicators"]) for each in found] == [1, 1]


def test_a_form_with_groups_of_other_names_is_refused_with_its_place(tgx: Run, tmp_path: Path) -> None:
    groups = {1: "港の部", 6: "空の部"}
    forms = [[rows[0], *((groups.get(at, ""), *row) for at, row in enumerate(rows[1:], 1))] for rows in FORMS]
    done = tgx("import", workbook(tmp_path, forms))
    assert (done.code, done.out) == (2, "")
    assert "sheet 事業1:row 2: a table with its headers in the first column, not read: 港の部" in done.err
