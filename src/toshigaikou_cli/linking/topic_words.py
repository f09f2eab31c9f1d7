"""Words that tell one measure from all others in rows that people judged: proposed for the rules of a strategy.

A word stands alone somewhere, between hiragana, digits and marks, or it is a part with which several begin and several end. It is
taken where enough judged rows of one measure have it (a word of two characters needs one more; of one that stands alone, what
the strategy says of the measure counts as one), and neither a row of another measure nor what the strategy says of another one.
No word stands within another that is taken. Deterministic.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.boundaries import Boundaries
from toshigaikou_cli.linking.rules import MeasureRule, Rules, city_key
from toshigaikou_cli.linking.scoring import Linker
from toshigaikou_cli.linking.signals import rule_of
from toshigaikou_cli.records.links import LinkInput, MeasureProfile

LEAST_ROWS = 2
PARTS = 5
"""Into so many parts judged rows are divided: each is held out once, while words are learned from the others."""
_MOST = 12
_SHORT = 2
_LONGEST = 12
_RUN = expression("[一-龥々ァ-ヺーA-Za-z]{2,}")
_WITHIN = expression("[ァ-ヺー]{2}|[A-Za-z]{2}")
"""Two characters between which no word of katakana or Latin ends."""
_COUNT = expression("[0-9][一-龥々ァ-ヺー]*")
"""A number, and what it is followed by: 204回発信."""


class JudgedRow(NamedTuple):
    """A row and the ids of the measures that people accepted for it; none where they judged it outside."""

    row: LinkInput
    measures: frozenset[str]


class TopicWord(NamedTuple):
    """A word, and how many judged rows of the measure have it."""

    word: str
    rows: int


class LearnedWords(NamedTuple):
    """What was learned of a measure: its words, the strongest first, how many of its judged rows have one, and how many
    there are."""

    measure: MeasureProfile
    words: tuple[TopicWord, ...]
    reached: int
    rows: int


class HeldOut(NamedTuple):
    """Judged rows that the words were not learned from: how many, how many of them serve a measure, links that were made
    and right ones of these."""

    rows: int
    inside: int
    links: int
    right: int


def topic_words(
    judged: Sequence[JudgedRow], measures: Sequence[MeasureProfile], rules: Rules, least: int = LEAST_ROWS
) -> list[LearnedWords]:
    """The words of each measure that some were found for, in the strategy's order; none that its rule has already."""
    keys = [rules.key(_text(each.row)) for each in judged]
    own = [rules.key(_said(measure)) for measure in measures]
    boundaries = Boundaries([*own, *keys])
    words = _words([*(_text(each.row) for each in judged), *map(_said, measures)], _places(judged), rules)
    spread = {key: frozenset(at for at, text in enumerate(keys) if key in text) for key in words}
    found = []
    for at, measure in enumerate(measures):
        mine = frozenset(row for row, each in enumerate(judged) if measure.id in each.measures)
        others = [text for other, text in enumerate(own) if other != at]
        good = {
            key: rows
            for key, rows in spread.items()
            if rows
            and rows <= mine
            and len(rows) + (words[key].alone and key in own[at]) >= least + (len(key) <= _SHORT)
            and not any(key in text for text in others)
            and not any(boundaries.cut_out(key, keys[row], keys[row].index(key)) for row in rows)
        }
        chosen = _chosen(good, _known(rule_of(measure, rules), rules), rules.partner_words)
        if chosen:
            reached = frozenset[int]().union(*(good[key] for key in chosen))
            listed = tuple(TopicWord(words[key].shown, len(good[key])) for key in chosen)
            found.append(LearnedWords(measure, listed, len(reached), len(mine)))
    return found


def held_out(
    judged: Sequence[JudgedRow],
    measures: Sequence[MeasureProfile],
    rules: Rules,
    names: Mapping[str, str],
    least: int = LEAST_ROWS,
) -> tuple[HeldOut, HeldOut]:
    """What the rules link of judged rows without any learned word, and with those learned from the other parts alone."""
    ordered = sorted(judged, key=lambda each: sha256(each.row.id.encode()).hexdigest())
    plain = _linked(ordered, Linker(measures, rules, names))
    learned = HeldOut(0, 0, 0, 0)
    for part in range(PARTS):
        rest = [each for at, each in enumerate(ordered) if at % PARTS != part]
        made = with_words(rules, topic_words(rest, measures, rules, least))
        found = _linked(ordered[part::PARTS], Linker(measures, made, names))
        learned = HeldOut(*(one + other for one, other in zip(learned, found, strict=True)))
    return plain, learned


