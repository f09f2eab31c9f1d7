"""The levels of a plan that stand beside each other with their codes: 政策 | 政策名 | 施策 | 施策名 | 基本事業 | 基本事業名."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.header_names import PARENTHESES
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import is_code
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_OF_CODES = expression(r"(?:の?(?:番号|no\.?|№|#|コード|記号|id))+$")
_OF_NAMES = expression(r"(?:の?(?:名称|名))$")
_MOST_PARTS = 12
"""Characters of the longest code in such a column."""


class _Tier(NamedTuple):
    """A column of codes, and that of their names on its right."""

    code: int
    name: int


def with_tiers(
    table: DeclaredTable, found: list[HeaderColumn], rows: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a strategy, where two or more levels have a column of codes each: those of the finest are the measures,
    the nearest above it the area, the next the goal.

    ``rows`` are the texts of the rows below.
    """
    if table.name != "measures":
        return found
    keys = {name: _keys(table, name) for name in ("goal", "area", "title")}
    tiers = list(_tiers(found, rows, frozenset().union(*keys.values())))
    while tiers and not _name_of(found, tiers[-1]) & keys["title"]:
        tiers.pop()
    if len(tiers) < 2:
        return found
    roles: dict[int, str] = {tiers[-1].code: "number", tiers[-1].name: "title"}
    inside = {at for tier in tiers for at in tier}
    taken = {each.column for at, each in enumerate(found[: tiers[-1].code]) if at not in inside}
    free = [role for role in ("area", "goal") if role not in taken]
    for tier, role in zip(reversed(tiers[:-1]), free, strict=False):
        roles |= {tier.code: f"{role}_number", tier.name: role}
    over = inside.difference(roles)
    headers = {tier.name: found[tier.name].header or found[tier.code].header for tier in tiers}
    return [
        HeaderColumn(roles[at], headers.get(at, each.header))
        if at in roles
        else replace(each, column="")
        if at in over or each.column in roles.values()
        else each
        for at, each in enumerate(found)
    ]


def _keys(table: DeclaredTable, name: str) -> frozenset[str]:
    return next((each.keys for each in table.columns if each.name == name), frozenset())


def _tiers(
    found: Sequence[HeaderColumn], rows: Sequence[Sequence[str]], levels: frozenset[str]
) -> Iterator[_Tier]:
    """The levels from the left: each has one name for a code, and one code for a name, within that above it."""
    above = [""] * len(rows)
    for tier in [_Tier(at, at + 1) for at in range(len(found) - 1)]:
        codes, names = (texts_at(rows, at) for at in tier)
        if not (_name_of(found, tier) & levels and _are_codes(codes) and _are_names(names)):
            continue
        if not codes[0] or not names[0]:
            continue
        own = [
            f"{over}/{code_key(code)}"
            for over, code in zip(filled_from_above(above), filled_from_above(codes), strict=True)
        ]
        called = set(zip(above, filled_from_above(names), strict=True))
        pairs = set(zip(own, filled_from_above(names), strict=True))
        if not len(called) == len(pairs) == len(set(own)):
            continue  # the number of a row, or of something else
        above = own
        yield tier


def _name_of(found: Sequence[HeaderColumn], tier: _Tier) -> set[str]:
    """What a level is called: by the header of its names, where that of its codes says the same or only that it numbers."""
    code, name = (PARENTHESES.sub("", match_key(found[at].header)) for at in tier)
    stem = _OF_NAMES.sub("", name)
    called = _OF_NAMES.sub("", _OF_CODES.sub("", code))
    if not (called in stem or stem in called):
        return set()
    return {stem or called}


def texts_at(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The texts of a column, "" in rows that end before it."""
    return [row[at].strip() if at < len(row) else "" for row in rows]


def filled_from_above(texts: Sequence[str]) -> list[str]:
    """The texts, each empty one as the one above it."""
    filled: list[str] = []
    for text in texts:
        filled.append(text or (filled[-1] if filled else ""))
    return filled


def _are_codes(texts: Sequence[str]) -> bool:
    own = [text for text in texts if text]
    return bool(own) and all(len(text) <= _MOST_PARTS and is_code(text) for text in own)


def _are_names(texts: Sequence[str]) -> bool:
    own = [text for text in texts if text]
    return bool(own) and not any(is_code(text) for text in own)
