"""Lists of any length, in the memory of one part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

ListMember = TypeVar("ListMember")
Mapped = TypeVar("Mapped")

PART = 200
"""Values that are made at once."""


class LongList(Sequence[ListMember], Generic[ListMember]):
    """``length`` values that are made whenever they are looked at: ``part`` makes those from one place to another."""

    def __init__(self, length: int, part: Callable[[int, int], Sequence[ListMember]]) -> None:
        self._length = length
        self._part = part

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> ListMember: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ListMember]: ...
    def __getitem__(self, at: int | slice) -> ListMember | Sequence[ListMember]:
        places = range(self._length)[at]
        if isinstance(places, int):
            return self._part(places, places + 1)[0]
        if places.step == 1:
            return self._part(places.start, places.stop)
        return [self[place] for place in places]

    def __iter__(self) -> Iterator[ListMember]:
        for start in range(0, self._length, PART):
            yield from self._part(start, min(start + PART, self._length))


class OnlyCounted(Sequence[str]):
    """So many members whose names nobody asked for: it has a length, and raises LookupError where one is looked at."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        raise LookupError(at)


def mapped(
    values: Sequence[ListMember], call: Callable[[Sequence[ListMember]], Sequence[Mapped]]
) -> LongList[Mapped]:
    """What a function makes of parts of a list, a value of each, as a long list."""
    return LongList(len(values), lambda start, stop: call(values[start:stop]))