def with_words(rules: Rules, learned: Iterable[LearnedWords]) -> Rules:
    """The rules with the words that were learned as names of their measures."""
    made = dict(rules.measures)
    for each in learned:
        measure, words = each.measure, tuple(word.word for word in each.words)
        own = rule_of(measure, rules)
        if own is None:
            own = MeasureRule(
                measure.code, measure.title, (), (), (), (), (), False, (), None, only_learned=True
            )
        made[measure.code] = own._replace(names=(*own.names, *words))
    return replace(rules, measures=made)


def _linked(judged: Sequence[JudgedRow], linker: Linker) -> HeldOut:
    links = right = 0
    for each in judged:
        counted = [link.measure for link in linker.link(each.row).links if link.status == "linked"]
        links += len(counted)
        right += sum(measure in each.measures for measure in counted)
    return HeldOut(len(judged), sum(bool(each.measures) for each in judged), links, right)


def _text(row: LinkInput) -> str:
    """Item and held activities, a line each."""
    held = [point.text for point in row.points if point.held] or [point.text for point in row.points]
    return "\n".join((row.item, *held))


def _said(measure: MeasureProfile) -> str:
    return f"{measure.title}\n{measure.overview}"


class _SpelledRun(NamedTuple):
    """A word as a text writes it, and whether it stands alone somewhere."""

    shown: str
    alone: bool


def _words(texts: Iterable[str], places: re.Pattern[str], rules: Rules) -> dict[str, _SpelledRun]:
    """The words of texts by their keys."""
    runs: dict[str, str] = {}
    for text in texts:
        plain = _COUNT.sub("\n", places.sub("\n", unicodedata.normalize("NFKC", text)))
        for run in _RUN.findall(plain):
            runs.setdefault(rules.key(run), run)
    found = {key: _SpelledRun(run, alone=True) for key, run in runs.items()}
    for part in _parts(list(runs.values())):
        found.setdefault(rules.key(part), _SpelledRun(part, alone=False))
    return {key: found[key] for key in sorted(found) if len(key) > 1}


def _parts(runs: Iterable[str]) -> list[str]:
    """What stands at the begin of runs or behind several characters, and likewise at its end, in several runs."""
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        ends = [at for at in range(len(run) + 1) if not (at and _WITHIN.match(run, at - 1))]
        for start in ends:
            for end in ends:
                if 2 <= end - start <= _LONGEST:
                    before[run[start:end]].add(run[start - 1] if start else "")
                    behind[run[start:end]].add(run[end : end + 1])
    return [
        part
        for part in before
        if all("" in beside or len(beside) > 1 for beside in (before[part], behind[part]))
    ]


def _places(judged: Iterable[JudgedRow]) -> re.Pattern[str]:
    """What finds the cities of the rows: where a thing was done is no topic."""
    named = {city for each in judged for point in each.row.points for city in point.cities}
    every = {name for city in named for name in (city, city_key(city)) if len(name) > 1}
    listed = sorted(every, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, listed)) or r"(?!)")


def _known(rule: MeasureRule | None, rules: Rules) -> Set[str]:
    if rule is None:
        return frozenset()
    return {rules.word_key(word) for word in (*rule.names, *rule.terms, *rule.hints)}


def _chosen(good: Mapping[str, Set[int]], known: Set[str], no_topic: Set[str]) -> list[str]:
    """Of words that the same rows have, one within the other, the longest; those of most rows first, and of two of which one
    is within the other, the one of more rows. Words for what is abroad (``no_topic``) tell no measure."""
    longest = [
        key
        for key in good
        if not any(key != other and key in other and good[other] == good[key] for other in good)
    ]
    chosen: list[str] = []
    for key in sorted(longest, key=lambda key: (-len(good[key]), -len(key), key)):
        if key not in known | no_topic and not any(word in key for word in (*chosen, *known)):
            chosen.append(key)
    return chosen[:_MOST]
