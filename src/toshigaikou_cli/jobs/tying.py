"""Which measures the indicators of a catalogue belong to, by the codes and titles of the measures that it has, and which
indicator of the strategy one is that its own document does not name."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import indicators
from toshigaikou_cli.catalogue.writing.indicators import MeasureName, Stating
from toshigaikou_cli.records.ids import strategy_of
from toshigaikou_cli.records.periods import Period, in_force
from toshigaikou_cli.resolving.indicators import (
    CodedMeasures,
    NamedIndicator,
    PlacedMeasure,
    StatedMeasures,
    measures_of,
    names_a_measure,
    numbers_are_codes,
    only_one,
)
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.stated_codes import KnownCodes

_Tied = Mapping[str, Sequence[str]]
"""The ids of the measures of each indicator, by its id."""


def tie_indicators(connection: sqlite3.Connection) -> None:
    """Tie all indicators anew, and name those that no column names: an import brings indicators, or the measures that earlier
    ones speak of.

    An indicator of a strategy belongs to that one's measures, any other to those of the strategies of its year; one in a row
    that names no measure to the letter (numbers alone, which the whole sheet tells to be codes) to those of its row.
    """
    measures = indicators.measure_names(connection)
    by_strategy: dict[str, list[MeasureName]] = defaultdict(list)
    for name in measures:
        by_strategy[name.strategy].append(name)
    coded = {strategy: _coded(names) for strategy, names in by_strategy.items()}
    every, of_rows = periods(connection), indicators.measures_of_rows(connection)
    stating = indicators.stating(connection)
    tied: dict[str, list[str]] = {}
    for each in stating:
        meant = (each.strategy,) if each.strategy else _in_force(every, each)
        stated = StatedMeasures(each.cells, each.about, each.name, each.place)
        own = (measures_of(stated, coded[strategy]) for strategy in meant if strategy in coded)
        found = [measure for measures in own for measure in measures]
        tied[each.id] = found or ([] if each.cells else of_rows.get(each.id, []))
    tied |= _by_numbers(stating, tied, coded, every)
    indicators.tie(connection, tied)
    indicators.name(connection, dict(_names(stating, tied, {each.id: each.title for each in measures})))


def _by_numbers(
    stating: Sequence[Stating],
    tied: _Tied,
    coded: Mapping[str, CodedMeasures],
    every: Sequence[Period],
) -> Iterator[tuple[str, list[str]]]:
    """What 番号 says in the tables of documents of indicators in which nothing else names a measure, where all numbers are
    codes; an empty cell means the same as above."""
    tables: dict[str, list[Stating]] = defaultdict(list)
    for each in stating:
        if each.number_header:
            tables[each.table].append(each)
    for rows in tables.values():
        meant = dict.fromkeys(strategy for each in rows for strategy in _in_force(every, each))
        if len(meant) != 1 or any(tied[each.id] or each.cells for each in rows):
            continue
        measures = coded.get(next(iter(meant)))
        numbers = [each.number.strip() for each in rows]
        if measures is None or not numbers_are_codes(rows[0].number_header, numbers, measures.known):
            continue
        above = ""
        for each, number in zip(rows, numbers, strict=True):
            above = number or above
            stated = StatedMeasures((above,) if above else (), each.about, each.name, each.place)
            yield each.id, measures_of(stated, measures)


def _in_force(every: Sequence[Period], stating: Stating) -> Sequence[str]:
    """The strategies in force in the year of an indicator; where none is, in that of its last value: R4実績, R9目標 of a plan
    from R5 on."""
    years = (year for year in (stating.year, stating.until) if year)
    return next((found for year in years if (found := in_force(every, year))), ())


def _coded(names: Iterable[MeasureName]) -> CodedMeasures:
    coded: dict[str, list[PlacedMeasure]] = defaultdict(list)
    titles: dict[str, list[PlacedMeasure]] = defaultdict(list)
    for name in names:
        placed = PlacedMeasure(name.id, match_key(name.title), name.place)
        coded[name.code].append(placed)
        titles[placed.title].append(placed)
    return CodedMeasures(KnownCodes(order=tuple(coded)), coded, titles)


def _names(stating: Sequence[Stating], tied: _Tied, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What each indicator that no column names is called, by its id: like the only one that the strategy has of its measure,
    where it is the only one that its document has of it, too; else like its row, or like its measure."""
    of_strategy: dict[str, list[NamedIndicator]] = defaultdict(list)
    for each in stating:
        for measure in tied[each.id] if each.strategy else ():
            of_strategy[measure].append(NamedIndicator(each.name, each.unit))
    alike = Counter((each.document, each.year, measure) for each in stating for measure in tied[each.id])
    for each in stating:
        if each.named:
            continue
        measures = tied[each.id]
        alone = len({strategy_of(measure) for measure in measures}) == len(measures) and all(
            alike[each.document, each.year, measure] == 1 and names_a_measure(each.name, titles[measure])
            for measure in measures
        )
        known = [found for measure in measures for found in of_strategy[measure]]
        found = only_one(known, each.unit) if alone and not each.strategy else ""
        row = each.name or (titles[measures[0]] if len(measures) == 1 else "")
        yield each.id, found or row
