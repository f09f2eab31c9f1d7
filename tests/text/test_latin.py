"""Names and codes in Latin letters, as people type them."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.latin import holds, in_kana, latin_keys, latin_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Paulo", "sao paulo"),
        ("Tokyo’s", "tokyos"),
        ("Łódź", "lodz"),
        ("Bureau of Port and Harbour", "bureau of port and harbor"),
        ("Labour Centre Programme Organisation", "labor center program organization"),
        ("Ｂｕｒｅａｕ", "bureau"),
        ("byouin-keiei", "byouin keiei"),
    ],
)
def test_what_is_the_same_name(one: str, other: str) -> None:
    assert latin_keys(one) == latin_keys(other) != ()


@pytest.mark.parametrize("text", ["環境局", "DKIジャカルタ", "2017", "", "—"])
def test_what_is_no_latin_name(text: str) -> None:
    assert latin_keys(text) == ()


def test_words_are_whole_and_know_their_places() -> None:
    name = "Bureau of Citizens, Culture and Sports (東京) São"
    assert [name[word.start : word.end] for word in latin_words(name)] == [
        "Bureau", "of", "Citizens", "Culture", "and", "Sports", "São",
    ]  # fmt: skip
    assert holds(latin_keys("Bureau of Port and Harbor"), ("port", "and"))
    assert not holds(latin_keys("Office of Hospital Management"), ("man",))
    assert not holds(("port",), ("port", "and"))


def test_kana_by_their_sound() -> None:
    assert [in_kana(code) for code in ("2-a", "2-KI", "Ⅱ-(shi)", "i", "2014:3-ku")] == [
        "2-ア", "2-キ", "Ⅱ-(シ)", "イ", "2014:3-ク",
    ]  # fmt: skip
    assert [in_kana(code) for code in ("2-ア", "2-q", "Berlin", "2.1", "")] == [
        "2-ア",
        "2-q",
        "Berlin",
        "2.1",
        "",
    ]
