"""Columns of what a number was first and what it was revised to: 目標値（当初） beside 目標値（改定後）."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.text.keys import match_key

_CHANGE = "改[定訂]|見直し|変更|修正"
_FIRST = expression(rf"当初|(?:{_CHANGE}|補正)前|旧")
_REVISED = expression(rf"(?:{_CHANGE}|補正)後|(?:{_CHANGE})(?!前)|最終予算|予算現額")
_ROLES = frozenset({"base", "target", "forecast", "planned_amount"})


def revised_figures(columns: Sequence[HeaderColumn]) -> dict[int, int]:
    """The places of the columns that say what a number was first, with that of the column of one kind, year and indicator that
    says what it was revised to. 補正予算額 is no such column: it says what was added."""
    firsts: dict[tuple[int, str, str], list[int]] = {}
    revised: dict[tuple[int, str, str], list[int]] = {}
    indicator = 0
    for at, column in enumerate(columns):
        indicator += column.column == "indicator"
        if not column.figure or column.column not in _ROLES:
            continue
        key, of = match_key(column.header), (indicator, column.column, column.year_text)
        if _REVISED.search(key):
            revised.setdefault(of, []).append(at)
        elif _FIRST.search(key):
            firsts.setdefault(of, []).append(at)
    return _pairs(firsts, revised)


def _pairs(
    firsts: Mapping[tuple[int, str, str], list[int]], revised: Mapping[tuple[int, str, str], list[int]]
) -> dict[int, int]:
    return {at[0]: revised[of][0] for of, at in firsts.items() if len(at) == len(revised.get(of, ())) == 1}
