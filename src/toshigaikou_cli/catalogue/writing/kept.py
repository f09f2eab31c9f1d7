"""What the steps of an import read back from the catalogue: kept documents, and what linking needs."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from toshigaikou_cli.catalogue.connection import marks
from toshigaikou_cli.catalogue.reading.parts import parts_of
from toshigaikou_cli.records.kinds import BureauRole
from toshigaikou_cli.records.links import LinkInput, MeasureCell, MeasureProfile, Point
from toshigaikou_cli.text.codes import code_parts
from toshigaikou_cli.text.stated_codes import opening_code


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as it was imported, ``content`` zlib-compressed. These columns stay the same in every schema version."""

    id: int
    name: str
    content: bytes
    options: str
    imported_at: str


class RowScope(NamedTuple):
    """Which achievements are meant: those of a document, those of some fiscal years, or all."""

    document: int | None = None
    years: tuple[int, ...] | None = None

    def condition(self) -> tuple[str, list[int]]:
        """The condition on ``achievement AS a``, and its values."""
        parts = ["1"]
        values: list[int] = []
        if self.document is not None:
            parts.append("a.document_id = ?")
            values.append(self.document)
        if self.years is not None:
            parts.append(f"a.fiscal_year IN ({marks(self.years)})")
            values += self.years
        return " AND ".join(parts), values


EVERY_ROW = RowScope()


def kept_documents(connection: sqlite3.Connection) -> list[KeptDocument]:
    found = connection.execute("SELECT id, name, content, options, imported_at FROM document ORDER BY id")
    return [KeptDocument(*row) for row in found]


def measure_profiles(connection: sqlite3.Connection, strategy: str) -> list[MeasureProfile]:
    """The measures of a strategy in its order, their bureaus followed through every renaming (a lead of 2014 meets its
    successor) and to each that a name stands for (各区役所)."""
    lines = _related(connection, "line")
    members: dict[str, list[str]] = defaultdict(list)
    for bureau, every in _related(connection, "each").items():
        for each in every:
            members[each].append(bureau)
    bureaus: dict[str, dict[str, BureauRole]] = defaultdict(dict)
    named: dict[str, dict[str, str]] = defaultdict(dict)
    direct: dict[str, set[str]] = defaultdict(set)
    each_of: dict[str, frozenset[str]] = defaultdict(frozenset)
    roles = connection.execute(
        "SELECT b.measure_id, b.bureau_id, b.role FROM measure_bureau b JOIN measure m ON m.id = b.measure_id"
        " WHERE b.bureau_id IS NOT NULL AND m.strategy = ?"
        " ORDER BY m.position, b.role DESC, b.position",  # related first, so that lead wins where lines meet
        (strategy,),
    ).fetchall()
    for measure, bureau, _ in roles:
        direct[measure].add(bureau)
    for measure, bureau, role in roles:
        for one in (bureau, *lines[bureau]):
            if (
                bureaus[measure].get(one) != role
            ):  # of several that lead to one, the first that the strategy names
                named[measure][one] = one if one in direct[measure] else bureau
            bureaus[measure][one] = role
        for one in members[bureau]:
            if one not in direct[measure]:
                bureaus[measure][one], named[measure][one] = role, bureau
                each_of[measure] |= {one}
    return [
        MeasureProfile(
            key,
            code,
            goal,
            title,
            overview,
            bureaus[key],
            bool(open_ended),
            {one: bureau for one, bureau in named[key].items() if one != bureau},
            each_of[key],
        )
        for key, code, goal, title, overview, open_ended in connection.execute(
            "SELECT m.id, m.code, coalesce(g.code, ''), m.title, m.overview, m.open_ended FROM measure m"
            " LEFT JOIN goal g ON g.id = m.goal WHERE m.strategy = ? ORDER BY m.position",
            (strategy,),
        )
    ]


