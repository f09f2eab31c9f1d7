"""Cells that stand for others: merged over years, repeated as continued; and headers with the number of a note."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.records.documents import SheetDocument


def test_a_result_that_is_merged_over_two_years_is_of_both() -> None:
    header = ["担当局", "項目名", "令和4年度実績", "令和5年度実績", "備考"]
    rows = blocks("国際交流の実績", header, ["水道局", "交流", "中止した。", "", ""])
    merged = rows[-1]
    assert isinstance(merged, Row)
    cells = (*merged.cells[:3], Cell("", filled=True), Cell("", filled=True))
    for spans, expected in ((cells, [2022, 2023]), (merged.cells, [2022])):
        document = parse([*rows[:-1], merged._replace(cells=spans)], context())
        assert isinstance(document, SheetDocument)
        assert [each.fiscal_year for each in document.achievements] == expected
        assert {each.result for each in document.achievements} == {"中止した。"}


@pytest.mark.parametrize("mark", ["（続き）", "【つづき】", "（前頁からの続き）"])
def test_what_is_only_repeated_as_continued(mark: str) -> None:
    header = ["担当局", "項目名", "実績（令和5年度）"]
    first = ["水道局", "青葉市との交流", "視察した。"]
    rest = [f"水道局{mark}", f"青葉市との交流{mark}", "報告した。"]
    other = [f"水道局{mark}", "若葉市との交流", "派遣した。"]
    document = parse(blocks(header, first, rest, other), context())
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    assert [(a.bureau_text, a.item, a.result) for a in document.achievements] == [
        ("水道局", "青葉市との交流", "視察した。\n報告した。"),
        ("水道局", "若葉市との交流", "派遣した。"),
    ]


def test_a_continued_item_of_another_unit_is_its_own() -> None:
    header = ["担当局", "項目名", "実績（令和5年度）"]
    rows = [header, ["水道局", "交流", "視察した。"], ["環境局", "交流（続き）", "報告した。"]]
    document = parse(blocks(*rows), context())
    assert isinstance(document, SheetDocument)
    assert [a.item for a in document.achievements] == ["交流", "交流（続き）"]


def test_a_unit_that_is_struck_out_is_not_the_one_above() -> None:
    header, first = ["担当局", "項目名", "実績（令和5年度）"], ["水道局", "青葉市との交流", "視察した。"]
    rows = blocks(header, first, ["", "若葉市との交流", "派遣した。"])
    last = rows[-1]
    assert isinstance(last, Row)
    for struck, unit in (("環境局", ""), ("", "水道局")):
        cells = (last.cells[0]._replace(struck=struck), *last.cells[1:])
        document = parse([*rows[:-1], last._replace(cells=cells)], context())
        assert isinstance(document, SheetDocument)
        assert document.achievements[1].bureau_text == unit


def test_the_number_of_a_note_behind_a_header() -> None:
    document = parse(
        blocks(["担当局（課）※1", "項目名*2", "実績（令和5年度）注3"], ["水道局", "交流", "視察した。"]),
        context(),
    )
    assert isinstance(document, SheetDocument)
    assert [(a.fiscal_year, a.bureau_text) for a in document.achievements] == [(2023, "水道局")]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("〃\n産業振興課", "国際課、産業振興課"),
        ("〃、産業振興課", "国際課、産業振興課"),
        ("〃", "国際課"),
        ("〃産業振興課", "〃産業振興課"),
    ],
)
def test_a_ditto_before_another_unit_is_the_unit_above(cell: str, units: str) -> None:
    header = ["担当課", "項目名", "実績（令和5年度）"]
    document = parse(
        blocks(header, ["国際課", "交流", "視察した。"], [cell, "派遣", "派遣した。"]), context()
    )
    assert isinstance(document, SheetDocument)
    assert document.achievements[1].bureau_text == units


HEADER = ["担当局", "項目名", "実績（令和5年度）"]


@pytest.mark.parametrize(
    ("below", "rest"),
    [
        (["担当局", "項目名", "対象", "実績（令和5年度）"], ["", "", "", "報告した。"]),
        (["実績（令和5年度）", "担当局", "項目名"], ["報告した。", "", ""]),
    ],
)
def test_the_rest_of_a_row_under_another_header_is_rejected(below: list[str], rest: list[str]) -> None:
    document = parse(blocks(HEADER, ["水道局", "交流", "視察した。"], below, rest), context())
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    assert [each.result for each in document.achievements] == ["視察した。"]
    assert [each.reason for each in document.rejected] == ["no 項目名"]


def test_the_rest_of_a_row_under_its_header_printed_again_goes_on() -> None:
    document = parse(
        blocks(HEADER, ["水道局", "交流", "視察した。"], HEADER, ["", "", "報告した。"]), context()
    )
    assert isinstance(document, SheetDocument)
    assert [each.result for each in document.achievements] == ["視察した。\n報告した。"]
    assert not document.rejected
