"""The one join: read -> parse -> resolve -> link -> save. All of a file goes in, or nothing of it."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from toshigaikou_cli import readers
from toshigaikou_cli.catalogue import models, store
from toshigaikou_cli.catalogue.kept import KeptDocument, kept_documents, link_inputs, measure_profiles
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.linking import Linker, load_rules
from toshigaikou_cli.parsers import ParseContext, parse
from toshigaikou_cli.records import Finding, Kind, Reading, ReadOptions, RowCount, SheetDocument, StrategyDocument
from toshigaikou_cli.resolving import Row, register_rows, sheet_rows, strategy_rows
from toshigaikou_cli.text.eras import fiscal_year_of
from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.text.normalize import match_key, repair_radicals, tidy
from toshigaikou_cli.vocabulary.columns import load_columns
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.repairs import repair
from toshigaikou_cli.vocabulary.yaml_files import load_yaml


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user gives with a file. ``columns`` is the text of a file with further header names; ``add``
    keeps what the catalogue already has of the same year (another part of the same sheet)."""

    kind: Kind | None = None
    year: int | None = None
    columns: str = ""
    add: bool = False

    def to_json(self) -> str:
        return json.dumps({"kind": self.kind, "year": self.year, "columns": self.columns, "add": self.add})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and parsed, not yet saved."""

    name: str
    data: bytes
    sha256: str
    options: ImportOptions
    reading: Reading
    document: StrategyDocument | SheetDocument

    @property
    def kind(self) -> Kind:
        return "strategy" if isinstance(self.document, StrategyDocument) else "achievements"


@dataclass(frozen=True, slots=True)
class Change:
    """A record that an import inserted, changed or removed."""

    verb: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: the account of the rows, the changes against what was there, and the links."""

    name: str
    kind: Kind
    format: str
    title: str
    status: str
    """``imported``, ``replaced`` (an older edition) or ``unchanged`` (the same bytes, nothing done)."""
    fiscal_years: tuple[int, ...] = ()
    pages: int | None = None
    count: RowCount = RowCount(0, 0, 0, 0, 0)
    parts: Mapping[str, int] = field(default_factory=dict)
    """Records by what they are: achievements, or measures and cities."""
    tally: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    """Achievements by their best link: linked, suggested, outside."""
    findings: tuple[Finding, ...] = ()

    def number(self, verb: str) -> int:
        return sum(1 for change in self.changes if change.verb == verb)


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
    options: ImportOptions = ImportOptions(),  # noqa: B008 - frozen
    read_options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
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
    )
    document = parse(reading.blocks, context, options.kind)
    return Prepared(name, data, sha256(data).hexdigest(), options, reading, document)


def save(connection: sqlite3.Connection, prepared: Prepared, vocabulary: Vocabulary) -> ImportSummary:
    """Put a prepared file into the catalogue, within the caller's transaction."""
    _renew_registers(connection, vocabulary)
    same = connection.execute(
        "SELECT id, options FROM document WHERE sha256 = ?", (prepared.sha256,)
    ).fetchone()
    if same and same[1] == prepared.options.to_json():
        return _summary(prepared, "unchanged")
    if same:
        connection.execute("DELETE FROM document WHERE id = ?", (same[0],))
    document_id = _add_document(connection, prepared, vocabulary)
    if isinstance(prepared.document, StrategyDocument):
        before = _measures(connection)
        replaced = connection.execute(
            "DELETE FROM document WHERE kind = 'strategy' AND id <> ?", (document_id,)
        ).rowcount
        _save_strategy(connection, prepared.document, document_id, prepared.options, vocabulary)
        after = _measures(connection)
        _link(connection, None)
    else:
        before, replaced = _clear_slices(connection, prepared, document_id)
        _save_sheet(connection, prepared.document, document_id, vocabulary)
        after = _achievements(connection, document_id)
        _link(connection, document_id)
    changes = tuple(_changes(before, after))
    unchanged = sum(1 for key, value in after.items() if before.get(key) == value)
    links = _link_counts(connection, document_id if prepared.kind == "achievements" else None)
    status = "replaced" if replaced or same or before else "imported"
    return _summary(prepared, status, changes, unchanged, links)


