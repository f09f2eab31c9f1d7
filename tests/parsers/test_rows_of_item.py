"""Rows of one item: its cell is merged over them, and each tells a part of its result."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.records.documents import SheetDocument
from toshigaikou_cli.text.activities import split_activities

TITLE = "令和5年度 国際交流事業実績"
HEADER = ("分野", "事業名", "担当課", "実施日", "実績", "備考")
FIRST = ("交流", "港の交流", "国際課", "", "5月に商談会を開催", "")


def sheet(
    *rows: Sequence[tuple[str, bool]], header: Sequence[str] = HEADER, first: Sequence[str] = FIRST
) -> SheetDocument:
    """A sheet of a first row, and of rows with what is merged with the row above."""
    more = [
        Row(tuple(Cell(text, filled=merged) for text, merged in row), 1, number, line=number)
        for number, row in enumerate(rows, start=3)
    ]
    document = parse([*blocks(TITLE, header, first), *more], context("a.xlsx"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def merged(texts: Sequence[str], places: set[int]) -> list[tuple[str, bool]]:
    return [(text, at in places) for at, text in enumerate(texts)]


def told(document: SheetDocument) -> list[tuple[str, str, str]]:
    return [(each.item, each.bureau_text, each.result) for each in document.achievements]


def test_rows_of_one_item_are_one_achievement_with_an_activity_each() -> None:
    more = ("交流", "港の交流", "国際課", "", "視察団を受入れ", "")
    last = ("交流", "港の交流", "国際課", "", "研修は中止", "")
    document = sheet(merged(more, {0, 1, 2}), merged(last, {0, 1, 2}))
    (record,) = document.achievements
    assert [each.text for each in split_activities(record.result)] == [
        "5月に商談会を開催",
        "視察団を受入れ",
        "研修は中止",
    ]
    assert (document.count.records, document.count.continued) == (1, 2)
    (finding,) = document.findings
    assert (finding.code, "港の交流" in finding.message) == ("rows-of-one-item", True)


@pytest.mark.parametrize(
    ("first", "more", "result"),
    [
        ("商談会を開いた。", "視察団を迎えた。", "商談会を開いた。\n視察団を迎えた。"),
        ("・商談会", "・視察", "・商談会\n・視察"),
        ("商談会を開き、", "視察団を迎えた。", "商談会を開き、視察団を迎えた。"),
        ("職員を派遣した。", "職員を派遣した。", "職員を派遣した。\n職員を派遣した。"),
        ("【環境】視察", "講座を開催", "【環境】視察\n・講座を開催"),
    ],
)
def test_points_are_marked_only_where_nothing_else_parts_them(first: str, more: str, result: str) -> None:
    row = ("交流", "港の交流", "国際課", "", more, "")
    document = sheet(merged(row, {0, 1, 2}), first=(*FIRST[:4], first, ""))
    assert told(document) == [("港の交流", "国際課", result)]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (("交流", "港の交流", "観光課", "", "視察団を受入れ", ""), {0, 1}),
        (("交流", "港の交流", "国際課", "6月2日", "視察団を受入れ", ""), {0, 1, 2}),
        (("広報", "港の交流", "国際課", "", "視察団を受入れ", ""), {1, 2}),
        (("交流", "姉妹都市", "国際課", "", "視察団を受入れ", ""), {0, 2}),
        (("交流", "港の交流", "国際課", "", "視察団を受入れ", "荒天により中止"), {0, 1, 2}),
    ],
    ids=["unit", "day", "field", "item", "remark"],
)
def test_a_row_with_a_unit_a_day_or_an_item_of_its_own_is_its_own(
    texts: Sequence[str], places: set[int]
) -> None:
    document = sheet(merged(texts, places))
    assert [result for *_, result in told(document)] == ["5月に商談会を開催", "視察団を受入れ"]
    assert not document.findings


@pytest.mark.parametrize(
    "name", ["No.", "施策番号", "相手都市", "年度", "区分", "参加者数", "評価", "決算額"]
)
def test_a_row_with_a_number_a_partner_or_figures_of_its_own_is_its_own(name: str) -> None:
    header, first = ("事業名", "担当課", "実績", name), ("港の交流", "国際課", "商談会を開催", "A")
    values = {"年度": ("令和4年度", "令和5年度"), "区分": ("派遣", "受入"), "評価": ("A", "B")}
    one, other = values.get(name, ("1", "2"))
    more = ("港の交流", "国際課", "視察団を受入れ", other)
    document = sheet(merged(more, {0, 1}), header=header, first=(*first[:3], one))
    assert [result for *_, result in told(document)] == ["商談会を開催", "視察団を受入れ"]


def test_a_field_over_rows_of_different_items_joins_none() -> None:
    header, first = ("分野", "事業名", "担当課", "実績"), ("交流", "商談", "国際課", "開催した。")
    more = ("交流", "視察", "国際課", "受け入れた。")
    document = sheet(merged(more, {0, 2}), header=header, first=first)
    assert [item for item, *_ in told(document)] == ["商談", "視察"]


def test_a_plan_that_is_merged_too_is_told_once() -> None:
    header = ("事業名", "担当課", "計画", "実績")
    more = ("港の交流", "国際課", "商談会を開く", "視察団を迎えた。")
    document = sheet(
        merged(more, {0, 1, 2}),
        header=header,
        first=("港の交流", "国際課", "商談会を開く", "8社と商談した。"),
    )
    assert [(each.kind, each.result) for each in document.achievements] == [
        ("plan", "商談会を開く"),
        ("result", "8社と商談した。\n視察団を迎えた。"),
    ]


LEFT_OUT = ("事業名", "担当課", "相手都市", "実施日", "実績", "備考")
LEFT_OUT_FIRST = ("都市交流", "国際課", "ソウル", "5月1日", "訪問団を派遣", "")


@pytest.mark.parametrize(
    "more",
    [
        ("", "", "北京市", "8月3日", "訪問団を受入れ", ""),
        ("", "", "北京市", "", "訪問団を受入れ", ""),
        ("", "", "", "8月3日", "訪問団を受入れ", "荒天により延期"),
    ],
)
def test_a_row_that_leaves_out_its_item_is_of_the_one_above_where_it_has_a_day_or_partner(
    more: Sequence[str],
) -> None:
    document = sheet(merged(more, set()), header=LEFT_OUT, first=LEFT_OUT_FIRST)
    assert told(document) == [
        ("都市交流", "国際課", "訪問団を派遣"),
        ("都市交流", "国際課", "訪問団を受入れ"),
    ]


@pytest.mark.parametrize(
    ("first", "more", "records"),
    [
        (LEFT_OUT_FIRST, ("", "", "", "", "訪問団を受入れ", ""), 1),
        (LEFT_OUT_FIRST, ("", "", "北京市", "", "", ""), 1),
        ((*LEFT_OUT_FIRST[:4], "訪問団を派遣し、", ""), ("", "", "", "8月3日", "受け入れた。", ""), 1),
        (LEFT_OUT_FIRST, ("", "観光課", "北京市", "", "訪問団を受入れ", ""), 1),
    ],
    ids=["text alone", "partner alone", "broken sentence", "unit of its own"],
)
def test_a_row_that_leaves_out_its_item_and_says_less_or_more_is_none_of_its_own(
    first: Sequence[str], more: Sequence[str], records: int
) -> None:
    document = sheet(merged(more, set()), header=LEFT_OUT, first=first)
    assert len(document.achievements) == records


def test_plans_and_results_below_each_other_need_no_merged_cells() -> None:
    header = ("事業名", "担当課", "区分", "内容")
    document = sheet(
        merged(("", "", "実績", "5月に訪問した。"), set()),
        header=header,
        first=("都市交流", "国際課", "計画", "訪問する。"),
    )
    assert [(each.kind, each.item, each.result) for each in document.achievements] == [
        ("plan", "都市交流", "訪問する。"),
        ("result", "都市交流", "5月に訪問した。"),
    ]


def test_a_field_before_the_item_does_not_make_up_for_one() -> None:
    header = ("区分", "事業名", "担当課", "実績")
    document = sheet(
        merged(("広報", "", "", "発行した。"), set()),
        header=header,
        first=("交流", "都市交流", "国際課", "訪問した。"),
    )
    assert len(document.achievements) == len(document.rejected) == 1


NUMBERED = ("番号", "事業名", "令和5年度の取組", "評価", "所管課")
NUMBERED_FIRST = ("3", "働き方の啓発", "セミナーを開催した。", "A", "産業課")


@pytest.mark.parametrize("unit", ["職員課", "総務部職員課"])
def test_a_row_without_number_and_item_is_of_the_one_above_where_it_names_another_unit(unit: str) -> None:
    row = merged(("", "", "放送を行った。", "B", unit), set())
    document = sheet(row, header=NUMBERED, first=NUMBERED_FIRST)
    found = [(each.stated, each.item, each.bureau_text, each.rating) for each in document.achievements]
    assert found == [
        (("3",), "働き方の啓発", "産業課", "A"),
        (("3",), "働き方の啓発", unit, "B"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "放送を行った。", "", "産業課"),  # the same unit: an item may be lost
        ("", "", "放送を行った。", "", "（課長）"),
        ("", "", "", "", "職員課"),
        ("4", "", "放送を行った。", "", "職員課"),
    ],
)
def test_a_row_without_item_is_rejected_where_that_is_not_sure(row: Sequence[str]) -> None:
    document = sheet(merged(row, set()), header=NUMBERED, first=NUMBERED_FIRST)
    assert (len(document.achievements), len(document.rejected)) == (1, 1)
