"""Rows that tell together of one item: its cell is merged over them, with all that says whose it is, and each has a part of the
result.

A field that is merged over rows of different items is no item; a row with a unit, a number, a day, a partner, a remark or
figures of its own is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.beside_roles import beside_role
from toshigaikou_cli.parsers.columns import Header
from toshigaikou_cli.parsers.header import HeaderColumn
from toshigaikou_cli.parsers.row_labels import may_label_rows
from toshigaikou_cli.parsers.year_headings import is_year_column
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.marks import OPENING_MARK
from toshigaikou_cli.text.wrapped import unwrapped

_LABEL = expression(r"\s*[【＜<〈《［\[〔]")
_LEFT_OPEN = expression(r"(?:[、，（(「『]|[をにがはのとへやもでし]|して|及び)\s*$")
"""How a text ends that the next row goes on."""
_POINT = "・"


def goes_on_item(header: Header, cells: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a row of a sheet tells more of the item of the row ``above`` it, of the same header."""
    at = header.index(header.key)
    if header.table.document != "achievements" or at is None:
        return False
    key = cells[at]
    if not (key.filled and key.text.strip() and match_key(key.text) == match_key(above[at].text)):
        return False
    own = [
        column
        for column, cell in zip(header.columns, cells, strict=True)
        if cell.text.strip() and not cell.filled
    ]
    return any(column.kind for column in own) and not any(_tells_apart(column, header) for column in own)


def _tells_apart(column: HeaderColumn, header: Header) -> bool:
    """Whether a text of its own in a column makes a row one of its own."""
    of_row = column.column or beside_role(column.header, header.table) or is_year_column(column.header)
    return not column.kind and bool(of_row or may_label_rows(column))


def with_part(column: HeaderColumn, cell: Cell, more: Cell) -> Cell | None:
    """A cell of results or plans with the text of the next row of its item: as points, where lines alone would not show that
    they are two. None for other cells."""
    if not column.kind or more.filled or not more.text.strip() or not cell.text.strip():
        return None
    texts = (cell.text, more.text)
    joined = "\n".join(texts)
    shown = len(split_activities(joined)) >= sum(len(split_activities(text)) for text in texts)
    if not (shown or _is_broken(cell.text.strip(), more.text.strip())):
        joined = "\n".join(map(_as_point, texts))
    return cell._replace(text=joined)


def _is_broken(text: str, more: str) -> bool:
    """Whether the second text is the rest of a sentence of the first."""
    lines = [text.splitlines()[-1], more.splitlines()[0]]
    return bool(_LEFT_OPEN.search(text)) or "\n" not in unwrapped("\n".join(lines))


def _as_point(text: str) -> str:
    return text if OPENING_MARK.match(text) or _LABEL.match(text) else f"{_POINT}{text.lstrip()}"
