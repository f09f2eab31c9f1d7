"""From the catalogue to a view (by bureau, city, year …): which facts it needs, and whose arithmetic they go to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.coverage import figures
from toshigaikou_cli.coverage.figures import Names
from toshigaikou_cli.coverage.views import View
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.jobs.facts import Facts, ViewEntry
from toshigaikou_cli.jobs.reporting import EVERYTHING, Asked, stamp
from toshigaikou_cli.messages import say

if TYPE_CHECKING:
    from toshigaikou_cli.coverage.views import Made
    from toshigaikou_cli.records.answers import FactPart


By = Literal["bureau", "department", "unit", "city", "year", "area", "goal"]
"""Views that ``--by`` asks for."""
About = Literal["targets", "timeline", "sure", "outcomes"]
"""Views of their own name. Both are in :data:`VIEWS`."""


ShownViews = list[tuple[View, Names]]
"""Views, each with the names of its members."""


@contextmanager
def shown_views(db: Path | None, name: By | About, asked: Asked) -> Iterator[ShownViews]:
    """A view of a catalogue for each strategy that is asked about, the newer first, and the names of its members, which
    are read while they are looked at."""
    with reading(catalogue_path(db)) as connection:
        every = [facts_of(connection, block) for block in blocks(connection, asked.filters)]
        yield [
            (make_view(facts, name, asked), facts.names() if asked.listed else Names({})) for facts in every
        ]


def facts_of(connection: sqlite3.Connection, selection: Selection) -> Facts:
    """What views of one selection are made of: several share what is read."""
    strategy = frame.strategy(connection, selection.strategy)
    published = strategy["published"] if strategy else None
    years = tuple(frame.reported_years(connection, selection.years))
    missing = figures.missing_years(
        published, years, selection.year, strategy["first_year"] if strategy else None
    )
    return Facts(connection, selection, missing, strategy)


def make_view(facts: Facts, name: By | About, asked: Asked = EVERYTHING) -> View:
    """A view. Raises CatalogueError where it needs a strategy and there is none."""
    entry, strategy = VIEWS[name], facts.strategy
    if strategy is None and entry.needs_strategy:
        raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
    facts.level, facts.members = asked.level, asked.members
    made = entry.make(facts)
    sections = made.sections
    if asked.uncovered:
        sections = tuple(
            s._replace(rows=tuple(r for r in s.rows if _has_nothing(r.figures))) for s in sections
        )
    return View(
        view=name,
        title=made.title,
        strategy_id=strategy["id"] if strategy else "",
        strategy=strategy["title"] if strategy else "",
        filters=asked.shown(),
        sections=sections,
        strips=() if asked.uncovered else made.strips,
        totals=made.totals,
        missing_years=facts.missing,
        documents=tuple(frame.documents(facts.connection, facts.selection)),
        made=stamp(facts.connection),
        notes=made.notes,
    )


def _has_nothing(row: Mapping[str, figures.Figure]) -> bool:
    figure = row.get("with_results") or row.get("achievements") or row.get("activities")
    return figure is not None and figure.numerator == 0


_BUREAUS: tuple[FactPart, ...] = ("bureaus", "bureau_text", "measures")
"""What the views by bureau look at."""


def _by_bureau(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import by_bureau

    about = facts.about(*_BUREAUS)
    sheets = bool(facts.reported(*_BUREAUS))
    made = by_bureau(
        facts.measures, about, facts.counts, facts.bureaus, sheets=sheets, not_held=facts.not_held_years
    )
    wanted = facts.selection.bureaus
    if wanted is None:
        return made
    section = made.sections[0]
    rows = tuple(row for row in section.rows if row.key in wanted)
    strips = tuple(s._replace(rows=tuple(r for r in s.rows if r[0] in wanted)) for s in made.strips)
    return made._replace(sections=(section._replace(rows=rows),), strips=tuple(s for s in strips if s.rows))


def _by_department(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import by_department

    return by_department(facts.measures, facts.about(*_BUREAUS, "department"), facts.bureaus)


def _by_unit(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import by_bureau
    from toshigaikou_cli.coverage.units import facts_at, measures_at

    tree = frame.units(facts.connection)
    measures = measures_at(facts.level, facts.measures, facts.bureaus, tree)
    about = facts_at(facts.level, facts.about(*_BUREAUS), tree)
    sheets = bool(facts.reported(*_BUREAUS))
    made = by_bureau(
        measures, about, facts.counts, facts.bureaus, sheets=sheets, not_held=facts.not_held_years
    )
    return made._replace(title="Units")


def _by_city(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.cities import by_city

    counted = facts.about("cities", "measures")
    told = facts.about("cities", "bureaus", "bureau_text", "fiscal_year")
    formal = projects.current().formal
    return by_city(facts.cities, facts.measures, counted, told, facts.city_activities, formal)


def _by_year(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.years import by_year

    goals = frame.goals(facts.connection, facts.selection.strategy or "")
    facts.bureaus  # noqa: B018 - so that --list can name them
    counted = facts.reported("fiscal_year", "measures")
    told = facts.about("fiscal_year", "bureaus"), facts.about("fiscal_year", "cities")
    return by_year(facts.measures, counted, *told, facts.counts, facts.missing, goals, facts.not_held_years)


def _by_area(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.years import by_area

    areas = frame.areas(facts.connection, facts.selection.strategy or "")
    return by_area(
        facts.measures,
        facts.about("fiscal_year", "measures"),
        facts.counts,
        facts.missing,
        areas,
        facts.not_held_years,
    )


def _by_goal(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.years import by_goal

    goals = frame.goals(facts.connection, facts.selection.strategy or "")
    return by_goal(
        facts.measures,
        facts.about("fiscal_year", "measures"),
        facts.counts,
        facts.missing,
        goals,
        facts.not_held_years,
    )


def _targets(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.cities import targets

    stated = frame.targets(facts.connection, facts.selection.strategy or "")
    return targets(
        stated, facts.cities, facts.about("cities", "fiscal_year"), facts.published, projects.current().formal
    )


def _timeline(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.years import timeline

    counted = {key for fact in facts.about() if fact.link_state == "linked" for key in fact.achievements}
    return timeline(facts.activities, facts.missing, counted)


def _outcomes(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.bureaus import bureau_titles
    from toshigaikou_cli.coverage.outcomes import outcomes

    return outcomes(facts.about(), facts.not_held, bureau_titles(facts.bureaus))


def _sure(facts: Facts) -> Made:
    from toshigaikou_cli.coverage.sure import sure
    from toshigaikou_cli.vocabulary.measured import read_measured

    tested = read_measured(facts.selection.strategy or "", projects.current().words_folder / "links")
    by = report_queries.confirmers(facts.connection, facts.selection)
    made = sure(
        facts.measures, facts.reported(), facts.links, facts.missing, facts.not_held_years, tested, by
    )
    old = (
        ()
        if tested.current
        else (say("Links were tested with older rules than today's (tgx link evaluate --save)."),)
    )
    return made._replace(notes=(*made.notes, *old))


VIEWS: Mapping[By | About, ViewEntry] = {
    "bureau": ViewEntry(_by_bureau),
    "department": ViewEntry(_by_department),
    "unit": ViewEntry(_by_unit),
    "city": ViewEntry(_by_city),
    "year": ViewEntry(_by_year),
    "area": ViewEntry(_by_area, needs_strategy=True),
    "goal": ViewEntry(_by_goal, needs_strategy=True),
    "targets": ViewEntry(_targets, say("numbers of cities"), needs_strategy=True),
    "timeline": ViewEntry(_timeline, "months"),
    "sure": ViewEntry(_sure, say("how sure it is")),
    "outcomes": ViewEntry(_outcomes, say("what was held, and what was not")),
}
