"""Coverage of goals, areas and measures: which measures have something to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toshigaikou_cli.coverage.figures import NOTE, Figure, Stamp, numbers
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.answers import LinkCount, LinkFact, LinkStateCount

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AreaRow, GoalRow, MeasureBureauRow, TargetRow
    from toshigaikou_cli.records.stated import StatedBureau, StatedMeasure

COUNTED = frozenset({"linked", "confirmed"})
RULE = say(
    "a measure counts when at least one achievement that was held (a result, in an imported sheet) is linked to it by a rule"
    " or confirmed by a person; suggested and rejected links do not count"
)
LINK_STATES = ("linked", "suggested", "elsewhere", "outside", "unlinked")
"""What linking made of an achievement that was held; ``elsewhere`` counts, or is suggested, for another part only."""
NOT_HELD = ("not_held", "planned", "empty")
"""The outcomes that count nowhere: called off, planned for later, nothing reported."""
STATES = (*LINK_STATES, *NOT_HELD)


MeasureState = Literal["counted", "suggested", "not-held", "no-row", "nothing"]
"""What there is of a measure in a year: achievements that count, only suggested ones, only what was not held, no row in a
sheet that has one for each measure, or nothing."""


class MeasureCoverage(NamedTuple):
    """A measure and what counts for it, by fiscal year.

    ``counts`` and ``suggested_counts`` are always there; ``achievements`` and ``suggested``, their ids, only where
    they were asked for. ``no_row`` are the fiscal years whose sheet, which has a row for each measure, has none for it;
    in those of ``not_held`` a sheet reports on it what was not held.
    """

    code: str
    goal: str
    area: str
    title: str
    bureaus: tuple[MeasureBureauRow, ...]
    open_ended: bool
    counts: Mapping[str, int]
    suggested_counts: Mapping[str, int]
    achievements: Mapping[str, tuple[str, ...]]
    suggested: Mapping[str, tuple[str, ...]]
    cities: tuple[str, ...]
    no_row: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        return bool(self.counts)

    def state(self, year: str) -> MeasureState:
        """What there is to show of a fiscal year."""
        if self.counts.get(year):
            return "counted"
        if self.suggested_counts.get(year):
            return "suggested"
        return "not-held" if year in self.not_held else "no-row" if year in self.no_row else "nothing"


class AreaCoverage(NamedTuple):
    code: str
    title: str
    figure: Figure
    measures: tuple[MeasureCoverage, ...]


class GoalCoverage(NamedTuple):
    """A goal with its areas; the measures without an area come first, under an area without a code.

    ``code`` is "" for the measures of a strategy without goals.
    """

    code: str
    title: str
    figure: Figure
    areas: tuple[AreaCoverage, ...]


class YearAccount(NamedTuple):
    """All achievements of a year: the sum of their states, from ``linked`` to ``empty``, is ``achievements``.

    ``linked`` count for what is asked about, ``suggested`` are only suggested for it, ``elsewhere`` count, or are suggested,
    for another goal, area, measure or strategy; ``unlinked`` have no link, and no reason why. ``members`` has the ids of
    each state, where they were asked for.
    """

    fiscal_year: int
    achievements: int
    linked: int
    suggested: int
    elsewhere: int
    outside: int
    unlinked: int
    not_held: int
    planned: int
    empty: int
    members: Mapping[str, tuple[str, ...]]


class Report(NamedTuple):
    """The coverage of one strategy: its id and title, and the fiscal years that it is in force in.

    ``years`` have achievements that match what is asked; a sheet is imported for ``imported_years``, of those asked about.
    ``not_read`` counts rows of the strategy that became no measure: what they name is in no figure. ``figures_alone`` of the
    achievements without anything reported have figures or a grade.
    """

    strategy_id: str
    strategy: str
    first_year: int
    last_year: int | None
    published: str | None
    filters: Mapping[str, Any]
    years: tuple[YearAccount, ...]
    imported_years: tuple[int, ...]
    missing_years: tuple[int, ...]
    total: Figure
    goals: tuple[GoalCoverage, ...]
    targets: tuple[TargetRow, ...]
    documents: tuple[Mapping[str, Any], ...]
    made: Stamp
    not_read: int = 0
    figures_alone: int = 0
    note: str = NOTE


def measure_coverage(
    measures: Iterable[StatedMeasure],
    counts: Iterable[LinkCount],
    cities: Mapping[str, Sequence[str]],
    links: Iterable[LinkFact] = (),
    no_row: Mapping[str, Sequence[int]] | None = None,
    not_held: Mapping[str, Sequence[int]] | None = None,
) -> tuple[MeasureCoverage, ...]:
    """Each measure with its counted and its suggested achievements, and the cities of the counted ones.

    ``links`` give the ids of what ``counts`` counts; without them a coverage has numbers only. ``no_row`` gives the years
    in which a measure has no row, ``not_held`` those in which something was reported as not held.
    """
    number: dict[tuple[str, bool], dict[str, int]] = defaultdict(dict)
    ids: dict[tuple[str, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        years = number[count.measure, count.counted]
        years[str(count.fiscal_year)] = count.achievements
    for link in links:
        if link.status in COUNTED or link.status == "suggested":
            ids[link.measure, link.status in COUNTED][str(link.fiscal_year)].append(link.achievement)
    return tuple(
        MeasureCoverage(
            code=measure["code"],
            goal=measure["goal"],
            area=measure["area"],
            title=measure["title"],
            bureaus=tuple(_plain(bureau) for bureau in measure["bureaus"]),
            open_ended=measure["open_ended"],
            counts=_in_order(number[measure["code"], True]),
            suggested_counts=_in_order(number[measure["code"], False]),
            achievements=_by_year(ids[measure["code"], True]),
            suggested=_by_year(ids[measure["code"], False]),
            cities=tuple(cities.get(measure["code"], ())),
            no_row=tuple(map(str, (no_row or {}).get(measure["code"], ()))),
            not_held=tuple(map(str, (not_held or {}).get(measure["code"], ()))),
        )
        for measure in measures
    )


def _plain(bureau: StatedBureau) -> MeasureBureauRow:
    return {"name": bureau["name"], "role": bureau["role"]}


def _in_order(found: Mapping[str, int]) -> dict[str, int]:
    return {year: found[year] for year in sorted(found)}


def _by_year(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {year: tuple(found[year]) for year in sorted(found)}


def figure(measures: Iterable[MeasureCoverage]) -> Figure:
    """The share of measures that have something to show."""
    measures = list(measures)
    members = tuple(m.code for m in measures if m.covered)
    others = tuple(m.code for m in measures if not m.covered)
    suggested = tuple(m.code for m in measures if m.suggested_counts and not m.covered)
    exclusions = (
        [say("{n} with suggested links only: {measures}", n=len(suggested), measures=numbers(suggested))]
        if suggested
        else []
    )
    return Figure(len(members), len(measures), RULE, tuple(exclusions), members, others)


def goal_coverage(
    goals: Iterable[GoalRow],
    areas: Sequence[AreaRow],
    measures: Sequence[MeasureCoverage],
    *,
    uncovered: bool = False,
) -> tuple[GoalCoverage, ...]:
    """The goals that have a measure among ``measures``, with their areas; ``uncovered``: only the measures without results,
    and what has such a one. Figures are of all measures."""
    listed = []
    for code, title in [*((goal["code"], goal["title"]) for goal in goals), ("", "")]:
        own = [m for m in measures if m.goal == code]
        if not own:
            continue
        parts = []
        for area_code, area_title in [("", ""), *((area["code"], area["title"]) for area in areas)]:
            within = [m for m in own if m.area == area_code]
            shown = tuple(m for m in within if not (uncovered and m.covered))
            if shown:
                parts.append(AreaCoverage(area_code, area_title, figure(within), shown))
        if parts:
            listed.append(GoalCoverage(code, title, figure(own), tuple(parts)))
    return tuple(listed)


def year_accounts(
    counts: Iterable[LinkStateCount], members: Mapping[tuple[int, str], Sequence[str]] | None = None
) -> tuple[YearAccount, ...]:
    """What linking made of all achievements of each year; ``members`` are ids by (fiscal year, link state)."""
    states: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for count in counts:
        states[count.fiscal_year][count.link_state] += count.achievements
    return tuple(
        YearAccount(
            fiscal_year=year,
            achievements=sum(found.values()),
            **found,
            members={name: tuple(members.get((year, name), ())) for name in STATES} if members else {},
        )
        for year, found in sorted(states.items())
    )
