"""What the rows of all tables share: the place in the document, the raw cells, the doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any, NamedTuple

from toshigaikou_cli.records.cells import RawCell
from toshigaikou_cli.records.documents import AchievementRecord, CityRecord, MeasureRecord
from toshigaikou_cli.records.place import NOWHERE, Spot
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.resolving.doubts import Doubt
from toshigaikou_cli.text.said import kept

RowsByTable = dict[str, list[Values]]
"""Rows by the name of their table."""


class Packed(NamedTuple):
    """The rows of a table by the names of its columns: a fraction of the memory, and of the way between processes."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


PackedRows = dict[str, Packed]
"""The same by the name of the table."""


def packed(rows: RowsByTable) -> PackedRows:
    """Rows without the names of their columns, which are those of the first in all rows of a table."""
    return {
        table: Packed(tuple(listed[0]), [tuple(row.values()) for row in listed])
        for table, listed in rows.items()
        if listed
    }


def place(source: Spot, document: int) -> Values:
    """Where a record stands, as columns."""
    return {"document_id": document, **source.columns()}


def cells_json(cells: Iterable[RawCell]) -> str:
    """The raw cells as JSON: a list of ``{"column", "header", "text", "filled"}``, and ``struck`` where words are."""
    return f"[{', '.join(map(_cell_json, cells))}]"


def _cell_json(cell: RawCell) -> str:
    struck = f', "struck": {_quoted(cell.struck)}' if cell.struck else ""
    filled = "true" if cell.filled else "false"
    return f'{_named_json(cell.column, cell.header)}{_quoted(cell.text)}, "filled": {filled}{struck}}}'


@lru_cache(maxsize=256)  # the columns of a table are those of all its rows
def _named_json(column: str, header: str) -> str:
    return f'{{"column": {_quoted(column)}, "header": {_quoted(header)}, "text": '


def doubt_rows(
    doubts: Iterable[Doubt],
    thing: str,
    key: str,
    record: AchievementRecord | MeasureRecord | CityRecord,
    document: int,
) -> Iterator[Values]:
    """The doubts about a record's texts, each at the cell that it is about."""
    headers = {cell.column: " ".join(cell.header.split()) for cell in reversed(record.cells)}
    for doubt in doubts:
        spot = record.source._replace(cell=headers.get(doubt.column, ""))
        yield doubt_row(doubt, thing, key, spot, document)


def doubt_row(
    doubt: Doubt, thing: str, key: str, spot: Spot = NOWHERE, document: int | None = None
) -> Values:
    """A doubt about a record, with the record's place; what stands in no document has none."""
    return {
        "thing": thing,
        "key": key,
        "document_id": document,
        "achievement_id": key if thing == "achievement" else None,
        **spot.columns(),
        "header": spot.cell,
        "code": doubt.code,
        "cell": doubt.text,
        "message": doubt.message,
        "hint": doubt.hint,
        "accept": doubt.accept,
        "said": kept({"message": doubt.message, "hint": doubt.hint}),
    }
