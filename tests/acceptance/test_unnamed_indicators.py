"""A keyed sheet without a column of indicators: its numbers are the strategy's indicator where they can be no other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

HEADER = ("番号", "施策", "概要", "担当課", "指標", "単位", "現状値（R1）", "目標値（R7）")
STRATEGY = (
    "潮見市国際交流推進計画",
    "令和3年3月",
    "計画期間 令和3年度～令和7年度",
    "基本目標1 世界とつながるまち",
    HEADER,
    ("1", "留学生の支援", "相談に応じる。", "国際課", "相談件数", "件", "80", "150"),
    ("2", "日本語教室の開催", "教室を開く。", "国際課", "受講者数", "人", "40", "90"),
    ("3", "多言語での発信", "発信する。", "広報課", "発信件数", "件", "10", "30"),
    ("", "", "", "", "閲覧数", "件", "1000", "2000"),
    ("4", "苦情への対応", "対応する。", "広報課", "", "", "", ""),
)
KEYED = ("施策番号", "担当課", "目標値", "実績値", "達成率")
NAMED = ("施策番号", "施策名", "担当課", "目標値", "実績値", "取組実績")


def written(folder: Path, name: str, *parts: str | Sequence[str]) -> Path:
    path = folder / name
    lines = (part if isinstance(part, str) else "\t".join(part) for part in parts)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return written(tmp_path, "plan.tsv", *STRATEGY)


def keyed(folder: Path, *rows: Sequence[str], header: Sequence[str] = KEYED, year: int = 4) -> Path:
    return written(folder, f"r{year}.tsv", f"潮見市国際交流推進計画 令和{year}年度の進捗", header, *rows)


def indicators(tgx: Run, *paths: Path) -> list[dict[str, Any]]:
    done = tgx("import", *paths)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(tgx("query", "indicators", "--format", "json").out)
    return [each for each in found if each["source"]["document"] != "plan.tsv"]


def notes(tgx: Run) -> list[tuple[str, list[str]]]:
    done = tgx("validate", "--select", "indicator-untold", "--severity", "info", "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)["findings"]
    assert {each["severity"] for each in found} <= {"info"}
    return [(each["cell"], each["message"]) for each in found]


@pytest.mark.parametrize("sheet_first", [False, True])
def test_the_only_row_of_a_measure_with_one_indicator_is_that_one(
    tgx: Run, plan: Path, tmp_path: Path, sheet_first: bool
) -> None:
    sheet = keyed(tmp_path, ("1", "国際課", "110", "108", "98.2%"), ("2", "国際課", "70人", "66人", "94.3%"))
    found = indicators(tgx, *([sheet, plan] if sheet_first else [plan, sheet]))
    assert [each["name"] for each in found] == ["相談件数", "受講者数"]
    assert notes(tgx) == []
    report = json.loads(tgx("report", "indicators", "--format", "json").out)["indicators"]
    first = report[0]
    assert (first["name"], first["unit"], first["measures"]) == ("相談件数", "件", ["1"])
    assert [(v["fiscal_year"], v["text"]) for v in first["actual"]] == [(2022, "108")]
    assert [v["fiscal_year"] for v in first["target"]] == [2022, 2025]


def test_a_row_that_is_called_like_its_measure_is_that_indicator_too(
    tgx: Run, plan: Path, tmp_path: Path
) -> None:
    row = ("1", "1　留学生の支援", "国際課", "100件", "92件", "相談に92件応じた。")
    assert [each["name"] for each in indicators(tgx, plan, keyed(tmp_path, row, header=NAMED))] == [
        "相談件数"
    ]


def test_one_of_several_indicators_is_named_as_not_told(tgx: Run, plan: Path, tmp_path: Path) -> None:
    sheet = keyed(tmp_path, ("3", "広報課", "20", "18", "90%"))
    assert [each["name"] for each in indicators(tgx, plan, sheet)] == ["多言語での発信"]
    ((cell, message),) = notes(tgx)
    assert cell == "多言語での発信"
    assert "発信件数 or 閲覧数 of measure 3" in message


@pytest.mark.parametrize(
    "rows",
    [
        [("2", "日本語教室の開催", "国際課", "60回", "55回", "教室を55回開いた。")],
        [("2", "教材の作成", "国際課", "60", "55", "教材を作った。")],
        [
            ("2", "日本語教室の開催", "国際課", "60", "55", "昼に開いた。"),
            ("2", "日本語教室の開催", "国際課", "30", "25", "夜に開いた。"),
        ],
    ],
    ids=["another unit", "another name", "two rows"],
)
def test_what_may_be_another_indicator_keeps_the_name_of_its_row(
    tgx: Run, plan: Path, tmp_path: Path, rows: list[Sequence[str]]
) -> None:
    found = indicators(tgx, plan, keyed(tmp_path, *rows, header=NAMED))
    assert [each["name"] for each in found] == [row[1] for row in rows]
    assert [cell for cell, _ in notes(tgx)] == [row[1] for row in rows]


def test_a_sheet_that_names_its_indicators_is_left_alone(tgx: Run, plan: Path, tmp_path: Path) -> None:
    header = ("施策番号", "指標", "担当課", "目標値", "実績値", "取組実績")
    row = ("2", "開催回数（回）", "国際課", "60", "55", "教室を開いた。")
    assert [each["name"] for each in indicators(tgx, plan, keyed(tmp_path, row, header=header))] == [
        "開催回数"
    ]
    assert notes(tgx) == []


def test_a_measure_without_an_indicator_gives_its_title(tgx: Run, plan: Path, tmp_path: Path) -> None:
    sheet = keyed(tmp_path, ("4", "広報課", "10", "8", "80%"))
    assert [each["name"] for each in indicators(tgx, plan, sheet)] == ["苦情への対応"]
    assert notes(tgx) == []


def test_the_same_rows_again_are_unchanged_and_the_names_go_with_the_strategy(
    tgx: Run, plan: Path, tmp_path: Path
) -> None:
    rows = (("1", "国際課", "110", "108", "98.2%"), ("2", "国際課", "70", "66", "94.3%"))
    assert [each["name"] for each in indicators(tgx, plan, keyed(tmp_path, *rows))] == [
        "相談件数",
        "受講者数",
    ]
    done = tgx("import", keyed(tmp_path, rows[0], ("2", "国際課", "70", "67", "95.7%")))
    assert "0 inserted, 1 changed, 0 removed, 1 unchanged" in done.out
    more = [*STRATEGY[:7], ("", "", "", "", "修了者数", "人", "20", "50"), *STRATEGY[7:]]
    found = indicators(tgx, written(tmp_path, "plan.tsv", *more))
    assert [each["name"] for each in found] == ["相談件数", "日本語教室の開催"]
