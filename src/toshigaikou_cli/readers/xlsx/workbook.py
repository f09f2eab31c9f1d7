"""Excel workbooks as documents: each sheet's titles and rows, merged ranges filled, values as shown."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.encoding import unify_line_endings
from toshigaikou_cli.readers.tables import RawRow, as_blocks, tally_of, trimmed
from toshigaikou_cli.readers.xlsx.cell_formats import JAPANESE_FORMATS, as_shown, is_date_code
from toshigaikou_cli.readers.xlsx.parts import WORKBOOK, inspect
from toshigaikou_cli.records.blocks import Block, Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Finding, Skip
from toshigaikou_cli.records.place import Spot

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DEFAULT_NAME = re.compile(r"(?:work)?(?:sheet|シート)\s*[0-9０-９]*", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMED_CELLS = 10
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    OSError, EOFError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Merge:
    """A merged range whose first cell has a text; rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """The texts of a sheet by (row, column), from 1, and the merged ranges that carry one.

    ``rows`` are those that have a text, in order; ``first`` and ``last`` the outer columns that have one.
    """

    texts: dict[tuple[int, int], str]
    merges: tuple[_Merge, ...]
    rows: tuple[int, ...]
    first: int
    last: int


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
    table. Hidden sheets and sheets of charts are named in ``tally.skipped``; a formula whose value was never
    stored is a finding. Raises ReadError for a damaged or huge workbook.
    """
    parts = inspect(data, name)
    workbook = _open(data, name)
    blocks: list[Block] = []
    skipped: list[Skip] = []
    findings: list[Finding] = []
    pages = 0
    try:
        sheets = list(_sheets(workbook))
        for page, (title, sheet, reason) in enumerate(sheets, start=1):
            if sheet is None or reason:
                skipped.append(Skip(reason, Spot(name, page, sheet=title)))
            else:
                grid = _grid(sheet)
                blocks.extend(_blocks(grid, title, page, _tables(blocks)) if grid.texts else ())
                findings.extend(_finding(parts.uncomputed.get(title, []), title, page, name))
                pages += 1
            if options.progress:
                options.progress(page, len(sheets))
    finally:
        workbook.close()
    if parts.drawings:
        drawn = f"text in drawings of {parts.drawings} sheet{'s' * (parts.drawings > 1)}"
        skipped.append(Skip(drawn, Spot(name)))
    tally = tally_of(blocks, pages=pages, skipped=tuple(skipped))
    return Reading("xlsx", tuple(blocks), tally, tuple(findings))


def _open(data: bytes, name: str) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it does not keep
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (*_BROKEN, InvalidFileException) as error:
        hint = "open it in Excel and save it again, or save it as CSV"
        raise ReadError("the workbook cannot be opened", where=name, hint=hint) from error


def _sheets(workbook: Workbook) -> Iterator[tuple[str, Worksheet | None, str]]:
    """Title, sheet, and the reason why it is left out ("" for none), in the order of the workbook."""
    worksheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for title in workbook.sheetnames:
        sheet = worksheets.get(title)
        hidden = sheet is not None and sheet.sheet_state != "visible"
        yield title, sheet, "chart sheet" if sheet is None else "hidden sheet" if hidden else ""


def _tables(blocks: list[Block]) -> int:
    return max((block.table for block in blocks if isinstance(block, Row)), default=0)


def _finding(cells: list[str], title: str, page: int, name: str) -> list[Finding]:
    if not cells:
        return []
    more = f" and {len(cells) - _NAMED_CELLS} more" if len(cells) > _NAMED_CELLS else ""
    shown = ", ".join(cells[:_NAMED_CELLS]) + more
    return [
        Finding(
            "formula-without-value",
            "warning",
            f"formulas whose value was never stored: sheet {title}, {shown}",
            Spot(name, page, sheet=title),
            hint="open the workbook in Excel and save it again",
            cell=shown,
        )
    ]


# ---------------------------------------------------------------- the cells of a sheet


def _grid(sheet: Worksheet) -> _Grid:
    epoch = sheet.parent.epoch if sheet.parent else None
    texts: dict[tuple[int, int], str] = {}
    # The dictionary of cells that exist: iterating over rows would make every cell up to a stray last one.
    for place, cell in sheet._cells.items():
        text = _text(cell, epoch) if cell.value is not None else ""
        if text.strip():
            texts[place] = text
    merges = (
        _Merge(found.min_row, found.min_col, found.max_row, found.max_col)
        for found in sheet.merged_cells.ranges
    )
    return _Grid(
        texts,
        tuple(merge for merge in merges if (merge.top, merge.left) in texts),
        tuple(sorted({row for row, _ in texts})),
        min((column for _, column in texts), default=1),
        max((column for _, column in texts), default=1),
    )


def _text(cell: Any, epoch: Any) -> str:
    from openpyxl.utils.datetime import from_excel

    value = cell.value
    if isinstance(value, str):
        return unify_line_endings(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), value))
    code = JAPANESE_FORMATS.get(cell._style.numFmtId, cell.number_format)
    of_date = cell._style.numFmtId in JAPANESE_FORMATS or is_date_code(code)
    if of_date and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            value = from_excel(value, epoch)
        except (OverflowError, ValueError):
            return as_shown(value, "General")
    return as_shown(value, code)


# ---------------------------------------------------------------- rows


def _blocks(grid: _Grid, title: str, page: int, tables: int) -> list[Block]:
    """The sheet's name, titles and rows; its tables are numbered from ``tables`` on."""
    named = title.strip()
    blocks: list[Block] = [] if _DEFAULT_NAME.fullmatch(named) else [Line(named, page)]
    opens = True
    for rows in _groups(grid):
        made = as_blocks([_raw_row(grid, row, filled, page) for row, filled in rows], tables + 1, opens=opens)
        opened = any(isinstance(block, Row) for block in made)
        opens, tables = opens and not opened, tables + opened
        blocks.extend(made)
    return [replace(block, sheet=title) for block in trimmed(blocks)]


def _groups(grid: _Grid) -> Iterator[list[tuple[int, list[_Merge]]]]:
    """The rows that have a text, each with the merged ranges over it, parted where an empty row stands."""
    rows = grid.rows
    over: dict[int, list[_Merge]] = {row: [] for row in rows}
    spanned: set[int] = set()
    for merge in grid.merges:
        for row in rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]:
            over[row].append(merge)
        spanned.update(range(merge.top, min(merge.bottom, rows[-1]) + 1))
    group: list[tuple[int, list[_Merge]]] = []
    before = rows[0] - 1
    for row in rows:
        if group and not spanned.issuperset(range(before + 1, row)):
            yield group
            group = []
        group.append((row, over[row]))
        before = row
    yield group


def _raw_row(grid: _Grid, row: int, merges: list[_Merge], page: int) -> RawRow:
    first, last = grid.first, grid.last
    cells = [grid.texts.get((row, column), "") for column in range(first, last + 1)]
    filled: set[int] = set()
    for merge in merges:
        covered = range(merge.left - first, min(merge.right, last) - first + 1)
        filled.update(covered if row > merge.top else covered[1:])
        if row > merge.top:
            cells[covered[0]] = grid.texts[merge.top, merge.left]
    wide = last > first and any(merge.left <= first and merge.right >= last for merge in merges)
    return RawRow(tuple(cells), row, page, None, frozenset(filled), wide)
