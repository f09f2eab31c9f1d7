"""Text that lies across a page or the cells of its table is left out and named: watermarks, stamps."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from make_pdfs import HEADER, ROWS, document, font_file, sheet, table, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def across(reading: Reading) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in reading.findings]


@pytest.mark.parametrize("angle", [20, 45, -30])
def test_a_watermark_that_is_turned(angle: float) -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        with page.rotation(angle, x=300, y=110):
            text_at(page, 250, 60, "案", 90)

    reading = pdf.read(document(draw), "sheet.pdf", ReadOptions())
    assert rows(reading) == [HEADER, *ROWS]
    assert across(reading) == [("text-across", "案")]


def test_a_watermark_that_stands_upright_over_several_rows() -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        text_at(page, 300, 82, "案", 72)

    reading = pdf.read(document(draw), "sheet.pdf", ReadOptions())
    assert rows(reading) == [HEADER, *ROWS]
    assert across(reading) == [("text-across", "案")]


def test_large_text_within_its_cell_is_read() -> None:
    def draw(page: FPDF) -> None:
        table(page, [HEADER, ["", "みなと局", "青葉市との交流", "視察した。"]], heights=[18, 60])
        text_at(page, 60, 105, "①", 36)

    reading = pdf.read(document(draw), "sheet.pdf", ReadOptions())
    assert rows(reading)[1][0] == "①"
    assert across(reading) == []
