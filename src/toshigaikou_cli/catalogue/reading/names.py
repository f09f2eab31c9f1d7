"""Bureaus and cities by what people call them: an id, a name, an old or an English one, or a part that one name alone has.

Of a Japanese name any part will do. Of a name in Latin letters only whole words: Kor is no part of Koror.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import Called, Message, joined, say, say_n, sayable
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.latin import holds, latin_keys, latin_words

NamedKind = Literal["bureau", "city"]
_NAMED = 5
_NEAR = 3
KNOWN_CITIES = "SELECT city FROM city_relation UNION SELECT city FROM achievement_city"
"""The cities that something in the catalogue names."""


class AmbiguousError(UsageError):
    """A text is a part of several names."""


class _Register(NamedTuple):
    """A table of names, its column of owners, the list that shows them, and the query of owners with their names."""

    table: str
    column: str
    listed: str
    owners: str


_BUREAUS = _Register("bureau_name", "bureau_id", "bureaus", "SELECT id, name FROM bureau")
_CITIES = _Register("city_name", "city", "cities", "SELECT name, name FROM city")
_REGISTERS: Mapping[NamedKind, _Register] = {"bureau": _BUREAUS, "city": _CITIES}


class _Spelled(NamedTuple):
    """An owner, and a name of it with its words in Latin letters; ``whole``: it has no others."""

    owner: str
    name: str
    words: tuple[str, ...]
    whole: bool


def find_bureaus(connection: sqlite3.Connection, text: str, where: str = "--bureau") -> tuple[str, ...]:
    """The ids of a bureau, first those that the text names, then all others on their line of time.

    Raises UsageError, with ``where`` and what there is, where it names none, or several.
    """
    own = _owners(connection, text, _BUREAUS, where)
    line = connection.execute(
        f"SELECT DISTINCT related_id FROM bureau_line WHERE relation = 'line' AND bureau_id IN ({marks(own)})",
        own,
    )
    return tuple(dict.fromkeys([*own, *sorted(row[0] for row in line)]))


def find_city(connection: sqlite3.Connection, text: str, where: str = "--city") -> str:
    """The registered name of a city; a part of a name is looked for first among the cities that the catalogue names."""
    return _owners(connection, text, _CITIES, where)[0]


def is_name(connection: sqlite3.Connection, text: str, of: NamedKind | None = None) -> bool:
    """Whether a bureau or a city (``of``: which of them) is called so, in full."""
    return any(_exact(connection, text, _REGISTERS[each]) for each in _REGISTERS if of in (None, each))


def _owners(connection: sqlite3.Connection, text: str, register: _Register, where: str) -> list[str]:
    """Owners of an equal name; else of names that the text is a part of, where these belong to one name."""
    if not match_key(text):
        raise UsageError(say("empty"), where=where, hint=say("give a name"))
    known = {row[0] for row in connection.execute(KNOWN_CITIES)} if register is _CITIES else set()
    exact = _exact(connection, text, register)
    if exact and (register is _BUREAUS or known.intersection(exact)):
        return exact
    parts = _parts(connection, text, register)
    among_known = [owner for owner in parts if owner in known]
    if exact and not among_known:
        return exact
    # a city that nothing names has its name for itself, unless one that something names may be meant
    parts = [*exact, *(among_known or parts)]
    named = dict(tuple(row) for row in connection.execute(register.owners))
    names = list(dict.fromkeys(named[owner] for owner in parts))
    if len(names) == 1:
        return parts
    if names:
        hint = _one_of_them(names, register.listed)
        raise AmbiguousError(
            say_n("{text} is part of {n} name", "{text} is part of {n} names", text=text, n=len(names)),
            where=where,
            hint=hint,
        )
    raise UsageError(say("unknown: {text}", text=text), where=where, hint=_others(connection, text, register))


def _exact(connection: sqlite3.Connection, text: str, register: _Register) -> list[str]:
    """The owners of a name by its match key; of one in Latin letters also by its words."""
    found = connection.execute(
        f"SELECT DISTINCT {register.column} FROM {register.table} WHERE key = ? ORDER BY 1",
        (match_key(text),),
    )
    if own := [row[0] for row in found]:
        return own
    words = latin_keys(text)
    return _distinct(
        each.owner for each in _spelled(connection, register) if words and each.whole and each.words == words
    )


def _parts(connection: sqlite3.Connection, text: str, register: _Register) -> list[str]:
    """The owners of the names that a text is a part of."""
    if words := latin_keys(text):
        return _distinct(each.owner for each in _spelled(connection, register) if holds(each.words, words))
    found = connection.execute(
        f"SELECT DISTINCT {register.column} FROM {register.table} WHERE instr(key, ?) ORDER BY 1",
        (match_key(text),),
    )
    return [row[0] for row in found]


def _distinct(owners: Iterable[str]) -> list[str]:
    return sorted(set(owners))


def _spelled(connection: sqlite3.Connection, register: _Register) -> list[_Spelled]:
    """The names with words in Latin letters: those of the register, and the English ones of the project's words."""
    english = english_of(connection)
    pairs = [
        tuple(row) for row in connection.execute(f"SELECT {register.column}, text FROM {register.table}")
    ]
    pairs += [(row[0], english[row[1]]) for row in connection.execute(register.owners) if row[1] in english]
    found = []
    for owner, text in dict.fromkeys(pairs):
        if words := tuple(word.key for word in latin_words(text)):
            found.append(_Spelled(owner, text, words, bool(latin_keys(text))))
    return found


def _one_of_them(names: Sequence[str], listed: str) -> Message:
    shown = joined(map(Called, names[:_NAMED]))
    if len(names) <= _NAMED:
        return say("give the whole name of one: {names}", names=shown)
    told = sayable("give the whole name of one: {names} … (tgx query {list} lists all)")
    return say(told, names=shown, list=listed)


def _others(connection: sqlite3.Connection, text: str, register: _Register) -> Message:
    """The nearest names, and where all are listed."""
    all_listed = say("tgx query {list} lists all", list=register.listed)
    if near := _nearest(connection, text, register):
        return say(
            "the nearest: {names}; {all_listed}", names=joined(map(Called, near)), all_listed=all_listed
        )
    return all_listed


def nearest(connection: sqlite3.Connection, text: str) -> list[str]:
    """The names of the bureaus and cities that come nearest to a text, none where nothing is near."""
    found = [name for register in _REGISTERS.values() for name in _nearest(connection, text, register)]
    return found[:_NEAR]


def _nearest(connection: sqlite3.Connection, text: str, register: _Register) -> list[str]:
    """The names that have a word that begins so, else those that differ in little; the nearest first."""
    from difflib import get_close_matches

    named = dict(tuple(row) for row in connection.execute(register.owners))
    spelled = _spelled(connection, register)
    words = latin_keys(text)
    begun = [
        named[each.owner]
        for each in spelled
        if words and any(word.startswith(words[-1]) for word in each.words[len(words) - 1 :])
    ]
    if not begun:
        forms = {name.casefold(): name for name in named.values()}
        forms |= {each.name.casefold(): named[each.owner] for each in spelled if each.whole}
        begun = [forms[form] for form in get_close_matches(text.casefold(), forms, _NEAR)]
    return list(dict.fromkeys(begun))[:_NEAR]
