"""Loading all vocabularies: those of a project or another folder, with a user's own names beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli import projects
from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.messages import Message, coded, say, sayable
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.kinds import UNIT_KINDS
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.vocabulary.aliases import UserAlias, load_aliases
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister, bureaus_from
from toshigaikou_cli.vocabulary.cities.entries import City, cities_from
from toshigaikou_cli.vocabulary.cities.register import CityRegister, countries_from
from toshigaikou_cli.vocabulary.cities.relations import Unnamed, with_relations
from toshigaikou_cli.vocabulary.cities.words import place_words_from
from toshigaikou_cli.vocabulary.repairs import Repair, repairs_from
from toshigaikou_cli.vocabulary.word_files import UNITS, WordFiles, word_files
from toshigaikou_cli.vocabulary.yaml_files import read_text


@dataclass(frozen=True)
class Vocabulary:
    """All that the project knows of names. ``radicals`` maps CJK and Kangxi radicals to the usual characters.

    ``fingerprint`` changes with any vocabulary file; ``aliases`` are the user's own names. ``city`` is the government that it
    serves for, None where none is settled; ``local``: its units are made of what that one's strategies name.
    """

    bureaus: BureauRegister
    cities: CityRegister
    repairs: tuple[Repair, ...]
    radicals: Mapping[str, str]
    fingerprint: str
    aliases: tuple[UserAlias, ...] = field(default=())
    city: str | None = None
    local: bool = False


def load_vocabulary(
    data_dir: Path | None = None, alias_file: Path | None = None, files: Mapping[str, Path] | None = None
) -> Vocabulary:
    """Load the vocabularies of a folder (that of the project, by default), and a user's names if there are any.

    ``files`` are files by name (``cities.yaml``) that serve in the place of the folder's. What a folder has not is the
    packaged one that fits every city; of units there is none. Raises VocabularyError where a file is broken, a successor,
    source or country is unknown, or an alias names nothing.
    """
    project = projects.current()
    found = word_files(data_dir or project.words_folder, files)
    if data_dir and not found.units:
        where = str(data_dir / " or ".join(UNITS))
        raise VocabularyError(say("no such file"), where=where, hint=say("check the path"))
    made = vocabulary_of(found, alias_file, project.prefixes)
    if project.builtin:
        return made
    own = replace(made, fingerprint=_digest(made.fingerprint, project))
    return own if found.units else replace(own, local=True, city=project.name)


def _digest(words: str, project: Project) -> str:
    """The SHA-256 (hex) of all that a project's settings change in what is read and linked, with its words' own."""
    digest = sha256(words.encode())
    for known in project.strategies:
        facts = (known.id, known.title, known.years, known.goal, known.area)
        rules = known.links.read_bytes() if known.links and known.links.is_file() else b""
        digest.update(repr(facts).encode() + rules)
    digest.update(repr(project.prefixes).encode())
    return digest.hexdigest()


def load_project(project: Project) -> Vocabulary:
    """The vocabulary of a project, without a user's names. Raises VocabularyError."""
    return vocabulary_of(word_files(project.words_folder), None, project.prefixes)


def vocabulary_of(
    found: WordFiles, alias_file: Path | None = None, prefixes: tuple[str, ...] = ()
) -> Vocabulary:
    """The vocabulary of some files, and a user's names if there are any; ``prefixes`` (the city's name) say nothing before
    the name of a unit. Raises VocabularyError."""
    own = load_aliases(alias_file) if alias_file and alias_file.exists() else ()
    bureaus = checked_units(found.content("units", found.units), found.units) if found.units else ()
    countries = countries_from(found.content("countries", found.countries))
    words = place_words_from(found.content("place_words", found.place_words))
    repairs = _repairs(found.content("repairs", found.repairs), found.repairs)
    cities = _cities(found, {country.code for country in countries})
    for kind, ids in (("bureau", {e.id for e in bureaus}), ("city", {e.id for e in cities})):
        _check_aliases(own, kind, ids, alias_file)
    return Vocabulary(
        bureaus=BureauRegister(
            bureaus,
            {each.alias: each.id for each in own if each.kind == "bureau"},
            prefixes=prefixes,
            by_end=any(each.kind != "bureau" for each in bureaus),
        ),
        cities=CityRegister(
            cities, words, countries, repairs, {each.alias: each.id for each in own if each.kind == "city"}
        ),
        repairs=repairs,
        radicals=_radicals(found.radicals),
        fingerprint=found.fingerprint(alias_file),
        aliases=own,
    )


def _cities(found: WordFiles, countries: set[str]) -> tuple[City, ...]:
    """The own cities and those that are known to all, with their relations; an own entry takes the place of one that is
    called the same."""
    general = found.content("cities", base_data("cities.yaml"))
    cities: tuple[City, ...] = ()
    if found.cities:
        cities = checked_cities(found.content("cities", found.cities), countries, found.cities)
    taken = {key for city in cities for key in (city.id, city.name)}
    others = (city for city in cities_from(general) if city.id not in taken and city.name not in taken)
    cities = (*cities, *others)
    if found.relations is None:
        return cities
    try:
        stated = found.content("relations", found.relations)
        return with_relations(cities, stated, found.content("networks", found.networks))
    except Unnamed as error:
        hint = say("mend relations.yaml, or add what it names")
        raise VocabularyError(error.args[0], where=str(found.relations), hint=hint) from error


