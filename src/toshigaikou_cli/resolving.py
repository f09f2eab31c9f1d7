"""Records -> table rows: names resolved against the registers, texts taken apart, ids given. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from typing import Any

from toshigaikou_cli.records import (
    AchievementRecord,
    CityMention,
    CityRecord,
    MeasureRecord,
    RawCell,
    SheetDocument,
    Source,
    StrategyDocument,
)
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates import read_dates
from toshigaikou_cli.text.dating import says_when
from toshigaikou_cli.text.normalize import match_key, tidy
from toshigaikou_cli.text.quantities import find_quantities
from toshigaikou_cli.vocabulary.doubts import (
    Doubt,
    bureau_doubts,
    measure_doubts,
    place_doubts,
    register_doubts,
    relation_doubts,
)
from toshigaikou_cli.vocabulary.loading import Vocabulary

Row = dict[str, Any]


@dataclass(slots=True)
class StrategyRows:
    goals: list[Row]
    areas: list[Row]
    measures: list[Row]
    measure_bureaus: list[Row]
    cities: list[Row]
    relations: list[Row]
    targets: list[Row]
    doubts: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class SheetRows:
    """Rows of a sheet's tables; ``activity_id`` counts from ``first_activity``."""

    achievements: list[Row] = field(default_factory=list)
    bureaus: list[Row] = field(default_factory=list)
    cities: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    quantities: list[Row] = field(default_factory=list)
    activity_cities: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)


def strategy_rows(
    strategy: StrategyDocument, document: int, first_measure: int, fiscal_year: int, vocabulary: Vocabulary
) -> StrategyRows:
    """The strategy's rows; bureaus are resolved as of ``fiscal_year``, the year of the strategy."""
    rows = StrategyRows([], [], [], [], [], [], [])
    for goal in strategy.goals:
        rows.goals.append({"number": goal.number, "title": goal.title, **_place(goal.source, document)})
    for position, area in enumerate(strategy.areas):
        own = {"code": area.code, "goal": area.goal, "symbol": area.symbol, "title": area.title}
        rows.areas.append({**own, "position": position, **_place(area.source, document)})
    for number, measure in enumerate(strategy.measures, first_measure):
        rows.measures.append(
            {
                "id": number,
                "number": measure.number,
                "goal": measure.goal,
                "area": f"{measure.goal}-{measure.area}",
                "title": measure.title,
                "overview": measure.overview,
                "open_ended": int(measure.open_ended),
                "cells": cells_json(measure.cells),
                "search": match_key(f"{measure.title}\n{measure.overview}"),
                **_place(measure.source, document),
            }
        )
        doubts = measure_doubts(measure, fiscal_year, vocabulary.bureaus)
        rows.doubts += _doubt_rows(doubts, "measure", str(measure.number), measure, document)
        for position, mention in enumerate(measure.bureaus):
            bureau = vocabulary.bureaus.resolve(mention.text, fiscal_year).bureau
            rows.measure_bureaus.append(
                {
                    "measure_id": number,
                    "position": position,
                    "text": mention.text,
                    "bureau_id": bureau.id if bureau else None,
                    "role": mention.role,
                }
            )
    for record in strategy.cities:
        city = vocabulary.cities.resolve(record.name)
        doubted = relation_doubts(record, vocabulary.cities)
        rows.doubts += _doubt_rows(doubted, "city", record.name, record, document)
        rows.cities.append(
            {
                "relation": record.relation,
                "name": record.name,
                "city": city.name if city else None,
                "country": record.country,
                "since": record.since,
                "since_text": record.since_text,
                "proposer": int(record.proposer),
                "cells": cells_json(record.cells),
                **_place(record.source, document),
            }
        )
        if city:
            relation = {"city": city.name, "kind": record.relation, "since": record.since}
            rows.relations.append({**relation, "title": strategy.title, "document_id": document})
    for target in strategy.targets:
        own = {"cities": target.cities, "year": target.year, "text": target.text}
        rows.targets.append({**own, **_place(target.source, document)})
    return rows


def sheet_rows(
    sheet: SheetDocument,
    document: int,
    first_activity: int,
    vocabulary: Vocabulary,
    taken: Iterable[str] = (),
) -> SheetRows:
    """The rows of a sheet's tables; ``taken`` are ids that other documents of the same years hold."""
    rows = SheetRows()
    activity_id = first_activity
    for position, (achievement_id, record) in enumerate(identified(sheet.achievements, taken)):
        rows.achievements.append(_achievement_row(achievement_id, record, position, document, vocabulary))
        rows.bureaus += _bureau_rows(achievement_id, record, vocabulary)
        item_cities = _named_cities(record, vocabulary)
        mentions = list(item_cities)
        doubts = _achievement_doubts(record, vocabulary)
        for place, activity in enumerate(split_activities(record.result)):
            rows.activities.append(
                {
                    "id": activity_id,
                    "achievement_id": achievement_id,
                    "position": place,
                    "text": activity.text,
                    "label": activity.label,
                    "start": activity.span[0],
                    "stop": activity.span[1],
                }
            )
            found = vocabulary.cities.find_mentions(activity.text)
            mentions += found
            partners = [city for city in found if city.role == "partner"]
            impossible = _add_facts(rows, activity_id, activity.text, record.fiscal_year, found)
            doubts += _impossible(impossible, record.kind)
            if not partners:
                rows.activity_cities += _inherited(activity_id, item_cities)
            activity_id += 1
        rows.doubts += _doubt_rows(doubts, "achievement", achievement_id, record, document)
        rows.cities.extend(_achievement_cities(achievement_id, mentions))
    return rows


