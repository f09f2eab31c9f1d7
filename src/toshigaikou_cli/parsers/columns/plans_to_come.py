"""Columns of what comes next (今後の予定) beside results: their plans are of the year after, not of that of the results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.text.dates.header_years import parse_year_of_month
from toshigaikou_cli.text.keys import match_key

_TO_COME = expression("今後|これから|[次翌来]年度?")
NEXT_YEAR = "次年度"


def is_to_come(header: str) -> bool:
    """Whether a header says that its cells are of what comes next."""
    return bool(_TO_COME.search(match_key(header)))


def with_plans_to_come(found: Sequence[HeaderColumn]) -> tuple[HeaderColumn, ...]:
    """The columns, where a plan of what comes next that stands beside results and says no year is of the year after the newest of
    these; beside a plan of that year it is of none that can be told, and no column of values."""
    places = [
        at
        for at, each in enumerate(found)
        if each.kind == "plan" and not each.year_text and is_to_come(each.header)
    ]
    results = [each.year_text for each in found if each.kind == "result"]
    if not places or not results:
        return tuple(found)
    newest = max((year for text in results if (year := parse_year_of_month(text))), default=None)
    after = f"{newest + 1}年度" if newest else NEXT_YEAR
    of_plans = {each.year_text for each in found if each.kind == "plan"} - {""}
    told = any(text == after or (newest and parse_year_of_month(text) == newest + 1) for text in of_plans)
    made = list(found)
    for at in places:
        told_next = told or at != places[0]
        made[at] = HeaderColumn("", found[at].header) if told_next else replace(found[at], year_text=after)
    return tuple(made)
