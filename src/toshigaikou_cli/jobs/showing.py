"""A name -> what it stands for: everything about it, and where it stands in its document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.activities import activities
from toshigaikou_cli.catalogue.reading.filters import Selection, measures_asked, resolve
from toshigaikou_cli.catalogue.reading.finding import Found, identify
from toshigaikou_cli.catalogue.reading.indicators import Wanted, indicators
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import coded, say
from toshigaikou_cli.records.answers import Thing
from toshigaikou_cli.records.filters import NO_FILTERS, Filters
from toshigaikou_cli.records.ids import id_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import SourcedRow


@contextmanager
def shown(
    db: Path | None, name: str, filters: Filters = NO_FILTERS
) -> Iterator[tuple[Thing, dict[str, Any]]]:
    """What a name stands for (a measure, a goal, an area, an achievement, a bureau or a city), and everything about it
    that the filters leave; its long lists are read while they are looked at. Raises UsageError for filters of one
    achievement."""
    with reading(catalogue_path(db)) as connection:
        asked = resolve(connection, filters)
        found = identify(connection, name, asked.strategy)
        if found.thing == "achievement" and filters._replace(strategy=None).given():
            hint = say("leave the filters out; a measure, goal, area, bureau or city takes them")
            raise UsageError(say("{name} is one achievement", name=name), where=say("filters"), hint=hint)
        yield found.thing, _SHOWN[found.thing](connection, found, asked)


def _measure(connection: sqlite3.Connection, found: Found, asked: Selection) -> dict[str, Any]:
    selection = asked._replace(measure=found.keys)
    measure = queries.measures(connection, Selection(measure=found.keys), selection)[0]
    goals = {goal["code"]: goal["title"] for goal in frame.goals(connection, measure["strategy"])}
    shown = {
        "measure": measure,
        "goal_title": goals.get(measure["goal"] or "", ""),
        "achievements": queries.achievements(connection, selection),
    }
    figures = indicators(connection, Wanted(selection))
    return {**shown, "indicators": figures} if figures else shown


def _part(connection: sqlite3.Connection, found: Found, asked: Selection) -> dict[str, Any]:
    goal = found.thing == "goal"
    selection = asked._replace(goal=found.keys) if goal else asked._replace(area=found.keys)
    return {
        "part": frame.part(connection, found.keys[0]),
        "measures": queries.measures(connection, measures_asked(selection), selection),
        "achievements": queries.achievements(connection, selection),
    }


def _achievement(connection: sqlite3.Connection, found: Found, _asked: Selection) -> dict[str, Any]:
    return {"achievement": queries.achievement(connection, found.keys[0])}


def _bureau(connection: sqlite3.Connection, found: Found, asked: Selection) -> dict[str, Any]:
    selection = asked._replace(bureaus=found.keys)
    listed = queries.measures(connection, measures_asked(selection), selection)
    line = queries.bureaus(connection, Selection(bureaus=found.keys), selection)
    led = {measure for bureau in line for measure in bureau["leads"]}
    return {
        "bureaus": line,
        "lead": [each for each in listed if id_of(each["strategy"], each["code"]) in led],
        "related": [each for each in listed if id_of(each["strategy"], each["code"]) not in led],
        "achievements": queries.achievements(connection, selection),
    }


def _city(connection: sqlite3.Connection, found: Found, asked: Selection) -> dict[str, Any]:
    selection = asked._replace(city=found.keys[0])
    listed = queries.achievement_ids(connection, selection)
    within = None if selection == Selection(city=found.keys[0]) else set(listed)
    return {
        "city": queries.cities(connection, Selection(city=found.keys[0]), counted=selection)[0],
        "activities": activities(connection, selection._replace(outcome=None), within),
        "achievements": queries.long_achievements(connection, listed, selection),
    }


_SHOWN = {
    "measure": _measure,
    "achievement": _achievement,
    "bureau": _bureau,
    "city": _city,
    "goal": _part,
    "area": _part,
}


# ---------------------------------------------------------------- where it stands


def source(db: Path | None, name: str) -> tuple[Thing, SourcedRow]:
    """Where a measure or an achievement stands: its document, its place, its cells as they were read."""
    from toshigaikou_cli.catalogue.reading import sources

    with reading(catalogue_path(db)) as connection:
        found = _sourced(connection, name)
        return found.thing, sources.source(connection, found)


def _sourced(connection: sqlite3.Connection, name: str) -> Found:
    found = identify(connection, name)
    if found.thing not in ("measure", "achievement"):
        raise UsageError(
            say("{name} is a {thing}", name=name, thing=coded(found.thing)),
            hint=say("give an achievement's id or a measure's code"),
        )
    return found
