"""Names in Latin letters in a column of partners: Kaohsiung, KAOHSIUNG City, Sao Paulo, Portland (Oregon), Dallas, TX.

In a sentence such a word counts only as it is written (Nice is a word as well); a cell of partners names nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.english import country_names
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.latin import latin_keys
from toshigaikou_cli.vocabulary.cities.entries import City

_PART = expression(r"[^\n\r、，;；/／・]+")
_PIECE = expression(r"[^,]+")
_IN_PARENTHESES = expression(r"\s*[(（][^()（）]*[)）]")
_CITY_WORDS = expression(
    r"^(?:the\s+)?(?:city|municipality|metropolis)\s+of\s+|\s+(?:metropolitan\s+)?(?:city|municipality)\s*$",
    re.IGNORECASE,
)
_ACRONYM = expression(r"[A-ZＡ-Ｚ.&\s]{1,8}")
_JAPANESE_BEHIND = expression(r"(?:\s*[(（][^()（）]*[)）]|市|州)+\s*$")
_ADDRESS = 2
"""The parts of a city and its region: Portland, Oregon."""
_LEAST = 3
"""Letters of the shortest name that may be a city's."""


class LatinName(NamedTuple):
    """A name in a cell of partners: its city where it is known, and the place of its words in the cell. ``behind`` is the known
    city before it where the two stand alone (Portland, Oregon): it may be the region of that, or another partner."""

    text: str
    city: City | None
    span: tuple[int, int]
    behind: str = ""


class LatinNames:
    """The Latin names of cities, as they are compared."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._of: dict[tuple[str, ...], City] = {}
        whole = [(city, form) for city in cities for form in (city.name_en, *city.written) if form]
        for city, form in (*whole, *((city, _IN_PARENTHESES.sub("", form)) for city, form in whole)):
            if keys := latin_keys(form):
                self._of.setdefault(keys, city)

    def resolve(self, name: str) -> City | None:
        """The city of a name, whatever accents, case, note in parentheses, and word for a city it has."""
        bare = _IN_PARENTHESES.sub("", name)
        forms = (name, bare, _CITY_WORDS.sub("", bare))
        return next(
            (city for form in forms if (keys := latin_keys(form)) and (city := self._of.get(keys))), None
        )

    def in_cell(self, cell: str) -> Iterator[LatinName]:
        """The names of a cell, in order."""
        for part in _PART.finditer(cell):
            whole = part.group()
            if not latin_keys(whole):
                whole = _JAPANESE_BEHIND.sub("", whole)
                if not latin_keys(whole):
                    continue
            pieces = list(_PIECE.finditer(whole))
            found = [self._named(piece.group(), part.start() + piece.start()) for piece in pieces]
            if len(found) == _ADDRESS and found[0].city and not found[1].city:
                found[1] = found[1]._replace(behind=found[0].text)
            yield from found

    def _named(self, text: str, start: int) -> LatinName:
        name = text.strip()
        start += len(text) - len(text.lstrip())
        return LatinName(name, self.resolve(name), (start, start + len(name)))


def may_be_place(name: str, no_places: Collection[str]) -> bool:
    """Whether a Latin name that no city has may be one: it is no country, no acronym (JICA), and has none of some words."""
    keys = latin_keys(name)
    begins = name[:1].isupper()
    plain = not _ACRONYM.fullmatch(name) and sum(map(len, keys)) >= _LEAST and not any(map(str.isdigit, name))
    return begins and plain and keys not in _countries() and not set(keys) & set(no_places)


@lru_cache(maxsize=1)
def _countries() -> frozenset[tuple[str, ...]]:
    return frozenset(map(latin_keys, country_names().values()))
