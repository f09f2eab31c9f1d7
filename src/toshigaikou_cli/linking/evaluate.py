"""How well links agree with labels: of links, of rows, of what was held and what was not; and the misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.links import Linking
from toshigaikou_cli.records.mentions import Outcome
from toshigaikou_cli.text.code_numbers import by_numbers


class ActivityLabel(NamedTuple):
    """What is right for one activity, known by how its text begins (or a part of it).

    ``lookalike``: its words sound as if it had been called off, and it was held.
    """

    text: str
    outcome: Outcome
    must: frozenset[str] = frozenset()
    lookalike: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What is right for one achievement: ``accept`` as the first choice, ``also`` as a further link.

    ``must``: the measures that all have to be linked (None: that any of ``accept`` is linked is enough). ``outside``:
    that no measure fits is right too (the only right answer where ``accept`` is empty). ``outcome`` is the
    achievement's: held, not_held, planned, empty; ``activities`` are those that the label tells of.
    """

    id: str
    accept: frozenset[str]
    also: frozenset[str] = frozenset()
    outside: bool = False
    must: frozenset[str] | None = None
    outcome: str = "held"
    activities: tuple[ActivityLabel, ...] = ()


class Read(NamedTuple):
    """What was read of an achievement: its verdict, and the text and outcome of each activity."""

    linking: Linking
    activities: tuple[tuple[str, Outcome], ...] | None = None

    @property
    def held(self) -> bool:
        """Whether its links count; a row of which nothing is known (None) is taken to be held, one without activities is not."""
        return self.activities is None or any(outcome == "held" for _, outcome in self.activities)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the shares that follow from them (None where nothing was counted).

    ``rows`` all labelled rows; ``inside`` those for which a measure must be found; ``links`` what is linked and counts,
    ``right_links`` those of them that a label accepts; ``found`` inside rows with an accepted measure linked;
    ``first`` rows whose first choice is right (an outside row: nothing linked); ``first_three`` inside rows with an
    accepted measure among the first three.

    ``musts`` the measures that have to be linked, ``musts_linked`` those that are; ``several`` rows with two or more of
    them, ``several_whole`` those with all linked; ``whole`` rows with all of them and no wrong link. ``not_held`` rows of
    which nothing was held, ``not_held_free`` those without a link that counts; ``outside`` rows that no measure covers,
    ``outside_free`` those without. ``outcomes`` labelled activities that were read, ``outcomes_right``; of those
    ``lookalikes`` and ``lookalikes_held``.
    """

    rows: int = 0
    inside: int = 0
    links: int = 0
    right_links: int = 0
    found: int = 0
    first: int = 0
    first_three: int = 0
    musts: int = 0
    musts_linked: int = 0
    several: int = 0
    several_whole: int = 0
    whole: int = 0
    not_held: int = 0
    not_held_free: int = 0
    outside: int = 0
    outside_free: int = 0
    outcomes: int = 0
    outcomes_right: int = 0
    lookalikes: int = 0
    lookalikes_held: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.right_links, self.links)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.inside)

    @property
    def f1(self) -> float | None:
        if self.precision is None or self.recall is None or not self.precision + self.recall:
            return None
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    @property
    def first_choice(self) -> float | None:
        return _share(self.first, self.rows)

    @property
    def recall_at_3(self) -> float | None:
        return _share(self.first_three, self.inside)

    @property
    def must_recall(self) -> float | None:
        return _share(self.musts_linked, self.musts)

    @property
    def several_recall(self) -> float | None:
        return _share(self.several_whole, self.several)

    @property
    def rows_right(self) -> float | None:
        return _share(self.whole, self.rows)

    @property
    def not_held_right(self) -> float | None:
        return _share(self.not_held_free, self.not_held)

    @property
    def outside_right(self) -> float | None:
        return _share(self.outside_free, self.outside)

    @property
    def outcome_accuracy(self) -> float | None:
        return _share(self.outcomes_right, self.outcomes)

    @property
    def lookalikes_right(self) -> float | None:
        return _share(self.lookalikes_held, self.lookalikes)


class MeasureScore(NamedTuple):
    """Of one measure: rows that have to be linked to it, those that are, links to it, right ones of these."""

    musts: int = 0
    musts_linked: int = 0
    links: int = 0
    right_links: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.right_links, self.links)

    @property
    def recall(self) -> float | None:
        return _share(self.musts_linked, self.musts)


class MethodScore(NamedTuple):
    """Of links of one status and method on rows that were held: how many, and how many a label accepts."""

    links: int = 0
    right_links: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.right_links, self.links)


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that went wrong: ``kind`` is wrong_link, not_linked, wrong_first or not_suggested.

    ``evidence`` and ``against`` are those of the first link of ``measure``, the one that shows best what went wrong.
    """

    id: str
    kind: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]
    measure: str | None
    evidence: tuple[Evidence, ...]
    against: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures in all, by goal, by bureau, by outcome, by measure and by a link's status and method, and the misses.

    A row counts under each goal of its accepted measures (under "" where it has none), and once in ``all``.
    ``unknown`` are the labels of achievements that have no verdict; they are not counted.
    """

    all: Score
    by_goal: Mapping[str, Score]
    by_bureau: Mapping[str, Score]
    by_outcome: Mapping[str, Score]
    by_measure: Mapping[str, MeasureScore]
    by_method: Mapping[tuple[str, str], MethodScore]
    misses: tuple[Miss, ...]
    unknown: tuple[str, ...]


def evaluate(
    results: Mapping[str, Read],
    labels: Iterable[Label],
    goals: Mapping[str, str] | None = None,
    bureaus: Mapping[str, str] | None = None,
) -> Evaluation:
    """Compare what was read (by achievement id) with labels.

    ``goals`` maps a measure's id to its goal's code, ``bureaus`` an achievement's id to its bureau.
    """
    pairs: list[tuple[Read, Label]] = []
    unknown = []
    for label in labels:
        if label.id in results:
            pairs.append((results[label.id], label))
        else:
            unknown.append(label.id)
    by_goal: dict[str, list[Score]] = defaultdict(list)
    by_bureau: dict[str, list[Score]] = defaultdict(list)
    by_outcome: dict[str, list[Score]] = defaultdict(list)
    scores = [_row(read, label) for read, label in pairs]
    for score, (_, label) in zip(scores, pairs, strict=True):
        for goal in {(goals or {}).get(measure, "") for measure in label.accept} or {""}:
            by_goal[goal].append(score)
        by_bureau[(bureaus or {}).get(label.id, "")].append(score)
        by_outcome[label.outcome].append(score)
    return Evaluation(
        _sum(scores),
        {goal: _sum(by_goal[goal]) for goal in sorted(by_goal, key=by_numbers)},
        {bureau: _sum(by_bureau[bureau]) for bureau in sorted(by_bureau)},
        {outcome: _sum(by_outcome[outcome]) for outcome in sorted(by_outcome)},
        _by_measure(pairs),
        _by_method(pairs),
        tuple(miss for read, label in pairs if (miss := _miss(read, label))),
        tuple(unknown),
    )


# ---------------------------------------------------------------- one row


def _row(read: Read, label: Label) -> Score:
    linked, linking = _linked(read), read.linking
    inside = _is_inside(label)
    first = linking.links[0].measure in label.accept if linking.links else False
    must = _must(label)
    several = len(must) > 1
    right = sum(number in label.accept | label.also for number in linked)
    all_found = must <= {*linked} if label.must is not None else not inside or bool(label.accept & {*linked})
    called_off = label.outcome != "held"
    outside = label.outside and not called_off
    readings = _readings(read, label)
    lookalikes = [outcome for wanted, outcome in readings if wanted.lookalike]
    return Score(
        rows=1,
        inside=int(inside),
        links=len(linked),
        right_links=right,
        found=int(inside and any(number in label.accept for number in linked)),
        first=int(first or ((label.outside or called_off) and not linked)),
        first_three=int(inside and any(link.measure in label.accept for link in linking.links[:3])),
        musts=len(must),
        musts_linked=len(must & {*linked}),
        several=int(several),
        several_whole=int(several and must <= {*linked}),
        whole=int(all_found and right == len(linked)),
        not_held=int(called_off),
        not_held_free=int(called_off and not linked),
        outside=int(outside),
        outside_free=int(outside and not linked),
        outcomes=len(readings),
        outcomes_right=sum(wanted.outcome == outcome for wanted, outcome in readings),
        lookalikes=len(lookalikes),
        lookalikes_held=sum(outcome == "held" for outcome in lookalikes),
    )


def _is_inside(label: Label) -> bool:
    return bool(label.accept) and not label.outside and label.outcome == "held"


def _must(label: Label) -> frozenset[str]:
    return label.must or frozenset() if _is_inside(label) else frozenset()


def _readings(read: Read, label: Label) -> list[tuple[ActivityLabel, Outcome]]:
    """The labelled activities with the outcome that was read, those that the text was split into."""
    found = []
    for wanted in label.activities:
        outcome = next((outcome for text, outcome in read.activities or () if wanted.text in text), None)
        if outcome:
            found.append((wanted, outcome))
    return found


def _by_measure(pairs: Iterable[tuple[Read, Label]]) -> dict[str, MeasureScore]:
    found: dict[str, MeasureScore] = defaultdict(MeasureScore)
    for read, label in pairs:
        linked = _linked(read)
        for number in _must(label):
            musts, there, links, right = found[number]
            found[number] = MeasureScore(musts + 1, there + (number in linked), links, right)
        for number in linked:
            musts, there, links, right = found[number]
            fits = number in label.accept | label.also
            found[number] = MeasureScore(musts, there, links + 1, right + fits)
    return {measure: found[measure] for measure in sorted(found, key=by_numbers)}


def _by_method(pairs: Iterable[tuple[Read, Label]]) -> dict[tuple[str, str], MethodScore]:
    found: dict[tuple[str, str], MethodScore] = defaultdict(MethodScore)
    for read, label in pairs:
        for link in read.linking.links if read.held else ():
            links, right = found[link.status, link.method]
            found[link.status, link.method] = MethodScore(
                links + 1, right + (link.measure in label.accept | label.also)
            )
    return {key: found[key] for key in sorted(found)}


def _miss(read: Read, label: Label) -> Miss | None:
    score, linking = _row(read, label), read.linking
    if score.right_links < score.links:
        kind = "wrong_link"
    elif score.inside and not score.first_three:
        kind = "not_suggested"
    elif not score.first:
        kind = "wrong_first"
    elif (score.inside and not score.found) or score.musts_linked < score.musts:
        kind = "not_linked"
    else:
        return None
    wrong = [link for link in linking.links if link.measure not in label.accept | label.also]
    shown = next(iter(wrong or linking.links), None)
    evidence = shown.evidence if shown else ()
    measure = shown.measure if shown else None
    against = linking.against or linking.outside
    return Miss(
        label.id, kind, tuple(sorted(label.accept, key=by_numbers)), _linked(read), measure, evidence, against
    )


def _linked(read: Read) -> tuple[str, ...]:
    """The links that count: those of a row that was held."""
    if not read.held:
        return ()
    return tuple(link.measure for link in read.linking.links if link.status in ("linked", "confirmed"))


def _sum(scores: Sequence[Score]) -> Score:
    names = [each.name for each in fields(Score)]
    return Score(**{name: sum(getattr(score, name) for score in scores) for name in names})


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
