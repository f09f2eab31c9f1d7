"""Notes and remarks that say of a row that it is otherwise: named at the row."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument
from toshigaikou_cli.text.footnotes import corrects, footnotes, rows_named

TITLE, HEADER = "令和6年度実績", ["番号", "施策名", "担当課", "実績", "備考"]


def sheet(*rows: str | list[str]) -> SheetDocument:
    made: list[Block] = blocks(TITLE, HEADER)
    for at, row in enumerate(rows, 3):
        if isinstance(row, str):
            made.append(Line(row, line=at))
        else:
            made.append(Row(tuple(map(Cell, row)), table=1, row=at - 1, line=at))
    document = parse(made, context(kind="achievements"))
    assert isinstance(document, SheetDocument)
    return document


def named(document: SheetDocument) -> list[tuple[int | None, str]]:
    return [
        (each.spot.line, str(each.message))
        for each in document.findings
        if (each.code, each.severity) == ("said-otherwise", "warning")
    ]


FIRST = ["1", "姉妹都市交流", "国際課", "訓練に54名※1が参加した。", ""]
SECOND = ["2", "学校交流", "指導課", "生徒を派遣した。※２", ""]


def test_notes_as_rows_of_the_table() -> None:
    document = sheet(
        FIRST,
        SECOND,
        ["※１　参加者数は45名の誤り。", "", "", "", ""],
        ["※2　台風のため中止", "", "", "", ""],
    )
    assert named(document) == [
        (3, "note ※1 of this row says: 参加者数は45名の誤り。"),
        (4, "note ※2 of this row says: 台風のため中止"),
    ]
    assert (document.count.headers, document.count.rejected, document.count.records) == (1, 2, 2)
    assert document.count.adds_up
    assert all("note" in row.reason for row in document.rejected)


def test_notes_as_lines_below_and_several_in_one() -> None:
    document = sheet(FIRST, SECOND, "※1 45名の誤り　※2 実施は延期")
    assert named(document) == [
        (3, "note ※1 of this row says: 45名の誤り"),
        (4, "note ※2 of this row says: 実施は延期"),
    ]


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("派遣した。*1", "＊1 台風のため中止"),
        ("派遣した。（注1）", "注1）台風のため中止"),
        ("派遣した（注）。", "（注）台風のため中止"),
        ("派遣した。※", "※台風のため中止"),
        ("派遣した。※3", "※1、※3 台風のため中止"),
    ],
)
def test_marks(cell: str, note: str) -> None:
    [(line, said)] = named(sheet(["1", "学校交流", "指導課", cell, ""], note))
    assert line == 3
    assert "台風のため中止" in said


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("派遣した。※1", "※1 人数は延べ。"),
        ("派遣は中止※1", "※1 台風のため中止"),
        ("派遣した。", "※ 中止した回は件数に含まない。"),
    ],
)
def test_notes_that_say_nothing_else(cell: str, note: str) -> None:
    assert not named(sheet(["1", "学校交流", "指導課", cell, ""], note))


@pytest.mark.parametrize(
    "note",
    [
        "令和5年度は台風のため中止",
        "R5年度分は中止。",
        "令和5年度は感染症の影響により中止",
        "次年度は中止",
        "令和7年度から廃止",
    ],
)
def test_notes_of_another_year(note: str) -> None:
    assert not named(sheet(SECOND, f"※2　{note}"))
    assert not named(sheet(SECOND, ["※2", note, "", "", ""]))


@pytest.mark.parametrize(
    "note",
    [
        "令和6年度は台風のため中止",
        "令和5年度から休止",
        "令和5年度に廃止",
        "令和5年度は中止、本年度も中止",
        "令和5年度は中止、6年度も中止",
        "令和5、6年度は中止",
        "令和5年度、翌年度は中止",
        "令和5年度は4校の誤り",
        "台風のため中止、令和7年度に実施",
        "中止（令和7年度に延期）",
    ],
)
def test_notes_that_may_be_of_the_year(note: str) -> None:
    assert len(named(sheet(SECOND, f"※2　{note}"))) == 1


def test_a_note_of_a_year_of_another_column() -> None:
    header = ["番号", "施策名", "担当課", "令和5年度実績", "令和6年度実績"]
    row = ["2", "学校交流", "指導課", "派遣した。※2", "派遣した。"]
    made = blocks("実績", header, row, "※2　令和5年度は台風のため中止")
    document = parse(made, context(kind="achievements"))
    assert isinstance(document, SheetDocument)
    assert len(named(document)) == 1


def test_a_note_of_a_year_of_numbers() -> None:
    header = ["番号", "施策名", "担当課", "実績", "実績値（令和5年度）", "実績値（令和6年度）"]
    row = ["2", "学校交流", "指導課", "派遣した。", "12人※2", "15人"]
    document = parse(
        blocks(TITLE, header, row, "※2　令和5年度は台風のため中止"), context(kind="achievements")
    )
    assert isinstance(document, SheetDocument)
    assert len(named(document)) == 1


def test_a_note_is_of_the_rows_above_it() -> None:
    other = ["2", "学校交流", "指導課", "派遣した。※1", ""]
    document = sheet(FIRST, "※1 参加者は延べ。", other, "※1 台風のため中止")
    assert named(document) == [(5, "note ※1 of this row says: 台風のため中止")]


def test_rows_named_by_their_number() -> None:
    plain = ["2", "学校交流", "指導課", "3校が交流した。", ""]
    document = sheet(
        "【訂正】No.2の「3校」は「2校」の誤りです。", FIRST, plain, "※No.1は台風のため中止となった。"
    )
    assert {line for line, _ in named(document)} == {4, 5}


def test_a_note_of_no_row_is_named_where_it_stands() -> None:
    plain = ["2", "学校交流", "指導課", "3校が交流した。", ""]
    assert named(sheet(plain, "※一部の数は訂正した。")) == [
        (4, "a note of which no row is told says: ※一部の数は訂正した。")
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "訂正：6名",
        "正しくは8言語",
        "令和4年度の実績は2校の誤り",
        "令和6年度から廃止",
        "令和6年度限りで廃止",
        "令和5年度に廃止",
        "令和7年に廃止",  # by March it is of the fiscal year
        "令和7年3月で終了",
        "令和7年度の予算減により今年度で廃止",
        "廃止。令和7年度は別事業",
    ],
)
def test_remarks_that_correct(remark: str) -> None:
    line, said = named(sheet(["2", "学校交流", "指導課", "7名を派遣した。", remark]))[0]
    assert line == 3
    assert said.endswith(remark)


@pytest.mark.parametrize(
    "remark",
    [
        "",
        "－",
        "市立中学校",
        "前年度より2名増",
        "表記の改正に対応",
        "令和5年度に廃止した講座の後継",
        "訂正印の廃止",
        "次年度は廃止",
        "令和7年度から廃止",
        "令和8年度から休止",
        "R7.4から廃止",
        "2025年度をもって終了",
    ],
)
def test_other_remarks(remark: str) -> None:
    assert not named(sheet(["2", "学校交流", "指導課", "7名を派遣した。", remark]))


def test_a_remark_of_an_indicator() -> None:
    rows = blocks(
        "成果指標一覧",
        ["番号", "指標", "単位", "目標値（R9）", "実績値（R6）", "備考"],
        ["3", "対応言語数", "言語", "20", "120", "R6は12の誤り"],
    )
    document = parse(rows, context())
    assert isinstance(document, IndicatorsDocument)
    assert [each.severity for each in document.findings if each.code == "said-otherwise"] == ["warning"]


def test_what_a_note_is() -> None:
    assert footnotes("交流会は※1のとおり") == []
    assert [each.marks for each in footnotes("※1、※2 いずれも中止")] == [("※1", "※2")]
    assert corrects("人数は45名の誤り")
    assert not corrects("誤りなく伝えた")
    assert rows_named("施策1-2と№3は中止") == ["1-2", "3"]
    assert rows_named("施策3件を中止") == []


def test_a_note_whose_mark_stands_in_a_cell_of_its_own() -> None:
    document = sheet(FIRST, ["※1", "45名の誤り", "", "", ""])
    assert named(document) == [(3, "note ※1 of this row says: 45名の誤り")]
    assert (len(document.achievements), document.count.rejected) == (1, 1)


def test_a_number_with_a_mark_is_a_row() -> None:
    assert len(sheet(FIRST, ["※2", "学校交流", "指導課", "3校が交流した。", ""]).achievements) == 2
