"""A table that follows a known one without a declared header: does it go on, or has it a header of its own?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.records.blocks import Block, Row

_LABEL = expression(r"[^0-9０-９①-⑳。．・○※【\n]{1,12}")
_FIGURE = expression(
    r"(?:No\.?)?[△▲+\-−]?[0-9０-９①-⑳][0-9０-９,，.．]*[%％]?"
    r"|(?:明治|大正|昭和|平成|令和)?(?:元|[0-9０-９]{1,4})年.{0,12}"
)
MOST_COMPARED = 1000
"""Rows of a table that are looked at, at the most."""
_LONG = 20
"""Characters: what a column of results holds at the least, half of the time; a column of labels has at most twelve."""


def has_own_header(blocks: Sequence[Block], at: int, before: Collection[Row]) -> bool:
    """Whether the table whose first row is ``blocks[at]`` opens with a header of its own, one that no rule declares.

    It does where all of its first cells are labels, and either a column of figures stands under one of them where the
    rows ``before`` (of the table before, its header left out) have none, or nothing in it is as long as they are.
    """
    first = blocks[at]
    assert isinstance(first, Row)
    near = blocks[at : at + MOST_COMPARED]
    rows = [block for block in near if isinstance(block, Row) and block.table == first.table]
    cells = [_bare(cell.text) for cell in first.cells]
    if len(rows) < 2 or len(set(cells)) < len(cells) or not all(_LABEL.fullmatch(text) for text in cells):
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


def _bare(text: str) -> str:
    return "".join(text.split())


def _columns(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return list(zip(*([_bare(cell.text) for cell in row.cells] for row in rows), strict=False))


def _longest(rows: Iterable[Row]) -> float:
    from statistics import median  # few documents have such a table, and it loads much

    return max((median(map(len, column)) for column in _columns(rows)), default=0.0)
