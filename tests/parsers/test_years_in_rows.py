"""Tables of indicators with a row for each year: the rows of one indicator are one, where they surely are."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument

Told = list[tuple[str, str, list[tuple[str, int | None, str | None]]]]


def read(*parts: str | Sequence[str]) -> IndicatorsDocument:
    document = parse(blocks(*parts), context("kpi.csv"))
    assert isinstance(document, IndicatorsDocument)
    assert document.count.adds_up
    return document


def told(document: IndicatorsDocument) -> Told:
    return [
        (each.name, each.unit, [(value.kind, value.fiscal_year, value.value) for value in each.values])
        for each in document.indicators
    ]


def messages(document: IndicatorsDocument) -> list[str]:
    return [str(each.message) for each in document.findings]


HEADER = ("指標名", "単位", "年度", "目標値", "実績値")
APART = "the rows of 1 name in several years may be one indicator, and are not read as one: 来館者数"


def test_the_rows_of_an_indicator_are_one() -> None:
    document = read(
        HEADER,
        ("来館者数", "人", "R4", "50", "48"),
        ("講座数", "回", "R4", "9", "8"),
        ("来館者数", "人", "R5", "60", "集計中"),
        ("講座数", "", "R5", "10", "11"),
    )
    assert told(document) == [
        (
            "来館者数",
            "人",
            [("target", 2022, "50"), ("actual", 2022, "48"), ("target", 2023, "60"), ("actual", 2023, None)],
        ),
        (
            "講座数",
            "回",
            [("target", 2022, "9"), ("actual", 2022, "8"), ("target", 2023, "10"), ("actual", 2023, "11")],
        ),
    ]
    assert (document.count.records, document.count.continued) == (2, 2)
    assert messages(document) == ["2 indicators are read from rows of a year each"]


def test_what_each_row_repeats_is_told_once() -> None:
    document = read(
        ("年度", "指標名", "基準値（R1）", "目標値（R8）", "実績値"),
        ("R4", "来館者数（人）", "40", "90", "48"),
        ("R5", "来館者数（人）", "40", "90", "55"),
    )
    assert told(document) == [
        (
            "来館者数",
            "人",
            [("base", 2019, "40"), ("target", 2026, "90"), ("actual", 2022, "48"), ("actual", 2023, "55")],
        )
    ]


def test_the_newest_grade_is_told_and_the_others_are_named() -> None:
    document = read(
        (*HEADER, "達成率", "評価", "備考"),
        ("来館者数", "人", "2022", "50", "48", "96", "Ｂ", "暦年"),
        ("来館者数", "人", "2023", "60", "66", "110", "Ａ", "暦年"),
        ("来館者数", "人", "2024", "70", "", "", "", ""),
    )
    (only,) = document.indicators
    assert (only.rate, only.rating) == ("110", "Ａ")
    assert {cell.header: cell.text for cell in only.cells}["備考"] == "暦年"
    assert messages(document) == [
        "1 indicator is read from rows of a year each",
        "1 cell of 達成率 is kept as it is, not read: 96 (2022)",
        "1 cell of 評価 is kept as it is, not read: Ｂ (2022)",
    ]


def test_labels_that_no_name_tells_tell_indicators_apart() -> None:
    rows = [
        ("東部", "来館者数", "人", "R4", "50", "48"),
        ("西部", "来館者数", "人", "R4", "20", "18"),
        ("東部", "来館者数", "人", "R5", "60", "61"),
        ("西部", "来館者数", "人", "R5", "30", "29"),
    ]
    document = read(("地区", *HEADER), *rows)
    assert [[value.value for value in each.values] for each in document.indicators] == [
        ["50", "48", "60", "61"],
        ["20", "18", "30", "29"],
    ]
    document = read(("地区", *HEADER), rows[0], rows[3])
    assert len(document.indicators) == 2
    assert messages(document) == [APART]


def test_an_empty_name_beside_a_year_means_the_one_above() -> None:
    document = read(
        HEADER,
        ("来館者数", "人", "R4", "50", "48"),
        ("", "", "R5", "60", "61"),
        ("講座数", "回", "R5", "9", "8"),
        ("", "", "", "（累計）", ""),
    )
    assert told(document) == [
        (
            "来館者数",
            "人",
            [("target", 2022, "50"), ("actual", 2022, "48"), ("target", 2023, "60"), ("actual", 2023, "61")],
        ),
        ("講座数", "回", [("target", 2023, "9"), ("actual", 2023, "8")]),
    ]


def test_other_units_in_other_years_are_named() -> None:
    document = read(
        ("担当課", *HEADER),
        ("国際課", "来館者数", "人", "R4", "50", "48"),
        ("観光課", "来館者数", "人", "R5", "60", "61"),
    )
    assert len(document.indicators) == 2
    assert messages(document) == [APART]


def test_a_measure_and_a_unit_are_the_same() -> None:
    document = read(
        ("施策番号", *HEADER),
        ("1", "来館者数", "人", "R4", "50", "48"),
        ("2", "来館者数", "人", "R5", "60", "61"),
    )
    assert [each.measures for each in document.indicators] == [("1",), ("2",)]
    assert not document.findings
    document = read(HEADER, ("来館者数", "人", "R4", "50", "48"), ("来館者数", "千人", "R5", "60", "61"))
    assert len(document.indicators) == 2
    assert messages(document) == [APART]


def test_a_year_that_is_told_twice_leaves_all_rows_apart() -> None:
    document = read(
        HEADER,
        ("来館者数", "人", "R4", "50", "48"),
        ("来館者数", "人", "R5", "60", "61"),
        ("来館者数", "人", "R5", "70", "71"),
    )
    assert len(document.indicators) == document.count.records == 3
    assert messages(document) == [APART]


def test_rows_beside_a_sheet_are_joined_too() -> None:
    document = parse(
        blocks(
            ("事業名", "担当課", "実績"),
            ("商談会", "国際課", "5月に商談会を開いた。"),
            "指標",
            HEADER,
            ("来館者数", "人", "R4", "50", "48"),
            ("来館者数", "人", "R5", "60", "61"),
        ),
        context("r5.csv", 2023),
    )
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    assert [len(each.values) for each in document.indicators] == [4]
    assert (document.listed, document.count.continued) == (1, 1)
