"""Headings over the tables of a sheet that name the measure of the rows below and who is responsible; 内容 as what was held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

PLAN = """\
湊市共生プラン（令和5年度～令和9年度）
基本目標|番号|施策|担当課
基本目標１　ことば|(1)|日本語学習の支援|企画課
|(2)|多言語の広報|企画課
基本目標２　くらし|(1)|防災|総務課
"""
SHEET = """\
令和6年度 共生プラン事業実績報告書
基本目標１　ことば
施策(1)　日本語学習の支援　【担当：企画課】
事業名|開催日|会場|参加者|内容
ひろば|6月9日|公民館|延べ412人|2クラスで開催した。
施策(1)　防災　【担当：総務課】
事業名|開催日|会場|参加者|内容
訓練|9月1日|公園|―|台風のため中止
"""


def imported(tgx: Run, folder: Path, sheet: str) -> list[dict[str, object]]:
    for name, text in (("plan", PLAN), ("sheet", sheet)):
        (folder / f"{name}.tsv").write_text(text.replace("|", "\t"), encoding="utf-8")
        done = tgx("import", folder / f"{name}.tsv")
        assert done.code == 0, done.err
    found: list[dict[str, object]] = json.loads(tgx("query", "achievements", "--format", "json").out)
    return sorted(found, key=lambda row: str(row["item"]))


def measures(row: dict[str, object]) -> list[tuple[str, str]]:
    links = row["links"]
    assert isinstance(links, list)
    return [(link["measure"], link["method"]) for link in links if link["method"] == "stated"]


def test_a_heading_names_the_measure_and_the_unit_of_the_rows_below(tgx: Run, tmp_path: Path) -> None:
    rows = imported(tgx, tmp_path, SHEET)
    assert [(row["item"], row["bureau_text"], row["outcome"], row["section"]) for row in rows] == [
        ("ひろば", "企画課", "held", "施策(1) 日本語学習の支援"),
        ("訓練", "総務課", "not_held", "施策(1) 防災"),
    ]
    assert [[code for code, _ in measures(row)] for row in rows] == [["1-(1)"], ["2-(1)"]]


def test_a_unit_below_the_heading_leaves_it_over_the_rows(tgx: Run, tmp_path: Path) -> None:
    text = SHEET.replace("　【担当：企画課】", "\n担当課：企画課").replace(
        "　【担当：総務課】", "\n担当課：総務課"
    )
    rows = imported(tgx, tmp_path, text)
    assert [row["bureau_text"] for row in rows] == ["企画課", "総務課"]
    assert [[code for code, _ in measures(row)] for row in rows] == [["1-(1)"], ["2-(1)"]]


def test_a_heading_of_another_title_states_nothing(tgx: Run, tmp_path: Path) -> None:
    """施策(1) alone is a measure of each goal."""
    rows = imported(tgx, tmp_path, SHEET.replace("日本語学習の支援", "ことばの支援"))
    assert measures(rows[0]) == []


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("事業名|会場|内容", "令和6年度 共生プラン事業実績報告書"),
        ("事業名|開催日|内容", "共生プランの事業"),
    ],
)
def test_contents_alone_are_no_results(tgx: Run, tmp_path: Path, header: str, title: str) -> None:
    row = "|".join([*["ひろば", "6月9日", "公民館"][: header.count("|")], "2クラス"])
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text(f"{title}\n担当課：企画課\n{header}\n{row}\n".replace("|", "\t"), encoding="utf-8")
    done = tgx("import", "--year", "2024", sheet)
    assert done.code == 2, done.out
    assert "no column that says what was done" in done.err
    assert "lacks" not in done.err


@pytest.mark.parametrize("name", ["事業名", "訓練名", "講座名", "行事名", "イベント名"])
def test_a_list_of_what_there_was_lacks_results(tgx: Run, tmp_path: Path, name: str) -> None:
    sheet = tmp_path / "sheet.tsv"
    text = f"令和5年度 訓練実施状況一覧\n担当課：危機管理課\nNo.|{name}|実施日|会場|参加人数|備考\n"
    text += "1|総合訓練|令和5年9月3日|公園|50人|\n"
    sheet.write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", sheet)
    assert (done.code, done.out) == (2, "")
    assert "no column that says what was done" in done.err
    assert "column 実績" in done.err
    assert "担当部所名" not in done.err
    sheet.write_text(text.replace("備考", "実績").replace("|", "\t"), encoding="utf-8")
    assert tgx("import", sheet).code == 0


def test_a_list_without_a_unit_lacks_that_too(tgx: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.tsv"
    text = "令和5年度 訓練一覧\nNo.|事業名|実施日|会場\n1|総合訓練|令和5年9月3日|公園\n"
    sheet.write_text(text.replace("|", "\t"), encoding="utf-8")
    done = tgx("import", sheet)
    assert "bureau" in done.err
