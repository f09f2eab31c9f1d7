"""Dates known to a day, a month, a year, or between two days."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.vocabulary.bureaus.validity import (
    EARLIEST,
    LATEST,
    first_day,
    last_day,
    overlaps,
)

dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
written = dates.flatmap(
    lambda day: st.sampled_from([day.isoformat(), f"{day.year:04d}-{day.month:02d}", f"{day.year:04d}"])
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-07-16", "2014-07-16", "2014-07-16"),
        ("2004-08", "2004-08-01", "2004-08-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2004", "2004-01-01", "2004-12-31"),
        ("2023-02-13/2024-03-18", "2023-02-13", "2024-03-18"),
        ("2023/2024", "2023-01-01", "2024-12-31"),
        (None, EARLIEST, LATEST),
    ],
)
def test_the_days_that_a_written_date_can_mean(text: str | None, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_a_fiscal_year_begins_in_april() -> None:
    assert fiscal_year_days(2017) == ("2017-04-01", "2018-03-31")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "inside"),
    [
        (None, "2017-04-01", True),
        (None, "2017-03-31", False),
        ("2018-03-31", None, True),
        ("2018-04-01", None, False),
        ("2018", None, True),
        (None, None, True),
        ("2017-08", "2017-08", True),
    ],
)
def test_overlap_with_fy2017(valid_from: str | None, valid_to: str | None, inside: bool) -> None:
    assert overlaps(valid_from, valid_to, *fiscal_year_days(2017)) is inside


@given(written)
@settings(deadline=None, max_examples=60)
def test_first_is_never_after_last_and_both_are_days(text: str) -> None:
    first, last = datetime.date.fromisoformat(first_day(text)), datetime.date.fromisoformat(last_day(text))
    assert first <= last
    assert first.isoformat().startswith(text[:4])
