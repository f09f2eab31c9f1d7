"""Judgements in the catalogue: the copy of their file, what they are compared with, and their effect on links.

Within the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from toshigaikou_cli.catalogue.writing import mending, store
from toshigaikou_cli.records.evidence import Evidence, EvidenceKind, Objection
from toshigaikou_cli.records.judgement import Entry, Judgement, Judgements
from toshigaikou_cli.records.links import Link, Linking

_FINGERPRINT = "judgements"
_COLUMNS = ("measure", "verdict", "by", "date", "note", "digest", "begins", "title")
_FIELDS = ("achievement", *_COLUMNS)


def kept(connection: sqlite3.Connection) -> Judgements:
    """The judgements as they were last applied; none in a catalogue from before there were any."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "judgement" not in tables:
        return Judgements()
    marker = connection.execute("SELECT value FROM meta WHERE key = ?", (_FINGERPRINT,)).fetchone()
    columns = ", ".join(f'"{name}"' for name in ("id", "achievement_id", *_COLUMNS, "replaced"))
    entries: dict[int, Entry] = {
        row[0]: _judgement({**dict(zip(_FIELDS, row[1:-1], strict=True)), "replaced": json.loads(row[-1])})
        for row in connection.execute(f"SELECT {columns} FROM judgement")
    }
    if "mend" in tables:
        entries |= mending.kept(connection)
    return Judgements(tuple(entries[key] for key in sorted(entries)), marker[0] if marker else "")


def _judgement(entry: Mapping[str, Any]) -> Judgement:
    """A judgement that was kept; older catalogues have measures as numbers."""
    measure = None if entry["measure"] is None else str(entry["measure"])
    return Judgement(**{**entry, "measure": measure, "replaced": tuple(map(_judgement, entry["replaced"]))})


def keep(connection: sqlite3.Connection, judgements: Judgements) -> None:
    """Put judgements in the place of those that the catalogue has; their states are set by :func:`set_states`."""
    connection.execute("DELETE FROM judgement")
    numbered = list(enumerate(judgements.entries, start=1))
    mending.keep(connection, numbered)
    rows = (
        {
            "id": number,
            "achievement_id": entry.achievement,
            **{name: getattr(entry, name) for name in _COLUMNS},
            "replaced": json.dumps([asdict(each) for each in entry.replaced], ensure_ascii=False),
            "state": "",
        }
        for number, entry in numbered
        if isinstance(entry, Judgement)
    )
    store.add(connection, "judgement", rows)
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_FINGERPRINT, judgements.fingerprint),
    )


def set_states(connection: sqlite3.Connection, states: Sequence[tuple[str, str | None]]) -> None:
    """Note how each judgement on a link, in their order, stands to today's text, and which measure it means."""
    ids = connection.execute("SELECT id FROM judgement ORDER BY id").fetchall()
    noted = [(*state, row[0]) for state, row in zip(states, ids, strict=True)]
    connection.executemany("UPDATE judgement SET state = ?, measure_id = ? WHERE id = ?", noted)


def texts(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Match key of item and result, item, and result of those achievements that there are."""
    found = {}
    for key in set(ids):
        row = connection.execute(
            "SELECT search, item, result FROM achievement WHERE id = ?", (key,)
        ).fetchone()
        if row:
            found[key] = (row[0], row[1], row[2])
    return found


def ruled(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[tuple[str, Linking]]:
    """What the rules said of these achievements, those that there are, before any judgement."""
    for key in sorted(set(ids)):
        row = connection.execute("SELECT ruled_outside FROM achievement WHERE id = ?", (key,)).fetchone()
        if row is None:
            continue
        links = connection.execute(
            "SELECT measure, ruled, method, score, evidence, activities FROM link WHERE achievement_id = ?"
            " AND ruled IS NOT NULL ORDER BY position",
            (key,),
        )
        found = tuple(
            Link(
                measure,
                status,
                method,
                score,
                tuple(_evidence(*each) for each in json.loads(evidence)),
                tuple(json.loads(activities)),
            )
            for measure, status, method, score, evidence, activities in links
        )
        outside = json.loads(row[0]) if row[0] else []
        yield key, Linking(found, tuple(Objection(kind, tuple(words)) for kind, words in outside))


def _evidence(kind: EvidenceKind, words: list[str], activities: list[int], strength: float) -> Evidence:
    return Evidence(kind, tuple(words), tuple(activities), strength)


def save_judged(connection: sqlite3.Connection, linkings: Iterable[tuple[str, Linking]]) -> None:
    """Save links after judgements; what the rules said stays beside it."""
    for key, linking in linkings:
        connection.execute("DELETE FROM link WHERE achievement_id = ? AND ruled IS NULL", (key,))
        there = dict(
            connection.execute(
                "SELECT measure, position FROM link WHERE achievement_id = ?", (key,)
            ).fetchall()
        )
        statuses = [(link.status, key, link.measure) for link in linking.links if link.measure in there]
        connection.executemany(
            "UPDATE link SET status = ? WHERE achievement_id = ? AND measure = ?", statuses
        )
        manual = [link for link in linking.links if link.measure not in there]
        rows = [
            {
                "achievement_id": key,
                "measure": link.measure,
                "position": len(there) + number,
                "status": link.status,
                "method": link.method,
                "score": link.score,
                "evidence": json.dumps(link.evidence, ensure_ascii=False),
                "activities": json.dumps(link.activities),
            }
            for number, link in enumerate(manual)
        ]
        store.add(connection, "link", rows)
        why = json.dumps(linking.outside, ensure_ascii=False) if linking.outside else ""
        connection.execute("UPDATE achievement SET outside = ? WHERE id = ?", (why, key))