def rebuild(
    connection: sqlite3.Connection,
    vocabulary: Vocabulary,
    read_options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    report: Callable[[ImportSummary], None] = lambda _: None,
) -> int:
    """Make the catalogue anew from the documents it keeps, within the caller's transaction; their number."""
    documents = kept_documents(connection)
    store.drop_everything(connection)
    store.create_schema(connection)
    _add_registers(connection, vocabulary)
    _save_kept(connection, documents, vocabulary, read_options, report)
    return len(documents)


def _save_kept(
    connection: sqlite3.Connection,
    documents: Iterable[KeptDocument],
    vocabulary: Vocabulary,
    read_options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    report: Callable[[ImportSummary], None] = lambda _: None,
) -> None:
    for kept in documents:
        options = ImportOptions(**json.loads(kept.options))
        prepared = prepare(zlib.decompress(kept.content), kept.name, vocabulary, options, read_options)
        report(save(connection, prepared, vocabulary))
        connection.execute(
            "UPDATE document SET imported_at = ? WHERE sha256 = ?", (kept.imported_at, prepared.sha256)
        )


def _renew_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Where the vocabularies have changed since the last import, resolve everything anew."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'vocabulary'").fetchone()
    if found and found[0] == vocabulary.fingerprint:
        return
    documents = kept_documents(connection)
    for table in reversed(models.SQLModel.metadata.sorted_tables):
        connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - a model's name
    _add_registers(connection, vocabulary)
    _save_kept(connection, documents, vocabulary)


def _add_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    by_table = {model.__tablename__: model for model in models.REGISTERS}
    for name, rows in register_rows(vocabulary).items():
        store.add(connection, by_table[name], rows)
    known = load_yaml(packaged("data/strategies.yaml"), "strategies")["strategies"]
    expected = {match_key(entry["title"]): entry["measures"] for entry in known}
    meta = {"vocabulary": vocabulary.fingerprint, "strategies": json.dumps(expected, ensure_ascii=False)}
    store.add(connection, models.Meta, [{"key": key, "value": value} for key, value in meta.items()])


def _add_document(connection: sqlite3.Connection, prepared: Prepared, vocabulary: Vocabulary) -> int:
    document, tally = prepared.document, prepared.reading.tally
    row: Row = {
        "id": store.next_id(connection, models.Document),
        "sha256": prepared.sha256,
        "name": prepared.name,
        "kind": prepared.kind,
        "format": prepared.reading.format,
        "title": document.title,
        "size": len(prepared.data),
        "imported_at": _now(),
        "options": prepared.options.to_json(),
        "published": document.published if isinstance(document, StrategyDocument) else None,
        "pages": _pages(prepared.reading),
        "tables": tally.tables,
        "rows": document.count.rows,
        "records": document.count.records,
        "headers": document.count.headers,
        "continued": document.count.continued,
        "rejected": document.count.rejected,
        "other": document.count.other,
        "filled": tally.filled,
        "characters": tally.characters,
        "dropped": tally.dropped,
        "skipped": json.dumps(tally.skipped, ensure_ascii=False),
        "content": zlib.compress(prepared.data, 9),
    }
    store.add(connection, models.Document, [row])
    unknown = _unknown_bureaus(document, vocabulary) if isinstance(document, SheetDocument) else ()
    store.add(
        connection,
        models.DocumentFinding,
        (
            {
                "document_id": row["id"],
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "where": finding.where,
                "hint": finding.hint,
                "cell": finding.cell,
            }
            for finding in (*prepared.reading.findings, *document.findings, *unknown)
        ),
    )
    store.add(
        connection,
        models.RejectedTableRow,
        (
            {
                "document_id": row["id"],
                "reason": rejected.reason,
                "text": rejected.text,
                "page": rejected.source.page,
                "line": rejected.source.line,
                "table_number": rejected.source.table,
                "row": rejected.source.row,
            }
            for rejected in document.rejected
        ),
    )
    return int(row["id"])


