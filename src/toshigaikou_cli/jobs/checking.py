"""Files -> a catalogue in memory -> the checks. Leaves nothing behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli import clock, projects, readers, settings
from toshigaikou_cli.catalogue.reading import frame
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.checks import CHECKS, FOUND, Check, Checked, baseline, check_catalogue, sort_key
from toshigaikou_cli.checks.check import of_document
from toshigaikou_cli.checks.documents import DOCUMENT_DOUBLED, DOCUMENT_UNREADABLE
from toshigaikou_cli.checks.links import JUDGEMENT_GONE
from toshigaikou_cli.checks.vocabulary import VOCABULARY_BROKEN
from toshigaikou_cli.errors import JudgementError, TgxError, UsageError, VocabularyError
from toshigaikou_cli.files import MAX_BYTES, shown_name
from toshigaikou_cli.jobs import importing, preparing
from toshigaikou_cli.jobs.import_options import ImportOptions
from toshigaikou_cli.jobs.places import aliases_path, columns_text, load_file
from toshigaikou_cli.jobs.preparing import Prepared, Task, prepare_all, whole
from toshigaikou_cli.jobs.watching import NOBODY, How, Watch
from toshigaikou_cli.jobs.workers import Crew
from toshigaikou_cli.judgements.crosswalk import read_crosswalk
from toshigaikou_cli.judgements.documents_file import read_documents
from toshigaikou_cli.judgements.file import read_judgements
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.blocks import ReadOptions
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.judgement import Judgements
from toshigaikou_cli.records.parts import Parts
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.settings import Settings
from toshigaikou_cli.records.shelf import shelved_in_order
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.word_files import KINDS, kind_of
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName

_OF_PEOPLE = (".yaml", ".yml", ".toml")
"""Endings of what people write beside their documents: names, judgements, settings."""
_JUDGEMENTS = "judgements"
_OTHERS = ("aliases", "judgements", "crosswalk", "documents", "tgx.toml", "tgx-baseline.toml")
_UNITS = ("units", "bureaus")
_OF_CITY = (*_UNITS, "cities", "relations")
_OF_VOCABULARY = (*_OF_CITY, "networks", "countries", "place_words", "repairs")


class Given(NamedTuple):
    """What goes with the files: a strategy to link to (None: the packaged one), a folder of vocabularies, a file of
    the user's own names, the text of a file with further header names, how to read, the parts of the
    files that are meant, and of how many bytes a file may be."""

    strategy: Path | None = None
    vocabulary: Path | None = None
    aliases: Path | None = None
    columns: str = ""
    how: How = How()
    parts: Parts = Parts()
    most: int = MAX_BYTES


def given(chosen: Settings, jobs: int = 1, watch: Watch = NOBODY) -> Given:
    """What a user set for files, and how they are read.

    Raises ReadError where the file with header names cannot be read.
    """
    how = How(ReadOptions(second_reading=chosen.second_reading, ocr=chosen.ocr), jobs, watch)
    most = chosen.max_bytes or MAX_BYTES
    return Given(
        chosen.strategy,
        chosen.vocabulary,
        chosen.aliases,
        columns_text(chosen.columns),
        how,
        chosen.parts,
        most,
    )


def check_files(
    paths: Iterable[Path], checks: Sequence[Check], filters: Filters, given: Given
) -> tuple[Checked, list[TgxError]]:
    """Run checks over files that are not imported: documents together, vocabulary files each by itself.

    Duplicates are found across the documents. Sheets are linked to the strategy among the files, else to the given
    one; what that one has wrong is not reported. A file that cannot be read is a finding, and its error is returned.
    """
    clock.today()  # what is no time is refused before a file is read
    with Crew(_vocabulary(given), given.how.jobs) as crew:
        return _check_all(paths, checks, filters, given, crew)


def _check_all(
    paths: Iterable[Path],
    checks: Sequence[Check],
    filters: Filters,
    given: Given,
    crew: Crew[Vocabulary],
) -> tuple[Checked, list[TgxError]]:
    findings: list[Finding] = []
    failed: list[tuple[Path, TgxError]] = []
    codes = {check.code for check in checks}
    judgements = Judgements()
    files = sorted(set(paths), key=lambda each: each.as_posix())
    of_people = [each for each in files if each.suffix.lower() in _OF_PEOPLE]
    for path in of_people:
        try:
            load_file(path, given.most)
            if path.stem == _JUDGEMENTS:
                judgements = read_judgements(path)
            else:
                findings += _check_file(path, codes)
        except JudgementError as error:
            findings.append(_of_error(VOCABULARY_BROKEN, error, path))
        except TgxError as error:
            failed.append((path, error))
    prepared: list[Prepared] = []
    for path, done in _prepared([each for each in files if each not in of_people], given, crew):
        if isinstance(done, TgxError):
            failed.append((path, done))
        else:
            prepared.append(done)
    failed.sort(key=lambda each: each[0].as_posix())
    findings += [_of_error(DOCUMENT_UNREADABLE, error, path) for path, error in failed]
    sizes = {"document": 0, "measure": 0, "achievement": 0}
    documents: list[DocumentName] = []
    together: list[Sequence[Finding]] = []
    own = {each.name for each in prepared} | {judgements.path}
    for group in _groups(prepared, _strategy(given, crew.shared)):
        found, refused = _check_together(group, checks, filters, crew, judgements, own)
        failed += [(Path(name), error) for name, error in refused]
        findings += [_of_error(DOCUMENT_UNREADABLE, error, Path(name)) for name, error in refused]
        together.append(found.findings)
        here = [each for each in found.documents if each["name"] in own]
        documents += here
        sizes = {key: sizes[key] + found.sizes[key] for key in ("measure", "achievement")} | {
            "document": sizes["document"] + len(here)
        }
    documents.sort(key=lambda document: document["name"])
    others = [each for each in findings if each.code in codes]
    every = chain(others, *together)
    alone = len(together) == 1 and not others
    told = together[0] if alone else shelved_in_order(every, sort_key, FOUND, once=True)
    return Checked(told, documents, sizes), [error for _, error in failed]


def _prepared(
    paths: Iterable[Path], given: Given, crew: Crew[Vocabulary]
) -> Iterator[tuple[Path, Prepared | TgxError]]:
    """The documents of the files, read and parsed, each with its file."""
    options = ImportOptions(None, None, given.columns, True, "", "", *given.parts)
    homes: deque[Path] = deque()

    def tasks() -> Iterator[Task]:
        for path in paths:
            for task in _tasks(path, given.most, options, given.how.options):
                homes.append(path)
                yield task

    with closing(prepare_all(tasks(), crew, given.how.watch)) as every:
        for task, done in every:
            if isinstance(done, TgxError):
                yield homes.popleft(), done
                continue
            given.how.watch.done(done.reading.tally.pages, done.document.count.rows)
            yield homes.popleft(), whole(task, done)


def _tasks(path: Path, most: int, options: ImportOptions, read: ReadOptions) -> Iterator[Task]:
    name = shown_name(path.as_posix())
    try:
        for document, content in readers.documents(load_file(path, most), name):
            yield Task(document, content, options, read)
    except TgxError as error:
        yield Task(name, error, options, read)


def _vocabulary(given: Given) -> Vocabulary:
    if given.aliases and not given.aliases.exists():
        raise VocabularyError(say("no such file"), where=str(given.aliases), hint=say("check the path"))
    return load_vocabulary(given.vocabulary, aliases_path(given.aliases, given.vocabulary))


def _strategy(given: Given, vocabulary: Vocabulary) -> Iterator[Prepared]:
    """The strategy to link to, read only when it is asked for."""
    project = projects.current()
    path = given.strategy or next((each.file for each in project.strategies if each.file), None)
    if path is None:
        hint = say("name it with --strategy FILE, or as file of a [[strategy]] in tgx.toml")
        raise UsageError(say("no strategy to check the sheets against"), hint=hint)
    data = load_file(path)
    prepared = preparing.prepare(data, str(path.absolute()), vocabulary, ImportOptions(kind="strategy"))
    yield prepared


def _groups(prepared: Sequence[Prepared], strategy: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    """The documents that are checked together: all sheets and indicators with one strategy, any further one by itself."""
    strategies = [each for each in prepared if each.document.kind == "strategy"]
    sheets = [each for each in prepared if each.document.kind != "strategy"]
    if sheets:
        yield [strategies.pop(0) if strategies else next(strategy), *sheets]
    for each in strategies:
        yield [each]


def _check_together(
    group: Sequence[Prepared],
    checks: Sequence[Check],
    filters: Filters,
    crew: Crew[Vocabulary],
    judgements: Judgements,
    own: Collection[str],
) -> tuple[Checked, list[tuple[str, TgxError]]]:
    """What the checks find in documents together, of their ``own`` names or of none, and those that are not of the same
    government."""
    doubled: list[Finding] = []
    refused: list[tuple[str, TgxError]] = []
    names: dict[str, str] = {}
    with store.scratch() as connection:
        for each in group:
            first = names.setdefault(each.sha256, each.name)
            if first != each.name:
                doubled.append(
                    DOCUMENT_DOUBLED.report(
                        of_document(each.name, say("the same bytes as {first}", first=first))
                    )
                )
                continue
            try:
                importing.save(connection, each, crew.shared, judgements, crew=crew)
            except UsageError as error:
                refused.append((each.name, error))
        years = set(map(str, frame.reported_years(connection)))

        def told(found: Iterable[Finding]) -> Iterator[Finding]:
            listed = (_in_file(each, judgements) for each in found if _can_be_said(each, years))
            more = (each for each in doubled if DOCUMENT_DOUBLED in checks)
            return (
                each for each in chain(listed, more) if not each.spot.document or each.spot.document in own
            )

        return check_catalogue(connection, checks, filters, told=told), refused


def _can_be_said(finding: Finding, years: Collection[str]) -> bool:
    """Whether the files that are there show what is found: that a judged row is gone only a sheet of its year does."""
    return finding.code != JUDGEMENT_GONE.code or finding.key.partition("-")[0] in years


def _in_file(finding: Finding, judgements: Judgements) -> Finding:
    """A judgement on something that is gone stands only in its own file."""
    if finding.code == JUDGEMENT_GONE.code and not finding.spot.document:
        return finding._replace(spot=Spot(judgements.path))
    return finding


def _of_error(check: Check, error: TgxError, path: Path) -> Finding:
    """An error as a finding about a file, at the place that it names where that is in this file."""
    name = shown_name(path.as_posix())
    finding = check.report(of_document(name, error.what))._replace(hint=error.hint)
    here = error.spot.document in (name, str(path))
    return finding._replace(spot=error.spot._replace(document=name)) if here else finding


# ---------------------------------------------------------------- vocabulary files


def _check_file(path: Path, codes: set[str]) -> Iterator[Finding]:
    """What is wrong with a file of settings, known findings, crosswalk, facts or vocabulary, by its name."""
    by_name = {settings.NAME: settings.read_settings, baseline.NAME: baseline.read_baseline}
    by_stem = {"crosswalk": read_crosswalk, "documents": read_documents}
    read = by_name.get(path.name) or by_stem.get(path.stem)
    if read is None:
        yield from _check_vocabulary(path, codes)
        return
    try:
        read(path)
    except (UsageError, JudgementError) as error:
        yield _of_error(VOCABULARY_BROKEN, error, path)


def _check_vocabulary(path: Path, codes: set[str]) -> Iterator[Finding]:
    """What is wrong with a vocabulary file, by its name: its schema, what it refers to, names that stand twice."""
    kind = kind_of(path)
    if kind not in (*KINDS, "aliases"):
        known = [*sorted(KINDS), *_OTHERS]
        raise UsageError(
            say("no vocabulary file"),
            where=str(path),
            hint=say("known names: {known}", known=known),
        )
    try:
        vocabulary = _loaded(path, kind)
    except VocabularyError as error:
        yield _of_error(VOCABULARY_BROKEN, error, path)
        return
    if vocabulary is None or kind not in (*_UNITS, "cities"):
        return
    with store.scratch() as connection:
        importing.add_registers(connection, vocabulary)
        wanted = "bureau" if kind in _UNITS else "city"
        for code in sorted(codes & {"vocabulary-overlap", "vocabulary-name-doubled"}):
            check = next(check for check in CHECKS if check.code == code)
            for found in check.findings(connection):
                if found.thing == wanted:
                    yield found._replace(spot=Spot(path.as_posix(), line=_line_of(path, found.cell)))


def _line_of(path: Path, name: str) -> int | None:
    """The last line that has a name: the second of two entries."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return max((number for number, line in enumerate(lines, 1) if name in line), default=None)


def _loaded(path: Path, kind: str) -> Vocabulary | None:
    """Load a file as it would be used, with the others beside it or the packaged ones; None where it is used alone."""
    if kind == "columns":
        from toshigaikou_cli.vocabulary.columns import load_columns

        load_columns(path)
        return None
    if kind == "links":
        from toshigaikou_cli.linking import load_rules

        load_rules(path)
        return None
    if kind not in (*_OF_VOCABULARY, "aliases"):
        load_yaml(path, kind)
        return None
    beside = {each.name: each for each in path.parent.iterdir() if each.stem in _OF_CITY}
    if kind == "aliases":
        return load_vocabulary(alias_file=path, files=beside)
    return load_vocabulary(files={**beside, path.name: path})
