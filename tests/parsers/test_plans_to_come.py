"""今後の予定 beside results is of the year after them."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.plans_to_come import with_plans_to_come
from toshigaikou_cli.records.documents import SheetDocument

FRONT, ROW = ["番号", "施策名", "担当課"], ["1", "姉妹都市交流", "国際課"]


def sheet(title: str, headers: list[str], texts: list[str], name: str = "sheet.txt") -> SheetDocument:
    document = parse(blocks(title, [*FRONT, *headers], [*ROW, *texts]), context(name))
    assert isinstance(document, SheetDocument)
    return document


@pytest.mark.parametrize(
    ("title", "result", "plan"),
    [
        ("令和5年度実績", "実績", "今後の予定"),
        ("令和5年度実績", "令和5年度の実績", "今後の取組"),
        ("事業の実施状況", "令和5年度の実績", "次年度の予定"),
        ("事業の実施状況", "令和5年度の実績", "今後の計画"),
    ],
)
def test_beside_results(title: str, result: str, plan: str) -> None:
    name = "r5年度.txt"
    document = sheet(title, [result, plan], ["8月に派遣した。", "6月に開催"], name)
    assert [(each.fiscal_year, each.kind, each.result) for each in document.achievements] == [
        (2023, "result", "8月に派遣した。"),
        (2024, "plan", "6月に開催"),
    ]


def test_after_the_newest_of_several_years() -> None:
    headers = ["令和4年度実績", "令和5年度実績", "今後の予定"]
    document = sheet("事業の実施状況", headers, ["派遣した。", "派遣した。", "6月に開催"])
    assert document.slices == [(2022, "result"), (2023, "result"), (2024, "plan")]


@pytest.mark.parametrize(
    ("title", "headers", "slices"),
    [
        ("令和5年度実績", ["実績", "計画"], [(2023, "plan"), (2023, "result")]),
        ("令和5年度実績", ["実績", "令和5年度の予定"], [(2023, "plan"), (2023, "result")]),
        ("令和5年度実績", ["実績", "令和6年度の予定"], [(2023, "result"), (2024, "plan")]),
        ("令和5年度実績", ["令和6年度計画", "取組内容"], [(2023, "result"), (2024, "plan")]),
    ],
)
def test_other_plans(title: str, headers: list[str], slices: list[tuple[int, str]]) -> None:
    assert sheet(title, headers, ["会を開いた。", "6月に開催"]).slices == slices


@pytest.mark.parametrize(
    "headers", [["実績", "令和4年度の予定"], ["実績", "令和6年度の実績"], ["令和4年度実績", "令和6年度計画"]]
)
def test_other_years_than_the_title_s_are_refused(headers: list[str]) -> None:
    with pytest.raises(ParseError, match="the header says FY20"):
        sheet("令和5年度実績", headers, ["会を開いた。", "6月に開催"])


def test_a_plan_alone_is_of_its_own_year() -> None:
    alone = [HeaderColumn("item", "施策名"), HeaderColumn("plan", "今後の予定", "plan")]
    assert with_plans_to_come(alone) == tuple(alone)


def test_beside_a_plan_of_the_next_year_it_is_named() -> None:
    headers = ["令和5年度実績", "令和6年度計画", "今後の取組"]
    document = sheet("事業の実施状況", headers, ["派遣した。", "9月に派遣", "6月に会を開催"])
    assert document.slices == [(2023, "result"), (2024, "plan")]
    assert ["6月に会を開催" in str(each.message) for each in document.findings] == [True]