def _unknown_bureaus(sheet: SheetDocument, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A finding for each bureau cell that names no registered bureau, with ranked proposals."""
    cells = dict.fromkeys((record.bureau_text, record.fiscal_year) for record in sheet.achievements)
    for text, year in cells:
        resolution = vocabulary.bureaus.resolve(text, year)
        if resolution.bureau is None:
            proposals = (f"{p.bureau.name}: {p.reason}" for p in resolution.proposals[:3])
            hint = "; ".join(proposals) or "no registered name is near"
            yield Finding("bureau-unknown", "error", f"unknown bureau: {text}", hint=hint, cell=text)


def _save_strategy(
    connection: sqlite3.Connection,
    strategy: StrategyDocument,
    document_id: int,
    options: ImportOptions,
    vocabulary: Vocabulary,
) -> None:
    published = date.fromisoformat(strategy.published) if strategy.published else datetime.now(UTC).date()
    year = options.year or fiscal_year_of(published)
    first = store.next_id(connection, models.Measure)
    rows = strategy_rows(strategy, document_id, first, year, vocabulary)
    store.add(connection, models.Goal, rows.goals)
    store.add(connection, models.Area, rows.areas)
    store.add(connection, models.Measure, rows.measures)
    store.add(connection, models.MeasureBureau, rows.measure_bureaus)
    store.add(connection, models.StrategyCity, rows.cities)
    store.add(connection, models.CityRelation, rows.relations)
    store.add(connection, models.Target, rows.targets)


def _save_sheet(
    connection: sqlite3.Connection, sheet: SheetDocument, document_id: int, vocabulary: Vocabulary
) -> None:
    years = sorted({record.fiscal_year for record in sheet.achievements})
    marks = ",".join("?" * len(years))
    taken = connection.execute(f"SELECT id FROM achievement WHERE fiscal_year IN ({marks})", years)  # noqa: S608
    first = store.next_id(connection, models.AchievementActivity)
    rows = sheet_rows(sheet, document_id, first, vocabulary, [row[0] for row in taken])
    store.add(connection, models.Achievement, rows.achievements)
    store.add(connection, models.AchievementCity, rows.cities)
    store.add(connection, models.AchievementActivity, rows.activities)
    store.add(connection, models.ActivityDate, rows.dates)
    store.add(connection, models.ActivityQuantity, rows.quantities)
    store.add(connection, models.ActivityCity, rows.activity_cities)


def _clear_slices(
    connection: sqlite3.Connection, prepared: Prepared, document_id: int
) -> tuple[dict[str, tuple[str, str]], int]:
    """Remove what the catalogue has of the sheet's years and kinds (unless it is to be added to).

    Returns what was removed, as :func:`_achievements` gives it, and how many documents it was all of.
    """
    assert isinstance(prepared.document, SheetDocument)
    if prepared.options.add:
        return {}, 0
    removed: dict[str, tuple[str, str]] = {}
    for year, kind in sorted({(a.fiscal_year, a.kind) for a in prepared.document.achievements}):
        found = connection.execute(
            "SELECT id, item, digest FROM achievement WHERE fiscal_year = ? AND kind = ?", (year, kind)
        )
        removed |= {row[0]: (row[1], row[2]) for row in found}
        connection.execute("DELETE FROM achievement WHERE fiscal_year = ? AND kind = ?", (year, kind))
    gone = connection.execute(
        "DELETE FROM document WHERE kind = 'achievements' AND id <> ? AND records > 0"
        " AND NOT EXISTS (SELECT 1 FROM achievement WHERE document_id = document.id)",
        (document_id,),
    ).rowcount
    return removed, gone


def _measures(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    found = connection.execute(
        "SELECT number, title, goal || area || title || overview || open_ended || (SELECT group_concat(text || role)"
        " FROM measure_bureau WHERE measure_id = measure.id) FROM measure"
    )
    return {str(row[0]): (row[1], row[2] or "") for row in found}


def _achievements(connection: sqlite3.Connection, document_id: int) -> dict[str, tuple[str, str]]:
    found = connection.execute(
        "SELECT id, item, digest FROM achievement WHERE document_id = ?", (document_id,)
    )
    return {row[0]: (row[1], row[2]) for row in found}


def _changes(
    before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> Iterator[Change]:
    for key, value in after.items():
        if key not in before:
            yield Change("inserted", key, value[0])
        elif before[key] != value:
            yield Change("changed", key, value[0])
    for key, value in before.items():
        if key not in after:
            yield Change("removed", key, value[0])


def _link(connection: sqlite3.Connection, document_id: int | None) -> None:
    """Link the achievements of a document, or all of them, to the measures that the catalogue has."""
    measures = measure_profiles(connection)
    where, values = ("", ()) if document_id is None else (" WHERE document_id = ?", (document_id,))
    connection.execute(
        f"DELETE FROM link WHERE achievement_id IN (SELECT id FROM achievement{where})",  # noqa: S608
        values,
    )
    if not measures:
        return
    linker = Linker(measures, load_rules())
    links: list[Row] = []
    outside: list[tuple[str, str]] = []
    for key, linking in linker.link_all(link_inputs(connection, document_id)):
        outside.append((linking.outside, key))
        links += [
            {
                "achievement_id": key,
                "measure": link.measure,
                "position": position,
                "status": link.status,
                "method": link.method,
                "score": link.score,
                "evidence": json.dumps(link.evidence, ensure_ascii=False),
            }
            for position, link in enumerate(linking.links)
        ]
    store.add(connection, models.MeasureLink, links)
    connection.executemany("UPDATE achievement SET outside = ? WHERE id = ?", outside)


def _link_counts(connection: sqlite3.Connection, document_id: int | None) -> dict[str, int]:
    """Achievements by what linking made of them."""
    where, values = ("", ()) if document_id is None else ("WHERE a.document_id = ?", (document_id,))
    found = connection.execute(
        "SELECT coalesce((SELECT CASE WHEN min(status IN ('suggested', 'rejected')) = 0 THEN 'linked' ELSE 'suggested'"  # noqa: S608
        f" END FROM link WHERE achievement_id = a.id), 'outside') AS outcome, count(*) FROM achievement AS a {where}"
        " GROUP BY outcome",
        values,
    )
    counts = {row[0]: row[1] for row in found}
    return {outcome: counts.get(outcome, 0) for outcome in ("linked", "suggested", "outside")}


def _summary(
    prepared: Prepared,
    status: str,
    changes: tuple[Change, ...] = (),
    unchanged: int = 0,
    links: Mapping[str, int] | None = None,
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
        title=tidy(document.title),
        status=status,
        fiscal_years=tuple(sorted(years)),
        pages=_pages(prepared.reading),
        count=document.count,
        parts=parts,
        tally={"tables": tally.tables, "filled": tally.filled, "dropped": tally.dropped},
        skipped=tally.skipped,
        changes=changes,
        unchanged=unchanged,
        links=links or {},
        findings=(*prepared.reading.findings, *document.findings),
    )


def _pages(reading: Reading) -> int | None:
    pages = [block.page for block in reading.blocks if block.page]
    return reading.tally.pages or max(pages, default=None)


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.isoformat(timespec="seconds")


def current_vocabulary() -> Vocabulary:
    """The packaged vocabulary with the user's own aliases (``TGX_ALIASES``, or the file in the config folder)."""
    given = os.environ.get("TGX_ALIASES")
    if given:
        path = Path(given)
    else:
        from platformdirs import user_config_path

        path = user_config_path("tgx", appauthor=False) / "aliases.yaml"
    return load_vocabulary(alias_file=path)
