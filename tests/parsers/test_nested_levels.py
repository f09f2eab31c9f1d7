"""Headings over the tables and a column of areas in them are two levels where the numbers of the column begin anew."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument

TOP = ("みさき市国際化推進計画", "計画期間　令和4年度～令和8年度", "基本目標１　結ぶ")
HEADER = ("主要施策", "具体的取組", "担当課")


def strategy(*parts: str | Sequence[str]) -> StrategyDocument:
    document = parse(blocks(*TOP, *parts), context("s.html"))
    assert isinstance(document, StrategyDocument)
    assert not document.rejected
    return document


def measures(document: StrategyDocument) -> list[tuple[str, str]]:
    return [(measure.code, measure.title) for measure in document.measures]


def test_numbers_that_begin_anew_are_under_their_heading() -> None:
    document = strategy(
        "施策の方向１　都市",
        HEADER,
        ("（１）姉妹都市", "①派遣", "国際課"),
        "施策の方向２　経済",
        HEADER,
        ("（１）企業", "①商談会", "商工課"),
        ("（２）観光", "①誘客", "観光課"),
    )
    assert measures(document) == [("1-1-(1)-①", "派遣"), ("1-2-(1)-①", "商談会"), ("1-2-(2)-①", "誘客")]
    assert [(area.symbol, area.title) for area in document.areas] == [
        ("1-(1)", "都市 / 姉妹都市"),
        ("2-(1)", "経済 / 企業"),
        ("2-(2)", "経済 / 観光"),
    ]
    assert not document.findings


def test_a_heading_over_numbers_that_go_on_is_named() -> None:
    document = strategy(
        "施策の方向１　都市",
        HEADER,
        ("（１）姉妹都市", "①派遣", "国際課"),
        "施策の方向２　経済",
        HEADER,
        ("（２）企業", "①商談会", "商工課"),
    )
    assert [area.symbol for area in document.areas] == ["1", "2"]
    assert measures(document) == [("1-1-①", "派遣"), ("1-2-①", "商談会")]
    (finding,) = document.findings
    assert (finding.code, finding.severity, finding.spot.line) == ("level-unread", "warning", 4)
    assert finding.message == "headings over the areas of a column are not read: 1 都市, 2 経済"


def test_a_column_of_areas_under_goals_alone_is_as_it_was() -> None:
    document = strategy(
        HEADER,
        ("（１）姉妹都市", "①派遣", "国際課"),
        ("（２）企業", "①商談会", "商工課"),
        "基本目標２　開く",
        HEADER,
        ("（１）観光", "①誘客", "観光課"),
    )
    assert [(area.goal, area.symbol) for area in document.areas] == [("1", "1"), ("1", "2"), ("2", "1")]
    assert [code for code, _ in measures(document)] == ["1-1-①", "1-2-①", "2-1-①"]
    assert not document.findings


PLAN, COLUMNS = TOP[:2], ("番号", "施策名", "担当課")


def over(first: str, second: str) -> StrategyDocument:
    rows = (first, COLUMNS, ("1", "派遣", "国際課"), second, COLUMNS, ("2", "講座", "国際課"))
    document = parse(blocks(*PLAN, *rows), context("s.html"))
    assert isinstance(document, StrategyDocument)
    return document


@pytest.mark.parametrize(
    ("first", "second"), [("■ 交流", "■ 学び"), ("○交流", "○学び"), ("交流分野", "学びの分野")]
)
def test_lines_over_measures_that_no_form_reads_are_named(first: str, second: str) -> None:
    document = over(first, second)
    assert not document.goals
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("level-unread", "warning")
    assert finding.message == f"lines over the measures are not read as goals: {first}, {second}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("国際課", "観光課"),
        ("続き", "続き"),
        ("担当：国際課", "担当：観光課"),
        ("2/5", "3/5"),
        ("交流を深める。", "学びを深める。"),
    ],
)
def test_other_lines_over_measures_are_left(first: str, second: str) -> None:
    document = over(first, second)
    assert not any(each.code == "level-unread" for each in document.findings)


@pytest.mark.parametrize("form", ["目指す姿{}", "めざす姿{}", "第{}の柱", "目標{}"])
def test_numbered_lines_over_measures_are_goals(form: str) -> None:
    document = over(f"{form.format('１')}　交流", f"{form.format('２')}　学び")
    assert [goal.title for goal in document.goals] == ["交流", "学び"]
