"""What a person decided: about a link, or about what was inferred from a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from toshigaikou_cli.messages import Message, coded, say, sayable, with_reason

Verdict = Literal["accepted", "rejected", "outside"]

Decided = Literal["accepted", "rejected", "outside", "mended"]
"""What an entry of the file is, a verdict or a mend."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a link, and on which text.

    ``measure`` is a code, or an id (``2014:35``) where the code alone might be another strategy's; None where the verdict
    is ``outside``: no measure fits the achievement. ``date`` is ISO.
    ``digest`` and ``begins`` tell the text that was judged, ``title`` the measure ("" where that isn't known).
    ``replaced`` are the judgements whose place it took.
    """

    achievement: str
    measure: str | None
    verdict: Verdict
    by: str
    date: str
    note: str = ""
    digest: str = ""
    begins: str = ""
    title: str = ""
    replaced: tuple[Judgement, ...] = ()

    @property
    def message(self) -> Message:
        """``2017-3f9a1c: 18 accepted by 山田, 2026-11-22 (why)``."""
        given = {"achievement": self.achievement, "by": self.by, "date": self.date}
        if self.measure is None:
            made = say("{achievement}: outside, judged by {by}, {date}", **given)
        else:
            template = sayable("{achievement}: {measure} {verdict} by {by}, {date}")
            made = say(template, measure=self.measure, verdict=coded(self.verdict), **given)
        return with_reason(made, self.note)

    def __str__(self) -> str:
        return self.message


JudgementState = Literal["current", "stale", "no_achievement", "no_measure", "no_activity"]
"""What a judgement is today, beside the catalogue's texts."""
Mended = Literal["outcome", "dates", "cities", "unit"]


@dataclass(frozen=True, slots=True)
class Mend:
    """What a person set in the place of what was inferred: an outcome, the dates, the partner cities, or the unit.

    ``activity`` counts from 1 and is None for the whole row. ``values``: one outcome, any dates in tgx's notation, any
    cities, or one unit. ``digest`` and ``begins`` tell the text that it was made on: the activity's, else the row's.
    """

    achievement: str
    activity: int | None
    sets: Mended
    values: tuple[str, ...]
    by: str
    date: str
    note: str = ""
    digest: str = ""
    begins: str = ""
    replaced: tuple[Mend, ...] = ()

    @property
    def message(self) -> Message:
        """``2017-3f9a1c#2: outcome held by 山田, 2026-11-22 (why)``."""
        where = self.achievement if self.activity is None else f"{self.achievement}#{self.activity}"
        made = say(
            "{where}: {sets} {values} by {by}, {date}",
            where=where, sets=coded(self.sets), values=list(map(coded, self.values)) or say("none"), by=self.by,
            date=self.date,
        )  # fmt: skip
        return with_reason(made, self.note)

    def __str__(self) -> str:
        return self.message


Entry = Judgement | Mend


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements of a file. ``fingerprint`` is the SHA-256 of its bytes, "" where there is no such file."""

    entries: tuple[Entry, ...] = ()
    fingerprint: str = ""
    path: str = ""

    @property
    def verdicts(self) -> tuple[Judgement, ...]:
        """Those on links, in their order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Judgement))


class Decision(NamedTuple):
    """What a person decides: ``name`` is an achievement's id or the start of one, ``measure`` None for outside.

    ``replace``: take the place of judgements that say otherwise.
    """

    name: str
    measure: str | None
    verdict: Verdict
    by: str
    note: str
    replace: bool


class Mending(NamedTuple):
    """What a person mends: ``name`` is an achievement's id or the start of one; the rest as in Mend.

    ``replace``: take the place of a mend that says otherwise.
    """

    name: str
    activity: int | None
    sets: Mended
    values: tuple[str, ...]
    by: str
    note: str
    replace: bool
