"""``tgx link accept``, ``reject``, ``outside``, ``undo``, ``apply``, ``import`` and ``export``: judgements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli.options import DbOption, JudgementsOption
from toshigaikou_cli.cli.output import note, say
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK
from toshigaikou_cli.jobs import places
from toshigaikou_cli.jobs.reviewing import unapplied
from toshigaikou_cli.records.judgement import Decision

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.deciding import DecisionMade

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An achievement's id, or the start of one.")]
MeasureArgument = Annotated[
    str, typer.Argument(metavar="MEASURE", help="The measure's code: 35, 1-1-(1), 2014:35.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in one line.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Take the place of judgements that say otherwise.")
]


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
    _decide(places.files(db, judgements), Decision(name, measure, "accepted", by, note_text, replace))


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
    _decide(places.files(db, judgements), Decision(name, measure, "rejected", by, note_text, replace))


def outside(
    name: IdArgument,
    by: ByOption,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Judge an achievement to be outside the strategy: all its links are rejected."""
    _decide(places.files(db, judgements), Decision(name, None, "outside", by, note_text, replace))


def _decide(files: places.Files, decision: Decision) -> None:
    from toshigaikou_cli.jobs import deciding

    say_decided(files, deciding.decide(files, decision))


def say_decided(files: places.Files, done: DecisionMade) -> None:
    """Say what was decided, in the place of what, and where it is saved."""
    say(str(done.judgement))
    for entry in done.contrary:
        say(f"  in the place of: {entry}")
    if done.same:
        say(f"  nothing changed: {done.same}")
    say(f"  saved in {files.judgements}")


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
    say(f"undone: {gone}")
    for entry in gone.replaced:
        say(f"  holds again: {entry}")
    say(f"  saved in {files.judgements}")


def learn(db: DbOption = None, judgements: JudgementsOption = None) -> None:
    """Train a small model on the judgements. It never links.

    It orders suggestions, and rows on which it and the rules disagree come first in suggest and review. It is kept in a file
    beside the judgements; train it again after more of them. Needs numpy (pip install 'toshigaikou-cli[learn]').
    """
    from toshigaikou_cli.jobs import learning

    files = places.files(db, judgements)
    note_unapplied(files)
    trained = learning.learn(files)
    say(f"learned from {trained.rows} judged rows ({trained.digest}): {trained.path}")


def apply(db: DbOption = None, judgements: JudgementsOption = None) -> None:
    """Bring the catalogue in line with the file of judgements, after it was edited or pulled. Imports do so too."""
    from toshigaikou_cli.jobs import deciding

    files = places.files(db, judgements)
    given, changed = deciding.apply(files)
    said = f"{len(given.entries)} judgements" if given.fingerprint else "no file"
    say(f"{files.judgements}: {said}, {'applied' if changed else 'already in the catalogue'}")


def note_unapplied(files: places.Files) -> None:
    """Say on stderr where the file of judgements is not the one last applied."""
    if unapplied(files):
        note(f"tgx: {files.judgements}: the judgements have changed since they were applied (tgx link apply)")


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
    kept = "replaced" if replace else "kept as it was"
    say(f"{file}: {len(done.added)} added, {len(done.same)} there already, {len(done.conflicts)} in conflict")
    for own, their in done.conflicts:
        say(f"  {own} [{kept}] against {their}")
    say(f"  saved in {files.judgements}")
    return EXIT_FOUND if done.conflicts and not replace else EXIT_OK


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
        note(f"tgx: {files.judgements}: no such file; these are the judgements last applied")
    if file is None:
        sys.stdout.write(done.text)
        return
    deciding.write_new(file, done.text, force=force)
    say(f"{done.number} judgements in {file}")
