"""From the catalogue to the report of indicators."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.reading.filters import Selection, resolve
from toshigaikou_cli.catalogue.reading.indicators import Wanted, indicators
from toshigaikou_cli.coverage.indicators import IndicatorLine, IndicatorReport, indicator_lines, years_of
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.jobs.reporting import Asked, stamp
from toshigaikou_cli.messages import say


def indicator_report(db: Path | None, asked: Asked) -> IndicatorReport:
    """The report of indicators of a catalogue. Raises UsageError for filters that say nothing about indicators."""
    filters = asked.filters
    for option, given in (
        ("--city", filters.city),
        ("--status", filters.status),
        ("--outcome", filters.outcome),
        ("--uncovered", asked.uncovered),
    ):
        if given:
            hint = say("give --strategy, --goal, --area, --measure, --bureau or --year")
            raise UsageError(
                say("indicators have neither cities nor links nor outcomes"), where=option, hint=hint
            )
    with reading(catalogue_path(db)) as connection:
        selection = resolve(connection, asked.filters)
        lines = lines_of(connection, selection)
        named = [s["title"] for s in frame.strategies(connection) if selection.strategy in (None, s["id"])]
        return IndicatorReport(
            view="indicators",
            title="Indicators",
            strategy="、".join(named),
            filters=asked.shown(),
            years=years_of(lines),
            indicators=lines,
            documents=tuple(frame.documents(connection)),
            made=stamp(connection),
        )


def lines_of(
    connection: sqlite3.Connection, selection: Selection, *, listed: bool = False
) -> tuple[IndicatorLine, ...]:
    """The lines of the indicators of a selection; ``listed``: only those of tables, not of sentences.

    Of a goal, an area or a measure they are those of the whole strategy that have an indicator of it: what says of no measure
    is in its line there, too.
    """
    stated = frame.measures(connection, Selection(strategy=selection.strategy))
    order = {measure["code"]: at for at, measure in enumerate(stated)}
    found = indicators(connection, Wanted(selection, listed=listed))
    if not selection.of_part:
        return indicator_lines(found, order)
    ids = {each["id"] for each in found}
    whole = selection._replace(goal=None, area=None, measure=None)
    lines = indicator_lines(indicators(connection, Wanted(whole, listed=listed)), order)
    return tuple(line for line in lines if not ids.isdisjoint(line.ids))
