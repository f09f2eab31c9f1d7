"""Names that stand for a unit of each ward or bureau (各区地域振興課, 各区役所, 各局総務課), and the units that answer to them.

南区地域振興課 and 南区役所地域振興課 answer to 各区地域振興課, every unit of a ward to 各区役所. 各区地域振興課 answers to no
unit of one ward, and 東地区地域振興課 (a district) or 南区地域整備課 to none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from toshigaikou_cli.expressions import expression

_EACH = expression(
    r"各(?:行政)?(?P<head>区役所|区|総合支所|支所|出張所|事務所|局|部)(?P<part>(?:.+(?:局|部|課|室|係|所|館|園|センター|担当|班))?)"
)
_NOT_ONE = r"(?!各|全|他|関係|関連|その他|ほか)"
_WARD = r"[^各、,;|/・()\s局課部室庁所係]{1,6}?(?<![地校学教特管街工挙全治別政])区(?:役所)?"
_BODY = r"[^各、,;|/・()\s]{1,12}?"
_NO_OTHER_WORD = r"(?![長題程税員議民内域画間分政立]|町村)"
"""What goes on after a name so makes another word of it: 南区長, 南区民センター."""


_SECTION = r"(?:[^、,;|/・()\s]{1,20}?(?:課|室|係|センター|担当))?"


class _Each(NamedTuple):
    """A name that stands for many, and the beginning of their match keys. ``whole``: it stands for all of a ward or bureau,
    so that an entry of this one comes first."""

    name: str
    units: re.Pattern[str]
    whole: bool


class EachUnits:
    """The names (match keys) among some that stand for a unit of each ward or bureau, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self._each = [
            each for name in sorted(names, key=len, reverse=True) if (each := _stands_for_each(name))
        ]

    def longest_at(self, key: str, start: int, registered: str) -> str:
        """The longest name of a unit that answers to one of these at a place of a key; else ``registered``, the one that is
        registered there."""
        for each in self._each:
            found = None if each.whole and registered else each.units.match(key, start)
            if found and len(found.group()) > len(registered):
                return found.group()
        return registered

    def answered(self, name: str) -> list[str]:
        """The names that stand for a unit of this name."""
        return [each.name for each in self._each if each.name != name and each.units.match(name)]


def _stands_for_each(name: str) -> _Each | None:
    """None where it is the name of one unit, or only leaves a list open (各課, 各部局)."""
    found = _EACH.fullmatch(name)
    if found is None or len(found["part"]) == 1:
        return None
    own = _WARD if found["head"].startswith("区") else _BODY + found["head"]
    part = re.escape(found["part"]) or _NO_OTHER_WORD + _SECTION
    return _Each(name, re.compile(f"{_NOT_ONE}{own}{part}{_NO_OTHER_WORD}"), not found["part"])
