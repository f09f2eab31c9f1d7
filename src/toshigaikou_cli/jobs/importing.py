"""The one join: read -> parse -> resolve -> link -> save. All of a file goes in, or nothing of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from functools import partial
from typing import Protocol

from toshigaikou_cli import clock, readers
from toshigaikou_cli.catalogue.reading.frame import vocabulary_fingerprint
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing import editions, indicators, saving, store
from toshigaikou_cli.catalogue.writing import judging as judgements_in
from toshigaikou_cli.catalogue.writing.kept import KeptDocument, RowScope, kept_documents
from toshigaikou_cli.errors import CatalogueError, TgxError
from toshigaikou_cli.files import shown_name
from toshigaikou_cli.jobs import attributing, identity, judging, mending, strategies
from toshigaikou_cli.jobs.import_options import ImportOptions, ImportRequest, options_of
from toshigaikou_cli.jobs.naming import current_vocabulary
from toshigaikou_cli.jobs.places import Files, load_file
from toshigaikou_cli.jobs.preparing import Prepared, Task, named_rows, prepare_all, whole
from toshigaikou_cli.jobs.relinking import relink, rules_in
from toshigaikou_cli.jobs.replacing import (
    ReplacementRefused,
    Saved,
    compared,
    losses_of,
    moved,
    renamed,
    under,
    with_codes,
    with_judgements,
)
from toshigaikou_cli.jobs.tying import tie_indicators
from toshigaikou_cli.jobs.watching import ALONE, How, Watch
from toshigaikou_cli.jobs.workers import Crew
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import ReadOptions
from toshigaikou_cli.records.documents import (
    IndicatorsDocument,
    ParsedDocument,
    SheetDocument,
    StrategyDocument,
)
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.judgement import Judgements
from toshigaikou_cli.records.periods import Period
from toshigaikou_cli.records.project import Project
from toshigaikou_cli.records.summary import ImportSummary
from toshigaikou_cli.resolving import (
    OWN_NUMBERS,
    Owned,
    indicator_rows,
    register_rows,
    sheet_indicators,
    strategy_rows,
)
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import Vocabulary


def import_files(
    files: Files, request: ImportRequest, read: ReadOptions, watch: Watch
) -> Generator[ImportSummary | TgxError]:
    """Import files one by one, each whole or not at all: what each did, or why it is not in.

    With ``dry_run`` all of them go into a copy that is gone afterwards.
    """
    options, meta = options_of(request), attributing.given_meta(request.meta)
    vocabulary = current_vocabulary()
    judgements = judging.given_judgements(files)
    with (
        store.scratch(files.catalogue) if request.dry_run else nullcontext() as scratch,
        Crew(vocabulary, request.jobs) as crew,
    ):
        tasks = (Task(*document, options, read) for document in _documents(request))
        with closing(prepare_all(tasks, crew, watch)) as every:
            for task, prepared in every:
                done: ImportSummary | TgxError
                try:
                    ready = whole(task, prepared)
                    facts = meta.facts_of(ready.name, ready.sha256)
                    with store.whole(scratch) if scratch else store.writing(files.catalogue) as connection:
                        done = save(connection, ready, vocabulary, judgements, guarded=True, crew=crew)
                        if not scratch:
                            attributing.attribute(
                                connection, files.catalogue, ready.name, ready.sha256, facts
                            )
                    watch.done(ready.reading.tally.pages, ready.document.count.rows)
                except TgxError as error:
                    done = error
                yield done


def _documents(request: ImportRequest) -> Iterator[tuple[str, bytes | TgxError]]:
    """The documents of the files, those of archives one by one; an error for what cannot be read."""
    for path in request.paths:
        name = shown_name(path.name)
        try:
            yield from readers.documents(load_file(path, request.most), name)
        except TgxError as error:
            yield name, error


def save(
    connection: sqlite3.Connection,
    prepared: Prepared,
    vocabulary: Vocabulary,
    judgements: Judgements | None = None,
    *,
    guarded: bool = False,
    crew: Crew[Vocabulary] | None = None,
) -> ImportSummary:
    """Put a prepared file into the catalogue, within the caller's transaction, with the help of a crew where there is one.

    ``judgements`` are those of the file that holds; without them, those last applied go on. Raises JudgementError
    where that file is gone, or mends what is not there; UsageError for a document of another government than the
    catalogue's; where ``guarded``, ReplacementRefused where the file would take away more than it may without
    ``--replace``: the caller then has to roll back.
    """
    document = prepared.document
    with judging.naming(judgements.path if judgements else ""):
        identity.check(connection, document, prepared.name, vocabulary)
        own = identity.vocabulary_of(connection, vocabulary)
        _renew_registers(connection, own)
        if judgements is not None:
            judging.renew(connection, judgements, rules_in(vocabulary))
        summary = _save(connection, prepared, own, crew=crew)
        if isinstance(document, StrategyDocument) and summary.status != "unchanged":
            identity.take(connection, document, vocabulary)
            _renew_registers(connection, identity.vocabulary_of(connection, vocabulary))
    if guarded and summary.unasked and not prepared.options.replace:
        raise ReplacementRefused(replace(summary, status="refused"))
    return summary


def _save(
    connection: sqlite3.Connection,
    prepared: Prepared,
    vocabulary: Vocabulary,
    *,
    crew: Crew[Vocabulary] | None = None,
) -> ImportSummary:
    crew = crew or Crew(vocabulary, 1)
    findings: tuple[Finding, ...] = ()
    if isinstance(strategy := prepared.document, StrategyDocument):
        given = _given(prepared)
        prepared = _named(connection, prepared, strategy, vocabulary.project)
        findings = strategies.named_alike(connection, strategy, given, prepared.options.strategy)
    if prepared.options.reads_as(saving.options_of(connection, prepared.sha256)):
        return _summary(prepared, Saved("unchanged"))
    if isinstance(prepared.document, StrategyDocument):
        saved = _save_strategy(connection, prepared, prepared.document, vocabulary, crew)
    elif isinstance(prepared.document, SheetDocument):
        saved = _save_sheet(connection, prepared, prepared.document, vocabulary, crew)
    else:
        saved = _save_indicators(connection, prepared, prepared.document, vocabulary)
    found = (*findings, *saved.findings)
    return _summary(prepared, saved._replace(strategies=_strategies(connection, prepared), findings=found))


def _given(prepared: Prepared) -> strategies.GivenStrategy:
    options = prepared.options
    return strategies.GivenStrategy(options.strategy, options.years, options.inherited, prepared.name)


def _named(
    connection: sqlite3.Connection, prepared: Prepared, strategy: StrategyDocument, project: Project
) -> Prepared:
    """A strategy under its id, with the years that it has of the edition whose place it takes."""
    same, day = saving.same_document(connection, prepared.sha256), _day(prepared)
    id_ = strategies.id_of(connection, strategy, _given(prepared), project, day, same)
    inherited = prepared.options.inherited
    if same:
        inherited = ImportOptions.of_json(saving.options_of(connection, prepared.sha256) or "{}").inherited
    elif not inherited:
        inherited = strategies.inherited_years(
            connection, strategy, _given(prepared)._replace(strategy=id_), project
        )
    return replace(prepared, options=replace(prepared.options, strategy=id_, inherited=inherited))


def _day(prepared: Prepared) -> str:
    """The day of a document's import (ISO)."""
    return prepared.imported_at[:10] or clock.today()


