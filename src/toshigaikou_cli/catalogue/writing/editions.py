"""What a document that comes takes from those that are there, and the editions that so lost all: kept with their bytes.

A document's id is its number in the order of import, and it keeps it when it becomes an edition that was replaced.
Within the caller's transaction.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from toshigaikou_cli.catalogue.writing import indicators, store
from toshigaikou_cli.catalogue.writing.kept import KeptDocument
from toshigaikou_cli.catalogue.writing.saving import ACHIEVEMENT_DIGEST, MEASURE_DIGEST
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.text.keys import match_key

Slice = tuple[int, str]
"""A fiscal year and a kind (result, plan)."""

EditionValues = dict[str, Any]
"""A row of the table of editions."""

_DOCUMENT = "id", "sha256", "name", "kind", "size", "records", "imported_at", "options", "content"
_JUDGED = (
    "(EXISTS (SELECT 1 FROM judgement j WHERE j.achievement_id = a.id)"
    " OR EXISTS (SELECT 1 FROM mend m WHERE m.achievement_id = a.id))"
)


class Face(NamedTuple):
    """What tells a row by anything but its id: where its bureau is written another way, the id is another one."""

    fiscal_year: int
    kind: str
    item: str
    bureau: str | None
    text: str


def face(row: sqlite3.Row) -> Face:
    """The face of an achievement's row."""
    return Face(row["fiscal_year"], row["kind"], match_key(row["item"]), row["bureau_id"], row["search"])


def faces(connection: sqlite3.Connection, document: int) -> dict[str, Face]:
    """The faces of a document's achievements by their ids."""
    found = connection.execute(
        "SELECT id, fiscal_year, kind, item, bureau_id, search FROM achievement WHERE document_id = ?",
        (document,),
    )
    return {row["id"]: face(row) for row in found}


class Brought(NamedTuple):
    """A record that a document brought and that another takes the place of; ``digest`` tells a changed one from the same.

    ``main`` is the slice that its document is of (:func:`main_slice`), None for a strategy; ``fiscal_year`` is None for a
    measure, and ``stated`` how many rows of sheets state its code.
    """

    document: int
    name: str
    main: Slice | None
    key: str
    title: str
    digest: str
    fiscal_year: int | None
    judged: bool
    face: Face | None = None
    stated: int = 0


def main_slice(slices: Iterable[Slice]) -> Slice | None:
    """The slice that a sheet is of: its latest year of results, else its earliest of plans; others only stand beside it."""
    slices = list(slices)
    results = [each for each in slices if each[1] == "result"]
    return max(results) if results else min(slices, default=None)


def next_number(connection: sqlite3.Connection) -> int:
    """The number of the next import."""
    return max(store.next_id(connection, "document"), store.next_id(connection, "edition"))


def take_rows(
    connection: sqlite3.Connection, slices: Iterable[Slice], same: int | None, by: int
) -> list[Brought]:
    """Take away the achievements of these slices, and all of the document ``same``; what they were.

    The documents that so lost all become editions that ``by`` replaced.
    """
    found: dict[str, sqlite3.Row] = {}
    for condition, values in (
        *(("a.fiscal_year = ? AND a.kind = ?", each) for each in slices),
        ("a.document_id = ?", (same,)),
    ):
        for row in connection.execute(
            f"SELECT a.*, {ACHIEVEMENT_DIGEST} AS told, d.name, {_JUDGED} AS judged"
            " FROM achievement a JOIN document d ON d.id = a.document_id"
            f" WHERE {condition} ORDER BY a.document_id, a.position",
            values,
        ):
            found[row["id"]] = row
    documents = {row["document_id"] for row in found.values()}
    mains = {each: main_slice(_slices_of(connection, each)) for each in documents}
    connection.executemany("DELETE FROM achievement WHERE id = ?", [(key,) for key in found])
    for document in sorted(documents | ({same} if same else set())):
        years = {row["fiscal_year"] for row in found.values() if row["document_id"] == document}
        if document == same or not _slices_of(connection, document):
            retire(connection, document, by, sorted(years))
    return [
        Brought(
            row["document_id"], row["name"], mains[row["document_id"]], key, row["item"], row["told"],
            row["fiscal_year"], bool(row["judged"]), face(row),
        )
        for key, row in found.items()
    ]  # fmt: skip


