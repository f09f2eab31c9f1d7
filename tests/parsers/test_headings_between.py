"""Headings between the rows of a sheet: told from rows that report nothing by their form, never by their words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.readers.tables import RawRow, as_blocks
from toshigaikou_cli.records.blocks import Block, Line
from toshigaikou_cli.records.documents import SheetDocument, StrategyDocument

TITLE = "令和5年度 国際交流事業実績"
HEADER = ("事業名", "担当課", "実績（令和5年度）")
NUMBERED = ("No.", "事業名", "担当課", "実績（令和5年度）")


def sheet(*rows: Sequence[str]) -> SheetDocument:
    return read(blocks(TITLE, *rows))


def read(parts: Sequence[Block]) -> SheetDocument:
    document = parse(parts, context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def shape(document: SheetDocument) -> list[tuple[str, str, str]]:
    return [(each.field, each.item, each.bureau_text) for each in document.achievements]


def codes(document: SheetDocument) -> list[str]:
    return [each.code for each in document.findings]


@pytest.mark.parametrize(
    "headings",
    [
        ("Ⅰ　経済", "Ⅱ　環境"),
        ("1 経済", "2 環境"),
        ("(1) 経済", "(2) 環境"),
        ("第1章　経済", "第2章　環境"),
        ("施策の柱1　経済", "施策の柱2　環境"),
        ("■経済", "■環境"),
        ("【経済】", "【環境】"),
        ("経済", "環境"),
    ],
)
def test_a_row_of_nothing_but_a_heading_gives_its_title_to_the_rows_below(headings: tuple[str, str]) -> None:
    first, second = headings
    document = sheet(
        HEADER,
        (first, "", ""),
        ("商談会", "産業課", "開催した"),
        ("視察", "産業課", "視察した"),
        (second, "", ""),
        ("研修", "水道課", "受け入れた"),
    )
    assert shape(document) == [
        ("経済", "商談会", "産業課"),
        ("経済", "視察", "産業課"),
        ("環境", "研修", "水道課"),
    ]
    assert document.count.headers == 3
    (finding,) = document.findings
    assert finding.code == "headings-between"
    assert " ".join(first.split()) in finding.message
    assert " ".join(second.split()) in finding.message


def test_two_levels_and_one_heading_over_all_rows() -> None:
    document = sheet(
        HEADER,
        ("Ⅰ　経済", "", ""),
        ("1 貿易", "", ""),
        ("商談会", "産業課", "開催した"),
        ("2 観光", "", ""),
        ("視察", "産業課", "視察した"),
    )
    assert [field for field, *_ in shape(document)] == ["貿易", "観光"]
    assert shape(sheet(HEADER, ("Ⅰ　経済", "", ""), ("商談会", "産業課", "済"))) == [
        ("経済", "商談会", "産業課")
    ]


def test_items_that_begin_anew_under_headings_of_the_same_form() -> None:
    document = sheet(
        HEADER,
        ("1 経済", "", ""),
        ("1 商談会", "産業課", "開催した"),
        ("2 視察", "", ""),
        ("2 環境", "", ""),
        ("1 研修", "水道課", "受け入れた"),
    )
    assert [(field, item) for field, item, _ in shape(document)] == [
        ("経済", "1 商談会"),
        ("経済", "2 視察"),
        ("環境", "1 研修"),
    ]
    assert codes(document) == ["headings-between", "row-of-name-alone"]


def test_a_number_in_a_column_of_its_own_belongs_to_the_heading() -> None:
    document = sheet(
        NUMBERED,
        ("Ⅰ", "経済", "", ""),
        ("1", "商談会", "産業課", "開催した"),
        ("Ⅱ", "環境", "", ""),
        ("1", "研修", "水道課", "受け入れた"),
        ("2", "調査", "", ""),
    )
    assert [(field, item) for field, item, _ in shape(document)] == [
        ("経済", "商談会"),
        ("環境", "研修"),
        ("環境", "調査"),
    ]


@pytest.mark.parametrize(
    "empty",
    [
        ("2 視察", "", ""),  # goes on the numbers of its neighbours
        ("視察", "", ""),  # no number, and the first row is none
        ("視察", "産業課", ""),  # somebody is responsible
    ],
)
def test_a_row_that_reports_nothing_is_no_heading(empty: tuple[str, ...]) -> None:
    document = sheet(
        HEADER,
        ("1 商談会", "産業課", "開催した"),
        empty,
        ("3 研修", "水道課", "受け入れた"),
        ("4 派遣", "水道課", "派遣した"),
    )
    assert [item for _, item, _ in shape(document)] == ["1 商談会", empty[0], "3 研修", "4 派遣"]
    assert [each.result for each in document.achievements][1] == ""
    assert codes(document) == ([] if empty[1] else ["row-of-name-alone"])


def test_several_rows_that_report_nothing_are_no_headings() -> None:
    rows = [
        ("商談会", "産業課", "済"),
        ("視察", "", ""),
        ("調査", "", ""),
        ("研修", "水道課", "済"),
        ("祭", "", ""),
    ]
    assert [item for _, item, _ in shape(sheet(HEADER, *rows))] == [item for item, *_ in rows]


def test_a_merged_unit_above_makes_a_row_its_own() -> None:
    raw = [
        RawRow(HEADER, 1),
        RawRow(("Ⅰ 商談会", "産業課", "開催した"), 2, down=frozenset({1})),
        RawRow(("Ⅱ 視察", "産業課", ""), 3, filled=frozenset({1})),
        RawRow(("研修", "水道課", "受け入れた"), 4),
    ]
    document = read([*blocks(TITLE), *as_blocks(raw, 1)])
    assert [(item, unit) for _, item, unit in shape(document)] == [
        ("Ⅰ 商談会", "産業課"),
        ("Ⅱ 視察", "産業課"),
        ("研修", "水道課"),
    ]
    assert codes(document) == []


def test_a_row_that_one_cell_spans_is_a_heading_of_any_form_but_no_note() -> None:
    raw = [
        RawRow(HEADER, 1),
        RawRow(("経済", "", ""), 2, filled=frozenset({1, 2}), wide=True),
        RawRow(("商談会", "産業課", "開催した"), 3),
        RawRow(("※ 金額は税込", "", ""), 4, filled=frozenset({1, 2}), wide=True),
        RawRow(("視察", "産業課", "視察した"), 5),
        RawRow(("以上", "", ""), 6, filled=frozenset({1, 2}), wide=True),
    ]
    document = read([*blocks(TITLE), *as_blocks(raw, 1)])
    assert [(field, item) for field, item, _ in shape(document)] == [("経済", "商談会"), ("経済", "視察")]


def test_an_office_over_rows_without_one_is_theirs() -> None:
    document = sheet(
        ("担当課", "事業名", "実績（令和5年度）"),
        ("産業課", "", ""),
        ("", "商談会", "開催した"),
        ("", "視察", "視察した"),
        ("水道課", "", ""),
        ("", "研修", "受け入れた"),
    )
    assert shape(document) == [
        ("", "商談会", "産業課"),
        ("", "視察", "産業課"),
        ("", "研修", "水道課"),
    ]
    assert codes(document) == ["headings-between"]


def test_a_heading_in_the_column_of_offices_is_none_of_them() -> None:
    document = sheet(
        ("担当課", "事業名", "実績（令和5年度）"),
        ("1 経済", "", ""),
        ("産業課", "商談会", "開催した"),
        ("2 環境", "", ""),
        ("水道課", "研修", "受け入れた"),
    )
    assert shape(document) == [("経済", "商談会", "産業課"), ("環境", "研修", "水道課")]


def test_the_numbers_of_an_unfilled_form_go_on_no_row() -> None:
    document = sheet(NUMBERED, ("1", "商談会", "産業課", "開催した"), ("2", "", "", ""), ("3", "", "", ""))
    (only,) = document.achievements
    assert [cell.text for cell in only.cells] == ["1", "商談会", "産業課", "開催した"]
    assert [row.reason for row in document.rejected] == ["no 事業名"] * 2


def test_a_heading_is_of_its_own_sheet() -> None:
    raw = [RawRow(HEADER, 1, 1), RawRow(("Ⅰ 経済", "", ""), 2, 1), RawRow(("商談会", "産業課", "済"), 3, 1)]
    more = [RawRow(HEADER, 1, 2), RawRow(("研修", "水道課", "済"), 2, 2)]
    parts = [*blocks(TITLE), *as_blocks(raw, 1, sheet="一"), *as_blocks(more, 2, sheet="二")]
    assert [(field, item) for field, item, _ in shape(read(parts))] == [("経済", "商談会"), ("", "研修")]


def test_an_office_that_spans_the_table_is_that_of_the_rows_without_one() -> None:
    header = ("担当課", "事業名", "実績（令和5年度）")

    def spanned(text: str, number: int) -> RawRow:
        return RawRow((text, "", ""), number, filled=frozenset({1, 2}), wide=True)

    raw = [
        RawRow(header, 1),
        spanned("【国際課】", 2),
        RawRow(("", "植樹", "植えた"), 3),
        RawRow(("", "派遣", "派遣した"), 4),
        spanned("２　環境課", 5),
        RawRow(("", "清掃", "清掃した"), 6),
        spanned("港湾の課", 7),
        RawRow(("港湾課", "視察", "視察した"), 8),
    ]
    document = read([*blocks(TITLE), *as_blocks(raw, 1)])
    assert shape(document) == [
        ("", "植樹", "国際課"),
        ("", "派遣", "国際課"),
        ("", "清掃", "環境課"),
        ("港湾の課", "視察", "港湾課"),
    ]


def test_the_first_heading_is_no_title() -> None:
    document = read(
        blocks(
            HEADER,
            ("Ⅰ　経済", "", ""),
            ("商談会", "産業課", "済"),
            ("Ⅱ　環境", "", ""),
            ("祭", "環境課", "済"),
        )
    )
    assert [field for field, *_ in shape(document)] == ["経済", "環境"]
    assert document.title == ""


def test_the_brackets_of_a_part_of_a_heading_stay() -> None:
    parts = (
        TITLE,
        HEADER,
        ("商談会", "産業課", "済"),
        "【再掲】環境の交流",
        HEADER,
        ("清掃", "環境課", "済"),
    )
    assert [field for field, *_ in shape(read(blocks(*parts)))] == ["", "【再掲】環境の交流"]


PLAN = ("番号", "施策", "概要", "担当課")


def measures(*rows: Sequence[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    document = parse(blocks("国際戦略（令和5年度～令和9年度）", *rows), context("a.csv"))
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    found = [(each.code, each.title, each.goal) for each in document.measures]
    return found, [each.code for each in document.findings]


@pytest.mark.parametrize(
    ("goals", "codes_below"),
    [(("Ⅰ", "Ⅱ"), ("1", "2", "3")), (("1", "2"), ("1-1", "1-2", "2-1"))],
)
def test_a_goal_with_its_number_in_the_column_of_codes_is_no_measure(
    goals: tuple[str, str], codes_below: tuple[str, str, str]
) -> None:
    first, second, third = codes_below
    found, said = measures(
        PLAN,
        (goals[0], "経済", "", ""),
        (first, "商談会", "開く", "産業課"),
        (second, "視察", "視察する", "産業課"),
        (goals[1], "環境", "", ""),
        (third, "清掃", "清掃する", "環境課"),
    )
    assert found == [(first, "商談会", goals[0]), (second, "視察", goals[0]), (third, "清掃", goals[1])]
    assert said == ["headings-between"]


def test_a_measure_of_which_only_code_and_title_are_written_is_one() -> None:
    found, said = measures(
        PLAN, ("1", "商談会", "開く", "産業課"), ("2", "視察", "", ""), ("3", "清掃", "清掃する", "環境課")
    )
    assert [code for code, *_ in found] == ["1", "2", "3"]
    assert said == []


def test_a_row_of_one_text_stands_over_a_row_whose_office_alone_says_who_is_responsible() -> None:
    header = ("事業名", "担当局", "担当部", "担当課", "実績（令和5年度）")
    rows = [
        (name, "", "", unit, text)
        for name, unit, text in (
            ("経済", "", ""),
            ("商談会", "産業課", "開催した"),
            ("環境", "", ""),
            ("研修", "水道課", "受け入れた"),
        )
    ]
    assert [field for field, *_ in shape(sheet(header, *rows))] == ["経済", "環境"]


def test_a_legend_under_the_last_row_is_no_heading() -> None:
    """Each is merged over the whole table, as a heading is."""
    first = blocks(TITLE, HEADER, ("商談会", "産業課", "開催した"))
    rest = blocks(TITLE, ("研修", "水道課", "受け入れた"))[1:]
    legend = Line("【評価】A：順調　B：おおむね順調", inside=True)
    document = read([*first, Line("【環境】", inside=True), *rest, legend])
    assert shape(document) == [("", "商談会", "産業課"), ("環境", "研修", "水道課")]
    (finding,) = document.findings
    assert (finding.code, finding.message) == (
        "headings-between",
        "1 row is a heading of what stands under it, no row of its own: 【環境】",
    )
    assert [each.code for each in read([*first, legend]).findings] == []
