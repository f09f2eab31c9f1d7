"""From the catalogue to the report by goals: which queries a question needs, and whose arithmetic it goes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli import __version__, clock
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks, measures_asked
from toshigaikou_cli.catalogue.reading.keyed import rows_missing
from toshigaikou_cli.coverage import figures, measures
from toshigaikou_cli.coverage.figures import Member, Names, Stamp
from toshigaikou_cli.errors import CatalogueError
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.ids import code_of, strategy_of
from toshigaikou_cli.records.kinds import UnitKind

if TYPE_CHECKING:
    from toshigaikou_cli.records.answers import ReportedFact


class Asked(NamedTuple):
    """What is asked of a report or a view.

    ``filters`` as the user wrote them; ``uncovered``: only what has nothing to show; ``members``: figures name what
    they count (a plain report counts in SQL alone); ``listed``: the names of members are wanted, too; ``level``: of which
    units the view by unit has rows.
    """

    filters: Filters = Filters()
    uncovered: bool = False
    members: bool = True
    listed: bool = False
    level: UnitKind = "section"

    @property
    def detailed(self) -> bool:
        """Whether each measure is shown, and not only the goals."""
        filters = self.filters
        named = any(
            value is not None for value in (filters.goal, filters.area, filters.measure, filters.bureau)
        )
        return self.uncovered or named

    def shown(self) -> dict[str, object]:
        """The filters as a report states them; the strategy is what the report is of."""
        return {
            **self.filters._replace(strategy=None).given(),
            **({"uncovered": True} if self.uncovered else {}),
        }


EVERYTHING = Asked()
ShownReports = list[tuple[measures.Report, Names]]
"""Reports, each with the names of its members."""


@contextmanager
def reports(db: Path | None, asked: Asked) -> Iterator[ShownReports]:
    """The report by goals of each strategy that is asked about, the newer first, and the names of its members where they
    are listed, which are read while they are looked at."""
    with reading(catalogue_path(db)) as connection:
        made = [make_report(connection, block, asked) for block in blocks(connection, asked.filters)]
        yield [(each, _names(connection, each) if asked.listed else Names({})) for each in made]


def _names(connection: sqlite3.Connection, made: measures.Report) -> Names:
    shown = (measure for goal in made.goals for area in goal.areas for measure in area.measures)
    names: dict[tuple[str, Member], str] = {("measures", each.code): each.title for each in shown}
    return Names(names, {"achievements": partial(report_queries.achievement_names, connection)})


def stamp(connection: sqlite3.Connection) -> Stamp:
    """Version, vocabularies and day."""
    return Stamp(__version__, frame.vocabulary_fingerprint(connection), clock.today())


def make_report(
    connection: sqlite3.Connection, selection: Selection, asked: Asked = EVERYTHING, *, each: bool = False
) -> measures.Report:
    """The report by goals of the selection's strategy. Without members it has every number, but no ids of achievements:
    SQL alone counts; cities, and what is said of years without results, are left out where no measure is shown: ``each``
    says that all are, without members.

    Raises CatalogueError where the catalogue has no strategy.
    """
    strategy = frame.strategy(connection, selection.strategy)
    if strategy is None:
        raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
    own, years, each = strategy["id"], selection.years, each or asked.members or asked.detailed
    question = selection._replace(strategy=own)
    covered = measures.measure_coverage(
        frame.measures(connection, measures_asked(question)),
        report_queries.link_counts(connection, question),
        report_queries.measure_cities(connection, question) if each else {},
        report_queries.links(connection, question) if asked.members else (),
        _without_row(connection, own) if each else {},
        report_queries.not_held_years(connection, question) if each else {},
    )
    ids = _by_state(report_queries.reported(connection, question)) if asked.members else None
    reported = tuple(frame.reported_years(connection, years))
    asked_of = tuple(year for year in reported if question.year in (None, year))
    return measures.Report(
        strategy_id=own,
        strategy=strategy["title"],
        first_year=strategy["first_year"],
        last_year=strategy["last_year"],
        published=strategy["published"],
        filters=asked.shown(),
        years=measures.year_accounts(report_queries.link_state_counts(connection, question), ids),
        imported_years=asked_of,
        missing_years=figures.missing_years(
            strategy["published"], reported, question.year, strategy["first_year"]
        ),
        total=measures.figure(covered),
        goals=measures.goal_coverage(
            frame.goals(connection, own), frame.areas(connection, own), covered, uncovered=asked.uncovered
        ),
        targets=tuple(frame.targets(connection, own)),
        documents=tuple(
            {"name": d["name"], "sha256": d["sha256"]} for d in frame.documents(connection, selection)
        ),
        made=stamp(connection),
        not_read=report_queries.rows_not_read(connection, own),
        figures_alone=report_queries.figures_alone(connection, question),
    )


def _without_row(connection: sqlite3.Connection, strategy: str) -> dict[str, list[int]]:
    """The fiscal years in which a measure, by its code, has no row in a sheet that has one for each."""
    years: dict[str, list[int]] = {}
    for missing in rows_missing(connection):
        code = code_of(missing.measure)
        if strategy_of(missing.measure) == strategy and missing.fiscal_year not in years.setdefault(code, []):
            years[code].append(missing.fiscal_year)
    return years


def _by_state(reported: Iterable[ReportedFact]) -> dict[tuple[int, str], list[str]]:
    ids: dict[tuple[int, str], list[str]] = {}
    for fact in reported:
        ids.setdefault((fact.fiscal_year, fact.link_state), []).extend(fact.achievements)
    return ids
