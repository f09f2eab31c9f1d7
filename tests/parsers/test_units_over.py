"""Who is responsible for a table without a column of units: what its tab, a line over it or its title says, where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.rows.units_over import unit_of_line, unit_of_tab, unit_of_title
from toshigaikou_cli.readers.tables import RawRow, as_blocks
from toshigaikou_cli.records.blocks import Block, Line
from toshigaikou_cli.records.documents import SheetDocument

TITLE = "令和5年度 国際交流事業実績"
HEADER = ("No.", "事業名", "実績")
ONE, OTHER = ("1", "商談会", "開催した。"), ("2", "研修", "行った。")


def read(parts: Sequence[Block]) -> SheetDocument:
    document = parse(parts, context("a.xlsx"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def told(document: SheetDocument) -> list[tuple[str, str, str]]:
    return [(each.bureau_text, each.field, each.item) for each in document.achievements]


def tabs(*sheets: tuple[str, Sequence[Sequence[str]]]) -> list[Block]:
    found: list[Block] = []
    for page, (name, rows) in enumerate(sheets, start=1):
        raw = (RawRow(tuple(cells), at, page) for at, cells in enumerate(rows, start=1))
        found += [Line(name, page, sheet=name), *as_blocks(raw, page, opens=True, sheet=name)]
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("担当課：国際課", "担当課：水道課"),
        ("■所管　国際課", "■所管　水道課"),
        ("【国際課】", "【水道課】"),
        ("1　国際課", "2　水道課"),
        ("国際課", "水道課"),
    ],
)
def test_lines_over_tables_name_the_units_of_their_rows(one: str, other: str) -> None:
    document = read(blocks(TITLE, one, HEADER, ONE, other, HEADER, OTHER))
    assert told(document) == [("国際課", "", "商談会"), ("水道課", "", "研修")]
    assert document.title == TITLE.replace(" ", "")
    (finding,) = document.findings
    assert (finding.code, "国際課 (1), 水道課 (1)" in finding.message) == ("units-over-tables", True)


def test_tabs_name_the_units_of_their_rows_and_one_that_names_none_is_not_read() -> None:
    rows = ((TITLE, "", ""), HEADER, ONE)
    document = read(tabs(("国際課", rows), ("02_総務部水道課（様式1）", rows), ("その他", rows)))
    assert told(document) == [("国際課", "", "商談会"), ("総務部水道課", "", "商談会")]
    assert [each.code for each in document.findings] == ["table-of-nobody", "units-over-tables"]
    assert document.findings[0].spot.sheet == "その他"
    assert document.count.other == 2


def test_headings_below_a_unit_stay_fields_and_end_with_it() -> None:
    parts = (
        TITLE,
        "1 国際課",
        "(1) 姉妹都市",
        HEADER,
        ONE,
        "(2) 広報",
        HEADER,
        OTHER,
        "2 水道課",
        HEADER,
        ONE,
    )
    assert told(read(blocks(*parts))) == [
        ("国際課", "姉妹都市", "商談会"),
        ("国際課", "広報", "研修"),
        ("水道課", "", "商談会"),
    ]


def test_a_heading_of_the_same_form_that_names_no_unit_ends_the_one_before() -> None:
    document = read(blocks(TITLE, "1 国際課", HEADER, ONE, "2 その他", HEADER, OTHER))
    assert told(document) == [("国際課", "", "商談会")]
    assert document.findings[0].code == "table-of-nobody"


@pytest.mark.parametrize(
    ("parts", "units"),
    [
        (
            ("1 環境局", "(1) 総務課", ONE, "(2) 公園課", ONE, "2 水道局", "(1) 総務課", ONE),
            "環境局総務課 環境局公園課 水道局総務課",
        ),
        (
            ("環境局", "総務課", ONE, "公園課", ONE, "水道局", "総務課", ONE),
            "環境局総務課 環境局公園課 水道局総務課",
        ),
        (("部局名：環境局", "課名：総務課", ONE), "環境局総務課"),
        (("環境局", "総務部公園課", ONE), "環境局総務部公園課"),
        (("1 環境局", ONE, "2 国際課", ONE), "環境局 国際課"),
        (("環境局", ONE, "国際課", ONE), "環境局 国際課"),
        (("環境局", "環境局総務課", ONE), "環境局総務課"),
        (("国際課", ONE, TITLE, ONE), "国際課 国際課"),
    ],
)
def test_a_section_under_its_bureau_is_part_of_it_and_one_beside_it_is_not(
    parts: Sequence[str | Sequence[str]], units: str
) -> None:
    rows = [each for part in parts for each in ((HEADER, part) if part is ONE else (part,))]
    assert [unit for unit, *_ in told(read(blocks(TITLE, *rows)))] == units.split()


def test_a_section_in_the_tab_of_its_bureau_is_part_of_it() -> None:
    rows = ((TITLE, "", ""), ("総務課", "", ""), HEADER, ONE)
    assert told(read(tabs(("環境局", rows)))) == [("環境局総務課", "", "商談会")]


@pytest.mark.parametrize("heading", ["国際課", "【国際課】", "所管：国際課"])
def test_rows_of_a_unit_alone_under_the_header_are_over_the_rows_below(heading: str) -> None:
    rows = ((TITLE, "", ""), HEADER, (heading, "", ""), ONE, ("水道課", "", ""), OTHER)
    found = read([*as_blocks((RawRow(row, at) for at, row in enumerate(rows, 1)), 1, opens=True)])
    assert told(found) == [("国際課", "", "商談会"), ("水道課", "", "研修")]


@pytest.mark.parametrize(
    "cells", [("所属", "国際課", ""), ("所属：国際課", "", "令和6年4月作成"), ("", "", "国際課")]
)
def test_a_unit_beside_its_label_is_that_of_the_table_below(cells: Sequence[str]) -> None:
    rows = ((TITLE, "", ""), tuple(cells), HEADER, ONE)
    found = read([*as_blocks((RawRow(row, at) for at, row in enumerate(rows, 1)), 1, opens=True)])
    assert told(found) == [("国際課", "", "商談会")]


def test_a_column_of_units_outranks_what_stands_over_it() -> None:
    header = ("事業名", "担当課", "実績")
    document = read(blocks(TITLE, "【国際課】", header, ("商談会", "水道課", "開催した。")))
    assert told(document) == [("水道課", "国際課", "商談会")]
    assert not document.findings


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("作成：国際課", HEADER),
        ("問い合わせ先　国際課", HEADER),
        ("1 姉妹都市交流", HEADER),
        ("日本語教室", HEADER),
    ],
)
def test_what_is_not_sure_is_refused_with_what_to_do(line: str, header: Sequence[str]) -> None:
    with pytest.raises(ParseError) as refused:
        read(blocks(TITLE, line, header, ONE))
    assert "担当課：国際課" in str(refused.value)


def test_under_a_unit_it_is_results_that_lack() -> None:
    """内容 may be what is to be done."""
    with pytest.raises(ParseError) as refused:
        read(blocks(TITLE, "国際課", ("No.", "事業名", "内容"), ONE))
    assert "no column that says what was done" in str(refused.value)


@pytest.mark.parametrize("tail", ["【担当：国際課】", "（所管課：国際課）", "[担当課： 総務部国際課]"])
def test_a_unit_with_a_label_behind_a_heading_is_that_of_the_rows_below(tail: str) -> None:
    document = read(blocks(TITLE, f"施策(1)　交流の推進　{tail}", HEADER, ONE))
    ((unit, section, _),) = told(document)
    assert unit.endswith("国際課")
    assert section == "施策(1) 交流の推進"


@pytest.mark.parametrize("tail", ["（注：国際課が行う）", "【問い合わせ：国際課】"])
def test_other_brackets_behind_a_heading_name_no_unit(tail: str) -> None:
    with pytest.raises(ParseError):
        read(blocks(TITLE, f"施策(1)　交流の推進　{tail}", HEADER, ONE))


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("令和5年度　国際課　事業実績", "国際課"),
        ("令和5年度国際交流事業実績（総務部国際課）", "総務部国際課"),
        ("国際課 令和5年度の取組", "国際課"),
        ("港町市役所 令和5年度の取組", ""),
        ("令和5年度 国際交流事業実績", ""),
        ("国際課・水道課 事業実績", ""),
        ("事業実績（国際課取りまとめ）", ""),
        ("国際課 水道課 事業実績", ""),
    ],
)
def test_the_unit_in_a_title(title: str, unit: str) -> None:
    assert unit_of_title(title, lambda _: False) == unit


@pytest.mark.parametrize(
    ("tab", "unit"),
    [
        ("国際課", "国際課"),
        ("01国際課", "国際課"),
        ("R5国際課実績", "国際課"),
        ("国際センター", "国際センター"),
        ("日本語教室", ""),
        ("全課", ""),
        ("第1部", ""),
        ("実施場所", ""),
        ("記入例", ""),
    ],
)
def test_the_unit_that_a_tab_is(tab: str, unit: str) -> None:
    assert unit_of_tab(tab, lambda _: False) == unit


def test_a_registered_unit_needs_no_ending() -> None:
    assert unit_of_tab("図書館", lambda text: text == "図書館") == "図書館"
    assert unit_of_line("中央図書館", "", lambda text: text == "図書館") == ""


@pytest.mark.parametrize(
    "text", ["国際交流を進める課", "関係課", "担当：山田", "宛先：国際課 御中", "会場・場所"]
)
def test_lines_that_name_no_unit(text: str) -> None:
    assert unit_of_line(text, "", lambda _: False) == ""


KNOWN = {"水道局", "環境局", "環境局総務課", "水道局水道整備課", "国際課", "総務部"}


@pytest.mark.parametrize(
    ("over", "cell", "unit", "field"),
    [
        ("【水道局】", "総務課", "水道局総務課", ""),
        ("【環境局】", "総務課", "環境局総務課", ""),
        ("【水道局】", "国際課", "国際課", ""),  # a unit of its own, by its whole name
        ("【水道局】", "水道局水道整備課", "水道局水道整備課", ""),
        ("【水道局】", "環境局", "環境局", ""),
        ("【水道局】", "総務課、給水課", "総務課、給水課", ""),
        ("【交流局】", "総務課", "総務課", "交流局"),  # not known: it may be a heading
        ("■交流の推進", "総務課", "総務課", "交流の推進"),
    ],
)
def test_a_part_alone_is_one_of_the_bureau_over_its_table(
    over: str, cell: str, unit: str, field: str
) -> None:
    parts = blocks(TITLE, over, ("No.", "事業名", "担当課", "実績"), ("1", "研修", cell, "行った。"))
    document = parse(parts, replace(context("a.xlsx"), knows_unit=KNOWN.__contains__))
    assert isinstance(document, SheetDocument)
    (made,) = document.achievements
    assert (made.bureau_text, made.field or made.section) == (unit, field)
