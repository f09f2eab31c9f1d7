"""The signals that come from the text of an activity in its row: the rule's words and combinations, the 【…】 labels, and
the measure's own wording. Each gives pieces of evidence by measure; the bureau and the cities are weighed later."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.bodies import without_ensembles, without_international, without_venues
from toshigaikou_cli.linking.lexicon import Lexicon
from toshigaikou_cli.linking.rules import MeasureRule, OutsideTopic, Rules, city_key, without_gaps
from toshigaikou_cli.linking.shared import whole_part
from toshigaikou_cli.linking.signs import Pieces, ReadText, RowMarks, RowSeen, RowSigns, Seen, Text, TextPiece
from toshigaikou_cli.linking.similarity import RareGrams, pairs, same_title
from toshigaikou_cli.records.links import MeasureProfile

_FURTHER_HINT = 0.07
_MOST_HINTS = 0.35
_LEAST_TITLE, _FULL_TITLE = 0.3, 0.8
_LEAST_TEXT, _FULL_TEXT = 0.2, 0.5
_DEPARTMENTS = ("部", "課", "室", "係", "所", "局")
"""How parts of a bureau are called. A body of another name (東京都立大学) says what it is about itself."""
_SEVERAL = expression("及び|並びに|[、，]|と(?!の)|・(?=[^・、のにを]{5,}$)")
"""What joins several subjects in an item; ・ joins the parts of one (交流・協力), but for a noun of its own at the end."""


def rule_of(measure: MeasureProfile, rules: Rules) -> MeasureRule | None:
    """The rule of a measure, by number and title."""
    rule = rules.measures.get(measure.code)
    same = rule is not None and same_title(rules.key(rule.title), rules.key(measure.title))
    return rule if same else None


def goes_by_wording(measure: MeasureProfile, rules: Rules) -> bool:
    """Whether nobody has said what tells a measure: it has no rule, or only words that were learned."""
    rule = rule_of(measure, rules)
    return rule is None or rule.only_learned


class Signals:
    """The rules made ready for ``measures``; a measure is known by its index in that sequence."""

    def __init__(
        self, measures: Sequence[MeasureProfile], rules: Rules, names: Mapping[str, str] | None = None
    ) -> None:
        self._weights = rules.weights
        self._key = rules.key
        self._titles = [rules.key(measure.title) for measure in measures]
        self.known = [rule_of(measure, rules) for measure in measures]
        self._texts = [rules.key(f"{measure.title}\n{measure.overview}") for measure in measures]
        self.lexicon = Lexicon(rules, self.known, self._texts)
        self._places = self.lexicon.abroad | self.lexicon.cities.keys()
        self._folded = lru_cache(maxsize=4096)(rules.key)
        self._read = lru_cache(maxsize=2048)(self._words_and_pairs)
        self._row = lru_cache(maxsize=256)(self._read_row)
        self._weak = lru_cache(maxsize=8192)(self._weakly_said)
        self._open = frozenset(at for at, measure in enumerate(measures) if measure.open_ended)
        bureaus = {bureau for measure in measures for bureau in measure.bureaus}
        self._own = {
            bureau: self._open.union(at for at, measure in enumerate(measures) if bureau in measure.bureaus)
            for bureau in bureaus
        }
        self._unit_names = {name: key for key, name in (names or {}).items() if key in bureaus}
        self._unit_ends = {name[-1] for name in self._unit_names}
        self._unit = _unit_pattern(self._unit_names)
        self._title_grams = RareGrams(self._titles)
        all_texts = RareGrams(self._texts)
        self._text_grams = lru_cache(maxsize=None)(
            lambda own: all_texts if own is None else all_texts.among(own)
        )
        self._title_shares = lru_cache(maxsize=2048)(self._shares_of_title)

    def shared_wording(self, at: int, facts: RowSigns) -> str:
        """The longest part that a measure's title or overview shares with the text."""
        return self._shared(self._texts[at], facts.text, least=2)

    def _shared(self, one: str, other: str, least: int) -> str:
        """The longest part of whole words that two keys share, for people; "" where it is shorter than ``least``."""
        return without_gaps(whole_part(one, other, self.lexicon.boundaries, least))

    def cities_named(self, at: int) -> frozenset[str]:
        """The partner cities (by key) that a measure's title or overview names."""
        text = self._texts[at]
        return frozenset(self.lexicon.cities.keys() & {*self.lexicon.find(text, pairs(text))})

    # ------------------------------------------------------------------ one achievement

    def row(self, text: Text) -> RowMarks:
        """What the row of a text says."""
        return self._row(*text[:4])

    def said(self, text: Text, row: RowMarks) -> ReadText:
        """The words and cities of a text."""
        known, key = self.lexicon.cities, self._key(text.result)
        words, found_pairs = self._words_and_pairs(key)
        words = without_venues(words, key)
        cities = {city_key(city): city for city in text.cities}
        here = [word for word in words if word in known]
        if not cities or (here and not any(city in key for city in cities)):
            # A country that measures name (マレーシア) is in no register of cities.
            found = here if cities else [*here, *(word for word in row.seen.in_item if word in known)]
            cities = {city: known[city] for city in sorted(found)}
        return ReadText(key, words, found_pairs, cities)

    def is_silent(self, row: RowMarks, said: ReadText) -> bool:
        """Whether a text adds nothing to what its row says: no word, no city, no wording of a measure."""
        if said.words or any(city in said.key for city in said.cities):
            return False
        return self._grams_for(row.seen.bureaus).knows_none(said.pairs)

    def seen(self, text: Text, row: RowMarks, said: ReadText) -> Seen:
        """What decides what a text is worth."""
        return Seen(
            row.seen,
            said.words,
            tuple(said.cities.items()),
            frozenset([city for city in said.cities if city in row.item]),
            frozenset([city for city in said.cities if city in said.key]),
            (text.label, self._folded(text.label)) if text.label else ("", ""),
            row.grams | self._grams_for(row.seen.bureaus).known(said.pairs),
            self._units_in(text.result),
        )

    def signs(self, seen: Seen) -> RowSigns:
        """The words, labels and cities of a text, without the text itself."""
        row, places, lexicon = seen.row, self._weights.places, self.lexicon
        said = frozenset(seen.in_text)
        hits = {word: places["item"] for word in row.in_item if word in said}
        hits.update((word, places["result"]) for word in seen.in_text if word not in hits)
        for words, place in ((row.in_item, places["item"]), (row.in_body, places["field"])):
            for word in words:
                hits.setdefault(word, place)
        bits, first = lexicon.groups_in([*hits], seen.cities[0][0] if seen.cities else "")
        label = seen.label[1]
        in_label = [word for word in self._read(label)[0] if word not in hits] if label else []
        hits.update(dict.fromkeys(in_label, places["result"]))
        only_in_field = [word for word in row.in_field if word not in hits]
        hits.update(dict.fromkeys(only_in_field, places["field"]))
        return RowSigns(
            bureaus=row.bureaus,
            hits=hits,
            in_field=frozenset(only_in_field),
            item_words=frozenset(row.in_item),
            said=said,
            in_label=frozenset(in_label),
            labels=(seen.label,) if label else (),
            department=row.department,
            cities=dict(seen.cities),
            in_item=seen.city_in_item,
            several=row.several,
            in_result=seen.city_in_text,
            abroad=bool(seen.cities) or row.abroad or self._tells_abroad(seen.in_text),
            own=self._own_of(row.bureaus),
            bits=bits,
            first=first,
            titles=row.titles,
            grams=seen.grams,
            units=seen.units,
        )

    def _tells_abroad(self, words: Sequence[str]) -> bool:
        lexicon = self.lexicon
        return not (lexicon.abroad.isdisjoint(words) and lexicon.names_abroad.isdisjoint(words))

    def _units_in(self, text: str) -> frozenset[str]:
        """The bureaus of measures that a text names."""
        if not self._unit_names or self._unit_ends.isdisjoint(text):
            return frozenset()
        return frozenset([self._unit_names[found[0]] for found in self._unit.finditer(text)])

    def _own_of(self, bureaus: tuple[str, ...]) -> frozenset[int] | None:
        if len(bureaus) < 2:  # nearly every row, and no set is made for it
            return self._own.get(bureaus[0], self._open) if bureaus else None
        return self._open.union(*(self._own.get(bureau, ()) for bureau in bureaus))

    def _grams_for(self, bureaus: tuple[str, ...]) -> RareGrams:
        """The wording of the measures that some bureaus may serve."""
        return self._text_grams(self._own_of(bureaus))

    def _read_row(self, bureaus: tuple[str, ...], field: str, department: str, item: str) -> RowMarks:
        key = self._folded
        in_item, item_pairs = self._read(key(item))
        seen = RowSeen(
            bureaus=bureaus,
            in_item=in_item,
            in_body=() if department.endswith(_DEPARTMENTS) else self._read(key(department))[0],
            in_field=self._read(key(field))[0],
            department=key(department),
            several=bool(_SEVERAL.search(item)),
            abroad=self._tells_abroad(in_item),
            titles=self._title_shares(key(item)),
        )
        return RowMarks(key(item), self._grams_for(bureaus).known(item_pairs), seen)

    def _words_and_pairs(self, text: str) -> tuple[tuple[str, ...], set[str]]:
        found_pairs = pairs(text)
        words = self.lexicon.find(text, found_pairs)
        words = without_ensembles(without_international(words, text), text, self._places)
        return words, found_pairs

    def pieces(self, facts: RowSigns) -> tuple[Pieces, dict[int, dict[str, bool]]]:
        """The evidence for each measure that the text says anything about, and the words that speak against it, each
        with whether it stands in the text itself."""
        pieces: Pieces = defaultdict(list)
        excluded = self._collect_words(facts, pieces)
        self._collect_combinations(facts, pieces)
        self._collect_labels(facts, pieces)
        self._collect_departments(facts, pieces)
        self._collect_wording(facts, pieces)
        return pieces, excluded

    def _collect_words(self, facts: RowSigns, pieces: Pieces) -> dict[int, dict[str, bool]]:
        """Names, terms and hints of the rule in the text; hints are one piece together, and a small one.

        The field names the work of many bureaus: its words are hints. A hint tells the measures of one bureau apart;
        for those of others it says nothing.
        """
        weights, own, singles = self._weights, facts.own, self.lexicon.singles
        excluded: dict[int, dict[str, bool]] = defaultdict(dict)
        hints: dict[int, dict[str, float]] = defaultdict(dict)
        solid: dict[int, dict[str, float]] = defaultdict(dict)
        for word, place in facts.hits.items():
            single = singles.get(word)
            if single is None:
                continue
            in_field = word in facts.in_field
            if not in_field:
                # A name that another measure of the unit has in its own text tells neither of the two alone.
                most = weights.term if own and not own.isdisjoint(single.shared) else 1.0
                for at, worth in single.solid:
                    solid[at][word] = min(worth, most) * place
                if single.excludes and _of_this(facts, (word,)):
                    for at in single.excludes:
                        excluded[at][self.lexicon.as_written(word)] = word in facts.said
            for at in self._weak(word, own, in_field):
                hints[at][word] = place
        parts = set[str]().union(*(self.lexicon.parts(word) for word in facts.hits if word in singles))
        for at, found in solid.items():
            pieces[at] += [
                _word_evidence(word, found[word], float(word in facts.said))
                for word in self._without(parts, found)
            ]
        for at, found in hints.items():
            words = tuple(sorted(self._without(parts, found)))
            weight = min(_MOST_HINTS, weights.hint + _FURTHER_HINT * (len(words) - 1))
            weight *= max(map(found.__getitem__, words))
            pieces[at].append(TextPiece("hint", weight, frozenset(words), words, _own_share(facts, words)))
        return excluded

    def _weakly_said(self, word: str, own: frozenset[int] | None, in_field: bool) -> tuple[int, ...]:
        """The measures of a bureau that a word hints at; in the field all that it speaks for."""
        single = self.lexicon.singles[word]
        weak = [*(at for at, _ in single.solid if in_field), *single.hints]
        return tuple([at for at in weak if own is None or at in own])

    def _without(self, parts: Set[str], found: Mapping[str, float]) -> Iterable[str]:
        """The words that are no part of another one of them that weighs as much; ``parts`` are the parts of any."""
        if parts.isdisjoint(found):
            return found
        inside = self.lexicon.parts
        return [
            word
            for word, weight in found.items()
            if word not in parts
            or not any(worth >= weight and word in inside(other) for other, worth in found.items())
        ]

    def _collect_combinations(self, facts: RowSigns, pieces: Pieces) -> None:
        """For each measure the best combination whose every group has a word in item or result."""
        found, first, lexicon = facts.bits, facts.first, self.lexicon
        best: dict[int, tuple[float, tuple[str, ...], int]] = {}
        subjects = sorted(lexicon.by_subject.keys() & first.keys())
        for bits, numbers, at in (each for subject in subjects for each in lexicon.by_subject[subject]):
            if found & bits == bits:
                shown = tuple(first[number] for number in numbers)
                # One word in every group (防災訓練 for 防災 and 訓練) is a word, and no combination.
                if len(set(shown)) >= min(2, len(numbers)):
                    weight = sum(facts.hits.get(word, 1.0) for word in shown) / len(shown)
                    best[at] = max(best.get(at, (0.0, (), 0)), (weight, shown, numbers[0]))
        for at, (weight, shown, number) in best.items():
            subject = lexicon.group_words[number].intersection(facts.hits)
            pieces[at].append(
                TextPiece(
                    "together", self._weights.together * weight, subject, shown, _own_share(facts, shown)
                )
            )

    def outside(self, facts: RowSigns) -> list[tuple[OutsideTopic, tuple[str, ...]]]:
        """The topics that no measure covers and that item or result speak of, with the words that say so."""
        found = []
        for topic, any_bits, together, departments in self.lexicon.topics:
            said = [facts.department] if facts.department in departments else []
            for bits, numbers in together if facts.bits & any_bits else ():
                words = [facts.first[number] for number in numbers] if facts.bits & bits == bits else []
                if _of_this(facts, words):
                    said += words
            if said:
                found.append((topic, tuple(dict.fromkeys(map(self.lexicon.as_written, said)))))
        return found

    def _collect_labels(self, facts: RowSigns, pieces: Pieces) -> None:
        best: dict[int, tuple[int, str, str]] = {}
        for label, key in facts.labels:
            for known, at, word in self.lexicon.labels:
                if known in key and (at not in best or len(known) > best[at][0]):
                    best[at] = (len(known), label, word)
        for at, (_, label, word) in best.items():
            weight = self._weights.label
            pieces[at].append(
                TextPiece("label", weight, frozenset((f"【{label}】",)), (label, word), own=1.0)
            )

    def _collect_departments(self, facts: RowSigns, pieces: Pieces) -> None:
        weight, department = self._weights.department, facts.department
        for known, at in self.lexicon.departments:
            if known == department and (facts.own is None or at in facts.own):
                pieces[at].append(TextPiece("department", weight, frozenset(), (department,)))

    def _collect_wording(self, facts: RowSigns, pieces: Pieces) -> None:
        """The measure's own title in the item; title and overview in the whole text, which weighs less.

        Of other bureaus' measures only the title is compared: loosely shared wording is too little for them.
        """
        weights = self._weights
        for at, share, part in facts.titles:
            weight = weights.title * min(1.0, share / _FULL_TITLE)
            pieces[at].append(TextPiece("title", weight, frozenset(), (part,)))
        for at, share in self._text_grams(facts.own).shares(facts.grams).items():
            if share >= _LEAST_TEXT:
                weight = weights.overview * min(1.0, share / _FULL_TEXT)
                pieces[at].append(TextPiece("text", weight, frozenset(), ()))

    def _shares_of_title(self, item: str) -> tuple[tuple[int, float, str], ...]:
        shares = self._title_grams.shares(self._read(item)[1])
        enough = ((at, share) for at, share in shares.items() if share >= _LEAST_TITLE)
        found = ((at, share, self._shared(self._titles[at], item, least=3)) for at, share in enough)
        # The name of a city alone is said by the partners.
        cities = self.lexicon.cities
        return tuple((at, share, part) for at, share, part in found if part and city_key(part) not in cities)


def _unit_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names of bureaus, the longest first; not of another government's bureau: …市環境局, 同市の環境局."""
    any_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:(?<![一-龥々ァ-ヺー])(?<![市州県]の)|(?<=都))(?:{any_of})")


@lru_cache(maxsize=16384)
def _word_evidence(word: str, weight: float, own: float) -> TextPiece:
    return TextPiece("word", weight, frozenset((word,)), (word,), own)


def _own_share(facts: RowSigns, words: Collection[str]) -> float:
    """The share of words (or cities) that stand in the activity itself. A partner that its row names is its own, too."""
    words = [word for word in words if word not in facts.cities or word in facts.in_result] or words
    return sum(word in facts.said or word in facts.in_result for word in words) / len(words)


def _of_this(facts: RowSigns, words: Iterable[str]) -> bool:
    """Whether words speak of this text: those of an item of several subjects may be about another of them."""
    return not facts.several or not facts.said.isdisjoint(words)
