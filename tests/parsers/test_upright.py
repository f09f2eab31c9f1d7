"""Tables whose headers stand in the first column: cards, and tables that are turned; read where it is sure, else named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Cell, Line, Row
from toshigaikou_cli.records.documents import SheetDocument, StrategyDocument

TITLE = "令和5年度 国際交流事業 評価シート"
PORT = [("施策名", "港の交流"), ("担当課", "国際課"), ("取組実績", "5月に商談会を開いた。"), ("課題", "人手")]
SKY = [("施策名", "空の交流"), ("担当課", "観光課"), ("取組実績", "使節団を派遣した。"), ("課題", "")]
Parts = Sequence[str | Sequence[str]]


def sheet(*parts: str | Sequence[str]) -> SheetDocument:
    document = parse(blocks(TITLE, *parts), context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def told(document: SheetDocument) -> list[tuple[str, str, str]]:
    return [(each.item, each.bureau_text, each.result) for each in document.achievements]


READ = [("港の交流", "国際課", "5月に商談会を開いた。"), ("空の交流", "観光課", "使節団を派遣した。")]


def in_fours(card: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """A card with two labels in a row."""
    return [(*card[0], *card[1]), (*card[3], *("根拠法令", "")), (*card[2], "", "")]


@pytest.mark.parametrize(
    "parts",
    [
        [*PORT, *SKY],
        [*PORT, "次のシート", *SKY],
        [("1　港の交流", ""), *PORT, ("2　空の交流", ""), *SKY],
        [("項目", "内容"), *PORT, "次のシート", ("項目", "内容"), *SKY],
        [*in_fours(PORT), *in_fours(SKY)],
        ["（1）港", *in_fours(PORT), "（2）空", *in_fours(SKY)],
        [*PORT, ("備考", "なし"), *SKY],
        [*PORT, ("備考", "財源"), *SKY],
        [
            ("施策名", "港の交流", "空の交流"),
            ("担当課", "国際課", "観光課"),
            ("取組実績", READ[0][2], READ[1][2]),
        ],
    ],
)
def test_cards_and_turned_tables_are_read_as_a_row_each(parts: Parts) -> None:
    document = sheet(*parts)
    assert told(document) == READ
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("headers-in-first-column", "info")
    assert finding.message == "2 rows are read from tables that have their headers in the first column"


def test_a_card_is_where_its_first_row_is_and_has_all_of_its_cells() -> None:
    document = sheet(*PORT, "次", *SKY)
    assert [each.source.line for each in document.achievements] == [2, 7]
    assert [(cell.header, cell.text) for cell in document.achievements[1].cells] == SKY
    count = document.count
    assert (count.rows, count.records, count.headers, count.continued) == (8, 2, 1, 5)


def test_one_card_is_enough_where_all_of_its_labels_are_known() -> None:
    assert told(sheet(*PORT)) == READ[:1]
    assert told(sheet(*in_fours(PORT))) == READ[:1]


def test_what_a_card_leaves_empty_is_not_what_the_card_above_says() -> None:
    document = sheet(*PORT, ("施策名", "空の交流"), ("担当課", ""), ("取組実績", ""), ("課題", "費用"))
    assert told(document) == [READ[0], ("空の交流", "", "")]
    assert not document.rejected


def test_cards_of_several_units_and_a_unit_over_all() -> None:
    cards = [row for card in (PORT, SKY) for row in card if row[0] != "担当課"]
    document = sheet("担当課：国際課", *cards)
    assert [each.bureau_text for each in document.achievements] == ["国際課", "国際課"]


def test_a_label_that_goes_on_in_the_next_row() -> None:
    rows = [*PORT[:3], ("", "6月に視察団を受け入れた。"), PORT[3]]
    assert sheet(*rows).achievements[0].result == "5月に商談会を開いた。\n6月に視察団を受け入れた。"


def test_a_label_that_is_merged_over_rows() -> None:
    def row(number: int, *cells: Cell) -> Row:
        return Row(cells, 1, number, line=number)

    rows = [row(at, Cell(label), Cell(text)) for at, (label, text) in enumerate(PORT[:3], 2)]
    rows.append(row(5, Cell("取組実績", filled=True), Cell("6月に視察団を受け入れた。")))
    document = parse([Line(TITLE, line=1), *rows], context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.achievements[0].result == "5月に商談会を開いた。\n6月に視察団を受け入れた。"


def test_a_card_that_a_page_cuts_is_one() -> None:
    document = sheet(*PORT[:2], ("概要", "港どうしの交流"), "- 3 -", *PORT[2:], "- 4 -", *SKY)
    assert told(document) == READ
    with pytest.raises(ParseError, match="headers in the first column"):
        sheet(*PORT, "問合せ先", ("担当課", "国際課"), ("電話", "1234"))


def test_what_is_merged_over_the_columns_of_a_turned_table_is_of_each() -> None:
    rows = [
        ("施策名", "港の交流", "空の交流"),
        ("担当課", "国際課", ""),
        ("取組実績", READ[0][2], READ[1][2]),
    ]
    made = blocks(TITLE, *rows)
    merged = [
        block._replace(cells=tuple(cell._replace(filled=not cell.text) for cell in block.cells))
        if isinstance(block, Row)
        else block
        for block in made
    ]
    document = parse(merged, context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert [each.bureau_text for each in document.achievements] == ["国際課", "国際課"]


def test_cards_of_a_strategy() -> None:
    cards = [
        row
        for number, name in ((1, "港の交流"), (2, "空の交流"))
        for row in (
            ("施策番号", f"{number}"),
            ("施策名", name),
            ("概要", f"{name}を進める"),
            ("担当課", "国際課"),
        )
    ]
    document = parse(blocks("国際戦略（計画期間：令和5年度から令和9年度まで）", *cards), context("a.csv"))
    assert isinstance(document, StrategyDocument)
    assert [(each.code, each.title, each.overview) for each in document.measures] == [
        ("1", "港の交流", "港の交流を進める"),
        ("2", "空の交流", "空の交流を進める"),
    ]


def test_lines_that_part_the_form_are_no_field() -> None:
    document = sheet("■基本情報", *PORT, "■基本情報", *SKY)
    assert [each.field for each in document.achievements] == ["", ""]
    document = sheet("■港", *PORT, "■空", *SKY)
    assert [each.field for each in document.achievements] == ["港", "空"]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([*PORT, ("取組実績", "もう一つ")], id="a label twice"),
        pytest.param(
            [*PORT[:2], ("取組実績", ""), ("商談会の開催", ""), PORT[3]], id="a text below its label"
        ),
        pytest.param([*PORT[:3], "令和4年度", ("備考", "なし")], id="a year among the rows"),
        pytest.param([("施策名", ""), *PORT[1:]], id="no name"),
        pytest.param(
            [
                ("施策名", "港の交流", "担当課", "国際課"),
                ("概要", "港", "課題", "人手"),
                ("取組実績", "商談会", "視察", "研修"),
            ],
            id="three values",
        ),
        pytest.param(
            [
                ("施策名", "令和4年度", "令和5年度"),
                ("担当課", "国際課", "国際課"),
                ("取組実績", "商談会", "視察"),
            ],
            id="columns of years",
        ),
        pytest.param([*PORT, ("特記", "あ"), *SKY], id="a label of one card that nobody knows"),
        pytest.param(
            [*PORT, ("特記", "財源"), *SKY, ("特記", "人手")], id="a label behind one that nobody knows"
        ),
        pytest.param([*PORT, ("備考", "実績"), *SKY, ("備考", "")], id="a column behind another"),
        pytest.param(
            [
                ("施策名", "港", "空"),
                ("担当課", "国際課", "観光課"),
                ("取組実績", "商談会", "視察"),
                ("取組実績", "研修", "派遣"),
            ],
            id="a label of a turned table twice",
        ),
    ],
)
def test_what_is_not_sure_is_refused_and_named(parts: Parts) -> None:
    with pytest.raises(ParseError) as raised:
        sheet(*parts)
    assert raised.value.args[0].startswith("a table with its headers in the first column, not read: 施策名")
    assert "Transpose" in raised.value.hint


def test_an_unsure_card_beside_a_table_is_named_and_no_header() -> None:
    document = sheet(
        ("事業名", "担当課", "実績", "備考"),
        ("商談会", "国際課", "5月に開いた", ""),
        "個票",
        ("施策番号", "1", "担当課", "国際課"),
        ("施策名", "港の交流", "概要", "交流"),
        ("取組実績", "商談会", "視察", "研修"),
    )
    assert told(document) == [("商談会", "国際課", "5月に開いた")]
    assert document.count.other == 3
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("cards-unread", "warning")
    assert finding.message.startswith("a table with its headers in the first column, not read: 施策番号 | 1")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("事業名", "担当課", "実績"),
            ("事業", "国際課", "商談会を開いた"),
            ("事業", "観光課", "視察を受け入れた"),
        ],
        [
            ("区分", "事業名", "担当課", "実績"),
            ("事業", "商談会", "国際課", "開いた"),
            ("計画", "視察", "国際課", "行った"),
        ],
    ],
)
def test_a_table_with_a_header_row_stays_one(rows: Parts) -> None:
    document = sheet(*rows)
    assert len(document.achievements) == 2
    assert not [each for each in document.findings if each.code == "headers-in-first-column"]


STATES = ("実施", "実施済", "実施済み", "完了", "未着手", "一部実施")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("first", [0, 3])
def test_a_state_behind_its_label_is_a_value_though_it_may_name_a_column(state: str, first: int) -> None:
    cards = [[*card[:first], ("進捗状況", state), *card[first:]] for card in (PORT, SKY)]
    assert told(sheet(*cards[0], "次のシート", *cards[1])) == READ
    pairs = [[*in_fours(card), ("進捗状況", state, "今後の方向", "継続")] for card in (PORT, SKY)]
    assert told(sheet(*pairs[0], "次のシート", *pairs[1])) == READ


@pytest.mark.parametrize("label", ["計画", "実施", "目標"])
def test_a_name_behind_a_plan_or_another_state_is_no_value(label: str) -> None:
    with pytest.raises(ParseError, match="headers in the first column, not read"):
        sheet(*PORT, (label, "実施"), "次のシート", *SKY, (label, "実施"))
