"""A name -> what it stands for: everything about it, and where it stands in its document."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries
from toshigaikou_cli.catalogue.reading.activities import activities
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.finding import Found, identify
from toshigaikou_cli.catalogue.reading.indicators import Wanted, indicators
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.records.answers import Thing

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import SourcedRow


def show(db: Path | None, name: str) -> tuple[Thing, dict[str, Any]]:
    """What a name stands for (a measure, an achievement, a bureau or a city), and everything about it."""
    with reading(catalogue_path(db)) as connection:
        found = identify(connection, name)
        return found.thing, _SHOWN[found.thing](connection, found)


def _measure(connection: sqlite3.Connection, found: Found) -> dict[str, Any]:
    selection = Selection(measure=found.keys)
    measure = queries.measures(connection, selection)[0]
    goals = {goal["code"]: goal["title"] for goal in frame.goals(connection, measure["strategy"])}
    shown = {
        "measure": measure,
        "goal_title": goals.get(measure["goal"] or "", ""),
        "achievements": queries.achievements(connection, selection),
    }
    figures = indicators(connection, Wanted(selection))
    return {**shown, "indicators": figures} if figures else shown


def _achievement(connection: sqlite3.Connection, found: Found) -> dict[str, Any]:
    return {"achievement": queries.achievement(connection, found.keys[0])}


def _bureau(connection: sqlite3.Connection, found: Found) -> dict[str, Any]:
    selection = Selection(bureaus=found.keys)
    listed = queries.measures(connection, selection)
    line = queries.bureaus(connection, selection)
    led = {measure for bureau in line for measure in bureau["leads"]}
    return {
        "bureaus": line,
        "lead": [measure for measure in listed if f"{measure['strategy']}:{measure['code']}" in led],
        "related": [measure for measure in listed if f"{measure['strategy']}:{measure['code']}" not in led],
        "achievements": queries.achievements(connection, selection),
    }


def _city(connection: sqlite3.Connection, found: Found) -> dict[str, Any]:
    selection = Selection(city=found.keys[0])
    return {
        "city": queries.cities(connection, selection)[0],
        "activities": activities(connection, selection),
        "achievements": queries.achievements(connection, selection),
    }


_SHOWN = {"measure": _measure, "achievement": _achievement, "bureau": _bureau, "city": _city}


# ---------------------------------------------------------------- where it stands


def source(db: Path | None, name: str) -> tuple[Thing, SourcedRow]:
    """Where a measure or an achievement stands: its document, its place, its cells as they were read."""
    from toshigaikou_cli.catalogue.reading import sources

    with reading(catalogue_path(db)) as connection:
        found = _sourced(connection, name)
        return found.thing, sources.source(connection, found)


def draw(db: Path | None, name: str, image: Path, password: str | None) -> tuple[str, int]:
    """Draw the place of a measure or an achievement on its PDF page, into a file: the document's name and the page."""
    from toshigaikou_cli.catalogue.reading import sources

    with reading(catalogue_path(db)) as connection:
        kept = sources.kept_page(connection, _sourced(connection, name))
    if kept.format != "pdf" or kept.page is None or kept.bbox is None:
        raise UsageError(
            f"{kept.name} is no PDF: there is no page to draw", where="--image", hint="leave it out"
        )
    from toshigaikou_cli.readers.pdf.render import render

    drawn = render(kept.content, kept.page, kept.bbox, password)
    write_file(image, drawn)
    return kept.name, kept.page


def _sourced(connection: sqlite3.Connection, name: str) -> Found:
    found = identify(connection, name)
    if found.thing not in ("measure", "achievement"):
        raise UsageError(f"{name} is a {found.thing}", hint="give an achievement's id or a measure's code")
    return found
