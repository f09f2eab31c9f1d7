"""Web pages as documents: headings and paragraphs as lines, tables with their spans filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.html_depth import depth
from toshigaikou_cli.readers.html_forms import named_pictures
from toshigaikou_cli.readers.html_styles import with_style_sheets
from toshigaikou_cli.readers.html_text import (
    children,
    flow,
    is_hidden,
    is_struck,
    keeps_place,
    lines,
    plain_text,
    unseen,
    valid_and_struck,
    whole,
)
from toshigaikou_cli.readers.tables import Passing, RawRow, Struck, as_blocks, named, reading_of, trimmed
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARKUP = expression(r"<(?:!doctype\s+html|html|body|table)[\s>]", re.IGNORECASE)

_MAX_COLSPAN = 1000
"""HTML Living Standard, 4.9.11: a colspan above 1000 counts as 1000, a rowspan ends with its row group."""
_MAX_CELLS = 2_000_000
MAX_DEPTH = 3_000
"""Elements within elements; what is left open for the parser to close counts, too."""
_INNER_LOOKED_AT = 50


def recognizes(text: str) -> bool:
    """Text that begins with a tag and has the tags of a page or a table."""
    return text.lstrip("\ufeff \t\n\f").startswith("<") and bool(_MARKUP.search(text))


def read(text: str, name: str, options: ReadOptions) -> Reading:  # noqa: ARG001 (as every reader)
    """Text outside tables as lines, each table as rows; ``row`` is the row's number in its table.

    A table of one cell or one column, or one that only arranges other tables, is read as lines; the text of
    other nested tables stays in the cell, a line for each row. In cells ``<br>`` and paragraphs give line
    breaks, and list items open with ``・`` or their number. Raises ReadError for a table of more than two million
    cells.
    """
    from selectolax.lexbor import LexborHTMLParser

    _refuse_deep(text, name)
    root = LexborHTMLParser(text).root
    if root is None:
        return Reading("html", (), typed=True)
    with_style_sheets(root)
    struck = Struck()
    blocks: list[Block] = []
    tables = 0
    page = flow(root, _is_data_table)
    struck.words += [("text", words) for words in page.struck]
    for part in page.lines:
        if isinstance(part, str):
            blocks.append(Line(part))
            continue
        rows = struck.without(_rows(part, name), say("table {n}", n=tables + 1))
        made = trimmed(as_blocks(rows, tables + 1, opens=True))
        tables += any(isinstance(block, Row) for block in made)
        blocks.extend([*(Line(text) for text in _captions(part)), *made])
    return reading_of("html", blocks, name, struck, Passing(), skipped=_skipped(root, name))


def _refuse_deep(text: str, name: str) -> None:
    """Raise ReadError for a page whose elements are nested without end: the time to parse it grows with the square."""
    if text.count("<") > MAX_DEPTH and depth(text) > MAX_DEPTH:
        what = say("elements within elements, more than {n:,} deep", n=MAX_DEPTH)
        raise ReadError(what, where=name, hint=say("save the table that matters as CSV"))


def _skipped(root: LexborNode, name: str) -> list[Skip]:
    hidden, comments = unseen(root)
    told = ((say("hidden text"), hidden), (say("comments"), comments))
    return [
        Skip(say("{what} ({n}): {words}", what=what, n=len(words), words=named(words)), Spot(name))
        for what, words in told
        if words
    ]


# ---------------------------------------------------------------- tables


def _is_data_table(node: LexborNode) -> bool:
    return node.tag == "table" and not _is_layout(node)


def _is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: one column, so declared, or mostly other, longer tables."""
    rows = [_cells(row) for group in _groups(table) for row in group]
    if all(len(cells) < 2 for cells in rows) or table.attributes.get("role") in ("presentation", "none"):
        return True
    inner = [node for node in table.css("table") if node.mem_id != table.mem_id][:_INNER_LOOKED_AT]
    if not inner or any(cell.tag == "th" for cells in rows for cell in cells):
        return False
    longest = max(sum(map(len, _groups(node))) for node in inner)
    within = max(_characters(node) for node in inner)
    return longest > len(rows) and within * 2 > _characters(table)


