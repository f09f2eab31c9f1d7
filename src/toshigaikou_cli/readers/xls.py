"""Old Excel workbooks (.xls): as new ones, through xlrd, which alone keeps number formats and struck text."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.encoding import unify_line_endings
from toshigaikou_cli.readers.grid import CellArea, Place, Sheet, cell_name, is_chosen, reading, refuse_unknown
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.readers.xlsx.cell_formats import CellValue, as_shown
from toshigaikou_cli.records.blocks import Reading, ReadOptions
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

if TYPE_CHECKING:
    from xlrd.book import Book

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_OTHERS = tuple(
    name.encode("utf-16-le")
    for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document", "DocumentText")
)
_BROKEN = (
    struct.error, AssertionError, LookupError, ValueError, TypeError, AttributeError, OSError, EOFError,
    RuntimeError, NotImplementedError, OverflowError, MemoryError,
)  # fmt: skip
_SUPERSCRIPT = 1
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)


def recognizes(data: bytes) -> bool:
    """An OLE2 file with the stream of a workbook."""
    if not data.startswith(_OLE2) or any(stream in data for stream in _OTHERS):
        return False
    return any(stream in data for stream in _WORKBOOKS)


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The sheets of the workbook; places and what is left out as in a new one. Raises ReadError where it is damaged."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True
        )
    except (xlrd.XLRDError, CompDocError, *_BROKEN) as error:
        what = (
            say("the workbook is protected by a password")
            if "encrypted" in str(error)
            else say("a damaged workbook (.xls)")
        )
        raise ReadError(what, where=name, hint=say("open it in Excel and save it as .xlsx")) from error
    refuse_unknown(book.sheet_names(), options.sheets, name)
    try:
        return reading("xls", _sheets(book, options, name), name, len(data))
    except (xlrd.XLRDError, CompDocError, *_BROKEN) as error:
        hint = say("open it in Excel and save it as .xlsx")
        raise ReadError(say("a damaged workbook (.xls)"), where=name, hint=hint) from error


def _sheets(book: Book, options: ReadOptions, name: str) -> Iterator[tuple[int, Sheet | Skip]]:
    for page, sheet in enumerate(book.sheets(), start=1):
        spot = Spot(name, page, sheet=sheet.name)
        if not is_chosen(sheet.name, page, options.sheets):
            yield page, Skip(say("not chosen"), spot)
        elif sheet.visibility:
            yield page, Skip(say("hidden sheet"), spot)
        else:
            yield page, _sheet(book, sheet)


def _sheet(book: Book, sheet: Any) -> Sheet:
    texts: dict[Place, str] = {}
    lined: dict[Place, str] = {}
    unshown, errors = [], []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            place = (row + 1, column + 1)
            if cell.ctype in (_EMPTY, _BLANK):
                continue
            if cell.ctype == _ERROR:
                errors.append(cell_name(place))
                continue
            valid, struck_words = _parted(book, sheet, row, column, cell)
            if valid.strip():
                texts[place] = valid
            if struck_words.strip():
                lined[place] = struck_words
            if not (valid.strip() or struck_words.strip()) and str(cell.value).strip() not in (
                "",
                "0",
                "0.0",
            ):
                unshown.append(cell_name(place))
    return Sheet(
        title=sheet.name,
        texts=texts,
        merges=[
            CellArea(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ],
        struck=lined,
        rows=frozenset(at + 1 for at, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0),
        columns=frozenset(
            at + 1 for at, column in sheet.colinfo_map.items() if column.hidden or column.width == 0
        ),
        printed=_printed(book, sheet),
        comments=[cell_name((row + 1, column + 1)) for row, column in sorted(sheet.cell_note_map)],
        unshown=unshown,
        errors=errors,
    )


def _parted(book: Book, sheet: Any, row: int, column: int, cell: Any) -> tuple[str, str]:
    """The cell's text as shown without its struck words, and those words."""
    style = book.xf_list[cell.xf_index]
    code = book.format_map[style.format_key].format_str
    is_struck = bool(book.font_list[style.font_index].struck_out)
    runs = sheet.rich_text_runlist_map.get((row, column)) if cell.ctype == _TEXT else None
    if not runs:
        shown = as_shown(_value(book, cell, code), code)
        return ("", shown) if is_struck else (shown, "")
    valid, lined = "", ""
    starts = [(0, style.font_index), *runs]
    for (start, font), (end, _) in zip(starts, [*starts[1:], (len(cell.value), 0)], strict=True):
        text = cell.value[start:end]
        text = raised(text) if book.font_list[font].escapement == _SUPERSCRIPT else text
        if book.font_list[font].struck_out:
            lined += text
        else:
            valid += text
    valid, lined = settled(valid), settled(lined)
    return as_shown(unify_line_endings(valid), code) if valid.strip() else "", lined


def _value(book: Book, cell: Any, code: str) -> CellValue:
    import xlrd

    if cell.ctype == _TEXT:
        return unify_line_endings(cell.value)
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    if cell.ctype == _DATE and "[h" not in code.lower() and "[m" not in code.lower():
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return float(cell.value)
        shown: CellValue = moment.time() if 0 <= cell.value < 1 else moment
        return shown
    if cell.ctype == _DATE:
        from datetime import timedelta

        return timedelta(days=cell.value)
    return float(cell.value)


def _printed(book: Book, sheet: Any) -> list[CellArea]:
    """The sheet's print area; nothing where the whole sheet is printed."""
    areas = []
    for found in book.name_map.get("print_area", ()):
        if found.scope != sheet.number or not found.result or found.result.value is None:
            continue
        for ref in found.result.value:
            _, _, top, bottom, left, right = ref.coords
            areas.append(CellArea(top + 1, left + 1, bottom, right))
    return areas
