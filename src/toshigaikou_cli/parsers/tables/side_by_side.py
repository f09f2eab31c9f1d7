"""Two tables side by side in the same rows: a blank column parts them, or the labels of the first begin again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.records.blocks import Block, Line, Row
from toshigaikou_cli.text.keys import match_key

_LEAST_COLUMNS = 4
_ROWS_LOOKED_AT = 100

FindHeader = Callable[[Sequence[Block], int], tuple[Header | None, int]]
"""The header that begins at a row of some blocks, and how many more rows it takes."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The headers of two tables, of which the first ends before the column ``end`` and the second begins with ``start``;
    ``extra`` rows more are headers, ``captions`` stand over them, one over each."""

    first: Header
    second: Header
    end: int
    start: int
    extra: int
    captions: tuple[Line, ...] = ()

    def of(self, row: Row) -> tuple[Row, Row]:
        """The cells of a row that belong to each table."""
        return row._replace(cells=row.cells[: self.end]), row._replace(cells=row.cells[self.start :])


def halves_at(blocks: Sequence[Block], at: int, find: FindHeader) -> Halves | None:
    """The two tables whose headers both begin at a row, each with all that it must have; else None."""
    row = blocks[at]
    if not isinstance(row, Row) or sum(bool(cell.text.strip()) for cell in row.cells) < _LEAST_COLUMNS:
        return None
    cuts = list(_cuts(row))
    if not cuts:
        return None
    near = blocks[at : at + 1 + _ROWS_LOOKED_AT]
    rows = [block for block in near if isinstance(block, Row) and block.table == row.table]
    for end, start in cuts:
        if any(cell.text.strip() or cell.filled for each in rows for cell in each.cells[end:start]):
            continue
        first, extra = find([each._replace(cells=each.cells[:end]) for each in rows], 0)
        second, more = find([each._replace(cells=each.cells[start:]) for each in rows], 0)
        if first and second and extra == more:
            return Halves(first, second, end, start, extra)
    return None


def _cuts(row: Row) -> Iterator[tuple[int, int]]:
    """Where a second table may begin: the columns from the end of the first to its own first one."""
    keys = [match_key(cell.text) for cell in row.cells]
    opens = next(at for at, key in enumerate(keys) if key)
    for at in range(opens + 2, len(keys)):
        if not keys[at] or row.cells[at].filled:
            continue
        end = at
        while end > 0 and not keys[end - 1] and not row.cells[end - 1].filled:
            end -= 1
        if end < at or keys[at] == keys[opens]:
            yield end, at


def captions_at(
    blocks: Sequence[Block], at: int, halves: Callable[[int], Halves | None]
) -> tuple[Line, Line] | None:
    """The captions of two tables side by side, where a row has nothing but one over each of them."""
    row = blocks[at]
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(row, Row) or not isinstance(below, Row) or below.table != row.table:
        return None
    said = [place for place, cell in enumerate(row.cells) if cell.text.strip() and not cell.filled]
    found = halves(at + 1) if len(said) == 2 else None
    if found is None or not said[0] < found.end <= found.start <= said[1]:
        return None
    first, second = (Line(row.cells[place].text, row.page, row.line, row.sheet) for place in said)
    return first, second
