"""Ways in which offices' programs draw tables: clipped cells, frames, bands, vertical writing, halved lines."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from make_pdfs import HEADER, LEADING, PAD, ROWS, WIDTHS, document, font_file, sheet, sideways, table, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Cell, Line, Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

SMALL = [["項目", "内容"], ["一", "青葉市"], ["二", "若葉市"]]


def read(data: bytes) -> Reading:
    return pdf.read(data, "sheet.pdf", ReadOptions())


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def cells(reading: Reading, row: int) -> tuple[Cell, ...]:
    return [block for block in reading.blocks if isinstance(block, Row)][row].cells


def test_text_clipped_by_its_cell_stays_in_it() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", "右の列"]], widths=[60, 120])
        with page.rect_clip(40, 98, 60, 18):
            text_at(page, 43, 101, "列より長い名の項目")

    assert rows(read(document(draw)))[1] == ["列より長い名の項目", "右の列"]


def test_without_a_clip_text_runs_over_into_an_empty_cell() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", ""]], widths=[60, 120])
        text_at(page, 43, 101, "列より長い名の項目")

    assert rows(read(document(draw)))[1] == ["列より長い名の項目", ""]


def test_a_merged_cell_drawn_on_another_page_is_filled() -> None:
    def second(page: FPDF) -> None:
        table(page, [HEADER, ["", *ROWS[1][1:]], ROWS[2]])
        with page.rect_clip(40, 98, WIDTHS[0], 40):
            text_at(page, 43, -300, ROWS[0][0])

    cell = cells(read(document(sheet([HEADER, ROWS[0]]), second)), 3)[0]
    assert (cell.text, cell.filled) == (ROWS[0][0], True)


def test_a_merged_cell_open_below_takes_its_text_from_the_next_page() -> None:
    def first(page: FPDF) -> None:
        bottom = table(page, [HEADER, ["", *ROWS[0][1:]], [None, *ROWS[1][1:]]], rules="open bottom")
        page.line(40 + WIDTHS[0], bottom, 40 + sum(WIDTHS), bottom)

    reading = read(document(first, lambda page: table(page, [HEADER, ROWS[1], ROWS[2]])))
    assert [cells(reading, n)[0].text for n in (1, 2)] == [ROWS[1][0]] * 2
    assert cells(reading, 1)[0].filled


def test_vertical_writing_is_read_from_the_right() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", "青葉市の\n職員の\n受入れ\n交流"]], widths=[60, 120])
        for column, text in enumerate(("港の町の", "職員交流")):
            for n, char in enumerate(text):
                text_at(page, 80 - 16 * column, 101 + 10 * n, char)

    assert rows(read(document(draw)))[1][0] == "港の町の職員交流"


def test_borders_drawn_as_frames() -> None:
    def draw(page: FPDF) -> None:
        for r, row in enumerate(SMALL):
            for c, text in enumerate(row):
                x, y = 50 + 102 * c, page.h - 80 - 22 * (r + 1)
                page._out(f"{x} {y} 100 20 re {x + 0.7} {y + 0.7} 98.6 18.6 re f*")
                text_at(page, x + 5, 85 + 22 * r, text)

    assert rows(read(document(draw))) == SMALL


def test_rows_told_apart_by_their_background() -> None:
    def draw(page: FPDF) -> None:
        page.set_fill_color(215, 225, 240)
        for r in (0, 2, 4):
            page.rect(40, 80 + 20 * r, 300, 20, style="F")
        for r in range(5):
            for c, text in enumerate(
                ("項目", "担当部所", "内容") if r == 0 else (f"項目{r}", "総務部", "青葉市との交流")
            ):
                text_at(page, 45 + 100 * c, 85 + 20 * r, text)

    assert [row[0] for row in rows(read(document(draw)))] == ["項目", "項目1", "項目2", "項目3", "項目4"]


def test_rows_without_vertical_rules_take_those_of_the_others() -> None:
    def draw(page: FPDF) -> None:
        bottom = table(page, [HEADER, ROWS[0]])
        table(page, [ROWS[2]], top=bottom, rules="horizontal")
        for x in (40, 40 + sum(WIDTHS)):
            page.line(x, bottom, x, bottom + 2 * LEADING + 2 * PAD)

    assert rows(read(document(draw))) == [HEADER, ROWS[0], ROWS[2]]


def test_a_heading_across_the_table_stays_one_cell() -> None:
    heading = ["第1　港の町との交流に関する取組の実績", "<", "<", "<"]
    reading = read(document(sheet([HEADER, heading, *ROWS])))
    assert [cell.text for cell in cells(reading, 1)] == [heading[0], "", "", ""]
    assert [cell.filled for cell in cells(reading, 1)] == [False, True, True, True]


def test_a_header_without_a_rule_below_is_parted_from_the_rest_of_a_row() -> None:
    cut = ["②川の町との交流", "かわ局計画部", "紅葉市との交流", "青葉市の職員を受け入れ、図書館の貸出しの仕"]

    def second(page: FPDF) -> None:
        table(page, [["分野\n ", "担当部所", "項目名", "実績（28年度）\n組みを学んだ。"], ROWS[1]])

    reading = read(document(sheet([HEADER, *ROWS[:2], cut]), second))
    after = [block for block in reading.blocks if isinstance(block, Row) and block.page == 2]
    assert [[cell.text for cell in row.cells] for row in after[:2]] == [
        HEADER,
        ["", "", "", "組みを学んだ。"],
    ]
    assert [row.continues for row in after] == [False, True, False]


def test_a_line_that_the_cut_halved_is_read_once() -> None:
    line = "青葉市の職員を受け入れ、図書館の貸出しの仕"
    cut = ["②川の町との交流", "かわ局計画部", "紅葉市との交流", line]
    reading = read(
        document(sheet([HEADER, *ROWS, cut]), sheet([HEADER, ["", "", "", line + "組みを学んだ。"], ROWS[0]]))
    )
    rest = next(block for block in reading.blocks if isinstance(block, Row) and block.continues)
    assert rest.cells[3].text == "組みを学んだ。"


def test_the_number_of_a_page_beside_a_sideways_table_is_left_out() -> None:
    def draw(page: FPDF) -> None:
        sideways(sheet())(page)
        text_at(page, 290, 815, "- 12 -")

    reading = read(document(draw))
    assert rows(reading) == [HEADER, *ROWS]
    assert [block.text for block in reading.blocks if isinstance(block, Line)] == [
        "国際交流の実績（平成28年度）"
    ]


def test_white_rules_between_coloured_cells_bound_them() -> None:
    def draw(page: FPDF) -> None:
        page.set_fill_color(215, 225, 240)
        page.rect(40, 80, 180, 54, style="F")
        page.set_draw_color(255, 255, 255)
        table(page, SMALL, widths=[60, 120])

    assert rows(read(document(draw))) == SMALL


def flush_right(page: FPDF, lines: list[list[str]], ends: list[float]) -> None:
    """Rows between horizontal rules: the first column flush left, the others flush right at ``ends``."""
    for number, line in enumerate(lines):
        top = 80 + number * 18
        page.line(40, top, ends[-1], top)
        text_at(page, 43, top + PAD, line[0])
        for text, end in zip(line[1:], ends, strict=True):
            text_at(page, end - page.get_string_width(text), top + PAD, text)
    page.line(40, 80 + len(lines) * 18, ends[-1], 80 + len(lines) * 18)


@pytest.mark.parametrize("second", [46.0, 52.0, 70.0])
def test_figures_that_nearly_touch_are_two_columns_where_the_rows_end_them_at_one_place(
    second: float,
) -> None:
    lines = [
        ["項目", "額", "年度", "計"],
        ["一", "1,200,000", "350,000", "1,480,000"],
        ["二", "23,400,000", "1,000,000", "24,015,000"],
        ["三", "640,000", "0", "512,000"],
    ]
    found = rows(read(document(lambda page: flush_right(page, lines, [200, 200 + second, 255 + second]))))
    assert found == lines


def test_figures_of_one_column_with_a_space_between_stay_together() -> None:
    lines = [["項目", "計"], ["一", "1 200"], ["二", "23 400"], ["三", "640"], ["次", "5 12"]]
    assert rows(read(document(lambda page: flush_right(page, lines, [200])))) == lines


NEARLY = [
    ["担当", "項目", "実績"],
    ["みなと局", "青葉市との交流", "視察した。"],
    ["かわ局計画", "若葉市交流", "派遣した。"],
    ["みどり局", "紅葉市との交流", "受け入れた。"],
]


def test_rules_of_each_cell_bound_columns_whose_texts_nearly_touch() -> None:
    widths = [46.0, 65.0, 200.0]

    def draw(page: FPDF) -> None:
        table(page, [["", "", ""]] * len(NEARLY), widths=widths, rules="pieces")
        for at, row in enumerate(NEARLY):
            for column, text in enumerate(row):
                text_at(page, 40.5 + sum(widths[:column]), 83 + 18 * at, text)

    assert rows(read(document(draw))) == NEARLY


def test_a_last_column_that_only_the_second_row_of_a_header_names() -> None:
    texts = [
        ["担当", "項目", "実績", ""],
        ["", "", "令和4年度", "令和5年度"],
        *([*row, "報告した。"] for row in NEARLY[1:]),
    ]

    def draw(page: FPDF) -> None:
        table(page, texts, widths=[60, 80, 100, 100], rules="horizontal")

    assert rows(read(document(draw))) == texts
