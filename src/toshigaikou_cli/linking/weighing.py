"""A text against all measures: what a sentence of an activity says, weighed by the unit that reports and the partner city.

Content (words, combinations, label, the measure's wording) comes first; the unit and the partner city strengthen or
weaken it and are nothing alone. The row's item, field and department are the text's context: where the item names several
subjects and the text says itself what it is about, the item counts for little. Deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.linking.rules import MeasureRule, OutsideTopic, Partners, Rules
from toshigaikou_cli.linking.signals import Signals, rule_of
from toshigaikou_cli.linking.signs import Pieces, RowSigns, Seen, Text, TextPiece
from toshigaikou_cli.records.evidence import EvidenceKind
from toshigaikou_cli.records.links import MeasureProfile

_BODIES = ("センター", "研究所")
"""How the names of bodies end in which something is held."""
_HALF = 0.5
"""So much of a combination stands in the activity itself."""
_DECAY = 0.75
"""Each further piece of evidence for the same content counts this much of the one before it."""
_FULL_CONTENT = 0.4
"""From this content on a bureau or a partner counts in full."""
_LEAST_ELSEWHERE = 0.2

Topics = Sequence[tuple[OutsideTopic, Sequence[str]]]


ToldEvidence = tuple[EvidenceKind, tuple[str, ...], float]
"""A piece of evidence of one activity: its kind, its words, and its strength."""


@dataclass(slots=True)
class Candidate:
    """A measure (by index) with its evidence, and how bureau and partners changed the score.

    ``own`` is what its words in the activity itself are worth. ``met`` are the partner cities that the measure is about,
    ``missed`` what it is about and the activity lacks, ``topics`` the topics of the activity that no measure covers, each
    with its words. ``mildly``: what is ``excluded`` stands in the item only, and the activity's own words
    speak for the measure. ``gives_way``: it is a general measure, and comes after one that is nearly as good.
    """

    index: int
    content: float
    own: float
    score: float
    pieces: Sequence[TextPiece]
    role: str
    excluded: frozenset[str]
    met: tuple[str, ...] = ()
    partners: str = ""
    missed: str = ""
    at_home: bool = False
    mildly: bool = False
    gives_way: bool = False
    topics: tuple[tuple[str, ...], ...] = ()
    told: dict[str, tuple[ToldEvidence, ...]] = field(default_factory=dict, compare=False)
    """What is told of it, by the texts with other digits."""
    asks_for_numbers: bool | None = field(default=None, compare=False)
    """Whether that is another thing for other digits; None where it is not known yet."""

    @property
    def by_words(self) -> bool:
        """Whether words of the rules speak for it, beside the measure's own wording."""
        return any(piece.signal in ("word", "together") for piece in self.pieces)

    @property
    def only_where(self) -> bool:
        """Whether all words of the rules that speak for it name the body in which something was done."""
        said = [piece.words for piece in self.pieces if piece.signal in ("word", "together")]
        return bool(said) and all(word.endswith(_BODIES) for words in said for word in words)

    @property
    def words(self) -> frozenset[str]:
        return _words_of(self.pieces)

    @property
    def firm_words(self) -> frozenset[str]:
        """The words without those of hints only, which fit several measures."""
        return _words_of(piece for piece in self.pieces if piece.signal != "hint")


def _words_of(pieces: Iterable[TextPiece]) -> frozenset[str]:
    return frozenset(word for piece in pieces for word in (*piece.words, *piece.subject))


class Weighed(NamedTuple):
    """An activity's text with the measures that it says something about, the best first; those that it is linked to."""

    facts: RowSigns
    ranked: tuple[Candidate, ...]
    linked: tuple[Candidate, ...]


