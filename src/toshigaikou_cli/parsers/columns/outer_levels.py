"""The outermost level of a plan under an unknown header: まちづくりの目標 | 政策 | 施策, by the codes of what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.tiers import filled_from_above, texts_at
from toshigaikou_cli.text.codes import code_parts, part_value
from toshigaikou_cli.text.stated_codes import is_code, opening_code
from toshigaikou_cli.vocabulary.columns import DeclaredTable

_WORD = expression(r"[^\W\d_]{2}")
_LEVELS = ("goal", "area", "title")
_NUMBERS = ("", "number", "goal_number", "area_number")


def with_outer_level(
    table: DeclaredTable, found: list[HeaderColumn], rows: Sequence[Sequence[str]]
) -> list[HeaderColumn]:
    """The columns of a strategy, where one of an unknown name stands outside of all levels, and the codes of its names open those
    of all measures: it is the goal, and what was the goal the area.

    ``rows`` are the texts of the rows below.
    """
    if table.name != "measures" or not rows:
        return found
    at = {each.column: place for place, each in reversed(list(enumerate(found))) if each.column}
    inner = next((at[name] for name in _LEVELS if name in at), None)
    if inner is None or "title" not in at or ("goal" in at and "area" in at):
        return found
    outer = next((place for place in reversed(range(inner)) if _is_unknown(found, place, rows)), None)
    if outer is None or not _opens_the_codes(found, outer, inner, at, rows):
        return found
    number = _number_of(found, outer, rows)
    moved = {"goal": "area", "goal_number": "area_number"} if "goal" in at else {}
    roles = {outer: "goal"} | ({} if number is None else {number: "goal_number"})
    return [
        replace(each, column=roles.get(place, moved.get(each.column, each.column)))
        for place, each in enumerate(found)
    ]


def outside_of_levels(found: Sequence[HeaderColumn], rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns of an unknown name outside of all levels that group the measures, as a level would: the rows of each of their
    texts follow each other."""
    inner = next((place for place, each in enumerate(found) if each.column in _LEVELS), 0)
    return [place for place in range(inner) if _is_unknown(found, place, rows) and _groups(place, rows)]


def _is_unknown(found: Sequence[HeaderColumn], at: int, rows: Sequence[Sequence[str]]) -> bool:
    each = found[at]
    texts = [text for text in texts_at(rows, at) if text]
    return (
        not (each.column or each.states or each.figure or each.kind)
        and bool(each.header.strip() and texts)
        and all(_WORD.search(text) and not is_code(text) for text in texts)
    )


def _groups(at: int, rows: Sequence[Sequence[str]]) -> bool:
    runs = [text for text, _ in groupby(filled_from_above(texts_at(rows, at)))]
    return len(runs) == len(set(runs)) < len(rows)


def _opens_the_codes(
    found: Sequence[HeaderColumn],
    outer: int,
    inner: int,
    at: dict[str, int],
    rows: Sequence[Sequence[str]],
) -> bool:
    """Whether each measure's code opens with that of its name in ``outer``, as do those of the level between, if it has any."""
    own = _codes(found, outer, rows)
    measures = (
        [_parts(text) for text in texts_at(rows, at["number"])]
        if "number" in at
        else [_parts(opening_code(text)[0]) for text in texts_at(rows, at["title"])]
    )
    between = [] if inner == at["title"] else _codes(found, inner, rows)
    told = [place for place, code in enumerate(measures) if code]
    names = filled_from_above(texts_at(rows, outer))
    pairs = {(own[place], names[place]) for place in told}
    if not told or not len(pairs) == len({code for code, _ in pairs}) == len({name for _, name in pairs}):
        return False
    coded = any(between)
    return all(
        _is_within(measures[place], own[place])
        and (
            _is_within(between[place], own[place]) if coded else inner == at["title"] or len(own[place]) == 1
        )
        for place in told
    )


def _is_within(code: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return 0 < len(outer) < len(code) and code[: len(outer)] == outer


def _codes(found: Sequence[HeaderColumn], at: int, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The codes of a column's names, each row's own or that of the one above: in the column on its left, or before them."""
    number = _number_of(found, at, rows)
    if number is not None:
        return [_parts(text) for text in filled_from_above(texts_at(rows, number))]
    return [_parts(opening_code(text)[0]) for text in filled_from_above(texts_at(rows, at))]


def _number_of(found: Sequence[HeaderColumn], at: int, rows: Sequence[Sequence[str]]) -> int | None:
    """The column of nothing but codes on the left of one."""
    texts = [text for text in texts_at(rows, at - 1) if text] if at else []
    return at - 1 if texts and found[at - 1].column in _NUMBERS and all(map(is_code, texts)) else None


def _parts(code: str) -> tuple[str, ...]:
    return tuple(part_value(part) for part in code_parts(code)) if code else ()
