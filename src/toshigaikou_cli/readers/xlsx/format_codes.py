"""The codes of number formats: their sections, which of them a value takes, and their tokens.

ECMA-376 Part 1, 18.8.31: up to four sections between semicolons, for positive numbers, negative ones, zero and text;
a number's sections may have a condition instead.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from toshigaikou_cli.expressions import expression

LITERAL = r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.'
_SECTION = expression(r'(?:^|(?<=;))(?:[^;"\\\[]|"[^"]*"|\\.|\[[^\]]*\]|["\\\[])*')
_TEXT_PLACE = expression(r'(?:[^"\\@]|"[^"]*"|\\.)*@')
_CONDITION = expression(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}


class Token(NamedTuple):
    kind: str
    text: str


def tokens(pattern: re.Pattern[str], code: str) -> list[Token]:
    """The parts of ``code`` that ``pattern`` tells; what has no named group has the kind ""."""
    return [Token(found.lastgroup or "", found[found.lastgroup or 0]) for found in pattern.finditer(code)]


def sections(code: str) -> list[str]:
    """The parts of a format between its semicolons; General for none."""
    return [found[0] for found in _SECTION.finditer(code)] if code else ["General"]


def text_section(code: str) -> str | None:
    """The section for text: the fourth, or the last where it has a place for a text; None where text stays as it is."""
    parts = sections(code)
    if len(parts) > 3:
        return parts[3]
    return parts[-1] if _TEXT_PLACE.match(parts[-1]) else None


def number_section(value: float, code: str) -> tuple[str, float]:
    """The section that shows ``value``, and the value to show in it (without its sign where the section is for
    negative numbers)."""
    parts = sections(code)
    if text_section(code) is not None:
        parts = parts[:3] if len(parts) > 3 else parts[:-1]
    if not parts:
        return "General", value
    conditions = [_CONDITION.search(part) for part in parts[:2]]
    if any(conditions):
        return _by_condition(value, parts, conditions)
    if len(parts) > 1 and value < 0:
        return parts[1], -value
    if len(parts) > 2 and value == 0:
        return parts[2], value
    return parts[0], value


def _by_condition(
    value: float, parts: list[str], conditions: list[re.Match[str] | None]
) -> tuple[str, float]:
    for part, condition in zip(parts, conditions, strict=False):
        if condition and _COMPARED[condition[1]](value, _limit(condition[2])):
            return part, value
    rest = [part for at, part in enumerate(parts) if at >= len(conditions) or not conditions[at]]
    return (rest[-1] if rest else "General"), value


def _limit(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
