"""What a finding is known by from one run to the next."""

from __future__ import annotations

from hashlib import sha256

from toshigaikou_cli.records.finding import Finding


def fingerprint(finding: Finding, number: int = 1) -> str:
    """16 hex digits that stay the same when the row moves: of check, document, record and cell.

    ``number`` tells apart what a check finds several times in one cell.
    """
    told = [finding.code, finding.spot.document, finding.thing, finding.key, finding.cell]
    told += [str(number)] if number > 1 else []
    return sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
