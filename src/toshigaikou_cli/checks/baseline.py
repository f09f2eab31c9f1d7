"""The baseline: findings that are known, each with a reason and perhaps a day until which it is accepted.

An entry stands for a check's findings on one cell of one record, wherever the row has moved to since.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from toshigaikou_cli.checks.settings import read_toml
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.records.finding import Finding

NAME = "tgx-baseline.toml"
NO_REASON = "known when the baseline was written"
_KEYS = ("check", "document", "record", "cell", "reason", "expires")
_HEAD = """\
# Findings that are known, each with a reason. One entry stands for what a check finds on one cell of one record.
# tgx validate --write-baseline writes this file; it keeps the reasons. `expires` (the last day) may be left out.
version = 1
"""


class Entry(NamedTuple):
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

    new: list[Finding]
    known: list[Finding]
    expired: list[Entry]
    unmatched: list[Entry]


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of a file. Raises UsageError where it is broken, naming the entry."""
    data = read_toml(path)
    unknown = [key for key in data if key not in ("version", "known")]
    if unknown:
        raise _refused(path, f"unknown key: {unknown[0]}", "there is version and [[known]]")
    if data.get("version") != 1:
        raise _refused(path, "no version 1", "write version = 1")
    listed = data.get("known", [])
    if not isinstance(listed, list):
        raise _refused(path, "known is no list", "write [[known]]")
    return tuple(_entry(path, number, each) for number, each in enumerate(listed, 1))


def _entry(path: Path, number: int, given: Any) -> Entry:
    what = f"entry {number}"
    if not isinstance(given, Mapping):
        raise _refused(path, f"{what} is no table", "write [[known]]")
    values = {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}
    unknown = [key for key in values if key not in _KEYS]
    if unknown:
        raise _refused(path, f"unknown key in {what}: {unknown[0]}", f"known: {', '.join(_KEYS)}")
    wrong = [key for key, value in values.items() if not isinstance(value, str)]
    if wrong:
        raise _refused(path, f"{wrong[0]} of {what} is no text", "put it in quotes")
    for needed in ("check", "reason"):
        if not str(values.get(needed, "")).strip():
            raise _refused(path, f"{what} has no {needed}", f"add {needed} = …")
    expires = str(values.get("expires", ""))
    if expires and not is_day(expires):
        raise _refused(path, f"expires of {what} is no day: {expires}", "write 2027-03-31")
    return Entry(*(str(values.get(key, "")) for key in _KEYS))


def is_day(text: str) -> bool:
    """Whether a text is a day as ``2027-03-31``."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text))
    except ValueError:
        return False


def today() -> str:
    """Today (ISO), or the day of ``SOURCE_DATE_EPOCH``."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()).isoformat()


def split(
    findings: Iterable[Finding],
    entries: Sequence[Entry],
    day: str,
    checks: Collection[str],
    documents: Collection[str] | None,
) -> Split:
    """Tell known findings from new ones.

    An entry is unmatched only where its check was run (``checks`` are codes) and its document was looked at
    (``documents`` are names; None where some records were left out, so that nothing can be said).
    """
    valid = {entry.key: entry for entry in entries if not entry.expires or entry.expires >= day}
    expired = [entry for entry in entries if entry.expires and entry.expires < day]
    new: list[Finding] = []
    known: list[Finding] = []
    served = set()
    for finding in findings:
        entry = valid.get(key_of(finding))
        if entry is None:
            new.append(finding)
        else:
            served.add(entry.key)
            known.append(finding._replace(known=entry.reason))
    looked_at = {_name(document) for document in documents or ()}
    unmatched = [
        entry
        for entry in valid.values()
        if documents is not None
        and entry.key not in served
        and entry.check in checks
        and (not entry.document or entry.document in looked_at)
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
    entries: Sequence[Entry],
    unmatched: Sequence[Entry],
    reason: str,
    expires: str,
) -> list[Entry]:
    """The entries for a new file: one for each finding, old reasons kept, without those that match nothing."""
    gone = {entry.key for entry in unmatched}
    kept = {entry.key: entry for entry in entries if entry.key not in gone}
    for finding in findings:
        key = key_of(finding)
        old = kept.get(key)
        if old is None or finding.known == "":  # new, or its entry has expired
            kept[key] = Entry(*key, reason=reason or (old.reason if old else NO_REASON), expires=expires)
    return sorted(kept.values())


def baseline_text(entries: Iterable[Entry]) -> str:
    """A baseline file."""
    return _HEAD + "".join(f"\n[[known]]\n{''.join(_lines(entry))}" for entry in entries)


def _lines(entry: Entry) -> Iterator[str]:
    for key, value in zip(_KEYS, entry, strict=True):
        if value:
            # A JSON string is a TOML string but for the one control character that JSON leaves as it is.
            quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            yield f"{key} = {quoted}\n"


def _refused(path: Path, what: str, hint: str) -> UsageError:
    return UsageError(what, where=str(path), hint=hint)
