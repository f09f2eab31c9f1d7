"""Cells under one label that spans their columns: 総務部 | 国際課 under 担当部署."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toshigaikou_cli.parsers.columns import Header
from toshigaikou_cli.parsers.header import UNIT_COLUMNS
from toshigaikou_cli.records.blocks import Cell, Row


def spans_of(header: Header, row: Row) -> dict[int, int]:
    """The columns over which a declared label of a header's last row goes on, and the column that it begins with."""
    spans: dict[int, int] = {}
    start = 0
    for at, (column, cell) in enumerate(zip(header.columns, row.cells, strict=False)):
        if not cell.filled or cell.text.strip() or column.header.strip():
            start = at
        elif header.columns[start].column:
            spans[at] = start
    return spans


def with_spans(row: Row, header: Header, spans: Mapping[int, int]) -> Row:
    """A row with all texts that stand under one label together in its first column."""
    cells = list(row.cells)
    for at, start in spans.items():
        if at >= len(cells) or not cells[at].text.strip():
            continue
        between = "" if header.columns[start].column in UNIT_COLUMNS else "\n"
        cells[start] = _together(cells[start], cells[at], between)
    return row._replace(cells=tuple(cells))


def over_values(header: Header, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, where a text that is merged over the columns of several years, or of plan and result, stands in each."""
    found = list(cells)
    for at in range(1, len(found)):
        own, left = header.columns[at], header.columns[at - 1]
        spans = own.kind and left.kind and found[at].filled and not found[at].text.strip()
        if spans and found[at - 1].text.strip():
            found[at] = found[at]._replace(text=found[at - 1].text)
    return tuple(found)


def _together(cell: Cell, more: Cell, between: str) -> Cell:
    text = f"{cell.text}{between if cell.text.strip() else ''}{more.text}"
    return cell._replace(text=text, filled=cell.filled and more.filled)
