"""What a check is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading import check_facts
from toshigaikou_cli.catalogue.reading.check_facts import Fact
from toshigaikou_cli.records.finding import CheckFinding, CheckInfo, Severity
from toshigaikou_cli.records.place import Spot


class Problem(NamedTuple):
    """What a check found wrong with a record, before the check's code and severity are put to it."""

    message: str
    fact: Fact
    hint: str = ""


class Check(NamedTuple):
    """A rule of validation. ``code`` is stable; ``why`` it matters and how to ``mend`` it are sentences, ``bad`` is
    something that it finds and ``good`` the same as it should be.

    ``run`` looks through a catalogue; None for what only loading a file can find.
    """

    code: str
    severity: Severity
    name: str
    why: str
    mend: str
    bad: str
    good: str
    run: Callable[[sqlite3.Connection], Iterable[Problem]] | None = None

    @property
    def info(self) -> CheckInfo:
        """What the check is, without its function."""
        return CheckInfo(*self[:-1])

    def findings(self, connection: sqlite3.Connection) -> Iterator[CheckFinding]:
        """What the check finds in a catalogue, in the order of the documents."""
        for problem in self.run(connection) if self.run else ():
            yield self.finding(problem)

    def finding(self, problem: Problem) -> CheckFinding:
        fact = problem.fact
        hint = problem.hint or fact.hint
        return CheckFinding(
            self.code,
            self.severity,
            problem.message,
            fact.spot,
            fact.thing,
            fact.key,
            fact.cell,
            hint,
            fact.accept,
        )


def of_document(document: str) -> Fact:
    """A whole document as what is in question."""
    return Fact("document", document, Spot(document))


def doubts(code: str) -> Callable[[sqlite3.Connection], Iterator[Problem]]:
    """A check's function that reports what resolving left in doubt under the check's code."""

    def run(connection: sqlite3.Connection) -> Iterator[Problem]:
        return (Problem(fact.text, fact) for fact in check_facts.doubts(connection, code))

    return run
