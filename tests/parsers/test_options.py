"""Choices of a form in a result: what is not chosen was not reported."""

from __future__ import annotations

import pytest

from toshigaikou_cli.parsers.results.options import chosen


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("☑実施　□中止", "☑実施"),
        ("□実施 ■中止", "■中止"),
        ("□実施\n☑中止\n会場が使えなかった。", "☑中止\n会場が使えなかった。"),
        ("○実施 ×中止", "○実施"),
        ("●実施　○中止　○延期", "●実施"),
        ("☑一部実施　☑延期　□その他（　）", "☑一部実施、☑延期"),
        ("□実施　□中止", ""),
        ("☑\n実施\n□\n中止", "☑実施"),
    ],
)
def test_what_is_not_chosen_is_left_out(text: str, kept: str) -> None:
    assert chosen(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "■国際会議\n□5月に参加\n□6月に開催",
        "□中止",
        "□実施\n□完了",
        "☑実施 ☑完了",
        "○実施",
        "8名を派遣した。□中止",
        "視察した。",
        "■\n視察した。",
    ],
)
def test_bullets_are_no_choices(text: str) -> None:
    assert chosen(text) == text
