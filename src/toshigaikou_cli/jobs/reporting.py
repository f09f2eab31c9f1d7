"""From the catalogue to a report or a view: which queries a question needs, and whose arithmetic it goes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from toshigaikou_cli import __version__, clock
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.coverage import figures, measures
from toshigaikou_cli.coverage.figures import Member, Stamp
from toshigaikou_cli.errors import CatalogueError

if TYPE_CHECKING:
    from toshigaikou_cli.coverage.views import Made, View
    from toshigaikou_cli.records.answers import ActivityFact, ReportedFact

Names = dict[tuple[str, Member], str]


def stamp(connection: sqlite3.Connection) -> Stamp:
    """Version, vocabularies and day."""
    return Stamp(__version__, frame.vocabulary_fingerprint(connection), clock.today())


def make_report(
    connection: sqlite3.Connection,
    selection: Selection,
    given: Mapping[str, object],
    *,
    uncovered: bool = False,
    members: bool = True,
    cities: bool = True,
) -> measures.Report:
    """The report by goals. Without ``members`` it has every number, but no ids of achievements: SQL alone counts;
    ``cities`` are left out where no measure is shown.

    Raises CatalogueError where the catalogue has no strategy.
    """
    strategy = frame.strategy(connection)
    if strategy is None:
        raise CatalogueError("no strategy in the catalogue", hint="tgx import STRATEGY")
    of_achievements = Selection(city=selection.city, year=selection.year)
    of_measures = Selection(goal=selection.goal, area=selection.area, bureaus=selection.bureaus)
    covered = measures.measure_coverage(
        [_with_plain_bureaus(m) for m in report_queries.measures(connection, of_measures)],
        report_queries.link_counts(connection, of_achievements),
        report_queries.measure_cities(connection, of_achievements) if cities else {},
        report_queries.links(connection, of_achievements) if members else (),
    )
    if uncovered:
        covered = tuple(measure for measure in covered if not measure.covered)
    ids = _by_outcome(report_queries.reported(connection, of_achievements)) if members else None
    reported = tuple(frame.reported_years(connection))
    return measures.Report(
        strategy=strategy["title"],
        published=strategy["published"],
        filters={**given, **({"uncovered": True} if uncovered else {})},
        years=measures.year_accounts(report_queries.outcome_counts(connection, of_achievements), ids),
        missing_years=figures.missing_years(strategy["published"], reported),
        total=measures.figure(covered),
        goals=measures.goal_coverage(frame.goals(connection), frame.areas(connection), covered),
        targets=tuple(frame.targets(connection)),
        documents=tuple(
            {"name": d["name"], "sha256": d["sha256"]} for d in report_queries.documents(connection)
        ),
        made=stamp(connection),
    )


def _with_plain_bureaus(measure: dict[str, Any]) -> dict[str, Any]:
    return {**measure, "bureaus": [{"name": b["name"], "role": b["role"]} for b in measure["bureaus"]]}


def _by_outcome(reported: Iterable[ReportedFact]) -> dict[tuple[int, str], list[str]]:
    ids: dict[tuple[int, str], list[str]] = {}
    for fact in reported:
        ids.setdefault((fact.fiscal_year, fact.outcome), []).append(fact.achievement)
    return ids


def make_view(
    connection: sqlite3.Connection,
    view: str,
    selection: Selection,
    given: Mapping[str, object],
    *,
    uncovered: bool = False,
) -> tuple[View, Names]:
    """A view and the names of its members. ``view`` is one of :data:`VIEWS`."""
    from toshigaikou_cli.coverage.views import View

    strategy = frame.strategy(connection)
    if strategy is None and view in NEED_STRATEGY:
        raise CatalogueError("no strategy in the catalogue", hint="tgx import STRATEGY")
    published = strategy["published"] if strategy else None
    years = tuple(frame.reported_years(connection))
    missing = figures.missing_years(published, years)
    if selection.year is not None:
        missing = () if selection.year in years else (selection.year,)
    facts = _Facts(connection, selection, missing, published)
    made: Made = VIEWS[view](facts)
    sections = made.sections
    if uncovered:
        sections = tuple(
            s._replace(rows=tuple(r for r in s.rows if _has_nothing(r.figures))) for s in sections
        )
    shown = View(
        view=view,
        title=made.title,
        strategy=strategy["title"] if strategy else "",
        filters={**given, **({"uncovered": True} if uncovered else {})},
        sections=sections,
        strips=() if uncovered else made.strips,
        totals=made.totals,
        missing_years=missing,
        documents=tuple(report_queries.documents(connection)),
        made=stamp(connection),
        notes=made.notes,
    )
    return shown, facts.names()


def _has_nothing(row: Mapping[str, figures.Figure]) -> bool:
    figure = row.get("with_results") or row.get("achievements") or row.get("activities")
    return figure is not None and figure.numerator == 0


class _Facts:
    """What the views are made of, each read from the catalogue when it is first asked for."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        selection: Selection,
        missing: tuple[int, ...],
        published: str | None,
    ) -> None:
        self.connection = connection
        self.selection = selection
        self.missing = missing
        self.published = published
        self._kept: dict[str, Any] = {}

    def _once(self, name: str, *arguments: Any) -> Any:
        if name not in self._kept:
            self._kept[name] = getattr(report_queries, name)(self.connection, *arguments)
        return self._kept[name]

    @property
    def measures(self) -> list[dict[str, Any]]:
        only = Selection(goal=self.selection.goal, area=self.selection.area, measure=self.selection.measure)
        found: list[dict[str, Any]] = self._once("measures", only)
        return found

    @property
    def reported(self) -> list[ReportedFact]:
        found: list[ReportedFact] = self._once("reported", self.selection)
        return found

    @property
    def activities(self) -> list[ActivityFact]:
        found: list[ActivityFact] = self._once("activities", self.selection)
        return found

    @property
    def counts(self) -> list[Any]:
        return list(self._once("link_counts", self.selection))

    @property
    def links(self) -> list[tuple[str, str, str]]:
        return list(self._once("link_methods", self.selection))

    @property
    def bureaus(self) -> list[dict[str, Any]]:
        return list(self._once("bureaus"))

    @property
    def cities(self) -> list[dict[str, Any]]:
        return list(self._once("cities", [self.selection.city] if self.selection.city else None))

    def names(self) -> Names:
        """What the members of the figures are called, of what was read."""
        names: Names = {("measures", m["number"]): m["title"] for m in self.measures}
        names |= {("bureaus", b["id"]): b["name"] for b in self._kept.get("bureaus", ())}
        names |= {("cities", c["name"]): c["country_name"] for c in self._kept.get("cities", ())}
        names |= {("activities", a.key): a.text for a in self._kept.get("activities", ())}
        for fact in self._kept.get("reported", ()):
            names["achievements", fact.achievement] = f"{fact.bureau_text} {fact.item}"
        for _, _, key in self._kept.get("link_methods", ()):
            names["links", key] = names.get(("achievements", key.split(">")[0]), "")
        return names


