"""Rows of a sheet that have figures or a grade, and no words of what was done."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run
from toshigaikou_cli.packaged import default_project

STRATEGY = default_project() / "documents" / "strategy-2014.tsv"
HEADER = "担当局|項目名|実績（平成29年度）|指標|目標値|実績値|評価|決算額（千円）\n"
ROWS = """\
環境局|研修|研修を2回開いた。|参加者数|100|120|A|
環境局|派遣||参加者数|100|120||
環境局|受入|||||B|
環境局|広報||||||300
環境局|調査||||||
環境局|会議|実績なし||||C|
"""


def imported(tgx: Run, folder: Path, rows: str) -> str:
    sheet = folder / "sheet.tsv"
    sheet.write_text((HEADER + rows).replace("|", "\t"), encoding="utf-8")
    done = tgx("import", STRATEGY, sheet)
    assert done.code == 0, done.err
    return done.out


def test_a_row_of_figures_is_not_told_as_a_blank_one(tgx: Run, tmp_path: Path) -> None:
    said = imported(tgx, tmp_path, ROWS)
    assert (
        "3 rows have figures or a grade and no words of what was done, and count for nothing: 派遣, 受入, 広報"
        in said
    )
    assert "5 without a result in words" in said
    rows = {row["item"]: row for row in json.loads(tgx("query", "achievements", "--format", "json").out)}
    assert [rows[item]["outcome"] for item in ("研修", "派遣", "受入", "広報", "調査", "会議")] == [
        "held"
    ] + ["empty"] * 5
    shown = {item: tgx("show", row["id"]).out for item, row in rows.items()}
    for item, reason in (
        ("派遣", "no words, only figures or a grade: counts for nothing"),
        ("受入", "no words, only figures or a grade: counts for nothing"),
        ("広報", "no words, only figures or a grade: counts for nothing"),
        ("調査", "left empty in the sheet: counts for nothing"),
        ("会議", "the sheet says that there is nothing to report: counts for nothing"),
    ):
        assert reason in shown[item]
    report = tgx("report").out
    assert "Counted nowhere: 5 without a result in words (tgx report outcomes)." in report
    assert "3 of those without a result in words have figures or a grade." in report
    told = json.loads(tgx("validate", "--format", "json", "--select", "result-empty,reading-doubtful").out)
    assert [each["message"] for each in told["findings"]] == [
        "no result in words, only figures or a grade: 派遣",
        "no result in words, only figures or a grade: 受入",
        "no result in words, only figures or a grade: 広報",
        "no result: 調査",
    ]
    data = json.loads(tgx("report", "--format", "json").out)
    assert (data[0] if isinstance(data, list) else data)["figures_alone"] == 3


def test_rows_with_words_or_with_nothing_are_none_of_these(tgx: Run, tmp_path: Path) -> None:
    said = imported(tgx, tmp_path, "".join(ROWS.splitlines(keepends=True)[::4]))
    assert "figures or a grade" not in said
    assert "figures or a grade" not in tgx("report").out
