"""What a person decided about a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Verdict = Literal["accepted", "rejected", "outside"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a link, and on which text.

    ``measure`` is None where the verdict is ``outside``: no measure fits the achievement. ``date`` is ISO.
    ``digest`` and ``begins`` tell the text that was judged, ``title`` the measure ("" where that isn't known).
    ``replaced`` are the judgements whose place it took.
    """

    achievement: str
    measure: int | None
    verdict: Verdict
    by: str
    date: str
    note: str = ""
    digest: str = ""
    begins: str = ""
    title: str = ""
    replaced: tuple[Judgement, ...] = ()

    def __str__(self) -> str:
        """``2017-3f9a1c: 18 accepted by 山田, 2026-11-22 (why)``."""
        what = "outside, judged" if self.measure is None else f"{self.measure} {self.verdict}"
        reason = f" ({self.note})" if self.note else ""
        return f"{self.achievement}: {what} by {self.by}, {self.date}{reason}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements of a file. ``fingerprint`` is the SHA-256 of its bytes, "" where there is no such file."""

    entries: tuple[Judgement, ...] = ()
    fingerprint: str = ""
    path: str = ""


class Decision(NamedTuple):
    """What a person decides: ``name`` is an achievement's id or the start of one, ``measure`` None for outside.

    ``replace``: take the place of judgements that say otherwise.
    """

    name: str
    measure: int | None
    verdict: Verdict
    by: str
    note: str
    replace: bool
