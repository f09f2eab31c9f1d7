"""Questions to the catalogue: lists, search, one thing, its source, what there is. Loads nothing that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from toshigaikou_cli import __version__
from toshigaikou_cli.catalogue.connection import SCHEMA_VERSION, catalogue_path, reading
from toshigaikou_cli.catalogue.reading import check_facts, queries
from toshigaikou_cli.catalogue.reading.activities import activities as find_activities
from toshigaikou_cli.catalogue.reading.filters import Selection, read_date, resolve
from toshigaikou_cli.catalogue.reading.finding import Found, identify
from toshigaikou_cli.catalogue.reading.finding import search as find
from toshigaikou_cli.errors import CatalogueError, ReadError, UsageError
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.answers import Hit, Thing
from toshigaikou_cli.records.filters import Filters

Record = dict[str, Any]


def measures(db: Path | None, filters: Filters) -> list[Record]:
    """Measures with their bureaus and the achievements linked to them."""
    return _listed(db, filters, queries.measures)


def achievements(db: Path | None, filters: Filters, limit: int | None) -> list[Record]:
    """Achievements with their activities, cities, links and sources; at most ``limit``."""
    return _listed(db, filters, lambda connection, chosen: queries.achievements(connection, chosen, limit))


def activities(db: Path | None, filters: Filters, start: str | None, end: str | None) -> list[Record]:
    """Activities by date, from ``start`` to ``end`` as the user writes them (``2017-09``, ``H29.9``)."""
    first = read_date(start, "--from")[0] if start else None
    last = read_date(end, "--to")[1] if end else None
    if first and last and first > last:
        raise UsageError(f"{first} is after {last}", where="--from", hint="--from comes before --to")
    return _listed(db, filters, lambda connection, chosen: find_activities(connection, chosen, first, last))


def bureaus(db: Path | None, filters: Filters) -> list[Record]:
    """The register of bureaus with their measures and achievements."""
    return _listed(db, filters, queries.bureaus)


def cities(db: Path | None, filters: Filters, *, every: bool) -> list[Record]:
    """Cities with a relation or an achievement; ``every``: the whole register."""
    return _listed(db, filters, lambda connection, chosen: queries.cities(connection, chosen, every=every))


def documents(db: Path | None) -> list[Record]:
    """The imported documents, with the account of their rows."""
    with reading(catalogue_path(db)) as connection:
        return queries.documents(connection)


def _listed(
    db: Path | None, filters: Filters, query: Callable[[sqlite3.Connection, Selection], list[Record]]
) -> list[Record]:
    with reading(catalogue_path(db)) as connection:
        return query(connection, resolve(connection, filters))


def search(db: Path | None, texts: Iterable[str], filters: Filters, limit: int | None) -> list[Hit]:
    """Measures and achievements that hold every word of some texts; at most ``limit``."""
    words = [word for text in texts for word in text.split()]
    with reading(catalogue_path(db)) as connection:
        return find(connection, words, resolve(connection, filters), limit)


def unknown_names(db: Path | None) -> list[Record]:
    """Names that the registers do not have, how often they occur, and what they may mean."""
    with reading(catalogue_path(db)) as connection:
        return check_facts.unknown_names(connection)


# ---------------------------------------------------------------- one thing


def show(db: Path | None, name: str) -> tuple[Thing, Record]:
    """What a name stands for (a measure, an achievement, a bureau or a city), and everything about it."""
    with reading(catalogue_path(db)) as connection:
        found = identify(connection, name)
        return found.thing, _SHOWN[found.thing](connection, found)


def _measure(connection: sqlite3.Connection, found: Found) -> Record:
    selection = Selection(measure=found.keys[0])
    measure = queries.measures(connection, selection)[0]
    goals = {goal["number"]: goal["title"] for goal in queries.goals(connection)}
    return {
        "measure": measure,
        "goal_title": goals[measure["goal"]],
        "achievements": queries.achievements(connection, selection),
    }


def _achievement(connection: sqlite3.Connection, found: Found) -> Record:
    return {"achievement": queries.achievement(connection, found.keys[0])}


def _bureau(connection: sqlite3.Connection, found: Found) -> Record:
    selection = Selection(bureaus=found.keys)
    listed = queries.measures(connection, selection)
    line = queries.bureaus(connection, selection)
    led = {number for bureau in line for number in bureau["leads"]}
    return {
        "bureaus": line,
        "lead": [measure for measure in listed if measure["number"] in led],
        "related": [measure for measure in listed if measure["number"] not in led],
        "achievements": queries.achievements(connection, selection),
    }


def _city(connection: sqlite3.Connection, found: Found) -> Record:
    selection = Selection(city=found.keys[0])
    return {
        "city": queries.cities(connection, selection)[0],
        "activities": find_activities(connection, selection),
        "achievements": queries.achievements(connection, selection),
    }


_SHOWN = {"measure": _measure, "achievement": _achievement, "bureau": _bureau, "city": _city}


# ---------------------------------------------------------------- where it stands


def source(db: Path | None, name: str) -> tuple[Thing, Record]:
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
    try:
        image.write_bytes(drawn)
    except OSError as error:
        raise ReadError(f"the image cannot be written: {error.strerror}", where=str(image)) from error
    return kept.name, kept.page


def _sourced(connection: sqlite3.Connection, name: str) -> Found:
    found = identify(connection, name)
    if found.thing not in ("measure", "achievement"):
        raise UsageError(f"{name} is a {found.thing}", hint="give an achievement's id or a measure's number")
    return found


# ---------------------------------------------------------------- what there is


def contents(db: Path | None) -> Record:
    """Where the catalogue is, what is in it, which versions made it; ``problem`` where it cannot be opened."""
    path = catalogue_path(db)
    data: Record = {
        "tgx": __version__,
        "schema": SCHEMA_VERSION,
        "catalogue": str(path),
        "packaged_data": str(packaged("data")),
        "contents": None,
        "vocabulary": None,
        "problem": None,
    }
    try:
        with reading(path) as connection:
            data["contents"] = {
                **check_facts.sizes(connection),
                "years": queries.reported_years(connection),
            }
            data["vocabulary"] = queries.vocabulary_fingerprint(connection)
            data["size"] = path.stat().st_size
    except CatalogueError as error:
        data["problem"] = f"{error.what} ({error.hint})"
    return data
