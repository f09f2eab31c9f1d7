"""Mends over what was inferred: checked against the rows and the registers, and applied to the catalogue."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from toshigaikou_cli.catalogue.writing import mending as saved
from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.judgements.mends import MendStanding, impossible, mended, standing
from toshigaikou_cli.judgements.verdicts import beginning, text_digest
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.facts import RowFacts
from toshigaikou_cli.records.judgement import Entry, Mend
from toshigaikou_cli.text.keys import match_key

_LAID_OVER = ("current", "stale")


def check(connection: sqlite3.Connection, numbered: Iterable[tuple[int, Entry]]) -> None:
    """Raise JudgementError, which names the entry and its number in the file, for a mend of what is not there."""
    for number, entry in numbered:
        if isinstance(entry, Mend) and (wrong := refusal(connection, entry)):
            raise JudgementError(
                say("entry {number}, {entry}: {wrong}", number=number, entry=entry.message, wrong=wrong),
                hint=say("tgx show says what a row has, tgx query cities and bureaus which names there are"),
            )


def refusal(connection: sqlite3.Connection, mend: Mend) -> str:
    """Why a mend cannot hold for the row that the catalogue has, or for any; "" where it can."""
    wrong = impossible(mend, saved.inferred(connection, mend.achievement))
    if mend.sets == "cities":
        unknown = [city for city in mend.values if saved.city_named(connection, city) is None]
        return wrong or (say("unknown city: {name}", name=unknown[0]) if unknown else "")
    if mend.sets == "unit" and saved.unit_named(connection, mend.values[0], _year(mend)) is None:
        return wrong or say("unknown unit: {name}", name=mend.values[0])
    return wrong


def apply(connection: sqlite3.Connection) -> None:
    """Lay the mends that the catalogue has over what was inferred; where one was withdrawn, that holds again.

    Raises JudgementError where one names what is not there.
    """
    kept = saved.kept(connection)
    by_row: dict[str, list[tuple[int, Mend]]] = defaultdict(list)
    for key in saved.mended_now(connection):
        by_row[key] = []
    for number, mend in kept.items():
        by_row[mend.achievement].append((number, mend))
    states: dict[int, MendStanding] = {}
    for key, own in by_row.items():
        check(connection, own)
        row = saved.inferred(connection, key)
        standings = [(number, mend, standing(mend, row)) for number, mend in own]
        states |= {number: how for number, _, how in standings}
        if row is not None:
            _lay(connection, key, row, [(mend, how) for _, mend, how in standings])
    saved.set_states(connection, states)


def _lay(
    connection: sqlite3.Connection, key: str, row: RowFacts, own: list[tuple[Mend, MendStanding]]
) -> None:
    """Save a row with the mends that have an effect over it; of two for one activity, the one whose text it is."""
    own = sorted(own, key=lambda each: each[1].state == "current")
    over = [(_named(connection, mend), how.at) for mend, how in own if how.state in _LAID_OVER]
    saved.save(connection, key, mended(row, over), row if over else None)


def _named(connection: sqlite3.Connection, mend: Mend) -> Mend:
    """A mend with registered names; of a unit, with the bureau's id and the department."""
    if mend.sets == "cities":
        cities = (saved.city_named(connection, city) or city for city in mend.values)
        return replace(mend, values=tuple(dict.fromkeys(cities)))
    if mend.sets == "unit" and (unit := saved.unit_named(connection, mend.values[0], _year(mend))):
        return replace(mend, values=(unit[0], unit[2]))
    return mend


def _year(mend: Mend) -> int:
    """The fiscal year of a mend's row, which its id begins with."""
    return int(mend.achievement[:4])


def pinned(connection: sqlite3.Connection, mend: Mend) -> Mend:
    """A mend with the text that it was made on, from the catalogue where it lacks that."""
    row = None if mend.digest else saved.inferred(connection, mend.achievement)
    if row is None:
        return mend
    if mend.activity is None:
        return replace(mend, digest=text_digest(row.search), begins=beginning(row.item, row.result))
    if mend.activity > len(row.activities):
        return mend
    text = row.activities[mend.activity - 1].text
    return replace(mend, digest=text_digest(match_key(text)), begins=beginning("", text))