def identified(
    records: Iterable[AchievementRecord], taken: Iterable[str] = ()
) -> Iterator[tuple[str, AchievementRecord]]:
    """Give each record its id, such as ``2017-3f9a1c``: from fiscal year, kind, bureau, department and item.

    Neither its position nor its result counts, so a corrected text keeps its id. Records that are alike in all
    of these are numbered in their order (``2017-3f9a1c-2``).
    """
    used = set(taken)
    owners: dict[str, str] = {}
    for record in records:
        kind = "plan\n" if record.kind == "plan" else ""
        key = f"{kind}{record.fiscal_year}\n{match_key(record.bureau_text)}\n{match_key(record.item)}"
        digest = sha256(key.encode()).hexdigest()
        # Six digits tell apart the rows of any real sheet; of two keys that share them, the later takes more.
        stems = (f"{record.fiscal_year}-{digest[:length]}" for length in range(6, 65, 2))
        stem = next(stem for stem in stems if owners.setdefault(stem, key) == key)
        names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        name = next(name for name in names if name not in used)
        used.add(name)
        yield name, record


def _achievement_row(
    achievement_id: str, record: AchievementRecord, position: int, document: int, vocabulary: Vocabulary
) -> Row:
    resolution = vocabulary.bureaus.resolve(record.bureau_text, record.fiscal_year)
    content = [record.section, record.field, record.bureau_text, record.item, record.result]
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
        "item": record.item,
        "result": record.result,
        "cells": cells_json(record.cells),
        "search": match_key(f"{record.item}\n{record.result}"),
        "digest": sha256("\x1f".join(content).encode()).hexdigest(),
        "outside": "",
        **_place(record.source, document),
    }


def _bureau_rows(achievement_id: str, record: AchievementRecord, vocabulary: Vocabulary) -> list[Row]:
    found = vocabulary.bureaus.resolve_all(record.bureau_text, record.fiscal_year)
    ids = dict.fromkeys(resolution.bureau.id for resolution in found if resolution.bureau)
    return [
        {"achievement_id": achievement_id, "bureau_id": key, "position": at} for at, key in enumerate(ids)
    ]


def _add_facts(
    rows: SheetRows, activity_id: int, text: str, fiscal_year: int, cities: Iterable[CityMention]
) -> list[tuple[str, str]]:
    """Add the facts of an activity's text; the words in it that read as a date which cannot be, with the reasons."""
    dates, impossible = read_dates(text, fiscal_year)
    for date in dates:
        own = {"start": date.start, "end": date.end, "precision": date.precision, "text": date.text}
        rows.dates.append({"activity_id": activity_id, **own, "planned": int(date.planned)})
        rows.dates[-1]["says_when"] = int(says_when(text, date.span))
    for quantity in find_quantities(text):
        own_quantity = {"value": quantity.value, "unit": quantity.unit, "text": quantity.text}
        rows.quantities.append({"activity_id": activity_id, **own_quantity})
    for city in cities:
        own_city = {"city": city.city, "role": city.role, "text": city.text}
        rows.activity_cities.append({"activity_id": activity_id, **own_city})
    return impossible


def _achievement_doubts(record: AchievementRecord, vocabulary: Vocabulary) -> list[Doubt]:
    """What is in doubt in a row's names, and in its item's dates; those of its activities are read with their facts."""
    doubts = [*bureau_doubts(record.bureau_text, record.fiscal_year, vocabulary.bureaus)]
    doubts += place_doubts(record.item, "item", vocabulary.cities)
    doubts += place_doubts(record.result, record.kind, vocabulary.cities)
    doubts += _impossible(read_dates(record.item, record.fiscal_year)[1], "item")
    return doubts


def _impossible(words: Iterable[tuple[str, str]], column: str) -> Iterator[Doubt]:
    for text, reason in words:
        yield Doubt("date-impossible", column, text, f"no such date: {text}", reason)


def _doubt_rows(
    doubts: Iterable[Doubt],
    thing: str,
    key: str,
    record: AchievementRecord | MeasureRecord | CityRecord,
    document: int,
) -> Iterator[Row]:
    headers = {cell.column: " ".join(cell.header.split()) for cell in reversed(record.cells)}
    place = {name: getattr(record.source, name) for name in ("page", "line", "row")}
    owner = {"document_id": document, "achievement_id": key if thing == "achievement" else None}
    for doubt in doubts:
        yield {
            "thing": thing,
            "key": key,
            **owner,
            **place,
            **_doubt_row(doubt, headers.get(doubt.column, "")),
        }


