"""The SELECTs on judgements and on links that people should look at. Reading only."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.codes import CodedThing, optional_measure_keys
from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition
from toshigaikou_cli.catalogue.reading.frame import BUREAUS, outside_of
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.answers import LinkClaim, OpenRow

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Decided
    from toshigaikou_cli.records.rows import JudgementRow, LinkJudgement, MendedFact, ReplacedJudgement

Judged = Mapping[tuple[str, str | None], "LinkJudgement"]
"""Judgements in force, by achievement and the measure's id (None: outside)."""


def judgements_on(connection: sqlite3.Connection, ids: str, values: Sequence[object]) -> Judged:
    """The judgements in force on the achievements that ``ids``, a sub-select with ``values``, gives."""
    found = connection.execute(
        'SELECT achievement_id, measure_id AS measure, verdict, "by", date, note, state FROM judgement'
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


def judgement_of(judged: Judged, achievement: str, measure: str, status: str) -> LinkJudgement | None:
    """The judgement that a link owes its status to: its own, or the one that the achievement is outside."""
    own = judged.get((achievement, measure))
    return own or (judged.get((achievement, None)) if status == "rejected" else None)


_STATED = "EXISTS (SELECT 1 FROM link x WHERE x.achievement_id = a.id AND x.method = 'stated' AND x.status = 'linked')"
_STRATEGY = "substr({0}.measure, 1, instr({0}.measure, ':'))"
_SUGGESTED_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM link y WHERE y.achievement_id = a.id AND y.status = 'suggested' AND"
    f" {_STRATEGY.format('y')} NOT IN (SELECT {_STRATEGY.format('x')} FROM link x WHERE x.achievement_id = a.id AND"
    " x.method = 'stated'))"
)
"""Whether a row has suggestions of a strategy of which its sheet states nothing."""
_JUDGED = (
    "(EXISTS (SELECT 1 FROM judgement j WHERE j.achievement_id = a.id) OR"
    " EXISTS (SELECT 1 FROM mend j WHERE j.achievement_id = a.id))"
)
_ROW = " LEFT JOIN achievement a ON a.id = j.achievement_id LEFT JOIN bureau b ON b.id = a.bureau_id ORDER BY j.id"


def all_judgements(connection: sqlite3.Connection, state: str | None = None) -> list[JudgementRow]:
    """The judgements as last applied, in the order of their file, with how they stand to what there is today."""
    listed: dict[int, JudgementRow] = {}
    for row in connection.execute(f"SELECT j.*, a.item, b.name AS bureau FROM judgement j{_ROW}"):
        if state in (None, row["state"]):
            replaced = [_replaced(each) for each in json.loads(row["replaced"])]
            measure = row["measure_id"] or row["measure"]
            listed[row["id"]] = _listed(row, measure, row["title"], row["verdict"], replaced)
    for row in connection.execute(f"SELECT j.*, a.item, b.name AS bureau FROM mend j{_ROW}"):
        if state in (None, row["state"]):
            replaced = [_replaced_mend(each) for each in json.loads(row["replaced"])]
            mend = _listed(row, None, "", "mended", replaced)
            mend["activity"], mend["sets"] = row["activity"], row["sets"]
            mend["values"] = json.loads(row["vals"])
            listed[row["id"]] = mend
    return [listed[key] for key in sorted(listed)]


def _listed(
    row: sqlite3.Row,
    measure: str | None,
    title: str,
    verdict: Decided,
    replaced: list[ReplacedJudgement],
) -> JudgementRow:
    strategy, code, number = optional_measure_keys(measure)
    return {
        "achievement": row["achievement_id"],
        "strategy": strategy,
        "measure": code,
        "measure_number": number,
        "title": title,
        "verdict": verdict,
        "by": row["by"],
        "date": row["date"],
        "note": row["note"],
        "state": row["state"],
        "begins": row["begins"],
        "item": row["item"],
        "bureau": row["bureau"],
        "replaced": replaced,
    }


def _replaced_mend(entry: Mapping[str, Any]) -> ReplacedJudgement:
    return {
        "measure": None,
        "verdict": "mended",
        "by": entry["by"],
        "date": entry["date"],
        "note": entry["note"],
        "values": entry["values"],
    }


def mends_on(
    connection: sqlite3.Connection, ids: str, values: Sequence[object]
) -> dict[str, list[MendedFact]]:
    """The mends in force on the achievements that ``ids``, a sub-select with ``values``, gives, by achievement."""
    found: dict[str, list[MendedFact]] = defaultdict(list)
    for row in connection.execute(
        'SELECT achievement_id, holds_for, sets, vals, "by", date, note, state FROM mend'
        f" WHERE state IN ('current', 'stale') AND achievement_id IN {ids} ORDER BY id",
        values,
    ):
        found[row["achievement_id"]].append(
            {
                "activity": row["holds_for"],
                "sets": row["sets"],
                "values": json.loads(row["vals"]),
                "by": row["by"],
                "date": row["date"],
                "note": row["note"],
                "stale": row["state"] == "stale",
            }
        )
    return found


