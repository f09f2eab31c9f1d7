"""A unit or a city more in the project's own words: composed and checked under the file's lock, written in one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli import clock, projects
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading.soundness import condition
from toshigaikou_cli.catalogue.writing.local import local_words
from toshigaikou_cli.errors import UsageError, VocabularyError
from toshigaikou_cli.files import locked, replace_file
from toshigaikou_cli.jobs.dating import dated
from toshigaikou_cli.jobs.places import aliases_path
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.vocabulary import own_words
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.ranks import kind_of_unit
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister, bureaus_from
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.local import with_named_units
from toshigaikou_cli.vocabulary.word_files import word_files
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, load_packaged, read_text


class NewUnit(NamedTuple):
    """A unit to add; ``parent`` is an id or a name, dates are as ``units.yaml`` has them, "" for what is not given."""

    name: str
    id: str = ""
    kind: str = ""
    parent: str = ""
    since: str = ""
    until: str = ""
    english: str = ""
    certainty: str = "secondary"
    code: str = ""
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class NewCity(NamedTuple):
    """A city to add, or one that is known to join with the own city; "" and None for what is not given."""

    name: str
    id: str = ""
    country: str = ""
    english: str = ""
    relation: str = ""
    since: str = ""
    title: str = ""
    place: tuple[float, float] | None = None
    aliases: tuple[str, ...] = ()
    own: bool = False


class Added(NamedTuple):
    """What was added (or would be), in which file; ``besides`` counts the units that a new file has beside it, ``parent`` is
    what a unit that was known is now part of."""

    id: str
    name: str
    path: Path
    besides: int = 0
    parent: str = ""


def add_unit(new: NewUnit, *, dry_run: bool = False, db: Path | None = None) -> Added:
    """Write a unit into the project's ``words/units.yaml``; one that is known as part of nothing gets its parent instead,
    where no id makes it another. Raises UsageError and VocabularyError, and writes nothing, where there is no project to
    write into, the name is known, or what it is part of is not."""
    project = _writable()
    path = word_files(project.words_folder).units or project.words_folder / "units.yaml"
    with _held(path, dry_run):
        known = list(_named_by_strategies(project, db)) if not path.exists() else []
        text = read_text(path) if path.exists() else _new(project, "units", known)
        vocabulary = load_vocabulary(alias_file=aliases_path()) if path.exists() else _of_entries(known)
        entry = _unit_entry(new, vocabulary)
        register = vocabulary.bureaus
        joined = own_words.without_parent(entry, register) if new.parent and not new.id else None
        if joined:
            _check_only_parent(new, joined)
            made = own_words.with_parent(text, path, joined.id, entry["parent"])
        else:
            made = own_words.with_unit(text, path, entry)
        _write(path, made, dry_run)
    if joined:
        return Added(joined.id, joined.name, path, len(known), register.by_id[entry["parent"]].name)
    return Added(entry["id"], entry["name"], path, len(known))


def add_city(new: NewCity, *, dry_run: bool = False) -> Added:
    """Write a city, or what joins a known one with the own city, into the project's ``words/cities.yaml``. Raises
    UsageError and VocabularyError, and writes nothing, where there is no project to write into, the name is known and
    nothing is to be said of it, or country or relation are not known."""
    with own_cities(dry_run=dry_run) as file:
        entry = file.add(new)
    return Added(entry["id"], entry["name"], file.path)


class OwnCities:
    """The text of the project's ``words/cities.yaml``, while it is held, and the vocabulary that it makes with all else."""

    def __init__(self, project: Project, path: Path) -> None:
        self.path = path
        self.names: set[str] = set()
        """The names of the cities that were added, and ``ids`` their ids."""
        self.vocabulary = load_vocabulary(alias_file=aliases_path())
        self._project = project
        self.ids: set[str] = set()
        self.text = read_text(path) if path.exists() else _new(project, "cities", [])

    def add(self, new: NewCity, place: str = "") -> dict[str, Any]:
        """Add a city, or what joins a known one with the own city, to the text, with the place where that stands. Raises
        UsageError and VocabularyError, and changes nothing, where that cannot be."""
        register = self.vocabulary.cities
        known = register.resolve(new.name)
        relation = _relation(new, self._project)
        if known and relation:
            at, entry = _known_entry(new, known.id, self.path, self.text)
            _check_relation_is_new(relation, known.name, [each.kind for each in known.relations])
            own_words.check_entry("cities", {**entry, "relations": [relation]})
            if at is None:
                whole = {**entry, "relations": [relation]}
                made = own_words.with_city(self.text, self.path, whole, register.countries)
            else:
                made = own_words.with_relation(self.text, self.path, at, relation, register.countries)
        else:
            entry = _city_entry(new, self.vocabulary, relation, self.ids)
            made = own_words.with_city(self.text, self.path, entry, register.countries)
        self.text = own_words.with_place(self.text, made, place) if place else made
        self.names.add(new.name)
        self.ids.add(entry["id"])
        return entry


