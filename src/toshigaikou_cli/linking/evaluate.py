"""How well links agree with labels: precision and recall of linked, first choices, suggestions, misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toshigaikou_cli.records.links import Linking


@dataclass(frozen=True, slots=True)
class Label:
    """What is right for one achievement: ``accept`` as the first choice, ``also`` as a further link.

    ``outside``: that no measure fits is right too (the only right answer where ``accept`` is empty).
    """

    id: str
    accept: frozenset[int]
    also: frozenset[int] = frozenset()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the shares that follow from them (None where nothing was counted).

    ``rows`` all labelled rows; ``inside`` those for which a measure must be found; ``links`` what is linked,
    ``right_links`` those of them that a label accepts; ``found`` inside rows with an accepted measure linked;
    ``first`` rows whose first choice is right (an outside row: nothing linked); ``first_three`` inside rows with
    an accepted measure among the first three.
    """

    rows: int = 0
    inside: int = 0
    links: int = 0
    right_links: int = 0
    found: int = 0
    first: int = 0
    first_three: int = 0

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


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that went wrong: ``kind`` is wrong_link, not_linked, wrong_first or not_suggested."""

    id: str
    kind: str
    wanted: tuple[int, ...]
    got: tuple[int, ...]
    evidence: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures in all, by goal and by bureau, and the misses.

    A row counts under each goal of its accepted measures (under 0 where it has none), and once in ``all``.
    ``unknown`` are the labels of achievements that have no verdict; they are not counted.
    """

    all: Score
    by_goal: Mapping[int, Score]
    by_bureau: Mapping[str, Score]
    misses: tuple[Miss, ...]
    unknown: tuple[str, ...]


def evaluate(
    results: Mapping[str, Linking],
    labels: Iterable[Label],
    goals: Mapping[int, int] | None = None,
    bureaus: Mapping[str, str] | None = None,
) -> Evaluation:
    """Compare verdicts (by achievement id) with labels.

    ``goals`` maps a measure's number to its goal, ``bureaus`` an achievement's id to its bureau.
    """
    rows: list[Score] = []
    by_goal: dict[int, list[Score]] = defaultdict(list)
    by_bureau: dict[str, list[Score]] = defaultdict(list)
    misses, unknown = [], []
    for label in labels:
        linking = results.get(label.id)
        if linking is None:
            unknown.append(label.id)
            continue
        score = _row(linking, label)
        rows.append(score)
        for goal in {(goals or {}).get(number, 0) for number in label.accept} or {0}:
            by_goal[goal].append(score)
        by_bureau[(bureaus or {}).get(label.id, "")].append(score)
        if miss := _miss(linking, label):
            misses.append(miss)
    return Evaluation(
        _sum(rows),
        {goal: _sum(by_goal[goal]) for goal in sorted(by_goal)},
        {bureau: _sum(by_bureau[bureau]) for bureau in sorted(by_bureau)},
        tuple(misses),
        tuple(unknown),
    )


def _row(linking: Linking, label: Label) -> Score:
    linked = _linked(linking)
    fitting = label.accept | label.also
    inside = bool(label.accept) and not label.outside
    first = linking.links[0].measure in label.accept if linking.links else False
    return Score(
        rows=1,
        inside=int(inside),
        links=len(linked),
        right_links=sum(number in fitting for number in linked),
        found=int(inside and any(number in label.accept for number in linked)),
        first=int(first or (label.outside and not linked)),
        first_three=int(inside and any(link.measure in label.accept for link in linking.links[:3])),
    )


def _miss(linking: Linking, label: Label) -> Miss | None:
    score = _row(linking, label)
    if score.right_links < score.links:
        kind = "wrong_link"
    elif score.inside and not score.first_three:
        kind = "not_suggested"
    elif not score.first:
        kind = "wrong_first"
    elif score.inside and not score.found:
        kind = "not_linked"
    else:
        return None
    wrong = [link for link in linking.links if link.measure not in label.accept | label.also]
    shown = (wrong or list(linking.links))[:1]
    evidence = tuple(text for link in shown for text in (f"施策{link.measure}", *link.evidence))
    against = linking.against or ((linking.outside,) if linking.outside else ())
    return Miss(label.id, kind, tuple(sorted(label.accept)), _linked(linking), evidence, against)


def _linked(linking: Linking) -> tuple[int, ...]:
    return tuple(link.measure for link in linking.links if link.status in ("linked", "confirmed"))


def _sum(scores: list[Score]) -> Score:
    names = ("rows", "inside", "links", "right_links", "found", "first", "first_three")
    return Score(**{name: sum(getattr(score, name) for score in scores) for name in names})


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
