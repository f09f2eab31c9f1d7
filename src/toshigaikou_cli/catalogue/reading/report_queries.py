"""The SELECTs of ``tgx report``: counts by SQL where only numbers are shown, facts where members are asked for.

Aggregates are made before they are joined: at 100,000 achievements a report stays near a bare query.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.filters import (
    Selection,
    achievement_condition,
    counting,
    links_within,
    whole,
)
from toshigaikou_cli.catalogue.reading.frame import outside_of
from toshigaikou_cli.catalogue.reading.indicators import FIGURES_ALONE
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.answers import FactPart, LinkCount, LinkFact, LinkStateCount, ReportedFact
from toshigaikou_cli.records.finding import needs_nothing
from toshigaikou_cli.records.long import OnlyCounted
from toshigaikou_cli.text.said import restored

_CODE = "substr(l.measure, instr(l.measure, ':') + 1)"
"""A measure's code, from its id."""
_STATES = {3: "linked", 2: "suggested", 1: "elsewhere"}


def _results(selection: Selection) -> tuple[str, list[object]]:
    return achievement_condition(selection._replace(kind="result"))


def _best(selection: Selection) -> tuple[str, list[object]]:
    """How an achievement's links answer what is asked, over ``link AS l``: 3 where one counts for it, 2 where one is only
    suggested for it, 1 where one counts, or is suggested, for something else, 0."""
    within, ends = links_within(selection)
    counts = "l.status IN ('linked', 'confirmed')"
    rank = (
        f"max(CASE WHEN {counts} AND {within} THEN 3 WHEN l.status = 'suggested' AND {within} THEN 2"
        f" WHEN {counts} OR l.status = 'suggested' THEN 1 ELSE 0 END)"
    )
    return rank, [*ends, *ends]


