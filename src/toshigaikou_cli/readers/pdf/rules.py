"""Ruling lines: pieces and dashes joined to whole rules, rules that meet put together to tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toshigaikou_cli.readers.pdf.groups import Groups
from toshigaikou_cli.readers.pdf.marks import Box, Rule

TOUCH = 3.0
"""Points within which two rules meet."""
NARROW = 7.0
"""Points: a strip between two rules narrower than this and without a character is part of the rule."""
_DASH_GAP = 4.6
_MEET, _LEAST_PIECE = 0.7, 12.0
"""Points within which the pieces of a rule meet, and that the rule of a cell has at the least."""


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Collinear rules that touch, or the dashes of a dotted line, as one rule each; specks are left out."""
    lines: dict[bool, list[Rule]] = {True: [], False: []}
    for rule in rules:
        lines[rule.horizontal].append(rule)
    found: list[Rule] = []
    for level, members in lines.items():
        members.sort(key=lambda rule: rule.at)
        group: list[Rule] = []
        for rule in members:
            if group and rule.at - group[-1].at > 0.8:
                found += _join_group(group, level)
                group = []
            group.append(rule)
        if group:
            found += _join_group(group, level)
    return [rule for rule in found if rule.end - rule.start > 4.0]


def _join_group(group: list[Rule], level: bool) -> list[Rule]:
    group.sort(key=lambda rule: rule.start)
    at = sum(rule.at for rule in group) / len(group)
    found: list[Rule] = []
    start, end, dash = group[0].start, group[0].end, group[0].end - group[0].start
    for rule in group[1:]:
        length = rule.end - rule.start
        gap = _DASH_GAP if min(dash, length) <= 9.0 else 1.5
        if rule.start - end <= gap:
            end, dash = max(end, rule.end), length
        else:
            found.append(Rule(level, at, start, end))
            start, end, dash = rule.start, rule.end, length
    found.append(Rule(level, at, start, end))
    return found


def meeting(rules: Iterable[Rule]) -> list[list[float]]:
    """The ends of horizontal rules, with the places between them at which their pieces meet on two levels and more: where
    cells have a rule of their own each, these bound the columns."""
    levels = sorted((rule for rule in rules if rule.horizontal), key=lambda rule: rule.at)
    chains: dict[tuple[int, int], list[list[float]]] = {}
    group: list[Rule] = []
    for rule in [*levels, None]:
        if group and (rule is None or rule.at - group[-1].at > 0.8):
            for chain in _chains(group):
                chains.setdefault((round(chain[0]), round(chain[-1])), []).append(chain)
            group = []
        group += [rule] if rule else []
    found: list[list[float]] = []
    for members in chains.values():
        met = sorted(x for chain in members for x in chain[1:-1])
        firsts = [x for n, x in enumerate(met) if n == 0 or x - met[n - 1] > _MEET]
        inner = [x for x in firsts if sum(abs(x - y) <= _MEET for y in met) > 1]
        found += [[members[0][0], *inner, members[0][-1]]] if inner else []
    return found


def _chains(level: Sequence[Rule]) -> list[list[float]]:
    """The bounds of pieces of one level that follow each other without a gap; dashes and specks are none."""
    chains: list[list[float]] = []
    for rule in sorted(level, key=lambda rule: (rule.start, rule.end)):
        if rule.end - rule.start < _LEAST_PIECE:
            continue
        if chains and abs(rule.start - chains[-1][-1]) <= _MEET:
            chains[-1].append(rule.end)
        elif not chains or rule.start > chains[-1][-1]:
            chains.append([rule.start, rule.end])
    return chains


def components(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that hang together: a horizontal and a vertical rule that meet belong together."""
    groups = Groups(len(rules))
    levels = [index for index, rule in enumerate(rules) if rule.horizontal]
    uprights = [index for index, rule in enumerate(rules) if not rule.horizontal]
    for h in levels:
        a = rules[h]
        for v in uprights:
            b = rules[v]
            if a.start - TOUCH <= b.at <= a.end + TOUCH and b.start - TOUCH <= a.at <= b.end + TOUCH:
                groups.join(h, v)
    return _boxes_side_by_side([[rules[index] for index in group] for group in groups.members()])


def _boxes_side_by_side(groups: list[list[Rule]]) -> list[list[Rule]]:
    # Web tables with spacing between the cells draw each cell, or each row, as a box of its own.
    boxed = [(extent(group), group) for group in groups if _has_both(group)]
    tables = Groups(len(boxed))
    for i, (a, rules) in enumerate(boxed):
        for j in range(i + 1, len(boxed)):
            b, others = boxed[j]
            if _next_to(a, b) or _cell_within(a, rules, b, others):
                tables.join(j, i)
    joined = [[rule for index in table for rule in boxed[index][1]] for table in tables.members()]
    return joined + [group for group in groups if not _has_both(group)]


def _has_both(group: Sequence[Rule]) -> bool:
    return any(rule.horizontal for rule in group) and any(not rule.horizontal for rule in group)


def _next_to(a: Box, b: Box) -> bool:
    # Boxes with a narrow gap between them, which stand in one row or in one column.
    gap_x, gap_y = max(a[0], b[0]) - min(a[2], b[2]), max(a[1], b[1]) - min(a[3], b[3])
    if gap_x > NARROW or gap_y > NARROW:
        return False
    one_row = gap_x >= 0 and (abs(a[1] - b[1]) <= TOUCH or abs(a[3] - b[3]) <= TOUCH)
    one_column = gap_y >= 0 and (abs(a[0] - b[0]) <= TOUCH or abs(a[2] - b[2]) <= TOUCH)
    return one_row or one_column


def _cell_within(a: Box, rules: Sequence[Rule], b: Box, others: Sequence[Rule]) -> bool:
    # The outer frame of a table whose cells are boxes of their own: a bare frame, close around the other.
    for outer, frame, inner in ((a, rules, b), (b, others, a)):
        inside = (
            outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
        )
        snug = sum(abs(outer[k] - inner[k]) <= NARROW for k in range(4))
        if inside and len(frame) <= 4 and snug >= 2:
            return True
    return False


def extent(group: Sequence[Rule]) -> Box:
    """The box around some rules."""
    xs = [x for r in group for x in ((r.start, r.end) if r.horizontal else (r.at, r.at))]
    ys = [y for r in group for y in ((r.at, r.at) if r.horizontal else (r.start, r.end))]
    return (min(xs), min(ys), max(xs), max(ys))
