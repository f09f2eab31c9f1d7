"""The SELECTs of ``tgx report``: counts by SQL where only numbers are shown, facts where members are asked for.

Aggregates are made before they are joined: at 100,000 achievements a report stays near a bare query.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, links_within
from toshigaikou_cli.catalogue.reading.frame import outside_of
from toshigaikou_cli.records.answers import LinkCount, LinkFact, LinkStateCount, ReportedFact

_LIVE = "('linked', 'confirmed', 'suggested')"
_BEST = "max(CASE WHEN status IN ('linked', 'confirmed') THEN 2 WHEN status = 'suggested' THEN 1 ELSE 0 END)"
_CODE = "substr(l.measure, instr(l.measure, ':') + 1)"
"""A measure's code, from its id."""
_STATES = {2: "linked", 1: "suggested"}


def _results(selection: Selection) -> tuple[str, list[object]]:
    return achievement_condition(selection._replace(kind="result"))


def _held(selection: Selection) -> tuple[str, list[object]]:
    """Links of results that were held, to the selection's strategy: only these count."""
    condition, values = achievement_condition(selection._replace(kind="result", outcome="held"))
    within, ends = links_within(selection)
    return f"{condition} AND {within}", [*values, *ends]


def link_counts(connection: sqlite3.Connection, selection: Selection) -> list[LinkCount]:
    """Achievements (results) by measure and year, counted and suggested."""
    condition, values = _held(selection)
    rows = connection.execute(
        f"SELECT {_CODE}, a.fiscal_year, l.status <> 'suggested', count(*) FROM link l"
        f" JOIN achievement a ON a.id = l.achievement_id WHERE l.status IN {_LIVE} AND {condition}"
        " GROUP BY 1, 2, 3",
        values,
    )
    return [LinkCount(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def measure_cities(connection: sqlite3.Connection, selection: Selection) -> dict[str, list[str]]:
    """The partner cities of each measure's counted achievements, in the order in which they first come."""
    condition, values = _held(selection)
    cities: dict[str, list[str]] = defaultdict(list)
    for measure, city in connection.execute(
        f"SELECT {_CODE}, c.city FROM link l JOIN achievement a ON a.id = l.achievement_id"
        " JOIN achievement_city c ON c.achievement_id = a.id"
        f" WHERE l.status IN ('linked', 'confirmed') AND c.role = 'partner' AND {condition}"
        " GROUP BY 1, 2"
        " ORDER BY 1, min(a.fiscal_year), min(a.fiscal_year * 10000000 + a.position * 100 + c.position), 2",
        values,
    ):
        cities[measure].append(city)
    return cities


def link_state_counts(connection: sqlite3.Connection, selection: Selection) -> list[LinkStateCount]:
    """Achievements (results) by year and link state."""
    condition, values = _results(selection)
    within, ends = links_within(selection)
    rows = connection.execute(
        f"WITH best AS (SELECT achievement_id, {_BEST} AS rank FROM link l WHERE {within} GROUP BY achievement_id)"
        " SELECT a.fiscal_year, coalesce(b.rank, 0),"
        " CASE WHEN coalesce(b.rank, 0) = 0 THEN a.outside <> '' END, a.outcome, count(*)"
        f" FROM achievement a LEFT JOIN best b ON b.achievement_id = a.id WHERE {condition} GROUP BY 1, 2, 3, 4",
        [*ends, *values],
    )
    return [
        LinkStateCount(year, _link_state(rank, outside, outcome), count)
        for year, rank, outside, outcome, count in rows
    ]


def _link_state(rank: int, outside: object, outcome: str) -> str:
    if outcome != "held":
        return outcome
    return _STATES.get(rank) or ("outside" if outside else "unlinked")


def links(connection: sqlite3.Connection, selection: Selection) -> list[LinkFact]:
    """The links of achievements (results), in the order of the sheets."""
    condition, values = _held(selection)
    return [
        LinkFact(*row)
        for row in connection.execute(
            f"SELECT l.achievement_id, a.fiscal_year, {_CODE}, l.status FROM link l"
            f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
            " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
            values,
        )
    ]


def link_methods(connection: sqlite3.Connection, selection: Selection) -> list[tuple[str, str, str]]:
    """(status, method, ``id>measure``) of each link of a result, in the order of the sheets."""
    condition, values = _held(selection)
    return [
        (row[0], row[1], f"{row[2]}>{row[3]}")
        for row in connection.execute(
            f"SELECT l.status, l.method, l.achievement_id, {_CODE} FROM link l"
            f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
            " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
            values,
        )
    ]


def reported(connection: sqlite3.Connection, selection: Selection) -> list[ReportedFact]:
    """Each achievement (result) with its link state, its partner cities and the measures that it counts for."""
    condition, values = _results(selection)
    cities = _children(connection, "achievement_city", "x.city", "x.role = 'partner'", condition, values)
    within, ends = links_within(selection, "x")
    counted = f"x.status IN ('linked', 'confirmed') AND a.outcome = 'held' AND {within}"
    bureaus = _children(connection, "achievement_bureau", "x.bureau_id", "1", condition, values)
    measured = _children(connection, "link", _CODE.replace("l.", "x."), counted, condition, [*ends, *values])
    within, _ = links_within(selection)
    rank = f"(SELECT {_BEST} FROM link l WHERE achievement_id = a.id AND {within})"
    rows = connection.execute(
        "SELECT a.id, a.fiscal_year, a.bureau_text, a.department, a.item, a.outside, a.outcome,"
        f" coalesce({rank}, 0) FROM achievement a WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position",
        [*ends, *values],
    )
    return [
        ReportedFact(
            key, year, tuple(bureaus.get(key, ())), text, department, item,
            _link_state(best, outside, outcome), outside_of(outside), tuple(cities.get(key, ())), tuple(measured.get(key, ())),
        )
        for key, year, text, department, item, outside, outcome, best in rows
    ]  # fmt: skip


def _children(
    connection: sqlite3.Connection, table: str, column: str, which: str, condition: str, values: list[object]
) -> dict[str, list[Any]]:
    """A column of a table of the achievements' parts, by achievement; values of ``which`` come first."""
    found: dict[str, list[Any]] = defaultdict(list)
    for key, value in connection.execute(
        f"SELECT x.achievement_id, {column} FROM {table} x JOIN achievement a ON a.id = x.achievement_id"
        f" WHERE {which} AND {condition} ORDER BY x.achievement_id, x.position",
        values,
    ):
        found[key].append(value)
    return found
