"""What a run of the checks gave, and what each check looks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.records.finding import Finding, Severity

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName


class CheckInfo(NamedTuple):
    """What a check looks for, for lists and reports; ``bad`` is found, ``good`` is not."""

    code: str
    severity: Severity
    name: str
    why: str
    mend: str
    bad: str
    good: str


class Validation(NamedTuple):
    """What a run of the checks gave: the findings that are shown, those that the baseline knows, and what was checked.

    ``hidden`` counts the findings below the severity that is shown. ``documents`` have name, kind and sha256,
    ``checked`` counts documents, measures and achievements, ``rules`` is the version of the set of checks.
    """

    findings: Sequence[Finding]
    known: Sequence[Finding]
    hidden: Mapping[str, int]
    documents: Sequence[DocumentName]
    checked: Mapping[str, int]
    checks: tuple[CheckInfo, ...]
    rules: int
    tgx: str
