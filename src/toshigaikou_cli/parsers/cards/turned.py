"""Tables that are turned: their headers stand in the first column, and each further column is a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toshigaikou_cli.parsers.cards.label_names import (
    header_of,
    is_name,
    is_short,
    label_key,
    own_text,
    seem_labels,
)
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.vocabulary.columns import Columns

_LEAST_WIDE = 3


class Turned(NamedTuple):
    """A table as it would stand upright: its labels, and a record for each of its columns."""

    labels: tuple[str, ...]
    records: tuple[tuple[Cell, ...], ...]


def turned_table(rows: Sequence[Row], columns: Columns) -> Turned | None:
    """The table that rows are which stand on their side; None where it is not sure that they do: they are of different
    widths, a label stands twice, a value is a label, a record is not named, or nobody is responsible for it."""
    width = len(rows[0].cells)
    if width < _LEAST_WIDE or any(len(row.cells) != width for row in rows):
        return None
    labels: list[str] = []
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        label = own_text(row.cells[0])
        values = _spread(row.cells[1:])
        if any(is_name(cell.text, columns) for cell in values) or not (label or row.cells[0].filled):
            return None
        if label:
            labels.append(label)
            lines.append(values)
        elif lines:
            lines[-1] = tuple(map(_below, lines[-1], values))
    keys = list(map(label_key, labels))
    if len(set(keys)) < len(keys) or not all(map(is_short, labels)) or not seem_labels(labels, columns):
        return None
    records = [record for record in zip(*lines, strict=True) if any(cell.text.strip() for cell in record)]
    texts = [[cell.text for cell in record] for record in records]
    sure = len(records) > 1 and header_of(labels, texts, columns, of_unit=True) is not None
    return Turned(tuple(labels), tuple(records)) if sure else None


def _spread(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The values of a row, with a text that is merged over several of them in each."""
    found: list[Cell] = []
    for cell in cells:
        across = cell.filled and not cell.text.strip() and found
        found.append(found[-1] if across else cell._replace(filled=False) if not cell.filled else cell)
    return tuple(found)


def _below(cell: Cell, more: Cell) -> Cell:
    """A value with that of the next row, where one label is merged over both."""
    text = own_text(more)
    return cell._replace(text=f"{cell.text}\n{more.text}".strip()) if text else cell
