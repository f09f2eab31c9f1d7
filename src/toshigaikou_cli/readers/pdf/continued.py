"""Rows that a page break cut in two: is the first body row of a page the rest of the last row before it?

Some producers leave the cut open, some close both parts with rules; then only the text tells. The evidence:
the same columns, a column that every other row fills left empty, words that run on in mid-line.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from toshigaikou_cli.readers.pdf.forms import of_one_form
from toshigaikou_cli.readers.pdf.pages import PageTable
from toshigaikou_cli.readers.pdf.text import CellText, joint_of_wrapped, relaid

_SAME_COLUMN = 4.0
_MOST_HEADERS = 4
_LABEL = 12
"""Characters of the longest label of a header."""
_LEVEL = 3.0
"""Points: texts of one row may begin so far apart."""
_FEW = 3
"""Lines of a cell, more than a date that is wrapped has."""
_MANY = 8
"""Texts that begin in a cell, more than the points of one row are."""
_TAIL = 60
"""Characters of a cell's end that are remembered."""


@dataclass(slots=True)
class BodyRow:
    """A row of a table: the text of each column's cell, whether the cell is this row's own, and its grid row."""

    cells: list[CellText]
    own: list[bool]
    at: int

    @property
    def filled(self) -> list[bool]:
        return [bool(cell.text) for cell in self.cells]


@dataclass(slots=True)
class Chain:
    """A table followed over the pages: its first rows (the header among them), and what its rows look like.

    ``full`` are the texts of the last row, with those of earlier pages that it continues. ``closed`` says that
    other text stands after the table, so that nothing on the next page can be its rest.
    """

    xs: list[float]
    first_rows: list[tuple[str, ...]]
    last: BodyRow
    last_bottom: float
    open_bottom: bool
    last_counts: bool = True
    full: tuple[str, ...] = ()
    closed: bool = False
    rows: int = 0
    blank: list[int] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    values: dict[int, set[str]] = field(default_factory=dict)

    def own_columns(self) -> list[int]:
        """Columns that each row so far filled with a cell of its own."""
        return [c for c, blank in enumerate(self.blank) if blank == 0] if self.rows >= 2 else []


@dataclass(frozen=True, slots=True)
class Cut:
    """The first body row (``row``) continues the row before it, whose texts so far are ``before``.

    ``prefix[column]`` stands between the two texts; ``repeated``: the text was drawn in full on both pages.
    """

    row: int
    prefix: tuple[str, ...]
    before: tuple[str, ...]
    repeated: bool = False


def rows_of(table: PageTable) -> list[BodyRow]:
    """The rows of a table with the text of every column; a cell over several rows stands in each of them."""
    grid = table.grid
    rows = []
    for at, units in enumerate(grid.unit_region):
        cells, own = [], []
        for column, index in enumerate(units):
            region = grid.regions[index]
            first = region.left == column
            cells.append(table.texts[index] if first else CellText("", []))
            own.append(first and region.top_row == region.last_row == at)
        rows.append(BodyRow(cells, own, at))
    return rows


def squash(text: str) -> str:
    """A text without white space, for comparing headers."""
    return re.sub(r"\s+", "", text)


def parted(chain: Chain | None, rows: list[BodyRow]) -> list[BodyRow]:
    """The rows, with a repeated header parted from the rest of a cut row that no rule divides from it."""
    if chain is None or not rows or not chain.first_rows or len(rows[0].cells) != len(chain.first_rows[0]):
        return rows
    header, rest = [], []
    for cell, known in zip(rows[0].cells, chain.first_rows[0], strict=True):
        count = next(
            (
                n
                for n in range(len(cell.lines) + 1)
                if squash("".join(x.text for x in cell.lines[:n])) == known
            ),
            None,
        )
        if count is None:
            return rows
        header.append(relaid(cell, cell.lines[:count]))
        rest.append(relaid(cell, cell.lines[count:]))
    if not any(chain.first_rows[0]) or not any(cell.text for cell in rest):
        return rows
    first = rows[0]
    return [BodyRow(header, first.own, first.at), BodyRow(rest, first.own, first.at), *rows[1:]]


def header_rows(chain: Chain | None, rows: list[BodyRow]) -> int:
    """How many of a page's first rows repeat the first rows of the table on an earlier page."""
    if chain is None:
        return 0
    count = 0
    for row, known in zip(rows[:_MOST_HEADERS], chain.first_rows, strict=False):
        if tuple(squash(cell.text) for cell in row.cells) != known or not any(known):
            break
        count += 1
    return count if count < len(rows) or count == 1 else 0


