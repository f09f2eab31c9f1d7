"""A table of the same width after a known one: the rest of it, or one with a header of its own."""

from __future__ import annotations

import pytest

from toshigaikou_cli.parsers.tables.other_tables import has_own_header, opens_below
from toshigaikou_cli.records.blocks import Cell, Row

BEFORE = [
    ["国際交流", "環境局総務部", "青葉市との交流", "平成29年7月に職員2名を受け入れ、市場を視察した。"],
    ["国際交流", "環境局総務部", "若葉市との交流", "平成29年8月に職員3名を受け入れ、図書館を視察した。"],
]


def rows(texts: list[list[str]], table: int) -> list[Row]:
    return [Row(tuple(map(Cell, row)), table, number) for number, row in enumerate(texts, 1)]


def judged(after: list[list[str]], before: list[list[str]] = BEFORE) -> bool:
    return has_own_header(rows(after, 2), 0, rows(before, 1))


@pytest.mark.parametrize(
    "after",
    [
        [
            ["番号", "相手の市", "国", "締結の年"],
            ["1", "青葉市", "甲国", "平成元年"],
            ["2", "若葉市", "乙国", "平成2年"],
        ],
        [
            ["区分", "相手の市", "国", "担当"],
            ["姉妹", "青葉市", "甲国", "国際課"],
            ["友好", "若葉市", "乙国", "総務課"],
        ],
    ],
)
def test_a_header_of_another_table_is_seen(after: list[list[str]]) -> None:
    assert judged(after)


@pytest.mark.parametrize(
    "after",
    [
        [["多都市", "港湾局", "紅葉市との交流", "平成29年9月に会議を開いた。"], BEFORE[0]],
        [["多都市", "港湾局", "港の交流", "資料の送付"], BEFORE[0]],
        [["多都市", "港湾局", "港の交流", "資料の送付"]],
    ],
)
def test_rows_that_go_on_are_rows(after: list[list[str]]) -> None:
    assert not judged(after)


def test_a_dash_over_a_column_of_figures_is_no_header() -> None:
    before = [["国際交流", "環境局", "青葉市", "120"], ["国際交流", "環境局", "若葉市", "90"]]
    assert not judged(
        [["国際交流", "港湾局", "紅葉市", "－"], ["国際交流", "港湾局", "若葉市", "70"]], before
    )


def touching(after: list[list[str]], before: list[list[str]] = BEFORE) -> bool:
    return opens_below(rows(after, 1), 0, rows(before, 1))


PLACES = [
    ["会場", "行事", "曜日", "来場者"],
    ["青葉会館", "写真展", "日", "450"],
    ["若葉会館", "講演会", "土", "1,200"],
]


def test_a_header_over_figures_opens_a_table_that_touches() -> None:
    assert touching(PLACES)


@pytest.mark.parametrize(
    "after",
    [
        PLACES[:2],
        [PLACES[0], PLACES[1], ["若葉会館", "講演会", "土", "多数"]],
        [["国際交流", "水道局", "研修", "なし"], *PLACES[1:]],
        [["会場", "行事", "曜日", "職員2名を受け入れた。"], *PLACES[1:]],
        [["会場", "行事", "日", "来場者"], *PLACES[1:]],
    ],
)
def test_a_row_of_short_words_opens_none(after: list[list[str]]) -> None:
    assert not touching(after)


def test_figures_above_say_that_it_is_one_table() -> None:
    assert not touching(PLACES, [["甲会館", "展示", "月", "90"]])
