"""The titles in a text: what stands in 「」, 『』 or “”."""

from __future__ import annotations

from bisect import bisect_right

from toshigaikou_cli.expressions import expression

_TITLE = expression(r"「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”")


class Titles:
    """The places of the titles of a text. A bracket that its line does not close opens none."""

    def __init__(self, text: str) -> None:
        closed = "」" in text or "』" in text or "”" in text
        spans = [found.span() for found in _TITLE.finditer(text)] if closed else []
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def around(self, at: int) -> bool:
        """Whether the place lies in a title."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]
