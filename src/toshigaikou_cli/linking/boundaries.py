"""Where a word of kanji ends: so that no evidence begins or ends inside another word (国賓 in 外国賓客, 市政 in 都市政策).

After Ando and Lee (2000), Mostly-unsupervised statistical segmentation of Japanese: a place lies inside a word where the
two characters around it are seen together more often than those on either side of it, in the texts of the strategy and the
words of its rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from toshigaikou_cli.expressions import expression

_PAIR = expression("(?=([一-龥々]{2}))")


class Boundaries:
    """Knows how often two kanji stand together in some texts (match keys)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen = "\n".join(texts)
        self._counts = Counter(_PAIR.findall(self._seen))
        self._is_whole = lru_cache(maxsize=None)(self._goes_before_another)
        self.is_settled = lru_cache(maxsize=None)(self._never_cut)
        self._opens: dict[str, int] = {}
        self._closes: dict[str, int] = {}
        for pair, count in self._counts.items():
            self._opens[pair[0]] = max(count, self._opens.get(pair[0], 0))
            self._closes[pair[1]] = max(count, self._closes.get(pair[1], 0))

    def cut_out(self, word: str, text: str, start: int) -> bool:
        """Whether a word of two characters or more is cut out of others at a place of a text: that it begins inside one, or
        ends inside one and does not mean to (海外水 for 海外水道 does: it is never seen with another word behind it)."""
        counts, end = self._counts, start + len(word)
        before = start and text[start - 1 : start + 1] in counts and self.cuts(text, start)
        if before and (len(word) == 2 or self._begins_with_pair(word)):
            return True
        beside = text[end - 1 : end + 1] in counts and self.cuts(text, end)
        return beside and (len(word) == 2 or self._is_whole(word))

    def _never_cut(self, word: str) -> bool:
        """Whether a word is cut out of others in no text: nothing stands beside its ends more often than they together."""
        counts = self._counts
        before, after = counts.get(word[:2], 0), counts.get(word[-2:], 0)
        return self._closes.get(word[0], 0) <= before and self._opens.get(word[-1], 0) <= after

    def _begins_with_pair(self, word: str) -> bool:
        """Whether the first two characters belong together: not those of 船会社, which 客船会社 is too."""
        return self._counts.get(word[:2], 0) >= self._counts.get(word[1:3], 0)

    def cuts(self, text: str, at: int) -> bool:
        """Whether a place in a text, not its begin, lies inside a word of kanji."""
        counts = self._counts
        across = counts.get(text[at - 1 : at + 1])
        if across is None or across <= counts.get(text[at : at + 2], 0):
            return False
        return across > counts.get(text[max(0, at - 2) : at], 0)

    def _goes_before_another(self, word: str) -> bool:
        at = self._seen.find(word)
        while at >= 0:
            end = at + len(word)
            follows = self._counts.get(self._seen[end : end + 2], 0)
            if follows > self._counts.get(self._seen[end - 1 : end + 1], 0):
                return True
            at = self._seen.find(word, at + 1)
        return False
