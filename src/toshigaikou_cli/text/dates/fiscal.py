"""The fiscal year: from 1 April to 31 March, named by the year in which it begins."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from toshigaikou_cli.messages import Message, say, say_as

FIRST_DAY = "04-01"
LAST_DAY = "03-31"
MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


class _FiscalEra:
    """The Japanese name of a fiscal year, worked out where it is written."""

    def __init__(self, fiscal_year: int) -> None:
        self._year = fiscal_year

    def __format__(self, _: str) -> str:
        from toshigaikou_cli.text.dates.eras import era_label

        return era_label(self._year)


def fiscal_year_name(fiscal_year: int) -> Message:
    """For people: FY2017, 平成29年度（2017年度）."""
    return say("FY{year}", year=fiscal_year, era=_FiscalEra(fiscal_year))


def fiscal_year_heading(fiscal_year: int | str) -> Message:
    """As short as it can be, over a column and in lists: FY2017, 2017年度."""
    return say_as("heading", "FY{year}", year=fiscal_year)


def fiscal_year_days(fiscal_year: int) -> tuple[str, str]:
    """The first and the last day (ISO): 2017 gives 2017-04-01 and 2018-03-31."""
    return f"{fiscal_year:04d}-{FIRST_DAY}", f"{fiscal_year + 1:04d}-{LAST_DAY}"


def part_of_fiscal_year(fiscal_year: int, part: str) -> tuple[date, date]:
    """The first and the last day of a quarter (Q1 to Q4) or a half (H1, H2) of a fiscal year."""
    length = 3 if part.startswith("Q") else 6
    end = length * int(part[1:])
    first, last = MONTHS[end - length], MONTHS[end - 1]
    begins = date(calendar_year(fiscal_year, first), first, 1)
    after = calendar_year(fiscal_year, last)
    return begins, date(after, last, monthrange(after, last)[1])


def fiscal_year_of(day: date | str) -> int:
    """The fiscal year of a day or a month (a date, or ISO text): 2018-03-31 and 2018-03 lie in 2017."""
    year, month = (day.year, day.month) if isinstance(day, date) else (int(day[:4]), int(day[5:7]))
    return earliest_fiscal_year(year, month, calendar=False)


def earliest_fiscal_year(year: int, month: int | None, *, calendar: bool) -> int:
    """The first fiscal year in which what a year names may lie: that of its ``month``; of a ``calendar`` year as a whole, which
    begins within it, the one before; else the year is a fiscal one."""
    if month:
        return year if month >= MONTHS[0] else year - 1
    return year - calendar


def first_day(written: str | None) -> str | None:
    """The first day (ISO) of a day or a month: 2014-12 gives 2014-12-01."""
    return f"{written}-01" if written and len(written) == len("2014-12") else written


def calendar_year(fiscal_year: int, month: int) -> int:
    """The year in which a month of a fiscal year lies."""
    return fiscal_year if month >= MONTHS[0] else fiscal_year + 1


def months_of(fiscal_year: int) -> tuple[str, ...]:
    """The months of a fiscal year in order: 2017-04 to 2018-03."""
    return tuple(f"{calendar_year(fiscal_year, month):04d}-{month:02d}" for month in MONTHS)
