"""Blocks -> the rows of known tables: headers found, cut rows joined, cells filled down, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import Message, say, say_n
from toshigaikou_cli.parsers.cards.upright import Upright
from toshigaikou_cli.parsers.columns.matching import Header
from toshigaikou_cli.parsers.rows.carrying import (
    DITTO,
    Above,
    Marks,
    filled_down,
    marked_columns,
    names_nobody,
    takes_measure,
    without_continued,
)
from toshigaikou_cli.parsers.rows.example_rows import example_label
from toshigaikou_cli.parsers.rows.heading_rows import heading_over
from toshigaikou_cli.parsers.rows.headings_between import (
    HeadingsBetween,
    alone_text,
    headings_between,
    may_have_headings,
)
from toshigaikou_cli.parsers.rows.indicator_rows import form_label, indicator_label
from toshigaikou_cli.parsers.rows.legend_rows import legend_label
from toshigaikou_cli.parsers.rows.rows_of_item import goes_on_item, of_item_above, with_part
from toshigaikou_cli.parsers.rows.table_rows import TableItem, TableRow, Tables, is_reached
from toshigaikou_cli.parsers.rows.told_again import is_told_again
from toshigaikou_cli.parsers.rows.totals import counts_under_a_word, total_label
from toshigaikou_cli.parsers.rows.units_over import KnowsUnit, knows_none
from toshigaikou_cli.parsers.rows.year_headings import is_year_column, year_of_heading
from toshigaikou_cli.parsers.tables.long_values import LongTables
from toshigaikou_cli.parsers.tables.spanned import over_values
from toshigaikou_cli.parsers.tables.under_headers import under_headers
from toshigaikou_cli.records.blocks import LONGEST_CELL, Block, Cell, Line, Row
from toshigaikou_cli.records.documents import RejectedRow
from toshigaikou_cli.records.finding import A_LEGEND, A_TOTAL, AN_EXAMPLE
from toshigaikou_cli.text.dates import eras
from toshigaikou_cli.text.footnotes import is_mark, is_note
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.marks import BULLETS, CIRCLED
from toshigaikou_cli.vocabulary.columns import Columns

_VALUE_OPENS = expression(
    rf"[{BULLETS}{CIRCLED}【※]|(?:{eras.NAMES}|[HR])?(?:元|[0-9０-９]{{1,4}})[年./]|[0-9０-９]{{1,2}}月"
)
_SHOWN = 30
MAX_JOINED = LONGEST_CELL
"""Characters of a cell to which further rows are joined."""


def find_tables(blocks: Sequence[Block], columns: Columns, knows: KnowsUnit = knows_none) -> Tables:
    """Group ``blocks`` under the headers that they stand under. Nothing is dropped: see :class:`Tables`. ``knows`` tells the
    names of registered units, which may stand over a table that has no column of them."""
    tables = Tables()
    blocks = _upright(blocks, columns, tables)
    marked = _marked(blocks, columns, knows)
    headings = _headings(blocks, columns, knows)
    rows = _whole_rows(blocks, columns, tables, knows)
    tables.take(_added(rows, tables, marked, headings))
    return tables


def _upright(blocks: Sequence[Block], columns: Columns, tables: Tables) -> Sequence[Block]:
    """The blocks, those of tables that have their headers in the first column with a header row, those with a row for each
    value with a row for each indicator, or left out."""
    long = LongTables(columns)
    long.take(blocks)
    upright = Upright(columns)
    upright.take(long.blocks)
    tables.headers += upright.headings + long.headers
    tables.continued += upright.joined + long.joined
    tables.other += sum(map(len, (*upright.sideways, *(rows for rows, _ in long.unread))))
    tables.rows += tables.headers + tables.continued + tables.other
    tables.turned += [(row.spot, records) for row, records in upright.read]
    tables.sideways += [rows[0] for rows in upright.sideways]
    tables.long += [(row.spot, values) for row, values in long.read]
    tables.long_unread += [(rows[0], unsure.row.spot, unsure.why) for rows, unsure in long.unread]
    tables.unknown += (*tables.sideways, *(row for row, *_ in tables.long_unread))
    return upright.blocks


def _headings(blocks: Sequence[Block], columns: Columns, knows: KnowsUnit) -> HeadingsBetween:
    """The headings between rows; a document without rows of one text has none."""
    if not may_have_headings(blocks):
        return HeadingsBetween({})
    return headings_between(_whole_rows(blocks, columns, Tables(), knows))


def _marked(blocks: Sequence[Block], columns: Columns, knows: KnowsUnit) -> Marks:
    """The marked columns; a document without merged cells has none."""
    if not any(cell.filled for block in blocks if isinstance(block, Row) for cell in block.cells):
        return frozenset()
    rows = _whole_rows(blocks, columns, Tables(), knows)
    return marked_columns(item for item in rows if not isinstance(item, Line))


def _whole_rows(
    blocks: Sequence[Block], columns: Columns, tables: Tables, knows: KnowsUnit
) -> Iterator[tuple[Header, Row] | Line]:
    """The rows of known tables with their rest from the next page, before they are judged: the parts of a cut row may lack
    what a row needs."""
    held: list[tuple[Header, Row] | Line] = []  # the last row, and the lines behind it
    for item in under_headers(blocks, columns, tables, knows):
        if not isinstance(item, Line):
            before = held[0] if held else None
            if before is not None and not isinstance(before, Line) and _is_rest(before, item):
                tables.continued += 1
                held[0] = (before[0], _put_together(before[1], item[1]))
                continue
            yield from held
            held.clear()
        held.append(item)
    yield from held


def _is_rest(before: tuple[Header, Row], item: tuple[Header, Row]) -> bool:
    goes_on = item[1].continues and before[0].table is item[0].table
    return goes_on and not _is_whole(*item, before[1])


def _added(
    items: Iterable[tuple[Header, Row] | Line], tables: Tables, marked: Marks, headings: HeadingsBetween
) -> Iterator[TableItem]:
    """The lines, and the rows of tables as they are added: each when none goes on it any more."""
    held: list[TableItem] = []  # the last row, and the lines behind it
    over: Above | None = None  # a heading whose cell the empty ones below it mean
    named = 0  # headings that rows stand under: nothing does under a note below the last row of a sheet
    for place, item in enumerate(items):
        if place in headings.texts:
            heading = _heading(tables, item, headings.texts[place])
            if place in headings.carried:
                over = headings.carried[place]
            else:
                held.append(heading)
            continue
        placed: TableItem | _Continued | None = (
            item
            if isinstance(item, Line)
            else _placed(tables, *item, held[0] if held else None, marked, over)
        )
        if placed is None:
            continue
        if isinstance(placed, Line):
            held.append(placed)
        elif isinstance(placed, _Continued):
            held[0] = placed.row
        else:
            over_this = [each for each in tables.between[named:] if each[1].sheet == placed.source.sheet]
            tables.between[named:] = over_this
            named = len(tables.between)
            yield from held
            held, over = [placed], None
    del tables.between[named:]
    yield from held


def _heading(tables: Tables, item: tuple[Header, Row] | Line, text: str) -> Line:
    """The line that a heading between rows is."""
    spot = item.spot if isinstance(item, Line) else item[1].spot
    tables.headers += not isinstance(item, Line)
    tables.between.append((text, spot))
    return Line(text, spot.page, spot.line, spot.sheet, heads=True)


def _is_whole(header: Header, row: Row, before: Row) -> bool:
    """Whether a row that seems cut is one of its own: it has a key, repeats what is above in a column that is filled
    down, and its values open as values do. The rest of a cut row has the tail of such a column, or nothing."""
    columns = {c.column or c.header: at for at, c in enumerate(header.columns) if at < len(row.cells)}
    own = {name: row.cells[at].text.strip() for name, at in columns.items() if not row.cells[at].filled}
    above = {name: before.cells[at].text for name, at in columns.items() if at < len(before.cells)}
    repeats = any(
        own.get(name) and match_key(own[name]) == match_key(above.get(name, ""))
        for name in header.table.carried
    )
    values = [own[c.column] for c in header.columns if c.kind and own.get(c.column)]
    return bool(own.get(header.key)) and repeats and all(map(_VALUE_OPENS.match, values)) and bool(values)


def _put_together(row: Row, rest: Row) -> Row:
    """A row and the rest of it from the next page; the reader has put a line break where there is one."""
    width = max(len(row.cells), len(rest.cells))
    first, second = (cells + (Cell(""),) * (width - len(cells)) for cells in (row.cells, rest.cells))
    return row._replace(cells=tuple(_join(*pair, between="") for pair in zip(first, second, strict=True)))


def _as_wide(header: Header, row: Row) -> tuple[Cell, ...]:
    """The cells of a row, one for each column of its header."""
    width = len(header.columns)
    return row.cells[:width] + (Cell(""),) * (width - len(row.cells))


class _Continued(NamedTuple):
    """The last row, on which another one went on."""

    row: TableRow


def _placed(
    tables: Tables, header: Header, row: Row, last: TableItem | None, marked: Marks, over: Above | None
) -> TableRow | Line | _Continued | None:
    """What a row of a table is; None for one that is rejected. ``last`` is the row before it, where there is one, ``over`` a
    heading between the two whose cell is carried down."""
    own = [cell for cell in row.cells if cell.text.strip() and not cell.filled]
    if len(row.cells) > 1 and len(own) == 1 and row.cells[0] is own[0]:
        spanned = all(cell.filled and not cell.text.strip() for cell in row.cells[1:])
        if is_note(own[0].text):
            return _no_row(tables, row, row.cells, "")
        if spanned or year_of_heading(own[0].text):
            # a heading that spans the table or says a year stands outside the rows
            tables.headers += 1
            return Line(own[0].text, row.page, row.line, row.sheet)
    if heading := heading_over(header, row.cells):
        tables.headers += 1
        return Line(heading, row.page, row.line, row.sheet, heads=True)
    width = len(header.columns)
    if any(cell.text.strip() for cell in row.cells[width:]):
        reason = say_n(
            "{n} cell under a header of {width}",
            "{n} cells under a header of {width}",
            n=len(row.cells),
            width=width,
        )
        tables.rejected.append(RejectedRow(reason, _text(row.cells), row.spot))
        return None
    cells = over_values(header, _as_wide(header, row))
    previous = (
        last if isinstance(last, TableRow) and last.header.table is header.table and not row.apart else None
    )
    if why := _no_record(header, cells, row.sheet):
        return _no_row(tables, row, cells, why)
    above = over or (Above(previous.header, previous.cells) if previous else None)
    cells = without_continued(header, cells, above)
    told_again, of_item = _tells_again(header, cells), False
    if previous and previous.header is header and not over:
        cells = of_item_above(header, cells, previous.cells)
        of_item = goes_on_item(header, cells, previous.cells)
    if previous and not over and not told_again and (of_item or _goes_on(cells, header, previous.header)):
        if any(len(cell.text) > MAX_JOINED for cell in previous.cells):
            reason = say("the row above it goes on for more than {n:,} characters", n=MAX_JOINED)
            tables.rejected.append(RejectedRow(reason, _text(cells), row.spot))
            return None
        tables.continued += 1
        tables.longer.add(previous.source)
        if of_item:
            tables.parts.append((previous.cell(header.key).text, row.spot))
        return _Continued(replace(previous, cells=_both(header, previous.cells, cells, of_item, row)))
    goes_on = previous and previous.source.table == row.table
    blank = frozenset(name for table, name in marked if table == row.table) if goes_on else frozenset()
    reached = header.table.name == "measures" and is_reached(row.cells)
    complete = TableRow(header, filled_down(header, cells, above, blank), row.spot, reached)
    key = complete.cell(header.key)
    if not key.text.strip() and not told_again:
        reason = _without_key(header, key)
        tables.rejected.append(RejectedRow(reason, _text(cells), row.spot))
        return None
    _note_assumed(tables, row, cells, complete, previous)
    if header.table.document == "achievements" and alone_text(header, row.cells):
        tables.lone.append(complete)
    return complete


def _note_assumed(
    tables: Tables, row: Row, cells: Sequence[Cell], complete: TableRow, previous: TableRow | None
) -> None:
    """Note a row that has who is responsible, or its measure, from the ``previous`` one, where that is not sure."""
    header = complete.header
    if row.sheet and names_nobody(header, cells) and not names_nobody(header, complete.cells):
        tables.assumed.append(complete)
    if previous and previous.header is header:
        again = bool(tables.of_measure_above) and tables.of_measure_above[-1] is previous
        if takes_measure(header, cells, complete.cells, previous.cells, again=again):
            tables.of_measure_above.append(complete)


def _no_row(tables: Tables, row: Row, cells: Sequence[Cell], why: str) -> Line | None:
    """Account for a row that calls itself no record: the line that a note under a table is, None for any other; "" is why a
    note is none."""
    own = [cell.text for cell in row.cells if cell.text.strip() and not cell.filled]
    why = why or say(A_LEGEND, label=" ".join(own[0].split())[:_SHOWN])
    tables.rejected.append(RejectedRow(why, _text(cells), row.spot))
    if len(own) == 2 and is_mark(own[0]):
        own = [" ".join(own)]
    return Line(own[0], row.page, row.line, row.sheet) if len(own) == 1 and is_note(own[0]) else None


def _tells_again(header: Header, cells: Sequence[Cell]) -> bool:
    """Whether a row of a strategy says that it tells a measure again (再掲): it needs no code, and is the rest of none."""
    columns = zip(header.columns, cells, strict=True)
    return header.table.name == "measures" and any(
        column.column in ("title", "number") and is_told_again(cell.text) for column, cell in columns
    )


def _without_key(header: Header, key: Cell) -> Message:
    """Why a row without a key is no record."""
    label = next((c.header for c in header.columns if c.column == header.key), header.key)
    reason = say("no {header}", header=" ".join(label.split()))
    return say("{text} (it is struck through)", text=reason) if key.struck else reason


def _no_record(header: Header, cells: Sequence[Cell], sheet: str) -> str:
    """Why a row of a table is no record, by what it calls itself; "" for any other row."""
    if total := total_label(header, cells):
        return say(A_TOTAL, total=total)
    if example := example_label(header, cells, sheet):
        return say(AN_EXAMPLE, label=example)
    if legend := legend_label(header, cells):
        return say(A_LEGEND, label=legend[:_SHOWN])
    if indicator := indicator_label(header, cells):
        return say("an indicator in the place of a row ({label})", label=indicator)
    if label := form_label(header, cells):
        return say("a row of a form in the place of an indicator ({label})", label=label)
    return ""


def _goes_on(cells: Sequence[Cell], header: Header, over: Header) -> bool:
    """Whether a row without a key goes on the row above, whose header is ``over``: nothing of its own in what is filled down,
    either, and not only the next number of a form. Where the key is filled down, one with a year of its own is the same in
    another year."""
    if not _same_places(over, header):
        return False
    said = [column.column for column, cell in zip(header.columns, cells, strict=True) if cell.text.strip()]
    if said == ["number"] or (header.key in header.table.carried and _says_its_year(cells, header)):
        return False
    by_name = {
        column.column: cell for column, cell in zip(header.columns, cells, strict=True) if column.column
    }
    key = by_name[header.key]
    heads = [cell for name, cell in by_name.items() if name in header.table.carried]
    own = key.text.strip() or any(cell.text.strip() and not cell.filled for cell in heads)
    return not own and not counts_under_a_word(header, cells)


def _same_places(first: Header, second: Header) -> bool:
    """Whether the columns of two headers are the same at each place, as those of a header that is printed again."""
    return first is second or [each.column for each in first.columns] == [
        each.column for each in second.columns
    ]


def _says_its_year(cells: Sequence[Cell], header: Header) -> bool:
    columns = zip(header.columns, cells, strict=True)
    return any(
        is_year_column(column.header) and eras.parse_fiscal_year(match_key(cell.text)) is not None
        for column, cell in columns
    )


def _both(
    header: Header, cells: Sequence[Cell], more: Sequence[Cell], of_item: bool, row: Row
) -> tuple[Cell, ...]:
    """The cells of a row and of the one that goes on it, or (``of_item``) tells more of its item; no page cuts the rows of a
    workbook, each of which tells something of its own."""
    whole = bool(row.sheet)
    triples = zip(header.columns, cells, more, strict=True)
    return tuple(
        (with_part(column, cell, other, whole=whole) if of_item or whole else None)
        or _join(cell, other, between="\n")
        for column, cell, other in triples
    )


def _join(cell: Cell, more: Cell, *, between: str) -> Cell:
    if not more.text.strip() or more.filled or DITTO.fullmatch(more.text):
        return cell
    if match_key(cell.text) == match_key(more.text):
        return cell  # a merged cell that is printed again on the next page
    return cell._replace(text=f"{cell.text}{between if cell.text.strip() else ''}{more.text}")


def _text(cells: Sequence[Cell]) -> str:
    return " | ".join(" ".join(cell.text.split()) for cell in cells)
