"""Small documents with text of our own, in the forms that offices publish: text, CSV, workbook, web page.

Tests build them in memory; ``python tests/make_documents.py FOLDER`` writes one of each kind to look at.
"""

from __future__ import annotations

import csv
import html
import io
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[str]]

SHEET_TITLE = "国際交流の取組実績（平成30年度）"
SHEET_HEADER = ("分野", "担当（関係）部所名", "項目名", "実績（30年度）")
SHEET_ROWS = (
    (
        "①姉妹都市との交流",
        "環境局総務部",
        "パリ市との交流",
        "・平成30年6月4日に、気候の講座を開いた。\n・職員2名が訪ねた。",
    ),
    ("①姉妹都市との交流", "環境局総務部", "ソウル特別市との交流", "大気の測り方を学び合った。"),
    (
        "①姉妹都市との交流",
        "水道局総務部",
        "ジャカルタ特別市との交流",
        "【水道分野】\n・漏水の調べ方を伝えた。",
    ),
    ("②大都市に共通する課題", "水道局総務部", "研修生の受入れ", "アジアの5都市から12名を受け入れた。"),
    ("②大都市に共通する課題", "建設局公園緑地部", "植物の交換", "種子を3点、植物園どうしで交換した。"),
)
"""A sheet of one year: every cell filled, as its reader should find it once merged cells are filled down."""

STRATEGY_HEADER = ("No.", "施策", "概要", "担当(関係)局")
STRATEGY = (
    (
        ("1 大会の成功", "(ア) 交流の推進"),
        (
            ("1", "若手選手の招待", "姉妹都市から選手を招く。", "生活文化局"),
            ("2", "職員の派遣", "職員を一年ずつ送り合う。", "総務局、(環境局)"),
        ),
    ),
    (("(イ) もてなし",), (("3", "案内板の多言語化", "三つの言語で書く。", "建設局、交通局"),)),
)
"""A strategy: heading lines, and the table that stands under them."""


def only_first(rows: Rows, columns: int = 2) -> list[list[str]]:
    """``rows`` with "" in the first ``columns`` wherever the cell says the same as the one above it."""
    out: list[list[str]] = []
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else ()
        same = True
        blanked = list(row)
        for at in range(columns):
            same = same and bool(above) and above[at] == row[at]
            blanked[at] = "" if same else row[at]
        out.append(blanked)
    return out


# ---------------------------------------------------------------- text and CSV


def text_sheet(pages: Sequence[Rows] = (SHEET_ROWS,), header: Sequence[str] = SHEET_HEADER) -> bytes:
    """The text form: tab-separated rows without line breaks in cells, the header again on every page."""

    def line(row: Sequence[str]) -> str:
        return "\t".join(cell.replace("\n", " ") for cell in row)

    return "\n".join(f"\n{line(header)}\n" + "\n".join(map(line, rows)) + "\n" for rows in pages).encode()


def text_strategy() -> bytes:
    """The text form of a strategy: its title, headings, and a table under each area."""
    lines = ["国際戦略", "平成26（2014）年 12 月"]
    for headings, rows in STRATEGY:
        lines += ["", *headings, "", "\t".join(STRATEGY_HEADER), *("\t".join(row) for row in rows)]
    return "\n".join([*lines, ""]).encode()


def delimited(rows: Rows, encoding: str = "utf-8", delimiter: str = ",", newline: str = "\r\n") -> bytes:
    """``rows`` as Excel saves them: cells with line breaks, delimiters or quotes stand in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    # Python's euc_jp has no ①; the same bytes as Microsoft's come from its larger sister.
    return out.getvalue().encode("euc_jis_2004" if encoding == "euc_jp" else encoding)


def csv_sheet(encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """The sheet as CSV: a title, an empty record, the header, and repeated cells left blank."""
    width = len(SHEET_HEADER)
    top: list[Sequence[str]] = [[SHEET_TITLE, *[""] * (width - 1)], [""] * width, SHEET_HEADER]
    return delimited([*top, *only_first(SHEET_ROWS)], encoding, delimiter)


# ---------------------------------------------------------------- workbooks


@dataclass(frozen=True)
class Sheet:
    """A work sheet: values and number formats by cell name, merged ranges, and whether it is hidden."""

    name: str
    cells: Mapping[str, Any]
    merged: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    state: str = "visible"


def workbook(*sheets: Sheet) -> bytes:
    """A workbook of ``sheets``."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        for place, value in sheet.cells.items():
            made[place] = value
        for place, code in sheet.formats.items():
            made[place].number_format = code
        for area in sheet.merged:
            made.merge_cells(area)
        made.sheet_state = sheet.state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_cells(rows: Rows, top: int = 1, left: str = "A") -> dict[str, str]:
    """The cells of ``rows`` by name, from row ``top`` and column ``left`` (one letter) on; "" left out."""
    return {
        f"{chr(ord(left) + column)}{top + number}": text
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    }


