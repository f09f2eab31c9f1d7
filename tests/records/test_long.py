"""Lists whose values are made when they are looked at."""

from __future__ import annotations

from toshigaikou_cli.formats.plain import json_text
from toshigaikou_cli.records.long import PART, LongList, mapped


def _numbers(length: int, made: list[tuple[int, int]]) -> LongList[int]:
    def part(start: int, stop: int) -> list[int]:
        made.append((start, stop))
        return list(range(start, stop))

    return LongList(length, part)


def test_no_more_than_a_part_is_made_at_once() -> None:
    made: list[tuple[int, int]] = []
    numbers = _numbers(2 * PART + 3, made)
    assert not made
    assert list(numbers) == list(range(2 * PART + 3))
    assert made == [(0, PART), (PART, 2 * PART), (2 * PART, 2 * PART + 3)]


def test_it_is_looked_at_as_a_list_is() -> None:
    whole, numbers = list(range(7)), _numbers(7, [])
    for places in (slice(2, 5), slice(5, 99), slice(None, None, 3), slice(None, None, -1), slice(9, None)):
        assert list(numbers[places]) == whole[places]
    assert (numbers[3], numbers[-1], len(numbers), bool(numbers), bool(_numbers(0, []))) == (
        3,
        6,
        7,
        True,
        False,
    )
    doubled = mapped(numbers, lambda part: [2 * each for each in part])
    assert doubled[6] == 12
    assert list(doubled[1:3]) == [2, 4]


def test_its_json_is_that_of_a_list() -> None:
    for length in (0, 1, PART + 1):
        data = {"a": 1, "numbers": _numbers(length, []), "last": [{"b": _numbers(length, [])}]}
        whole = {"a": 1, "numbers": list(range(length)), "last": [{"b": list(range(length))}]}
        assert json_text(data) == json_text(whole)
