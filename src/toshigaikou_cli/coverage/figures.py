"""A figure that explains itself, and the stamp of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.periods import UNDATED
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of

NOTE = say("Reported is not achieved: a linked achievement shows activity, not that a goal was met.")

Member = str
"""A measure's code, an achievement's id, an activity (``id#3``), a city's or a bureau's name, a link (``id>35``)."""
Names = Mapping[tuple[str, Member], str]
"""What members are called, by what is counted and member: ``("measures", "35")`` -> its title."""


class Figure(NamedTuple):
    """A share that explains itself: ``members`` make up the numerator, ``others`` the rest of the denominator.

    ``len(members) == numerator`` always. ``others`` is empty where the rest of the denominator is what the other
    rows of the same view name (all achievements, all measures); else ``len(others) == denominator - numerator``.
    ``counted`` says what is counted: measures, achievements, activities, cities, bureaus or links.
    """

    numerator: int
    denominator: int
    rule: str
    exclusions: tuple[str, ...]
    members: tuple[Member, ...]
    others: tuple[Member, ...]
    counted: str = "measures"


class Stamp(NamedTuple):
    """What a report was made by and from: tgx's version, the vocabularies' SHA-256, and the day (ISO)."""

    tgx: str
    vocabulary: str
    date: str


def missing_years(
    published: str | None, reported: tuple[int, ...], asked: int | None = None, first_year: int | None = None
) -> tuple[int, ...]:
    """Fiscal years without an imported sheet, from the first whole one after the strategy to the last reported.

    ``published`` is the strategy's ISO date, ``reported`` the fiscal years (of those that it is asked about) that a sheet
    of results was imported for. Where one year is ``asked`` about, no other matters. A strategy without a date counts from
    ``first_year``, its first in force.
    """
    if asked is not None:
        return () if asked in reported else (asked,)
    if not reported:
        return ()
    first = fiscal_year_of(published) + 1 if published else first_year
    if first is None or first == UNDATED:
        first = min(reported)
    return tuple(y for y in range(min(first, min(reported)), max(reported) + 1) if y not in reported)


def numbers(members: tuple[Member, ...] | list[Member]) -> str:
    """Members in one line."""
    return ", ".join(map(str, members))
