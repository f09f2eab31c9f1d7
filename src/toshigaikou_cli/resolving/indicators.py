"""Indicators -> table rows, and the measures that they belong to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.indicators import AmountRecord, IndicatorRecord, IndicatorValue
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.rows import RowsByTable, cells_json, place
from toshigaikou_cli.text.codes import code_parts
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import KnownCodes, opening_code
from toshigaikou_cli.text.stated_numbers import in_ones, usual_unit
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister

_WORD = expression(r"[一-龥ぁ-んァ-ヴ]{2}|[a-z]{2}")
"""What a code has not."""


class Owned(NamedTuple):
    """An indicator with the achievement whose row it is in, None for one of a table of its own."""

    record: IndicatorRecord
    achievement: str | None = None


def indicator_rows(
    owned: Iterable[Owned], document: int, bureaus: BureauRegister, taken: Iterable[str] = ()
) -> RowsByTable:
    """The rows of indicators, their values and amounts; ``taken`` are ids that other documents hold."""
    rows: RowsByTable = defaultdict(list)
    used = set(taken)
    for position, (record, achievement) in enumerate(owned):
        key = _identity(record, used)
        rows["indicator"].append(
            {
                "id": key,
                "position": position,
                "achievement_id": achievement,
                **_own(record, bureaus),
                **place(record.source, document),
            }
        )
        for at, value in enumerate(record.values):
            rows["indicator_value"].append({"indicator_id": key, "position": at, **_stated(value)})
        rows["amount"] += amount_rows(record.amounts, record.source, document, indicator=key)
    return rows


def amount_rows(
    amounts: Iterable[AmountRecord],
    source: Spot,
    document: int,
    *,
    achievement: str | None = None,
    indicator: str | None = None,
    measure: str | None = None,
) -> Iterator[Values]:
    """The rows of amounts of an achievement, an indicator or a measure of the same document."""
    for amount in amounts:
        tied = {"achievement_id": achievement, "indicator_id": indicator, "measure": measure}
        yield {**tied, **_stated(amount), **place(source, document)}


def _stated(value: IndicatorValue | AmountRecord) -> Values:
    """The columns of what a cell states for a year."""
    names = ("kind", "fiscal_year", "value", "unit", "text", "header")
    return {name: getattr(value, name) for name in names}


def _identity(record: IndicatorRecord, used: set[str]) -> str:
    """An id such as ``i-3f9a1c``: from what the indicator is called and about, never from its values or its place.

    ``used`` are those that are taken; the new one is added.
    """
    years = {value.fiscal_year for value in record.values if value.kind == "actual"}
    about = [record.name, record.about, record.bureau_text, *record.measures]
    texts = [*map(match_key, about), *(str(year) for year in sorted(year or 0 for year in years))]
    digest = sha256("\n".join(texts).encode()).hexdigest()[:6]
    names = (f"i-{digest}" if number == 1 else f"i-{digest}-{number}" for number in count(1))
    name = next(each for each in names if each not in used)
    used.add(name)
    return name


def _own(record: IndicatorRecord, bureaus: BureauRegister) -> Values:
    year = max((value.fiscal_year or 0 for value in record.values if value.kind == "actual"), default=0)
    resolution = bureaus.resolve(record.bureau_text, year or None) if record.bureau_text else None
    return {
        "name": record.name,
        "search": match_key(record.name),
        "row_name": None if record.named else record.name,
        "unit": record.unit,
        "about": record.about,
        "stated": json.dumps(record.measures, ensure_ascii=False),
        "bureau_text": record.bureau_text,
        "bureau_id": resolution.bureau.id if resolution and resolution.bureau else None,
        "direction": record.direction,
        "rate": record.rate,
        "rating": record.rating,
        "prose": int(record.prose),
        "cells": cells_json(record.cells),
    }


class StatedMeasures(NamedTuple):
    """What an indicator says of the measures that it belongs to: the cells that name their codes, or what it is about; and
    the place of its row."""

    cells: Sequence[str]
    about: str
    name: str
    place: str


class PlacedMeasure(NamedTuple):
    """A measure's id, the match key of its title, and the place of its row."""

    id: str
    title: str
    place: str


class CodedMeasures(NamedTuple):
    """The measures of a strategy: its codes, and the measures by code and by the match key of their title, of which several may
    have one."""

    known: KnownCodes
    coded: Mapping[str, Sequence[PlacedMeasure]]
    titles: Mapping[str, Sequence[PlacedMeasure]]


def measures_of(stated: StatedMeasures, measures: CodedMeasures) -> list[str]:
    """The measures (ids) that an indicator belongs to: by the codes that its document writes, else by a measure's whole
    title, with or without its code before it. A code that no measure has ties to none; one that several have to the measure of
    the indicator's own row, or the one that it is about, if any; a title that several have to the one whose code is told."""
    if stated.cells:
        said = [each.code for cell in stated.cells for each in measures.known.split(cell)]
        one = (_the_one(measures.coded[code], stated) for code in said if code)
        return list(dict.fromkeys(each.id for each in one if each))
    for text in filter(None, (stated.about, stated.name)):
        code, rest = opening_code(text)
        same = measures.titles.get(match_key(text)) or (
            measures.titles.get(match_key(rest)) if code else None
        )
        if not same:
            continue
        told = {
            each.id for found in measures.known.split(code) for each in measures.coded.get(found.code, ())
        }
        found = [each.id for each in same if len(same) == 1 or each.id in told]
        return found if len(found) == 1 else []
    return []


_OWN_NUMBERS = expression(r"指標|kpi|通|連|整理")
"""Words of a header whose numbers are those of the indicators, or of the rows."""


def numbers_are_codes(header: str, numbers: Sequence[str], known: KnownCodes) -> bool:
    """Whether all numbers of a table of indicators are codes of measures: each of several parts (1-2), which counts no row, and
    each known."""
    if not any(numbers) or _OWN_NUMBERS.search(match_key(header)):
        return False
    said = [known.split(text) for text in numbers if text]
    return all(each and all(stated.code for stated in each) for each in said) and all(
        len(code_parts(stated.code)) > 1 for each in said for stated in each
    )


def _the_one(same: Sequence[PlacedMeasure], stated: StatedMeasures) -> PlacedMeasure | None:
    """The measure that an indicator means of those with one code; None where nothing tells which."""
    about = match_key(stated.about)
    of_row = [each for each in same if each.place == stated.place]
    for found in (same, of_row, [each for each in of_row or same if each.title == about]):
        if len(found) == 1:
            return found[0]
    return None


class NamedIndicator(NamedTuple):
    """What an indicator is called, and its unit, "" for none."""

    name: str
    unit: str


def only_one(known: Iterable[NamedIndicator], unit: str) -> str:
    """The name of the only indicator among those that are known of a measure; "" where there are several, or none, or where
    it is in another unit (人 and 万人 are one, "" is any)."""
    by_key = {match_key(each.name): each for each in known}
    if len(by_key) != 1:
        return ""
    (found,) = by_key.values()
    units = {_unscaled(each) for each in (found.unit, unit)} - {""}
    return found.name if len(units) < 2 else ""


def _unscaled(unit: str) -> str:
    return in_ones("1", usual_unit(unit))[1]


def names_a_measure(name: str, title: str) -> bool:
    """Whether a row is called by the title of a measure, with or without its code before it, or is not called anything."""
    key, of = match_key(name), match_key(title)
    return not key or (key.endswith(of) and not _WORD.search(key.removesuffix(of)))
