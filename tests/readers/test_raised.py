"""Raised numbers of notes: in no format do they become digits of a figure; powers stay as they are."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlwt
from fpdf import FPDF
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from make_pdfs import document, font_file, table, text_at
from readers import test_docx as word
from readers import test_html as page
from readers import test_ods as ods
from toshigaikou_cli.readers import read
from toshigaikou_cli.readers.raised import raised, settled
from toshigaikou_cli.records.blocks import Row

HEADER = ["担当局", "項目名", "実績"]


@pytest.mark.parametrize(
    ("before", "text", "after", "shown"),
    [
        ("参加者8", "1", "名", "参加者8（1）名"),
        ("派遣", "1", "を行った", "派遣（1）を行った"),
        ("絵本", "2", "120冊", "絵本（2）120冊"),
        ("120", "注2", "冊", "120注2冊"),
        ("", "※2", "120冊", "（※2）120冊"),
        ("8", "1)", "名", "8（1）名"),
        ("8", "（1）", "名", "8（1）名"),
        ("30m", "2", "である", "30m2である"),
        ("5", "th", " Forum", "5th Forum"),
        ("交流", "※", "した", "交流※した"),
    ],
)
def test_a_raised_number_is_no_digit(before: str, text: str, after: str, shown: str) -> None:
    assert settled(f"{before}{raised(text)}{after}") == shown


def test_raised_pieces_beside_each_other_are_one_note() -> None:
    assert settled(f"8{raised('1')}{raised(',')}{raised('2')}名") == "8（1,2）名"
    assert settled("8名") == "8名"


def of_docx() -> bytes:
    up = word.words("1", '<w:vertAlign w:val="superscript"/>')
    row = word.cell(word.paragraph("交流")) + word.cell(word.paragraph("甲市"))
    return word.document(
        word.table(row + word.cell(f"<w:p>{word.words('参加者8')}{up}{word.words('名')}</w:p>"))
    )


def of_html() -> bytes:
    cells = ("<td>交流<td>甲市<td>参加者8<sup>1</sup>名", "<td>研修<td>乙市<td>30m<sup>2</sup>の畑")
    rows = "".join(f"<tr>{each}" for each in cells)
    return f"<html><table><tr><th>分野<th>項目名<th>実績{rows}</table></html>".encode()


def of_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(["交流", "甲市"])
    sheet["C2"] = CellRichText("参加者8", TextBlock(InlineFont(vertAlign="superscript"), "1"), "名")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for at, row in enumerate((HEADER, ["交流", "甲市"])):
        for column, text in enumerate(row):
            sheet.write(at, column, text)
    up = xlwt.easyfont("")
    up.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    plain = xlwt.easyfont("")
    sheet.write_rich_text(1, 2, ((("参加者8"), plain), ("1", up), ("名", plain)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_ods() -> bytes:
    cells = [
        ods.cell(text) for text in ("交流", "甲市", '参加者8<text:span text:style-name="up">1</text:span>名')
    ]
    return ods.spreadsheet(ods.sheet(ods.row(*cells)))


def of_pdf() -> bytes:
    def draw(pdf: FPDF) -> None:
        bottom = table(pdf, [HEADER, ["交流", "甲市", "参加者8"]], widths=[90, 90, 200])
        x = 40 + 180 + 3 + pdf.get_string_width("参加者8")
        text_at(pdf, x, bottom - 15.5, "1", 6)
        text_at(pdf, x + 4, bottom - 15, "名")

    return document(draw)


@pytest.mark.parametrize("make", [of_docx, of_html, of_xlsx, of_xls, of_ods, of_pdf])
def test_the_note_of_a_figure(make: Callable[[], bytes]) -> None:
    if make is of_pdf and font_file() is None:
        pytest.skip("no Japanese font (TGX_TEST_FONT)")
    found = read(make(), f"a.{make.__name__[3:]}")
    rows = [[cell.text for cell in block.cells] for block in found.blocks if isinstance(block, Row)]
    assert rows[1][2] == "参加者8（1）名"


def test_a_power_stays_a_power() -> None:
    assert page.cell("30m<sup>2</sup>の畑") == "30m2の畑"
