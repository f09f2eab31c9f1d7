"""Findings as GitHub annotations (workflow commands): they stand at the line of the file in a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.validation import Validation
from toshigaikou_cli.text.keys import visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github_annotations(validation: Validation) -> Iterator[str]:
    """One command a finding; ``%``, line breaks and, in properties, ``:`` and ``,`` are escaped as GitHub's runner
    unescapes them (actions/toolkit, command.ts)."""
    return (f"{_annotation(finding)}\n" for finding in validation.findings)


def _annotation(finding: Finding) -> str:
    spot = finding.spot
    properties = {"file": spot.document, "line": str(spot.line or ""), "title": finding.code}
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    lines = [f"{spot.within}: {finding.message}" if spot.within else finding.message]
    if finding.cell:
        lines.append(f"{spot.cell}: {finding.cell}" if spot.cell else finding.cell)
    lines += [each for each in (finding.hint, finding.accept) if each]
    return f"::{_COMMANDS[finding.severity]} {given}::{_message(lines)}"


def _message(lines: list[str]) -> str:
    shown = "\n".join(visible(line) for line in lines)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message([text]).replace(":", "%3A").replace(",", "%2C")