def same_columns(chain: Chain, table: PageTable) -> bool:
    """Whether a table has the column positions of the chain."""
    xs = table.grid.xs
    return len(xs) == len(chain.xs) and all(
        abs((a - xs[0]) - (b - chain.xs[0])) <= _SAME_COLUMN for a, b in zip(xs, chain.xs, strict=True)
    )


def find_cut(
    chain: Chain, table: PageTable, rows: list[BodyRow], headers: int, page_bottom: float
) -> Cut | None:
    """Whether the first body row is the rest of the chain's last row.

    ``page_bottom`` is the lowest y that tables of this document reach: a cut row reaches down to it.
    """
    if headers >= len(rows) or not same_columns(chain, table):
        return None
    rest, last = rows[headers], chain.last
    shown = [c for c, filled in enumerate(rest.filled) if filled]
    if not shown:
        return None
    if _repeated(table, rest, last, shown):
        return Cut(headers, tuple("" for _ in rest.cells), chain.full, repeated=True)
    mid = {c: _runs_on(last.cells[c], rest.cells[c]) for c in shown}
    if headers == 0 and len(rows) > 1 and _is_another_header(chain, rest, mid):
        return None
    if not _continues(chain, rest, mid, page_bottom):
        return None
    _drop_repeated_lines(last, rest)
    prefix = tuple(_prefix(last, rest, c, mid.get(c, False)) for c in range(len(rest.cells)))
    return Cut(headers, prefix, chain.full)


def _is_another_header(chain: Chain, rest: BodyRow, mid: dict[int, bool]) -> bool:
    # Several labels, none of which goes on with the text before: the header of another table of the same widths.
    texts = [rest.cells[c] for c in mid]
    labels = all(
        len(squash(cell.text)) <= _LABEL and not cell.ends_sentence and not cell.opens_point for cell in texts
    )
    return len(mid) >= 2 and labels and not any(on or _completes(chain, rest, c) for c, on in mid.items())


def _drop_repeated_lines(last: BodyRow, rest: BodyRow) -> None:
    # Some web printers draw a line that the page break halves on both pages.
    for column, (before, after) in enumerate(zip(last.cells, rest.cells, strict=True)):
        if before.lines and after.lines and not after.opens_point:
            same = before.lines[-1].text == after.lines[0].text
            if same and len(after.lines[0].text) >= 4:
                rest.cells[column] = relaid(after, after.lines[1:])


def _repeated(table: PageTable, rest: BodyRow, last: BodyRow, shown: list[int]) -> bool:
    # A spreadsheet draws the whole text of a cut row on both pages and clips it.
    units = table.grid.unit_region[rest.at]
    return any(units[c] in table.clipped for c in shown if rest.own[c]) and all(
        rest.cells[c].text == last.cells[c].text for c in shown
    )


def _runs_on(last: CellText, rest: CellText) -> bool:
    return bool(last.text) and last.goes_on(rest) and not rest.opens_point


def _continues(chain: Chain, rest: BodyRow, mid: dict[int, bool], page_bottom: float) -> bool:
    own = chain.own_columns()
    shown = list(mid)
    before = [c for c, filled in enumerate(chain.last.filled) if filled]
    if own and not set(before) >= set(own) and set(before) | set(shown) >= set(own):
        # The last row lacks what every row has, and this one has it: each holds a part of one row.
        return all(mid[c] or _completes(chain, rest, c) or c == own[-1] for c in shown if c in before)
    if any(_completes(chain, rest, c) for c in shown):
        return True
    longest = max(own or shown, key=lambda c: chain.length[c])
    if own and own[0] not in shown:
        return True
    others = [c for c in shown if c != longest]
    if not others and longest in shown and own and own[0] != longest:
        return True
    if not all(mid[c] for c in others):
        return False
    if any(_complete(chain, c) for c in others):
        return False
    reaches_down = chain.open_bottom or chain.last_bottom >= page_bottom - 24
    sure = longest in mid and mid[longest] and not chain.last.cells[longest].ends_sentence
    if others:
        return sure or reaches_down
    # Only the long column goes on, and it is the only one that tells.
    return sure and reaches_down and (not own or len(own) > 1 or (len(rest.cells) > 1 and own != [longest]))


def _complete(chain: Chain, column: int) -> bool:
    # The cell before the cut ends as the cells of complete rows do.
    ending = squash(chain.last.cells[column].text)[-3:]
    return any(value.endswith(ending) for value in chain.values.get(column, ()))


