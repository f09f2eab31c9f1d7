"""The second row of a header whose labels have a year each below them: 現状値 | 目標値 over 令和4年度 | 令和9年度."""

from __future__ import annotations

from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.text.keys import match_key


def says_years(row: Row, below: Row, alone: Header, both: Header) -> bool:
    """Whether the row below a header row only says the years of its values: ``both`` rows mean the same columns as the upper one
    ``alone``, and each text of the lower one is the year of a column of values that has a label and none. The column that
    every row of its own fills has no other text there."""
    own = [
        at
        for at, (over, under) in enumerate(zip(row.cells, below.cells, strict=True))
        if under.text.strip() and not (under.filled and match_key(over.text) == match_key(under.text))
    ]
    if not own or alone.index(alone.key) in own or both.table is not alone.table:
        return False
    return all(_is_year(below.cells[at].text) and _gains_year(at, alone, both) for at in own)


def _gains_year(at: int, alone: Header, both: Header) -> bool:
    of, with_year = alone.columns[at], both.columns[at]
    values = bool(of.kind or of.figure) and (of.column, of.kind) == (with_year.column, with_year.kind)
    return values and bool(with_year.year_text) and not of.year_text


def _is_year(text: str) -> bool:
    bare, year = without_year(match_key(text))
    return bool(year) and not header_spellings(bare)
