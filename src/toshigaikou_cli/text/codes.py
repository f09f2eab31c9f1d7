"""Codes of goals, areas and measures (35, 1-1-(1), Ⅰ-2-③, 施策1): kept, compared, taken apart.

Light: reading commands load this.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.figures import kanji_number

KANJI = "〇一二三四五六七八九十"
_CIRCLED_RANGES = ((0x2460, 1, 20), (0x3251, 21, 15), (0x32B1, 36, 15), (0x2776, 1, 10), (0x2780, 1, 10),
                   (0x278A, 1, 10), (0x24EB, 11, 10), (0x24F5, 1, 10))  # fmt: skip
_CIRCLED = {chr(first + at): value + at for first, value, count in _CIRCLED_RANGES for at in range(count)}
IN_CIRCLES = "".join(_CIRCLED)
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_ROMAN_VALUES = (
    "",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_DASHES = expression("[−‐‑‒–—―─﹣⁃]")
_LONG_VOWEL = expression(r"(?<![ァ-ヺ]{2})ー(?![ァ-ヺ])")
"""ー that stands where a dash is meant: not inside a word of katakana."""
_PREFIX = expression(rf"^(?:施策|第(?=[0-9(]))*(?:番号|コード)?(?:no|№|#|nr)?[.:]?(?=[(0-9a-zア-ン{KANJI}])")
_SPACE = expression(r"(?<![0-9])\s+|\s+(?![0-9])")
"""Space that means nothing: not that between 3 and 8."""
_EDGES = ".:、,。．"
_KANJI_RUN = expression(rf"(?<![^0-9()\-.第])[{KANJI}]+(?![^0-9()\-.])")
_NUMBER = expression(r"[0-9]+")
_PART = expression(r"\(([^()]*)\)|([0-9]+)|([a-z]+)|([ァ-ヺ])|([^\s().\-0-9a-zァ-ヺ]+)")


def code_text(text: str) -> str:
    """A code as it is kept: as written, but for widths, kinds of dashes, spaces, ``No.`` before and a mark after it."""
    kept = "".join(
        char if char in _CIRCLED or char in ROMAN else unicodedata.normalize("NFKC", char) for char in text
    )
    kept = _LONG_VOWEL.sub("-", _DASHES.sub("-", _SPACE.sub("", kept.strip())))
    kept = re.sub(r"^(?:no|№|#)[.:]?(?=\S)", "", kept, flags=re.IGNORECASE)
    return re.sub(r"(?<=[^.(])[.:、]+$|(?<=^\d)\)$|(?<=^\d\d)\)$", "", kept)


@lru_cache(maxsize=4096)
def code_key(text: str) -> str:
    """The form in which codes are compared, never shown: ``１－１－（１）`` and ``1ー1-⑴`` are ``1-1-(1)``.

    Widths, spaces, kinds of dashes, case, ``No.`` and ``施策`` before it, zeros before a number and a mark after it mean
    nothing. A circled number is one in brackets, kanji numerals are digits, Roman ones Latin letters. 1-1-1 and 1-1-(1)
    stay two codes: :class:`KnownCodes` knows which of them is meant where only one is.
    """
    key = "".join(f"({_CIRCLED[char]})" if char in _CIRCLED else char for char in text)
    key = _DASHES.sub("-", _SPACE.sub("", unicodedata.normalize("NFKC", key).strip())).casefold()
    key = _LONG_VOWEL.sub("-", key)
    key = _KANJI_RUN.sub(_in_digits, _KANJI_RUN.sub(_in_digits, _bare(key)))
    key = _NUMBER.sub(lambda digits: digits[0].lstrip("0") or "0", _bare(key))
    return re.sub(r"\(+([^()]*)\)+", r"(\1)", key) or "".join(text.split())


def _bare(key: str) -> str:
    """The key without what stands before and after the code."""
    key = _PREFIX.sub("", key).strip(_EDGES) if _PREFIX.match(key) else key.strip(_EDGES)
    return key[:-1] if key.endswith(")") and key.count(")") > key.count("(") else key


def without_kanji(text: str) -> str:
    """A code with the numbers that stand in kanji as digits."""
    return _KANJI_RUN.sub(_in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    value = kanji_number(found[0])
    return found[0] if value is None else str(value)


def code_parts(code: str) -> tuple[str, ...]:
    """The parts of a code, without brackets and dashes: ``Ⅰ-2-③`` has ``i``, ``2``, ``3``."""
    found = _PART.findall(code_key(code))
    return tuple(part for groups in found for part in groups if part and part != "の")


def part_value(part: str) -> str:
    """A part of a code as a number where it is one in any script: ``ⅳ``, ``iv``, ``四``, ``④`` are ``4``."""
    key = code_key(part).strip("()")
    return str(_ROMAN_VALUES.index(key)) if key in _ROMAN_VALUES[1:] else key


def loose_key(code: str) -> str:
    """What is left of a code where scripts, brackets, separators and words before its first number mean nothing."""
    parts = [part_value(part) for part in code_parts(code)]
    numbers = [at for at, part in enumerate(parts) if part.isdecimal()]
    if numbers and any(len(part) > 1 and not part.isascii() for part in parts[: numbers[0]]):
        parts = parts[numbers[0] :]
    return "-".join(parts)


_CALLED = {
    "goal": expression(r"(?:基本|重点)?(?:目的|目標|方針|goal)(?:no\.?)?(?=[^a-z]|[ivx]+$)"),
    "area": expression(r"(?:(?:取組の)?方向性?|取組|分野|area|(?:基本|重点)?(?:目的|目標))(?=[^a-z])"),
}
"""What people write before the code of a goal or an area."""


def uncalled(kind: str, name: str) -> str:
    """The code of a ``goal`` or an ``area`` without what people write before it: 目的2, goal 2 and area 2-ア are 2 and 2-ア.

    A name that has none of that stays as it is.
    """
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    start = _CALLED[kind].match(plain) if kind in _CALLED else None
    return plain[start.end() :].strip() if start else name
