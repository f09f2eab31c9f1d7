"""What the headers of columns beside a result say of it: when it was, how many took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings, is_count, year_of_header
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_DONE = expression(r"^実績(?:の)?(?=.)|(?<=.)(?:の)?実績$")
_NOT_DONE = expression(r"計画|予定|目標|見込|想定|定員|[前昨翌次来]年|過去|累計")
"""Words of a header whose numbers are not those of what was done in the year."""


def without_done(header: str) -> str:
    """A header without the word that says that it is of what was done: 実績参加者数 is 参加者数."""
    return _DONE.sub("", header)


def is_not_done(header: str) -> bool:
    """Whether the numbers under a header are not those of what was done in the year."""
    return _NOT_DONE.search(match_key(header)) is not None


def beside_role(header: str, table: DeclaredTable) -> str:
    """What a column beside the results says of them (``when``, ``count``); "" where it is none of them, or is of what was
    planned (参加者数（計画）)."""
    key = match_key(header)
    if is_not_done(header):
        return ""
    keys = {each for spelling in header_spellings(key) for each in (spelling, without_done(spelling))}
    named = next((role for role, declared in table.beside.items() if not keys.isdisjoint(declared.keys)), "")
    return named or ("count" if any(is_count(each, table) for each in keys) else "")


def says_outcome(column: HeaderColumn, table: DeclaredTable) -> bool:
    """Whether a column without a declared name of its own says what became of each row."""
    return column.states or (not column.column and beside_role(column.header, table) == "outcome")


def with_lower_names(header: Header, upper: Sequence[str], lower: Sequence[str]) -> Header:
    """A header of two rows, where what the lower one says is beside the results (参加者数): under a label that makes no name
    with it (規模) by that alone, under one of plans or of another year by both. ``upper`` and ``lower`` are the texts of its
    rows; a label that says a year is that of the only results."""
    results = [over for over, column in zip(upper, header.columns, strict=True) if column.kind]
    of_results = match_key(results[0]) if len(results) == 1 else ""

    def named(column: HeaderColumn, over: str, under: str) -> HeaderColumn:
        if column.column or column.figure or not beside_role(under, header.table):
            return column
        key = match_key(over)
        if key == match_key(under) or not key:
            return column
        of_another = year_of_header(over) is not None and key != of_results
        return replace(column, header=f"{over}{under}" if of_another or is_not_done(over) else under)

    return replace(header, columns=tuple(map(named, header.columns, upper, lower)))
