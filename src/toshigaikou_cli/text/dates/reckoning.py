"""The days that the words of a date mean in a year, and the last day of a length."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.mentions import Precision
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days, part_of_fiscal_year
from toshigaikou_cli.text.dates.words import DateWords

_PARTS = {
    "上旬": (1, 10),
    "初旬": (1, 10),
    "初め": (1, 10),
    "上中旬": (1, 20),
    "中旬": (11, 20),
    "半ば": (11, 20),
    "中下旬": (11, 31),
    "下旬": (21, 31),
}


def end_of_length(start: date, length: int, unit: str) -> date:
    """The last day of a length that begins on ``start``. Raises ValueError beyond the year 9999."""
    if unit in ("日", "週"):
        return start + timedelta(days=length * (7 if unit == "週" else 1) - 1)
    months = length * (12 if unit == "年" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def interval(year: int, words: DateWords) -> tuple[date, date, Precision]:
    """First and last day and precision of the words in a year. Raises ValueError where there is no such day."""
    if words.month is None:
        if words.part:
            first, end = part_of_fiscal_year(year, words.part)
            return first, end, "month"
        if words.fiscal:
            first, end = map(date.fromisoformat, fiscal_year_days(year))
            return first, end, "fiscal_year"
        return date(year, 1, 1), date(year, 12, 31), "year"
    if not 1 <= words.month <= 12:
        raise ValueError(say("there is no month {month}", month=words.month))
    last = calendar.monthrange(year, words.month)[1]
    if words.day is not None:
        if not 1 <= words.day <= last:
            month = f"{year}-{words.month:02}"
            raise ValueError(say_n("{month} has {n} day", "{month} has {n} days", month=month, n=last))
        day = date(year, words.month, words.day)
        return day, day, "day"
    first_day, last_day = _PARTS.get(words.part.replace("・", ""), (1, last))
    return date(year, words.month, first_day), date(year, words.month, min(last_day, last)), "month"
