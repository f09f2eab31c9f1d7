"""Columns that take the place of one that is not there: 担当課 that of 担当局, and of 部 | 課 the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import header_spellings
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import DeclaredColumn, DeclaredTable

_RESPONSIBLE = ("bureau", "bureaus", "department", "division")
_TAKES_PART = expression("^(?:関係|関連|連携)")
"""The header of units that are not the first in charge."""


def standing_alone(found: list[HeaderColumn], table: DeclaredTable) -> tuple[HeaderColumn, ...]:
    """The columns, where one that may stand alone (担当課) takes the place of one that is not there (担当局); a second one of
    its names (部 | 課) is then what the first would be."""
    named = {column.column for column in found}
    alone: list[DeclaredColumn] = []
    for column in table.columns:
        taken = named.union(each.alone for each in alone if each.name in named)  # 担当部署 before 関係部署
        if column.alone and column.alone not in taken:
            alone.append(column)
    made = [_in_place_of(column, alone) for column in found]
    for declared in alone:
        if declared.name in named and (second := _second(made, declared)) is not None:
            made[second] = replace(made[second], column=declared.name)
        made = _one_up(made, declared, table)
    return tuple(made)


def with_responsible(found: list[HeaderColumn], table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of who does the work (実施主体) is none of who is responsible for it beside one that is (担当課)."""
    declared = next((each for each in table.columns if each.name in _RESPONSIBLE[:2] and each.weak), None)
    if declared is None:
        return found
    weak = [at for at, each in enumerate(found) if each.column == declared.name and _is_weak(each, declared)]
    named = [
        at
        for at, each in enumerate(found)
        if at not in weak
        and (each.column in _RESPONSIBLE or (not each.column and _has_name(each, declared)))
        and not (_is_weak(each, declared) or _TAKES_PART.search(match_key(each.header)))
    ]
    if not weak or not named:
        return found
    made = [replace(each, column="") if at in weak else each for at, each in enumerate(found)]
    own = next((at for at in named if not found[at].column), None)
    if own is not None:
        made[own] = replace(made[own], column=declared.name)
    return made


def _is_weak(column: HeaderColumn, declared: DeclaredColumn) -> bool:
    return not declared.weak.isdisjoint(header_spellings(match_key(column.header)))


def _one_up(found: list[HeaderColumn], moved: DeclaredColumn, table: DeclaredTable) -> list[HeaderColumn]:
    """The columns, where one of what is within the one that took another's place (課 in 部 | 課 | 係) is what that one was, and a
    further one of its names what this was."""
    inner = next((each for each in table.columns if each.within == moved.name), None)
    at = next((at for at, each in enumerate(found) if inner and each.column == inner.name), None)
    if inner is None or at is None or any(each.column == moved.name for each in found):
        return found
    behind = (place for place, each in enumerate(found) if place > at and not each.column)
    last = next((place for place in behind if _has_name(found[place], inner)), None)
    if last is None or not _has_name(found[at], moved):
        return found
    roles = {at: moved.name, last: inner.name}
    return [replace(each, column=roles.get(place, each.column)) for place, each in enumerate(found)]


def _has_name(column: HeaderColumn, declared: DeclaredColumn) -> bool:
    return bool(set(header_spellings(match_key(column.header))) & declared.keys)


def _in_place_of(column: HeaderColumn, alone: Sequence[DeclaredColumn]) -> HeaderColumn:
    instead = {declared.name: declared.alone for declared in alone}
    return replace(column, column=instead.get(column.column, column.column))


def _second(found: Sequence[HeaderColumn], declared: DeclaredColumn) -> int | None:
    """The column of no name of its own that has a name of a declared one, behind the one that stands alone."""
    places = [at for at, column in enumerate(found) if column.column == declared.alone]
    behind = (at for at, column in enumerate(found) if places and at > places[0] and not column.column)
    return next((at for at in behind if _has_name(found[at], declared)), None)
