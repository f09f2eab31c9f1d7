"""A sheet's records -> table rows: names resolved, texts taken apart, ids given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import count

from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument
from toshigaikou_cli.records.mentions import (
    Activity,
    CityMention,
    DateMention,
    DateRole,
    Outcome,
    Quantity,
    RowOutcome,
)
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.beside import dates_beside, dates_told, quantities_beside
from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts
from toshigaikou_cli.resolving.city_doubts import partner_doubts, place_doubts
from toshigaikou_cli.resolving.date_doubts import date_doubts, dates_beside_doubts
from toshigaikou_cli.resolving.doubts import Doubt
from toshigaikou_cli.resolving.indicators import Owned, amount_rows
from toshigaikou_cli.resolving.rows import PackedRows, RowsByTable, cells_json, doubt_rows, packed, place
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import tidy, tidy_lines
from toshigaikou_cli.text.numbers_off import held_quantities, without_populations
from toshigaikou_cli.text.outcome_parts import LEFT_OUT, kind_at, parts
from toshigaikou_cli.text.outcomes import OutcomeReading, read_outcomes
from toshigaikou_cli.text.quantities import find_quantities
from toshigaikou_cli.text.same_beside import same_as
from toshigaikou_cli.vocabulary.cities.recalled import mentions_in_turn
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary

# Sheets say the same again, row after row and year after year.
_AT_HAND = 2048
_read_dates = lru_cache(maxsize=_AT_HAND)(read_dates)
_find_quantities = lru_cache(maxsize=_AT_HAND)(find_quantities)


@lru_cache(maxsize=_AT_HAND)
def _mentions(text: str, register: CityRegister) -> tuple[CityMention, ...]:
    return register.find_mentions(text)


def _find_mentions(text: str, register: CityRegister) -> tuple[CityMention, ...]:
    return _mentions(register.alike(text), register)


def _cities_in(activities: Sequence[Activity], register: CityRegister) -> list[tuple[CityMention, ...]]:
    return mentions_in_turn(
        (activity.text for activity in activities),
        lambda text: _find_mentions(text, register),
        (activity.label for activity in activities),
    )


NamedRecord = tuple[str, AchievementRecord]


SheetPart = tuple[int, Sequence[NamedRecord]]
"""Some records of a sheet with their ids, after the place of the first among all of them."""


def part_rows(vocabulary: Vocabulary, part: SheetPart) -> PackedRows:
    """The rows of some records of a sheet, as a process of work makes them."""
    first_position, named = part
    return packed(sheet_rows(named, first_position, vocabulary))


def sheet_rows(named: Iterable[NamedRecord], first_position: int, vocabulary: Vocabulary) -> RowsByTable:
    """The rows of some of a sheet's records (with their ids), the first of which has the place ``first_position`` in it.

    They are made for document 0 and activities from 0 on: see :data:`OWN_NUMBERS`.
    """
    rows: RowsByTable = defaultdict(list)
    activity_id = document = 0
    for position, (achievement_id, record) in enumerate(named, start=first_position):
        activities = activities_of(record)
        outcomes = outcomes_in(record, activities)
        kinds = [reading.outcome for reading in outcomes]
        outcome = of_row(kinds)
        own = _achievement_row(achievement_id, record, position, document, vocabulary)
        rows["achievement"].append({**own, "outcome": outcome})
        rows["achievement_bureau"] += _bureau_rows(achievement_id, record, vocabulary)
        item_cities = _named_cities(record, vocabulary)
        cities = _cities_in(activities, vocabulary.cities)
        off = _called_off(record, cities, outcomes) if item_cities else frozenset[str]()
        mentions = [(city, outcome in COUNT[record.kind] and city.city not in off) for city in item_cities]
        doubts = _achievement_doubts(record, vocabulary)
        before: DateMention | None = None
        for place_in_row, (activity, reading) in enumerate(zip(activities, outcomes, strict=True)):
            rows["activity"].append(
                {
                    "id": activity_id,
                    "achievement_id": achievement_id,
                    "position": place_in_row,
                    "text": activity.text,
                    "label": activity.label,
                    "start": activity.span[0],
                    "stop": activity.span[1],
                    "outcome": reading.outcome,
                    "outcome_words": reading.words if reading.outcome != "held" else "",
                }
            )
            found = cities[place_in_row]
            said = parts(activity.text) if found else ()
            counts = reading.outcome in COUNT[record.kind]
            mentions += [
                (city, counts and (record.kind == "plan" or kind_at(said, city.span[0]) not in LEFT_OUT))
                for city in found
            ]
            read = _read_dates(activity.text, record.fiscal_year, before)
            dates = read.dates
            before = next((date for date in reversed(dates) if date.role != "mentioned"), before)
            dates = [*dates, *dates_beside(record, place_in_row, dates, kinds)]
            dates = [*dates, *dates_told(record, place_in_row, dates)]
            roles = [_dated(date, reading) for date in dates]
            counted = without_populations(activity.text, _find_quantities(activity.text, record.fiscal_year))
            if reading.outcome == "held":
                counted = held_quantities(activity.text, counted)
            counted = [*counted, *quantities_beside(record, place_in_row, counted)]
            _add_facts(rows, activity_id, roles, counted, found)
            doubts += date_doubts(activity.text, read, record.kind)
            if not any(city.role == "partner" for city in found):
                rows["activity_city"] += _inherited(activity_id, item_cities, off if counts else ())
            activity_id += 1
        rows["doubt"] += doubt_rows(doubts, "achievement", achievement_id, record, document)
        rows["amount"] += amount_rows(record.amounts, record.source, document, achievement=achievement_id)
        rows["achievement_city"].extend(_achievement_cities(achievement_id, mentions))
    return rows


OWN_NUMBERS: Mapping[str, Mapping[str, str]] = {
    "activity": {"id": "activity"},
    "activity_date": {"activity_id": "activity"},
    "activity_quantity": {"activity_id": "activity"},
    "activity_city": {"activity_id": "activity"},
    "achievement": {"document_id": "document"},
    "doubt": {"document_id": "document"},
    "amount": {"document_id": "document"},
}
"""The columns of a sheet's rows that have numbers, by table: of which document or activity, counted from 0."""