def _slices_of(connection: sqlite3.Connection, document: int) -> list[Slice]:
    rows = connection.execute(
        "SELECT DISTINCT fiscal_year, kind FROM achievement WHERE document_id = ?", (document,)
    )
    return [(row[0], row[1]) for row in rows]


def take_measures(connection: sqlite3.Connection, strategy: str, same: int | None, by: int) -> list[Brought]:
    """Take away the measures of a strategy, and all of the document ``same``; what they were."""
    found = connection.execute(
        f"SELECT measure.id, measure.title, document_id, d.name, {MEASURE_DIGEST} AS digest,"
        " EXISTS (SELECT 1 FROM judgement j WHERE j.measure_id = measure.id) AS judged,"
        " (SELECT count(DISTINCT l.achievement_id) FROM link l WHERE l.measure = measure.id AND l.method = 'stated') AS stated"
        " FROM measure JOIN document d ON d.id = document_id WHERE strategy = ? OR document_id = ?"
        " ORDER BY strategy, position",
        (strategy, same),
    ).fetchall()
    documents = connection.execute(
        "SELECT document_id FROM strategy WHERE id = ? OR document_id = ?", (strategy, same)
    ).fetchall()
    for (document,) in documents:
        retire(connection, document, by, ())
    return [
        Brought(
            row["document_id"], row["name"], None, row["id"], row["title"], row["digest"], None, bool(row["judged"]),
            stated=row["stated"],
        )
        for row in found
    ]  # fmt: skip


def take_indicators(
    connection: sqlite3.Connection, edition: tuple[str, Sequence[int]] | None, same: int | None, by: int
) -> list[Brought]:
    """Take away the documents of indicators of an edition (title, fiscal years), and the document ``same``; what they
    were."""
    documents = connection.execute(
        "SELECT id, name, title FROM document WHERE kind = 'indicators'"
    ).fetchall()
    found: list[Brought] = []
    for document, name, title in documents:
        years = indicators.years_of(connection, document)
        if document != same and edition != (title, tuple(years)):
            continue
        state = indicators.indicators_state(connection, document)
        found += [Brought(document, name, None, key, *told, None, False) for key, told in state.items()]
        retire(connection, document, by, years)
    if same is not None and same not in {document for document, *_ in documents}:
        found += take_rows(connection, (), same, by)
    return found


def retire(connection: sqlite3.Connection, document: int, by: int, years: Sequence[int]) -> None:
    """Make a document an edition that ``by`` replaced: all its records go, its bytes and options stay."""
    columns = ", ".join(_DOCUMENT)
    connection.execute(
        f"INSERT INTO edition ({columns}, replaced_by, fiscal_years) SELECT {columns}, ?, ? FROM document WHERE id = ?",
        (by, json.dumps(list(years)), document),
    )
    connection.execute("DELETE FROM document WHERE id = ?", (document,))


def judgements_again(connection: sqlite3.Connection, old: str, new: str) -> tuple[str, ...]:
    """The commands that make the judgements and mends on a row again, on the row that has its place."""
    commands = {"accepted": "accept", "rejected": "reject", "outside": "outside"}
    found = connection.execute(
        'SELECT verdict, measure, "by" FROM judgement WHERE achievement_id = ? ORDER BY id', (old,)
    ).fetchall()
    again = [
        " ".join(
            ["tgx link", commands[verdict], new, *([measure] if measure else []), "--by", shlex.quote(by)]
        )
        for verdict, measure, by in found
    ]
    mends = connection.execute('SELECT sets, "by" FROM mend WHERE achievement_id = ? ORDER BY id', (old,))
    options = {"outcome": "--outcome", "dates": "--when", "cities": "--city", "unit": "--unit"}
    again += [
        " ".join(["tgx link mend", new, options[sets], "…", "--by", shlex.quote(by)]) for sets, by in mends
    ]
    return tuple(again)


