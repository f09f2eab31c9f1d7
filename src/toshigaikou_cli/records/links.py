"""What linking takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from toshigaikou_cli.records.documents import Role

LinkStatus = Literal["linked", "suggested", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Link:
    """The claim that an achievement serves a measure, with the evidence that a person can check."""

    measure: int
    status: LinkStatus
    method: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linking:
    """The outcome for one achievement; ``outside`` says why no measure fits where ``links`` is empty."""

    links: tuple[Link, ...] = ()
    outside: str = ""
    against: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MeasureProfile:
    """What linking knows of a measure. ``bureaus`` maps bureau ids to roles, succession already followed.

    The rules add bureaus of the role ``remit``: theirs covers the measure's subject, though the strategy names others.
    """

    number: int
    goal: int
    area: str
    title: str
    overview: str
    bureaus: Mapping[str, Role | Literal["remit"]]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class LinkInput:
    """What linking knows of an achievement. ``cities`` are partner cities by their registered names, ``department``
    is the part of the bureau that reports."""

    id: str
    fiscal_year: int
    field: str
    bureau: str | None
    item: str
    result: str
    labels: tuple[str, ...]
    cities: tuple[str, ...]
    department: str = ""