def sheet_indicators(sheet: SheetDocument, ids: Iterable[str]) -> Iterator[Owned]:
    """The indicators of a sheet: those of its rows with the id of their achievement, then those of tables of their own."""
    for achievement_id, record in zip(ids, sheet.achievements, strict=True) if sheet.row_indicators else ():
        yield from (Owned(indicator, achievement_id) for indicator in record.figures)
    yield from map(Owned, sheet.indicators)


COUNT = {"result": ("held",), "plan": ("held", "planned")}
"""The outcomes, of rows and of their activities, that make a city a partner of the row, by the kind of the row."""


def activities_of(record: AchievementRecord) -> list[Activity]:
    """The activities of a row; one without words where its result is empty and a cell beside it says what became of it."""
    return split_activities(record.result) or [Activity("", None, (0, 0)) for _ in record.told]


def outcomes_in(record: AchievementRecord, activities: Sequence[Activity]) -> list[OutcomeReading]:
    """The outcome of each activity of a row; what a plan names is planned, unless it was called off."""
    readings = read_outcomes(record.result, activities, record.fiscal_year)
    if record.told:
        readings = [_as_told(*each) for each in zip(readings, record.told, strict=True)]
    if record.kind == "result":
        return readings
    return [
        reading._replace(outcome="planned") if reading.outcome == "held" else reading for reading in readings
    ]


def _as_told(reading: OutcomeReading, told: tuple[str, str]) -> OutcomeReading:
    """The outcome of an activity with what a cell beside it says: that it was called off, or that what reads as held, or of
    which nothing is written, is to come; of one that only refers to another (同左) all that is told of that one."""
    outcome, words = told
    if outcome == "held" or (outcome == "planned" and same_as(reading.words)):
        return OutcomeReading(outcome, words) if same_as(reading.words) else reading  # type: ignore[arg-type]
    if outcome == "cancelled" and reading.outcome != "cancelled":
        return OutcomeReading("cancelled", words)
    to_come = outcome == "planned" and (reading.outcome == "held" or reading == OutcomeReading("none", ""))
    return OutcomeReading("planned", words) if to_come else reading


