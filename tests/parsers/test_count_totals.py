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
    assert messages == ["1 cell of 計 is kept as it is, not read: 13"]


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
