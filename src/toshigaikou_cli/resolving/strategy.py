"""A strategy's records -> table rows: bureaus and cities resolved as of its year."""

from __future__ import annotations

from dataclasses import dataclass, field

from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.resolving.doubts import measure_doubts, relation_doubts
from toshigaikou_cli.resolving.rows import Row, cells_json, doubt_rows, place
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import Vocabulary


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


def strategy_rows(
    strategy: StrategyDocument, document: int, first_measure: int, fiscal_year: int, vocabulary: Vocabulary
) -> StrategyRows:
    """The strategy's rows; bureaus are resolved as of ``fiscal_year``, the year of the strategy."""
    rows = StrategyRows([], [], [], [], [], [], [])
    for goal in strategy.goals:
        rows.goals.append({"number": goal.number, "title": goal.title, **place(goal.source, document)})
    for position, area in enumerate(strategy.areas):
        own = {"code": area.code, "goal": area.goal, "symbol": area.symbol, "title": area.title}
        rows.areas.append({**own, "position": position, **place(area.source, document)})
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
                **place(measure.source, document),
            }
        )
        doubts = measure_doubts(measure, fiscal_year, vocabulary.bureaus)
        rows.doubts += doubt_rows(doubts, "measure", str(measure.number), measure, document)
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
        rows.doubts += doubt_rows(doubted, "city", record.name, record, document)
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
                **place(record.source, document),
            }
        )
        if city:
            relation = {"city": city.name, "kind": record.relation, "since": record.since}
            rows.relations.append({**relation, "title": strategy.title, "document_id": document})
    for target in strategy.targets:
        own = {"cities": target.cities, "year": target.year, "text": target.text}
        rows.targets.append({**own, **place(target.source, document)})
    return rows
