"""The values of a workbook's cells as Excel shows them: numbers, percentages, dates and Japanese eras.

Format codes: ECMA-376 Part 1, 18.8.30 (numFmt) and 18.8.31. Eras: their first days by law and cabinet order.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from toshigaikou_cli.text.dates.eras import ERAS, era_of, find_era

Value = str | int | float | bool | date | datetime | time | timedelta | None

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

_WEEKDAYS = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SYSTEM_DATES = {"mm-dd-yy", "m/d/yy h:mm", "General", ""}
"""Codes that stand for the date format of whoever opens the file; these dates are given in ISO form."""
_SYSTEM_LONG_DATE = "[$-F800]"

_GENERAL = re.compile(r"General|G/標準", re.IGNORECASE)
_LITERAL = r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.'
_DATE_TOKEN = re.compile(
    rf"{_LITERAL}|(?P<elapsed>\[(?:h+|m+|s+)\])|\[[^\]]*\]|(?P<half>AM/PM|A/P)"
    r"|(?P<code>g+|e+|y+|m+|d+|a{3,4}|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_TOKEN = re.compile(
    rf"{_LITERAL}|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<condition>\[[<>=][^\]]*\])|\[[^\]]*\]"
    r"|(?P<general>General)|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:^|(?<=;))(?:[^;"\\]|"[^"]*"|\\.)*')
_LARGEST_PLACED = 1e15


class _Token(NamedTuple):
    kind: str
    text: str


def as_shown(value: Value, code: str) -> str:
    """The text of a cell's ``value`` under the format ``code``; "" for None.

    A format of a kind that is not known here (fractions, conditions) gives the plain number; a date without a
    format of its own comes in ISO form.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code)
    return _moment(value, code)


def is_date_code(code: str) -> bool:
    """Whether a format shows a date by its era alone (``ggge"年"``), which openpyxl takes for a number."""
    tokens = _tokens(_DATE_TOKEN, _GENERAL.sub("", code.split(";")[0]))
    letters = {token.text[0].lower() for token in tokens if token.kind == "code"}
    return "g" in letters and not any(token.text in "0#?" for token in tokens if token.kind == "other")


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


def _tokens(pattern: re.Pattern[str], code: str) -> list[_Token]:
    return [_Token(found.lastgroup or "", found[found.lastgroup or 0]) for found in pattern.finditer(code)]


# ---------------------------------------------------------------- numbers


def _number(value: float, code: str) -> str:
    if not abs(value) < _LARGEST_PLACED:
        return general(value)
    sections = _sections(_GENERAL.sub("General", code))
    section = sections[0]
    if len(sections) > 1 and value < 0:
        section, value = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    tokens = _tokens(_NUMBER_TOKEN, section)
    kinds = {token.kind for token in tokens}
    plain = "".join(token.text for token in tokens if token.kind == "other")
    if kinds & {"condition", "exponent"} or ("digit" in kinds and "/" in plain) or "@" in plain:
        return general(value)
    if "general" in kinds:
        return "".join(general(value) if kind == "general" else text for kind, text in _visible(tokens))
    return _placed(value, _visible(tokens))


def _sections(code: str) -> list[str]:
    """The parts of a format between its semicolons: for positive numbers, negative ones, zero, and text."""
    sections = [found[0] for found in _SECTION.finditer(code)]
    return sections if code else ["General"]


def _visible(tokens: list[_Token]) -> list[_Token]:
    return [token for token in tokens if token.kind]


def _placed(value: float, tokens: list[_Token]) -> str:
    """The digits of ``value`` in the places that the format gives them."""
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(token.text for token in tokens)
    point = next((at for at, token in enumerate(tokens) if token == ("other", ".")), None)
    whole = [at for at in places if point is None or at < point]
    parts = [at for at in places if point is not None and at > point]
    commas = {at for at, token in enumerate(tokens) if token == ("other", ",")}
    scaled = Decimal(repr(value)) * 100 ** sum(token == ("other", "%") for token in tokens)
    scaled = scaled.scaleb(-3 * sum(at > places[-1] for at in commas))
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(parts)), rounding=ROUND_HALF_UP)
    digits, _, decimals = format(rounded, "f").partition(".")
    grouped = bool(whole) and any(whole[0] < at < whole[-1] for at in commas)
    out = {at: "" if at in commas else token.text for at, token in enumerate(tokens)}
    out.update(_whole(digits, [(at, tokens[at].text) for at in whole], grouped))
    out.update(_decimals(decimals, [(at, tokens[at].text) for at in parts]))
    if point is not None and not any(out[at] for at in parts):
        out[point] = "" if parts else "."
    sign = "-" if value < 0 and rounded else ""
    return (sign + "".join(out.values())).strip()


