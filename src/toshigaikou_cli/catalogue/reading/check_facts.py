"""What every check selects from: records with the place and the cell in question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from toshigaikou_cli.catalogue.reading.filters import Selection, achievement_condition, measure_condition
from toshigaikou_cli.catalogue.reading.frame import spot_of
from toshigaikou_cli.messages import sayable
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.said import restored

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import UnknownName

_EXCERPT = 120


class Selected(NamedTuple):
    """What filters leave: ids of achievements, measures by document and code, names of documents, fiscal years."""

    achievement: frozenset[str]
    measure: frozenset[tuple[str, str]]
    document: frozenset[str]
    year: frozenset[str]

    def has(self, thing: str, key: str, document: str) -> bool:
        """Whether a record is among them; another thing is where its document has a record that is."""
        if thing == "measure":
            return (document, key) in self.measure
        if thing in ("achievement", "year"):
            return key in getattr(self, thing)
        return document in self.document


def header_of(cells: str, column: str) -> str:
    """The header that stands over a declared column, from a record's raw cells (JSON)."""
    headers = (cell["header"] for cell in json.loads(cells) if cell["column"] == column)
    return " ".join(next(headers, "").split())


def excerpt(text: str) -> str:
    """A text cut to what a message can show."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


_UNIT_CODES = (
    "('bureau-unknown', 'bureau-open', 'bureau-not-in-force', 'department-unknown', 'department-elsewhere')"
)
SETTLED_DOUBT = (
    f"(x.code IN {_UNIT_CODES} AND coalesce(x.achievement_id, '') IN"
    " (SELECT achievement_id FROM mend WHERE sets = 'unit' AND state IN ('current', 'stale')))"
)
"""Whether a person settled a doubt (``doubt AS x``): a unit that was given settles that of its row."""


def doubts(connection: sqlite3.Connection, code: str) -> Iterator[Finding]:
    """What resolving left in doubt under one check's code, and nobody settled."""
    for row in connection.execute(
        "SELECT x.*, coalesce(d.name, '') AS document FROM doubt x LEFT JOIN document d ON d.id = x.document_id"
        f" WHERE x.code = ? AND NOT {SETTLED_DOUBT}"
        " ORDER BY x.document_id, x.id",
        (code,),
    ):
        yield Finding(
            message=restored(row["message"], row["said"], "message"),
            spot=spot_of(row, row["document"], row["header"]),
            thing=row["thing"],
            key=row["key"],
            cell=row["cell"],
            hint=restored(row["hint"], row["said"], "hint"),
            accept=row["accept"],
        )


_OF_UNITS = (
    sayable("no such unit in {bureau}: {name}"),
    sayable("{name} stands in {bureau} here, and is entered as part of nothing"),
)
"""The doubts that an entry can settle; departments listed with their bureau are settled in the register alone."""


def unknown_names(connection: sqlite3.Connection) -> list[UnknownName]:
    """Bureaus and cities that the registers do not have, most frequent first, with proposals where there are any."""
    found: dict[tuple[str, str], UnknownName] = {}
    named: tuple[tuple[Literal["bureau", "city"], str], ...]
    named = (("bureau", "bureau-unknown"), ("bureau", "measure-bureau-unknown"), ("bureau", "department-unknown"),
             ("city", "city-unknown"), ("city", "place-unknown"))  # fmt: skip
    for kind, code in named:
        for doubt in doubts(connection, code):
            if code == "department-unknown" and getattr(doubt.message, "template", "") not in _OF_UNITS:
                continue
            where, document = str(doubt.spot), doubt.spot.document
            first: UnknownName = {
                "kind": kind, "name": doubt.cell, "count": 0, "where": where, "documents": [], "places": [],
                "hint": doubt.hint,
            }  # fmt: skip
            name = found.setdefault((kind, doubt.cell), first)
            name["count"] += 1
            name["places"].append(where)
            if document and document not in name["documents"]:
                name["documents"].append(document)
    return sorted(found.values(), key=lambda record: (-record["count"], record["kind"], record["name"]))


def sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """How many documents, measures and achievements there are to check."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("document", "measure", "achievement")
    }


def has_strategy(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM strategy").fetchone() is not None


def selected(connection: sqlite3.Connection, selection: Selection) -> Selected:
    """The records that a selection of goal, bureau or year leaves."""
    condition, values = achievement_condition(selection)
    rows = connection.execute(
        "SELECT a.id, a.fiscal_year, d.name FROM achievement a JOIN document d ON d.id = a.document_id"
        f" WHERE {condition}",
        values,
    ).fetchall()
    condition, values = measure_condition(selection)
    measures = connection.execute(
        f"SELECT m.code, d.name FROM measure m JOIN document d ON d.id = m.document_id WHERE {condition}",
        values,
    ).fetchall()
    only_year = selection.year is not None and selection.goal is None and selection.bureaus is None
    return Selected(
        frozenset(row["id"] for row in rows),
        frozenset((row["name"], row["code"]) for row in measures),
        frozenset(row["name"] for row in (*rows, *measures)),
        frozenset([str(selection.year)] if only_year else _texts(row["fiscal_year"] for row in rows)),
    )


def _texts(values: Iterable[object]) -> Iterator[str]:
    return map(str, values)
