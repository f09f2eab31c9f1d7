"""Tables as a workbook (.xlsx) for the office: one sheet a table, and one with the notes."""

from __future__ import annotations

import errno
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from toshigaikou_cli import clock
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.formats.tables.delimited import FORMULA
from toshigaikou_cli.formats.tables.table import Part, Table, Value, for_people, width
from toshigaikou_cli.language import in_language
from toshigaikou_cli.messages import say, say_n
from toshigaikou_cli.records.blocks import LONGEST_CELL
from toshigaikou_cli.text.keys import visible

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST = 60
_NARROWEST = 6
_MARGIN = 2
_NAME = 31
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of the parts of a file: the same data is the same bytes."""
_NO_NAME = expression(r"[\[\]:*?/\\]")


def workbook(parts: Sequence[Part], notes: Sequence[str] = ()) -> bytes:
    """The tables as sheets, frozen below their header, columns as wide as their text; then the notes, one a row.

    Numbers are numbers; every text is a text, also what looks like a formula. The same data gives the same bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    tables = [part for part in parts if isinstance(part, Table)]
    for number, table in enumerate(tables, 1):
        name = table.title or (say("Data") if len(tables) == 1 else say("Data {number}", number=number))
        _fill(book.create_sheet(_sheet_name(name, book.sheetnames)), table)
    if notes or not tables:
        _fill_notes(book.create_sheet(_sheet_name(say("Notes"), book.sheetnames)), notes)
    time = clock.given() or datetime.fromtimestamp(
        0, UTC
    )  # the same data is the same file, whenever it is written
    book.properties.created = book.properties.modified = time.replace(tzinfo=None)
    return _saved(book)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that Excel accepts: at most 31 characters, none of ``[]:*?/\\``, none twice."""
    plain = _NO_NAME.sub(" ", visible(in_language(title))).strip().strip("'") or "Data"
    name, number = plain[:_NAME], 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        name = f"{plain[: _NAME - len(str(number)) - 1]} {number}"
    return name


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import DEFAULT_FONT, Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    bold = Font(
        name=DEFAULT_FONT.name, size=DEFAULT_FONT.size, bold=True
    )  # without a name some offices take another
    grey, line = PatternFill("solid", fgColor="E8ECF0"), Border(bottom=Side("thin"))

    for at, column in enumerate(table.columns, 1):
        head = _cell(sheet, 1, at)
        _put(head, column.title or column.key)
        head.font, head.fill, head.border = bold, grey, line
        head.alignment = Alignment(column.align, vertical="top", wrap_text=True, indent=_indent(table, at))
        widest = max(map(_cells, (column.title, *(row[at - 1] for row in table.rows))), default=0)
        letter = head.column_letter
        sheet.column_dimensions[letter].width = min(
            max(widest + _MARGIN + _indent(table, at), _NARROWEST), _WIDEST
        )
    for down, row in enumerate(table.rows, 2):
        for at, value in enumerate(row, 1):
            cell = _cell(sheet, down, at)
            _put(cell, value)
            wide, side = _cells(value) > _WIDEST - _MARGIN, table.columns[at - 1].align
            cell.alignment = Alignment(side, vertical="top", wrap_text=wide, indent=_indent(table, at))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    footer: Any = sheet.oddFooter
    footer.center.text = "&P / &N"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _indent(table: Table, at: int) -> int:
    """1 for a column of texts behind one of numbers, which would touch it."""
    return int(at > 1 and table.columns[at - 2].align == "right" and table.columns[at - 1].align == "left")


def _fill_notes(sheet: Worksheet, notes: Sequence[str]) -> None:
    from openpyxl.styles import Alignment

    sheet.column_dimensions["A"].width = 2 * _WIDEST
    for down, note in enumerate(notes, 1):
        cell = _cell(sheet, down, 1)
        _put(cell, note)
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # none is merged


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
        return
    text = visible(for_people(value), keep_newlines=True)
    if not text:
        return
    if len(text) > LONGEST_CELL:
        mark = in_language(
            say_n(
                "… ({n} character: csv or json has them all)",
                "… ({n} characters: csv or json has them all)",
                n=len(text),
            )
        )
        text = text[: LONGEST_CELL - len(mark)] + mark
    cell.value = text
    cell.data_type = "s"  # "=1+1" stays what it is
    if text.startswith(FORMULA):
        cell.quotePrefix = True  # also when somebody edits it


def _cells(value: Value) -> int:
    return max(map(width, for_people(value).split("\n")))


def _saved(book: Workbook) -> bytes:
    """The file, its parts without the time at which they were written."""
    first, last = io.BytesIO(), io.BytesIO()
    modified = f"{book.properties.modified:%Y-%m-%dT%H:%M:%SZ}"
    with disk_errors():
        book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the time of saving
                data = stamped(data, modified)
            new.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return last.getvalue()


@contextmanager
def disk_errors() -> Iterator[None]:
    """openpyxl writes each sheet to a temporary file by lxml, which names a full disk ``IO_ENOSPC`` in an error of its own.

    Raises:
        OSError: the same, as the system says it.
    """
    from lxml.etree import SerialisationError

    try:
        yield
    except SerialisationError as error:
        number: int = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number), tempfile.gettempdir()) from error


def stamped(core: bytes, time: str) -> bytes:
    """The properties of a workbook with the time (ISO) at which it was written in the place of openpyxl's."""
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", lambda found: found[1] + time.encode(), core)


def note_lines(parts: Sequence[Part]) -> Iterator[str]:
    """What stands around the tables: texts, and the notes below a table."""
    for part in parts:
        yield from part.notes if isinstance(part, Table) else part.lines
