"""Achievements against measures: what the text says, weighed by bureau and partner city, and the verdict.

Content (words, combinations, label, the measure's wording) comes first; the bureau and the partner city strengthen
or weaken it and are nothing alone. Deterministic; no input or output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from toshigaikou_cli.linking.rules import MeasureRule, OutsideTopic, Partners, Rules
from toshigaikou_cli.linking.signals import Evidence, Facts, Signals, rule_of
from toshigaikou_cli.records.links import Link, Linking, LinkInput, LinkStatus, MeasureProfile

_ROLES = {"lead": "主管", "related": "関係"}
_DECAY = 0.75
"""Each further piece of evidence for the same content counts this much of the one before it."""
_FULL_CONTENT = 0.4
"""From this content on a bureau or a partner counts in full."""
_SHOWN_WORDS = 6
_LEAST_ELSEWHERE = 0.2


@dataclass(slots=True)
class _Candidate:
    """A measure (by index) with its evidence, and how bureau and partners changed the score.

    ``met`` are the partner cities that the measure names, ``missed`` what it names and the row lacks, ``outside``
    the topics of the row that no measure covers.
    """

    index: int
    content: float
    score: float
    pieces: list[Evidence]
    role: str
    excluded: frozenset[str]
    met: tuple[str, ...] = ()
    missed: str = ""
    at_home: bool = False
    outside: tuple[str, ...] = ()

    @property
    def by_words(self) -> bool:
        """Whether words of the rules speak for it, beside the measure's own wording."""
        return any(piece.signal in ("word", "together") for piece in self.pieces)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for piece in self.pieces for word in (*piece.words, *piece.subject))


