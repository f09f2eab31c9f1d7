"""Which strategy a document is, and when it is in force.

Its id is the one that the user gives; else that of the strategy of the same title in the catalogue, or among those that
are known; else the year of its publication, or its first year, with ``-2`` behind it where another title has that id.

It is in force in the years that the user gives; else in those that the document states, or that are known of it; else
from the fiscal year of its publication on, and one without any date always. Without a last year it is so until the next
strategy begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import count

from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.reading.periods import periods, sheet_years
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.periods import UNDATED, Period, in_force, read_years, years_changed
from toshigaikou_cli.records.project import KnownStrategy, Project
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of
from toshigaikou_cli.text.keys import match_key

_ID = expression(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


def checked_id(text: str) -> str:
    """An id as the user gives it, "" for none. Raises UsageError where it is none."""
    if text and not _ID.fullmatch(text):
        raise UsageError(
            say("no id of a strategy: {text}", text=text),
            where="--strategy",
            hint=say("letters, digits, - . _: such as 2014"),
        )
    return text


def checked_years(text: str) -> str:
    """Years in force as the user gives them, "" for none. Raises UsageError where they are none."""
    if text and read_years(text) is None:
        raise UsageError(
            say("no years: {text}", text=text),
            where="--years",
            hint=say("write 2014-2020, or 2014- for no end"),
        )
    return text


def year_of(strategy: StrategyDocument, today: str) -> int:
    """The fiscal year of a strategy: that of its publication, else its first, else that of ``today`` (ISO)."""
    if strategy.published is None and strategy.first_year is not None:
        return strategy.first_year
    return fiscal_year_of(strategy.published or today)


def id_of(
    connection: sqlite3.Connection, strategy: StrategyDocument, given: str, project: Project, today: str
) -> str:
    """The id of a strategy that is imported; ``given`` is what the user says, "" for nothing."""
    if given:
        return given
    title = match_key(strategy.title)
    there = {each["id"]: match_key(each["title"]) for each in frame.strategies(connection)}
    known = {each.id: match_key(each.title) for each in project.strategies}
    for owners in (there, known):
        for id_, own in owners.items():
            if own == title:
                return id_
    year = _first_calendar_year(strategy, today)
    names = (str(year) if number == 1 else f"{year}-{number}" for number in count(1))
    return next(name for name in names if name not in there and name not in known)


def _first_calendar_year(strategy: StrategyDocument, today: str) -> int:
    if strategy.published:
        return int(strategy.published[:4])
    return strategy.first_year or int(today[:4])


def row(strategy: StrategyDocument, years: str, id_: str, document_id: int, project: Project) -> Values:
    """The row of a strategy; ``years`` are those that the user gives. Its position is given when all are there."""
    first, last = _in_force(strategy, years, project.strategy(id_))
    return {
        "id": id_,
        "document_id": document_id,
        "title": strategy.title,
        "published": strategy.published,
        "first_year": first,
        "last_year": last,
        "layout": strategy.layout,
        "position": 0,
    }


def _in_force(strategy: StrategyDocument, given: str, known: KnownStrategy | None) -> tuple[int, int | None]:
    if years := read_years(given):
        return years
    if strategy.first_year is not None:
        return strategy.first_year, strategy.last_year
    if known and (years := read_years(known.years)):
        return years
    return (year_of(strategy, strategy.published) if strategy.published else UNDATED), strategy.last_year


def years_touched(connection: sqlite3.Connection, before: Sequence[Period], strategy: str) -> Iterator[int]:
    """The years of sheets in which a strategy, or another than before, is in force."""
    after, years = periods(connection), sheet_years(connection)
    changed = years_changed(before, after, years)
    return (year for year in years if year in changed or strategy in in_force(after, year))
