"""Columns of counts of which one is the total: it counts, its parts do not count again, and one that is no sum is named."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument


def read(headers: tuple[str, ...], cells: tuple[str, ...]) -> tuple[AchievementRecord, list[str]]:
    document = parse(
        blocks(
            "令和5年度 国際交流",
            ("事業名", "担当課", "実績", *headers),
            ("港の会", "国際課", "会を開いた。", *cells),
        ),
        context("a.csv"),
    )
    assert isinstance(document, SheetDocument)
    return document.achievements[0], [str(each.message) for each in document.findings]


@pytest.mark.parametrize(
    ("headers", "cells", "counts"),
    [
        (("男", "女", "計"), ("5", "7", "12"), [("計12人",)]),
        (("男性", "女性", "合計"), ("－", "7", "7"), [("合計7人",)]),
        (("回数", "男", "女", "計"), ("3", "5", "7", "12"), [("回数3回",), ("計12人",)]),
        (
            ("参加者数（大人）", "参加者数（子ども）", "参加者数合計"),
            ("5", "7", "12"),
            [("参加者数合計12人",)],
        ),
        (("男", "女", "計"), ("5人", "7人", "12人"), [("計12人",)]),
    ],
)
def test_a_total_counts_and_its_parts_do_not_count_again(
    headers: tuple[str, ...], cells: tuple[str, ...], counts: list[tuple[str, ...]]
) -> None:
    record, messages = read(headers, cells)
    assert list(record.counts) == counts
    assert messages == []


def test_a_total_that_is_no_sum_is_named() -> None:
    record, messages = read(("男", "女", "計"), ("5", "7", "13"))
    assert list(record.counts) == []
    cells = {"男": 5, "女": 7, "計": 13}
    assert sorted(messages) == sorted(
        f"1 cell of {of} is kept as it is, not read: {cell}" for of, cell in cells.items()
    )


@pytest.mark.parametrize(
    ("headers", "cells", "counts"),
    [
        (("参加者数（男）", "参加者数（女）"), ("5", "7"), [("参加者5人",), ("参加者7人",)]),
        (("参加者数", "会計"), ("5", "5"), [("参加者5人",)]),
        (("参加者数", "回数", "累計"), ("5", "7", "12"), [("参加者5人",), ("回数7回",)]),
        (("参加者数", "回数", "計"), ("5", "7", "12"), [("参加者5人",), ("回数7回",)]),
    ],
)
def test_other_counts_are_read_as_they_are(
    headers: tuple[str, ...], cells: tuple[str, ...], counts: list[tuple[str, ...]]
) -> None:
    record, messages = read(headers, cells)
    assert (list(record.counts), messages) == (counts, [])


@pytest.mark.parametrize(
    ("header", "cell", "counts"),
    [
        ("延べ参加者数", "1,200", [("延べ参加者1200人",)]),
        ("参加者数（延べ）", "12", [("参加者12人",)]),
        ("動員数", "10", [("動員数10人",)]),
        ("年間相談件数", "35", [("年間相談件数35件",)]),
        ("配布部数", "500部", [("配布部数500部",)]),
        ("受賞校数", "3", [("受賞校数3校",)]),
    ],
)
def test_any_count_beside_a_result_counts(header: str, cell: str, counts: list[tuple[str, ...]]) -> None:
    record, messages = read((header,), (cell,))
    assert list(record.counts) == counts
    assert messages == []


@pytest.mark.parametrize("header", ["閲覧数", "うち女性", "うち女性参加者数", "対象者数", "女性"])
def test_a_number_without_a_unit_or_of_a_part_is_named(header: str) -> None:
    record, messages = read((header,), ("12",))
    assert list(record.counts) == []
    assert messages == [f"1 cell of {header} is kept as it is, not read: 12"]


@pytest.mark.parametrize(
    "header", ["参加者数（計画）", "前年度参加者数", "延べ参加者数見込", "定員数", "電話番号", "事業費"]
)
def test_a_number_of_plans_of_another_year_or_of_no_count_is_left(header: str) -> None:
    record, messages = read((header,), ("12",))
    assert list(record.counts) == []
    assert not any(header in message for message in messages)