def _doubt_row(doubt: Doubt, header: str) -> Row:
    own = {name: getattr(doubt, name) for name in ("code", "text", "message", "hint", "accept")}
    return {**own, "header": header}


def register_doubt_rows(vocabulary: Vocabulary) -> list[Row]:
    """What is in doubt in the registers themselves; ``thing`` is bureau or city."""
    nowhere = dict.fromkeys(("document_id", "achievement_id", "page", "line", "row"))
    return [
        {"thing": doubt.column, "key": doubt.text, **nowhere, **_doubt_row(doubt, "")}
        for doubt in register_doubts(vocabulary.bureaus, vocabulary.cities)
    ]


def _named_cities(record: AchievementRecord, vocabulary: Vocabulary) -> list[CityMention]:
    """The cities that the item names, and those of a column of partners: there a city is never a mere venue."""
    column = [cell.text for cell in record.cells if cell.column == "city"]
    partners = [city for text in column for city in vocabulary.cities.find_mentions(tidy(text))]
    return [
        *vocabulary.cities.find_mentions(record.item),
        *(replace(city, role="partner") for city in partners),
    ]


def _inherited(activity_id: int, item_cities: Iterable[CityMention]) -> list[Row]:
    """An activity that names no partner of its own is with the partners that the item names."""
    partners = dict.fromkeys(city.city for city in item_cities if city.role == "partner")
    return [{"activity_id": activity_id, "city": city, "role": "item", "text": ""} for city in partners]


def _achievement_cities(achievement_id: str, mentions: Iterable[CityMention]) -> Iterator[Row]:
    roles: dict[str, str] = {}
    for mention in mentions:
        if roles.get(mention.city) != "partner":
            roles[mention.city] = mention.role
    for position, (city, role) in enumerate(roles.items()):
        yield {"achievement_id": achievement_id, "city": city, "role": role, "position": position}


def _place(source: Source, document: int) -> Row:
    box = ",".join(f"{value:.2f}" for value in source.bbox) if source.bbox else None
    place = {"page": source.page, "line": source.line, "table_number": source.table, "row": source.row}
    return {"document_id": document, **place, "bbox": box}


def cells_json(cells: Iterable[RawCell]) -> str:
    """The raw cells as JSON: a list of ``{"column", "header", "text", "filled"}``."""
    listed = [{"column": c.column, "header": c.header, "text": c.text, "filled": c.filled} for c in cells]
    return json.dumps(listed, ensure_ascii=False)


def register_rows(vocabulary: Vocabulary) -> Mapping[str, list[Row]]:
    """The registers of bureaus and cities as table rows, by table name."""
    names = ("bureau", "bureau_name", "bureau_line", "city", "city_name", "city_relation")
    rows: dict[str, list[Row]] = {name: [] for name in names}
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for alias in vocabulary.aliases:
        given[alias.kind, alias.id].append(alias.alias)
    for position, bureau in enumerate(vocabulary.bureaus.bureaus):
        own = {
            key: getattr(bureau, key) for key in ("id", "name", "name_en", "valid_from", "valid_to", "note")
        }
        rows["bureau"].append({**own, "position": position})
        bodies = [form for body in bureau.departments if body.standalone for form in body.forms]
        texts = (*bodies, *given["bureau", bureau.id], bureau.id, *reversed(bureau.forms))
        rows["bureau_name"] += _name_rows("bureau_id", bureau.id, texts)
        related = [("successor", other.id) for other in vocabulary.bureaus.successors(bureau.id)]
        related += [("predecessor", other.id) for other in vocabulary.bureaus.predecessors(bureau.id)]
        related += [("line", other) for other in sorted(vocabulary.bureaus.lineage(bureau.id))]
        rows["bureau_line"] += [
            {"bureau_id": bureau.id, "related_id": other, "relation": relation} for relation, other in related
        ]
    for position, city in enumerate(vocabulary.cities.cities):
        own = {key: getattr(city, key) for key in ("name", "name_en", "country", "lat", "lon", "note")}
        country = vocabulary.cities.countries[city.country].name
        rows["city"].append({**own, "country_name": country, "is_self": int(city.own), "position": position})
        texts = (*given["city", city.id], city.name_en, *reversed(city.forms))
        rows["city_name"] += _name_rows("city", city.name, texts)
        for relation in city.relations:
            since = relation.since.split("/")[0] if relation.since else None  # of an interval, its first day
            stated = {"city": city.name, "kind": relation.kind, "since": since, "document_id": None}
            rows["city_relation"].append({**stated, "title": relation.title or ""})
    return rows


def _name_rows(column: str, owner: str, texts: Iterable[str]) -> list[Row]:
    """One row for each match key; of texts with the same key, the last is shown."""
    keys = {match_key(text): text for text in texts}
    return [{column: owner, "key": key, "text": text} for key, text in keys.items()]
