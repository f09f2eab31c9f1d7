"""What the catalogue answers with: the records that go to checks, coverage and formats.

Named tuples, not dataclasses: every reading command loads this, and making a dataclass takes a millisecond.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["strategy", "achievements"]
Severity = Literal["error", "warning", "info"]
Thing = Literal["measure", "achievement", "bureau", "city"]


class LinkFact(NamedTuple):
    """One link of an achievement that is a result: ids, fiscal year, and the link's status."""

    achievement: str
    fiscal_year: int
    measure: int
    status: str


class AchievementFact(NamedTuple):
    """One achievement that is a result; ``outside`` where linking found that no measure fits."""

    achievement: str
    fiscal_year: int
    outside: bool
    cities: tuple[str, ...]


class Hit(NamedTuple):
    """A place where a search text stands: ``spans`` are places in ``text``."""

    thing: Thing
    key: str
    fiscal_year: int | None
    title: str
    where: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Finding(NamedTuple):
    """What a check or a step reports. ``code`` is stable; ``where`` is ``file:page:row`` as far as known."""

    code: str
    severity: Severity
    message: str
    where: str = ""
    hint: str = ""
    cell: str = ""
