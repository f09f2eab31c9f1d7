"""Schedules (工程表) with words under months: what a row of plans or results says, or named."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument
from toshigaikou_cli.text.quantities import find_quantities

OVER = ("項目", "担当課", "区分", "4月", "5月", "6月", "7月", "実施結果")


def sheet(*rows: Sequence[str], over: Sequence[str] = OVER) -> SheetDocument:
    document = parse(blocks("令和5年度 工程管理表", over, *rows), context("a.csv"))
    assert isinstance(document, SheetDocument)
    return document


def told(record: AchievementRecord) -> tuple[str, str, tuple[str, ...]]:
    return record.kind, record.result, record.when


def named(document: SheetDocument) -> list[str]:
    return [finding.message for finding in document.findings]


def test_words_under_months_are_what_a_plan_says() -> None:
    document = sheet(
        ("窓口の予約", "市民課", "計画", "調査", "", "契約", "", ""),
        ("窓口の予約", "市民課", "実績", "調査", "", "", "契約", "7月に契約した。"),
    )
    plan, result = document.achievements
    assert told(plan) == ("plan", "【4月】\n調査\n【6月】\n契約", ("4月", "6月"))
    assert told(result)[:2] == ("result", "7月に契約した。")
    assert named(document) == ["1 cell of 4月～7月 is kept as it is, not read: 【4月】 調査 【7月】 契約"]


def test_words_go_on_as_long_as_arrows_do() -> None:
    document = sheet(
        ("窓口の予約", "市民課", "計画", "調査", "→", "契約", "", ""),
        ("窓口の予約", "市民課", "実績", "調査", "→", "→", "", ""),
    )
    assert [told(each) for each in document.achievements] == [
        ("plan", "【4月～5月】\n調査\n【6月】\n契約", ("4月～5月", "6月")),
        ("result", "【4月～6月】\n調査", ("4月～6月",)),
    ]
    assert not named(document)


def test_marks_of_a_plan_without_words_are_named() -> None:
    document = sheet(
        ("窓口の予約", "市民課", "計画", "○", "", "○", "", ""),
        ("窓口の予約", "市民課", "実績", "○", "○", "", "", "2地区で始めた。"),
    )
    plan, result = document.achievements
    assert (plan.result, result.when) == ("", ("4月、5月",))
    assert named(document) == ["1 cell of 4月～7月 is kept as it is, not read: 4月、6月"]


def test_words_under_months_of_a_row_that_says_no_kind_are_named() -> None:
    over = tuple(header for header in OVER if header != "区分")
    document = sheet(
        ("窓口の予約", "市民課", "市民への聞き取り調査", "", "契約", "", ""),
        ("広報", "広報課", "", "", "", "", "紙面を改めた。"),
        over=over,
    )
    assert [each.result for each in document.achievements] == ["", "紙面を改めた。"]
    assert named(document) == [
        "1 cell of 4月～7月 is kept as it is, not read: 【4月】 市民への聞き取り調査 【6月】 契約"
    ]


def test_numbers_and_states_under_months_are_no_words() -> None:
    document = sheet(
        ("窓口の予約", "市民課", "計画", "10", "12", "8", "9", ""),
        ("窓口の予約", "市民課", "実績", "", "", "中止", "", ""),
    )
    assert [each.result for each in document.achievements] == ["", ""]


def test_by_how_much_a_thing_was_moved_is_no_quantity() -> None:
    for text in ("1か月遅れで試行した。", "2週間ほど遅れて始めた。", "3か月前倒しで終えた。"):
        assert not find_quantities(text)
    assert [each.value for each in find_quantities("3か月の研修、2週間の派遣")] == [3, 2]
