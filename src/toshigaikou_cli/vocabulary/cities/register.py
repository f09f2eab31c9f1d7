"""The cities: names and spellings -> cities, and the cities that a text mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from toshigaikou_cli.records.mentions import CityMention
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.cities.foreign import ForeignPlaces
from toshigaikou_cli.vocabulary.cities.mentions import Finder
from toshigaikou_cli.vocabulary.cities.words import PlaceWords
from toshigaikou_cli.vocabulary.keys import without_layout
from toshigaikou_cli.vocabulary.near import LEAST, LONGEST, nearness
from toshigaikou_cli.vocabulary.repairs import Repair, repair

Kind = Literal["city", "state", "special"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the own city with another; ``since`` as written (see ``validity``)."""

    kind: str
    since: str | None = None
    title: str | None = None
    proposer: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """A city or state, at ``lat`` and ``lon`` in degrees. ``own``: the city whose documents these are."""

    id: str
    name: str
    name_en: str
    country: str
    lat: float
    lon: float
    kind: Kind = "city"
    own: bool = False
    bare: bool = True
    english: bool = True
    aliases: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    not_before: str = ""
    not_after: str = ""
    relations: tuple[Relation, ...] = ()
    note: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """The name, its aliases, and the English name where it is no common word."""
        english = (self.name_en,) if self.english and "(" not in self.name_en else ()
        return (self.name, *self.aliases, *english)

    @property
    def bare_forms(self) -> tuple[str, ...]:
        """The forms without their 市: ソウル, パリ."""
        if self.kind != "city":
            return ()
        return tuple(
            dict.fromkeys(form[:-1] for form in self.written if form.endswith("市") and len(form) > 2)
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms by which a text may name the city, with and without ・."""
        forms = list(self.written)
        if self.kind == "city":
            forms += self.bare_forms if self.bare else ()
            forms += [form + "市" for form in (*forms,) if _may_take_city(form)]
        forms += [form.replace("・", "") for form in forms]
        return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


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
        self._codes = {
            match_key(name): each.code for each in self.countries.values() for name in _names(each)
        }
        extra = [(alias, self.by_id[city_id]) for alias, city_id in (aliases or {}).items()]
        self._lookup = _lookup(self.cities, extra)
        known = [name for each in self.countries.values() for name in _names(each)]
        self._finder = Finder(self.cities, words, known, extra)
        self._places = ForeignPlaces(words, known, self._finder)

    def __iter__(self) -> Iterator[City]:
        return iter(self.cities)

    # ------------------------------------------------------------ texts

    def find_mentions(self, text: str) -> tuple[CityMention, ...]:
        """The cities that a kept text names, in order, each with its words and their place in the text.

        ``city`` is the registered name. The words go on over an institution of the city (北京首都博物館). The
        own city, other words (ローマ字) and events called by their place (平昌オリンピック) are left out. The
        role is ``venue`` where the text says that the city is only the place.
        """
        return self._finder.find(text)

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
            if score < LEAST or (city.id in best and best[city.id].score >= score):
                continue
            best[city.id] = CityProposal(city, round(score, 1), reason)
        return tuple(sorted(best.values(), key=lambda each: (-each.score, each.city.id))[:limit])

    # ------------------------------------------------------------ countries

    def country_name(self, code: str) -> str:
        """The Japanese name of a country that is shown; the code itself where it is not in the register."""
        country = self.countries.get(code)
        return country.name if country else code

    def country_code(self, name: str) -> str | None:
        """The ISO code of a country by any of its names, or None."""
        return self._codes.get(match_key(_MARKS.sub(" ", name)))


_LONGEST_COUNTRY = 24
_MARKS = re.compile(r"[★☆◎○◯●〇◇◆□■※*†‡]|[(（]?注[0-9０-９]{0,2}[)）]?")
_PARENTHESES = re.compile(r"[(（]([^()（）]{0,30})[)）]")
_ENDINGS = (
    "市",
    "都",
    "府",
    "州",
    "県",
    "省",
    "郡",
    "道",
    "国",
    "区",
    "圏",
    "島",
    "域",
    "管区",
    "地",
    "国家",
    "シティ",
    "シティー",
)


def _may_take_city(form: str) -> bool:
    return not form.endswith(_ENDINGS) and not form.isascii() and "シティ" not in form


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
        for form in (*city.forms, *city.bare_forms, city.name_en):
            table.setdefault(match_key(form), city)
    return table


def cities_from(data: Mapping[str, Any]) -> tuple[City, ...]:
    """The cities of a loaded ``cities.yaml``. Raises KeyError for a relation whose source is not declared."""
    return tuple(_city(entry, data["sources"]) for entry in data["cities"])


def _city(entry: Mapping[str, Any], sources: Mapping[str, str]) -> City:
    values = dict(entry)
    values["own"] = values.pop("self", False)
    for name in ("aliases", "institutions"):
        values[name] = tuple(values.get(name, ()))
    values["relations"] = tuple(
        Relation(**{**relation, "source": sources[relation["source"]]})
        for relation in entry.get("relations", ())
    )
    return City(**values)


def countries_from(data: Mapping[str, Any]) -> tuple[Country, ...]:
    """The countries of a loaded ``countries.yaml``."""
    return tuple(Country(e["code"], e["name"], tuple(e.get("aliases", ()))) for e in data["countries"])
