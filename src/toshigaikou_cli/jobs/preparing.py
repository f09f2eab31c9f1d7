"""Documents read and parsed: bytes in, records out, by this process or by several."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from toshigaikou_cli import readers
from toshigaikou_cli.errors import TgxError
from toshigaikou_cli.jobs import identity
from toshigaikou_cli.jobs.import_options import NO_OPTIONS, ImportOptions
from toshigaikou_cli.jobs.watching import Watch
from toshigaikou_cli.jobs.workers import Crew, Died, done_for, in_chunks, is_worth, killed
from toshigaikou_cli.parsers import ParseContext, parse
from toshigaikou_cli.records.blocks import Reading, ReadOptions
from toshigaikou_cli.records.documents import ParsedDocument, SheetDocument, StrategyDocument
from toshigaikou_cli.records.parts import Parts
from toshigaikou_cli.records.project import COLUMNS, Project
from toshigaikou_cli.resolving import identified
from toshigaikou_cli.resolving.rows import PackedRows
from toshigaikou_cli.resolving.sheet import NamedRecord, part_rows
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.normalize import repair_radicals
from toshigaikou_cli.vocabulary.bureaus.units import split_units
from toshigaikou_cli.vocabulary.columns import Columns, load_columns
from toshigaikou_cli.vocabulary.layouts import Layouts, load_layouts
from toshigaikou_cli.vocabulary.loading import Vocabulary
from toshigaikou_cli.vocabulary.repairs import repair


class Task(NamedTuple):
    """A document to read and parse, or why it cannot be."""

    name: str
    content: bytes | TgxError
    options: ImportOptions
    read: ReadOptions


class Resolved(NamedTuple):
    """The rows of a sheet, made beforehand as if there were nothing else: the ids of its achievements, and the fingerprint
    of the vocabulary."""

    ids: tuple[str, ...]
    rows: PackedRows
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and parsed, not yet saved."""

    name: str
    data: bytes
    sha256: str
    options: ImportOptions
    reading: Reading
    document: ParsedDocument
    number: int | None = None
    """The number of its import, and ``imported_at`` the time, where it went in before."""
    imported_at: str = ""
    resolved: Resolved | None = None


NO_READ_OPTIONS = ReadOptions()


def _columns(extra_text: str, vocabulary: Vocabulary) -> Columns:
    """The declared columns, with the project's own names."""
    own = vocabulary.project.words_folder / COLUMNS
    loaded = _loaded_columns(extra_text, own, vocabulary.texts.get(own))
    return loaded.without("bureau", "achievements") if vocabulary.project.unit else loaded


@lru_cache(maxsize=8)
def _loaded_columns(extra_text: str, own: Path, text: str | None) -> Columns:
    return load_columns(extra_text=extra_text, own=None if text is None else (own, text))


def _layouts(project: Project) -> Layouts:
    """The forms of headings, those that the project says of its strategies first."""
    known = project.strategies
    return load_layouts(
        tuple(each.goal for each in known if each.goal), tuple(each.area for each in known if each.area)
    )


def prepare(
    data: bytes,
    name: str,
    vocabulary: Vocabulary,
    options: ImportOptions = NO_OPTIONS,
    read_options: ReadOptions = NO_READ_OPTIONS,
) -> Prepared:
    """Read and parse a file. Raises ReadError, ParseError or UsageError, each naming the file and the place."""
    return parsed(read(data, name, options, read_options), data, name, vocabulary, options)


def read(
    data: bytes,
    name: str,
    options: ImportOptions = NO_OPTIONS,
    read_options: ReadOptions = NO_READ_OPTIONS,
) -> Reading:
    """The blocks of a file. Raises ReadError."""
    parts = {part: getattr(options, part) for part in Parts._fields}
    return readers.read(data, name, read_options._replace(**parts, ocr=options.ocr or read_options.ocr))


def parsed(
    reading: Reading, data: bytes, name: str, vocabulary: Vocabulary, options: ImportOptions = NO_OPTIONS
) -> Prepared:
    """Parse a file that was read. Raises ParseError or UsageError, each naming the file and the place."""
    context = context_of(reading, name, vocabulary, options)
    document = parse(reading.blocks, context)
    if isinstance(document, StrategyDocument) and identity.is_elsewhere(document, vocabulary):
        document = parse(reading.blocks, replace(context, split_bureaus=split_units))
    return Prepared(
        name=name,
        data=data,
        sha256=sha256(data).hexdigest(),
        options=options,
        reading=reading._replace(blocks=()),
        document=document,
    )