@contextmanager
def own_cities(*, dry_run: bool) -> Iterator[OwnCities]:
    """The project's own file of cities, to be written at the end. Raises UsageError where there is no project to write into."""
    project = _writable()
    path = project.words_folder / "cities.yaml"
    with _held(path, dry_run):
        file = OwnCities(project, path)
        before = file.text
        yield file
        if file.text != before:
            _write(path, file.text, dry_run)


def _check_only_parent(new: NewUnit, known: Bureau) -> None:
    """Raise UsageError where more than a parent is said of a unit that is known."""
    said = {"--kind": new.kind, "--from": new.since, "--to": new.until, "--english": new.english, "--code": new.code,
            "--alias": new.aliases, "--source": new.sources}  # fmt: skip
    if given := [option for option, value in said.items() if value]:
        what = say("{name} is known already: {id}", name=known.name, id=known.id)
        hint = say("only --parent goes with it; another unit of that name: --id ID")
        raise UsageError(what, where=", ".join(given), hint=hint)


def _writable() -> Project:
    """The project of this run. Raises UsageError where it is the packaged one."""
    project = projects.current()
    if project.builtin:
        raise UsageError(
            say("no project to write into"),
            hint=say("tgx init FOLDER makes one; then run this in it, or with --project FOLDER"),
        )
    return project


