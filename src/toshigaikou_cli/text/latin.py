"""Names and codes in Latin letters, as people type them: without accents, in British or American spelling, kana by their sound.

Light: reading commands load this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression

_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_APOSTROPHES = expression("(?<=[A-Za-z])['’‘`](?=[A-Za-z])")
_WORD = expression(r"[^\W_]+")
_SPELLINGS = (
    (expression(r"our$"), "or"),
    (expression(r"tre$"), "ter"),
    (expression(r"mme$"), "m"),
    (expression(r"is(?=(?:e|ed|ing|ation|ations)$)"), "iz"),
)
"""British endings, with the American ones: names are compared, never shown, so that other words may share them."""
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
_SOUNDS = dict(
    zip((f"{consonant}{vowel}" for consonant in ("", *"kstnh") for vowel in "aiueo"), _KANA, strict=True)
) | {"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ"}
_ENDS_IN_LETTERS = expression(r"(.*?)(?<![a-z])([a-z]{1,3})(\)?)", re.IGNORECASE)


class LatinWord(NamedTuple):
    """A word of a text, as it is compared, and where it stands."""

    key: str
    start: int
    end: int


def latin_words(text: str) -> list[LatinWord]:
    """The words of a text that are written in Latin letters and digits, with their places."""
    found = []
    for word in _WORD.finditer(_APOSTROPHES.sub("\u02bc", text)):
        key = _plain(word[0])
        if key.isascii() and key.isalnum():
            found.append(LatinWord(_spelled(key), word.start(), word.end()))
    return found


def latin_keys(text: str) -> tuple[str, ...]:
    """The words of a text that is Latin throughout, as they are compared: ``São Paulo`` has ``sao``, ``paulo``; none of any
    other text, and of one without letters."""
    if not any(char.isalpha() for char in text) or not all(map(_is_latin, text)):
        return ()
    return tuple(word.key for word in latin_words(text))


def holds(words: Sequence[str], some: Sequence[str]) -> bool:
    """Whether words follow each other among others."""
    return any(tuple(words[at : at + len(some)]) == tuple(some) for at in range(len(words) - len(some) + 1))


def _is_latin(char: str) -> bool:
    return not char.isalpha() or _plain(char).isascii() or char == "\u02bc"


def _plain(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_OTHER_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char) and char != "\u02bc")


def _spelled(word: str) -> str:
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def in_kana(code: str) -> str:
    """A code whose last part is the sound of a kana, with the kana: ``2-a`` is ``2-ア``, ``2-ki`` is ``2-キ``; any other as
    it is."""
    found = _ENDS_IN_LETTERS.fullmatch(code.strip())
    kana = _SOUNDS.get(found[2].casefold()) if found else None
    return f"{found[1]}{kana}{found[3]}" if found and kana else code
