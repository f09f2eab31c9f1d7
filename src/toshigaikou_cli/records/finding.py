"""What a check or a step reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from toshigaikou_cli.messages import Message, joined, say, say_n, sayable
from toshigaikou_cli.records.place import NOWHERE, Spot

Severity = Literal["error", "warning", "info"]
A_TOTAL = sayable("a total ({total}), no row of its own")
AN_EXAMPLE = sayable("an example of how the form is filled in ({label})")
A_LEGEND = sayable("a legend or a note, no row of its own ({label})")
"""Why a row of totals, one that shows how a form is filled in, or one that says what marks mean, became no record: nothing is to
be mended there."""

UNREAD = "cell-unread"
_NAMED = 3
_LONGEST = 40


def needs_nothing(reason: str) -> bool:
    """Whether a row was rejected for a reason that asks for no mending: it is a total, an example or a legend."""
    return isinstance(reason, Message) and reason.template in (A_TOTAL, AN_EXAMPLE, A_LEGEND)


class Finding(NamedTuple):
    """What a step or a check reports, of the record ``thing`` ``key`` (achievement 2017-3f9a1c, measure 35 …).

    ``code`` is stable. ``cell`` is the text in question, ``accept`` the command that accepts it as it is, ``known``
    the reason why the finding is in the baseline, "" where it is not. What is found for a check has no code and no
    severity of its own: the check puts its to it.
    """

    code: str = ""
    severity: Severity = "info"
    message: str = ""
    spot: Spot = NOWHERE
    thing: str = ""
    key: str = ""
    cell: str = ""
    hint: str = ""
    accept: str = ""
    known: str = ""


def unread_text(text: str) -> str:
    """The words of a cell that was not read, as they are told: a line of bounded length."""
    return " ".join(text.split())[:_LONGEST]


def said_unread(texts: Sequence[str], header: str) -> Message:
    """What is said of cells under a header that are kept and not read: how many there are, and the first of them."""
    named = texts[:_NAMED]
    return say_n(
        "{n} cell of {header} is kept as it is, not read: {text}",
        "{n} cells of {header} are kept as they are, not read: {text}",
        len(texts),
        header=header,
        text=joined([*named, *(["…"] if len(texts) > _NAMED else [])]),
    )


class Skip(NamedTuple):
    """A part of a document that was not read, and why."""

    reason: str
    spot: Spot

    def __str__(self) -> str:
        """``page 2: a scanned image``, ``sheet 作業用: hidden sheet``."""
        if self.spot.within:
            return say("{where}: {what}", where=self.spot.within, what=self.reason)
        return self.reason
