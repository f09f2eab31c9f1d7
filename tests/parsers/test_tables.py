"""Rows under headers: repeated headers, cut rows, filled cells, and the account of every row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from toshigaikou_cli.parsers.rows.table_rows import Tables
from toshigaikou_cli.parsers.tables import known as tables_module
from toshigaikou_cli.parsers.tables.known import find_tables
from toshigaikou_cli.readers import read
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import load_columns

COLUMNS = load_columns()
HEADER = ("分野", "担当局", "担当部", "項目名", "実績")


def row(
    *cells: str | Cell, table: int = 1, number: int = 1, page: int | None = None, continues: bool = False
) -> Row:
    made = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
    return Row(made, table=table, row=number, page=page, continues=continues)


def found(*blocks: Block) -> Tables:
    tables = find_tables(blocks, COLUMNS)
    rows = (
        len(list(tables.table_rows)) + tables.headers + tables.continued + len(tables.rejected) + tables.other
    )
    assert tables.rows == rows, "every row is accounted for"
    return tables


def texts(tables: Tables, column: str) -> list[str]:
    return [item.cell(column).text for item in tables.table_rows]


def test_empty_and_ditto_cells_mean_the_same_as_above() -> None:
    tables = found(
        row(*HEADER),
        row("文化", "生活文化局", "文化振興部", "展覧会", "開催"),
        row("", "", "", "映画祭", "〃"),
        row("〃", "同上", "都民生活部", "留学生", "受入れ"),
        row("", "建設局", "", "動物園", "交換"),
    )
    assert texts(tables, "field") == ["文化"] * 4
    assert texts(tables, "bureau") == ["生活文化局", "生活文化局", "生活文化局", "建設局"]
    assert texts(tables, "department") == ["文化振興部", "文化振興部", "都民生活部", ""]
    assert texts(tables, "result") == ["開催", "開催", "受入れ", "交換"]
    assert list(tables.table_rows)[1].cell("field").filled
    assert not next(iter(tables.table_rows)).cell("field").filled


@pytest.mark.parametrize("mark", ["同", "同　上", "同じ", "(同 上)", "〃　〃", "''"])
def test_marks_that_mean_the_same(mark: str) -> None:
    tables = found(
        row(*HEADER), row("文化", "甲局", "乙部", "展", "開催"), row("文化", mark, "", "祭", "中止")
    )
    assert texts(tables, "bureau") == ["甲局", "甲局"]


@pytest.mark.parametrize("name", ["同志社", "同和対策課", "同上記", "協同"])
def test_words_that_begin_so_are_names(name: str) -> None:
    tables = found(
        row(*HEADER), row("文化", "甲局", "乙部", "展", "開催"), row("文化", name, "", "祭", "中止")
    )
    assert texts(tables, "bureau") == ["甲局", name]


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("- 2 -", False),
        ("－３－", False),
        ("3ページ", False),
        ("1 / 2", False),
        ("（１／２）", False),
        ("2/2頁", False),
        ("2件", True),
        ("1/2", True),
        ("8 / 3", True),
    ],
)
def test_the_number_of_a_printed_page_is_no_rest_of_a_row(cell: str, rest: bool) -> None:
    tables = found(row(*HEADER), row("文化", "甲局", "乙部", "展", "開催"), row("", "", "", "", cell))
    assert texts(tables, "result") == [f"開催\n{cell}" if rest else "開催"]


def test_an_undeclared_column_does_not_keep_cells_from_being_filled() -> None:
    tables = found(
        row("担当局", "項目名", "実績", "参加者数"), row("建設局", "園", "済", "5"), row("", "道", "済", "2")
    )
    assert texts(tables, "bureau") == ["建設局", "建設局"]
    assert [item.cells[3].text for item in tables.table_rows] == ["5", "2"]


def test_a_row_without_a_key_goes_on_the_row_above() -> None:
    tables = found(
        row(*HEADER, page=1),
        row("文化", "生活文化局", "文化振興部", "展覧会", "第一の文", page=1),
        row(*HEADER, table=2, page=2),
        row("", "", "", "", "第二の文", table=2, page=2),
    )
    assert texts(tables, "result") == ["第一の文\n第二の文"]
    assert (tables.headers, tables.continued) == (2, 1)


def test_a_cut_row_is_joined_as_the_reader_says() -> None:
    tables = found(
        row(*HEADER),
        row("文化", "生活文化局", "部", "江戸東京博", "協議を"),
        row("", "", "", "物館", "行った", table=2, page=2, continues=True),
        row("", "", "", "映画祭", "開催", table=2, page=2),
    )
    assert texts(tables, "item") == ["江戸東京博物館", "映画祭"]
    assert texts(tables, "result") == ["協議を行った", "開催"]


def test_a_row_of_its_own_that_seems_cut_stays_one() -> None:
    tables = found(
        row(*HEADER),
        row("文化", "生活文化局", "部", "展覧会", "・開催"),
        row("文化", "生活文化局", "部", "映画祭", "平成29年5月に開催", table=2, continues=True),
        row("", "", "", "の開催", "・二日目", table=3, continues=True),
    )
    assert texts(tables, "item") == ["展覧会", "映画祭の開催"]


def test_the_parts_of_a_cut_row_are_judged_together() -> None:
    tables = found(
        row(*HEADER),
        row("", "建設局", "", "", "", page=1),
        row("緑", "", "", "動物園", "交換", table=2, page=2, continues=True),
    )
    assert [texts(tables, name) for name in ("field", "bureau", "item")] == [["緑"], ["建設局"], ["動物園"]]
    assert (tables.continued, tables.rejected) == (1, [])


def test_two_levels_whose_upper_row_has_a_title_over_two_columns() -> None:
    tables = found(
        row("分野", "担当局", "取組内容", Cell("", filled=True)),
        row(Cell("分野", filled=True), Cell("担当局", filled=True), "項目名", "実績（29年度）"),
        row("緑", "建設局", "動物園", "交換"),
        row("分野", "担当局", "取組内容", Cell("", filled=True), table=2, page=2),
        row(
            Cell("分野", filled=True),
            Cell("担当局", filled=True),
            "項目名",
            "実績（29年度）",
            table=2,
            page=2,
        ),
        row("緑", "建設局", "植物園", "交換", table=2, page=2),
    )
    assert texts(tables, "item") == ["動物園", "植物園"]
    assert tables.headers == 4


def test_a_merged_cell_printed_again_is_not_doubled() -> None:
    tables = found(
        row(*HEADER),
        row("文化", "生活文化局", "部", "展覧会", "一"),
        row("文化", "生活文化局", "", "", "二", table=2, continues=True),
    )
    assert (texts(tables, "field"), texts(tables, "result")) == (["文化"], ["一二"])


def test_a_header_that_is_printed_once_stands_over_the_next_table_of_its_width() -> None:
    data = ("文化", "生活文化局", "部", "展覧会", "開催")
    tables = found(row(*HEADER), row(*data), row(*data, table=2, page=2))
    assert len(list(tables.table_rows)) == 2
    other = found(row(*HEADER), row(*data), row("凡例", "意味", table=2), row("○", "実施", table=2))
    assert (len(list(other.table_rows)), other.other, len(other.unknown)) == (1, 2, 1)


def test_a_header_of_two_levels() -> None:
    tables = found(
        row("担当局", "事業名", "実績", Cell("", filled=True)),
        row(Cell("担当局", filled=True), Cell("事業名", filled=True), "平成29年度", "平成30年度"),
        row("建設局", "動物園", "一", "二"),
    )
    assert [(c.column, c.year_text) for c in next(iter(tables.table_rows)).header.columns] == [
        ("bureau", ""),
        ("item", ""),
        ("result", "平成29年度"),
        ("result", "平成30年度"),
    ]
    assert tables.headers == 2


@pytest.mark.parametrize(
    ("upper", "lower", "columns"),
    [
        (
            ("事業名", "担当課", "実績", "", "備考"),
            ("", "", "内容", "決算額（千円）", ""),
            ["item", "bureau", "result", "spent_amount", "note"],
        ),
        (
            ("担当", "", "事業名", "実績", ""),
            ("部", "課", "", "概要", "参加者数"),
            ["bureau", "office", "item", "result", ""],
        ),
        (
            ("担当部署", "", "事業名", "実施概要", "実績"),
            ("局名", "課名", "", "", ""),
            ["bureau", "department", "item", "", "result"],
        ),
        (
            ("事業", "", "担当課", "実績", "備考"),
            ("番号", "名称", "", "", ""),
            ["measure", "item", "bureau", "result", "note"],
        ),
    ],
)
def test_a_header_of_two_levels_whose_upper_row_would_do_alone(
    upper: Sequence[str], lower: Sequence[str], columns: list[str]
) -> None:
    data = ("港", "湾", "国際課", "開いた。", "訪れた。")
    tables = found(row(*upper), row(*lower), row(*data), row(*data[:3], "招いた。", "巡った。"))
    assert [column.column for column in next(iter(tables.table_rows)).header.columns] == columns
    assert (tables.headers, len(list(tables.table_rows)), tables.rejected) == (2, 2, [])


@pytest.mark.parametrize(
    "below",
    [
        ("", "", "なし", "○", ""),
        ("", "", "内容", "", ""),
        ("展覧会", "国際課", "内容", "概要", "備考"),
        ("", "", "内容を改めた。", "決算", ""),
    ],
)
def test_a_row_under_a_header_that_parts_no_label_is_no_header(below: Sequence[str]) -> None:
    tables = found(row("事業名", "担当課", "実績", "", "備考"), row(*below))
    assert (tables.headers, tables.rows) == (1, 2)


def test_a_heading_that_spans_the_table_is_no_row() -> None:
    spanned = tuple(Cell("", filled=True) for _ in HEADER[1:])
    tables = found(
        row(*HEADER), row("２ 専門家派遣", *spanned), row("文化", "生活文化局", "部", "展覧会", "開催")
    )
    assert [item.text for item in tables.items if isinstance(item, Line)] == ["２ 専門家派遣"]
    assert (len(list(tables.table_rows)), tables.headers) == (1, 2)


def test_rows_that_fit_no_column_or_have_no_key_are_rejected_with_the_reason() -> None:
    tables = found(
        row(*HEADER),
        row("文化", "生活文化局", "部", "展覧会", "開催", "余分"),
        row("文化", "生活文化局", "部", "", "開催"),
    )
    assert [rejected.reason for rejected in tables.rejected] == ["6 cells under a header of 5", "no 項目名"]
    assert "余分" in tables.rejected[0].text


def test_missing_cells_at_the_end_are_empty() -> None:
    tables = found(row(*HEADER), row("文化", "生活文化局", "部", "展覧会"))
    assert texts(tables, "result") == [""]


def test_rows_before_any_header_are_other_rows() -> None:
    tables = found(
        row("1", "はじめに", "3"), row(*HEADER, table=2), row("文化", "建設局", "部", "園", "済", table=2)
    )
    assert (tables.other, len(list(tables.table_rows))) == (1, 1)


def test_a_row_of_totals_is_rejected_and_not_joined_to_the_row_above() -> None:
    data = ("文化", "生活文化局", "部", "展覧会", "開催")
    for label in ("合　計", "小計", "計", "延べ", "延べ人数", "総計", "生活文化局計", "合計３件"):
        for at in (0, 1, 3):
            total = ["", "", "", "", "3件"]
            total[at] = label
            tables = found(row(*HEADER), row(*data), row(*total), row(*data))
            assert texts(tables, "result") == ["開催", "開催"], (label, at)
            assert [each.reason for each in tables.rejected] == [
                f"a total ({match_key(label)}), no row of its own"
            ]
            assert texts(tables, "field") == ["文化", "文化"]


def test_a_total_in_an_undeclared_column_is_told() -> None:
    tables = found(
        row("番号", "担当局", "項目名", "実績", "件数"),
        row("1", "環境局", "甲", "会議", "4"),
        row("合計", "", "", "", "4"),
    )
    assert len(tables.rejected) == 1


def test_a_row_about_totals_is_a_row() -> None:
    for item in ("会計の研修", "都市計画の講座", "計画の策定"):
        assert len(list(found(row(*HEADER), row("文化", "局", "部", item, "開催")).table_rows)) == 1
    assert len(list(found(row(*HEADER), row("小計", "局", "部", "甲", "開催")).table_rows)) == 1


def test_a_table_under_names_of_columns_of_its_own_does_not_go_on_the_one_above() -> None:
    data = ("文化", "生活文化局", "部", "展覧会", "開催")
    another = row("都市名", "国名", "担当局", "時期", "備考", table=2)
    tables = found(row(*HEADER), row(*data), another, row("パリ市", "仏国", "局", "春", "二回", table=2))
    assert (len(list(tables.table_rows)), tables.other, len(tables.unknown)) == (1, 2, 1)


def test_a_row_does_not_go_on_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "MAX_JOINED", 20)
    text = "分野\t所管局\t所管部\t項目名\t平成29年度実績\na\t環境局\tb\tc\td\n" + "\t\t\t\t続き\n" * 20
    made = found(*read(text.encode(), "a.tsv").blocks)
    assert [made.rows, made.continued, len(made.rejected)] == [22, 7, 13]
    assert "goes on for more than 20 characters" in made.rejected[0].reason


def test_a_header_of_other_columns_within_a_table_opens_another() -> None:
    data = ("環境", "環境局", "総務部", "会議", "平成29年7月に会議を開いた。")
    touching = row("都市名", "国名", "時期", "備考", "窓口")
    tables = found(row(*HEADER), row(*data), touching, row("パリ市", "仏国", "春", "二回", "局"))
    assert (len(list(tables.table_rows)), tables.other, len(tables.unknown)) == (1, 2, 1)


def test_a_row_that_says_the_name_of_a_column_is_a_row() -> None:
    data = ("環境", "環境局", "総務部", "内容", "会議を開いた。")
    assert len(list(found(row(*HEADER), row(*data), row(*data)).table_rows)) == 2


def test_a_total_that_opens_its_row_is_one_whatever_it_counts() -> None:
    header = ("No.", "担当局", "項目名", "実績")
    for total in (
        ("合計", "", "18事業", ""),
        ("小計", "", "3事業", "67人"),
        ("計", "", "3", "－"),
        ("合計", "", "全事業", ""),
    ):
        tables = found(row(*header), row("1", "環境局", "会議", "開いた。"), row(*total))
        assert texts(tables, "item") == ["会議"]
        assert [each.reason for each in tables.rejected] == [f"a total ({total[0]}), no row of its own"]


def test_a_row_that_a_total_opens_is_a_row_where_it_says_what_was_done() -> None:
    tables = found(row(*HEADER), row("合計", "局", "部", "18事業の発表会", "開催"))
    assert texts(tables, "item") == ["18事業の発表会"]


def test_an_empty_cell_beside_merged_ones_names_no_unit() -> None:
    merged = Cell("環境局", filled=True)
    parts = (
        row("No.", "担当局", "項目名", "実績"),
        row("1", "環境局", "会議", "開いた。"),
        row("2", merged, "研修", "行った。"),
        row("3", "", "視察", "訪れた。"),
        row("4", "〃", "見学", "訪れた。"),
    )
    assert texts(found(*parts), "bureau") == ["環境局", "環境局", "", ""]
    unmerged = (parts[0], parts[1], *parts[3:])
    assert texts(found(*unmerged), "bureau") == ["環境局", "環境局", "環境局"]


def test_a_unit_goes_on_from_the_page_before_though_cells_are_merged() -> None:
    tables = found(
        row("No.", "担当局", "項目名", "実績"),
        row("1", "環境局", "会議", "開いた。"),
        row("2", Cell("環境局", filled=True), "研修", "行った。"),
        row("3", "", "視察", "訪れた。", table=2, page=2),
    )
    assert texts(tables, "bureau")[2] == "環境局"


def test_the_rest_of_a_merged_cell_that_a_page_cut_goes_on_for_all_its_rows() -> None:
    rest, other = Cell("", filled=True), Cell("水道局", filled=True)
    tables = found(
        row("No.", "担当局", "項目名", "実績"),
        row("1", "環境局", "会議", "開いた。"),
        row("2", rest, "研修", "行った。", table=2, page=2),
        row("3", rest, "視察", "訪れた。", table=2, page=2),
        row("4", "水道局", "見学", "訪れた。", table=2, page=2),
        row("5", other, "講座", "開いた。", table=2, page=2),
        row("6", "", "展示", "開いた。", table=2, page=2),
    )
    assert texts(tables, "bureau") == ["環境局", "環境局", "環境局", "水道局", "水道局", ""]


@pytest.mark.parametrize(
    ("cells", "rejected"),
    [
        (("KPI：派遣者数（人）", "目標 10", "実績 8"), True),
        (("【成果指標】受講者数", "30人", "42人"), True),
        (("指標 講座の回数", "", "－"), True),
        (("KPI：派遣者数（人）", "国際課", "実績 8"), False),
        (("指標：派遣者数", "目標 10", "8人を派遣した。"), False),
        (("指標の見直し", "", "3回"), False),
        (("KPI：派遣者数（人）", "", ""), False),
    ],
)
def test_an_indicator_in_the_place_of_a_row_is_rejected(cells: Sequence[str], rejected: bool) -> None:
    tables = found(row("事業名", "担当課", "実績"), row("港の交流", "港湾課", "訪れた。"), row(*cells))
    assert [len(list(tables.table_rows)), len(tables.rejected)] == ([1, 1] if rejected else [2, 0])


EXAMPLE_HEADER = ("No.", "担当課", "事業名", "取組実績")


@pytest.mark.parametrize(
    "cells",
    [
        ("例", "国際課", "都市との交流", "10名を受け入れた。"),
        ("（記入例）", "国際課", "都市との交流", "10名を受け入れた。"),
        ("記載例1", "国際課", "都市との交流", "10名を受け入れた。"),
        ("1", "○○局○○課", "○○市との交流", "○月○日に10名を受け入れた。"),
    ],
)
def test_a_row_that_shows_how_to_fill_in_is_no_record(cells: tuple[str, ...]) -> None:
    tables = found(
        row(*EXAMPLE_HEADER), row(*cells, number=2), row("1", "国際課", "交流", "5名を派遣した。", number=3)
    )
    assert [each.cell("item").text for each in tables.table_rows] == ["交流"]
    (rejected,) = tables.rejected
    assert rejected.reason.startswith("an example of how the form is filled in")


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "国際課", "優良事例の共有", "見本市で○社と面談した。"),
        ("1", "国際課", "○○との交流", "例年どおり5名を派遣した。"),
        ("例年", "国際課", "交流", "5名を派遣した。"),
    ],
)
def test_a_row_that_speaks_of_an_example_is_a_record(cells: tuple[str, ...]) -> None:
    tables = found(row(*EXAMPLE_HEADER), row(*cells, number=2))
    assert len(list(tables.table_rows)) == 1
    assert not tables.rejected


@pytest.mark.parametrize(
    ("sheet", "records"), [("記入例", 0), ("記入要領", 0), ("見本", 0), ("見本市", 1), ("実績", 1)]
)
def test_a_tab_of_examples_holds_no_records(sheet: str, records: int) -> None:
    rows = [
        Row(tuple(map(Cell, texts)), 1, number, sheet=sheet)
        for number, texts in enumerate((EXAMPLE_HEADER, ("1", "国際課", "交流", "5名を派遣した。")), 1)
    ]
    tables = find_tables(rows, COLUMNS)
    assert (len(list(tables.table_rows)), len(tables.rejected)) == (records, 1 - records)


def test_the_cells_under_a_label_that_spans_columns_tell_together_what_it_is() -> None:
    header = row("担当局", "項目名", Cell("実績"), Cell("", filled=True))
    tables = found(
        header,
        row("甲局", "植樹", "10月5日", "苗木を100本植えた。"),
        row("乙局", "清掃", "11月", "川を清掃した。"),
    )
    assert tables.headings[0].table.name == "achievements"
    assert texts(tables, "result") == ["10月5日\n苗木を100本植えた。", "11月\n川を清掃した。"]
    numbers = found(header, row("甲局", "植樹", "", "100本"), row("乙局", "清掃", "", "20回"))
    assert numbers.headings[0].table.name == "indicators"
