"""The one join: read -> parse -> resolve -> link -> save. All of a file goes in, or nothing of it."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from toshigaikou_cli import clock, readers
from toshigaikou_cli.catalogue.writing import judging as judgements_in
from toshigaikou_cli.catalogue.writing import models, saving, store
from toshigaikou_cli.catalogue.writing.kept import (
    KeptDocument,
    bureau_names,
    kept_documents,
    link_inputs,
    measure_profiles,
)
from toshigaikou_cli.catalogue.writing.saving import State
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.jobs import judging
from toshigaikou_cli.linking import Linker, Rules, load_rules
from toshigaikou_cli.parsers import ParseContext, parse
from toshigaikou_cli.records.blocks import Reading, ReadOptions
from toshigaikou_cli.records.documents import Kind, SheetDocument, StrategyDocument
from toshigaikou_cli.records.judgement import Judgements
from toshigaikou_cli.records.summary import Change, ImportSummary
from toshigaikou_cli.resolving import register_doubt_rows, register_rows, sheet_rows, strategy_rows
from toshigaikou_cli.text.dates.fiscal import fiscal_year_of
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import repair_radicals
from toshigaikou_cli.vocabulary.columns import load_columns
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.repairs import repair
from toshigaikou_cli.vocabulary.yaml_files import load_packaged


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user gives with a file. ``columns`` is the text of a file with further header names; ``add``
    keeps what the catalogue already has of the same year (another part of the same sheet)."""

    kind: Kind | None = None
    year: int | None = None
    columns: str = ""
    add: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and parsed, not yet saved."""

    name: str
    data: bytes
    sha256: str
    options: str
    add: bool
    year: int | None
    reading: Reading
    document: StrategyDocument | SheetDocument

    @property
    def kind(self) -> Kind:
        return "strategy" if isinstance(self.document, StrategyDocument) else "achievements"


NO_OPTIONS = ImportOptions()
NO_READ_OPTIONS = ReadOptions()


def aliases_path() -> Path:
    """The file of the user's own names: ``TGX_ALIASES``, or ``aliases.yaml`` in the user's config folder."""
    given = os.environ.get("TGX_ALIASES")
    if given:
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("tgx", appauthor=False) / "aliases.yaml"


def current_vocabulary() -> Vocabulary:
    """The packaged vocabulary with the user's own names."""
    return load_vocabulary(alias_file=aliases_path())


