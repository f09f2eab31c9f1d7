"""What the completion of a shell offers: values of the catalogue, nothing where it cannot be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.offered import Offered, offered
from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name


def values(db: Path | None, what: str, start: str) -> list[Offered]:
    """Strategies, goals, areas, measures, bureaus, cities, years, achievements (``what``) that begin with ``start``."""
    try:
        with reading(catalogue_path(db)) as connection:
            found = list(offered(connection, what, start))
    except (TgxError, OSError, sqlite3.Error):
        return []
    return [(value, fiscal_year_name(int(value))) for value, _ in found] if what == "year" else found


def tables() -> list[Offered]:
    """The tables that are handed out, by name, with their titles in Japanese."""
    from toshigaikou_cli.vocabulary.tables import exported_tables

    return [(table.name, table.title) for table in exported_tables()]


def checks() -> list[Offered]:
    """The checks by code."""
    from toshigaikou_cli.checks import CHECKS

    return [(check.code, check.name) for check in CHECKS]
