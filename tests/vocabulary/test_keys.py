"""Match keys that remember their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.keys import keyed_cell, without_layout


@given(st.text(alphabet="アイ・ー ﾊソウルＡbＣ　\n局庁-－(（)１①~～〜㈱é", max_size=40))
@settings(deadline=None, max_examples=150)
def test_the_key_is_the_match_key_and_each_character_has_its_place(text: str) -> None:
    cell = keyed_cell(text)
    assert cell.key == match_key(text)
    assert len(cell.at) == len(cell.key)
    assert list(cell.at) == sorted(cell.at)
    assert all(
        match_key(cell.text[cell.end_of(n) :]) == cell.key[n:] or n == 0 for n in range(len(cell.key) + 1)
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ス ポーツ推進\n部", "スポーツ推進部"),
        ("Bureau of  Sewerage", "Bureau of Sewerage"),
        ("  環境局　総務部 ", "環境局総務部"),
        ("C40 都市", "C40都市"),
    ],
)
def test_layout_spaces_go_and_those_between_words_stay(text: str, name: str) -> None:
    assert without_layout(text) == name
