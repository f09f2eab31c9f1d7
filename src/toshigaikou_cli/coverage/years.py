"""When: fiscal years, areas over the years, and the months of activities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Literal, NamedTuple

from toshigaikou_cli.coverage.bureaus import STATE_RULES, state_figures
from toshigaikou_cli.coverage.measures import RULE
from toshigaikou_cli.coverage.views import (
    FigureRow,
    HeatCell,
    Made,
    Section,
    Strip,
    achievements_of,
    cell,
    count,
    number_of,
    share,
)
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.answers import ActivityFact, LinkCount, ReportedFact
from toshigaikou_cli.text.dates.fiscal import fiscal_year_heading, fiscal_year_name, fiscal_year_of, months_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AreaRow, GoalRow
    from toshigaikou_cli.records.stated import StatedMeasure

IN_SHEET = say("rows of the imported sheet of the year (results, not plans)")
MONTH = say(
    "an activity counts in every month from the first to the last day of a date that says when it took place, is exact"
    " to the month or day, and begins in the fiscal year of its sheet"
)
_COUNTS_FOR = {
    "goal": say("counts for a measure of the goal"),
    "area": say("counts for a measure of the area"),
}
_TITLES = {
    "goal": (say("Goals"), say("Goals × years: measures with results")),
    "area": (say("Areas"), say("Areas × years: measures with results")),
}
_LONGEST = 24
"""A date that spans more months than this is taken for a slip and counts in its first month only."""


class _Sheets(NamedTuple):
    """The fiscal years that have a sheet, and those in which something was reported of a measure (code) as not held."""

    imported: Set[int]
    not_held: Mapping[str, Sequence[int]]


def by_year(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    of_bureaus: Sequence[ReportedFact],
    of_cities: Sequence[ReportedFact],
    counts: Sequence[LinkCount],
    missing: Sequence[int],
    goals: Iterable[GoalRow],
    not_held: Mapping[str, Sequence[int]] = {},
) -> Made:
    """A row for each fiscal year from the first to the last, imported or not, and the strip goal × year. ``of_bureaus`` and
    ``of_cities`` are what bears on what is asked about, with its bureaus and its partner cities."""
    found: dict[int, list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        found[fact.fiscal_year].append(fact)
    years = sorted({*found, *missing})
    numbers = [measure["code"] for measure in measures]
    bureaus: dict[int, dict[str, None]] = defaultdict(dict)
    for fact in of_bureaus:
        bureaus[fact.fiscal_year].update(dict.fromkeys(fact.bureaus))
    cities: dict[int, dict[str, None]] = defaultdict(dict)
    for fact in of_cities:
        cities[fact.fiscal_year].update(dict.fromkeys(fact.cities))
    rows = []
    for year in years:
        facts = found.get(year, [])
        covered = {n for fact in facts for n in fact.measures}
        have = [n for n in numbers if n in covered]
        figures = {
            "achievements": count("achievements", achievements_of(facts), number_of(reported), IN_SHEET),
            **state_figures(facts),
            "with_results": share("measures", have, numbers, say("in this year: {rule}", rule=RULE)),
            "bureaus": count(
                "bureaus",
                bureaus[year],
                len({each for named in bureaus.values() for each in named}),
                say("registered bureaus that reported on what is asked about"),
            ),
            "cities": count(
                "cities",
                cities[year],
                len({each for named in cities.values() for each in named}),
                say("partner in an achievement that bears on what is asked about"),
            ),
        }
        rows.append(
            FigureRow(
                str(year), fiscal_year_heading(year), {"sheet": "imported" if facts else "none"}, figures
            )
        )
    strip = _strip(
        say("Goals × years: measures with results"),
        goals,
        "code",
        "goal",
        measures,
        counts,
        years,
        _Sheets(set(found), not_held),
    )
    return Made(
        say("Fiscal years"), (Section("years", say("Fiscal years"), tuple(rows)),), (strip,) if years else ()
    )


def by_area(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    counts: Sequence[LinkCount],
    missing: Sequence[int],
    areas: Sequence[AreaRow],
    not_held: Mapping[str, Sequence[int]] = {},
) -> Made:
    """A row for each area that has a measure, and the strip area × year."""
    return _by_part("area", measures, reported, counts, missing, areas, not_held)


def by_goal(
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    counts: Sequence[LinkCount],
    missing: Sequence[int],
    goals: Sequence[GoalRow],
    not_held: Mapping[str, Sequence[int]] = {},
) -> Made:
    """A row for each goal that has a measure, and the strip goal × year."""
    return _by_part("goal", measures, reported, counts, missing, goals, not_held)


def _by_part(
    part: Literal["area", "goal"],
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    counts: Sequence[LinkCount],
    missing: Sequence[int],
    things: Sequence[AreaRow] | Sequence[GoalRow],
    not_held: Mapping[str, Sequence[int]],
) -> Made:
    covered = {n for fact in reported for n in fact.measures}
    rows = []
    for thing in things:
        numbers = [measure["code"] for measure in measures if measure[part] == thing["code"]]
        if numbers:
            have = [n for n in numbers if n in covered]
            served = achievements_of(f for f in reported if set(f.measures) & set(numbers))
            figures = {
                "with_results": share("measures", have, numbers, RULE),
                "achievements": count("achievements", served, number_of(reported), _COUNTS_FOR[part]),
            }
            rows.append(FigureRow(thing["code"], _called(thing), {}, figures))
    imported = {fact.fiscal_year for fact in reported}
    years = sorted({*imported, *missing})
    title, years_title = _TITLES[part]
    strip = _strip(years_title, things, "code", part, measures, counts, years, _Sheets(imported, not_held))
    return Made(title, (Section(f"{part}s", title, tuple(rows)),), (strip,) if years else ())


def _called(thing: Mapping[str, object]) -> str:
    """A goal or an area by its code and its title."""
    return say("{code} {title}", code=thing["code"], title=thing["title"])


def _strip(
    title: str,
    things: Iterable[Mapping[str, object]],
    key: str,
    column: str,
    measures: Sequence[Mapping[str, object]],
    counts: Iterable[LinkCount],
    years: Sequence[int],
    sheets: _Sheets,
) -> Strip:
    """Goals or areas × years: how many of their measures have something to show, and how many a suggestion only."""
    states: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for found in counts:
        states[found.fiscal_year, found.counted].add(found.measure)
    lines = []
    for thing in things:
        own = {str(measure["code"]) for measure in measures if measure[column] == thing[key]}
        if not own:
            continue
        cells: list[HeatCell] = []
        for year in years:
            have = own & states[year, True]
            maybe = own & states[year, False] - have
            off = any(year in sheets.not_held.get(code, ()) for code in own)
            cells.append(
                cell(len(have), len(maybe), sheet=year in sheets.imported, whole=len(own), not_held=off)
            )
        lines.append((str(thing[key]), _called(thing), tuple(cells)))
    return Strip(f"{column}-years", title, tuple(map(str, years)), tuple(lines))


def timeline(
    activities: Iterable[ActivityFact], missing: Sequence[int], counted: Set[str] = frozenset()
) -> Made:
    """A row for each month of the imported fiscal years: the activities dated in it, and those of achievements that count
    (``counted``, ids)."""
    found: dict[str, list[str]] = defaultdict(list)
    reasons: Counter[str] = Counter()
    dated: list[str] = []
    undated: list[str] = []
    imported: set[int] = set()
    for activity in activities:
        imported.add(activity.fiscal_year)
        months = set(_months(activity))
        for month in months:
            found[month].append(activity.key)
        (dated if months else undated).append(activity.key)
        if not months:
            reasons[_reason(activity)] += 1
    whole = len(dated) + len(undated)
    named = [month for year in imported for month in months_of(year)]
    rows = [_month(month, found[month], counted, whole, imported) for month in sorted({*named, *found})]
    exclusions = [say("{n} {reason}", n=number, reason=reason) for reason, number in sorted(reasons.items())]
    unknown = list(map(fiscal_year_name, missing))
    notes = [
        say_n(
            "No sheet imported for {years}: its months are not known.",
            "No sheet imported for {years}: their months are not known.",
            len(unknown),
            years=unknown,
        )
        for _ in missing[:1]
    ]
    totals = {"dated": share("activities", dated, undated, MONTH, exclusions)} if whole else {}
    return Made(
        say("Timeline"),
        (Section("months", say("Activities by month"), tuple(rows)),),
        (),
        totals,
        tuple(notes),
    )


def _month(month: str, keys: Sequence[str], counted: Set[str], whole: int, imported: set[int]) -> FigureRow:
    year = fiscal_year_of(month)
    facts = {"fiscal_year": year, "sheet": "imported" if year in imported else "none"}
    linked = [key for key in keys if key.partition("#")[0] in counted]
    figures = {
        "activities": count("activities", keys, whole, MONTH),
        "linked": share(
            "activities",
            linked,
            keys,
            say("of these, those of an achievement with {rule}", rule=STATE_RULES["linked"]),
        ),
    }
    return FigureRow(month, month, facts, figures)


def _months(activity: ActivityFact) -> Iterator[str]:
    for start, end, precision, kind in activity.dates:
        own = fiscal_year_of(start) == activity.fiscal_year
        if kind != "when" or precision not in ("day", "month") or not own:
            continue
        first = int(start[:4]) * 12 + int(start[5:7]) - 1
        last = int(end[:4]) * 12 + int(end[5:7]) - 1
        span = range(first, last + 1) if last - first < _LONGEST else range(first, first + 1)
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in span)


def _reason(activity: ActivityFact) -> str:
    """Why an activity counts in no month."""
    if not activity.dates:
        return say("without a date")
    kinds = {kind for *_, kind in activity.dates}
    if "when" not in kinds:
        return (
            say("announced for later")
            if kinds == {"planned"}
            else say("with dates that do not say when it took place")
        )
    if all(precision not in ("day", "month") for _, _, precision, _ in activity.dates):
        return say("dated by the year only")
    return say("dated outside the fiscal year of their sheet")
