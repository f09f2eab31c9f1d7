"""Days to which something was put off, and months that a text places in the year after the sheet's (FY2023 here)."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.outcomes import read_outcome
from toshigaikou_cli.text.told_beside import put_off_to_later, told_by_days, told_by_remark


def told(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The dates of a text with their roles, and the words of days that have no year."""
    read = read_dates(text, 2023)
    dates: list[tuple[str, str]] = [
        (each.start[:7] if each.precision == "month" else each.start, each.role) for each in read.dates
    ]
    return dates, [each.text for each in read.untold]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5月に延期した", "5月"),
        ("10月に延期", "10月"),
        ("訪問団の受入れは5月10日に延期した。", "5月10日"),
        ("訪問は5/10に延期となった。", "5/10"),
        ("訪問団の受入れ（10月に延期）", "10月"),
        ("訪問は5月に延期となり、未実施。", "5月"),
        ("交流会の開催を5月へ先送りした。", "5月"),
        ("訪問は5月10日～12日に延期した。", "5月10日～12日"),
        ("来年1月に延期", "来年1月"),
    ],
)
def test_a_day_without_a_year_dates_nothing_that_was_not_held(text: str, words: str) -> None:
    assert read_outcome(text).outcome == "cancelled"
    dates, untold = told(text)
    assert dates == []
    assert untold[0] in words


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("来年5月に延期", [("2024-05", "planned")]),
        ("翌年5月に延期", [("2024-05", "planned")]),
        ("翌年度5月へ延期", [("2024-05", "planned")]),
        ("来年度2月に延期した。", [("2025-02", "planned")]),
        ("次年度の5月10日に延期", [("2024-05-10", "planned")]),
        ("令和6年5月に延期した。", [("2024-05", "planned")]),
        ("交流会は次年度に延期（5月開催予定）", [("2024-05", "planned")]),
        ("3月の訪問を5月に延期した。", [("2024-03", "cancelled"), ("2024-05", "planned")]),
        ("9月の交流会は11月に延期。", [("2023-09", "cancelled"), ("2023-11", "planned")]),
        ("9月10日から11月3日に延期した。", [("2023-09-10", "cancelled"), ("2023-11-03", "planned")]),
        ("来年度5月に実施予定", [("2024-05", "planned")]),
    ],
)
def test_what_the_sentence_says_of_the_year_counts(text: str, dates: list[tuple[str, str]]) -> None:
    assert told(text) == (dates, [])


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("10月に延期して開催した。", [("2023-10", "when")]),
        ("9月の受入れを10月に延期し、20名が来訪した。", [("2023-09", "cancelled"), ("2023-10", "when")]),
        ("市民フェア（台風のため11月3日に延期）を開催", [("2023-11-03", "when")]),
        ("11月3日に延期した市民フェアに120名が来場した。", [("2023-11-03", "when")]),
        ("3月5日に延期していたが、中止した。", [("2024-03-05", "cancelled")]),
        ("翌年度4月の受入れについて2月に協議した", [("2024-04", "mentioned"), ("2024-02", "when")]),
        ("来年3月に開催予定", []),
        ("昨年度5月から継続", []),
    ],
)
def test_what_was_held_all_the_same_has_its_day(text: str, dates: list[tuple[str, str]]) -> None:
    assert told(text) == (dates, [])


def test_a_note_of_something_else_takes_no_day_away() -> None:
    assert told("講演会を9月3日に開催（訪問は5月に延期）") == ([("2023-09-03", "when")], ["5月"])
    assert told("講演会を9月3日に開催（訪問は来年5月に延期）") == (
        [("2023-09-03", "when"), ("2024-05", "planned")],
        [],
    )
    assert told("講演会を開催（3/21→3/28に延期）")[0] == [("2024-03-21", "cancelled"), ("2024-03-28", "when")]


def test_a_year_after_a_date_of_the_text() -> None:
    assert told("4月3日に開催し、翌年度の2月に報告する")[0][1][0] == "2025-02"
    assert told("4月3日に開催し、翌年2月に報告した")[0][1][0] == "2024-02"


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("5月に延期", "cancelled"),
        ("10月に延期した", "cancelled"),
        ("来年5月に延期", "cancelled"),
        ("翌年度5月へ延期", "cancelled"),
        ("R6.5に延期", "cancelled"),
        ("9月（来年5月に延期）", "cancelled"),
        ("9/10→R6.5/10に延期", "cancelled"),
        ("9月10日から来年5月に延期", "cancelled"),
        ("11月3日に延期して実施", None),
        ("10月31日（11月7日に順延）", None),
        ("5/8→6/1（延期）", None),
        ("来年度5月", None),
        ("5月", None),
    ],
)
def test_a_cell_of_days(cell: str, outcome: str | None) -> None:
    assert told_by_days(cell, 2023) == outcome


@pytest.mark.parametrize(
    ("remark", "outcome"),
    [
        ("来年5月に延期", "cancelled"),
        ("感染症の影響により令和6年5月に延期した。", "cancelled"),
        ("令和6年2月に延期", None),
        ("来年1月に延期", None),
        ("5月に延期", None),
        ("一部は来年5月に延期", None),
    ],
)
def test_a_remark_beside_a_day(remark: str, outcome: str | None) -> None:
    assert told_by_remark(remark, 2023, dated=True) == outcome


def test_a_text_that_tells_of_one_later_day() -> None:
    assert put_off_to_later("来年5月に延期", 2023)
    assert put_off_to_later("5月に延期", 2023)
    assert not put_off_to_later("11月に延期して開催", 2023)
    assert not put_off_to_later("5月", 2023)
