"""The fiscal year that a header names by a month or a day: 令和6年3月末 is in that of 2023."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.dates.fiscal import earliest_fiscal_year
from toshigaikou_cli.text.figures import fold_width

_ERA = rf"{eras.NAMES}|[{eras.LETTERS}{eras.LETTERS.lower()}明大昭平令{eras.SIGNS}]"
MONTH = r"(?:1[0-2]|0?[1-9])"
_OF_MONTH = expression(
    rf"(?P<year>(?:{_ERA}) ?(?:元|\d{{1,2}})|(?:19|20)\d\d)(?P<both> ?\([^()]{{1,8}}\)(?= ?年))?"
    rf"(?: ?年 ?(?:[1-3]月?[~\-])?(?P<month>{MONTH})月(?:\d{{1,2}}日)?|[./](?P<figures>{MONTH})(?:[./]\d{{1,2}}|月)?)末?"
)


def parse_year_of_month(text: str, reference_year: int | None = None) -> int | None:
    """Read a fiscal year, or that of a month or a day as headers write them: ``令和6年3月末`` and ``R6.3.31`` are of FY2023."""
    found = _OF_MONTH.fullmatch(fold_width(text).strip(" ()"))
    said = f"{found['year']}{found['both'] or ''}年" if found else text
    year = parse_fiscal_year(said, reference_year)
    if not found or year is None:
        return year
    return earliest_fiscal_year(year, int(found["month"] or found["figures"]), calendar=False)
