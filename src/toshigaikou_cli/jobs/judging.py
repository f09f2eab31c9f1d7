"""The one join of judgements: file -> judgements -> links in the catalogue. The file is what holds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading.codes import Meanings
from toshigaikou_cli.catalogue.writing import judging as saved
from toshigaikou_cli.catalogue.writing import mending as mends_in
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.catalogue.writing.kept import RowScope
from toshigaikou_cli.errors import CatalogueError, JudgementError
from toshigaikou_cli.files import locked
from toshigaikou_cli.jobs import mending
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.relinking import RulesOf, current_rules, relink
from toshigaikou_cli.judgements.entries import mends_of, verdicts_of
from toshigaikou_cli.judgements.file import read_judgements, write_judgements
from toshigaikou_cli.judgements.verdicts import Standing, beginning, judged, state, text_digest
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.judgement import Entry, Judgement, Judgements, Mend
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.keys import one_line

Entries = Sequence[Entry]
Edit = Callable[[sqlite3.Connection, Entries], Entries]


def given_judgements(files: Files) -> Judgements:
    """The judgements that hold for a catalogue; those that it has serve where their file is still the same."""
    known = None
    try:
        with reading(files.catalogue) as connection:
            known = saved.kept(connection)
    except CatalogueError:
        pass  # whoever writes to it says what is wrong with it
    return read_judgements(files.judgements, known)


def check_present(given: Judgements, kept: Judgements) -> None:
    """Raise JudgementError where the catalogue has judgements of a file that is not there any more."""
    if kept.entries and not given.fingerprint:
        raise JudgementError(
            say_n(
                "the file of {n} judgement is missing",
                "the file of {n} judgements is missing",
                n=len(kept.entries),
            ),
            where=given.path,
            hint=say("put it back, name it with --judgements, or write it again: tgx link export FILE"),
        )


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Name the file of judgements in an error about one of its entries."""
    try:
        yield
    except JudgementError as error:
        if error.where or not path:
            raise
        raise JudgementError(error.what, where=path, hint=error.hint) from error


def renew(connection: sqlite3.Connection, given: Judgements, rules: RulesOf) -> bool:
    """Apply a file of judgements where it is not the one last applied; whether it was not."""
    kept = saved.kept(connection)
    check_present(given, kept)
    if kept.fingerprint == given.fingerprint:
        return False
    saved.keep(connection, given)
    changed = set(kept.entries) ^ set(given.entries)
    with naming(given.path):
        mending.apply(connection)
    # The rules see a row as it was mended: what is linked to it may be another measure now.
    documents = {mends_in.document_of(connection, mend.achievement) for mend in mends_of(changed)} - {None}
    for document in documents:
        relink(connection, rules, RowScope(document))
    relinked = given.entries if documents else ()
    apply(connection, {entry.achievement for entry in (*changed, *relinked)})
    return True


def apply(connection: sqlite3.Connection, only: Collection[str] | None = None) -> None:
    """Give each judged achievement its links anew: what the rules said, with the judgements over it.

    ``only``: these achievements, whether they are judged or were so before; the others are as they were.
    """
    entries = verdicts_of(saved.kept(connection).entries)
    texts = saved.texts(connection, (entry.achievement for entry in entries))
    meanings = Meanings(connection)
    in_force: dict[str, list[tuple[Judgement, Standing]]] = defaultdict(list)
    states: list[tuple[Standing, str | None]] = []
    for entry in entries:
        text = texts.get(entry.achievement)
        measure = meanings.of(entry.measure, entry.achievement, entry.title) if entry.measure else None
        how = state(entry, text[0] if text else None, measure.title if measure else None)
        meant = measure.id if measure and how != "no_measure" else None
        states.append((how, meant))
        if how in ("current", "stale"):
            in_force[entry.achievement].append((replace(entry, measure=meant), how))
    saved.set_states(connection, states)
    ruled = saved.ruled(connection, in_force if only is None else only)
    judged_now = [(key, judged(linking, in_force.get(key, ()))) for key, linking in ruled]
    saved.save_judged(connection, judged_now)


def pinned(connection: sqlite3.Connection, entries: Entries) -> tuple[Entry, ...]:
    """Judgements with the text and the measure's title that they were made on, from the catalogue where they lack."""
    lacking = [entry.achievement for entry in verdicts_of(entries) if not entry.digest]
    texts, meanings = saved.texts(connection, lacking), Meanings(connection)
    return tuple(
        mending.pinned(connection, entry) if isinstance(entry, Mend) else _pinned(entry, texts, meanings)
        for entry in entries
    )


def _pinned(entry: Judgement, texts: Mapping[str, tuple[str, str, str]], meanings: Meanings) -> Judgement:
    text = None if entry.digest else texts.get(entry.achievement)
    if text:
        entry = replace(entry, digest=text_digest(text[0]), begins=beginning(text[1], text[2]))
    if entry.measure is not None and not entry.title:
        measure = meanings.of(entry.measure, entry.achievement)
        entry = replace(entry, title=one_line(measure.title)) if measure else entry
    return entry


def spelled(connection: sqlite3.Connection, entries: Entries, new: Judgement) -> Judgement:
    """A new judgement with its measure written as the file has it, or as it is written anew.

    Where a judgement names a measure with its strategy, so do all that come after it.
    """
    meanings = Meanings(connection)
    measure = meanings.of(new.measure, new.achievement, new.title) if new.measure else None
    if measure is None:
        return new
    verdicts = verdicts_of(entries)
    for entry in verdicts:
        if entry.achievement == new.achievement and entry.measure:
            same = meanings.of(entry.measure, entry.achievement, entry.title)
            if same and same.id == measure.id:
                return replace(new, measure=entry.measure)
    full = any(":" in (entry.measure or "") for entry in verdicts)
    return replace(new, measure=measure.id if full else meanings.spelled(measure.id, new.achievement))


def on_measure(connection: sqlite3.Connection, entries: Entries, name: str) -> tuple[Judgement, ...]:
    """The judgements on the measure that a user calls so; by what they say where it is gone."""
    meanings = Meanings(connection)

    def is_meant(entry: Judgement) -> bool:
        if entry.measure is None:
            return False
        own = meanings.of(entry.measure, entry.achievement, entry.title)
        asked = meanings.of(name, entry.achievement, entry.title)
        return own.id == asked.id if own and asked else code_key(entry.measure) == code_key(name)

    return tuple(entry for entry in verdicts_of(entries) if is_meant(entry))


def change(files: Files, edit: Edit, known: Judgements | None = None) -> Judgements:
    """Change the file of judgements and the catalogue's links by it; the judgements after that.

    ``edit`` gets the catalogue and the judgements so far. ``known`` saves reading a file that is still the same.
    Raises JudgementError, and changes nothing, where an entry mends what is not there.
    The file is written first: where the catalogue then fails, the next change or import brings it in line.
    """
    file = files.judgements
    with store.writing(files.catalogue) as connection, locked(file, JudgementError, parents=True):
        kept = saved.kept(connection)
        before = read_judgements(file, known or kept)
        check_present(before, kept)
        entries = edit(connection, before.entries)
        with naming(before.path):
            mending.check(connection, enumerate(entries, start=1))
        entries = pinned(connection, entries)
        after = before
        if entries != before.entries:
            after = write_judgements(file, entries, before)
        renew(connection, after, current_rules())
    return after
