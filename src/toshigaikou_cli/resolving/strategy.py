"""A strategy's records -> table rows: bureaus and cities resolved as of its year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toshigaikou_cli.records.documents import CityRecord, MeasureRecord, StrategyDocument
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.doubts import measure_doubts, relation_doubts
from toshigaikou_cli.resolving.indicators import amount_rows
from toshigaikou_cli.resolving.rows import RowsByTable, cells_json, doubt_rows, place
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary


def strategy_rows(
    strategy: StrategyDocument, document: int, first_measure: int, fiscal_year: int, vocabulary: Vocabulary
) -> RowsByTable:
    """The strategy's rows; bureaus are resolved as of ``fiscal_year``, the year of the strategy."""
    rows: RowsByTable = defaultdict(list)
    for goal in strategy.goals:
        rows["goal"].append({"number": goal.number, "title": goal.title, **place(goal.source, document)})
    for position, area in enumerate(strategy.areas):
        own = {"code": area.code, "goal": area.goal, "symbol": area.symbol, "title": area.title}
        rows["area"].append({**own, "position": position, **place(area.source, document)})
    for number, measure in enumerate(strategy.measures, first_measure):
        rows["measure"].append({"id": number, **_measure_row(measure), **place(measure.source, document)})
        rows["measure_bureau"] += _bureau_rows(number, measure, fiscal_year, vocabulary.bureaus)
        doubts = measure_doubts(measure, fiscal_year, vocabulary.bureaus)
        rows["doubt"] += doubt_rows(doubts, "measure", str(measure.number), measure, document)
        rows["amount"] += amount_rows(measure.amounts, measure.source, document, measure=str(measure.number))
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


def _measure_row(measure: MeasureRecord) -> Values:
    return {
        "number": measure.number,
        "goal": measure.goal,
        "area": f"{measure.goal}-{measure.area}",
        "title": measure.title,
        "overview": measure.overview,
        "open_ended": int(measure.open_ended),
        "cells": cells_json(measure.cells),
        "search": match_key(f"{measure.title}\n{measure.overview}"),
    }


def _bureau_rows(
    measure_id: int, measure: MeasureRecord, fiscal_year: int, bureaus: BureauRegister
) -> Iterator[Values]:
    for position, mention in enumerate(measure.bureaus):
        bureau = bureaus.resolve(mention.text, fiscal_year).bureau
        yield {
            "measure_id": measure_id,
            "position": position,
            "text": mention.text,
            "bureau_id": bureau.id if bureau else None,
            "role": mention.role,
        }


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
