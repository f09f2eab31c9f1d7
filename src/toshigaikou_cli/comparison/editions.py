"""Two editions of one document: of a sheet, or of a strategy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toshigaikou_cli.comparison.facts import Indicators, fact_changes, indicator_changes, row_aspects
from toshigaikou_cli.comparison.items import title
from toshigaikou_cli.comparison.left import indicators_left, not_crossed
from toshigaikou_cli.comparison.records import (
    Aspect,
    Change,
    ComparedRow,
    Comparison,
    Fact,
    RecordFacts,
    aspect,
    cities,
    sets,
)
from toshigaikou_cli.comparison.wording import numbers, wording
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.text.code_numbers import by_numbers
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.crosswalk import Crossing
    from toshigaikou_cli.records.rows import MeasureRow


def compare_editions(
    old: Sequence[ComparedRow],
    new: Sequence[ComparedRow],
    labels: tuple[str, str],
    names: Mapping[str, str],
    apart: tuple[Indicators, Indicators] = ((), ()),
) -> Comparison:
    """Two editions of one sheet; ``names`` are bureaus' names by id, ``apart`` the indicators of tables of their own. Rows
    are the same where their ids are, or where only their bureau is written another way."""
    before, after = {entry.id: entry for entry in old}, {entry.id: entry for entry in new}
    pairs = [(before[key], entry) for key, entry in after.items() if key in before]
    pairs += _rewritten(
        [e for k, e in before.items() if k not in after], [e for k, e in after.items() if k not in before]
    )
    told = {entry.id for pair in pairs for entry in pair}
    rows = [Change("new", e.id, title(e, names), "", e.result) for k, e in after.items() if k not in told]
    rows += [
        Change("dropped", e.id, title(e, names), e.result, "") for k, e in before.items() if k not in told
    ]
    for a, b in pairs:
        fields = [
            name
            for name in ("section", "field", "result")
            if match_key(getattr(a, name)) != match_key(getattr(b, name))
        ]
        fields += ["bureau"] if a.id != b.id else []
        verb = "changed" if fields else "continued"
        rows.append(Change(verb, b.id, title(b, names), "", "", ", ".join(fields)))
    edited = [(a, b) for a, b in pairs if match_key(a.result) != match_key(b.result)]
    aspects = (
        aspect("rows", rows),
        aspect("cities", sets(cities(old), cities(new))),
        aspect("wording", wording(edited)),
        aspect("numbers", numbers(edited)),
        *row_aspects(pairs, *apart),
    )
    return Comparison(*labels, aspects, ())


def _rewritten(
    old: Sequence[ComparedRow], new: Sequence[ComparedRow]
) -> list[tuple[ComparedRow, ComparedRow]]:
    """Rows of the same bureau and item, one on either side: their ids differ for how the bureau is written."""

    def told(rows: Sequence[ComparedRow]) -> dict[object, list[ComparedRow]]:
        found: dict[object, list[ComparedRow]] = {}
        for entry in rows:
            found.setdefault((entry.bureaus, match_key(entry.item)), []).append(entry)
        return found

    come = told(new)
    return [
        (rows[0], come[key][0]) for key, rows in told(old).items() if len(rows) == 1 == len(come.get(key, ()))
    ]


STRATEGY_RULE = say("measures are the same where their codes are")


class ComparedStrategy(NamedTuple):
    """A strategy. ``facts`` are its title and years, ``parts`` the titles of its goals and areas and since when its cities
    are what they are, each by what it is and its key; ``amounts`` are by measure, ``indicators`` of no measure's overview."""

    id: str
    measures: Sequence[MeasureRow]
    facts: RecordFacts
    parts: Mapping[tuple[str, str], str]
    amounts: Mapping[str, RecordFacts]
    indicators: Indicators


