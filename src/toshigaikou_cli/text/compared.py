"""Numbers that a text compares its own with: those of the year before, or of another fiscal year that it names."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates.eras import NAMES, parse_fiscal_year

_WINDOW = 40
_FORMER = r"(?:一?昨年度?|前々?年度?(?:同[期月])?|[前昨]回)"
_SAYS = r"(?:実績|[はがのにも、,:])"
_DIRECTLY = expression(rf"{_FORMER}(?:{_SAYS}|比|より|と?比べ)?{_SAYS}?[約計延べ ]*$")
_IN_PARENTHESES = expression(
    rf"\({_FORMER}(?!から|に続|に引|と同|並み?|以来|まで)[^()ぁ-ん]*(?:[はがのに][^()ぁ-ん]*)?$"
)
_OF_A_NOUN = r"[はが][^ぁ-ん、。,()]{1,12}"
_WITH_NOUN = expression(rf"{_FORMER}{_OF_A_NOUN}$")
_YEAR = expression(
    rf"((?:{NAMES}|[HR])?(?:元|\d{{1,4}})年度)(?:(?:{_SAYS}){{0,2}}[約計延べ ]*|{_OF_A_NOUN})$"
)


def of_another_year(text: str, at: int, fiscal_year: int | None) -> bool:
    """Whether the number at a place of a text (in plain widths) is one of the year before (``前年度3,987件``, ``（前年度：相談
    3,987件）``), or of a fiscal year that is not ``fiscal_year`` (``平成28年度3名``)."""
    before = text[max(0, at - _WINDOW) : at]
    former = "前" in before or "昨" in before
    if former and any(said.search(before) for said in (_DIRECTLY, _WITH_NOUN, _IN_PARENTHESES)):
        return True
    named = _YEAR.search(before) if "年度" in before else None
    year = parse_fiscal_year(named[1], fiscal_year) if named and fiscal_year else None
    return year is not None and year != fiscal_year