class Linker:
    """Links achievements to ``measures`` by ``rules``; a measure that the rules don't know goes by its wording."""

    def __init__(
        self, measures: Sequence[MeasureProfile], rules: Rules, bureau_names: Mapping[str, str] | None = None
    ) -> None:
        """``bureau_names`` (id to name): the rules and the evidence name bureaus; without it a name is an id."""
        self._names = dict(bureau_names or {})
        self._measures = tuple(
            _with_remit(measure, rule_of(measure, rules), self._names) for measure in measures
        )
        self._rules = rules
        self._signals = Signals(self._measures, rules)
        named = (
            "、".join(self._names.get(bureau, bureau) for bureau in measure.bureaus)
            for measure in self._measures
        )
        self._bureaus = [names or "担当局の記載なし" for names in named]
        self._verdict = lru_cache(maxsize=4096)(self._decided)
        self._at = {measure.number: at for at, measure in enumerate(self._measures)}

    def link(self, achievement: LinkInput) -> Linking:
        """The verdict: linked (one or several), suggested (best first), or outside with the reason."""
        # Sheets say the same again, year after year; a verdict depends on neither the id nor the year.
        return self._verdict(replace(achievement, id="", fiscal_year=0))

    def _decided(self, achievement: LinkInput) -> Linking:
        facts = self._signals.facts(achievement)
        least = self._rules.thresholds
        ranked = sorted(self._candidates(facts), key=self._rank)
        linked = self._linked(ranked)
        rest = [
            c
            for c in ranked
            if c.score >= (least.outside if c.outside else least.suggest) and c not in linked
        ]
        rest = rest[: max(0, least.suggestions - len(linked))]
        links = [self._link(c, "linked", facts) for c in linked] + [
            self._link(c, "suggested", facts) for c in rest
        ]
        if links:
            return Linking(tuple(links), against=self._against((linked or rest)[0], facts))
        return Linking(outside=self._why_outside(facts, ranked))

    def link_all(self, achievements: Iterable[LinkInput]) -> Iterator[tuple[str, Linking]]:
        """(id, verdict) of each achievement, one at a time."""
        for achievement in achievements:
            yield achievement.id, self.link(achievement)

    def explain(self, achievement: LinkInput, number: int) -> tuple[tuple[str, ...], tuple[str, ...], float]:
        """What speaks for the measure ``number``, what against it, and the score (0 to 1).

        Raises KeyError where the strategy has no such measure.
        """
        at = self._at[number]
        facts = self._signals.facts(achievement)
        found = next((c for c in self._candidates(facts) if c.index == at), None)
        if found is None:
            role, topics = self._role(at, facts.bureau), self._signals.outside(facts)
            found = self._weighed(at, [], role, frozenset(), facts, topics)
        least = self._rules.thresholds
        needed = least.alone if found.role == "unknown" else least.link
        short = (
            [f"根拠が足りない（{found.score:.2f}、必要は{needed:.2f}）"] if 0 < found.score < needed else []
        )
        return self._evidence(found, facts), (*self._against(found, facts), *short), round(found.score, 3)

    # ------------------------------------------------------------------ weighing

    def _candidates(self, facts: Facts) -> list[_Candidate]:
        """The measures that the text says something about; a trace of another bureau's measure is nothing."""
        pieces, excluded = self._signals.pieces(facts)
        topics = self._signals.outside(facts)
        none: frozenset[str] = frozenset()
        found = []
        for at, evidence in pieces.items():
            role = self._role(at, facts.bureau)
            if role != "other" or sum(piece.weight for piece in evidence) >= _LEAST_ELSEWHERE:
                words = frozenset(excluded[at]) if at in excluded else none
                found.append(self._weighed(at, evidence, role, words, facts, topics))
        return found

    def _weighed(
        self,
        at: int,
        evidence: list[Evidence],
        role: str,
        excluded: frozenset[str],
        facts: Facts,
        topics: Sequence[tuple[OutsideTopic, Sequence[str]]],
    ) -> _Candidate:
        weights, rule = self._rules.weights, self._signals.known[at]
        content = _combined(tuple([piece.weight for piece in evidence]))
        candidate = _Candidate(at, content, content, evidence, role, excluded)
        if excluded:
            candidate.score *= weights.excluded
        if topics and rule:
            number = self._measures[at].number
            candidate.outside = tuple(
                _topic(topic, words) for topic, words in topics if number not in topic.but
            )
            candidate.score *= weights.outside if candidate.outside else 1.0
        if rule and rule.abroad and not facts.abroad:
            candidate.score *= weights.not_abroad
            candidate.at_home = True
        if rule and rule.partners:
            self._weigh_partners(candidate, rule.partners, facts)
        if role == "other":
            candidate.score *= weights.other_bureau
        else:
            _raise(candidate, weights.bureaus[role])
        return candidate

    def _weigh_partners(self, candidate: _Candidate, partners: Partners, facts: Facts) -> None:
        met = [city for city in facts.cities if city in partners.keys]
        candidate.met = tuple(facts.cities[city] for city in met)
        if met:
            # A row whose item names the city is about the two cities; in the text it may be one of many.
            in_item = not facts.in_item.isdisjoint(met)
            _raise(candidate, partners.bonus * (1.0 if in_item else self._rules.weights.partner_in_text))
            return
        left = partners.others if facts.cities else partners.none
        candidate.score *= left
        candidate.missed = partners.title if left < 1 else ""

    def _rank(self, candidate: _Candidate) -> tuple[float, float, int]:
        """The best first; a general measure gives way to one that is nearly as good for a subject of its own."""
        rule = self._signals.known[candidate.index]
        share = self._rules.weights.general if rule and rule.general else 1.0
        return -candidate.score * share, -candidate.content, self._measures[candidate.index].number

    def _role(self, at: int, bureau: str | None) -> str:
        if bureau is None:
            return "unknown"
        measure = self._measures[at]
        return measure.bureaus.get(bureau, "open" if measure.open_ended else "other")

    def _linked(self, ranked: Sequence[_Candidate]) -> list[_Candidate]:
        """The best candidate where it is good enough, and others that have evidence of their own."""
        least = self._rules.thresholds
        linked: list[_Candidate] = []
        for candidate in ranked:
            needed = least.second if linked else least.link
            if candidate.role == "unknown":
                needed = max(needed, least.alone)
            if candidate.role == "other" or candidate.score < needed:
                continue
            if not linked or self._own(candidate, linked) >= least.own:
                linked.append(candidate)
        return linked[: least.suggestions]

    def _own(self, candidate: _Candidate, better: Iterable[_Candidate]) -> float:
        """The content of a candidate on words that no better one stands on (nor on a longer or shorter form).

        0 where that is one word only, which a row may drop in passing, and no name of the measure.
        """
        used = frozenset[str]().union(*(other.words for other in better))
        weights = self._rules.weights
        field_only = max(weights.name, weights.together) * weights.places["field"]
        own = [
            piece
            for piece in candidate.pieces
            if piece.subject
            and piece.signal != "hint"
            and piece.weight > field_only
            and not any(word in other or other in word for word in piece.subject for other in used)
        ]
        words = {word for piece in own for word in piece.subject}
        apart = {word for word in words if not any(word in other for other in words - {word})}
        named = any(piece.weight >= weights.name * weights.places["result"] for piece in own)
        return _combined(tuple([piece.weight for piece in own])) if named or len(apart) > 1 else 0.0

    # ------------------------------------------------------------------ what a reader sees

    def _link(self, candidate: _Candidate, status: LinkStatus, facts: Facts) -> Link:
        by_rule = any(piece.signal not in ("department", "title", "text") for piece in candidate.pieces)
        number = self._measures[candidate.index].number
        score, method = round(candidate.score, 3), "rule" if by_rule else "similarity"
        return Link(number, status, method, score, self._evidence(candidate, facts))

    def _evidence(self, candidate: _Candidate, facts: Facts) -> tuple[str, ...]:
        shown = []
        if candidate.role in _ROLES and facts.bureau:
            bureau = self._names.get(facts.bureau, facts.bureau)
            shown.append(f"担当局が一致: {bureau}（{_ROLES[candidate.role]}）")
        elif candidate.role == "remit" and facts.bureau:
            bureau = self._names.get(facts.bureau, facts.bureau)
            shown.append(f"施策の主題は{bureau}の所管でもある（施策は名指していない）")
        elif candidate.role == "open":
            shown.append("担当局は施策の「その他関係局」に当たりうる")
        if candidate.met:
            shown.append(f"施策が名指す都市: {'、'.join(candidate.met)}")
        written = self._signals.lexicon.as_written
        words, others = [], []
        for piece in sorted(candidate.pieces, key=_strongest):
            if piece.signal == "word":
                words.append(written(piece.words[0]))
            elif piece.signal == "together":
                others.append(f"語の組: {' ＋ '.join(dict.fromkeys(map(written, piece.words)))}")
            elif piece.signal == "hint":
                others.append(f"補う語: {'、'.join(map(written, piece.words[:_SHOWN_WORDS]))}")
            elif piece.signal == "label":
                others.append(f"分野ラベル【{piece.words[0]}】 → {piece.words[1]}")
            elif piece.signal == "department":
                others.append(f"担当部: {piece.words[0]}")
            elif piece.signal == "title":
                others.append(f"項目名と施策名に共通: 「{piece.words[0]}」")
            elif not candidate.by_words:
                part = self._signals.shared_wording(candidate.index, facts)
                others.append(f"施策の文と共通する表記: 「{part}」ほか")
        if words:
            shown.append(f"語: {'、'.join(words[:_SHOWN_WORDS])}")
        return (*shown, *others)

    def _against(self, candidate: _Candidate, facts: Facts) -> tuple[str, ...]:
        against = []
        if not candidate.pieces:
            against.append("この施策の語がない")
        if candidate.excluded:
            against.append(f"施策の範囲の外を指す語: {'、'.join(sorted(candidate.excluded))}")
        if candidate.outside:
            against.append(f"戦略の施策が扱わない主題: {'、'.join(candidate.outside)}")
        if candidate.at_home:
            against.append("海外の相手が出てこない")
        if candidate.missed:
            named = "、".join(facts.cities.values()) or "出てこない"
            against.append(f"施策の相手は{candidate.missed}、この行の相手は{named}")
        if candidate.role == "other":
            against.append(f"担当局が異なる: この施策は{self._bureaus[candidate.index]}")
        elif candidate.role == "unknown":
            against.append("担当局が分からない")
        return tuple(against)

    def _why_outside(self, facts: Facts, ranked: Sequence[_Candidate]) -> str:
        own = [str(measure.number) for measure in self._measures if facts.bureau in measure.bureaus]
        if facts.bureau is None:
            bureau = "担当局が分からない"
        elif own:
            bureau = f"担当局の施策（{'、'.join(own)}）を指す語が足りない"
        else:
            bureau = "担当局が担う施策はない"
        topics = [_topic(topic, words) for topic, words in self._signals.outside(facts)]
        if topics:
            return f"戦略の施策が扱わない主題: {'、'.join(topics)}"
        if not ranked:
            return f"どの施策の語もない。{bureau}"
        best = ranked[0]
        number = self._measures[best.index].number
        return f"{bureau}。最も近い施策{number}も根拠が弱い（{best.score:.2f}）"


