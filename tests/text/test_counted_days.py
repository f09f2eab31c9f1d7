"""Days in figures beside the number of those who came, and the numbers themselves."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.quantities import find_quantities


def _read(result: str) -> tuple[list[str], list[float]]:
    texts = [each.text for each in split_activities(result)]
    days = [date.start[5:] for text in texts for date in read_dates(text, 2024)[0]]
    return days, [number.value for text in texts for number in find_quantities(text, 2024)]


@pytest.mark.parametrize(
    ("result", "days", "numbers"),
    [
        ("第1回　5/8　20名", ["05-08"], [20]),
        ("第1回　5/8　20名\n第2回　6/9　18名", ["05-08", "06-09"], [20, 18]),
        ("第1回 5/8 20名、第2回 6/9 18名", ["05-08", "06-09"], [20, 18]),
        ("第１回：5/8（20名）\n第２回：6/9（18名）", ["05-08", "06-09"], [20, 18]),
        ("第1回5/8、第2回6/9", ["05-08", "06-09"], []),
        ("①5/8（20名）②6/9（18名）", ["05-08", "06-09"], [20, 18]),
        ("①5/8　20名　②6/9　18名", ["05-08", "06-09"], [20, 18]),
        ("1回目 5/8　20名", ["05-08"], [20]),
        ("教室：5/8（20名）、6/12（約18名）", ["05-08", "06-12"], [20, 18]),
        ("教室 5/8 20名、6/12 18名", ["05-08", "06-12"], [20, 18]),
        ("5/8　20名　6/9　1,200名", ["05-08", "06-09"], [20, 1200]),
        ("5/8…20名", ["05-08"], [20]),
        ("⒈11/5 交流会\n⒉12/6 講演会", ["11-05", "12-06"], []),
        ("ⅰ）11/5 交流会\nⅱ）12/6 講演会", ["11-05", "12-06"], []),
    ],
)
def test_a_day_and_those_who_came_are_both_read(result: str, days: list[str], numbers: list[float]) -> None:
    assert _read(result) == (days, numbers)


@pytest.mark.parametrize(
    ("result", "numbers"),
    [
        ("出席者 5/8（20名）", [20]),
        ("回答 5/8（20名）", [20]),
        ("回答率 5/8", []),
        ("合格率：5/8", []),
        ("10/10（10人中10人）が修了", None),
        ("出席 5/8名", None),
        ("①満足度4/5②理解度3/5", []),
    ],
)
def test_so_many_of_so_many_are_no_day(result: str, numbers: list[float] | None) -> None:
    days, found = _read(result)
    assert days == []
    assert numbers is None or found == numbers


@pytest.mark.parametrize("text", ["10 000人", "来場者 1 200人"])
def test_a_number_with_a_blank_in_it_is_not_taken_in_part(text: str) -> None:
    assert find_quantities(text) == []


def test_a_number_of_several_scales_is_one() -> None:
    assert [each.value for each in find_quantities("3万5千人、2億3,500万円、8　20名")] == [
        35000,
        235000000,
        20,
    ]
