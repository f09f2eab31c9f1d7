"""Excel workbooks as documents: each sheet's titles and rows, merged ranges filled, values as shown."""

from __future__ import annotations

import io
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.encoding import unify_line_endings
from toshigaikou_cli.readers.grid import (
    CellArea,
    Place,
    Sheet,
    cell_name,
    is_chosen,
    reading,
    refuse_unknown,
)
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.readers.xlsx.cell_formats import JAPANESE_FORMATS, as_shown, is_date_code
from toshigaikou_cli.readers.xlsx.parts import WORKBOOK, PackageParts, inspect, mended
from toshigaikou_cli.records.blocks import Reading, ReadOptions
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from toshigaikou_cli.readers.xlsx.opening import ReadCell, SheetLayout

_ESCAPE = expression(r"_x([0-9A-Fa-f]{4})_")
_AREA = expression(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_LAST_COLUMN = 16384
_MOST_AREAS = 100
"""A print area of more ranges is taken for none."""
_ROWS = expression(r"\$?([0-9]+):\$?([0-9]+)$")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError,
    OSError, EOFError, RuntimeError,
)  # fmt: skip


def recognizes(data: bytes) -> bool:
    """A zip archive with the parts of a workbook, or the torn beginning of one."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(WORKBOOK.fullmatch(part) for part in archive.namelist())
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return b"xl/" in data


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Each visible sheet that has cells: its name as a line (unless it is Sheet1), its titles, its rows.

    ``page`` is the sheet's place in the workbook and ``row`` its row number, both from 1; an empty row ends a
    table. What is not read (hidden, a comment, a drawing) is named in ``tally.skipped``, what is doubtful (an error, a
    formula without a value, cells outside the print area, struck text) a finding. Raises ReadError for a damaged or
    huge workbook, and for a chosen sheet that is not there.
    """
    parts = inspect(data, name)
    workbook, layouts = _open(data, name)
    try:
        refuse_unknown(workbook.sheetnames, options.sheets, name)
        return reading("xlsx", _sheets(workbook, layouts, parts, options, name), name, len(data))
    finally:
        workbook.close()


def _open(data: bytes, name: str) -> tuple[Workbook, dict[str, SheetLayout]]:
    from openpyxl.utils.exceptions import InvalidFileException

    from toshigaikou_cli.readers.xlsx.opening import open_workbook

    try:
        return open_workbook(mended(data), len(data), name)
    except (*_BROKEN, InvalidFileException) as error:
        hint = say("open it in Excel and save it again, or save it as CSV")
        raise ReadError(say("the workbook cannot be opened"), where=name, hint=hint) from error


def _sheets(
    workbook: Workbook,
    layouts: Mapping[str, SheetLayout],
    parts: PackageParts,
    options: ReadOptions,
    name: str,
) -> Iterator[tuple[int, Sheet | Skip]]:
    """Each sheet with its place, or the reason why it is left out, in the order of the workbook."""
    worksheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for page, title in enumerate(workbook.sheetnames, start=1):
        sheet = worksheets.get(title)
        spot = Spot(name, page, sheet=title)
        if not is_chosen(title, page, options.sheets):
            yield page, Skip(say("not chosen"), spot)
        elif sheet is None:
            yield page, Skip(say("chart sheet"), spot)
        elif sheet.sheet_state != "visible":
            yield page, Skip(say("hidden sheet"), spot)
        else:
            yield page, _sheet(sheet, layouts[title], parts)
        if options.progress:
            options.progress(page, len(workbook.sheetnames))


# ---------------------------------------------------------------- the cells of a sheet


