"""The values of a workbook's cells as Excel shows them: texts, numbers, percentages, fractions, numerals.

Format codes: ECMA-376 Part 1, 18.8.30 (numFmt) and 18.8.31.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.xlsx.cell_dates import has_letters_of_date, moment
from toshigaikou_cli.readers.xlsx.format_codes import LITERAL, Token, number_section, text_section, tokens
from toshigaikou_cli.readers.xlsx.numerals import in_digits, in_words
from toshigaikou_cli.text.figures import FRACTION_SLASH

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

JAPANESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 57), "[$-411]ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), '[$-411]ggge"年"m"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
}
"""The built-in formats of a Japanese Excel, named by number only (ECMA-376, 18.8.30, ja-jp)."""

_GENERAL = expression(r"General|G/標準", re.IGNORECASE)
_NUMBER_TOKEN = expression(
    rf"{LITERAL}|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[DBNum(?P<numerals>[123])\]|\[[^\]]*\]"
    r"|(?P<general>General)|(?P<exponent>E[+-]0*)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_TEXT_TOKEN = expression(
    rf"{LITERAL}|\[[^\]]*\]|(?P<place>@|General)|(?P<other>.)", re.IGNORECASE | re.DOTALL
)
_FRACTION = expression(r"(?P<whole>[#0?]+\s+)?[#0?]+\s*/\s*(?P<below>[#0?]+|[0-9]+)")
_LARGEST_PLACED = 1e15


def as_shown(value: CellValue, code: str) -> str:
    """The text of a cell's ``value`` under the format ``code``; "" for None.

    A number that fits no condition of its format comes plain; a date without a format of its own in ISO form.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value, code)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code)
    return moment(value, code)


def is_date_code(code: str) -> bool:
    """Whether a format shows a date in a way that openpyxl takes for a number (``ggge"年"``, ``aaaa``)."""
    return has_letters_of_date(_GENERAL.sub("", code))


def general(value: float) -> str:
    """A number as it is typed: ``3.0`` as 3, at most 15 digits, an exponent only from 1e21 on."""
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    rounded = Decimal(f"{value:.15g}")
    if rounded and not -10 <= rounded.adjusted() <= 20:
        return f"{value:.15G}"
    shown = format(rounded, "f")
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"


def _text(value: str, code: str) -> str:
    """A text under its section: ``@"（予定）"`` adds to it, an empty section hides it."""
    section = text_section(code)
    if section is None:
        return value
    parts = tokens(_TEXT_TOKEN, section)
    return "".join(value if part.kind == "place" else part.text for part in parts if part.kind)


# ---------------------------------------------------------------- numbers
def _number(value: float, code: str) -> str:
    if not abs(value) < _LARGEST_PLACED:
        return general(value)
    section, value = number_section(value, _GENERAL.sub("General", code))
    parts = tokens(_NUMBER_TOKEN, section)
    kinds = {part.kind for part in parts}
    if "numerals" in kinds:
        return _in_numerals(value, parts)
    plain = "".join(part.text for part in parts if part.kind in ("digit", "other"))
    if "exponent" in kinds:
        return _scientific(value, parts)
    fraction = _FRACTION.search(plain)
    if fraction:
        return _as_fraction(value, fraction, parts)
    if "@" in plain:
        return general(value)
    if "general" in kinds:
        return "".join(general(value) if kind == "general" else text for kind, text in _visible(parts))
    return _placed(value, _visible(parts))


def _in_numerals(value: float, parts: list[Token]) -> str:
    """A number in kanji or full-width digits: spoken under General, digit by digit under places."""
    form = int(next(part.text for part in parts if part.kind == "numerals"))
    rest = [part for part in parts if part.kind != "numerals"]
    if not any(part.kind == "general" for part in rest):
        return in_digits(_placed(value, _visible(rest)), form)
    whole = isinstance(value, int) or value.is_integer()
    spoken = in_words(int(abs(value)), form) if whole else in_digits(general(abs(value)), form)
    sign = "-" if value < 0 else ""
    return sign + "".join(spoken if part.kind == "general" else part.text for part in rest if part.kind)