def _held(path: Path, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else locked(path, VocabularyError, parents=True)


def _write(path: Path, text: str, dry_run: bool) -> None:
    if not dry_run:
        replace_file(path, text.encode(), VocabularyError)


def _new(project: Project, kind: str, entries: list[own_words.WordEntry]) -> str:
    """The text of a new file; its first line tells editors of the schema, where the folder has it."""
    there = (project.folder / f"schemas/{kind}.schema.json").is_file()
    return own_words.new_file(kind, entries, f"../schemas/{kind}.schema.json" if there else "")


def _named_by_strategies(project: Project, db: Path | None) -> Iterator[own_words.WordEntry]:
    """The units that the strategies in the catalogue name: once a project has a file of units, these must be in it.

    Raises UsageError where a user's own name stands for one of them: their ids change.
    """
    catalogue = catalogue_path(db)
    if condition(catalogue).state != "current":
        return
    vocabulary = load_vocabulary(alias_file=aliases_path())
    with reading(catalogue) as connection:
        units = with_named_units(vocabulary, local_words(connection)).bureaus.bureaus
    given = [each.alias for each in vocabulary.aliases if each.kind == "bureau"]
    if given:
        what = say("{names} would stand for nothing in a project with words/units.yaml", names=given)
        raise UsageError(
            what, where=str(aliases_path()), hint=say("take them out, and add them after the unit")
        )
    title = next((each.title for each in project.strategies if each.title), project.name)
    yield from own_words.units_as_entries(units, title)


def _of_entries(entries: list[own_words.WordEntry]) -> Vocabulary:
    """The vocabulary of a project whose file of units is yet to be made."""
    register = BureauRegister(bureaus_from({"units": entries}) if entries else (), by_end=True)
    return replace(load_vocabulary(), bureaus=register)


def _unit_entry(new: NewUnit, vocabulary: Vocabulary) -> dict[str, Any]:
    register = vocabulary.bureaus
    name = new.name.strip()
    key = new.id or own_words.free_id(new.english, "unit", register.by_id)
    given: dict[str, Any] = {
        "name_en": new.english,
        "name_en_certainty": new.certainty if new.english else "",
        "code": new.code,
        "kind": new.kind or kind_of_unit(name),
        "parent": own_words.parent_id(new.parent, register) if new.parent else "",
        "valid_from": new.since and dated(new.since, "--from"),
        "valid_to": new.until and dated(new.until, "--to"),
        "aliases": list(new.aliases),
        "sources": list(new.sources) or [" ".join(("tgx words add-unit", clock.today()))],
    }
    entry = {"id": key, "name": name, **{what: value for what, value in given.items() if value}}
    own_words.check_entry("units", entry)
    own_words.check_unit_is_new(entry, register)
    return entry


def _city_entry(
    new: NewCity, vocabulary: Vocabulary, relation: dict[str, str], taken: Collection[str] = ()
) -> dict[str, Any]:
    register = vocabulary.cities
    name = new.name.strip()
    own_words.check_names_are_free({"name": name, "name_en": new.english, "aliases": new.aliases}, register)
    if not new.country:
        raise UsageError(
            say("{name} is not known: its country is needed", name=name),
            where="--country",
            hint=say("give its ISO 3166-1 code, or its Japanese name: --country KR"),
        )
    given: dict[str, Any] = {
        "name_en": new.english,
        "country": own_words.country_code(new.country, register),
        "self": new.own,
        "aliases": list(new.aliases),
        "relations": [relation] if relation else [],
    }
    key = new.id or own_words.free_id(new.english, "city", {*register.by_id, *taken})
    entry = {"id": key, "name": name, **{what: value for what, value in given.items() if value}}
    if new.place:  # 0 is a place, too
        entry["lat"], entry["lon"] = new.place
    own_words.check_entry("cities", entry)
    own_words.check_city_is_new(entry, register)
    return entry


def _known_entry(new: NewCity, key: str, path: Path, text: str) -> tuple[int | None, dict[str, Any]]:
    """Where a known city stands in the own file (None: not there), and its entry there or among the cities of all."""
    said = {"--country": new.country, "--english": new.english, "--id": new.id, "--at": new.place,
            "--alias": new.aliases, "--self": new.own}  # fmt: skip
    if given := [option for option, value in said.items() if value]:
        what = say("{name} is known already: {id}", name=new.name, id=key)
        raise UsageError(
            what, where=", ".join(given), hint=say("only --relation, --since and --title go with it")
        )
    own = checked_yaml(text, path, "cities")["cities"]
    at = next((at for at, each in enumerate(own) if each["id"] == key), None)
    if at is not None:
        return at, {name: value for name, value in own[at].items() if name != "relations"}
    general = load_packaged(base_data("cities.yaml"))["cities"]
    return None, dict(next(each for each in general if each["id"] == key))


def _relation(new: NewCity, project: Project) -> dict[str, str]:
    """The relation that is given, as it is written; empty for none."""
    if not new.relation:
        if new.since or new.title:
            what = say("--since and --title are of a relation")
            raise UsageError(what, where="--relation", hint=say("say which one"))
        return {}
    known = {kind: (each.name, each.english) for kind, each in project.relations.items()}
    kind = own_words.relation_kind(new.relation, known)
    since = new.since and dated(new.since, "--since")
    return {"kind": kind} | {name: text for name, text in (("since", since), ("title", new.title)) if text}


def _check_relation_is_new(relation: dict[str, str], city: str, known: list[str]) -> None:
    if relation["kind"] in known:
        what = say("{city} is a {kind} already", city=city, kind=relation["kind"])
        raise UsageError(
            what, where="--relation", hint=say("change it in words/cities.yaml or words/relations.yaml")
        )
