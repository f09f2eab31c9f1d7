"""Headers of two rows whose labels have one year each below them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.columns.header_names import without_year, year_of_header
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument, StrategyDocument
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.text.keys import match_key

PLAN = "湯ノ森町国際交流推進計画"
REPORT = "令和5年度国際交流事業実績"


def values(records: Sequence[IndicatorRecord]) -> list[list[tuple[str, int | None, str]]]:
    return [[(value.kind, value.fiscal_year, value.text) for value in each.values] for each in records]


@pytest.mark.parametrize(
    ("labels", "years", "kinds"),
    [
        (("現状値", "目標値"), ("令和4年度", "令和9年度"), ("base", "target")),
        (("基準値", "最終目標"), ("R4", "R9"), ("base", "target")),
        (("現状", "目標"), ("（令和4年度）", "（令和9年度）"), ("base", "target")),
        (("実績値", "目標値"), ("2022年度", "2027年度"), ("actual", "target")),
        (("基準値", "目標値"), ("2022", "2027"), ("base", "target")),
        (("現状値", "中間目標"), ("令和4（2022）年度", "令和9（2027）年度"), ("base", "target")),
    ],
)
def test_a_year_below_each_label_is_that_of_its_values(
    labels: tuple[str, ...], years: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    rows = (("指標", "単位", *labels), ("", "", *years), ("派遣者数", "人", "10", "20"))
    made = parse(blocks("成果指標", *rows), context("s.csv"))
    assert isinstance(made, IndicatorsDocument)
    assert not made.rejected
    assert values(made.indicators) == [[(kinds[0], 2022, "10"), (kinds[1], 2027, "20")]]


def test_a_year_below_each_label_of_a_table_of_measures() -> None:
    header = ("番号", "施策", "担当課", "指標", "現状値", "目標値")
    rows = (header, ("", "", "", "", "R4", "R9"), ("1", "派遣", "国際課", "派遣者数", "10人", "20人"))
    made = parse(blocks(PLAN, *rows), context("s.csv"))
    assert isinstance(made, StrategyDocument)
    assert (len(made.measures), made.rejected) == (1, ())
    assert values(made.indicators) == [[("base", 2022, "10人"), ("target", 2027, "20人")]]


def test_a_year_below_each_label_of_a_sheet() -> None:
    header = ("事業名", "担当課", "実績", "指標", "目標値", "実績値")
    rows = (
        header,
        ("", "", "", "", "R5", "R5"),
        ("派遣", "国際課", "10人を派遣した。", "派遣者数", "20人", "10人"),
    )
    made = parse(blocks(REPORT, *rows), context("s.csv"))
    assert isinstance(made, SheetDocument)
    assert [each.result for each in made.achievements] == ["10人を派遣した。"]
    told = [each for row in made.achievements for each in row.figures]
    assert values(told) == [[("target", 2023, "20人"), ("actual", 2023, "10人")]]


@pytest.mark.parametrize(
    "row",
    [
        ("派遣者数", "人", "2022", "2027"),  # a name of its own: numbers
        ("", "人", "R4", "R9"),  # more than years
        ("", "", "R4", "20"),
    ],
)
def test_a_row_that_says_more_than_years_is_no_part_of_the_header(row: tuple[str, ...]) -> None:
    rows = (("指標", "単位", "基準値", "目標値"), row, ("留学生数", "人", "1", "2"))
    made = parse(blocks("成果指標", *rows), context("s.csv"))
    assert made.count.headers == 1


def test_years_below_columns_that_say_their_years_are_no_part_of_the_header() -> None:
    rows = (("指標", "基準値（R4）", "目標値（R9）"), ("", "2022", "2027"), ("留学生数", "1", "2"))
    assert parse(blocks("成果指標", *rows), context("s.csv")).count.headers == 1


@pytest.mark.parametrize(
    ("header", "bare", "year"),
    [
        ("中間目標 令和7（2025）年度", "中間目標", 2025),
        ("最終目標2027（令和9）年度", "最終目標", 2027),
        ("最終目標 令和9（2027）年度末", "最終目標", 2027),
        ("現状値（令和6（2024）年3月末）", "現状値", 2023),
        ("令和7（2026）年度", "", None),  # two years
        ("利用者（100）年度計", "利用者(100)年度計", None),
        ("中間目標 令和7年度末", "中間目標", 2025),
        ("令和7年度末実績", "末実績", 2025),
    ],
)
def test_a_year_in_both_ways_of_counting(header: str, bare: str, year: int | None) -> None:
    assert without_year(match_key(header))[0] == bare
    assert year_of_header(header) == year


def test_目標年度_with_its_year_is_a_target_and_without_it_holds_years() -> None:
    rows = (("指標", "現状値（R4）", "目標年度（R9）"), ("派遣者数", "10人", "20人"))
    made = parse(blocks("成果指標", *rows), context("s.csv"))
    assert isinstance(made, IndicatorsDocument)
    assert values(made.indicators) == [[("base", 2022, "10人"), ("target", 2027, "20人")]]
    rows = (("指標", "目標値", "目標年度"), ("派遣者数", "20人", "2027"))
    made = parse(blocks("成果指標", *rows), context("s.csv"))
    assert isinstance(made, IndicatorsDocument)
    assert values(made.indicators) == [[("target", 2027, "20人")]]


def test_a_target_of_a_mark_alone_makes_no_indicator_of_the_measures_name() -> None:
    header = ("番号", "施策", "概要", "担当課", "数値目標（R9）")
    rows = [
        (str(n), "派遣", "送る。", "国際課", text)
        for n, text in enumerate(("20人", "－", "なし", "30人", "未定"), 1)
    ]
    made = parse(blocks(PLAN, header, *rows), context("s.csv"))
    assert isinstance(made, StrategyDocument)
    assert values(made.indicators) == [
        [("target", 2027, "20人")],
        [("target", 2027, "30人")],
        [("target", 2027, "未定")],
    ]
    named = ("番号", "施策", "概要", "担当課", "指標", "数値目標（R9）")
    made = parse(blocks(PLAN, named, ("1", "派遣", "送る。", "国際課", "派遣者数", "－")), context("s.csv"))
    assert isinstance(made, StrategyDocument)
    assert values(made.indicators) == [[("target", 2027, "－")]]
