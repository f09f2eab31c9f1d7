"""Which rows of two years are the same item, where bureau and name say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from toshigaikou_cli.comparison.records import Change, ComparedRow
from toshigaikou_cli.comparison.wording import Pair, masked
from toshigaikou_cli.messages import Called, joined, say, say_n
from toshigaikou_cli.text.keys import match_key

_LEAST_TEXT = 20
"""A result shorter than this is no evidence that two items of different names are one."""


def same_items(
    old: Sequence[ComparedRow],
    new: Sequence[ComparedRow],
    renamed: Mapping[str, str],
    names: Mapping[str, str],
) -> tuple[list[Pair], list[Change], list[str]]:
    """Pairs of the same item, the items' changes, and statements about rows that cannot be told apart."""

    def bureaus(entry: ComparedRow) -> frozenset[str]:
        return frozenset(renamed.get(key, key) for key in entry.bureaus)

    keys: list[tuple[str, Callable[[ComparedRow], Hashable]]] = [
        ("", lambda e: (bureaus(e), match_key(e.department), match_key(e.item), match_key(e.result))),
        ("", lambda e: (bureaus(e), match_key(e.department), match_key(e.item))),
        (say("another department"), lambda e: (bureaus(e), match_key(e.item))),
        (say("numbers in the name differ"), lambda e: (bureaus(e), masked(e.item))),
        (say("named differently, same result"), lambda e: (bureaus(e), _long(e))),
    ]
    rest_old, rest_new = list(old), list(new)
    pairs: list[tuple[ComparedRow, ComparedRow, str]] = []
    for note, key in keys:
        first, second = _grouped(rest_old, key), _grouped(rest_new, key)
        for value, group in first.items():
            if len(group) == 1 == len(second.get(value, ())):
                pairs.append((group[0], second[value][0], note))
        taken = {entry.id for a, b, _ in pairs for entry in (a, b)}
        rest_old = [entry for entry in rest_old if entry.id not in taken]
        rest_new = [entry for entry in rest_new if entry.id not in taken]
    rest_old, rest_new, unclear = _ambiguous(rest_old, rest_new, bureaus, names)
    order = {entry.id: place for place, entry in enumerate(new)}
    pairs.sort(key=lambda pair: order[pair[1].id])
    changes = [Change("new", e.id, title(e, names), "", e.item) for e in rest_new]
    changes += [Change("dropped", e.id, title(e, names), e.item, "") for e in rest_old]
    changes += [Change("continued", b.id, title(b, names), a.id, b.id, note) for a, b, note in pairs]
    return [(a, b) for a, b, _ in pairs], changes, unclear


def _long(entry: ComparedRow) -> str:
    key = match_key(entry.result)
    return key if len(key) >= _LEAST_TEXT else f"only {entry.id}"


def _grouped(
    found: Iterable[ComparedRow], key: Callable[[ComparedRow], Hashable]
) -> dict[Hashable, list[ComparedRow]]:
    groups: dict[Hashable, list[ComparedRow]] = defaultdict(list)
    for entry in found:
        groups[key(entry)].append(entry)
    return dict(groups)


def _ambiguous(
    old: Sequence[ComparedRow],
    new: Sequence[ComparedRow],
    bureaus: Callable[[ComparedRow], frozenset[str]],
    names: Mapping[str, str],
) -> tuple[list[ComparedRow], list[ComparedRow], list[str]]:
    """Rows of the same bureau and item on both sides that no rule told apart: said, and neither new nor dropped."""

    def key(entry: ComparedRow) -> Hashable:
        return bureaus(entry), match_key(entry.item)

    first, second = _grouped(old, key), _grouped(new, key)
    both = [value for value in first if value in second]
    statements: list[str] = [
        say_n(
            "{title}: {n} row before, {new} after; which continues which cannot be told",
            "{title}: {n} rows before, {new} after; which continues which cannot be told",
            title=title(second[value][0], names),
            n=len(first[value]),
            new=len(second[value]),
        )
        for value in both
    ]
    known = set(both)
    return [e for e in old if key(e) not in known], [e for e in new if key(e) not in known], statements


def title(entry: ComparedRow, names: Mapping[str, str]) -> str:
    bureaus = joined((names.get(key, key) for key in entry.bureaus), "、")
    return say("{bureau} {item}", bureau=bureaus, item=Called(entry.item))
