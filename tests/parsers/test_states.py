"""A column that says in a word or a mark what became of each row."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument
from toshigaikou_cli.records.finding import UNREAD
from toshigaikou_cli.resolving.sheet import activities_of, outcomes_in


def read(
    header: str,
    state: str,
    text: str = "料理の教室",
    note: str = "",
    over: str = "内容",
    others: str = "実施",
) -> tuple[AchievementRecord, list[str]]:
    """The first of two rows, and the cells that are named as not read."""
    columns = ("担当課", "事業名", over, header, "備考")
    rows = [("国際課", "交流", text, state, note), ("国際課", "別の交流", "会の開催", others, "")]
    made = parse(blocks(columns, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return next(iter(made.achievements)), [
        each.cell for each in made.findings if each.code in (UNREAD, "said-otherwise")
    ]


def outcomes(record: AchievementRecord) -> list[str]:
    return [each.outcome for each in outcomes_in(record, activities_of(record))]


@pytest.mark.parametrize("over", ["内容", "実績"])
@pytest.mark.parametrize("text", ["料理の教室", ""])
@pytest.mark.parametrize(
    ("header", "state", "outcome"),
    [
        ("状態", "中止", "cancelled"),
        ("状態", "2：取下げ", "cancelled"),
        ("結果区分", "未実施", "cancelled"),
        ("実施状況", "延期", "cancelled"),
        ("開催状況", "見送り", "cancelled"),
        ("実施の有無", "×", "cancelled"),
        ("実施の有無", "無", "cancelled"),
        ("状況", "中止（荒天のため）", "cancelled"),
        ("ステータス", "予定", "planned"),
        ("状態", "検討中", "planned"),
    ],
)
def test_a_state_says_what_became_of_its_row(
    over: str, text: str, header: str, state: str, outcome: str
) -> None:
    record, named = read(header, state, text, over=over)
    assert (outcomes(record), named) == ([outcome], [])


@pytest.mark.parametrize(
    ("header", "state"),
    [("状態", "完了"), ("状態", "一部実施"), ("状態", "×"), ("実施の有無", "○"), ("状態", ""), ("評価", "×")],
)
def test_other_states_leave_a_row_held(header: str, state: str) -> None:
    record, named = read(header, state)
    assert (outcomes(record), named) == (["held"], [])


@pytest.mark.parametrize("over", ["内容", "実績"])
def test_what_was_not_begun_was_not_held_and_without_a_result_there_is_none(over: str) -> None:
    assert outcomes(read("進捗状況", "未着手", over=over)[0]) == ["cancelled"]
    record, named = read("進捗状況", "未着手", "", over=over)
    assert (record.told, named) == ((), [])


@pytest.mark.parametrize("grade", ["未着手", "C"])
def test_why_a_row_without_a_result_counts_for_nothing_is_told(grade: str) -> None:
    columns = ("担当課", "事業名", "実績", "進捗状況")
    rows = [("国際課", "交流", "", grade), ("国際課", "別の交流", "会の開催", "A")]
    made = parse(blocks(columns, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (message,) = [str(each.message) for each in made.findings if each.code == "figures-alone"]
    assert ("not begun" in message, "grade" in message) == (grade == "未着手", grade == "C")


@pytest.mark.parametrize(
    ("text", "outcome", "unread"),
    [
        ("他の町の資料を収集した。", "planned", []),
        ("関係課と協議を重ねた", "planned", []),
        ("30人が参加した。", "held", ["検討中"]),
        ("10人にアンケートを行った。", "held", ["検討中"]),
        ("案内板を置いた。", "held", ["検討中"]),
    ],
)
def test_what_was_done_for_what_is_to_come_denies_no_state(
    text: str, outcome: str, unread: list[str]
) -> None:
    record, named = read("状態", "検討中", text)
    assert (outcomes(record), named) == ([outcome], unread)


@pytest.mark.parametrize("odd", ["統合", "他課へ移管", "保留"])
def test_an_odd_word_among_states_beside_results_makes_no_second_result(odd: str) -> None:
    columns = ("担当課", "事業名", "実施状況", "取組内容")
    rows = [
        ("国際課", "会", "実施済", "会を開いた。"),
        ("国際課", "祭り", "未実施", ""),
        ("国際課", "講座", "一部実施", "講座を開いた。"),
        ("国際課", "表彰", odd, "別の会と行う"),
    ]
    made = parse(blocks(columns, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    found = list(made.achievements)
    assert [(each.result, each.rating) for each in found[:1]] == [("会を開いた。", "実施済")]
    assert [outcomes(each) for each in found[:3]] == [["held"], ["cancelled"], ["held"]]
    assert found[3].rating == odd


def test_a_column_of_texts_still_competes() -> None:
    columns = ("担当課", "事業名", "実施状況", "取組内容")
    rows = [("国際課", "会", "5月に実施", "会を開いた。"), ("国際課", "祭り", "中止", "祭り")]
    with pytest.raises(ParseError, match="compete"):
        parse(blocks(columns, *rows), context("r5.tsv", 2023))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("No.1に統合", "cancelled"), ("別の会に統合", "cancelled"), ("2つの会を1つにした。", "held")],
)
def test_what_was_merged_into_another_was_not_held_itself(text: str, outcome: str) -> None:
    assert outcomes(read("状態", "統合", text)[0]) == [outcome]


@pytest.mark.parametrize("state", ["一部中止", "10月に延期", "廃止"])
def test_a_state_of_a_part_or_of_what_ends_is_named(state: str) -> None:
    record, named = read("状態", state)
    assert (outcomes(record), named) == (["held"], [state])


def test_a_result_that_reports_is_believed_and_the_state_named() -> None:
    record, named = read("状態", "中止", "30人が参加した。")
    assert (outcomes(record), named) == (["held"], ["中止"])


def test_a_remark_on_what_is_going_on_is_of_what_comes_next() -> None:
    record, named = read("状態", "実施中", "作成業務の委託", "翌年度へ繰越")
    assert (outcomes(record), named) == (["held"], ["翌年度へ繰越"])
    record, named = read("状態", "", "作成業務の委託", "翌年度へ繰越")
    assert (outcomes(record), named) == (["cancelled"], [])


def read_before(header: str, *states: str, also: str = "") -> tuple[list[AchievementRecord], list[str]]:
    """Rows with a column before all others, and the cells that are named as not read."""
    columns = (header, "担当課", "事業名", "内容", also or "備考")
    rows = [
        (state, "国際課", f"交流{at}", "料理の教室", "講座" if also else "")
        for at, state in enumerate(states)
    ]
    made = parse(blocks("令和5年度　実績", columns, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return list(made.achievements), [
        each.cell for each in made.findings if each.code in (UNREAD, "said-otherwise")
    ]


@pytest.mark.parametrize("header", ["区分", "種別", "分類", "事業区分"])
@pytest.mark.parametrize("state", ["中止", "2：未実施", "延期（翌年度）", "取りやめ"])
def test_a_column_called_like_a_field_is_of_states_where_all_of_its_cells_are(
    header: str, state: str
) -> None:
    records, named = read_before(header, "実施", state, "一部実施", "", "継続")
    assert [outcomes(each) for each in records] == [["held"], ["cancelled"], ["held"], ["held"], ["held"]]
    assert ([each.field for each in records], named) == ([""] * 5, [])


def test_it_is_so_beside_another_field() -> None:
    records, named = read_before("区分", "実施", "中止", also="分野")
    assert [(each.field, *outcomes(each)) for each in records] == [("講座", "held"), ("講座", "cancelled")]
    assert named == []


@pytest.mark.parametrize(
    "cells", [("派遣", "受入"), ("国際会議の実施", "交流"), ("新規", "継続"), ("A", "B"), ("準備", "運営")]
)
def test_fields_and_kinds_of_projects_stay_fields(cells: tuple[str, ...]) -> None:
    records, named = read_before("区分", *cells)
    assert ([each.field for each in records], named) == ([*cells], [])
    assert [outcomes(each) for each in records] == [["held"], ["held"]]


def test_a_state_among_fields_is_named() -> None:
    records, named = read_before("区分", "講座", "中止", "実施")
    assert ([each.field for each in records], named) == (["講座", "中止", "実施"], ["中止"])
