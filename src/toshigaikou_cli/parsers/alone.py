"""Columns that take the place of one that is not there: 担当課 that of 担当局, and of 部 | 課 the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.parsers.header import HeaderColumn
from toshigaikou_cli.parsers.header_names import header_spellings
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredColumn, DeclaredTable


def standing_alone(found: list[HeaderColumn], table: DeclaredTable) -> tuple[HeaderColumn, ...]:
    """The columns, where one that may stand alone (担当課) takes the place of one that is not there (担当局); a second one of
    its names (部 | 課) is then what the first would be."""
    named = {column.column for column in found}
    alone = [column for column in table.columns if column.alone and column.alone not in named]
    made = [_in_place_of(column, alone) for column in found]
    for declared in alone:
        if declared.name in named and (second := _second(made, declared)) is not None:
            made[second] = replace(made[second], column=declared.name)
    return tuple(made)


def _in_place_of(column: HeaderColumn, alone: Sequence[DeclaredColumn]) -> HeaderColumn:
    instead = {declared.name: declared.alone for declared in alone}
    return replace(column, column=instead.get(column.column, column.column))


def _second(found: Sequence[HeaderColumn], declared: DeclaredColumn) -> int | None:
    """The column of no name of its own that has a name of a declared one, behind the one that stands alone."""
    places = [at for at, column in enumerate(found) if column.column == declared.alone]
    behind = (at for at, column in enumerate(found) if places and at > places[0] and not column.column)
    return next(
        (at for at in behind if set(header_spellings(match_key(found[at].header))) & declared.keys), None
    )
