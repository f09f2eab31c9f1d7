"""What the name of a place leaves in doubt: not in the register, or entered there otherwise."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import coded, joined, say, sayable
from toshigaikou_cli.records.documents import CityRecord
from toshigaikou_cli.resolving.doubts import PROPOSALS, Doubt, accepting, with_reasons
from toshigaikou_cli.vocabulary.bureaus.validity import may_be_same
from toshigaikou_cli.vocabulary.cities.latin import LatinName
from toshigaikou_cli.vocabulary.cities.register import CityProposal, CityRegister


def place_doubts(text: str, column: str, register: CityRegister) -> Iterator[Doubt]:
    """Words of a text that look like a place abroad and are not in the register."""
    names = _foreign_names(register.alike(text), register)
    for name in names:
        if any(other != name and other.endswith(name) for other in names):
            continue  # the ending of a name found whole
        code = "city-unknown" if column == "item" else "place-unknown"
        yield _unknown_city(
            code, column, name, say("no such city in the register: {name}", name=name), register
        )


_NO_NAME = expression(
    r"[\s\-－―ー—–/／×*…]*|なし|無し|該当なし|未定|不明|同上|〃|各国|各地|多数|複数|全世界|世界各.*|海外.*|国内.*|.*(?:諸国|か国|カ国|ヵ国|地域|都市|名|人|外)"
)
_REST = expression(r"\s*(?:ほか|他|など|等|外)(?:[0-9０-９].*)?$")
_LIKE_A_CITY = expression(
    r"[ァ-ヺー・]{2,20}(?:特別市|市|町|村|州|郡|県|区|省|都)?|[一-鿿ァ-ヺー々]{1,10}(?:市|町|村|州|郡|県|区|省|道|都|府|鎮|郷)"
)
_PARTS_OF_CELL = expression(r"[\n\r、，,;；/／]|及び|および|並びに")
_OF_COUNTRY = expression(r"([一-鿿ァ-ヺー]{2,12})[(（]([^()（）]{2,20})[)）]")
"""中国（臨沂市）: a country with the city in brackets."""
_IN_PARENTHESES = expression(r"[(（][^()（）]*[)）]")


def partner_doubts(cell: str, register: CityRegister) -> Iterator[Doubt]:
    """The names in a cell of a column of partners that look like a place, in Japan as abroad, and are not in the register."""
    if not cell.strip():
        return
    for unknown in register.unknown_latin(cell):
        message = say("no such city in the register: {name}", name=unknown.text)
        doubt = _unknown_city("city-unknown", "city", unknown.text, message, register)
        yield doubt if not unknown.behind else _may_be_region(doubt, unknown)
    own = _IN_PARENTHESES.sub("", _OF_COUNTRY.sub(lambda found: _behind_country(found, register), cell))
    for part in dict.fromkeys(_PARTS_OF_CELL.split(own)):
        name = _REST.sub("", part).strip(" \u3000・※*＊")
        country, _, city = name.replace("\u3000", " ").replace("・", " ").partition(" ")
        if city and register.country_code(country):
            name = name[len(country) :].lstrip(" \u3000・")
        home = register.in_japan(name)
        if _NO_NAME.fullmatch(name) or not (home or _LIKE_A_CITY.fullmatch(name)):
            continue
        if register.is_known(name) or any(mention.text in name for mention in register.find_mentions(name)):
            continue
        message = say("no such city in the register: {name}", name=name)
        if home:
            add = say("a city in Japan; to count it: tgx words add-city {name} --country JP", name=home)
            yield Doubt("city-unknown", "city", name, message, add)
        else:
            yield _unknown_city("city-unknown", "city", name, message, register)


def _may_be_region(doubt: Doubt, unknown: LatinName) -> Doubt:
    """The doubt of a name that stands behind a city: what to write where it only says where that is."""
    region = say(
        "if it only says where {city} is: write {city} ({name})", city=unknown.behind, name=unknown.text
    )
    return doubt._replace(hint=joined((doubt.hint, region), "; "))


def _behind_country(found: re.Match[str], register: CityRegister) -> str:
    return f"{found[1]}・{found[2]}" if register.country_code(found[1]) else found[0]


@lru_cache(maxsize=1024)  # sheets say the same again, with other numbers
def _foreign_names(text: str, register: CityRegister) -> tuple[str, ...]:
    return tuple(dict.fromkeys(register.foreign_names(text)))


def relation_doubts(record: CityRecord, register: CityRegister) -> Iterator[Doubt]:
    """A strategy's row of a partner city against the register: unknown, another country, another date."""
    city = register.resolve(record.name)
    if city is None:
        message = say("city not in the register: {name}", name=record.name)
        yield _unknown_city("city-unknown", "name", record.name, message, register)
        return
    code = register.country_code(record.country) if record.country else None
    if code and code != city.country:
        message = say(
            "{name} is in {country}, not in {stated}",
            name=city.name,
            country=register.country_name(city.country),
            stated=record.country,
        )
        yield Doubt("relation-contradicts", "country", record.country, message)
    registered = [each for each in city.relations if each.kind == record.relation and each.since]
    if record.since and registered and not any(may_be_same(each.since, record.since) for each in registered):
        days = joined(str(each.since) for each in registered)
        message = say(
            "{relation} relation with {name}: {since} here, {days} in the register",
            relation=coded(record.relation),
            name=city.name,
            since=record.since,
            days=days,
        )
        yield Doubt("relation-contradicts", "since", record.since_text, message)


@lru_cache(maxsize=1024)  # the places of a sheet repeat
def _proposals(name: str, register: CityRegister) -> tuple[CityProposal, ...]:
    return register.proposals(name, PROPOSALS)


def _unknown_city(code: str, column: str, name: str, message: str, register: CityRegister) -> Doubt:
    typed = shlex.quote(name) if " " in name else name
    proposals = _proposals(name, register)
    hint = with_reasons((each.city.name, each.reason) for each in proposals)
    accept = accepting(name, "city", proposals[0].city) if proposals else ""
    if hint:
        other = sayable("{near}; a city of its own: tgx words add-city {name} --country COUNTRY")
        return Doubt(code, column, name, message, say(other, near=hint, name=typed), accept)
    add = say(
        "no registered name is near; to add it: tgx words add-city {name} --country COUNTRY", name=typed
    )
    return Doubt(code, column, name, message, add)
