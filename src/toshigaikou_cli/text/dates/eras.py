"""Japanese eras and fiscal years.

The days on which eras changed are in the instruments that changed them: 明治 (詔書 of 慶応4年9月8日, back to the
first day of that year), 大正 (詔書 of 1912-07-30), 昭和 (詔書 of 1926-12-25), 平成 (昭和64年政令第1号, from the
next day) and 令和 (平成31年政令第143号, from 2019-05-01). The days of the two changes by 詔書 belong to both eras.
Dates of 明治5年 and before were counted in the old calendar; they are read here as they stand, not converted.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.text.figures import fold_width, number


class Era(NamedTuple):
    """An era with its first and last day (``last`` is None while it goes on), its letter and its one-character sign."""

    name: str
    first: date
    last: date | None
    letter: str
    sign: str

    @property
    def years(self) -> int:
        """How many years the era counts, the broken ones too; 99 while it goes on."""
        return self.last.year - self.first.year + 1 if self.last else 99


ERAS = (
    Era("明治", date(1868, 1, 25), date(1912, 7, 30), "M", "㍾"),
    Era("大正", date(1912, 7, 30), date(1926, 12, 25), "T", "㍽"),
    Era("昭和", date(1926, 12, 25), date(1989, 1, 7), "S", "㍼"),
    Era("平成", date(1989, 1, 8), date(2019, 4, 30), "H", "㍻"),
    Era("令和", date(2019, 5, 1), None, "R", "㋿"),
)
NAMES = "|".join(era.name for era in ERAS)
"""The names as alternatives of an expression."""
SIGNS = "".join(era.sign for era in ERAS)
LETTERS = "".join(era.letter for era in ERAS)
_BY_NAME = {name: era for era in ERAS for name in (era.name, era.letter, era.name[0], era.sign)}

LAST_HEISEI_FISCAL_YEAR = 2018
"""The last fiscal year that closed before 令和: papers of its time count on in 平成 (平成32年度 is FY2020)."""


def find_era(name: str) -> Era:
    """The era of a name (``平成``), a letter (``H``, either case) or a short mark (``平``, ``㍻``).

    Raises ValueError where there is no such era.
    """
    era = _BY_NAME.get(name) or _BY_NAME.get(fold_width(name).upper())
    if era is None:
        raise ValueError(say("{name} is no era from 明治 on", name=name))
    return era


def era_year(name: str, year: int, *, written_in: int | None = None) -> int:
    """The Gregorian year of an era year: ``("平成", 29)`` is 2017.

    ``written_in`` is the fiscal year of the document. One written before 令和 lawfully counts on in 平成
    (平成32年 is 2020); otherwise a year that the era never had raises ValueError.
    """
    era = find_era(name)
    counts_on = era.name == "平成" and written_in is not None and written_in <= LAST_HEISEI_FISCAL_YEAR
    if not 1 <= year <= (99 if counts_on else era.years):
        raise ValueError(
            say_n(
                "{era}{year}年 does not exist: {era} has {n} year",
                "{era}{year}年 does not exist: {era} has {n} years",
                era=era.name,
                year=year,
                n=era.years,
            )
        )
    return era.first.year + year - 1


def in_era(name: str, first: date, last: date) -> bool:
    """Whether any day from ``first`` to ``last`` lies in the era."""
    era = find_era(name)
    return first <= (era.last or date.max) and last >= era.first


def era_of(day: date) -> tuple[str, int]:
    """The era and era year of a day, by the younger era on a day that belongs to two.

    Raises ValueError before 明治.
    """
    for era in reversed(ERAS):
        if day >= era.first:
            return era.name, day.year - era.first.year + 1
    raise ValueError(say("{day} lies before 明治", day=day.isoformat()))


def nearest_era_year(year: int, reference_year: int | None = None) -> int | None:
    """The Gregorian year meant by an era year without its era (``29`` in ``29年度``).

    With a reference year (the document's fiscal year): the nearest year among the eras that had begun by then,
    and an era is not counted past its end, except 平成 in papers written before 令和. Without one: 令和 for 1 to 9,
    平成 for 10 to 31, 昭和 for 32 to 64. None where no era has such a year.
    """
    if reference_year is None:
        name = "令和" if year <= 9 else "平成" if year <= 31 else "昭和"
        return _lawful(name, year, None)
    begun = [era.name for era in ERAS if era.first.year <= reference_year]
    years = [found for name in begun if (found := _lawful(name, year, reference_year)) is not None]
    return min(years, key=lambda found: (abs(found - reference_year), -found), default=None)


def _lawful(name: str, year: int, written_in: int | None) -> int | None:
    try:
        return era_year(name, year, written_in=written_in)
    except ValueError:
        return None


_N = r"元|\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}"
_ERA = rf"{NAMES}|(?<![A-Za-z])[{LETTERS}{LETTERS.lower()}]|[明大昭平令{SIGNS}]"
_YEAR = rf"(?:(?P<era>{_ERA})[ .]?(?P<ey>{_N})|(?P<gy>\d{{4}}(?!\d))|(?P<bare>{_N}))"
_WHOLE = expression(rf"(?:FY ?|fy ?)?{_YEAR} ?(?:年度?)?")
_GLOSSED = expression(rf"{_YEAR} ?\( ?(?P<gloss>[^()]{{1,8}}) ?\) ?(?:年度?)?")
_WITHIN = expression(
    rf"(?<![\d.])(?:(?:FY|fy) ?(?P<fy>\d{{4}})(?!\d)|{_YEAR}(?: ?\( ?[^()]{{1,8}} ?\))? ?年度"
    r"|(?<![A-Za-z])(?P<h>[HRhr])(?P<hy>\d{1,2})(?![\d.]))"
)


def parse_fiscal_year(text: str, reference_year: int | None = None) -> int | None:
    """Read a fiscal year as people and headers write it.

    ``2017``, ``FY2017``, ``H29``, ``平成29``, ``平成29年度``, ``29年度``, ``R5``, ``令和元年度``, ``２０１７年度``,
    ``平成29（2017）年度``; or a text that names just one, as ``実績（29年度）``. ``reference_year`` decides on years
    without an era, see :func:`nearest_era_year`. None where there is no fiscal year, or more than one, or the era
    never had that year.
    """
    plain = fold_width(text).strip(" ()[]【】〔〕\n")
    if found := _WHOLE.fullmatch(plain):
        return _year_of(found, reference_year)
    if found := _GLOSSED.fullmatch(plain):
        year = _year_of(found, reference_year)
        return year if year == parse_fiscal_year(found["gloss"], reference_year) else None
    years = {_year_within(found, reference_year) for found in _WITHIN.finditer(plain)}
    return years.pop() if len(years) == 1 else None


def _year_within(found: re.Match[str], reference_year: int | None) -> int | None:
    if found["fy"]:
        return _gregorian(int(found["fy"]))
    if found["h"]:
        return _lawful(found["h"], int(found["hy"]), reference_year)
    return _year_of(found, reference_year)


def _gregorian(year: int) -> int | None:
    return year if ERAS[0].first.year <= year <= 2199 else None


def _year_of(found: re.Match[str], reference_year: int | None) -> int | None:
    if found["gy"]:
        return _gregorian(int(found["gy"]))
    value = number(found["ey"] or found["bare"])
    if value is None:
        return None
    if found["era"]:
        return _lawful(found["era"], value, reference_year)
    return nearest_era_year(value, reference_year)


def era_label(fiscal_year: int) -> str:
    """The Japanese name of a fiscal year: ``平成29年度``, ``令和元年度`` for 2019."""
    name, year = era_of(date(fiscal_year, 12, 31))
    return f"{name}{'元' if year == 1 else year}年度"
