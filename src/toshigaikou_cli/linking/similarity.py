"""Which words of the rules stand in a text, and how much of a measure's own wording a text shares. Pure functions
on match keys: no language model, no dictionary of the language."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from functools import lru_cache
from operator import add
from typing import NamedTuple

from toshigaikou_cli.linking.boundaries import Boundaries

_SHORT_KATAKANA = 3
_COMMON = 6
"""A bigram that more measures share than this tells nothing."""


class WordFinder:
    """Finds many words in a text at once, by the rarest two characters of each.

    A word that begins or ends with an ASCII letter must not touch another letter there (``jet`` in ``jetro``, but
    ``iwa`` in ``iwa2018``), one with a digit no other digit, a katakana word of up to three characters no other
    katakana (``サイ`` in ``サイン``). A word of ``never_inside`` doesn't count inside the longer words, one of kanji not where
    the ``boundaries`` say that it is cut out of other words.
    """

    def __init__(
        self,
        words: Iterable[str],
        never_inside: Mapping[str, Iterable[str]],
        boundaries: Boundaries | None = None,
    ) -> None:
        """``words`` and ``never_inside`` are match keys."""
        ordered = sorted(sorted({word for word in words if word}), key=len, reverse=True)
        self._rank = {word: rank for rank, word in enumerate(ordered)}
        self._never_inside = never_inside
        self._boundaries = boundaries
        self._conditions = lru_cache(maxsize=None)(self._conditions_of)
        self._single = [word for word in ordered if len(word) == 1]
        listed = "\0".join(ordered)
        spread = Counter(map(add, listed, listed[1:]))
        index: dict[str, list[str]] = defaultdict(list)
        for word in ordered:
            if len(word) > 1:
                index[min(map(add, word, word[1:]), key=spread.__getitem__)].append(word)
        self._index = dict(index)
        self._starts = frozenset(index)
        self.pairs = spread.keys()
        """The bigrams that the words have."""

    def find(self, text: str, found_pairs: Set[str]) -> tuple[str, ...]:
        """The words that stand in ``text`` (a match key), whose bigrams are ``found_pairs``; longer ones first."""
        index = self._index
        found = [word for start in self._starts & found_pairs for word in index[start] if word in text]
        found += [word for word in self._single if word in text and _stands_alone(word, text)]
        found = [
            word for word in found if (where := self._conditions(word)) is None or _stands(word, text, where)
        ]
        found.sort(key=self._rank.__getitem__)
        return tuple(found)

    def _conditions_of(self, word: str) -> _Conditions | None:
        guards = tuple(
            (longer, at) for longer in self._never_inside.get(word, ()) for at in _occurrences(word, longer)
        )
        known = self._boundaries if len(word) > 1 else None
        known = None if known is None or known.is_settled(word) else known
        edges = _edges(word)
        return _Conditions(edges, guards, known) if edges or guards or known else None


class _Conditions(NamedTuple):
    """What decides whether a word stands in a text: its ``edges``, the longer words that it may be part of, each with the
    place in it, and the ``boundaries`` of words."""

    edges: int
    guards: tuple[tuple[str, int], ...]
    boundaries: Boundaries | None


def _stands(word: str, text: str, where: _Conditions) -> bool:
    edges, guards, known = where
    at = text.find(word)
    while at >= 0:
        inside = guards and any(
            at >= shift and text.startswith(longer, at - shift) for longer, shift in guards
        )
        touches = edges and _touches(text, at, at + len(word), edges)
        if not (inside or touches or (known is not None and known.cut_out(word, text, at))):
            return True
        at = text.find(word, at + 1)
    return False


_OF_A_NAME = frozenset("町村丘井田川山野台沢崎谷")
"""What a character stands before where both are the name of a place or of a school: 桜町高等学校."""


def _stands_alone(char: str, text: str) -> bool:
    """Whether a word of one character is anywhere no part of such a name."""
    at = text.find(char)
    while at >= 0:
        if text[at + 1 : at + 2] not in _OF_A_NAME:
            return True
        at = text.find(char, at + 1)
    return False


def pairs(key: str) -> set[str]:
    """The character bigrams of a match key."""
    return set(map(add, key, key[1:]))


def _occurrences(word: str, longer: str) -> list[int]:
    return [at for at in range(len(longer) - len(word) + 1) if longer.startswith(word, at)]


def _katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _ascii(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _edges(word: str) -> int:
    """1: Latin begins the word; 2: Latin ends it; 4: short katakana."""
    edges = (1 if _ascii(word[0]) else 0) | (2 if _ascii(word[-1]) else 0)
    return edges | (4 if len(word) <= _SHORT_KATAKANA and all(map(_katakana, word)) else 0)


def stands_alone_only(word: str) -> bool:
    """Whether a word is one of katakana that counts nowhere within other katakana."""
    return bool(_edges(word) & 4)


def _touches(text: str, start: int, end: int, edges: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if edges & 4 and (_katakana(before) or _katakana(after)):
        return True
    return bool((edges & 1 and _alike(before, text[start])) or (edges & 2 and _alike(after, text[end - 1])))


def _alike(one: str, other: str) -> bool:
    return _ascii(one) and _ascii(other) and one.isdigit() == other.isdigit()


def grams(key: str) -> set[str]:
    """The bigrams of a match key, without those of hiragana and punctuation alone, which carry no content."""
    return {
        pair
        for pair in pairs(key)
        if not all("\u3040" <= char <= "\u309f" or not char.isalnum() for char in pair)
    }


class RareGrams:
    """How much of the wording of each of some texts another text shares, rare bigrams weighing more."""

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` are match keys; a text is known by its index."""
        gram_sets = [grams(text) for text in texts]
        spread = Counter(gram for found in gram_sets for gram in found)
        # Whole numbers: their sums don't depend on the order in which a set is walked.
        rarity = {gram: round(1000 * math.log(1 + len(texts) / count)) for gram, count in spread.items()}
        self._weights = [sum(map(rarity.__getitem__, found)) for found in gram_sets]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(gram_sets):
            for gram in found:
                if spread[gram] <= _COMMON:
                    holders[gram].append(number)
        self._postings = {gram: (tuple(numbers), rarity[gram]) for gram, numbers in holders.items()}
        self._known = frozenset(self._postings)

    def among(self, chosen: Set[int]) -> RareGrams:
        """The same, for the ``chosen`` texts only; how rare a bigram is stays as it was among all."""
        some = copy(self)
        some._postings = {
            gram: (tuple(number for number in numbers if number in chosen), rarity)
            for gram, (numbers, rarity) in self._postings.items()
            if not chosen.isdisjoint(numbers)
        }
        some._known = frozenset(some._postings)
        return some

    def known(self, found: Set[str]) -> frozenset[str]:
        """Those of some bigrams that a text has."""
        return self._known & found

    def knows_none(self, found: Set[str]) -> bool:
        """Whether no text has any of these bigrams."""
        return self._known.isdisjoint(found)

    def shares(self, *found: Set[str]) -> dict[int, float]:
        """For each text that shares any of the bigrams ``found`` (in one set or several): the share of its weight."""
        shared: dict[int, int] = defaultdict(int)
        for gram in frozenset[str]().union(*(self._known & some for some in found)):
            numbers, rarity = self._postings[gram]
            for number in numbers:
                shared[number] += rarity
        return {number: weight / self._weights[number] for number, weight in shared.items()}


def dice(one: str, other: str) -> float:
    """The similarity of two match keys by their bigrams (0 to 1)."""
    first, second = grams(one), grams(other)
    if not first or not second:
        return float(one == other)
    return 2 * len(first & second) / (len(first) + len(second))


_SAME_TITLE = 0.55
"""Other strategies have a number 18 too: what was said of a measure holds where the title is this similar."""


def same_title(one: str, other: str) -> bool:
    """Whether two titles (match keys) are of one measure, reworded at most."""
    return one == other or dice(one, other) >= _SAME_TITLE
