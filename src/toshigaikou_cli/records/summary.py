"""What an import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from toshigaikou_cli.messages import Message, joined, say, say_n, sayable, sayable_n, with_reason
from toshigaikou_cli.records.documents import RejectedRow, RowCount
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.kinds import DocumentKind
from toshigaikou_cli.records.periods import Period


class ImportChange(NamedTuple):
    """A record that an import inserted, changed or removed; ``now`` is the one that a removed row goes on as, where only its
    bureau is written another way."""

    verb: Literal["inserted", "changed", "removed"]
    id: str
    title: str
    now: str = ""


LossReason = Literal["", "many", "judged", "stated", "other-document", "other-year"]
"""Why an import needs to be told that it may take something away; "" where it need not."""

_REASONS: Mapping[LossReason, str] = {
    "": "",
    "many": sayable("more than a fifth"),
    "judged": sayable("judged"),
    "stated": sayable("rows of sheets state its code"),
    "other-document": sayable("of another document"),
    "other-year": sayable("of another year's document"),
}


class LostRecord(NamedTuple):
    """A record that goes; ``judged``: a person judged or mended it. ``now`` is the row that it goes on as, where only its
    bureau is written another way, or the measure that has its title now; ``again`` are the commands that judge that row as
    this one was. ``instead`` is the title of the measure that has its code now, which ``stated`` rows of sheets state."""

    id: str
    title: str
    judged: bool
    now: str = ""
    again: tuple[str, ...] = ()
    instead: str = ""
    stated: int = 0

    @property
    def message(self) -> Message:
        """``2023-840c5a ソウル市との交流``, with what it is now."""
        if self.instead:
            return self._taken
        if self.now:
            return say("{id} {title} (now {now})", id=self.id, title=self.title, now=self.now)
        return joined((self.id, self.title), " ")

    @property
    def _taken(self) -> Message:
        """``2020:1-1-3 職員交流``, with what has its title and its code now."""
        told = [say("its code is now {title}", title=self.instead)]
        if self.now:
            told.append(say("its title is now {id}", id=self.now))
        if self.stated:
            told.append(say_n("{n} row of a sheet states it", "{n} rows of sheets state it", n=self.stated))
        return with_reason(joined((self.id, self.title), " "), joined(told))


class Loss(NamedTuple):
    """What a document loses to an import: ``of`` is how many records it had in the years in question."""

    document: str
    of: int
    records: tuple[LostRecord, ...]
    reason: LossReason

    @property
    def named(self) -> tuple[LostRecord, ...]:
        """The records, those first that are judged, or stated by sheets."""
        return tuple(sorted(self.records, key=lambda record: (not record.judged, not record.stated)))

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> Message:
        """``27 of the 35 records of a.tsv (more than a fifth)``."""
        judged = say("{n} judged", n=sum(record.judged for record in self.records))
        why = judged if self.reason == "judged" else say(_REASONS[self.reason])
        told = sayable_n("{part} of the {n} record of {document}", "{part} of the {n} records of {document}")
        return with_reason(say_n(*told, n=self.of, part=len(self.records), document=self.document), why)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: the account of the rows, the changes against what was there, and the links.

    ``status`` is ``replaced`` where an older edition made way, ``unchanged`` where the same bytes were there and
    nothing was done, ``refused`` where nothing was done because it needs ``--replace``. ``losses`` are what documents
    that were there lose. ``parts`` counts the records by what they are (achievements, or measures and cities), ``links``
    the achievements by their best link (linked, suggested, outside). ``strategies`` are those that the document is
    judged against, or the one that it is; ``beside`` is the id under which a strategy would stand beside the one whose
    place it takes, "" where both have the same title and dates. ``layout`` is the one that a strategy's headings fit, ""
    where it has none.
    """

    name: str
    kind: DocumentKind
    format: str
    title: str
    status: Literal["imported", "replaced", "unchanged", "refused"]
    fiscal_years: tuple[int, ...]
    pages: int | None
    count: RowCount
    parts: Mapping[str, int]
    tally: Mapping[str, int]
    skipped: tuple[Skip, ...]
    changes: tuple[ImportChange, ...] = ()
    unchanged: int = 0
    links: Mapping[str, int] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    strategies: tuple[Period, ...] = ()
    findings: tuple[Finding, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    layout: str = ""
    beside: str = ""
    indicators: int = 0
    """Indicators that tables and the rows of a sheet or a strategy have; not those of sentences."""

    @property
    def unasked(self) -> tuple[Loss, ...]:
        """The losses that need to be told of."""
        return tuple(loss for loss in self.losses if loss.reason)

    def number(self, verb: str) -> int:
        """How many records an import inserted, changed or removed."""
        return sum(1 for change in self.changes if change.verb == verb)


class Restored(NamedTuple):
    """A document that came back because the one that had its place went."""

    name: str
    records: int


class TakenBack(NamedTuple):
    """What went with a document, and what came back. ``judgements`` on its records stay in their file."""

    name: str
    records: int
    restored: tuple[Restored, ...]
    judgements: int
