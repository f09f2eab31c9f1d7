"""OpenDocument spreadsheets (.ods): each cell as it is shown, which the file itself says beside the value.

OpenDocument 1.3 Part 3, 9. No library that was tried gives the shown text, what is struck and what is hidden.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.expressions import expression
from toshigaikou_cli.messages import say
from toshigaikou_cli.readers.archives import has_part, most_elements, opened, refuse_traps
from toshigaikou_cli.readers.grid import (
    CellArea,
    Place,
    Sheet,
    cell_name,
    is_chosen,
    most_cells,
    reading,
    refuse_unknown,
)
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.readers.styles import inherits
from toshigaikou_cli.records.blocks import Reading, ReadOptions
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.text.figures import FRACTION_SLASH

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _STYLE, _OFFICE, _DRAW = (
    _NAMESPACE % name for name in ("table", "text", "style", "office", "drawing")
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_AREA = expression(r"\.\$?([A-Z]{1,3})\$?([0-9]{1,7}):(?:[^ ]*)\.\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LEFT_OUT = {f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"}
_FRACTION = expression(r"(?<=\d)/(?=\d)")


def recognizes(data: bytes) -> bool:
    """A zip archive that says it is a spreadsheet."""
    return _MIMETYPE in data[:200] and has_part(data, "content.xml")


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The sheets of the document; places and what is left out as in a workbook. Raises ReadError for a damaged one."""
    with opened(data, name) as archive:
        refuse_traps(archive, name, lambda _part: most_elements(len(data)))
        try:
            content = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 (entities were refused before)
            parts = [content]
            if "styles.xml" in archive.namelist():
                parts.append(ElementTree.fromstring(archive.read("styles.xml")))  # noqa: S314 (as above)
        except (
            SyntaxError,
            LookupError,
            ValueError,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            zipfile.BadZipFile,
            zlib.error,
        ) as error:
            raise ReadError(
                say("a damaged spreadsheet"), where=name, hint=say("ask for the file again")
            ) from error
    styles = _Styles.of(parts)
    sheets = list(content.iter(f"{_TABLE}table"))
    titles = [sheet.get(f"{_TABLE}name", "") for sheet in sheets]
    refuse_unknown(titles, options.sheets, name)
    try:
        return reading("ods", _sheets(sheets, styles, options, name, most_cells(len(data))), name, len(data))
    except RecursionError as error:
        raise ReadError(say("a spreadsheet whose text is nested too deep"), where=name) from error


