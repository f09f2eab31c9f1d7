"""The words that say what the one value of a row is (当初値, 中間目標, 令和4年度実績値)."""

from __future__ import annotations

from toshigaikou_cli.parsers.columns.header_names import without_year
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_current, series_in
from toshigaikou_cli.vocabulary.columns import Columns

_HEADERS = {"base": "基準値", "target": "目標値", "actual": "実績値", "forecast": "見込値", "rate": "達成率"}
"""What a column of values of each kind is called, where its rows say a word that may be of a text, too (実績)."""
_OF_TEXTS = ("actual", "rate")
"""The kinds whose names that may be of a text (成果, 結果) say no kind in a cell."""


def kind_in(text: str, columns: Columns) -> str:
    """The kind that a cell says of its row's number, with or without a year: ``base``, ``target``, ``actual``, ``forecast``,
    ``rate``; "" for none."""
    bare = without_year(match_key(text))[0]
    said = series_in(text) or series_in(bare)
    return said or next((role for role in _HEADERS if bare and bare in _names(role, columns)), "")


def header_of_kind(text: str, columns: Columns) -> str:
    """What the column of a cell's kind is called in a table with a column for each kind."""
    role, bare = kind_in(text, columns), without_year(match_key(text))[0]
    declared = columns.figures.get(role)
    return bare if declared is not None and bare in declared.keys - declared.weak else _HEADERS[role]


def is_of_today(text: str) -> bool:
    """Whether a cell says that its row's number is of today (現状値): that is no base beside another."""
    return is_current(without_year(match_key(text))[0])


def _names(role: str, columns: Columns) -> frozenset[str]:
    declared = columns.figures.get(role)
    if declared is None:
        return frozenset()
    return declared.keys - declared.weak if role in _OF_TEXTS else declared.keys
