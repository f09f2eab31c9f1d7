"""The SELECTs that most commands need: the strategy with its measures, the registers, and what was imported."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.filters import EVERYTHING, Selection, measure_condition
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.messages import joined, say
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.ids import code_of, strategy_of
from toshigaikou_cli.records.kinds import UnitKind
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.dates.fiscal import first_day
from toshigaikou_cli.text.said import restored

if TYPE_CHECKING:
    from toshigaikou_cli.records.document_rows import DocumentName
    from toshigaikou_cli.records.rows import AreaRow, GoalRow, Source, Strategy, TargetRow
    from toshigaikou_cli.records.shown import PartRow
    from toshigaikou_cli.records.stated import (
        RegisteredBureau,
        RegisteredCity,
        RegisteredRelation,
        StatedBureau,
        StatedMeasure,
    )

BUREAUS = (
    "(SELECT group_concat(name, '、') FROM (SELECT b.name AS name FROM achievement_bureau x JOIN bureau b"
    " ON b.id = x.bureau_id WHERE x.achievement_id = a.id ORDER BY x.position))"
)
"""The names of the bureaus of an achievement ``a``, in the order of its cell; NULL where it has none."""
SOURCE = "d.name AS d_name, d.sha256 AS d_sha256"
"""The columns of a joined document that :func:`source_of` needs."""


def place_columns(alias: str) -> str:
    """The columns of a table that :func:`spot_of` needs."""
    return ", ".join(f"{alias}.{name}" for name in Spot().columns())


def spot_of(row: sqlite3.Row, document: str, cell: str = "") -> Spot:
    """The place of a row that has the columns of :func:`place_columns`."""
    x0, top, x1, bottom = map(float, row["bbox"].split(",")) if row["bbox"] else (0.0, 0.0, 0.0, 0.0)
    return Spot(
        document,
        row["page"],
        row["line"],
        row["row"],
        row["sheet"] or "",
        row["table_number"],
        cell,
        (x0, top, x1, bottom) if row["bbox"] else None,
        row["ocr"],
    )


def source_of(row: sqlite3.Row) -> Source:
    """Where a record stands: needs the columns of a table joined with its document as ``d_name``, ``d_sha256``."""
    spot = spot_of(row, row["d_name"])
    source: Source = {
        "document": spot.document,
        "sha256": row["d_sha256"],
        "page": spot.page,
        "sheet": spot.sheet or None,
        "line": spot.line,
        "row": spot.shown_row,
        "bbox": list(spot.box) if spot.box else None,
    }
    if spot.ocr is not None:
        source["ocr"] = spot.ocr
    return source


def outside_of(text: str) -> str:
    """What puts a row outside the strategy, from the column ``outside``: its topics, or who judged so; "" for nothing."""
    said = json.loads(text) if text else []
    parts = (
        say("judged by {name}", name=words[0]) if kind == "judgement" else words[0] for kind, words in said
    )
    return joined(parts, "、")


def skips(text: str, document: str = "") -> list[Skip]:
    """The parts of a document that were not read, from the column ``skipped``."""
    return [
        Skip(
            restored(each["reason"], each["said"], "reason"),
            Spot(document, each["page"], sheet=each["sheet"]),
        )
        for each in json.loads(text)
    ]


def strategies(connection: sqlite3.Connection) -> list[Strategy]:
    """The strategies that the catalogue holds, the newer first; ``last_year`` is where the next one ends an open one."""
    ends = {period.strategy: period.last for period in periods(connection)}
    return [
        {
            "id": row["id"],
            "title": row["title"],
            "published": first_day(row["published"]),
            "first_year": row["first_year"],
            "last_year": ends[row["id"]],
            "name": row["name"],
            "sha256": row["sha256"],
        }
        for row in connection.execute(
            "SELECT s.*, d.name, d.sha256 FROM strategy s JOIN document d ON d.id = s.document_id"
            " ORDER BY s.position DESC"
        )
    ]


def strategy(connection: sqlite3.Connection, id_: str | None) -> Strategy | None:
    """The strategy of an id, None where there is none."""
    return next((each for each in strategies(connection) if each["id"] == id_), None)


def part(connection: sqlite3.Connection, id_: str) -> PartRow:
    """The goal or the area of an id, which must be there."""
    row = connection.execute(
        "SELECT title, NULL AS goal FROM goal WHERE id = :id UNION ALL SELECT title, goal FROM area WHERE id = :id",
        {"id": id_},
    ).fetchone()
    return {
        "strategy": strategy_of(id_),
        "code": code_of(id_),
        "goal": code_of(row["goal"]) or None,
        "title": row["title"],
    }


def goals(connection: sqlite3.Connection, strategy: str) -> list[GoalRow]:
    rows = connection.execute(
        "SELECT code, title FROM goal WHERE strategy = ? ORDER BY position", (strategy,)
    )
    return [{"code": row["code"], "title": row["title"]} for row in rows]


def areas(connection: sqlite3.Connection, strategy: str) -> list[AreaRow]:
    rows = connection.execute(
        "SELECT id, goal, symbol, title FROM area WHERE strategy = ? ORDER BY position", (strategy,)
    )
    return [
        {
            "code": code_of(row["id"]),
            "goal": code_of(row["goal"]),
            "symbol": row["symbol"],
            "title": row["title"],
        }
        for row in rows
    ]


def targets(connection: sqlite3.Connection, strategy: str) -> list[TargetRow]:
    """The numbers of cities that a strategy's sentences aim at by a year."""
    rows = connection.execute(
        f"SELECT v.value AS cities, v.fiscal_year AS year, v.text AS said, i.*, {SOURCE} FROM indicator_value v"
        " JOIN indicator i ON i.id = v.indicator_id JOIN document d ON d.id = i.document_id"
        " JOIN strategy s ON s.document_id = d.id"
        " WHERE s.id = ? AND i.prose AND i.unit = '都市' AND v.kind = 'target' AND v.fiscal_year IS NOT NULL"
        " ORDER BY v.fiscal_year, i.position",
        (strategy,),
    )
    return [
        {"cities": int(row["cities"]), "year": row["year"], "text": row["said"], "source": source_of(row)}
        for row in rows
    ]


