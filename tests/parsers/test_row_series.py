"""Columns that say of each row which year it is of, or whether it is a plan or a result."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument

TITLE = "国際交流の実績（令和5年度）"


def document(*rows: Sequence[str]) -> SheetDocument:
    found = parse(blocks(TITLE, *rows), context())
    assert isinstance(found, SheetDocument)
    assert found.count.adds_up
    return found


def rows(label: str, *told: str) -> list[list[str]]:
    header = [label, "担当局", "項目名", "実績"]
    return [header, *([text, "水道局", f"交流{n}", f"視察{n}。"] for n, text in enumerate(told))]


@pytest.mark.parametrize("label", ["対象年度", "年", "年次", "区分", "時期", "実施年"])
def test_a_column_of_nothing_but_years_says_the_year_of_each_row(label: str) -> None:
    found = document(*rows(label, "令和4年度", "R5", "2021年度"))
    assert [each.fiscal_year for each in found.achievements] == [2022, 2023, 2021]
    assert {each.field for each in found.achievements} == {""}


def test_years_that_count_from_that_of_the_document() -> None:
    found = document(*rows("区分", "前年度", "当年度"))
    assert [each.fiscal_year for each in found.achievements] == [2022, 2023]


def test_an_empty_cell_of_a_column_of_years_means_the_same_as_above() -> None:
    for label in ("年度", "対象年度"):
        found = document(*rows(label, "令和4年度", "", "令和5年度"))
        assert [each.fiscal_year for each in found.achievements] == [2022, 2022, 2023]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("開始年度", ("平成20年度", "令和2年度")),
        ("提携年", ("平成2年", "平成3年")),
        ("時期", ("令和4年度", "春")),
        ("区分", ("交流", "令和4年度")),
        ("備考", ("令和4年度", "令和4年度")),
    ],
)
def test_a_column_that_tells_of_other_years_says_nothing(label: str, told: Sequence[str]) -> None:
    assert [each.fiscal_year for each in document(*rows(label, *told)).achievements] == [2023, 2023]


def test_rows_of_plans_are_plans() -> None:
    found = document(*rows("区分", "計画", "実績", "計画（当初）", "実施結果"))
    assert [each.kind for each in found.achievements] == ["plan", "result", "plan", "result"]
    assert {each.field for each in found.achievements} == {""}


def test_a_row_that_is_neither_is_rejected() -> None:
    found = document(*rows("区分", "計画", "実績", "課題"))
    assert [each.kind for each in found.achievements] == ["plan", "result"]
    assert [row.reason for row in found.rejected] == ["neither a plan nor a result: 課題"]


def test_a_kind_of_work_called_plan_is_no_plan() -> None:
    found = document(*rows("区分", "計画", "交流"))
    assert [(each.kind, each.field) for each in found.achievements] == [
        ("result", "計画"),
        ("result", "交流"),
    ]
