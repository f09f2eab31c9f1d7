"""Dates, times and durations as Excel shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.readers.xlsx.format_codes import LITERAL, Token, tokens
from toshigaikou_cli.readers.xlsx.numerals import in_digits, in_words
from toshigaikou_cli.text.dates.eras import ERAS, era_of, find_era

_WEEKDAYS = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SYSTEM_DATES = {"mm-dd-yy", "m/d/yy h:mm", "General", ""}
"""Codes that stand for the date format of whoever opens the file; these dates are given in ISO form."""
_SYSTEM_LONG_DATE = "[$-F800]"

_DATE_TOKEN = expression(
    rf"{LITERAL}|(?P<elapsed>\[(?:h+|m+|s+)\])|\[[^\]]*\]|(?P<half>AM/PM|A/P)"
    r"|(?P<code>g+|e+|y+|m+|d+|a{3,4}|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DB_NUM = expression(r"\[DBNum([123])\]", re.IGNORECASE)
_OF_JAPAN = expression(r"\[\$-(?:[0-9a-f]*411|ja)", re.IGNORECASE)


def moment(value: date | datetime | time | timedelta, code: str) -> str:
    """A date, time or duration under the format ``code``; in ISO form where the code leaves the form to the system."""
    parts = tokens(_DATE_TOKEN, code.split(";")[0])
    if any(part.kind == "elapsed" for part in parts):
        return _elapsed_shown(_duration(value), parts)
    if isinstance(value, timedelta):
        return _elapsed(value)
    if code.startswith(_SYSTEM_LONG_DATE) and isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if code in _SYSTEM_DATES:
        return _iso(value)
    return "".join(_shown(part, at, parts, value, code) for at, part in enumerate(parts)).strip()


def has_letters_of_date(code: str) -> bool:
    """Whether a format shows a date by its era or its day of the week alone (``ggge"年"``, ``aaaa``)."""
    parts = tokens(_DATE_TOKEN, code.split(";")[0])
    letters = {part.text[0].lower() for part in parts if part.kind == "code"}
    return bool(letters & {"g", "a"}) and not any(
        part.text in "0#?" for part in parts if part.kind == "other"
    )


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


def _duration(value: date | datetime | time | timedelta) -> timedelta:
    """The time since the workbook's day 0, which Excel counts from the last day of 1899 (as if 1900 had a leap day)."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    first = datetime(1899, 12, 31) if moment < datetime(1900, 3, 1) else datetime(1899, 12, 30)
    return moment - first


def _elapsed_shown(value: timedelta, parts: list[Token]) -> str:
    """A duration in hours, minutes or seconds in all: ``26時間30分``."""
    seconds = round(abs(value.total_seconds()))
    whole = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}
    within = {"h": seconds // 3600 % 24, "m": seconds // 60 % 60, "s": seconds % 60}
    out = ["-" if value.total_seconds() < 0 else ""]
    for part in parts:
        letter = part.text.strip("[]")[:1].lower()
        if part.kind == "elapsed":
            out.append(str(whole[letter]).zfill(len(part.text) - 2))
        elif part.kind == "code" and letter in within:
            out.append(str(within[letter]).zfill(min(len(part.text), 2)))
        elif part.kind not in ("code", "half"):
            out.append(part.text if part.kind else "")
    return "".join(out).strip()


def _shown(token: Token, at: int, parts: list[Token], value: date | datetime | time, code: str) -> str:
    if token.kind == "half":
        after = _clock(value).hour >= 12
        return ("午前", "午後")[after] if _OF_JAPAN.search(code) else ("AM", "PM")[after]
    if token.kind != "code":
        return token.text if token.kind else ""
    letter, width = token.text[0].lower(), len(token.text)
    if letter in "hs" or (letter == "m" and _is_minute(at, parts)):
        return _time_part(letter, width, _clock(value), any(other.kind == "half" for other in parts))
    if isinstance(value, time):
        return ""
    return _in_numerals(_date_part(letter, width, value, code), letter, width, code)


def _in_numerals(text: str, letter: str, width: int, code: str) -> str:
    """The number of a year, month or day in the numerals that the format asks for."""
    form = _DB_NUM.search(code)
    if not form or not text.isascii() or not text.isdigit():
        return text
    spoken = form[1] != "3" and not (letter == "y" and width > 2)
    return in_words(int(text), int(form[1])) if spoken else in_digits(text, int(form[1]))


def _clock(value: date | datetime | time) -> time:
    if isinstance(value, datetime):
        return value.time()
    return value if isinstance(value, time) else time()


def _is_minute(at: int, parts: list[Token]) -> bool:
    """``m`` is a minute right after an hour or right before a second, else a month."""
    before = [token for token in parts[:at] if token.kind in ("code", "elapsed")]
    after = [token for token in parts[at + 1 :] if token.kind == "code"]
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
    marks = re.sub(r"general|\[[^\]]*\]", "", code.lower())
    of_eras = "g" in marks or _OF_JAPAN.search(code)
    if day < ERAS[0].first or not of_eras:
        return f"{day.year:04}" if letter == "e" else ""
    name, year = era_of(day)
    if letter == "g":
        return find_era(name).letter if width == 1 else name[0] if width == 2 else name
    if year == 1 and "gg" in marks:
        return "元"  # as Excel writes the first year after an era's kanji
    return f"{year:02}" if width > 1 else str(year)
