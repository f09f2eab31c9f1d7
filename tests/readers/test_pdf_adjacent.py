"""Columns of figures that nearly touch, with no vertical rule between them: told apart, or named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF

from make_pdfs import document, font_file, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

HEADER = ["事業名", "当初", "補正", "決算額"]
AMOUNTS = [
    ["留学生の受入れ", "1,200,000", "350,000", "1,480,000"],
    ["案内板の多言語化", "23,400,000", "1,000,000", "24,015,000"],
    ["研修生の派遣", "640,000", "0", "512,000"],
    ["市場の視察", "△12,000", "98,765,400", "3"],
]


def read(rows: Sequence[Sequence[str]], ends: Sequence[float], *, together: bool = False) -> Reading:
    """A table with horizontal rules only, its figures flush right at ``ends``.

    ``together``: a row's figures are drawn as one text with single blanks.
    """

    def draw(page: FPDF) -> None:
        for n, row in enumerate(rows):
            page.line(40, 80 + 18 * n, ends[-1] + 3, 80 + 18 * n)
            text_at(page, 43, 84 + 18 * n, row[0])
            if together and n:
                text_at(
                    page, ends[-1] - page.get_string_width(" ".join(row[1:])), 84 + 18 * n, " ".join(row[1:])
                )
                continue
            for end, text in zip(ends, row[1:], strict=True):
                text_at(page, end - page.get_string_width(text), 84 + 18 * n, text)
        page.line(40, 80 + 18 * len(rows), ends[-1] + 3, 80 + 18 * len(rows))

    return pdf.read(document(draw), "sheet.pdf", ReadOptions())


def rows_of(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


@pytest.mark.parametrize("white", [1.2, 1.5, 3, 6, 20])
def test_figures_flush_right_are_columns_of_their_own(white: float) -> None:
    widest = 45.0  # ten characters of half an em
    ends = [200 + n * (widest + white) for n in range(3)]
    reading = read([HEADER, *AMOUNTS], ends)
    assert rows_of(reading) == [HEADER, *AMOUNTS]
    assert not reading.findings


def test_figures_that_were_drawn_as_one_text_are_named() -> None:
    rows = [["事業名", "予算額、決算額"], *([row[0], " ".join(row[1:3])] for row in AMOUNTS)]
    reading = read(rows, [320])
    assert rows_of(reading)[1] == ["留学生の受入れ", "1,200,000 350,000"]
    found = [finding for finding in reading.findings if finding.code == "figures-together"]
    assert [(str(f.spot), f.cell) for f in found] == [("sheet.pdf:page 1", "1,200,000 350,000")]


def test_figures_without_white_between_them_are_named() -> None:
    rows = [HEADER, *([row[0], "1,200,000", "345,000", "15,000"] for row in AMOUNTS)]
    reading = read(rows, [200, 231.5, 258.5])
    assert [finding.code for finding in reading.findings] == ["figures-together"]


def test_a_label_over_two_columns_of_figures_is_named_too() -> None:
    header = ["事業名", "当初予算額と補正予算額", "", "決算額"]
    reading = read([header, *AMOUNTS], [200, 246.5, 293])
    cells = rows_of(reading)
    assert cells[1][1:] in (["1,200,000 350,000", "1,480,000"], ["1,200,000", "350,000", "1,480,000"])
    assert len(cells[1]) == 4 or [f.code for f in reading.findings] == ["figures-together"]


def test_words_and_single_figures_are_no_pairs() -> None:
    words = [["事業名", "内容", "人数"], *([row[0], "青葉市の 3名 と 4名", "5"] for row in AMOUNTS)]
    assert not read(words, [280, 330]).findings


NAMES = [
    ["都市名", "人口", "面積"],
    ["青葉市", "101,244", "56.63"],
    ["港の町の隣の若葉市", "1,205,330", "1,402.10"],
]
NAMES += [["紅葉市", "88,010", "210.05"], ["川の町", "9,120", "4.10"]]


def listed(rows: Sequence[Sequence[str]], start: float, *, order: Sequence[int] = (0, 1, 2)) -> Reading:
    """A table with horizontal rules only: the longest name ends ``start`` points before the longest figure begins."""
    ends = [43 + 9 * 9 + start + 9 * 4.5, 43 + 9 * 9 + start + 9 * 4.5 + 1.5 + 8 * 4.5]

    def draw(page: FPDF) -> None:
        for n, row in enumerate(rows):
            page.line(40, 80 + 18 * n, ends[-1] + 3, 80 + 18 * n)
            places = [
                43,
                *(end - page.get_string_width(text) for end, text in zip(ends, row[1:], strict=True)),
            ]
            for column in order:
                text_at(page, places[column], 84 + 18 * n, row[column])
        page.line(40, 80 + 18 * len(rows), ends[-1] + 3, 80 + 18 * len(rows))

    return pdf.read(document(draw), "sheet.pdf", ReadOptions())


@pytest.mark.parametrize("white", [1.2, 1.5, 2.5, 4, 12])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_name_that_nearly_touches_the_figures_after_it_is_a_column_of_its_own(
    white: float, order: Sequence[int]
) -> None:
    reading = listed(NAMES, white, order=order)
    assert rows_of(reading) == NAMES
    assert not reading.findings


def test_a_name_that_reaches_into_the_figures_is_named() -> None:
    reading = listed(NAMES, -3)
    assert rows_of(reading) == NAMES or "columns-together" in {finding.code for finding in reading.findings}


def test_texts_that_stand_apart_under_a_header_that_does_are_named() -> None:
    rows = [
        ["種別", "名", ""],
        ["史跡", "川の町の港", ""],
        ["港の町の図書館", "交流", ""],
        ["川", "青葉市の市場", ""],
    ]

    def draw(page: FPDF) -> None:
        for n, row in enumerate(rows):
            page.rect(40, 80 + 18 * n, 160, 18)
            page.rect(200, 80 + 18 * n, 60, 18)
            text_at(page, 43, 84 + 18 * n, row[0])
            text_at(page, 197 - page.get_string_width(row[1]), 84 + 18 * n, row[1])

    found = pdf.read(document(draw), "sheet.pdf", ReadOptions()).findings
    assert [(each.code, each.cell, str(each.spot)) for each in found] == [
        ("columns-together", "種別  名", "sheet.pdf:page 1")
    ]


def numbered(header: Sequence[str], at: float) -> Callable[[FPDF], None]:
    """Names behind numbers, with rules between the rows; the label of the second column stands ``at`` so many points."""

    def draw(page: FPDF) -> None:
        texts = [header, *([str(n), f"{name}会館", f"{name}町{n}"] for n, name in NUMBERED)]
        for n, row in enumerate(texts):
            page.line(40, 80 + 16 * n, 260, 80 + 16 * n)
            for x, text in zip((43, at if n == 0 else 56.5, 150), row, strict=True):
                text_at(page, x, 84 + 16 * n, text)
        page.line(40, 80 + 16 * len(texts), 260, 80 + 16 * len(texts))

    return draw


NUMBERED = [(1, "青葉"), (2, "若葉"), (3, "紅葉"), (10, "川の町")]


@pytest.mark.parametrize(
    ("header", "at"), [(["No.", "名称", "所在地"], 56.5), (["No.名称", "", "所在地"], 56.5)]
)
def test_labels_that_touch_are_those_of_the_columns_below(header: Sequence[str], at: float) -> None:
    found = rows_of(pdf.read(document(numbered(header, at)), "sheet.pdf", ReadOptions()))
    assert found[:2] == [["No.", "名称", "所在地"], ["1", "青葉会館", "青葉町1"]]
    assert found[4] == ["10", "川の町会館", "川の町町10"]


def test_numbers_under_a_label_that_cannot_be_parted_are_named() -> None:
    reading = pdf.read(document(numbered(["区分名称", "", "所在地"], 56.5)), "sheet.pdf", ReadOptions())
    assert [(finding.code, finding.cell) for finding in reading.findings] == [
        ("columns-together", "区分名称")
    ]


def test_numbers_that_were_typed_before_names_are_no_column() -> None:
    def draw(page: FPDF) -> None:
        texts = [["名称", "所在地"], *([f"{n} {name}会館", f"{name}町{n}"] for n, name in NUMBERED)]
        for n, row in enumerate(texts):
            page.line(40, 80 + 16 * n, 260, 80 + 16 * n)
            for x, text in zip((43, 150), row, strict=True):
                text_at(page, x, 84 + 16 * n, text)
        page.line(40, 80 + 16 * len(texts), 260, 80 + 16 * len(texts))

    reading = pdf.read(document(draw), "sheet.pdf", ReadOptions())
    assert rows_of(reading)[1] == ["1 青葉会館", "青葉町1"]
    assert not reading.findings
