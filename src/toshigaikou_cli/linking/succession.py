"""Which measures of a newer strategy go on with those of an older one: proposals by wording and bureaus, never decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toshigaikou_cli.linking.shared import common_part
from toshigaikou_cli.linking.similarity import RareGrams, dice, grams
from toshigaikou_cli.records.crosswalk import CrossingKind, CrossingProposal
from toshigaikou_cli.records.links import MeasureProfile
from toshigaikou_cli.text.keys import match_key

_WORDING, _TITLE, _BUREAUS = 0.4, 0.4, 0.2
_LEAST = 0.25
"""A pair below this is not proposed: its words are those of every strategy."""
_NEAR = 0.8
"""A second measure this near to the best is proposed beside it: a measure that splits, or merges."""


class _MeasurePair(NamedTuple):
    old: MeasureProfile
    new: MeasureProfile
    score: float


def proposed(
    old: Sequence[MeasureProfile], new: Sequence[MeasureProfile], names: Mapping[str, str]
) -> list[CrossingProposal]:
    """Proposals for all measures of two strategies, in the order of the older, then the newer. ``names`` are bureaus'.

    Each measure is proposed with its best partner, and with those nearly as good; without one it is dropped, or new.
    """
    pairs = _pairs(old, new)
    best_old: dict[str, float] = {}
    best_new: dict[str, float] = {}
    for pair in pairs:
        best_old[pair.old.id] = max(best_old.get(pair.old.id, 0), pair.score)
        best_new[pair.new.id] = max(best_new.get(pair.new.id, 0), pair.score)
    kept = [
        pair
        for pair in pairs
        if pair.score >= _NEAR * best_old[pair.old.id] and pair.score >= _NEAR * best_new[pair.new.id]
    ]
    olds, news = [pair.old.id for pair in kept], [pair.new.id for pair in kept]
    found = [_proposal(pair, _kind(olds.count(pair.old.id), news.count(pair.new.id)), names) for pair in kept]
    dropped = [CrossingProposal(m.id, "", "dropped", 0, m.title, "", "", ()) for m in old if m.id not in olds]
    added = [CrossingProposal("", m.id, "new", 0, "", m.title, "", ()) for m in new if m.id not in news]
    return [*found, *dropped, *added]


def _kind(partners_of_old: int, partners_of_new: int) -> CrossingKind:
    if partners_of_new > 1:
        return "merges"
    return "splits" if partners_of_old > 1 else "continues"


def _pairs(old: Sequence[MeasureProfile], new: Sequence[MeasureProfile]) -> list[_MeasurePair]:
    texts = [match_key(f"{measure.title} {measure.overview}") for measure in (*old, *new)]
    wording = RareGrams(texts)
    shares = [wording.shares(grams(text)) for text in texts]
    found = []
    for at, one in enumerate(old):
        for number, other in enumerate(new, start=len(old)):
            shared = (shares[at].get(number, 0.0) + shares[number].get(at, 0.0)) / 2
            title = dice(match_key(one.title), match_key(other.title))
            score = _WORDING * shared + _TITLE * title + _BUREAUS * _same_bureaus(one, other)
            if score >= _LEAST and shared + title > 0:
                found.append(_MeasurePair(one, other, score))
    return found


def _same_bureaus(one: MeasureProfile, other: MeasureProfile) -> float:
    """1 where a bureau leads both, half where one is named by both."""
    leads = ({key for key, role in each.bureaus.items() if role == "lead"} for each in (one, other))
    if set.intersection(*leads):
        return 1.0
    return 0.5 if one.bureaus.keys() & other.bureaus.keys() else 0.0


def _proposal(pair: _MeasurePair, kind: CrossingKind, names: Mapping[str, str]) -> CrossingProposal:
    old, new = pair.old, pair.new
    shared = common_part(match_key(f"{old.title} {old.overview}"), match_key(f"{new.title} {new.overview}"))
    both = [names.get(key, key) for key in new.bureaus if key in old.bureaus and key not in new.named]
    return CrossingProposal(
        old.id, new.id, kind, round(pair.score, 2), old.title, new.title, shared, tuple(dict.fromkeys(both))
    )
