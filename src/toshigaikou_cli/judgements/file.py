"""The YAML file of judgements, which people review in git: found, read under its schema, written in one step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import JudgementError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.files import refused, replace_file
from toshigaikou_cli.judgements.entries import mends_of, verdicts_of
from toshigaikou_cli.judgements.mends import twice
from toshigaikou_cli.judgements.people_file import entries_of, file_bytes, with_end_changed
from toshigaikou_cli.judgements.verdicts import conflicts
from toshigaikou_cli.language import in_file
from toshigaikou_cli.messages import Message, coded, joined, say
from toshigaikou_cli.records.judgement import Entry, Judgement, Judgements, Mend, Mended
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.dates.written import days_of
from toshigaikou_cli.vocabulary.yaml_files import yaml_entry

_HEAD = say(
    "# Which links people accepted or rejected, what they mended, and why. One entry each; tgx link adds to the end.\n"
)
_VERSION_1 = expression(r"^version: 1$", re.MULTILINE)


def read_judgements(path: Path, known: Judgements | None = None) -> Judgements:
    """The judgements of a file, none where there is no file; ``known`` where its bytes are still those.

    Raises JudgementError, with file, line and hint, where the file cannot be read, breaks its schema, or
    contradicts itself.
    """
    data = file_bytes(path)
    if data is None:
        return Judgements(path=str(path))
    fingerprint = sha256(data).hexdigest()
    if known and known.fingerprint == fingerprint:
        return Judgements(known.entries, fingerprint, str(path))
    entries = _load(data, path)
    if pair := twice(mends_of(entries)):
        raise refused(
            path,
            say("mended twice: {one}; {other}", one=pair[0].message, other=pair[1].message),
            say("keep one of them"),
            JudgementError,
        )
    for one, other in conflicts(verdicts_of(entries)):
        what = say(
            "judgements of {achievement} contradict each other: {one}, {other}",
            achievement=one.achievement,
            one=_said(one),
            other=_said(other),
        )
        if one.verdict == other.verdict:
            what = say(
                "{achievement} is judged twice: {one}, {other}",
                achievement=one.achievement,
                one=_said(one),
                other=_said(other),
            )
        raise refused(path, what, say("keep one of them"), JudgementError)
    return Judgements(entries, fingerprint, str(path))


def _load(data: bytes, path: Path) -> tuple[Entry, ...]:
    entries = entries_of(data, path, "judgements")
    for number, entry in enumerate(entries, start=1):
        named = say("entry {number}, {id}", number=number, id=entry["achievement"])
        if any(_sets(each) != _sets(entry) for each in entry.get("replaced", ())):
            hint = say("replaced holds what set the same")
            raise refused(
                path, say("{name}: replaced by what it cannot replace", name=named), hint, JudgementError
            )
        wrong = next((text for text in entry.get("dates", ()) if days_of(text) is None), None)
        if wrong is not None:
            raise refused(
                path,
                say("{name}: no such date: {text}", name=named, text=wrong),
                say("write 2021-10-03/05"),
                JudgementError,
            )
    return tuple(map(_entry, entries))


def _entry(entry: dict[str, Any]) -> Entry:
    return _mend(entry) if _sets(entry) else _judgement(entry)


def _sets(entry: dict[str, Any]) -> Mended | None:
    """What an entry mends; None where it is a verdict on a link."""
    names: tuple[Mended, ...] = ("outcome", "dates", "cities", "unit")
    return next((name for name in names if name in entry), None)


def _mend(entry: dict[str, Any]) -> Mend:
    sets = _sets(entry) or "outcome"
    given, text = entry[sets], entry.get("text", {})
    return Mend(
        achievement=entry["achievement"],
        activity=entry.get("activity"),
        sets=sets,
        values=tuple(given) if isinstance(given, list) else (given,),
        by=entry["by"],
        date=entry["date"],
        note=entry.get("note", ""),
        digest=text.get("digest", ""),
        begins=text.get("begins", ""),
        replaced=tuple(map(_mend, entry.get("replaced", ()))),
    )


def _said(judgement: Judgement) -> Message:
    verdict = coded(judgement.verdict)
    what = verdict if judgement.measure is None else joined([judgement.measure, verdict], " ")
    return say("{what} ({by}, {date})", what=what, by=judgement.by, date=judgement.date)


def _judgement(entry: dict[str, Any]) -> Judgement:
    text = entry.get("text", {})
    return Judgement(
        achievement=entry["achievement"],
        measure=str(entry["measure"]) if "measure" in entry else None,
        verdict="outside" if entry.get("outside") else entry["verdict"],
        by=entry["by"],
        date=entry["date"],
        note=entry.get("note", ""),
        digest=text.get("digest", ""),
        begins=text.get("begins", ""),
        title=entry.get("title", ""),
        replaced=tuple(map(_judgement, entry.get("replaced", ()))),
    )


def entry_of(judgement: Entry) -> dict[str, Any]:
    """A judgement as the file has it; what is empty is left out, but for dates and cities that a person took away."""
    entry: dict[str, Any] = {"achievement": judgement.achievement}
    if isinstance(judgement, Mend):
        one = judgement.sets in ("outcome", "unit")
        entry |= {} if judgement.activity is None else {"activity": judgement.activity}
        entry[judgement.sets] = judgement.values[0] if one else list(judgement.values)
    elif judgement.measure is None:
        entry["outside"] = True
    else:
        number = code_number(judgement.measure)
        entry |= {
            "measure": number or judgement.measure,
            "title": judgement.title,
            "verdict": judgement.verdict,
        }
    entry |= {"by": judgement.by, "date": judgement.date, "note": judgement.note}
    if judgement.digest:
        entry["text"] = {"digest": judgement.digest, "begins": judgement.begins}
    entry["replaced"] = [entry_of(each) for each in judgement.replaced]
    return {key: value for key, value in entry.items() if value not in ("", []) or key in ("dates", "cities")}


def _block(judgement: Entry) -> str:
    return yaml_entry(entry_of(judgement))


def as_yaml(entries: Iterable[Entry]) -> str:
    """Judgements as the text of a file."""
    entries = tuple(entries)
    blocks = "".join(map(_block, entries))
    begin = f"{in_file(_HEAD)}version: {_version(entries)}\njudgements:"
    return f"{begin}\n{blocks}" if blocks else f"{begin} []\n"


def _version(entries: Iterable[Entry]) -> int:
    """2 where a measure is named with its strategy, 1 where all are numbers."""
    named = (entry.measure for entry in verdicts_of(entries) if entry.measure is not None)
    return 1 if all(code_number(measure) for measure in named) else 2


# ---------------------------------------------------------------- writing


def write_judgements(path: Path, entries: Sequence[Entry], before: Judgements) -> Judgements:
    """Put ``entries`` in the place of ``before``, the file's content so far, in one step; comments are kept where
    entries were only added to the end or taken from it. For who holds the file locked since reading it.

    Raises JudgementError where the file cannot be written."""
    data = _changed_text(path, entries, before).encode()
    replace_file(path, data, JudgementError)
    return Judgements(tuple(entries), sha256(data).hexdigest(), str(path))


def _changed_text(path: Path, entries: Sequence[Entry], before: Judgements) -> str:
    changed = None
    if before.fingerprint:
        changed = with_end_changed(path, list(map(_block, before.entries)), list(map(_block, entries)))
    if changed is None:
        return as_yaml(entries)
    return _VERSION_1.sub("version: 2", changed, count=1) if _version(entries) == 2 else changed
