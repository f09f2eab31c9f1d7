"""A workbook for an office: a sheet a table, its dictionary, links from one sheet to another. Written row by row."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from toshigaikou_cli.formats.exports.words import about, in_words_of_project, licence_of, subject
from toshigaikou_cli.formats.tables.delimited import FORMULA
from toshigaikou_cli.formats.tables.table import width
from toshigaikou_cli.formats.tables.workbook import EPOCH, disk_errors, stamped
from toshigaikou_cli.records.blocks import LONGEST_CELL
from toshigaikou_cli.records.exported import (
    ExportColumn,
    ExportRow,
    ExportTable,
    ExportValue,
    Handed,
)
from toshigaikou_cli.text.keys import visible

NAME = "tgx.xlsx"
CONTENTS, DICTIONARY = "目次 contents", "データ辞書 dictionary"
LEFT_OUT = ("link_activities", "link_evidence_words", "link_evidence_activities")
"""Parts of evidence by the hundred thousand: of no use in an office, and in every other form."""
_LONGEST_TITLE = 31
"""Characters of a sheet's name (Excel's own limit)."""
_ROWS = 1_048_575
"""Rows of a sheet below its header (Excel's own limit)."""
_LINKS = 60_000
"""Links that are made in all: Excel takes 65,530 a sheet, and each is kept in memory until the end."""
_SAMPLE = 200
"""Rows from which the width of columns is taken."""
_WIDEST, _NARROWEST, _MARGIN = 60, 6, 2
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar has a day too many before it."""
_DIGITS = 15
_COPIED = 1024 * 1024


def write_workbook(handed: Handed, folder: Path) -> None:
    """Write the workbook."""
    from openpyxl import Workbook

    book: Any = Workbook(write_only=True)
    filled = _Book(book)
    shown = [_for_both(in_words_of_project(table)) for table in handed.tables if table.name not in LEFT_OUT]
    listed = [(table, filled.add(table, handed.typed(table))) for table in shown]
    filled.add_texts(DICTIONARY, _dictionary(shown), (24, 34, 22, 10, 10, 60, 60, 40, 30, 30, 40, 40))
    filled.add_contents(_contents(handed), listed, (36, 100, 12))
    sheets = book._sheets  # openpyxl moves no sheet of a workbook that is written row by row
    sheets.insert(0, sheets.pop())
    time = datetime.fromisoformat(handed.dataset.created).astimezone(UTC)
    book.properties.created = book.properties.modified = time.replace(tzinfo=None, microsecond=0)
    draft = folder / f".{NAME}"
    with disk_errors():
        book.save(draft)
    _copy(draft, folder / NAME, f"{time:%Y-%m-%dT%H:%M:%SZ}")
    draft.unlink()


def _for_both(table: ExportTable) -> ExportTable:
    """A table with the names of its sheet and columns for both languages."""
    columns = tuple(column._replace(title=f"{column.title} {column.name}") for column in table.columns)
    return table._replace(title=f"{table.title} {table.name}"[:_LONGEST_TITLE], columns=columns)


def _contents(handed: Handed) -> Iterator[tuple[str, ...]]:
    dataset = handed.dataset
    yield (subject(dataset).ja,)
    yield (subject(dataset).en,)
    yield (about(dataset).ja,)
    yield (about(dataset).en,)
    if dataset.licence:
        yield ("ライセンス licence", f"{dataset.licence} {licence_of(dataset.licence)['path']}")
    for source in dataset.sources:
        known = (
            source.publisher,
            source.published,
            source.address,
            source.licence,
            f"SHA-256 {source.sha256}",
        )
        yield ("出典 source", f"{source.title or source.name} ({', '.join(filter(None, known))})")
    yield ("作成 made by", f"tgx {dataset.tgx}, {dataset.created}")
    yield ("",)


def _dictionary(tables: Sequence[ExportTable]) -> Iterator[tuple[str, ...]]:
    yield (
        "シート sheet", "表 table", "列 column", "型 type", "単位 unit", "意味", "meaning", "値 values", "由来", "where from",
        "確かさ", "how sure",
    )  # fmt: skip
    for table in tables:
        yield (table.title, table.name, "", "", "", table.words.ja, table.words.en)
        for column in table.columns:
            values = "\n".join(f"{word.value}: {word.words.ja} / {word.words.en}" for word in column.values)
            yield (
                column.title, f"{table.name}.{column.name}", column.name, column.type, column.unit, column.words.ja,
                column.words.en, values, column.origin.words.ja, column.origin.words.en, column.origin.sure.ja,
                column.origin.sure.en,
            )  # fmt: skip


class _Book:
    """The workbook as it grows: the styles of its cells, and in which row of which sheet a key stands."""

    def __init__(self, book: Any) -> None:
        from openpyxl.cell import Cell
        from openpyxl.styles import DEFAULT_FONT, Alignment, Font, PatternFill

        self._book = book
        self._cell: Any = Cell
        self._places: dict[str, dict[ExportValue, str]] = {}
        self._links = 0
        style: Any = book.create_sheet("style")
        self._styles: dict[str, Any] = {}
        plain, bold = (
            Font(name=DEFAULT_FONT.name, size=DEFAULT_FONT.size, bold=each) for each in (False, True)
        )
        linked = Font(name=DEFAULT_FONT.name, size=DEFAULT_FONT.size, color="0563C1", underline="single")
        top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
        for name, font, alignment, number in (
            ("plain", plain, top, "General"), ("text", plain, wrapped, "@"), ("head", bold, wrapped, "General"),
            ("link", linked, wrapped, "@"), ("date", plain, top, "yyyy-mm-dd"), ("datetime", plain, top, "yyyy-mm-dd hh:mm"),
        ):  # fmt: skip
            cell: Any = self._cell(style, 1, 1)
            cell.font, cell.alignment, cell.number_format = font, alignment, number
            if name == "head":
                cell.fill = PatternFill("solid", fgColor="E8ECF0")
            self._styles[name] = cell._style
        del self._book._sheets[0]

    def add(self, table: ExportTable, rows: Iterator[ExportRow]) -> int:
        """A table as a sheet, or as several where it has more rows than one can hold; the number of its rows."""
        number = 0
        for at in count(1):
            part = islice(rows, _ROWS)
            sample = list(islice(part, _SAMPLE))
            if at > 1 and not sample:
                break
            title = table.title if at == 1 else f"{table.title[: _LONGEST_TITLE - 3]} {at}"
            number += self._fill(table, title, sample, chain(sample, part))
        return number

    def _fill(
        self, table: ExportTable, title: str, sample: Sequence[ExportRow], rows: Iterator[ExportRow]
    ) -> int:
        from openpyxl.utils import get_column_letter

        heads = [column.title for column in table.columns]
        sheet = self._sheet(
            title, [_width([head, *(row[at] for row in sample)]) for at, head in enumerate(heads)]
        )
        sheet.append([self._styled(sheet, 1, at, head, "head") for at, head in enumerate(heads, 1)])
        places = self._places.setdefault(table.name, {})
        key = table.names.index(table.key[0]) if len(table.key) == 1 else None
        down = 1
        for down, row in enumerate(rows, 2):
            if key is not None and self._links < _LINKS:
                places[row[key]] = f"'{title}'!A{down}"
            values = zip(table.columns, row, strict=True)
            sheet.append([self._value(sheet, (down, at), *each) for at, each in enumerate(values, 1)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{down}"
        return down - 1

    def _value(self, sheet: Any, place: tuple[int, int], column: ExportColumn, value: ExportValue) -> Any:
        if value is None:
            return None
        target = self._places.get(column.refers, {}).get(value) if column.refers else None
        cell = self._typed(sheet, place, column, value)
        if target and self._links < _LINKS:
            self._links += 1
            cell._style = copy(self._styles["link"])
            _point(cell, target)
            if self._links == _LINKS:
                self._places.clear()
        return cell

    def _typed(self, sheet: Any, place: tuple[int, int], column: ExportColumn, value: ExportValue) -> Any:
        if column.type == "boolean":
            return self._styled(sheet, *place, "はい" if value else "いいえ", "plain")
        if column.type in ("date", "datetime"):
            day = datetime.fromisoformat(str(value))
            if day.date() >= _FIRST_DAY:
                shown = day.replace(tzinfo=None) if column.type == "datetime" else day.date()
                return self._styled(sheet, *place, shown, column.type)
        if column.type == "decimal" and _is_short(str(value)):
            return self._styled(sheet, *place, float(str(value)), "plain")
        return self._styled(sheet, *place, value, "text" if isinstance(value, str) else "plain")

    def _styled(self, sheet: Any, row: int, column: int, value: Any, style: str) -> Any:
        cell = self._cell(sheet, row, column)
        cell._style = copy(self._styles[style])
        if not isinstance(value, str):
            cell.value = value
            return cell
        text = visible(value, keep_newlines=True)[:LONGEST_CELL]
        cell._value, cell.data_type = text, "s"  # "=1+1" stays what it is
        if text.startswith(FORMULA):
            cell.quotePrefix = True  # also when somebody edits it
        return cell

    def add_texts(self, title: str, rows: Iterator[tuple[str, ...]], widths: Sequence[int]) -> None:
        """A sheet of texts."""
        sheet = self._sheet(title, widths)
        for down, row in enumerate(rows, 1):
            style = "head" if down == 1 else "text"
            sheet.append([self._styled(sheet, down, at, text, style) for at, text in enumerate(row, 1)])

    def add_contents(
        self,
        rows: Iterator[tuple[str, ...]],
        tables: Sequence[tuple[ExportTable, int]],
        widths: Sequence[int],
    ) -> None:
        """The first sheet: what is said of the whole, then the sheets with the numbers of their rows."""
        sheet = self._sheet(CONTENTS, widths)
        down = 0
        for down, row in enumerate(rows, 1):
            style = "head" if down == 1 else "text"
            sheet.append([self._styled(sheet, down, at, text, style) for at, text in enumerate(row, 1)])
        for at, (table, number) in enumerate(tables, down + 1):
            name = self._styled(sheet, at, 1, table.title, "link")
            _point(name, f"'{table.title}'!A1")
            said = self._styled(sheet, at, 2, f"{table.words.ja} / {table.words.en}", "text")
            sheet.append([name, said, self._styled(sheet, at, 3, number, "plain")])

    def _sheet(self, title: str, widths: Sequence[int]) -> Any:
        from openpyxl.utils import get_column_letter

        sheet: Any = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for at, wide in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = wide
        return sheet


def _point(cell: Any, place: str) -> None:
    """Make a cell lead to another place of the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def _width(cells: Sequence[ExportValue]) -> int:
    lines = (line for value in cells if value is not None for line in str(value).split("\n"))
    return min(max(max(map(width, lines), default=0) + _MARGIN, _NARROWEST), _WIDEST)


def _is_short(number: str) -> bool:
    """Whether a spreadsheet, which has fifteen digits, can hold a number as it is."""
    return sum(map(str.isdigit, number)) <= _DIGITS


def _copy(draft: Path, path: Path, time: str) -> None:
    """The file, its parts without the time at which they were written."""
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":  # openpyxl writes the time of saving
                new.writestr(info, stamped(old.read(name), time))
                continue
            with old.open(name) as source, new.open(info, "w") as target:
                shutil.copyfileobj(source, target, _COPIED)
