"""What a view of the report is: a function from facts to figures. To add one, write it in ``coverage/`` and name it in
``jobs/viewing.py``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.activities import (
    activity_facts,
    activity_texts,
    city_activities,
    city_activity_counts,
    not_held,
)
from toshigaikou_cli.catalogue.reading.filters import Selection, measures_asked
from toshigaikou_cli.coverage.figures import Member, Names

if TYPE_CHECKING:
    from toshigaikou_cli.coverage.views import Made
    from toshigaikou_cli.records.answers import ActivityFact, CityActivities, FactPart, NotHeld, ReportedFact
    from toshigaikou_cli.records.kinds import UnitKind
    from toshigaikou_cli.records.rows import Strategy
    from toshigaikou_cli.records.stated import RegisteredBureau, RegisteredCity, StatedMeasure


class ViewEntry(NamedTuple):
    """A view: what it makes of the facts, and what it is about, where the help says that.

    ``make`` gives sections of rows in the shape of ``coverage/views.py``. Every figure carries its members, so that the
    screen, CSV, JSON and the page agree; "no sheet imported" is never 0. ``needs_strategy``: without one there is
    nothing to show.
    """

    make: Callable[[Facts], Made]
    about: str = ""
    needs_strategy: bool = False


class Facts:
    """What the views are made of, each read from the catalogue when it is first asked for."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        selection: Selection,
        missing: tuple[int, ...],
        strategy: Strategy | None,
    ) -> None:
        self.connection = connection
        self.selection = selection
        self.missing = missing
        self.strategy = strategy
        self.published = strategy["published"] if strategy else None
        self.level: UnitKind = "section"
        self.members = True
        """Whether achievements and activities are named, or only counted."""
        self._kept: dict[str, Any] = {}

    def _once(self, name: str, query: Callable[..., Any], *arguments: Any) -> Any:
        if name not in self._kept:
            self._kept[name] = query(self.connection, *arguments)
        return self._kept[name]

    @property
    def measures(self) -> list[StatedMeasure]:
        found: list[StatedMeasure] = self._once("measures", frame.measures, measures_asked(self.selection))
        return found

    def reported(self, *parts: FactPart) -> list[ReportedFact]:
        """All that the sheets report, also what counts for something else than what is asked about; ``parts`` is what is
        looked at of it."""
        found: list[ReportedFact] = (
            self._once("reported", report_queries.reported, self.selection)
            if self.members
            else self._once(", ".join(parts), report_queries.reported_alike, self.selection, parts)
        )
        return found

    def about(self, *parts: FactPart) -> list[ReportedFact]:
        """What bears on the goal, area or measure that is asked about."""
        return [fact for fact in self.reported(*parts) if fact.about]

    @property
    def activities(self) -> Iterator[ActivityFact]:
        """Read whenever they are asked for: there may be very many."""
        return activity_facts(self.connection, self.selection)

    @property
    def city_activities(self) -> CityActivities:
        query = city_activities if self.members else city_activity_counts
        return query(self.connection, self.selection)

    @property
    def not_held(self) -> list[NotHeld]:
        found: list[NotHeld] = self._once("not_held", not_held, self.selection)
        return found

    @property
    def not_held_years(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = self._once(
            "not_held_years", report_queries.not_held_years, self.selection
        )
        return found

    @property
    def counts(self) -> list[Any]:
        return list(self._once("link_counts", report_queries.link_counts, self.selection))

    @property
    def links(self) -> Iterator[tuple[str, str, str]]:
        """Read whenever they are asked for, too."""
        return report_queries.link_methods(self.connection, self.selection)

    @property
    def bureaus(self) -> list[RegisteredBureau]:
        return list(self._once("bureaus", frame.bureaus))

    @property
    def cities(self) -> list[RegisteredCity]:
        only = [self.selection.city] if self.selection.city else None
        return list(self._once("cities", frame.cities, only, self.selection.strategy))

    def names(self) -> Names:
        """What the members of the figures are called, of what was read; asked for while the catalogue is open."""
        names: dict[tuple[str, Member], str] = {("measures", m["code"]): m["title"] for m in self.measures}
        names |= {("bureaus", b["id"]): b["name"] for b in self._kept.get("bureaus", ())}
        names |= {("cities", c["name"]): c["country_name"] for c in self._kept.get("cities", ())}
        names |= {("activities", n.key): n.words for n in self._kept.get("not_held", ())}
        return Names(
            names,
            {
                "achievements": partial(report_queries.achievement_names, self.connection),
                "activities": partial(activity_texts, self.connection),
                "links": self._link_names,
            },
        )

    def _link_names(self, keys: Sequence[str]) -> dict[str, str]:
        """A link is called as its achievement."""
        rows = {key: key.partition(">")[0] for key in keys}
        called = report_queries.achievement_names(self.connection, list(dict.fromkeys(rows.values())))
        return {key: called[row] for key, row in rows.items()}
