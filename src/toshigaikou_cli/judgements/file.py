"""The YAML file of judgements, which people review in git: found, read under its schema, written in one step."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import JudgementError, VocabularyError
from toshigaikou_cli.judgements.verdicts import conflicts
from toshigaikou_cli.records.judgement import Judgement, Judgements

HEAD = """\
# Which links people accepted or rejected, and why. One entry each; tgx link adds to the end.
version: 1
judgements:
"""
_EMPTY = HEAD.rstrip() + " []\n"


def read_judgements(path: Path, known: Judgements | None = None) -> Judgements:
    """The judgements of a file, none where there is no file; ``known`` where its bytes are still those.

    Raises JudgementError, with file, line and hint, where the file cannot be read, breaks its schema, or
    contradicts itself.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Judgements(path=str(path))
    except OSError as error:
        raise _error((error.strerror or "cannot be read").lower(), path, "check the path") from error
    fingerprint = sha256(data).hexdigest()
    if known and known.fingerprint == fingerprint:
        return Judgements(known.entries, fingerprint, str(path))
    entries = _load(path)
    for one, other in conflicts(entries):
        what = f"judgements of {one.achievement} contradict each other: {_said(one)}, {_said(other)}"
        if one.measure == other.measure and one.verdict == other.verdict:
            what = f"{one.achievement} is judged twice: {_said(one)}, {_said(other)}"
        raise _error(what, path, "keep one of them")
    return Judgements(entries, fingerprint, str(path))


def _load(path: Path) -> tuple[Judgement, ...]:
    from toshigaikou_cli.vocabulary.yaml_files import load_yaml

    try:
        return tuple(map(_judgement, load_yaml(path, "judgements")["judgements"]))
    except VocabularyError as error:
        raise JudgementError(error.what, where=error.where, hint=error.hint, spot=error.spot) from error


def _said(judgement: Judgement) -> str:
    what = "outside" if judgement.measure is None else f"{judgement.measure} {judgement.verdict}"
    return f"{what} ({judgement.by}, {judgement.date})"


def _error(what: str, path: Path, hint: str) -> JudgementError:
    return JudgementError(what, where=str(path), hint=hint)


def _judgement(entry: dict[str, Any]) -> Judgement:
    text = entry.get("text", {})
    return Judgement(
        achievement=entry["achievement"],
        measure=entry.get("measure"),
        verdict="outside" if entry.get("outside") else entry["verdict"],
        by=entry["by"],
        date=entry["date"],
        note=entry.get("note", ""),
        digest=text.get("digest", ""),
        begins=text.get("begins", ""),
        title=entry.get("title", ""),
        replaced=tuple(map(_judgement, entry.get("replaced", ()))),
    )


def entry_of(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the file has it; what is empty is left out."""
    entry: dict[str, Any] = {"achievement": judgement.achievement}
    if judgement.measure is None:
        entry["outside"] = True
    else:
        entry |= {"measure": judgement.measure, "title": judgement.title, "verdict": judgement.verdict}
    entry |= {"by": judgement.by, "date": judgement.date, "note": judgement.note}
    if judgement.digest:
        entry["text"] = {"digest": judgement.digest, "begins": judgement.begins}
    entry["replaced"] = [entry_of(each) for each in judgement.replaced]
    return {key: value for key, value in entry.items() if value not in ("", [])}


# Characters that end a line in YAML, or that it does not allow, though JSON does.
_ESCAPED = {code: f"\\u{code:04x}" for code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x7F, 0xA0))}


def _block(judgement: Judgement) -> str:
    # JSON is YAML: nothing in a value can end its quotes.
    entry = entry_of(judgement).items()
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}".translate(_ESCAPED) for key, value in entry]
    return "  - " + "\n    ".join(lines) + "\n"


def as_yaml(entries: Iterable[Judgement]) -> str:
    """Judgements as the text of a file."""
    blocks = "".join(map(_block, entries))
    return HEAD + blocks if blocks else _EMPTY


# ---------------------------------------------------------------- writing


def write_judgements(path: Path, entries: Sequence[Judgement], before: Judgements) -> Judgements:
    """Put ``entries`` in the place of ``before``, the file's content so far, in one step; comments are kept where
    entries were only added to the end or taken from it. Raises JudgementError where the file cannot be written."""
    text = _changed_text(path, entries, before)
    data = text.encode()
    replace_file(path, data)
    return Judgements(tuple(entries), sha256(data).hexdigest(), str(path))


def _changed_text(path: Path, entries: Sequence[Judgement], before: Judgements) -> str:
    if not before.entries or not before.fingerprint:
        return as_yaml(entries)
    old = path.read_bytes().decode("utf-8-sig")
    shared = 0
    while shared < min(len(entries), len(before.entries)) and entries[shared] == before.entries[shared]:
        shared += 1
    if not shared:
        return as_yaml(entries)
    # Only where the last entries stand as they are written here is it sure what the end of the file is.
    for entry in reversed(before.entries[shared:]):
        block = _block(entry)
        if not old.endswith(block):
            return as_yaml(entries)
        old = old.removesuffix(block)
    if not old.endswith(_block(before.entries[shared - 1])):
        return as_yaml(entries)
    return old + "".join(map(_block, entries[shared:]))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it finds the old content or the new, also after a crash."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path = path.resolve()  # of a symbolic link, the file that it stands for
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            os.replace(temporary, path)  # noqa: PTH105 - the one step
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise _error(
            f"cannot be written: {reason}", path, "check the folder, or name another file"
        ) from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file between reading and writing it (a lock on its folder)."""
    import fcntl

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise _error(
            f"cannot be written: {reason}", path, "check the folder, or name another file"
        ) from error
    try:
        with suppress(OSError):  # some network folders have no locks; the catalogue's own lock is left
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
