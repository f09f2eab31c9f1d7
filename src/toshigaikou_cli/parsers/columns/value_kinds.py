"""Columns of values whose names leave open which kind they are: 現状値 beside 基準値, and years under no name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings, holds_years, without_year
from toshigaikou_cli.text.dates.header_years import parse_year_of_month
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_numbers import is_figure
from toshigaikou_cli.vocabulary.columns import DeclaredColumn

_YEAR_ALONE = expression(r"(?:19|20)\d\d")


def with_open_kinds(
    found: Sequence[HeaderColumn], figures: Mapping[str, DeclaredColumn], below: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns, where a base of today (現状値) that stands beside another base is current, and one of actual values that only
    its year says so kindless. ``below`` are the rows under the header."""
    names = figures.get("base"), figures.get("actual")
    current = {
        at for at, column in enumerate(found) if column.column == "base" and _is(column, names[0], "current")
    }
    others = any(
        column.column == "base" and at not in current and not _holds_years(column, at, below)
        for at, column in enumerate(found)
    )
    return [
        replace(
            column,
            current=others and at in current,
            kindless=column.column == "actual" and bool(column.year_text) and _is(column, names[1], "trend"),
        )
        if column.column in ("base", "actual")
        else column
        for at, column in enumerate(found)
    ]


def _is(column: HeaderColumn, declared: DeclaredColumn | None, role: str) -> bool:
    """Whether a header has a name of a role; for ``trend`` also no name at all."""
    spellings = header_spellings(without_year(match_key(column.header))[0])
    if declared is None or not spellings:
        return declared is not None and role == "trend"
    return bool((declared.current if role == "current" else declared.trend) & set(spellings))


def _holds_years(column: HeaderColumn, at: int, below: Sequence[Sequence[str]]) -> bool:
    texts = [text for row in below if at < len(row) and (text := row[at].strip())]
    return holds_years(column.header) and all(map(_is_year, texts))


def _is_year(text: str) -> bool:
    key = match_key(text)
    return parse_year_of_month(key) is not None and (bool(_YEAR_ALONE.fullmatch(key)) or not is_figure(text))
