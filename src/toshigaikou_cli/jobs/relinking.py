"""The rules' links of achievements, as the catalogue has them with all mends.

Each row is linked to the strategies that are in force in its fiscal year; a row of a year that none covers to nothing.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import saving
from toshigaikou_cli.catalogue.writing.kept import (
    EVERY_ROW,
    RowScope,
    bureau_names,
    link_inputs_of,
    measure_cells,
    measure_profiles,
    measure_titles,
    row_keys,
    title_cells,
)
from toshigaikou_cli.jobs.ruling import Ground, Grounds, RulesFile, Unruled, flat, rule_rows
from toshigaikou_cli.jobs.workers import Crew, done_for, in_chunks, is_worth
from toshigaikou_cli.linking import Linker, Rules
from toshigaikou_cli.linking.stated import Codes, StatedRow, said_by_row, said_by_titles
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.vocabulary.loading import Vocabulary, texts_of

DOUBTFUL = "measure-stated-doubtful"
"""The check of rows whose stated measure the rules contradict."""


RulesOf = Callable[[str], RulesFile]
"""Gives the rules that a project has for a strategy."""


def relink(
    connection: sqlite3.Connection,
    rules: RulesOf,
    rows: RowScope = EVERY_ROW,
    name: str = "",
    crew: Crew[Vocabulary] | None = None,
) -> None:
    """Link some achievements, or all of them, to the measures that the catalogue has; without judgements.

    A row without an item of its own takes the titles of the measures that it states. By a crew where there is enough to do;
    raises ReadError, which gives the ``name``, where the process ends that links.
    """
    said, items = _stated(connection, rows)
    keys = row_keys(connection, rows)
    saving.name_items(connection, items)
    saving.drop_doubts(connection, rows, DOUBTFUL)
    saving.drop_links(connection, rows)
    grounds = pickle.dumps(_grounds(connection, rules))

    def task(part: Sequence[str]) -> Unruled:
        inputs = link_inputs_of(connection, part)
        own = (row._replace(item="") if row.id in items else row for row in inputs)
        meant = {
            strategy: {key: found[key] for key in part if key in found} for strategy, found in said.items()
        }
        return Unruled(grounds, [flat(row) for row in own], meant)

    by: Crew[Any] = crew if crew and is_worth(crew, len(keys)) else Crew(None, 1)
    tasks = (task(part) for _, part in in_chunks(keys, len(keys), by))
    with closing(done_for(name, by, rule_rows, tasks)) as coming:
        for done in coming:
            saving.add_doubts(connection, DOUBTFUL, done.doubts)
            saving.add_links(connection, done.rows)


def _grounds(connection: sqlite3.Connection, rules: RulesOf) -> Grounds:
    """All that rows of any year are linked to."""
    return Grounds(
        tuple(
            Ground(period, measure_profiles(connection, period.strategy), rules(period.strategy))
            for period in periods(connection)
        ),
        bureau_names(connection),
    )


def _stated(
    connection: sqlite3.Connection, rows: RowScope
) -> tuple[dict[str, dict[str, StatedRow]], dict[str, str]]:
    """What rows state of the measures of each strategy in force, and the items of those whose sheet has no column of them.

    Where a code is one of two strategies', the one whose title is the row's item is meant.
    """
    cells, titles = list(measure_cells(connection, rows)), list(title_cells(connection, rows))
    items = {cell.row: "" for cell in cells if not cell.has_item}
    found: dict[str, dict[str, StatedRow]] = {}
    for period in periods(connection) if cells or titles else ():
        measures = measure_titles(connection, period.strategy)
        codes = Codes(
            {code: key for code, (key, _) in measures.items()},
            {code: title for code, (_, title) in measures.items()},
        )
        named = dict(measures.values())
        own = [
            cell if cell.has_item else cell._replace(item="")
            for cell in cells
            if period.has(cell.fiscal_year)
        ]
        by_title = said_by_titles((cell for cell in titles if period.has(cell.fiscal_year)), codes)
        found[period.strategy] = by_title | said_by_row(own, codes)
        for row, said in found[period.strategy].items():
            if row in items and not items[row]:
                items[row] = "・".join(named[measure] for measure in said.measures)
    titled = {row for said in found.values() for row, each in said.items() if each.titled}
    return {
        strategy: {row: each for row, each in said.items() if each.titled or row not in titled}
        for strategy, said in found.items()
    }, items


def linker_of(connection: sqlite3.Connection, strategy: str, rules: Rules) -> Linker:
    """The linker for the measures of a strategy."""
    return Linker(measure_profiles(connection, strategy), rules, bureau_names(connection))


def rules_path(strategy: str, project: Project) -> Path | None:
    """The file of the rules that a project has for a strategy."""
    known = project.strategy(strategy)
    return known.links if known else None


def rules_in(vocabulary: Vocabulary) -> RulesOf:
    """The rules of the project that a vocabulary is of."""
    return partial(_rules_file, vocabulary.project, vocabulary.texts)


def current_rules() -> RulesOf:
    """The rules of the project of this run."""
    project = projects.current()
    return partial(_rules_file, project, texts_of(project))


def _rules_file(project: Project, texts: Mapping[Path, str], strategy: str) -> RulesFile:
    own = rules_path(strategy, project)
    return RulesFile(own, texts.get(own) if own else None)