def compare_strategies(old: ComparedStrategy, new: ComparedStrategy, labels: tuple[str, str]) -> Comparison:
    """Two editions of one strategy, measure by measure."""
    before, after = ({code_key(m["code"]): m for m in each.measures} for each in (old, new))
    changes: list[Change] = []
    figures: list[Change] = []
    for key in sorted({*before, *after}, key=by_numbers):
        if key not in before or key not in after:
            verb, only = ("new", after[key]) if key in after else ("dropped", before[key])
            changes.append(Change(verb, only["code"], only["title"]))
            continue
        a, b = before[key], after[key]
        parts = [
            name
            for name in ("goal", "area", "title", "overview", "bureaus", "open_ended")
            if _part(a, name) != _part(b, name)
        ]
        old_text = "; ".join(_part(a, name) for name in parts)
        new_text = "; ".join(_part(b, name) for name in parts)
        verb = "changed" if parts else "continued"
        changes.append(Change(verb, b["code"], b["title"], old_text, new_text, ", ".join(parts)))
        amounts = old.amounts.get(a["code"], {}), new.amounts.get(b["code"], {})
        figures += fact_changes(b["code"], b["title"], *amounts)
    more = (
        aspect("strategy", [*_facts(old, new), *_parts(old, new)]),
        aspect("figures", figures),
        aspect("indicators", indicator_changes(old.indicators, new.indicators)),
    )
    aspects = Aspect("measures", STRATEGY_RULE, tuple(changes)), *(each for each in more if each.changes)
    return Comparison(*labels, aspects, ())


def _facts(old: ComparedStrategy, new: ComparedStrategy) -> Iterator[Change]:
    return fact_changes(new.id, new.facts.get(Fact("title"), ""), old.facts, new.facts)


def _parts(old: ComparedStrategy, new: ComparedStrategy) -> Iterator[Change]:
    """The goals, areas and cities of two editions."""
    for what, key in dict.fromkeys([*old.parts, *new.parts]):
        before, after = old.parts.get((what, key)), new.parts.get((what, key))
        if before is None or after is None:
            verb = "new" if before is None else "dropped"
            yield Change(verb, key, after or before or key, note=coded(what))
        elif match_key(before) != match_key(after):
            yield Change("changed", key, after or key, before, after, coded(what))


CROSSED_RULE = say(
    "measures of two strategies are the same where the crosswalk says so, never by their codes"
)


def compare_crossed(
    old: ComparedStrategy, new: ComparedStrategy, labels: tuple[str, str], entries: Iterable[Crossing]
) -> Comparison:
    """Two strategies, measure by measure, as the entries of the crosswalk in force say."""
    before, after = ({f"{each.id}:{m['code']}": m for m in each.measures} for each in (old, new))
    changes, said = [], set()
    for entry in entries:
        if (entry.old and entry.old not in before) or (entry.new and entry.new not in after):
            continue
        said |= {entry.old, entry.new}
        if not entry.old or not entry.new:
            measure = before[entry.old] if entry.old else after[entry.new]
            changes.append(Change(entry.kind, entry.old or entry.new, measure["title"], note=entry.note))
            continue
        a, b = before[entry.old], after[entry.new]
        parts = [name for name in ("title", "overview", "bureaus") if _part(a, name) != _part(b, name)]
        verb = "changed" if parts or entry.kind != "continues" else "continued"
        old_text, new_text = ("; ".join(_part(each, name) for name in parts) for each in (a, b))
        note = joined(map(coded, [*([] if entry.kind == "continues" else [entry.kind]), *parts]))
        changes.append(Change(verb, f"{entry.old} → {entry.new}", b["title"], old_text, new_text, note))
    left = [sum(key not in said for key in side) for side in (before, after)]
    statements = [not_crossed(left, labels)] if any(left) else []
    indicators = len(old.indicators), len(new.indicators)
    statements += [indicators_left(indicators, labels)] if any(indicators) else []
    aspects = Aspect("measures", CROSSED_RULE, tuple(changes)), aspect("strategy", _facts(old, new))
    return Comparison(*labels, aspects, tuple(statements))


def _part(measure: MeasureRow, name: str) -> str:
    if name == "bureaus":
        return "、".join(f"{bureau['name']} ({bureau['role']})" for bureau in measure["bureaus"])
    return str(measure.get(name))
