"""A new project, proposed from the strategy of a city: its units, its partner cities, and what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toshigaikou_cli import projects
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.import_options import ImportOptions
from toshigaikou_cli.jobs.preparing import prepare
from toshigaikou_cli.messages import say
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.started import ProposedUnit, StartedProject
from toshigaikou_cli.vocabulary.bureaus.units import kind_of_unit, split_units
from toshigaikou_cli.vocabulary.loading import Vocabulary, of_project, vocabulary_of
from toshigaikou_cli.vocabulary.word_files import word_files
from toshigaikou_cli.vocabulary.yaml_files import load_packaged

_INSIDE = re.compile(r"(.+?(?:事務局|局|本部|区役所|委員会(?!事務局)))(.+(?:部|課|室|係|センター))")


def proposed(folder: Path, source: Path | None, data: bytes, city: str) -> StartedProject:
    """The project of a folder from the content of a strategy. Raises UsageError where nobody says which city it is of,
    ReadError and ParseError where the strategy cannot be read."""
    own = of_project(vocabulary_of(word_files(folder / "words")), projects.current())
    vocabulary = replace(own, local=True)
    document: StrategyDocument | None = None
    if source:
        read = prepare(data, source.name, vocabulary, ImportOptions(kind="strategy")).document
        assert isinstance(read, StrategyDocument)
        document = read
    name = city.strip() or (document.government if document else "")
    if not name:
        what = say("nothing says which city the project is of")
        raise UsageError(what, where="--city", hint=say("name it: --city NAME"))
    bare = StartedProject(name, _id_of(folder), "", source.name if source else "", document)
    return _with_cities(replace(bare, units=tuple(_units(bare))), vocabulary)


def _id_of(folder: Path) -> str:
    """An id from the name of the folder; "city" where it has no Latin letter."""
    plain = re.sub(r"[^a-z0-9]+", "-", folder.absolute().name.lower()).strip("-")[:40]
    return plain.strip("-") or "city"


def _with_cities(started: StartedProject, vocabulary: Vocabulary) -> StartedProject:
    register = vocabulary.cities
    home = register.resolve(started.name)
    named = dict.fromkeys(each.name for each in started.strategy.cities) if started.strategy else {}
    found = {text: register.resolve(text) for text in named}
    wanted = {each.id for each in found.values() if each}
    entries = load_packaged(base_data("cities.yaml"))["cities"]
    own = [{**each, "self": True} for each in entries if home and each["id"] == home.id]
    partners = [each for each in entries if each["id"] in wanted and not (home and each["id"] == home.id)]
    return replace(
        started,
        home=home.id if home else "",
        cities=(*own, *partners),
        unplaced=tuple(text for text, each in found.items() if each is None),
    )


def _units(started: StartedProject) -> Iterator[ProposedUnit]:
    """The distinct units of measures and indicators, in the document's order, each behind what it is part of."""
    places: dict[str, str] = {}
    for text, place in _mentions(started.strategy):
        if name := text.removeprefix(started.name).strip():
            places.setdefault(name, f"{started.file} {place}".strip())
    inside = {name: (found[1], found[2]) for name in places if (found := _INSIDE.fullmatch(name))}
    parents: dict[str, set[str]] = {}
    for parent, rest in inside.values():
        parents.setdefault(rest, set()).add(parent)
    ids: dict[str, str] = {}
    for name, place in places.items():
        parent, rest = inside.get(name, ("", name))
        own = rest if len(parents.get(rest, ())) < 2 else name
        if not parent and len(above := parents.get(own, set())) == 1:
            parent = next(iter(above))
        for each, of in ((parent, ""), (own, parent)):
            if each and each not in ids:
                ids[each] = f"unit-{len(ids) + 1}"
                yield ProposedUnit(ids[each], each, kind_of_unit(each), ids.get(of, ""), place)


def _mentions(strategy: StrategyDocument | None) -> Iterator[tuple[str, str]]:
    """Each name of a unit, with the place of its row."""
    if strategy is None:
        return
    for measure in strategy.measures:
        yield from ((each.text, str(measure.source.within)) for each in measure.bureaus)
    for indicator in strategy.indicators:
        units, _ = split_units(indicator.bureau_text)
        yield from ((each.text, str(indicator.source.within)) for each in units)
