"""Mends in the catalogue: the copy of their file, what they are laid over, and what was inferred beside it.

Within the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import chain, repeat
from typing import Any

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.records.facts import ActivityFacts, CityFact, DateFact, RowFacts
from toshigaikou_cli.records.judgement import Entry, Mend
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.text.keys import match_key

_COLUMNS = ("activity", "sets", "vals", "by", "date", "note", "digest", "begins", "replaced")


def kept(connection: sqlite3.Connection) -> dict[int, Mend]:
    """The mends as they were last applied, by their place among all judgements."""
    columns = ", ".join(f'"{name}"' for name in ("id", "achievement_id", *_COLUMNS))
    found = {}
    for row in connection.execute(f"SELECT {columns} FROM mend"):
        said = {name: row[name] for name in ("activity", "sets", "by", "date", "note", "digest", "begins")}
        lists = {"values": json.loads(row["vals"]), "replaced": json.loads(row["replaced"])}
        found[row["id"]] = _mend({"achievement": row["achievement_id"], **said, **lists})
    return found


def _mend(entry: Mapping[str, Any]) -> Mend:
    earlier = tuple(map(_mend, entry["replaced"]))
    return Mend(**{**entry, "values": tuple(entry["values"]), "replaced": earlier})


def keep(connection: sqlite3.Connection, numbered: Iterable[tuple[int, Entry]]) -> None:
    """Put the mends among numbered judgements in the place of those that the catalogue has."""
    connection.execute("DELETE FROM mend")
    same = ("activity", "sets", "by", "date", "note", "digest", "begins")
    rows = (
        {
            "id": number,
            "achievement_id": entry.achievement,
            **{name: getattr(entry, name) for name in same},
            "vals": json.dumps(entry.values, ensure_ascii=False),
            "replaced": json.dumps([asdict(each) for each in entry.replaced], ensure_ascii=False),
            "state": "",
        }
        for number, entry in numbered
        if isinstance(entry, Mend)
    )
    store.add(connection, "mend", rows)


def set_states(connection: sqlite3.Connection, states: Mapping[int, tuple[str, int | None]]) -> None:
    """Note how each mend stands to today's text, and which activity (from 0) it holds for, by its place."""
    rows = [(state, None if at is None else at + 1, key) for key, (state, at) in states.items()]
    connection.executemany("UPDATE mend SET state = ?, holds_for = ? WHERE id = ?", rows)


# ---------------------------------------------------------------- what was inferred


def mended_now(connection: sqlite3.Connection) -> set[str]:
    """The achievements over which mends are laid now."""
    return {row[0] for row in connection.execute("SELECT achievement_id FROM inferred")}


def inferred(connection: sqlite3.Connection, key: str) -> RowFacts | None:
    """What was inferred from a row, before any mend; None where there is no such row."""
    row = connection.execute("SELECT facts FROM inferred WHERE achievement_id = ?", (key,)).fetchone()
    return _parsed(json.loads(row[0])) if row else _facts(connection, key)


def _parsed(data: dict[str, Any]) -> RowFacts:
    activities = tuple(
        ActivityFacts(
            entry["text"],
            entry["outcome"],
            entry["words"],
            tuple(DateFact(*date) for date in entry["dates"]),
            tuple(CityFact(*city) for city in entry["cities"]),
        )
        for entry in data["activities"]
    )
    cities = tuple((city, role) for city, role in data["cities"])
    lists = {"item_cities": tuple(data["item_cities"]), "bureaus": tuple(data["bureaus"])}
    return RowFacts(**{**data, **lists, "activities": activities, "cities": cities})


