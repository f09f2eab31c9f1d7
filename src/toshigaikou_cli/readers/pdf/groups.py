"""Things that hang together, in groups."""

from __future__ import annotations


class Groups:
    """The numbers from 0 to ``size`` - 1 in groups: each in one of its own at first."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two numbers."""
        self._parent[self._root(one)] = self._root(other)

    def members(self) -> list[list[int]]:
        """The groups in the order of their first number, each in order."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self._root(index), []).append(index)
        return list(found.values())
