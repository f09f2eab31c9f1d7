"""Achievements against measures: each held activity is weighed alone, the row has the union of their links.

An activity is weighed sentence by sentence, because one sentence serves one measure and the next another; what a sentence
is linked to, its activity is linked to. Of an activity that was held only the sentences count that say so. A row of which
nothing was held is weighed all the same: its links show what did not happen, and count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toshigaikou_cli.linking.reasons import Reasons
from toshigaikou_cli.linking.rules import Rules, Thresholds
from toshigaikou_cli.linking.sentences import counting, weighed_sentences
from toshigaikou_cli.linking.signs import Text
from toshigaikou_cli.linking.weighing import Candidate, Weighed, Weigher
from toshigaikou_cli.linking.wording import Wording
from toshigaikou_cli.records.evidence import AgainstKind, Evidence, EvidenceKind, Objection
from toshigaikou_cli.records.kinds import LinkStatus
from toshigaikou_cli.records.links import Link, Linking, LinkInput, MeasureProfile


class _Carrier(NamedTuple):
    """An activity that speaks for a measure."""

    position: int
    weighed: Weighed
    candidate: Candidate


class Explanation(NamedTuple):
    """What speaks for and against a measure, the score (0 to 1), and the one that a link of this row to it needs."""

    evidence: tuple[Evidence, ...]
    against: tuple[Objection, ...]
    score: float
    needed: float


class Linker:
    """Links achievements to ``measures`` by ``rules``; a measure that the rules don't know goes by its wording."""

    def __init__(
        self, measures: Sequence[MeasureProfile], rules: Rules, bureau_names: Mapping[str, str] | None = None
    ) -> None:
        """``bureau_names`` (id to name): the rules and the evidence name bureaus; without it a name is an id."""
        names = dict(bureau_names or {})
        self._weigher = Weigher(measures, rules, names)
        self._reasons = Reasons(self._weigher, names)
        self._wording = Wording(self._weigher.measures, rules)
        self._least = rules.thresholds
        # Sheets say the same again, year after year; an activity is weighed without the id and the year of its row.
        self._weighed = lru_cache(maxsize=4096)(self._weigher.weigh)
        self._at = {measure.id: at for at, measure in enumerate(self._weigher.measures)}

    @property
    def least(self) -> Thresholds:
        """From which score on it links and suggests."""
        return self._least

    def link(self, achievement: LinkInput) -> Linking:
        """The verdict: linked (one or several), suggested (best first), outside by a topic, or none, with the reason."""
        weighed = self._all(achievement)
        linked = self._linked(weighed)
        suggested = self._suggested(weighed, linked)
        links = [self._link(carriers, "linked") for carriers in linked]
        links += [self._link(carriers, "suggested") for carriers in suggested]
        if links:
            first = _best((linked or suggested)[0])
            against = self._reasons.against(first.candidate, first.weighed.facts)
        else:
            topics = self._reasons.topics([each for _, each in weighed])
            if topics:
                return Linking(outside=topics)
            against = self._reasons.why_none(weighed[0][1])
        if not linked:
            links += self._near(achievement, links)
        return Linking(tuple(links), against=against)

    def link_all(self, achievements: Iterable[LinkInput]) -> Iterator[tuple[str, Linking]]:
        """(id, verdict) of each achievement, one at a time."""
        for achievement in achievements:
            yield achievement.id, self.link(achievement)

    def explain(self, achievement: LinkInput, measure: str) -> Explanation:
        """What speaks for and against a measure by its id. Raises KeyError where the strategy has no such measure."""
        at = self._at[measure]
        weighed = self._all(achievement)
        if self._goes_by_wording(at, weighed):
            return self._explain_wording(achievement, measure)
        carriers = self._carriers(weighed, at) or [
            _Carrier(position, found, self._weigher.candidate(found, at)) for position, found in weighed
        ]
        best = _best(carriers)
        against = self._reasons.against(best.candidate, best.weighed.facts)
        score = best.candidate.score
        others = [self._measure(each[0]) for each in self._linked(weighed)]
        needed = self._needed(best.candidate, first=not others or others[0].id == measure)
        is_linked = measure in {other.id for other in others}
        against += () if is_linked else self._too_weak(best.candidate, needed)
        if not against and others and not is_linked:
            against = (Objection("not-own", (*(other.code for other in others), f"{self._least.own:.2f}")),)
        return Explanation(self._evidence(carriers), against, round(score, 3), needed)

    def _goes_by_wording(self, at: int, weighed: Sequence[tuple[int, Weighed]]) -> bool:
        """Whether all that is said of a row and a measure is that they share wording."""
        rule = self._weigher.signals.known[at]
        if rule is None:
            return not any(each.index == at for _, found in weighed for each in found.linked)
        said = (each for _, found in weighed for each in found.ranked if each.index == at)
        return rule.only_learned and not any(map(self._is_suggested, said))

    def _explain_wording(self, achievement: LinkInput, measure: str) -> Explanation:
        """The same for a measure without a rule that the row is not linked to: what both texts share."""
        for near in self._wording.nearest(_whole(achievement), achievement.bureaus):
            if near.measure == measure:
                shared = (Evidence("text", (near.shared,), (), near.score),)
                return Explanation(shared, (Objection("no-rule"),), near.score, self._least.link)
        return Explanation((), (Objection("no-word"),), 0.0, self._least.link)

    # ------------------------------------------------------------------ the activities of a row

    def _all(self, achievement: LinkInput) -> list[tuple[int, Weighed]]:
        """The sentences that count, weighed, with the position of their activity."""
        row = (achievement.bureaus, achievement.field, achievement.department, achievement.item)
        return [
            (point.position, self._weighed(Text(*row, sentence, point.label, cities)))
            for point, sentence, cities in weighed_sentences(achievement)
        ]

    def _linked(self, weighed: Sequence[tuple[int, Weighed]]) -> list[list[_Carrier]]:
        """The measures that a sentence is linked to, each with what carries it, the best first."""
        found: dict[int, list[_Carrier]] = {}
        for position, each in weighed:
            for candidate in each.linked:
                found.setdefault(candidate.index, []).append(_Carrier(position, each, candidate))
        found = {at: self._that_speak(carriers) for at, carriers in found.items()}
        ranked = sorted(found.values(), key=lambda carriers: self._weigher.rank(_best(carriers).candidate))
        said: list[list[_Carrier]] = []
        for place, carriers in enumerate(ranked):
            taken = [carrier for each in said for carrier in each]
            if not place or any(self._speaks(carrier, taken) for carrier in carriers):
                said.append(carriers)
        return said

    def _that_speak(self, carriers: list[_Carrier]) -> list[_Carrier]:
        """Where an activity speaks for a measure itself, those beside it that only their item links to it count for nothing if
        the item names several subjects, or if they speak for another measure themselves."""
        least = self._least
        if not any(each.candidate.own >= least.content for each in carriers):
            return carriers
        return [
            each
            for each in carriers
            if each.candidate.own >= least.speaks
            or not (
                each.weighed.facts.several
                or any(
                    other.own >= least.content for other in each.weighed.linked if other is not each.candidate
                )
            )
        ]

    def _speaks(self, carrier: _Carrier, taken: Iterable[_Carrier]) -> bool:
        """Whether an activity links a further measure to its row: by words of its own, or as a subject of the item.

        Where the item names several subjects, each is expected to have its activities, and so is an activity that is
        linked to nothing better and says enough itself; else more is asked for. What another sentence of an activity is
        linked to leaves less to the others.
        """
        weighed, candidate, least = carrier.weighed, carrier.candidate, self._least
        if self._is_of_the_item(weighed, candidate):
            return True
        beside = [each for each in taken if each.position == carrier.position]
        alone = candidate.own >= least.content and not beside
        in_its_sentence = not beside or any(each.weighed is weighed for each in beside)
        needed = least.link if in_its_sentence and (weighed.facts.several or alone) else least.second
        return candidate.own >= least.speaks and candidate.score >= needed

    def _is_of_the_item(self, weighed: Weighed, candidate: Candidate) -> bool:
        """Whether an item of several subjects names a measure, and the activity says nothing else itself."""
        return (
            weighed.facts.several
            and candidate is weighed.linked[0]
            and candidate.content >= self._weigher.rules.weights.name
            and all(each.own < self._least.speaks for each in weighed.ranked if each.role != "other")
        )

    def _suggested(
        self, weighed: Sequence[tuple[int, Weighed]], linked: Sequence[list[_Carrier]]
    ) -> list[list[_Carrier]]:
        taken = {carriers[0].candidate.index for carriers in linked}
        open_at = dict.fromkeys(
            candidate.index
            for _, each in weighed
            for candidate in each.ranked
            if candidate.index not in taken
            and self._weigher.signals.known[candidate.index]
            and self._is_suggested(candidate)
        )
        found = [self._carriers(weighed, at) for at in open_at]
        found.sort(key=lambda carriers: self._weigher.rank(_best(carriers).candidate))
        return found[: max(0, self._least.suggestions - len(linked))]

    def _carriers(self, weighed: Sequence[tuple[int, Weighed]], at: int) -> list[_Carrier]:
        """The activities that speak for a measure: those that are linked to it, else those that suggest it, else the best."""
        every = [
            _Carrier(position, each, candidate)
            for position, each in weighed
            for candidate in each.ranked
            if candidate.index == at
        ]
        linked = [carrier for carrier in every if carrier.candidate in carrier.weighed.linked]
        return (
            linked
            or [carrier for carrier in every if self._is_suggested(carrier.candidate)]
            or (every[:1] and [_best(every)])
        )

    def _is_suggested(self, candidate: Candidate) -> bool:
        return candidate.score >= (self._least.outside if candidate.topics else self._least.suggest)

    def _needed(self, candidate: Candidate, *, first: bool) -> float:
        """The score that a link needs: more of a further measure of a row, and where the bureau is not known."""
        least = self._least.link if first else self._least.second
        return max(least, self._least.alone) if candidate.role == "unknown" else least

    def _too_weak(self, candidate: Candidate, needed: float) -> tuple[Objection, ...]:
        """What a link lacks: of the score, with why so much is needed, or of the words' own worth."""
        if 0 < candidate.score < needed:
            further: AgainstKind = "weak-further" if needed > self._least.link else "weak"
            kind: AgainstKind = "weak-unknown-unit" if candidate.role == "unknown" else further
            return (Objection(kind, (f"{candidate.score:.2f}", f"{needed:.2f}")),)
        if 0 < candidate.content < self._least.content and not candidate.met:
            return (Objection("weak-words", (f"{candidate.content:.2f}", f"{self._least.content:.2f}")),)
        return ()

    def _measure(self, carrier: _Carrier) -> MeasureProfile:
        return self._weigher.measures[carrier.candidate.index]

    # ------------------------------------------------------------------ what is told

    def _link(self, carriers: Sequence[_Carrier], status: LinkStatus) -> Link:
        pieces = [piece for carrier in carriers for piece in carrier.candidate.pieces]
        by_rule = any(piece.signal not in ("department", "title", "text") for piece in pieces)
        return Link(
            self._measure(carriers[0]).id,
            status,
            "rule" if by_rule else "similarity",
            round(_best(carriers).candidate.score, 3),
            self._evidence(carriers),
            _positions(carrier.position for carrier in carriers),
        )

    def _evidence(self, carriers: Sequence[_Carrier]) -> tuple[Evidence, ...]:
        """The evidence of all that carry a measure; what several of them say is said once."""
        strengths: dict[tuple[EvidenceKind, tuple[str, ...]], float] = {}
        activities: dict[tuple[EvidenceKind, tuple[str, ...]], list[int]] = {}
        for position, weighed, candidate in carriers:
            for kind, words, strength in self._reasons.evidence(candidate, weighed.facts):
                key = (kind, words)
                if key in strengths:
                    strengths[key] = max(strength, strengths[key])
                    activities[key].append(position)
                else:
                    strengths[key], activities[key] = strength, [position]
        for kind, words in [*strengths]:
            if kind == "item-word" and ("word", words) in strengths:
                # another sentence of the activity has it: it stands in the item and not only there
                left = [each for each in activities[kind, words] if each not in activities["word", words]]
                activities[kind, words] = left
                if not left:
                    del strengths[kind, words]
        return tuple(
            [
                Evidence(*key, _positions(activities[key]), round(strength, 3))
                for key, strength in strengths.items()
            ]
        )

    def _near(self, achievement: LinkInput, links: Sequence[Link]) -> list[Link]:
        """The measures that a row is nearest to by its wording, as suggestions beside those that it has."""
        there, most = {link.measure for link in links}, max(0, self._least.suggestions - len(links))
        found = self._wording.nearest(_whole(achievement), achievement.bureaus, most and most + len(there))
        return [
            Link(measure, "suggested", "similarity", score, (Evidence("text", (shared,), (), score),))
            for measure, score, shared in found
            if measure not in there
        ][:most]


def _whole(achievement: LinkInput) -> str:
    """All that a row says of what counts."""
    points = (f"{point.label} {point.text}" for point in counting(achievement.points))
    return " ".join((achievement.item, achievement.field, *points))


def _best(carriers: Sequence[_Carrier]) -> _Carrier:
    if len(carriers) == 1:
        return carriers[0]
    return max(carriers, key=lambda carrier: (carrier.candidate.score, carrier.candidate.content))


def _positions(found: Iterable[int]) -> tuple[int, ...]:
    """Positions of activities, each once; a row without activities has none."""
    return tuple([position for position in dict.fromkeys(found) if position >= 0])
