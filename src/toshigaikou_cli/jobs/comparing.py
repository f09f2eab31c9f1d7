"""Two years of the catalogue, or two editions of one document -> what changed. Files leave nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import frame, queries, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.catalogue.reading.indicators import Wanted, amounts_of_measures, indicators, other_cells
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.comparison import left
from toshigaikou_cli.comparison.records import (
    ComparedIndicator,
    ComparedRow,
    Comparison,
    Fact,
    compared_indicators,
    entries,
    said_figures,
)
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.ids import code_of, id_of
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.text.dates.eras import parse_fiscal_year
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.comparison.editions import ComparedStrategy
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
        sides = [_entries(connection, Selection(year=year, kind="result")) for year in (old, new)]
        labels = fiscal_year_name(old), fiscal_year_name(new)
        before, after = (_called(side, called) for side in sides)
        made = compare_years(before, after, labels, frame.bureaus(connection), titles, why)
        statements = _left_of_years(connection, (old, new), labels)
        counts = [len({m for row in side for m in row.measures} - called.keys()) for side in sides]
        if titles is not None and any(counts):
            crossed = not set.intersection(*(set(in_force(periods(connection), year)) for year in (old, new)))
            statements.append((left.not_crossed if crossed else left.of_one_year)(counts, labels))
        return made._replace(not_compared=(*made.not_compared, *statements))


def _left_of_years(
    connection: sqlite3.Connection, years: tuple[int, int], labels: tuple[str, str]
) -> list[Message]:
    """What of two years is not compared: plans, and indicators of tables of their own with values of that year."""
    plans = [len(queries.achievement_ids(connection, Selection(year=year, kind="plan"))) for year in years]
    apart = [
        sum(
            any(v["kind"] == "actual" and v["fiscal_year"] == year for v in each["values"])
            for each in indicators(connection, Wanted(Selection(year=year), listed=True))
            if each["achievement"] is None
        )
        for year in years
    ]
    told = ((left.plans_left, plans), (left.indicators_left, apart))
    return [say_left(counts, labels) for say_left, counts in told if any(counts)]


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


def _entries(connection: sqlite3.Connection, selection: Selection) -> tuple[ComparedRow, ...]:
    """The rows of a selection, their measures by id."""
    return entries(
        queries.achievements(connection, selection),
        report_queries.bureaus_of(connection, selection),
        queries.counted_by(connection),
    )


def _called(found: Iterable[ComparedRow], called: Mapping[str, str]) -> tuple[ComparedRow, ...]:
    """Rows with those of their measures that are compared, by what these are called."""
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
        said = say("a strategy and a sheet cannot be compared")
        if "indicators" in kinds:
            said = say("a document of indicators and one of another kind cannot be compared")
        raise UsageError(said, where=f"{old} {new}", hint=say("give two of a kind"))
    if kinds == {"strategy"}:
        made = _strategies(files, before, after, vocabulary)
    elif kinds == {"indicators"}:
        made = _indicators(before, after, vocabulary)
    else:
        made = _sheets(before, after, vocabulary)
    rejected = len(before.prepared.document.rejected), len(after.prepared.document.rejected)
    if any(rejected):
        told = left.rejected_left(rejected, (before.label, after.label))
        made = made._replace(not_compared=(*made.not_compared, told))
    return made


def _indicators(old: _Side, new: _Side, vocabulary: Vocabulary) -> Comparison:
    from toshigaikou_cli.comparison.facts import compare_indicators

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        return compare_indicators(_apart(before), _apart(after), (old.label, new.label))


def _apart(connection: sqlite3.Connection) -> tuple[ComparedIndicator, ...]:
    """The indicators that stand in no row of a sheet."""
    found = [each for each in indicators(connection, Wanted()) if each["achievement"] is None]
    return compared_indicators(found, other_cells(connection))


def _strategies(files: CrosswalkFiles, old: _Side, new: _Side, vocabulary: Vocabulary) -> Comparison:
    """Two editions of one strategy by their codes; two strategies by the crosswalk."""
    from toshigaikou_cli.comparison.editions import compare_crossed, compare_strategies
    from toshigaikou_cli.jobs.strategies import same_one
    from toshigaikou_cli.judgements.crosswalk import entries_in_force, read_crosswalk

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        sides = _strategy(before), _strategy(after)
        own = frame.strategies(before)[0], frame.strategies(after)[0]
    labels = old.label, new.label
    if same_one(*own):
        return compare_strategies(*sides, labels)
    first, second = (
        side._replace(id=_id_there(files.catalogue, each)) for side, each in zip(sides, own, strict=True)
    )
    titles = {id_of(side.id, m["code"]): m["title"] for side in (first, second) for m in side.measures}
    return compare_crossed(
        first, second, labels, entries_in_force(read_crosswalk(files.crosswalk).entries, titles)
    )


def _strategy(connection: sqlite3.Connection) -> ComparedStrategy:
    """The only strategy of a catalogue."""
    from toshigaikou_cli.comparison.editions import ComparedStrategy

    (own,) = frame.strategies(connection)
    ends = [fiscal_year_name(year) for year in (own["first_year"], own["last_year"]) if year]
    facts = {
        Fact("title"): own["title"],
        Fact("years"): joined([*ends, *[""] * (2 - len(ends))], "–"),
        Fact("date"): own["published"] or "",
    }
    parts = {("goal", each["code"]): each["title"] for each in frame.goals(connection, own["id"])}
    parts |= {("area", each["code"]): each["title"] for each in frame.areas(connection, own["id"])}
    parts |= {
        ("city", f"{name} ({relation})"): since for name, relation, since in frame.stated_cities(connection)
    }
    amounts = {
        code_of(key): said_figures("", found) for key, found in amounts_of_measures(connection).items()
    }
    measures = queries.measures(connection, Selection())
    return ComparedStrategy(own["id"], measures, facts, parts, amounts, _apart(connection))


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
        apart = _apart(before), _apart(after)
        years = frame.reported_years(before), frame.reported_years(after)
        register = frame.bureaus(after)
    if years[0] == years[1]:
        names = {bureau["id"]: bureau["name"] for bureau in register}
        return compare_editions(*sides, (old.label, new.label), names, apart)
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
    results = [[row for row in side if row.kind == "result"] for side in sides]
    made = compare_years(results[0], results[1], named, register, None, apart=apart)
    plans = len(sides[0]) - len(results[0]), len(sides[1]) - len(results[1])
    if not any(plans):
        return made
    return made._replace(not_compared=(*made.not_compared, left.plans_left(plans, named)))


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
