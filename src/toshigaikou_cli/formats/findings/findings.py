"""What the checks found, as a table and as data, and their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.finding import Finding, Severity
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.validation import Validation

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_PLURAL = {"error": "errors", "warning": "warnings", "info": "notes"}


def summary_line(validation: Validation) -> str:
    """How many findings of what was checked, and how many are not shown."""
    sizes = validation.checked
    checked = f"{counted(len(validation.checks), 'check')} over {counted(sizes['document'], 'document')},"
    checked += f" {counted(sizes['measure'], 'measure')} and {counted(sizes['achievement'], 'achievement')}"
    counts = Counter(finding.severity for finding in validation.findings)
    found = ", ".join(counted(counts[each], each) for each in SEVERITIES if counts[each] or each != "info")
    parts = [f"{found if validation.findings else 'no findings'}: {checked}"]
    if validation.known:
        parts.append(f"{len(validation.known)} known")
    hidden = ", ".join(
        counted(validation.hidden[each], each) for each in SEVERITIES if validation.hidden.get(each)
    )
    if hidden:
        least = next(each for each in reversed(SEVERITIES) if validation.hidden.get(each))
        parts.append(f"{hidden} not shown (--severity {least})")
    return "; ".join(parts)


def counted(number: int, what: str) -> str:
    """``1 error``, ``2 notes``."""
    word = {"info": "note"}.get(what, what) if number == 1 else _PLURAL.get(what, f"{what}s")
    return f"{number} {word}"


def findings_table(findings: Sequence[Finding]) -> Table:
    """A row for each finding."""
    return Table(
        columns=(
            Column("severity", say("Severity")),
            Column("check", say("Check")),
            Column("where", say("Where"), flexible=True),
            Column("message", say("Message"), flexible=True),
            Column("cell", say("Cell"), flexible=True),
            Column("hint", say("What may be meant"), flexible=True),
        ),
        rows=[(f.severity, f.code, str(f.spot), f.message, f.cell, f.hint) for f in findings],
    )


def findings_json(validation: Validation) -> dict[str, Any]:
    """Everything, in the shape of ``schemas/validate.schema.json``."""
    counts = Counter(finding.severity for finding in validation.findings)
    return {
        "tgx": validation.tgx,
        "rules": validation.rules,
        "checks": [check.code for check in validation.checks],
        "documents": [dict(document) for document in validation.documents],
        "checked": dict(validation.checked),
        "summary": {
            **{each: counts[each] for each in SEVERITIES},
            "known": len(validation.known),
            "not_shown": dict(validation.hidden),
        },
        "findings": [_as_data(finding) for finding in validation.findings],
        "known": [_as_data(finding) for finding in validation.known],
    }


def spot_data(spot: Spot) -> dict[str, Any]:
    """A place, in the shape of ``spot`` in ``schemas/common.schema.json``."""
    return {
        "document": spot.document or None,
        "page": spot.page,
        "sheet": spot.sheet or None,
        "line": spot.line,
        "row": spot.shown_row,
        "column": spot.cell or None,
        "bbox": list(spot.box) if spot.box else None,
    }


def _as_data(finding: Finding) -> dict[str, Any]:
    record = {"kind": finding.thing, "id": finding.key} if finding.thing else None
    return {
        "check": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "record": record,
        "source": spot_data(finding.spot),
        "cell": finding.cell,
        "hint": finding.hint,
        "accept": finding.accept,
        "reason": finding.known or None,
    }
