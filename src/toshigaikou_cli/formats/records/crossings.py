"""The crosswalk: entries and proposals as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from toshigaikou_cli.formats.tables.table import Column, Table
from toshigaikou_cli.messages import coded, say, say_as
from toshigaikou_cli.records.crosswalk import Crossing, CrossingProposal, CrossingState

_STATES = {
    "current": say("in force"),
    "stale": say("stale: a title was reworded"),
    "changed": say("no effect: another title now"),
    "gone": say("no effect: no such measure here"),
}


def crossings_table(entries: Sequence[tuple[Crossing, CrossingState]]) -> Table:
    return Table(
        columns=(
            Column("from", say_as("crossing", "From")),
            Column("from_title", say_as("crossing from", "Title"), flexible=True),
            Column("kind", say("Kind")),
            Column("to", say_as("crossing", "To")),
            Column("to_title", say_as("crossing to", "Title"), flexible=True),
            Column("by", say("By")),
            Column("date", say("Date")),
            Column("note", say("Note"), flexible=True),
            Column("state", say("State"), flexible=True),
        ),
        rows=[
            (e.old, e.old_title, coded(e.kind), e.new, e.new_title, e.by, e.date, e.note, _STATES[state])
            for e, state in entries
        ],
    )


def crossings_json(entries: Sequence[tuple[Crossing, CrossingState]]) -> list[dict[str, Any]]:
    """The entries as JSON (``schemas/crosswalk-list.schema.json``)."""
    return [{**_ends(asdict(entry)), "state": state} for entry, state in entries]


def proposals_table(proposals: Sequence[CrossingProposal]) -> Table:
    return Table(
        columns=(
            Column("from", say_as("crossing", "From")),
            Column("from_title", say_as("crossing from", "Title"), flexible=True),
            Column("kind", say("Kind")),
            Column("to", say_as("crossing", "To")),
            Column("to_title", say_as("crossing to", "Title"), flexible=True),
            Column("score", say("Score"), "right"),
            Column("shared", say("Shared words"), flexible=True, names=True),
            Column("bureaus", say("Bureaus of both"), flexible=True, names=True),
        ),
        rows=[
            (
                p.old, p.old_title, coded(p.kind), p.new, p.new_title, f"{p.score:.2f}" if p.score else "", p.shared,
                "、".join(p.bureaus),
            )
            for p in proposals
        ],
    )  # fmt: skip


def proposals_json(proposals: Sequence[CrossingProposal]) -> list[dict[str, Any]]:
    """The proposals as JSON (``schemas/crosswalk-suggest.schema.json``)."""
    return [{**_ends(p._asdict()), "bureaus": list(p.bureaus)} for p in proposals]


def _ends(values: dict[str, Any]) -> dict[str, Any]:
    """The old measure as ``from``, the new one as ``to``."""
    names = {"old": "from", "old_title": "from_title", "new": "to", "new_title": "to_title"}
    return {names.get(key, key): value for key, value in values.items()}
