"""The crosswalk: proposals, decisions in its file, and the subjects that it makes of the measures of all strategies."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import clock
from toshigaikou_cli.catalogue.connection import catalogue_path, crosswalk_path, reading
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.codes import one_measure
from toshigaikou_cli.catalogue.reading.filters import Selection, blocks
from toshigaikou_cli.catalogue.writing.kept import bureau_names, measure_profiles
from toshigaikou_cli.coverage.across import across
from toshigaikou_cli.coverage.figures import Names
from toshigaikou_cli.coverage.views import View
from toshigaikou_cli.errors import JudgementError, UsageError
from toshigaikou_cli.files import locked
from toshigaikou_cli.jobs.reporting import stamp
from toshigaikou_cli.judgements.crosswalk import (
    MergedCrosswalk,
    contrary,
    crossing_state,
    crosswalk_yaml,
    entries_in_force,
    merge_crosswalks,
    read_crosswalk,
    write_crosswalk,
)
from toshigaikou_cli.linking.succession import proposed
from toshigaikou_cli.messages import joined, say, say_n
from toshigaikou_cli.records.crosswalk import (
    Crossing,
    CrossingKind,
    CrossingProposal,
    CrossingState,
)
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.text.keys import one_line


class CrosswalkFiles(NamedTuple):
    """A catalogue, and the file of the crosswalk that holds for it."""

    catalogue: Path
    crosswalk: Path


def crosswalk_files(db: Path | None, given: Path | None) -> CrosswalkFiles:
    """The catalogue that is meant, and the file of its crosswalk."""
    catalogue = catalogue_path(db)
    return CrosswalkFiles(catalogue, crosswalk_path(given, catalogue))


class CrossingAsked(NamedTuple):
    """What a person decides: measures as users name them; ``new`` None for one that is dropped or new."""

    measure: str
    other: str | None
    kind: CrossingKind
    by: str
    note: str
    replace: bool


def titles_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The titles of the measures of all strategies by id, the older strategy first."""
    return {
        id_of(strategy["id"], measure["code"]): one_line(measure["title"])
        for strategy in reversed(frame.strategies(connection))
        for measure in frame.measures(connection, Selection(strategy=strategy["id"]))
    }


# ---------------------------------------------------------------- proposals


def suggest(files: CrosswalkFiles, old: str | None, new: str | None) -> list[CrossingProposal]:
    """Proposals for two strategies (without them, for each and the next), less what is decided already.

    Raises UsageError where there are not two.
    """
    decided = read_crosswalk(files.crosswalk).entries
    with reading(files.catalogue) as connection:
        pairs = _strategy_pairs(connection, old, new)
        names = bureau_names(connection)
        found = [
            each
            for one, other in pairs
            for each in proposed(
                measure_profiles(connection, one), measure_profiles(connection, other), names
            )
        ]
    return [each for each in found if not any(_touched(each, entry) for entry in decided)]


def _strategy_pairs(
    connection: sqlite3.Connection, old: str | None, new: str | None
) -> list[tuple[str, str]]:
    ids = [strategy["id"] for strategy in reversed(frame.strategies(connection))]
    for given in (old, new):
        if given is not None and given not in ids:
            listed = say("one of {known}", known=joined(ids))
            hint = listed if ids else say("import a strategy first: tgx import FILE")
            raise UsageError(say("no strategy {given}", given=given), hint=hint)
    pairs = [(old, new)] if old and new else list(pairwise(ids))
    pairs = [pair for pair in pairs if (old in (None, pair[0])) and (new in (None, pair[1]))]
    if not pairs or any(ids.index(one) >= ids.index(other) for one, other in pairs):
        raise UsageError(
            say("needs an older and a newer strategy"),
            hint=say("in the catalogue: {ids}", ids=joined(ids) if ids else say("none")),
        )
    return pairs


def _touched(proposal: CrossingProposal, entry: Crossing) -> bool:
    """Whether an entry says something of a proposal's measures towards the same strategy."""
    as_entry = Crossing(proposal.old, proposal.new, proposal.kind, "", "")
    return bool(contrary([entry], as_entry))


# ---------------------------------------------------------------- decisions


class CrossingMade(NamedTuple):
    """What was decided, in the place of what."""

    entry: Crossing
    replaced: tuple[Crossing, ...]


