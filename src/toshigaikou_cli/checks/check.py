"""What a check is. To add one, write it in the file of its subject and name it in ``checks/__init__.py``.

Codes are stable, since settings and baselines name them. An error is surely wrong; what may be right is a warning or a
note.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from toshigaikou_cli.catalogue.reading import check_facts
from toshigaikou_cli.records.finding import Finding, Severity
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.validation import CheckInfo


class Check(NamedTuple):
    """A rule of validation. ``code`` is stable; ``why`` it matters and how to ``mend`` it are sentences, ``bad`` is
    something that it finds and ``good`` the same as it should be.

    ``run`` looks through a catalogue: findings that the check puts its code and severity to; None for what only loading
    a file can find. ``across``: what it finds depends on other documents, too.
    """

    code: str
    severity: Severity
    name: str
    why: str
    mend: str
    bad: str
    good: str
    run: Callable[[sqlite3.Connection], Iterable[Finding]] | None = None
    across: bool = False

    @property
    def info(self) -> CheckInfo:
        """What the check is, without its function."""
        return CheckInfo(*self[:7])

    def findings(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        """What the check finds in a catalogue, in the order of the documents."""
        return (self.report(finding) for finding in self.run(connection)) if self.run else iter(())

    def report(self, finding: Finding) -> Finding:
        """A finding under the check's own code and severity."""
        return finding._replace(code=self.code, severity=self.severity)


def of_document(document: str, message: str) -> Finding:
    """A whole document as what is in question."""
    return Finding(message=message, spot=Spot(document), thing="document", key=document)


def doubts(code: str) -> Callable[[sqlite3.Connection], Iterator[Finding]]:
    """A check's function that reports what resolving left in doubt under the check's code."""
    return lambda connection: check_facts.doubts(connection, code)
