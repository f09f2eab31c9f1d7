"""The rules' links of achievements, as the catalogue has them with all mends.

Each row is linked to the strategies that are in force in its fiscal year; a row of a year that none covers to nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from toshigaikou_cli import projects
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import saving
from toshigaikou_cli.catalogue.writing.kept import (
    EVERY_ROW,
    RowScope,
    bureau_names,
    link_inputs,
    measure_cells,
    measure_profiles,
    measure_titles,
)
from toshigaikou_cli.linking import Linker, Rules, general_rules, load_rules
from toshigaikou_cli.linking.stated import (
    Codes,
    StatedRow,
    contradicted,
    said_by_row,
    with_stated,
)
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.ids import code_of
from toshigaikou_cli.records.links import Linking, LinkInput
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.vocabulary.loading import texts_of

DOUBTFUL = "measure-stated-doubtful"
"""The check of rows whose stated measure the rules contradict."""


def relink(connection: sqlite3.Connection, rules: RulesOf, rows: RowScope = EVERY_ROW) -> None:
    """Link some achievements, or all of them, to the measures that the catalogue has; without judgements.

    What a row states of its measures comes before what the rules say. A row without an item of its own takes the titles of
    those measures.
    """
    said, items = _stated(connection, rows)
    inputs = [replace(row, item="") if row.id in items else row for row in link_inputs(connection, rows)]
    verdicts: dict[str, list[Linking]] = defaultdict(list)
    doubts: list[tuple[str, str, str, str]] = []
    for period in periods(connection):
        within = [row for row in inputs if period.has(row.fiscal_year)]
        if not within:
            continue
        linker = linker_of(connection, period.strategy, rules(period.strategy))
        for row, (key, linking) in zip(within, linker.link_all(within), strict=True):
            own = said.get(period.strategy, {}).get(key)
            if own is None:
                verdicts[key].append(linking)
                continue
            doubts += _contradicted(linker, row, linking, own)
            verdicts[key].append(
                with_stated(linking, own, tuple(each.position for each in row.points if each.held))
            )
    saving.name_items(connection, items)
    saving.replace_doubts(connection, rows, DOUBTFUL, doubts)
    saving.replace_links(connection, rows, ((row.id, together(verdicts[row.id])) for row in inputs))


def _stated(
    connection: sqlite3.Connection, rows: RowScope
) -> tuple[dict[str, dict[str, StatedRow]], dict[str, str]]:
    """What rows state of the measures of each strategy in force, and the items of those whose sheet has no column of them.

    Where a code is one of two strategies', the one whose title is the row's item is meant.
    """
    cells = list(measure_cells(connection, rows))
    items = {cell.row: "" for cell in cells if not cell.has_item}
    found: dict[str, dict[str, StatedRow]] = {}
    for period in periods(connection) if cells else ():
        measures = measure_titles(connection, period.strategy)
        codes = Codes(
            {code: key for code, (key, _) in measures.items()},
            {code: title for code, (_, title) in measures.items()},
        )
        titles = dict(measures.values())
        own = [
            cell if cell.has_item else cell._replace(item="")
            for cell in cells
            if period.has(cell.fiscal_year)
        ]
        found[period.strategy] = said_by_row(own, codes)
        for row, said in found[period.strategy].items():
            if row in items and not items[row]:
                items[row] = "・".join(titles[measure] for measure in said.measures)
    titled = {row for said in found.values() for row, each in said.items() if each.titled}
    return {
        strategy: {row: each for row, each in said.items() if each.titled or row not in titled}
        for strategy, said in found.items()
    }, items


def _contradicted(
    linker: Linker, row: LinkInput, linking: Linking, said: StatedRow
) -> Iterator[tuple[str, str, str, str]]:
    """The doubt of a row (id, header, cell, message) where the rules would link another measure than the stated."""
    other = contradicted(
        linking, said, lambda measure: linker.explain(row, measure).score, linker.least.suggest
    )
    if other:
        message = say(
            "states measure {stated}, and reads like measure {other}",
            stated=joined(map(code_of, said.measures)),
            other=code_of(other),
        )
        yield row.id, said.cell.header, said.cell.text, message


def together(linkings: Sequence[Linking]) -> Linking:
    """The verdicts of several strategies in one, in their order; a row is outside where it is so for all of them."""
    if len(linkings) == 1:
        return linkings[0]
    links = tuple(link for linking in linkings for link in linking.links)
    why = tuple(dict.fromkeys(each for linking in linkings for each in linking.outside))
    return Linking(links, why if all(linking.outside for linking in linkings) else ())


def linker_of(connection: sqlite3.Connection, strategy: str, rules: Rules) -> Linker:
    """The linker for the measures of a strategy."""
    return Linker(measure_profiles(connection, strategy), rules, bureau_names(connection))


def rules_path(strategy: str, project: Project) -> Path | None:
    """The file of the rules that a project has for a strategy."""
    known = project.strategy(strategy)
    return known.links if known else None


RulesOf = Callable[[str], Rules]
"""Gives the rules that were written for a strategy; for another one those that serve for any."""


def rules_in(project: Project, texts: Mapping[Path, str]) -> RulesOf:
    """The rules of a project; ``texts`` are the contents of its files."""

    def rules_of(strategy: str) -> Rules:
        own = rules_path(strategy, project)
        return _rules(own, texts.get(own) if own else None)

    return rules_of


def current_rules() -> RulesOf:
    """The rules of the project of this run."""
    project = projects.current()
    return rules_in(project, texts_of(project))


@lru_cache(maxsize=8)
def _rules(own: Path | None, text: str | None) -> Rules:
    return load_rules(own, text) if own else general_rules()
