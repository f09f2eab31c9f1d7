from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates.eras import (
    ERAS,
    era_label,
    era_of,
    era_year,
    find_era,
    in_era,
    nearest_era_year,
    parse_fiscal_year,
)
from toshigaikou_cli.text.dates.fiscal import calendar_year, fiscal_year_days, fiscal_year_of, months_of
from toshigaikou_cli.text.dates.header_years import parse_year_of_month


@pytest.mark.parametrize(
    ("name", "year", "gregorian"),
    [
        ("明治", 45, 1912),
        ("大正", 15, 1926),
        ("昭和", 64, 1989),
        ("平成", 31, 2019),
        ("令和", 1, 2019),
        ("H", 29, 2017),
        ("㍻", 1, 1989),
    ],
)
def test_era_year(name: str, year: int, gregorian: int) -> None:
    assert era_year(name, year) == gregorian


@pytest.mark.parametrize(
    ("name", "year"), [("平成", 32), ("昭和", 65), ("大正", 16), ("令和", 0), ("慶応", 3)]
)
def test_a_year_that_no_era_had(name: str, year: int) -> None:
    with pytest.raises(ValueError, match=name):
        era_year(name, year)


def test_papers_written_before_reiwa_count_on_in_heisei() -> None:
    assert era_year("平成", 32, written_in=2017) == 2020
    with pytest.raises(ValueError, match="does not exist"):
        era_year("平成", 32, written_in=2019)


def test_eras_follow_each_other_without_a_gap() -> None:
    for older, younger in pairwise(ERAS):
        assert older.last is not None
        assert younger.first - older.last <= timedelta(days=1)
    assert find_era("令和").last is None


def test_in_era_needs_one_day_in_common() -> None:
    assert in_era("平成", date(2019, 4, 1), date(2020, 3, 31))
    assert not in_era("平成", date(2019, 5, 1), date(2019, 5, 1))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017", 2017),
        ("H29", 2017),
        ("h29", 2017),
        ("平成29", 2017),
        ("平成29年度", 2017),
        ("29年度", 2017),
        ("R5", 2023),
        ("令和元年度", 2019),
        ("令和5", 2023),
        ("２０１７年度", 2017),
        ("FY2017", 2017),
        ("2017年", 2017),
        ("二十九年度", 2017),
        ("平成29（2017）年度", 2017),
        ("平成31年度（令和元年度）", 2019),
        ("実績（29年度）", 2017),
        ("平成２９年度実績", 2017),
        ("令和５年度計画", 2023),
        ("（令和4年度）", 2022),
        ("5年度", 2023),
        ("Ｈ２９", 2017),
        ("H.29", 2017),
    ],
)
def test_parse_fiscal_year(text: str, year: int) -> None:
    assert parse_fiscal_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和6年3月", 2023),
        ("令和6年3月末", 2023),
        ("令和6年4月", 2024),
        ("令和6年1~3月", 2023),
        ("平成31年3月31日", 2018),
        ("R6.3.31", 2023),
        ("R5.3月末", 2022),
        ("2024/3/31", 2023),
        ("2024年12月", 2024),
        ("令和元年5月", 2019),
        ("令和6年", 2024),
        ("29年度", 2017),
        ("令和6年13月", None),
        ("昭和70年3月", None),
        ("3.11", None),
    ],
)
def test_parse_year_of_month(text: str, year: int | None) -> None:
    assert parse_year_of_month(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "実績",
        "平成28年度実績・平成29年度計画",
        "平成29（2016）年度",
        "平成40年度",
        "12345",
        "平成29年7月13日",
        "2017-18",
        "第29回",
        "3.11",
    ],
)
def test_no_single_fiscal_year(text: str) -> None:
    assert parse_fiscal_year(text) is None


def test_a_reference_year_decides_on_years_without_era() -> None:
    assert parse_fiscal_year("5年度", 2023) == 2023
    assert parse_fiscal_year("5年度", 1994) == 1993
    assert parse_fiscal_year("30年度", 2019) == 2018
    assert parse_fiscal_year("32年度", 2017) == 2020
    assert nearest_era_year(60, 1986) == 1985
    assert nearest_era_year(5) == 2023
    assert nearest_era_year(65) is None


def test_fiscal_year_days_and_label() -> None:
    assert fiscal_year_days(2017) == ("2017-04-01", "2018-03-31")
    assert (era_label(2017), era_label(2019), era_label(1989)) == ("平成29年度", "令和元年度", "平成元年度")


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1868, 1, 25), date(2050, 12, 31)))
def test_days_and_years_agree(day: date) -> None:
    name, year = era_of(day)
    assert era_year(name, year) == day.year
    first, last = fiscal_year_days(fiscal_year_of(day))
    assert first <= day.isoformat() <= last
    assert fiscal_year_of(day.isoformat()) == fiscal_year_of(day)


@settings(deadline=None, max_examples=100)
@given(st.integers(1869, 2060))
def test_labels_round_trip(year: int) -> None:
    assert parse_fiscal_year(era_label(year)) == year
    assert parse_fiscal_year(f"FY{year}") == year


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.text("平成令和HR元年度0123456789（）FY.", max_size=20))
def test_any_text_gives_a_year_or_none(text: str) -> None:
    year = parse_fiscal_year(text)
    assert year is None or 1868 <= year <= 2199


def test_the_months_of_a_fiscal_year() -> None:
    months = months_of(2017)
    assert (months[0], months[8], months[9], months[-1], len(months)) == (
        "2017-04", "2017-12", "2018-01", "2018-03", 12
    )  # fmt: skip
    assert {fiscal_year_of(month) for month in months} == {2017}
    assert [calendar_year(2017, month) for month in (4, 12, 1, 3)] == [2017, 2017, 2018, 2018]
