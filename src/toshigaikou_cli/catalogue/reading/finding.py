"""Find things: by text (search), and by what a user calls them (show)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading import codes, names
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Called, joined, say, say_n, sayable, sayable_n
from toshigaikou_cli.records.answers import Hit, Thing
from toshigaikou_cli.text.codes import uncalled
from toshigaikou_cli.text.keys import keyed, match_key
from toshigaikou_cli.text.latin import latin_keys, latin_words

_ID = expression(r"\d{4}-[0-9a-f]{1,64}(?:-\d+)?")
_INDICATOR = expression(r"i-[0-9a-f]{4,64}(?:-\d+)?")
_YEAR_LONG = 4
"""Characters of the shortest start of an id that is taken for one: its year."""
_SHOWN_IDS = 3
_MEASURE = expression(r"(?:no\.?|measure|施策|#|m)?(\d{1,4})(?:番)?")


CodedKind = Literal["goal", "area", "measure"]
_PARTS: tuple[CodedKind, ...] = get_args(CodedKind)
_BY_NAME: Mapping[names.NamedKind, Callable[[sqlite3.Connection, str], tuple[str, ...]]] = {
    "bureau": lambda connection, name: names.find_bureaus(connection, name, ""),
    "city": lambda connection, name: (names.find_city(connection, name, ""),),
}


class Found(NamedTuple):
    """What a name stands for: the key of a measure or an achievement, bureau ids, or a city's name."""

    thing: Thing
    keys: tuple[Any, ...]


def identify(connection: sqlite3.Connection, name: str, strategy: str | None = None) -> Found:
    """What ``name`` names: an achievement's id (or the start of one), a measure's code (of a strategy), a goal (目的2), an
    area (2-ア), one of these three by its title, a bureau or a city.

    Raises UsageError where it names nothing, or several things.
    """
    key = match_key(name)
    if _ID.fullmatch(key):
        return Found("achievement", (_achievement_id(connection, key),))
    if _INDICATOR.fullmatch(key):
        return _of_indicator(connection, key)
    number = _MEASURE.fullmatch(key)
    code = number[1] if number else name
    within = (strategy,) if strategy else None
    if key.isdecimal() and not codes.named(connection, "measure", code, within):
        refuse_start(connection, key)
    if number or codes.named(connection, "measure", code, within, loose=False):
        return Found("measure", (codes.one_measure(connection, code, strategies=within).id,))
    for table in ("goal", "area"):
        found = codes.named(connection, table, name, within)
        if found and (
            uncalled(table, name) != name or (table == "area" and not names.is_name(connection, name))
        ):
            return _one_of(table, name, found)
    if codes.named(connection, "measure", code, within) and not names.is_name(connection, name):
        return Found("measure", (codes.one_measure(connection, code, strategies=within, loose=True).id,))
    if (found := codes.named(connection, "goal", name, within)) and not names.is_name(connection, name):
        return _one_of("goal", name, found)
    for part in _PARTS:
        if found := codes.titled(connection, part, name, within):
            return _one_of(part, name, found)
    return _named(connection, name)


_NAMED: Mapping[CodedKind, tuple[str, str]] = {
    "goal": sayable_n("{name} names {n} goal", "{name} names {n} goals"),
    "area": sayable_n("{name} names {n} area", "{name} names {n} areas"),
    "measure": sayable_n("{name} names {n} measure", "{name} names {n} measures"),
}


def _one_of(table: CodedKind, name: str, found: Sequence[codes.CodedThing]) -> Found:
    if len(found) > 1:
        raise UsageError(
            say_n(*_NAMED[table], n=len(found), name=name),
            hint=say("write one of: {listed}", listed=codes.listed(found)),
        )
    return Found(table, (found[0].id,))


def _of_indicator(connection: sqlite3.Connection, key: str) -> Found:
    """What an indicator stands with: the achievement whose row has it, or its measure."""
    row = connection.execute(
        "SELECT i.achievement_id, (SELECT min(x.measure) FROM indicator_measure x WHERE x.indicator_id = i.id)"
        " FROM indicator i WHERE i.id = ?",
        (key,),
    ).fetchone()
    if row is None:
        raise UsageError(say("no indicator {key}", key=key), hint=say("tgx query indicators lists all"))
    if row[0] is None and row[1] is None:
        what = say("{key} is an indicator of no achievement and no measure", key=key)
        raise UsageError(what, hint=say("tgx query indicators lists all"))
    return Found("achievement", (row[0],)) if row[0] else Found("measure", (row[1],))


def _achievement_id(connection: sqlite3.Connection, key: str) -> str:
    found = connection.execute(
        "SELECT id FROM achievement WHERE id = ? OR (instr(id, ?) = 1 AND NOT EXISTS"
        " (SELECT 1 FROM achievement WHERE id = ?)) ORDER BY id LIMIT 2",
        (key, key, key),
    ).fetchall()
    if not found:
        raise UsageError(say("no achievement {key}", key=key), hint=say("tgx query achievements lists all"))
    if len(found) > 1:
        refuse_start(connection, key)
    return str(found[0][0])


