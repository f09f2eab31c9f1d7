"""What became of bureaus: lines of succession, and which of several of one name a year means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toshigaikou_cli.messages import Message, say, sayable
from toshigaikou_cli.text.dates.fiscal import fiscal_year_days
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.validity import first_day, last_day, overlaps


class Succession:
    """The steps from bureau to bureau in time; a bureau set up within another goes on from that one.

    ``after`` and ``before`` map an id to the ids one step on and one step back.
    """

    def __init__(self, bureaus: Iterable[Bureau]) -> None:
        self._by_id = {each.id: each for each in bureaus}
        after: dict[str, list[str]] = {each: [] for each in self._by_id}
        before: dict[str, list[str]] = {each: [] for each in self._by_id}
        for each in self._by_id.values():
            steps = [(each.id, successor) for successor in each.successors]
            steps += [(each.within, each.id)] if each.within else []
            for first, second in steps:
                after[first].append(second)
                before[second].append(first)
        self.after = {each: tuple(steps) for each, steps in after.items()}
        self.before = {each: tuple(steps) for each, steps in before.items()}

    def line(self, bureau_id: str) -> list[tuple[int, Bureau]]:
        """A bureau, all that it came from and all that came of it, each with the number of steps."""
        steps = {**_reached(bureau_id, self.before), **_reached(bureau_id, self.after)}
        return [(step, self._by_id[each]) for each, step in steps.items()]

    def comes_after(self, bureau_id: str, other_id: str) -> bool:
        """Whether ``other_id`` came of ``bureau_id`` in one step or several."""
        return other_id != bureau_id and other_id in _reached(bureau_id, self.after)

    def tells(self, bureau: Bureau, other: Bureau) -> Message:
        """What a bureau has to do with another of its line, in words."""
        if self.comes_after(bureau.id, other.id):
            if other.within == bureau.id:
                template = sayable("{other} was set up within {name} on {day}")
            else:
                template = sayable("{name} became {other} on {day}")
            day = other.valid_from or say("an unknown day")
            return say(template, name=bureau.name, other=other.name, day=day)
        if self.comes_after(other.id, bureau.id):
            day = bureau.valid_from or say("an unknown day")
            return say("{name} began on {day}; before, {other}", name=bureau.name, day=day, other=other.name)
        return say("{name} was in force {span}", name=bureau.name, span=span(bureau))


def in_year(bureaus: Sequence[Bureau], fiscal_year: int | None) -> Bureau | None:
    """The bureau of one name that a document of a fiscal year means; None where several were there at once.

    In force in that year, at its end if there are two; else the one that was so last; else the next.
    """
    if len(bureaus) == 1:
        return bureaus[0]
    if fiscal_year is None:
        return None
    _, end = fiscal_year_days(fiscal_year)
    if len(at_once(bureaus, fiscal_year)) > 1:
        return None
    now = [each for each in bureaus if each.in_force(fiscal_year)]
    if now:
        at_end = [each for each in now if overlaps(each.valid_from, each.valid_to, end, end)]
        return max(at_end or now, key=lambda each: first_day(each.valid_from))
    past = [each for each in bureaus if last_day(each.valid_to) < end]
    if past:
        return max(past, key=lambda each: last_day(each.valid_to))
    return min(bureaus, key=lambda each: first_day(each.valid_from))


def at_once(bureaus: Iterable[Bureau], fiscal_year: int | None) -> list[Bureau]:
    """The bureaus that were in force on the last day of a fiscal year."""
    if fiscal_year is None:
        return []
    _, end = fiscal_year_days(fiscal_year)
    return [each for each in bureaus if overlaps(each.valid_from, each.valid_to, end, end)]


def span(bureau: Bureau) -> Message:
    if bureau.valid_from and bureau.valid_to:
        return say("from {start} to {end}", start=bureau.valid_from, end=bureau.valid_to)
    if bureau.valid_to:
        return say("until {end}", end=bureau.valid_to)
    return say("from {start}", start=bureau.valid_from) if bureau.valid_from else say("throughout")


def _reached(start: str, steps: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """All ids reached from one, with the number of steps; safe against a ring of successors."""
    distance = {start: 0}
    line = [start]
    for each in line:
        for after in steps.get(each, ()):
            if after not in distance:
                distance[after] = distance[each] + 1
                line.append(after)
    return distance
