"""Running checks over a catalogue that is open for reading."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.reading import check_facts, frame
from toshigaikou_cli.catalogue.reading.filters import resolve
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.shelf import Codec, shelved_in_order

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName


class _FindingCodec(Codec[Finding]):
    """How many findings are put away: a message knows what it is made of, which plain values do not."""

    def __init__(self) -> None:
        super().__init__(tuple, Finding._make)

    def dumps(self, part: list[Finding]) -> bytes:
        return pickle.dumps(part)

    def loads(self, kept: bytes) -> list[Finding]:
        found: list[Finding] = pickle.loads(kept)  # noqa: S301 - made by this program
        return found


FOUND = _FindingCodec()


class Checked(NamedTuple):
    """What checking found: all findings in order, the documents by name, how many of what was checked."""

    findings: Sequence[Finding]
    documents: list[DocumentName]
    sizes: dict[str, int]


def check_catalogue(
    connection: sqlite3.Connection,
    checks: Sequence[Check],
    filters: Filters,
    further: Iterable[Finding] = (),
    accepting: str = "",
    told: Callable[[Iterator[Finding]], Iterable[Finding]] | None = None,
) -> Checked:
    """Run checks over a catalogue, on the records that the filters leave; ``further`` findings are put among theirs,
    ``accepting`` behind the commands that accept them. ``told`` makes of all of them those that are said, each once. Raises
    UsageError as ``filters.resolve``."""
    findings: Iterator[Finding] = chain(
        (found for check in checks for found in check.findings(connection)), further
    )
    if any(filters):
        selected = check_facts.selected(connection, resolve(connection, filters))
        findings = (each for each in findings if selected.has(each.thing, each.key, each.spot.document))
    whole = (accepted_by(each, accepting) for each in findings)
    documents = sorted(frame.documents(connection), key=lambda each: (each["name"], each["sha256"]))
    said = told(whole) if told else whole
    ordered = shelved_in_order(said, sort_key, FOUND, once=told is not None)
    return Checked(ordered, documents, check_facts.sizes(connection))


def accepted_by(finding: Finding, options: str) -> Finding:
    """A finding, the command that accepts it with the options that it needs."""
    return finding._replace(accept=finding.accept + options) if finding.accept else finding


def sort_key(finding: Finding) -> tuple[object, ...]:
    """Errors first, then by document and place; the same findings come in the same order."""
    order = {"error": 0, "warning": 1, "info": 2}[finding.severity]
    spot = finding.spot
    place = (spot.document, spot.page or 0, spot.line or 0, spot.row or 0)
    return (order, *place, finding.code, finding.message, finding.key, finding.cell)
