"""Long lists are read in parts: a list of any length takes the memory of one part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

Streamed = TypeVar("Streamed")

FIRST = 20
"""Rows of the first part: few, so that something is to be seen at once."""
PART = 200
"""Rows of all others: few enough for any memory, many enough that their queries cost little."""


def parts_of(rows: Iterable[Streamed]) -> Iterator[list[Streamed]]:
    """What is read, in lists."""
    left = iter(rows)
    for size in chain((FIRST,), iter(lambda: PART, 0)):
        part = list(islice(left, size))
        if not part:
            return
        yield part