def context_of(
    reading: Reading, name: str, vocabulary: Vocabulary, options: ImportOptions = NO_OPTIONS
) -> ParseContext:
    """What the parsers are given beside the blocks of a file."""
    project = vocabulary.project
    files = [each.file for each in project.strategies if each.file and not project.builtin]
    own = any(match_key(file.name) == match_key(PurePath(name).name) for file in files)
    return ParseContext(
        columns=_columns(options.columns, vocabulary),
        repair=lambda text: repair(repair_radicals(text, vocabulary.radicals), vocabulary.repairs),
        split_bureaus=split_units if vocabulary.local else vocabulary.bureaus.split_bureau_cell,
        name=name,
        year=options.year,
        typed=reading.typed,
        layouts=_layouts(project),
        kind=options.kind or ("strategy" if own else None),
        unit=project.unit,
        knows_unit=vocabulary.bureaus.is_name,
        elsewhere=bool(files) and not own,
    )


_WORTH = 250_000
"""Bytes of documents in all from which on further processes take less time than they need to start."""
_ENCRYPTED = b"/Encrypt"


def prepare_all(
    tasks: Iterable[Task], crew: Crew[Vocabulary], watch: Watch
) -> Generator[tuple[Task, Prepared | TgxError]]:
    """Read and parse documents, in their order, by the processes of a crew where there is enough to do."""
    coming = iter(tasks)
    first: list[Task] = []
    alone = crew.number < 2
    while not alone and (len(first) < 2 or sum(map(_size, first)) < _WORTH):
        task = next(coming, None)
        if task is None:
            alone = True
            break
        first.append(task)
    coming = chain(first, coming)
    if not alone:
        yield from _prepared_apart(coming, crew, watch)
        return
    for task in coming:
        with watch.reading(task.name, task.read) as read:
            done = prepare_task(crew.shared, task._replace(read=read))
        yield task, done


def _size(task: Task) -> int:
    return len(task.content) if isinstance(task.content, bytes) else 0


def _prepared_apart(
    tasks: Iterable[Task], crew: Crew[Vocabulary], watch: Watch
) -> Generator[tuple[Task, Prepared | TgxError]]:
    with closing(crew.in_order(resolve_task, tasks)) as coming:
        while True:
            with watch.reading("", NO_READ_OPTIONS):
                ready = next(coming, None)
            if ready is None:
                return
            task, done = ready
            if isinstance(done, Died):
                yield task, killed(task.name)
                continue
            if isinstance(done, TgxError) and isinstance(task.content, bytes) and _ENCRYPTED in task.content:
                with watch.reading(task.name, task.read) as read:  # only here is somebody who can be asked
                    done = prepare_task(crew.shared, task._replace(read=read))
            yield task, done


def prepare_task(vocabulary: Vocabulary, task: Task) -> Prepared | TgxError:
    """Read and parse a document, or say why not; what is given back is without the document's bytes."""
    if isinstance(task.content, TgxError):
        return task.content
    try:
        prepared = prepare(task.content, task.name, vocabulary, task.options, task.read)
    except TgxError as error:
        return error
    return replace(prepared, data=b"")


def resolve_task(vocabulary: Vocabulary, task: Task) -> Prepared | TgxError:
    """The same with the rows of a sheet, which take as long: what a process of work does."""
    prepared = prepare_task(vocabulary, task)
    return prepared if isinstance(prepared, TgxError) else resolved(prepared, vocabulary)


def resolved(prepared: Prepared, vocabulary: Vocabulary) -> Prepared:
    """A document with the rows of what it says, where it is a sheet."""
    if not isinstance(prepared.document, SheetDocument):
        return prepared
    named = list(identified(prepared.document.achievements))
    rows = part_rows(vocabulary, (0, named))
    ids = tuple(key for key, _ in named)
    return replace(prepared, resolved=Resolved(ids, rows, vocabulary.fingerprint))


def named_rows(
    prepared: Prepared,
    sheet: SheetDocument,
    vocabulary: Vocabulary,
    taken: Collection[str],
    crew: Crew[Vocabulary],
) -> tuple[Sequence[str], Iterator[PackedRows]]:
    """The ids of a sheet's achievements (all of them when the last part was taken), and its rows part by part: those made
    beforehand, where they are the same among the ids that are ``taken``. Raises ReadError where the process ends that
    makes them."""
    made = prepared.resolved
    if made and made.vocabulary == vocabulary.fingerprint and frozenset(made.ids).isdisjoint(taken):
        return made.ids, iter((made.rows,))
    ids: list[str] = []

    def named() -> Iterator[NamedRecord]:
        for key, record in identified(sheet.achievements, taken):
            ids.append(key)
            yield key, record

    same, number = crew.shared.fingerprint == vocabulary.fingerprint, len(sheet.achievements)
    by = crew if same and is_worth(crew, number) else Crew(vocabulary, 1)
    return ids, done_for(prepared.name, by, part_rows, in_chunks(named(), number, by))


def whole(task: Task, prepared: Prepared | TgxError) -> Prepared:
    """What was prepared with the bytes of its document. Raises the error that it may be."""
    if isinstance(prepared, TgxError):
        raise prepared
    assert isinstance(task.content, bytes)
    return replace(prepared, data=task.content)
