"""What the report and every view say below their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from toshigaikou_cli.coverage.figures import Stamp


def missing_line(years: Sequence[int]) -> str:
    listed = ", ".join(f"FY{year}" for year in years)
    return f"No sheet imported for {listed}: that is not the same as nothing done."


def stamp_lines(made: Stamp, documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What a report was made by and from."""
    for document in documents:
        yield f"Document: {document['name']}, SHA-256 {document['sha256']}"
    yield f"Made by tgx {made.tgx} on {made.date}, vocabularies {made.vocabulary[:12]}"