def xlsx_sheet() -> bytes:
    """The sheet as a workbook: a merged title, an empty row, the header, repeated cells merged downward."""
    top = 4
    cells = {"A1": SHEET_TITLE, **table_cells([SHEET_HEADER, *only_first(SHEET_ROWS)], top=3)}
    merged = ["A1:D1"]
    for column, letter in enumerate("AB"):
        starts = [at for at, row in enumerate(only_first(SHEET_ROWS)) if row[column]]
        for start, end in zip(starts, [*starts[1:], len(SHEET_ROWS)], strict=True):
            if end - start > 1:
                merged.append(f"{letter}{top + start}:{letter}{top + end - 1}")
    return workbook(Sheet("実績", cells, merged))


def with_parts(data: bytes, edit: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """A zip file with every part passed through ``edit`` (None leaves it out), and the ``added`` parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = edit(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name, part)
    return out.getvalue()


def docx_sheet() -> bytes:
    """The sheet as a Word document: a title, and a table whose repeated cells are merged downward."""
    from docx import Document

    document = Document()
    document.add_paragraph(SHEET_TITLE)
    table = document.add_table(rows=0, cols=len(SHEET_HEADER))
    for row in (SHEET_HEADER, *only_first(SHEET_ROWS)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for number, row in enumerate(only_first(SHEET_ROWS), start=1):
        for column in range(2):
            if not row[column]:
                table.cell(number - 1, column).merge(table.cell(number, column))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- web pages


def html_page(body: str, charset: str = "utf-8", encoding: str | None = None) -> bytes:
    """A page around ``body`` that declares ``charset`` and is written in ``encoding`` (by default it too)."""
    head = (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>{SHEET_TITLE}</title></head>'
    )
    return f"{head}<body>\n{body}\n</body></html>\n".encode(encoding or charset)


def html_sheet(charset: str = "utf-8") -> bytes:
    """The sheet as a page: repeated cells span rows, line breaks are ``<br>``."""
    shown = only_first(SHEET_ROWS)
    lines = ["<tr>" + "".join(f"<th>{html.escape(name)}</th>" for name in SHEET_HEADER) + "</tr>"]
    for number, row in enumerate(shown):
        cells = []
        for column, text in enumerate(row):
            below = shown[number + 1 :]
            span = 1 + next((at for at, other in enumerate(below) if other[column]), len(below))
            if text:
                cells.append(f'<td rowspan="{span}">{html.escape(text).replace(chr(10), "<br>")}</td>')
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return html_page("<h1>一覧</h1>\n<table>\n" + "\n".join(lines) + "\n</table>", charset)


def write_all(folder: Path) -> list[Path]:
    """Write one document of each kind into ``folder``; their paths. A file that is there already is an error."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "sheet.txt": text_sheet((SHEET_ROWS[:3], SHEET_ROWS[3:])),
        "strategy.txt": text_strategy(),
        "sheet.csv": csv_sheet("cp932"),
        "sheet.tsv": csv_sheet("utf-8", "\t"),
        "sheet.xlsx": xlsx_sheet(),
        "sheet.html": html_sheet(),
        "sheet.docx": docx_sheet(),
    }
    for name, data in made.items():
        with (folder / name).open("xb") as file:
            file.write(data)
    return [folder / name for name in made]


if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1])):
        print(path)