def refuse_start(connection: sqlite3.Connection, name: str) -> None:
    """Raise UsageError where a name, a year at least, is no id but the start of some, so that it says which."""
    key = match_key(name)
    if len(key) < _YEAR_LONG:
        return
    begun = "FROM achievement WHERE instr(id, ?) = 1"
    [number] = connection.execute(f"SELECT count(*) {begun}", (key,)).fetchone()
    if number:
        listed = connection.execute(f"SELECT id {begun} ORDER BY id LIMIT {_SHOWN_IDS}", (key,))
        raise several_ids(key, number, [row[0] for row in listed])


def several_ids(key: str, number: int, ids: Sequence[str]) -> UsageError:
    """The error that a text begins the ids of a number of achievements, of which ``ids`` are some."""
    told = say_n(
        "{key} begins the id of {n} achievement",
        "{key} begins the ids of {n} achievements",
        n=number,
        key=key,
    )
    shown = joined(ids[:_SHOWN_IDS])
    if number <= _SHOWN_IDS:
        return UsageError(told, hint=say("write one of: {listed}", listed=shown))
    more = sayable("write more of it, such as {ids}; tgx query achievements lists all")
    return UsageError(told, hint=say(more, ids=shown))


def _named(connection: sqlite3.Connection, name: str) -> Found:
    problems: list[UsageError] = []
    found: list[Found] = []
    for thing, find in _BY_NAME.items():
        try:
            keys = find(connection, name)
        except UsageError as error:
            problems.append(error)
            continue
        if names.is_name(connection, name, thing):
            return Found(thing, keys)
        found.append(Found(thing, keys))
    if several := next((error for error in problems if isinstance(error, names.AmbiguousError)), None):
        raise several
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            say("{name} is part of the name of a bureau and of a city", name=name),
            hint=say("write more of it"),
        )
    kinds = say("give an achievement's id, a measure's number, a goal, an area, a bureau or a city")
    near = names.nearest(connection, name)
    listed = say("the nearest: {names}; {kinds}", names=joined(map(Called, near)), kinds=kinds)
    raise UsageError(say("nothing is called {name}", name=name), hint=listed if near else kinds)


def search(connection: sqlite3.Connection, words: list[str], selection: Selection) -> Iterator[Hit]:
    """Measures and achievements that hold every word (in match-key form), and what has words in its English name that begin so,
    with the places of the words."""
    keys = [key for key in map(match_key, words) if key]
    if not keys:
        raise UsageError(say("nothing to search for"), hint=say("give a word, such as 水道 or waterworks"))
    condition = " AND ".join("instr(x.search, ?)" for _ in keys)
    if selection.year is None:
        yield from _measure_hits(connection, condition, keys, selection.strategy)
        yield from _english_hits(connection, words, selection.strategy)
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


_NAMED_THINGS = (
    *(
        f"SELECT '{table}' AS thing, x.id, x.code, x.strategy, x.title AS name FROM {table} x"
        f" JOIN strategy s ON s.id = x.strategy ORDER BY s.position DESC, x.position"
        for table in ("goal", "area", "measure")
    ),
    "SELECT 'bureau' AS thing, id, id AS code, NULL AS strategy, name FROM bureau ORDER BY position",
    (
        "SELECT 'city' AS thing, name AS id, name AS code, NULL AS strategy, name FROM city"
        f" WHERE is_self OR name IN ({names.KNOWN_CITIES}) ORDER BY position"
    ),
)


def _english_hits(connection: sqlite3.Connection, words: list[str], strategy: str | None) -> Iterator[Hit]:
    """What the strategies have and, where none of them is asked about, bureaus and cities, by their English names."""
    begun = [key for word in words for key in latin_keys(word)]
    if not begun or not all(map(latin_keys, words)) or not all(map(_is_name_part, words)):
        return
    english = english_of(connection)
    several = len(periods(connection)) > 1
    for statement in _NAMED_THINGS:
        for row in connection.execute(statement):
            name = english.get(row["name"], "") if strategy in (None, row["strategy"]) else ""
            if spans := _begun(name, begun):
                key = row["id"] if several else row["code"]
                yield Hit(row["thing"], key, None, row["name"], "english", name, spans)


def _is_name_part(word: str) -> bool:
    """Whether nothing stands in a word that would be lost in a comparison of letters (``_``, ``%``)."""
    return all(char.isalnum() or char in "-.'’&" for char in word)


def _begun(name: str, begun: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The places in a name where its words begin as asked; none unless each beginning is there."""
    found = latin_words(name)
    if not all(any(word.key.startswith(key) for word in found) for key in begun):
        return ()
    return tuple(
        (word.start, min(word.start + len(key), word.end))
        for word in found
        for key in begun
        if word.key.startswith(key)
    )


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
