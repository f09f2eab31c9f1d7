"""Years that a heading between tables, or a column, says of the rows: they outrank the year of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.dates.eras import era_label, parse_fiscal_year
from toshigaikou_cli.text.keys import match_key

RELATIVE = {"前": -1, "昨": -1, "本": 0, "当": 0, "今": 0, "次": 1, "翌": 1}
"""Years from that of the document on, by the first character of their name."""
_NUMBER = r"第?[0-9一二三四五六七八九十]{1,2}[章節部.、)]?|\([0-9一二三四五六七八九十ア-ンa-z]{1,2}\)|[①-⑳ア-ンa-z][.、)]?"
_HEADING = expression(
    rf"[^\w※*]*(?:{_NUMBER})?[^\w※*]*(?:(?:参考(?:資料)?|別[表紙]|資料)[0-9]{{0,2}}[^\w※*]*)?"
    rf"((?:(?:{eras.NAMES}|fy|[hr])\.?(?:元|\d{{1,2}})|(?:19|20)\d\d)(?:\([^()]{{1,6}}\))?年度)([^。、※]{{0,20}})"
)
_NO_HEADING = expression(
    r"^[はにもかよを末版比と及~\-/]|年度|から|まで|以降|より|時点|現在|策定|改定|改訂|予算額|単位"
)
_YEAR_COLUMNS = frozenset({"年度", "実施年度", "事業年度", "実績年度", "取組年度", "会計年度"})


def year_of_heading(text: str) -> int | None:
    """The fiscal year of a heading that is of little else (■令和5年度の実績); None for any other line."""
    found = _HEADING.fullmatch(match_key(text))
    if not found or _NO_HEADING.search(found[2]):
        return None
    return parse_fiscal_year(re.sub(r"\([^)]*\)", "", found[1]))


def is_year_column(header: str) -> bool:
    """Whether a header names nothing but the year of its rows."""
    return match_key(header) in _YEAR_COLUMNS


def under_year(years: Mapping[str, int], year: int | None) -> Mapping[str, int]:
    """The years of value columns where a heading or the row says its own ``year``: of a column that names none, and of one
    that counts from it (前年度)."""
    if year is None:
        return years
    return {
        text: year if not text else year + RELATIVE[text[0]] if text[0] in RELATIVE else known
        for text, known in years.items()
    }


def refuse_given(given: int | None, year: int, name: str) -> None:
    """Raise UsageError where the user's year is not the one that a heading over rows says."""
    if given is not None and given != year:
        label = say("FY{year} ({era})", year=year, era=era_label(year))
        raise UsageError(
            say("--year {given} contradicts a heading, which says {years}", given=given, years=label),
            where=name,
            hint=say("leave --year out, or mend the document"),
        )