def accept(files: CrosswalkFiles, asked: CrossingAsked) -> CrossingMade:
    """Decide what became of a measure. Raises UsageError where an entry says otherwise, unless ``replace``."""
    with reading(files.catalogue) as connection:
        entry = _decided(connection, asked)
    with locked(files.crosswalk, JudgementError, parents=True):
        before = read_crosswalk(files.crosswalk)
        against = contrary(before.entries, entry)
        if against and not asked.replace:
            raise UsageError(
                say("decided already: {entry}", entry=against[0].message),
                where=str(files.crosswalk),
                hint=say("--replace decides anew; of several pairs each needs --kind splits or merges"),
            )
        kept = [each for each in before.entries if each not in against]
        write_crosswalk(files.crosswalk, [*kept, entry], before)
    return CrossingMade(entry, tuple(against))


def _decided(connection: sqlite3.Connection, asked: CrossingAsked) -> Crossing:
    alone = asked.kind in ("dropped", "new")
    if alone != (asked.other is None):
        needs = say("one measure") if alone else say("an older and a newer measure")
        raise UsageError(
            say("--kind {kind} needs {needs}", kind=asked.kind, needs=needs),
            hint="tgx crosswalk accept 2014:18 2022:5",
        )
    first = one_measure(connection, asked.measure)
    decided = {"by": asked.by, "date": clock.today(), "note": asked.note}
    title = one_line(first.title)
    if asked.other is None:
        if asked.kind == "new":
            return Crossing("", first.id, "new", **decided, new_title=title)
        return Crossing(first.id, "", "dropped", **decided, old_title=title)
    other = one_measure(connection, asked.other)
    _strategy_pairs(connection, first.strategy, other.strategy)
    return Crossing(
        first.id, other.id, asked.kind, **decided, old_title=title, new_title=one_line(other.title)
    )


def entries_now(files: CrosswalkFiles) -> list[tuple[Crossing, CrossingState]]:
    """The entries of the file, each with how it stands to today's measures."""
    entries = read_crosswalk(files.crosswalk).entries
    with reading(files.catalogue) as connection:
        titles = titles_of(connection)
    return [(entry, crossing_state(entry, titles)) for entry in entries]


def take_over(files: CrosswalkFiles, file: Path, *, replace: bool) -> MergedCrosswalk:
    """Add the entries of another file. Where the two disagree, the own one stays, unless ``replace``."""
    theirs = read_crosswalk(file)
    if not theirs.fingerprint:
        raise UsageError(say("no such file"), where=str(file), hint=say("check the path"))
    with locked(files.crosswalk, JudgementError, parents=True):
        before = read_crosswalk(files.crosswalk)
        done = merge_crosswalks(before.entries, theirs.entries, replace_own=replace)
        if done.entries != before.entries:
            write_crosswalk(files.crosswalk, done.entries, before)
    return done


def export(files: CrosswalkFiles) -> tuple[str, int]:
    """The crosswalk as YAML, and how many entries it has."""
    entries = read_crosswalk(files.crosswalk).entries
    return crosswalk_yaml(entries), len(entries)


# ---------------------------------------------------------------- over both periods


def across_view(files: CrosswalkFiles, filters: Filters) -> tuple[View, Names]:
    """Each subject over the periods of all strategies, and the names of its members."""
    given = read_crosswalk(files.crosswalk)
    with reading(files.catalogue) as connection:
        strategies = list(reversed(frame.strategies(connection)))
        if len(strategies) < 2:
            raise UsageError(say("--across needs two strategies"), hint=say("tgx import STRATEGY adds one"))
        facts = {
            block.strategy or "": report_queries.reported(connection, block)
            for block in blocks(connection, filters)
        }
        titles = titles_of(connection)
        entries = entries_in_force(given.entries, titles)
        out = len(given.entries) - len(entries)
        years = frame.reported_years(connection)
        made = across(titles, [strategy["id"] for strategy in strategies], entries, facts, years)
        notes = (
            (
                say_n(
                    "{n} entry of the crosswalk is not in force (tgx crosswalk list)",
                    "{n} entries of the crosswalk are not in force (tgx crosswalk list)",
                    n=out,
                ),
            )
            if out
            else ()
        )
        view = View(
            view="across", title=made.title, strategy_id="",
            strategy=" → ".join(strategy["title"] for strategy in strategies), filters=filters.given(),
            sections=made.sections, strips=(), totals=made.totals, missing_years=(),
            documents=tuple(frame.documents(connection)), made=stamp(connection), notes=(*made.notes, *notes),
        )  # fmt: skip
        names: dict[tuple[str, str], str] = {("measures", key): title for key, title in titles.items()}
        for reported in facts.values():
            names |= {
                ("achievements", key): f"{f.bureau_text} {f.item}" for f in reported for key in f.achievements
            }
        return view, Names(names)
