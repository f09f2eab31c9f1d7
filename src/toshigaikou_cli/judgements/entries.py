"""One list of both kinds of judgements, in the order of their file: verdicts on links, and mends. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from toshigaikou_cli.judgements import mends, verdicts
from toshigaikou_cli.records.judgement import Entry, Judgement, Mend

_Kind = TypeVar("_Kind", Judgement, Mend)


def verdicts_of(entries: Iterable[Entry]) -> tuple[Judgement, ...]:
    return tuple(entry for entry in entries if isinstance(entry, Judgement))


def mends_of(entries: Iterable[Entry]) -> tuple[Mend, ...]:
    return tuple(entry for entry in entries if isinstance(entry, Mend))


def with_new(entries: Sequence[Entry], new: Entry) -> tuple[Entry, ...]:
    """The entries with ``new`` at the end, in the place of those that it replaces; the same where it says nothing new."""
    if isinstance(new, Mend):
        return _changed(entries, mends_of(entries), lambda own: mends.added(own, new))
    return _changed(entries, verdicts_of(entries), lambda own: verdicts.added(own, new))


def without(entries: Sequence[Entry], gone: Entry) -> tuple[Entry, ...]:
    """The entries without one of them, and with those again whose place it had taken."""
    if isinstance(gone, Mend):
        return _changed(entries, mends_of(entries), lambda own: mends.withdrawn(own, gone))
    return _changed(entries, verdicts_of(entries), lambda own: verdicts.withdrawn(own, gone))


def _changed(
    entries: Sequence[Entry],
    own: tuple[_Kind, ...],
    edit: Callable[[tuple[_Kind, ...]], tuple[_Kind, ...]],
) -> tuple[Entry, ...]:
    return relaid(entries, own, edit(own))


def relaid(entries: Sequence[Entry], own: Sequence[Entry], after: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries after those of one kind, ``own``, became ``after``: what stays keeps its place, what is new comes last."""
    before, stays = set(own), set(after)
    kept = [entry for entry in entries if entry not in before or entry in stays]
    return (*kept, *(entry for entry in after if entry not in before))
