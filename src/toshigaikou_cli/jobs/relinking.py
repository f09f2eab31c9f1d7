"""The rules' links of achievements, as the catalogue has them with all mends.

Each row is linked to the strategies that are in force in its fiscal year; a row of a year that none covers to nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import saving
from toshigaikou_cli.catalogue.writing.kept import (
    EVERY_ROW,
    RowScope,
    bureau_names,
    link_inputs,
    measure_profiles,
)
from toshigaikou_cli.linking import Linker, Rules, load_rules
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.records.links import Linking
from toshigaikou_cli.vocabulary.strategies import known_strategies


def relink(connection: sqlite3.Connection, rows: RowScope = EVERY_ROW) -> None:
    """Link some achievements, or all of them, to the measures that the catalogue has; without judgements."""
    inputs = list(link_inputs(connection, rows))
    verdicts: dict[str, list[Linking]] = defaultdict(list)
    for period in periods(connection):
        within = [row for row in inputs if period.has(row.fiscal_year)]
        if within:
            for key, linking in linker_of(connection, period.strategy).link_all(within):
                verdicts[key].append(linking)
    saving.replace_links(connection, rows, ((row.id, together(verdicts[row.id])) for row in inputs))


def together(linkings: Sequence[Linking]) -> Linking:
    """The verdicts of several strategies in one, in their order; a row is outside where it is so for all of them."""
    if len(linkings) == 1:
        return linkings[0]
    links = tuple(link for linking in linkings for link in linking.links)
    why = tuple(dict.fromkeys(each for linking in linkings for each in linking.outside))
    return Linking(links, why if all(linking.outside for linking in linkings) else ())


def linker_of(connection: sqlite3.Connection, strategy: str) -> Linker:
    """The linker for the measures of a strategy, by its own rules."""
    return Linker(measure_profiles(connection, strategy), rules_of(strategy), bureau_names(connection))


@cache
def rules_of(strategy: str) -> Rules:
    """The rules that were written for a strategy; for another one the same words without a measure or a topic."""
    own = next((known.links for known in known_strategies() if known.id == strategy and known.links), "")
    if own:
        return load_rules(packaged(f"data/{own}"))
    return replace(load_rules(), measures={}, outside=())
