"""What a check or a step reports."""

from __future__ import annotations

from typing import Literal, NamedTuple

from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.records.place import NOWHERE, Spot

Severity = Literal["error", "warning", "info"]
A_TOTAL = sayable("a total ({total}), no row of its own")
AN_EXAMPLE = sayable("an example of how the form is filled in ({label})")
"""Why a row of totals, or one that shows how a form is filled in, became no record: nothing is to be mended there."""


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


class Skip(NamedTuple):
    """A part of a document that was not read, and why."""

    reason: str
    spot: Spot

    def __str__(self) -> str:
        """``page 2: a scanned image``, ``hidden sheet 作業用``."""
        if self.spot.sheet:
            return say("{reason} {sheet}", reason=self.reason, sheet=self.spot.sheet)
        if self.spot.within:
            return say("{where}: {what}", where=self.spot.within, what=self.reason)
        return self.reason
