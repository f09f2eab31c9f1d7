"""``tgx link review``: one row after the other, an answer for each, saved at once. Plain prompts, no full screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli import link_judging
from toshigaikou_cli.cli.link_answers import KEYS, Answer, parse_answer
from toshigaikou_cli.cli.options import (
    AreaOption,
    BureauOption,
    CityOption,
    DbOption,
    GoalOption,
    JudgementsOption,
    MeasureOption,
    StatedOption,
    StatusOption,
    StrategyOption,
    YearOption,
)
from toshigaikou_cli.cli.output import ambiguous_width, columns, folded, print_line
from toshigaikou_cli.errors import EXIT_OK, UsageError, one_of
from toshigaikou_cli.formats.lines import lines
from toshigaikou_cli.formats.records.review import row_text
from toshigaikou_cli.formats.tables.wrapping import wrapped
from toshigaikou_cli.jobs import places, reviewing
from toshigaikou_cli.messages import coded, joined, say, say_n, sayable
from toshigaikou_cli.records.filters import STATUSES, Filters
from toshigaikou_cli.records.ids import id_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Judgement, Judgements

STOPPED = 130


def review(
    db: DbOption = None,
    judgements: JudgementsOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who decides. [default: git's user.name, or USER]"),
    ] = None,
    strategy: StrategyOption = None,
    goal: GoalOption = None,
    area: AreaOption = None,
    measure: MeasureOption = None,
    bureau: BureauOption = None,
    city: CityOption = None,
    year: YearOption = None,
    status: StatusOption = None,
    stated: StatedOption = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most N rows.")] = None,
) -> int:
    """Judge open rows one by one, those first that tgx link suggest lists first.

    Answer with the number of a candidate to accept it (several: 1 3), r 2 to reject one, r to reject all (1 r: the
    first and no other), m 35 for another measure, o for outside the strategy, s to skip, u to undo, q to quit, ? for
    the keys; # and a text at the end is the note.
    Each answer is saved at once. Works over ssh, and with answers from a pipe.
    """
    one_of("--status", status, STATUSES)
    filters = Filters(goal, area, measure, bureau, city, year, None, status, strategy=strategy)
    files = places.files(db, judgements)
    link_judging.note_unapplied(files)
    rows = reviewing.suggested_first(files, filters, limit, stated=stated).ids
    if not rows:
        print_line(say("nothing is open"))
        return EXIT_OK
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="backslashreplace")
    name = _name(by)
    session = _Session(files, name)
    if sys.stdin.isatty():
        _say(say_n("Judged by {name}, {n} row", "Judged by {name}, {n} rows", name=name, n=len(rows)))
    _tell_keys()
    return session.run(rows)


def _name(given: str | None) -> str:
    """Who decides: as given, else git's user.name or the user's; a terminal is asked."""
    if given is not None:
        return given
    default = _git_name() or os.environ.get("USER") or _user()
    if not sys.stdin.isatty():
        return default
    _say(say("Your name [{default}]: ", default=default), end="")
    return sys.stdin.readline().strip() or default


def _git_name() -> str:
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False, timeout=5)
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()  # git's own encoding, whatever the console's is


def _user() -> str:
    from toshigaikou_cli.jobs.naming import user

    return user()


def _say(text: str, end: str = "\n") -> None:
    sys.stdout.write(folded(lines(text), sys.stdout) + end)
    sys.stdout.flush()


def _tell_keys() -> None:
    """The keys, on a terminal broken between them."""
    cells = columns(sys.stdout) if sys.stdout.isatty() else None
    told = lines(KEYS)
    _say("\n".join(wrapped(told, cells, ambiguous_width(), names=True)) if cells else told)


class _Session:
    """A review: the rows, the answers so far (each as the judgements that it made), and what was counted."""

    def __init__(self, files: places.Files, by: str) -> None:
        from toshigaikou_cli.jobs import deciding

        self._files = files
        self._by = by
        self._known: Judgements | None = None
        self._made: list[tuple[int, tuple[Judgement, ...]]] = []
        self._skipped: set[int] = set()
        deciding.new_judgement("", None, "outside", by, "")  # a name that cannot be used is told at once

    def run(self, rows: list[str]) -> int:
        """Ask until the rows or the answers end; the exit code."""
        code, at = EXIT_OK, 0
        try:
            while 0 <= at < len(rows):
                achievement = reviewing.open_row(self._files, rows[at])
                if achievement is None:  # another process has imported a sheet without it
                    told = sayable("\n[{at}/{of}] {row} is not in the catalogue any more")
                    _say(say(told, at=at + 1, of=len(rows), row=rows[at]))
                    self._skipped.add(at)
                    at += 1
                    continue
                candidates = [
                    id_of(link["strategy"], link["measure"])
                    for link in achievement["links"]
                    if link["status"] != "rejected"
                ]
                _say(row_text(achievement, at + 1, len(rows)))
                at = self._ask(achievement["id"], candidates, at)
        except EOFError:
            _say("")
        except KeyboardInterrupt:
            _say("")
            code = STOPPED
        finally:
            self._sum_up(len(rows))
        return code

    def _ask(self, achievement: str, candidates: list[str], at: int) -> int:
        """Ask about one row until it is answered; the row to go on with, -1 for quit."""
        while True:
            _say("> ", end="")
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            answer = parse_answer(line, candidates)
            if answer.act == "quit":
                return -1
            if answer.act == "skip":
                self._skipped.add(at)
                return at + 1
            if answer.act == "undo":
                if self._made:
                    return self._undo()
                _say(say("nothing to undo"))
            elif answer.act == "find":
                if self._named(achievement, answer.text, at):
                    return at + 1
            elif answer.act == "help":
                if answer.text:
                    _say(answer.text)
                _tell_keys()
            elif self._judge(achievement, answer, at):
                return at + 1

    def _judge(self, achievement: str, answer: Answer, at: int) -> bool:
        """Save the judgements of an answer; False where it names a measure that there is not."""
        from toshigaikou_cli.jobs import deciding

        new = []
        for name, verdict in answer.verdicts:
            try:
                measure = name and reviewing.measure_meant(self._files, name, achievement)
            except UsageError as error:
                unknown = error.what.startswith("no ")
                _say(say("{what} (m WORD finds one)", what=error.what) if unknown else error.message)
                return False
            new.append(deciding.new_judgement(achievement, measure, verdict, self._by, answer.text[:1000]))
        self._known, saved = deciding.record(self._files, new, self._known)
        self._made.append((at, saved))
        self._skipped.discard(at)
        _say(say("  saved: {entries}", entries=joined((entry.message for entry in saved), "; ")))
        return True

    def _undo(self) -> int:
        """Withdraw what the last answer made; the row that it was about."""
        from toshigaikou_cli.jobs import deciding

        at, made = self._made.pop()
        self._known = deciding.withdraw(self._files, made, self._known)
        _say(say("  undone: {entries}", entries=joined((entry.message for entry in made), "; ")))
        return at

    def _named(self, achievement: str, word: str, at: int) -> bool:
        """Accept the measure whose code a word is; else list those that hold it, and False."""
        try:
            reviewing.measure_meant(self._files, word, achievement)
        except UsageError:
            self._find(word)
            return False
        return self._judge(achievement, Answer("judge", ((word, "accepted"),)), at)

    def _find(self, word: str) -> None:
        found = reviewing.measures_like(self._files, word)
        listed = "\n".join(f"  m {number}  {title}" for number, title in found)
        _say(listed or say("  no measure has {word}", word=word))

    def _sum_up(self, rows: int) -> None:
        verdicts = Counter(entry.verdict for _, made in self._made for entry in made)
        answered = {at for at, _ in self._made}
        counted = [
            say("{n} {verdict}", n=number, verdict=coded(verdict))
            for verdict, number in sorted(verdicts.items())
        ]
        left, skipped = rows - len(answered | self._skipped), len(self._skipped - answered)
        _say(
            say_n(
                "{n} row judged ({counted}), {skipped} skipped, {left} left",
                "{n} rows judged ({counted}), {skipped} skipped, {left} left",
                n=len(answered),
                counted=counted or say("nothing"),
                skipped=skipped,
                left=left,
            )
        )
        if answered:
            _say(say("saved in {file}", file=self._files.judgements))
