"""Dates that a user gives, in tgx's notation."""

from __future__ import annotations

from toshigaikou_cli.catalogue.reading.filters import no_date
from toshigaikou_cli.text.dates.written import iso_date


def dated(text: str, where: str) -> str:
    """A date as a person writes it (令和5年8月10日) in tgx's notation. Raises UsageError for what is none."""
    found = iso_date(text)
    if found is None:
        raise no_date(text, where)
    return found
