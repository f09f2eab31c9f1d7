"""The signals that come from the text of an achievement: the rule's words and combinations, the 【…】 labels, and
the measure's own wording. Each gives pieces of evidence by measure; the bureau and the cities are weighed later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Literal, NamedTuple

from toshigaikou_cli.linking.rules import MeasureRule, Rules, city_key
from toshigaikou_cli.linking.similarity import RareGrams, WordFinder, common_part, dice, pairs
from toshigaikou_cli.records import LinkInput, MeasureProfile

_SAME_TITLE = 0.55
"""A rule holds for a measure whose title is this similar: other strategies have a number 18 too."""
_FURTHER_HINT = 0.07
_MOST_HINTS = 0.35
_LEAST_TITLE, _FULL_TITLE = 0.3, 0.8
_LEAST_TEXT, _FULL_TEXT = 0.2, 0.5

Signal = Literal["word", "hint", "together", "label", "title", "text"]


class Facts(NamedTuple):
    """What stands in an achievement: the best place of each word, labels and cities by key and as written.

    ``hits`` begin with the words of the item and go on with those of the result, longer words first. ``own`` are
    the measures that the bureau may serve (None: any, the bureau is not known).

    ``in_field`` are the words that stand in the field only, ``in_item`` the cities that the item names.
    """

    bureau: str | None
    item: str
    text: str
    hits: Mapping[str, float]
    in_field: frozenset[str]
    labels: tuple[tuple[str, str], ...]
    cities: Mapping[str, str]
    in_item: frozenset[str]
    abroad: bool
    pairs: Set[str]
    own: frozenset[int] | None


class Evidence(NamedTuple):
    """One piece: its worth, the words of its subject, and the words (or the label and its word) to show."""

    signal: Signal
    weight: float
    subject: frozenset[str]
    words: tuple[str, ...]


Pieces = dict[int, list[Evidence]]
"""Evidence by the measure's index."""


