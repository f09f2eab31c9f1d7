"""What people decide about links: one judgement made or withdrawn, a file of them applied, taken over, written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import clock
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import queries
from toshigaikou_cli.catalogue.reading.finding import several_ids
from toshigaikou_cli.catalogue.reading.names import find_city
from toshigaikou_cli.catalogue.writing import judging as saved
from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.errors import JudgementError, UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.jobs import judging, mending
from toshigaikou_cli.jobs.dating import dated
from toshigaikou_cli.jobs.judging import Entries
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.relinking import current_rules
from toshigaikou_cli.jobs.reviewing import achievement_id, measure_id
from toshigaikou_cli.judgements import mends
from toshigaikou_cli.judgements.entries import mends_of, relaid, verdicts_of, with_new, without
from toshigaikou_cli.judgements.file import as_yaml, read_judgements
from toshigaikou_cli.judgements.verdicts import merged, opposed
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.judgement import (
    Decision,
    Entry,
    Judgement,
    Judgements,
    Mend,
    Mended,
    Mending,
    Verdict,
)
from toshigaikou_cli.records.mentions import RowOutcome
from toshigaikou_cli.text.keys import one_line

_LONGEST = 1000


class DecisionMade(NamedTuple):
    """A judgement made, those whose place it took, and the one that says the same already (None: it is new)."""

    judgement: Entry
    contrary: tuple[Entry, ...]
    same: Entry | None


class Taken(NamedTuple):
    """What became of the judgements of another file: ``conflicts`` are (own, theirs)."""

    added: tuple[Entry, ...]
    same: tuple[Entry, ...]
    conflicts: tuple[tuple[Entry, Entry], ...]


class Exported(NamedTuple):
    """Judgements as YAML; ``lost`` where their file is gone and these are the ones last applied."""

    text: str
    number: int
    lost: bool


def new_judgement(achievement: str, measure: str | None, verdict: Verdict, by: str, note: str) -> Judgement:
    """A judgement of today. Raises UsageError where nobody is named, or a text is too long."""
    name, reason = _signed(by, note)
    return Judgement(achievement, measure, verdict, name, clock.today(), reason)


def _signed(by: str, note: str) -> tuple[str, str]:
    name = one_line(by)
    if not name:
        raise UsageError(say("a judgement needs a name"), where="--by", hint=say("say who decides"))
    reason = one_line(note)
    for option, text in (("--by", name), ("--note", reason)):
        if len(text) > _LONGEST:
            raise UsageError(
                say("longer than {most} characters", most=_LONGEST),
                where=option,
                hint=say("keep it short"),
            )
    return name, reason


def decide(files: Files, decision: Decision) -> DecisionMade:
    """Save one judgement. Raises UsageError where another says otherwise and is not to be replaced."""
    with reading(files.catalogue) as connection:
        achievement = achievement_id(connection, decision.name)
        measure = decision.measure and measure_id(connection, decision.measure, achievement)
    new = new_judgement(achievement, measure, decision.verdict, decision.by, decision.note)
    return _decided(files, new, replace=decision.replace)


class LeftOpen(NamedTuple):
    """What an accepted row is, and what it is still suggested for: ``outcome`` is the row's, measures are codes."""

    outcome: RowOutcome
    suggested: tuple[str, ...]


def left_of(files: Files, achievement: str) -> LeftOpen:
    """What there is to know of a row that was accepted for a measure: accepting one says nothing of the others."""
    with reading(files.catalogue) as connection:
        row = queries.achievement(connection, achievement)
    links = (link["measure"] for link in row["links"] if link["status"] == "suggested")
    return LeftOpen(row["outcome"], tuple(dict.fromkeys(links)))


def mend(files: Files, mending_: Mending) -> DecisionMade:
    """Save one mend. Raises UsageError where it names what is not there, or another says otherwise and is to stay."""
    name, reason = _signed(mending_.by, mending_.note)
    with reading(files.catalogue) as connection:
        achievement = achievement_id(connection, mending_.name)
        values = registered(connection, mending_.sets, mending_.values)
        new = Mend(achievement, mending_.activity, mending_.sets, values, name, clock.today(), reason)
        if wrong := mending.refusal(connection, new):
            raise UsageError(wrong, where=achievement, hint=f"tgx show {achievement}")
    return _decided(files, new, replace=mending_.replace)


def registered(connection: sqlite3.Connection, sets: Mended, values: Sequence[str]) -> tuple[str, ...]:
    """The values of a mend with the registered names of cities and with dates in tgx's notation. Raises UsageError where a
    city is not known, or where a text is no date."""
    tidy = [one_line(value) for value in values]
    if sets == "dates":
        return tuple(dict.fromkeys(dated(value, "--when") for value in tidy))
    found = (find_city(connection, value) if sets == "cities" else value for value in tidy)
    return tuple(dict.fromkeys(found))


