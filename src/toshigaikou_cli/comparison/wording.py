"""Within one item: words that were there before, and numbers that changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from toshigaikou_cli.comparison.records import Change, ComparedRow
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.keys import match_key

Pair = tuple[ComparedRow, ComparedRow]

_DIGITS = expression(rf"(?:{eras.NAMES})?(?:元|[0-9][0-9,.]*)(?:年度?|月|日)?")
_CONTEXT = 8
_LEAST_CONTEXT = 2


def masked(text: str) -> str:
    """The match key with numbers and dates taken out: what stays when only these change."""
    return _DIGITS.sub("0", match_key(text))


def _activities(pair: Pair) -> tuple[list[tuple[int, int, str]], list[int], list[int]]:
    """The activities of a pair that have the same words: (place before, place after, verb), and the rest of both."""
    old, new = pair
    matched: list[tuple[int, int, str]] = []
    rest_old, rest_new = list(range(len(old.activities))), list(range(len(new.activities)))
    for verb, key in (("repeated", match_key), ("redated", masked)):
        for after in list(rest_new):
            found = next((b for b in rest_old if key(old.activities[b]) == key(new.activities[after])), None)
            if found is not None:
                matched.append((found, after, verb))
                rest_old.remove(found)
                rest_new.remove(after)
    return sorted(matched, key=lambda match: match[1]), rest_old, rest_new


def wording(pairs: Iterable[Pair]) -> Iterator[Change]:
    """The activities of the later year, by whether their words were there before."""
    for pair in pairs:
        old, new = pair
        matched, rest_old, rest_new = _activities(pair)
        for before, after, verb in matched:
            yield Change(
                verb, f"{new.id}#{after + 1}", new.item, old.activities[before], new.activities[after]
            )
        for after in rest_new:
            yield Change("new", f"{new.id}#{after + 1}", new.item, "", new.activities[after])
        for before in rest_old:
            yield Change("dropped", f"{old.id}#{before + 1}", new.item, old.activities[before], "")


def numbers(pairs: Iterable[Pair]) -> Iterator[Change]:
    for pair in pairs:
        old, new = pair
        matched, rest_old, rest_new = _activities(pair)
        for before, after, _ in matched:
            first, second = old.quantities[before], new.quantities[after]
            if [q[1] for q in first] == [q[1] for q in second]:
                for a, b in zip(first, second, strict=True):
                    if a[0] != b[0]:
                        yield Change("changed", new.id, new.item, a[2], b[2], new.activities[after])
        labelled = _labelled(old, rest_old), _labelled(new, rest_new)
        for label, (value, text, words) in labelled[1].items():
            if label in labelled[0] and labelled[0][label][0] != value:
                yield Change("changed", new.id, new.item, labelled[0][label][1], text, words)


def _labelled(entry: ComparedRow, places: Iterable[int]) -> dict[tuple[str, str], tuple[float, str, str]]:
    """Quantities by the words before them and their unit, where these occur once: (value, text, activity)."""
    found: dict[tuple[str, str], list[tuple[float, str, str]]] = defaultdict(list)
    for place in places:
        text, start = entry.activities[place], 0
        for value, unit, words in entry.quantities[place]:
            at = text.find(words, start)
            start = max(at, start)
            before = re.split(r"[、。，（）()「」0-9]", match_key(text[max(at - _CONTEXT, 0) : max(at, 0)]))[
                -1
            ]
            if len(before) >= _LEAST_CONTEXT:
                found[before, unit].append((value, words, text))
    return {label: listed[0] for label, listed in found.items() if len(listed) == 1}
