"""What became of the measures of one strategy in another, as people decided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toshigaikou_cli.messages import Message, coded, say, sayable, with_reason

CrossingKind = Literal["continues", "splits", "merges", "dropped", "new"]
"""``splits``: the old measure goes on in several; ``merges``: the new one takes up several."""

CrossingState = Literal["current", "stale", "changed", "gone"]
"""``stale``: a title was reworded since; ``changed``: it is another title now; ``gone``: no such measure. Only the first two
are in force."""

IN_FORCE: tuple[CrossingState, ...] = ("current", "stale")

_BECAME: Mapping[CrossingKind, str] = {
    "continues": sayable("{old} continues as {new}"),
    "splits": sayable("{old} goes, with others, to {new}"),
    "merges": sayable("{old} is merged into {new}"),
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """One entry: ``old`` and ``new`` are ids of measures (``2014:18``), "" for a new one's old and a dropped one's new.

    The titles are those that it was decided on.
    """

    old: str
    new: str
    kind: CrossingKind
    by: str
    date: str
    note: str = ""
    old_title: str = ""
    new_title: str = ""

    @property
    def message(self) -> Message:
        """``2014:18 continues as 2022:5, by 山田, 2026-11-22 (why)``."""
        given = {"old": self.old, "new": self.new}
        if self.kind in _BECAME:
            what = say(_BECAME[self.kind], **given)
        else:
            what = say("{measure} is {kind}", measure=self.old or self.new, kind=coded(self.kind))
        made = say("{what}, by {by}, {date}", what=what, by=self.by, date=self.date)
        return with_reason(made, self.note)

    def __str__(self) -> str:
        return self.message


class Crosswalk(NamedTuple):
    """All entries of a file. ``fingerprint`` is the SHA-256 of its bytes, "" where there is no such file."""

    entries: tuple[Crossing, ...] = ()
    fingerprint: str = ""
    path: str = ""


class CrossingProposal(NamedTuple):
    """What tgx proposes: ``score`` from 0 to 1, ``shared`` the words and ``bureaus`` the names that both have."""

    old: str
    new: str
    kind: CrossingKind
    score: float
    old_title: str
    new_title: str
    shared: str
    bureaus: tuple[str, ...]
