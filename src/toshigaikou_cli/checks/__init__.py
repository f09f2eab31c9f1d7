"""Checks over the catalogue: each is a function that yields findings, in one visible list."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from toshigaikou_cli.checks import documents, names, strategy
from toshigaikou_cli.results import Finding, Severity


class Check(NamedTuple):
    """``code`` is stable; ``why`` says why it matters and how to mend what it finds."""

    code: str
    severity: Severity
    why: str
    run: Callable[[sqlite3.Connection], Iterable[Finding]]


CHECKS: tuple[Check, ...] = (
    Check(
        "bureau-unknown",
        "error",
        "An achievement whose bureau is not in the register counts for nobody: mend the name, or add it as an alias.",
        names.unknown_bureaus,
    ),
    Check(
        "measure-bureau-unknown",
        "error",
        "A measure without a known bureau cannot be followed: add the bureau to the register.",
        names.measures_without_bureau,
    ),
    Check(
        "city-unknown",
        "warning",
        "A partner city of the strategy that is not in the register is found in no achievement: add it.",
        names.unknown_cities,
    ),
    Check(
        "strategy-incomplete",
        "error",
        "Measures must be numbered 1 to n, each once, in order: a gap is a row that was lost in reading.",
        strategy.incomplete,
    ),
    Check(
        "rows-lost",
        "error",
        "Every table row ends as a record, a header or a rejected row: anything else is lost in silence.",
        documents.rows_lost,
    ),
    Check(
        "row-rejected",
        "warning",
        "A row that became no record may be an achievement: mend the document, or the declared columns.",
        documents.rejected_rows,
    ),
    Check(
        "reading",
        "warning",
        "What reading the document reported: characters in no cell, skipped pages, tables without a known header.",
        documents.reading_findings,
    ),
)


def run_checks(connection: sqlite3.Connection, checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """The findings of all checks, errors first, in the order of the checks and of the documents."""
    found = [finding for check in checks for finding in check.run(connection)]
    order = {"error": 0, "warning": 1, "info": 2}
    return iter(sorted(found, key=lambda finding: order[finding.severity]))