def kept_editions(connection: sqlite3.Connection) -> list[EditionValues]:
    """The editions that were replaced, in the order of import; none in a catalogue from before they were kept."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "edition" not in tables:
        return []
    return [dict(row) for row in connection.execute("SELECT * FROM edition ORDER BY id")]


def keep_editions(connection: sqlite3.Connection, rows: Iterable[EditionValues]) -> None:
    """Put back what :func:`kept_editions` gave."""
    store.add(connection, "edition", rows)


def as_document(edition: EditionValues) -> KeptDocument:
    """An edition that was replaced, as it was imported."""
    return KeptDocument(*(edition[name] for name in ("id", "name", "content", "options", "imported_at")))


class Kept(NamedTuple):
    """A document or an edition by its names; ``replaced_by`` is the id of another, None for what holds."""

    id: int
    name: str
    sha256: str
    imported_at: str
    replaced_by: int | None


def kept_names(connection: sqlite3.Connection) -> list[Kept]:
    """All documents and editions in the order of import."""
    found = connection.execute(
        "SELECT id, name, sha256, imported_at, NULL FROM document"
        " UNION ALL SELECT id, name, sha256, imported_at, replaced_by FROM edition ORDER BY 1"
    )
    return [Kept(*row) for row in found]


def size_of(connection: sqlite3.Connection, document: int) -> tuple[int, int]:
    """How many records a document has (achievements, measures, or indicators where it is of those), and how many judgements
    and mends are on them."""
    records = connection.execute(
        "SELECT (SELECT count(*) FROM achievement WHERE document_id = :id)"
        " + (SELECT count(*) FROM measure WHERE document_id = :id)"
        " + (SELECT count(*) FROM indicator i JOIN document d ON d.id = i.document_id AND d.kind = 'indicators'"
        " WHERE d.id = :id)",
        {"id": document},
    ).fetchone()[0]
    judged = connection.execute(
        "SELECT (SELECT count(*) FROM judgement j WHERE j.achievement_id IN (SELECT id FROM achievement WHERE"
        " document_id = :id) OR j.measure_id IN (SELECT id FROM measure WHERE document_id = :id))"
        " + (SELECT count(*) FROM mend m JOIN achievement a ON a.id = m.achievement_id WHERE a.document_id = :id)",
        {"id": document},
    ).fetchone()[0]
    return int(records), int(judged)


def named(there: Sequence[Kept], name: str | None) -> Kept:
    """The document of a name (or of the path of a file of that name), or of the start of a SHA-256; the newest with None.

    Raises UsageError where there is none, or several."""
    current = [each for each in there if not each.replaced_by]
    if not current:
        raise UsageError(
            say("there is no document in the catalogue"), hint=say("tgx import FILE puts one in")
        )
    if name is None:
        return current[-1]
    found = [each for each in current if each.name == name]
    found = found or [each for each in current if each.name == Path(name).name]
    found = found or [each for each in current if len(name) > 3 and each.sha256.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        listed = [say("{id} of {day}", id=each.sha256[:12], day=each.imported_at[:10]) for each in found]
        raise UsageError(
            say_n("{n} document has this name", "{n} documents have this name", n=len(found)),
            where=name,
            hint=say("name one of {listed}", listed=listed),
        )
    raise _unknown(there, name)


def _unknown(there: Sequence[Kept], name: str) -> UsageError:
    replaced = [each for each in there if each.replaced_by and name in (each.name, each.sha256[: len(name)])]
    if replaced:
        by = next((each.name for each in there if each.id == replaced[-1].replaced_by), "")
        hint = say("take that back first: tgx import --undo {by}", by=by)
        return UsageError(say("an edition that {by} replaced", by=by), where=name, hint=hint)
    known = list(dict.fromkeys(each.name for each in there if not each.replaced_by))
    return UsageError(say("no such document"), where=name, hint=say("there are {known}", known=known))
