"""Which kind a value is of whose header leaves it open: 現状値 beside 基準値, and years that say no kind."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from parsers.test_indicators import indicators, sheet, values
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, StrategyDocument

YEARS = ("指標", "R3", "R4", "R5", "R6")
NUMBERS = ("交流（件）", "80", "92", "101", "110")


def strategy(header: tuple[str, ...], row: tuple[str, ...], *lines: str) -> StrategyDocument:
    own = ("番号", "施策", "概要", "担当課", *header), ("1", "交流", "交流する。", "国際課", *row)
    document = parse(blocks("みなと市国際戦略", *lines, "基本方針1 つながる", *own), context("s.tsv"))
    assert isinstance(document, StrategyDocument)
    return document


@pytest.mark.parametrize("base", ["基準値", "策定時の値", "当初値"])
@pytest.mark.parametrize("now", ["現状値", "現状", "現況値"])
def test_what_is_current_beside_a_base_is_the_actual_value_of_the_year(base: str, now: str) -> None:
    (record,) = indicators(
        "令和4年度", ("指標", base, now, "目標値（R8）"), ("交流（件）", "80", "92", "150")
    )
    assert values(record) == [
        ("base", None, "80", "件"),
        ("actual", 2022, "92", "件"),
        ("target", 2026, "150", "件"),
    ]


def test_it_has_the_year_of_its_header_or_its_cell() -> None:
    header = ("指標", "基準値（H30）", "現状値（R3）", "目標値（R8）")
    (record,) = indicators("令和4年度", header, ("交流（件）", "80", "92", "150"))
    assert values(record)[:2] == [("base", 2018, "80", "件"), ("actual", 2021, "92", "件")]
    header = ("指標", "基準値", "現状値", "目標値（R8）")
    (record,) = indicators("令和4年度", header, ("交流（件）", "80", "92（令和2年度）", "150"))
    assert values(record)[1] == ("actual", 2020, "92", "件")


def test_alone_it_stays_the_base() -> None:
    (record,) = indicators("令和4年度", ("指標", "現状値", "目標値（R8）"), ("交流（件）", "92", "150"))
    assert values(record)[0] == ("base", None, "92", "件")
    header = ("指標", "基準年度", "現状値", "目標値（R8）")
    (record,) = indicators("令和4年度", header, ("交流（件）", "H30", "92", "150"))
    assert [(kind, number) for kind, _, number, _ in values(record) if number] == [
        ("base", "92"),
        ("target", "150"),
    ]


def test_without_a_year_it_stays_a_base() -> None:
    (record,) = indicators(
        "指標一覧", ("指標", "基準値", "現状値", "目標値"), ("交流（件）", "80", "92", "150")
    )
    assert [kind for kind, *_ in values(record)] == ["base", "base", "target"]


def test_in_a_strategy_it_is_of_the_year_in_which_that_was_made() -> None:
    header, row = ("指標", "基準値", "現状値", "目標値（R8）"), ("交流（件）", "80", "92", "150")
    (record,) = strategy(header, row, "令和4年3月").indicators
    assert values(record)[:2] == [("base", None, "80", "件"), ("actual", 2021, "92", "件")]
    (record,) = strategy(
        ("指標", "現状値", "目標値（R8）"), ("交流（件）", "92", "150"), "令和4年3月"
    ).indicators
    assert values(record)[0] == ("base", None, "92", "件")


def test_in_a_sheet_it_is_of_the_year_of_the_row() -> None:
    header = ("担当課", "事業名", "実績", "指標", "基準値", "現状値", "目標値")
    (record,) = sheet(
        "平成30年度", header, ("国際課", "交流", "交流した。", "人数（人）", "8", "9", "12")
    ).achievements
    assert values(record.figures[0])[:2] == [("base", None, "8", "人"), ("actual", 2018, "9", "人")]


@pytest.mark.parametrize(
    "rows",
    [
        (YEARS,),
        (("指標", "推移", "", "", ""), ("", *YEARS[1:])),
        (("指標", *(f"推移（{y}）" for y in YEARS[1:])),),
    ],
    ids=["no label", "over them", "in each"],
)
def test_years_that_say_no_kind_have_actual_values_up_to_that_of_the_document(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    document = parse(blocks("令和5年度の指標", *rows, NUMBERS), context("a.tsv"))
    assert isinstance(document, IndicatorsDocument)
    (record,) = document.indicators
    assert [(kind, year) for kind, year, *_ in values(record)] == [("actual", y) for y in (2021, 2022, 2023)]
    (finding,) = document.findings
    assert (finding.code, finding.cell, finding.spot.line) == ("cell-unread", "110", len(rows) + 2)


@pytest.mark.parametrize(("label", "kind"), [("実績", "actual"), ("目標", "target"), ("見込", "forecast")])
def test_years_under_a_label_are_of_its_kind(label: str, kind: str) -> None:
    document = parse(
        blocks("令和5年度の指標", ("指標", label, "", "", ""), ("", *YEARS[1:]), NUMBERS), context("a.tsv")
    )
    assert isinstance(document, IndicatorsDocument)
    (record,) = document.indicators
    assert [(each, year) for each, year, *_ in values(record)] == [(kind, y) for y in range(2021, 2025)]
    assert document.findings == ()


def test_without_a_year_of_the_document_all_years_are_read() -> None:
    (record,) = indicators("指標一覧", YEARS, NUMBERS)
    assert [year for _, year, *_ in values(record)] == [2021, 2022, 2023, 2024]


def test_a_later_year_without_a_number_or_in_a_row_that_says_its_kind_is_nothing_to_name() -> None:
    document = parse(blocks("令和5年度の指標", YEARS, (*NUMBERS[:4], "－")), context("a.tsv"))
    assert document.findings == ()
    header = ("指標", "区分", *YEARS[1:])
    rows = ("交流（件）", "目標", "80", "90", "100", "110"), ("", "実績", "80", "92", "101", "")
    document = parse(blocks("令和5年度の指標", header, *rows), context("a.tsv"))
    assert isinstance(document, IndicatorsDocument)
    assert ("target", 2024, "110", "件") in values(document.indicators[0])
    assert document.findings == ()


ROWS_OF_KINDS = ("指標", "単位", "区分", "令和3年度", "令和5年度")


def kinds_in_rows(*rows: tuple[str, ...]) -> list[list[tuple[str, int | None, str | None]]]:
    found = indicators("令和5年度 指標", ROWS_OF_KINDS, *rows)
    return [[(kind, year, number) for kind, year, number, _ in values(each)] for each in found]


@pytest.mark.parametrize("base", ["基準", "基準値"])
@pytest.mark.parametrize("now", ["現状", "現状値", "現況値"])
def test_the_row_of_today_below_that_of_the_base_is_the_actual_value(base: str, now: str) -> None:
    name = ("交流", "件")
    found = kinds_in_rows(
        (*name, base, "80", ""),
        (*name, now, "", "92"),
        (*name, "目標", "", "150"),
        ("派遣", "人", base, "4", ""),
        ("派遣", "人", now, "", "5"),
    )
    assert found == [
        [("base", 2021, "80"), ("actual", 2023, "92"), ("target", 2023, "150")],
        [("base", 2021, "4"), ("actual", 2023, "5")],
    ]


def test_the_row_of_today_without_another_base_is_the_base() -> None:
    name = ("交流", "件")
    found = kinds_in_rows((*name, "現状", "80", ""), (*name, "目標", "", "150"), (*name, "実績", "", "92"))
    assert found == [[("base", 2021, "80"), ("target", 2023, "150"), ("actual", 2023, "92")]]
    # nor is the base of one indicator that of another
    found = kinds_in_rows((*name, "基準", "80", ""), ("派遣", "人", "現状", "", "5"))
    assert found == [[("base", 2021, "80")], [("base", 2023, "5")]]


def test_a_row_of_today_that_its_header_gives_no_year_is_of_that_of_the_document() -> None:
    header = ("指標", "単位", "区分", "実績値")
    rows = (("交流", "件", "基準値", "80"), ("交流", "件", "現状値", "92"))
    (record,) = indicators("令和5年度 指標", header, *rows)
    assert values(record) == [("base", None, "80", "件"), ("actual", 2023, "92", "件")]
