"""Two tables side by side in the same rows, and labels that span columns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Row
from toshigaikou_cli.records.documents import SheetDocument

FIRST = [
    ["担当局", "項目名", "実績（令和4年度）"],
    ["環境局", "青葉市との交流", "職員2名を受け入れた。"],
    ["水道局", "若葉市との交流", "市場を視察した。"],
]
SECOND = [["担当局", "項目名", "実績（令和5年度）"], ["港湾局", "紅葉市との交流", "図書館を視察した。"]]
RECORDS = [
    (2022, "環境局", "青葉市との交流", "職員2名を受け入れた。"),
    (2022, "水道局", "若葉市との交流", "市場を視察した。"),
    (2023, "港湾局", "紅葉市との交流", "図書館を視察した。"),
]


def records(those: Sequence[Block]) -> list[tuple[int, str, str, str]]:
    document = parse(those, context())
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return [(a.fiscal_year, a.bureau_text, a.item, a.result) for a in document.achievements]


def beside(second: Sequence[Sequence[str]], between: Sequence[str] = ()) -> list[list[str]]:
    blank = [""] * len(SECOND[0])
    return [[*row, *between, *(second[at] if at < len(second) else blank)] for at, row in enumerate(FIRST)]


@pytest.mark.parametrize("between", [(), ("",), ("", "")])
def test_tables_side_by_side_are_two(between: Sequence[str]) -> None:
    assert records(blocks("国際交流の実績", *beside(SECOND, between))) == RECORDS


def test_a_second_table_that_is_longer_than_the_first() -> None:
    rows = [[*b, "", *a] for a, b in zip(FIRST, [*SECOND, [""] * 3], strict=True)]
    assert sorted(records(blocks("国際交流の実績", *rows))) == sorted(RECORDS)


def test_captions_over_each_table_say_its_year() -> None:
    plain = [["担当局", "項目名", "実績"], *SECOND[1:]]
    rows = [
        ["令和5年度", "", "", "令和4年度", "", ""],
        *([*a, *b] for a, b in zip(plain, plain, strict=True)),
    ]
    found = records(blocks("国際交流の実績（令和5年度）", *rows))
    assert found == [(2023, *RECORDS[2][1:]), (2022, *RECORDS[2][1:])]


def test_a_blank_column_within_one_table_parts_nothing() -> None:
    rows = [
        ["担当局", "項目名", "", "実績（令和4年度）", "備考"],
        ["環境局", "青葉市との交流", "", "視察した。", "速報"],
    ]
    assert records(blocks("国際交流の実績", *rows)) == [(2022, "環境局", "青葉市との交流", "視察した。")]


def test_results_of_two_years_beside_one_item_are_one_table() -> None:
    rows = [
        ["担当局", "項目名", "実績（令和4年度）", "", "実績（令和5年度）"],
        ["環境局", "青葉市", "視察した。", "", "派遣した。"],
    ]
    assert [each[0] for each in records(blocks("国際交流の実績", *rows))] == [2022, 2023]


def spanned(*cells: str | None) -> Row:
    """A row of a table whose None is the rest of a cell that spans columns."""
    return Row(tuple(Cell(text or "", filled=text is None) for text in cells), 1, 1)


def test_cells_under_one_label_belong_together() -> None:
    rows = [
        spanned("担当局", None, "項目名", "実績（令和4年度）"),
        spanned("環境局", "総務課", "青葉市との交流", "視察した。"),
        spanned("水道局", None, "若葉市との交流", "派遣した。"),
    ]
    assert records(rows) == [
        (2022, "環境局総務課", "青葉市との交流", "視察した。"),
        (2022, "水道局", "若葉市との交流", "派遣した。"),
    ]


def test_a_column_without_a_label_of_its_own_is_no_part_of_another() -> None:
    rows = [
        spanned("担当局", "", "項目名", "実績（令和4年度）"),
        spanned("環境局", "内線123", "青葉市との交流", "視察した。"),
    ]
    assert records(rows) == [(2022, "環境局", "青葉市との交流", "視察した。")]


def test_a_column_without_a_label_that_holds_units_is_part_of_the_one_before_it() -> None:
    rows = [
        spanned("担当局", "", "項目名", "実績（令和4年度）"),
        spanned("環境局", "総務課", "青葉市との交流", "視察した。"),
    ]
    assert records(rows) == [(2022, "環境局総務課", "青葉市との交流", "視察した。")]
