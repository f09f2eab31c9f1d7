"""Finding words, and sharing wording."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.linking.shared import common_part
from toshigaikou_cli.linking.similarity import RareGrams, WordFinder, dice, grams, pairs


def found(text: str, *words: str, inside: dict[str, list[str]] | None = None) -> set[str]:
    return set(WordFinder(words, inside or {}).find(text, pairs(text)))


@pytest.mark.parametrize(
    ("word", "inside", "outside"),
    [
        ("jet", "jet青年を配置", "jetroの支援"),
        ("c40", "c40総会", "c400系の車両"),
        ("iwa", "2018年iwa会議", "kiwaの会議"),
        ("iwa", "iwa2018の会議", "iwakiの会議"),
        ("20", "u20の会議", "2018年"),
        ("サイ", "サイの繁殖", "案内サインの設置"),
        ("テロ", "爆弾テロの対策", "ステロイド"),
        ("pm2.5", "pm2.5の測定", "pm2.50"),
    ],
)
def test_a_word_stands_alone(word: str, inside: str, outside: str) -> None:
    assert found(inside, word) == {word}
    assert found(outside, word) == set()


def test_a_word_does_not_count_inside_a_longer_one() -> None:
    inside = {"水道": ["下水道"]}
    assert found("下水道の視察", "水道", inside=inside) == set()
    assert found("下水道と水道の視察", "水道", inside=inside) == {"水道"}


def test_words_of_every_length_are_found_anywhere() -> None:
    assert found("港で大気汚染対策", "港", "大気", "大気汚染", "対策", "海") == {
        "港",
        "大気",
        "大気汚染",
        "対策",
    }
    assert found("", "港") == set()
    assert found("港", "港湾") == set()


@given(
    st.text(alphabet="水道下対策大気汚染研修", max_size=30),
    st.text(alphabet="水道下対策大気汚染研修", min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=200)
def test_finding_agrees_with_searching(text: str, word: str) -> None:
    assert (word in found(text, word)) == (word in text)


def test_rare_wording_weighs_more() -> None:
    texts = ["職員の交流の推進", "文化の交流の推進", "柔道指導者の派遣"]
    shares = RareGrams(texts).shares(pairs("柔道の指導者を派遣"))
    assert max(shares, key=lambda at: shares[at]) == 2
    assert 0 < shares[2] <= 1
    assert RareGrams(texts).shares(pairs("予算の執行")) == {}


def test_the_whole_text_is_shared_in_full() -> None:
    assert RareGrams(["都市の緑化", "水の浄化"]).shares(grams("都市の緑化"))[0] == pytest.approx(1)


def test_hiragana_alone_is_no_wording() -> None:
    assert grams("についての") == set()
    assert "水道" in grams("水道について")


def test_the_common_part_is_the_longest() -> None:
    assert common_part("海外都市等との職員の相互交流", "職員の相互交流支援") == "職員の相互交流"
    assert common_part("水道", "下水") == ""


def test_dice_runs_from_nothing_to_all() -> None:
    assert dice("大気汚染", "大気汚染") == 1
    assert dice("大気汚染", "観光振興") == 0
    assert 0 < dice("大気汚染対策", "大気汚染") < 1
    assert dice("水", "水") == 1
