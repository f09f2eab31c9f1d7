"""Two sheets of different years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.comparison.facts import Indicators, row_aspects
from toshigaikou_cli.comparison.items import same_items
from toshigaikou_cli.comparison.records import (
    Change,
    ComparedRow,
    Comparison,
    aspect,
    cities,
    measures,
    number,
    sets,
)
from toshigaikou_cli.comparison.wording import Pair, numbers, wording
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.stated import RegisteredBureau

_LEAD = expression(r"^[\s①-⑳⑴-⒇(（]*[0-9]*[\s.．)）、]*")


def compare_years(
    old: Sequence[ComparedRow],
    new: Sequence[ComparedRow],
    labels: tuple[str, str],
    register: Sequence[RegisteredBureau],
    titles: Mapping[str, str] | None,
    why_none: str = say("no strategy is imported"),
    apart: tuple[Indicators, Indicators] = ((), ()),
) -> Comparison:
    """Two sheets of different years. ``titles`` are measures' titles by what they are called, None where there is no
    strategy to compare by, which ``why_none`` says; ``apart`` are the indicators of tables of their own."""
    names = {bureau["id"]: bureau["name"] for bureau in register}
    bureaus, renamed, broken, statements = _bureaus(old, new, labels, register, names)
    before = [entry for entry in old if not set(entry.bureaus) & broken]
    after = [entry for entry in new if not set(entry.bureaus) & broken]
    pairs, items, unclear = same_items(before, after, renamed, names)
    left_out = len(old) - len(before), len(new) - len(after)
    if any(left_out):
        statements.append(
            say(
                "items of bureaus that were split or merged are not compared: {n} of {old}, {others} of {new}",
                n=left_out[0],
                old=labels[0],
                others=left_out[1],
                new=labels[1],
            )
        )
    aspects = [
        aspect("cities", sets(cities(old), cities(new))),
        aspect("bureaus", bureaus),
        aspect("items", items),
        aspect("wording", wording(pairs)),
        aspect("numbers", numbers(pairs)),
        aspect("fields", _fields(pairs, old, new)),
        *row_aspects(pairs, *apart),
    ]
    if titles is None:
        statements.append(say("{why}: measures are not compared", why=why_none))
    else:
        aspects.insert(0, aspect("measures", sets(measures(old), measures(new), titles)))
    return Comparison(*labels, tuple(aspects), (*statements, *unclear))


def _bureaus(
    old: Iterable[ComparedRow],
    new: Iterable[ComparedRow],
    labels: tuple[str, str],
    register: Sequence[RegisteredBureau],
    names: Mapping[str, str],
) -> tuple[list[Change], dict[str, str], set[str], list[str]]:
    """The bureaus' changes, who was renamed to whom, who cannot be compared, and statements about these."""
    before = Counter(bureau for entry in old for bureau in entry.bureaus)
    after = Counter(bureau for entry in new for bureau in entry.bureaus)
    heirs = {bureau["id"]: bureau["successors"] for bureau in register}
    forebears = {bureau["id"]: bureau["predecessors"] for bureau in register}
    renamed: dict[str, str] = {}
    broken: set[str] = set()
    statements: list[str] = []
    for key in [key for key in before if key not in after]:
        line = _line(key, heirs)
        later = [other for other in line if other in after]
        if not later:
            continue
        if (
            len(later) == 1
            and later[0] not in before
            and all(len(heirs.get(k, ())) <= 1 and len(forebears.get(k, ())) <= 1 for k in (key, *line))
        ):
            renamed[key] = later[0]
            continue
        broken |= {key, *later}
        listed = "、".join(names.get(other, other) for other in later)
        statements.append(
            say(
                "{name} ({old}) became {listed} ({new}): split or merged, not compared",
                name=names.get(key, key),
                old=labels[0],
                listed=listed,
                new=labels[1],
            )
        )
    statements += [
        say(
            "{name} ({year}) was taken out of {other}: items may have moved to it",
            name=names.get(key, key),
            year=labels[1],
            other=names.get(other, other),
        )
        for key in after
        for other in forebears.get(key, ())
        if key not in before and other in before and other in after
    ]
    changes = []
    for key in dict.fromkeys([*before, *after]):
        if key in broken or key in renamed.values():
            continue
        other = renamed.get(key, key)
        verb = "continued" if key in before and other in after else "dropped" if key in before else "new"
        note = f"renamed {names.get(other, other)}" if other != key else ""
        title = names.get(key, key)
        changes.append(Change(verb, key, title, number(before.get(key)), number(after.get(other)), note))
    return changes, renamed, broken, statements


def _line(key: str, heirs: Mapping[str, Sequence[str]]) -> list[str]:
    """All successors of a bureau, near ones first."""
    found: list[str] = []
    todo = list(heirs.get(key, ()))
    while todo:
        other = todo.pop(0)
        if other not in found and other != key:
            found.append(other)
            todo += heirs.get(other, ())
    return found


def _fields(
    pairs: Iterable[Pair], old: Iterable[ComparedRow], new: Iterable[ComparedRow]
) -> Iterator[Change]:
    """Fields by their words, without the number before them: renamed where the same items stand under both."""

    def key(text: str) -> str:
        return match_key(_LEAD.sub("", text))

    before = {key(entry.field): entry.field for entry in old if entry.field}
    after = {key(entry.field): entry.field for entry in new if entry.field}
    moved = Counter((key(a.field), key(b.field)) for a, b in pairs if key(a.field) != key(b.field))
    told: set[str] = set()
    for (first, second), rows in moved.items():
        if first in before and second in after and first not in after and second not in before:
            told |= {first, second}
            yield Change(
                "renamed",
                second,
                after[second],
                before[first],
                after[second],
                say_n("{n} item under both", "{n} items under both", n=rows),
            )
    for name, text in after.items():
        if name not in told:
            yield Change("continued" if name in before else "new", name, text, before.get(name, ""), text)
    for name, text in before.items():
        if name not in told and name not in after:
            yield Change("dropped", name, text, text, "")
