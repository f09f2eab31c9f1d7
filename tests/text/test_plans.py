"""What a text announces at its end."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.plans import ends_in_plan, later_time


@pytest.mark.parametrize(
    "text", ["来年度に開催予定", "会議を開く予定である。", "受入れの見込み", "（開催見込）"]
)
def test_a_plan_ends_the_text(text: str) -> None:
    assert ends_in_plan(text)


@pytest.mark.parametrize(
    "text", ["", "予定どおり開催", "予定していた会議を開催。", "計画", "見込まれる需要を調査"]
)
def test_no_plan_ends_the_text(text: str) -> None:
    assert not ends_in_plan(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("次年度に開催予定", "次年度"),
        ("会議を開催。今後、視察を予定。", "今後"),
        ("今後の課題を協議。会議を開催予定", ""),
        ("", ""),
    ],
)
def test_the_later_time_is_that_of_the_last_sentence(text: str, word: str) -> None:
    assert later_time(text) == word
