"""The lists that commands print, each record in the shape of its JSON."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading import frame, report_queries
from toshigaikou_cli.catalogue.reading.activities import activities_of
from toshigaikou_cli.catalogue.reading.codes import measure_keys
from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, links_within
from toshigaikou_cli.catalogue.reading.frame import SOURCE, source_of
from toshigaikou_cli.catalogue.reading.indicators import amounts_of_achievements, of_achievements
from toshigaikou_cli.catalogue.reading.judged import judgement_of, judgements_on, mends_on
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.ids import code_of, id_of
from toshigaikou_cli.records.long import LongList
from toshigaikou_cli.text.code_numbers import code_number

if TYPE_CHECKING:
    from toshigaikou_cli.records.evidence import EvidenceKind
    from toshigaikou_cli.records.rows import (
        AchievementRow,
        BureauRow,
        CityRow,
        Counts,
        EvidenceRow,
        LinkRow,
        MeasureRow,
    )


def measures(
    connection: sqlite3.Connection, selection: Selection, counted: Selection | None = None
) -> list[MeasureRow]:
    """Measures in their order, each with its bureaus, the achievements of the selection (or of ``counted``) that count for
    it by fiscal year, and its source."""
    counts = _by_year(report_queries.measure_years(connection, counted or selection))
    return [
        {
            "strategy": stated["strategy"],
            "code": stated["code"],
            "number": code_number(stated["code"]),
            "goal": stated["goal"] or None,
            "goal_number": code_number(stated["goal"]),
            "area": stated["area"] or None,
            "area_title": stated["area_title"],
            "title": stated["title"],
            "overview": stated["overview"],
            "bureaus": [{"name": each["name"], "role": each["role"]} for each in stated["bureaus"]],
            "open_ended": stated["open_ended"],
            "achievements": counts.get(id_of(stated["strategy"], stated["code"]), {}),
            "source": stated["source"],
        }
        for stated in frame.measures(connection, selection)
    ]


def _by_year(rows: Iterable[sqlite3.Row]) -> dict[Any, Counts]:
    """Rows of (key, fiscal year, count) as ``{key: {"2017": 3}}``, years in order."""
    counts: dict[Any, Counts] = defaultdict(dict)
    for key, year, count in sorted(map(tuple, rows), key=lambda row: row[1]):
        counts[key][str(year)] = count
    return counts


def achievements(connection: sqlite3.Connection, selection: Selection) -> LongList[AchievementRow]:
    """Achievements by year and place in their sheet, each with its activities, cities, links and source."""
    return long_achievements(connection, achievement_ids(connection, selection), selection)


def achievement_ids(connection: sqlite3.Connection, selection: Selection) -> list[str]:
    """The ids of the same, in their order."""
    return [row[0] for row in connection.execute(*_ids_query(selection))]


def long_achievements(
    connection: sqlite3.Connection, ids: Sequence[str], selection: Selection
) -> LongList[AchievementRow]:
    """Achievements by their ids, which are in that order; each is read whenever it is looked at."""

    def read(start: int, stop: int) -> list[AchievementRow]:
        part = ids[start:stop]
        return _marked(
            connection, _achievements_where(connection, f"a.id IN ({marks(part)})", part), selection
        )

    return LongList(len(ids), read)


def _ids_query(selection: Selection, limit: int | None = None) -> tuple[str, list[object]]:
    condition, values = achievement_condition(selection)
    order = f"ORDER BY a.fiscal_year, a.document_id, a.position LIMIT {limit or -1:d}"
    return f"SELECT a.id FROM achievement a WHERE {condition} {order}", values


def _marked(
    connection: sqlite3.Connection, found: list[AchievementRow], selection: Selection
) -> list[AchievementRow]:
    """Achievements whose links say whether they are inside what is asked about, where a part of a strategy is."""
    if selection.of_part or selection.strategy is not None:
        inside = _measures_inside(connection, selection)
        for each in found:
            each["links"] = _asked(each["links"], inside)
    return found


def _measures_inside(connection: sqlite3.Connection, selection: Selection) -> set[str]:
    """The ids of the measures to which a link counts for what is asked about."""
    within, values = links_within(selection)
    found = connection.execute(
        f"SELECT l.measure FROM (SELECT id AS measure FROM measure) l WHERE {within}", values
    )
    return {row[0] for row in found}


def _asked(links: Iterable[LinkRow], inside: set[str]) -> list[LinkRow]:
    """Links, each said to be inside or not: those inside first, and of these the ones that count."""
    said = list(links)
    for link in said:
        link["inside"] = id_of(link["strategy"], link["measure"]) in inside
    return sorted(said, key=lambda link: (not link["inside"], link["status"] not in ("linked", "confirmed")))


def achievements_in_parts(
    connection: sqlite3.Connection, selection: Selection, limit: int | None = None
) -> Iterator[list[AchievementRow]]:
    """The same as :func:`achievements`, in lists of a few hundred."""
    for part in achievements_of(connection, *_ids_query(selection, limit)):
        yield _marked(connection, part, selection)


def achievements_of(
    connection: sqlite3.Connection, query: str, values: list[object]
) -> Iterator[list[AchievementRow]]:
    """The achievements whose ids a SELECT gives, which is in the order of the lists; in lists."""
    for part in parts_of(row["id"] for row in connection.execute(query, values)):
        yield _achievements_where(connection, f"a.id IN ({marks(part)})", part)


def _achievements_where(
    connection: sqlite3.Connection, condition: str, values: Sequence[object]
) -> list[AchievementRow]:
    rows = connection.execute(
        f"SELECT a.*, b.name AS bureau, {SOURCE} FROM achievement a"
        f" JOIN document d ON d.id = a.document_id LEFT JOIN bureau b ON b.id = a.bureau_id WHERE {condition}"
        " ORDER BY a.fiscal_year, a.document_id, a.position",
        values,
    ).fetchall()
    ids = f"(SELECT a.id FROM achievement a WHERE {condition})"
    values = list(values)
    activities = activities_of(connection, ids, values)
    links = _links(connection, ids, values)
    bureaus: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT x.achievement_id, b.name FROM achievement_bureau x JOIN bureau b ON b.id = x.bureau_id"
        f" WHERE x.achievement_id IN {ids} ORDER BY x.achievement_id, x.position",
        values,
    ):
        bureaus[row["achievement_id"]].append(row["name"])
    cities: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT achievement_id, city FROM achievement_city WHERE achievement_id IN {ids}"
        " AND role = 'partner' ORDER BY achievement_id, position",
        values,
    ):
        cities[row["achievement_id"]].append(row["city"])
    mends = mends_on(connection, ids, values)
    found: list[AchievementRow] = [
        {
            "id": row["id"],
            "fiscal_year": row["fiscal_year"],
            "kind": row["kind"],
            "section": row["section"],
            "field": row["field"],
            "bureau": row["bureau"],
            "bureaus": bureaus[row["id"]],
            "department": row["department"],
            "bureau_text": row["bureau_text"],
            "open_ended": bool(row["open_ended"]),
            "item": row["item"],
            "result": row["result"],
            "outcome": row["outcome"],
            "activities": activities.get(row["id"], []),
            "cities": cities[row["id"]],
            "links": links[row["id"]],
            "outside": [{"kind": kind, "words": words} for kind, words in json.loads(row["outside"] or "[]")]
            or None,
            "extra": _extra(row["cells"]),
            "source": source_of(row),
        }
        for row in rows
    ]
    for each in found:
        if each["id"] in mends:
            each["mended"] = mends[each["id"]]
    _add_figures(connection, found, {row["id"]: row["rating"] for row in rows}, (ids, values))
    return found


def _add_figures(
    connection: sqlite3.Connection,
    found: Iterable[AchievementRow],
    ratings: Mapping[str, str],
    query: tuple[str, list[object]],
) -> None:
    """Add the grades, indicators and amounts of the rows that have any; ``query`` gives their ids."""
    figures = of_achievements(connection, *query)
    amounts = amounts_of_achievements(connection, *query)
    for each in found:
        key = each["id"]
        if ratings[key]:
            each["rating"] = ratings[key]
        if key in figures:
            each["indicators"] = figures[key]
        if key in amounts:
            each["amounts"] = amounts[key]


_CORE = ("field", "bureau", "department", "item", "result", "plan")
_FIGURES = ("indicator", "unit", "base", "target", "actual", "forecast", "rate", "rating", "planned_amount",
            "spent_amount")  # fmt: skip


def _extra(cells: str) -> dict[str, str]:
    """The cells of all other columns than those that make an achievement and its figures, by their header."""
    return {
        " ".join(cell["header"].split()): cell["text"]
        for cell in json.loads(cells)
        if cell["column"] not in (*_CORE, *_FIGURES) and cell["text"].strip()
    }


def counted_by(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The headers of cells that only count the rows (No.), by the row's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, header in connection.execute(
        "SELECT a.id, json_extract(c.value, '$.header') FROM achievement a, json_each(a.cells) c"
        """ WHERE instr(a.cells, '"column": "number"') AND json_extract(c.value, '$.column') = 'number'"""
    ):
        found[key].add(" ".join(header.split()))
    return found


def _links(connection: sqlite3.Connection, ids: str, values: list[object]) -> dict[str, list[LinkRow]]:
    """Confirmed links first, rejected ones last; between them the order of the rules."""
    links: dict[str, list[LinkRow]] = defaultdict(list)
    judged = judgements_on(connection, ids, values)
    for row in connection.execute(
        f"SELECT l.*, m.goal, m.title FROM link l JOIN measure m ON m.id = l.measure WHERE l.achievement_id IN {ids}"
        " ORDER BY l.achievement_id, l.status <> 'confirmed', l.status = 'rejected', l.position",
        values,
    ):
        keys = measure_keys(row["measure"])
        links[row["achievement_id"]].append(
            {
                "strategy": keys["strategy"],
                "measure": keys["measure"],
                "measure_number": keys["measure_number"],
                "goal": code_of(row["goal"]) or None,
                "goal_number": code_number(code_of(row["goal"])),
                "title": row["title"],
                "status": row["status"],
                "method": row["method"],
                "score": round(row["score"], 3),
                "activities": [position + 1 for position in json.loads(row["activities"])],
                "evidence": [_evidence(*each) for each in json.loads(row["evidence"])],
                "judgement": judgement_of(judged, row["achievement_id"], row["measure"], row["status"]),
            }
        )
    return links


def _evidence(kind: EvidenceKind, words: list[str], activities: list[int], strength: float) -> EvidenceRow:
    """Evidence as it is printed: activities are counted from 1, as in ``id#3``."""
    places = [position + 1 for position in activities]
    return {"kind": kind, "words": words, "activities": places, "strength": round(strength, 3)}


