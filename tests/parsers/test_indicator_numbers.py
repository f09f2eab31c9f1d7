"""番号 beside a strategy's indicators: the codes of their measures, or a count of the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument

NAMES = ("参加者数", "派遣者数", "寄港数", "留学生数", "訪問者数", "来訪者数")


def read(
    numbers: Sequence[str],
    codes: Sequence[str] = ("1", "2", "3", "4", "5", "6", "7"),
    header: str = "番号",
    about: Sequence[str] = (),
) -> tuple[list[tuple[str, ...]], list[str]]:
    """What the indicators state of their measures, and the codes of the findings."""
    plan = [(code, f"施策その{code}", "進める。", "国際課") for code in codes]
    columns = (header, *(["項目"] if about else []), "指標", "現状値", "目標値")
    rows = [
        (number, *about[at : at + 1], NAMES[at], f"{at}人", f"{at + 9}人")
        for at, number in enumerate(numbers)
    ]
    made = parse(
        blocks("国際戦略", ("番号", "施策", "概要", "担当課"), *plan, "指標一覧", columns, *rows),
        context("plan.tsv"),
    )
    assert isinstance(made, StrategyDocument)
    return [each.measures for each in made.indicators], [each.code for each in made.findings]


@pytest.mark.parametrize(
    "numbers",
    [("1", "1", "3"), ("1", "3", "6"), ("4", "2", "7"), ("施策1", "施策1", "施策2"), ("1、2", "3", "4")],
)
def test_numbers_that_do_not_count_the_rows_state_measures(numbers: tuple[str, ...]) -> None:
    assert read(numbers) == ([(each,) for each in numbers], [])


def test_so_do_codes_of_several_parts() -> None:
    assert read(("1-1", "1-2", "2-1"), ("1-1", "1-2", "2-1"))[0] == [("1-1",), ("1-2",), ("2-1",)]


def test_an_empty_number_is_the_one_above() -> None:
    assert read(("1", "", "4", "7"))[0] == [("1",), ("1",), ("4",), ("7",)]


@pytest.mark.parametrize(
    ("numbers", "header"),
    [
        (("1", "2", "3"), "番号"),
        (("1", "2", "4"), "番号"),
        (("1", "2", "1", "2"), "番号"),
        (("1", "1", "9"), "番号"),
        (("1", "1", "3"), "指標番号"),
        (("1", "1", "3"), "通番"),
    ],
)
def test_numbers_that_may_count_the_rows_or_are_no_codes_state_none(
    numbers: tuple[str, ...], header: str
) -> None:
    assert read(numbers, header=header) == ([()] * len(numbers), [])


def test_numbers_that_are_both_are_named() -> None:
    assert read(("1", "2", "3"), ("1", "2", "3")) == ([()] * 3, ["numbers-open"])


def test_titles_of_measures_are_enough() -> None:
    assert read(("1", "1"), about=("施策その3", "施策その4"))[0] == [(), ()]
    assert read(("1", "1"), about=("交流の拡大", "交流の拡大"))[0] == [("1",), ("1",)]
