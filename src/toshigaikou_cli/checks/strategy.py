"""The strategy is whole."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from toshigaikou_cli.catalogue.reading import check_documents
from toshigaikou_cli.catalogue.reading.check_documents import Contents
from toshigaikou_cli.checks.check import Check, of_document
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

_SYMBOLS = (
    "アイウエオカキクケコサシスセソタチツテト",
    "イロハニホヘトチリヌルヲ",
    "abcdefghijklmnop",
    "ABCDEFGHIJKLMNOP",
)


def _incomplete(connection: sqlite3.Connection) -> Iterator[Finding]:
    found = check_documents.contents(connection)
    if found is None:
        return
    yield from _measures(found)
    yield from _goals(found)
    yield from _areas(found)


def _measures(found: Contents) -> Iterator[Finding]:
    numbers = [number for number, _ in found.measures]
    last = max([*numbers, found.expected_measures or 0])
    missing = sorted(set(range(1, last + 1)) - set(numbers))
    of = f" of {found.expected_measures}" if found.expected_measures else ""
    if missing:
        after = dict(found.measures)
        above = max((number for number in numbers if number < missing[0]), default=None)
        message = f"{len(missing)}{of} measures missing: {_ranges(missing)}"
        if above is None:
            yield of_document(found.document, message)
        else:
            message += f" (the gap is below {above})"
            yield Finding(message=message, spot=after[above], thing="measure", key=str(above))
    doubled = {number for number, count in Counter(numbers).items() if count > 1}
    seen: set[int] = set()
    for number, spot in found.measures:
        if number in doubled and number in seen:
            yield _of_number(number, spot, f"measure {number} stands twice")
        seen.add(number)
    for (before, _), (number, spot) in pairwise(found.measures):
        if number < before:
            yield _of_number(number, spot, f"measure {number} is out of order: it stands below {before}")


def _of_number(number: int, spot: Spot, message: str) -> Finding:
    """A finding about the cell that holds a measure's number."""
    return Finding(message=message, spot=spot, thing="measure", key=str(number), cell=str(number))


def _goals(found: Contents) -> Iterator[Finding]:
    last = max([*found.goals, found.expected_goals or 0])
    missing = sorted(set(range(1, last + 1)) - set(found.goals))
    if missing:
        of = f" of {found.expected_goals}" if found.expected_goals else ""
        yield of_document(found.document, f"{len(missing)}{of} goals missing: {_ranges(missing)}")


def _areas(found: Contents) -> Iterator[Finding]:
    for goal in found.goals:
        symbols = found.areas.get(goal, [])
        if not symbols:
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
