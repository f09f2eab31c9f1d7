"""What codes name: goals, areas and measures of the strategies that the catalogue holds.

A name is a code (``35``), compared by its key, or a code with its strategy (``2014:35``).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.ids import code_of, strategy_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.codes import code_key, loose_key, uncalled
from toshigaikou_cli.text.keys import match_key

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

    A name is compared by its key. ``loose``: where nothing has it, scripts, brackets and separators mean nothing: 2, ２, Ⅱ,
    ② and 目的2 are one goal, where only one is meant.
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
    alike = [each for each, _ in every if loose_key(each.code) == loose_key(code) != ""]
    return alike if len({each.strategy for each in alike}) == len(alike) else []


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
            say("{name} names {n} measures", name=name, n=len(found)),
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


def listed(found: Iterable[CodedThing]) -> str:
    """``2014:2 title; 2022:2 title``."""
    return "; ".join(f"{each.id} {each.title}" for each in found)
