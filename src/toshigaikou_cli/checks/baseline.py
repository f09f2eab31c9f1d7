"""The baseline: findings that are known, each with a reason and perhaps a day until which it is accepted.

An entry stands for a check's findings on one cell of one record, wherever the row has moved to since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from toshigaikou_cli.checks.running import FOUND
from toshigaikou_cli.files import read_toml, refused
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.shelf import shelved
from toshigaikou_cli.schema import Violation, violation

NAME = "tgx-baseline.toml"
NO_REASON = say("known when the baseline was written")
_KEYS = ("check", "document", "record", "cell", "reason", "expires")
HEAD = (
    say(
        "Findings that are known, each with a reason. One entry stands for what a check finds on one cell of one record."
    ),
    say(
        "tgx validate --write-baseline writes this file; it keeps the reasons. `expires` (the last day) may be left out."
    ),
)


class KnownFinding(NamedTuple):
    """``document`` is a file's name without its folder, ``record`` as ``achievement 2017-3f9a1c``; ``expires`` is
    the last day (ISO) on which the entry holds, "" for no end."""

    check: str
    document: str
    record: str
    cell: str
    reason: str
    expires: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self[:4]


class Split(NamedTuple):
    """Findings told apart: ``new`` ones, those ``known`` (with the reason), and the entries that did not serve."""

    new: Sequence[Finding]
    known: Sequence[Finding]
    expired: list[KnownFinding]
    unmatched: list[KnownFinding]


def read_baseline(path: Path) -> tuple[KnownFinding, ...]:
    """The entries of a file. Raises UsageError where it is broken, naming the entry."""
    data = read_toml(path)
    broken = violation(data, "baseline")
    if broken:
        raise refused(path, _named(broken), broken.hint)
    return tuple(_entry(each) for each in data.get("known", ()))


def _entry(data: Mapping[str, str]) -> KnownFinding:
    found = KnownFinding(*(data.get(key, "") for key in _KEYS))
    return found._replace(reason=NO_REASON) if found.reason == NO_REASON else found


def _named(broken: Violation) -> str:
    """What is wrong, with its entry counted as people count."""
    if len(broken.path) < 2 or not isinstance(broken.path[1], int):
        return broken.what
    number, problem = broken.path[1] + 1, broken.problem
    if len(broken.path) == 2:
        return say("entry {number}: {problem}", number=number, problem=problem)
    cell = joined(broken.path[2:], " of ")
    return say("{cell} of entry {number}: {problem}", cell=cell, number=number, problem=problem)


def is_day(text: str) -> bool:
    """Whether a text is a day as ``2027-03-31``."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text))
    except ValueError:
        return False


def split(
    findings: Sequence[Finding],
    entries: Sequence[KnownFinding],
    day: str,
    checks: Collection[str],
    documents: Collection[str] | None,
    unseen: Collection[tuple[str, str]] = (),
) -> Split:
    """Tell known findings from new ones.

    An entry is unmatched only where its check was run (``checks`` are codes) and its document was looked at
    (``documents`` are names; None where some records were left out, so that nothing can be said). ``unseen`` are the
    checks, with documents, that would have needed others beside them.
    """
    valid = {entry.key: entry for entry in entries if not entry.expires or entry.expires >= day}
    expired = [entry for entry in entries if entry.expires and entry.expires < day]
    new = shelved((each for each in findings if key_of(each) not in valid), FOUND)
    kept = ((each, valid.get(key_of(each))) for each in findings)
    known = shelved((each._replace(known=entry.reason) for each, entry in kept if entry), FOUND)
    served = set(map(key_of, known))
    looked_at = {_name(document) for document in documents or ()}
    unmatched = [
        entry
        for entry in valid.values()
        if documents is not None
        and entry.key not in served
        and entry.check in checks
        and (not entry.document or entry.document in looked_at)
        and (entry.check, entry.document) not in unseen
    ]
    return Split(new, known, expired, unmatched)


def key_of(finding: Finding) -> tuple[str, str, str, str]:
    """What an entry is compared with: check, file name, record, cell."""
    key = _name(finding.key) if finding.thing == "document" else finding.key
    record = f"{finding.thing} {key}".strip()
    return (finding.code, _name(finding.spot.document), record, " ".join(finding.cell.split()))


def _name(document: str) -> str:
    return PurePosixPath(document).name


def renewed(
    findings: Iterable[Finding],
    entries: Sequence[KnownFinding],
    unmatched: Sequence[KnownFinding],
    reason: str,
    expires: str,
) -> list[KnownFinding]:
    """The entries for a new file: one for each finding, old reasons kept, without those that match nothing."""
    gone = {entry.key for entry in unmatched}
    kept = {entry.key: entry for entry in entries if entry.key not in gone}
    for finding in findings:
        key = key_of(finding)
        old = kept.get(key)
        if old is None or finding.known == "":  # new, or its entry has expired
            kept[key] = KnownFinding(
                *key, reason=reason or (old.reason if old else NO_REASON), expires=expires
            )
    return sorted(kept.values())


def baseline_text(entries: Iterable[KnownFinding], said: Sequence[str] = HEAD) -> str:
    """A baseline file, under what is ``said`` of it."""
    head = "".join(f"# {text}\n" for text in said)
    return f"{head}version = 1\n" + "".join(f"\n[[known]]\n{''.join(_lines(entry))}" for entry in entries)


def _lines(entry: KnownFinding) -> Iterator[str]:
    for key, value in zip(_KEYS, entry, strict=True):
        if value:
            # A JSON string is a TOML string but for the one control character that JSON leaves as it is.
            quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            yield f"{key} = {quoted}\n"