def _characters(node: LexborNode) -> int:
    return len("".join(node.text(deep=True).split()))


def _groups(table: LexborNode) -> list[list[LexborNode]]:
    """The rows of a table by row group, without those of nested tables."""
    groups: list[list[LexborNode]] = []
    for child in children(table):
        if child.tag in ("thead", "tbody", "tfoot") and not is_hidden(child):
            groups.append([row for row in children(child) if row.tag == "tr" and not is_hidden(row)])
    return groups


def _cells(row: LexborNode) -> list[LexborNode]:
    cells = [cell for cell in children(row) if cell.tag in ("td", "th")]
    return [cell for cell in cells if not is_hidden(cell) or keeps_place(cell)]


def _captions(table: LexborNode) -> list[str]:
    captions = [child for child in children(table) if child.tag == "caption" and not is_hidden(child)]
    return [line for caption in captions for line in lines(caption)]


@dataclass(slots=True)
class _Span:
    """A cell: the columns from ``left`` to before ``right``, the rows of its group to before ``bottom``."""

    left: int
    right: int
    bottom: int
    text: str
    struck: str = ""
    reaches_down: bool = False


def _rows(table: LexborNode, name: str) -> list[RawRow]:
    """The rows of a table, all of one width, with the texts of cells that span rows carried down."""
    rows: list[tuple[list[_Span], list[_Span]]] = []
    count = 0
    for group in _groups(table):
        above: list[_Span] = []
        for number, row in enumerate(group):
            own = _placed(row, above, number, len(group))
            rows.append((own, above))
            count += len(own) + len(above)
            _refuse_more_than(count, name)
            down = [span for span in (*own, *above) if span.bottom > number + 1]
            above = sorted(down, key=lambda span: span.left)
    width = max((span.left + 1 for own, _ in rows for span in own if span.text or span.struck), default=0)
    _refuse_more_than(width * len(rows), name)
    return [_raw_row(own, above, number, width) for number, (own, above) in enumerate(rows, start=1)]


def _refuse_more_than(cells: int, name: str) -> None:
    if cells > _MAX_CELLS:
        what = say("a table of more than {n:,} cells", n=_MAX_CELLS)
        raise ReadError(what, where=name, hint=say("save the table that matters as CSV"))


def _placed(row: LexborNode, above: list[_Span], number: int, group: int) -> list[_Span]:
    """The cells of a row, ``number`` of so many in its group, in the columns that those above leave free."""
    placed = []
    column = passed = 0
    for cell in _cells(row):
        while passed < len(above) and above[passed].left <= column:
            column = max(column, above[passed].right)
            passed += 1
        right = column + min(max(whole(cell, "colspan", 1), 1), _MAX_COLSPAN)
        rows = whole(cell, "rowspan", 1)
        bottom = min(number + rows, group) if rows else group
        valid, struck = _read(cell, is_struck(row))
        placed.append(_Span(column, right, bottom, valid, struck, bottom > number + 1))
        column = right
    return placed


def _read(cell: LexborNode, row_is_struck: bool) -> tuple[str, str]:
    """The valid text of a cell, and its struck words."""
    if is_hidden(cell):
        return "", ""
    if row_is_struck or is_struck(cell):
        return "", " ".join(plain_text(cell).split())
    valid, struck = valid_and_struck(cell)
    return "\n".join(valid) or ("" if struck else named_pictures(cell)), struck


def _raw_row(own: list[_Span], above: list[_Span], number: int, width: int) -> RawRow:
    cells = [""] * width
    filled: set[int] = set()
    for span in (*own, *above):
        columns = range(span.left, min(span.right, width))
        if span.text and columns:
            cells[columns[0]] = span.text
            filled.update(columns[1:])
    filled.update(c for span in above if span.text for c in range(span.left, min(span.right, width)))
    wide = width > 1 and any(span.text and span.left == 0 and span.right >= width for span in own)
    struck = {span.left: span.struck for span in own if span.struck}
    down = frozenset(span.left for span in own if span.reaches_down)
    return RawRow(tuple(cells), number, None, None, frozenset(filled), wide, struck, down)