def _scientific(value: float, parts: list[Token]) -> str:
    """``1.50E+03``: as many decimals as the format has places after its point, and the exponent's places."""
    at = next(number for number, part in enumerate(parts) if part.kind == "exponent")
    before = "".join(part.text for part in parts[:at] if part.kind in ("digit", "other"))
    mantissa, _, power = f"{value:.{before.partition('.')[2].count('0')}E}".partition("E")
    mark = parts[at].text
    width = mark.count("0") + sum(part.kind == "digit" for part in parts[at + 1 :])
    sign = "-" if int(power) < 0 else "+" if "+" in mark else ""
    return f"{mantissa}E{sign}{str(abs(int(power))).zfill(width)}"


def _as_fraction(value: float, found: re.Match[str], parts: list[Token]) -> str:
    """``1 1⁄2``: with the denominator that the format gives, or the nearest of as many digits as it has places."""
    exact = abs(Fraction(repr(float(value))))
    whole = exact.numerator // exact.denominator if found["whole"] else 0
    below = found["below"]
    if below.isdigit() and int(below):
        bottom = int(below)
        top = round((exact - whole) * bottom)
    else:
        near = (exact - whole).limit_denominator(10 ** min(len(below), 9) - 1)
        top, bottom = near.numerator, near.denominator
    if found["whole"] and top == bottom:
        whole, top = whole + 1, 0
    part = f"{top}{FRACTION_SLASH}{bottom}"
    shown = f"{whole} {part}" if whole and top else part if top else str(whole)
    first, *_, last = [at for at, part in enumerate(parts) if part.kind == "digit" or part == ("other", "/")]
    before, after = parts[:first], parts[last + 1 :]
    around = [
        "".join(part.text for part in side if part.kind and not part.text.isdigit())
        for side in (before, after)
    ]
    return f"{'-' if value < 0 else ''}{around[0]}{shown}{around[1]}".strip()


def _visible(parts: list[Token]) -> list[Token]:
    return [token for token in parts if token.kind]


def _placed(value: float, parts: list[Token]) -> str:
    """The digits of ``value`` in the places that the format gives them."""
    places = [at for at, token in enumerate(parts) if token.kind == "digit"]
    if not places:
        return "".join(token.text for token in parts)
    point = next((at for at, token in enumerate(parts) if token == ("other", ".")), None)
    whole = [at for at in places if point is None or at < point]
    decimals = [at for at in places if point is not None and at > point]
    commas = {at for at, token in enumerate(parts) if token == ("other", ",")}
    scaled = Decimal(repr(value)) * 100 ** sum(token == ("other", "%") for token in parts)
    scaled = scaled.scaleb(-3 * sum(at > places[-1] for at in commas))
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    digits, _, after = format(rounded, "f").partition(".")
    grouped = bool(whole) and any(whole[0] < at < whole[-1] for at in commas)
    out = {at: "" if at in commas else token.text for at, token in enumerate(parts)}
    out.update(_whole(digits, [(at, parts[at].text) for at in whole], grouped))
    out.update(_decimals(after, [(at, parts[at].text) for at in decimals]))
    if point is not None and not any(out[at] for at in decimals):
        out[point] = "" if decimals else "."
    sign = "-" if value < 0 and rounded else ""
    return (sign + "".join(out.values())).strip()


def _whole(digits: str, places: list[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """The digits left of the point by place; the first place takes all that are left over."""
    rest = digits.lstrip("0")
    wanted = len(places) - next((at for at, (_, mark) in enumerate(places) if mark == "0"), len(places))
    rest = rest.rjust(max(wanted, len(rest)), "0")
    out: dict[int, str] = {}
    if grouped:
        lead = places[0][0]
        out = {at: "" for at, _ in places}
        out[lead] = f"{int(rest or 0):,}" if rest else ""
        return out
    for at, _ in reversed(places[1:]):
        rest, out[at] = rest[:-1], rest[-1:]
    if places:
        out[places[0][0]] = rest
    return out


def _decimals(digits: str, places: list[tuple[int, str]]) -> dict[int, str]:
    """The digits right of the point by place; zeros at the end only where the format asks for them."""
    kept = len(digits)
    while kept and digits[kept - 1] == "0" and places[kept - 1][1] != "0":
        kept -= 1
    return {at: digits[number] if number < kept else "" for number, (at, _) in enumerate(places)}