def _sheet(sheet: Worksheet, layout: SheetLayout, parts: PackageParts) -> Sheet:
    epoch = sheet.parent.epoch if sheet.parent else None
    fonts = getattr(sheet.parent, "_fonts", ())
    lined = {number for number, font in enumerate(fonts) if font.strike}
    texts: dict[Place, str] = {}
    struck: dict[Place, str] = {}
    unshown, errors = [], []
    # The dictionary of cells that exist: iterating over rows would make every cell up to a stray last one.
    made: Any = sheet._cells
    cells: dict[Place, ReadCell] = made
    for place in list(cells):
        cell = cells.pop(place)  # its text takes its place
        if cell.data_type == "e":
            errors.append(cell_name(place))
            continue
        valid, lines = _parted(cell, epoch, cell.style.fontId in lined)
        if valid.strip():
            texts[place] = valid
        if lines.strip():
            struck[place] = lines
        if not (valid.strip() or lines.strip()) and str(cell.value).strip() not in ("", "0"):
            unshown.append(cell_name(place))
    rows = frozenset(layout.rows)
    return Sheet(
        title=sheet.title,
        texts=texts,
        merges=layout.merges,
        struck=struck,
        rows=rows,
        filtered=_filtered(sheet, rows),
        columns=layout.hidden_columns(),
        printed=_printed(sheet),
        comments=[cell_name(place) for place in layout.comments],
        unshown=unshown,
        errors=errors,
        uncomputed=parts.uncomputed.get(sheet.title, ()),
        drawn=parts.drawn.get(sheet.title, ()),
    )


def _filtered(sheet: Worksheet, hidden: Iterable[int]) -> frozenset[int]:
    """Those of the ``hidden`` rows that are under one of the sheet's filters, its own or those of its tables."""
    filters = [sheet.auto_filter, *(table.autoFilter for table in sheet.tables.values())]
    found = (_AREA.search(each.ref or "") for each in filters if each is not None and each.filterColumn)
    areas = sorted((int(area[2]), int(area[4] or area[2])) for area in found if area)
    tops = [top for top, _ in areas]
    ends = list(accumulate((end for _, end in areas), max))
    return frozenset(row for row in hidden if (at := bisect_right(tops, row)) and ends[at - 1] >= row)


def _printed(sheet: Worksheet) -> list[CellArea]:
    """The print area, and the rows that are repeated on each page; nothing where the whole sheet is printed."""
    from openpyxl.utils import column_index_from_string

    areas = []
    ranges = str(sheet.print_area or "").split(",")
    for text in ranges if len(ranges) <= _MOST_AREAS else ():
        found = _AREA.search(text)
        if found:
            last = column_index_from_string(found[3] or found[1])
            areas.append(
                CellArea(int(found[2]), column_index_from_string(found[1]), int(found[4] or found[2]), last)
            )
    titles = _ROWS.search(sheet.print_title_rows or "") if areas else None
    return [*areas, CellArea(int(titles[1]), 1, int(titles[2]), _LAST_COLUMN)] if titles else areas


def _parted(cell: ReadCell, epoch: Any, is_struck: bool) -> tuple[str, str]:
    """The cell's text as shown without its struck words, and those words."""
    value = cell.value
    if isinstance(value, list):  # openpyxl's CellRichText: runs with a font of their own, and plain ones
        runs = [(str(run), is_struck) if isinstance(run, str) else _styled(run) for run in value]
        valid, struck = (
            settled(_text("".join(text for text, lined in runs if lined is of))) for of in (False, True)
        )
        code = cell.number_format
        return (as_shown(valid, code), struck) if valid.strip() else (valid, as_shown(struck, code))
    shown = _shown(cell, value, epoch)
    return ("", shown) if is_struck else (shown, "")


def _styled(run: Any) -> tuple[str, bool]:
    """The text of a run with a font of its own, and whether it is struck."""
    return raised(str(run)) if run.font.vertAlign == "superscript" else str(run), bool(run.font.strike)


def _text(value: str) -> str:
    return unify_line_endings(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), value))


def _shown(cell: ReadCell, value: Any, epoch: Any) -> str:
    from openpyxl.utils.datetime import from_excel

    if isinstance(value, str):
        return as_shown(_text(value), cell.number_format)
    code = JAPANESE_FORMATS.get(cell.style.numFmtId, cell.number_format)
    of_date = cell.style.numFmtId in JAPANESE_FORMATS or is_date_code(code)
    if of_date and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            value = from_excel(value, epoch)
        except (OverflowError, ValueError):
            return as_shown(value, "General")
    return as_shown(value, code)
