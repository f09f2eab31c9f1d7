"""A date as a person gives it to a command: 令和5年8月10日, R5.8.10, 2023/8/10, 2023-08, 令和5年度 …"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import Precision
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.figures import fold_width

_ISO = expression(r"\d{4}(?:-\d\d){0,2}(?:/(?:\d{4}-)?(?:\d\d-)?\d\d)?|FY\d{4}")
_DATE = expression(r"(\d{4})(-\d\d)?(-\d\d)?(?:/((?:\d{4}-)?(?:\d\d-)?\d\d))?")
_PRECISION: tuple[Precision, ...] = ("year", "month", "day")
_MONTH = expression(r"(\d{4})[-/.](\d{1,2})")
_YEAR = expression(r"(\d{4})年?")


def iso_date(text: str) -> str | None:
    """The same date in tgx's notation: ``2023-08-10``, ``2023-08``, ``2023``, ``FY2023``, ``2023-08-10/2023-08-12``; None
    where it is no date, or more than one. What stands in that notation stays as it is, be there such a day or not."""
    plain = fold_width(text.strip()).removesuffix("まで")
    if _ISO.fullmatch(plain):
        return plain
    if year := _YEAR.fullmatch(plain):
        return year[1]
    plain = _MONTH.sub(r"\1年\2月", plain) if _MONTH.fullmatch(plain) else plain
    found = find_dates(plain.replace("-", "/"), None)
    if len(found) != 1 or len(found[0].text) != len(plain):
        return None
    start, end, precision = found[0].start, found[0].end, found[0].precision
    if precision == "fiscal_year":
        return f"FY{start[:4]}"
    length = {"year": 4, "month": 7}.get(precision, 10)
    if start[:length] == end[:length]:
        return start[:length]
    return f"{start[:length]}/{end[:length]}" if length > 4 else None


def days_of(text: str) -> tuple[str, str, Precision] | None:
    """First and last day (ISO) of a date in tgx's notation: 2021-10-03/05, 2021-10, FY2021; None where it is none."""
    if re.fullmatch(r"FY\d{4}", text):
        return *fiscal_year_days(int(text[2:])), "fiscal_year"
    if not (found := _DATE.fullmatch(text)):
        return None
    first = [part for part in found.group(1, 2, 3) if part]
    start = [int(part.strip("-")) for part in first]
    tail = [int(part) for part in (found[4] or "").split("-") if part]
    end = [*start[: len(start) - len(tail)], *tail]
    if len(end) != len(start):
        return None
    start_day, end_day = _day(start, last=False), _day(end, last=True)
    if start_day is None or end_day is None or end_day < start_day:
        return None
    return start_day, end_day, _PRECISION[len(start) - 1]


def _day(parts: Sequence[int], *, last: bool) -> str | None:
    """The first or the last day of a year, month or day; None where there is none such."""
    year, month, day = (*parts, *([12, 31] if last else [1, 1])[len(parts) - 1 :])
    if not (year and 1 <= month <= 12):
        return None
    length = monthrange(year, month)[1]
    if len(parts) < 3:
        day = min(day, length)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= length else None
