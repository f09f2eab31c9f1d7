"""Findings as a Code Quality report of GitLab (docs.gitlab.com, "Code Quality report format").

GitLab shows of several entries with one fingerprint only the first, and knows no finding that is accepted: what the
baseline knows is left out.
"""

from __future__ import annotations

import posixpath
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

from toshigaikou_cli.formats.findings.fingerprint import fingerprint
from toshigaikou_cli.formats.findings.groups import cell_text
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.long import LongList
from toshigaikou_cli.records.validation import Validation
from toshigaikou_cli.text.keys import visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_ELSEWHERE = "catalogue"


def gitlab_report(validation: Validation) -> Sequence[dict[str, Any]]:
    """An entry for each finding, in the shape of ``schemas/gitlab-code-quality.schema.json``.

    A document without lines has all its findings at line 1, and their places in the description.
    """
    findings, seen = validation.findings, Counter[int]()
    numbers = array("L")
    for finding in findings:
        key = int(fingerprint(finding), 16)
        seen[key] += 1
        numbers.append(seen[key])

    def entries(start: int, stop: int) -> list[dict[str, Any]]:
        part = zip(findings[start:stop], numbers[start:stop], strict=True)
        return [_entry(finding, fingerprint(finding, number)) for finding, number in part]

    return LongList(len(findings), entries)


def _entry(finding: Finding, print_: str) -> dict[str, Any]:
    spot = finding.spot
    where = f"{spot.within}: " if spot.within and spot.line is None else ""
    told = [where + finding.message, cell_text(finding), finding.hint, finding.accept]
    return {
        "description": "; ".join(visible(part) for part in told if part),
        "check_name": finding.code,
        "fingerprint": print_,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            # GitLab compares paths with those in the repository: no ./ before them
            "path": posixpath.normpath(visible(spot.document)) if spot.document else _ELSEWHERE,
            "lines": {"begin": spot.line or 1},
        },
    }
