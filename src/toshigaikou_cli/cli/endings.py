"""The format that the name of a file asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from toshigaikou_cli.errors import UsageError

Format = TypeVar("Format", bound=str)


def format_of(
    file: Path | None,
    given: Format | None,
    endings: Mapping[str, Format],
    usual: Format,
    where: str = "--output",
) -> Format:
    """The format to write: the given one, else that of the file's ending, else (on the screen) the usual one.

    A stream (/dev/stdout, a FIFO) has no ending. Raises UsageError for an ending that the command does not have, and for
    one that contradicts the given format.
    """
    if file is None or (file.exists() and not file.is_file()):
        return given or usual
    ending = file.suffix.lower()
    if ending not in endings:
        if not ending and given:
            return given
        known = ", ".join(endings)
        what = f"unknown ending: {ending}" if ending else "the name has no ending, so that no format is known"
        raise UsageError(what, where=f"{where} {file}", hint=f"one of {known}")
    if given and endings[ending] != given:
        others = [each for each in endings if endings[each] == given]
        hint = f"leave --format out, or name a file {others[0]}" if others else "leave --format out"
        raise UsageError(f"{ending} is not --format {given}", where=f"{where} {file}", hint=hint)
    return endings[ending]
