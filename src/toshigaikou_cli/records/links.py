"""What linking takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from toshigaikou_cli.records.documents import BureauRole
from toshigaikou_cli.records.mentions import Outcome

LinkStatus = Literal["linked", "suggested", "confirmed", "rejected"]
LinkMethod = Literal["stated", "rule", "similarity", "learned", "manual"]

EvidenceKind = Literal[
    "lead", "related", "lead-successor", "related-successor", "remit", "open-ended",
    "city-named", "city-group",
    "word", "item-word", "field-word", "pair", "hint", "label", "department", "title", "text", "judgement",
]  # fmt: skip
"""What speaks for a link. ``words`` of each:

``lead``, ``related``, ``remit``, ``open-ended``: the unit that reports. ``lead-successor``, ``related-successor``: that
unit, and the one that the strategy names. ``city-named``: partner cities that the measure's text names; ``city-group``: what
the strategy calls its partners, and the cities of it. ``word``, ``item-word``, ``field-word``: words of the measure in the
activity, in the item, in the field column. ``pair``: words that say it together. ``hint``: words that fit it and others
too. ``label``: the label and its word. ``department``: the part of the unit. ``title``: what item and title share.
``text``: what the activity and the measure's text share. ``judgement``: no words.
"""

AgainstKind = Literal[
    "no-word", "excluded", "topic", "at-home", "other-partner", "other-unit", "unknown-unit", "weak", "not-own",
    "no-measure", "nearest", "judgement",
]  # fmt: skip
"""What speaks against a link, or for a row outside. ``words`` of each:

``no-word``, ``at-home``, ``unknown-unit``: none. ``excluded``: the words. ``topic``: the topic and its words.
``other-partner``: the measure's partners and the cities of the row. ``other-unit``: the units of the measure. ``weak``:
the score and the score that is needed. ``not-own``: the measures linked before, and the content that is needed.
``no-measure``: the measures of the unit. ``nearest``: a measure and its score. ``judgement``: who, when, the note, and
"stale" where the text has changed since.
"""


class Evidence(NamedTuple):
    """One thing that speaks for a link: a kind, its words, the activities (positions) where it stands, and its strength."""

    kind: EvidenceKind
    words: tuple[str, ...] = ()
    activities: tuple[int, ...] = ()
    strength: float = 0.0


class Objection(NamedTuple):
    """One thing that speaks against a link, or for a row being outside the strategy."""

    kind: AgainstKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The claim that an achievement serves a measure, with the evidence that a person can check.

    ``activities`` are the positions of those that carry it, from 0; none for a row without activities.
    """

    measure: int
    status: LinkStatus
    method: LinkMethod
    score: float
    evidence: tuple[Evidence, ...]
    activities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """The verdict on one achievement. ``outside`` says why no measure covers it, where a topic or a person says so.

    ``against`` is what speaks against the first link, or, without links, why there is none.
    """

    links: tuple[Link, ...] = ()
    outside: tuple[Objection, ...] = ()
    against: tuple[Objection, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MeasureProfile:
    """What linking knows of a measure. ``bureaus`` maps bureau ids to roles, succession already followed.

    ``named`` gives, for a bureau that has its role by succession, the one that the strategy names. The rules add bureaus
    of the role ``remit``: theirs covers the measure's subject, though the strategy names others.
    """

    number: int
    goal: int
    area: str
    title: str
    overview: str
    bureaus: Mapping[str, BureauRole | Literal["remit"]]
    open_ended: bool
    named: Mapping[str, str] = field(default_factory=dict)


class Point(NamedTuple):
    """What linking knows of one activity; ``cities`` are its partners (those of the item, where it names none)."""

    position: int
    text: str
    label: str = ""
    cities: tuple[str, ...] = ()
    outcome: Outcome = "held"

    @property
    def held(self) -> bool:
        return self.outcome == "held"


@dataclass(frozen=True, slots=True)
class LinkInput:
    """What linking knows of an achievement. ``cities`` are partner cities by their registered names, ``department``
    is the part of the bureau that reports."""

    id: str
    fiscal_year: int
    field: str
    bureau: str | None
    item: str
    points: tuple[Point, ...] = ()
    department: str = ""