def measures(connection: sqlite3.Connection, selection: Selection) -> list[StatedMeasure]:
    """Measures in the order of their strategy, the newer one first, with their bureaus and their source."""
    condition, values = measure_condition(selection)
    rows = connection.execute(
        f"SELECT m.*, coalesce(r.title, '') AS area_title, {SOURCE} FROM measure m LEFT JOIN area r ON r.id = m.area"
        " JOIN document d ON d.id = m.document_id JOIN strategy s ON s.id = m.strategy"
        f" WHERE {condition} ORDER BY s.position DESC, m.position",
        values,
    ).fetchall()
    named: dict[str, list[StatedBureau]] = defaultdict(list)
    for row in connection.execute(
        "SELECT b.measure_id, b.bureau_id, b.role, coalesce(r.name, b.text) AS name FROM measure_bureau b"
        " LEFT JOIN bureau r ON r.id = b.bureau_id ORDER BY b.measure_id, b.position"
    ):
        named[row["measure_id"]].append({"id": row["bureau_id"], "name": row["name"], "role": row["role"]})
    return [
        {
            "strategy": row["strategy"],
            "code": code_of(row["id"]),
            "goal": code_of(row["goal"]),
            "area": code_of(row["area"]),
            "area_title": row["area_title"],
            "title": row["title"],
            "overview": row["overview"],
            "bureaus": named[row["id"]],
            "open_ended": bool(row["open_ended"]),
            "source": source_of(row),
        }
        for row in rows
    ]


