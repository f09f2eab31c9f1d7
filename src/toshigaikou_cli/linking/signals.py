"""The signals that come from the text of an achievement: the rule's words and combinations, the 【…】 labels, and
the measure's own wording. Each gives pieces of evidence by measure; the bureau and the cities are weighed later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in an achievement: the best place of each word, labels and cities by key and as written.

    ``in_field`` are the words that stand in the field only, ``in_item`` the cities that the item names.
    """

    bureau: str | None
    item: str
    hits: Mapping[str, float]
    in_field: frozenset[str]
    labels: tuple[tuple[str, str], ...]
    cities: Mapping[str, str]
    in_item: frozenset[str]
    abroad: bool
    pairs: Set[str]


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
        self._combinations: dict[int, list[tuple[int, tuple[int, ...], frozenset[int]]]] = defaultdict(list)
        self._labels: list[tuple[str, int, str]] = []
        for at, rule in enumerate(self.known):
            if rule:
                self._add(at, rule)
        self._abroad = frozenset(map(self._key, rules.partner_words))
        self._groups_of: dict[str, list[int]] = defaultdict(list)
        for words, number in self._groups.items():
            for word in words:
                self._groups_of[word].append(number)
        self._abroad_groups = [
            n for words, n in self._groups.items() if self._abroad and self._abroad <= words
        ]
        self._cities = {city_key(city): city for group in rules.partners for city in group.cities}
        finding = {*self._singles, *self._groups_of, *self._abroad, *self._cities}
        inside = {
            rules.key(word): tuple(map(rules.key, longer)) for word, longer in rules.never_inside.items()
        }
        self._finder = WordFinder(finding, inside)
        self._folded = lru_cache(maxsize=4096)(rules.key)
        self._read = lru_cache(maxsize=2048)(self._words_and_pairs)
        self._title_grams = RareGrams(self._titles)
        self._text_grams = RareGrams([rules.key(f"{m.title}\n{m.overview}") for m in measures])
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
            by_number = dict(zip(numbers, parts, strict=True))
            fewest = min(numbers, key=lambda number: len(by_number[number]))
            self._combinations[fewest].append((at, numbers, frozenset(numbers)))
        self._labels += [(self._key(word), at, word) for word in rule.labels]

    def _key(self, word: str) -> str:
        key = self.rules.key(word)
        self.shown.setdefault(key, word)
        return key

    def as_written(self, word: str) -> str:
        """A word's key as the rules write it (a city's as it is registered)."""
        return self.shown.get(word) or self._cities.get(word, word)

    # ------------------------------------------------------------------ one achievement

    def facts(self, achievement: LinkInput) -> Facts:
        """The words, labels and cities of an achievement."""
        key, places = self._folded, self.rules.weights.places
        item, result = key(achievement.item), self.rules.key(achievement.result)
        (in_item, item_pairs), (in_result, result_pairs) = self._read(item), self._words_and_pairs(result)
        in_field = self._read(key(achievement.field))[0]
        hits = dict.fromkeys(in_field, places["field"])
        hits.update(dict.fromkeys(in_result, places["result"]))
        hits.update(dict.fromkeys(in_item, places["item"]))
        cities = {city_key(city): city for city in achievement.cities}
        if not cities:
            cities = {
                city: self._cities[city] for city in sorted(self._cities.keys() & (in_item | in_result))
            }
        return Facts(
            bureau=achievement.bureau,
            item=item,
            hits=hits,
            in_field=frozenset(in_field - in_item - in_result),
            labels=tuple((label, key(label)) for label in achievement.labels),
            cities=cities,
            in_item=frozenset(city for city in cities if city in item),
            abroad=bool(cities) or not self._abroad.isdisjoint(in_item | in_result),
            pairs=item_pairs | result_pairs,
        )

    def _words_and_pairs(self, text: str) -> tuple[frozenset[str], set[str]]:
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
        hints: dict[int, list[tuple[str, float]]] = defaultdict(list)
        solid: dict[int, list[tuple[str, float]]] = defaultdict(list)
        for word, place in facts.hits.items():
            for at, kind in self._singles.get(word, ()):
                if kind == "hint":
                    hints[at].append((word, place))
                elif kind != "not":
                    solid[at].append((word, worth[kind] * place))
                elif word not in facts.in_field:
                    excluded[at].add(self.shown[word])
        for at, found in solid.items():
            for word, weight in _without_parts(found):
                pieces[at].append(_word_evidence(word, weight))
        for at, found in hints.items():
            found = _without_parts(found)
            words = tuple(sorted(word for word, _ in found))
            weight = min(_MOST_HINTS, weights.hint + _FURTHER_HINT * (len(found) - 1))
            weight *= max(place for _, place in found)
            pieces[at].append(Evidence("hint", weight, frozenset(words), words))
        return excluded

    def _collect_combinations(self, facts: Facts, pieces: Pieces) -> None:
        """For each measure the best combination whose every group has a word in the text.

        A partner city counts as a word of the group for what is abroad.
        """
        matched: dict[int, list[str]] = defaultdict(list)
        for word in facts.hits:
            for number in self._groups_of.get(word, ()):
                matched[number].append(word)
        if facts.cities:
            for number in self._abroad_groups:
                matched[number] += ()
        best: dict[int, Evidence] = {}
        for number in matched:
            for at, numbers, needed in self._combinations.get(number, ()):
                if needed <= matched.keys():
                    found = self._combination(numbers, matched, facts)
                    if found and (at not in best or _order(found) > _order(best[at])):
                        best[at] = found
        for at, found in best.items():
            pieces[at].append(found)

    def _combination(
        self, numbers: tuple[int, ...], matched: Mapping[int, list[str]], facts: Facts
    ) -> Evidence | None:
        shown, weight = [], 0.0
        for number in numbers:
            words = matched[number]
            if words:
                best = max(words, key=lambda word: (facts.hits[word], len(word), word))
                shown.append(best)
                weight += facts.hits[best]
            else:
                shown.append(next(iter(facts.cities)))
                weight += 1.0
        # One word that is in every group (防災訓練 for 防災 and 訓練) is a word, and no combination.
        if len(numbers) > 1 and len(set(shown)) < 2:
            return None
        subject = frozenset(matched[numbers[0]])
        return Evidence(
            "together", self.rules.weights.together * weight / len(numbers), subject, tuple(shown)
        )

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
        """The measure's own title in the item; title and overview in the whole text, which weighs less."""
        weights = self.rules.weights
        for at, share, part in self._title_shares(facts.item):
            weight = weights.title * min(1.0, share / _FULL_TITLE)
            pieces[at].append(Evidence("title", weight, frozenset(), (part,)))
        for at, share in self._text_grams.shares(facts.pairs).items():
            if share >= _LEAST_TEXT:
                weight = weights.overview * min(1.0, share / _FULL_TEXT)
                pieces[at].append(Evidence("text", weight, frozenset(), (f"{share:.0%}",)))

    def _shares_of_title(self, item: str) -> tuple[tuple[int, float, str], ...]:
        shares = self._title_grams.shares(pairs(item))
        found = ((at, share, common_part(self._titles[at], item)) for at, share in shares.items())
        return tuple((at, share, part) for at, share, part in found if share >= _LEAST_TITLE and part)


@lru_cache(maxsize=16384)
def _word_evidence(word: str, weight: float) -> Evidence:
    return Evidence("word", weight, frozenset((word,)), (word,))


def _order(evidence: Evidence) -> tuple[float, tuple[str, ...]]:
    return evidence.weight, evidence.words


def _without_parts(words: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The words that are no part of another one of them that weighs as much."""
    if len(words) < 2:
        return words
    return [
        (word, weight)
        for word, weight in words
        if not any(word in other and word != other and weight <= heavier for other, heavier in words)
    ]
