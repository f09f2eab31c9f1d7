"""What the rules say of some rows: values in, rows of the catalogue out, by this process or by another."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.catalogue.writing.linked import LinkedRow, linked_row
from toshigaikou_cli.linking import Linker, Rules, general_rules, load_rules
from toshigaikou_cli.linking.stated import StatedRow, contradicted, with_stated
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.ids import code_of
from toshigaikou_cli.records.links import Linking, LinkInput, MeasureProfile, Point
from toshigaikou_cli.records.periods import Period

Doubted = tuple[str, str, str, str]
"""A row's id with the header, the text and the message of what is in doubt."""


class RulesFile(NamedTuple):
    """The file of a strategy's rules (None: those that serve for any), and what it says, unless it is packaged."""

    path: Path | None
    text: str | None


class Ground(NamedTuple):
    """A strategy in force: its measures, and its rules."""

    period: Period
    measures: Sequence[MeasureProfile]
    rules: RulesFile


class Grounds(NamedTuple):
    """All that rows are linked to, and the names of bureaus by id."""

    strategies: tuple[Ground, ...]
    names: Mapping[str, str]


FlatRow = tuple[str, int, str, str | None, str, tuple[tuple[Any, ...], ...], str, tuple[str, ...]]
"""A row as plain values."""


class Unruled(NamedTuple):
    """Rows to link to the :class:`Grounds`, pickled once for all; what they state of each strategy's measures."""

    grounds: bytes
    rows: Sequence[FlatRow]
    said: Mapping[str, Mapping[str, StatedRow]]


class Ruled(NamedTuple):
    """The rows with their links, and what is in doubt."""

    rows: list[LinkedRow]
    doubts: list[Doubted]


def flat(row: LinkInput) -> FlatRow:
    """A row as its values, which go between processes in a third of the time."""
    points = tuple(map(tuple, row.points))
    return row.id, row.fiscal_year, row.field, row.bureau, row.item, points, row.department, row.with_bureaus


def _whole(values: FlatRow) -> LinkInput:
    key, year, field, bureau, item, points, department, others = values
    return LinkInput(
        key, year, field, bureau, item, tuple(Point(*each) for each in points), department, others
    )


def rule_rows(_: object, task: Unruled) -> Ruled:
    """Link some rows. What a row states of its measures comes before what the rules say."""
    strategies = _made_ready(task.grounds)
    done, doubts = [], list[Doubted]()
    for values in task.rows:
        row = _whole(values)
        verdicts = []
        for period, linker in strategies:
            if not period.has(row.fiscal_year):
                continue
            linking, own = linker.link(row), task.said.get(period.strategy, {}).get(row.id)
            if own is not None:
                doubts += _contradicted(linker, row, linking, own)
                held = tuple(each.position for each in row.points if each.held)
                linking = with_stated(linking, own, held)
            verdicts.append(linking)
        done.append(linked_row(row.id, together(verdicts)))
    return Ruled(done, doubts)


@lru_cache(maxsize=2)
def _made_ready(grounds: bytes) -> tuple[tuple[Period, Linker], ...]:
    strategies, names = pickle.loads(grounds)  # noqa: S301 - made by the process that hands the rows out
    return tuple((each.period, Linker(each.measures, rules(each.rules), names)) for each in strategies)


@lru_cache(maxsize=8)
def rules(own: RulesFile) -> Rules:
    """The rules of a strategy's own file, or those that serve for any."""
    return load_rules(own.path, own.text) if own.path else general_rules()


def _contradicted(linker: Linker, row: LinkInput, linking: Linking, said: StatedRow) -> Iterator[Doubted]:
    """The doubt of a row where the rules would link another measure than the stated."""
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
