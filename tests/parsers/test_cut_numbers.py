"""A number that a break cuts in a narrow cell is one number, or is named: never a part of it."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument, StrategyDocument

COUNTS = ("事業名", "参加者数", "内容・結果", "担当課")


def sheet(*rows: tuple[str, ...], header: tuple[str, ...] = COUNTS) -> SheetDocument:
    made = parse(blocks(header, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return made


def counted(cell: str, item: str = "講座", other: str = "8", result: str = "会を開いた。") -> SheetDocument:
    return sheet(("派遣", other, "会を開いた。", "国際課"), (item, cell, result, "国際課"))


@pytest.mark.parametrize(
    ("cell", "count"),
    [("1\n6", "参加者16人"), ("1\n6人", "参加者16人"), ("1,2\n34", "参加者1234人"), ("１\n６", "参加者16人")],
)
def test_a_count_that_is_cut(cell: str, count: str) -> None:
    made = counted(cell)
    assert made.achievements[1].counts == ((count,),)
    assert made.findings == ()
    assert cell in [each.text for each in made.achievements[1].cells]


@pytest.mark.parametrize(
    "made",
    [
        counted("1\n6", other="8、9"),  # cells of the column have two numbers
        counted("1\n6", other="5\n8人が参加"),
        counted("1\n6", item="派遣\n受入"),  # a number for each
        counted("1\n6\n0"),
        sheet(("講座", "1\n6", "会を開いた。", "国際課")),  # no other cell tells it
        sheet(("派遣", "8", "開いた。", "国際課"), ("講座", "1", "開いた。", "国際課"), ("", "6", "", "")),
    ],
)
def test_a_count_that_may_be_two_numbers_is_named(made: SheetDocument) -> None:
    assert made.achievements[-1].counts == ()
    assert any(each.code == "cell-unread" and each.cell.startswith("1 ") for each in made.findings)


def test_a_number_for_each_activity_stays_one_for_each() -> None:
    made = counted("1\n6", result="・甲を開いた。\n・乙を開いた。")
    assert made.achievements[1].counts == (("参加者1人", "参加者6人"),)


def indicators(cell: str, name: str = "受講者数") -> IndicatorsDocument:
    rows = (("派遣者数", "10", "8"), (name, "20", cell))
    made = parse(
        blocks(("指標", "目標値（令和5年度）", "実績値（令和5年度）"), *rows), context("r5.tsv", 2023)
    )
    assert isinstance(made, IndicatorsDocument)
    return made


def test_a_value_that_is_cut() -> None:
    assert [indicators(cell).indicators[1].values[1].value for cell in ("1\n6", "1,2\n34")] == ["16", "1234"]
    assert indicators("1\n6").findings == ()


def test_a_value_that_may_be_two_is_none_and_named() -> None:
    made = indicators("1\n6\n0")
    assert made.indicators[1].values[1].value is None
    assert [each.cell for each in made.findings] == ["1\n6\n0"]


def test_values_of_two_indicators_stay_two() -> None:
    header = ("事業名", "指標", "実績値", "内容・結果", "担当課")
    rows = (
        ("派遣", "派遣者数", "8", "開いた。", "国際課"),
        ("講座", "受入者数\n訪問者数", "1\n6", "開いた。", "国際課"),
    )
    made = sheet(*rows, header=header)
    assert [each.values[0].value for row in made.achievements for each in row.figures] == ["8", "1", "6"]
    assert made.findings == ()


def test_amounts_of_a_sheet_and_of_a_strategy() -> None:
    header = ("事業名", "予算額（千円）", "内容・結果", "担当課")
    rows = (("派遣", "8", "開いた。", "国際課"), ("講座", "1\n6", "開いた。", "国際課"))
    assert [each.amounts[0].value for each in sheet(*rows, header=header).achievements] == ["8", "16"]
    plan = ("番号", "施策", "概要", "担当課", "予算額")
    own = (("1", "派遣", "派遣する", "国際課", "8"), ("2", "講座", "開く", "国際課", "1\n6"))
    made = parse(blocks("港湾都市国際戦略", plan, *own), context(kind="strategy"))
    assert isinstance(made, StrategyDocument)
    assert [each.amounts[0].value for each in made.measures] == ["8", "16"]