class Weigher:
    """Weighs texts against ``measures`` by ``rules``; a measure that the rules don't know goes by its wording."""

    def __init__(self, measures: Sequence[MeasureProfile], rules: Rules, names: Mapping[str, str]) -> None:
        """``names`` are the names of bureau ids, by which the rules know them."""
        self.measures = tuple(with_remit(measure, rule_of(measure, rules), names) for measure in measures)
        self.rules = rules
        self.signals = Signals(self.measures, rules, names)
        self._general = frozenset(at for at, rule in enumerate(self.signals.known) if rule and rule.general)
        # What says nothing of any measure is weighed by its row alone, and once for all such texts of the row.
        self._silent = lru_cache(maxsize=256)(self.weigh)
        # Rows differ in the number of people or the day, which no rule asks for.
        self._by_signs = lru_cache(maxsize=2048)(self._weigh_signs)

    def weigh(self, text: Text) -> Weighed:
        """The measures that a text says something about, and those of them that are good enough for a link."""
        signals = self.signals
        row = signals.row(text)
        said = signals.said(text, row)
        if text.result and signals.is_silent(row, said):
            return self._silent(text._replace(result=""))
        facts, ranked, linked = self._by_signs(signals.seen(text, row, said))
        return Weighed(facts.of(f"{row.item}\n{said.key}", f"{text.item}\n{text.result}"), ranked, linked)

    def _weigh_signs(self, seen: Seen) -> Weighed:
        facts = self.signals.signs(seen)
        ranked = tuple(sorted(self._candidates(facts), key=self.rank))
        return Weighed(facts, ranked, tuple(self._linked(ranked, facts)))

    def candidate(self, weighed: Weighed, at: int) -> Candidate:
        """The measure ``at`` for a text, also where the text says nothing of it."""
        for found in weighed.ranked:
            if found.index == at:
                return found
        facts = weighed.facts
        candidate = _candidate(at, (), self._role(at, facts), frozenset(), 1.0)
        self._weigh(candidate, facts, self.signals.outside(facts))
        return candidate

    def rank(self, candidate: Candidate) -> tuple[float, float, int]:
        """The best first; a general measure gives way to one that is nearly as good for a subject of its own."""
        share = self.rules.weights.general if candidate.gives_way else 1.0
        return -candidate.score * share, -candidate.content, candidate.index

    # ------------------------------------------------------------------ candidates

    def _candidates(self, facts: RowSigns) -> list[Candidate]:
        """The measures that the text says something about; a trace of another bureau's measure is nothing."""
        pieces, excluded = self.signals.pieces(facts)
        topics = [
            each for each in self.signals.outside(facts) if not self._is_of_measure(each, pieces, facts)
        ]
        share = self._share_of_item(facts, pieces)
        found = []
        for at, evidence in pieces.items():
            role = self._role(at, facts)
            if role != "other" or sum(piece.weight for piece in evidence) >= _LEAST_ELSEWHERE:
                candidate = _candidate(at, evidence, role, frozenset(excluded.get(at, ())), share)
                candidate.mildly = candidate.own >= self.rules.thresholds.content and not any(
                    excluded.get(at, {}).values()
                )
                self._weigh(candidate, facts, topics)
                found.append(candidate)
        self._give_way(found)
        return found

    def _is_of_measure(
        self, topic: tuple[OutsideTopic, Sequence[str]], pieces: Pieces, facts: RowSigns
    ) -> bool:
        """Whether the words of a topic are those of a measure that the unit leads: 海外派遣研修 of a unit that sends teachers."""
        left = set(topic[1])
        for at, evidence in pieces.items():
            if self.measures[at].code in topic[0].but and self._role(at, facts) == "lead":
                left -= {self.signals.lexicon.as_written(word) for piece in evidence for word in piece.words}
        return not left

    def _give_way(self, found: Iterable[Candidate]) -> None:
        """Mark the general measures: not those for which the activity's own words speak, unless another meets its city."""
        general = self._general
        met = any(candidate.met and candidate.index not in general for candidate in found)
        for candidate in found:
            stands = candidate.own >= self.rules.thresholds.content and not met
            candidate.gives_way = candidate.index in general and not stands

    def _share_of_item(self, facts: RowSigns, pieces: Pieces) -> float:
        """What evidence of the item counts: in full, unless it names several subjects and the text says which."""
        if facts.several and any(
            own_content(evidence) >= self.rules.thresholds.speaks
            for at, evidence in pieces.items()
            if self._role(at, facts) != "other"
        ):
            return self.rules.weights.item_of_several
        return 1.0

    def _weigh(self, candidate: Candidate, facts: RowSigns, topics: Topics) -> None:
        """Strengthen or weaken the score of a candidate's content by all else that is known."""
        weights, rule = self.rules.weights, self.signals.known[candidate.index]
        if candidate.excluded:
            candidate.score *= weights.excluded_by_item if candidate.mildly else weights.excluded
        if topics and rule:
            code = self.measures[candidate.index].code
            candidate.topics = tuple(
                (topic.title, *words)
                for topic, words in topics
                if code not in topic.but or candidate.only_where
            )
            candidate.score *= weights.outside if candidate.topics else 1.0
        if rule and rule.abroad and not facts.abroad:
            candidate.score *= weights.not_abroad
            candidate.at_home = True
        if rule and rule.partners:
            self._weigh_partners(candidate, rule.partners, facts)
        if candidate.role == "other":
            candidate.score *= weights.other_bureau
        else:
            _raise(candidate, weights.bureaus[candidate.role])

    def _weigh_partners(self, candidate: Candidate, partners: Partners, facts: RowSigns) -> None:
        met = [city for city in facts.cities if city in partners.keys]
        candidate.met, candidate.partners = tuple(facts.cities[city] for city in met), partners.title
        if met:
            # A row whose item names the city is about the two cities; in the text it may be one of many.
            in_item = not facts.in_item.isdisjoint(met)
            _raise(candidate, partners.bonus * (1.0 if in_item else self.rules.weights.partner_in_text))
            return
        left = partners.others if facts.cities else partners.none
        candidate.score *= left
        candidate.missed = partners.title if left < 1 else ""

    def _role(self, at: int, facts: RowSigns) -> str:
        """What the unit that reports is to a measure, of several the one that is most; ``named``: nothing, and the text names
        one of the measure's own."""
        if not facts.bureaus:
            return "unknown"
        measure = self.measures[at]
        roles = [measure.bureaus[bureau] for bureau in facts.bureaus if bureau in measure.bureaus]
        if roles:
            return max(roles, key=self.rules.weights.bureaus.__getitem__)
        if not facts.units.isdisjoint(measure.bureaus):
            return "named"
        return "open" if measure.open_ended else "other"

    # ------------------------------------------------------------------ good enough

    def _linked(self, ranked: Iterable[Candidate], facts: RowSigns) -> list[Candidate]:
        """The best candidate where it is good enough, and others that have evidence of their own."""
        least = self.rules.thresholds
        linked: list[Candidate] = []
        for candidate in ranked:
            needed = least.second if linked else least.link
            if candidate.role == "unknown":
                needed = max(needed, least.alone)
            if candidate.role == "other" or candidate.score < needed or self._too_little(candidate):
                continue
            if linked and (self._is_of_form_alone(candidate) or self._is_of_item_alone(candidate, facts)):
                continue
            if (
                not linked
                or self._own(candidate, linked) >= least.own
                or self._by_its_city(candidate, linked, facts)
            ):
                linked.append(candidate)
        return linked[: least.suggestions]

    def _is_of_form_alone(self, candidate: Candidate) -> bool:
        """Whether a general measure about partners has only single words, which a sentence on a subject has too (代表団, 覚書),
        and none that tell of the relation together."""
        together = any(piece.signal == "together" and piece.own >= _HALF for piece in candidate.pieces)
        return candidate.index in self._general and bool(candidate.met) and not together

    def _is_of_item_alone(self, candidate: Candidate, facts: RowSigns) -> bool:
        """Whether what speaks for a measure stands in an item of several subjects, and not in the text, which serves another."""
        return facts.several and candidate.own < self.rules.thresholds.content

    def _by_its_city(self, candidate: Candidate, better: Iterable[Candidate], facts: RowSigns) -> bool:
        """Whether a partner city that the text names tells a measure from better ones, which are about no city, or about it
        as one of other partners: of two that it tells alike, the words that speak for the better one do for both.

        One of several cities does not: they were together for something else.
        """
        named = {facts.cities[city] for city in facts.in_result}
        if not named or not named <= {*candidate.met}:
            return False
        rivals = [other for other in better if other.met]
        least = self.rules.thresholds.speaks if rivals else self.rules.thresholds.content
        return candidate.own >= least and all(other.partners != candidate.partners for other in rivals)

    def _too_little(self, candidate: Candidate) -> bool:
        """Whether a measure stands on a word in passing and no partner city that it is about, or has none of its cities
        and stands on words of the item that are not its title's."""
        least = self.rules.thresholds.content
        if candidate.missed and candidate.own < least:
            return not any(piece.signal == "title" for piece in candidate.pieces)
        return candidate.content < least and not candidate.met

    def _own(self, candidate: Candidate, better: Sequence[Candidate]) -> float:
        """The content of a candidate on words that no better one stands on; a combination counts while one of its words is left.

        0 where that is one word only, which a text may drop in passing, and no name of the measure.
        """
        weights = self.rules.weights
        field_only = max(weights.name, weights.together) * weights.places["field"]
        name = weights.name * weights.places["result"]
        used = frozenset[str]().union(*(other.words for other in better))
        firm = frozenset[str]().union(*(other.firm_words for other in better))
        own = [
            piece
            for piece in candidate.pieces
            if piece.subject
            and piece.signal != "hint"
            and piece.weight > field_only
            and not (all if piece.signal == "together" else any)(
                _is_taken(word, used, firm if piece.weight >= name else used) for word in piece.subject
            )
        ]
        words = {word for piece in own for word in piece.subject}
        words |= {word for piece in own for word in self._told_by(piece) if not _is_taken(word, used, used)}
        apart = {word for word in words if not any(word in other for other in words - {word})}
        named = any(piece.weight >= name for piece in own)
        return combined(tuple([piece.weight for piece in own])) if named or len(apart) > 1 else 0.0

    def _told_by(self, piece: TextPiece) -> Iterable[str]:
        """The words of a pair that stand in the activity, without cities and what else is abroad."""
        lexicon = self.signals.lexicon
        if piece.signal != "together" or piece.own < 1:
            return ()
        return (word for word in piece.words if word not in lexicon.cities and word not in lexicon.abroad)


