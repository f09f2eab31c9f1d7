"""Forms as PDF: fields and typed words that stand beside a page's content, boxes that are drawn."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw
import pytest
from fpdf import FPDF

from make_pdfs import document, edited, font_file, table, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

TEXTS = [["担当局", "項目名", "実績"], ["水道局", "交流", ""], ["環境局", "研修", ""]]
WIDTHS = [80.0, 80.0, 240.0]


def rows(data: bytes) -> list[list[str]]:
    found = pdf.read(data, "sheet.pdf", ReadOptions()).blocks
    return [[cell.text for cell in block.cells] for block in found if isinstance(block, Row)]


def options(page: FPDF, at: float, chosen: int) -> None:
    """Two boxes with a word each, of which one is ticked."""
    for number, word in enumerate(("実施", "中止")):
        x = 205 + 60 * number
        page.rect(x, at, 9, 9)
        if number == chosen:
            page.line(x + 2, at + 4, x + 4, at + 7)
            page.line(x + 4, at + 7, x + 8, at + 1)
        text_at(page, x + 12, at, word)


def test_boxes_that_are_drawn_are_shown_as_signs() -> None:
    def draw(page: FPDF) -> None:
        table(page, TEXTS, widths=WIDTHS)
        options(page, 102, 0)
        options(page, 120, 1)

    assert [row[2].replace(" ", "") for row in rows(document(draw))] == ["実績", "☑実施□中止", "□実施☑中止"]


def test_small_cells_with_a_text_are_no_boxes() -> None:
    def draw(page: FPDF) -> None:
        table(page, TEXTS, widths=WIDTHS)
        for number in range(3):
            page.rect(205 + 20 * number, 102, 10, 10)
            text_at(page, 207 + 20 * number, 103, str(number + 1), 7)

    assert not any("□" in text or "☑" in text for row in rows(document(draw)) for text in row)


def stamped(page: Any) -> None:
    """Put words on a page that are no part of its content."""
    made = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_STAMP)
    raw.FPDFAnnot_SetRect(made, raw.FS_RECTF(204, 741, 304, 729))
    text = raw.FPDFPageObj_NewTextObj(page.pdf, b"Helvetica", 9)
    words = (ctypes.c_ushort * 9)(*map(ord, "Visited."), 0)
    raw.FPDFText_SetText(text, words)
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 206, 731)
    raw.FPDFAnnot_AppendObject(made, text)
    raw.FPDFPage_CloseAnnot(made)


def test_words_that_were_put_on_a_page_are_read() -> None:
    data = document(lambda page: table(page, TEXTS, widths=WIDTHS))
    assert rows(edited(data, stamped))[1] == ["水道局", "交流", "Visited."]


def test_words_that_the_viewer_is_to_draw_are_named() -> None:
    def draw(page: FPDF) -> None:
        table(page, TEXTS, widths=WIDTHS)
        page.set_font("Helvetica", size=9)
        page.free_text_annotation("Visited.", x=204, y=101, w=100, h=12)

    reading = pdf.read(document(draw), "sheet.pdf", ReadOptions())
    assert [(each.code, each.cell) for each in reading.findings] == [("fields-unshown", "Visited.")]
