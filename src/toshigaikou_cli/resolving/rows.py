"""What the rows of all tables share: the place in the document, the raw cells, the doubts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from toshigaikou_cli.records.documents import AchievementRecord, CityRecord, MeasureRecord, RawCell
from toshigaikou_cli.records.place import Source
from toshigaikou_cli.resolving.doubts import Doubt

Row = dict[str, Any]
Tables = dict[str, list[Row]]
"""Rows by the name of their table."""


def place(source: Source, document: int) -> Row:
    """Where in its document a record stands, as columns."""
    box = ",".join(f"{value:.2f}" for value in source.bbox) if source.bbox else None
    within = {"page": source.page, "line": source.line, "table_number": source.table, "row": source.row}
    return {"document_id": document, **within, "bbox": box}


def cells_json(cells: Iterable[RawCell]) -> str:
    """The raw cells as JSON: a list of ``{"column", "header", "text", "filled"}``."""
    listed = [{"column": c.column, "header": c.header, "text": c.text, "filled": c.filled} for c in cells]
    return json.dumps(listed, ensure_ascii=False)


def doubt_rows(
    doubts: Iterable[Doubt],
    thing: str,
    key: str,
    record: AchievementRecord | MeasureRecord | CityRecord,
    document: int,
) -> Iterator[Row]:
    headers = {cell.column: " ".join(cell.header.split()) for cell in reversed(record.cells)}
    within = {name: getattr(record.source, name) for name in ("page", "line", "row")}
    owner = {"document_id": document, "achievement_id": key if thing == "achievement" else None}
    for doubt in doubts:
        yield {
            "thing": thing,
            "key": key,
            **owner,
            **within,
            **doubt_row(doubt, headers.get(doubt.column, "")),
        }


def doubt_row(doubt: Doubt, header: str) -> Row:
    own = {name: getattr(doubt, name) for name in ("code", "text", "message", "hint", "accept")}
    return {**own, "header": header}