class Signals:
    """The rules made ready for ``measures``; a measure is known by its index in that sequence."""

    def __init__(self, measures: Sequence[MeasureProfile], rules: Rules) -> None:
        self.rules = rules
        self.shown: dict[str, str] = {}
        self._titles = [rules.key(measure.title) for measure in measures]
        self.known = [self._rule_of(at, measure.number) for at, measure in enumerate(measures)]
        self._singles: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._groups: dict[frozenset[str], int] = {}
        self._combinations: list[tuple[int, int, tuple[int, ...]]] = []
        self._labels: list[tuple[str, int, str]] = []
        for at, rule in enumerate(self.known):
            if rule:
                self._add(at, rule)
        self._abroad = frozenset(map(self._key, rules.partner_words))
        self._group_words = list(self._groups)
        # Sets of groups as bits: a row has a combination where it has all of its bits.
        self._bits: dict[str, int] = defaultdict(int)
        for number, words in enumerate(self._group_words):
            for word in words:
                self._bits[word] |= 1 << number
        abroad = [n for n, words in enumerate(self._group_words) if self._abroad and self._abroad <= words]
        self._abroad_bits = sum(1 << number for number in abroad)
        self._cities = {city_key(city): city for group in rules.partners for city in group.cities}
        finding = {*self._singles, *self._abroad, *self._cities}.union(*self._group_words)
        inside = {
            rules.key(word): tuple(map(rules.key, longer)) for word, longer in rules.never_inside.items()
        }
        self._finder = WordFinder(finding, inside)
        self._longer = _longer(self._singles, self._finder)
        self._folded = lru_cache(maxsize=4096)(rules.key)
        self._read = lru_cache(maxsize=2048)(self._words_and_pairs)
        self._open = frozenset(at for at, measure in enumerate(measures) if measure.open_ended)
        bureaus = {bureau for measure in measures for bureau in measure.bureaus}
        self._own = {
            bureau: self._open.union(at for at, measure in enumerate(measures) if bureau in measure.bureaus)
            for bureau in bureaus
        }
        self._title_grams = RareGrams(self._titles)
        self._texts = [rules.key(f"{measure.title}\n{measure.overview}") for measure in measures]
        all_texts = RareGrams(self._texts)
        self._text_grams: dict[frozenset[int] | None, RareGrams] = {None: all_texts}
        for own in {*self._own.values(), self._open}:
            self._text_grams[own] = all_texts.among(own)
        self._title_shares = lru_cache(maxsize=2048)(self._shares_of_title)

    def _rule_of(self, at: int, number: int) -> MeasureRule | None:
        rule = self.rules.measures.get(number)
        same = rule is not None and dice(self.rules.key(rule.title), self._titles[at]) >= _SAME_TITLE
        return rule if same else None

    def _add(self, at: int, rule: MeasureRule) -> None:
        kinds = (("name", rule.names), ("term", rule.terms), ("hint", rule.hints), ("not", rule.excluded))
        for kind, words in kinds:
            for word in words:
                self._singles[self._key(word)].append((at, kind))
        for combination in rule.together:
            parts = [frozenset(map(self._key, part)) for part in combination]
            numbers = tuple(self._groups.setdefault(part, len(self._groups)) for part in parts)
            bits = sum(1 << number for number in set(numbers))
            self._combinations.append((bits, at, numbers))
        self._labels += [(self._key(word), at, word) for word in rule.labels]

    def _key(self, word: str) -> str:
        key = self.rules.key(word)
        self.shown.setdefault(key, word)
        return key

    def as_written(self, word: str) -> str:
        """A word's key as the rules write it (a city's as it is registered)."""
        return self.shown.get(word) or self._cities.get(word, word)

    def shared_wording(self, at: int, facts: Facts) -> str:
        """The longest part that a measure's title or overview shares with the achievement."""
        return common_part(self._texts[at], facts.text, least=2)

    # ------------------------------------------------------------------ one achievement

    def facts(self, achievement: LinkInput) -> Facts:
        """The words, labels and cities of an achievement."""
        key, places = self._folded, self.rules.weights.places
        item, result = key(achievement.item), self.rules.key(achievement.result)
        (in_item, item_pairs), (in_result, result_pairs) = self._read(item), self._words_and_pairs(result)
        in_field = self._read(key(achievement.field))[0]
        hits = dict.fromkeys(in_item, places["item"])
        for words, place in ((in_result, places["result"]), (in_field, places["field"])):
            for word in words:
                hits.setdefault(word, place)
        cities = {city_key(city): city for city in achievement.cities}
        if not cities:
            cities = {
                city: self._cities[city] for city in sorted(self._cities.keys() & {*in_item, *in_result})
            }
        return Facts(
            bureau=achievement.bureau,
            item=item,
            text=f"{item}\n{result}",
            hits=hits,
            in_field=frozenset(in_field).difference(in_item, in_result),
            labels=tuple((label, key(label)) for label in achievement.labels),
            cities=cities,
            in_item=frozenset(city for city in cities if city in item),
            abroad=bool(cities)
            or not (self._abroad.isdisjoint(in_item) and self._abroad.isdisjoint(in_result)),
            pairs=item_pairs | result_pairs,
            own=None if achievement.bureau is None else self._own.get(achievement.bureau, self._open),
        )

    def _words_and_pairs(self, text: str) -> tuple[tuple[str, ...], set[str]]:
        found_pairs = pairs(text)
        return self._finder.find(text, found_pairs), found_pairs

    def pieces(self, facts: Facts) -> tuple[Pieces, dict[int, set[str]]]:
        """The evidence for each measure that the text says anything about, and the words that it excludes."""
        pieces: Pieces = defaultdict(list)
        excluded = self._collect_words(facts, pieces)
        self._collect_combinations(facts, pieces)
        self._collect_labels(facts, pieces)
        self._collect_wording(facts, pieces)
        return pieces, excluded

    def _collect_words(self, facts: Facts, pieces: Pieces) -> dict[int, set[str]]:
        """Names, terms and hints of the rule in the text; hints are one piece together, and a small one."""
        weights = self.rules.weights
        worth = {"name": weights.name, "term": weights.term}
        excluded: dict[int, set[str]] = defaultdict(set)
        hints: dict[int, dict[str, float]] = defaultdict(dict)
        solid: dict[int, dict[str, float]] = defaultdict(dict)
        for word, place in facts.hits.items():
            for at, kind in self._singles.get(word, ()):
                if kind == "hint":
                    # A hint tells measures of one bureau apart; for those of others it says nothing.
                    if facts.own is None or at in facts.own:
                        hints[at][word] = place
                elif kind != "not":
                    solid[at][word] = worth[kind] * place
                elif word not in facts.in_field:
                    excluded[at].add(self.shown[word])
        for at, found in solid.items():
            pieces[at] += [_word_evidence(word, found[word]) for word in self._without_parts(found)]
        for at, found in hints.items():
            words = tuple(sorted(self._without_parts(found)))
            weight = min(_MOST_HINTS, weights.hint + _FURTHER_HINT * (len(words) - 1))
            weight *= max(map(found.__getitem__, words))
            pieces[at].append(Evidence("hint", weight, frozenset(words), words))
        return excluded

    def _without_parts(self, found: Mapping[str, float]) -> list[str]:
        """The words that are no part of another one of them that weighs as much."""
        longer = self._longer
        return [
            word
            for word, weight in found.items()
            if word not in longer
            or longer[word].isdisjoint(found)
            or not any(found.get(other, -1.0) >= weight for other in longer[word])
        ]

    def _collect_combinations(self, facts: Facts, pieces: Pieces) -> None:
        """For each measure the best combination whose every group has a word in the text.

        A partner city counts as a word of the group for what is abroad.
        """
        hits, city = facts.hits, next(iter(facts.cities), "")
        found = self._abroad_bits if city else 0
        for word in hits:
            found |= self._bits.get(word, 0)
        best: dict[int, tuple[float, tuple[str, ...], int]] = {}
        for bits, at, numbers in self._combinations:
            if found & bits == bits:
                groups = [self._group_words[number] for number in numbers]
                shown = tuple(next((word for word in hits if word in group), city) for group in groups)
                # One word in every group (防災訓練 for 防災 and 訓練) is a word, and no combination.
                if len(set(shown)) >= min(2, len(numbers)):
                    weight = sum(hits.get(word, 1.0) for word in shown) / len(shown)
                    best[at] = max(best.get(at, (0.0, (), 0)), (weight, shown, numbers[0]))
        for at, (weight, shown, first) in best.items():
            subject = self._group_words[first].intersection(hits)
            pieces[at].append(Evidence("together", self.rules.weights.together * weight, subject, shown))

    def _collect_labels(self, facts: Facts, pieces: Pieces) -> None:
        best: dict[int, tuple[int, str, str]] = {}
        for label, key in facts.labels:
            for known, at, word in self._labels:
                if known in key and (at not in best or len(known) > best[at][0]):
                    best[at] = (len(known), label, word)
        for at, (_, label, word) in best.items():
            weight = self.rules.weights.label
            pieces[at].append(Evidence("label", weight, frozenset((f"【{label}】",)), (label, word)))

    def _collect_wording(self, facts: Facts, pieces: Pieces) -> None:
        """The measure's own title in the item; title and overview in the whole text, which weighs less.

        Of other bureaus' measures only the title is compared: loosely shared wording is too little for them.
        """
        weights = self.rules.weights
        for at, share, part in self._title_shares(facts.item):
            weight = weights.title * min(1.0, share / _FULL_TITLE)
            pieces[at].append(Evidence("title", weight, frozenset(), (part,)))
        for at, share in self._text_grams[facts.own].shares(facts.pairs).items():
            if share >= _LEAST_TEXT:
                weight = weights.overview * min(1.0, share / _FULL_TEXT)
                pieces[at].append(Evidence("text", weight, frozenset(), ()))

    def _shares_of_title(self, item: str) -> tuple[tuple[int, float, str], ...]:
        shares = self._title_grams.shares(pairs(item))
        found = ((at, share, common_part(self._titles[at], item)) for at, share in shares.items())
        return tuple((at, share, part) for at, share, part in found if share >= _LEAST_TITLE and part)


@lru_cache(maxsize=16384)
def _word_evidence(word: str, weight: float) -> Evidence:
    return Evidence("word", weight, frozenset((word,)), (word,))


def _longer(words: Iterable[str], finder: WordFinder) -> dict[str, frozenset[str]]:
    """For each word that is part of others: those others."""
    longer: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for part in finder.find(word, pairs(word)):
            if part != word:
                longer[part].add(word)
    return {part: frozenset(found) for part, found in longer.items()}
