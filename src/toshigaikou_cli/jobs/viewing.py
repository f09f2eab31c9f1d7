"""From the catalogue to a view (by bureau, city, year …): which facts it needs, and whose arithmetic they go to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.activities import activity_facts, not_held
from toshigaikou_cli.catalogue.reading.filters import Selection, resolve
from toshigaikou_cli.coverage import figures
from toshigaikou_cli.coverage.figures import Member, Names
from toshigaikou_cli.coverage.views import View
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.jobs.reporting import EVERYTHING, Asked, stamp

if TYPE_CHECKING:
    from toshigaikou_cli.coverage.views import Made
    from toshigaikou_cli.records.answers import ActivityFact, NotHeld, ReportedFact
    from toshigaikou_cli.records.stated import RegisteredBureau, RegisteredCity, StatedMeasure


def view(db: Path | None, name: str, asked: Asked) -> tuple[View, Names]:
    """A view of a catalogue and the names of its members. ``name`` is one of :data:`VIEWS`."""
    with reading(catalogue_path(db)) as connection:
        return make_view(connection, name, resolve(connection, asked.filters), asked)


def make_view(
    connection: sqlite3.Connection, name: str, selection: Selection, asked: Asked = EVERYTHING
) -> tuple[View, Names]:
    """A view and the names of its members."""
    strategy = frame.strategy(connection)
    if strategy is None and name in NEED_STRATEGY:
        raise CatalogueError("no strategy in the catalogue", hint="tgx import STRATEGY")
    published = strategy["published"] if strategy else None
    years = tuple(frame.reported_years(connection))
    missing = figures.missing_years(published, years)
    if selection.year is not None:
        missing = () if selection.year in years else (selection.year,)
    facts = _Facts(connection, selection, missing, published)
    made: Made = VIEWS[name](facts)
    sections = made.sections
    if asked.uncovered:
        sections = tuple(
            s._replace(rows=tuple(r for r in s.rows if _has_nothing(r.figures))) for s in sections
        )
    shown = View(
        view=name,
        title=made.title,
        strategy=strategy["title"] if strategy else "",
        filters=asked.shown(),
        sections=sections,
        strips=() if asked.uncovered else made.strips,
        totals=made.totals,
        missing_years=missing,
        documents=tuple(frame.documents(connection)),
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

    def _once(self, name: str, query: Callable[..., Any], *arguments: Any) -> Any:
        if name not in self._kept:
            self._kept[name] = query(self.connection, *arguments)
        return self._kept[name]

    @property
    def measures(self) -> list[StatedMeasure]:
        only = Selection(goal=self.selection.goal, area=self.selection.area, measure=self.selection.measure)
        found: list[StatedMeasure] = self._once("measures", frame.measures, only)
        return found

    @property
    def reported(self) -> list[ReportedFact]:
        found: list[ReportedFact] = self._once("reported", report_queries.reported, self.selection)
        return found

    @property
    def activities(self) -> list[ActivityFact]:
        found: list[ActivityFact] = self._once("activities", activity_facts, self.selection)
        return found

    @property
    def not_held(self) -> list[NotHeld]:
        found: list[NotHeld] = self._once("not_held", not_held, self.selection)
        return found

    @property
    def counts(self) -> list[Any]:
        return list(self._once("link_counts", report_queries.link_counts, self.selection))

    @property
    def links(self) -> list[tuple[str, str, str]]:
        return list(self._once("link_methods", report_queries.link_methods, self.selection))

    @property
    def bureaus(self) -> list[RegisteredBureau]:
        return list(self._once("bureaus", frame.bureaus))

    @property
    def cities(self) -> list[RegisteredCity]:
        only = [self.selection.city] if self.selection.city else None
        return list(self._once("cities", frame.cities, only))

    def names(self) -> Names:
        """What the members of the figures are called, of what was read."""
        names: dict[tuple[str, Member], str] = {("measures", m["number"]): m["title"] for m in self.measures}
        names |= {("bureaus", b["id"]): b["name"] for b in self._kept.get("bureaus", ())}
        names |= {("cities", c["name"]): c["country_name"] for c in self._kept.get("cities", ())}
        names |= {("activities", a.key): a.text for a in self._kept.get("activities", ())}
        names |= {("activities", n.key): n.words for n in self._kept.get("not_held", ())}
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


def _outcomes(facts: _Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import bureau_titles
    from toshigaikou_cli.coverage.outcomes import outcomes

    return outcomes(facts.reported, facts.not_held, bureau_titles(facts.bureaus))


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
    "outcomes": _outcomes,
}
NEED_STRATEGY = ("area", "targets")
