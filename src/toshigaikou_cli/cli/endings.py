"""The format that the name of a file asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say

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
        what = (
            say("unknown ending: {ending}", ending=ending)
            if ending
            else say("the name has no ending, so that no format is known")
        )
        raise UsageError(what, where=f"{where} {file}", hint=say("one of {known}", known=list(endings)))
    if given and endings[ending] != given:
        others = [each for each in endings if endings[each] == given]
        hint = say("leave --format out")
        if others:
            hint = say("leave --format out, or name a file {ending}", ending=others[0])
        what = say("{ending} is not --format {given}", ending=ending, given=given)
        raise UsageError(what, where=f"{where} {file}", hint=hint)
    return endings[ending]
