"""Tables behind that of the document: those that have nothing to do with it stand apart from it and are told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import COLUMNS, blocks
from toshigaikou_cli.parsers.tables.known import find_tables
from toshigaikou_cli.parsers.tables.other_tables import goes_on_other
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row

HEADER = ("番号", "施策名", "概要", "担当課", "備考")
FIRST = ("1", "生徒の派遣", "生徒を姉妹都市に派遣します。", "国際課", "毎年")
SECOND = ("2", "窓口の設置", "窓口を設けて相談を受けます。", "総務課", "新規")


def read(*parts: str | Sequence[str]) -> tuple[list[str], list[str]]:
    """The titles of the rows that are read, and the first texts of the unknown tables."""
    found = find_tables(blocks(*parts), COLUMNS)
    return [row.cells[1].text for row in found.table_rows], [row.cells[0].text for row in found.unknown]


def test_a_table_of_the_first_columns_under_a_heading_is_another() -> None:
    for rows in (
        [("年月日", "内容"), ("令和4年5月12日", "第1回委員会"), ("令和4年8月3日", "第2回委員会")],
        [("年月日", "動き"), ("令和4年5月12日", "第1回委員会")],
        [("用語", "解説"), ("多文化共生", "互いの文化を認め合い、共に生きること。")],
        [("氏名", "所属", "職"), ("山田太郎", "みどり大学", "教授")],
        [("No.", "氏名（敬称略）", "所属・役職", "備考"), ("1", "山田太郎", "みどり大学", "")],
        [("相手の市", "提携"), ("青葉市", "平成元年4月1日"), ("若葉市", "平成2年4月1日")],
    ):
        padded = [(*row, *[""] * (5 - len(row))) for row in rows]
        titles, unknown = read(HEADER, FIRST, SECOND, "策定の経過", *padded)
        assert titles == ["生徒の派遣", "窓口の設置"], rows
        assert unknown == [rows[0][0]]


@pytest.mark.parametrize(
    "row",
    [
        ("3", "講座の開催", "講座を開く。", "国際課", ""),
        ("3", "講座の開催", "講座を開く。", "", ""),
        ("3", "講座の開催", "", "", ""),
        ("3", "会議", "内容", "国際課", ""),
        ("", "講座の開催", "講座", "国際課", ""),
    ],
)
def test_rows_under_a_heading_without_a_header_go_on(row: Sequence[str]) -> None:
    for heading in ("■国際課", "2 支援", "【総務局】"):
        assert not read(HEADER, FIRST, SECOND, heading, row, ("4", *row[1:]))[1]


@pytest.mark.parametrize(
    "rows",
    [
        [("相談の窓口", "氏名", ""), ("教室", "見直し", "")],  # a note was empty above as well
        [("国際課", "派遣", "")],
        [("総務課", "なし", ""), ("広報課", "3", "")],
        [("年月日", "氏名", "")],  # nothing stands under it
        [("年月日", "講座を開いた。", "終了"), ("年月日", "教室を開いた。", "")],
    ],
)
def test_short_rows_are_no_header(rows: Sequence[Sequence[str]]) -> None:
    before = [
        ("項目名", "実績（令和5年度）", "担当局"),
        ("交流", "視察した。", ""),
        ("研修", "派遣した。", "環境局"),
    ]
    assert not find_tables(blocks(*before, "■支援", *rows), COLUMNS).unknown


def pages(*tables: tuple[int, Sequence[Sequence[str]], Sequence[float]]) -> list[Block]:
    """Tables with the pages that they stand on and where their columns begin."""
    return [
        Row(
            tuple(Cell(text, bbox=(left, 0, left + 9, 9)) for text, left in zip(row, lefts, strict=True)),
            table,
            number,
            page,
        )
        for table, (page, rows, lefts) in enumerate(tables, 1)
        for number, row in enumerate(rows, 1)
    ]


EVEN, UNEVEN = (10, 50, 90, 130, 170), (10, 30, 90, 140, 180)
MEMBERS = [("No.", "氏名", "所属", "職", "備考")]
REST = [("1", "山田太郎", "みどり大学", "教授", ""), ("2", "鈴木花子", "協会", "理事", "")]


def test_the_rest_of_an_unknown_table_is_of_it() -> None:
    for lefts in (EVEN, UNEVEN):
        made = pages((1, [HEADER, FIRST], EVEN), (1, MEMBERS, lefts), (2, REST, lefts))
        found = find_tables(made, COLUMNS)
        assert [row.cells[1].text for row in found.table_rows] == ["生徒の派遣"]
        assert [row.cells[0].text for row in found.unknown] == ["No."]
        assert found.other == 3


def test_what_stands_behind_a_heading_is_told_by_itself() -> None:
    made = pages((1, [HEADER, FIRST], EVEN), (1, MEMBERS, EVEN), (2, REST, EVEN))
    found = find_tables([*made[:-2], Line("事務局", page=2), *made[-2:]], COLUMNS)
    assert [row.cells[0].text for row in found.unknown] == ["No.", "1"]


def test_what_stands_in_the_columns_of_the_known_table_goes_on_it() -> None:
    legend = [("甲", "乙", "丙", "丁", "戊")]
    made = pages((1, [HEADER, FIRST], EVEN), (1, [MEMBERS[0], legend[0]], UNEVEN), (2, [SECOND], EVEN))
    assert [row.cells[1].text for row in find_tables(made, COLUMNS).table_rows] == [
        "生徒の派遣",
        "窓口の設置",
    ]


def test_a_table_that_is_wider_is_no_rest_of_a_narrow_one() -> None:
    terms = [("用語", "解説", "", "", ""), ("共生", "共に生きること。", "", "", "")]
    assert read(HEADER, FIRST, "用語", *terms, "2 支援", SECOND) == (["生徒の派遣", "窓口の設置"], ["用語"])
    other = Row((Cell("用語"), Cell("解説"), Cell("")), 1, 1)
    wide = Row((Cell("3"), Cell("講座"), Cell("総務課")), 2, 1)
    assert not goes_on_other([wide], other, [])
    assert goes_on_other([wide._replace(cells=(*wide.cells[:2], Cell("")))], other, [])


BAND = Row((Cell("(1) 交流"), *[Cell("", filled=True)] * 4), 1, 1)


def test_a_merged_cell_over_the_first_header_is_a_heading() -> None:
    rows = blocks(HEADER, FIRST)
    found = find_tables([Line("計画"), BAND, *rows], COLUMNS)
    assert [(line.text if isinstance(line, Line) else "") for line in found.items][:2] == ["計画", "(1) 交流"]
    assert len(list(found.table_rows)) == 1
    assert not found.unknown


def test_a_merged_cell_over_no_header_is_told() -> None:
    rows = blocks(
        ("年月日", "内容", "場所", "人", "他"), ("令和4年5月12日", "委員会", "市役所", "多数", "なし")
    )
    assert [row.cells[0].text for row in find_tables([BAND, *rows], COLUMNS).unknown] == ["(1) 交流"]
    apart = BAND._replace(cells=(Cell("(1) 交流"), Cell("注"), *BAND.cells[2:]))
    assert find_tables([apart, *blocks(HEADER, FIRST)], COLUMNS).unknown
