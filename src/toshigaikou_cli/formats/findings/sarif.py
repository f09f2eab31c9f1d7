"""Findings as SARIF 2.1.0 (OASIS), the form that code-scanning services read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toshigaikou_cli.formats.findings.fingerprint import fingerprint
from toshigaikou_cli.formats.findings.groups import listed
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.long import mapped
from toshigaikou_cli.records.validation import CheckInfo, Validation
from toshigaikou_cli.text.keys import visible

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif_log(validation: Validation) -> dict[str, Any]:
    """One run: the checks as rules, the documents with their hashes, findings as results. Known findings are there
    too, suppressed with their reason. A page, sheet or row that is no line is a logical location."""
    places = {check.code: at for at, check in enumerate(validation.checks)}
    driver = {
        "name": "tgx",
        "semanticVersion": validation.tgx,
        "version": f"{validation.tgx} (rules {validation.rules})",
        "rules": [_rule(check) for check in validation.checks],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(document) for document in validation.documents],
        "results": mapped(listed(validation), lambda part: [_result(each, places) for each in part]),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: CheckInfo) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": "".join(part.capitalize() for part in check.code.split("-")),
        "shortDescription": {"text": check.name},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.mend}\nFound: {check.bad}\nNot found: {check.good}"},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _artifact(document: DocumentName) -> dict[str, Any]:
    location = {"uri": _uri(document["name"])}
    return {"location": location, "hashes": {"sha-256": document["sha256"]}}


def _uri(name: str) -> str:
    """A relative reference; an absolute path becomes a file URI."""
    return f"file://{quote(name)}" if name.startswith("/") else quote(name)


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    # the place again, in words: what makes pages of these files may show the message alone
    place = ", ".join(part for part in (str(finding.spot), finding.spot.cell) if part)
    lines = [finding.message, place, finding.cell, finding.hint, finding.accept]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(visible(line) for line in lines if line)},
        "partialFingerprints": {"tgxFinding/v1": fingerprint(finding)},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    if finding.spot.document:
        result["locations"] = [_location(finding)]
    if finding.known:
        result["suppressions"] = [{"kind": "external", "justification": visible(finding.known)}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    spot = finding.spot
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(spot.document)}}
    if spot.line is not None:
        physical["region"] = {"startLine": spot.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    parts = (("page", spot.page), ("sheet", spot.sheet or None), ("row", spot.shown_row))
    named = [f"{word} {value}" for word, value in parts if value is not None]
    named += [spot.cell] if spot.cell else []
    if named:
        location["logicalLocations"] = [{"fullyQualifiedName": visible("/".join(named))}]
    return location
