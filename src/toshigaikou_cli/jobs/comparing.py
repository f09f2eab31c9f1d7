"""Two years of the catalogue, or two editions of one document -> what changed. Files leave nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import frame, queries, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.comparison.records import ComparedRow, Comparison, entries
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.ids import id_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.crossing import CrosswalkFiles
    from toshigaikou_cli.jobs.preparing import Prepared
    from toshigaikou_cli.records.rows import Strategy
    from toshigaikou_cli.vocabulary.loading import Vocabulary


class _Side(NamedTuple):
    """One of two files: what it is called, and what was read from it."""

    label: str
    prepared: Prepared


def compare(db: Path | None, old: str, new: str, crosswalk: Path | None = None) -> Comparison:
    """What changed from ``old`` to ``new``: two fiscal years as users write them, or the paths of two files."""
    from toshigaikou_cli.jobs.crossing import crosswalk_files

    years = _year(old), _year(new)
    if years[0] is not None and years[1] is not None:
        return _years(crosswalk_files(db, crosswalk), years[0], years[1])
    if years == (None, None):
        return _files(crosswalk_files(db, crosswalk), Path(old), Path(new))
    raise UsageError(
        say("a year and a file cannot be compared"),
        where=f"{old} {new}",
        hint=say("give two years or two files"),
    )


def _year(text: str) -> int | None:
    """The fiscal year that a text is; none where it is a file (``h30.xlsx``)."""
    return None if Path(text).is_file() else parse_fiscal_year(text)


def _years(files: CrosswalkFiles, old: int, new: int) -> Comparison:
    from toshigaikou_cli.comparison.years import compare_years

    with reading(files.catalogue) as connection:
        known = frame.reported_years(connection)
        for year in (old, new):
            if year not in known:
                listed = say("one of {known}", known=joined(map(fiscal_year_name, known)))
                raise UsageError(
                    say("no sheet imported for {year}", year=fiscal_year_name(year)),
                    where=str(files.catalogue),
                    hint=listed if known else say("import its sheet: tgx import FILE"),
                )
        called, titles, why = _measures(connection, files, old, new)
        return compare_years(
            _entries(connection, Selection(year=old), called),
            _entries(connection, Selection(year=new), called),
            (fiscal_year_name(old), fiscal_year_name(new)),
            frame.bureaus(connection),
            titles,
            why,
        )


def _measures(
    connection: sqlite3.Connection, files: CrosswalkFiles, old: int, new: int
) -> tuple[dict[str, str], dict[str, str] | None, str]:
    """What the measures are called that two years are compared by: those of the strategies in force in both; without one,
    what the crosswalk makes of them.

    By id the code, or the id itself of several strategies; by that the title, None where there is none; and why not.
    """
    every = periods(connection)
    sides = in_force(every, old), in_force(every, new)
    both = [strategy for strategy in sides[0] if strategy in sides[1]]
    if not every:
        return {}, None, say("no strategy is imported")
    if not both:
        first, second = (joined(side, " and ") if side else say("none") for side in sides)
        why = say(
            "the strategy of {old} is {first}, that of {new} is {second}",
            old=fiscal_year_name(old),
            first=first,
            new=fiscal_year_name(new),
            second=second,
        )
        return _crossed(connection, files, why) if all(sides) else ({}, None, why)
    called, titles = {}, {}
    for strategy in both:
        for measure in frame.measures(connection, Selection(strategy=strategy)):
            id_ = id_of(strategy, measure["code"])
            called[id_] = id_ if len(both) > 1 else measure["code"]
            titles[called[id_]] = measure["title"]
    return called, titles, ""


def _crossed(
    connection: sqlite3.Connection, files: CrosswalkFiles, why: str
) -> tuple[dict[str, str], dict[str, str] | None, str]:
    """What the measures of two strategies are called: those that the crosswalk ties together by one name."""
    from toshigaikou_cli.coverage.across import chains
    from toshigaikou_cli.jobs.crossing import titles_of
    from toshigaikou_cli.judgements.crosswalk import entries_in_force, read_crosswalk

    every = titles_of(connection)
    entries = entries_in_force(read_crosswalk(files.crosswalk).entries, every)
    if not entries:
        return {}, None, say("{why}, and the crosswalk says nothing of them (tgx crosswalk suggest)", why=why)
    said = {end for entry in entries for end in (entry.old, entry.new)}
    called: dict[str, str] = {}
    titles: dict[str, str] = {}
    for chain in chains(every, entries):
        if said.isdisjoint(chain):
            continue
        name = " → ".join(chain)
        called |= dict.fromkeys(chain, name)
        titles[name] = every[chain[-1]]
    return called, titles, ""


def _entries(
    connection: sqlite3.Connection, selection: Selection, called: Mapping[str, str] = {}
) -> tuple[ComparedRow, ...]:
    """The results of a selection, with those of their measures that are compared, by what these are called."""
    results = selection._replace(kind="result")
    found = entries(queries.achievements(connection, results), report_queries.bureaus_of(connection, results))
    return tuple(
        each._replace(measures=tuple(called[measure] for measure in each.measures if measure in called))
        for each in found
    )


def _files(files: CrosswalkFiles, old: Path, new: Path) -> Comparison:
    """Two files, each read into a catalogue of its own that is gone afterwards."""
    from toshigaikou_cli.jobs import naming, preparing
    from toshigaikou_cli.jobs.places import load_file

    vocabulary = naming.current_vocabulary()
    labels = (str(old), str(new)) if old.name == new.name else (old.name, new.name)
    before, after = (
        _Side(label, preparing.prepare(load_file(path), path.name, vocabulary))
        for label, path in zip(labels, (old, new), strict=True)
    )
    kinds = {before.prepared.document.kind, after.prepared.document.kind}
    if len(kinds) > 1:
        raise UsageError(
            say("a strategy and a sheet cannot be compared"),
            where=f"{old} {new}",
            hint=say("give two of a kind"),
        )
    if kinds == {"strategy"}:
        return _strategies(files, before, after, vocabulary)
    return _sheets(before, after, vocabulary)


def _strategies(files: CrosswalkFiles, old: _Side, new: _Side, vocabulary: Vocabulary) -> Comparison:
    """Two editions of one strategy by their codes; two strategies by the crosswalk."""
    from toshigaikou_cli.comparison.editions import compare_crossed, compare_strategies
    from toshigaikou_cli.jobs.strategies import same_one
    from toshigaikou_cli.judgements.crosswalk import entries_in_force, read_crosswalk

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        measures = queries.measures(before, Selection()), queries.measures(after, Selection())
        own = frame.strategies(before)[0], frame.strategies(after)[0]
    labels = old.label, new.label
    if same_one(*own):
        return compare_strategies(*measures, labels)
    first, second = (_id_there(files.catalogue, each) for each in own)
    titles = {
        id_of(id_, m["code"]): m["title"]
        for id_, side in zip((first, second), measures, strict=True)
        for m in side
    }
    entries = entries_in_force(read_crosswalk(files.crosswalk).entries, titles)
    return compare_crossed(*measures, labels, entries, (first, second))


def _id_there(catalogue: Path, strategy: Strategy) -> str:
    """The id that a strategy has in a catalogue, its own where it is not there."""
    from toshigaikou_cli.jobs.strategies import same_one

    there: list[Strategy] = []
    if catalogue.exists():
        with reading(catalogue) as connection:
            there = sorted(frame.strategies(connection), key=lambda each: each["title"] != strategy["title"])
    return next((each["id"] for each in there if same_one(each, strategy)), strategy["id"])


def _sheets(old: _Side, new: _Side, vocabulary: Vocabulary) -> Comparison:
    """Two editions of a sheet; sheets of two different years are compared as years."""
    from toshigaikou_cli.comparison.editions import compare_editions
    from toshigaikou_cli.comparison.years import compare_years

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        sides = _entries(before, Selection()), _entries(after, Selection())
        years = frame.reported_years(before), frame.reported_years(after)
        register = frame.bureaus(after)
    if years[0] == years[1]:
        names = {bureau["id"]: bureau["name"] for bureau in register}
        return compare_editions(*sides, (old.label, new.label), names)
    if len(years[0]) != 1 or len(years[1]) != 1:
        listed = joined(
            (joined(map(fiscal_year_name, found)) if found else say("no results") for found in years), " and "
        )
        raise UsageError(
            say("the files have {listed}", listed=listed),
            where=f"{old.label} {new.label}",
            hint=say("import both and give two years"),
        )
    named = _dated(old.label, years[0][0]), _dated(new.label, years[1][0])
    return compare_years(*sides, named, register, None)


def _dated(label: str, year: int) -> Message:
    return say("{file} ({year})", file=label, year=fiscal_year_name(year))


@contextmanager
def _scratch(side: _Side, vocabulary: Vocabulary) -> Iterator[sqlite3.Connection]:
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.jobs import importing

    with store.scratch() as connection:
        connection.row_factory = sqlite3.Row
        importing.save(connection, side.prepared, vocabulary)
        yield connection
