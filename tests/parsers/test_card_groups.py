"""Cards whose labels stand in groups: 基本情報 and 評価 in the first column, merged over the rows of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import SheetDocument

TITLE = "令和6年度　事業評価調書（令和5年度実績）"
MERGED = "〃"
"""A cell that is merged with the one on its left."""


def card(
    table: int,
    name: str,
    unit: str,
    done: str,
    groups: Sequence[str] = ("基本情報", "評価"),
    merged: bool = True,
) -> list[Block]:
    """A card; where nothing is ``merged`` (a CSV file) the groups stand in their first rows only."""
    rows = [
        (groups[0], "事業名", name, MERGED),
        ("", "担当課", unit, MERGED),
        ("事業概要", "住民の相談に応じる。", MERGED, MERGED),
        ("実施状況", "令和5年度の実施状況", done, MERGED),
        (groups[1], "総合評価", "A", MERGED),
        ("", "課題", "人手が足りない。", MERGED),
    ]
    made: list[Block] = []
    group = ""
    for at, row in enumerate(rows, 1):
        group = row[0] or group
        first = Cell(row[0]) if row[0] or not merged else Cell(group, filled=True)
        rest = [Cell("", filled=merged) if text == MERGED else Cell(text) for text in row[1:]]
        made.append(Row((first, *rest), table=table, row=at, line=table * 10 + at))
    return made


def read(made: Sequence[Block]) -> SheetDocument:
    document = parse([Line(TITLE, line=1), *made], context("a.xlsx"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def told(document: SheetDocument) -> list[tuple[str, str, str]]:
    return [(each.item, each.bureau_text, each.result) for each in document.achievements]


CARDS = [
    ("相談窓口", "国際課", "642件の相談に応じた。"),
    ("交流まつり", "観光課", "荒天のため中止した。"),
]


@pytest.mark.parametrize("merged", [True, False])
def test_the_labels_behind_the_groups_are_read(merged: bool) -> None:
    made = [block for at, each in enumerate(CARDS, 1) for block in card(at, *each, merged=merged)]
    document = read(made)
    assert told(document) == CARDS
    cells = {cell.header: cell.text for cell in document.achievements[0].cells}
    assert cells["事業概要"] == "住民の相談に応じる。"
    assert cells["課題"] == "人手が足りない。"
    assert document.achievements[0].source.line == 11


def test_so_is_a_card_alone() -> None:
    assert told(read(card(1, *CARDS[0]))) == CARDS[:1]


def test_a_group_that_may_say_something_of_the_record_is_no_group() -> None:
    with pytest.raises(ParseError, match="a table with its headers in the first column, not read") as refused:
        read(card(1, *CARDS[0], groups=("港の部", "空の部")))
    assert refused.value.spot.line == 11


def test_the_name_of_a_card_over_all_of_its_rows_is_no_group() -> None:
    rows = [("施策名", "相談窓口"), ("担当課", "国際課"), ("取組実績", "応じた。"), ("課題", "人手")]
    made: list[Block] = [
        Row(
            (Cell(name, filled=at > 0), Cell(label), Cell(f"{text}{name}")),
            table=1,
            row=at + 1,
            line=at + 2,
        )
        for name in ("港", "空")
        for at, (label, text) in enumerate(rows)
    ]
    with pytest.raises(ParseError):
        read(made)


def test_fields_over_the_rows_of_a_table_are_no_groups() -> None:
    rows = [
        ("分野", "事業名", "担当課", "実績"),
        ("評価", "相談窓口", "国際課", "応じた。"),
        ("", "交流まつり", "観光課", "開いた。"),
    ]
    made: list[Block] = [
        Row(
            (Cell(row[0] or "評価", filled=not row[0]), *map(Cell, row[1:])),
            table=1,
            row=at,
            line=at + 1,
        )
        for at, row in enumerate(rows, 1)
    ]
    document = read(made)
    assert told(document) == [("相談窓口", "国際課", "応じた。"), ("交流まつり", "観光課", "開いた。")]
    assert [each.field for each in document.achievements] == ["評価", "評価"]
