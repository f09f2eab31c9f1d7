"""Indicators whose kind (活動指標, 成果指標) stands before what they are called."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument

OVER = ("指標", "名称", "単位", "R4実績", "R5計画", "R5実績")
NUMBERS = [
    ("活動指標", "巡回回数", "回", "10", "12", "11"),
    ("成果指標", "貸出冊数", "冊", "1,200", "1,300", "1,250"),
]


def indicators(*rows: Sequence[str]) -> list[tuple[str, bool]]:
    document = parse(blocks("令和5年度 指標", *rows), context("a.csv"))
    assert isinstance(document, IndicatorsDocument)
    return [(each.name, each.named) for each in document.indicators]


@pytest.mark.parametrize("header", ["名称", "指標名", "内容", ""])
def test_what_an_indicator_is_called_stands_behind_its_kind(header: str) -> None:
    rows = [("指標", header, *OVER[2:]), *NUMBERS]
    assert indicators(*rows) == [("巡回回数", True), ("貸出冊数", True)]


def test_a_column_of_kinds_that_is_merged_over_its_rows() -> None:
    rows = [OVER, *NUMBERS, ("成果指標②", "登録者数", "人", "70", "80", "85")]
    assert [name for name, _ in indicators(*rows)] == ["巡回回数", "貸出冊数", "登録者数"]


def test_indicators_of_their_own_names_stay_though_a_column_of_names_stands_beside_them() -> None:
    rows = [OVER, ("巡回の回数", "図書", "回", "10", "12", "11"), ("活動指標", "図書", "冊", "1", "2", "3")]
    assert [name for name, _ in indicators(*rows)] == ["巡回の回数", "活動指標"]
    plain = [("指標", "単位", "R4実績", "R5実績"), ("活動指標", "回", "1", "2")]
    assert indicators(*plain) == [("活動指標", True)]
