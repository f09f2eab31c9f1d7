"""A strategy's records -> table rows: bureaus and cities resolved as of its year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from toshigaikou_cli.records.documents import (
    BureauMention,
    CityRecord,
    MeasureRecord,
    StrategyDocument,
    area_code,
)
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.bureau_doubts import measure_doubts
from toshigaikou_cli.resolving.city_doubts import relation_doubts
from toshigaikou_cli.resolving.indicators import amount_rows
from toshigaikou_cli.resolving.rows import RowsByTable, cells_json, doubt_rows, place
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary


def strategy_rows(
    strategy: StrategyDocument, id_: str, document: int, fiscal_year: int, vocabulary: Vocabulary
) -> RowsByTable:
    """The rows of the strategy with the id ``id_``; bureaus are resolved as of ``fiscal_year``, its year."""
    rows: RowsByTable = defaultdict(list)
    own = _CodedRows(id_, document)
    for goal in strategy.goals:
        rows["goal"].append(own.row("goal", goal.code, goal.title, goal.source))
    for area in strategy.areas:
        goal_of = {"goal": own.id(area.goal), "symbol": area.symbol}
        rows["area"].append({**own.row("area", area.code, area.title, area.source), **goal_of})
    for measure in strategy.measures:
        coded = own.row("measure", measure.code, measure.title, measure.source)
        areas = own.id(area_code(measure.goal, measure.area)) if measure.area else None
        rows["measure"].append(
            {**coded, "goal": own.id(measure.goal), "area": areas, **_measure_row(measure)}
        )
        rows["measure_bureau"] += _bureau_rows(str(coded["id"]), measure, fiscal_year, vocabulary.bureaus)
        doubts = measure_doubts(measure, fiscal_year, vocabulary.bureaus)
        rows["doubt"] += doubt_rows(doubts, "measure", measure.code, measure, document)
        rows["amount"] += amount_rows(measure.amounts, measure.source, document, measure=str(coded["id"]))
    for record in strategy.cities:
        city = vocabulary.cities.resolve(record.name)
        name = city.name if city else None
        rows["strategy_city"].append({**_city_row(record, name), **place(record.source, document)})
        doubted = relation_doubts(record, vocabulary.cities)
        rows["doubt"] += doubt_rows(doubted, "city", record.name, record, document)
        if name:
            relation = {"city": name, "kind": record.relation, "since": record.since}
            rows["city_relation"].append({**relation, "title": strategy.title, "document_id": document})
    return rows


class _CodedRows:
    """What goals, areas and measures of one strategy share: ids made of codes, and positions in the document."""

    def __init__(self, strategy: str, document: int) -> None:
        self._strategy = strategy
        self._document = document
        self._met: Counter[tuple[str, str]] = Counter()
        self._position: Counter[str] = Counter()

    def id(self, code: str) -> str | None:
        return id_of(self._strategy, code) if code else None

    def row(self, table: str, code: str, title: str, source: Spot) -> Values:
        """The columns that they share; a code that stands twice is told apart by ``#2``, and left to the checks."""
        self._met[table, code] += 1
        again = f"#{self._met[table, code]}" if self._met[table, code] > 1 else ""
        self._position[table] += 1
        return {
            "id": id_of(self._strategy, f"{code}{again}"),
            "strategy": self._strategy,
            "code": code,
            "code_key": code_key(code),
            "position": self._position[table] - 1,
            "title": title,
            **place(source, self._document),
        }


def _measure_row(measure: MeasureRecord) -> Values:
    return {
        "overview": measure.overview,
        "open_ended": int(measure.open_ended),
        "cells": cells_json(measure.cells),
        "search": match_key(f"{measure.title}\n{measure.overview}"),
    }


def _bureau_rows(
    measure_id: str, measure: MeasureRecord, fiscal_year: int, bureaus: BureauRegister
) -> Iterator[Values]:
    named = [each for mention in measure.bureaus for each in _units_of(mention, fiscal_year, bureaus)]
    for position, (text, bureau, role) in enumerate(named):
        yield {
            "measure_id": measure_id,
            "position": position,
            "text": text,
            "bureau_id": bureau.id if bureau else None,
            "role": role,
        }


def _units_of(
    mention: BureauMention, fiscal_year: int, bureaus: BureauRegister
) -> list[tuple[str, Bureau | None, BureauRole]]:
    """The units that a mention names, which are several where it is the short form of units that are known by now."""
    found = bureaus.resolve_all(mention.text, fiscal_year)
    if len(found) > 1 and all(each.bureau and each.how in ("exact", "alias") for each in found):
        return [(each.text, each.bureau, mention.role) for each in found]
    return [(mention.text, found[0].bureau if found else None, mention.role)]


def _city_row(record: CityRecord, city: str | None) -> Values:
    return {
        "relation": record.relation,
        "name": record.name,
        "city": city,
        "country": record.country,
        "since": record.since,
        "since_text": record.since_text,
        "proposer": int(record.proposer),
        "cells": cells_json(record.cells),
    }
