"""The second row of a header in a file that has no merged cells: 番号 | 名称 under 事業 and the blank cell behind it."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header_names import header_spellings, without_year
from toshigaikou_cli.records.blocks import Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns

_LABEL = expression(r"[^。、，○◯×△◎〇●\n]{1,20}")
_LEAST = 2


def has_lower_labels(row: Row, below: Row, columns: Columns) -> bool:
    """Whether the row below a header row parts some of its labels: each of its texts stands under a label that blank cells
    follow, or under one of these, most of them are names of columns, and it says nothing under other labels."""
    if len(row.cells) != len(below.cells) or any(cell.filled for cell in (*row.cells, *below.cells)):
        return False
    over = [bool(cell.text.strip()) for cell in row.cells]
    own = [at for at, cell in enumerate(below.cells) if cell.text.strip()]
    texts = [below.cells[at].text.strip() for at in own]
    if len(own) < _LEAST or not all(map(_LABEL.fullmatch, texts)) or not any(over[: own[0] + 1]):
        return False
    parted = all(not over[at] or (at + 1 in own and not over[at + 1]) for at in own)
    others = any(label and at not in own for at, label in enumerate(over))
    named = sum(_is_name(text, columns) for text in texts)
    return parted and others and not all(over[at] for at in own) and 2 * named >= len(own)


def _is_name(text: str, columns: Columns) -> bool:
    return any(key in columns.labels for key in header_spellings(without_year(match_key(text))[0]))