def bureaus(connection: sqlite3.Connection) -> list[RegisteredBureau]:
    """The register of bureaus, with the ids of those on the line of time of each."""
    related: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        "SELECT l.bureau_id, l.relation, l.related_id FROM bureau_line l JOIN bureau r ON r.id = l.related_id"
        " ORDER BY r.position"
    ):
        related[row["bureau_id"], row["relation"]].append(row["related_id"])
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "name_en": row["name_en"],
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
            "line": related[row["id"], "line"],
            "each": related[row["id"], "each"],
            "successors": related[row["id"], "successor"],
            "predecessors": related[row["id"], "predecessor"],
        }
        for row in connection.execute("SELECT * FROM bureau ORDER BY position")
    ]


def units(connection: sqlite3.Connection) -> dict[str, tuple[UnitKind, str | None]]:
    """Of each unit its kind (bureau, department, section) and the id of what it is part of."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'units'").fetchone()
    return {id_: (kind, parent) for id_, (kind, parent) in json.loads(row[0] if row else "{}").items()}


def cities(
    connection: sqlite3.Connection, only: Iterable[str] | None = None, strategy: str | None = None
) -> list[RegisteredCity]:
    """The register of cities with their relations; one that a strategy and the register both state comes once.

    The strategy's own statement comes first. ``only``: the cities of these names; ``strategy``: without what other
    strategies state.
    """
    relations: dict[str, dict[tuple[str, str | None], RegisteredRelation]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT city, kind, since, title FROM city_relation WHERE :strategy IS NULL OR document_id IS NULL"
        " OR document_id IN (SELECT document_id FROM strategy WHERE id = :strategy)"
        " ORDER BY document_id IS NULL, since IS NULL, since, id",
        {"strategy": strategy},
    ):
        stated: RegisteredRelation = {"kind": row["kind"], "since": row["since"], "title": row["title"]}
        relations[row["city"]].setdefault((row["kind"], row["since"]), stated)
    wanted = None if only is None else set(only)
    return [
        {
            "name": row["name"],
            "name_en": row["name_en"],
            "country": row["country"],
            "country_name": row["country_name"],
            "lat": row["lat"],
            "lon": row["lon"],
            "self": bool(row["is_self"]),
            "relations": list(relations[row["name"]].values()),
        }
        for row in connection.execute("SELECT * FROM city ORDER BY position")
        if wanted is None or row["name"] in wanted
    ]


def stated_cities(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """The cities that strategies list: name, relation, and since when, as they write it."""
    rows = connection.execute("SELECT name, relation, since_text FROM strategy_city ORDER BY id")
    return [(row["name"], row["relation"], row["since_text"]) for row in rows]


def documents(connection: sqlite3.Connection, selection: Selection = EVERYTHING) -> list[DocumentName]:
    """The imported documents in the order of import, without the account of their rows.

    Of a selection of a strategy: that strategy, and the sheets with rows of its years.
    """
    condition, values = "1", []
    if selection.strategy is not None and selection.years is not None:
        condition = (
            "id IN (SELECT document_id FROM strategy WHERE id = ?)"
            f" OR id IN (SELECT document_id FROM achievement WHERE fiscal_year IN ({marks(selection.years)}))"
            " OR kind <> 'strategy' AND id NOT IN (SELECT document_id FROM achievement)"
        )
        values = [selection.strategy, *selection.years]
    rows = connection.execute(
        f"SELECT name, kind, sha256 FROM document WHERE {condition} ORDER BY id", values
    )
    return [{"name": row["name"], "kind": row["kind"], "sha256": row["sha256"]} for row in rows]


def reported_years(connection: sqlite3.Connection, within: tuple[int, ...] | None = None) -> list[int]:
    """Fiscal years that a sheet of results was imported for; ``within``: of these years only."""
    found = (row[0] for row in connection.execute("SELECT fiscal_year FROM reported_year ORDER BY 1"))
    return [year for year in found if within is None or year in within]


def city(connection: sqlite3.Connection) -> str | None:
    """The government whose documents a catalogue has, "" for one without a name; None before any strategy."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'city'").fetchone()
    return str(row[0]) if row else None


def vocabulary_fingerprint(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the vocabularies that the catalogue was made with, "" in an empty one."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'vocabulary'").fetchone()
    return str(row["value"]) if row else ""
