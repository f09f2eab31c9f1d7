"""What speaks for a link and against it, as data: formats make sentences of it.

Each piece must be true as it is worded: a city is named by the measure only where the strategy's text names it, and a
bureau that has its role by succession says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.bodies import is_of_body
from toshigaikou_cli.linking.rules import city_key
from toshigaikou_cli.linking.shared import as_written
from toshigaikou_cli.linking.signs import RowSigns, TextPiece
from toshigaikou_cli.linking.telling import Telling
from toshigaikou_cli.linking.weighing import Candidate, ToldEvidence, Weighed, Weigher
from toshigaikou_cli.records.evidence import EvidenceKind, Objection

_SHOWN_WORDS = 6

_DIGIT = expression(r"\d")
_NAMED_AFTER = ("展", "展覧会", "博覧会", "見本市", "大会", "祭", "館")
_AT_HAND = 16
"""Texts, alike but for their numbers, in which it is known how the words of a candidate are told."""


class Reasons:
    """Tells the reasons of candidates; ``names`` are the names of bureau ids (without them, an id is a name)."""

    def __init__(self, weigher: Weigher, names: Mapping[str, str]) -> None:
        self._measures = weigher.measures
        self._signals = weigher.signals
        self._names = names
        self._telling = Telling(weigher.rules, self._signals.lexicon)
        self._named_cities = lru_cache(maxsize=None)(self._signals.cities_named)

    def _name(self, bureau: str) -> str:
        return self._names.get(bureau, bureau)

    # ------------------------------------------------------------------ for

    def evidence(self, candidate: Candidate, facts: RowSigns) -> tuple[ToldEvidence, ...]:
        """What speaks for a candidate: the unit, the partner cities, then the text, the strongest first."""
        if candidate.asks_for_numbers is None:
            candidate.asks_for_numbers = _asks_for_numbers(candidate)
        if candidate.asks_for_numbers:
            return tuple(self._evidence(candidate, facts))
        known = candidate.told.get(facts.alike)
        if known is None:
            if len(candidate.told) == _AT_HAND:
                candidate.told.clear()
            known = candidate.told[facts.alike] = tuple(self._evidence(candidate, facts))
        return known

    def _evidence(self, candidate: Candidate, facts: RowSigns) -> Iterator[ToldEvidence]:
        yield from self._of_unit(candidate, facts)
        if candidate.met:
            yield from self._of_cities(candidate)
        labels: set[str] = set()
        if facts.labels:
            labels = {piece.words[-1] for piece in candidate.pieces if _is_of_label(piece, facts)}
        for piece in sorted(candidate.pieces, key=_strongest):
            if labels and _is_of_label(piece, facts):
                if not any(piece.words[-1] in other for other in labels - {piece.words[-1]}):
                    yield self._of_piece(piece, facts)
            elif piece.signal == "hint":
                yield from self._of_hints(piece, facts, labelled=bool(labels))
            elif piece.signal != "text":
                yield self._of_piece(piece, facts)
            elif not candidate.by_words:
                part = self._signals.shared_wording(candidate.index, facts)
                if part:
                    yield "text", (as_written(part, facts.raw),), piece.weight

    def _of_unit(self, candidate: Candidate, facts: RowSigns) -> Iterator[ToldEvidence]:
        measure = self._measures[candidate.index]
        if candidate.role in ("other", "unknown"):
            return
        if candidate.role == "named":
            yield "unit-named", tuple(self._name(key) for key in measure.bureaus if key in facts.units), 0.0
            return
        in_role = (each for each in facts.bureaus if measure.bureaus.get(each) == candidate.role)
        bureau = next(in_role, facts.bureaus[0])
        named = measure.named.get(bureau)
        if named and bureau in measure.one_of_each:
            bureau, named = named, None
        words = (self._name(bureau), *([self._name(named)] if named else []))
        kinds: dict[str, EvidenceKind] = {"remit": "remit", "open": "open-ended"}
        kinds |= {
            "lead": "lead-successor" if named else "lead",
            "related": "related-successor" if named else "related",
        }
        yield kinds[candidate.role], words if candidate.role in ("lead", "related") else words[:1], 0.0

    def _of_cities(self, candidate: Candidate) -> Iterator[ToldEvidence]:
        in_strategy = self._named_cities(candidate.index)
        named = tuple(city for city in candidate.met if city_key(city) in in_strategy)
        others = tuple(city for city in candidate.met if city not in named)
        if named:
            yield "city-named", named, 0.0
        if others:
            yield "city-group", (candidate.partners, *others), 0.0

    def _of_piece(self, piece: TextPiece, facts: RowSigns) -> ToldEvidence:
        if piece.signal == "word" and _is_of_label(piece, facts):
            return "label", (facts.labels[0][0], *self._telling.as_written(piece.words)), piece.weight
        if piece.signal == "word":
            return _place(piece.words[0], facts), self._words(piece.words, facts), piece.weight
        if piece.signal == "together":
            return self._of_pair(piece, facts)
        if piece.signal == "title":
            return "title", (as_written(piece.words[0], facts.raw),), piece.weight
        return piece.signal, piece.words, piece.weight

    def _of_pair(self, piece: TextPiece, facts: RowSigns) -> ToldEvidence:
        """A pair, unless its words stand apart or are parts of one word or name: 水道 and 事業 in 水道事業体 say little."""
        tell, words = self._telling, _apart(piece.words, facts.text)
        sentence = facts.text.partition("\n")[2]
        whole = tuple(
            tell.in_full(word, words, sentence if word in sentence else facts.text) for word in words
        )
        told = _apart(
            tuple(dict.fromkeys(self._word(*each, facts) for each in zip(whole, words, strict=True))),
            facts.raw,
        )
        if tell.is_one_name(piece.words, facts.raw):
            return "item-hint" if _only_in_item(words[0], facts) else "hint", told, piece.weight
        if len(told) == 1:
            return _place(words[0], facts), told, piece.weight
        kind = _kind_of_pair(words, facts)
        named = {word: self._word(word, word, facts) for word in words if not _only_in_item(word, facts)}
        if kind == "item-pair" and named and all(is_of_body(*each) for each in named.items()):
            return "hint", tuple(dict.fromkeys(named.values())), piece.weight
        if not named and facts.several:  # each may belong to another of its subjects
            return "item-hint", told, piece.weight
        if kind == "pair" and tell.is_apart(whole, facts.raw):
            kind = "apart"
        return kind, told, piece.weight

    def _words(self, words: tuple[str, ...], facts: RowSigns) -> tuple[str, ...]:
        """Words as they are written where they stand."""
        return tuple(dict.fromkeys([self._word(word, word, facts) for word in words]))

    def _word(self, told: str, word: str, facts: RowSigns) -> str:
        """A word, or what is ``told`` in its place, as the item writes it where it stands only there, else as the text does."""
        raw = facts.raw.partition("\n")[0] if _only_in_item(word, facts) else facts.raw
        return self._telling.words((told,), raw)[0]

    def _of_hints(self, piece: TextPiece, facts: RowSigns, *, labelled: bool) -> Iterator[ToldEvidence]:
        """Hints by where they stand: those of the item and of the field column are marked as such. Those of the label are
        told as what they are, unless the label speaks for the measure anyway (``labelled``)."""
        places: dict[EvidenceKind, list[str]] = {"hint": [], "item-hint": [], "field-word": []}
        for word in piece.words:
            if word in facts.in_field:
                places["field-word"].append(word)
            elif word not in facts.in_label:
                places["item-hint" if _only_in_item(word, facts) else "hint"].append(word)
            elif not labelled:
                yield "label", (facts.labels[0][0], *self._telling.as_written((word,))), piece.weight
        for kind, words in places.items():
            shown = tuple(words[:_SHOWN_WORDS])
            if shown:
                told = self._telling.as_written(shown) if kind == "field-word" else self._words(shown, facts)
                yield kind, told, piece.weight

    # ------------------------------------------------------------------ against

    def against(self, candidate: Candidate, facts: RowSigns) -> tuple[Objection, ...]:
        """What speaks against a candidate."""
        return tuple(self._against(candidate, facts))

    def _against(self, candidate: Candidate, facts: RowSigns) -> Iterator[Objection]:
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
        bureaus = weighed.facts.bureaus
        if not bureaus:
            first = Objection("unknown-unit")
        else:
            own = (each.code for each in self._measures if not each.bureaus.keys().isdisjoint(bureaus))
            first = Objection("no-measure", tuple(own))
        if not weighed.ranked:
            return (Objection("no-word"), first)
        best = weighed.ranked[0]
        code = self._measures[best.index].code
        return (first, Objection("nearest", (code, f"{best.score:.2f}")))


def _asks_for_numbers(candidate: Candidate) -> bool:
    """Whether what is told of a candidate may differ in texts that are alike but for their numbers."""
    if not candidate.by_words and any(piece.signal == "text" for piece in candidate.pieces):
        return True  # it shares wording with the text, which may go on in a number
    return any(_DIGIT.search(word) for piece in candidate.pieces for word in piece.words)


def _only_in_item(word: str, facts: RowSigns) -> bool:
    """Whether a word (or a city) stands in the item and not in the sentence."""
    if word in facts.said or word in facts.in_result:
        return False
    return word in facts.item_words or word in facts.in_item


def _kind_of_pair(words: tuple[str, ...], facts: RowSigns) -> EvidenceKind:
    """Words of the sentence say it together, or some that stand in the item only: 交流 beside 産業交流展, which has it."""
    sentence = facts.text.partition("\n")[2]
    in_item = (
        _only_in_item(word, facts)
        or (word in facts.item_words and not _apart_in(word, (*words, *_longer(word, facts)), sentence))
        for word in words
    )
    return "item-pair" if any(in_item) else "pair"


def _longer(word: str, facts: RowSigns) -> Iterator[str]:
    """The names of events and houses in a sentence that a word may be only a part of: 産業交流展, 虹の下水道館."""
    return (other for other in facts.said if word in other and other.endswith(_NAMED_AFTER) and other != word)


def _apart_in(word: str, words: tuple[str, ...], text: str) -> bool:
    """Whether a word stands in a text elsewhere than inside one of the others."""
    return all(word not in other or word in text.replace(other, "\n") for other in words if other != word)


def _place(word: str, facts: RowSigns) -> EvidenceKind:
    """Where a word stands: in the activity, in the item only, or in the name of the body that reports."""
    if word in facts.said:
        return "word"
    return "item-word" if word in facts.item_words else "department"


def _is_of_label(piece: TextPiece, facts: RowSigns) -> bool:
    return piece.signal == "label" or (piece.signal == "word" and piece.words[0] in facts.in_label)


def _apart(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of a pair without those that stand only inside another one of it: 国際 in 国際金融."""
    return tuple(
        word
        for word in words
        if not any(
            word in other and word not in text.replace(other, "\n") for other in words if other != word
        )
    )


def _strongest(piece: TextPiece) -> tuple[float, str, tuple[str, ...]]:
    return -piece.weight, piece.signal, piece.words