def bureaus(
    connection: sqlite3.Connection, selection: Selection, counted: Selection | None = None
) -> list[BureauRow]:
    """The register of bureaus: validity, succession, measures led and related, achievements (of ``counted``) by year.

    A goal, an area or a measure leaves the bureaus that it names or that reported on it, a city, a year or a status
    those that reported so.
    """
    question = counted or selection
    counts = _by_year(report_queries.bureau_years(connection, question, counted=False))
    counting = _counting(connection, question, report_queries.bureau_years)
    inside = _measures_inside(connection, selection)
    roles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT b.bureau_id, b.role, m.id FROM measure_bureau b JOIN measure m ON m.id = b.measure_id"
        " JOIN strategy s ON s.id = m.strategy WHERE b.bureau_id IS NOT NULL ORDER BY s.position DESC, m.position"
    ):
        if row["id"] in inside:
            roles[row["bureau_id"], row["role"]].append(row["id"])
    register = frame.bureaus(connection)
    of_rows = (
        selection._replace(goal=None, area=None, measure=None, bureaus=None, strategy=None) != Selection()
    )
    names = {bureau["id"]: bureau["name"] for bureau in register}
    wanted = selection.bureaus
    listed: list[BureauRow] = [
        {
            "id": bureau["id"],
            "name": bureau["name"],
            "name_en": bureau["name_en"],
            "valid_from": bureau["valid_from"],
            "valid_to": bureau["valid_to"],
            "predecessors": [names[key] for key in bureau["predecessors"]],
            "successors": [names[key] for key in bureau["successors"]],
            "leads": roles[bureau["id"], "lead"],
            "related": roles[bureau["id"], "related"],
            "achievements": counts.get(bureau["id"], {}),
        }
        for bureau in register
        if (wanted is None or bureau["id"] in wanted)
        and (
            not (of_rows or selection.of_part)
            or bureau["id"] in counts
            or (not of_rows and any(roles[bureau["id"], role] for role in ("lead", "related")))
        )
    ]
    if question.of_part:
        for each in listed:
            each["counting"] = counting.get(each["id"], {})
    return listed


