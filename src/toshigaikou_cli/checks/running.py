"""Running checks over a catalogue that is open for reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.catalogue.reading import check_facts, frame
from toshigaikou_cli.catalogue.reading.filters import resolve
from toshigaikou_cli.checks.check import Check
from toshigaikou_cli.records.filters import Filters
from toshigaikou_cli.records.finding import Finding

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName


class Checked(NamedTuple):
    """What checking found: all findings in order, the documents by name, how many of what was checked."""

    findings: list[Finding]
    documents: list[DocumentName]
    sizes: dict[str, int]


def check_catalogue(connection: sqlite3.Connection, checks: Sequence[Check], filters: Filters) -> Checked:
    """Run checks over a catalogue, on the records that the filters leave. Raises UsageError as ``filters.resolve``."""
    findings = run_checks(connection, checks)
    if any(filters):
        selected = check_facts.selected(connection, resolve(connection, filters))
        findings = [each for each in findings if selected.has(each.thing, each.key, each.spot.document)]
    documents = sorted(frame.documents(connection), key=lambda each: (each["name"], each["sha256"]))
    return Checked(findings, documents, check_facts.sizes(connection))


def run_checks(connection: sqlite3.Connection, checks: Sequence[Check]) -> list[Finding]:
    """The findings of checks, sorted."""
    return sorted((found for check in checks for found in check.findings(connection)), key=sort_key)


def sort_key(finding: Finding) -> tuple[object, ...]:
    """Errors first, then by document and place; the same findings come in the same order."""
    order = {"error": 0, "warning": 1, "info": 2}[finding.severity]
    spot = finding.spot
    place = (spot.document, spot.page or 0, spot.line or 0, spot.row or 0)
    return (order, *place, finding.code, finding.message, finding.key, finding.cell)
