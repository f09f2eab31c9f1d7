"""Numbers that a text compares its own with: those of the year before, or of another fiscal year that it names."""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates.eras import NAMES, parse_fiscal_year

_WINDOW = 40
_FORMER_SIGN = expression("前|昨|平年|例年")
_FORMER = r"(?:前月|一?昨年度?|前々?年度?(?:同[期月])?|[前昨]回)"
_USUAL = "(?:コロナ禍?前|平年|例年)"
_SAYS = r"(?:実績|[はがのにも、,:])"
_DIRECTLY = expression(rf"{_FORMER}(?:{_SAYS}|比|より|と?比べ)?{_SAYS}?[約計延べ+▲△-]*[ ]*$")
_IN_PARENTHESES = expression(
    rf"\(対?(?:{_FORMER}|{_USUAL})(?!から|に続|に引|と同|どおり|通り|並み?|以来|まで)[^()ぁ-ん]*(?:[はがのに][^()ぁ-ん]*)?$"
)
_OF_A_NOUN = r"[はが][^ぁ-ん、。,()]{1,12}"
_WITH_NOUN = expression(rf"{_FORMER}{_OF_A_NOUN}$")
_YEAR = expression(
    rf"((?:{NAMES}|[HR])?(?:元|\d{{1,4}})年度)(?:(?:{_SAYS}){{0,2}}[約計延べ ]*|{_OF_A_NOUN})$"
)
_LETTERED = expression(
    rf"(?<![A-Za-z0-9.~-])([HR]\.?(?:元|\d{{1,2}}))(?:(?:{_SAYS}){{1,2}}[約計延べ ]*|{_OF_A_NOUN})$"
)
"""R5は120名."""

_LONGEST = 80
_SIGN = expression(rf"[前昨]|{_USUAL}|{NAMES}|[HR]\.?[元0-9]|20\d\d")
_MARK = expression(
    rf"(?P<former>{_FORMER}|{_USUAL})|(?P<this>[今本当]年度?|今回)"
    rf"|(?P<named>(?<![A-Za-z0-9.~-])(?:{NAMES}|[HR])\.?(?:元|\d{{1,2}})(?:年度?)?|(?<!\d)20\d\d年度?)"
)
_SET_OFF = expression(
    r"(?:末|実績|実施|開催|時点|値|分)?"
    r"(?: *(?P<own>[)】〕]) *:?| *(?P<colon>:) *| *は| +(?=[約計延べ]*\d)|(?<!\d)(?=[約計延べ]*\d))(?!\d*月)"
)
"""What stands between a year and its numbers: R4：3校, （R4）3校, R4は3校, R4 3校."""
_END = expression(r"[。\n]")
_PREDICATE = expression(r"(?![のとべ])[ぁ-ん]")
_OPENING, _CLOSING = "([【〔", ")]】〕"
_SETS_OFF = frozenset(f"{_OPENING}{_CLOSING}:")


def of_another_year(text: str, at: int, fiscal_year: int | None) -> bool:
    """Whether the number at a place of a text (in plain widths) is one of the year before (``前年度3,987件``, ``（前年度：相談
    3,987件）``), or of a fiscal year that is not ``fiscal_year`` (``平成28年度3名``, ``（H28：3校、5名）``)."""
    before = text[max(0, at - _WINDOW) : at]
    if _FORMER_SIGN.search(before) and any(
        said.search(before) for said in (_DIRECTLY, _WITH_NOUN, _IN_PARENTHESES)
    ):
        return True
    named = _YEAR.search(before) if "年度" in before else None
    year = parse_fiscal_year(named[1], fiscal_year) if named and fiscal_year else None
    if year is not None and year != fiscal_year:
        return True
    lettered = _LETTERED.search(before) if fiscal_year and ("R" in before or "H" in before) else None
    year = parse_fiscal_year(lettered[1], fiscal_year) if lettered and fiscal_year else None
    if year is not None and year not in (fiscal_year, (fiscal_year or 0) + 1):
        return True
    mark = _year_over(text, at)
    return mark is not None and _is_another(mark, fiscal_year)


def _year_over(text: str, at: int) -> re.Match[str] | None:
    """The last year set off from its numbers before a place: in brackets it goes for all behind it in them; elsewhere, with a
    colon or in brackets of its own (（前年度）3校、388人), for numbers and nouns."""
    first = max(0, at - _LONGEST)
    if _SETS_OFF.isdisjoint(text[first:at]) or not _SIGN.search(text, first, at):
        return None
    start = max((each.end() for each in _END.finditer(text, first, at)), default=first)
    inside = _opened(text, start, at)
    marks = (
        (mark, off) for mark in _MARK.finditer(text, start, at) if (off := _SET_OFF.match(text, mark.end()))
    )
    mark, off = max(marks, key=lambda each: each[0].start(), default=(None, None))
    if mark is None or off is None or off.end() > at:
        return None
    if inside is not None:
        return mark if mark.start() >= inside and not off["own"] else None
    between = text[off.end() : at]
    apart = any(letter in between for letter in _OPENING + _CLOSING) or _PREDICATE.search(between)
    alone = off["own"] and text[max(0, mark.start() - 1) : mark.start()] in _OPENING
    return mark if not apart and (off["colon"] or alone) else None


def _is_another(mark: re.Match[str], fiscal_year: int | None) -> bool:
    """Whether a year is not the fiscal one; that of a calendar which has its last months may be."""
    year = parse_fiscal_year(mark["named"], fiscal_year) if mark["named"] and fiscal_year else None
    if year is None or fiscal_year is None:
        return bool(mark["former"])
    return year != fiscal_year and not (mark["named"].endswith("年") and year == fiscal_year + 1)


def _opened(text: str, start: int, at: int) -> int | None:
    """Where the inside of the bracket begins in which a place stands; None where it stands in none."""
    depth = 0
    for place in reversed(range(start, at)):
        depth += (text[place] in _CLOSING) - (text[place] in _OPENING)
        if depth < 0:
            return place + 1
    return None
