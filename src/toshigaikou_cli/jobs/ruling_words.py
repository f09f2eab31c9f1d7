"""Words for the rules of a strategy, learned from judged rows: proposed, and written into the project's file of rules."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from toshigaikou_cli import clock, projects
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading import frame, judged
from toshigaikou_cli.catalogue.reading.filters import known_strategy
from toshigaikou_cli.catalogue.writing.kept import bureau_names, link_inputs, measure_profiles
from toshigaikou_cli.errors import CatalogueError, JudgementError, UsageError, VocabularyError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.files import locked, replace_file
from toshigaikou_cli.jobs.places import Files
from toshigaikou_cli.jobs.relinking import rules_path
from toshigaikou_cli.linking import Rules, general_rules
from toshigaikou_cli.linking.rules import LEARNED, rules_of_people
from toshigaikou_cli.linking.topic_words import HeldOut, JudgedRow, LearnedWords, held_out, topic_words
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.project import NO_RULES, Project
from toshigaikou_cli.vocabulary.yaml_editing import with_entries
from toshigaikou_cli.vocabulary.yaml_files import checked_yaml, read_text

_NOTE = expression("^# learned: .*\n", re.MULTILINE)
_MEASURES = expression("^measures:", re.MULTILINE)


class WordsLearned(NamedTuple):
    """What was learned from ``rows`` judged rows, how well the rules do on rows that were held out, without and with it, and
    what the file becomes (``diff``: "" where it stays as it is)."""

    strategy: str
    rows: int
    words: Sequence[LearnedWords]
    without: HeldOut
    held_out: HeldOut
    path: Path
    diff: str


def learn_words(files: Files, strategy: str | None, least: int, *, write: bool) -> WordsLearned:
    """Words for a strategy's rules, from the rows that were accepted for its measures, or judged outside.

    ``write``: into its file, under a lock; entries and comments of people stay as they are. Raises UsageError where it is
    not known which strategy is meant, or the project names no file of rules for it, JudgementError without such rows.
    """
    project = projects.current()
    if project.builtin:
        raise UsageError(
            say("no project to write into"),
            hint=say("tgx init FOLDER makes one; then run this in it, or with --project FOLDER"),
        )
    with reading(files.catalogue) as connection:
        asked = _asked(connection, strategy)
        path = _path(project, asked)
        measures, names = measure_profiles(connection, asked), bureau_names(connection)
        rows = _judged(connection, asked)
    if not any(each.measures for each in rows):
        raise JudgementError(
            say("nothing to learn from: no judged row serves a measure"),
            hint=say("accept links first: tgx link review"),
        )
    own = _of_people(path)
    words = topic_words(rows, measures, own, least)
    without, held = held_out(rows, measures, own, names, least)
    with locked(path, VocabularyError, parents=True) if write else nullcontext():
        before = read_text(path) if path.exists() else ""
        made = _written(before, path, words, len(rows))
        if write and made != before:
            replace_file(path, made.encode(), VocabularyError)
    name = path.relative_to(project.folder).as_posix() if path.is_relative_to(project.folder) else path.name
    lines = unified_diff(before.splitlines(keepends=True), made.splitlines(keepends=True), name, name)
    return WordsLearned(asked, len(rows), words, without, held, path, "".join(lines))


def _asked(connection: sqlite3.Connection, given: str | None) -> str:
    if given is not None:
        return known_strategy(connection, given)
    every = [each["id"] for each in frame.strategies(connection)]
    if not every:
        raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
    if len(every) > 1:
        what, hint = say("which strategy is meant?"), say("one of {known}", known=every)
        raise UsageError(what, where="--strategy", hint=hint)
    return str(every[0])


def _path(project: Project, strategy: str) -> Path:
    path = rules_path(strategy, project)
    if path is None:
        hint = say('write links = "words/links/{id}.yaml" into its [[strategy]]', id=strategy)
        what = say("strategy {id} has no file of rules", id=strategy)
        raise UsageError(what, where=str(project.folder / projects.SETTINGS), hint=hint)
    return path


def _judged(connection: sqlite3.Connection, strategy: str) -> list[JudgedRow]:
    """The rows of judgements that stand on today's text: accepted for measures of a strategy, or outside."""
    labels: dict[str, set[str]] = {}
    for (key, measure), each in judged.judgements_on(connection, "(SELECT id FROM achievement)", ()).items():
        mine = measure is None or measure.startswith(f"{strategy}:")
        if mine and each["verdict"] in ("accepted", "outside") and not each["stale"]:
            labels.setdefault(key, set()).update(() if measure is None else (measure,))
    return [JudgedRow(row, frozenset(labels[row.id])) for row in link_inputs(connection) if row.id in labels]


def _of_people(path: Path) -> Rules:
    """The rules as people wrote them: what was learned before is learned anew."""
    return rules_of_people(path, read_text(path)) if path.exists() else general_rules()


def _written(text: str, path: Path, words: Iterable[LearnedWords], rows: int) -> str:
    """The text of a file of rules with these words as what was learned, and none of those learned before."""
    text = text or NO_RULES
    data = checked_yaml(text, path, "links")
    if "measures" not in data:
        text, data = f"{text.rstrip()}\n\nmeasures: []\n", {"measures": []}
    found = {each.measure.code: each for each in words}
    changed: dict[int, dict[str, list[str]]] = {}
    for at, entry in enumerate(data["measures"]):
        own = found.pop(str(entry.get("code", entry.get("number"))), None)
        learned = [word.word for word in own.words] if own else []
        if learned != entry.get(LEARNED, []):
            changed[at] = {LEARNED: learned}
    new = [
        {
            "code": code,
            "title": each.measure.title,
            LEARNED: [word.word for word in each.words],
        }
        for code, each in found.items()
    ]
    if not changed and not new:
        return text
    return _noted(with_entries(text, "measures", changed, new), rows)


def _noted(text: str, rows: int) -> str:
    """The text with the line that says what the learned words are from, before the measures."""
    line = f"# learned: by tgx link learn --words from {rows} judged rows, {clock.today()}; it writes them anew at each run\n"
    plain = _NOTE.sub("", text)
    return _MEASURES.sub(lambda found: line + found[0], plain, count=1)
