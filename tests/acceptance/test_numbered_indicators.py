"""Codes of measures under 番号 in a document of indicators: one answer in all views; what only counts the rows is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from acceptance.test_stated import STRATEGY, add
from conftest import Run

LIST = """成果指標一覧（令和元年度）
{number}|指標|単位|H30実績|R1実績|目標値（R2）
{0}|寄港数|隻|10|12|20
{1}|派遣した生徒|人|5|6|9
"""


def tied(tgx: Run) -> dict[str, list[str]]:
    found = json.loads(tgx("query", "indicators", "--format", "json").out)
    return {each["name"]: [measure["measure"] for measure in each["measures"]] for each in found}


def lines(tgx: Run, *options: str) -> list[str]:
    data = json.loads(tgx("report", "indicators", *options, "--format", "json").out)
    return [line["name"] for line in data["indicators"]]


@pytest.mark.parametrize(
    ("number", "codes", "measures"),
    [
        ("番号", ("1-(1)", "2-(1)"), (["1-(1)"], ["2-(1)"])),
        ("No.", ("1-(1)", "1-(2)"), (["1-(1)"], ["1-(2)"])),
        ("番号", ("1-(1)", ""), (["1-(1)"], ["1-(1)"])),
        ("番号", ("1", "2"), ([], [])),
        ("番号", ("1-(1)", "9-(9)"), ([], [])),
        ("指標番号", ("1-(1)", "2-(1)"), ([], [])),
        ("整理番号", ("1-(1)", "2-(1)"), ([], [])),
    ],
)
def test_numbers_that_are_all_codes_name_the_measures(
    tgx: Run, tmp_path: Path, number: str, codes: tuple[str, str], measures: tuple[list[str], list[str]]
) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    add(tgx, tmp_path, "list.tsv", LIST.format(*codes, number=number))
    assert tuple(tied(tgx).values()) == measures
    for code in ("1-(1)", "2-(1)"):
        own = [name for name, found in tied(tgx).items() if code in found]
        assert lines(tgx, "--measure", code) == own
        shown = tgx("show", code).out
        assert [name for name in tied(tgx) if name in shown] == own


def test_the_strategy_may_come_after_the_list(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "list.tsv", LIST.format("1-(1)", "2-(1)", number="番号"))
    assert list(tied(tgx).values()) == [[], []]
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    assert list(tied(tgx).values()) == [["1-(1)"], ["2-(1)"]]


def test_titles_go_before_numbers(tgx: Run, tmp_path: Path) -> None:
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    text = LIST.format("1-(1)", "2-(1)", number="番号").replace("寄港数", "埠頭の案内")
    add(tgx, tmp_path, "list.tsv", text)
    assert tied(tgx) == {"埠頭の案内": ["1-(2)"], "派遣した生徒": []}


def test_a_line_is_the_same_with_and_without_a_measure(tgx: Run, tmp_path: Path) -> None:
    """What names no measure stands in the line of its name, also where that of one measure is asked for."""
    add(tgx, tmp_path, "strategy.tsv", STRATEGY)
    add(tgx, tmp_path, "a.tsv", LIST.format("1-(1)", "2-(1)", number="施策番号"))
    later = LIST.replace("令和元年度", "令和2年度").replace("H30実績|R1実績", "R1実績|R2実績")
    add(tgx, tmp_path, "b.tsv", later.format("1", "2", number="番号"))
    whole = json.loads(tgx("report", "indicators", "--format", "json").out)["indicators"]
    one = json.loads(tgx("report", "indicators", "--measure", "1-(1)", "--format", "json").out)["indicators"]
    assert one == [line for line in whole if line["name"] == "寄港数"]
    assert len(one[0]["ids"]) == 2
