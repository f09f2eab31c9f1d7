"""What registered units are part of: which section of a bureau a name means, and where one that has no entry belongs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.ranks import rank_of

_RANKS: Mapping[UnitKind, int] = {"bureau": 4, "department": 3, "section": 2}
_DEEPEST = 4
"""Steps from a unit to what it is part of."""


class UnitParts:
    """The units of a register by their names (match keys), each with what it is part of.

    ``standalone`` are the names of departments that documents name without their bureau; ``prefixes`` (the city's name) say
    nothing before a name.
    """

    def __init__(
        self,
        named: Mapping[str, Sequence[Bureau]],
        standalone: Collection[str],
        by_id: Mapping[str, Bureau],
        prefixes: tuple[str, ...],
    ) -> None:
        self._named = named
        self._standalone = standalone
        self._by_id = by_id
        self._prefixes = prefixes

    def is_unit(self, name: str) -> bool:
        """Whether a name is that of a registered unit."""
        key = self.without_city(match_key(name))
        return key in self._named or key in self._standalone

    def part_of(self, above: str, name: str) -> bool | None:
        """Whether a registered unit or department is part of the unit that another name is of; None where none is called
        so. Also False where the name above is none that is registered."""
        over, key = self.without_city(match_key(above)), match_key(name)
        if f"{over}{key}" in self._named:
            return True
        opening = next((over[:end] for end in range(len(over), 0, -1) if over[:end] in self._named), "")
        if not opening:
            return False
        units = self._named[opening]
        if opening == over and any(unit.has_department(key) for unit in units):
            return True
        return False if key in self._named or key in self._standalone else None

    def above(self, unit: Bureau, name: str) -> Bureau | None:
        """Where a name without an entry belongs that stands behind a unit: to this one, or to what it is part of and is
        higher than what the name says; None for nowhere."""
        if unit.kind == "bureau":
            return unit
        return next((each for each in self._line(unit) if _RANKS[each.kind] > rank_of(name)), None)

    def beside(self, unit: Bureau, key: str) -> str:
        """The whole name of the unit of a name that is part of what the unit before it is part of, where the name alone is
        that of none or of several: 庶務課 in 総務部国際課、庶務課. "" where there is none."""
        if len(self._named.get(key, ())) == 1:
            return ""
        names = (f"{match_key(each.name)}{key}" for each in self._line(unit))
        return next((name for name in names if name in self._named), "")

    def _line(self, unit: Bureau) -> Iterator[Bureau]:
        """A unit and what it is part of, from below."""
        at: Bureau | None = unit
        for _ in range(_DEEPEST):
            if at is None:
                return
            yield at
            at = self._by_id.get(at.parent or "")

    def without_city(self, key: str) -> str:
        """A match key without the city's name before it. A name of one letter (市) opens words, too: it is left out only
        before a registered name, and where none is registered that opens with it (市民局 is no 民局)."""
        left = next((key[len(each) :] for each in self._prefixes if key.startswith(each)), key)
        whole = len(key) - len(left) == 1 and (self._opening(key) or not self._opening(left))
        return key if whole else left

    def _opening(self, key: str) -> str:
        """The longest registered name that a key opens with, or ""."""
        starts = (key[:end] for end in range(len(key), 0, -1))
        return next((start for start in starts if start in self._named or start in self._standalone), "")
