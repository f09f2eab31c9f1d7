"""A new project as it is proposed from a strategy, before its folder is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from toshigaikou_cli.records.documents import RejectedRow, StrategyDocument
from toshigaikou_cli.records.finding import needs_nothing


class ProposedUnit(NamedTuple):
    """A unit as the strategy names it; ``parent`` is the id of the unit that it is part of, "" for none; ``place`` is where
    the first such name stands."""

    id: str
    name: str
    kind: str
    parent: str
    place: str


class NamedPartner(NamedTuple):
    """A partner city as the strategy names it, and where it does first; ``entry`` is that of the general register, None where
    it has none. ``listed``: no table has it, only a list in the text; ``relation`` is then what the list says. ``country`` is
    the code of the one that a table names, "" for none.
    """

    name: str
    place: str
    entry: Mapping[str, Any] | None
    listed: bool = False
    relation: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class StartedProject:
    """``file`` is the strategy's name, "" for none; ``own`` the entry of the city itself in the general register, None where it
    has none; ``tgx`` the version that made it."""

    name: str
    id: str
    tgx: str
    file: str
    strategy: StrategyDocument | None
    units: tuple[ProposedUnit, ...] = ()
    own: Mapping[str, Any] | None = None
    cities: tuple[NamedPartner, ...] = ()
    mentioned: tuple[NamedPartner, ...] = ()

    @property
    def unread(self) -> list[RejectedRow]:
        """The rows of the strategy that should have become something, and did not."""
        rejected = self.strategy.rejected if self.strategy else ()
        return [each for each in rejected if not needs_nothing(each.reason)]

    @property
    def partners(self) -> list[NamedPartner]:
        """The partner cities that the general register has."""
        return [each for each in self.cities if each.entry]

    @property
    def unplaced(self) -> list[NamedPartner]:
        """Those that it has not."""
        return [each for each in self.cities if not each.entry]
