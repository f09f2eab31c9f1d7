"""A table that follows a known one without a declared header: does it go on, or has it a header of its own?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice, takewhile

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.blocks import Block, Row

_LABEL = expression(r"[^0-9０-９①-⑳。．・○※【\n]{1,12}")
_FIGURE = expression(
    r"(?:No\.?)?[△▲+\-−]?[0-9０-９①-⑳][0-9０-９,，.．]*[%％]?"
    r"|(?:明治|大正|昭和|平成|令和)?(?:元|[0-9０-９]{1,4})年.{0,12}"
)
MOST_COMPARED = 1000
"""Rows of a table that are looked at, at the most."""
_NEAR, _LEAST_ROWS = 50, 2
"""Rows that are looked at where tables touch, and how many the second has at the least."""
_UNIT = expression(r"[課局部室係館所署院]$")
_LONG = 20
"""Characters: what a column of results holds at the least, half of the time; a column of labels has at most twelve."""


def has_own_header(blocks: Sequence[Block], at: int, before: Collection[Row]) -> bool:
    """Whether the table whose first row is ``blocks[at]`` opens with a header of its own, one that no rule declares.

    It does where all of its first cells are labels, and either a column of figures stands under one of them where the
    rows ``before`` (of the table before, its header left out) have none, or nothing in it is as long as they are.
    """
    first = blocks[at]
    assert isinstance(first, Row)
    if not _are_labels(first):
        return False
    near = blocks[at : at + MOST_COMPARED]
    rows = [block for block in near if isinstance(block, Row) and block.table == first.table]
    if len(rows) < 2:
        return False
    columns = _columns(rows[1:])
    above = _columns(before) or [()] * len(columns)
    figures = any(
        all(map(_FIGURE.fullmatch, column)) and not any(map(_FIGURE.fullmatch, earlier))
        for column, earlier in zip(columns, above, strict=False)
    )
    return figures or (
        _longest(before) > _LONG and all(len(text) <= 12 for column in columns for text in column)
    )


def opens_below(blocks: Sequence[Block], at: int, before: Sequence[Row]) -> bool:
    """Whether a row within a table is the header of another one that touches it, of names that no rule declares.

    It is where all of its cells are labels, none of a unit and none that stands again in its column, and under one of them
    all cells are figures where the rows ``before`` have none.
    """
    first = blocks[at]
    assert isinstance(first, Row)
    if not _are_labels(first) or any(_UNIT.search(cell.text.strip()) for cell in first.cells):
        return False
    if not _figures_begin(before, blocks[at + 1] if at + 1 < len(blocks) else None):
        return False
    near = blocks[at + 1 : at + 1 + _NEAR]
    rows = list(takewhile(lambda row: row.table == first.table, (b for b in near if isinstance(b, Row))))
    if len(rows) < _LEAST_ROWS or any(len(row.cells) != len(first.cells) for row in rows):
        return False
    above = _columns(islice(reversed(before), _NEAR))
    labels = [_bare(cell.text) for cell in first.cells]
    columns = list(zip(labels, _columns(rows), above, strict=False))
    if not above or any(label in column or label in earlier for label, column, earlier in columns):
        return False
    return any(
        all(map(_FIGURE.fullmatch, column)) and not any(map(_FIGURE.fullmatch, earlier))
        for _, column, earlier in columns
    )


def _figures_begin(before: Sequence[Row], below: Block | None) -> bool:
    # Most rows are told by this alone: has the next row a figure where the last one had none?
    if not before or not isinstance(below, Row):
        return False
    pairs = zip(below.cells, before[-1].cells, strict=False)
    return any(_FIGURE.fullmatch(_bare(a.text)) and not _FIGURE.fullmatch(_bare(b.text)) for a, b in pairs)


def _are_labels(row: Row) -> bool:
    if any(len(cell.text) > _LONG for cell in row.cells):
        return False
    texts = [_bare(cell.text) for cell in row.cells]
    return len(set(texts)) == len(texts) and all(_LABEL.fullmatch(text) for text in texts)


def _bare(text: str) -> str:
    return "".join(text.split())


def _columns(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return list(zip(*([_bare(cell.text) for cell in row.cells] for row in rows), strict=False))


def _longest(rows: Iterable[Row]) -> float:
    from statistics import median  # few documents have another table than those that are declared

    return max((median(map(len, column)) for column in _columns(rows)), default=0.0)
