"""The wording that two texts share, as people are shown it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.boundaries import Boundaries
from toshigaikou_cli.text.keys import keyed, match_key

_PARTICLES = (
    "(?:に(?:関する|関わる|係る|おける|ついて|ついての|対する|よる|向けた)|を(?:通じた|通じて|対象とした|対象に)|のための?"
    "|との|への|からの|での|[のにをとがはでへ、・])+"
)
_LEADING = expression(rf"(?:分野)?{_PARTICLES}(?=[一-龥ァ-ヺA-Za-z0-9])")
_AFTER_NAME = expression(rf"(?<=[一-龥ァ-ヺー])[市州県国](?!・){_PARTICLES}(?=[一-龥ァ-ヺA-Za-z0-9])")
_AFTER_A_NAME = expression("[市州県国]?との(?:交流)?")
_NAME_BEFORE = expression("[一-龥ァ-ヺー・]{1,20}$")
"""市との and との交流 are told with the city that they stand behind: 北京市との交流."""
_RUN = expression("[一-龥々ァ-ヺー]{1,20}$")
_PARTICLE_OPENS = expression(rf"^[市州県国]?{_PARTICLES}")
_TRAILING = expression(rf"等?{_PARTICLES}$|として$|等$|に(?:関|係|対|基づ|向)$")
_OKURIGANA = frozenset("けきくえめ")
"""What the last character before it needs to be a word: 修了者, and not 修了者向, in 修了者向けの会."""
SUFFIXES = frozenset("者員")
"""What ends the word before it: 多都市間実務者."""
_SHORT_FORM = expression("(?<![ァ-ヺー])[ァ-ヺー]{1,3}$")
_REST = expression("[ァ-ヺー]*+")
_KATAKANA = expression("[ァ-ヺー]{2}")
_LATIN = expression("[A-Za-z]{2}|[0-9]{2}")


_keyed = lru_cache(maxsize=64)(keyed)


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


def as_told(word: str, text: str, boundaries: Boundaries) -> str:
    """A word that stands in a text, as the text writes it (ニュー・サウス・ウェールズ), and without particles at its ends. The
    short form of one that goes on is told in full: 海外水 in 海外水道, 語学ボラ in 語学ボランティア."""
    start, end = _place_of(word, text)
    if start > 0 and _AFTER_A_NAME.fullmatch(word) and (name := _NAME_BEFORE.search(text, 0, start)):
        return text[name.start() : end]
    whole = start < 1 or not boundaries.cuts(text, start)
    if start < 0 or (
        whole and text.startswith(word, start) and is_plain(word) and not boundaries.cuts(text, end)
    ):
        return word
    leading = _LEADING.match(text, start, end) or _AFTER_NAME.match(text, start, end)
    start = leading.end() if leading else start
    if _SHORT_FORM.search(text, start, end) and (rest := _REST.match(text, end)):
        end = rest.end()
    stop = end
    while end < len(text) and boundaries.cuts(text, end):
        end += 1
    if end > stop and text[end : end + 1] in _OKURIGANA:
        end -= 1
    elif end > stop and text[end : end + 1] in SUFFIXES:
        end += 1
    told = _TRAILING.sub("", text[start:end])
    if len(told) == 1 < len(word):
        before = _RUN.search(text, 0, start)
        return f"{before[0]}{told}" if before else told
    return told if len(told) > 1 else word


@lru_cache(maxsize=4096)
def is_plain(word: str) -> bool:
    """Whether a word has no particle at its ends, and is no short form."""
    return not any(found.search(word) for found in (_PARTICLE_OPENS, _TRAILING, _SHORT_FORM))


def without_particles(word: str) -> str:
    """A word without the particles at its end."""
    return _TRAILING.sub("", word) or word


def as_written(part: str, text: str) -> str:
    """A part that a text shares with another, as this text writes it."""
    start, end = _place_of(part, text)
    return text[start:end] if start >= 0 else part


def _place_of(word: str, text: str) -> tuple[int, int]:
    """Where a word stands in a text, whatever marks, widths and cases part the two; (-1, -1) where it does not."""
    at = text.find(word)
    if at >= 0:
        return at, at + len(word)
    known, key = _keyed(text), match_key(word)
    at = known.key.find(key)
    return (known.at[at], known.ends[at + len(key) - 1]) if at >= 0 and key else (-1, -1)


def _inside(places: Sequence[tuple[str, int]], offset: int, boundaries: Boundaries) -> bool:
    around = [text[max(0, at + offset - 1) : at + offset + 1] for text, at in places]
    return (
        any(boundaries.cuts(text, at + offset) for text, at in places)
        or any(map(_LATIN.fullmatch, around))
        or all(map(_KATAKANA.fullmatch, around))
    )
