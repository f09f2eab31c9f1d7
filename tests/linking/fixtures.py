"""The measures of the packaged strategy. Codes serve as ids of measures here, names as those of bureaus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from toshigaikou_cli.linking import Linker, load_rules
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.evidence import Evidence, Objection
from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.links import LinkInput, MeasureProfile, Point
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.outcomes import read_outcomes

LABELS = Path(__file__).parent / "labels"
_SUCCESSORS = {
    "オリンピック・パラリンピック準備局": ["生活文化スポーツ局"],
    "生活文化局": ["生活文化スポーツ局"],
    "福祉保健局": ["福祉局", "保健医療局"],
    "病院経営本部": ["東京都立病院機構", "保健医療局"],
    "青少年・治安対策本部": ["都民安全推進本部", "生活文化スポーツ局"],
    "都市整備局": ["住宅政策本部"],
    "政策企画局": ["戦略政策情報推進本部"],
}
_GOAL = re.compile(r"^\((\d)\)")


@cache
def measures() -> tuple[MeasureProfile, ...]:
    found, goal = [], ""
    for line in (default_project() / "documents/strategy-2014.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if (at := _GOAL.match(line)) and len(cells) == 1:
            goal = at[1]
        elif len(cells) == 4 and cells[0].isdigit():
            bureaus, open_ended = _bureaus(cells[3])
            found.append(MeasureProfile(cells[0], cells[0], goal, cells[1], cells[2], bureaus, open_ended))
    return tuple(found)


RULES_OF_2014 = default_project() / "words/links/2014.yaml"


def _bureaus(cell: str) -> tuple[dict[str, BureauRole], bool]:
    open_ended = bool(re.search("その他関係局|ほか関係各局", cell))
    cell = re.sub(r"[(（]?その他関係局[)）]?|ほか関係各局", "", cell)
    bureaus: dict[str, BureauRole] = {}
    for name in re.split("[、,]", cell):
        role: BureauRole = "related" if name.strip().startswith(("(", "（")) else "lead"
        name = name.strip("()（） ")
        for known in (name, *_SUCCESSORS.get(name, ())):
            if known:
                bureaus.setdefault(known, role)
    return bureaus, open_ended


@cache
def linker() -> Linker:
    return Linker(measures(), load_rules(RULES_OF_2014))


def goals() -> dict[str, str]:
    return {measure.id: measure.goal for measure in measures()}


def achievement(item: str = "", result: str = "", *, cities: Sequence[str] = (), **more: Any) -> LinkInput:
    """A row whose activities are those of ``result``, each with ``cities``."""
    read = split_activities(result)
    outcomes = [reading.outcome for reading in read_outcomes(result, read)]
    points = [
        Point(position, activity.text, activity.label or "", tuple(cities), outcome)
        for position, (activity, outcome) in enumerate(zip(read, outcomes, strict=True))
    ]
    points = points or [Point(0, "", cities=tuple(cities))]
    values: dict[str, Any] = {"id": "x", "fiscal_year": 2018, "field": "", "bureau": None}
    return LinkInput(item=item, points=tuple(points), **{**values, **more})


def told(evidence: Iterable[Evidence | Objection]) -> list[tuple[str, ...]]:
    """Evidence or objections as kind and words."""
    return [(each.kind, *each.words) for each in evidence]