def _replaced(entry: ReplacedJudgement) -> ReplacedJudgement:
    """Without what it was pinned to, which the catalogue keeps too."""
    return {
        "measure": None if entry["measure"] is None else str(entry["measure"]),
        "verdict": entry["verdict"],
        "by": entry["by"],
        "date": entry["date"],
        "note": entry["note"],
    }


def fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the file of judgements that was last applied, "" where there was none."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'judgements'").fetchone()
    return str(row["value"]) if row else ""


def supports(connection: sqlite3.Connection) -> dict[str, int]:
    """By the measure's id, how many achievements count for it; 0 for those with nothing to show."""
    found = connection.execute(
        "SELECT m.id, count(c.achievement_id) FROM measure m LEFT JOIN counted_link c ON c.measure = m.id"
        " GROUP BY m.id"
    )
    return {row[0]: row[1] for row in found}


def open_rows(
    connection: sqlite3.Connection, selection: Selection, *, stated: bool = False
) -> Iterator[list[OpenRow]]:
    """The achievements of a selection that no judgement settles (accepted or outside, on today's text), and no link that their
    sheet states, unless those that are ``stated`` are asked for, too, or somebody has judged them; in lists."""
    condition, values = achievement_condition(selection)
    if not stated:
        condition = f"{condition} AND NOT ({_STATED} AND NOT {_SUGGESTED_ELSEWHERE} AND NOT {_JUDGED})"
    query = (
        f"SELECT a.id FROM achievement a WHERE {condition} ORDER BY a.fiscal_year, a.document_id, a.position"
    )
    for part in parts_of(row["id"] for row in connection.execute(query, values)):
        yield open_rows_of(connection, part)


def open_rows_of(connection: sqlite3.Connection, keys: Sequence[str]) -> list[OpenRow]:
    """The same of some achievements, in the order of their ids."""
    ids = f"({marks(keys)})"
    by_achievement: dict[str, list[tuple[str | None, LinkJudgement]]] = defaultdict(list)
    for (key, measure), judgement in judgements_on(connection, ids, keys).items():
        by_achievement[key].append((measure, judgement))
    mends = mends_on(connection, ids, keys)
    claims: dict[str, list[LinkClaim]] = defaultdict(list)
    for row in connection.execute(
        "SELECT achievement_id, measure, status, score FROM link"
        f" WHERE achievement_id IN {ids} ORDER BY achievement_id, score DESC, position",
        keys,
    ):
        claims[row["achievement_id"]].append(LinkClaim(row["measure"], row["status"], row["score"]))
    found = {}
    for row in connection.execute(
        f"SELECT a.id, a.fiscal_year, a.kind, coalesce({BUREAUS}, a.bureau_text) AS bureau, a.item, a.outside, a.outcome"
        f" FROM achievement a WHERE a.id IN {ids}",
        keys,
    ):
        key = row["id"]
        own = by_achievement[key]
        since = next((_since(each["verdict"], each) for _, each in own if each["stale"]), "")
        since = since or next((_since("mended", each) for each in mends.get(key, ()) if each["stale"]), "")
        if not since and any(each["verdict"] != "rejected" for _, each in own):
            continue
        texts = (key, row["fiscal_year"], row["kind"], row["bureau"], row["item"], outside_of(row["outside"]))
        found[key] = OpenRow(*texts, tuple(claims[key]), since, row["outcome"] == "held")
    return [found[key] for key in keys if key in found]


def _since(what: str, judgement: LinkJudgement | MendedFact) -> str:
    return f"{what} by {judgement['by']}, {judgement['date']}"


def measures_like(connection: sqlite3.Connection, key: str) -> list[CodedThing]:
    """The measures whose title or overview holds a match key, those of the newer strategy first."""
    found = connection.execute(
        "SELECT m.id, m.strategy, m.code, m.title FROM measure m JOIN strategy s ON s.id = m.strategy"
        " WHERE instr(m.search, ?) ORDER BY s.position DESC, m.position",
        (key,),
    )
    return [CodedThing(*row) for row in found]


def has_achievement(connection: sqlite3.Connection, key: str) -> bool:
    return connection.execute("SELECT 1 FROM achievement WHERE id = ?", (key,)).fetchone() is not None


def document_of(connection: sqlite3.Connection, achievement: str) -> int:
    """The id of the document that an achievement, which must be there, stands in."""
    found = connection.execute("SELECT document_id FROM achievement WHERE id = ?", (achievement,)).fetchone()
    return int(found[0])


def plan_ids(connection: sqlite3.Connection) -> set[str]:
    """The achievements that are plans."""
    return {row[0] for row in connection.execute("SELECT id FROM achievement WHERE kind = 'plan'")}
