"""Weekdays beside days."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.dates.weekdays import weekdays_that_differ


def differing(text: str) -> list[tuple[str, str, int | None]]:
    found = weekdays_that_differ(text, find_dates(text, 2024))
    return [(each.text, each.weekday, each.fits) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8月5日（火）に国際交流会を開催した。", ("8月5日（火）", "月", 2025)),
        ("８月５日（土）に開催", ("８月５日（土）", "月", 2023)),
        ("8/5（木・祝）", ("8/5（木・祝）", "月", None)),
        ("令和6年8月5日火曜日に開催", ("令和6年8月5日火曜", "月", 2025)),
        ("8月5日（月）～9日（木）に派遣", ("8月5日（月）～9日（木）", "金", None)),
        ("2024.8.5〔火〕", ("2024.8.5〔火〕", "月", 2025)),
    ],
)
def test_a_weekday_of_another_day_is_told(text: str, expected: tuple[str, str, int | None]) -> None:
    assert differing(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "8月5日（月）に開催",
        "8月5日(月・祝)に開催",
        "8月5日（月）～9日（金）に派遣",
        "8月5日（月）～9月5日（木）",
        "8月5日、6日（火）に開催",
        "11月3日（日・祝）、4日（月・振休）",
        "昭和39年10月10日（土）の開会式",
        "8月5日（日本時間）に開催",
        "8月5日（月2回）",
        "8月5日（水道局）に視察",
        "毎月5日（月）に開催",
        "令和6年2月29日（木）",
        "8月5日（金沢市）、8月6日（土佐市）",
    ],
)
def test_a_weekday_of_its_own_day_is_not(text: str) -> None:
    assert differing(text) == []
