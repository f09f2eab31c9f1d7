"""Page numbers, running heads and feet: known by their place and their repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toshigaikou_cli.expressions import expression

_PAGE_NUMBER = expression(
    r"[\s\-–—―‐－ー−─~〜～・|()（）\[\]]*(?:page|ページ|p\.?|No\.?)?\s*[0-9０-９]{1,4}(?:枚目)?"
    r"(?:\s*(?:/|／|of|の)\s*(?:全)?[0-9０-９]{1,4})?\s*(?:頁|ページ|page|枚中?)?[\s\-–—―‐－ー−─~〜～・|()（）\[\]]*",
    re.IGNORECASE,
)
_MARGIN = 0.13
"""The share of the page's height, above and below, where page numbers stand."""
_REPEATS = 3


@dataclass(slots=True)
class MarginLine:
    """A line near the top (``above`` all else of the page) or the bottom of a page; ``key`` is the same on each."""

    page: int
    index: int
    text: str
    above: bool
    share: float

    @property
    def key(self) -> tuple[str, bool, int]:
        return re.sub(r"[0-9０-９]+", "#", re.sub(r"\s+", "", self.text)), self.above, round(self.share * 60)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number, such as ``3 / 12`` or ``- 3 -``."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def in_margin(top: float, bottom: float, height: float) -> bool:
    """Whether a line stands where page numbers stand."""
    return bottom <= _MARGIN * height or top >= (1 - _MARGIN) * height


def left_out(lines: Sequence[MarginLine]) -> set[tuple[int, int]]:
    """``(page, index)`` of the lines to leave out: page numbers, feet, and running heads after their first page."""
    pages: dict[tuple[str, bool, int], set[int]] = {}
    for line in lines:
        pages.setdefault(line.key, set()).add(line.page)
    repeated = Counter({key: len(found) for key, found in pages.items()})
    seen: set[tuple[str, bool, int]] = set()
    out: set[tuple[int, int]] = set()
    for line in lines:
        number = is_page_number(line.text)
        running = repeated[line.key] >= _REPEATS and (not line.above or line.key in seen)
        seen.add(line.key)
        if number or running:
            out.add((line.page, line.index))
    return out
