"""Evaluation sheets (事務事業評価シート): cards with a little table of indicators, and grades of several aspects in one row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument
from toshigaikou_cli.records.indicators import IndicatorRecord

TITLE = "令和6年度 事務事業評価シート（令和5年度実施事業）"
OVER = ("指標", "名称", "単位", "R4実績", "R5計画", "R5実績")
HEAD = [
    ("事務事業名", "図書の巡回", "", "", "基本事業コード", "114"),
    ("担当部課", "文化課", "", "", "記入者", "係長"),
    ("令和5年度の実施内容", "巡回車で9月に8校を回った。", "", "", "", ""),
]
NUMBERS = [
    OVER,
    ("活動指標", "巡回回数", "回", "10", "12", "11"),
    ("成果指標", "貸出冊数", "冊", "1,200", "1,300", "1,250"),
    ("事業費（千円）", "", "", "300", "320", "315"),
]
TAIL = [
    ("評価", "必要性", "A", "有効性", "B", ""),
    ("総合評価", "B　継続", "", "", "", ""),
    ("今後の方向性", "継続", "", "", "", ""),
]
Rows = Sequence[Sequence[str]]
OTHER = [
    ("事務事業名", "花火の補助", "", "", "基本事業コード", "215"),
    ("担当部課", "商工課", "", "", "記入者", "係長"),
    ("令和5年度の実施内容", "荒天のため中止となった。", "", "", "", ""),
    OVER,
    ("活動指標", "補助件数", "件", "1", "1", "0"),
    ("成果指標", "来場者数", "人", "900", "1,000", "0"),
    ("事業費（千円）", "", "", "500", "500", "0"),
    ("評価", "必要性", "B", "有効性", "C", ""),
    ("総合評価", "C　見直し", "", "", "", ""),
    ("今後の方向性", "見直し", "", "", "", ""),
]


def sheet(*parts: str | Sequence[str]) -> SheetDocument:
    document = parse(blocks(TITLE, *parts), context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def numbers(record: IndicatorRecord) -> list[tuple[str, int | None, str | None]]:
    return [(value.kind, value.fiscal_year, value.value) for value in record.values]


def test_an_evaluation_sheet_is_one_row_with_its_indicators_amounts_and_grade() -> None:
    (found,) = sheet(*HEAD, *NUMBERS, *TAIL).achievements
    assert (found.item, found.bureau_text, found.fiscal_year) == ("図書の巡回", "文化課", 2023)
    assert (found.result, found.stated, found.rating) == ("巡回車で9月に8校を回った。", ("114",), "B 継続")
    assert [(each.name, each.unit, each.named, each.rating) for each in found.figures] == [
        ("巡回回数", "回", True, ""),
        ("貸出冊数", "冊", True, ""),
    ]
    assert numbers(found.figures[1]) == [
        ("actual", 2022, "1200"),
        ("target", 2023, "1300"),
        ("actual", 2023, "1250"),
    ]
    assert [(each.kind, each.fiscal_year, each.value, each.unit) for each in found.amounts] == [
        ("spent", 2022, "300", "千円"),
        ("planned", 2023, "320", "千円"),
        ("spent", 2023, "315", "千円"),
    ]
    kept = {cell.header: cell.text for cell in found.cells}
    assert (kept["活動指標"], kept["必要性"], kept["有効性"]) == ("巡回回数", "A", "B")


def test_sheets_below_each_other_have_each_its_own() -> None:
    document = sheet(*HEAD, *NUMBERS, *TAIL, "次のシート", *OTHER)
    assert [(each.item, each.rating) for each in document.achievements] == [
        ("図書の巡回", "B 継続"),
        ("花火の補助", "C 見直し"),
    ]
    names = [[each.name for each in record.figures] for record in document.achievements]
    assert names == [["巡回回数", "貸出冊数"], ["補助件数", "来場者数"]]
    count = document.count
    assert (count.rows, count.records, count.headers, count.continued) == (20, 2, 1, 17)


def test_sheets_with_different_numbers_of_indicators() -> None:
    more = ("成果指標", "登録者数", "人", "70", "80", "85")
    document = sheet(*HEAD, *NUMBERS[:3], more, *NUMBERS[3:], *TAIL, "次のシート", *OTHER)
    names = [[each.name for each in record.figures] for record in document.achievements]
    assert names == [["巡回回数", "貸出冊数", "登録者数"], ["補助件数", "来場者数"]]


def test_a_part_of_the_cost_is_kept_under_its_label() -> None:
    rows = [*HEAD, *NUMBERS, ("うち一般財源（千円）", "", "", "100", "110", "105"), *TAIL]
    (found,) = sheet(*rows).achievements
    assert len(found.amounts) == 3
    kept = {cell.header: cell.text for cell in found.cells}
    assert kept["うち一般財源（千円）"] == "R4実績 100、R5計画 110、R5実績 105"


def test_a_remark_on_an_indicator_is_none_on_what_was_done() -> None:
    rows = [(*OVER, "備考"), (*NUMBERS[1], "実施せず"), (*NUMBERS[2][:5], "未集計", "")]
    (found,) = sheet(*HEAD, *rows, *TAIL).achievements
    assert not found.told
    assert {cell.header: cell.text for cell in found.cells}["表の備考"] == "実施せず"
    assert numbers(found.figures[1])[-1] == ("actual", 2023, None)


def test_names_of_indicators_in_their_own_headers_and_the_unit_of_the_cost_in_its_column() -> None:
    over = ("単位", "R4実績", "R5計画", "R5実績", "")
    rows = [
        ("活動指標名", *over),
        (*NUMBERS[1][1:], ""),
        ("成果指標名", *over),
        (*NUMBERS[2][1:], ""),
        ("事業費", "千円", "300", "320", "315", ""),
    ]
    (found,) = sheet(*HEAD, *rows, *TAIL).achievements
    assert [each.name for each in found.figures] == ["巡回回数", "貸出冊数"]
    assert [(each.fiscal_year, each.value, each.unit) for each in found.amounts][1:] == [
        (2023, "320", "千円"),
        (2023, "315", "千円"),
    ]


@pytest.mark.parametrize("title", ["（令和5年度実施事業）", "（令和5年度対象）", "（令和5年度実績）"])
def test_the_year_of_what_was_done_in_a_title_of_two(title: str) -> None:
    head = [("事業名", "図書の巡回"), ("担当課", "文化課"), ("実績", "8校を回った。")]
    document = parse(blocks(f"令和6年度 事務事業評価シート{title}", *head), context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert [each.fiscal_year for each in document.achievements] == [2023]
    with pytest.raises(ParseError, match="several fiscal years"):
        parse(blocks("令和6年度 評価シート（令和5年度までの経過）", *head), context("a.csv"))


@pytest.mark.parametrize(
    "rows",
    [
        [*HEAD, OVER, ("活動指標", "巡回回数", "回", "10", "12", "検討のうえ実施することとした"), *TAIL],
        [*HEAD, OVER, *TAIL],
        [
            *HEAD,
            ("指標", "名称", "単位", "令和4年度", "令和5年度", ""),
            ("活動指標", "回数", "回", "10", "12", ""),
            *TAIL,
        ],
        [*HEAD, *NUMBERS, ("評価", "必要性", "高い", "有効性", "低い", ""), *TAIL[1:]],
    ],
)
def test_a_form_that_is_not_sure_is_refused_as_one(rows: Rows) -> None:
    with pytest.raises(ParseError, match="headers in the first column, not read: 事務事業名"):
        sheet(*rows)


def test_a_form_of_unknown_labels_is_refused_and_no_table_of_indicators() -> None:
    head = [
        ("事業のなまえ", "図書の巡回", "", "", "コード", "114"),
        ("やったこと", "8校を回った。", "", "", "", ""),
    ]
    for tail in (TAIL, TAIL[1:], HEAD[1:]):
        with pytest.raises(ParseError, match="headers in the first column, not read: 事業のなまえ"):
            sheet("担当課：文化課", *head, *NUMBERS, *tail)


def test_a_table_of_indicators_below_a_few_labels_is_one() -> None:
    rows = [("基本目標", "読書のまち", "", "", "", ""), ("重点", "巡回", "", "", "", ""), *NUMBERS[:3]]
    assert [name for name, _ in indicators(*rows)] == ["巡回回数", "貸出冊数"]


@pytest.mark.parametrize("label", ["担当部課", "事務事業名", "総合評価"])
def test_a_row_of_a_form_under_a_header_of_indicators_is_rejected(label: str) -> None:
    document = parse(
        blocks("令和5年度 指標", *NUMBERS[:3], (label, "図書", "", "1", "2", "3")), context("a.csv")
    )
    assert isinstance(document, IndicatorsDocument)
    assert [each.name for each in document.indicators] == ["巡回回数", "貸出冊数"]
    (rejected,) = document.rejected
    assert rejected.reason == f"a row of a form in the place of an indicator ({label})"


def indicators(*rows: Sequence[str]) -> list[tuple[str, bool]]:
    document = parse(blocks("令和5年度 指標", *rows), context("a.csv"))
    assert isinstance(document, IndicatorsDocument)
    return [(each.name, each.named) for each in document.indicators]