def _counting(
    connection: sqlite3.Connection, question: Selection, years: Callable[..., list[sqlite3.Row]]
) -> dict[Any, Counts]:
    """The achievements that count for the part of a strategy that is asked about; none where none is."""
    return _by_year(years(connection, question, counted=True)) if question.of_part else {}


def cities(
    connection: sqlite3.Connection,
    selection: Selection,
    *,
    every: bool = False,
    counted: Selection | None = None,
) -> list[CityRow]:
    """Cities with a relation or an achievement (``every``: the whole register), with both; under other filters than a city
    those with an achievement only. ``counted``: whose achievements are counted, where not the selection's."""
    question = counted or selection
    counts = _by_year(report_queries.city_years(connection, question, counted=False))
    counting = _counting(connection, question, report_queries.city_years)
    only = selection._replace(city=None, strategy=None, years=None) != Selection()
    listed: list[CityRow] = []
    for city in frame.cities(connection, [selection.city] if selection.city else None):
        own = counts.get(city["name"], {})
        if only and not own:
            continue
        if not (every or selection.city or city["relations"] or own):
            continue
        listed.append(
            {
                "name": city["name"],
                "name_en": city["name_en"],
                "country": city["country"],
                "country_name": city["country_name"],
                "self": city["self"],
                "relations": [{"kind": each["kind"], "since": each["since"]} for each in city["relations"]],
                "achievements": own,
            }
        )
        if question.of_part:
            listed[-1]["counting"] = counting.get(city["name"], {})
    return listed


def achievement(connection: sqlite3.Connection, key: str) -> AchievementRow:
    """One achievement by its id, which must be there."""
    return _achievements_where(connection, "a.id = ?", [key])[0]
