"""Where a thing stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's upper left corner, as shown (after /Rotate and crop)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record stands in its document (the document itself is known to whoever holds the record)."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    bbox: BBox | None = None


class Spot(NamedTuple):
    """The place that a check's finding leads to, as far as known; ``column`` is the header as it is printed."""

    document: str = ""
    page: int | None = None
    line: int | None = None
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """``file:page 2:line 19``; the row of its table where the document has no lines."""
        spots = [f"page {self.page}"] if self.page is not None else []
        if self.line is not None:
            spots.append(f"line {self.line}")
        elif self.row is not None:
            spots.append(f"row {self.row}")
        return ":".join([self.document, *spots])
