"""Findings as lines (``file:page 2:line 19: error …``) and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toshigaikou_cli.formats.table import Column, Table, Text
from toshigaikou_cli.results import Finding


def findings_text(findings: Sequence[Finding], sizes: Mapping[str, int], checks: int) -> Text:
    return Text(tuple(_lines(findings, sizes, checks)))


def _lines(findings: Sequence[Finding], sizes: Mapping[str, int], checks: int) -> Iterator[str]:
    for finding in findings:
        where = f"{finding.where}: " if finding.where else ""
        hint = f" ({finding.hint})" if finding.hint else ""
        yield f"{where}{finding.severity} [{finding.code}] {finding.message}{hint}"
    counts = Counter(finding.severity for finding in findings)
    checked = f"{checks} checks over {sizes['document']} documents, {sizes['measure']} measures"
    checked += f" and {sizes['achievement']} achievements"
    if findings:
        yield f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} notes: {checked}"
    else:
        yield f"no findings: {checked}"


def findings_table(findings: Sequence[Finding]) -> Table:
    return Table(
        columns=(
            Column("severity", "Severity"),
            Column("code", "Check"),
            Column("where", "Where", flexible=True),
            Column("message", "Message", flexible=True),
            Column("hint", "What to do", flexible=True),
        ),
        rows=[(f.severity, f.code, f.where, f.message, f.hint) for f in findings],
    )
