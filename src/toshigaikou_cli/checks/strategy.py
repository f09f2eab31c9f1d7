"""The strategy is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import pairwise

from toshigaikou_cli.catalogue.reading import check_documents
from toshigaikou_cli.catalogue.reading.check_documents import Contents
from toshigaikou_cli.checks.check import Check, of_document
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
        lost = (found.expected_measures or 0) - len(found.measures)
        if lost > 0:
            yield of_document(found.document, f"{lost} of {found.expected_measures} measures missing")
        return
    last = max([*numbers, found.expected_measures or 0])
    first = (
        1 if found.expected_measures or min(numbers) <= len(numbers) else min(numbers)
    )  # 101, 102 … begin there
    missing = sorted(set(range(first, last + 1)) - set(numbers))
    of = f" of {found.expected_measures}" if found.expected_measures else ""
    if missing:
        after = dict(places)
        above = max((number for number in numbers if number < missing[0]), default=None)
        message = f"{len(missing)}{of} measures missing: {_ranges(missing)}"
        if above is None:
            yield of_document(found.document, message)
        else:
            message += f" (the gap is below {above})"
            yield Finding(message=message, spot=after[above], thing="measure", key=str(above))
    for (before, _), (number, spot) in pairwise(places):
        if number < before:
            yield _of_code(str(number), spot, f"measure {number} is out of order: it stands below {before}")


def _doubled(found: Contents) -> Iterator[Finding]:
    seen: set[str] = set()
    for code, spot in found.measures:
        if code_key(code) in seen:
            yield _of_code(code, spot, f"measure {code} stands twice")
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
        of = f" of {found.expected_goals}" if found.expected_goals else ""
        yield of_document(found.document, f"{len(missing)}{of} goals missing: {_ranges(missing)}")


def _areas(found: Contents) -> Iterator[Finding]:
    for goal in found.goals:
        symbols = found.areas.get(goal, [])
        if not symbols and found.areas:
            yield of_document(found.document, f"goal {goal} has no area")
        row = next((row for row in _SYMBOLS if all(symbol in row for symbol in symbols)), "")
        places = sorted(row.index(symbol) for symbol in symbols if row)
        missing = [row[at] for at in range(max(places, default=-1) + 1) if at not in places]
        if missing:
            listed = "、".join(f"{goal}-{symbol}" for symbol in missing)
            yield of_document(found.document, f"areas of goal {goal} missing: {listed}")
    for code in found.empty_areas:
        yield of_document(found.document, f"area {code} has no measure")


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
    name="Strategy not complete",
    why="Measures are numbered 1 to n, each once, in order, in areas ア、イ、ウ… of goals 1 to n: a gap is a row or a"
    " heading that was lost.",
    mend="Compare the document's table with tgx query measures.",
    bad="measures 1, 2, 4",
    good="measures 1, 2, 3, 4",
    run=_incomplete,
)