def _completes(chain: Chain, rest: BodyRow, column: int) -> bool:
    # Only both parts together read as another row's cell does, or end as it ends.
    before, after = squash(chain.last.cells[column].text), squash(rest.cells[column].text)
    if not before or not after or chain.last.cells[column].lines[-1:] == []:
        return False
    values = chain.values.get(column, set())
    tail = before[-3:] + after
    if len(tail) > _TAIL or any(value.endswith(before[-4:]) for value in values):
        return False
    return any(value.endswith(tail) for value in values)


def lacks_row_rules(rows: list[BodyRow], headers: int, *, banded: bool = False) -> bool:
    """Whether rows that no rule divides were read as one: in each column several texts begin, level with the others.

    A table has one such row; where backgrounds bound rows (``banded``), it may have several.
    """
    body = rows[max(headers, 1) :] or rows[headers:]
    return (banded or len(body) == 1) and any(map(_holds_several, body))


def _holds_several(row: BodyRow) -> bool:
    if len(row.cells) < 2 or not all(row.filled):
        return False
    tops = [_begins(cell) for cell in row.cells]
    fewest = min(tops, key=len)
    level = [
        top for top in fewest if all(any(abs(top - other) <= _LEVEL for other in column) for column in tops)
    ]
    return (
        len(level) >= 3
        or (len(level) == 2 and all(len(column) == 2 for column in tops) and len(tops) >= 3)
        or _many_level(tops)
        or _of_one_form_each(row)
    )


def _of_one_form_each(row: BodyRow) -> bool:
    # Each line of one column is a date or a figure of the same form, and each other column has a text level with it.
    for cell in row.cells:
        lines = [line.text for line in cell.lines]
        if len(lines) >= _FEW and of_one_form(lines):
            others = [[line.top for line in other.lines] for other in row.cells if other is not cell]
            return all(
                any(abs(line.top - top) <= _LEVEL for top in tops) for line in cell.lines for tops in others
            )
    return False


def _many_level(tops: list[list[float]]) -> bool:
    # Many texts begin in two columns, and nearly all of them level: a narrow column beside them may look wrapped.
    more, most = sorted(tops, key=len)[-2:]
    level = sum(any(abs(top - other) <= _LEVEL for other in most) for top in more)
    return len(more) >= _MANY and level >= 0.8 * len(more)


def _begins(cell: CellText) -> list[float]:
    # The tops of the lines that a line break, not a full line, precedes.
    tops = [cell.lines[0].top]
    for last, line in itertools.pairwise(cell.lines):
        if relaid(cell, [last, line]).text.count("\n"):
            tops.append(line.top)
    return tops


def _prefix(last: BodyRow, rest: BodyRow, column: int, mid: bool) -> str:
    before, after = last.cells[column], rest.cells[column]
    if not before.text or not after.text:
        return ""
    return joint_of_wrapped(before.lines[-1], after.lines[0]) if mid else "\n"


def followed(
    chain: Chain | None, table: PageTable, rows: list[BodyRow], headers: int, cut: Cut | None
) -> Chain:
    """The chain with this table's rows taken into account."""
    columns = table.grid.columns
    going_on = chain is not None and (headers > 0 or same_columns(chain, table))
    first = [tuple(squash(c.text) for c in row.cells) for row in rows[:_MOST_HEADERS]]
    found = Chain(
        xs=list(table.grid.xs),
        first_rows=chain.first_rows if going_on and chain else first,
        last=rows[-1],
        last_bottom=table.grid.ys[-1],
        open_bottom=len(table.grid.open_bottom) == columns,
        last_counts=len(rows) > (headers if going_on else 1),
        rows=chain.rows if going_on and chain else 0,
        blank=list(chain.blank) if going_on and chain else [0] * columns,
        length=list(chain.length) if going_on and chain else [0] * columns,
        values=chain.values if going_on and chain else {},
    )
    if going_on and chain and chain.last_counts:
        _count(found, chain.last, rows[cut.row] if cut else None)
    start = headers if going_on else 1
    for row in rows[start:-1]:
        if not (cut and row is rows[cut.row]):
            _count(found, row, None)
    found.full = tuple(cell.text for cell in rows[-1].cells)
    if cut and rows[cut.row] is rows[-1]:
        found.last_counts = False
        parts = zip(cut.before, cut.prefix, found.full, strict=True)
        found.full = tuple(before + between + text for before, between, text in parts)
    return found


def _count(chain: Chain, row: BodyRow, rest: BodyRow | None) -> None:
    # A row becomes known only when it is complete: the last one of a page waits for the next page.
    chain.rows += 1
    for c, cell in enumerate(row.cells):
        text = cell.text + (rest.cells[c].text if rest else "")
        chain.blank[c] += not (row.own[c] and text)
        chain.length[c] += len(text)
        chain.values.setdefault(c, set()).add(squash(text)[-_TAIL:])
