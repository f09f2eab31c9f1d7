"""Columns for the parts of one year side by side (上半期 | 下半期, 4～9月 | 10～3月): together they tell its result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.records.kinds import YearKind
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.chains import opens_with_date
from toshigaikou_cli.text.figures import fold_width, number
from toshigaikou_cli.text.told_beside import says_nothing

_HALF, _TERM = {"上": 0, "下": 6}, {"前": 0, "後": 6}
_PARTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (expression(r"([上下])半?期"), lambda found: (_HALF[found[1]], _HALF[found[1]] + 5)),
    (expression(r"([前後])(?:期|半期|半)"), lambda found: (_TERM[found[1]], _TERM[found[1]] + 5)),
    (
        expression(r"第?([1-4一二三四])四半期"),
        lambda found: ((number(found[1]) or 1) * 3 - 3, (number(found[1]) or 1) * 3 - 1),
    ),
    (
        expression(r"(?<!\d)(1[0-2]|[1-9])月?[~\-](1[0-2]|[1-9])月"),
        lambda found: ((int(found[1]) - 4) % 12, (int(found[2]) - 4) % 12),
    ),
)
_TERMS = 1
"""The form of 前期 and 後期."""
_OF_A_YEAR = ("target", "actual", "forecast", "planned_amount", "spent_amount")
"""Columns of numbers of which a year has one."""
_AROUND = "()（）[]【】〔〕:：・のにおける 　"


class YearPart(NamedTuple):
    """A part of a fiscal year as a header names it: its ``form``, its first and last month (0 is April), its words, and the
    label under which what was done in it is told."""

    form: int
    first: int
    last: int
    words: str
    label: str


def part_of_year(header: str) -> YearPart | None:
    """The part of a year that a header names; None for none."""
    solid = "".join(header.split())
    folded = fold_width(solid)
    for form, (pattern, months) in enumerate(_PARTS):
        if found := pattern.search(folded):
            words = solid[slice(*found.span())]
            rest = f"{solid[: found.start()]}{solid[found.end() :]}".strip(_AROUND)
            label = f"{rest}（{words}）" if opens_with_date(words) else words
            return YearPart(form, *months(found), words, label)
    return None


def is_part_of_year(text: str) -> bool:
    """Whether a text is nothing but the name of a part of a year."""
    part = part_of_year(text)
    return part is not None and len(part.words) == len("".join(text.split()).strip(_AROUND))


def parts_of_year(columns: Sequence[HeaderColumn]) -> Mapping[int, YearPart]:
    """The columns, by their places, that only together are of a year: those of one kind and year, each of which names a part
    of it in the same form, one after the other."""
    groups: dict[tuple[YearKind, str], list[int]] = {}
    for at, column in enumerate(columns):
        if column.kind:
            groups.setdefault((column.kind, column.year_text), []).append(at)
    found: dict[int, YearPart] = {}
    for places in groups.values():
        parts = [part for at in places if (part := part_of_year(columns[at].header))]
        if len(places) > 1 and len(parts) == len(places) and _follow(parts):
            found |= dict(zip(places, parts, strict=True))
    return found


def figures_of_parts(columns: Sequence[HeaderColumn]) -> frozenset[int]:
    """The columns of numbers, by their places, that are each of a part of one year, and so no value of it: those of one role and
    year, one after the other; and those that nothing but the name of a part stands over."""
    groups: dict[tuple[str, str], list[tuple[int, YearPart]]] = {}
    found: set[int] = set()
    for at, column in enumerate(columns):
        part = part_of_year(column.header)
        if part is None or (part.form == _TERMS and column.column in ("target", "forecast")):
            continue  # 前期目標 and 後期目標 are those of the terms of a plan
        if column.figure and column.column in _OF_A_YEAR:
            groups.setdefault((column.column, column.year_text), []).append((at, part))
        elif not (column.column or column.kind) and is_part_of_year(column.header):
            found.add(at)
    for group in groups.values():
        for (first, before), (second, after) in pairwise(group):
            found |= {first, second} if _follow((before, after)) else set()
    return frozenset(found)


def _follow(parts: Sequence[YearPart]) -> bool:
    whole = all(part.first <= part.last for part in parts)
    return whole and all(a.form == b.form and a.last < b.first for a, b in pairwise(parts))


def told_together(texts: Iterable[tuple[YearPart, str]]) -> tuple[str, tuple[str, ...]]:
    """The text of what was done in the parts of a year, each under its label, and of each of its activities the words that
    say in which part that was, "" where it was nothing."""
    joined, ends = "", list[tuple[int, str]]()
    for part, text in texts:
        if text:
            joined = "\n".join(filter(None, (joined, f"【{part.label}】", text)))
            ends.append((len(joined), part.words))
    when = (
        "" if says_nothing(activity.text) else next(words for end, words in ends if activity.span[0] < end)
        for activity in split_activities(joined)
    )
    return joined, tuple(when)
