"""``tgx diff``: what changed between two years, or between two editions of one document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import frame, queries, report_queries
from toshigaikou_cli.catalogue.reading.filters import Selection
from toshigaikou_cli.cli.options import BomOption, DbOption, FormatOption, OutputFormat
from toshigaikou_cli.cli.output import print_json, print_parts
from toshigaikou_cli.comparison.records import Comparison, Entry, entries
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, UsageError
from toshigaikou_cli.text.dates.eras import parse_fiscal_year

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.importing import Prepared
    from toshigaikou_cli.vocabulary.loading import Vocabulary

app = typer.Typer(rich_markup_mode=None)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A fiscal year (2016, H28), or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A later year, or another edition of the file.")],
    db: DbOption = None,
    listed: Annotated[bool, typer.Option("--list", help="What stayed too, not only what changed.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="By which rules things are the same.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 where there are differences.")
    ] = False,
    output: FormatOption = OutputFormat.table,
    bom: BomOption = False,
) -> int:
    """What changed between two years of the catalogue, or between two editions of a document.

    Measures, cities, bureaus and items that are new, dropped or continued; words repeated from before; numbers that
    changed. What cannot be compared is said: a bureau split or merged, a field renamed. Files leave nothing behind.
    """
    years = parse_fiscal_year(old), parse_fiscal_year(new)
    if years[0] is not None and years[1] is not None:
        made = _years(catalogue_path(db), years[0], years[1])
    elif years == (None, None):
        made = _files(Path(old), Path(new))
    else:
        raise UsageError(
            "a year and a file cannot be compared", where=f"{old} {new}", hint="give two years or two files"
        )
    _show(made, listed, explain, output, bom)
    return EXIT_FOUND if exit_code and made.differs else EXIT_OK


def _show(made: Comparison, listed: bool, explain: bool, output: OutputFormat, bom: bool) -> None:
    from toshigaikou_cli.formats import diff as diff_format

    if output is OutputFormat.json:
        print_json(diff_format.diff_json(made))
    elif output is OutputFormat.csv:
        print_parts([diff_format.diff_csv(made)], output, bom=bom)
    else:
        print_parts(diff_format.diff_parts(made, explain=explain, listed=listed), output)


def _years(path: Path, old: int, new: int) -> Comparison:
    from toshigaikou_cli.comparison.years import compare_years

    with reading(path) as connection:
        known = frame.reported_years(connection)
        for year in (old, new):
            if year not in known:
                there = ", ".join(f"FY{y}" for y in known) or "none"
                raise UsageError(f"no sheet imported for FY{year}", where=str(path), hint=f"there is {there}")
        titles = {m["number"]: m["title"] for m in frame.measures(connection, Selection())}
        return compare_years(
            _entries(connection, Selection(year=old)),
            _entries(connection, Selection(year=new)),
            (f"FY{old}", f"FY{new}"),
            frame.bureaus(connection),
            titles or None,
        )


def _entries(connection: sqlite3.Connection, selection: Selection) -> tuple[Entry, ...]:
    results = selection._replace(kind="result")
    bureaus = {fact.achievement: fact.bureaus for fact in report_queries.reported(connection, results)}
    return entries(queries.achievements(connection, results), bureaus)


def _files(old: Path, new: Path) -> Comparison:
    """Two files, each read into a catalogue of its own that is gone afterwards."""
    from toshigaikou_cli.jobs import importing

    vocabulary = importing.current_vocabulary()
    prepared = [importing.prepare(importing.load_file(path), path.name, vocabulary) for path in (old, new)]
    kinds = {one.kind for one in prepared}
    if len(kinds) > 1:
        raise UsageError(
            "a strategy and a sheet cannot be compared", where=f"{old} {new}", hint="give two of a kind"
        )
    labels = (str(old), str(new)) if old.name == new.name else (old.name, new.name)
    if kinds == {"strategy"}:
        return _strategies(prepared[0], prepared[1], labels, vocabulary)
    return _sheets(prepared[0], prepared[1], labels, vocabulary)


def _strategies(old: Prepared, new: Prepared, labels: tuple[str, str], vocabulary: Vocabulary) -> Comparison:
    from toshigaikou_cli.comparison.editions import compare_strategies

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        everything = Selection()
        return compare_strategies(
            queries.measures(before, everything), queries.measures(after, everything), labels
        )


def _sheets(old: Prepared, new: Prepared, labels: tuple[str, str], vocabulary: Vocabulary) -> Comparison:
    """Two editions of a sheet; sheets of two different years are compared as years."""
    from toshigaikou_cli.comparison.editions import compare_editions
    from toshigaikou_cli.comparison.years import compare_years

    with _scratch(old, vocabulary) as before, _scratch(new, vocabulary) as after:
        sides = _entries(before, Selection()), _entries(after, Selection())
        years = frame.reported_years(before), frame.reported_years(after)
        register = frame.bureaus(after)
    if years[0] == years[1]:
        names = {bureau["id"]: bureau["name"] for bureau in register}
        return compare_editions(*sides, labels, names)
    if len(years[0]) != 1 or len(years[1]) != 1:
        listed = " and ".join(", ".join(f"FY{year}" for year in found) or "no results" for found in years)
        raise UsageError(
            f"the files have {listed}",
            where=f"{labels[0]} {labels[1]}",
            hint="import both and give two years",
        )
    named = f"{labels[0]} (FY{years[0][0]})", f"{labels[1]} (FY{years[1][0]})"
    return compare_years(*sides, named, register, None)


@contextmanager
def _scratch(prepared: Prepared, vocabulary: Vocabulary) -> Iterator[sqlite3.Connection]:
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.jobs import importing

    with store.scratch() as connection:
        importing.save(connection, prepared, vocabulary)
        yield connection
