"""A row's links as the catalogue has them: made of plain values, in any process."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from toshigaikou_cli.records.links import Linking

_json = json.JSONEncoder(ensure_ascii=False).encode

LINK_COLUMNS = (
    "achievement_id", "measure", "position", "status", "ruled", "method", "score", "evidence", "activities",
)  # fmt: skip


class LinkedRow(NamedTuple):
    """An achievement, why it is outside ("" where it is not), and its links: a value for each of the columns."""

    achievement: str
    outside: str
    links: list[tuple[Any, ...]]


def linked_row(achievement: str, linking: Linking) -> LinkedRow:
    """The links that the rules gave an achievement."""
    outside = _json(linking.outside) if linking.outside else ""
    links = [
        (
            *(achievement, link.measure, position, link.status, link.status, link.method, link.score),
            _json(link.evidence),
            f"[{', '.join(map(str, link.activities))}]",
        )
        for position, link in enumerate(linking.links)
    ]
    return LinkedRow(achievement, outside, links)
