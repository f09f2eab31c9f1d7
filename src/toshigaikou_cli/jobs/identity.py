"""Whose documents a catalogue has, and the vocabulary that serves for them.

A catalogue takes its government from its first strategy. Where that is the one that the registers were made for, they serve;
for another one its strategies say which units and partners there are. A document that names another government than the
catalogue's is refused before anything is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from toshigaikou_cli.catalogue.writing import local
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.records.documents import ParsedDocument, StrategyDocument
from toshigaikou_cli.text.governments import government_of_title
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import Vocabulary
from toshigaikou_cli.vocabulary.local import is_own, localized, own_name
from toshigaikou_cli.vocabulary.strategies import known_strategies

_MOST_UNKNOWN = 1 / 3
"""The share of its units that a strategy that names no government has in the register, at the least, to be of its own."""


def is_elsewhere(strategy: StrategyDocument, registers: Vocabulary) -> bool:
    """Whether a strategy is of another government than the one that the registers were made for: it says so, or it names
    none, and hardly any of its units is registered."""
    if not own_name(registers) or registers.local:
        return False
    if named := _named(strategy.government, registers):
        return not is_own(registers, named)
    if match_key(strategy.title) in {match_key(known.title) for known in known_strategies()}:
        return False
    units = {mention.text for measure in strategy.measures for mention in measure.bureaus}
    known = sum(registers.bureaus.resolve(unit, None).how != "unknown" for unit in units)
    return known < len(units) * _MOST_UNKNOWN


def vocabulary_of(connection: sqlite3.Connection, registers: Vocabulary) -> Vocabulary:
    """The vocabulary for a catalogue: the registers, or what the strategies of another government name."""
    city = local.city_of(connection)
    if city is None:
        return registers
    if not own_name(registers) or is_own(registers, city):
        return replace(registers, city=city)
    return localized(registers, local.local_words(connection))


def check(connection: sqlite3.Connection, document: ParsedDocument, name: str, registers: Vocabulary) -> None:
    """Raise UsageError where a document names another government than the catalogue's, or, as the first strategy, than a
    document that is there."""
    own = own_name(registers)
    if not own:
        return
    city = local.city_of(connection)
    named = _named(_government(document), registers)
    if city is None and isinstance(document, StrategyDocument):
        theirs = _of_sheets(local.sheet_titles(connection), registers)
        city = next((each for each in theirs if named and _differ(each, named)), None)
    if city is None or not named:
        return
    if _differ(named, city) if city else is_own(registers, named):
        raise UsageError(
            f"a document of {named}, in a catalogue of {city or f'another government than {own}'}",
            where=name,
            hint="give each government a catalogue of its own: --db FILE",
        )


def take(connection: sqlite3.Connection, strategy: StrategyDocument, registers: Vocabulary) -> None:
    """Make a strategy's government the catalogue's, where it has none yet, or one without a name."""
    if local.city_of(connection) or not own_name(registers):
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
    """The project that a catalogue is of: whose documents it has, "" where none of them says so."""
    return local.city_of(connection) or ""
