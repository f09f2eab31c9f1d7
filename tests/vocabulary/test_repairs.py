"""Declared OCR slips."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.vocabulary.loading import Vocabulary
from toshigaikou_cli.vocabulary.repairs import repair, repairs_from


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ニュー・サウス・ウェールズ ^o 州", "ニュー・サウス・ウェールズ州"),
        ("ウェールズ^o州", "ウェールズ州"),
        ("ウェールズ ^ 州", "ウェールズ州"),
        ("ウェールズ　゜州", "ウェールズ州"),
        ("観測機構（GUAP0）", "観測機構（GUAPO）"),
    ],
)
def test_a_slip_is_mended(vocabulary: Vocabulary, read: str, meant: str) -> None:
    assert repair(read, vocabulary.repairs) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ウェールズ州",
        "x^o 州",
        "GUAP01",
        "AGUAP0",
        "気温30゜C",
        "ウェールズ ^o の州",
        "C40",
        "20^o",
        "第2回 10月",
    ],
)
def test_other_text_stays(vocabulary: Vocabulary, text: str) -> None:
    assert repair(text, vocabulary.repairs) == text


def test_the_spaces_of_a_slip_may_be_missing_or_doubled() -> None:
    repairs = repairs_from(
        {"repairs": [{"find": "北 尿市", "replace": "北京市", "seen": "x", "reason": "y"}]}
    )
    assert repair("北尿市と北  尿市と北\n尿市", repairs) == "北京市と北京市と北京市"


def test_a_backslash_in_a_replacement_is_a_backslash() -> None:
    repairs = repairs_from({"repairs": [{"find": "a b", "replace": r"\1", "seen": "x", "reason": "y"}]})
    assert repair("a b", repairs) == r"\1"


@given(st.text(alphabet="ァズー ^oO゜州市GUAP0", max_size=60))
@settings(deadline=None, max_examples=80)
def test_mending_twice_changes_nothing_more(vocabulary: Vocabulary, text: str) -> None:
    once = repair(text, vocabulary.repairs)
    assert len(once) <= len(text)
    assert repair(once, vocabulary.repairs) == once
