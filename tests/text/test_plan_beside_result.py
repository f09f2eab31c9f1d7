"""Texts that say first what was planned and then what was done, and how many people did not come beside those who did."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.numbers_off import held_quantities
from toshigaikou_cli.text.outcomes import read_outcome
from toshigaikou_cli.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "outcome", "numbers"),
    [
        ("計画：10回　実施：8回", "held", [8]),
        ("目標：100人\n実績：80人", "held", [80]),
        ("【計画】交流会を10回開く【実績】荒天のため中止した", "cancelled", []),
        ("計画：交流会の開催\n実績：－", "none", []),
        ("計画：10回\n実施：8月に予定", "planned", []),
        ("計画：10回", "planned", []),
        ("実績：8回", "held", [8]),
    ],
)
def test_what_was_done_counts_and_not_what_was_planned(text: str, outcome: str, numbers: list[int]) -> None:
    assert read_outcome(text).outcome == outcome
    if outcome == "held":
        assert [each.value for each in held_quantities(text, find_quantities(text))] == numbers


@pytest.mark.parametrize(
    ("text", "outcome", "numbers"),
    [
        ("40名参加、当日キャンセル3名", "held", [40]),
        ("キャンセル3名、参加20名", "held", [20]),
        ("10名参加、不参加2名", "held", [10]),
        ("参加者40名。キャンセルは3名。", "held", [40]),
        ("交流会はキャンセル", "cancelled", []),
        ("不参加10名のため中止", "cancelled", []),
        ("40名参加予定もキャンセル", "cancelled", []),
    ],
)
def test_those_who_did_not_come_call_nothing_off(text: str, outcome: str, numbers: list[int]) -> None:
    assert read_outcome(text).outcome == outcome
    if outcome == "held":
        assert [each.value for each in held_quantities(text, find_quantities(text))] == numbers
