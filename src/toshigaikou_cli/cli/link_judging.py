"""``tgx link accept``, ``reject``, ``outside``, ``undo``, ``apply``, ``import`` and ``export``: judgements."""

from __future__ import annotations

import sqlite3
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli import clock
from toshigaikou_cli.catalogue.connection import catalogue_path, judgement_path, reading
from toshigaikou_cli.catalogue.reading import judged
from toshigaikou_cli.catalogue.reading.finding import identify
from toshigaikou_cli.cli.options import DbOption, JudgementsOption
from toshigaikou_cli.cli.output import note
from toshigaikou_cli.errors import EXIT_FOUND, EXIT_OK, JudgementError, UsageError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.text.keys import visible

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Judgement, Verdict

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An achievement's id, or the start of one.")]
MeasureArgument = Annotated[int, typer.Argument(metavar="MEASURE", help="The measure's number.")]
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
    _judge(name, measure, "accepted", by, note_text, replace, db, judgements)


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
    _judge(name, measure, "rejected", by, note_text, replace, db, judgements)


def outside(
    name: IdArgument,
    by: ByOption,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Judge an achievement to be outside the strategy: all its links are rejected."""
    _judge(name, None, "outside", by, note_text, replace, db, judgements)


def _judge(
    name: str,
    measure: int | None,
    verdict: Verdict,
    by: str,
    note_text: str,
    replace: bool,
    db: Path | None,
    file: Path | None,
) -> None:
    path = catalogue_path(db)
    with reading(path) as connection:
        achievement = achievement_id(connection, name)
        if measure is not None and judged.measure_title(connection, measure) is None:
            raise UsageError(f"no measure {measure}", hint="tgx query measures lists all")
    new = made(achievement, measure, verdict, by, note_text)
    from toshigaikou_cli.jobs import judging
    from toshigaikou_cli.judgements.verdicts import added, opposed

    said: list[str] = []

    def edit(connection: sqlite3.Connection, entries: judging.Entries) -> judging.Entries:
        (full,) = judging.pinned(connection, [new])
        older = opposed(entries, full)
        contrary = [entry for entry in older if entry.verdict != verdict]
        if contrary and not replace:
            raise UsageError(
                f"{achievement} is judged otherwise: {'; '.join(map(in_words, contrary))}",
                hint="tgx link undo, or --replace to take its place",
            )
        after = added(entries, full)
        said.extend(f"  in the place of: {in_words(entry)}" for entry in contrary)
        if list(after) == list(entries):
            said.append(f"  nothing changed: {in_words(older[0])}")
        return after

    target = judgement_path(file, path)
    judging.change(path, target, edit)
    print(visible(in_words(new)))
    print("".join(f"{visible(line)}\n" for line in said), end="")
    print(f"  saved in {target}")


def achievement_id(connection: sqlite3.Connection, name: str) -> str:
    """The id that ``name`` is, or begins. Raises UsageError where it is no achievement's."""
    found = identify(connection, name)
    if found.thing != "achievement":
        raise UsageError(f"no achievement {name}", hint="tgx query achievements lists all")
    return str(found.keys[0])


def made(achievement: str, measure: int | None, verdict: Verdict, by: str, note_text: str) -> Judgement:
    """A judgement of today. Raises UsageError where nobody is named."""
    from toshigaikou_cli.records.judgement import Judgement

    name = one_line(by)
    if not name:
        raise UsageError("a judgement needs a name", where="--by", hint="say who decides")
    reason = one_line(note_text)
    for option, text in (("--by", name), ("--note", reason)):
        if len(text) > 1000:
            raise UsageError("longer than 1000 characters", where=option, hint="keep it short")
    return Judgement(achievement, measure, verdict, name, clock.today(), reason)


def one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def in_words(judgement: Judgement) -> str:
    """``2017-3f9a1c: 18 accepted by 山田, 2026-11-22 (why)``."""
    what = "outside, judged" if judgement.measure is None else f"{judgement.measure} {judgement.verdict}"
    reason = f" ({judgement.note})" if judgement.note else ""
    return f"{judgement.achievement}: {what} by {judgement.by}, {judgement.date}{reason}"


def undo(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An achievement's id. [default: the newest]")
    ] = None,
    measure: Annotated[int | None, typer.Argument(metavar="[MEASURE]", help="The measure's number.")] = None,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Withdraw the newest judgement, or the newest of an achievement; what it had replaced holds again."""
    path = catalogue_path(db)
    with reading(path):
        pass
    from toshigaikou_cli.jobs import judging
    from toshigaikou_cli.judgements.verdicts import withdrawn

    gone: list[Judgement] = []

    def edit(_: sqlite3.Connection, entries: judging.Entries) -> judging.Entries:
        own = [e for e in entries if name is None or e.achievement == name or e.achievement.startswith(name)]
        if (
            name is not None
            and len({e.achievement for e in own}) > 1
            and name not in {e.achievement for e in own}
        ):
            listed = ", ".join(sorted({e.achievement for e in own}))
            raise UsageError(f"{name} begins several ids", hint=listed)
        if name is not None:
            own = [e for e in own if e.achievement == name] or own
        if measure is not None:
            own = [e for e in own if e.measure == measure]
        if not own:
            what = f"no judgement on {name}" if name else "no judgement to undo"
            raise UsageError(f"{what} {measure}" if measure else what, hint="tgx link judgements lists all")
        gone.append(own[-1])
        return withdrawn(entries, own[-1])

    target = judgement_path(judgements, path)
    judging.change(path, target, edit)
    print(visible(f"undone: {in_words(gone[0])}"))
    for entry in gone[0].replaced:
        print(visible(f"  holds again: {in_words(entry)}"))
    print(f"  saved in {target}")


def apply(db: DbOption = None, judgements: JudgementsOption = None) -> None:
    """Bring the catalogue in line with the file of judgements, after it was edited or pulled. Imports do so too."""
    path = catalogue_path(db)
    with reading(path):
        pass
    from toshigaikou_cli.catalogue.writing import store
    from toshigaikou_cli.jobs import judging

    given = judging.given_judgements(judgements, path)
    with store.writing(path) as connection:
        changed = judging.renew(connection, given)
    said = f"{len(given.entries)} judgements" if given.fingerprint else "no file"
    print(
        f"{judgement_path(judgements, path)}: {said}, {'applied' if changed else 'already in the catalogue'}"
    )


def note_unapplied(connection: sqlite3.Connection, file: Path | None, catalogue: Path) -> None:
    """Say on stderr where the file of judgements is not the one last applied."""
    path = judgement_path(file, catalogue)
    try:
        now = sha256(path.read_bytes()).hexdigest()
    except OSError:
        now = ""
    if now != judged.fingerprint(connection):
        note(f"tgx: {path}: the judgements have changed since they were applied (tgx link apply)")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of judgements.")],
    db: DbOption = None,
    judgements: JudgementsOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where the two disagree, take the judgement of FILE.")
    ] = False,
) -> int:
    """Add the judgements of another file. Where the two disagree, the own one stays, is listed, and the exit code is 1."""
    path = catalogue_path(db)
    with reading(path):
        pass
    from toshigaikou_cli.jobs import judging
    from toshigaikou_cli.judgements.file import read_judgements
    from toshigaikou_cli.judgements.verdicts import Merge, merged

    theirs = read_judgements(file)
    if not theirs.fingerprint:
        raise UsageError("no such file", where=str(file), hint="check the path")
    merges: list[Merge] = []

    def edit(connection: sqlite3.Connection, entries: judging.Entries) -> judging.Entries:
        merges.append(merged(entries, judging.pinned(connection, theirs.entries), replace_own=replace))
        return merges[-1].entries

    target = judgement_path(judgements, path)
    judging.change(path, target, edit)
    done = merges[0]
    kept = "replaced" if replace else "kept as it was"
    print(
        f"{file}: {len(done.added)} added, {len(done.same)} there already, {len(done.conflicts)} in conflict"
    )
    for own, their in done.conflicts:
        print(visible(f"  {in_words(own)} [{kept}] against {in_words(their)}"))
    print(f"  saved in {target}")
    return EXIT_FOUND if done.conflicts and not replace else EXIT_OK


def export(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to. [default: stdout]")] = None,
    db: DbOption = None,
    judgements: JudgementsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write the judgements as YAML; where their file is lost, as they were last applied."""
    path = catalogue_path(db)
    from toshigaikou_cli.catalogue.writing import judging as saved
    from toshigaikou_cli.judgements.file import as_yaml, read_judgements

    source = judgement_path(judgements, path)
    given = read_judgements(source)
    if not given.fingerprint:
        with reading(path) as connection:
            given = saved.kept(connection)
        if given.entries:
            note(f"tgx: {source}: no such file; these are the judgements last applied")
    text = as_yaml(given.entries)
    if file is None:
        sys.stdout.write(text)
        return
    if file.exists() and not force:
        raise UsageError("the file is there already", where=str(file), hint="--force overwrites it")
    write_file(file, text.encode(), JudgementError, parents=True)
    print(f"{len(given.entries)} judgements in {file}")
