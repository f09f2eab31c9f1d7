"""Columns of a plan that say a year and no kind of value."""

from __future__ import annotations

import pytest

from parsers.documents import COLUMNS, blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.strategies.plan_years import first_to_come, kind_said
from toshigaikou_cli.records.documents import IndicatorsDocument, StrategyDocument

PLAN = "湯ノ森町国際交流推進計画"
PERIOD = "計画期間：令和5年度～令和9年度"
MEASURES = (("番号", "施策", "概要", "担当課"), ("1", "派遣", "送る。", "国際課"))
YEARS = ("R4", "R5", "R9")

Told = list[tuple[str, int | None, str]]


def read(*parts: str | tuple[str, ...], name: str = "s.csv") -> tuple[Told, list[str]]:
    """The values of a document, and the headers of its cells that are named as not read."""
    made = parse(blocks(*parts), context(name))
    assert isinstance(made, StrategyDocument | IndicatorsDocument)
    found: Told = [(v.kind, v.fiscal_year, v.text) for each in made.indicators for v in each.values]
    return found, [each.spot.cell for each in made.findings if each.code == "cell-unread"]


def in_plan(
    heading: str, header: tuple[str, ...] = ("指標", *YEARS), period: str = PERIOD
) -> tuple[Told, list[str]]:
    row = ("派遣者数", *(f"{n}人" for n in range(1, len(header))))
    return read(PLAN, period, *MEASURES, heading, header, row)


BEFORE = ("actual", 2022, "1人")


def test_the_years_of_a_plan_have_its_targets_under_a_heading_of_targets() -> None:
    targets = [BEFORE, ("target", 2023, "2人"), ("target", 2027, "3人")]
    assert in_plan("数値目標") == (targets, [])
    assert in_plan("（２）目標値の設定") == (targets, [])
    assert in_plan("参加者の見込み量") == ([BEFORE], ["R5", "R9"])


def test_the_years_of_a_plan_are_named_where_nothing_says_their_kind() -> None:
    assert in_plan("成果指標") == ([BEFORE], ["R5", "R9"])
    assert in_plan("基本目標1 世界とつながるまち") == ([BEFORE], ["R5", "R9"])


@pytest.mark.parametrize("heading", ["これまでの実績", "成果指標"])
def test_what_says_its_kind_stays(heading: str) -> None:
    actual = ("指標", "実績値（R4）", "実績値（R5）", "目標値（R9）")
    told = [BEFORE, ("actual", 2023, "2人"), ("target", 2027, "3人")]
    assert in_plan(heading, actual) == (told, [])


def test_a_heading_of_results_leaves_the_years_their_actual_values() -> None:
    told = [BEFORE, ("actual", 2023, "2人"), ("actual", 2027, "3人")]
    assert in_plan("実績") == (told, [])


def test_rows_that_say_their_kind_stay() -> None:
    rows = (("指標", "区分", "R5", "R6"), ("派遣者数", "目標", "5", "6"), ("派遣者数", "実績", "4", ""))
    found, unread = read(PLAN, PERIOD, *MEASURES, "数値目標", *rows)
    assert (sorted(found), unread) == (
        [("actual", 2023, "4"), ("target", 2023, "5"), ("target", 2024, "6")],
        [],
    )


def test_a_plan_of_no_year_keeps_what_no_heading_calls_a_target() -> None:
    told = [BEFORE, ("actual", 2023, "2人"), ("actual", 2027, "3人")]
    assert in_plan("成果指標", period="交流") == (told, [])
    assert in_plan("数値目標", period="交流") == ([], list(YEARS))


@pytest.mark.parametrize(
    ("first", "now", "begins"),
    [(2023, None, 2023), (2023, 2022, 2023), (2023, 2023, 2023), (2021, 2024, 2025), (None, 2022, 2023)],
)
def test_the_first_year_to_come(first: int | None, now: int | None, begins: int) -> None:
    assert first_to_come(first, now) == begins
    assert first_to_come(None, None) is None


@pytest.mark.parametrize("base", ["R4", "現状値"])
def test_measures_beside_their_yearly_numbers_are_a_strategy(base: str) -> None:
    header = ("番号", "事業名", "事業内容", "担当課", "指標", base, "R5", "R9")
    rows = [
        (str(n), name, "する。", "国際課", "人数", "1人", "2人", "3人")
        for n, name in enumerate(("派遣", "受入"), 1)
    ]
    made = parse(blocks(PLAN, PERIOD, header, *rows), context("s.csv"))
    assert isinstance(made, StrategyDocument)
    assert [(each.code, each.overview, each.bureaus[0].text) for each in made.measures] == [
        ("1", "する。", "国際課"),
        ("2", "する。", "国際課"),
    ]
    kind = ("actual", 2022, "1人") if base == "R4" else ("base", None, "1人")
    assert [[(v.kind, v.fiscal_year, v.text) for v in i.values] for i in made.indicators] == [[kind], [kind]]
    assert {each.spot.cell for each in made.findings if each.code == "cell-unread"} == {"R5", "R9"}


def test_a_schedule_beside_an_indicator_has_no_values() -> None:
    header = ("番号", "施策", "概要", "担当課", "指標", "R5", "R6")
    made = parse(
        blocks(PLAN, PERIOD, header, ("1", "派遣", "送る。", "国際課", "人数", "検討", "→")), context("s.csv")
    )
    assert isinstance(made, StrategyDocument)
    assert not made.indicators


def test_a_list_of_indicators_of_a_plan() -> None:
    rows = (("指標", *YEARS), ("派遣者数", "1人", "2人", "3人"))
    assert read(PLAN, PERIOD, "数値目標", *rows)[0][1:] == [("target", 2023, "2人"), ("target", 2027, "3人")]
    assert read(PLAN, PERIOD, *rows) == ([BEFORE], ["R5", "R9"])
    # what ends before the plan does may be results, and a report tells of them
    short = (("指標", "R4", "R5", "R6", "目標値（R9）"), ("派遣者数", "1人", "2人", "3人", "4人"))
    assert [kind for kind, *_ in read(PLAN, PERIOD, *short)[0]] == ["actual"] * 3 + ["target"]
    assert [kind for kind, *_ in read(f"{PLAN}の進捗状況", "数値目標", *rows)[0]] == ["actual"] * 3


def test_the_last_year_of_a_plan_is_that_of_its_target_in_the_plan_alone() -> None:
    header = ("指標", "現状値（R4）", "中間値 令和7（2025）年度", "計画終了時（R9）")
    assert in_plan("成果指標", header) == (
        [("base", 2022, "1人"), ("target", 2025, "2人"), ("target", 2027, "3人")],
        [],
    )
    found, unread = read("国際交流の指標", header, ("派遣者数", "1人", "2人", "3人"))
    assert (found, unread) == ([("base", 2022, "1人")], [header[2], header[3]])


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("数値目標", "target"),
        ("第３章 数値目標一覧表", "target"),
        ("成果目標（KPI）", "target"),
        ("基本目標１ 世界とつながる", ""),
        ("成果指標", ""),
        ("推移", ""),
        ("これまでの実績", "actual"),
        ("次の数値目標を定めます。", ""),
    ],
)
def test_the_kind_that_a_heading_says(heading: str, kind: str) -> None:
    assert kind_said(heading, COLUMNS.figures) == kind
