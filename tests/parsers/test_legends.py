"""Marks of a column of states by the legend of their sheet, and a column of states for each year."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument
from toshigaikou_cli.records.finding import UNREAD
from toshigaikou_cli.resolving.sheet import activities_of, outcomes_in

HEADER = ("担当課", "事業名", "令和6年度の取組", "進捗", "備考")


def sheet(
    marks: Sequence[str], *legend: str | Sequence[str], header: str = "進捗", text: str = "会の開催"
) -> SheetDocument:
    rows = [("国際課", f"交流{at}", text, mark, "") for at, mark in enumerate(marks)]
    columns = tuple(header if each == "進捗" else each for each in HEADER)
    parsed = parse(blocks("令和6年度進捗状況", columns, *rows, *legend), context("a.csv"))
    assert isinstance(parsed, SheetDocument)
    return parsed


def outcomes(document: SheetDocument) -> list[str]:
    return [outcomes_in(each, activities_of(each))[0].outcome for each in document.achievements]


def named(document: SheetDocument) -> list[str]:
    return [each.code for each in document.findings if each.code == "legend-unread"]


@pytest.mark.parametrize(
    ("marks", "legend", "expected"),
    [
        (("○", "△", "×"), "進捗　○：実施中　△：未着手　×：休止・廃止", ["held", "cancelled", "cancelled"]),
        (("〇", "▲", "✕"), "凡例　○：実施　▲：検討中　×：中止", ["held", "planned", "cancelled"]),
        (
            ("Ａ", "Ｄ", "E"),
            "Ａ：完了　Ｂ：実施中　Ｃ：遅延　Ｄ：未着手　Ｅ：廃止",
            ["held", "cancelled", "cancelled"],
        ),
        (("Ａ", "Ｂ", "Ｃ"), "進捗区分：Ａ（完了）、Ｂ（延期）、Ｃ（継続）", ["held", "cancelled", "held"]),
        (("○", "△", "×"), "進捗状況：○実施中、△一部実施、×未実施", ["held", "held", "cancelled"]),
    ],
)
def test_a_mark_is_the_state_of_the_legend(marks: tuple[str, ...], legend: str, expected: list[str]) -> None:
    in_a_row = sheet(marks, (legend, "", "", "", ""))
    below = sheet(marks, legend)
    assert outcomes(in_a_row) == outcomes(below) == expected
    assert named(in_a_row) == named(below) == []


def test_a_legend_in_cells_of_its_row() -> None:
    assert outcomes(sheet(("○", "×"), ("凡例", "○：実施", "×：中止", "", ""))) == ["held", "cancelled"]


def test_without_a_legend_a_mark_says_as_much_as_before() -> None:
    assert outcomes(sheet(("○", "△", "×"))) == ["held"] * 3


def test_a_legend_of_grades_is_none_of_states() -> None:
    found = sheet(("Ａ", "Ｂ"), "【評価】Ａ：実施　Ｂ：中止")
    assert (outcomes(found), named(found)) == (["held", "held"], [])


def test_what_is_no_state_is_named() -> None:
    found = sheet(("○", "×"), "凡例　○：実施　×：所管外へ引渡")
    assert (outcomes(found), named(found)) == (["held", "held"], ["legend-unread"])


@pytest.mark.parametrize(
    "legend",
    [
        "進捗区分：Ａ：達成　Ｂ：概ね達成　Ｃ：効果不十分",
        "【進捗】◎：計画以上　○：計画どおり　△：遅れている　×：計画を下回る",
        "※進捗　○：順調　△：やや遅れ　×：大幅な遅れ",
        "進捗区分　○：目標を上回る　△：効果が低い　×：目標未達",
        "進捗　○：拡充　△：継続　×：縮小",
        "進捗　○：80％以上　△：50％以上　×：50％未満",
    ],
)
def test_grades_of_how_good_it_was_are_not_named(legend: str) -> None:
    assert named(sheet(("○", "×"), legend)) == []
    assert named(sheet(("○", "×"), (legend, "", "", "", ""))) == []


@pytest.mark.parametrize(
    "said", ["見合わせ", "対象外", "着手が遅れている", "効果が低く見合わせ", "他課へ引渡"]
)
def test_what_may_not_have_been_done_is_named(said: str) -> None:
    assert named(sheet(("○", "×"), f"凡例　○：順調　×：{said}")) == ["legend-unread"]


def test_two_legends_that_differ_say_nothing() -> None:
    found = sheet(("○", "×"), "凡例　○：実施　×：中止", "凡例　○：実施　×：完了")
    assert outcomes(found) == ["held", "held"]


def test_a_result_that_reports_is_not_called_off_by_its_mark() -> None:
    found = sheet(("○", "×"), "凡例　○：実施　×：中止", text="会を開催した。")
    assert outcomes(found) == ["held", "held"]
    assert [each.cell for each in found.findings if each.code == "said-otherwise"] == ["中止"]


def years(*rows: Sequence[str]) -> SheetDocument:
    columns = ("担当課", "事業名", "令和5年度実績", "令和5年度進捗", "令和6年度実績", "令和6年度進捗")
    found = [("国際課", f"交流{at}", *row) for at, row in enumerate(rows)]
    parsed = parse(blocks(columns, *found), context("a.csv"))
    assert isinstance(parsed, SheetDocument)
    return parsed


def test_a_state_is_of_its_year() -> None:
    found = years(("会の開催", "未着手", "会の開催", "実施中"), ("会の開催", "実施中", "会の開催", "休止"))
    said = {
        (each.fiscal_year, each.item): outcomes_in(each, activities_of(each))[0].outcome
        for each in found.achievements
    }
    assert said == {
        (2023, "交流0"): "cancelled",
        (2024, "交流0"): "held",
        (2023, "交流1"): "held",
        (2024, "交流1"): "cancelled",
    }
    assert [each for each in found.findings if each.code == UNREAD] == []


def test_a_state_of_a_year_that_reports_otherwise_is_named() -> None:
    found = years(
        ("会を開いた。", "中止", "会の開催", "実施中"), ("会の開催", "実施中", "会の開催", "実施中")
    )
    assert outcomes(found) == ["held"] * 4
    assert [each.cell for each in found.findings if each.code == "said-otherwise"] == ["中止"]


def test_a_state_of_a_year_without_a_result_is_of_no_other() -> None:
    found = years(("", "中止", "会の開催", "実施中"), ("会の開催", "実施中", "会の開催", "実施中"))
    assert outcomes(found) == ["held"] * 3
    assert [each.cell for each in found.findings if each.code == UNREAD] == ["中止"]
