"""Which measures a text is nearest to by its wording alone: for strategies, or measures, that no rules describe.

Cosine of tf-idf vectors of character pairs (Salton and Buckley 1988: term frequency, log inverse document frequency,
unit length) over title and overview; the measures of the unit that reports come first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from toshigaikou_cli.linking.rules import Rules
from toshigaikou_cli.linking.signals import rule_of
from toshigaikou_cli.linking.similarity import common_part, grams
from toshigaikou_cli.records.links import MeasureProfile

_UNIT_BONUS = 2.0
"""What a measure of the unit that reports counts beside one of another unit."""


class Near(NamedTuple):
    """A measure that a text is near to: its number, the cosine (0 to 1), and the longest part that both share."""

    number: int
    score: float
    shared: str


class Wording:
    """Ranks the measures that have no rule."""

    def __init__(self, measures: Sequence[MeasureProfile], rules: Rules) -> None:
        self._measures = [measure for measure in measures if rule_of(measure, rules) is None]
        self._key = rules.key
        self._texts = [rules.key(f"{measure.title}\n{measure.overview}") for measure in self._measures]
        counts = [Counter(pairs_in(text)) for text in self._texts]
        spread = Counter(pair for count in counts for pair in count)
        self._rarity = {pair: math.log((1 + len(counts)) / held) for pair, held in spread.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, count in enumerate(counts):
            vector = {pair: number * self._rarity[pair] for pair, number in count.items()}
            length = math.sqrt(math.fsum(weight * weight for weight in vector.values())) or 1.0
            for pair, weight in vector.items():
                self._postings[pair].append((at, weight / length))

    def nearest(self, text: str, unit: str | None) -> list[Near]:
        """The measures that share wording with ``text``, the nearest first, those of ``unit`` before others that are
        not twice as near."""
        key = self._key(text)
        counts = Counter(pair for pair in pairs_in(key) if pair in self._postings)
        length = math.sqrt(math.fsum((n * self._rarity[pair]) ** 2 for pair, n in counts.items())) or 1.0
        scores: dict[int, float] = defaultdict(float)
        for pair in sorted(counts):
            for at, weight in self._postings[pair]:
                scores[at] += counts[pair] * self._rarity[pair] * weight / length
        ranked = sorted(scores.items(), key=lambda found: (-found[1] * self._share(found[0], unit), found[0]))
        return [
            Near(self._measures[at].number, round(min(score, 1.0), 3), shared)
            for at, score in ranked[:3]
            if (shared := common_part(self._texts[at], key, least=2))
        ]

    def _share(self, at: int, unit: str | None) -> float:
        return _UNIT_BONUS if unit is not None and unit in self._measures[at].bureaus else 1.0


def pairs_in(key: str) -> list[str]:
    """The character pairs of a match key with repetitions, without those that carry no content."""
    content = grams(key)
    return [pair for pair in map("".join, pairwise(key)) if pair in content]
