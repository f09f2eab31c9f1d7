"""Dates that are known to a day, a month, a year, or only as lying between two days.

Written ``2014-07-16``, ``2004-08``, ``2004``, or ``2023-02-13/2024-03-18`` (some day of these).
"""

from __future__ import annotations

from calendar import monthrange

EARLIEST = "0001-01-01"
LATEST = "9999-12-31"


def first_day(written: str | None) -> str:
    """The earliest day (ISO) that a written date can mean; ``EARLIEST`` for None."""
    if not written:
        return EARLIEST
    parts = written.split("/")[0].split("-")
    return "-".join([*parts, "01", "01"][:3])


def last_day(written: str | None) -> str:
    """The latest day (ISO) that a written date can mean; ``LATEST`` for None."""
    if not written:
        return LATEST
    parts = written.split("/")[-1].split("-")
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    day = int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}"


def overlaps(valid_from: str | None, valid_to: str | None, first: str, last: str) -> bool:
    """Whether what is valid between two written dates may have been so on a day between two others."""
    return first_day(valid_from) <= last and first <= last_day(valid_to)


def may_be_same(one: str | None, other: str) -> bool:
    """Whether two written dates may be of one day, each as exact as it is: 1998 and 1998-05."""
    return overlaps(one, one, first_day(other), last_day(other))
