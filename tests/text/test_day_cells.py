"""A cell of days without a year, over the end of the fiscal year."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.day_cells import day_words


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/28～4/3", [("2024-03-28", "2024-04-03")]),
        ("3月28日～4月3日", [("2024-03-28", "2024-04-03")]),
        ("12/28～1/4", [("2023-12-28", "2024-01-04")]),
        ("10/1～10/5、3/28～4/3", [("2023-10-01", "2023-10-05"), ("2024-03-28", "2024-04-03")]),
        ("4/3～4/5", [("2023-04-03", "2023-04-05")]),
    ],
)
def test_a_short_range_goes_on_over_the_end_of_the_year(text: str, days: list[tuple[str, str]]) -> None:
    assert [(each.start, each.end) for each in day_words(text, 2023)[1]] == days


@pytest.mark.parametrize("text", ["6/1～5/1", "2/1～5/3", "3/28～4/3、5/1"])
def test_one_whose_ends_may_be_of_other_years_is_not_read(text: str) -> None:
    assert day_words(text, 2023) == ("", [])
