"""The SELECTs of activities: within their achievements, as a dated list, and as facts for the views of a report."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition
from toshigaikou_cli.catalogue.reading.frame import BUREAUS, SOURCE, place_columns, source_of
from toshigaikou_cli.catalogue.reading.judged import mends_on
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.answers import ActivityFact, CityActivities, NotHeld
from toshigaikou_cli.records.long import LongList, OnlyCounted

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import ActivityRow, Date, ListedActivity, QuantityRow

_OWN = "t.role <> 'mentioned'"
"""A date of the activity itself, not of something that its text mentions."""
_OF_ACHIEVEMENT = "JOIN achievement a ON a.id = v.achievement_id"
_FIRST = (
    "(SELECT min(t.start) FROM activity_date t WHERE t.activity_id = v.id AND t.role <> 'mentioned') AS first"
)
_ORDER = (
    "ORDER BY coalesce(first, (a.fiscal_year + 1) || '-03-32'), a.fiscal_year, a.position, v.position, v.id"
)


def activities_of(
    connection: sqlite3.Connection, achievements: str, values: list[object]
) -> dict[str, list[ActivityRow]]:
    """The activities of the achievements that a sub-select with ``values`` gives, by achievement; ``cities`` as in
    :func:`activities`."""
    which = f"WHERE v.achievement_id IN {achievements}"
    cities = _cities(connection, which, values, "x.role <> 'venue'")
    dates = _rows(connection, "activity_date", which, values)
    quantities = _rows(connection, "activity_quantity", which, values)
    found: dict[str, list[ActivityRow]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT v.id, v.achievement_id, v.text, v.label, v.outcome FROM activity v {which}"
        " ORDER BY v.achievement_id, v.position",
        values,
    ):
        found[row["achievement_id"]].append(
            {
                "text": row["text"],
                "label": row["label"],
                "outcome": row["outcome"],
                "cities": cities[row["id"]],
                "dates": [_date(each) for each in dates[row["id"]]],
                "quantities": [_quantity(each) for each in quantities[row["id"]]],
            }
        )
    return found


def activities(
    connection: sqlite3.Connection, selection: Selection, within: Container[str] | None = None
) -> LongList[ListedActivity]:
    """Activities by their first date, undated ones after the dated ones of their fiscal year; ``within``: only those of
    these achievements. ``cities`` are the partners that the text names, or else those that the item names."""
    condition, values = _listed(selection, None, None)
    query = f"SELECT v.id, v.achievement_id, {_FIRST} FROM activity v {_OF_ACHIEVEMENT} WHERE {condition} {_ORDER}"
    keys = [row[0] for row in connection.execute(query, values) if within is None or row[1] in within]

    def read(start: int, stop: int) -> list[ListedActivity]:
        part = keys[start:stop]
        return _activities_where(connection, f"v.id IN ({marks(part)})", part)

    return LongList(len(keys), read)


def activities_in_parts(
    connection: sqlite3.Connection, selection: Selection, start: str | None = None, end: str | None = None
) -> Iterator[list[ListedActivity]]:
    """The same in lists of a few hundred. ``start`` and ``end`` are ISO dates: activities with a date in between, ends
    included."""
    condition, values = _listed(selection, start, end)
    ordered = _ordered(connection, condition, values, few=selection.few or bool(start or end))
    for part in parts_of(ordered):
        yield _activities_where(connection, f"v.id IN ({marks(part)})", part)


def _ordered(
    connection: sqlite3.Connection, condition: str, values: list[object], *, few: bool
) -> Iterator[object]:
    """The ids of activities in the order of their list. Where many are expected they are read day by day, by the dates'
    index, so that the first come before all were sorted."""
    select = f"FROM activity v {_OF_ACHIEVEMENT} WHERE {condition}"
    if few:
        yield from _column(connection, f"SELECT v.id, {_FIRST} {select} {_ORDER}", values)
        return
    own = f"SELECT 1 FROM activity_date t WHERE t.activity_id = v.id AND {_OWN}"
    dated = f"v.id IN (SELECT t.activity_id FROM activity_date t WHERE t.start = ? AND {_OWN})"
    days: dict[str, int | None] = dict.fromkeys(
        _column(connection, "SELECT DISTINCT start FROM activity_date", [])
    )
    for year in _column(connection, "SELECT DISTINCT fiscal_year FROM achievement", []):
        days[f"{year + 1}-03-32"] = year
    for day, year in sorted(days.items()):
        which = f"{dated} AND NOT EXISTS ({own} AND t.start < ?)"
        given: list[object] = [day, day]
        if year is not None:
            which, given = f"a.fiscal_year = ? AND NOT EXISTS ({own})", [year]
        order = "ORDER BY a.fiscal_year, a.position, v.position, v.id"
        yield from _column(connection, f"SELECT v.id {select} AND {which} {order}", [*values, *given])


def _column(connection: sqlite3.Connection, query: str, values: list[object]) -> Iterator[Any]:
    return (row[0] for row in connection.execute(query, values))


def _activities_where(
    connection: sqlite3.Connection, condition: str, values: list[object]
) -> list[ListedActivity]:
    which = f"{_OF_ACHIEVEMENT} WHERE {condition}"
    cities = _cities(connection, which, values, "x.role <> 'venue'")
    dates = _rows(connection, "activity_date", which, values)
    quantities = _rows(connection, "activity_quantity", which, values)
    rows = connection.execute(
        "SELECT v.id, v.position, v.text, v.label, v.outcome, v.achievement_id, a.fiscal_year, a.kind, a.item,"
        f" coalesce(b.name, a.bureau_text) AS bureau, {place_columns('a')}, {SOURCE},"
        f" {_FIRST} FROM activity v {_OF_ACHIEVEMENT} JOIN document d ON d.id = a.document_id"
        f" LEFT JOIN bureau b ON b.id = a.bureau_id WHERE {condition} {_ORDER}",
        values,
    ).fetchall()
    found: list[ListedActivity] = [
        {
            "achievement": row["achievement_id"],
            "fiscal_year": row["fiscal_year"],
            "kind": row["kind"],
            "bureau": row["bureau"],
            "item": row["item"],
            "text": row["text"],
            "label": row["label"],
            "outcome": row["outcome"],
            "cities": cities[row["id"]],
            "dates": [_date(each) for each in sorted(dates[row["id"]], key=lambda date: str(date["start"]))],
            "quantities": [_quantity(each) for each in quantities[row["id"]]],
            "source": source_of(row),
        }
        for row in rows
    ]
    mends = mends_on(connection, f"(SELECT v.achievement_id FROM activity v {which})", values)
    for each, row in zip(found, rows, strict=True):
        here = (None, row["position"] + 1)
        if own := [mend for mend in mends.get(each["achievement"], ()) if mend["activity"] in here]:
            each["mended"] = own
    return found


def _listed(selection: Selection, start: str | None, end: str | None) -> tuple[str, list[object]]:
    """The condition on ``activity AS v`` of ``achievement AS a``: a city is that of the activity, not of its row."""
    condition, values = achievement_condition(selection._replace(city=None, outcome=None))
    if selection.outcome:
        condition, values = f"{condition} AND v.outcome = ?", [*values, selection.outcome]
    if selection.city:
        condition += " AND EXISTS (SELECT 1 FROM activity_city c WHERE c.activity_id = v.id AND c.city = ? AND c.role <> 'venue')"
        values = [*values, selection.city]
    between = [("t.end >= ?", start), ("t.start <= ?", end)]
    bounds = [(part, value) for part, value in between if value]
    if bounds:
        inner = " AND ".join(part for part, _ in bounds)
        condition += (
            f" AND EXISTS (SELECT 1 FROM activity_date t WHERE t.activity_id = v.id AND {_OWN} AND {inner})"
        )
        values = [*values, *(value for _, value in bounds)]
    return condition, values


def activity_facts(connection: sqlite3.Connection, selection: Selection) -> Iterator[ActivityFact]:
    """Each held activity of a result with its dates and its partner cities, those of its row where its own text names none,
    in the order of the sheets."""
    for part in parts_of(_held(connection, selection, "v.id, v.achievement_id, v.position, a.fiscal_year")):
        keys = [row[0] for row in part]
        which = f"{_OF_ACHIEVEMENT} WHERE v.id IN ({marks(keys)})"
        cities = _cities(connection, which, keys, "x.role <> 'venue'")
        dates = _rows(connection, "activity_date", which, keys)
        for key, owner, place, year in part:
            said = tuple(map(_said, dates[key]))
            yield ActivityFact(f"{owner}#{place + 1}", owner, year, tuple(cities[key]), said)


def city_activities(connection: sqlite3.Connection, selection: Selection) -> CityActivities:
    """The held activities of results with each partner city."""
    number = 0
    found: dict[str, list[str]] = defaultdict(list)
    for number, activity in enumerate(activity_facts(connection, selection), 1):  # noqa: B007 - how many there were
        for city in activity.cities:
            found[city].append(activity.key)
    return CityActivities(number, found)


def city_activity_counts(connection: sqlite3.Connection, selection: Selection) -> CityActivities:
    """The same, only counted."""
    condition, values = _held_condition(selection)
    joined = f"activity v {_OF_ACHIEVEMENT}"
    [number] = connection.execute(f"SELECT count(*) FROM {joined} WHERE {condition}", values).fetchone()
    rows = connection.execute(
        f"SELECT x.city, count(DISTINCT v.id) FROM {joined} JOIN activity_city x ON x.activity_id = v.id"
        f" WHERE {condition} AND x.role <> 'venue' GROUP BY 1",
        values,
    )
    return CityActivities(number, {city: OnlyCounted(found) for city, found in rows})


def activity_texts(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str]:
    """The texts of activities, by their keys (``id#3``)."""
    owners = list(dict.fromkeys(key.partition("#")[0] for key in keys))
    rows = connection.execute(
        f"SELECT achievement_id, position, text FROM activity WHERE achievement_id IN ({marks(owners)})",
        owners,
    )
    return {f"{owner}#{place + 1}": text for owner, place, text in rows}


def _held(connection: sqlite3.Connection, selection: Selection, columns: str) -> Iterator[sqlite3.Row]:
    condition, values = _held_condition(selection)
    return connection.execute(
        f"SELECT {columns} FROM activity v {_OF_ACHIEVEMENT} WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position, v.position",
        values,
    )


def _held_condition(selection: Selection) -> tuple[str, list[object]]:
    condition, values = achievement_condition(selection._replace(kind="result"))
    return f"{condition} AND v.outcome = 'held'", values


def not_held(connection: sqlite3.Connection, selection: Selection) -> list[NotHeld]:
    """Each activity of a result that was called off, is planned or is none, with the words that say so."""
    condition, values = achievement_condition(selection._replace(kind="result", outcome=None))
    rows = connection.execute(
        f"SELECT v.achievement_id, v.position, a.fiscal_year, coalesce({BUREAUS}, a.bureau_text), a.item, a.outcome,"
        f" v.outcome, coalesce(nullif(v.outcome_words, ''), v.text) FROM activity v {_OF_ACHIEVEMENT}"
        f" WHERE {condition} AND v.outcome <> 'held'"
        " ORDER BY a.fiscal_year, a.document_id, a.position, v.position",
        values,
    )
    return [NotHeld(f"{row[0]}#{row[1] + 1}", row[0], *tuple(row)[2:]) for row in rows]


def _said(row: sqlite3.Row) -> tuple[str, str, str, str]:
    return row["start"], row["end"], row["precision"], row["role"]


def _cities(
    connection: sqlite3.Connection, which: str, values: list[object], role: str
) -> dict[int, list[str]]:
    """The cities of activities in some roles, each once, by activity."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, city in connection.execute(
        "SELECT x.activity_id, x.city FROM activity_city x JOIN activity v ON v.id = x.activity_id"
        f" {which} AND {role} ORDER BY x.id",
        values,
    ):
        if city not in found[key]:
            found[key].append(city)
    return found


def _rows(
    connection: sqlite3.Connection, table: str, which: str, values: list[object]
) -> dict[int, list[sqlite3.Row]]:
    """The rows of a table of the activities' parts, by activity, in the order of the text."""
    found: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT x.* FROM {table} x JOIN activity v ON v.id = x.activity_id {which} ORDER BY x.id", values
    ):
        found[row["activity_id"]].append(row)
    return found


def _date(row: sqlite3.Row) -> Date:
    return {
        "start": row["start"],
        "end": row["end"],
        "precision": row["precision"],
        "text": row["text"],
        "role": row["role"],
        "planned": row["role"] == "planned",
    }


def _quantity(row: sqlite3.Row) -> QuantityRow:
    """Whole numbers without a point."""
    value = int(row["value"]) if row["value"] == int(row["value"]) else row["value"]
    return {"value": value, "unit": row["unit"], "text": row["text"]}
