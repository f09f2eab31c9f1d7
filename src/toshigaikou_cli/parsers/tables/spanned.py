"""Cells under one label that spans their columns: 総務部 | 国際課 under 担当部署."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toshigaikou_cli.parsers.columns.header import UNIT_COLUMNS, HeaderColumn
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.carrying import DITTO
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.ranks import rank_of

_PARTS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "bureau": {2: ("bureau", "department"), 3: ("bureau", "department", "office")},
    "bureaus": {2: ("division", "bureaus"), 3: ("division", "department", "bureaus")},
}
"""What the columns under one label of who is responsible are, by how many there are."""
_LONGEST_UNIT = 24


def with_unit_parts(header: Header, rows: Sequence[Sequence[str]]) -> Header:
    """The header, where one label of who is responsible stands over columns that each have a part of a unit's name: 局 and 課
    under 担当. ``rows`` are the texts under it. Each part is then filled down by itself."""
    columns = list(header.columns)
    for at, label in enumerate(header.columns):
        widths = _PARTS.get(label.column, {})
        width = next(
            (n for n in range(1, max(widths, default=0)) if not _is_part(columns, at, at + n, rows)),
            max(widths, default=0),
        )
        roles = widths.get(width, ())
        if not set(roles) - {label.column} & {column.column for column in header.columns}:
            for place, role in enumerate(roles, at):
                columns[place] = replace(columns[place], column=role, header=label.header)
    return header if columns == list(header.columns) else replace(header, columns=tuple(columns))


def _is_part(columns: Sequence[HeaderColumn], label: int, at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column has the label on its left, or none of its own, and holds units only."""
    if at >= len(columns) or columns[at].column:
        return False
    header = match_key(columns[at].header)
    texts = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    units = [text for text in texts if not DITTO.fullmatch(text)]
    named = all(rank_of(text) and len(text) <= _LONGEST_UNIT for text in units)
    return header in ("", match_key(columns[label].header)) and bool(units) and named


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