def link_counts(connection: sqlite3.Connection, selection: Selection) -> list[LinkCount]:
    """Achievements (results) by measure and year, counted and suggested."""
    condition, values = counting(selection, suggested=True)
    rows = connection.execute(
        f"SELECT {_CODE}, a.fiscal_year, l.status <> 'suggested', count(*) FROM link l"
        f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
        " GROUP BY 1, 2, 3",
        values,
    )
    return [LinkCount(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def not_held_years(connection: sqlite3.Connection, selection: Selection) -> dict[str, list[int]]:
    """The fiscal years in which a measure, by its code, has results that were reported as not held."""
    condition, values = counting(selection, held=False)
    years: dict[str, list[int]] = {}
    for code, year in connection.execute(
        f"SELECT DISTINCT {_CODE}, a.fiscal_year FROM link l JOIN achievement a ON a.id = l.achievement_id"
        f" WHERE {condition} ORDER BY 1, 2",
        values,
    ):
        years.setdefault(code, []).append(year)
    return years


def measure_years(connection: sqlite3.Connection, selection: Selection) -> list[sqlite3.Row]:
    """(measure's id, fiscal year, achievements that count for it)."""
    condition, values = counting(selection)
    return connection.execute(
        "SELECT l.measure, a.fiscal_year, count(*) FROM link l JOIN achievement a ON a.id = l.achievement_id"
        f" WHERE {condition} GROUP BY 1, 2",
        values,
    ).fetchall()


def city_years(connection: sqlite3.Connection, selection: Selection, *, counted: bool) -> list[sqlite3.Row]:
    """(city, fiscal year, achievements that were held with it as a partner); ``counted``: that count for what is asked."""
    return _years(connection, selection, "achievement_city x", "x.city", "x.role = 'partner'", counted)


def bureau_years(connection: sqlite3.Connection, selection: Selection, *, counted: bool) -> list[sqlite3.Row]:
    """(bureau's id, fiscal year, achievements that were held and that it reported); ``counted`` as above."""
    return _years(connection, selection, "achievement_bureau x", "x.bureau_id", "1", counted)


def _years(
    connection: sqlite3.Connection, selection: Selection, table: str, column: str, which: str, counted: bool
) -> list[sqlite3.Row]:
    condition, values = _results(selection)
    if counted:
        links, given = counting(selection)
        condition += f" AND a.id IN (SELECT a.id FROM link l JOIN achievement a ON a.id = l.achievement_id WHERE {links})"
        values = [*values, *given]
    return connection.execute(
        f"SELECT {column}, a.fiscal_year, count(*) FROM {table} JOIN achievement a ON a.id = x.achievement_id"
        f" WHERE {which} AND a.outcome = 'held' AND {condition} GROUP BY 1, 2",
        values,
    ).fetchall()


def measure_cities(connection: sqlite3.Connection, selection: Selection) -> dict[str, list[str]]:
    """The partner cities of each measure's counted achievements, in the order in which they first come."""
    condition, values = counting(selection)
    cities: dict[str, list[str]] = defaultdict(list)
    for measure, city in connection.execute(
        f"SELECT {_CODE}, c.city FROM link l JOIN achievement a ON a.id = l.achievement_id"
        " JOIN achievement_city c ON c.achievement_id = a.id"
        f" WHERE c.role = 'partner' AND {condition}"
        " GROUP BY 1, 2"
        " ORDER BY 1, min(a.fiscal_year), min(a.fiscal_year * 10000000 + a.position * 100 + c.position), 2",
        values,
    ):
        cities[measure].append(city)
    return cities


def link_state_counts(connection: sqlite3.Connection, selection: Selection) -> list[LinkStateCount]:
    """Achievements (results) by year and link state, also those that count for something else than what is asked."""
    condition, values = _results(whole(selection))
    best, ends = _best(selection)
    rows = connection.execute(
        f"WITH best AS (SELECT achievement_id, {best} AS rank FROM link l GROUP BY achievement_id)"
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


def links(connection: sqlite3.Connection, selection: Selection) -> Iterator[LinkFact]:
    """The links to what is asked about that count or are suggested, in the order of the sheets."""
    condition, values = counting(selection, suggested=True)
    last = ""
    for key, year, code, status in connection.execute(
        f"SELECT l.achievement_id, a.fiscal_year, {_CODE}, l.status FROM link l"
        f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
        values,
    ):
        last = last if key == last else key  # the links of a row share its id: there may be very many
        yield LinkFact(last, year, code, status)


def link_methods(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[str, str, str]]:
    """(status, method, ``id>measure``) of each link of a result that was held to what is asked about, in the order of
    the sheets; those that do not count, too."""
    condition, values = achievement_condition(selection._replace(kind="result"))
    within, ends = links_within(selection)
    condition, values = f"{condition} AND a.outcome = 'held' AND {within}", [*values, *ends]
    for row in connection.execute(
        f"SELECT l.status, l.method, l.achievement_id, {_CODE} FROM link l"
        f" JOIN achievement a ON a.id = l.achievement_id WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position, l.position",
        values,
    ):
        yield row[0], row[1], f"{row[2]}>{row[3]}"


def achievement_names(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str]:
    """What achievements are called in lists of members: bureau and item as written, by their ids."""
    rows = connection.execute(
        f"SELECT id, bureau_text, item FROM achievement WHERE id IN ({marks(keys)})", list(keys)
    )
    return {row[0]: f"{row[1]} {row[2]}" for row in rows}


def figures_alone(connection: sqlite3.Connection, selection: Selection) -> int:
    """How many results have figures or a grade, and no words of what was done."""
    condition, values = _results(whole(selection))
    found = connection.execute(
        f"SELECT count(*) FROM achievement a WHERE {condition} AND {FIGURES_ALONE}", values
    )
    return int(found.fetchone()[0])


def rows_not_read(connection: sqlite3.Connection, strategy: str) -> int:
    """How many rows of a strategy's tables became no record, though they are no totals or examples."""
    rows = connection.execute(
        "SELECT r.reason, r.said FROM rejected_row r JOIN strategy s ON s.document_id = r.document_id WHERE s.id = ?",
        (strategy,),
    )
    return sum(not needs_nothing(restored(row[0], row[1], "reason")) for row in rows)


def confirmers(connection: sqlite3.Connection, selection: Selection) -> list[str]:
    """Who confirmed the links that count for what is asked about."""
    condition, values = counting(selection)
    rows = connection.execute(
        'SELECT DISTINCT j."by" FROM link l JOIN achievement a ON a.id = l.achievement_id JOIN judgement j'
        " ON j.achievement_id = l.achievement_id AND j.measure_id = l.measure AND j.verdict = 'accepted'"
        f" WHERE l.status = 'confirmed' AND j.state = 'current' AND {condition} ORDER BY 1",
        values,
    )
    return [row[0] for row in rows]


def reported(connection: sqlite3.Connection, selection: Selection) -> list[ReportedFact]:
    """Each achievement (result) with its link state, its partner cities and the measures that it counts for; also those
    that count for something else than what is asked. What is equal is there once: there may be very many."""
    condition, values = _results(whole(selection))
    best, ends = _best(selection)
    rank = f"(SELECT {best} FROM link l WHERE l.achievement_id = a.id)"
    rows = connection.execute(
        "SELECT a.id, a.fiscal_year, a.bureau_text, a.department, a.item, a.outside, a.outcome,"
        f" coalesce({rank}, 0) FROM achievement a WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position",
        [*ends, *values],
    )
    once: dict[Any, Any] = {}
    return [
        ReportedFact._make(once.setdefault(value, value) for value in fact)
        for part in parts_of(rows)
        for fact in _facts(connection, selection, part)
    ]


def reported_alike(
    connection: sqlite3.Connection, selection: Selection, looked_at: Collection[FactPart]
) -> list[ReportedFact]:
    """The same without ids, items and reasons: SQL counts what is alike in its link state, in whether it is ``about``, and
    in what is looked at, and it is there once. Of the rest it has nothing (the year is 0)."""
    condition, values = _results(whole(selection))
    best, ends = _best(selection)
    counted, within = _counted(selection)
    told = {
        "fiscal_year": ("a.fiscal_year", "0"),
        "bureaus": (_together("achievement_bureau", "x.bureau_id", "1", " ORDER BY x.position"), "NULL"),
        "bureau_text": ("a.bureau_text", "''"),
        "department": ("a.department", "NULL"),
        "cities": (_together("achievement_city", "x.city", "x.role = 'partner'"), "NULL"),
        "measures": (_together("link", _CODE.replace("l.", "x."), counted), "NULL"),
    }
    rank = f"coalesce((SELECT {best} FROM link l WHERE l.achievement_id = a.id), 0)"
    parts = ["a.outside <> ''", "a.outcome", rank, *(told[part][part not in looked_at] for part in told)]
    places = ", ".join(str(at) for at, _ in enumerate(parts, 1))
    rows = connection.execute(
        f"SELECT {', '.join(parts)}, count(*) FROM achievement a WHERE {condition} GROUP BY {places}",
        [*ends, *(within if "measures" in looked_at else ()), *values],
    )
    return [
        ReportedFact(
            OnlyCounted(number), year, _apart(bureaus), text, department, "", _link_state(best, outside, outcome), "",
            _apart(cities), _apart(measures), best > 1 or not selection.of_part,
        )
        for outside, outcome, best, year, bureaus, text, department, cities, measures, number in rows
    ]  # fmt: skip


_BETWEEN = "\x1f"
"""Between the parts of an achievement that SQL puts together: no name has it."""


def _together(table: str, column: str, which: str, order: str = "") -> str:
    """A column of a table of the parts of ``achievement AS a`` as one text; NULL where there are none."""
    inner = f"SELECT {column} AS part FROM {table} x WHERE x.achievement_id = a.id AND {which}{order}"
    return f"(SELECT group_concat(part, '{_BETWEEN}') FROM ({inner}))"


def _apart(parts: str | None) -> tuple[str, ...]:
    return tuple(parts.split(_BETWEEN)) if parts else ()


def _counted(selection: Selection) -> tuple[str, list[object]]:
    """The condition on ``link AS x`` of ``achievement AS a``: it counts for what is asked about."""
    within, ends = links_within(selection, "x")
    status = (
        f"= '{selection.status}'"
        if selection.status in ("linked", "confirmed")
        else "IN ('linked', 'confirmed')"
    )
    return f"x.status {status} AND a.outcome = 'held' AND {within}", ends


def _facts(
    connection: sqlite3.Connection, selection: Selection, rows: Sequence[sqlite3.Row]
) -> Iterator[ReportedFact]:
    keys = [row[0] for row in rows]
    counted, ends = _counted(selection)
    cities = _children(connection, "achievement_city", "x.city", "x.role = 'partner'", [], keys)
    bureaus = _children(connection, "achievement_bureau", "x.bureau_id", "1", [], keys)
    measured = _children(connection, "link", _CODE.replace("l.", "x."), counted, ends, keys)
    for key, year, text, department, item, outside, outcome, best in rows:
        yield ReportedFact(
            (key,), year, tuple(bureaus.get(key, ())), text, department, item,
            _link_state(best, outside, outcome), outside_of(outside), tuple(cities.get(key, ())), tuple(measured.get(key, ())),
            best > 1 or not selection.of_part,
        )  # fmt: skip


def bureaus_of(connection: sqlite3.Connection, selection: Selection) -> dict[str, tuple[str, ...]]:
    """The ids of the bureaus that each achievement (result) names, by achievement."""
    condition, values = _results(whole(selection))
    found: dict[str, tuple[str, ...]] = {}
    once: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key, bureau in connection.execute(
        "SELECT x.achievement_id, x.bureau_id FROM achievement_bureau x JOIN achievement a ON a.id = x.achievement_id"
        f" WHERE {condition} ORDER BY x.achievement_id, x.position",
        values,
    ):
        named = (*found.get(key, ()), bureau)
        found[key] = once.setdefault(named, named)
    return found


def _children(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    which: str,
    values: Sequence[object],
    keys: Sequence[str],
) -> dict[str, list[Any]]:
    """A column of a table of the parts of some achievements, by achievement; ``values`` are those of ``which``."""
    found: dict[str, list[Any]] = defaultdict(list)
    for key, value in connection.execute(
        f"SELECT x.achievement_id, {column} FROM {table} x JOIN achievement a ON a.id = x.achievement_id"
        f" WHERE {which} AND a.id IN ({marks(keys)}) ORDER BY x.achievement_id, x.position",
        [*values, *keys],
    ):
        found[key].append(value)
    return found
