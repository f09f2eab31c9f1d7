"""When it was held, in the notations of many offices: ``labelled/when.txt``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.outcomes import read_outcomes

ROWS = Path(__file__).parent / "labelled" / "when.txt"
_FEW = 3
"""A stretch of so many days is the same as each of them: 6月8日、9日 and 6月8日～9日."""


def labelled() -> list[tuple[int, str, str]]:
    lines = [line for line in ROWS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.split("|") for line in lines]
    return [(int(year), text.replace("\\n", "\n"), days) for year, text, days in parts]


def _days(start: date, end: date) -> set[tuple[date, date]]:
    if (end - start).days > _FEW:
        return {(start, end)}
    each = [start + timedelta(days=count) for count in range((end - start).days + 1)]
    return {(day, day) for day in each}


def _expected(words: str) -> set[tuple[date, date]]:
    found = set()
    for word in words.split():
        first, _, last = word.partition("..")
        found |= _days(_day(first, last=False), _day(last or first, last=True))
    return found


def _day(text: str, *, last: bool) -> date:
    year, month, *day = map(int, text.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1] if last else 1)


def days_held(text: str, fiscal_year: int) -> set[tuple[date, date]]:
    found, before = set(), None
    activities = split_activities(text)
    for activity, reading in zip(activities, read_outcomes(text, activities), strict=True):
        dates = find_dates(activity.text, fiscal_year, before)
        before = next((each for each in reversed(dates) if each.role != "mentioned"), before)
        for each in dates if reading.outcome == "held" else ():
            whole = each.precision == "fiscal_year" and "通年" not in each.text
            if each.role == "when" and not whole:
                found |= _days(date.fromisoformat(each.start), date.fromisoformat(each.end))
    return found


def test_the_days_are_those_that_a_person_reads() -> None:
    rows = labelled()
    wrong = [row for row in rows if days_held(row[1], row[0]) != _expected(row[2])]
    assert len(rows) > 400
    assert wrong == []
