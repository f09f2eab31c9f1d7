"""Long lists that take little room on their way from one step to the next."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby, islice
from typing import Any, Generic, TypeVar, overload

ShelfValue = TypeVar("ShelfValue")

PART = 1000
"""Values that are put away at a time; a list of no more is kept as it is."""
RUN = 10_000
"""Values that are put in order at a time."""
_OPEN = 2
"""Parts at hand: whoever looks a few values ahead goes over the end of one."""


class Codec(Generic[ShelfValue]):
    """How values become plain ones (tuples, texts, numbers), and again what they were: functions of a module."""

    def __init__(self, flat: Callable[[ShelfValue], Any], whole: Callable[[Any], ShelfValue]) -> None:
        self.flat, self.whole = flat, whole

    def dumps(self, part: list[ShelfValue]) -> bytes:
        """A part of a list as bytes."""
        return marshal.dumps(list(map(self.flat, part)))

    def loads(self, kept: bytes) -> list[ShelfValue]:
        """What a part was."""
        return list(map(self.whole, marshal.loads(kept)))  # noqa: S302 - made by this program


class _Shelf(Sequence[ShelfValue]):
    """Values put away in parts, each compressed; two parts at most are at hand."""

    def __init__(self, values: Iterator[ShelfValue], codec: Codec[ShelfValue]) -> None:
        self._codec = codec
        self._parts: list[bytes] = []
        self._open: dict[int, list[ShelfValue]] = {}
        self._length = 0
        while part := list(islice(values, PART)):
            self._parts.append(zlib.compress(codec.dumps(part), 1))
            self._length += len(part)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[ShelfValue]:
        # each is let go before the next: who goes through all of them keeps none
        for kept in self._parts:
            yield from self._codec.loads(zlib.decompress(kept))

    @overload
    def __getitem__(self, at: int) -> ShelfValue: ...
    @overload
    def __getitem__(self, at: slice) -> list[ShelfValue]: ...
    def __getitem__(self, at: int | slice) -> ShelfValue | list[ShelfValue]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._length))]
        number, place = divmod(range(self._length)[at], PART)
        return self._part(number)[place]

    def _part(self, number: int) -> list[ShelfValue]:
        part = self._open.get(number)
        if part is None:
            part = self._codec.loads(zlib.decompress(self._parts[number]))
            while len(self._open) >= _OPEN:
                del self._open[next(iter(self._open))]
            self._open[number] = part
        return part

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_open": {}}


def shelved(values: Iterable[ShelfValue], codec: Codec[ShelfValue]) -> Sequence[ShelfValue]:
    """The values as a sequence, which takes a fraction of their room where they are many."""
    coming = iter(values)
    first = tuple(islice(coming, PART + 1))
    return first if len(first) <= PART else _Shelf(chain(first, coming), codec)


def shelved_in_order(
    values: Iterable[ShelfValue],
    key: Callable[[ShelfValue], Any],
    codec: Codec[ShelfValue],
    *,
    once: bool = False,
) -> Sequence[ShelfValue]:
    """The values as ``sorted(values, key=key)`` has them, shelved; no more than a run of them is there at once. ``once``: of
    values that are equal only the first."""
    coming = iter(values)
    runs: list[Sequence[ShelfValue]] = []
    while run := list(islice(coming, RUN)):
        runs.append(shelved(sorted(dict.fromkeys(run) if once else run, key=key), codec))
    if len(runs) == 1:
        return runs[0]
    merged: Iterable[ShelfValue] = merge(*runs, key=key)
    if once:
        merged = (each for _, alike in groupby(merged, key) for each in dict.fromkeys(alike))
    return shelved(merged, codec)
