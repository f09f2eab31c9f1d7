"""The words of the linking rules, made ready for finding in texts: which measures a word speaks for, which groups it
belongs to, which topics no measure covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.boundaries import Boundaries
from toshigaikou_cli.linking.rules import WORD_GAP, MeasureRule, OutsideTopic, Rules, city_key
from toshigaikou_cli.linking.similarity import WordFinder, pairs, stands_alone_only

_PAIR = 2
_COMMON = 6
"""A word of more measures tells none of them."""
_KANJI_ALONE = expression("[一-龥々]+")


class Single(NamedTuple):
    """The measures (by index) that a word speaks for, with its worth; that it hints at; that it speaks against; whose own
    text has it, though it names another."""

    solid: list[tuple[int, float]]
    hints: list[int]
    excludes: list[int]
    shared: frozenset[int]


class Combination(NamedTuple):
    """Groups of words as bits and as numbers, the subject first, and the measure's index."""

    bits: int
    groups: tuple[int, ...]
    at: int


class Topic(NamedTuple):
    """A topic that no measure covers: its combinations of groups, all of these as ``bits``, and the departments that work on
    nothing else."""

    topic: OutsideTopic
    bits: int
    together: tuple[tuple[int, tuple[int, ...]], ...]
    departments: tuple[str, ...]


