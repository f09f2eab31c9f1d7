"""Two editions of one document: of a sheet, or of a strategy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.comparison.items import title
from toshigaikou_cli.comparison.records import Aspect, Change, ComparedRow, Comparison, aspect, cities, sets
from toshigaikou_cli.comparison.wording import numbers, wording
from toshigaikou_cli.messages import coded, joined, say
from toshigaikou_cli.text.code_numbers import by_numbers
from toshigaikou_cli.text.codes import code_key
from toshigaikou_cli.text.keys import match_key

if TYPE_CHECKING:
    from toshigaikou_cli.records.crosswalk import Crossing
    from toshigaikou_cli.records.rows import MeasureRow


def compare_editions(
    old: Sequence[ComparedRow], new: Sequence[ComparedRow], labels: tuple[str, str], names: Mapping[str, str]
) -> Comparison:
    """Two editions of one sheet; ``names`` are bureaus' names by id. Rows are the same where their ids are, or where only
    their bureau is written another way."""
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
            name for name in ("field", "result") if match_key(getattr(a, name)) != match_key(getattr(b, name))
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


def compare_strategies(
    old: Iterable[MeasureRow], new: Iterable[MeasureRow], labels: tuple[str, str]
) -> Comparison:
    """Two editions of one strategy, measure by measure."""
    before, after = {code_key(m["code"]): m for m in old}, {code_key(m["code"]): m for m in new}
    changes = []
    for key in sorted({*before, *after}, key=by_numbers):
        if key not in before or key not in after:
            verb, only = ("new", after[key]) if key in after else ("dropped", before[key])
            changes.append(Change(verb, only["code"], only["title"]))
            continue
        a, b = before[key], after[key]
        parts = [
            name
            for name in ("area", "title", "overview", "bureaus", "open_ended")
            if _part(a, name) != _part(b, name)
        ]
        old_text = "; ".join(_part(a, name) for name in parts)
        new_text = "; ".join(_part(b, name) for name in parts)
        verb = "changed" if parts else "continued"
        changes.append(Change(verb, b["code"], b["title"], old_text, new_text, ", ".join(parts)))
    return Comparison(*labels, (Aspect("measures", STRATEGY_RULE, tuple(changes)),), ())


CROSSED_RULE = say(
    "measures of two strategies are the same where the crosswalk says so, never by their codes"
)


def compare_crossed(
    old: Sequence[MeasureRow],
    new: Sequence[MeasureRow],
    labels: tuple[str, str],
    entries: Iterable[Crossing],
    ids: tuple[str, str],
) -> Comparison:
    """Two strategies, measure by measure, as the entries of the crosswalk in force say; ``ids`` are the strategies'."""
    before = {f"{ids[0]}:{m['code']}": m for m in old}
    after = {f"{ids[1]}:{m['code']}": m for m in new}
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
    why = say(
        "measures that are not in the crosswalk: {n} of {old}, {others} of {new} (tgx crosswalk suggest)",
        n=left[0],
        old=labels[0],
        others=left[1],
        new=labels[1],
    )
    return Comparison(
        *labels, (Aspect("measures", CROSSED_RULE, tuple(changes)),), (why,) if any(left) else ()
    )


def _part(measure: MeasureRow, name: str) -> str:
    if name == "bureaus":
        return "、".join(f"{bureau['name']} ({bureau['role']})" for bureau in measure["bureaus"])
    return str(measure.get(name))
