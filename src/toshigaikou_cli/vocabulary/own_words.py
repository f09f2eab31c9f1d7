"""A unit or a city more in a project's own files: the text of the file with it, checked as loading checks it.

Nothing is written here; all else in the text stays as people wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toshigaikou_cli.english import country_names
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.schema import violation
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.bureaus.validity import first_day, last_day, overlaps
from toshigaikou_cli.vocabulary.cities.listed import relation_called
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import checked_cities, checked_units
from toshigaikou_cli.vocabulary.yaml_editing import with_entry, with_item
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, yaml_value

WordEntry = Mapping[str, Any]
"""An entry of ``units.yaml`` or ``cities.yaml``, as it is written."""


def new_file(kind: str, entries: Iterable[WordEntry], schema: str) -> str:
    """The text of a file of units or cities, an entry a line; JSON is YAML. ``schema`` is where editors find its schema, ""
    for nowhere."""
    listed = [f"  - {yaml_value(dict(each))}\n" for each in entries]
    told = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    head = f"{told}version: 1\n{kind}:"
    return f"{head}\n{''.join(listed)}" if listed else f"{head} []\n"


def free_id(text: str, kind: str, taken: Collection[str]) -> str:
    """An id of its own: the Latin words of a text, else the kind (``unit``) with the next number."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:50].strip("-")
    plain = plain if re.match("[a-z]", plain) else ""
    if plain and plain not in taken:
        return plain
    stem, number = plain or kind, 2 if plain else 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def check_entry(kind: str, entry: WordEntry) -> None:
    """Raise UsageError where an entry does not keep to its schema."""
    broken = violation({"version": 1, kind: [dict(entry)]}, kind)
    if broken:
        raise UsageError(broken.what, hint=broken.hint)


def check_unit_is_new(entry: WordEntry, register: BureauRegister) -> None:
    """Raise UsageError where the id is taken, or another unit in the same place had one of the names on one of the days."""
    if entry["id"] in register.by_id:
        raise UsageError(say("the id {id} is taken", id=entry["id"]), where="--id", hint=say("give another"))
    days = first_day(entry.get("valid_from")), last_day(entry.get("valid_to"))
    if days[0] > days[1]:
        what = say("{last} is before {first}", first=entry["valid_from"], last=entry["valid_to"])
        raise UsageError(what, where="--to", hint=say("give the last day on which it was there"))
    for name in (entry["name"], entry.get("name_en", ""), *entry.get("aliases", ())):
        for other in (register.by_id[key] for key in register.named(name)):
            if other.parent == entry.get("parent") and overlaps(other.valid_from, other.valid_to, *days):
                what = say("{name} is known already: {id} ({unit})", name=name, id=other.id, unit=other.name)
                raise UsageError(what, hint=say("of another time, give --from and --to of both"))


def without_parent(entry: WordEntry, register: BureauRegister) -> Bureau | None:
    """The registered unit of an entry's name and time that is entered as part of nothing, None for none. Raises UsageError
    where there are several."""
    days = first_day(entry.get("valid_from")), last_day(entry.get("valid_to"))
    named = [register.by_id[key] for key in register.named(entry["name"])]
    found = [each for each in named if not each.parent and overlaps(each.valid_from, each.valid_to, *days)]
    if len(found) > 1:
        hint = say("give one of them its parent in words/units.yaml, or one more its own --id")
        raise UsageError(say("several are called {given}", given=entry["name"]), hint=hint)
    return found[0] if found else None


def parent_id(text: str, register: BureauRegister) -> str:
    """The id of the unit that a name or an id means. Raises UsageError where there is none, or there are several."""
    found = register.find(text)
    if len(found) == 1:
        return found[0].id
    if not found:
        near = [each.bureau.name for each in register.proposals(text, None, 3)]
        hint = say("add it first, or one of: {near}", near=near) if near else say("add it first")
        raise UsageError(say("unknown unit {text}", text=text), where="--parent", hint=hint)
    listed = [say("{id} ({name})", id=each.id, name=each.name) for each in found]
    raise UsageError(
        say("several are called {given}", given=text),
        where="--parent",
        hint=say("give the id: {listed}", listed=listed),
    )


