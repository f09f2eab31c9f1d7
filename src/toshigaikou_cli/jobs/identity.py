"""Whose documents a catalogue has, and the vocabulary that serves for them.

A catalogue takes its government from its first strategy. Where that is the one that the registers were made for, they serve;
for another one its strategies say which units and partners there are. A document that names another government than the
catalogue's is refused before anything is written.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.reading.marks import project_mark
from toshigaikou_cli.catalogue.writing import local
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import ParsedDocument, SheetDocument, StrategyDocument
from toshigaikou_cli.text.edition_titles import edition_key
from toshigaikou_cli.text.governments import government_of_lines, government_of_title
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_project
from toshigaikou_cli.vocabulary.local import is_own, localized, own_name, with_named_units

_MOST_UNKNOWN = 1 / 3
"""The share of its units that a strategy that names no government has in the register, at the least, to be of its own."""


def is_elsewhere(strategy: StrategyDocument, registers: Vocabulary) -> bool:
    """Whether a strategy is of another government than the one that the registers were made for: it says so, or it names
    none, and hardly any of its units is registered."""
    if not own_name(registers) or registers.local or not registers.project.builtin:
        return False
    if named := _named(strategy.government, registers):
        return not is_own(registers, named)
    if edition_key(strategy.title) in {edition_key(known.title) for known in registers.project.strategies}:
        return False
    units = {mention.text for measure in strategy.measures for mention in measure.bureaus}
    return bool(units) and _share(registers, units) < _MOST_UNKNOWN


def vocabulary_of(connection: sqlite3.Connection, registers: Vocabulary) -> Vocabulary:
    """The vocabulary for a catalogue: the registers, or what the strategies of another government name."""
    project = registers.project
    if not project.builtin:
        own = replace(registers, city=project.name)
        return with_named_units(own, local.local_words(connection)) if registers.local else own
    city = frame.city(connection)
    if city is None:
        return registers
    if not own_name(registers) or is_own(registers, city):
        return replace(registers, city=city)
    return localized(registers, local.local_words(connection))


def check(connection: sqlite3.Connection, document: ParsedDocument, name: str, registers: Vocabulary) -> None:
    """Raise UsageError where a document names another government than the catalogue's, or, as the first strategy, than a
    document that is there."""
    project = registers.project
    if not project.builtin:
        _check_own(document, name, registers, vocabulary_of(connection, registers))
        return
    own = own_name(registers)
    if not own:
        return
    city = frame.city(connection)
    named = _named(_government(document), registers)
    if city is None and isinstance(document, StrategyDocument):
        theirs = _of_sheets(local.sheet_titles(connection), registers)
        city = next((each for each in theirs if named and _differ(each, named)), None)
    if city is None or not named:
        return
    if _differ(named, city) if city else is_own(registers, named):
        raise UsageError(
            say(
                "a document of {named}, in a catalogue of {own}",
                named=named,
                own=city or say("another government than {own}", own=own),
            ),
            where=name,
            hint=say("give each government a catalogue of its own: --db FILE"),
        )


def _check_own(document: ParsedDocument, name: str, registers: Vocabulary, own: Vocabulary) -> None:
    """Raise UsageError where a document, or most of its units, name another government than the project's; ``own`` is the
    vocabulary that serves for what is there."""
    project = registers.project
    named = _named(_government(document), registers) or _of_units(document, registers, own)
    if named and _differ(named, project.name) and not is_own(registers, named):
        raise UsageError(
            say(
                "a document of {named}, in the project {project} of {name}",
                named=named,
                project=project.id,
                name=project.name,
            ),
            where=name,
            hint=say("each government has a project of its own: --project FOLDER"),
        )


def _of_units(document: ParsedDocument, registers: Vocabulary, own: Vocabulary) -> str:
    """The government that more than half of a sheet's units are said to be of, the project's own apart, or that has them
    while hardly one is the project's; "" for none."""
    if not isinstance(document, SheetDocument):
        return ""
    units = document.units
    elsewhere = [unit for unit in units if own.bureaus.resolve(unit, None).how == "unknown"]
    named = Counter(found for unit in elsewhere if (found := _named(government_of_lines([unit]), registers)))
    government, times = next(iter(named.most_common(1)), ("", 0))
    if times * 2 > len(units):
        return government
    if not own.bureaus.bureaus or _share(own, units) >= _MOST_UNKNOWN:
        return ""
    other = load_project(projects.builtin())
    return projects.builtin().name if _share(other, units) > _MOST_UNKNOWN * 2 else ""


def _share(vocabulary: Vocabulary, units: Collection[str]) -> float:
    """The share of some units that a register has."""
    known = sum(vocabulary.bureaus.resolve(unit, None).how != "unknown" for unit in units)
    return known / max(len(units), 1)


def take(connection: sqlite3.Connection, strategy: StrategyDocument, registers: Vocabulary) -> None:
    """Make a strategy's government the catalogue's, where it has none yet, or one without a name."""
    project = registers.project
    if not project.builtin:
        local.set_city(connection, project.name)
        return
    if frame.city(connection) or not own_name(registers):
        return
    if not is_elsewhere(strategy, registers):
        local.set_city(connection, own_name(registers))
    else:
        local.set_city(connection, _named(strategy.government, registers))


def _government(document: ParsedDocument) -> str:
    return document.government or government_of_title(document.title)


def _of_sheets(titles: Iterable[tuple[str, str]], registers: Vocabulary) -> list[str]:
    return [named for _, title in titles if (named := _named(government_of_title(title), registers))]


def _named(government: str, registers: Vocabulary) -> str:
    """A government as named, "" where the name is of a city abroad."""
    city = registers.cities.resolve(government) if government else None
    return "" if city and city.country != "JP" else government


def _differ(one: str, other: str) -> bool:
    return match_key(one) != match_key(other)


def project_of(connection: sqlite3.Connection) -> str:
    """The project that a catalogue is of: the one that it was made in, else whose documents it has, "" where none of them
    says so."""
    return project_mark(connection) or frame.city(connection) or ""
