"""A table that follows a known one without a declared header: does it go on, or has it a header of its own?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice, takewhile

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.header_names import SEVERAL, header_spellings
from toshigaikou_cli.records.blocks import Block, Row
from toshigaikou_cli.text.keys import match_key

_LABEL = expression(r"[^0-9０-９①-⑳。．・○※【\n]{1,12}")
_FIGURE = expression(
    r"(?:No\.?)?[△▲+\-−]?[0-9０-９①-⑳][0-9０-９,，.．]*[%％]?"
    r"|(?:明治|大正|昭和|平成|令和)?(?:元|[0-9０-９]{1,4})年.{0,12}"
)
MOST_COMPARED = 1000
"""Rows of a table that are looked at, at the most."""
_NEAR, _LEAST_ROWS = 50, 2
"""Rows that are looked at where tables touch, and how many the second has at the least."""
_LEAST_FILLED = 2
_UNIT = expression(r"[課局部室係館所署院]$")
_AT_ONE_PLACE = 3.0
"""Points: columns of one table begin so far apart on two pages."""
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
    return _has_figures(columns, above) or (
        _longest(before) > _LONG and all(len(text) <= 12 for column in columns for text in column)
    )


def has_labels_of_another(
    blocks: Sequence[Block], at: int, before: Collection[Row], labels: Collection[str]
) -> bool:
    """Whether the table whose first row is ``blocks[at]`` opens with the header of a table of its own, one that may fill the
    first columns of its sheet only.

    Its cells from the left are labels and the others are empty, as in all rows under it. Half of them, and two, are among the
    ``labels`` of such tables (match keys). Where the rows ``before`` are all wider one label is enough, or that all cells under
    one are figures where those have none.
    """
    first = blocks[at]
    assert isinstance(first, Row)
    width = reach(first)
    texts = [_bare(cell.text) for cell in first.cells[:width]]
    known = [_names_another(text, labels) for text in texts]
    if width < _LEAST_FILLED or len(set(texts)) < width:
        return False
    if not all(named or _LABEL.fullmatch(text) for named, text in zip(known, texts, strict=True)):
        return False
    if not any(known) and any(map(_UNIT.search, texts)):
        return False
    near = (block for block in blocks[at + 1 : at + 1 + _NEAR] if isinstance(block, Row))
    rows = list(takewhile(lambda row: row.table == first.table, near))
    if not rows or any(reach(row) > width for row in rows):
        return False
    columns, above = _columns(rows)[:width], _columns(before)
    if any(label in column for label, column in zip(texts, columns, strict=True)):
        return False
    wider = width < min(map(reach, before), default=len(first.cells))
    named = 2 * sum(known) >= width and (wider or sum(known) >= _LEAST_FILLED)
    return named or (wider and _has_figures(columns, above or [()] * width))


def goes_on_other(rows: Sequence[Row], other: Row, before: Sequence[Row]) -> bool:
    """Whether ``rows`` without a header are the rest of the table of ``other``, which is not declared, and not that of the table
    ``before`` it: they are as wide, and their columns do not stand where only those of the latter do."""
    first = rows[0]
    if len(first.cells) != len(other.cells) or max(map(reach, rows)) > reach(other):
        return False
    return not (before and _same_places(first, before[-1]) and not _same_places(first, other))


def reach(row: Row) -> int:
    """How many columns a row has up to its last one with a text; a merged cell fills what it spans."""
    return max((at for at, cell in enumerate(row.cells, 1) if cell.filled or cell.text.strip()), default=0)


def _same_places(first: Row, second: Row) -> bool:
    pairs = zip(first.cells, second.cells, strict=True)
    lefts = [(one.bbox[0], other.bbox[0]) for one, other in pairs if one.bbox and other.bbox]
    return all(abs((a - lefts[0][0]) - (b - lefts[0][1])) <= _AT_ONE_PLACE for a, b in lefts)


def _names_another(text: str, labels: Collection[str]) -> bool:
    spellings = header_spellings(match_key(text))
    return any(part in labels for each in spellings for part in (each, *SEVERAL.split(each)))


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
    return _has_figures(*zip(*((column, earlier) for _, column, earlier in columns), strict=True))


def _has_figures(columns: Iterable[Sequence[str]], above: Iterable[Sequence[str]]) -> bool:
    # One column holds nothing but figures, and had none above.
    return any(
        all(map(_FIGURE.fullmatch, column)) and not any(map(_FIGURE.fullmatch, earlier))
        for column, earlier in zip(columns, above, strict=False)
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
