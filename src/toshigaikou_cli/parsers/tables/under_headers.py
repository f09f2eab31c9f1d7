"""Blocks -> the rows under the headers of known tables: where headers are, of one level or two, and what stands under them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Protocol

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.parsers.columns.beside_roles import beside_role, with_lower_names
from toshigaikou_cli.parsers.columns.figure_groups import grouped_columns, labels_over
from toshigaikou_cli.parsers.columns.header import HeaderColumn
from toshigaikou_cli.parsers.columns.lower_labels import has_lower_labels
from toshigaikou_cli.parsers.columns.lower_years import says_years
from toshigaikou_cli.parsers.columns.matching import Header, match_header, may_be_header
from toshigaikou_cli.parsers.columns.parts_of_year import is_part_of_year
from toshigaikou_cli.parsers.columns.under_one_label import with_one_value
from toshigaikou_cli.parsers.periods import reports_on_a_year
from toshigaikou_cli.parsers.rows.page_rows import numbers_a_page, text_of
from toshigaikou_cli.parsers.rows.units_over import (
    KnowsUnit,
    UnitsOver,
    knows_none,
    lacks_units,
    unit_below,
    unit_in_cells,
)
from toshigaikou_cli.parsers.tables.other_tables import (
    MOST_COMPARED,
    goes_on_other,
    has_labels_of_another,
    has_own_header,
    opens_below,
    reach,
)
from toshigaikou_cli.parsers.tables.side_by_side import Halves, captions_at, halves_at
from toshigaikou_cli.parsers.tables.spanned import spans_of, with_spans, with_unit_parts
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import Columns

_LONGEST_NAME = 20
_LONGEST_HEADING, _MOST_HEADINGS = 60, 5
_NAMES_OF_HEADER = 2
_ROWS_OF_TITLE = 12
_ROWS_LOOKED_AT = 100
_YEAR_OR_KIND = expression(
    rf"(?:{eras.NAMES}|fy|[hr])?(?:元|\d{{1,4}})年?度?|年度?|年次|時点|数?値|.*(?:実績|計画|予定|年度|目標|現状|見込|達成率|評価).*"
)


class RowAccount(Protocol):
    """The account of the rows that stand under no header: ``unknown`` has the first of each such table, ``of_nobody`` the header
    of each that lacks nothing but a column of units."""

    rows: int
    headers: int
    other: int
    unknown: list[Row]
    of_nobody: list[Row]


def under_headers(
    blocks: Sequence[Block], columns: Columns, tables: RowAccount, knows: KnowsUnit = knows_none
) -> Iterator[tuple[Header, Row] | Line]:
    """Lines, and rows of known tables with their header; headers and rows of other tables are counted away. Of two tables
    side by side the rows of the second follow those of the first. A table of a sheet needs no column of units under a line
    that names one (``knows`` tells registered ones)."""
    halves: Halves | None = None
    second: list[tuple[Header, Row] | Line] = []
    for item in _headed(blocks, columns, tables, knows):
        if halves and not isinstance(item, Line | Halves) and item[0] is halves.first:
            sides = zip((halves.first, halves.second), halves.of(item[1]), strict=True)
            filled = [(header, row) for header, row in sides if any(cell.text.strip() for cell in row.cells)]
            tables.rows += len(filled) - 1
            second += [each for each in filled if each[0] is halves.second]
            yield from (each for each in filled if each[0] is halves.first)
            continue
        yield from second
        halves, second = None, []
        if isinstance(item, Halves):
            halves, second = item, [*item.captions[1:]]
            tables.rows += 1 + item.extra
            tables.headers += 1 + item.extra
            yield from item.captions[:1]
        else:
            yield item
    yield from second


def _headed(
    blocks: Sequence[Block], columns: Columns, tables: RowAccount, knows: KnowsUnit
) -> Iterator[tuple[Header, Row] | Line | Halves]:
    """Lines, and rows with the header that they stand under; before the rows of two tables side by side, that they are two."""
    header: Header | None = None
    table = width = skip = 0
    other = _OtherTable()
    units = UnitsOver(knows)
    spans: dict[int, int] = {}
    known: deque[Row] = deque(maxlen=MOST_COMPARED)
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            units.take(block)
            yield block
            continue
        if not any(cell.text.strip() for cell in block.cells):
            continue
        tables.rows += 1
        if skip:
            skip -= 1
            tables.headers += 1
            continue
        if over := _over_rows(blocks, at, columns, header, units):
            tables.headers += 1
            yield over
            continue
        if captions_at(blocks, at, lambda place: _halves_at(blocks, place, columns)):
            tables.headers += 1
            continue
        # most rows have no name of a column, and are weighed no further
        names = may_be_header([cell.text for cell in block.cells], columns)
        found, extra = _header_at(blocks, at, columns) if names else (None, 0)
        if units.unit or unit_below(blocks, at + 1 + extra, knows):
            found, extra = _under_unit(blocks, at, columns, found, extra)
        if found:
            halves = _halves_at(blocks, at, columns)
            if halves:
                found, extra = halves.first, halves.extra
                yield halves
            found = found if halves else with_unit_parts(found, _texts_below(blocks, at + extra))
            header, table, width, skip = found, block.table, len(block.cells), extra
            spans = {} if halves else _spans_at(blocks, at + extra, found)
            known.clear()
            other.widest = None
            tables.headers += 1
            continue
        if header and columns.asks_for_units and lacks_units(header) and not units.unit:
            header = None  # what follows is not of the unit that the rows above were of
        goes_on = header and block.table not in (table, other.table) and len(block.cells) == width
        if goes_on and not (
            other.goes_on(blocks, at, known) or _opens_with_header(blocks, at, columns, known, names=names)
        ):
            table, other.widest = block.table, None  # it goes on under the header that was printed once
        touching = header and known and block.table == table
        if touching and ((names and _opens_another(block, columns)) or opens_below(blocks, at, known)):
            header = None
        if header is None or block.table != table:
            other.take(block, tables)
            tables.of_nobody += [block] if lacks_units(_under_unit(blocks, at, columns)[0]) else []
            continue
        known.append(block)
        units.pass_row(block.sheet)
        yield header, with_spans(block, header, spans) if spans else block


@dataclass(slots=True)
class _OtherTable:
    """The last table without a known header, by its number, and its widest row where it stands below a known table."""

    table: int = 0
    widest: Row | None = None

    def take(self, row: Row, tables: RowAccount) -> None:
        """Count a row away; the first one of a table is told."""
        tables.other += 1
        tables.unknown += [row] if row.table != self.table else []
        same = self.widest if self.widest and self.widest.table == row.table else row
        self.widest, self.table = max(same, row, key=reach), row.table

    def goes_on(self, blocks: Sequence[Block], at: int, known: Sequence[Row]) -> bool:
        """Whether the table that begins at a row is the rest of it, rather than that of the table of the rows ``known``. Where
        the page alone parts them it is told no second time."""
        if not self.widest or not goes_on_other(_rows_at(blocks, at), self.widest, known):
            return False
        before, row = blocks[at - 1], blocks[at]
        if isinstance(before, Row) and isinstance(row, Row) and before.page != row.page:
            self.table = row.table
        return True


def _under_unit(
    blocks: Sequence[Block], at: int, columns: Columns, found: Header | None = None, extra: int = 0
) -> tuple[Header | None, int]:
    """The header that begins at a row, where it needs no column of units: of a sheet where there is no other, or where it has
    more columns than that of a table of indicators which was ``found``."""
    if found and found.table.document != "indicators":
        return found, extra
    sheet, more = _header_at(blocks, at, columns.under_a_unit)
    if sheet is None:
        sheet, more = _header_of_what_was_held(blocks, at, columns)
    better = lacks_units(sheet) and (found is None or len(_named(sheet)) > len(_named(found)))
    return (sheet, more) if better else (found, extra)


def _header_of_what_was_held(blocks: Sequence[Block], at: int, columns: Columns) -> tuple[Header | None, int]:
    """The header whose results have a weak name (内容), where the columns beside it say that it was held: when and how many took
    part, or when under the title of a report on a year."""
    sheet, more = _header_at(blocks, at, columns.without("bureau", "achievements"))
    if sheet is None or not lacks_units(sheet):
        return None, 0
    roles = {beside_role(column.header, sheet.table) for column in sheet.columns if not column.column}
    above = [block.text for block in blocks[:at] if isinstance(block, Line)][:_ROWS_OF_TITLE]
    held = "when" in roles and ("count" in roles or reports_on_a_year(above))
    return (sheet, more) if held else (None, 0)


def _over_rows(
    blocks: Sequence[Block], at: int, columns: Columns, header: Header | None, units: UnitsOver
) -> Line | None:
    """The line that a row is which stands over a table: the name of a unit, a heading, the number of a page; else None."""
    row = blocks[at]
    assert isinstance(row, Row)
    text = _unit_over_rows(blocks, at, columns, header, units.knows)
    own = columns.under_a_unit if units.unit else columns
    stands_over = (header or _spans_table(row)) and _heads_a_table(blocks, at, own)
    if not text and not (stands_over or numbers_a_page(row)):
        return None
    line = Line(text or text_of(row), row.page, row.line, row.sheet)
    units.take(line)
    return line


def _unit_over_rows(
    blocks: Sequence[Block], at: int, columns: Columns, header: Header | None, knows: KnowsUnit
) -> str:
    """The line that a row is which names who is responsible for the rows below it, in a table without a column of units; ""
    for any other row."""
    row = blocks[at]
    assert isinstance(row, Row)
    text = unit_in_cells(row, knows)
    if not text or (header and lacks_units(header) and text == text_of(row)):
        return text
    below = range(at + 1, min(at + _MOST_HEADINGS, len(blocks)))
    rows = takewhile(lambda place: isinstance(blocks[place], Row), below)
    return text if any(lacks_units(_under_unit(blocks, place, columns)[0]) for place in rows) else ""


def _halves_at(blocks: Sequence[Block], at: int, columns: Columns) -> Halves | None:
    halves = halves_at(blocks, at, lambda those, place: _header_at(those, place, columns))
    captions = captions_at(blocks, at - 1, lambda _: halves) if halves and at else None
    return replace(halves, captions=captions) if halves and captions else halves


def _spans_at(blocks: Sequence[Block], at: int, header: Header) -> dict[int, int]:
    row = blocks[at]
    return spans_of(header, row) if isinstance(row, Row) else {}


def _spans_table(row: Row) -> bool:
    """Whether a row is one merged cell."""
    return len(row.cells) > 1 and all(cell.filled and not cell.text.strip() for cell in row.cells[1:])


def _heads_a_table(blocks: Sequence[Block], at: int, columns: Columns) -> bool:
    """Whether a row of nothing but its first cell is a heading of the table whose header follows: a spreadsheet saved without
    its empty rows has headings among the rows. Several may stand below each other."""
    for place in range(at, min(at + _MOST_HEADINGS, len(blocks))):
        row = blocks[place]
        if not isinstance(row, Row):
            return False
        if [number for number, cell in enumerate(row.cells) if cell.text.strip()] != [0]:
            return place > at and _header_at(blocks, place, columns)[0] is not None
        if len(row.cells[0].text) > _LONGEST_HEADING or row.cells[0].text.strip().endswith("。"):
            return False
    return False


def _seems_header(row: Row, columns: Columns) -> bool:
    """Whether a row that opens a table has the names of columns, though no declared table has all of them: what stands
    under it is another table, not the rest of the one above."""
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    short = all(len(match_key(text)) <= _LONGEST_NAME and "。" not in text for text in texts)
    return short and sum(may_be_header([text], columns) for text in texts) >= _NAMES_OF_HEADER


def _opens_with_header(
    blocks: Sequence[Block], at: int, columns: Columns, known: Sequence[Row], *, names: bool
) -> bool:
    """Whether a table after a known one, whose rows are ``known``, opens with a header of its own; ``names``: its first row has
    the name of a column."""
    row = blocks[at]
    assert isinstance(row, Row)
    return (
        (names and _seems_header(row, columns))
        or has_own_header(blocks, at, known)
        or has_labels_of_another(blocks, at, known, columns.other_labels)
    )


def _opens_another(row: Row, columns: Columns) -> bool:
    """Whether a row within a table is the header of another table that touches it: a third of its cells and more are
    names of columns."""
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    named = sum(may_be_header([text], columns) for text in texts)
    return 3 * named >= len(texts) and _seems_header(row, columns)


def _header_at(blocks: Sequence[Block], at: int, columns: Columns) -> tuple[Header | None, int]:
    """The header that begins at a row, and how many more rows it takes (a header of two levels takes one)."""
    row = blocks[at]
    assert isinstance(row, Row)
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    upper = [cell.text for cell in row.cells]
    if not may_be_header(upper, columns):
        return None, 0
    texts = _texts_below(blocks, at)
    alone = match_header(upper, columns, [_under_labels(row, cells) for cells in texts])
    if isinstance(below, Row) and below.table == row.table and len(below.cells) == len(row.cells):
        grouped = grouped_columns(row, below, columns, texts[1:])
        unfilled = not any(cell.filled for cell in row.cells)
        two_levels = grouped or _spans(row, below) or (alone is None and unfilled)
        parted = has_lower_labels(row, below, columns)
        if two_levels or parted or _is_second_level(row, below):
            both = _two_levels(row, below, columns, texts[1:], grouped)
            if both and (
                alone is None
                or parted
                or len(_named(both)) > len(_named(alone))
                or says_years(row, below, alone, both)
            ):
                return both, 1
    return alone, 0


def _texts_below(blocks: Sequence[Block], at: int) -> list[tuple[str, ...]]:
    """The texts of the rows of the same table under a row, as many as tell what its columns hold."""
    return [tuple(cell.text for cell in row.cells) for row in _rows_at(blocks, at)[1:]]


def _rows_at(blocks: Sequence[Block], at: int) -> list[Row]:
    """A row and those of the same table under it, as many as tell what its columns hold."""
    first = blocks[at]
    assert isinstance(first, Row)
    rows = (block for block in blocks[at + 1 : at + 1 + _ROWS_LOOKED_AT] if isinstance(block, Row))
    return [first, *takewhile(lambda row: row.table == first.table, rows)]


def _under_labels(row: Row, texts: Sequence[str]) -> list[str]:
    """The texts of a row below a header row, those under a label that spans columns together in the first of these."""
    found = list(texts)
    start = 0
    for at, cell in enumerate(row.cells[: len(found)]):
        if not cell.filled or cell.text.strip():
            start = at
        elif found[at].strip():
            found[start], found[at] = f"{found[start]}\n{found[at]}".strip(), ""
    return found


def _two_levels(
    row: Row,
    below: Row,
    columns: Columns,
    texts: Sequence[Sequence[str]],
    grouped: Mapping[int, HeaderColumn],
) -> Header | None:
    """The header that two rows make: by their texts joined, or by the lower one where it has a text, whichever names more.
    ``grouped`` are the columns of figures that the lower one names."""
    lower = [cell.text for cell in below.cells]
    labels = labels_over(row, below, grouped)
    upper = [labels.get(at, over) for at, over in enumerate(_spread(row, below))]
    pairs = list(zip(upper, lower, strict=True))
    joined = [over if match_key(over) == match_key(under) else f"{over}{under}" for over, under in pairs]
    instead = [under if under.strip() else over for over, under in pairs]
    matched = (match_header(each, columns, texts, grouped) for each in (joined, instead))
    found = max(filter(None, matched), key=lambda header: len(_named(header)), default=None)
    return with_lower_names(with_one_value(found, upper, lower), upper, lower) if found else None


def _named(header: Header | None) -> list[HeaderColumn]:
    return [column for column in header.columns if column.column] if header else []


def _spans(row: Row, below: Row) -> bool:
    """Whether the upper row has a cell that spans columns, or one that reaches down into the lower row."""
    across = any(cell.filled and not cell.text.strip() for cell in row.cells[1:])
    down = any(
        under.filled and under.text.strip() and match_key(over.text) == match_key(under.text)
        for over, under in zip(row.cells, below.cells, strict=True)
    )
    return across or down


def _spread(row: Row, below: Row) -> list[str]:
    """The texts of a header row, with a text that spans columns given to each of them.

    In a file that has no merged cells, a text spans the blank cells behind it where each cell of the lower row under
    them is a year or a kind of value, its own as well.
    """
    texts: list[str] = []
    opened = False
    for cell, under in zip(row.cells, below.cells, strict=True):
        blank = not cell.text.strip()
        spans = (cell.filled or (opened and _is_year_or_kind(under))) and bool(texts)
        if not blank:
            opened = _is_year_or_kind(under) and not cell.filled
        texts.append(texts[-1] if blank and spans else cell.text)
    return texts


def _is_year_or_kind(cell: Cell) -> bool:
    return (
        bool(_YEAR_OR_KIND.fullmatch(match_key(cell.text).strip("()[]【】"))) or is_part_of_year(cell.text)
    ) and len(cell.text) < _LONGEST_NAME


def _is_second_level(row: Row, below: Row) -> bool:
    own = [
        cell
        for above, cell in zip(row.cells, below.cells, strict=True)
        if cell.text.strip() and not cell.filled and match_key(cell.text) != match_key(above.text)
    ]
    return bool(own) and all(map(_is_year_or_kind, own))
