"""A table of numbers whose rows tell what was done is not read for its numbers alone, but where the user says so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, ParsedDocument, SheetDocument
from toshigaikou_cli.records.kinds import DocumentKind

HEADER = ("番号", "取組", "指標", "単位", "目標値", "実績値", "実施状況")
ROWS = (
    ("1", "標識の整備", "標識の数", "基", "80", "51", "駅前に9基を設けた。"),
    ("2", "教室の開催", "受講者", "人", "450", "287", "5会場で12回開いた。"),
)


def read(header: Sequence[str], *rows: Sequence[str], kind: DocumentKind | None = None) -> ParsedDocument:
    return parse(blocks("令和3年度の状況", header, *rows), context("a.csv", 2021, kind))


def changed(at: int, text: str) -> tuple[str, ...]:
    return (*HEADER[:at], text, *HEADER[at + 1 :])


def with_units(rows: Sequence[Sequence[str]] = ROWS) -> list[tuple[str, ...]]:
    return [(*row, "市民課") for row in rows]


def test_results_without_a_unit_beside_numbers_are_refused() -> None:
    with pytest.raises(ParseError, match="or a sheet of what was done: 実施状況 has sentences") as caught:
        read(HEADER, *ROWS)
    assert "担当課" in str(caught.value)
    assert "--kind indicators" in str(caught.value)


def test_the_user_may_want_the_numbers_alone() -> None:
    found = read(HEADER, *ROWS, kind="indicators")
    assert isinstance(found, IndicatorsDocument)
    assert [each.name for each in found.indicators] == ["標識の数", "受講者"]
    assert [each.code for each in found.findings] == ["cell-unread", "cell-unread"]


@pytest.mark.parametrize(
    "header",
    [
        changed(6, "内容"),  # a description
        changed(6, "備考"),
        changed(1, "担当課"),  # no items
        changed(5, "見込値"),  # nothing done
    ],
)
def test_what_is_no_result_is_not_refused(header: tuple[str, ...]) -> None:
    assert isinstance(read(header, *ROWS), IndicatorsDocument)


@pytest.mark.parametrize("kind", [None, "achievements"])
def test_with_units_it_is_a_sheet(kind: DocumentKind | None) -> None:
    found = read((*HEADER, "担当課"), *with_units(), kind=kind)
    assert isinstance(found, SheetDocument)
    assert [each.result for each in found.achievements] == [row[-1] for row in ROWS]


@pytest.mark.parametrize("header", [HEADER, HEADER[:-1]])
def test_a_sheet_without_achievements_is_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(ParseError, match=r"no known header.*achievements"):
        read(header, *(row[: len(header)] for row in ROWS), kind="achievements")


WORDS = ("3", "式典の開催", "式典", "―", "実施", "実施", "7月に開いた。")


@pytest.mark.parametrize("names", [("目標値", "実績値"), ("目標", "実績"), ("指標の目標", "指標の実績値")])
@pytest.mark.parametrize("unit", ["単位", "指標の単位"])
def test_words_among_the_values_of_a_sheet_are_values(names: tuple[str, str], unit: str) -> None:
    found = read(("番号", "取組", "指標", unit, *names, "実施状況", "担当課"), *with_units((*ROWS, WORDS)))
    assert isinstance(found, SheetDocument)
    told = [
        (each.name, each.unit, [value.text for value in each.values])
        for record in found.achievements
        for each in record.figures
    ]
    assert told == [
        ("標識の数", "基", ["80", "51"]),
        ("受講者", "人", ["450", "287"]),
        ("式典", "", ["実施", "実施"]),
    ]
    assert [each.result for each in found.achievements][-1] == "7月に開いた。"


def test_words_in_the_only_column_of_results_are_results() -> None:
    rows = [("教室", "回数", "回", "5", "中止", "市民課"), ("式典", "回数", "回", "1", "開催", "総務課")]
    found = read(("取組", "指標", "単位", "目標", "実績", "担当課"), *rows)
    assert isinstance(found, SheetDocument)
    assert [each.result for each in found.achievements] == ["中止", "開催"]


def test_a_goal_in_words_beside_an_indicator_is_no_value() -> None:
    rows = [("教室", "回数", "回", "だれもが学べるまちにする。", "5", "5会場で開いた。", "市民課")]
    found = read(("取組", "指標", "単位", "目標", "実績値", "実施状況", "担当課"), *rows)
    assert isinstance(found, SheetDocument)
    (record,) = found.achievements
    assert [value.kind for value in record.figures[0].values] == ["actual"]


def test_the_name_of_an_indicator_may_end_in_item() -> None:
    found = read(("指標項目", "目標値", "実績値"), ("受講者", "450", "287"))
    assert isinstance(found, IndicatorsDocument)
    assert [each.name for each in found.indicators] == ["受講者"]
