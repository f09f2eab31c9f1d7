"""Which measures the indicators of a catalogue belong to, by the codes and titles of the measures that it has."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import indicators
from toshigaikou_cli.catalogue.writing.indicators import MeasureName
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.resolving.indicators import CodedMeasures, StatedMeasures, measures_of
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import KnownCodes


def tie_indicators(connection: sqlite3.Connection) -> None:
    """Tie all indicators anew: an import brings indicators, or the measures that earlier ones speak of.

    An indicator of a strategy belongs to that one's measures, any other to those of the strategies of its year; one in a row
    that names no measure to the letter (numbers alone, which the whole sheet tells to be codes) to those of its row.
    """
    by_strategy: dict[str, list[MeasureName]] = defaultdict(list)
    for name in indicators.measure_names(connection):
        by_strategy[name.strategy].append(name)
    coded = {strategy: _coded(names) for strategy, names in by_strategy.items()}
    every, of_rows = periods(connection), indicators.measures_of_rows(connection)
    tied = {}
    for each in indicators.stating(connection):
        meant = (each.strategy,) if each.strategy else in_force(every, each.year) if each.year else ()
        stated = StatedMeasures(each.cells, each.about, each.name)
        own = (measures_of(stated, coded[strategy]) for strategy in meant if strategy in coded)
        found = [measure for measures in own for measure in measures]
        tied[each.id] = found or ([] if each.cells else of_rows.get(each.id, []))
    indicators.tie(connection, tied)


def _coded(names: Iterable[MeasureName]) -> CodedMeasures:
    ids = {name.code: name.id for name in names}
    titles = {match_key(name.title): name.id for name in names}
    return CodedMeasures(KnownCodes(order=tuple(ids)), ids, titles)
