"""Cards whose labels stand in groups: 基本情報, 実施状況 and 評価 in the first column, merged over the rows of each.

The labels are then in the second column. What the groups are called says nothing of the record.
"""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.parsers.cards.label_names import is_name, is_short, label_key, own_text, seem_labels
from toshigaikou_cli.records.blocks import Block, Cell, Row
from toshigaikou_cli.vocabulary.columns import Columns

_LEAST_WIDE = 3


def has_groups(part: Sequence[Block], columns: Columns) -> bool:
    """Whether the first column of a table groups the labels of its second: not the records, of which each label has one."""
    rows = [block for block in part if isinstance(block, Row)]
    if len(rows) < 2 or any(len(row.cells) < _LEAST_WIDE for row in rows):
        return False
    groups = [own_text(row.cells[0]) for row in rows]
    if all(groups) or not groups[0] or seem_labels([text for text in groups if text], columns):
        return False
    grouped: dict[str, set[str]] = {}
    group = ""
    for row, own in zip(rows, groups, strict=True):
        group = own or group
        if text := own_text(row.cells[1]):
            grouped.setdefault(label_key(text), set()).add(group)
    # a text over all rows of a card is its title, or number
    opening = grouped.get(label_key(own_text(rows[0].cells[1])), set())
    among = {text for text in groups if text}
    if len(opening) != 1 or len(among) < 2:
        return False
    labels = [text for row in rows if (text := own_text(row.cells[1])) and _whole(row) is None]
    return seem_labels(labels, columns)


def without_groups(part: Sequence[Block], columns: Columns) -> list[Block] | None:
    """The table without the column of its groups; None where one of these is not what forms call a group: it may say something
    of the record. A row whose only label stands in that column (事業概要 | text) keeps it."""
    found: list[Block] = []
    for block in part:
        if not isinstance(block, Row):
            found.append(block)
            continue
        own = own_text(block.cells[0])
        whole = _whole(block)
        if own and whole is None and not is_name(own, columns):
            return None
        found.append(block._replace(cells=block.cells[1:] if whole is None else whole))
    return found


def _whole(row: Row) -> tuple[Cell, ...] | None:
    """The label and the value of a row that has its label where others have their group, one column less; None for others."""
    group, first, *rest = row.cells
    if not own_text(group):
        return None
    if not own_text(first) and any(map(own_text, rest)):
        return (group, *rest)
    if any(map(own_text, rest)) or not own_text(first):
        return None
    spans = all(cell.filled for cell in rest)
    return (group, first, *rest[1:]) if spans or not is_short(first.text) else None
