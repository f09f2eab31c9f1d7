"""A workbook opened with openpyxl, without what costs more than it holds.

openpyxl makes an object of every cell under a merged range, a link or a comment, of each empty cell and each row that
has a height; charts, pictures and pivot tables are loaded. None of it is read here, so none of it is made: what a
workbook costs is what is written in it.
"""

from __future__ import annotations

import io
import posixpath
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser, WorksheetReader
from openpyxl.worksheet.table import Table
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.grid import CellArea, Place, most_cells, most_characters, without_covered

_LAST = CellArea(1, 1, 1_048_576, 16_384)
_OFF = ("0", "false", "off")


class ReadCell(NamedTuple):
    """A cell with a value, and the style that it shares with all cells of its looks."""

    value: Any
    data_type: str
    style: Any
    number_format: str


@dataclass(slots=True)
class SheetLayout:
    """Of a sheet: merged ranges, hidden rows, the first and last of hidden columns, the cells that have a comment."""

    merges: list[CellArea] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[Place] = field(default_factory=list)

    def hidden_columns(self) -> frozenset[int]:
        """The columns themselves, each range gone through once however they overlap."""
        hidden: set[int] = set()
        done = 0
        for first, last in sorted(self.columns):
            hidden.update(range(max(first, done + 1), last + 1))
            done = max(done, last)
        return frozenset(hidden)


def open_workbook(data: bytes, size: int, name: str) -> tuple[Workbook, dict[str, SheetLayout]]:
    """The workbook with the cells that have a value, and the layout of each sheet by its title.

    ``size`` is that of the file. Raises ReadError where it has more cells than that is worth; what openpyxl raises for
    a broken workbook goes through.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it does not keep
        reader = _Reader(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
        reader.name, reader.most = name, most_cells(size)
        reader.most_text = most_characters(size)
        reader.read()
        return reader.wb, reader.layouts


class _Reader(ExcelReader):
    name = ""
    most = 0
    most_text = 0

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.layouts: dict[str, SheetLayout] = {}
        self.cells = self.characters = 0

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.wb.create_chartsheet(sheet.name)
                continue
            self._worksheet(sheet, relation.target)

    def _worksheet(self, sheet: Any, part: str) -> None:
        made: Any = self.wb.create_sheet(sheet.name)
        made.sheet_state = sheet.state
        layout = self.layouts[made.title] = SheetLayout()
        relations = RelationshipList()
        folder, file = posixpath.split(part)
        beside = f"{folder}/_rels/{file}.rels"
        if beside in self.valid_files:
            relations = get_dependents(self.archive, beside)
        made._rels = relations
        with self.archive.open(self._looked_through(part)) as xml:
            bound = _BoundSheet(self, made, xml, layout)
            bound.bind_all()
        for comments in relations.find(COMMENTS_NS):
            tree: Any = fromstring(self.archive.read(self._looked_through(comments.target)))
            for reference, _ in _comments(tree):
                left, top, _, _ = range_boundaries(reference)
                layout.comments.append((top or 1, left or 1))
        for table in bound.tables:
            parsed: Any = fromstring(self.archive.read(self._looked_through(table)))
            made.add_table(Table.from_tree(parsed))

    def _looked_through(self, part: str) -> str:
        """The part, if it is one of those whose XML was looked through before."""
        if not part.endswith(".xml"):
            raise ReadError(
                say("the part {part} is named as no part of a workbook is", part=part), where=self.name
            )
        return part

    def count(self, values: Sequence[Any]) -> None:
        """Count a row's values. Raises ReadError where the workbook has more than its bytes are worth."""
        self.cells += len(values)
        self.characters += sum(len(str(value)) for value in values if isinstance(value, str | list))
        what = None
        if self.cells > self.most:
            what = say("a workbook of more than {n:,} cells", n=self.most)
        if self.characters > self.most_text:
            what = say("a workbook of more than {n:,} characters in its cells", n=self.most_text)
        if what:
            hint = say("save the sheets that matter as a new file, or as CSV")
            raise ReadError(what, where=self.name, hint=hint)


class _SheetParser(WorkSheetParser):
    """openpyxl's parser, which keeps of rows and columns only whether they are hidden."""

    layout: SheetLayout

    def parse_row(self, row: Any) -> Any:
        parsed = super().parse_row(row)
        given = self.row_dimensions.pop(str(self.row_counter), None)
        if given and _is_hidden(given.get("hidden"), given.get("ht")):
            self.layout.rows.add(self.row_counter)
        return parsed

    def parse_column_dimensions(self, col: Any) -> None:
        first, last = int(col.get("min")), min(int(col.get("max")), _LAST.right)
        if _is_hidden(col.get("hidden"), col.get("width")):
            self.layout.columns.append((max(first, 1), last))


class _BoundSheet(WorksheetReader):
    def __init__(self, reader: _Reader, sheet: Any, xml: Any, layout: SheetLayout) -> None:
        super().__init__(sheet, xml, reader.shared_strings, reader.data_only, reader.rich_text)
        book = sheet.parent
        self.parser: Any = _SheetParser(
            xml, reader.shared_strings, reader.data_only, book.epoch, book._date_formats,
            book._timedelta_formats, reader.rich_text,
        )  # fmt: skip
        self.parser.layout = layout
        self.reader, self.layout = reader, layout

    def bind_cells(self) -> None:
        book: Any = self.ws.parent
        cells: Any = self.ws._cells
        styles = [(style, _format_of(style.numFmtId, book)) for style in book._cell_styles]
        for _, row in self.parser.parse():
            valued = [cell for cell in row if cell["value"] is not None]
            self.reader.count([cell["value"] for cell in valued])
            for cell in valued:
                made = ReadCell(cell["value"], cell["data_type"], *styles[cell["style_id"]])
                cells[cell["row"], cell["column"]] = made

    def bind_merged_cells(self) -> None:
        merged = self.parser.merged_cells
        for each in merged.mergeCell if merged else ():
            left, top, right, bottom = range_boundaries(each.ref)
            area = CellArea(
                top or _LAST.top, left or _LAST.left, bottom or _LAST.bottom, right or _LAST.right
            )
            self.layout.merges.append(area)
        without_covered(self.ws._cells, self.layout.merges)

    def bind_hyperlinks(self) -> None:
        """Links are not read; one over a range has openpyxl make all of its cells."""

    def bind_formatting(self) -> None:
        """Conditional formats are not read."""

    def bind_col_dimensions(self) -> None:
        """Hidden columns are in the layout."""

    def bind_row_dimensions(self) -> None:
        """Hidden rows are in the layout."""


def _format_of(number: int, book: Any) -> str:
    """The number format of that id, as openpyxl's cells give it."""
    own = number - BUILTIN_FORMATS_MAX_SIZE
    if 0 <= own < len(book._number_formats):
        return str(book._number_formats[own])
    return BUILTIN_FORMATS.get(number, "General")


def _comments(tree: Any) -> Iterator[tuple[str, object]]:
    parsed: Any = CommentSheet.from_tree(tree)
    yield from parsed.comments


def _is_hidden(hidden: str | None, size: str | None) -> bool:
    if hidden is not None and hidden.strip().lower() not in _OFF:
        return True
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
