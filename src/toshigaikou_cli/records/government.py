"""What a government's strategies name: its units and its partner cities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class NamedUnit(NamedTuple):
    """A unit that a strategy names, and the fiscal years from which and to which it does."""

    name: str
    first_year: int | None = None
    last_year: int | None = None


class Partner(NamedTuple):
    """A city of a strategy's table of partners, with its country as written."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class LocalWords:
    """What the strategies of one government name. ``city`` is its own name, "" where no document says it."""

    city: str
    units: tuple[NamedUnit, ...] = ()
    partners: tuple[Partner, ...] = ()
