"""The cities: names and spellings -> cities, and the cities that a text mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.mentions import CityMention
from toshigaikou_cli.text.figures import with_any_digits
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.foreign import ForeignPlaces
from toshigaikou_cli.vocabulary.cities.latin import LatinName, LatinNames, may_be_place
from toshigaikou_cli.vocabulary.cities.mentions import Finder
from toshigaikou_cli.vocabulary.cities.words import PlaceWords
from toshigaikou_cli.vocabulary.keys import without_layout
from toshigaikou_cli.vocabulary.near import LEAST, LONGEST, nearness
from toshigaikou_cli.vocabulary.repairs import Repair, repair


class CityProposal(NamedTuple):
    """A city that an unknown name may mean: ``score`` from 0 to 100, and why."""

    city: City
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region: ISO 3166-1 alpha-2 code, the Japanese name that is shown, other names."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


class CityRegister:
    """The register of cities. Immutable; made of plain data, compiled once."""

    def __init__(
        self,
        cities: Iterable[City],
        words: PlaceWords,
        countries: Iterable[Country] = (),
        repairs: Sequence[Repair] = (),
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        """``aliases`` maps further names to city ids (a user's own)."""
        self.cities = tuple(cities)
        self.by_id = {city.id: city for city in self.cities}
        self.by_name = {city.name: city for city in self.cities}
        self.countries = {country.code: country for country in countries}
        self._repairs = tuple(repairs)
        self._words = words
        self._codes = {
            match_key(name): each.code for each in self.countries.values() for name in _names(each)
        }
        self._aliases = {
            alias: city_id for alias, city_id in (aliases or {}).items() if city_id in self.by_id
        }
        extra = [(alias, self.by_id[city_id]) for alias, city_id in self._aliases.items()]
        self._lookup = _lookup(self.cities, extra)
        known = {name: each.code for each in self.countries.values() for name in _names(each)}
        self._finder = Finder(self.cities, words, known, extra)
        self._places = ForeignPlaces(words, known, self._finder)
        self._latin = LatinNames(city for city in self.cities if not city.own)
        self._numbered = words.numbered or self._finder.numbered

    def __iter__(self) -> Iterator[City]:
        return iter(self.cities)

    def with_cities(self, cities: Iterable[City]) -> CityRegister:
        """The register of other cities: the same words, countries and slips; a user's names of those that are in it."""
        return CityRegister(cities, self._words, self.countries.values(), self._repairs, self._aliases)

    # ------------------------------------------------------------ texts

    def find_mentions(self, text: str) -> tuple[CityMention, ...]:
        """The cities that a kept text names, in order, each with its words and their place in the text.

        ``city`` is the registered name. The words go on over an institution of the city (北京首都博物館). The
        own city, other words (ローマ字) and events called by their place (平昌オリンピック) are left out. The
        role is ``venue`` where the text says that the city is only the place.
        """
        return self._finder.find(text)

    def find_partners(self, cell: str) -> list[CityMention]:
        """The cities that a cell of a column of partners names, where none is a mere venue, and a name is no other word."""
        found = [
            CityMention(each.city.name, each.text, each.span, "partner")
            for each in self._latin.in_cell(cell)
            if each.city
        ]
        for mention in self.find_mentions(cell):
            if not any(_meet(mention.span, each.span) for each in found):
                found.append(mention._replace(role="partner"))
        for part in _PART.finditer(cell):
            country, _, name = part.group().partition("・")
            name = name if name and self.country_code(country) else part.group()
            if not any(_meet(part.span(), each.span) for each in found):
                city = self.resolve(name)
                found += (
                    [CityMention(city.name, name, part.span(), "partner")] if city and not city.own else []
                )
        return sorted(found, key=lambda city: city.span)

    def unknown_latin(self, cell: str) -> list[LatinName]:
        """The Latin names of such a cell that may be those of cities, and are not registered."""
        return [
            each
            for each in self._latin.in_cell(cell)
            if not each.city
            and not self.find_mentions(each.text)
            and not self.is_known(each.text)
            and may_be_place(each.text, self._words.not_places)
        ]

    def alike(self, text: str) -> str:
        """A text in which the same cities stand at the same places, and the same words look like one: with other digits,
        which no name has, and of which nothing asks more than that they are digits."""
        return text if self._numbered else with_any_digits(text)

    def foreign_names(self, text: str) -> list[str]:
        """Words that look like a place abroad and are not in the register, as often as they occur."""
        return self._places.find(text)

    # ------------------------------------------------------------ cells and filters

    def resolve(self, name: str) -> City | None:
        """The city of a cell or a filter, whatever marks (★), spaces, slips or country are with it."""
        tidy = without_layout(_MARKS.sub(" ", repair(name, self._repairs)))
        for form in (tidy, _PARENTHESES.sub("", tidy), *_PARENTHESES.findall(tidy)):
            if found := self._resolve_key(match_key(form)):
                return found
        return None

    def _resolve_key(self, key: str) -> City | None:
        if found := self._lookup.get(key):
            return found
        for cut in range(2, min(len(key) - 1, _LONGEST_COUNTRY)):
            if key[:cut] in self._codes and (found := self._lookup.get(key[cut:].removeprefix("の"))):
                return found if found.country == self._codes[key[:cut]] else None
        return None

    def is_known(self, name: str) -> bool:
        """Whether a name is that of a city or a country that is registered."""
        return bool(self.resolve(name) or self.country_code(name))

    def in_japan(self, name: str) -> str:
        """The whole name of a city in Japan that is none abroad, by its name with its 市 or without; "" for any other."""
        return next((whole for whole in (name, f"{name}市") if whole in self._words.domestic), "")

    def find(self, query: str) -> list[City]:
        """The cities that a filter means: an id, a name, a spelling; else all whose name has the part."""
        if query in self.by_id:
            return [self.by_id[query]]
        if found := self.resolve(query):
            return [found]
        key = match_key(query)
        if len(key) < 2:
            return []
        return [city for city in self.cities if any(key in match_key(form) for form in city.written)]

    def proposals(self, name: str, limit: int = 5) -> tuple[CityProposal, ...]:
        """Cities whose name is near to an unknown one, best first, with reasons."""
        key = match_key(_MARKS.sub(" ", repair(name, self._repairs)))[:LONGEST]
        best: dict[str, CityProposal] = {}
        for form, city in self._lookup.items():
            score, reason, _ = nearness(form, key)
            if score < LEAST or not _alike(form, key) or (city.id in best and best[city.id].score >= score):
                continue
            best[city.id] = CityProposal(city, round(score, 1), reason)
        return tuple(sorted(best.values(), key=lambda each: (-each.score, each.city.id))[:limit])

    # ------------------------------------------------------------ countries

    def country_name(self, code: str) -> str:
        """The Japanese name of a country that is shown; the code itself where it is not in the register."""
        country = self.countries.get(code)
        return country.name if country else code

    def country_code(self, name: str) -> str | None:
        """The ISO code of a country by any of its names, whatever province stands behind it, in brackets or behind a space or a
        line break (大韓民国 慶尚南道), or None."""
        tidy = _MARKS.sub(" ", name)
        keys = [tidy, _PARENTHESES.sub("", tidy)]
        if within := _PROVINCE.fullmatch(tidy.strip()):
            keys.append(within[1])
        return next((code for key in keys if (code := self._codes.get(match_key(key)))), None)


_PART = expression(r"[^\n\r、，,;；/／]+")
"""What stands between the separators of a cell."""


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _alike(form: str, key: str) -> bool:
    """Whether two names are near without the 市 that cities share."""
    one, other = (_CITY_END.sub("", each) for each in (match_key(form), key))
    return nearness(one, other).score >= _LEAST_ALIKE if one and other else False


_LEAST_ALIKE = 65.0
_CITY_END = expression(r"(?:(?:特別|広域|直轄|自治)*市|city)$")
_LONGEST_COUNTRY = 24
_PROVINCE = expression(r"(\S{2,24})\s+\S{1,16}(?:[州省県道府郡領]|自治区|地方|地区)")
_MARKS = expression(r"[★☆◎○◯●〇◇◆□■※*†‡]|[(（]?注[0-9０-９]{0,2}[)）]?")
_PARENTHESES = expression(r"[(（]([^()（）]{0,30})[)）]")


def _names(country: Country) -> tuple[str, ...]:
    return (country.name, *country.aliases)


def _lookup(cities: Iterable[City], extra: Iterable[tuple[str, City]]) -> dict[str, City]:
    """Match key -> city. What is written out comes before what follows from it, in the order of the file."""
    cities = tuple(cities)
    table: dict[str, City] = {}
    for city in cities:
        for form in city.written:
            table.setdefault(match_key(form), city)
    for alias, city in extra:
        table.setdefault(match_key(alias), city)
    for city in cities:
        for form in filter(None, (*city.forms, *city.bare_forms, city.name_en)):
            table.setdefault(match_key(form), city)
    return table


def countries_from(data: Mapping[str, Any]) -> tuple[Country, ...]:
    """The countries of a loaded ``countries.yaml``."""
    return tuple(Country(e["code"], e["name"], tuple(e.get("aliases", ()))) for e in data["countries"])
