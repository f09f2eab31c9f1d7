from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.figures import fold_width, kanji_number, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十九", 29),
        ("十", 10),
        ("二〇一七", 2017),
        ("一万二千", 12000),
        ("百二十", 120),
        ("元", 1),
        ("三億五千万", 350_000_000),
    ],
)
def test_kanji_number(text: str, value: int) -> None:
    assert kanji_number(text) == value


@pytest.mark.parametrize("text", ["", "二人", "都", "十二三", "A"])
def test_no_kanji_number(text: str) -> None:
    assert kanji_number(text) is None


def test_number_reads_separators_and_refuses_endless_digits() -> None:
    assert number("1,200") == 1200
    assert number("9" * 40) is None


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 99_999_999))
def test_kanji_numbers_round_trip(value: int) -> None:
    assert kanji_number(_in_kanji(value)) == value


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold_width(text)
    assert len(folded) == len(text)
    assert fold_width(folded) == folded


def _in_kanji(value: int) -> str:
    if value >= 10_000:
        rest = value % 10_000
        return _in_kanji(value // 10_000) + "万" + (_in_kanji(rest) if rest else "")
    words = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, value = divmod(value, size)
        words += {0: "", 1: name}.get(digit, "〇一二三四五六七八九"[digit] + name)
    return words + ("〇一二三四五六七八九"[value] if value else "")
