"""Units of one level: what sections and departments did counts for what they are part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from toshigaikou_cli.records.answers import ReportedFact
from toshigaikou_cli.records.kinds import UNIT_KINDS, UnitKind

if TYPE_CHECKING:
    from toshigaikou_cli.records.stated import RegisteredBureau, StatedBureau, StatedMeasure

Tree = Mapping[str, tuple[UnitKind, str | None]]
"""Of each unit its kind and the id of what it is part of."""


def unit_at(level: UnitKind, unit: str, tree: Tree) -> str:
    """The unit of a level that one is part of: the one itself where it is of that level or above, or is part of none such."""
    at, seen = unit, {unit}
    while at in tree and UNIT_KINDS.index(tree[at][0]) > UNIT_KINDS.index(level):
        parent = tree[at][1]
        if parent is None or parent in seen:
            return at
        seen.add(parent)
        at = parent
    return at


def measures_at(
    level: UnitKind, measures: Iterable[StatedMeasure], register: Iterable[RegisteredBureau], tree: Tree
) -> list[StatedMeasure]:
    """The measures with the units of a level in the place of theirs, each once; a unit that leads stays the lead."""
    names = {bureau["id"]: bureau["name"] for bureau in register}
    out: list[StatedMeasure] = []
    for measure in measures:
        found: dict[str, StatedBureau] = {}
        for each in sorted(measure["bureaus"], key=lambda each: each["role"] != "lead"):
            key = unit_at(level, each["id"], tree) if each["id"] else None
            found.setdefault(
                key or each["name"], {**each, "id": key, "name": names[key] if key else each["name"]}
            )
        out.append({**measure, "bureaus": [*found.values()]})
    return out


def facts_at(level: UnitKind, facts: Iterable[ReportedFact], tree: Tree) -> list[ReportedFact]:
    """The achievements with the units of a level in the place of theirs."""
    return [
        fact._replace(bureaus=tuple(dict.fromkeys(unit_at(level, each, tree) for each in fact.bureaus)))
        for fact in facts
    ]
