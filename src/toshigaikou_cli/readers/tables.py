"""What the readers of tables share: titles told from rows, and the count of what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toshigaikou_cli.records.blocks import Block, Cell, Line, Row, Tally
from toshigaikou_cli.records.finding import Skip


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is known for a row of a table or a title. ``row`` and ``line`` count from 1.

    ``row`` is None where the rows of the table are only counted (titles above them left out).
    ``filled`` holds the columns (from 0) whose text a merged cell carried there; ``wide`` is set where one
    merged cell spans the table.
    """

    cells: tuple[str, ...]
    row: int | None = None
    page: int | None = None
    line: int | None = None
    filled: frozenset[int] = frozenset()
    wide: bool = False

    @property
    def own(self) -> list[int]:
        """The columns that have a text of their own."""
        return [at for at, text in enumerate(self.cells) if text.strip() and at not in self.filled]


def as_blocks(rows: Sequence[RawRow], table: int, *, opens: bool = False) -> list[Block]:
    """The rows of one table as blocks; rows without a text of their own are left out.

    A row becomes a heading line where one merged cell spans the table, or where it stands above the first
    row of two filled cells and has no other text than its first cell's (any one cell's where ``opens``: the
    rows open the document or the sheet).
    """
    blocks: list[Block] = []
    above = True
    count = 0
    for row in rows:
        own = row.own
        if not own:
            continue
        only = len(own) == 1 and not row.filled - _blank(row)
        if row.wide or (above and only and (opens or own == [0])):
            blocks.append(Line(row.cells[own[0]].strip(), row.page, row.line))
            continue
        above = False
        count += 1
        cells = tuple(Cell(text, filled=at in row.filled) for at, text in enumerate(row.cells))
        blocks.append(Row(cells, table=table, row=row.row or count, page=row.page, line=row.line))
    return blocks


def _blank(row: RawRow) -> frozenset[int]:
    return frozenset(at for at in row.filled if not row.cells[at].strip())


def trimmed(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` without the outer columns in which no row has a text."""
    rows = [block for block in blocks if isinstance(block, Row)]
    used = {at for row in rows for at, cell in enumerate(row.cells) if cell.text.strip()}
    if not used:
        return list(blocks)
    kept = slice(min(used), max(used) + 1)
    return [replace(block, cells=block.cells[kept]) if isinstance(block, Row) else block for block in blocks]


def tally_of(blocks: Iterable[Block], *, pages: int | None = None, skipped: tuple[Skip, ...] = ()) -> Tally:
    """Count tables, rows, cells with a carried text, and the other cells' characters (white space out)."""
    rows = [block for block in blocks if isinstance(block, Row)]
    cells = [cell for row in rows for cell in row.cells]
    return Tally(
        pages=pages,
        tables=len({row.table for row in rows}),
        rows=len(rows),
        filled=sum(cell.filled and bool(cell.text) for cell in cells),
        characters=sum(len("".join(cell.text.split())) for cell in cells if not cell.filled),
        skipped=skipped,
    )