def units_as_entries(units: Iterable[Bureau], source: str) -> Iterator[WordEntry]:
    """Units that only a strategy names, as entries of a file."""
    taken: set[str] = set()
    for unit in units:
        taken.add(key := free_id("", "unit", taken))
        entry = {"id": key, "name": unit.name, "kind": unit.kind, "sources": [source]}
        yield {**entry, **({"aliases": list(unit.aliases)} if unit.aliases else {})}


def with_unit(text: str, path: Path, entry: WordEntry) -> str:
    """The text of ``units.yaml`` with one more unit. Raises VocabularyError where that breaks the file."""
    name = "units" if "units" in checked_yaml(text, path, "units") else "bureaus"
    made = with_item(text, (name,), entry)
    checked_units(checked_yaml(made, path, "units"), path)
    return made


def with_parent(text: str, path: Path, key: str, parent: str) -> str:
    """The text of ``units.yaml`` in which a unit that was part of nothing is part of another. Raises likewise."""
    data = checked_yaml(text, path, "units")
    name = "units" if "units" in data else "bureaus"
    at = next(at for at, each in enumerate(data[name]) if each["id"] == key)
    made = with_entry(text, name, at, {"parent": parent})
    checked_units(checked_yaml(made, path, "units"), path)
    return made


def with_city(text: str, path: Path, entry: WordEntry, countries: Collection[str]) -> str:
    """The text of ``cities.yaml`` with one more city. Raises VocabularyError where that breaks the file."""
    checked_yaml(text, path, "cities")
    made = with_item(text, ("cities",), entry)
    checked_cities(checked_yaml(made, path, "cities"), countries, path)
    return made


def with_relation(text: str, path: Path, at: int, relation: WordEntry, countries: Collection[str]) -> str:
    """The text of ``cities.yaml`` with one more relation of the city ``at`` this place. Raises likewise."""
    there = checked_yaml(text, path, "cities")["cities"][at]
    if there.get("relations"):
        made = with_item(text, ("cities", at, "relations"), relation)
    else:
        made = with_entry(text, "cities", at, {"relations": [dict(relation)]})
    checked_cities(checked_yaml(made, path, "cities"), countries, path)
    return made


def with_place(before: str, text: str, place: str) -> str:
    """The text of a file, with a comment behind what it has beyond ``before``: where that stands."""
    old, new = before.splitlines(), text.splitlines()
    last = len(new)
    while last and old and new[last - 1] == old[-1]:
        last, old = last - 1, old[:-1]
    if not last:
        return text
    new[last - 1] += f" # {' '.join(place.split())}"
    return "\n".join(new) + "\n"


def check_city_is_new(entry: WordEntry, register: CityRegister) -> None:
    """Raise UsageError where the id is taken, or one of the names is that of another city."""
    if entry["id"] in register.by_id:
        raise UsageError(say("the id {id} is taken", id=entry["id"]), where="--id", hint=say("give another"))
    check_names_are_free(entry, register)


def check_names_are_free(entry: WordEntry, register: CityRegister) -> None:
    """Raise UsageError where a name of an entry is that of another city."""
    for name in (entry["name"], entry.get("name_en", ""), *entry.get("aliases", ())):
        other = register.resolve(name) if match_key(name) else None
        if other:
            what = say("{name} is known already: {id} ({city})", name=name, id=other.id, city=other.name)
            hint = say("--relation says what joins it with the city; add-alias gives it another name")
            raise UsageError(what, hint=hint)


def country_code(text: str, register: CityRegister) -> str:
    """The code of a country by its code or any of its names, the English one too. Raises UsageError."""
    english = {match_key(name_en): name for name, name_en in country_names().items()}
    code = text if text in register.countries else register.country_code(english.get(match_key(text), text))
    if code is None:
        hint = say("give its ISO 3166-1 code, or its name: --country KR")
        raise UsageError(say("unknown country {text}", text=text), where="--country", hint=hint)
    return code


def relation_kind(text: str, known: Mapping[str, Sequence[str]]) -> str:
    """The kind of relation of a code, of one of its names, or of what the tie is called (友好都市); ``known`` has the names by
    code. Raises UsageError."""
    key = match_key(text)
    for kind, names in known.items():
        if key in {match_key(each) for each in (kind, *names) if each}:
            return kind
    if (meant := relation_called(text)) in known:
        return meant
    hint = say("known: {known}; [relations] of tgx.toml adds others", known=joined(known))
    raise UsageError(say("unknown relation {text}", text=text), where="--relation", hint=hint)