def _with_remit(
    measure: MeasureProfile, rule: MeasureRule | None, names: Mapping[str, str]
) -> MeasureProfile:
    """The measure with the bureaus whose remit covers its subject; without a register, a name is an id."""
    remit = rule.remit if rule else ()
    ids = [key for key, name in names.items() if name in remit] if names else remit
    return replace(measure, bureaus={**dict.fromkeys(ids, "remit"), **measure.bureaus})


def _topic(topic: OutsideTopic, words: Sequence[str]) -> str:
    return f"{topic.title}（{'、'.join(words[:_SHOWN_WORDS])}）"


def _strongest(piece: Evidence) -> tuple[float, str, tuple[str, ...]]:
    return -piece.weight, piece.signal, piece.words


def _raise(candidate: _Candidate, share: float) -> None:
    """Strengthen a score by ``share`` of what it lacks; less where there is little content to strengthen."""
    share *= min(1.0, candidate.score / _FULL_CONTENT)
    candidate.score = 1 - (1 - candidate.score) * (1 - share)


@lru_cache(maxsize=16384)
def _combined(weights: tuple[float, ...]) -> float:
    """Evidence for the same content: 1 - Π(1 - w·decay^i), the strongest first."""
    left, decay = 1.0, 1.0
    for weight in sorted(weights, reverse=True):
        left *= 1 - weight * decay
        decay *= _DECAY
    return 1 - left
