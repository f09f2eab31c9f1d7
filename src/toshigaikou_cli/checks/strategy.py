"""The strategy is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from toshigaikou_cli.catalogue.reading import check_documents
from toshigaikou_cli.catalogue.reading.check_documents import Contents
from toshigaikou_cli.checks.check import Check, of_document
from toshigaikou_cli.messages import Message, say, say_n, sayable_n
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.codes import code_key

_SYMBOLS = (
    "アイウエオカキクケコサシスセソタチツテト",
    "イロハニホヘトチリヌルヲ",
    "abcdefghijklmnop",
    "ABCDEFGHIJKLMNOP",
)

_LONGEST_PART = 2
"""Digits of a measure's number behind that of its area."""


def _incomplete(connection: sqlite3.Connection) -> Iterator[Finding]:
    for found in check_documents.contents(connection):
        yield from _numbered(found)
        yield from _doubled(found)
        yield from _goals(found)
        yield from _areas(found)


def _numbered(found: Contents) -> Iterator[Finding]:
    """What is missing of measures that are numbered 1 to n; of others how many are."""
    places = [(number, spot) for code, spot in found.measures if (number := code_number(code)) is not None]
    numbers = [number for number, _ in places]
    if len(places) < len(found.measures):
        expected = found.expected_measures or 0
        lost = expected - len(found.measures)
        if lost > 0:
            yield of_document(
                found.document,
                say_n(
                    "{lost} of {n} measure missing",
                    "{lost} of {n} measures missing",
                    lost=lost,
                    n=expected,
                ),
            )
        return
    last = max([*numbers, found.expected_measures or 0])
    first = (
        1 if found.expected_measures or min(numbers) <= len(numbers) else min(numbers)
    )  # 101, 102 … begin there
    missing = sorted(set(range(first, last + 1)) - set(numbers))
    if missing and (levels := _by_level(numbers, found)) is not None:
        missing = levels
    if missing:
        after = dict(places)
        above = max((number for number in numbers if number < missing[0]), default=None)
        message = _missing(
            sayable_n("{n} measure missing: {missing}", "{n} measures missing: {missing}"),
            sayable_n(
                "{lost} of {n} measure missing: {missing}", "{lost} of {n} measures missing: {missing}"
            ),
            missing,
            found.expected_measures,
        )
        if above is None:
            yield of_document(found.document, message)
        else:
            message = say("{text} (the gap is below {above})", text=message, above=above)
            yield Finding(message=message, spot=after[above], thing="measure", key=str(above))
    for (before, _), (number, spot) in pairwise(places):
        if number < before:
            yield _of_code(
                str(number),
                spot,
                say(
                    "measure {number} is out of order: it stands below {before}", number=number, before=before
                ),
            )


def _by_level(numbers: Sequence[int], found: Contents) -> list[int] | None:
    """What is missing of measures whose numbers open with that of their area, or goal (111, 112 of 11): in each of them for
    itself; None where they do not."""
    symbols = [symbol for of_goal in found.areas.values() for symbol in of_goal] or found.goals
    levels = sorted(map(code_key, symbols), key=len, reverse=True)
    parts: dict[str, list[str]] = {}
    for number in map(str, numbers):
        level = next((each for each in levels if number.startswith(each)), "")
        if not 0 < len(number) - len(level) <= _LONGEST_PART or not level:
            return None
        parts.setdefault(level, []).append(number.removeprefix(level))
    lacking: list[int] = []
    for level, own in parts.items():
        width = 2 if any(part.startswith("0") for part in own) else 1
        there = {int(part) for part in own}
        lacking += [int(f"{level}{part:0{width}d}") for part in range(1, max(there) + 1) if part not in there]
    return sorted(lacking)


def _missing(
    alone: tuple[str, str], of_all: tuple[str, str], missing: Sequence[int], expected: int | None
) -> Message:
    """How many are missing (of how many, where that is known), and which."""
    numbers = _ranges(missing)
    if expected:
        return say_n(*of_all, n=expected, lost=len(missing), missing=numbers)
    return say_n(*alone, n=len(missing), missing=numbers)


def _doubled(found: Contents) -> Iterator[Finding]:
    seen: set[str] = set()
    for code, spot in found.measures:
        if code_key(code) in seen:
            yield _of_code(code, spot, say("measure {code} stands twice", code=code))
        seen.add(code_key(code))


def _of_code(code: str, spot: Spot, message: str) -> Finding:
    """A finding about the cell that holds a measure's code."""
    return Finding(message=message, spot=spot, thing="measure", key=code, cell=code)


def _goals(found: Contents) -> Iterator[Finding]:
    numbers = [number for goal in found.goals if (number := code_number(goal)) is not None]
    if len(numbers) < len(found.goals):
        return
    last = max([*numbers, found.expected_goals or 0])
    missing = sorted(set(range(1, last + 1)) - set(numbers))
    if missing:
        yield of_document(
            found.document,
            _missing(
                sayable_n("{n} goal missing: {missing}", "{n} goals missing: {missing}"),
                sayable_n("{lost} of {n} goal missing: {missing}", "{lost} of {n} goals missing: {missing}"),
                missing,
                found.expected_goals,
            ),
        )


def _areas(found: Contents) -> Iterator[Finding]:
    for goal in found.goals:
        symbols = found.areas.get(goal, [])
        if not symbols and found.areas:
            yield of_document(found.document, say("goal {goal} has no area", goal=goal))
        row = next((row for row in _SYMBOLS if all(symbol in row for symbol in symbols)), "")
        places = sorted(row.index(symbol) for symbol in symbols if row)
        missing = [row[at] for at in range(max(places, default=-1) + 1) if at not in places]
        if missing:
            listed = "、".join(f"{goal}-{symbol}" for symbol in missing)
            yield of_document(
                found.document, say("areas of goal {goal} missing: {listed}", goal=goal, listed=listed)
            )
    for code in found.empty_areas:
        yield of_document(found.document, say("area {code} has no measure", code=code))


def _ranges(numbers: Iterable[int]) -> str:
    """``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


STRATEGY_INCOMPLETE = Check(
    code="strategy-incomplete",
    severity="error",
    name=say("Strategy not complete"),
    why=say(
        "Measures are numbered 1 to n, each once, in order, in areas ア、イ、ウ… of goals 1 to n: a gap is a row or a"
        " heading that was lost."
    ),
    mend=say("Compare the document's table with tgx query measures."),
    bad=say("measures 1, 2, 4"),
    good=say("measures 1, 2, 3, 4"),
    run=_incomplete,
)
