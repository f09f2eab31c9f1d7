"""What reports and comparisons are made of: measures as the strategy states them, bureaus and cities as registered.

Only for types, as :mod:`rows`.
"""

from __future__ import annotations

from typing import TypedDict

from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.rows import RelationRow, Source


class StatedBureau(TypedDict):
    """A bureau of a measure; ``id`` is None where the name is not registered."""

    id: str | None
    name: str
    role: BureauRole


class StatedMeasure(TypedDict):
    """A measure as the strategy states it, without what was done for it; goal and area are codes, "" for none."""

    strategy: str
    code: str
    goal: str
    area: str
    area_title: str
    title: str
    overview: str
    bureaus: list[StatedBureau]
    open_ended: bool
    source: Source


class RegisteredBureau(TypedDict):
    """A bureau of the register; ``line``, ``successors`` and ``predecessors`` are ids, in the register's order, and ``each``
    those that stand for it among others (各区役所)."""

    id: str
    name: str
    name_en: str | None
    valid_from: str | None
    valid_to: str | None
    line: list[str]
    each: list[str]
    successors: list[str]
    predecessors: list[str]


class RegisteredRelation(RelationRow):
    title: str


class RegisteredCity(TypedDict):
    """A city of the register; ``lat`` and ``lon`` in degrees."""

    name: str
    name_en: str
    country: str
    country_name: str
    lat: float | None
    lon: float | None
    self: bool
    relations: list[RegisteredRelation]
