"""What the checks found, as a table and as data, and their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Table, Value
from toshigaikou_cli.messages import Message, coded, joined, say, say_n
from toshigaikou_cli.records.finding import Finding, Severity
from toshigaikou_cli.records.long import mapped
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.records.validation import Validation

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_COUNTED: Mapping[str, Callable[[int], Message]] = {
    "error": lambda n: say_n("{n} error", "{n} errors", n=n),
    "warning": lambda n: say_n("{n} warning", "{n} warnings", n=n),
    "info": lambda n: say_n("{n} note", "{n} notes", n=n),
    "finding": lambda n: say_n("{n} finding", "{n} findings", n=n),
    "check": lambda n: say_n("{n} check", "{n} checks", n=n),
    "document": lambda n: say_n("{n} document", "{n} documents", n=n),
    "measure": lambda n: say_n("{n} measure", "{n} measures", n=n),
    "achievement": lambda n: say_n("{n} achievement", "{n} achievements", n=n),
}


def summary_line(validation: Validation) -> Message:
    """How many findings of what was checked, and how many are not shown."""
    sizes = validation.checked
    checked = say(
        "{checks} over {documents}, {measures} and {achievements}",
        checks=counted(len(validation.checks), "check"),
        documents=counted(sizes["document"], "document"),
        measures=counted(sizes["measure"], "measure"),
        achievements=counted(sizes["achievement"], "achievement"),
    )
    counts = Counter(finding.severity for finding in validation.findings)
    found = joined(counted(counts[each], each) for each in SEVERITIES if counts[each] or each != "info")
    parts = [
        say("{found}: {checked}", found=found if validation.findings else say("no findings"), checked=checked)
    ]
    if validation.known:
        parts.append(say("{n} known", n=len(validation.known)))
    hidden = [counted(validation.hidden[each], each) for each in SEVERITIES if validation.hidden.get(each)]
    if hidden:
        least = next(each for each in reversed(SEVERITIES) if validation.hidden.get(each))
        parts.append(say("{found} not shown (--severity {least})", found=hidden, least=least))
    return joined(parts, "; ")


def counted(number: int, what: str) -> Message:
    """``1 error``, ``2 notes``."""
    return _COUNTED[what](number)


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
        rows=mapped(findings, lambda part: list(map(_row, part))),
    )


def _row(f: Finding) -> tuple[Value, ...]:
    return coded(f.severity), f.code, str(f.spot), f.message, f.cell, f.hint


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
        "findings": mapped(validation.findings, lambda part: list(map(_as_data, part))),
        "known": mapped(validation.known, lambda part: list(map(_as_data, part))),
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
