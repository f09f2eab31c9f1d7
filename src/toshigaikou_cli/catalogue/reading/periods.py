"""When the strategies of a catalogue are in force."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from toshigaikou_cli.records.periods import Period, closed


class StoredStrategy(NamedTuple):
    """A strategy of the catalogue: its document, its title, its date, and its years as stated."""

    id: str
    document: int
    title: str
    published: str | None
    first: int
    last: int | None


def stored_strategies(connection: sqlite3.Connection) -> list[StoredStrategy]:
    """The strategies of a catalogue, the newer first."""
    found = connection.execute(
        "SELECT id, document_id, title, published, first_year, last_year FROM strategy ORDER BY position DESC"
    )
    return [StoredStrategy(*row) for row in found]


def stated_periods(connection: sqlite3.Connection) -> list[Period]:
    """The fiscal years of each strategy as stated, the newer strategy first."""
    found = connection.execute("SELECT id, first_year, last_year FROM strategy ORDER BY position DESC")
    return [Period(*row) for row in found]


def periods(connection: sqlite3.Connection) -> tuple[Period, ...]:
    """The fiscal years in which each strategy is in force, the newer strategy first."""
    return closed(stated_periods(connection))


def sheet_years(connection: sqlite3.Connection) -> list[int]:
    """The fiscal years that there are achievements of."""
    return [row[0] for row in connection.execute("SELECT DISTINCT fiscal_year FROM achievement ORDER BY 1")]
