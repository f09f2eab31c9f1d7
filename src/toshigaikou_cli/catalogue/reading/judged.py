"""The SELECTs on judgements and on links that people should look at. Reading only."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition
from toshigaikou_cli.catalogue.reading.frame import outside_of
from toshigaikou_cli.records.answers import LinkClaim, OpenRow

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import Judgement, LinkJudgement, ReplacedJudgement

Judged = Mapping[tuple[str, int | None], "LinkJudgement"]
"""Judgements in force, by achievement and measure (None: outside)."""


def judgements_on(connection: sqlite3.Connection, ids: str, values: Sequence[object]) -> Judged:
    """The judgements in force on the achievements that ``ids``, a sub-select with ``values``, gives."""
    found = connection.execute(
        'SELECT achievement_id, measure, verdict, "by", date, note, state FROM judgement'
        f" WHERE state IN ('current', 'stale') AND achievement_id IN {ids}",
        values,
    )
    return {
        (row["achievement_id"], row["measure"]): {
            "verdict": row["verdict"],
            "by": row["by"],
            "date": row["date"],
            "note": row["note"],
            "stale": row["state"] == "stale",
        }
        for row in found
    }


def judgement_of(judged: Judged, achievement: str, measure: int, status: str) -> LinkJudgement | None:
    """The judgement that a link owes its status to: its own, or the one that the achievement is outside."""
    own = judged.get((achievement, measure))
    return own or (judged.get((achievement, None)) if status == "rejected" else None)


def all_judgements(connection: sqlite3.Connection, state: str | None = None) -> list[Judgement]:
    """The judgements as last applied, in the order of their file, with how they stand to what there is today."""
    listed: list[Judgement] = []
    for row in connection.execute(
        "SELECT j.*, a.item, a.result, a.fiscal_year, b.name AS bureau FROM judgement j"
        " LEFT JOIN achievement a ON a.id = j.achievement_id LEFT JOIN bureau b ON b.id = a.bureau_id ORDER BY j.id"
    ):
        if state in (None, row["state"]):
            listed.append(
                {
                    "achievement": row["achievement_id"],
                    "measure": row["measure"],
                    "title": row["title"],
                    "verdict": row["verdict"],
                    "by": row["by"],
                    "date": row["date"],
                    "note": row["note"],
                    "state": row["state"],
                    "begins": row["begins"],
                    "item": row["item"],
                    "bureau": row["bureau"],
                    "replaced": [_replaced(each) for each in json.loads(row["replaced"])],
                }
            )
    return listed


def _replaced(entry: ReplacedJudgement) -> ReplacedJudgement:
    """Without what it was pinned to, which the catalogue keeps too."""
    return {
        "measure": entry["measure"],
        "verdict": entry["verdict"],
        "by": entry["by"],
        "date": entry["date"],
        "note": entry["note"],
    }


def fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the file of judgements that was last applied, "" where there was none."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'judgements'").fetchone()
    return str(row["value"]) if row else ""


def supports(connection: sqlite3.Connection) -> dict[int, int]:
    """By measure, how many achievements count for it; 0 for those with nothing to show."""
    found = connection.execute(
        "SELECT m.number, count(c.achievement_id) FROM measure m LEFT JOIN counted_link c ON c.measure = m.number"
        " GROUP BY m.number"
    )
    return {row[0]: row[1] for row in found}


def open_rows(connection: sqlite3.Connection, selection: Selection) -> list[OpenRow]:
    """The achievements of a selection that no judgement settles (accepted or outside, on today's text)."""
    condition, values = achievement_condition(selection)
    ids = f"(SELECT a.id FROM achievement a WHERE {condition})"
    judged = judgements_on(connection, ids, values)
    by_achievement: dict[str, list[tuple[int | None, LinkJudgement]]] = defaultdict(list)
    for (key, measure), judgement in judged.items():
        by_achievement[key].append((measure, judgement))
    claims: dict[str, list[LinkClaim]] = defaultdict(list)
    for row in connection.execute(
        "SELECT achievement_id, measure, status, score FROM link"
        f" WHERE achievement_id IN {ids} ORDER BY achievement_id, score DESC, position",
        values,
    ):
        claims[row["achievement_id"]].append(LinkClaim(row["measure"], row["status"], row["score"]))
    found = []
    for row in connection.execute(
        "SELECT a.id, a.fiscal_year, a.kind, coalesce(b.name, a.bureau_text) AS bureau, a.item, a.outside"
        f" FROM achievement a LEFT JOIN bureau b ON b.id = a.bureau_id WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position",
        values,
    ):
        own = by_achievement[row["id"]]
        stale = next((each for _, each in own if each["stale"]), None)
        if not stale and any(each["verdict"] != "rejected" for _, each in own):
            continue
        since = f"{stale['verdict']} by {stale['by']}, {stale['date']}" if stale else ""
        texts = (
            row["id"],
            row["fiscal_year"],
            row["kind"],
            row["bureau"],
            row["item"],
            outside_of(row["outside"]),
        )
        found.append(OpenRow(*texts, tuple(claims[row["id"]]), since))
    return found


def measures_like(connection: sqlite3.Connection, key: str) -> list[tuple[int, str]]:
    """Number and title of the measures whose title or overview holds a match key."""
    found = connection.execute(
        "SELECT number, title FROM measure WHERE instr(search, ?) ORDER BY number", (key,)
    )
    return [(row["number"], row["title"]) for row in found]


def has_achievement(connection: sqlite3.Connection, key: str) -> bool:
    return connection.execute("SELECT 1 FROM achievement WHERE id = ?", (key,)).fetchone() is not None


def document_of(connection: sqlite3.Connection, achievement: str) -> int:
    """The id of the document that an achievement, which must be there, stands in."""
    found = connection.execute("SELECT document_id FROM achievement WHERE id = ?", (achievement,)).fetchone()
    return int(found[0])


def plan_ids(connection: sqlite3.Connection) -> set[str]:
    """The achievements that are plans."""
    return {row[0] for row in connection.execute("SELECT id FROM achievement WHERE kind = 'plan'")}


def measure_title(connection: sqlite3.Connection, number: int) -> str | None:
    row = connection.execute("SELECT title FROM measure WHERE number = ?", (number,)).fetchone()
    return str(row["title"]) if row else None
