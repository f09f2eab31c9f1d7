"""A YAML file that people review in git: read once and within a bound; a change at its end leaves the rest as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import JudgementError, VocabularyError, system_words
from toshigaikou_cli.files import read_bytes, refused
from toshigaikou_cli.messages import say
from toshigaikou_cli.vocabulary.yaml_files import LARGEST, checked_yaml, decoded


def file_bytes(path: Path) -> bytes | None:
    """The content of a file, None where there is none. Raises JudgementError where it cannot be read."""
    try:
        return read_bytes(path, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, system_words(error), say("check the path"), JudgementError) from error


def entries_of(data: bytes, path: Path, name: str) -> list[dict[str, Any]]:
    """The entries under ``name`` in a file's content, which keeps to ``schemas/<name>.schema.json``.

    Raises JudgementError, with file and line, where it does not."""
    try:
        found: list[dict[str, Any]] = checked_yaml(decoded(data, path), path, name)[name]
    except VocabularyError as error:
        raise JudgementError(error.what, where=error.where, hint=error.hint, spot=error.spot) from error
    return found


def with_end_changed(path: Path, before: Sequence[str], after: Sequence[str]) -> str | None:
    """The text of a file in which the entries ``before`` (each as it is written) become ``after``: comments are kept where
    entries are only added to the end or taken from it. None where it is not sure what the end of the file is."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    if not shared:
        return None
    text = path.read_bytes().decode("utf-8-sig")
    for block in reversed(before[shared:]):
        if not text.endswith(block):
            return None
        text = text.removesuffix(block)
    return text + "".join(after[shared:]) if text.endswith(before[shared - 1]) else None
