"""The words of a government that has no register of its own: made of what its strategies say.

Its units are those that its strategies name, in force in the years of these; its partner cities stand in their tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toshigaikou_cli.records.government import LocalWords, NamedUnit, Partner
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.ranks import kind_of_unit
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.bureaus.short_forms import without_short_forms
from toshigaikou_cli.vocabulary.cities.entries import City, PlaceKind
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary

_ABOVE = ("局", "部", "室", "庁", "会", "所")
_PLACES: tuple[tuple[str, PlaceKind], ...] = (
    ("州", "state"),
    ("省", "state"),
    ("県", "state"),
    ("道", "state"),
)


def is_own(vocabulary: Vocabulary, government: str) -> bool:
    """Whether a government is the one that the registers of a vocabulary were made for."""
    key = match_key(government)
    return any(key == match_key(form) for city in vocabulary.cities if city.own for form in city.written)


def own_name(vocabulary: Vocabulary) -> str:
    """The government that the registers of a vocabulary were made for, by its full name; "" where they name none."""
    forms = (form for city in vocabulary.cities if city.own for form in city.written)
    return next(
        (form for form in forms if form.endswith(("都", "道", "府", "県", "市", "区", "町", "村"))), ""
    )


def localized(vocabulary: Vocabulary, words: LocalWords) -> Vocabulary:
    """The vocabulary for another government: its own units and partners, and what is known of cities in general.

    A user's own names serve where they stand for something that is there.
    """
    bureaus = tuple(_bureaus(words.units))
    there = {bureau.id for bureau in bureaus}
    given = {each.alias: each.id for each in vocabulary.aliases if each.kind == "bureau" and each.id in there}
    general = tuple(replace(city, relations=()) for city in vocabulary.cities if not city.own)
    cities = vocabulary.cities.with_cities((*_own_city(words.city), *general))
    cities = cities.with_cities((*cities, *_partners(words.partners, cities)))
    return replace(
        vocabulary,
        bureaus=BureauRegister(bureaus, given, by_end=True),
        cities=cities,
        fingerprint=_digest(vocabulary, words),
        city=words.city,
        local=True,
    )


def with_named_units(vocabulary: Vocabulary, words: LocalWords) -> Vocabulary:
    """The vocabulary of a project without a register of units: those that its strategies name, and their partner cities."""
    bureaus = tuple(_bureaus(words.units))
    there = {bureau.id for bureau in bureaus}
    given = {each.alias: each.id for each in vocabulary.aliases if each.kind == "bureau" and each.id in there}
    own = () if any(city.own for city in vocabulary.cities) else tuple(_own_city(words.city))
    cities = vocabulary.cities.with_cities((*own, *vocabulary.cities))
    return replace(
        vocabulary,
        bureaus=BureauRegister(bureaus, given, by_end=True),
        cities=cities.with_cities((*cities, *_partners(words.partners, cities))),
        fingerprint=_digest(vocabulary, words),
    )


def _digest(vocabulary: Vocabulary, words: LocalWords) -> str:
    named = json.dumps([vocabulary.fingerprint, words.city, words.units, words.partners])
    return hashlib.sha256(named.encode()).hexdigest()


def _bureaus(units: Sequence[NamedUnit]) -> Iterator[Bureau]:
    """The units, one of each name; a short name (国際課) that only one long one ends in (総務部国際課) is another name of it."""
    by_name: dict[str, list[NamedUnit]] = {}
    for unit in units:
        by_name.setdefault(match_key(unit.name), []).append(unit)
    names = {
        match_key(name): name for name in without_short_forms([found[0].name for found in by_name.values()])
    }
    longer = {key: [long for long in names if long != key and _ends_in(long, key)] for key in names}
    short = {key: found[0] for key, found in longer.items() if len(found) == 1}
    for key, name in names.items():
        if key in short:
            continue
        others = [each for each, long in short.items() if long == key]
        years = [unit for each in (key, *others) for unit in by_name[each]]
        first, last = [unit.first_year for unit in years], [unit.last_year for unit in years]
        starts, ends = (
            [year for year in first if year is not None],
            [year for year in last if year is not None],
        )
        yield Bureau(
            id=name,
            name=name,
            valid_from=f"{min(starts)}-04-01" if len(starts) == len(years) else None,
            valid_to=f"{max(ends) + 1}-03-31" if len(ends) == len(years) else None,
            aliases=tuple(names[each] for each in others),
            kind=kind_of_unit(name),
        )


def _ends_in(long: str, short: str) -> bool:
    above = long.removesuffix(short)
    return long.endswith(short) and above.endswith(_ABOVE) and not above.startswith("各")


def _own_city(name: str) -> Iterator[City]:
    if name:
        yield City(id=name, name=name, name_en="", country="JP", lat=None, lon=None, own=True, english=False)


def _partners(partners: Iterable[Partner], cities: CityRegister) -> Iterator[City]:
    """The partners that the register has not, each once, under the country that the table names."""
    seen: set[str] = set()
    for partner in partners:
        key = match_key(partner.name)
        country = cities.country_code(partner.country) if partner.country else None
        if country and key not in seen and cities.resolve(partner.name) is None:
            seen.add(key)
            kind: PlaceKind = next(
                (kind for ending, kind in _PLACES if partner.name.endswith(ending)), "city"
            )
            yield City(partner.name, partner.name, "", country, None, None, kind=kind, english=False)
