"""Columns for the parts of one year side by side tell one result, each under its label; others compete as before."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.columns.parts_of_year import is_part_of_year, part_of_year
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.records.documents import AchievementRecord, IndicatorsDocument, SheetDocument
from toshigaikou_cli.records.finding import UNREAD
from toshigaikou_cli.records.kinds import ValueKind
from toshigaikou_cli.text.activities import split_activities

TITLE = "令和5年度 国際交流事業 実績"


def document(names: tuple[str, ...], *rows: tuple[str, ...]) -> SheetDocument:
    found = [("港の交流", "国際課", *row) for row in rows]
    parsed = parse(blocks(TITLE, ("事業名", "担当課", *names), *found), context("a.csv"))
    assert isinstance(parsed, SheetDocument)
    assert parsed.count.adds_up
    return parsed


def record(names: tuple[str, ...], *texts: str) -> AchievementRecord:
    (found,) = document(names, texts).achievements
    return found


@pytest.mark.parametrize(
    ("names", "labels", "when"),
    [
        (("上半期の実績", "下半期の実績"), ("上半期", "下半期"), ("上半期", "下半期")),
        (("実績（上期）", "実績（下期）"), ("上期", "下期"), ("上期", "下期")),
        (("令和5年度上半期実績", "令和5年度下半期実績"), ("上半期", "下半期"), ("上半期", "下半期")),
        (("前期実績", "後期実績"), ("前期", "後期"), ("前期", "後期")),
        (("実績（4～9月）", "実績（10～3月）"), ("実績（4～9月）", "実績（10～3月）"), ("4～9月", "10～3月")),
        (("第1四半期実績", "第3四半期実績"), ("第1四半期", "第3四半期"), ("第1四半期", "第3四半期")),
    ],
)
def test_the_parts_of_a_year_are_one_result(
    names: tuple[str, str], labels: tuple[str, str], when: tuple[str, str]
) -> None:
    found = record(names, "・商談会\n・視察", "研修")
    assert found.result == f"【{labels[0]}】\n・商談会\n・視察\n【{labels[1]}】\n研修"
    told = [(each.text, each.label) for each in split_activities(found.result)]
    assert told == [("商談会", labels[0]), ("視察", labels[0]), ("研修", labels[1])]
    assert found.when == (when[0], when[0], when[1])
    assert [(cell.column, cell.text) for cell in found.cells[2:]] == [
        ("result", "・商談会\n・視察"),
        ("result", "研修"),
    ]


def test_a_part_alone_keeps_its_label_and_nothing_is_of_no_part() -> None:
    names = ("上半期の実績", "下半期の実績")
    assert record(names, "", "研修").result == "【下半期】\n研修"
    assert record(names, "", "").result == ""
    found = record(names, "研修", "該当なし")
    assert (found.result, found.when) == ("【上半期】\n研修\n【下半期】\n該当なし", ("上半期", ""))


def test_what_is_merged_over_the_parts_is_of_the_whole_year() -> None:
    made = blocks(
        TITLE, ("事業名", "担当課", "実績（上期）", "実績（下期）"), ("港の交流", "国際課", "通年で研修", "")
    )
    row = made[-1]
    assert isinstance(row, Row)
    made[-1] = row._replace(cells=(*row.cells[:3], row.cells[3]._replace(filled=True)))
    parsed = parse(made, context("a.csv"))
    assert isinstance(parsed, SheetDocument)
    assert [(each.result, each.when) for each in parsed.achievements] == [("通年で研修", ())]


def test_plans_and_results_have_parts_each() -> None:
    names = ("計画（上半期）", "計画（下半期）", "実績（上半期）", "実績（下半期）")
    found = document(names, ("研修", "視察", "研修を開いた", "視察した")).achievements
    assert [(each.kind, each.result) for each in found] == [
        ("plan", "【上半期】\n研修\n【下半期】\n視察"),
        ("result", "【上半期】\n研修を開いた\n【下半期】\n視察した"),
    ]


def test_parts_of_two_years() -> None:
    names = ("令和4年度上半期実績", "令和4年度下半期実績", "令和5年度上半期実績", "令和5年度下半期実績")
    found = document(names, ("甲", "乙", "丙", "丁")).achievements
    assert [(each.fiscal_year, each.result) for each in found] == [
        (2022, "【上半期】\n甲\n【下半期】\n乙"),
        (2023, "【上半期】\n丙\n【下半期】\n丁"),
    ]


def test_a_day_beside_the_result_outranks_the_part() -> None:
    assert record(("上半期の実績", "下半期の実績", "実施日"), "研修", "", "5月8日").when == ("5月8日",)


def test_the_same_as_above_is_of_the_same_part() -> None:
    found = document(("上半期の実績", "下半期の実績"), ("研修", "視察"), ("", "〃")).achievements
    assert found[-1].result == "【下半期】\n視察"


def test_the_summary_names_the_columns() -> None:
    (finding,) = document(("上半期の実績", "下半期の実績"), ("研修", "視察")).findings
    assert (finding.code, finding.severity, finding.spot.line) == ("parts-of-year", "info", 3)
    assert "上半期の実績, 下半期の実績" in finding.message


@pytest.mark.parametrize(
    "names",
    [
        ("実績（上半期）", "実績（下半期）", "取組実績"),
        ("実績（国内）", "実績（海外）"),
        ("実績（上半期）", "実績（後期）"),
        ("実績（下半期）", "実績（上半期）"),
        ("実績（4～9月）", "実績（8～3月）"),
        ("実績（前期）", "実績"),
    ],
)
def test_others_compete(names: tuple[str, ...]) -> None:
    with pytest.raises(ParseError, match="two columns compete"):
        document(names, ("研修", "視察", "派遣")[: len(names)])


@pytest.mark.parametrize("text", ["上半期", "（後期）", "4月～9月", "第１四半期", "10～3月"])
def test_the_name_of_a_part(text: str) -> None:
    assert is_part_of_year(text)


@pytest.mark.parametrize("text", ["実績", "上半期の実績", "4月", "前年度", "期待", "上位", "3～5名"])
def test_no_name_of_a_part(text: str) -> None:
    assert not is_part_of_year(text)


@pytest.mark.parametrize("text", ["定期実績", "前年度実績", "期間実績", "中期目標の実績", "13～15月実績"])
def test_headers_that_name_no_part(text: str) -> None:
    assert part_of_year(text) is None


HALVES = ("実績値（上半期）", "実績値（下半期）")


def values_of(
    names: tuple[str, ...], *cells: str
) -> tuple[list[tuple[ValueKind, int | None, str]], list[str]]:
    """The values of the one indicator of a table, and the cells that are told as not read."""
    header = ("番号", "施策", "指標", "単位", *names)
    rows = ("1", "港の交流", "来訪者数", "人", *cells)
    parsed = parse(blocks("令和5年度 国際戦略の指標", header, rows), context("a.csv"))
    assert isinstance(parsed, IndicatorsDocument)
    found = [(v.kind, v.fiscal_year, v.text) for each in parsed.indicators for v in each.values]
    return found, [each.cell or "" for each in parsed.findings if each.code == UNREAD]


@pytest.mark.parametrize(
    ("names", "cells", "values", "unread"),
    [
        (("目標値", *HALVES), ("300", "120", "150"), [("target", 2023, "300")], ["120", "150"]),
        (
            (*HALVES, "実績値（年間）"),
            ("120", "150", "270"),
            [("actual", 2023, "270")],
            ["120", "150"],
        ),
        (("目標値", "上半期", "下半期"), ("300", "120", "150"), [("target", 2023, "300")], ["120", "150"]),
        (("目標値", "4～9月", "10～3月"), ("300", "120", "150"), [("target", 2023, "300")], ["120", "150"]),
        (
            ("目標値（上半期）", "目標値（下半期）", "実績値"),
            ("100", "200", "310"),
            [("actual", 2023, "310")],
            ["100", "200"],
        ),
        (
            (*(f"第{n}四半期実績値" for n in range(1, 5)), "実績値"),
            ("1", "2", "3", "4", "10"),
            [("actual", 2023, "10")],
            ["1", "2", "3", "4"],
        ),
        (
            ("令和4年度実績値", "令和5年度実績値"),
            ("120", "150"),
            [("actual", 2022, "120"), ("actual", 2023, "150")],
            [],
        ),
        (
            ("目標値", "実績値（上半期）"),
            ("300", "120"),
            [("target", 2023, "300"), ("actual", 2023, "120")],
            [],
        ),
    ],
)
def test_numbers_of_the_parts_of_a_year_are_no_values_of_it(
    names: tuple[str, ...], cells: tuple[str, ...], values: list[tuple[str, int, str]], unread: list[str]
) -> None:
    assert values_of(names, *cells) == (values, unread)


def test_the_terms_of_a_plan_are_no_parts_of_a_year() -> None:
    found, unread = values_of(("前期目標値", "後期目標値"), "100", "200")
    assert ([text for *_, text in found], unread) == (["100", "200"], [])


def test_numbers_of_the_parts_of_a_year_in_a_sheet() -> None:
    made = blocks(
        TITLE,
        ("事業名", "担当課", "実績", "4～9月", "10～3月", "実績値（上期）", "実績値（下期）"),
        ("港の交流", "国際課", "港で交流した。", "120", "晴れ", "5件", "6件"),
    )
    parsed = parse(made, context("a.csv"))
    assert isinstance(parsed, SheetDocument)
    assert [each.figures for each in parsed.achievements] == [()]
    told = {each.spot.cell: each.cell for each in parsed.findings if each.code == UNREAD}
    assert told == {"4～9月": "120", "実績値（上期）": "5件", "実績値（下期）": "6件"}
