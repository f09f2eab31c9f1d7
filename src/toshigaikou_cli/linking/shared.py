"""The wording that two texts share, as people are shown it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toshigaikou_cli.linking.boundaries import Boundaries

_PARTICLES = (
    "(?:に(?:関する|関わる|係る|おける|ついて|ついての|対する|よる|向けた)|を(?:通じた|通じて|対象とした|対象に)|のための?"
    "|との|への|からの|での|[のにをとがはでへ、・])+"
)
_LEADING = re.compile(rf"{_PARTICLES}(?=[一-龥ァ-ヺA-Za-z0-9])")
_TRAILING = re.compile(rf"等?{_PARTICLES}$|等$")
_KATAKANA = re.compile("[ァ-ヺー]{2}")
_LATIN = re.compile("[A-Za-z]{2}|[0-9]{2}")


def common_part(one: str, other: str, least: int = 3) -> str:
    """The longest part that two match keys share, "" where it is shorter than ``least``."""
    best = ""
    for start in range(len(one)):
        end = start + max(len(best) + 1, least)
        while end <= len(one) and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best


def whole_part(one: str, other: str, boundaries: Boundaries, least: int) -> str:
    """The longest part that two keys share, without what is cut at its ends and without particles there; "" where it is
    shorter than ``least``. A word of katakana is cut where it is so in both."""
    part = common_part(one, other, least)
    places = [(text, text.find(part)) for text in (one, other)]
    start, end = 0, len(part)
    while start < end and _inside(places, start, boundaries):
        start += 1
    while start < end and _inside(places, end, boundaries):
        end -= 1
    leading = _LEADING.match(part, start, end)
    part = _TRAILING.sub("", part[leading.end() if leading else start : end])
    return part if len(part) >= least else ""


def _inside(places: Sequence[tuple[str, int]], offset: int, boundaries: Boundaries) -> bool:
    around = [text[max(0, at + offset - 1) : at + offset + 1] for text, at in places]
    return (
        any(boundaries.cuts(text, at + offset) for text, at in places)
        or any(map(_LATIN.fullmatch, around))
        or all(map(_KATAKANA.fullmatch, around))
    )
