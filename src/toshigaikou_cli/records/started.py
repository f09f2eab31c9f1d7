"""A new project as it is proposed from a strategy, before its folder is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from toshigaikou_cli.records.documents import StrategyDocument


class ProposedUnit(NamedTuple):
    """A unit as the strategy names it; ``parent`` is the id of the unit that it is part of, "" for none; ``place`` is where
    the first such name stands."""

    id: str
    name: str
    kind: str
    parent: str
    place: str


@dataclass(frozen=True, slots=True)
class StartedProject:
    """``file`` is the strategy's name, "" for none; ``home`` the id of the city itself, "" where the general register has it
    not; ``cities`` are entries of that register, ``unplaced`` the partner cities that it lacks."""

    name: str
    id: str
    home: str
    file: str
    strategy: StrategyDocument | None
    units: tuple[ProposedUnit, ...] = ()
    cities: tuple[Mapping[str, Any], ...] = ()
    unplaced: tuple[str, ...] = ()
