"""What speaks for a link and against it, as data: formats make sentences of it.

Each piece must be true as it is worded: a city is named by the measure only where the strategy's text names it, and a
bureau that has its role by succession says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toshigaikou_cli.linking.rules import city_key
from toshigaikou_cli.linking.signals import Facts, Piece
from toshigaikou_cli.linking.weighing import Candidate, Weighed, Weigher
from toshigaikou_cli.records.links import Evidence, EvidenceKind, Objection
from toshigaikou_cli.text.keys import match_key

_SHOWN_WORDS = 6


class Reasons:
    """Tells the reasons of candidates; ``names`` are the names of bureau ids (without them, an id is a name)."""

    def __init__(self, weigher: Weigher, names: Mapping[str, str]) -> None:
        self._measures = weigher.measures
        self._signals = weigher.signals
        self._names = names
        self._texts = [match_key(f"{measure.title}\n{measure.overview}") for measure in self._measures]

    def _name(self, bureau: str) -> str:
        return self._names.get(bureau, bureau)

    # ------------------------------------------------------------------ for

    def evidence(self, candidate: Candidate, facts: Facts) -> tuple[Evidence, ...]:
        """What speaks for a candidate: the unit, the partner cities, then the text, the strongest first."""
        return (
            *self._of_unit(candidate, facts.bureau),
            *self._of_cities(candidate),
            *self._of_text(candidate, facts),
        )

    def _of_unit(self, candidate: Candidate, bureau: str | None) -> Iterator[Evidence]:
        if bureau is None or candidate.role in ("other", "unknown"):
            return
        named = self._measures[candidate.index].named.get(bureau)
        words = (self._name(bureau), *([self._name(named)] if named else []))
        kinds: dict[str, EvidenceKind] = {"remit": "remit", "open": "open-ended"}
        kinds |= {
            "lead": "lead-successor" if named else "lead",
            "related": "related-successor" if named else "related",
        }
        yield Evidence(kinds[candidate.role], words if candidate.role in ("lead", "related") else words[:1])

    def _of_cities(self, candidate: Candidate) -> Iterator[Evidence]:
        text = self._texts[candidate.index]
        named = tuple(city for city in candidate.met if city_key(city) in text)
        others = tuple(city for city in candidate.met if city not in named)
        if named:
            yield Evidence("city-named", named)
        if others:
            yield Evidence("city-group", (candidate.partners, *others))

    def _of_text(self, candidate: Candidate, facts: Facts) -> Iterator[Evidence]:
        for piece in sorted(candidate.pieces, key=_strongest):
            if piece.signal == "text":
                if not candidate.by_words:
                    part = self._signals.shared_wording(candidate.index, facts)
                    yield Evidence("text", (part,), strength=round(piece.weight, 3))
            else:
                yield from self._of_piece(piece, facts)

    def _of_piece(self, piece: Piece, facts: Facts) -> Iterator[Evidence]:
        written = self._signals.lexicon.as_written
        strength = round(piece.weight, 3)
        if piece.signal == "word":
            kind: EvidenceKind = "item-word" if piece.words[0] in facts.item_words else "word"
            yield Evidence(kind, (written(piece.words[0]),), strength=strength)
        elif piece.signal == "together":
            yield Evidence("pair", tuple(dict.fromkeys(map(written, piece.words))), strength=strength)
        elif piece.signal == "hint":
            parts: tuple[tuple[EvidenceKind, list[str]], ...] = (
                ("hint", [word for word in piece.words if word not in facts.in_field]),
                ("field-word", [word for word in piece.words if word in facts.in_field]),
            )
            for hint_kind, words in parts:
                if words:
                    shown = tuple(map(written, words[:_SHOWN_WORDS]))
                    yield Evidence(hint_kind, shown, strength=strength)
        elif piece.signal == "label":
            yield Evidence("label", piece.words, strength=strength)
        elif piece.signal == "department":
            yield Evidence("department", piece.words[:1], strength=strength)
        else:
            yield Evidence("title", piece.words[:1], strength=strength)

    # ------------------------------------------------------------------ against

    def against(self, candidate: Candidate, facts: Facts) -> tuple[Objection, ...]:
        """What speaks against a candidate."""
        return tuple(self._against(candidate, facts))

    def _against(self, candidate: Candidate, facts: Facts) -> Iterator[Objection]:
        if not candidate.pieces:
            yield Objection("no-word")
        if candidate.excluded:
            yield Objection("excluded", tuple(sorted(candidate.excluded)))
        for topic in candidate.topics:
            yield Objection("topic", topic[: _SHOWN_WORDS + 1])
        if candidate.at_home:
            yield Objection("at-home")
        if candidate.missed:
            yield Objection("other-partner", (candidate.missed, *facts.cities.values()))
        if candidate.role == "other":
            bureaus = self._measures[candidate.index].bureaus
            yield Objection("other-unit", tuple(map(self._name, bureaus)))
        elif candidate.role == "unknown":
            yield Objection("unknown-unit")

    def topics(self, weighed: Sequence[Weighed]) -> tuple[Objection, ...]:
        """The topics of a row that no measure covers."""
        found = [topic for each in weighed for topic in self._signals.outside(each.facts)]
        by_title = {
            topic.title: Objection("topic", (topic.title, *words[:_SHOWN_WORDS])) for topic, words in found
        }
        return tuple(by_title.values())

    def why_none(self, weighed: Weighed) -> tuple[Objection, ...]:
        """Why a row has no link, though no topic puts it outside."""
        bureau = weighed.facts.bureau
        if bureau is None:
            first = Objection("unknown-unit")
        else:
            own = (str(measure.number) for measure in self._measures if bureau in measure.bureaus)
            first = Objection("no-measure", tuple(own))
        if not weighed.ranked:
            return (Objection("no-word"), first)
        best = weighed.ranked[0]
        number = str(self._measures[best.index].number)
        return (first, Objection("nearest", (number, f"{best.score:.2f}")))


def _strongest(piece: Piece) -> tuple[float, str, tuple[str, ...]]:
    return -piece.weight, piece.signal, piece.words
