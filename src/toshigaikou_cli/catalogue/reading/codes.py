"""What codes name: goals, areas and measures of the strategies that the catalogue holds.

A name is a code (``35``), compared by its key, or a code with its strategy (``2014:35``).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import Message, joined, say, say_n
from toshigaikou_cli.records.ids import code_of, strategy_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.codes import code_key, loose_key, uncalled
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.latin import in_kana, latin_keys

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import MeasureKeys


class CodedThing(NamedTuple):
    """A goal, an area or a measure: its id, the strategy's, its code and title."""

    id: str
    strategy: str
    code: str
    title: str


def measure_keys(id_: str) -> MeasureKeys:
    """A measure as JSON names it: strategy, code, and the number that the code is."""
    code = code_of(id_)
    return {"strategy": strategy_of(id_), "measure": code, "measure_number": code_number(code)}


def optional_measure_keys(measure: str | None) -> tuple[str | None, str | None, int | None]:
    """The same three of a measure that may be none, or a code whose strategy is not known."""
    if measure is None:
        return None, None, None
    strategy, _, code = measure.rpartition(":")
    return strategy or None, code, code_number(code)


def named(
    connection: sqlite3.Connection,
    table: Literal["goal", "area", "measure"],
    name: str,
    strategies: Sequence[str] | None = None,
    *,
    loose: bool = True,
) -> list[CodedThing]:
    """What a name stands for in some strategies (None: in all), the newer first.

    A name is compared by its key. ``loose``: where nothing has it, kana may stand in Latin letters (2-ki for 2-キ), and
    scripts, brackets and separators mean nothing: 2, ２, Ⅱ, ② and 目的2 are one goal, where only one is meant; an area that
    has a kana may be named by its place in its goal (2.1 is 2-ア).
    """
    own, code = split(connection, name)
    within = [own] if own else strategies
    code = uncalled(table, code)
    every = [
        (CodedThing(*tuple(row)[:4]), row["code_key"])
        for row in connection.execute(
            f"SELECT x.id, x.strategy, x.code, x.title, x.code_key FROM {table} x"
            " JOIN strategy s ON s.id = x.strategy ORDER BY s.position DESC, x.position"
        )
        if within is None or row["strategy"] in within
    ]
    found = [each for each, key in every if key == code_key(code)]
    if found or not loose:
        return found
    if table == "area" and (
        by_sound := [each for each, key in every if key == code_key(in_kana(code))] or _by_place(every, code)
    ):
        return by_sound
    alike = [each for each, _ in every if loose_key(each.code) == loose_key(code) != ""]
    return alike if len({each.strategy for each in alike}) == len(alike) else []


def _by_place(areas: Sequence[tuple[CodedThing, str]], name: str) -> list[CodedThing]:
    """The areas at a place in their goal (``2.1``), where their codes end in kana."""
    place = re.fullmatch(r"(.+)\.(\d{1,2})", unicodedata.normalize("NFKC", name).strip())
    if place is None:
        return []
    goals: dict[tuple[str, str], list[CodedThing]] = defaultdict(list)
    for each, key in areas:
        goal, _, symbol = key.rpartition("-")
        if goal == code_key(place[1]) and not symbol.isascii():
            goals[each.strategy, goal].append(each)
    at = int(place[2]) - 1
    return [of_goal[at] for of_goal in goals.values() if 0 <= at < len(of_goal)]


def titled(
    connection: sqlite3.Connection,
    table: Literal["goal", "area", "measure"],
    name: str,
    strategies: Sequence[str] | None = None,
) -> list[CodedThing]:
    """What has a title, as documents write it or in English, in some strategies (None: in all), the newer first."""
    key, words, english = match_key(name), latin_keys(name), english_of(connection)
    rows = connection.execute(
        f"SELECT x.id, x.strategy, x.code, x.title FROM {table} x JOIN strategy s ON s.id = x.strategy"
        " ORDER BY s.position DESC, x.position"
    )
    every = (CodedThing(*row) for row in rows if strategies is None or row["strategy"] in strategies)
    return [
        each
        for each in every
        if key
        and (match_key(each.title) == key or (words and latin_keys(english.get(each.title, "")) == words))
    ]


def split(connection: sqlite3.Connection, name: str) -> tuple[str | None, str]:
    """A name as strategy and code; None where it names no strategy."""
    before, colon, after = name.strip().replace("：", ":").partition(":")
    if not colon:
        return None, name
    known = connection.execute("SELECT id FROM strategy WHERE id = ?", (before.strip(),)).fetchone()
    return (str(known[0]), after) if known else (None, name)


def one_measure(
    connection: sqlite3.Connection,
    name: str,
    year: int | None = None,
    strategies: Sequence[str] | None = None,
    *,
    loose: bool = False,
) -> CodedThing:
    """The one measure that a name stands for (in some strategies); of several those in force in ``year``. ``loose`` as
    in :func:`named`.

    Raises UsageError where there is none, or more than one, with the candidates.
    """
    found = named(connection, "measure", name, strategies, loose=loose)
    if len(found) > 1 and year is not None:
        current = in_force(periods(connection), year)
        found = [each for each in found if each.strategy in current] or found
    if not found:
        raise UsageError(say("no measure {name}", name=name), hint=say("tgx query measures lists all"))
    if len(found) > 1:
        raise UsageError(
            say_n("{name} names {n} measure", "{name} names {n} measures", name=name, n=len(found)),
            hint=say("write one of: {listed}", listed=listed(found)),
        )
    return found[0]


class Meanings:
    """What the measures of judgements mean: a code is that of the oldest strategy that has it in the row's year."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._periods = tuple(reversed(periods(connection)))
        self._by_key: dict[str, list[CodedThing]] = defaultdict(list)
        self._known = frozenset(period.strategy for period in self._periods)
        for row in connection.execute(
            "SELECT x.id, x.strategy, x.code, x.title, x.code_key FROM measure x"
            " JOIN strategy s ON s.id = x.strategy ORDER BY s.position, x.position"
        ):
            self._by_key[row["code_key"]].append(CodedThing(*tuple(row)[:4]))

    def of(self, measure: str, achievement: str, title: str = "") -> CodedThing | None:
        """The measure of a judgement on an achievement; of several in force the one that has the title."""
        strategy, colon, code = measure.partition(":")
        if colon and strategy in self._known:
            found = [each for each in self._by_key[code_key(code)] if each.strategy == strategy]
            return found[0] if found else None
        found = self._candidates(measure, achievement)
        same = [each for each in found if title and match_key(each.title) == match_key(title)]
        return next(iter(same or found), None)

    def spelled(self, id_: str, achievement: str) -> str:
        """How a judgement writes a measure: its number where that is enough, else with its strategy."""
        code = code_of(id_)
        found = self._candidates(code, achievement)
        enough = code_number(code) is not None and [each.id for each in found] == [id_]
        return code if enough else id_

    def _candidates(self, code: str, achievement: str) -> list[CodedThing]:
        """The measures of a code, those of strategies in force in the row's year; else of any; the older first."""
        every = self._by_key.get(code_key(code), [])
        year = int(achievement[:4]) if achievement[:4].isdecimal() else 0
        current = in_force(self._periods, year)
        return [each for each in every if each.strategy in current] or every


def listed(found: Iterable[CodedThing]) -> Message:
    """``2014:2 title; 2022:2 title``."""
    return joined((say("{code} {title}", code=each.id, title=each.title) for each in found), "; ")
