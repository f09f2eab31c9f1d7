"""Keys of links (``id>35``), of which there may be a million: each is kept as two numbers, and made when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from toshigaikou_cli.coverage.figures import Member
from toshigaikou_cli.records.long import LongList


class LinkKeys:
    """Keys in the order of the sheets: what an achievement is linked to comes together."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._codes: dict[str, int] = {}
        self._named: list[str] = []
        self._id_of = array("L")
        self._code_of = array("L")

    def __len__(self) -> int:
        return len(self._id_of)

    def add(self, key: Member) -> int:
        """Keep a key: its place."""
        id_, _, code = key.partition(">")
        if not self._ids or self._ids[-1] != id_:
            self._ids.append(id_)
        if code not in self._codes:
            self._codes[code] = len(self._named)
            self._named.append(code)
        self._id_of.append(len(self._ids) - 1)
        self._code_of.append(self._codes[code])
        return len(self) - 1

    def at(self, places: Sequence[int]) -> LongList[Member]:
        """The keys at some places."""
        return LongList(len(places), lambda start, stop: list(map(self._key, places[start:stop])))

    def _key(self, place: int) -> Member:
        return f"{self._ids[self._id_of[place]]}>{self._named[self._code_of[place]]}"
