"""Results of a word or two, and those that name only a later year."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument
from toshigaikou_cli.resolving.sheet import activities_of, outcomes_in
from toshigaikou_cli.text.outcomes import read_outcome
from toshigaikou_cli.text.whole_results import is_of_later_year, tells_no_deed


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("統合", "cancelled"),
        ("移管", "cancelled"),
        ("再編", "cancelled"),
        ("民間へ移譲", "cancelled"),
        ("観光課に移管した。", "cancelled"),
        ("保留", "cancelled"),
        ("（保留中）", "cancelled"),
        ("実施を保留", "cancelled"),
        ("非実施", "cancelled"),
        ("対象外", "none"),
        ("回答待ち", "none"),
        ("相手都市からの回答待ち", "none"),
        ("先方の回答待ち。", "none"),
        ("調整待ち", "none"),
        ("案を送付し先方の回答待ち", "held"),
        ("2回協議、回答待ち", "held"),
        ("調査を行った。回答待ち", "held"),
        ("実績０", "none"),
        ("0", "none"),
        ("０件", "none"),
        ("予算要求中", "planned"),
        ("次年度から開始", "planned"),
        ("翌年度より実施する", "planned"),
        ("継続", "held"),
        ("データを統合", "held"),
        ("資料を県に移管する手続の説明会", "held"),
        ("10", "held"),
        ("対象外の児童も受け入れた", "held"),
        ("予算要求に向けて会議を開いた", "held"),
        ("保留していた派遣を実施", "held"),
    ],
)
def test_a_word_that_is_all_of_a_result(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    "text",
    [
        "R6から実施",
        "令和6年度に実施",
        "令和６年度実施",
        "令和6年4月から開始",
        "R6年度より本格実施する",
        "講座は令和6年度から開始",
        "2024年度に導入予定",
        "R7に検討",
    ],
)
def test_a_later_year_alone(text: str) -> None:
    assert is_of_later_year(text, 2023)


@pytest.mark.parametrize(
    "text",
    [
        "R5から実施",
        "令和5年度に実施",
        "令和6年に実施",  # by March it is of the fiscal year
        "令和6年2月から開始",
        "R6から実施するため準備会議を3回開いた",
        "3回開催、R6から拡充",
        "R6年度に実施する講座の講師を選んだ",
        "2回実施",
        "",
    ],
)
def test_what_is_of_the_year_or_says_more(text: str) -> None:
    assert not is_of_later_year(text, 2023)


@pytest.mark.parametrize("text", ["継続", "終了", "見直し", "移管", "拡充", "担当課の変更", "（統合）"])
def test_a_word_tells_no_deed(text: str) -> None:
    assert tells_no_deed(text)


@pytest.mark.parametrize(
    "text", ["継続実施", "実施", "3回開催", "会議を終了した", "計画の見直しを行った", ""]
)
def test_others_tell_one(text: str) -> None:
    assert not tells_no_deed(text)


def test_in_a_sheet() -> None:
    rows = [
        ("研修", "国際課", "R6から実施"),
        ("派遣", "国際課", "継続"),
        ("展示", "国際課", "R5に展示を開いた。"),
    ]
    found = parse(blocks("令和5年度実績", ("事業名", "担当課", "実績"), *rows), context("a.csv"))
    assert isinstance(found, SheetDocument)
    assert [outcomes_in(each, activities_of(each))[0].outcome for each in found.achievements] == [
        "planned",
        "held",
        "held",
    ]
    assert [each.severity for each in found.findings if each.code == "result-of-a-word"] == ["warning"]