def _related(connection: sqlite3.Connection, relation: str) -> defaultdict[str, list[str]]:
    """The ids of bureaus that stand in a relation to each."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bureau, related in connection.execute(
        "SELECT bureau_id, related_id FROM bureau_line WHERE relation = ? ORDER BY bureau_id, related_id",
        (relation,),
    ):
        found[bureau].append(related)
    return found


def measure_cells(connection: sqlite3.Connection, rows: RowScope = EVERY_ROW) -> Iterator[MeasureCell]:
    """The cells of columns of measures and of numbers, of some achievements or of all, in the order of the documents.

    In a document without such columns the code that an item opens with (1-1-(1) 通訳の配置), where most of its items do.
    """
    condition, values = rows.condition()
    either = """(instr(a.cells, '"column": "measure"') OR instr(a.cells, '"column": "number"'))"""
    opens = "(a.item GLOB '[0-9０-９ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩA-ZＡ-Ｚ(（施取事№①-⑳]*')"
    found = connection.execute(
        f"SELECT a.id, a.fiscal_year, a.document_id, a.item, a.cells, {either} FROM achievement AS a"
        f" WHERE ({either} OR {opens}) AND {condition} ORDER BY a.document_id, a.position",
        values,
    )
    for document, group in groupby(found, key=lambda row: row[2]):
        listed = list(group)
        if any(row[5] for row in listed):
            yield from _column_cells(row[:5] for row in listed if row[5])
        else:
            yield from _item_cells(connection, document, [row[:5] for row in listed])


def _column_cells(rows: Iterable[tuple[str, int, int, str, str]]) -> Iterator[MeasureCell]:
    """The cells of a document's columns; a number of several parts goes on over the empty cells below it, while nothing
    coarser than the item begins anew."""
    last: dict[str, str] | None = None
    for key, year, document, item, cells in rows:
        every = json.loads(cells)
        read = {cell["column"]: cell for cell in reversed(every) if cell["text"].strip()}
        column = "measure" if "measure" in read else "number"
        anew = any(
            cell["text"].strip() and not cell.get("filled") for cell in every if cell["column"] == "field"
        )
        own = read.get(column) or (None if anew else last)
        last = own if own and len(code_parts(own["text"])) > 1 else None
        if own:
            has_item = '"column": "item"' in cells
            yield MeasureCell(
                key, document, own["header"], own["text"], item, column == "measure", year, has_item
            )


def _item_cells(
    connection: sqlite3.Connection, document: int, rows: Sequence[tuple[str, int, int, str, str]]
) -> Iterator[MeasureCell]:
    total = connection.execute("SELECT count(*) FROM achievement WHERE document_id = ?", (document,))
    coded = [(row, code) for row in rows if (code := opening_code(row[3])[0])]
    if len(coded) * 2 < total.fetchone()[0]:
        return
    for (key, year, _, item, cells), code in coded:
        header = next((cell["header"] for cell in json.loads(cells) if cell["column"] == "item"), "")
        yield MeasureCell(key, document, header, code, item, False, year)


_TITLE_HEADERS = (
    "施策",
    "個別施策",
    "主要施策",
    "主な施策",
    "重点施策",
    "推進施策",
    "具体的施策",
    "具体的な施策",
    "取組",
    "個別取組",
    "重点取組",
)
"""How the header of a column of measures' titles begins, wherever it is not declared as one of their codes."""

_OF_HEADING = "見出し"
"""In the place of the header where it is a heading that names a measure."""


