"""Units below each other in a cell that is as narrow as their names: nothing but the names tells that a line ends there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from toshigaikou_cli.expressions import expression

_NAME = r"[^\s、。，．,;；:：/／（）()「」を]"
_OTHERS = r"部|局|委員会|区役所|支所|協会|公社|機構|財団|大学"
_BELOW = {
    "係": rf"係|課|室|センター|所|館|{_OTHERS}",
    "課": rf"課|室|センター|所|館|{_OTHERS}",
    "室": rf"室|{_OTHERS}",
    "センター": "センター",
    "(?<!本)部": "部|局|委員会",
    "局": "局",
    "委員会": "委員会",
    "区役所": "区役所",
    "支所": "支所",
}
"""What may end a unit that is not within the one above it, by what ends that one: 部 over 課 is one unit, as 課 over 係 is."""
_ABOVE = [
    (
        expression(rf"{_NAME}+{ending}"),
        expression(rf"(?!事務局|及び|並びに|[とやのがはにで・等]|[題程員署門])(?=...){_NAME}+(?:{below})"),
    )
    for ending, below in _BELOW.items()
]
"""Not 教育委員会 over 事務局, a word that joins two units, or the rest of 課題 and 部署."""
_LAST = "係課室ー部局会所"
"""The last characters of these: most lines are told by this alone."""
_UNIT_END = expression(
    rf"(?:{'|'.join(sorted({each for below in _BELOW.values() for each in below.split('|')}))})$"
)
_MOST_LINES = 3
_LONGEST = 20


def begins_a_unit(upper: str, lines: Sequence[str]) -> bool:
    """Whether the text of a cell is one unit to the end of its line ``upper``, and another one in the ``lines`` below."""
    if not upper or upper[-1] not in _LAST:
        return False
    lower = next((lower for above, lower in _ABOVE if above.fullmatch(upper)), None)
    below = next((text for text in accumulate(lines[:_MOST_LINES]) if _UNIT_END.search(text)), "")
    return lower is not None and len(below) <= _LONGEST and lower.fullmatch(below) is not None