def load_file(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError where there is none, it is a folder, or it may not be read."""
    try:
        if path.is_dir():
            raise ReadError("a folder, not a file", where=str(path), hint="name the files in it")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("no such file", where=str(path), hint="check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"the file cannot be read: {reason}", where=str(path)) from error


def prepare(
    data: bytes,
    name: str,
    vocabulary: Vocabulary,
    options: ImportOptions = NO_OPTIONS,
    read_options: ReadOptions = NO_READ_OPTIONS,
) -> Prepared:
    """Read and parse a file. Raises ReadError, ParseError or UsageError, each naming the file and the place."""
    columns = load_columns(extra_text=options.columns)
    reading = readers.read(data, name, read_options)
    context = ParseContext(
        columns=columns,
        repair=lambda text: repair(repair_radicals(text, vocabulary.radicals), vocabulary.repairs),
        split_bureaus=vocabulary.bureaus.split_bureau_cell,
        name=name,
        year=options.year,
        typed=reading.typed,
    )
    document = parse(reading.blocks, context, options.kind)
    return Prepared(
        name=name,
        data=data,
        sha256=sha256(data).hexdigest(),
        options=json.dumps(asdict(options), ensure_ascii=False),
        add=options.add,
        year=options.year,
        reading=reading,
        document=document,
    )


def save(
    connection: sqlite3.Connection,
    prepared: Prepared,
    vocabulary: Vocabulary,
    judgements: Judgements | None = None,
) -> ImportSummary:
    """Put a prepared file into the catalogue, within the caller's transaction.

    ``judgements`` are those of the file that holds; without them, those last applied go on. Raises JudgementError
    where that file is gone.
    """
    _renew_registers(connection, vocabulary)
    if judgements is not None:
        judging.renew(connection, judgements)
    same = saving.same_document(connection, prepared.sha256)
    if same and same[1] == prepared.options:
        return _summary(prepared, "unchanged")
    document = prepared.document
    if isinstance(document, StrategyDocument):
        before = saving.measures_state(connection)
        document_id = _add_document(connection, prepared, same[0] if same else None)
        saving.remove_other_strategies(connection, document_id)
        _save_strategy(connection, document, document_id, prepared.year, vocabulary)
        after, linked = saving.measures_state(connection), None
    else:
        before = {} if prepared.add else saving.remove_slices(connection, _slices(document), -1)
        document_id = _add_document(connection, prepared, same[0] if same else None)
        _save_sheet(connection, document, document_id, vocabulary)
        after, linked = saving.achievements_state(connection, document_id), document_id
    _link(connection, linked)
    return _summary(
        prepared,
        "replaced" if before else "imported",
        changes=tuple(_changes(before, after)),
        unchanged=sum(1 for key, value in after.items() if before.get(key) == value),
        links=saving.link_counts(connection, linked),
    )


def _slices(sheet: SheetDocument) -> list[tuple[int, str]]:
    return sorted({(record.fiscal_year, record.kind) for record in sheet.achievements})


def rebuild(
    connection: sqlite3.Connection,
    vocabulary: Vocabulary,
    read_options: ReadOptions = NO_READ_OPTIONS,
    report: Callable[[ImportSummary], None] = lambda _: None,
    judgements: Judgements | None = None,
) -> int:
    """Make the catalogue anew from the documents it keeps, within the caller's transaction; their number.

    ``judgements`` as for :func:`save`.
    """
    documents = kept_documents(connection)
    kept = judgements_in.kept(connection)
    if judgements is not None:
        judging.check_present(judgements, kept)
        kept = judgements
    store.drop_everything(connection)
    store.create_schema(connection)
    add_registers(connection, vocabulary)
    judgements_in.keep(connection, kept)
    _save_kept(connection, documents, vocabulary, read_options, report)
    return len(documents)


def _save_kept(
    connection: sqlite3.Connection,
    documents: Iterable[KeptDocument],
    vocabulary: Vocabulary,
    read_options: ReadOptions = NO_READ_OPTIONS,
    report: Callable[[ImportSummary], None] = lambda _: None,
) -> None:
    for kept in documents:
        options = ImportOptions(**json.loads(kept.options))
        prepared = prepare(zlib.decompress(kept.content), kept.name, vocabulary, options, read_options)
        report(save(connection, prepared, vocabulary))
        saving.set_import_time(connection, prepared.sha256, kept.imported_at)


def _renew_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Where the vocabularies have changed since the last import, resolve everything anew."""
    if saving.vocabulary_of(connection) == vocabulary.fingerprint:
        return
    documents = kept_documents(connection)
    judgements = judgements_in.kept(connection)
    saving.clear(connection)
    add_registers(connection, vocabulary)
    judgements_in.keep(connection, judgements)
    _save_kept(connection, documents, vocabulary)


def add_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Fill the registers of an empty catalogue, with what is in doubt in them."""
    known = load_packaged("strategies.yaml")["strategies"]
    expected = {match_key(entry["title"]): [entry["measures"], entry.get("goals")] for entry in known}
    meta = {"vocabulary": vocabulary.fingerprint, "strategies": json.dumps(expected, ensure_ascii=False)}
    saving.add_registers(connection, register_rows(vocabulary), meta)
    store.add(connection, models.Doubt, register_doubt_rows(vocabulary))


def _add_document(connection: sqlite3.Connection, prepared: Prepared, same: int | None) -> int:
    """Add the document; one with the same bytes (but other options) makes way."""
    if same is not None:
        saving.remove_document(connection, same)
    document = prepared.document
    findings = [*prepared.reading.findings, *document.findings]
    row = {
        "sha256": prepared.sha256,
        "name": prepared.name,
        "kind": prepared.kind,
        "format": prepared.reading.format,
        "title": document.title,
        "options": prepared.options,
        "published": document.published if isinstance(document, StrategyDocument) else None,
        "pages": prepared.reading.tally.pages,
    }
    return saving.add_document(connection, row, prepared.data, prepared.reading, document, findings)


def _save_strategy(
    connection: sqlite3.Connection,
    strategy: StrategyDocument,
    document_id: int,
    given_year: int | None,
    vocabulary: Vocabulary,
) -> None:
    published = date.fromisoformat(strategy.published or clock.today())
    first = store.next_id(connection, models.Measure)
    rows = strategy_rows(strategy, document_id, first, given_year or fiscal_year_of(published), vocabulary)
    store.add(connection, models.Goal, rows.goals)
    store.add(connection, models.Area, rows.areas)
    store.add(connection, models.Measure, rows.measures)
    store.add(connection, models.MeasureBureau, rows.measure_bureaus)
    store.add(connection, models.StrategyCity, rows.cities)
    store.add(connection, models.CityRelation, rows.relations)
    store.add(connection, models.Target, rows.targets)
    store.add(connection, models.Doubt, rows.doubts)


def _save_sheet(
    connection: sqlite3.Connection, sheet: SheetDocument, document_id: int, vocabulary: Vocabulary
) -> None:
    taken = saving.ids_of_years(connection, sorted({record.fiscal_year for record in sheet.achievements}))
    first = store.next_id(connection, models.AchievementActivity)
    rows = sheet_rows(sheet, document_id, first, vocabulary, taken)
    store.add(connection, models.Achievement, rows.achievements)
    store.add(connection, models.AchievementBureau, rows.bureaus)
    store.add(connection, models.AchievementCity, rows.cities)
    store.add(connection, models.AchievementActivity, rows.activities)
    store.add(connection, models.ActivityDate, rows.dates)
    store.add(connection, models.ActivityQuantity, rows.quantities)
    store.add(connection, models.Doubt, rows.doubts)
    store.add(connection, models.ActivityCity, rows.activity_cities)


def _changes(before: State, after: State) -> Iterator[Change]:
    for key, value in after.items():
        if key not in before:
            yield Change("inserted", key, value[0])
        elif before[key] != value:
            yield Change("changed", key, value[0])
    for key, value in before.items():
        if key not in after:
            yield Change("removed", key, value[0])


def _link(connection: sqlite3.Connection, document_id: int | None) -> None:
    """Link the achievements of a document, or all of them, to the measures that the catalogue has; judgements outrank
    the rules."""
    measures = measure_profiles(connection)
    inputs = list(link_inputs(connection, document_id)) if measures else []
    if inputs:
        linker = Linker(measures, _rules(), bureau_names(connection))
        saving.replace_links(connection, document_id, linker.link_all(inputs))
    judging.apply(connection)


@cache
def _rules() -> Rules:
    return load_rules()


def _summary(
    prepared: Prepared,
    status: Literal["imported", "replaced", "unchanged"],
    changes: tuple[Change, ...] = (),
    unchanged: int = 0,
    links: dict[str, int] | None = None,
) -> ImportSummary:
    document, tally = prepared.document, prepared.reading.tally
    if isinstance(document, StrategyDocument):
        parts = {"measures": len(document.measures), "cities": len(document.cities)}
        years: set[int] = set()
    else:
        parts = {"achievements": document.count.records}
        years = {record.fiscal_year for record in document.achievements}
    return ImportSummary(
        name=prepared.name,
        kind=prepared.kind,
        format=prepared.reading.format,
        title=document.title,
        status=status,
        fiscal_years=tuple(sorted(years)),
        pages=tally.pages,
        count=document.count,
        parts=parts,
        tally={"tables": tally.tables, "filled": tally.filled, "dropped": tally.dropped},
        skipped=tally.skipped,
        changes=changes,
        unchanged=unchanged,
        links=links or {},
        findings=(*prepared.reading.findings, *document.findings),
    )
