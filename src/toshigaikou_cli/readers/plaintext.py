"""Plain text as a document: heading lines, and table rows whose cells are parted by tabs (or by pipes)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toshigaikou_cli.messages import say_n
from toshigaikou_cli.readers.tables import RawRow, Struck, as_blocks, bounded, tally_of
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.normalize import is_laid_out

# A cell in quotation marks (doubled inside) that opens and closes with the cell.
_QUOTED = re.compile(r'"((?:[^"\f]++|"")*+)"(?=[\t\n\f]|\Z)')
_CELL_END = re.compile(r"[\t\n\f]|\Z")
_LINE_END = re.compile(r"[\n\f]|\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE_CELL = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class _TextRow:
    """A line of the file, or the lines of a row whose quoted cells hold line breaks; it ends at ``end``."""

    text: str
    cells: tuple[str, ...]
    line: int
    page: int
    end: int

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1

    @property
    def is_blank(self) -> bool:
        return not self.is_row and not self.text.strip()


def recognizes(text: str) -> bool:  # noqa: ARG001 (as every reader)
    """Any text."""
    return True


def read(text: str, name: str, options: ReadOptions) -> Reading:  # noqa: ARG001 (as every reader)
    """Lines with a tab are rows, other lines that are not blank are heading lines.

    Consecutive rows are one table. A row of one filled first cell that opens a table is a title. Pages are
    told by form feeds, else by the first table's header where it comes again after blank lines; else None.
    """
    records = list(bounded(_records(text), text, name))
    struck = Struck()
    blocks, rules = _blocks(records, _pages(records), struck)
    ruled = say_n("{n} separator line of pipe tables", "{n} separator lines of pipe tables", rules)
    skipped = (Skip(ruled, Spot(name)),) if rules else ()
    pages = max((block.page for block in blocks if block.page is not None), default=None)
    tally = tally_of(blocks, pages=pages, skipped=skipped, struck_rows=len(struck.rows))
    return Reading("text", tuple(blocks), tally, struck.findings(name), typed=not is_laid_out([text]))


# ---------------------------------------------------------------- lines and rows


def _records(text: str) -> Iterator[_TextRow]:
    at, line, page = 0, 1, 1
    while at < len(text):
        record = _record(text, at, line, page)
        yield record
        ends_with = text[record.end : record.end + 1]
        line += record.text.count("\n") + (ends_with == "\n")
        page += ends_with == "\f"
        at = record.end + 1


def _record(text: str, start: int, line: int, page: int) -> _TextRow:
    end = _end(_LINE_END, text, start)
    plain = text[start:end]
    if "\t" not in plain and not plain.startswith('"'):
        return _TextRow(plain, (plain,), line, page, end)
    cells: list[str] = []
    at = start
    while not cells or text[at : at + 1] == "\t":
        cell, at = _cell(text, at + 1 if cells else at)
        cells.append(cell)
    if len(cells) == 1 or not all(_may_span(cell, len(cells)) for cell in cells):
        return _TextRow(plain, tuple(plain.split("\t")), line, page, end)
    return _TextRow(text[start:at], tuple(cells), line, page, at)


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell at ``start``, and where it ends."""
    quoted = _QUOTED.match(text, start)
    if quoted:
        return quoted[1].replace('""', '"'), quoted.end()
    end = _end(_CELL_END, text, start)
    return text[start:end], end


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _may_span(cell: str, cells: int) -> bool:
    """Whether a cell's lines can be one cell of a row of so many: none within it is a row itself."""
    return all(line.count("\t") < max(2, cells - 1) for line in cell.split("\n")[1:-1])


# ---------------------------------------------------------------- pages


def _pages(records: Sequence[_TextRow]) -> list[int | None]:
    """The page of each record, from 1; None for each where the text does not show its pages."""
    if records and records[-1].page > 1:
        return [record.page for record in records]
    starts = _header_again(records)
    if not starts:
        return [None] * len(records)
    pages: list[int | None] = []
    page = 1
    for at in range(len(records)):
        page += at in starts
        pages.append(page)
    return pages


def _header_again(records: Sequence[_TextRow]) -> set[int]:
    """Where the document's first row comes again, with nothing but blank lines since the table before it."""
    header: tuple[str, ...] | None = None
    starts: set[int] = set()
    blanks, after_row = 0, False
    for at, record in enumerate(records):
        if record.is_blank:
            blanks += 1
            continue
        key = tuple("".join(cell.split()) for cell in record.cells)
        if record.is_row and header is None and sum(map(bool, key)) > 1:
            header = key
        elif record.is_row and key == header and after_row and blanks:
            starts.add(at)
        after_row, blanks = record.is_row, 0
    return starts


# ---------------------------------------------------------------- blocks


def _blocks(
    records: Sequence[_TextRow], pages: Sequence[int | None], struck: Struck
) -> tuple[list[Block], int]:
    """The blocks, and how many separator lines of pipe tables were left out."""
    blocks: list[Block] = []
    table: list[RawRow] = []
    tables = rules = 0

    def close() -> None:
        nonlocal tables
        made = as_blocks(struck.without(table), tables + 1)
        tables += any(isinstance(block, Row) for block in made)
        blocks.extend(made)
        table.clear()

    piped = _piped(records)
    for at, (record, page) in enumerate(zip(records, pages, strict=True)):
        if at in piped:
            rules += not piped[at]
            cells = piped[at]
        else:
            cells = record.cells if record.is_row else ()
        if cells:
            if table and table[-1].page != page:
                close()
            table.append(RawRow.of_markup(cells, None, page, record.line))
        elif at not in piped:
            close()
            if not record.is_blank:
                blocks.append(Line(record.text.strip(), page, record.line))
    close()
    return blocks, rules


def _piped(records: Sequence[_TextRow]) -> dict[int, tuple[str, ...]]:
    """The cells of each row of each pipe table; () for the separator line under its header."""
    found: dict[int, tuple[str, ...]] = {}
    for at in range(1, len(records)):
        if at in found or not _is_pipe_rule(records[at], records[at - 1]):
            continue
        found[at - 1], found[at] = _pipe_cells(records[at - 1].text), ()
        below = at + 1
        while below < len(records) and not records[below].is_row and _PIPE.search(records[below].text):
            found[below] = _pipe_cells(records[below].text)
            below += 1
    return found


def _is_pipe_rule(rule: _TextRow, header: _TextRow) -> bool:
    """``|---|:--|`` under a line of as many cells."""
    if rule.is_row or header.is_row or "|" not in rule.text or "-" not in rule.text:
        return False
    cells = _pipe_cells(rule.text)
    if not all(_PIPE_RULE_CELL.fullmatch(cell) for cell in cells):
        return False
    return bool(_PIPE.search(header.text)) and len(_pipe_cells(header.text)) == len(cells)


def _pipe_cells(text: str) -> tuple[str, ...]:
    cells = _PIPE.split(text.strip())
    if not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)
