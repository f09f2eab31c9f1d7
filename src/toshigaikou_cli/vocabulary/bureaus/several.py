"""A name that several units had at once (two 庶務課): which of them a cell means, or that nothing tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from toshigaikou_cli.messages import Message, say
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau, Proposal
from toshigaikou_cli.vocabulary.bureaus.resolution import Resolution

_DEEPEST = 4
"""Steps from a unit to what it is part of."""


def one_of_several(
    text: str, rest: str, several: Iterable[Bureau], by_id: Mapping[str, Bureau]
) -> Resolution:
    """What a name was found to mean that several units had at once."""
    proposals = tuple(Proposal(each, 0.0, _place_of(each, by_id)) for each in several)
    return Resolution(text, None, rest=rest, how="several", proposals=proposals)


def told_by_others(found: Sequence[Resolution], by_id: Mapping[str, Bureau]) -> list[Resolution]:
    """What a cell names, where one of several units of a name is part of another unit of the cell: 庶務課（総務部）."""
    there = {each.bureau.id for each in found if each.bureau}
    return [_told(each, there, by_id) if each.how == "several" else each for each in found]


def _told(found: Resolution, there: set[str], by_id: Mapping[str, Bureau]) -> Resolution:
    own = [each.bureau for each in found.proposals if not there.isdisjoint(_above(each.bureau, by_id))]
    if len(own) != 1:
        return found
    return replace(found, bureau=own[0], how="exact", proposals=())


def _above(unit: Bureau, by_id: Mapping[str, Bureau]) -> Iterator[str]:
    """The ids of what a unit is part of."""
    at: Bureau | None = unit
    for _ in range(_DEEPEST):
        if at is None or not at.parent:
            return
        yield at.parent
        at = by_id.get(at.parent)


def _place_of(unit: Bureau, by_id: Mapping[str, Bureau]) -> Message:
    above = by_id.get(unit.parent or "")
    return say("part of {unit}", unit=above.name) if above else say("part of nothing")
