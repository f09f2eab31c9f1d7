"""With whom: partner cities, and the strategy's targets for their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.coverage.bureaus import STATE_RULES
from toshigaikou_cli.coverage.figures import Figure
from toshigaikou_cli.coverage.measures import RULE
from toshigaikou_cli.coverage.views import (
    FigureRow,
    Made,
    RowFact,
    Section,
    achievements_of,
    count,
    number_of,
    share,
)
from toshigaikou_cli.messages import joined, relation, say, say_n, sayable
from toshigaikou_cli.records.answers import CityActivities, ReportedFact
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days, fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import RelationRow, TargetRow
    from toshigaikou_cli.records.stated import RegisteredCity, StatedMeasure

NAMED = say(
    "the city is a partner in the text, in the item or in a column of cities (one that is only the place does not count)"
)
_RELATION = sayable(
    "a city other than the strategy's own with a relation ({kinds}) that began by the end of the last imported year"
)

_UP_TO = sayable("partner in an achievement of a sheet up to {year}; of all registered cities")
_BOTH = sayable("a relation by {deadline}, and partner in an achievement")


def by_city(
    cities: Sequence[RegisteredCity],
    measures: Sequence[StatedMeasure],
    reported: Sequence[ReportedFact],
    told: Sequence[ReportedFact],
    activities: CityActivities,
    formal: Sequence[str],
) -> Made:
    """A row for each city with a relation or a partner in an achievement; the strategy's own city is no partner. ``told``
    are the same achievements as ``reported``, with their years and bureaus. ``formal`` are the kinds of relation that bind
    the city."""
    found: dict[str, list[ReportedFact]] = defaultdict(list)
    for fact in reported:
        for name in fact.cities:
            found[name].append(fact)
    bureaus: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in told:
        for name in fact.cities:
            bureaus[name].update(dict.fromkeys(_bureaus(fact)))
    numbers = [measure["code"] for measure in measures]
    all_bureaus = len({bureau for fact in told for bureau in _bureaus(fact)})
    rows = []
    for city in cities:
        name = city["name"]
        if not city["self"] and (city["relations"] or name in found):
            facts = found.get(name, [])
            met = {code for fact in facts for code in fact.measures}
            reached = [code for code in numbers if code in met]
            figures = {
                "activities": count("activities", activities.by_city.get(name, ()), activities.number, NAMED),
                "achievements": count("achievements", achievements_of(facts), number_of(reported), NAMED),
                "linked": share(
                    "achievements",
                    achievements_of(f for f in facts if f.link_state == "linked"),
                    achievements_of(facts),
                    STATE_RULES["linked"],
                ),
                "measures": count("measures", reached, len(measures), RULE),
                "bureaus": count("bureaus", bureaus[name], all_bureaus, say("they reported it")),
            }
            rows.append(FigureRow(name, name, _facts(city), figures))
    totals = _totals(cities, found, max((fact.fiscal_year for fact in told), default=None), formal)
    return Made(say("Partner cities"), (Section("cities", say("Partner cities"), tuple(rows)),), (), totals)


def _bureaus(fact: ReportedFact) -> tuple[str, ...]:
    return fact.bureaus or (f"? {fact.bureau_text}",)


def _facts(city: RegisteredCity) -> dict[str, RowFact]:
    return {
        "country": city["country_name"],
        "relations": city["relations"],
        "since": _since(city["relations"]),
    }


def _since(relations: Iterable[RelationRow], kinds: Sequence[str] = ()) -> str | None:
    """The first date of relations (of some kinds)."""
    dates = [r["since"] for r in relations if r["since"] and (not kinds or r["kind"] in kinds)]
    return min(dates, default=None)


def _totals(
    cities: Iterable[RegisteredCity], found: Mapping[str, object], last: int | None, formal: Sequence[str]
) -> dict[str, Figure]:
    bound = say(_RELATION, kinds=joined(map(relation, formal)))
    end = fiscal_year_days(last or 9998)[1]
    with_relation, later, own, loose = [], [], [], []
    for city in cities:
        since = _since(city["relations"], formal)
        if city["self"]:
            own.append(say("{city}: the strategy's own city", city=city["name"]))
        elif not any(relation["kind"] in formal for relation in city["relations"]):
            loose += [city["name"]] if city["relations"] else []
        elif since and since > end[: len(since)]:
            told = sayable("{city}: its relation began on {since}, after the last imported year")
            later.append(say(told, city=city["name"], since=since))
        else:
            with_relation.append(city["name"])
    others = (
        [say("{n} with other ties only: {cities}", n=len(loose), cities="、".join(loose))] if loose else []
    )
    left_out = [*own, *later, *others]
    reported = [name for name in with_relation if name in found]
    silent = [name for name in with_relation if name not in found]
    stray = [name for name in found if name not in with_relation]
    return {
        "relation_and_reported": share(
            "cities", reported, silent, say("{rule}, partner in an achievement", rule=bound), left_out
        ),
        "relation_and_nothing": share(
            "cities", silent, reported, say("{rule}, partner in no achievement", rule=bound), left_out
        ),
        "reported_without_relation": count(
            "cities", stray, len(found), say("partner in an achievement, without such a relation")
        ),
    }  # fmt: skip


def targets(
    stated: Iterable[TargetRow],
    cities: Sequence[RegisteredCity],
    reported: Sequence[ReportedFact],
    published: str | None,
    kinds: Sequence[str],
) -> Made:
    """The strategy's numeric targets beside what can be counted by the rules that suggest themselves.

    Which rule the strategy meant, and whether a target was met, is not judged. ``kinds`` are the kinds of relation that
    bind the city.
    """
    partners = [city for city in cities if not city["self"]]
    rows = []
    for target in stated:
        deadline = _deadline(target)
        facts: dict[str, RowFact] = {"cities": target["cities"], "by": deadline, "text": target["text"]}
        figures = _target_figures(target["year"], deadline, partners, reported, published, kinds)
        rows.append(
            FigureRow(
                f"{target['cities']}-{target['year']}",
                say_n("{n} city", "{n} cities", n=target["cities"]),
                facts,
                figures,
            )
        )
    notes = (
        say("These count as relations: {kinds}.", kinds=joined(map(relation, kinds))),
        say("Which rule the strategy meant, and whether a target was met, is not judged here."),
        say("A year that the text does not call a fiscal year (年度) ends on 31 December."),
    )
    return Made(
        say("Targets"),
        (Section("targets", say("Targets of the strategy"), tuple(rows)),),
        (),
        {},
        notes if rows else (),
    )


def _deadline(target: TargetRow) -> str:
    year = target["year"]
    return fiscal_year_days(year)[1] if "年度" in target["text"] else f"{year}-12-31"


def _target_figures(
    year: int,
    deadline: str,
    partners: Sequence[RegisteredCity],
    reported: Iterable[ReportedFact],
    published: str | None,
    kinds: Sequence[str],
) -> dict[str, Figure]:
    first = {city["name"]: _since(city["relations"], kinds) for city in partners}
    formal = [c["name"] for c in partners if any(r["kind"] in kinds for r in c["relations"])]
    bound = [name for name in formal if (first[name] or "9999") <= deadline]
    loose = [c["name"] for c in partners if c["relations"] and c["name"] not in formal]
    undated = [say("{city}: without a date", city=name) for name in formal if first[name] is None]
    other_kinds = (
        [say("{n} with other relations only: {cities}", n=len(loose), cities="、".join(loose))]
        if loose
        else []
    )
    begun = [n for n in bound if published and str(first[n]) > published]
    active = {city for fact in reported if fact.fiscal_year <= year for city in fact.cities}
    named = [city["name"] for city in partners if city["name"] in active]
    return {
        "relation": share(
            "cities", bound, formal,
            say("a relation ({kinds}) that began by {deadline}", kinds=joined(map(relation, kinds)), deadline=deadline),
            [*undated, *other_kinds],
        ),
        "new_relation": share(
            "cities", begun, bound, say("of these, those whose first relation began after {date}", date=published or "–"), undated
        ),
        "reported": count(
            "cities", named, len(partners), say(_UP_TO, year=fiscal_year_name(year))
        ),
        "both": share(
            "cities", [n for n in bound if n in active], bound, say(_BOTH, deadline=deadline)
        ),
    }  # fmt: skip
