"""Plain text as a document: heading lines, and table rows whose cells are parted by tabs, by pipes, or in drawn boxes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say_n
from toshigaikou_cli.readers.boxes import boxed
from toshigaikou_cli.readers.tables import Passing, RawRow, Struck, as_blocks, bounded, reading_of
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.normalize import is_laid_out

# A cell in quotation marks (doubled inside) that opens and closes with the cell.
_QUOTED = expression(r'"((?:[^"\f]++|"")*+)"(?=[\t\n\f]|\Z)')
_CELL_END = expression(r"[\t\n\f]|\Z")
_LINE_END = expression(r"[\n\f]|\Z")
_DRAWN = expression(r"[─━═]{2}|\+[-=]{2}")
"""Rules of characters."""
_PIPE = expression(r"(?<!\\)\|")
_PIPE_RULE_CELL = expression(r":?-+:?")


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
    starts = _header_again(bounded(_records(text), text, name))
    piped = _piped(list(_records(text))) if "|" in text else {}
    rules = sum(not cells for cells in piped.values())
    ruled = say_n("{n} separator line of pipe tables", "{n} separator lines of pipe tables", rules)
    skipped = (Skip(ruled, Spot(name)),) if rules else ()
    if _DRAWN.search(text):
        piped |= boxed([record.text for record in _records(text)])
    struck, passing = Struck(), Passing()
    blocks = _blocks(_paged(text, starts), piped, struck, passing)
    typed = not is_laid_out([text])
    return reading_of("text", blocks, name, struck, passing, skipped=skipped, typed=typed)


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
    if '"' not in plain or ("\t" not in plain and not plain.startswith('"')):
        return _TextRow(plain, tuple(plain.split("\t")), line, page, end)
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


def _paged(text: str, starts: Collection[int]) -> Iterator[tuple[_TextRow, int | None]]:
    """Each record with its page, from 1; None for each where the text does not show its pages."""
    feeds = "\f" in text[:-1]
    page = 1
    for at, record in enumerate(_records(text)):
        page += at in starts
        yield record, record.page if feeds else page if starts else None


def _header_again(records: Iterable[_TextRow]) -> set[int]:
    """Where the document's first row comes again, with nothing but blank lines since the table before it."""
    header: tuple[str, ...] | None = None
    starts: set[int] = set()
    blanks, after_row = 0, False
    for at, record in enumerate(records):
        if record.is_blank:
            blanks += 1
            continue
        if record.is_row and (header is None or (after_row and blanks)):
            key = tuple("".join(cell.split()) for cell in record.cells)
            if header is None and sum(map(bool, key)) > 1:
                header = key
            elif key == header:
                starts.add(at)
        after_row, blanks = record.is_row, 0
    return starts


# ---------------------------------------------------------------- blocks


def _blocks(
    records: Iterable[tuple[_TextRow, int | None]],
    piped: Mapping[int, tuple[str, ...]],
    struck: Struck,
    passing: Passing,
) -> Iterator[Block]:
    """The rows of each table, and the lines between."""
    parts = _parts(records, piped)
    for _, group in groupby(parts, key=lambda part: (part.page,) if isinstance(part, RawRow) else ()):
        first = next(group)
        if isinstance(first, RawRow):
            rows = (part for part in chain([first], group) if isinstance(part, RawRow))
            yield from as_blocks(struck.without(rows), passing.tables + 1)
        else:
            yield from (part for part in (first, *group) if isinstance(part, Line))


def _parts(
    records: Iterable[tuple[_TextRow, int | None]], piped: Mapping[int, tuple[str, ...]]
) -> Iterator[RawRow | Line | None]:
    """Rows and lines; None where a blank line ends a table."""
    for at, (record, page) in enumerate(records):
        cells = piped.get(at, record.cells if record.is_row else ())
        if cells:
            yield RawRow.of_markup(cells, None, page, record.line)
        elif at not in piped:
            yield None if record.is_blank else Line(record.text.strip(), page, record.line)


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
