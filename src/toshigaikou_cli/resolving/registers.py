"""The registers of bureaus and cities -> table rows, and what is in doubt in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.register_doubts import register_doubts
from toshigaikou_cli.resolving.rows import RowsByTable, doubt_row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import Vocabulary

GivenNames = dict[tuple[str, str], list[str]]
"""A user's own names, by bureau or city and its id."""


def register_rows(vocabulary: Vocabulary) -> RowsByTable:
    """The rows of the registers of bureaus and cities, with what is in doubt in them."""
    rows: RowsByTable = defaultdict(list)
    given: GivenNames = defaultdict(list)
    for alias in vocabulary.aliases:
        given[alias.kind, alias.id].append(alias.alias)
    _add_bureaus(rows, vocabulary, given)
    _add_cities(rows, vocabulary, given)
    rows["doubt"] += _doubt_rows(vocabulary)
    return rows


def _add_bureaus(rows: RowsByTable, vocabulary: Vocabulary, given: GivenNames) -> None:
    for position, bureau in enumerate(vocabulary.bureaus.bureaus):
        own = {
            key: getattr(bureau, key) for key in ("id", "name", "name_en", "valid_from", "valid_to", "note")
        }
        rows["bureau"].append({**own, "position": position})
        bodies = [form for body in bureau.departments if body.standalone for form in body.forms]
        codes = (bureau.code,) if bureau.code else ()
        texts = (*bodies, *given["bureau", bureau.id], *codes, bureau.id, *reversed(bureau.forms))
        rows["bureau_name"] += _name_rows("bureau_id", bureau.id, texts)
        related = [("successor", other.id) for other in vocabulary.bureaus.successors(bureau.id)]
        related += [("predecessor", other.id) for other in vocabulary.bureaus.predecessors(bureau.id)]
        related += [("line", other) for other in sorted(vocabulary.bureaus.lineage(bureau.id))]
        related += [("each", other.id) for other in vocabulary.bureaus.each_of(bureau)]
        rows["bureau_line"] += [
            {"bureau_id": bureau.id, "related_id": other, "relation": relation} for relation, other in related
        ]


def _add_cities(rows: RowsByTable, vocabulary: Vocabulary, given: GivenNames) -> None:
    for position, city in enumerate(vocabulary.cities.cities):
        own = {key: getattr(city, key) for key in ("name", "name_en", "country", "lat", "lon", "note")}
        country = vocabulary.cities.countries[city.country].name
        rows["city"].append({**own, "country_name": country, "is_self": int(city.own), "position": position})
        english = (city.name_en,) if city.name_en else ()
        texts = (*given["city", city.id], *english, *reversed(city.forms))
        rows["city_name"] += _name_rows("city", city.name, texts)
        for relation in city.relations:
            since = relation.since.split("/")[0] if relation.since else None  # of an interval, its first day
            stated = {"city": city.name, "kind": relation.kind, "since": since, "document_id": None}
            rows["city_relation"].append({**stated, "title": relation.title or ""})


def _name_rows(column: str, owner: str, texts: Iterable[str]) -> list[Values]:
    """One row for each match key; of texts with the same key, the last is shown."""
    keys = {match_key(text): text for text in texts}
    return [{column: owner, "key": key, "text": text} for key, text in keys.items()]


def _doubt_rows(vocabulary: Vocabulary) -> list[Values]:
    """What is in doubt in the registers themselves; ``thing`` is bureau or city."""
    return [
        doubt_row(doubt, doubt.column, doubt.text)
        for doubt in register_doubts(vocabulary.bureaus, vocabulary.cities)
    ]
