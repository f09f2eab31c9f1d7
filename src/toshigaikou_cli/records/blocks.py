"""Reader -> blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.place import BBox, Spot
from toshigaikou_cli.records.shelf import Codec

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold (ECMA-376, and Excel's own limit)."""


class Cell(NamedTuple):
    """One cell of a table row.

    ``text`` is what stands in the document, with a line break only where the document means one
    (a reader that knows the geometry joins wrapped lines; other readers keep the breaks they find).
    ``filled`` marks a value that the reader carried into the cell from a merged cell above or to the left.
    ``struck`` are the words that are struck through, joined by "…"; they are no part of ``text``.
    """

    text: str
    filled: bool = False
    bbox: BBox | None = None
    struck: str = ""


class Line(NamedTuple):
    """A line of text outside any table: a title, a heading, prose.

    ``inside``: it is a row of a table that one merged cell spans, below the table's first row. ``heads``: it is a heading of
    the rows under it for sure, whatever its form.
    """

    text: str
    page: int | None = None
    line: int | None = None
    sheet: str = ""
    inside: bool = False
    heads: bool = False

    @property
    def spot(self) -> Spot:
        """Where the line stands in its document."""
        return Spot(page=self.page, line=self.line, sheet=self.sheet)

    @property
    def names_sheet(self) -> bool:
        """Whether it is the name of a sheet of a workbook: a title only where there is no other."""
        return bool(self.sheet) and self.text == self.sheet.strip()


class Row(NamedTuple):
    """One row of a table. All numbers count from 1.

    ``table`` counts the tables of the document in reading order (a table that goes on over a page
    is a new one), ``row`` the rows of that table (in a workbook: the sheet's row number), ``page`` the
    page or the number of the sheet (whose name is ``sheet``), ``line`` the line of a text file.
    ``continues`` is set where the reader knows from the geometry that this row is the rest of the row
    before it (which a page break cut in two). ``apart``: it is a table of its own, of which no other row tells anything.
    ``ocr`` is the confidence (0 to 1) of a row that was recognized on a
    picture, None where its characters were read.
    """

    cells: tuple[Cell, ...]
    table: int
    row: int
    page: int | None = None
    line: int | None = None
    continues: bool = False
    bbox: BBox | None = None
    sheet: str = ""
    ocr: float | None = None
    apart: bool = False

    @property
    def spot(self) -> Spot:
        """Where the row stands in its document."""
        return Spot("", self.page, self.line, self.row, self.sheet, self.table, box=self.bbox, ocr=self.ocr)


Block = Line | Row


def _flat(block: Block) -> tuple[Any, ...]:
    if isinstance(block, Line):
        return tuple(block)
    return (tuple(map(tuple, block.cells)), *block[1:])


def _whole(values: tuple[Any, ...]) -> Block:
    if isinstance(values[0], str):
        return Line(*values)
    return Row(tuple([Cell(*cell) for cell in values[0]]), *values[1:])


BLOCKS = Codec(_flat, _whole)


class Tally(NamedTuple):
    """What a reader counted, so that nothing is lost in silence.

    ``characters`` are the non-space characters of the table areas, ``dropped`` those of them that fell in
    no cell. ``skipped`` are the pages, sheets, rows and the like that were not read. ``struck_rows`` were left out
    because all of their text is struck through; of what a page draws, ``hidden`` counts the characters that nobody can
    see, ``ruby`` the furigana (both left out), ``undecoded`` those without code points.
    """

    pages: int | None = None
    tables: int = 0
    rows: int = 0
    continued: int = 0
    filled: int = 0
    characters: int = 0
    dropped: int = 0
    skipped: tuple[Skip, ...] = ()
    struck_rows: int = 0
    hidden: int = 0
    ruby: int = 0
    undecoded: int = 0

    @property
    def left_out(self) -> dict[str, int]:
        """What was not taken over, under the names of the catalogue's columns and of the summary."""
        return {
            "dropped": self.dropped,
            "undecoded": self.undecoded,
            "hidden": self.hidden,
            "ruby": self.ruby,
            "struck_rows": self.struck_rows,
        }


class ReadOptions(NamedTuple):
    """``progress`` is called with (pages done, pages in all); ``ask_password`` where a document asks for one.

    ``sheets``, ``pages`` and ``tables`` are the :class:`Parts` to read.
    ``second_reading`` has a PDF read a second time by another program and differences reported as findings;
    ``ocr`` has its scanned pages recognized.
    """

    password: str | None = None
    ask_password: Callable[[], str] | None = None
    progress: Callable[[int, int], None] | None = None
    sheets: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    tables: tuple[int, ...] = ()
    second_reading: bool = False
    ocr: bool = False


class Reading(NamedTuple):
    """A file as blocks in reading order. ``typed``: somebody typed the spaces in its text; a layout did not make them."""

    format: str
    blocks: Sequence[Block]
    tally: Tally = Tally()
    findings: tuple[Finding, ...] = ()
    typed: bool = False
