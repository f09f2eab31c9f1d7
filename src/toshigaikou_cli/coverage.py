"""Coverage: which measures have something to show. Pure arithmetic over what the queries give.

Reported is not achieved: a figure here counts measures that achievements are linked to, nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from toshigaikou_cli.results import AchievementFact, LinkFact

NOTE = "Reported is not achieved: a linked achievement shows activity, not that a goal was met."
COUNTED = frozenset({"linked", "confirmed"})
RULE = (
    "a measure counts when at least one achievement (a result, in an imported sheet) is linked to it by a rule"
    " or confirmed by a person; suggested and rejected links do not count"
)


class Figure(NamedTuple):
    """A share that explains itself: ``members`` make up the numerator, ``others`` the rest of the denominator."""

    numerator: int
    denominator: int
    rule: str
    exclusions: tuple[str, ...]
    members: tuple[int, ...]
    others: tuple[int, ...]


class MeasureCoverage(NamedTuple):
    """``achievements`` and ``suggested`` are ids by fiscal year, of counted and of suggested links."""

    number: int
    goal: int
    area: str
    title: str
    bureaus: tuple[Mapping[str, str], ...]
    open_ended: bool
    achievements: Mapping[str, tuple[str, ...]]
    suggested: Mapping[str, tuple[str, ...]]
    cities: tuple[str, ...]

    @property
    def covered(self) -> bool:
        return bool(self.achievements)


class AreaCoverage(NamedTuple):
    code: str
    title: str
    figure: Figure
    measures: tuple[MeasureCoverage, ...]


class GoalCoverage(NamedTuple):
    number: int
    title: str
    figure: Figure
    areas: tuple[AreaCoverage, ...]


class YearAccount(NamedTuple):
    """All achievements of a year: ``linked + suggested + outside + unlinked == achievements``.

    ``suggested`` have suggested links only; ``unlinked`` none, and no reason why.
    """

    fiscal_year: int
    achievements: int
    linked: int
    suggested: int
    outside: int
    unlinked: int


class Report(NamedTuple):
    strategy: str
    published: str | None
    filters: Mapping[str, Any]
    years: tuple[YearAccount, ...]
    missing_years: tuple[int, ...]
    total: Figure
    goals: tuple[GoalCoverage, ...]
    targets: tuple[Mapping[str, Any], ...]
    documents: tuple[Mapping[str, Any], ...]
    note: str = NOTE


def measure_coverage(
    measures: Iterable[Mapping[str, Any]],
    links: Iterable[LinkFact],
    achievements: Sequence[AchievementFact],
) -> tuple[MeasureCoverage, ...]:
    """Each measure with its counted and its suggested achievements, and the cities of the counted ones."""
    cities = {fact.achievement: fact.cities for fact in achievements}
    counted: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    suggested: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        if link.achievement not in cities:
            continue
        if link.status in COUNTED:
            counted[link.measure][str(link.fiscal_year)].append(link.achievement)
        elif link.status == "suggested":
            suggested[link.measure][str(link.fiscal_year)].append(link.achievement)
    return tuple(
        MeasureCoverage(
            number=measure["number"],
            goal=measure["goal"],
            area=measure["area"],
            title=measure["title"],
            bureaus=tuple(measure["bureaus"]),
            open_ended=measure["open_ended"],
            achievements=_by_year(counted[measure["number"]]),
            suggested=_by_year(suggested[measure["number"]]),
            cities=tuple(
                dict.fromkeys(
                    city
                    for ids in _by_year(counted[measure["number"]]).values()
                    for key in ids
                    for city in cities[key]
                )
            ),
        )
        for measure in measures
    )


def _by_year(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {year: tuple(found[year]) for year in sorted(found)}


def figure(measures: Iterable[MeasureCoverage]) -> Figure:
    """The share of measures that have something to show."""
    measures = list(measures)
    members = tuple(m.number for m in measures if m.covered)
    others = tuple(m.number for m in measures if not m.covered)
    suggested = [m.number for m in measures if m.suggested and not m.covered]
    exclusions = [f"{len(suggested)} with suggested links only: {_numbers(suggested)}"] if suggested else []
    return Figure(len(members), len(measures), RULE, tuple(exclusions), members, others)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def goal_coverage(
    goals: Iterable[Mapping[str, Any]],
    areas: Sequence[Mapping[str, Any]],
    measures: Sequence[MeasureCoverage],
) -> tuple[GoalCoverage, ...]:
    """The goals that have a measure among ``measures``, with their areas."""
    listed = []
    for goal in goals:
        own = [m for m in measures if m.goal == goal["number"]]
        if not own:
            continue
        parts = []
        for area in areas:
            within = tuple(m for m in own if m.area == area["code"])
            if within:
                parts.append(AreaCoverage(area["code"], area["title"], figure(within), within))
        listed.append(GoalCoverage(goal["number"], goal["title"], figure(own), tuple(parts)))
    return tuple(listed)


def year_accounts(
    links: Iterable[LinkFact], achievements: Iterable[AchievementFact]
) -> tuple[YearAccount, ...]:
    """What linking made of all achievements of each year."""
    best: dict[str, str] = {}
    for link in links:
        if link.status in COUNTED:
            best[link.achievement] = "linked"
        elif link.status == "suggested":
            best.setdefault(link.achievement, "suggested")
    outcomes: dict[int, list[str]] = defaultdict(list)
    for fact in achievements:
        otherwise = "outside" if fact.outside else "unlinked"
        outcomes[fact.fiscal_year].append(best.get(fact.achievement, otherwise))
    return tuple(
        YearAccount(
            fiscal_year=year,
            achievements=len(found),
            linked=found.count("linked"),
            suggested=found.count("suggested"),
            outside=found.count("outside"),
            unlinked=found.count("unlinked"),
        )
        for year, found in sorted(outcomes.items())
    )


def missing_years(published: str | None, reported: Sequence[int]) -> tuple[int, ...]:
    """Fiscal years without an imported sheet, from the first whole one after the strategy to the last reported."""
    if not reported:
        return ()
    year, month = (int(published[:4]), int(published[5:7])) if published else (min(reported), 1)
    first = year + (1 if month >= 4 else 0) if published else min(reported)
    return tuple(y for y in range(min(first, min(reported)), max(reported) + 1) if y not in reported)