def _repairs(data: Any, path: Path) -> tuple[Repair, ...]:
    try:
        return repairs_from(data)
    except re.error as error:
        raise VocabularyError(
            say("not a regular expression: {error}", error=error), where=str(path), hint=say("mend `pattern`")
        ) from error


def _radicals(path: Path) -> dict[str, str]:
    try:
        table = json.loads(read_text(path))
    except ValueError as error:
        raise VocabularyError(
            Message(f"not JSON: {error}", sayable("not JSON"), {}), where=str(path), hint=say("mend the file")
        ) from error
    if not isinstance(table, dict) or any(
        len(key) != 1 or not isinstance(value, str) or not value for key, value in table.items()
    ):
        raise VocabularyError(
            say("not a table of characters"),
            where=str(path),
            hint=say("an object of single characters, as {example}", example='{"⼀": "一"}'),
        )
    return table


def checked_units(data: Any, path: Path) -> tuple[Bureau, ...]:
    """The units of a loaded ``units.yaml``. Raises VocabularyError for an id that stands twice, for a successor or parent that
    is not there, and for a parent that is no higher."""
    units = bureaus_from(data)
    _check_bureaus([each.id for each in units], [(e.id, (*e.successors, e.within)) for e in units], path)
    _check_parents(units, path)
    return units


def checked_cities(data: Any, countries: Collection[str], path: Path) -> tuple[City, ...]:
    """The cities of a loaded ``cities.yaml``. Raises VocabularyError for an id that stands twice, and for a country or source
    that is not there."""
    _check_cities(data, countries, path)
    return cities_from(data)


def _check_bureaus(ids: list[str], named: list[tuple[str, tuple[str | None, ...]]], path: Path) -> None:
    _refuse_doubled(ids, path)
    for bureau_id, others in named:
        for other in others:
            if other is not None and other not in ids:
                raise VocabularyError(
                    say("{id} names the unknown bureau {other}", id=bureau_id, other=other),
                    where=str(path),
                    hint=say("add that bureau, or mend the id"),
                )


def _check_parents(units: Sequence[Bureau], path: Path) -> None:
    """Raise VocabularyError for a unit that is part of none that is there, or of one that is no higher than itself."""
    by_id = {unit.id: unit for unit in units}
    for unit in units:
        if unit.parent is None:
            continue
        above = by_id.get(unit.parent)
        if above is None:
            what = say("{id} is part of the unknown unit {parent}", id=unit.id, parent=unit.parent)
            hint = say("add that unit, or mend the id")
        elif UNIT_KINDS.index(above.kind) >= UNIT_KINDS.index(unit.kind):
            template = sayable("{id}, a {kind}, is part of {parent}, a {above}")
            kinds = {"kind": coded(unit.kind), "above": coded(above.kind)}
            what = say(template, id=unit.id, parent=above.id, **kinds)
            hint = say("a section is part of a department or a bureau, a department of a bureau: mend `kind`")
        else:
            continue
        raise VocabularyError(what, where=str(path), hint=hint)


def _check_cities(data: Mapping[str, list[Mapping[str, object]]], codes: Collection[str], path: Path) -> None:
    _refuse_doubled([str(entry["id"]) for entry in data["cities"]], path)
    sources: object = data.get("sources", {})
    for entry in data["cities"]:
        if entry["country"] not in codes:
            raise VocabularyError(
                say("{id} has the unknown country {country}", id=entry["id"], country=entry["country"]),
                where=str(path),
                hint=say("add it to countries.yaml"),
            )
        for relation in entry.get("relations", ()):  # type: ignore[attr-defined]
            if "source" in relation and relation["source"] not in sources:  # type: ignore[operator]
                raise VocabularyError(
                    say(
                        "{id} names the unknown source {source}",
                        id=entry["id"],
                        source=relation["source"],
                    ),
                    where=str(path),
                    hint=say("add it to sources"),
                )


def _refuse_doubled(ids: list[str], path: Path) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise VocabularyError(
                say("the id {id} stands twice", id=each),
                where=str(path),
                hint=say("give each entry its own id"),
            )
        seen.add(each)


def _check_aliases(aliases: tuple[UserAlias, ...], kind: str, ids: set[str], path: Path | None) -> None:
    for each in aliases:
        if each.kind == kind and each.id not in ids:
            raise VocabularyError(
                say(
                    "{alias} stands for the unknown {kind} {id}",
                    alias=each.alias,
                    kind=coded(kind),
                    id=each.id,
                ),
                where=str(path),
                hint=say("mend or remove that entry"),
            )
