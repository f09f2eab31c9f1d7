"""Which measures the indicators of a catalogue belong to, by the codes and titles of the measures that it has."""

from __future__ import annotations

import sqlite3

from toshigaikou_cli.catalogue.writing import indicators
from toshigaikou_cli.resolving.indicators import StatedMeasures, measures_of
from toshigaikou_cli.text.keys import match_key


def tie_indicators(connection: sqlite3.Connection) -> None:
    """Tie all indicators anew: an import brings indicators, or the measures that earlier ones speak of."""
    names = indicators.measure_names(connection)
    codes = {match_key(each.code): each.key for each in names}
    titles = {match_key(each.title): each.key for each in names}
    tied = {
        key: measures_of(StatedMeasures(stated, about, name), codes, titles)
        for key, stated, about, name in indicators.stated(connection)
    }
    indicators.tie(connection, tied)
