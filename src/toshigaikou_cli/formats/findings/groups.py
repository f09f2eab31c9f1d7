"""Findings of one kind, with the one next step that they share."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.long import LongList, mapped
from toshigaikou_cli.records.validation import Validation

SHOWN = 10
"""So many places of a group are listed where not all are asked for."""


class Group(NamedTuple):
    """Findings of one check that are mended in one way. ``name`` is what the check finds, ``mend`` how it is mended in
    general, said where the findings themselves have no ``hint`` and no command that accepts them.

    ``message`` is what all of them say, ``cell`` the text that all of them say it of, under its header; "" where they differ.
    """

    name: str
    mend: str
    findings: Sequence[Finding]
    first: Finding
    message: str
    cell: str

    @property
    def next_step(self) -> tuple[str, ...]:
        """What to do, in sentences; without the command."""
        if self.first.hint:
            return (self.first.hint,)
        return () if self.first.accept else (say("to mend it: {how}", how=self._how),) if self.mend else ()

    @property
    def _how(self) -> str:
        """How it is mended, with the id of the first record in the place of any."""
        if isinstance(self.mend, Message) and "id" in self.mend.arguments and self.first.key:
            return say(self.mend.template, **{**self.mend.arguments, "id": self.first.key})
        return self.mend


class _Growing:
    """A group while its findings come: their places in the list, and what all of them had so far."""

    def __init__(self, first: Finding) -> None:
        self.first, self.message, self.cell = first, first.message, cell_text(first)
        self.places = array("L")

    def add(self, finding: Finding, place: int) -> None:
        self.places.append(place)
        if finding.message != self.message:
            self.message = ""
        if cell_text(finding) != self.cell:
            self.cell = ""


def grouped(validation: Validation) -> Iterator[Group]:
    """The findings by severity, check and next step, each group where its first finding stands."""
    growing: dict[tuple[str, ...], _Growing] = {}
    for place, each in enumerate(validation.findings):
        key = (each.severity, each.code, each.hint, each.accept)
        if key not in growing:
            growing[key] = _Growing(each)
        growing[key].add(each, place)
    checks = {check.code: check for check in validation.checks}
    for made in growing.values():
        check = checks.get(made.first.code)
        name, mend = (check.name, check.mend) if check else ("", "")
        yield Group(name, mend, at(validation.findings, made.places), made.first, made.message, made.cell)


def at(findings: Sequence[Finding], places: Sequence[int]) -> Sequence[Finding]:
    """The findings at some places of a list, made when they are looked at."""
    return mapped(places, lambda part: [findings[place] for place in part])


def listed(validation: Validation) -> Sequence[Finding]:
    """Those that are shown, and those that the baseline knows behind them."""
    new, known = validation.findings, validation.known
    return LongList(
        len(new) + len(known),
        lambda start, stop: [
            *new[min(start, len(new)) : min(stop, len(new))],
            *known[max(start - len(new), 0) : max(stop - len(new), 0)],
        ],
    )


def shown(group: Group, *, whole: bool) -> tuple[Sequence[Finding], int]:
    """The findings that are listed, and how many more there are."""
    most = len(group.findings) if whole else SHOWN
    return group.findings[:most], max(len(group.findings) - most, 0)


def cell_text(finding: Finding) -> str:
    """The text in question under its header: ``項目名: ソウノ市との交流``."""
    if not (finding.spot.cell and finding.cell):
        return finding.cell
    return joined([finding.spot.cell, finding.cell], ": ")