def _decided(files: Files, new: Entry, *, replace: bool) -> DecisionMade:
    done: list[DecisionMade] = []

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        own = judging.spelled(connection, entries, new) if isinstance(new, Judgement) else new
        (full,) = judging.pinned(connection, [own])
        older, contrary = _against(entries, full)
        if contrary and not replace:
            raise UsageError(
                say(
                    "{achievement} is judged otherwise: {entries}",
                    achievement=new.achievement,
                    entries=joined((each.message for each in contrary), "; "),
                ),
                hint=say("tgx link undo, or --replace to take its place"),
            )
        after = with_new(entries, full)
        done.append(DecisionMade(own, contrary, older[0] if list(after) == list(entries) else None))
        return after

    judging.change(files, edit)
    return done[0]


def _against(entries: Entries, new: Entry) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The judgements whose place a new one would take, and those of them that say otherwise."""
    if isinstance(new, Mend):
        older = mends.opposed(mends_of(entries), new)
        own = (older,) if older else ()
        return own, tuple(entry for entry in own if entry.values != new.values)
    on_it = opposed(verdicts_of(entries), new)
    return on_it, tuple(entry for entry in on_it if entry.verdict != new.verdict)


def record(
    files: Files, new: Sequence[Judgement], known: Judgements | None
) -> tuple[Judgements, tuple[Judgement, ...]]:
    """Save judgements, each in the place of what says otherwise; all judgements after that, and those of ``new``.

    ``known``: those of the last change, which need not be read again where their file is the same.
    """

    keys: set[tuple[str, str | None]] = set()

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        for each in verdicts_of(judging.pinned(connection, new)):
            judgement = judging.spelled(connection, entries, each)
            keys.add((judgement.achievement, judgement.measure))
            entries = with_new(entries, judgement)
        return entries

    after = judging.change(files, edit, known)
    return after, tuple(entry for entry in after.verdicts if (entry.achievement, entry.measure) in keys)


def withdraw(files: Files, made: Sequence[Judgement], known: Judgements | None) -> Judgements:
    """Withdraw judgements, the last first, those that are still there; all judgements after that."""

    def edit(_: sqlite3.Connection, entries: Entries) -> Entries:
        for judgement in reversed(made):
            if judgement in entries:
                entries = without(entries, judgement)
        return entries

    return judging.change(files, edit, known)


def undo(files: Files, name: str | None, measure: str | None) -> Entry:
    """Withdraw the newest judgement (of an achievement, on a measure); it."""
    with reading(files.catalogue):
        pass
    gone: list[Entry] = []

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        own = entries if name is None else _named(entries, name)
        if measure is not None:
            own = judging.on_measure(connection, own, measure)
        if not own:
            what = say("no judgement on {name}", name=name) if name else say("no judgement to undo")
            raise UsageError(
                joined([what, measure], " ") if measure else what, hint=say("tgx link judgements lists all")
            )
        gone.append(own[-1])
        return without(entries, own[-1])

    judging.change(files, edit)
    return gone[0]


def _named(entries: Entries, name: str) -> Entries:
    """The judgements on the achievement whose id is, or begins with, a name. Raises UsageError where several do."""
    exact = [entry for entry in entries if entry.achievement == name]
    begun = [entry for entry in entries if entry.achievement.startswith(name)]
    ids = sorted({entry.achievement for entry in begun})
    if len(ids) > 1 and not exact:
        raise several_ids(name, len(ids), ids)
    return exact or begun


def apply(files: Files) -> tuple[Judgements, bool]:
    """Bring the catalogue in line with the file of judgements: the judgements, and whether anything was to do."""
    with reading(files.catalogue):
        pass
    given = judging.given_judgements(files)
    with store.writing(files.catalogue) as connection:
        return given, judging.renew(connection, given, current_rules())


def take_over(files: Files, file: Path, *, replace: bool) -> Taken:
    """Add the judgements of another file; where the two disagree the own ones stay, unless ``replace``."""
    with reading(files.catalogue):
        pass
    theirs = read_judgements(file)
    if not theirs.fingerprint:
        raise UsageError(say("no such file"), where=str(file), hint=say("check the path"))
    done: list[Taken] = []

    def edit(connection: sqlite3.Connection, entries: Entries) -> Entries:
        with judging.naming(str(file)):
            mending.check(connection, enumerate(theirs.entries, start=1))
        given = [
            judging.spelled(connection, entries, each) if isinstance(each, Judgement) else each
            for each in judging.pinned(connection, theirs.entries)
        ]
        own, own_mends = verdicts_of(entries), mends_of(entries)
        links = merged(own, verdicts_of(given), replace_own=replace)
        rows = mends.merged(own_mends, mends_of(given), replace_own=replace)
        conflicts: tuple[tuple[Entry, Entry], ...] = (*links.conflicts, *rows.conflicts)
        done.append(Taken((*links.added, *rows.added), (*links.same, *rows.same), conflicts))
        return relaid(relaid(entries, own, links.entries), own_mends, rows.entries)

    judging.change(files, edit)
    return done[0]


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
        raise UsageError(say("the file is there already"), where=str(file), hint=say("--force overwrites it"))
    write_file(file, text.encode(), JudgementError, parents=True)
