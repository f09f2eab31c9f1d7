"""A column behind the names of the measures whose name may be that of a level (施策名 | 目的 | 内容) is of each measure."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument, StrategyDocument

TOP = ("みさき市国際化推進計画", "計画期間　令和4年度～令和8年度")


def strategy(header: tuple[str, ...], *cells: str, headings: bool = True) -> StrategyDocument:
    rows = [(str(at), f"施策その{at}", cell, "国際課") for at, cell in enumerate(cells, 1)]
    first = ("基本目標１　結ぶ", header, *rows[:2]) if headings else (header, *rows[:2])
    second = ("基本目標２　学ぶ", header, *rows[2:]) if headings else rows[2:]
    document = parse(blocks(*TOP, *first, *second), context("s.html"))
    assert isinstance(document, StrategyDocument)
    assert not document.rejected
    return document


@pytest.mark.parametrize("name", ["目的", "目標", "方針", "方向性", "取組の方向性"])
def test_behind_the_title_it_is_no_level(name: str) -> None:
    document = strategy(("番号", "施策名", name, "担当課"), "若者の視野を広げる", "場をつくる", "支える")
    assert [(goal.code, goal.title) for goal in document.goals] == [("1", "結ぶ"), ("2", "学ぶ")]
    assert [(each.code, each.goal, each.area) for each in document.measures] == [
        ("1", "1", ""),
        ("2", "1", ""),
        ("3", "2", ""),
    ]
    assert [cell.column for cell in document.measures[0].cells if cell.header == name] == [""]


@pytest.mark.parametrize("cells", [("1 結ぶ", "1 結ぶ", "2 学ぶ"), ("結ぶ", "結ぶ", "結ぶ", "学ぶ")])
def test_with_numbers_or_the_same_for_several_measures_it_is_one(cells: tuple[str, ...]) -> None:
    document = strategy(("番号", "施策名", "目標", "担当課"), *cells, headings=False)
    assert [goal.title for goal in document.goals] == ["結ぶ", "学ぶ"]


@pytest.mark.parametrize("name", ["基本目標", "柱"])
def test_a_name_that_is_sure_is_a_level_wherever_it_stands(name: str) -> None:
    document = strategy(("番号", "施策名", name, "担当課"), "結ぶ", "学ぶ", "支える", headings=False)
    assert [goal.title for goal in document.goals] == ["結ぶ", "学ぶ", "支える"]


def test_before_the_title_a_name_that_is_not_sure_is_a_level() -> None:
    parts = (
        ("目的", "番号", "施策名", "担当課"),
        ("結ぶ", "1", "派遣", "国際課"),
        ("学ぶ", "2", "講座", "国際課"),
    )
    document = parse(blocks(*TOP, *parts), context("s.html"))
    assert isinstance(document, StrategyDocument)
    assert [goal.title for goal in document.goals] == ["結ぶ", "学ぶ"]


def test_of_a_sheet_what_comes_next_is_no_field() -> None:
    header = ("No.", "担当課", "事業名", "取組の方向性", "実績")
    rows = (("1", "国際課", "派遣", "続ける", "派遣した。"), ("2", "国際課", "講座", "見直す", "開いた。"))
    document = parse(blocks("令和5年度 実績", header, *rows), context("s.html"))
    assert isinstance(document, SheetDocument)
    assert [each.field for each in document.achievements] == ["", ""]


@pytest.mark.parametrize(
    ("upper", "finest"),
    [
        ("施策", "具体的な取組"),
        ("施策名", "主な取組"),
        ("事業名", "具体的な取組"),
        ("取組", "具体的な取組"),
        ("事業名", "細事業"),
        ("施策", "事業"),
    ],
)
def test_the_finest_of_three_levels_names_the_rows_of_a_sheet(upper: str, finest: str) -> None:
    header = ("基本目標", upper, finest, "担当課", "取組実績")
    rows = [
        ("1 交流", "(1) 日本語", name, "国際課", f"{name}を行った。") for name in ("教室", "養成", "翻訳")
    ]
    made = parse(blocks("令和5年度 進捗状況", header, *rows), context("a.xlsx"))
    assert isinstance(made, SheetDocument)
    assert [(each.field, each.item) for each in made.achievements] == [
        ("交流", "教室"),
        ("交流", "養成"),
        ("交流", "翻訳"),
    ]


def test_points_name_no_row_of_a_sheet() -> None:
    header = ("基本目標", "施策", "具体的な取組", "担当課", "取組実績")
    rows = [
        ("1 交流", name, "・中学生の相互派遣\n・周知を行う", "国際課", "行った。")
        for name in ("派遣", "受入")
    ]
    made = parse(blocks("令和5年度 進捗状況", header, *rows), context("a.xlsx"))
    assert isinstance(made, SheetDocument)
    assert [each.item for each in made.achievements] == ["派遣", "受入"]


@pytest.mark.parametrize("finest", ["取組", "具体的な取組", "事業名"])
@pytest.mark.parametrize("code", ["１ ", ""])
def test_rows_grouped_by_a_level_with_codes_are_the_measures(finest: str, code: str) -> None:
    header = ("基本方針", "施策", finest, "内容", "主管課")
    rows = [
        ("Ⅰ 交流", f"{code}姉妹都市", "相互派遣", "生徒を送る", "国際課"),
        ("", "", "周年事業", "祝う", "国際課"),
        ("Ⅱ 共生", f"{code}生活支援", "相談窓口", "応じる", "国際課"),
        ("", "", "医療通訳", "送る", "保健課"),
    ]
    made = parse(blocks("国際交流ビジョン（2024～2028）", header, *rows), context("a.xlsx", kind="strategy"))
    assert isinstance(made, StrategyDocument)
    assert [each.title for each in made.measures] == ["相互派遣", "周年事業", "相談窓口", "医療通訳"]


def test_points_under_a_measure_with_a_code_that_say_nothing_else_are_none() -> None:
    header = ("基本方針", "施策", "主な取組", "主管課")
    rows = [
        ("Ⅰ 交流", "１ 姉妹都市", "相互派遣", "国際課"),
        ("", "", "周年事業", ""),
        ("", "２ 会議", "誘致", "国際課"),
    ]
    made = parse(blocks("国際交流ビジョン（2024～2028）", header, *rows), context("a.xlsx", kind="strategy"))
    assert isinstance(made, StrategyDocument)
    assert [each.title for each in made.measures] == ["姉妹都市", "会議"]
