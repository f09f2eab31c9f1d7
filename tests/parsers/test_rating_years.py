"""Grades and figures of a sheet with results of several years belong to the year that they are of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument

OLD, NEW = "令和3年度実績", "令和4年度実績"
FIRST, SECOND = "駅前に9基を設けた。", "公園に6基を設けた。"


def sheet(header: Sequence[str], *rows: Sequence[str]) -> SheetDocument:
    document = parse(blocks("進捗状況", ("取組", "担当課", *header), *rows), context("a.csv"))
    assert isinstance(document, SheetDocument)
    return document


def ratings(document: SheetDocument) -> list[tuple[int, str]]:
    return [(record.fiscal_year, record.rating) for record in document.achievements]


@pytest.mark.parametrize(
    ("header", "cells", "old", "new"),
    [
        ((OLD, NEW, "評価"), (FIRST, SECOND, "A"), "", "A"),
        (("評価", OLD, NEW), ("A", FIRST, SECOND), "", "A"),
        ((NEW, OLD, "評価"), (SECOND, FIRST, "A"), "", "A"),
        ((OLD, NEW, "自己評価", "総合評価"), (FIRST, SECOND, "A", "B"), "", "A、B"),
        ((OLD, "評価", NEW), (FIRST, "B", SECOND), "B", ""),
        ((OLD, "評価", NEW, "評価"), (FIRST, "B", SECOND, "A"), "B", "A"),
        (("評価", OLD, "評価", NEW), ("B", FIRST, "A", SECOND), "B", "A"),
        ((OLD, NEW, "評価（R3）", "評価（R4）"), (FIRST, SECOND, "B", "A"), "B", "A"),
        ((OLD, NEW, "令和3年度評価", "評価"), (FIRST, SECOND, "B", "A"), "B", "A"),
    ],
)
def test_a_grade_is_of_one_of_two_years(
    header: tuple[str, ...], cells: tuple[str, ...], old: str, new: str
) -> None:
    found = sheet(header, ("標識", "道路課", *cells))
    assert sorted(ratings(found)) == [(2021, old), (2022, new)]
    assert found.findings == ()


@pytest.mark.parametrize("header", [("評価（R3）", "評価（R4）"), ("前年度評価", "評価")])
def test_a_grade_of_a_year_without_results_is_named(header: tuple[str, str]) -> None:
    found = sheet((NEW, *header), ("標識", "道路課", SECOND, "B", "A"))
    assert ratings(found) == [(2022, "A")]
    assert [(each.code, each.cell) for each in found.findings] == [("cell-unread", "B")]


def test_a_grade_of_a_year_whose_cell_is_empty_is_named_and_given_to_no_other() -> None:
    found = sheet((OLD, NEW, "評価"), ("標識", "道路課", FIRST, "", "C"), ("教室", "市民課", FIRST, "", "－"))
    assert ratings(found) == [(2021, ""), (2021, "")]
    assert [(each.code, each.cell) for each in found.findings] == [("cell-unread", "C")]


def test_a_row_without_any_result_reports_nothing_of_the_newest_year() -> None:
    assert ratings(sheet((OLD, NEW, "評価"), ("標識", "道路課", "", "", "C"))) == [(2022, "C")]


@pytest.mark.parametrize("header", ["評価", "令和4年度評価"])
def test_a_grade_is_of_the_results_and_not_of_the_plans(header: str) -> None:
    cells = ("9基を設ける。", FIRST, "B", "続ける。")
    found = sheet(("令和4年度計画", NEW, header, "令和5年度計画"), ("標識", "道路課", *cells))
    assert [(each.kind, each.fiscal_year, each.rating) for each in found.achievements] == [
        ("plan", 2022, ""),
        ("result", 2022, "B"),
        ("plan", 2023, ""),
    ]


def test_two_grades_of_one_year_are_both_kept() -> None:
    found = sheet((NEW, "自己評価", "総合評価"), ("標識", "道路課", SECOND, "B", "A"))
    assert ratings(found) == [(2022, "B、A")]


def test_numbers_and_amounts_without_a_year_are_of_the_newest_results() -> None:
    found = sheet((OLD, NEW, "実績値", "決算額"), ("標識", "道路課", FIRST, SECOND, "6基", "100千円"))
    old, new = found.achievements
    assert (old.figures, old.amounts) == ((), ())
    assert [(value.fiscal_year, value.value) for value in new.figures[0].values] == [(2022, "6")]
    assert [(amount.fiscal_year, amount.value) for amount in new.amounts] == [(2022, "100")]


def test_days_and_counts_beside_results_of_two_years_are_of_the_newest() -> None:
    found = sheet((OLD, NEW, "実施時期"), ("教室", "市民課", "教室を開いた。", "教室を開いた。", "5月"))
    assert [(each.fiscal_year, each.when) for each in found.achievements] == [(2021, ()), (2022, ("5月",))]


def test_of_the_grades_of_indicators_the_one_of_the_year_is_read_and_the_other_named() -> None:
    header = ("指標", "目標値", "実績値", "評価（R3）", "評価（R4）")
    found = parse(blocks("令和4年度の状況", header, ("受講者", "5", "6", "B", "A")), context("a.csv"))
    assert isinstance(found, IndicatorsDocument)
    assert [each.rating for each in found.indicators] == ["A"]
    assert [(each.code, each.cell) for each in found.findings] == [("cell-unread", "B")]