def _facts(connection: sqlite3.Connection, key: str) -> RowFacts | None:
    row = connection.execute("SELECT * FROM achievement WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None
    dates: dict[int, list[DateFact]] = defaultdict(list)
    cities: dict[int, list[CityFact]] = defaultdict(list)
    for owner, *date in connection.execute(
        "SELECT x.activity_id, x.start, x.end, x.precision, x.role, x.text FROM activity_date x"
        " JOIN activity v ON v.id = x.activity_id WHERE v.achievement_id = ? ORDER BY x.id",
        (key,),
    ):
        dates[owner].append(DateFact(*date))
    for owner, *city in connection.execute(
        "SELECT x.activity_id, x.city, x.role, x.text FROM activity_city x"
        " JOIN activity v ON v.id = x.activity_id WHERE v.achievement_id = ? ORDER BY x.id",
        (key,),
    ):
        cities[owner].append(CityFact(*city))
    activities = tuple(
        ActivityFacts(text, outcome, words, tuple(dates[owner]), tuple(cities[owner]))
        for owner, text, outcome, words in connection.execute(
            "SELECT id, text, outcome, outcome_words FROM activity WHERE achievement_id = ? ORDER BY position",
            (key,),
        )
    )
    found = RowFacts(
        row["kind"],
        row["fiscal_year"],
        row["search"],
        row["item"],
        row["result"],
        row["outcome"],
        activities,
        tuple(map(tuple, _of_row(connection, "SELECT city, role FROM achievement_city", key))),
        bureau=row["bureau_id"],
        department=row["department"],
        open_ended=bool(row["open_ended"]),
        bureaus=tuple(
            each[0] for each in _of_row(connection, "SELECT bureau_id FROM achievement_bureau", key)
        ),
    )
    return replace(found, item_cities=_item_cities(connection, found, row["cells"]))


def _of_row(connection: sqlite3.Connection, select: str, key: str) -> list[Any]:
    return connection.execute(f"{select} WHERE achievement_id = ? ORDER BY position", (key,)).fetchall()


def _item_cities(connection: sqlite3.Connection, row: RowFacts, cells: str) -> tuple[str, ...]:
    """The partners that the item or a column of partners names, and those that no activity does."""
    column = [cell["text"] for cell in json.loads(cells) if cell["column"] == "city"]
    said = match_key(" ".join([row.item, *column]))
    named = {
        city
        for city, key in connection.execute("SELECT city, key FROM city_name")
        if len(key) > 1 and key in said
    }
    own = {fact.city for activity in row.activities for fact in activity.cities}
    return tuple(city for city, role in row.cities if role != "venue" and (city in named or city not in own))


def save(connection: sqlite3.Connection, key: str, row: RowFacts, before: RowFacts | None) -> None:
    """Save a row's facts; ``before`` is what was inferred, kept beside them, None where they are just that."""
    connection.execute("DELETE FROM inferred WHERE achievement_id = ?", (key,))
    if before is not None:
        facts = json.dumps(asdict(before), ensure_ascii=False)
        store.add(connection, "inferred", [{"achievement_id": key, "facts": facts}])
    connection.execute(
        "UPDATE achievement SET outcome = ?, bureau_id = ?, department = ?, open_ended = ? WHERE id = ?",
        (row.outcome, row.bureau, row.department, row.open_ended, key),
    )
    for table in ("achievement_bureau", "achievement_city"):
        connection.execute(f"DELETE FROM {table} WHERE achievement_id = ?", (key,))
    bureaus = [
        {"achievement_id": key, "bureau_id": each, "position": at} for at, each in enumerate(row.bureaus)
    ]
    cities = [
        {"achievement_id": key, "city": city, "role": role, "position": at}
        for at, (city, role) in enumerate(row.cities)
    ]
    store.add(connection, "achievement_bureau", bureaus)
    store.add(connection, "achievement_city", cities)
    owners = connection.execute(
        "SELECT id FROM activity WHERE achievement_id = ? ORDER BY position", (key,)
    ).fetchall()
    for (owner,), activity in zip(owners, row.activities, strict=True):
        _save_activity(connection, owner, activity)


def _save_activity(connection: sqlite3.Connection, owner: int, activity: ActivityFacts) -> None:
    connection.execute(
        "UPDATE activity SET outcome = ?, outcome_words = ? WHERE id = ?",
        (activity.outcome, activity.words, owner),
    )
    _put(connection, "activity_date", owner, activity.dates)
    _put(connection, "activity_city", owner, activity.cities)


def _put(
    connection: sqlite3.Connection, table: str, owner: int, facts: Iterable[DateFact | CityFact]
) -> None:
    """Facts in the place of those that an activity has, under their numbers as far as these go: the rows are the same however
    often, and in whatever order, mends are laid over them."""
    of_owner = f"FROM {table} WHERE activity_id = ?"
    numbers = [row[0] for row in connection.execute(f"SELECT id {of_owner} ORDER BY id", (owner,))]
    connection.execute(f"DELETE {of_owner}", (owner,))
    numbered = zip(chain(numbers, repeat(None)), facts, strict=False)
    store.add(
        connection, table, [{"id": id_, "activity_id": owner, **fact._asdict()} for id_, fact in numbered]
    )


def document_of(connection: sqlite3.Connection, key: str) -> int | None:
    """The id of the document that an achievement stands in; None where there is no such achievement."""
    row = connection.execute("SELECT document_id FROM achievement WHERE id = ?", (key,)).fetchone()
    return int(row[0]) if row else None


# ---------------------------------------------------------------- names


def city_named(connection: sqlite3.Connection, name: str) -> str | None:
    """The registered city of a name or spelling; None where there is none, or more than one."""
    found = connection.execute(
        "SELECT DISTINCT city FROM city_name WHERE key = ?", (match_key(name),)
    ).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def unit_named(
    connection: sqlite3.Connection, name: str, fiscal_year: int | None
) -> tuple[str, str, str] | None:
    """The bureau of a unit's name, its registered name, and the department that is written after a space ("" for none).

    Of several bureaus of one name it is the one in force in the fiscal year. None where there is none, or more than one.
    """
    first, last = fiscal_year_days(fiscal_year) if fiscal_year is not None else ("", "9999")
    bureau, _, department = name.strip().partition(" ")
    for text, rest in ((name, ""), (bureau, department.strip())):
        found = connection.execute(
            "SELECT DISTINCT b.id, b.name, coalesce(b.valid_from, '') <= ? AND coalesce(b.valid_to, '9999') >= ?"
            " FROM bureau_name n JOIN bureau b ON b.id = n.bureau_id WHERE n.key = ?",
            (last, first, match_key(text)),
        ).fetchall()
        in_force = [row for row in found if row[2]]
        for rows in (found, in_force):
            if len(rows) == 1:
                return str(rows[0][0]), str(rows[0][1]), rest
    return None
