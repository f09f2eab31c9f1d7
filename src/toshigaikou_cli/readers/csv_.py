"""Comma (or semicolon) separated values as a document: titles above the header, and the rows of a sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.readers.tables import Passing, RawRow, Struck, as_blocks, bounded, reading_of, warning
from toshigaikou_cli.records.blocks import Block, Reading, ReadOptions
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.records.place import Spot

_DELIMITERS = ",;"
_SEP = expression(r"sep=([,;\t|])(?=\n)")
_SAMPLE = 65536
"""Characters: enough to tell the kind of file."""
_WIDE, _LEAST_IN_TABLES = 3, 4
"""Cells of a record, and records of tables of several widths, at the least."""
_SAME_WIDTH = 0.8
_LONGEST_NAME = 16
"""Characters of the name of a column over a table of a row or two."""
_THOUSANDS = expression(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_QUOTED = expression(r'"((?:[^"]++|"")*+)"')


@dataclass(frozen=True, slots=True)
class _QuotedLine:
    """The cells of a record, and the physical line on which it starts, from 1."""

    cells: tuple[str, ...]
    line: int

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def recognizes(text: str) -> bool:
    """Text whose records mostly have the same number of cells, two or more, and that tabs do not part."""
    return _SEP.match(text) is not None or _delimiter(text) is not None


def read(text: str, name: str, options: ReadOptions) -> Reading:  # noqa: ARG001 (as every reader)
    """Records as rows: ``row`` is the record's number, ``line`` where it starts; blank records end a table.

    A record of one filled cell above the header is a heading line, blank records are left out. Raises
    ReadError where a quoted cell does not end or goes on after its quote.
    """
    records = bounded(_records(*_declared(text), name), text, name)
    struck, passing, longer = Struck(), Passing(), list[_QuotedLine]()
    made = reading_of("csv", _blocks(records, struck, passing, longer), name, struck, passing)
    return made._replace(findings=(*made.findings, *_longer_lines(longer, name)))


def _blocks(
    records: Iterable[_QuotedLine], struck: Struck, passing: Passing, longer: list[_QuotedLine]
) -> Iterator[Block]:
    for blank, group in groupby(enumerate(records, start=1), key=lambda item: item[1].is_blank):
        if not blank:
            watched = _watched(group, longer)
            rows = (RawRow.of_markup(record.cells, number, None, record.line) for number, record in watched)
            yield from as_blocks(struck.without(rows), passing.tables + 1, opens=passing.tables == 0)


def _watched(
    group: Iterable[tuple[int, _QuotedLine]], longer: list[_QuotedLine]
) -> Iterator[tuple[int, _QuotedLine]]:
    """The records of a table; those of more cells than its header and first row, the last ones empty, are noted as ``longer``:
    a comma within a text makes two cells of it, and shifts the rest."""
    widths: list[int] = []
    for number, record in group:
        if len(widths) < 2:
            widths += [len(record.cells)] * (len(record.cells) > 1)
        elif len(record.cells) > max(widths):
            longer.append(record)
        yield number, record


def _longer_lines(longer: Sequence[_QuotedLine], name: str) -> tuple[Finding, ...]:
    """A finding for the first of the longer records, with how many there are."""
    if not longer:
        return ()
    message = say_n(
        "{n} line has more cells than the lines above it: where a comma in a text is not quoted, its cells are shifted",
        "{n} lines have more cells than the lines above them: where a comma in a text is not quoted, their cells are shifted",
        len(longer),
    )
    first = longer[0]
    cell = " | ".join(" ".join(text.split())[:20] for text in first.cells)
    hint = say("put the text into quotation marks")
    return (warning("cells-shifted", message, Spot(name, line=first.line), hint, cell),)


def _declared(text: str) -> tuple[str, str]:
    """The text without a first line ``sep=;``, which Excel takes for the delimiter, and the delimiter."""
    found = _SEP.match(text)
    return (text[found.end() :], found[1]) if found else (text, _delimiter(text) or ",")


def _delimiter(text: str) -> str | None:
    """The delimiter that the first records show; None where the text is not of this kind."""
    sample = text[:_SAMPLE]
    lines = [line for line in _QUOTED.sub('""', sample).split("\n") if line.strip()]
    if sum("\t" in line for line in lines) * 2 >= len(lines):
        return None
    # A comma before three digits parts two numbers of a table, or the thousands of one in running text.
    plain = _THOUSANDS.sub("", sample)
    return _parting(plain, at_least=2) or (_parting(sample, at_least=3) if plain != sample else None)


def _parting(sample: str, at_least: int) -> str | None:
    """The delimiter that gives most records the same number of cells, ``at_least`` so many, or nearly all records of three
    cells and more the number of a neighbour: tables of several widths between heading lines."""
    for delimiter in _DELIMITERS:
        listed = [len(record.cells) for record in _records(sample, delimiter, None) if not record.is_blank]
        widths = Counter(listed)
        several = {width: count for width, count in widths.items() if width >= at_least}
        total = sum(several.values())
        same = max(several.values(), default=0)
        if same >= max(2, total * _SAME_WIDTH) and total * 2 >= widths.total():
            return delimiter
        runs = [(width, len(list(run))) for width, run in groupby(listed)]
        tables = sum(count for width, count in runs if width >= _WIDE and count > 1)
        if tables >= max(_LEAST_IN_TABLES, total * _SAME_WIDTH) or _ends_in_table(sample, delimiter, runs):
            return delimiter
    return None


def _ends_in_table(sample: str, delimiter: str, runs: Sequence[tuple[int, int]]) -> bool:
    """Whether lines without any delimiter stand over a short table to the end: a header of short names, and a row or two."""
    width, count = runs[-1] if runs else (0, 0)
    if width < _WIDE or count < 2 or any(other != 1 for other, _ in runs[:-1]):
        return False
    records = [record for record in _records(sample, delimiter, None) if not record.is_blank]
    header = [cell.strip() for cell in records[-count].cells]
    return all(cell and len(cell) <= _LONGEST_NAME and not cell.endswith("。") for cell in header)


# ---------------------------------------------------------------- records


def _records(text: str, delimiter: str, name: str | None) -> Iterator[_QuotedLine]:
    """The records of ``text``. Where ``name`` is None, a quote that does not close is a character."""
    cell_end = re.compile(f"[{delimiter}\n]|\\Z")
    at, line = 0, 1
    while at < len(text):
        start, cells = at, list[str]()
        while not cells or text[at : at + 1] == delimiter:
            cell, at = _cell(text, at + 1 if cells else at, cell_end, name)
            cells.append(cell)
        yield _QuotedLine(tuple(cells), line)
        line += text.count("\n", start, at) + 1
        at += 1


def _cell(text: str, start: int, cell_end: re.Pattern[str], name: str | None) -> tuple[str, int]:
    """The cell at ``start``, and where it ends."""
    quoted = _QUOTED.match(text, start)
    if quoted and cell_end.match(text, quoted.end()):
        return quoted[1].replace('""', '"'), quoted.end()
    if name is not None and text.startswith('"', start):
        what = say("the quoted cell that opens here closes nowhere")
        if quoted:
            what = say(
                "the quoted cell that opens here closes in line {n}, before the cell ends",
                n=_line_of(text, quoted.end()),
            )
        raise ReadError(
            what,
            spot=Spot(name, line=_line_of(text, start)),
            hint=say('close it, and double each " inside it'),
        )
    found = cell_end.search(text, start)
    end = found.start() if found else len(text)
    return text[start:end], end


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