def _sheets(
    sheets: list[ElementTree.Element], styles: _Styles, options: ReadOptions, name: str, most: int
) -> Iterator[tuple[int, Sheet | Skip]]:
    for page, sheet in enumerate(sheets, start=1):
        title = sheet.get(f"{_TABLE}name", "")
        spot = Spot(name, page, sheet=title)
        if not is_chosen(title, page, options.sheets):
            yield page, Skip(say("not chosen"), spot)
        elif sheet.get(f"{_TABLE}style-name", "") in styles.hidden:
            yield page, Skip(say("hidden sheet"), spot)
        else:
            yield page, _OdsCells(styles, name, most).sheet(sheet, title)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The names of the styles that strike text through, of those whose sheets are not displayed, and of those that raise text."""

    struck: frozenset[str]
    hidden: frozenset[str]
    raised: frozenset[str]

    @classmethod
    def of(cls, parts: list[ElementTree.Element]) -> _Styles:
        own: dict[str, bool] = {}
        based: dict[str, str] = {}
        hidden, lifted = set(), set()
        for style in (style for part in parts for style in part.iter(f"{_STYLE}style")):
            name = style.get(f"{_STYLE}name", "")
            based[name] = style.get(f"{_STYLE}parent-style-name", "")
            for text in style.iter(f"{_STYLE}text-properties"):
                line = text.get(f"{_STYLE}text-line-through-style") or text.get(
                    f"{_STYLE}text-line-through-type"
                )
                if line:
                    own[name] = line != "none"
                if _raises(text.get(f"{_STYLE}text-position", "")):
                    lifted.add(name)
            if any(
                table.get(f"{_TABLE}display") == "false" for table in style.iter(f"{_STYLE}table-properties")
            ):
                hidden.add(name)
        struck = frozenset(name for name in based if inherits(name, own, based))
        return cls(struck, frozenset(hidden), frozenset(lifted))


@dataclass(slots=True)
class _OdsCells:
    """What is read of one sheet, cell by cell."""

    styles: _Styles
    name: str
    most: int
    texts: dict[Place, str] = field(default_factory=dict)
    struck: dict[Place, str] = field(default_factory=dict)
    merges: list[CellArea] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    filtered: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    column_styles: dict[int, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    def sheet(self, element: ElementTree.Element, title: str) -> Sheet:
        column = row = 1
        for child in _inner(element):
            count = _count(child, "columns" if child.tag == f"{_TABLE}table-column" else "rows")
            hidden = child.get(f"{_TABLE}visibility", "visible")
            if child.tag == f"{_TABLE}table-column":
                span = range(column, min(column + count, 16385))
                self.columns.update(span if hidden != "visible" else ())
                style = child.get(f"{_TABLE}default-cell-style-name", "")
                self.column_styles.update(dict.fromkeys(span, style) if style in self.styles.struck else {})
                column += count
            elif child.tag == f"{_TABLE}table-row":
                self._row(child, row, count, hidden)
                row += count
            else:
                self._drawing(child)
        printed = list(_areas(element.get(f"{_TABLE}print-ranges", "")))
        return Sheet(
            title, self.texts, self.merges, self.struck, frozenset(self.rows), frozenset(self.filtered),
            frozenset(self.columns), printed, self.comments, (), self.errors, (), self.drawn,
        )  # fmt: skip

    def _row(self, row: ElementTree.Element, number: int, count: int, hidden: str) -> None:
        at = 1
        for cell in row:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            across = _count(cell, "columns")
            if cell.tag == f"{_TABLE}table-cell" and len(cell):
                self._cell(cell, number, count, at, across, hidden)
            at += across

    def _cell(
        self, cell: ElementTree.Element, row: int, down: int, column: int, across: int, hidden: str
    ) -> None:
        style = cell.get(f"{_TABLE}style-name") or self.column_styles.get(column, "")
        valid, struck = _read(cell, style in self.styles.struck, self.styles)
        if len(self.texts) + len(self.struck) + down * across > self.most:
            what = say("a sheet of more than {n:,} cells", n=self.most)
            raise ReadError(what, where=self.name, hint=say("save the table that matters as CSV"))
        first = cell_name((row, column))
        if cell.find(f"{_OFFICE}annotation") is not None:
            self.comments.append(first)
        if cell.get(f"{_CALC}value-type") == "error":
            self.errors.append(first)
            return
        for child in cell:
            if child.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:drawing"):
                self._drawing(child, first)
        if not (valid.strip() or struck.strip()):
            return
        if cell.get(f"{_OFFICE}value-type") == "float":  # a day is of the type date
            valid, struck = (_FRACTION.sub(FRACTION_SLASH, text) for text in (valid, struck))
        for place in ((row + y, column + x) for y in range(down) for x in range(across)):
            if valid.strip():
                self.texts[place] = valid
            if struck.strip():
                self.struck[place] = struck
        if hidden != "visible":
            self.rows.update(range(row, row + down))
            self.filtered.update(range(row, row + down) if hidden == "filter" else ())
        tall, wide = (int(cell.get(f"{_TABLE}number-{of}-spanned", "1") or 1) for of in ("rows", "columns"))
        if tall > 1 or wide > 1:
            self.merges.append(
                CellArea(row, column, row + min(tall, 1048576) - 1, column + min(wide, 16384) - 1)
            )

    def _drawing(self, element: ElementTree.Element, place: str = "") -> None:
        text = " ".join("".join(part for p in element.iter(f"{_TEXT}p") for part in p.itertext()).split())
        if text:
            self.drawn.append(f"{place} ({text[:20]})".strip())


def _inner(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The columns, rows and shapes of a sheet, those in groups too."""
    for child in element:
        if child.tag in (f"{_TABLE}table-column", f"{_TABLE}table-row", f"{_TABLE}shapes"):
            yield child
        elif child.tag.startswith(_TABLE) and child.tag.rpartition("}")[2] in (
            "table-header-columns", "table-header-rows", "table-column-group", "table-row-group", "table-columns",
            "table-rows",
        ):  # fmt: skip
            yield from _inner(child)


def _count(element: ElementTree.Element, of: str) -> int:
    text = element.get(f"{_TABLE}number-{of}-repeated", "1")
    return min(int(text), 2**20) if text.isdigit() and len(text) < 10 else 1


def _read(cell: ElementTree.Element, is_struck: bool, styles: _Styles) -> tuple[str, str]:
    """The cell's text as shown, a line for each paragraph, without its struck words; and those words."""
    lines, words = [], []
    for paragraph in cell.findall(f"{_TEXT}p"):
        valid: list[str] = []
        struck: list[str] = []
        _add(paragraph, is_struck, styles, valid, struck)
        lines.append(settled("".join(valid)))
        words.append(settled("".join(struck)))
    return "\n".join(lines).strip("\n"), " ".join(filter(str.strip, words))


def _add(element: Any, is_struck: bool, styles: _Styles, valid: list[str], struck: list[str]) -> None:
    is_struck = is_struck or element.get(f"{_TEXT}style-name", "") in styles.struck
    out = struck if is_struck else valid
    before = len(out)
    out.append(element.text or "")
    for child in element:
        if child.tag == f"{_TEXT}s":
            out.append(" " * min(int(child.get(f"{_TEXT}c", "1") or 1), 1000))
        elif child.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            out.append("\n" if child.tag.endswith("line-break") else " ")
        elif child.tag not in _LEFT_OUT:
            _add(child, is_struck, styles, valid, struck)
        out.append(child.tail or "")
    if element.get(f"{_TEXT}style-name", "") in styles.raised:
        out[before:] = [raised("".join(out[before:]))]


def _raises(position: str) -> bool:
    """Whether a text position (``super 58%``, ``33% 58%``) is above the line."""
    up = position.split(" ")[0]
    return up == "super" or (up.rstrip("%").isdigit() and int(up.rstrip("%")) > 0)


def _areas(text: str) -> Iterator[CellArea]:
    for left, top, right, bottom in _AREA.findall(text):
        yield CellArea(int(top), _column(left), int(bottom), _column(right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