def _strategies(connection: sqlite3.Connection, prepared: Prepared) -> tuple[Period, ...]:
    """The strategy that a document is, or those that are in force in its years."""
    if isinstance(prepared.document, StrategyDocument):
        return tuple(each for each in periods(connection) if each.strategy == prepared.options.strategy)
    years = prepared.document.fiscal_years
    return tuple(each for each in periods(connection) if any(map(each.has, years)))


def _save_strategy(
    connection: sqlite3.Connection,
    prepared: Prepared,
    strategy: StrategyDocument,
    vocabulary: Vocabulary,
    crew: Crew[Vocabulary],
) -> Saved:
    """Save a strategy beside all others, in the place of an older edition of its own, and link the achievements anew of
    the years in which it, or another strategy than before, is in force."""
    id_, in_force, given = prepared.options.strategy, periods(connection), _given(prepared)
    document_id, same = _number(connection, prepared), saving.same_document(connection, prepared.sha256)
    beside = (
        "" if same else strategies.beside(connection, strategy, given, vocabulary.project, _day(prepared))
    )
    before = editions.take_measures(connection, id_, same, document_id)
    before = under(id_, before) if same else before
    _add_document(connection, prepared, document_id)
    store.add(connection, "strategy", [strategies.row(strategy, given, document_id, vocabulary.project)])
    saving.place_strategies(connection)
    year = prepared.options.year or strategies.year_of(strategy, _day(prepared))
    store.add_all(connection, strategy_rows(strategy, id_, document_id, year, vocabulary))
    _add_indicators(connection, map(Owned, strategy.indicators), document_id, vocabulary)
    after = saving.measures_state(connection, id_)
    rows = RowScope(years=tuple(strategies.years_touched(connection, in_force, id_)))
    _link(connection, rows, prepared.name, crew)
    losses = with_codes(
        losses_of(before, after, prepared.name, same, None, moved(before, after)), before, after
    )
    saved = compared(before, after, saving.link_counts(connection, rows), losses)
    left = strategies.years_left(connection, in_force, given, beside) if beside else ()
    return saved._replace(beside=beside, findings=left)


