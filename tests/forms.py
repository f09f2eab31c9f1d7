"""A document of lines and tables in every form in which offices pass it on: CSV in cp932, workbook, page, Word, PDF.

The source is text: lines, and rows with tabs between their cells. In the forms that have merged cells, an empty cell below
one of the columns ``merged`` (by header) is one with the cell above.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

from make_pdfs import font_file, table, text_at

Table = list[list[str]]


def parts(path: Path) -> list[str | Table]:
    """The lines and the tables of a text, in their order."""
    found: list[str | Table] = []
    open_: Table | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 1 and open_ is not None:
            open_.append(cells)
        elif len(cells) > 1:
            open_ = [cells]
            found.append(open_)
        else:
            open_ = None
            found += [line] if line.strip() else []
    for part in found:
        if not isinstance(part, str):
            width = max(map(len, part))
            part[:] = [[*row, *[""] * (width - len(row))] for row in part]
    return found


def spans(rows: Table, merged: Collection[str]) -> list[tuple[int, int, int]]:
    """The merged cells of a table: column, first row, last row."""
    found = []
    for column, header in enumerate(rows[0]):
        starts = [at for at, row in enumerate(rows) if at and row[column]] if header in merged else []
        ends = [at - 1 for at in starts[1:]] + [len(rows) - 1] * bool(starts)
        found += [(column, first, last) for first, last in zip(starts, ends, strict=True) if last > first]
    return found


def as_csv(path: Path, merged: Collection[str]) -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    for part in parts(path):
        writer.writerows([[part]] if isinstance(part, str) else part)
    return out.getvalue().encode("cp932")


def as_xlsx(path: Path, merged: Collection[str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    at = 1
    for part in parts(path):
        rows = [[part]] if isinstance(part, str) else part
        for number, row in enumerate(rows):
            for column, text in enumerate(row, 1):
                sheet.cell(at + number, column, text or None)
        for column, first, last in [] if isinstance(part, str) else spans(part, merged):
            sheet.merge_cells(
                start_row=at + first, end_row=at + last, start_column=column + 1, end_column=column + 1
            )
        at += len(rows) + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(path: Path, merged: Collection[str]) -> bytes:
    body = []
    for part in parts(path):
        if isinstance(part, str):
            body.append(f"<p>{html.escape(part)}</p>")
            continue
        held = {(column, first): last - first + 1 for column, first, last in spans(part, merged)}
        covered = {
            (column, row) for column, first, last in spans(part, merged) for row in range(first + 1, last + 1)
        }
        rows = [
            "".join(
                f'<td rowspan="{held.get((column, at), 1)}">{html.escape(text)}</td>'
                for column, text in enumerate(row)
                if (column, at) not in covered
            )
            for at, row in enumerate(part)
        ]
        body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(body)}</body></html>'.encode()


def as_docx(path: Path, merged: Collection[str]) -> bytes:
    document = Document()
    for part in parts(path):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        made = document.add_table(len(part), len(part[0]))
        for at, row in enumerate(part):
            for column, text in enumerate(row):
                made.cell(at, column).text = text
        for column, first, last in spans(part, merged):
            made.cell(first, column).merge(made.cell(last, column)).text = part[first][column]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(path: Path, merged: Collection[str]) -> bytes:
    """Ruled tables on landscape pages, one table below the other; a table that does not fit begins a page."""
    font = font_file()
    if not font:
        pytest.skip("no Japanese font (TGX_TEST_FONT)")
    pdf = FPDF(orientation="landscape", unit="pt", format=(1400, 1000))
    pdf.set_auto_page_break(False)
    pdf.add_font("G", fname=font)
    pdf.add_page()
    pdf.set_font("G", size=9)
    top = 40.0
    for part in parts(path):
        if isinstance(part, str):
            if top > 880:
                pdf.add_page()
                top = 40.0
            text_at(pdf, 40, top, part)
            top += 20
            continue
        covered = {
            (column, row) for column, first, last in spans(part, merged) for row in range(first + 1, last + 1)
        }
        rows = [
            [None if (column, at) in covered else text for column, text in enumerate(row)]
            for at, row in enumerate(part)
        ]
        widths = _widths(pdf, part)
        if top + 32 * len(rows) > 960:
            pdf.add_page()
            top = 40.0
        top = table(pdf, rows, top=top, widths=widths) + 20
    return bytes(pdf.output())


def _widths(pdf: FPDF, rows: Sequence[Sequence[str]]) -> list[float]:
    """Columns wide enough that no cell has more than two lines, as far as the page goes."""
    pdf.set_font_size(9)
    need = [max(pdf.get_string_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    widths = [max(40.0, min(each + 8, each / 2 + 30)) for each in need]
    return [each * min(1.0, 1320 / sum(widths)) for each in widths]


FORMS: dict[str, Callable[[Path, Collection[str]], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}
