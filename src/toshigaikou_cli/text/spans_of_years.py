"""Several fiscal years, as the period of a project says them: 令和3～7年度, 昭和60年度～."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import DateMention
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.keys import match_key

_ERA = rf"(?:{eras.NAMES}|fy|[{eras.LETTERS.lower()}])\.?"
_YEAR = rf"(?:{_ERA}(?:元|\d{{1,2}})|(?:19|20)\d\d|(?:元|\d{{1,2}})(?=年))(?:年度?)?"
_TO = r"(?:から|より|以降|以後|[~\-→])"
_END = r"(?:まで|予定|末)*"
_OPEN_END = r"(?:現在|継続|継続中|未定|当面)?"
_SPAN = expression(
    rf"{_YEAR}(?:開始|開設|創設)?{_TO}(?:{_YEAR}{_END}|{_OPEN_END})|{_YEAR}(?:開始|継続中)"
    rf"|{_ERA}(?:元|\d{{1,2}})~\d{{1,2}}|\d{{1,2}}{_TO}{_YEAR}{_END}|{_TO}{_YEAR}{_END}|{_YEAR}まで"
)
_OPEN = expression(rf"{_TO}{_OPEN_END}$")
_YEARS_ALONE = ("year", "fiscal_year")
_LONG = timedelta(days=366)


def spans_years(text: str) -> bool:
    """Whether a text is nothing but several years, or the first or the last of them: 令和3～7年度, 昭和60年度～."""
    return bool(_SPAN.fullmatch(match_key(text)))


def is_of_project(text: str, dates: Sequence[DateMention], fiscal_year: int) -> bool:
    """Whether the ``dates`` of a cell are those of the time for which a project runs, and not of what was done in a fiscal year:
    another year, or a time that begins before it and is open, or long and goes beyond it."""
    if spans_years(text):
        return True
    first, last = fiscal_year_days(fiscal_year)
    if len(dates) != 1:
        return False
    (only,) = dates
    if only.precision in _YEARS_ALONE:
        return only.end < first or only.start > last or _days(only) > _LONG
    begun = only.start < first
    return begun and (bool(_OPEN.search(match_key(text))) or _days(only) > _LONG)


def _days(period: DateMention) -> timedelta:
    return date.fromisoformat(period.end) - date.fromisoformat(period.start)
