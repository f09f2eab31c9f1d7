"""How near an unknown name is to a known one, with the reason that a person is told."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, sayable
from toshigaikou_cli.text.keys import match_key

LEAST = 60.0
"""Names less near than this are not proposed."""
LONGEST = 60
"""Of a longer text, this many characters are compared."""
_known_key = lru_cache(maxsize=8192)(match_key)
"""The same registered names are compared with each unknown one."""
_KANA = expression("[ぁ-んァ-ヺ]")
_RANK = expression(r"(?:(?<!事務)局|(?<!本)部|課|係)$")
_HEAD = expression(r".{1,30}?(?:局|庁|本部|室|委員会)(?!長)")


class Nearness(NamedTuple):
    """``score`` is at most 100; ``close`` where one character differs, or one name is part of the other."""

    score: float
    reason: str
    close: bool


def nearness(form: str, key: str) -> Nearness:
    """How near the unknown name ``key`` (a match key) is to the known one ``form`` (as it is shown)."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import ratio

    known = _known_key(form)
    steps = Levenshtein.distance(known, key, score_cutoff=2)
    score = ratio(known, key)
    if steps == 1 and (max(len(key), len(known)) > 2 or _KANA.search(known)):  # 東京 is no slip of 北京
        return Nearness(90.0 + score / 20, say("one character differs from {form}", form=form), True)
    if steps == 2 and len(known) > 4:
        return Nearness(score, say("two characters differ from {form}", form=form), False)
    if min(len(key), len(known)) >= 2 and (key in known or known in key):
        how = sayable("part of {form}") if key in known else sayable("contains {form}")
        return Nearness(max(score, 65.0), say(how, form=form), True)
    return Nearness(score, say("resembles {form}", form=form), False)


def one_off(one: str, other: str) -> bool:
    """Whether one character differs."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def of_another_rank(one: str, other: str) -> bool:
    """Whether the last words of two names of units say that neither is the other: a 課 is no 局 and no 部."""
    ranks = {found[0] for found in map(_RANK.search, (one.strip(), other.strip())) if found}
    return len(ranks) == 2


def bureau_head(text: str) -> str:
    """The first words of a text that end as a bureau's name does, "" where none do."""
    found = _HEAD.match(text)
    return found.group() if found else ""
