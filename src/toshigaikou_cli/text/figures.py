"""Numbers as Japanese documents write them: full-width digits, thousands separators and 漢数字."""

from __future__ import annotations

import re
from functools import lru_cache

from toshigaikou_cli.expressions import expression

FRACTION_SLASH = "\u2044"
"""Parts a fraction (1⁄8) in what a reader gives of a cell whose number is shown as one: 1/8 may be a day. Searched as /."""
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
SCALES = _TENS | _MYRIADS | {"十万": 10**5, "百万": 10**6, "千万": 10**7}
"""What may stand between digits and their unit, with what it multiplies them by."""
SCALE = "千万|百万|十万|[十百千万億兆]"
_PART = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,12})(?![\d,.])"
_PARTS = expression(rf"({_PART})({SCALE})?")
_MIXED = expression(rf"(?<![\d,.]){_PART}(?:{SCALE})(?:{_PART}(?:{SCALE}))*{_PART}(?:{SCALE})?")

_FOLD = (
    {0xFF01 + i: 0x21 + i for i in range(94)}
    | dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-")
    | dict.fromkeys(map(ord, "〜∼～"), "~")
    | dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t"), " ")
)

_WIDE = expression(f"[！-～{''.join(map(chr, range(0x2010, 0x2016)))}−─〜∼\u3000\u00a0\u2002\u2003\u2009\t]")
"""What is folded: a look for it is a tenth of what ``translate`` takes."""


@lru_cache(maxsize=8)  # dates and quantities fold the same text one after the other
def fold_width(text: str) -> str:
    """The text with ASCII digits, letters, signs, dashes and spaces in place of their other widths.

    Every character stays one character, so that places in the folded text are places in ``text``.
    """
    return text.translate(_FOLD) if _WIDE.search(text) else text


_DIGIT_BUT_ONE = expression(r"[02-9]")


def with_any_digits(text: str) -> str:
    """The text with 1 in the place of each ASCII digit: what asks only where numbers stand finds the same in both."""
    return _DIGIT_BUT_ONE.sub("1", text)


def solid(text: str) -> str:
    """The text in plain widths without any space."""
    return "".join(fold_width(text).split())


def kanji_number(text: str) -> int | None:
    """The value of ``二十九``, ``二〇一七`` or ``一万二千``; None where the characters make no number."""
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif char in _MYRIADS:
            total += (section + (digit or 0)) * _MYRIADS[char]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def number(text: str) -> int | None:
    """The value of a whole number in ASCII digits (``1,200``) or 漢数字; 元 counts as 1."""
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdecimal():
        return int(plain) if len(plain) <= 18 else None
    return kanji_number(plain)


def mixed_number(text: str) -> int | None:
    """The value of ``2億3,500万`` and ``1万2千``; None where the parts do not go down: each fits under the scale before it."""
    total, last = 0, 10**16
    for digits, scale in _PARTS.findall(text):
        part = int(digits.replace(",", "")) * SCALES.get(scale, 1)
        if part >= last:
            return None
        total, last = total + part, SCALES.get(scale, 1)
    return total


def in_digits(text: str) -> str:
    """The text (in plain widths) with digits in the place of numbers that mix them with several scales: ``2億3500万円`` is
    ``235000000円``. What has one scale (``3千部``), and what is no number, stays."""

    def digits(found: re.Match[str]) -> str:
        value = mixed_number(found[0])
        return found[0] if value is None else str(value)

    return _MIXED.sub(digits, text)