def _number(connection: sqlite3.Connection, prepared: Prepared) -> int:
    return prepared.number or editions.next_number(connection)


def _save_sheet(
    connection: sqlite3.Connection,
    prepared: Prepared,
    sheet: SheetDocument,
    vocabulary: Vocabulary,
    crew: Crew[Vocabulary],
) -> Saved:
    """Save a sheet in the place of what there is of its years, or beside it, and link its achievements."""
    document_id, same = _number(connection, prepared), saving.same_document(connection, prepared.sha256)
    slices = [] if prepared.options.add else sheet.slices
    before = editions.take_rows(connection, slices, same, document_id)
    _add_document(connection, prepared, document_id)
    taken = saving.ids_of_years(connection, sheet.fiscal_years)
    ids, parts = named_rows(prepared, sheet, vocabulary, taken, crew)
    for part in parts:
        first = {"document": document_id, "activity": store.next_id(connection, "activity")}
        moved = {
            table: {column: first[what] for column, what in own.items()} for table, own in OWN_NUMBERS.items()
        }
        store.add_all_packed(connection, part, moved)
    _add_indicators(connection, sheet_indicators(sheet, ids), document_id, vocabulary)
    after = saving.achievements_state(connection, document_id)
    rows = RowScope(document_id)
    twins = renamed(before, editions.faces(connection, document_id)) if before else {}
    _link(connection, rows, prepared.name, crew)
    losses = losses_of(before, after, prepared.name, same, editions.main_slice(sheet.slices), twins)
    losses = with_judgements(connection, losses)
    return compared(before, after, saving.link_counts(connection, rows), losses, twins)


def _save_indicators(
    connection: sqlite3.Connection, prepared: Prepared, document: IndicatorsDocument, vocabulary: Vocabulary
) -> Saved:
    """Save a document of indicators in the place of its older edition: one of the same title and years."""
    document_id, same = _number(connection, prepared), saving.same_document(connection, prepared.sha256)
    edition = None if prepared.options.add else (document.title, document.fiscal_years)
    before = editions.take_indicators(connection, edition, same, document_id)
    _add_document(connection, prepared, document_id)
    _add_indicators(connection, map(Owned, document.indicators), document_id, vocabulary)
    tie_indicators(connection)
    after = indicators.indicators_state(connection, document_id)
    return compared(before, after, {}, losses_of(before, after, prepared.name, same, None))


def _add_indicators(
    connection: sqlite3.Connection, owned: Iterable[Owned], document_id: int, vocabulary: Vocabulary
) -> None:
    rows = indicator_rows(owned, document_id, vocabulary.bureaus, indicators.ids(connection))
    store.add_all(connection, rows)


class _SaveOne(Protocol):
    """:func:`save`, or what it does after its checks."""

    def __call__(
        self,
        connection: sqlite3.Connection,
        prepared: Prepared,
        vocabulary: Vocabulary,
        *,
        crew: Crew[Vocabulary] | None,
    ) -> ImportSummary: ...


def save_kept(
    connection: sqlite3.Connection,
    documents: Sequence[KeptDocument],
    vocabulary: Vocabulary,
    save_one: _SaveOne,
    how: How = ALONE,
    unread: list[TgxError] | None = None,
) -> list[ImportSummary]:
    """Import documents again that went in before, in their order: what they replaced then, they replace now. Of one that
    cannot be read the error is added to ``unread``, and without that raised."""
    summaries = []
    tasks = map(partial(_task_of, how.options), documents)
    with Crew(vocabulary, how.jobs) as crew, closing(prepare_all(tasks, crew, how.watch)) as every:
        for kept, (task, done) in zip(documents, every, strict=True):
            if isinstance(done, TgxError) and unread is not None:
                unread.append(done)
                continue
            prepared = replace(whole(task, done), number=kept.id, imported_at=kept.imported_at)
            summaries.append(save_one(connection, prepared, vocabulary, crew=crew))
            how.watch.done(prepared.reading.tally.pages, prepared.document.count.rows)
    return summaries


