"""Which header a refusal names where lines of an office system stand over it, and codes beside indicators of a strategy."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument, StrategyDocument

OVER = [("事業実績照会（令和6年度）", "", "", "", ""), ("出力日時", "2025/04/14 09:12", "", "", "")]
ROW = ("R6-012", "総務課", "訪問団の派遣", "18人を派遣した。", "完了")


def refused(*header: str) -> str:
    with pytest.raises(ParseError) as caught:
        parse(blocks(*OVER, header, ROW), context("r6.csv", 2024))
    return str(caught.value)


def test_the_header_that_lacks_one_name_is_the_one_that_is_told() -> None:
    told = refused("管理番号", "受持ち", "件名", "内容", "状態")
    assert "seen: 管理番号 | 受持ち | 件名" in told
    assert "lacks bureau" in told


def test_where_no_row_names_columns_the_first_is_told() -> None:
    assert "seen: 事業実績照会" in refused("い", "ろ", "は", "に", "ほ")


@pytest.mark.parametrize("name", ["所属名称", "所属", "担当課等", "主担当課", "実施部署"])
def test_lines_over_a_known_header_are_passed(name: str) -> None:
    made = parse(blocks(*OVER, ("管理番号", name, "件名", "内容", "状態"), ROW), context("r6.csv", 2024))
    assert isinstance(made, SheetDocument)
    assert [each.item for each in made.achievements] == ["訪問団の派遣"]


@pytest.mark.parametrize(
    ("header", "stated"), [("取組番号", ("1-1-2",)), ("関連事業", ("1-1-2",)), ("出典", ())]
)
def test_the_codes_beside_the_indicators_of_a_strategy_are_stated(
    header: str, stated: tuple[str, ...]
) -> None:
    measures = [("番号", "取組名", "取組の内容", "担当課"), ("1-1-2", "相談窓口", "窓口を置く。", "総務課")]
    values = [
        (header, "指標", "単位", "現状値（令和2年度）", "目標値（令和8年度）"),
        ("1-1-2", "相談件数", "件", "388", "500"),
    ]
    made = parse(blocks("国際計画", *measures, "成果指標", *values), context("plan.docx"))
    assert isinstance(made, StrategyDocument)
    assert [each.measures for each in made.indicators] == [stated]