def _is_taken(word: str, used: Iterable[str], parts: Iterable[str]) -> bool:
    """Whether a word is one of those used, or part of one; or one of ``parts`` is part of it.

    A hint of a better measure is no such part of a name: 無料 takes nothing from 無料Wi-Fi.
    """
    return any(word in other for other in used) or any(other in word and len(other) > 1 for other in parts)


def _candidate(
    at: int, evidence: Sequence[TextPiece], role: str, excluded: frozenset[str], share: float
) -> Candidate:
    """A candidate by its content alone; what doesn't stand in the activity itself counts by ``share``."""
    content = combined(tuple([piece.weight * (share + (1 - share) * piece.own) for piece in evidence]))
    return Candidate(at, content, own_content(evidence), content, evidence, role, excluded)


def own_content(evidence: Iterable[TextPiece]) -> float:
    """What the words of the activity itself are worth: not those of its label, nor hints, which fit several measures."""
    own = [
        piece.weight * piece.own for piece in evidence if piece.own and piece.signal not in ("hint", "label")
    ]
    return combined(tuple(own))


def with_remit(measure: MeasureProfile, rule: MeasureRule | None, names: Mapping[str, str]) -> MeasureProfile:
    """The measure with the bureaus whose remit covers its subject; without a register, a name is an id."""
    remit = rule.remit if rule else ()
    ids = [key for key, name in names.items() if name in remit] if names else remit
    return measure._replace(bureaus={**dict.fromkeys(ids, "remit"), **measure.bureaus})


def _raise(candidate: Candidate, share: float) -> None:
    """Strengthen a score by ``share`` of what it lacks; less where there is little content to strengthen."""
    share *= min(1.0, candidate.score / _FULL_CONTENT)
    candidate.score = 1 - (1 - candidate.score) * (1 - share)


@lru_cache(maxsize=16384)
def combined(weights: tuple[float, ...]) -> float:
    """Evidence for the same content: 1 - Π(1 - w·decay^i), the strongest first."""
    left, decay = 1.0, 1.0
    for weight in sorted(weights, reverse=True):
        left *= 1 - weight * decay
        decay *= _DECAY
    return 1 - left
