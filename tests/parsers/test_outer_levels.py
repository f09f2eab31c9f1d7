"""The outermost level of a plan under a header that is not known."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.finding import UNREAD

TITLE = "浜辺町総合計画　令和5年度～令和9年度"
ALONE = [
    ("1 育つまち", "1-1 子育て", "1-1-1 ひろばの開催", "毎月の開催", "住民課"),
    ("", "", "1-1-2 放課後の見守り", "児童館の運営", "住民課"),
    ("", "1-2 健康", "1-2-1 健診の受診促進", "休日の健診", "住民課"),
    ("2 にぎわうまち", "2-1 産業", "2-1-1 新規就農の支援", "研修農場", "産業課"),
]
APART = [
    ("1", "育つまち", "1-1", "子育て", "1-1-1", "ひろばの開催", "毎月の開催", "住民課"),
    ("", "", "", "", "1-1-2", "放課後の見守り", "児童館の運営", "住民課"),
    ("", "", "1-2", "健康", "1-2-1", "健診の受診促進", "休日の健診", "住民課"),
    ("2", "にぎわうまち", "2-1", "産業", "2-1-1", "新規就農の支援", "研修農場", "産業課"),
]
READ = [
    ("1-1-1", "1", "育つまち", "1-1", "子育て", "ひろばの開催", "毎月の開催"),
    ("1-1-2", "1", "育つまち", "1-1", "子育て", "放課後の見守り", "児童館の運営"),
    ("1-2-1", "1", "育つまち", "1-2", "健康", "健診の受診促進", "休日の健診"),
    ("2-1-1", "2", "にぎわうまち", "2-1", "産業", "新規就農の支援", "研修農場"),
]


def strategy(*rows: tuple[str, ...]) -> StrategyDocument:
    document = parse(blocks(TITLE, *rows), context("plan.csv"))
    assert isinstance(document, StrategyDocument)
    return document


def read(document: StrategyDocument) -> list[tuple[str, ...]]:
    goals = {goal.code: goal.title for goal in document.goals}
    areas = {area.code: area.title for area in document.areas}
    return [
        (m.code, m.goal, goals[m.goal], at := f"{m.goal}-{m.area}", areas[at], m.title, m.overview)
        for m in document.measures
    ]


@pytest.mark.parametrize("name", ["まちづくりの目標", "将来像", "めざす姿"])
def test_it_is_the_goal_where_the_codes_name_it(name: str) -> None:
    document = strategy((name, "政策", "施策", "主な取組", "担当"), *ALONE)
    assert read(document) == READ
    assert not document.findings


@pytest.mark.parametrize("number", ["目標番号", "番号", "No."])
def test_so_it_is_with_its_code_beside_it(number: str) -> None:
    header = (number, "将来像", "政策番号", "政策", "施策番号", "施策", "主な取組", "担当")
    assert read(strategy(header, *APART)) == READ


@pytest.mark.parametrize("goal", ["まちづくりの目標", "基本目標"])
def test_what_stands_behind_the_levels_is_read_under_a_header_of_two_rows(goal: str) -> None:
    over = (goal, "", "政策", "", "施策", "", "", "")
    under = ("No.", "名称", "No.", "名称", "No.", "名称", "主な取組", "担当")
    assert read(strategy(over, under, *APART)) == READ


@pytest.mark.parametrize(
    "outer",
    [
        ["3 育つまち", "", "", "4 にぎわうまち"],  # codes that no measure has
        ["育つまち", "", "", "にぎわうまち"],  # none at all
        ["1 育つまち", "", "1 元気なまち", "2 にぎわうまち"],  # two names for one
    ],
)
def test_it_is_named_where_they_do_not(outer: list[str]) -> None:
    rows = [(text, *row[1:]) for text, row in zip(outer, ALONE, strict=True)]
    document = strategy(("まちづくりの目標", "政策", "施策", "主な取組", "担当"), *rows)
    named = [(each.spot.cell, each.cell, each.spot.line) for each in document.findings if each.code == UNREAD]
    lines = [at for at, text in enumerate(outer, 3) if text]
    assert named == [
        ("まちづくりの目標", text, at) for text, at in zip(filter(None, outer), lines, strict=True)
    ]
    assert "育つまち" not in {goal.title for goal in document.goals}


def test_a_remark_for_each_measure_is_no_level() -> None:
    rows = [(f"{text}から", *row[1:]) for text, row in zip("春夏春秋", ALONE, strict=True)]
    document = strategy(("開始の時期", "政策", "施策", "主な取組", "担当"), *rows)
    assert [each for each in document.findings if each.code == UNREAD] == []


def test_a_third_level_above_a_goal_and_an_area_is_named() -> None:
    rows = [("みらい", *row) for row in ALONE]
    document = strategy(("理念", "基本目標", "基本施策", "施策", "主な取組", "担当"), *rows)
    assert read(document) == READ
    assert [(each.spot.cell, each.cell) for each in document.findings if each.code == UNREAD] == [
        ("理念", "みらい")
    ]