def of_row(outcomes: Sequence[Outcome]) -> RowOutcome:
    """The outcome of a row: held where any activity is; not held where one was called off; else planned, or empty."""
    if "held" in outcomes:
        return "held"
    if "cancelled" in outcomes:
        return "not_held"
    return "planned" if "planned" in outcomes else "empty"


def _dated(date: DateMention, reading: OutcomeReading) -> DateMention:
    """A date with the role that the outcome of its activity leaves it: nothing took place on the day of what was not held."""
    return date.in_role(role_after(date.role, reading.outcome))


def role_after(role: DateRole, outcome: Outcome) -> DateRole:
    """The role of a date in an activity of this outcome: of what was not held, no date is ``when``."""
    roles: dict[Outcome, DateRole] = {"cancelled": "cancelled", "planned": "planned", "none": "mentioned"}
    return roles.get(outcome, role) if role == "when" else role


def identified(records: Iterable[AchievementRecord], taken: Iterable[str] = ()) -> Iterator[NamedRecord]:
    """Give each record its id, such as ``2017-3f9a1c``: from fiscal year, kind, bureau, department and item
    (the code of its measure, where the sheet has no item).

    Neither its position nor its result counts, so a corrected text keeps its id. Records that are alike in all
    of these are numbered in their order (``2017-3f9a1c-2``).
    """
    used = set(taken)
    owners: dict[str, bytes] = {}
    numbers: dict[str, Iterator[int]] = {}
    for record in records:
        kind = "plan\n" if record.kind == "plan" else ""
        key = f"{kind}{record.fiscal_year}\n{match_key(record.bureau_text)}\n{match_key(record.item or ' '.join(record.stated))}"
        whole = sha256(key.encode())
        digest, owner = whole.hexdigest(), whole.digest()
        # Six digits tell apart the rows of any real sheet; of two keys that share them, the later takes more.
        stems = (f"{record.fiscal_year}-{digest[:length]}" for length in range(6, 65, 2))
        stem = next(stem for stem in stems if owners.setdefault(stem, owner) == owner)
        # a number that was given once is never free again
        left = numbers.setdefault(stem, count(1))
        names = (stem if number == 1 else f"{stem}-{number}" for number in left)
        name = next(name for name in names if name not in used)
        used.add(name)
        yield name, record


def _achievement_row(
    achievement_id: str, record: AchievementRecord, position: int, document: int, vocabulary: Vocabulary
) -> Values:
    resolution = vocabulary.bureaus.resolve(record.bureau_text, record.fiscal_year)
    content = [record.section, record.field, record.bureau_text, record.item, record.result]
    content += [*record.when, *(text for texts in (*record.counts, *record.told) for text in texts)]
    return {
        "id": achievement_id,
        "position": position,
        "fiscal_year": record.fiscal_year,
        "kind": record.kind,
        "section": record.section,
        "field": record.field,
        "bureau_text": record.bureau_text,
        "bureau_id": resolution.bureau.id if resolution.bureau else None,
        "department": resolution.department if resolution.bureau else None,
        "open_ended": int(vocabulary.bureaus.is_open(record.bureau_text)),
        "item": record.item,
        "result": record.result,
        "cells": cells_json(record.cells),
        "search": match_key(f"{record.item}\n{record.result}"),
        "digest": sha256("\x1f".join(content).encode()).hexdigest(),
        "outside": "",
        "rating": record.rating,
        **place(record.source, document),
    }


def _bureau_rows(achievement_id: str, record: AchievementRecord, vocabulary: Vocabulary) -> list[Values]:
    found = vocabulary.bureaus.resolve_all(record.bureau_text, record.fiscal_year)
    ids = dict.fromkeys(resolution.bureau.id for resolution in found if resolution.bureau)
    return [
        {"achievement_id": achievement_id, "bureau_id": key, "position": at} for at, key in enumerate(ids)
    ]


