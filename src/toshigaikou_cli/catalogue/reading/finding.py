"""Find things: by text (search), and by what a user calls them (show)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading import codes
from toshigaikou_cli.catalogue.reading.filters import Selection, find_bureaus, find_city
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.records.answers import Hit, Thing
from toshigaikou_cli.text.codes import uncalled
from toshigaikou_cli.text.keys import keyed, match_key

_ID = expression(r"\d{4}-[0-9a-f]{1,64}(?:-\d+)?")
_MEASURE = expression(r"(?:no\.?|measure|施策|#|m)?(\d{1,4})(?:番)?")


class Found(NamedTuple):
    """What a name stands for: the key of a measure or an achievement, bureau ids, or a city's name."""

    thing: Thing
    keys: tuple[Any, ...]


def identify(connection: sqlite3.Connection, name: str, strategy: str | None = None) -> Found:
    """What ``name`` names: an achievement's id (or the start of one), a measure's code (of a strategy), a goal (目的2), an
    area (2-ア), a bureau or a city.

    Raises UsageError where it names nothing, or several things.
    """
    key = match_key(name)
    if _ID.fullmatch(key):
        return Found("achievement", (_achievement_id(connection, key),))
    number = _MEASURE.fullmatch(key)
    code = number[1] if number else name
    within = (strategy,) if strategy else None
    if number or codes.named(connection, "measure", code, within, loose=False):
        return Found("measure", (codes.one_measure(connection, code, strategies=within).id,))
    for table in ("goal", "area"):
        called = uncalled(table, name) != name or (table == "area" and not _is_name(connection, name))
        found = codes.named(connection, table, name, within) if called else []
        if len(found) > 1:
            raise UsageError(
                say("{name} names {n} {table}s", name=name, n=len(found), table=coded(table)),
                hint=say("write one of: {listed}", listed=codes.listed(found)),
            )
        if found:
            return Found(table, (found[0].id,))
    if codes.named(connection, "measure", code, within) and not _is_name(connection, name):
        return Found("measure", (codes.one_measure(connection, code, strategies=within, loose=True).id,))
    return _named(connection, name)


def _is_name(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a bureau or a city is called so."""
    key = match_key(name)
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE key = ? LIMIT 1", (key,)).fetchone()
        for table in ("bureau_name", "city_name")
    )


def _achievement_id(connection: sqlite3.Connection, key: str) -> str:
    found = connection.execute(
        "SELECT id FROM achievement WHERE id = ? OR (instr(id, ?) = 1 AND NOT EXISTS"
        " (SELECT 1 FROM achievement WHERE id = ?)) ORDER BY id LIMIT 5",
        (key, key, key),
    ).fetchall()
    if not found:
        raise UsageError(say("no achievement {key}", key=key), hint=say("tgx query achievements lists all"))
    if len(found) > 1:
        raise UsageError(say("{key} begins several ids", key=key), hint=joined(row[0] for row in found))
    return str(found[0][0])


def _named(connection: sqlite3.Connection, name: str) -> Found:
    problems: list[UsageError] = []
    found: list[Found] = []
    key = match_key(name)
    for table, column in (("bureau_name", "bureau_id"), ("city_name", "city")):
        exact = connection.execute(f"SELECT 1 FROM {table} WHERE key = ? LIMIT 1", (key,)).fetchone()
        try:
            keys = find_bureaus(connection, name) if column == "bureau_id" else (find_city(connection, name),)
        except UsageError as error:
            problems.append(error)
            continue
        thing: Thing = "bureau" if column == "bureau_id" else "city"
        if exact:
            return Found(thing, keys)
        found.append(Found(thing, keys))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            say("{name} is part of the name of a bureau and of a city", name=name),
            hint=say("write more of it"),
        )
    several = next((error for error in problems if "part of" in error.what), None)
    raise several or UsageError(
        say("nothing is called {name}", name=name),
        hint=say("give an achievement's id, a measure's number, a goal, an area, a bureau or a city"),
    )


def search(connection: sqlite3.Connection, words: list[str], selection: Selection) -> Iterator[Hit]:
    """Measures and achievements that hold every word (in match-key form), with the places of the words."""
    keys = [key for key in map(match_key, words) if key]
    if not keys:
        raise UsageError(say("nothing to search for"), hint=say("give a word, such as 水道"))
    condition = " AND ".join("instr(x.search, ?)" for _ in keys)
    if selection.year is None:
        yield from _measure_hits(connection, condition, keys, selection.strategy)
    year = ""
    values: list[object] = []
    for years in ((selection.year,) if selection.year is not None else None, selection.years):
        if years is not None:
            year += f" AND x.fiscal_year IN ({marks(years)})"
            values += years
    for row in connection.execute(
        f"SELECT x.id, x.fiscal_year, x.item, x.result FROM achievement x WHERE {condition}{year}"
        " ORDER BY x.fiscal_year, x.document_id, x.position",
        [*keys, *values],
    ):
        texts = {"item": row["item"], "result": row["result"]}
        yield from _hits("achievement", row["id"], row["fiscal_year"], row["item"], texts, keys)


def _measure_hits(
    connection: sqlite3.Connection, condition: str, keys: list[str], strategy: str | None
) -> list[Hit]:
    """Measures are named by their codes, with their strategy where there are several."""
    several = len(periods(connection)) > 1
    hits: list[Hit] = []
    for row in connection.execute(
        "SELECT x.id, x.code, x.strategy, x.title, x.overview FROM measure x JOIN strategy s ON s.id = x.strategy"
        f" WHERE {condition} ORDER BY s.position DESC, x.position",
        keys,
    ):
        if strategy in (None, row["strategy"]):
            texts = {"title": row["title"], "overview": row["overview"]}
            name = row["id"] if several else row["code"]
            hits += _hits("measure", name, None, row["title"], texts, keys)
    return hits


def _hits(
    thing: Thing, key: str, year: int | None, title: str, texts: dict[str, str], keys: list[str]
) -> list[Hit]:
    found = []
    for where, text in texts.items():
        spans = tuple(sorted(span for word in keys for span in spans_of(text, word)))
        if spans:
            found.append(Hit(thing, key, year, title, where, text, spans))
    return found


def spans_of(text: str, key: str) -> list[tuple[int, int]]:
    """The places in ``text`` whose match key is ``key``: the inverse of :func:`match_key`."""
    whole = keyed(text)
    spans = []
    start = whole.key.find(key)
    while start >= 0:
        spans.append((whole.at[start], whole.end_of(start + len(key))))
        start = whole.key.find(key, start + len(key))
    return spans
