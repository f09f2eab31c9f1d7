"""Columns under one label of results: one says what was done, the others (課題, 効果) are beside it."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Row
from toshigaikou_cli.records.documents import SheetDocument

TITLE = "令和5年度 国際交流事業 実績"
DONE, MORE = "5月に商談会を開いた。", "人手が足りない。"


def of_two_levels(label: str, *names: str, merged: bool) -> list[Block]:
    """A sheet with ``names`` under a label, as a workbook says it, or as CSV does."""
    wide = ("",) * (len(names) - 1)
    made = blocks(
        TITLE,
        ("事業名", "担当課", label, *wide),
        ("", "", *names),
        ("港の交流", "国際課", *(DONE, MORE, "")[: len(names)]),
    )
    if not merged:
        return made
    upper, lower = made[1], made[2]
    assert isinstance(upper, Row)
    assert isinstance(lower, Row)
    made[1] = upper._replace(cells=tuple(cell._replace(filled=not cell.text) for cell in upper.cells))
    over = tuple(cell._replace(filled=True) for cell in upper.cells[:2])
    made[2] = lower._replace(cells=(*over, *lower.cells[2:]))
    return made


def told(found: list[Block]) -> list[tuple[str, str]]:
    document = parse(found, context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return [(each.kind, each.result) for each in document.achievements]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("取組結果", ("実施内容", "課題")),
        ("取組実績", ("成果", "課題")),
        ("取組状況", ("取組内容", "効果")),
        ("令和5年度実績", ("実施内容", "今後の課題")),
        ("実績", ("内容", "課題")),
        ("取組結果", ("実施内容", "課題", "今後の方向性")),
        ("取組結果", ("実施内容", "成果")),
        ("取組結果", ("実施内容", "成果", "課題")),
    ],
)
def test_the_column_that_names_what_was_done_is_the_result(
    label: str, names: tuple[str, ...], merged: bool
) -> None:
    found = of_two_levels(label, *names, merged=merged)
    assert told(found) == [("result", DONE)]
    document = parse(found, context("a.csv"))
    assert isinstance(document, SheetDocument)
    (record,) = document.achievements
    assert [(cell.column, cell.text) for cell in record.cells[2:4]] == [("result", DONE), ("", MORE)]


@pytest.mark.parametrize(("first", "result"), [(("内容", "成果"), MORE), (("成果", "内容"), DONE)])
def test_a_mere_content_gives_way_to_a_result(first: tuple[str, str], result: str) -> None:
    assert told(of_two_levels("実績", *first, merged=True)) == [("result", result)]


@pytest.mark.parametrize(
    ("label", "names"),
    [("取組結果", ("実施内容", "結果")), ("取組結果", ("国内", "海外")), ("実績", ("課題", "効果"))],
)
def test_two_that_may_be_the_result_compete(label: str, names: tuple[str, str]) -> None:
    with pytest.raises(ParseError, match="two columns compete"):
        told(of_two_levels(label, *names, merged=True))


def test_plans_and_results_under_a_label_stay_two() -> None:
    assert told(of_two_levels("取組", "計画", "実績", merged=True)) == [("plan", DONE), ("result", MORE)]
