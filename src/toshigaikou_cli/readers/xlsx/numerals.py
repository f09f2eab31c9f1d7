"""Numbers in kanji and full-width digits, as the number formats ``[DBNum1]`` to ``[DBNum3]`` show them."""

from __future__ import annotations

from typing import NamedTuple


class _Numerals(NamedTuple):
    digits: str
    tens: tuple[str, str, str]
    units: tuple[str, ...]


_SETS = {
    1: _Numerals("〇一二三四五六七八九", ("十", "百", "千"), ("", "万", "億", "兆")),
    2: _Numerals("〇壱弐参四伍六七八九", ("拾", "百", "阡"), ("", "萬", "億", "兆")),
    3: _Numerals("０１２３４５６７８９", ("十", "百", "千"), ("", "万", "億", "兆")),
}


def in_digits(text: str, form: int) -> str:
    """``text`` with each ASCII digit in the given form: 1234 as 一二三四 (form 1) or １２３４ (form 3)."""
    return text.translate({ord(str(at)): digit for at, digit in enumerate(_SETS[form].digits)})


def in_words(value: int, form: int) -> str:
    """A whole number from 0 to below 10**16 as it is spoken: 1234 as 一千二百三十四."""
    numerals = _SETS[form]
    if value == 0:
        return numerals.digits[0]
    out = ""
    for unit in reversed(numerals.units):
        group, value = divmod(value, 10 ** (4 * numerals.units.index(unit)))
        out += _group(group, numerals) + unit if group else ""
    return out


def _group(group: int, numerals: _Numerals) -> str:
    """A number below 10,000. Excel writes the 一 of 一千 and 一百, but not that of 十."""
    out = ""
    for place, ten in ((1000, numerals.tens[2]), (100, numerals.tens[1]), (10, numerals.tens[0])):
        digit, group = divmod(group, place)
        if digit:
            out += ("" if digit == 1 and place == 10 else numerals.digits[digit]) + ten
    return out + (numerals.digits[group] if group else "")
