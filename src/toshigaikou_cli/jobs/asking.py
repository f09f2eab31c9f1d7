"""Lists of what the catalogue holds: measures, achievements, activities, bureaus, cities, documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import imported, queries, report_queries
from toshigaikou_cli.catalogue.reading.activities import activities_in_parts as find_in_parts
from toshigaikou_cli.catalogue.reading.filters import Selection, read_date, resolve
from toshigaikou_cli.catalogue.reading.indicators import Wanted
from toshigaikou_cli.catalogue.reading.indicators import indicators as find_indicators
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.filters import Filters

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentRow
    from toshigaikou_cli.records.rows import (
        AchievementRow,
        BureauRow,
        CityRow,
        IndicatorRow,
        ListedActivity,
        MeasureRow,
    )

Listed = TypeVar("Listed")


def measures(db: Path | None, filters: Filters) -> list[MeasureRow]:
    """Measures with their bureaus and the achievements linked to them."""
    return _listed(db, filters, queries.measures)


def achievements_in_parts(
    db: Path | None, filters: Filters, limit: int | None
) -> Iterator[list[AchievementRow]]:
    """Achievements with their activities, cities, links and sources, at most ``limit``; a part of them at once, so that a list
    of any length takes the memory of one."""
    with reading(catalogue_path(db)) as connection:
        yield from queries.achievements_in_parts(connection, resolve(connection, filters), limit)


def elsewhere(db: Path | None, filters: Filters) -> int:
    """How many results have links, but only to something else than what the filters ask about."""
    with reading(catalogue_path(db)) as connection:
        counts = report_queries.link_state_counts(connection, resolve(connection, filters))
    return sum(found.achievements for found in counts if found.link_state == "elsewhere")


def activities_in_parts(
    db: Path | None, filters: Filters, start: str | None, end: str | None
) -> Iterator[list[ListedActivity]]:
    """Activities by date, from ``start`` to ``end`` as the user writes them (``2017-09``, ``H29.9``), a part of them at once."""
    bounds = _bounds(start, end)
    with reading(catalogue_path(db)) as connection:
        yield from find_in_parts(connection, resolve(connection, filters), *bounds)


def _bounds(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """The first and the last day, as ISO dates."""
    first = read_date(start, "--from")[0] if start else None
    last = read_date(end, "--to")[1] if end else None
    if first and last and first > last:
        raise UsageError(
            say("{first} is after {last}", first=first, last=last),
            where="--from",
            hint=say("--from comes before --to"),
        )
    return first, last


def bureaus(db: Path | None, filters: Filters) -> list[BureauRow]:
    """The register of bureaus with their measures and achievements."""
    return _listed(db, filters, queries.bureaus)


def cities(db: Path | None, filters: Filters, *, every: bool) -> list[CityRow]:
    """Cities with a relation or an achievement; ``every``: the whole register."""
    return _listed(db, filters, lambda connection, chosen: queries.cities(connection, chosen, every=every))


def documents(db: Path | None) -> list[DocumentRow]:
    """The imported documents, with the account of their rows and what is known of each."""
    from toshigaikou_cli.jobs.documenting import facts_row, known_documents

    path = catalogue_path(db)
    with reading(path) as connection:
        facts = {each.sha256: facts_row(each.facts) for each in known_documents(connection, path)}
        return imported.documents(connection, facts)


def indicators(db: Path | None, filters: Filters, rating: str | None) -> list[IndicatorRow]:
    """Indicators with their values; ``rating``: only those with this grade of their document's."""
    return _listed(
        db, filters, lambda connection, chosen: find_indicators(connection, Wanted(chosen, rating))
    )


def _listed(
    db: Path | None, filters: Filters, query: Callable[[sqlite3.Connection, Selection], list[Listed]]
) -> list[Listed]:
    with reading(catalogue_path(db)) as connection:
        return query(connection, resolve(connection, filters))
