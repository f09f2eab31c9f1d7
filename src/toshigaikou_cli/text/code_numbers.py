"""The numbers in codes: the one that a code is, and the order that numbers give."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression

_WHOLE = expression(r"[1-9][0-9]{0,8}")
_PARTS = expression(r"([0-9]+)")


def code_number(code: str | None) -> int | None:
    """The whole number that a code is, written plainly; None where it is more, or none."""
    return int(code) if code and _WHOLE.fullmatch(code) else None


def by_numbers(code: str) -> tuple[tuple[int, str], ...]:
    """What codes and ids are sorted by where no position is known: digits as numbers, so that 9 comes before 10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _PARTS.split(code) if part)
