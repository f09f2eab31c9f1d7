"""Columns of what a number was first and what it was revised to: 目標値（当初） beside 目標値（改定後）, or
目標値 beside 変更後目標値."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.text.keys import match_key

_CHANGE = "改[定訂]|見直し|変更|修正"
_FIRST = expression(rf"当初|(?:{_CHANGE}|補正)前|旧")
_REVISED = expression(rf"(?:{_CHANGE}|補正)後|(?:{_CHANGE})(?!前)|最終予算|予算現額")
_BESIDE_NAME = expression(r"[^\w]|[の値額]")
_ROLES = frozenset({"base", "target", "forecast", "planned_amount"})


class _OfOneValue(NamedTuple):
    """The columns of one kind, year and indicator, by their places: those of what a number was first, those of what it was
    revised to, and those that say neither, each with its name without such a word."""

    first: dict[int, str]
    revised: dict[int, str]
    plain: dict[int, str]

    def pair(self) -> tuple[int, int] | None:
        """The one of what a number was first, with the one of what it was revised to: where no column says the one or the
        other, it is the one of the same name that says neither."""
        if self.first and self.revised:
            pair = [*self.first], [*self.revised]
        elif self.revised:
            pair = _of_name(self.plain, self.revised), [*self.revised]
        else:
            pair = [*self.first], _of_name(self.plain, self.first)
        return (pair[0][0], pair[1][0]) if len(pair[0]) == len(pair[1]) == 1 else None


def revised_figures(columns: Sequence[HeaderColumn]) -> dict[int, int]:
    """The places of the columns that say what a number was first, with that of the column of one kind, year and indicator that
    says what it was revised to. 補正予算額 is no such column: it says what was added."""
    found: defaultdict[tuple[int, str, str], _OfOneValue] = defaultdict(lambda: _OfOneValue({}, {}, {}))
    indicator = 0
    for at, column in enumerate(columns):
        indicator += column.column == "indicator"
        if not column.figure or column.column not in _ROLES:
            continue
        key, of = match_key(column.header), found[indicator, column.column, column.year_text]
        word = _REVISED if _REVISED.search(key) else _FIRST
        to = of.revised if word is _REVISED else of.first if _FIRST.search(key) else of.plain
        to[at] = _BESIDE_NAME.sub("", word.sub("", key))
    return dict(pair for of in found.values() if (pair := of.pair()))


def _of_name(plain: dict[int, str], said: dict[int, str]) -> list[int]:
    return [at for at, name in plain.items() if name in said.values()]
