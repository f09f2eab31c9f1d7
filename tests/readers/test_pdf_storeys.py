"""Headers of two storeys where white alone parts the columns: read with their labels over others, or named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF

from make_pdfs import document, font_file, text_at
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

XS = [43.0, 110, 170, 230, 290]
BODY = [
    ["交流人数", "10", "20", "30", "なし"],
    ["派遣人数", "11", "21", "31", "増"],
    ["受入人数", "12", "22", "32", "減"],
]
YEARS = ("令和元年", "令和2年", "令和3年")
MIDDLE, BOTTOM = 88.0, 95.0

Drawing = Callable[[FPDF], None]
Label = tuple[str, int, int]
"""A text of the upper storey, and the first and the last column that it stands over."""


def read(draw: Drawing) -> Reading:
    return pdf.read(document(draw), "sheet.pdf", ReadOptions())


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def header(
    upper: Sequence[Label],
    lower: Sequence[str],
    *,
    single: float = MIDDLE,
    centred: bool = True,
    shift: float = 0.0,
    fill: bool = True,
    ruled: bool = False,
) -> Drawing:
    """A table whose header stands on one background; ``lower`` are the labels of the columns between the first and the last."""

    def draw(page: FPDF) -> None:
        if fill:
            page.set_fill_color(215, 225, 240)
            page.rect(40, 80, 300, 28, style="F")
        text_at(page, XS[0], single, "指標")
        text_at(page, XS[4], single, "備考")
        for x, text in zip(XS[1:], lower, strict=False):
            text_at(page, x, BOTTOM, text)
        for text, first, last in upper:
            middle = (XS[first] + XS[last] + page.get_string_width(lower[last - 1])) / 2
            x = middle - page.get_string_width(text) / 2 if centred else XS[first]
            text_at(page, x + shift, 82, text)
        for n, row in enumerate(BODY):
            for x, text in zip(XS, row, strict=True):
                text_at(page, x, 112 + 16 * n, text)
        for n in range(4) if ruled else ():
            page.line(40, 108 + 16 * n, 340, 108 + 16 * n)

    return draw


@pytest.mark.parametrize("single", [82.0, MIDDLE, BOTTOM])
@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_label_over_the_years_of_three_columns(single: float, centred: bool, ruled: bool) -> None:
    reading = read(header([("目標値", 1, 3)], YEARS, single=single, centred=centred, ruled=ruled))
    assert rows(reading) == [
        ["指標", "目標値", "", "", "備考"],
        ["指標", *YEARS, "備考"],
        *BODY,
    ]
    merged = [[cell.filled for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]
    assert merged[:2] == [[False, False, True, True, False], [True, False, False, False, True]]


@pytest.mark.parametrize("centred", [True, False])
def test_each_label_stands_over_its_own_columns(centred: bool) -> None:
    labels = [("基準", 1, 1), ("目標値", 2, 3)]
    assert rows(read(header(labels, YEARS, centred=centred)))[:2] == [
        ["指標", "基準\n令和元年", "目標値", "", "備考"],
        ["指標", "基準\n令和元年", "令和2年", "令和3年", "備考"],
    ]


def test_a_label_that_nothing_puts_over_a_column_is_named() -> None:
    reading = read(header([("基準", 1, 1), ("目標値", 2, 3)], YEARS, shift=17))
    assert [(f.code, str(f.spot), f.cell) for f in reading.findings if f.severity == "warning"] == [
        ("read-by-alignment", "sheet.pdf:page 1", ""),
        ("header-storeys", "sheet.pdf:page 1", "基準  目標値"),
    ]


@pytest.mark.parametrize("single", [MIDDLE, BOTTOM])
def test_labels_of_two_lines_are_no_storeys(single: float) -> None:
    labels = [("受入", 1, 1), ("派遣", 2, 2), ("交流", 3, 3)]
    reading = read(header(labels, ("人数", "の数", "年度"), single=single, centred=False))
    assert rows(reading)[0] == ["指標", "受入\n人数", "派遣\nの数", "交流\n年度", "備考"]


def test_one_label_of_two_lines_among_short_ones_at_the_bottom_is_no_storey() -> None:
    reading = read(header([("受入", 1, 1)], ("人数", "増減", "会場"), single=BOTTOM, centred=False))
    assert rows(reading)[0] == ["指標", "受入\n人数", "増減", "会場", "備考"]


def test_a_label_over_a_header_without_any_drawing_is_refused() -> None:
    with pytest.raises(ReadError, match=r"page 1: .* a text close over the header may be a label of it"):
        read(header([("目標値", 1, 3)], YEARS, single=BOTTOM, fill=False))


def test_a_remark_over_a_header_is_none_of_it() -> None:
    def draw(page: FPDF) -> None:
        header([], YEARS, single=BOTTOM, fill=False)(page)
        text_at(page, 290, 82, "単位：人")

    assert rows(read(draw)) == [["指標", *YEARS, "備考"], *BODY]
