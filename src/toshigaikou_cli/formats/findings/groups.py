"""Findings of one kind, with the one next step that they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toshigaikou_cli.messages import Message, joined, say
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.validation import Validation

SHOWN = 10
"""So many places of a group are listed where not all are asked for."""


class Group(NamedTuple):
    """Findings of one check that are mended in one way. ``name`` is what the check finds, ``mend`` how it is mended in
    general, said where the findings themselves have no ``hint`` and no command that accepts them."""

    name: str
    mend: str
    findings: Sequence[Finding]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def message(self) -> str:
        """What all of them say; "" where they say different things."""
        return self.first.message if len({each.message for each in self.findings}) == 1 else ""

    @property
    def cell(self) -> str:
        """The text that all of them say it of, under its header; "" where it is not one text."""
        return cell_text(self.first) if len({cell_text(each) for each in self.findings}) == 1 else ""

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


def grouped(validation: Validation) -> list[Group]:
    """The findings by severity, check and next step, each group where its first finding stands."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for each in validation.findings:
        groups.setdefault((each.severity, each.code, each.hint, each.accept), []).append(each)
    checks = {check.code: check for check in validation.checks}
    made = []
    for found in groups.values():
        check = checks.get(found[0].code)
        made.append(Group(check.name if check else "", check.mend if check else "", found))
    return made


def shown(group: Group, *, whole: bool) -> tuple[Sequence[Finding], int]:
    """The findings that are listed, and how many more there are."""
    most = len(group.findings) if whole else SHOWN
    return group.findings[:most], max(len(group.findings) - most, 0)


def cell_text(finding: Finding) -> str:
    """The text in question under its header: ``項目名: ソウノ市との交流``."""
    if not (finding.spot.cell and finding.cell):
        return finding.cell
    return joined([finding.spot.cell, finding.cell], ": ")
