"""When strategies are in force. Pure.

A strategy without a last year is in force until the next one begins: the next is the one with the next later first year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toshigaikou_cli.expressions import expression

UNDATED = 1900
"""The first year in force of a strategy that has no date at all: before all sheets."""


class Period(NamedTuple):
    """A strategy's fiscal years in force, ends included; ``last`` None is open."""

    strategy: str
    first: int
    last: int | None

    def has(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        """``2014-2021``; ``2022-`` where it is open."""
        return f"{self.first}-{self.last or ''}"


Years = tuple[int, int | None]
"""The first and the last fiscal year in force, None for no end."""

_YEARS = expression(r"(?P<first>[0-9]{4})\s*[-–~〜～]\s*(?P<last>[0-9]{4})?")


def read_years(text: str) -> Years | None:
    """``2014-2021`` or ``2014-`` as first and last year; None where it is neither, or ends before it begins."""
    found = _YEARS.fullmatch(text.strip())
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"]) if found["last"] else None
    return None if last is not None and last < first else (first, last)


def meet(one: Years, other: Years) -> bool:
    """Whether two periods have a year in common."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def closed(stated: Iterable[Period]) -> tuple[Period, ...]:
    """The periods, the newer first, with the end that the next strategy gives to an open one."""
    newest = sorted(stated, key=lambda period: (-period.first, period.strategy))
    starts = {period.first for period in newest}
    return tuple(
        period
        if period.last is not None
        else period._replace(last=min((year - 1 for year in starts if year > period.first), default=None))
        for period in newest
    )


def in_force(periods: Sequence[Period], year: int) -> tuple[str, ...]:
    """The strategies in force in a fiscal year, in the order of ``periods``."""
    return tuple(period.strategy for period in periods if period.has(year))


def years_changed(before: Sequence[Period], after: Sequence[Period], years: Iterable[int]) -> list[int]:
    """Those of ``years`` in which other strategies are in force than before."""
    return [year for year in years if in_force(before, year) != in_force(after, year)]
