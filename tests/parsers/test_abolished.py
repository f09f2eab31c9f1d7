"""Measures that a revised strategy calls abolished are none in force, or are named where that is not sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import StrategyDocument

Text = str | Cell


def strategy(header: Sequence[str], *rows: Sequence[Text]) -> StrategyDocument:
    made: list[Block] = [Line("みさき市国際化推進プラン（改訂版）", line=1), Line("基本目標１　交流", line=2)]
    for number, row in enumerate([header, *rows], 1):
        cells = tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
        made.append(Row(cells, table=1, row=number, line=2 + number))
    document = parse(made, context("s.csv"))
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    return document


def titles(document: StrategyDocument) -> list[str]:
    return [measure.title for measure in document.measures]


@pytest.mark.parametrize("header", ["改定区分", "区分", "新規・継続・廃止"])
@pytest.mark.parametrize(
    ("says", "overview"),
    [
        ("廃止", "終わる。"),
        ("廃止（令和4年度）", ""),
        ("統合（→1）", ""),
        ("No.1に統合", ""),
        ("統合", "No.1に統合。"),
    ],
)
def test_what_is_abolished_or_went_into_another_is_no_measure(header: str, says: str, overview: str) -> None:
    document = strategy(
        ("番号", "施策名", header, "概要", "担当課"),
        ("1", "交流", "継続", "交わる。", "国際課"),
        ("2", "祭り", says, overview, "国際課"),
        ("3", "学校", "新規", "学ぶ。", "指導課"),
    )
    assert titles(document) == ["交流", "学校"]
    (rejected,) = document.rejected
    assert rejected.reason == f"no measure in force: {header} says {says}"
    assert rejected.source.line == 5
    assert not document.findings


def test_a_row_in_the_merged_cell_of_an_abolished_measure_is_no_measure_either() -> None:
    document = strategy(
        ("番号", "施策名", "改定区分", "概要", "担当課"),
        ("1", "交流", "継続", "交わる。", "国際課"),
        ("2", "祭り", "廃止", "開く。", "国際課"),
        (Cell("2", filled=True), Cell("祭り", filled=True), "", "続ける。", "広報課"),
    )
    assert titles(document) == ["交流"]
    assert len(document.rejected) == 2


@pytest.mark.parametrize(
    ("header", "says", "title"),
    [
        ("備考", "廃止", "祭り"),
        ("今後の方向性", "廃止", "祭り"),
        ("区分", "統合", "祭り"),
        ("区分", "継続", "祭り（廃止）"),
        ("区分", "継続", "【廃止】祭り"),
    ],
)
def test_where_it_is_not_sure_the_measure_is_named(header: str, says: str, title: str) -> None:
    document = strategy(
        ("番号", "施策名", header, "概要", "担当課"),
        ("1", "交流", "" if header == "備考" else "継続", "交わる。", "国際課"),
        ("2", title, says, "開く。", "国際課"),
    )
    assert titles(document) == ["交流", title]
    (finding,) = document.findings
    assert (finding.code, finding.severity, finding.spot.line) == ("measure-abolished", "warning", 5)
    assert "is read as a measure in force" in finding.message


@pytest.mark.parametrize(
    ("header", "says", "title"),
    [
        ("区分", "継続", "祭り"),
        ("区分", "廃止も検討する", "祭り"),
        ("備考", "補助金を廃止し、委託とする。", "祭り"),
        ("区分", "新規", "学校の統合"),
    ],
)
def test_what_tells_of_something_else_says_nothing(header: str, says: str, title: str) -> None:
    document = strategy(
        ("番号", "施策名", header, "概要", "担当課"),
        ("1", "交流", "継続", "交わる。", "国際課"),
        ("2", title, says, "開く。", "国際課"),
    )
    assert titles(document) == ["交流", title]
    assert not document.findings
    assert not document.rejected
