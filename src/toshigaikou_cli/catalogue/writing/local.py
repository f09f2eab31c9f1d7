"""Whose catalogue it is (the meta key ``city``), and what its strategies name."""

from __future__ import annotations

import sqlite3

from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.records.government import LocalWords, NamedUnit, Partner
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of


def set_city(connection: sqlite3.Connection, city: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('city', ?)", (city,))


def local_words(connection: sqlite3.Connection) -> LocalWords:
    """The units that the strategies name, with the years in which these are in force, and their partner cities."""
    units = [
        NamedUnit(text, _first(first, published), last)
        for text, first, last, published in connection.execute(
            "SELECT b.text, s.first_year, s.last_year, s.published FROM measure_bureau b"
            " JOIN measure m ON m.id = b.measure_id JOIN strategy s ON s.id = m.strategy"
            " ORDER BY s.position, m.position, b.position"
        )
    ]
    partners = [
        Partner(*row) for row in connection.execute("SELECT name, country FROM strategy_city ORDER BY id")
    ]
    return LocalWords(
        frame.city(connection) or "", tuple(dict.fromkeys(units)), tuple(dict.fromkeys(partners))
    )


def _first(first: int | None, published: str | None) -> int | None:
    """The first fiscal year of a strategy, or that of its publication: its units are there by then."""
    made = fiscal_year_of(published) if published else None
    return min((year for year in (first, made) if year is not None), default=None)


def sheet_titles(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Names and titles of the documents that are no strategies, in the order of import."""
    found = connection.execute("SELECT name, title FROM document WHERE kind <> 'strategy' ORDER BY id")
    return [(str(row[0]), str(row[1])) for row in found]