def _by_bureau(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import by_bureau

    made = by_bureau(facts.measures, facts.reported, facts.counts, facts.bureaus, sheets=bool(facts.reported))
    wanted = facts.selection.bureaus
    if wanted is None:
        return made
    section = made.sections[0]
    rows = tuple(row for row in section.rows if row.key in wanted)
    strips = tuple(s._replace(rows=tuple(r for r in s.rows if r[0] in wanted)) for s in made.strips)
    return made._replace(sections=(section._replace(rows=rows),), strips=tuple(s for s in strips if s.rows))


def _by_department(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import by_department

    return by_department(facts.measures, facts.reported, facts.bureaus)


def _by_city(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.cities import by_city

    return by_city(facts.cities, facts.measures, facts.reported, facts.activities)


def _by_year(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.years import by_year

    goals = frame.goals(facts.connection)
    facts.bureaus  # noqa: B018 - so that --list can name them
    return by_year(facts.measures, facts.reported, facts.counts, facts.missing, goals)


def _by_area(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.years import by_area

    areas = frame.areas(facts.connection)
    return by_area(facts.measures, facts.reported, facts.counts, facts.missing, areas)


def _targets(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.cities import targets

    stated = frame.targets(facts.connection)
    return targets(stated, facts.cities, facts.reported, facts.published)


def _timeline(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.years import timeline

    return timeline(facts.activities, facts.missing)


def _sure(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.sure import sure

    return sure(facts.measures, facts.reported, facts.links, facts.missing)


VIEWS = {
    "bureau": _by_bureau,
    "department": _by_department,
    "city": _by_city,
    "year": _by_year,
    "area": _by_area,
    "targets": _targets,
    "timeline": _timeline,
    "sure": _sure,
}
NEED_STRATEGY = ("area", "targets")