def _add_facts(
    rows: RowsByTable,
    activity_id: int,
    dates: Iterable[DateMention],
    quantities: Iterable[Quantity],
    cities: Iterable[CityMention],
) -> None:
    """Add the facts of an activity: of its text, and of columns beside it."""
    for date in dates:
        own = {"start": date.start, "end": date.end, "precision": date.precision, "text": date.text}
        rows["activity_date"].append({"activity_id": activity_id, **own, "role": date.role})
    for quantity in quantities:
        own_quantity = {"value": quantity.value, "unit": quantity.unit, "text": quantity.text}
        rows["activity_quantity"].append({"activity_id": activity_id, **own_quantity})
    for city in cities:
        own_city = {"city": city.city, "role": city.role, "text": city.text}
        rows["activity_city"].append({"activity_id": activity_id, **own_city})


def _achievement_doubts(record: AchievementRecord, vocabulary: Vocabulary) -> list[Doubt]:
    """What is in doubt in a row's names, and in its item's dates; those of its activities are read with their facts."""
    doubts = [*bureau_doubts(record.bureau_text, record.fiscal_year, vocabulary.bureaus)]
    named = [*_partner_doubts(record, vocabulary)]
    doubts += named
    told = {doubt.text for doubt in named}
    in_texts = [
        *place_doubts(record.item, "item", vocabulary.cities),
        *place_doubts(record.result, record.kind, vocabulary.cities),
    ]
    doubts += (doubt for doubt in in_texts if doubt.text not in told)
    doubts += date_doubts(record.item, _read_dates(record.item, record.fiscal_year), "item")
    doubts += dates_beside_doubts(record)
    return doubts


def _partner_doubts(record: AchievementRecord, vocabulary: Vocabulary) -> Iterator[Doubt]:
    cells = dict.fromkeys(cell.text for cell in record.cells if cell.column == "city")
    return (doubt for text in cells for doubt in partner_doubts(tidy_lines(text), vocabulary.cities))


def _named_cities(record: AchievementRecord, vocabulary: Vocabulary) -> list[CityMention]:
    """The cities that the item names, and those of a column of partners: there a city is never a mere venue."""
    column = [cell.text for cell in record.cells if cell.column == "city"]
    partners = (city for text in column for city in vocabulary.cities.find_partners(tidy(text)))
    return [*_find_mentions(record.item, vocabulary.cities), *partners]


def _called_off(
    record: AchievementRecord,
    cities: Iterable[Iterable[CityMention]],
    outcomes: Iterable[OutcomeReading],
) -> frozenset[str]:
    """The cities of which a row's activities tell only what was not held, while others were held with other cities."""
    held: set[str] = set()
    other: set[str] = set()
    for mentions, reading in zip(cities, outcomes, strict=True):
        partners = (city.city for city in mentions if city.role == "partner")
        (held if reading.outcome in COUNT[record.kind] else other).update(partners)
    return frozenset(other - held) if held else frozenset()


def _inherited(activity_id: int, item_cities: Iterable[CityMention], off: Collection[str]) -> list[Values]:
    """An activity that names no partner of its own is with the partners that the item names, less those that are ``off``."""
    partners = dict.fromkeys(
        city.city for city in item_cities if city.role == "partner" and city.city not in off
    )
    return [{"activity_id": activity_id, "city": city, "role": "item", "text": ""} for city in partners]


def _achievement_cities(
    achievement_id: str, mentions: Iterable[tuple[CityMention, bool]]
) -> Iterator[Values]:
    """The cities of a row, each once: a partner of what counts, else a partner of what was not held, else a venue."""
    ranks = ("venue", "not_held", "partner")
    roles: dict[str, str] = {}
    for mention, counts in mentions:
        role: str = mention.role if counts or mention.role != "partner" else "not_held"
        roles[mention.city] = max(role, roles.get(mention.city, role), key=ranks.index)
    for position, (city, role) in enumerate(roles.items()):
        yield {"achievement_id": achievement_id, "city": city, "role": role, "position": position}
