"""Words in columns without a header are named with their places."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Row
from toshigaikou_cli.records.finding import UNREAD

SHEET = ("令和5年度　交流の実績", ("担当課", "事業名", "実績", ""))


def named(made: list[Block]) -> list[tuple[str, str, int | None]]:
    """The cells that are named as not read: header, text, line."""
    document = parse(made, context("a.tsv"))
    return [(each.spot.cell, each.cell, each.spot.line) for each in document.findings if each.code == UNREAD]


@pytest.mark.parametrize("text", ["中止", "20人", "ソウルから講師を招いた"])
def test_words_under_no_header_are_named(text: str) -> None:
    made = blocks(
        *SHEET, ("国際課", "料理教室", "会を開いた。", ""), ("国際課", "交流会", "会を開いた。", text)
    )
    assert named(made) == [("the column without a header right of 実績", text, 4)]


def test_so_are_those_of_the_first_column() -> None:
    made = blocks(
        "令和5年度　交流の実績", ("", "担当課", "事業名", "実績"), ("講座", "国際課", "教室", "会を開いた。")
    )
    assert named(made) == [("the first column, without a header", "講座", 3)]


@pytest.mark.parametrize("text", ["", "①", "12", "○", "－"])
def test_numbers_and_marks_are_not(text: str) -> None:
    assert named(blocks(*SHEET, ("国際課", "料理教室", "会を開いた。", text))) == []


def test_a_column_under_the_label_on_its_left_is_told_with_it() -> None:
    made = blocks(*SHEET, ("国際課", "料理教室", "会を開いた。", "20人が参加した。"))
    header = made[1]
    assert isinstance(header, Row)
    made[1] = header._replace(cells=(*header.cells[:3], Cell("", filled=True)))
    assert named(made) == []


def test_units_under_one_label_are_read() -> None:
    made = blocks(
        "令和5年度　交流の実績",
        ("担当", "", "事業名", "実績"),
        ("総務部", "国際課", "料理教室", "会を開いた。"),
    )
    assert named(made) == []


@pytest.mark.parametrize(
    "made",
    [
        blocks(
            "国際戦略",
            ("番号", "施策名", "概要", "担当局", ""),
            ("1", "交流", "交流する", "環境局", "重点事業"),
        ),
        blocks(
            "令和5年度　指標", ("指標", "目標値", "実績値", ""), ("参加者数", "10人", "12人", "会場を変えた")
        ),
    ],
)
def test_strategies_and_indicators_tell_them_too(made: list[Block]) -> None:
    assert [text for _, text, _ in named(made)] in (["重点事業"], ["会場を変えた"])