class Lexicon:
    """The rules' words by match key. A measure is known by its index in ``known``, a group of words by its number.

    ``labels`` are (key of a label's word, measure, word), ``departments`` (key, measure).
    """

    def __init__(self, rules: Rules, known: Sequence[MeasureRule | None], texts: Sequence[str] = ()) -> None:
        """``texts`` are those of the measures, as keys: with the words they show where one ends."""
        self._rules = rules
        self._shown: dict[str, str] = {}
        self._groups: dict[frozenset[str], int] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        self.singles: dict[str, Single] = defaultdict(lambda: Single([], [], [], frozenset()))
        self.by_subject: dict[int, list[Combination]] = defaultdict(list)
        self.labels: list[tuple[str, int, str]] = []
        self.departments: list[tuple[str, int]] = []
        for at, rule in enumerate(known):
            if rule:
                self._add(at, rule)
        self._share_names(texts)
        # Topics say what this strategy doesn't cover: they hold only beside its own measures.
        self.topics = [self._topic(topic) for topic in rules.outside] if any(known) else []
        self.abroad = frozenset(map(self._key, rules.partner_words))
        self.names_abroad = frozenset(self._names_abroad())
        self.cities = {city_key(city): city for group in rules.partners for city in group.cities}
        self.group_words = list(self._groups)
        self._number_groups()
        finding = {*self.singles, *self.abroad, *self.cities}.union(*self.group_words)
        inside = _never_inside(rules, finding)
        self.boundaries = Boundaries([*texts, *finding])
        self._finder = WordFinder(finding, inside, self.boundaries)
        self.pairs = self._finder.pairs
        self._texts = texts
        self.is_common = lru_cache(maxsize=None)(self._is_of_many)
        self._parts: dict[str, frozenset[str]] = {}
        self._groups_of = lru_cache(maxsize=None)(self._groups_of_word)
        self._by_ending: dict[str, list[str]] = defaultdict(list)
        for word in sorted(finding, key=lambda word: (-len(word), word)):
            if len(word) > _PAIR and _KANJI_ALONE.fullmatch(word):
                self._by_ending[word[-_PAIR:]].append(word)

    def find(self, text: str, found_pairs: Set[str]) -> tuple[str, ...]:
        """The words in ``text`` (a match key), whose bigrams are ``found_pairs``; longer ones first."""
        return self._finder.find(text, found_pairs)

    def parts(self, word: str) -> frozenset[str]:
        """The words inside a word; asked of a few only, and of these again and again."""
        found = self._parts.get(word)
        if found is None:
            found = self._parts[word] = frozenset(self.find(word, pairs(word))) - {word}
        return found

    def ending_in(self, word: str) -> Sequence[str]:
        """The words of kanji that end in a word of two, the longer first; of a longer or shorter word none."""
        return self._by_ending.get(word, ())

    def as_written(self, word: str) -> str:
        """A word's key as the rules write it (a city's as it is registered)."""
        return self._shown.get(word) or self.cities.get(word, word)

    def groups_in(self, words: Sequence[str], city: str) -> tuple[int, dict[int, str]]:
        """The groups that the words belong to, as bits, and the first word of each.

        A partner city counts as a word of the group for what is abroad.
        """
        bits = self._abroad_bits if city else 0
        first = dict.fromkeys(self._abroad_groups, city) if city else {}
        known, groups_of = self._groups_by_word, self._groups_of
        for word in reversed(words):
            if word in known:
                own = groups_of(word)
                bits |= own[0]
                first.update(own[1])
        return bits, first

    def _is_of_many(self, word: str) -> bool:
        """Whether a word stands in the rules or the texts of so many measures that it tells none of them."""
        found = {at for at, text in enumerate(self._texts) if word in text}
        if word in self.singles:
            single = self.singles[word]
            found.update(single.hints, (at for at, _ in single.solid))
        for number in self._groups_by_word.get(word, ()):
            found |= self._measures_of[number]
        return len(found) > _COMMON

    def _groups_of_word(self, word: str) -> tuple[int, dict[int, str]]:
        numbers = self._groups_by_word[word]
        return sum(1 << number for number in numbers), dict.fromkeys(numbers, word)

    def _add(self, at: int, rule: MeasureRule) -> None:
        weights = self._rules.weights
        for worth, words in ((weights.name, rule.names), (weights.term, rule.terms)):
            for key in self._keys(words):
                self.singles[key].solid.append((at, worth))
        for key in self._keys(rule.hints):
            self.singles[key].hints.append(at)
        for key in self._keys(rule.excluded):
            self.singles[key].excludes.append(at)
        for parts in rule.together:
            bits, groups = self._grouped(parts)
            self.by_subject[groups[0]].append(Combination(bits, groups, at))
        self.labels += [(self._key(word), at, word) for word in rule.labels]
        self.departments += [(self._key(name), at) for name in rule.departments]

    def _names_abroad(self) -> Iterator[str]:
        """The names of measures that say themselves that they are about something abroad, in a word that counts alone only
        elsewhere: アジア in ジュニアスポーツアジア交流大会."""
        inside = [word for word in self.abroad if stands_alone_only(word)]
        for word, single in self.singles.items():
            named = any(worth >= self._rules.weights.name for _, worth in single.solid)
            if named and any(each in word for each in inside):
                yield word

    def _share_names(self, texts: Sequence[str]) -> None:
        """Note of each name which other measures' texts have it, too."""
        least = self._rules.weights.name
        for key, single in self.singles.items():
            named = {at for at, worth in single.solid if worth >= least}
            if named:
                shared = frozenset(at for at, text in enumerate(texts) if at not in named and key in text)
                self.singles[key] = single._replace(shared=shared)

    def _topic(self, topic: OutsideTopic) -> Topic:
        together = ((topic.words,), *topic.together) if topic.words else topic.together
        grouped = tuple(map(self._grouped, together))
        bits = reduce(or_, (bits for bits, _ in grouped), 0)
        return Topic(topic, bits, grouped, tuple(map(self._key, topic.departments)))

    def _grouped(self, combination: Iterable[tuple[str, ...]]) -> tuple[int, tuple[int, ...]]:
        """The groups of a combination as bits and as numbers, in their order."""
        numbers = tuple(map(self._number, combination))
        return sum(1 << number for number in set(numbers)), numbers

    def _number(self, words: tuple[str, ...]) -> int:
        """The number of a group, the same for the same keys; many combinations share a group."""
        number = self._numbers.get(words)
        if number is None:
            group = frozenset(self._keys(words))
            number = self._numbers[words] = self._groups.setdefault(group, len(self._groups))
        return number

    def _number_groups(self) -> None:
        """Sets of groups as bits: a row has a combination where it has all of its bits."""
        groups: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self.group_words):
            for word in group:
                groups[word].append(number)
        self._groups_by_word = dict(groups)
        self._measures_of: dict[int, set[int]] = defaultdict(set)
        for each in (each for found in self.by_subject.values() for each in found):
            for number in each.groups:
                self._measures_of[number].add(each.at)
        abroad = [n for n, group in enumerate(self.group_words) if self.abroad and self.abroad <= group]
        self._abroad_bits = sum(1 << number for number in abroad)
        self._abroad_groups = tuple(abroad)

    def _key(self, word: str) -> str:
        key = self._rules.word_key(word)
        self._shown.setdefault(key, word)
        return key

    def _keys(self, words: Iterable[str]) -> Iterator[str]:
        """The keys of words, and of several Latin ones also the key without the gaps between them."""
        for word in words:
            key = self._key(word)
            yield key
            if WORD_GAP in key:
                joined = key.replace(WORD_GAP, "")
                self._shown.setdefault(joined, word)
                yield joined


def _never_inside(rules: Rules, finding: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The longer words by the words that don't count in them, and by those that begin with one where a character before it
    makes another word: as 水道 doesn't count in 下水道, 水道技術 doesn't in 下水道技術."""
    inside = {rules.key(word): tuple(map(rules.key, longer)) for word, longer in rules.never_inside.items()}
    lengths, opens = sorted({len(short) for short in inside}), {short[:1] for short in inside}
    begun = {
        word: tuple(other[0] + word for other in inside[short] if other[1:] == short)
        for word in finding
        if word[:1] in opens and word not in inside
        for short in (word[:length] for length in lengths)
        if short in inside
    }
    return begun | inside