def title_cells(connection: sqlite3.Connection, rows: RowScope = EVERY_ROW) -> Iterator[MeasureCell]:
    """What may hold titles of measures, of some achievements or of all: the headings over rows (施策(1)　学習の支援), then the
    cells of columns (施策), at most one a row."""
    condition, values = rows.condition()
    for key, year, document, item, section in connection.execute(
        "SELECT a.id, a.fiscal_year, a.document_id, a.item, a.section FROM achievement AS a"
        f" WHERE a.section <> '' AND {condition} ORDER BY a.document_id, a.position",
        values,
    ):
        yield MeasureCell(key, document, _OF_HEADING, section, item, True, year)
    headed = " OR ".join(f'instr(a.cells, \'"header": "{word}\')' for word in _TITLE_HEADERS)
    for key, year, document, item, cells in connection.execute(
        "SELECT a.id, a.fiscal_year, a.document_id, a.item, a.cells FROM achievement AS a"
        f" WHERE ({headed}) AND {condition} ORDER BY a.document_id, a.position",
        values,
    ):
        named = (
            cell
            for cell in json.loads(cells)
            if cell["column"] in ("", "field", "item")
            and "".join(cell["header"].split()).startswith(_TITLE_HEADERS)
        )
        if (own := next(named, None)) and own["text"].strip():
            yield MeasureCell(key, document, own["header"], own["text"], item, True, year)


def measure_titles(connection: sqlite3.Connection, strategy: str) -> dict[str, tuple[str, str]]:
    """The ids and titles of a strategy's measures by code, in its order; of a code that stands twice, the first."""
    found = connection.execute(
        "SELECT code, id, title FROM measure WHERE strategy = ? ORDER BY position DESC", (strategy,)
    )
    return dict(reversed([(code, (key, title)) for code, key, title in found]))


def bureau_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The registered bureaus' names by id, for evidence that people read."""
    return dict(map(tuple, connection.execute("SELECT id, name FROM bureau")))


def row_keys(connection: sqlite3.Connection, rows: RowScope = EVERY_ROW) -> list[str]:
    """The ids of some achievements, or of all, in the order of the documents."""
    condition, values = rows.condition()
    found = connection.execute(
        f"SELECT a.id FROM achievement AS a WHERE {condition} ORDER BY a.document_id, a.position", values
    )
    return [key for (key,) in found]


def link_inputs(connection: sqlite3.Connection, rows: RowScope = EVERY_ROW) -> Iterator[LinkInput]:
    """Some achievements, or all of them, as linking sees them."""
    for part in parts_of(row_keys(connection, rows)):
        yield from link_inputs_of(connection, part)


_AMONG = "IN (SELECT value FROM json_each(?))"


def link_inputs_of(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[LinkInput]:
    """The achievements of these ids, in their order, as linking sees them."""
    among = json.dumps(keys)
    cities: dict[int, list[str]] = defaultdict(list)
    for activity, city in connection.execute(
        "SELECT c.activity_id, c.city FROM activity AS x JOIN activity_city AS c ON c.activity_id = x.id"
        f" WHERE c.role <> 'venue' AND x.achievement_id {_AMONG} ORDER BY c.id",
        (among,),
    ):
        if city not in cities[activity]:
            cities[activity].append(city)
    points: dict[str, list[Point]] = defaultdict(list)
    for key, activity, position, text, label, outcome in connection.execute(
        "SELECT achievement_id, id, position, text, label, outcome FROM activity"
        f" WHERE achievement_id {_AMONG} ORDER BY id",
        (among,),
    ):
        points[key].append(Point(position, text, label or "", tuple(cities[activity]), outcome))
    others = defaultdict[str, tuple[str, ...]](tuple)
    for key, bureau in connection.execute(
        "SELECT x.achievement_id, x.bureau_id FROM achievement_bureau AS x"
        " JOIN achievement AS a ON a.id = x.achievement_id AND a.bureau_id <> x.bureau_id"
        f" WHERE x.achievement_id {_AMONG} ORDER BY x.achievement_id, x.position",
        (among,),
    ):
        others[key] += (bureau,)
    found = {
        key: LinkInput(
            key, year, field, bureau, item, tuple(points[key]), department or "", others.get(key, ())
        )
        for key, year, field, bureau, item, department in connection.execute(
            f"SELECT id, fiscal_year, field, bureau_id, item, department FROM achievement WHERE id {_AMONG}",
            (among,),
        )
    }
    yield from map(found.__getitem__, keys)
