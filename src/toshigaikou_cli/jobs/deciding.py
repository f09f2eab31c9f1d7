"""What people decide about links: one judgement made or withdrawn, a file of them applied, taken over, written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import clock
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.writing import judging as saved
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.errors import JudgementError, UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.jobs import judging
from toshigaikou_cli.jobs.judging import Entries
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.reviewing import achievement_id, measure_title, one_line
from toshigaikou_cli.judgements.file import as_yaml, read_judgements
from toshigaikou_cli.judgements.verdicts import Merge, added, merged, opposed, withdrawn
from toshigaikou_cli.records.judgement import Decision, Judgement, Judgements, Verdict

_LONGEST = 1000


class Decided(NamedTuple):
    """A judgement made, those whose place it took, and the one that says the same already (None: it is new)."""

    judgement: Judgement
    contrary: tuple[Judgement, ...]
    same: Judgement | None


class Exported(NamedTuple):
    """Judgements as YAML; ``lost`` where their file is gone and these are the ones last applied."""

    text: str
    number: int
    lost: bool


def new_judgement(achievement: str, measure: int | None, verdict: Verdict, by: str, note: str) -> Judgement:
    """A judgement of today. Raises UsageError where nobody is named, or a text is too long."""
    name = one_line(by)
    if not name:
        raise UsageError("a judgement needs a name", where="--by", hint="say who decides")
    reason = one_line(note)
    for option, text in (("--by", name), ("--note", reason)):
        if len(text) > _LONGEST:
            raise UsageError(f"longer than {_LONGEST} characters", where=option, hint="keep it short")
    return Judgement(achievement, measure, verdict, name, clock.today(), reason)


def decide(files: Files, decision: Decision) -> Decided:
    """Save one judgement. Raises UsageError where another says otherwise and is not to be replaced."""
    with reading(files.catalogue) as connection:
        achievement = achievement_id(connection, decision.name)
        if decision.measure is not None:
            measure_title(connection, decision.measure)
    new = new_judgement(achievement, decision.measure, decision.verdict, decision.by, decision.note)
    done: list[Decided] = []

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        (full,) = judging.pinned(connection, [new])
        older = opposed(entries, full)
        contrary = tuple(entry for entry in older if entry.verdict != new.verdict)
        if contrary and not decision.replace:
            raise UsageError(
                f"{achievement} is judged otherwise: {'; '.join(map(str, contrary))}",
                hint="tgx link undo, or --replace to take its place",
            )
        after = added(entries, full)
        done.append(Decided(new, contrary, older[0] if list(after) == list(entries) else None))
        return after

    judging.change(files, edit)
    return done[0]


def record(files: Files, new: Sequence[Judgement], known: Judgements | None) -> Judgements:
    """Save judgements, each in the place of what says otherwise; all judgements after that.

    ``known``: those of the last change, which need not be read again where their file is the same.
    """

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        for judgement in judging.pinned(connection, new):
            entries = added(entries, judgement)
        return entries

    return judging.change(files, edit, known)


def withdraw(files: Files, made: Sequence[Judgement], known: Judgements | None) -> Judgements:
    """Withdraw judgements, the last first, those that are still there; all judgements after that."""

    def edit(_: sqlite3.Connection, entries: Entries) -> Entries:
        for judgement in reversed(made):
            if judgement in entries:
                entries = withdrawn(entries, judgement)
        return entries

    return judging.change(files, edit, known)


def undo(files: Files, name: str | None, measure: int | None) -> Judgement:
    """Withdraw the newest judgement (of an achievement, on a measure); it."""
    with reading(files.catalogue):
        pass
    gone: list[Judgement] = []

    def edit(_: sqlite3.Connection, entries: Entries) -> Entries:
        own = entries if name is None else _named(entries, name)
        if measure is not None:
            own = [entry for entry in own if entry.measure == measure]
        if not own:
            what = f"no judgement on {name}" if name else "no judgement to undo"
            raise UsageError(f"{what} {measure}" if measure else what, hint="tgx link judgements lists all")
        gone.append(own[-1])
        return withdrawn(entries, own[-1])

    judging.change(files, edit)
    return gone[0]


def _named(entries: Entries, name: str) -> Entries:
    """The judgements on the achievement whose id is, or begins with, a name. Raises UsageError where several do."""
    exact = [entry for entry in entries if entry.achievement == name]
    begun = [entry for entry in entries if entry.achievement.startswith(name)]
    ids = sorted({entry.achievement for entry in begun})
    if len(ids) > 1 and not exact:
        raise UsageError(f"{name} begins several ids", hint=", ".join(ids))
    return exact or begun


def apply(files: Files) -> tuple[Judgements, bool]:
    """Bring the catalogue in line with the file of judgements: the judgements, and whether anything was to do."""
    with reading(files.catalogue):
        pass
    given = judging.given_judgements(files)
    with store.writing(files.catalogue) as connection:
        return given, judging.renew(connection, given)


def take_over(files: Files, file: Path, *, replace: bool) -> Merge:
    """Add the judgements of another file; where the two disagree the own ones stay, unless ``replace``."""
    with reading(files.catalogue):
        pass
    theirs = read_judgements(file)
    if not theirs.fingerprint:
        raise UsageError("no such file", where=str(file), hint="check the path")
    merges: list[Merge] = []

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        merges.append(merged(entries, judging.pinned(connection, theirs.entries), replace_own=replace))
        return merges[-1].entries

    judging.change(files, edit)
    return merges[0]


def export(files: Files) -> Exported:
    """The judgements of the file; where that is lost, as they were last applied."""
    given = read_judgements(files.judgements)
    lost = not given.fingerprint
    if lost:
        with reading(files.catalogue) as connection:
            given = saved.kept(connection)
    return Exported(as_yaml(given.entries), len(given.entries), lost and bool(given.entries))


def write_new(file: Path, text: str, *, force: bool) -> None:
    """Write a file in one step. Raises UsageError where it is there already, unless ``force``."""
    if file.exists() and not force:
        raise UsageError("the file is there already", where=str(file), hint="--force overwrites it")
    write_file(file, text.encode(), JudgementError, parents=True)
