"""The filters that commands share, as the user writes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, get_args

from toshigaikou_cli.records.kinds import YearKind

STATUSES = ("linked", "confirmed", "suggested", "rejected", "outside", "unlinked")
"""What an achievement can be asked for by: the statuses of its links, or that it has none."""

KINDS: tuple[str, ...] = get_args(YearKind)
OUTCOMES = ("held", "not_held", "planned", "empty")
"""Of an achievement: only what was held counts."""
ACTIVITY_OUTCOMES = ("held", "cancelled", "planned", "none")
_COUNTERPARTS = {"not_held": "cancelled", "cancelled": "not_held", "empty": "none", "none": "empty"}
"""What an outcome of achievements is called of activities, and the other way round."""


def outcome_among(outcome: str | None, known: Collection[str]) -> str | None:
    """An outcome by the name that achievements, or activities, have for it: ``cancelled`` of an achievement is
    ``not_held``. One that is known, or none at all, stays as it is."""
    if outcome is None or outcome in known:
        return outcome
    other = _COUNTERPARTS.get(outcome)
    return other if other in known else outcome


class Filters(NamedTuple):
    """What the user asked for, as written. None means all."""

    goal: str | None = None
    area: str | None = None
    measure: str | None = None
    bureau: str | None = None
    city: str | None = None
    year: str | None = None
    kind: str | None = None
    status: str | None = None
    outcome: str | None = None
    text: str | None = None
    strategy: str | None = None

    def part(self) -> dict[str, str]:
        """The part of a strategy that is asked about: what, and how the user names it; nothing for all of it."""
        names = {"strategy": self.strategy, "goal": self.goal, "area": self.area, "measure": self.measure}
        return {what: name for what, name in names.items() if name is not None}

    def given(self) -> dict[str, object]:
        """Those that were given, by name."""
        return {name: value for name, value in self._asdict().items() if value is not None}


NO_FILTERS = Filters()
