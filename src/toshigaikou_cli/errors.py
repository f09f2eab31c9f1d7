"""The errors that tgx reports to its user, one class per step, and the exit codes of the command.

A :class:`TgxError` prints as one line: what happened, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from toshigaikou_cli.messages import Message, say, sayable, value_of
from toshigaikou_cli.records.place import NOWHERE, Spot

Choice = TypeVar("Choice", bound=str)

EXIT_OK = 0
EXIT_FOUND = 1
"""The command ran and found what it was asked to find: errors in ``validate``, differences in ``diff``."""
EXIT_CANNOT = 2
"""The command could not run: usage, an unreadable file, no catalogue."""
EXIT_BUG = 3


_SYSTEM = (
    sayable("no such file or directory"), sayable("permission denied"), sayable("is a directory"),
    sayable("not a directory"), sayable("file exists"), sayable("file name too long"),
    sayable("no space left on device"), sayable("read-only file system"), sayable("input/output error"),
    sayable("too many open files"), sayable("file too large"), sayable("disk quota exceeded"),
    sayable("broken pipe"), sayable("bad file descriptor"), sayable("invalid argument"),
    sayable("too many levels of symbolic links"), sayable("operation not permitted"),
    sayable("resource temporarily unavailable"), sayable("device or resource busy"),
)  # fmt: skip


def system_words(error: Exception, *, lower: bool = True) -> str:
    """Why the system refuses, as a message where it is one of the usual reasons."""
    reason: str = getattr(error, "strerror", None) or str(error) or say("error")
    if isinstance(reason, Message):
        return reason
    shown = reason.lower() if lower else reason
    return Message(shown, reason.lower(), {}) if reason.lower() in _SYSTEM else shown


class TgxError(Exception):
    """Something that the user can mend. ``what`` happened, ``where`` in words (a file, an option), ``hint`` what to do.

    ``spot`` is the place in a document, where there is one; ``where`` then needs to be given only to say it otherwise.
    """

    exit_code = EXIT_CANNOT

    def __init__(self, what: str, *, where: str = "", hint: str = "", spot: Spot = NOWHERE) -> None:
        super().__init__(what)
        self.what = what
        self.where = where or str(spot)
        self.hint = hint
        self.spot = spot

    @property
    def message(self) -> Message:
        """The whole line."""
        parts = {"where": self.where, "what": self.what, "hint": self.hint}
        if self.where and self.hint:
            return say("{where}: {what} ({hint})", **parts)
        if self.where:
            return say("{where}: {what}", **parts)
        return say("{what} ({hint})", **parts) if self.hint else say("{what}", **parts)

    def __str__(self) -> str:
        return self.message


class UsageError(TgxError):
    """The options contradict each other or name something that does not exist."""


class ReadError(TgxError):
    """A file cannot be read as a document."""


class ParseError(TgxError):
    """A document was read, but its tables are not known."""


class VocabularyError(TgxError):
    """A vocabulary file is broken."""


class JudgementError(TgxError):
    """A file of judgements is broken, contradicts itself, or is missing."""


class CatalogueError(TgxError):
    """The catalogue is missing, busy, foreign, or of another version."""


class DamagedError(CatalogueError):
    """A file is a catalogue, and cannot be read as one."""


def one_of(where: str, value: str | None, known: Collection[Choice]) -> Choice | None:
    """The value as one of those that an option knows; None is no value. Raises UsageError for another."""
    found = next((each for each in known if each == value), None)
    if value is not None and found is None:
        hint = say("one of {known}", known=list(map(value_of, known)))
        raise UsageError(say("unknown: {value}", value=value), where=where, hint=hint)
    return found
