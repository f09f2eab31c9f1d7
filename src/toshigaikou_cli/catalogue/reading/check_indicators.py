"""What the checks of indicators select: those of tables, with their values and their place."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toshigaikou_cli.catalogue.reading.check_facts import excerpt
from toshigaikou_cli.catalogue.reading.frame import place_columns, spot_of
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.ids import code_of
from toshigaikou_cli.text.attainment import Subject, subject_of

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import IndicatorValueRow

    Value: TypeAlias = IndicatorValueRow


class CheckedIndicator(NamedTuple):
    """An indicator of a table. ``key`` is the match key of its name, ``subject`` what it is of."""

    finding: Finding
    document: str
    name: str
    key: str
    direction: str
    rate: str
    subject: Subject
    values: list[Value]


def listed(connection: sqlite3.Connection) -> Iterator[CheckedIndicator]:
    """All indicators of tables, in the order of their documents."""
    values: dict[str, list[Value]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM indicator_value ORDER BY indicator_id, position"):
        value: Value = {name: row[name] for name in ("kind", "fiscal_year", "value", "unit", "text")}  # type: ignore[assignment]
        values[row["indicator_id"]].append(value)
    tied: dict[str, set[str]] = defaultdict(set)
    for indicator, measure in connection.execute("SELECT indicator_id, measure FROM indicator_measure"):
        tied[indicator].add(measure)
    for row in connection.execute(
        f"SELECT i.id, i.name, i.search, i.direction, i.rate, i.achievement_id, i.stated, i.about, {place_columns('i')},"
        " d.name AS document FROM indicator i JOIN document d ON d.id = i.document_id WHERE NOT i.prose"
        " ORDER BY i.document_id, i.position"
    ):
        subject = subject_of(tied[row["id"]] or json.loads(row["stated"]), row["about"])
        own = (row["name"], row["search"], row["direction"], row["rate"], subject, values[row["id"]])
        yield CheckedIndicator(_found(row), row["document"], *own)


class Untold(NamedTuple):
    """An indicator that no column names, of a measure of which the strategy has the indicators ``known``, and which is none
    of them for sure."""

    finding: Finding
    name: str
    measure: str
    known: tuple[str, ...]


def untold(connection: sqlite3.Connection) -> Iterator[Untold]:
    """The indicators that no column names and that may be one of the strategy's, in the order of their documents."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for measure, search, name in connection.execute(
        "SELECT m.measure, i.search, i.name FROM indicator i JOIN indicator_measure m ON m.indicator_id = i.id"
        " WHERE NOT i.prose AND i.document_id IN (SELECT document_id FROM strategy) ORDER BY i.document_id, i.position"
    ):
        known[measure].setdefault(search, name)
    for row in connection.execute(
        f"SELECT i.id, i.search, i.name, i.achievement_id, m.measure, {place_columns('i')}, d.name AS document"
        " FROM indicator i JOIN document d ON d.id = i.document_id JOIN indicator_measure m ON m.indicator_id = i.id"
        " WHERE i.row_name IS NOT NULL AND d.kind <> 'strategy' ORDER BY i.document_id, i.position, m.position"
    ):
        names = known.get(row["measure"], {})
        if names and row["search"] not in names:
            yield Untold(_found(row), row["name"], code_of(row["measure"]), tuple(names.values()))


def _found(row: sqlite3.Row) -> Finding:
    """A finding about an indicator, at its place; of the row that it stands in, where it stands in one."""
    thing, key = ("achievement", row["achievement_id"]) if row["achievement_id"] else ("indicator", row["id"])
    return Finding(
        spot=spot_of(row, row["document"]), thing=thing, key=key, cell=excerpt(row["name"]), message=""
    )


def last_year(connection: sqlite3.Connection) -> int:
    """The last fiscal year that an actual value or a result was reported for; 0 where there is none."""
    row = connection.execute(
        "SELECT max(coalesce((SELECT max(fiscal_year) FROM indicator_value WHERE kind = 'actual'), 0),"
        " coalesce((SELECT max(fiscal_year) FROM reported_year), 0))"
    ).fetchone()
    return int(row[0])