def _whole(digits: str, places: list[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """The digits left of the point by place; the first place takes all that are left over."""
    rest = digits.lstrip("0")
    wanted = sum(mark == "0" for _, mark in places)
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


# ---------------------------------------------------------------- dates and times


def _moment(value: date | datetime | time | timedelta, code: str) -> str:
    if isinstance(value, timedelta):
        return _elapsed(value)
    if code.startswith(_SYSTEM_LONG_DATE) and isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if code in _SYSTEM_DATES:
        return _iso(value)
    tokens = _tokens(_DATE_TOKEN, code.split(";")[0])
    return "".join(_shown(token, at, tokens, value, code) for at, token in enumerate(tokens)).strip()


def _iso(value: date | datetime | time) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ", "minutes" if not value.second else "seconds")
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _elapsed(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _shown(token: _Token, at: int, tokens: list[_Token], value: date | datetime | time, code: str) -> str:
    if token.kind == "elapsed":
        return str(_clock(value).hour)
    if token.kind == "half":
        return "AM" if _clock(value).hour < 12 else "PM"
    if token.kind != "code":
        return token.text if token.kind else ""
    letter, width = token.text[0].lower(), len(token.text)
    if letter in "hs" or (letter == "m" and _is_minute(at, tokens)):
        return _time_part(letter, width, _clock(value), any(other.kind == "half" for other in tokens))
    if isinstance(value, time):
        return ""
    return _date_part(letter, width, value, code)


def _clock(value: date | datetime | time) -> time:
    if isinstance(value, datetime):
        return value.time()
    return value if isinstance(value, time) else time()


def _is_minute(at: int, tokens: list[_Token]) -> bool:
    """``m`` is a minute right after an hour or right before a second, else a month."""
    before = [token for token in tokens[:at] if token.kind in ("code", "elapsed")]
    after = [token for token in tokens[at + 1 :] if token.kind == "code"]
    return bool(before and "h" in before[-1].text.lower()) or bool(after and after[0].text[0] in "sS")


def _time_part(letter: str, width: int, clock: time, twelve: bool) -> str:
    hour = (clock.hour - 1) % 12 + 1 if twelve else clock.hour
    number = {"h": hour, "m": clock.minute, "s": clock.second}[letter]
    return f"{number:02}" if width > 1 else str(number)


def _date_part(letter: str, width: int, value: date, code: str) -> str:
    if letter == "y":
        return f"{value.year % 100:02}" if width < 3 else f"{value.year:04}"
    if letter in "ge":
        return _era_part(letter, width, value, code)
    if letter == "a":
        return _WEEKDAYS[value.weekday()] + ("曜日" if width > 3 else "")
    number, names = (value.month, _ENGLISH_MONTHS) if letter == "m" else (value.day, _ENGLISH_DAYS)
    name = names[value.month - 1 if letter == "m" else value.weekday()]
    if width < 3:
        return f"{number:02}" if width == 2 else str(number)
    return name[:3] if width == 3 else name[:1] if width == 5 else name


def _era_part(letter: str, width: int, value: date, code: str) -> str:
    day = value.date() if isinstance(value, datetime) else value
    marks = code.lower()
    of_eras = re.search(r"g|\[\$-(?:[0-9a-f]*411|ja)", marks)
    if day < ERAS[0].first or not of_eras:
        return f"{day.year:04}" if letter == "e" else ""
    name, year = era_of(day)
    if letter == "g":
        return find_era(name).letter if width == 1 else name[0] if width == 2 else name
    if year == 1 and "gg" in marks:
        return "元"  # as Excel writes the first year after an era's kanji
    return f"{year:02}" if width > 1 else str(year)
