"""What is said of the same thing on both sides, fact by fact: cells of other columns, grades, amounts, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from toshigaikou_cli.comparison.records import (
    Aspect,
    Change,
    ComparedIndicator,
    Comparison,
    Fact,
    RecordFacts,
    aspect,
)
from toshigaikou_cli.comparison.wording import Pair, masked
from toshigaikou_cli.messages import Message, coded, joined
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name
from toshigaikou_cli.text.keys import match_key


def fact_changes(key: str, title: str, old: RecordFacts, new: RecordFacts) -> Iterator[Change]:
    """The facts of one thing that differ: each a change whose note names it."""
    for fact in dict.fromkeys([*old, *new]):
        yield from _changed(key, title, (old.get(fact, ""), new.get(fact, "")), _named(fact))


def _changed(key: str, title: str, texts: tuple[str, str], note: str) -> Iterator[Change]:
    old, new = texts
    if match_key(old) != match_key(new):
        yield Change("new" if not old else "dropped" if not new else "changed", key, title, old, new, note)


def _named(fact: Fact) -> Message:
    name = coded(fact.name, spaced=True)
    return name if fact.year is None else joined([name, fiscal_year_name(fact.year)], " ")


def row_aspects(pairs: Sequence[Pair], old: Indicators, new: Indicators) -> tuple[Aspect, ...]:
    """The other columns, the grades, the amounts and the indicators of the same rows, and the indicators of tables of their
    own; only what there is any of."""
    found = (
        aspect("columns", _columns(pairs)),
        aspect("figures", _figures(pairs)),
        aspect("indicators", [*_of_rows(pairs), *indicator_changes(old, new)]),
    )
    return tuple(each for each in found if each.changes)


Indicators = Sequence[ComparedIndicator]


def _columns(pairs: Iterable[Pair]) -> Iterator[Change]:
    for old, new in pairs:
        for header in dict.fromkeys([*old.columns, *new.columns]):
            before, after = old.columns.get(header, ""), new.columns.get(header, "")
            for change in _changed(new.id, new.item, (before, after), header):
                redated = old.year != new.year and masked(before) == masked(after)
                yield change._replace(verb="redated") if redated else change


def _figures(pairs: Iterable[Pair]) -> Iterator[Change]:
    for old, new in pairs:
        figures = _shifted(old.figures, new.figures, new.year - old.year)
        yield from fact_changes(new.id, new.item, figures, new.figures)


def _shifted(old: RecordFacts, new: RecordFacts, years: int) -> RecordFacts:
    """The older facts, those of a year that the later document says nothing of (its own year) as if they were so many years
    later: they are compared with those of its own."""

    def later(fact: Fact) -> Fact:
        moved = fact if fact.year is None else fact._replace(year=fact.year + years)
        return moved if fact not in new and moved in new and moved not in old else fact

    return {later(fact): text for fact, text in old.items()}


def _of_rows(pairs: Iterable[Pair]) -> Iterator[Change]:
    for old, new in pairs:
        if old.indicators or new.indicators:
            yield from indicator_changes(old.indicators, new.indicators, new.year - old.year)


def indicator_changes(old: Indicators, new: Indicators, years: int = 0) -> Iterator[Change]:
    """The indicators of two documents, or of two rows that are so many ``years`` apart, value by value."""
    pairs, gone, come = _same(old, new)
    for each in come:
        yield Change("new", each.id, each.title, "", _listed(each.facts))
    for each in gone:
        yield Change("dropped", each.id, each.title, _listed(each.facts), "")
    for before, after in pairs:
        facts = _shifted(before.facts, after.facts, years)
        changes = list(fact_changes(after.id, after.title, facts, after.facts))
        yield from changes or [Change("continued", after.id, after.title)]


def _listed(facts: RecordFacts) -> Message:
    return joined((joined([_named(fact), text], " ") for fact, text in facts.items() if text), "; ")


def _same(
    old: Indicators, new: Indicators
) -> tuple[
    list[tuple[ComparedIndicator, ComparedIndicator]], list[ComparedIndicator], list[ComparedIndicator]
]:
    """Pairs of the same indicator, and the rest of both sides: those alike in all, then of the same name, about the same, of
    the same measure; then where one on either side is about the same, is of the same measure, or has the name."""
    keys: list[tuple[bool, Callable[[ComparedIndicator], Hashable]]] = [
        (True, lambda each: (each.name, frozenset(each.facts.items()))),
        (True, lambda each: (each.name, each.about, each.measures)),
        (False, lambda each: (each.name, each.about)),
        (False, lambda each: (each.name, each.measures)),
        (False, lambda each: each.name),
    ]
    pairs: list[tuple[ComparedIndicator, ComparedIndicator]] = []
    rest_old, rest_new = list(old), list(new)
    for several, key in keys:
        first, second = _grouped(rest_old, key), _grouped(rest_new, key)
        for value, group in first.items():
            others = second.get(value, [])
            if len(group) == len(others) and (several or len(group) == 1):
                pairs += zip(group, others, strict=True)
        taken = {id(each) for pair in pairs for each in pair}
        rest_old = [each for each in rest_old if id(each) not in taken]
        rest_new = [each for each in rest_new if id(each) not in taken]
    return pairs, rest_old, rest_new


def _grouped(
    found: Indicators, key: Callable[[ComparedIndicator], Hashable]
) -> Mapping[Hashable, list[ComparedIndicator]]:
    groups: dict[Hashable, list[ComparedIndicator]] = defaultdict(list)
    for each in found:
        groups[key(each)].append(each)
    return groups


def compare_indicators(old: Indicators, new: Indicators, labels: tuple[str, str]) -> Comparison:
    """Two documents of indicators."""
    return Comparison(*labels, (aspect("indicators", indicator_changes(old, new)),), ())
