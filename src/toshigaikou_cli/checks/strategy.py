"""The strategy is whole."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from toshigaikou_cli.catalogue import check_facts
from toshigaikou_cli.results import Finding


def incomplete(connection: sqlite3.Connection) -> Iterator[Finding]:
    facts = check_facts.strategy_numbers(connection)
    if facts is None:
        return
    numbers = facts.numbers
    last = max([*numbers, facts.expected or 0])
    missing = sorted(set(range(1, last + 1)) - set(numbers))
    doubled = sorted(number for number, count in Counter(numbers).items() if count > 1)
    descents = (after for before, after in pairwise(numbers) if after < before)
    for found, what in ((missing, "missing"), (doubled, "doubled"), (sorted(set(descents)), "out of order")):
        if found:
            of = f" of {facts.expected}" if facts.expected else ""
            yield Finding(
                code="strategy-incomplete",
                severity="error",
                message=f"{len(found)}{of} measures {what}: {_ranges(found)}",
                where=facts.document,
                hint="compare the document's table with tgx query measures",
            )


def _ranges(numbers: list[int]) -> str:
    """``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