def _task_of(read_options: ReadOptions, kept: KeptDocument) -> Task:
    return Task(kept.name, _content(kept), ImportOptions.of_json(kept.options), read_options)


def _content(kept: KeptDocument) -> bytes | CatalogueError:
    try:
        return zlib.decompress(kept.content)
    except zlib.error:
        return CatalogueError(
            say("the catalogue is damaged: this document is not as it was imported"),
            where=kept.name,
            hint=say("tgx rebuild --salvage makes a new one of the others"),
        )


def _renew_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Where the vocabularies have changed since the last import, resolve everything anew."""
    if vocabulary_fingerprint(connection) == vocabulary.fingerprint:
        return
    documents, replaced = kept_documents(connection), editions.kept_editions(connection)
    judgements = judgements_in.kept(connection)
    store.clear(connection)
    add_registers(connection, vocabulary)
    editions.keep_editions(connection, replaced)
    judgements_in.keep(connection, judgements)
    save_kept(connection, documents, vocabulary, _save)


def add_registers(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Fill the registers of an empty catalogue, with what is in doubt in them."""
    project = vocabulary.project
    expected = {
        match_key(known.title): [known.measures, known.goals]
        for known in project.strategies
        if known.measures is not None
    }
    meta = {
        "project": project.mark,
        "vocabulary": vocabulary.fingerprint,
        "strategies": json.dumps(expected, ensure_ascii=False),
        "units": json.dumps({each.id: [each.kind, each.parent] for each in vocabulary.bureaus}),
    }
    if vocabulary.city is not None:
        meta["city"] = vocabulary.city
    stated = [{"key": key, "value": value} for key, value in meta.items()]
    store.add_all(connection, {**register_rows(vocabulary), "meta": stated})
    attributing.keep_packaged(connection)


def _add_document(connection: sqlite3.Connection, prepared: Prepared, number: int) -> None:
    document = prepared.document
    findings = [*prepared.reading.findings, *document.findings]
    row = {
        "id": number,
        "imported_at": prepared.imported_at or clock.now().isoformat(timespec="seconds"),
        "sha256": prepared.sha256,
        "name": prepared.name,
        "kind": document.kind,
        "format": prepared.reading.format,
        "title": document.title,
        "options": prepared.options.as_json(),
        "published": document.published,
        "pages": prepared.reading.tally.pages,
    }
    saving.add_document(connection, row, prepared.data, prepared.reading, document, findings)


def _link(connection: sqlite3.Connection, rows: RowScope, name: str, crew: Crew[Vocabulary]) -> None:
    """Link some achievements: mends come before the rules, and judgements outrank them.

    All indicators are tied to the measures that the catalogue, or their row, has now. Raises ReadError, which gives the
    ``name``, where the process ends that links.
    """
    mending.apply(connection)
    relink(connection, rules_in(crew.shared), rows, name, crew)
    tie_indicators(connection)
    judging.apply(connection)


def _indicators(document: ParsedDocument) -> int:
    """How many indicators a document's tables and rows have."""
    of_rows = document.row_indicators if isinstance(document, SheetDocument) else 0
    return of_rows + sum(not record.prose for record in document.indicators)


def _summary(prepared: Prepared, saved: Saved) -> ImportSummary:
    document, tally = prepared.document, prepared.reading.tally
    return ImportSummary(
        name=prepared.name,
        kind=document.kind,
        format=prepared.reading.format,
        title=document.title,
        fiscal_years=document.fiscal_years,
        pages=tally.pages,
        count=document.count,
        parts=document.parts,
        tally={"tables": tally.tables, "filled": tally.filled, **tally.left_out},
        skipped=tally.skipped,
        findings=(*prepared.reading.findings, *document.findings, *saved.findings),
        rejected=document.rejected,
        indicators=_indicators(document),
        layout=document.layout if isinstance(document, StrategyDocument) else "",
        **{name: value for name, value in saved._asdict().items() if name != "findings"},
    )
