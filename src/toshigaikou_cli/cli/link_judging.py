"""``tgx link accept``, ``reject``, ``outside``, ``undo``, ``apply``, ``import`` and ``export``: judgements."""

from __future__ import annotations

import sys
from collections.abc import Sized
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, JudgementsOption, StrategyOption
from toshigaikou_cli.cli.output import note, print_line
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, UsageError
from toshigaikou_cli.jobs import places
from toshigaikou_cli.jobs.reviewing import unapplied
from toshigaikou_cli.messages import Message, joined, say, say_n, sayable

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.deciding import DecisionMade
    from toshigaikou_cli.records.judgement import Verdict

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An achievement's id, or the start of one.")]
MeasureArgument = Annotated[
    str, typer.Argument(metavar="MEASURE", help="The measure's code: 35, 1-1-(1), 2014:35.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in one line.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Take the place of judgements that say otherwise.")
]

_LEAST = 2


def accept(
    name: IdArgument,
    measure: MeasureArgument,
    by: ByOption,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Confirm that an achievement serves a measure, also one that the rules did not see. It counts from now on."""
    files = places.files(db, judgements)
    key = _decide(files, name, measure, "accepted", by=by, note=note_text, replace=replace)
    from toshigaikou_cli.jobs.deciding import left_of

    left = left_of(files, key)
    if left.outcome != "held":
        told = sayable(
            "  nothing of this row was held: its links count nowhere (if it was: tgx link mend {id} --outcome held)"
        )
        print_line(say(told, id=key))
    elif left.suggested:
        told = sayable(
            "  still suggested for {measures}, which counts nowhere (tgx link reject {id} MEASURE)"
        )
        print_line(say(told, measures=joined(left.suggested), id=key))


def reject(
    name: IdArgument,
    measure: MeasureArgument,
    by: ByOption,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Reject a link: it stays visible, does not count, and is not proposed again."""
    _decide(places.files(db, judgements), name, measure, "rejected", by=by, note=note_text, replace=replace)


def outside(
    name: IdArgument,
    by: ByOption,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Judge an achievement to be outside the strategy: all its links are rejected."""
    _decide(places.files(db, judgements), name, None, "outside", by=by, note=note_text, replace=replace)


def _decide(
    files: places.Files,
    name: str,
    measure: str | None,
    verdict: Verdict,
    *,
    by: str,
    note: str,
    replace: bool,
) -> str:
    """Save a judgement and say so; gives the achievement's id."""
    from toshigaikou_cli.jobs import deciding
    from toshigaikou_cli.records.judgement import Decision

    done = deciding.decide(files, Decision(name, measure, verdict, by, note, replace))
    say_decided(files, done)
    return done.judgement.achievement


def say_decided(files: places.Files, done: DecisionMade) -> None:
    """Say what was decided, in the place of what, and where it is saved."""
    print_line(done.judgement.message)
    for entry in done.contrary:
        print_line(say("  in the place of: {entry}", entry=entry.message))
    if done.same:
        print_line(say("  nothing changed: {entry}", entry=done.same.message))
    print_line(say("  saved in {file}", file=files.judgements))


def undo(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An achievement's id. [default: the newest]")
    ] = None,
    measure: Annotated[str | None, typer.Argument(metavar="[MEASURE]", help="The measure's code.")] = None,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Withdraw the newest judgement or mend, or the newest of an achievement; what it had replaced holds again."""
    from toshigaikou_cli.jobs import deciding

    files = places.files(db, judgements)
    gone = deciding.undo(files, name, measure)
    print_line(say("undone: {entry}", entry=gone.message))
    for entry in gone.replaced:
        print_line(say("  holds again: {entry}", entry=entry.message))
    print_line(say("  saved in {file}", file=files.judgements))


def learn(
    words: Annotated[
        bool,
        typer.Option(
            "--words", help="Propose words for the rules of a strategy instead, as a change of its file."
        ),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="With --words: write them into the file.")] = False,
    least: Annotated[
        int,
        typer.Option(
            "--least", min=2, metavar="N", help="With --words: so many rows of a measure have a word."
        ),
    ] = _LEAST,
    strategy: StrategyOption = None,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Train a small model on the judgements. It never links.

    It orders suggestions, and rows on which it and the rules disagree come first in suggest and review. It is kept in a file
    beside the judgements; train it again after more of them. Needs numpy (pip install 'toshigaikou-cli[learn]').

    With --words: which words tell one measure from all others in the judged rows, and how often links by them were right on
    rows that they were not learned from. A row with such a word is linked once they are in the file of rules.
    """
    files = places.files(db, judgements)
    if words:
        _learn_words(files, strategy, least, write=write)
        return
    if write or strategy or least != _LEAST:
        what = say("--write, --least and --strategy go with --words")
        raise UsageError(what, where="tgx link learn", hint=say("tgx link learn --words"))
    from toshigaikou_cli.jobs import learning

    note_unapplied(files)
    trained = learning.learn(files)
    print_line(
        say_n(
            "learned from {n} judged row ({digest}): {path}",
            "learned from {n} judged rows ({digest}): {path}",
            n=trained.rows,
            digest=trained.digest,
            path=trained.path,
        )
    )


def _learn_words(files: places.Files, strategy: str | None, least: int, *, write: bool) -> None:
    from toshigaikou_cli.formats.tables.table import percent
    from toshigaikou_cli.jobs.ruling_words import learn_words

    done = learn_words(files, strategy, least, write=write)
    note_unapplied(files)
    print_line(
        say(
            "strategy {id}: {words} for {measures}, from {rows}",
            id=done.strategy,
            words=say_n("{n} word", "{n} words", n=sum(len(each.words) for each in done.words)),
            measures=say_n("{n} measure", "{n} measures", n=len(done.words)),
            rows=say_n("{n} judged row", "{n} judged rows", n=done.rows),
        )
    )
    held, without = done.held_out, done.without
    print_line(
        say_n(
            "of {n} row that serves a measure, held out once: {links}, {right} right ({share})",
            "of {n} rows that serve a measure, each held out once: {links}, {right} right ({share})",
            n=held.inside,
            links=say_n("{n} link", "{n} links", n=held.links),
            right=held.right,
            share=percent(held.right, held.links),
        )
    )
    print_line(
        say_n(
            "without the words: {n} link, {right} right",
            "without the words: {n} links, {right} right",
            n=without.links,
            right=without.right,
        )
    )
    for line in done.diff.splitlines():
        print_line(line)
    if not done.diff:
        print_line(say("{file}: nothing changes", file=done.path))
    elif write:
        print_line(say("written: {file} (tgx rebuild links by it)", file=done.path))
    else:
        print_line(say("nothing is written (--write does)"))


def apply(db: DbOption = None, judgements: JudgementsOption = None) -> None:
    """Bring the catalogue in line with the file of judgements, after it was edited or pulled. Imports do so too."""
    from toshigaikou_cli.jobs import deciding

    files = places.files(db, judgements)
    given, changed = deciding.apply(files)
    number = len(given.entries)
    said = say_n("{n} judgement", "{n} judgements", n=number) if given.fingerprint else say("no file")
    if changed:
        print_line(say("{file}: {said}, applied", file=files.judgements, said=said))
    else:
        print_line(say("{file}: {said}, already in the catalogue", file=files.judgements, said=said))


def note_unapplied(files: places.Files) -> None:
    """Say on stderr where the file of judgements is not the one last applied."""
    if unapplied(files):
        told = say(
            "tgx: {file}: the judgements have changed since they were applied (tgx link apply)",
            file=files.judgements,
        )
        note(told)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of judgements.")],
    db: DbOption = None,
    judgements: JudgementsOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where the two disagree, take the judgement of FILE.")
    ] = False,
) -> int:
    """Add the judgements of another file. Where the two disagree, the own one stays, is listed, and the exit code is 1."""
    from toshigaikou_cli.jobs import deciding

    files = places.files(db, judgements)
    done = deciding.take_over(files, file, replace=replace)
    print_line(taken_over(file, done.added, done.same, done.conflicts))
    for own, their in done.conflicts:
        print_line(in_conflict(own.message, their.message, replaced=replace))
    print_line(say("  saved in {file}", file=files.judgements))
    return EXIT_FOUND if done.conflicts and not replace else EXIT_OK


def taken_over(file: Path, added: Sized, same: Sized, conflicts: Sized) -> Message:
    """What came of the entries of another file."""
    return say(
        "{file}: {added} added, {same} there already, {conflicts} in conflict",
        file=file, added=len(added), same=len(same), conflicts=len(conflicts),
    )  # fmt: skip


def in_conflict(own: Message, their: Message, *, replaced: bool) -> Message:
    """An entry that the other file contradicts, and what is done about it."""
    if replaced:
        return say("  {own} [replaced] against {their}", own=own, their=their)
    return say("  {own} [kept as it was] against {their}", own=own, their=their)


def export(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to. [default: stdout]")] = None,
    db: DbOption = None,
    judgements: JudgementsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write the judgements as YAML; where their file is lost, as they were last applied."""
    from toshigaikou_cli.jobs import deciding

    files = places.files(db, judgements)
    done = deciding.export(files)
    if done.lost:
        told = say("tgx: {file}: no such file; these are the judgements last applied", file=files.judgements)
        note(told)
    if file is None:
        sys.stdout.write(done.text)
        return
    deciding.write_new(file, done.text, force=force)
    print_line(say_n("{n} judgement in {file}", "{n} judgements in {file}", n=done.number, file=file))
