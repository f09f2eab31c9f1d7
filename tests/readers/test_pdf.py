"""PDF tables on one page: cells, wrapped lines, merged and open cells, horizontal rules, hidden and turned text."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

from make_pdfs import HEADER, PAD, ROWS, WIDTHS, document, edited, font_file, sheet, sideways, table, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")


def read(data: bytes, **options: object) -> Reading:
    return pdf.read(data, "sheet.pdf", ReadOptions(**options))  # type: ignore[arg-type]


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def one_cell(text: str, width: float = 100.0) -> str:
    """What becomes of a text in a cell of that width."""
    widths = [60.0, width]
    return rows(read(document(sheet([["項目", "内容"], ["一", text]], widths=widths))))[1][1]


def test_rows_and_lines_come_in_reading_order() -> None:
    reading = read(document(sheet()))
    assert reading.format == "pdf"
    assert isinstance(reading.blocks[0], Line)
    assert lines(reading) == ["国際交流の実績（平成28年度）"]
    assert rows(reading) == [HEADER, *ROWS]
    assert (reading.tally.pages, reading.tally.tables, reading.tally.rows) == (1, 1, 4)


def test_rows_carry_page_table_row_and_boxes() -> None:
    row = next(b for b in read(document(sheet())).blocks if isinstance(b, Row) and b.row == 2)
    assert (row.page, row.table, row.continues) == (1, 1, False)
    assert row.bbox is not None
    assert row.bbox[0] == pytest.approx(40, abs=0.5)
    assert row.bbox[2] == pytest.approx(40 + sum(WIDTHS), abs=0.5)
    first = row.cells[0].bbox
    assert first is not None
    assert first[2] - first[0] == pytest.approx(WIDTHS[0], abs=0.5)


# 1. wrapped lines


def test_a_wrapped_line_is_joined_without_a_space() -> None:
    text = "港の町の職員を受け入れて図書館の貸出しの仕組みについて話し合い互いの学びとした"
    assert one_cell(text) == text


def test_a_short_line_keeps_its_line_break() -> None:
    assert one_cell("港の町\n川の町") == "港の町\n川の町"


def test_a_wrapped_latin_text_gets_its_space_back() -> None:
    text = "Summer School Programme for Young Engineers of Port Cities"
    assert one_cell(text) == text


@pytest.mark.parametrize("mark", ["・", "○", "※", "【", "①"])
def test_a_bullet_begins_a_line_even_after_a_full_one(mark: str) -> None:
    full = "港の町の職員を受け入"  # ten characters fill the cell of ten
    text = f"{mark}{full[:9]}\n{mark}次の項目"
    assert one_cell(text, width=9 * 10 + 2 * PAD + 1) == text


def test_a_date_that_opens_a_point_begins_a_line() -> None:
    text = "港の町の職員を受け入\n6月7日　川の町を訪問"
    assert one_cell(text, width=9 * 10 + 2 * PAD + 1) == text


def test_a_date_within_a_sentence_does_not_begin_a_line() -> None:
    text = "青葉市の職員二名が平成28年6月に港の町を訪れて市場を視察した"
    assert one_cell(text) == text


@pytest.mark.parametrize("text", ["1902.4.17\n1952.11.2", "S54.6.6\nH元.4.14"])
def test_two_short_dates_under_each_other_are_two(text: str) -> None:
    assert one_cell(text, width=46) == text


def test_a_figure_that_was_wrapped_is_one() -> None:
    assert one_cell("1902.417\n195.2112", width=46) == "1902.417195.2112"


def test_a_middle_dot_of_a_name_is_no_bullet() -> None:
    text = "ブルーリバーフォレスト・シティ"

    def draw(page: FPDF) -> None:
        table(
            page,
            [["項目", "内容"], ["一", ""], ["二", "長い文を入れて幅を示す列で"]],
            widths=[60, 9 * 11 + 2 * PAD + 1],
        )
        text_at(page, 100 + PAD, 80 + 18 + PAD, text[:11])
        text_at(page, 100 + PAD, 80 + 18 + PAD + 9, text[11:])

    assert rows(read(document(draw)))[1][1].replace("\n", "|") == text


# 2. merged cells


def test_a_merged_cell_is_given_to_each_of_its_rows() -> None:
    merged: list[list[str | None]] = [[*HEADER], [*ROWS[0]], [None, None, *ROWS[1][2:]], [*ROWS[2]]]
    reading = read(document(sheet(merged)))
    assert rows(reading)[2][:2] == ROWS[0][:2]
    cells = [block.cells for block in reading.blocks if isinstance(block, Row)]
    assert [cell.filled for cell in cells[1]] == [False] * 4
    assert [cell.filled for cell in cells[2]] == [True, True, False, False]
    assert reading.tally.filled == 2


def test_a_cell_over_columns_stands_in_the_first_of_them() -> None:
    header: list[list[str | None]] = [["分野", "担当部所", "取組", "<"], [None, None, "項目名", "実績"]]
    reading = read(document(sheet([*header, *map(list, ROWS)])))
    assert rows(reading)[0] == ["分野", "担当部所", "取組", ""]
    assert rows(reading)[1] == ["分野", "担当部所", "項目名", "実績"]
    first = next(block for block in reading.blocks if isinstance(block, Row))
    assert [cell.filled for cell in first.cells] == [False, False, False, True]


def test_ditto_marks_are_left_as_they_stand() -> None:
    reading = read(document(sheet([HEADER, ROWS[0], ["〃", "同上", *ROWS[1][2:]]])))
    assert rows(reading)[2][:2] == ["〃", "同上"]
    assert reading.tally.filled == 0


# 3. open ends


@pytest.mark.parametrize("rules", ["open bottom", "open sides"])
def test_cells_left_open_lose_nothing(rules: str) -> None:
    reading = read(document(sheet(rules=rules)))
    assert rows(reading) == [HEADER, *ROWS]
    assert reading.tally.dropped == 0
    assert reading.tally.characters == sum(
        len("".join(text.split())) for row in [HEADER, *ROWS] for text in row
    )


# 8. horizontal rules only, and rules drawn in other ways


def test_horizontal_rules_only_take_columns_from_white_gaps() -> None:
    assert rows(read(document(sheet(rules="horizontal")))) == [HEADER, *ROWS]


def thin_rectangle(page: FPDF, x0: float, y0: float, x1: float, y1: float) -> None:
    page.rect(x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6, style="F")


def dots(page: FPDF, x0: float, y0: float, x1: float, y1: float) -> None:
    steps = int(max(x1 - x0, y1 - y0) / 2)
    for n in range(steps + 1):
        page.rect(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps, 0.7, 0.7, style="F")


@pytest.mark.parametrize("rule", [thin_rectangle, dots])
def test_rules_drawn_as_areas_or_dots(rule: object) -> None:
    assert rows(read(document(sheet(lines=rule)))) == [HEADER, *ROWS]


def test_cells_as_boxes_with_gaps_between_them() -> None:
    def draw(page: FPDF) -> None:
        for r, row in enumerate([["甲", "乙"], ["一", "二"], ["三", "四"]]):
            for c, text in enumerate(row):
                page.rect(50 + 104 * c, 80 + 24 * r, 100, 20)
                text_at(page, 55 + 104 * c, 84 + 24 * r, text)

    assert rows(read(document(draw))) == [["甲", "乙"], ["一", "二"], ["三", "四"]]


def test_an_underline_does_not_cut_a_cell() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["一", "下線のある語\nその次の行"]], widths=[60, 120])
        page.line(103, 114, 160, 114)

    assert rows(read(document(draw)))[1] == ["一", "下線のある語\nその次の行"]


def test_a_framed_note_is_no_table() -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        page.rect(40, 500, 200, 40)
        text_at(page, 45, 510, "問合せは総務部まで")

    reading = read(document(draw))
    assert reading.tally.tables == 1
    assert "問合せは総務部まで" in lines(reading)


# 12. fake bold


def bold(offset: float) -> bytes:
    def draw(page: FPDF) -> None:
        sheet()(page)
        sheet(lines=lambda *_: None, x=40 + offset)(page)

    return document(draw)


def test_doubled_glyphs_become_one() -> None:
    assert rows(read(bold(0.3))) == [HEADER, *ROWS]


def test_a_few_equal_neighbours_are_not_doubled_glyphs() -> None:
    assert one_cell("ああ、いいね、ＡＡ") == "ああ、いいね、ＡＡ"


# 13. turned pages


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_turned_by_the_viewer(degrees: int) -> None:
    data = edited(document(sheet()), lambda page: page.set_rotation(degrees))
    assert rows(read(data)) == [HEADER, *ROWS]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_drawn_sideways_is_read_however_the_viewer_turns_it(degrees: int) -> None:
    """Landscape pages are often drawn sideways and turned upright by /Rotate."""
    data = edited(document(sideways(sheet())), lambda page: page.set_rotation(degrees))
    assert rows(read(data)) == [HEADER, *ROWS]


def test_a_page_set_sideways_is_read_upright_and_boxed_as_shown() -> None:
    reading = read(document(sideways(sheet())))
    assert rows(reading) == [HEADER, *ROWS]
    box = next(b.bbox for b in reading.blocks if isinstance(b, Row))
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]  # a row stands upright on the page as shown


def test_boxes_count_from_the_crop_box() -> None:
    data = document(sheet())
    cropped = edited(data, lambda page: page.set_cropbox(30, 300, 560, 822))
    plain, inside = (next(b.bbox for b in read(d).blocks if isinstance(b, Row)) for d in (data, cropped))
    assert plain is not None
    assert inside is not None
    assert inside[0] == pytest.approx(plain[0] - 30, abs=0.6)
    assert inside[1] == pytest.approx(plain[1] - 19.9, abs=0.6)


# 14. hidden text, hanging punctuation


def with_hidden(page: FPDF) -> None:
    sheet()(page)
    text_at(page, 300, -30, "紙の外")
    text_at(page, 200, 700, "切り落とし")
    page.set_text_color(255, 255, 255)
    text_at(page, 150, 101, "白い字")
    page.set_text_color(0, 0, 0)
    with page.local_context(text_mode=TextMode.INVISIBLE):
        text_at(page, 150, 140, "見えない字")


def test_invisible_text_is_left_out() -> None:
    cropped = edited(document(with_hidden), lambda page: page.set_cropbox(20, 300, 580, 842))
    reading = read(cropped)
    assert rows(reading) == [HEADER, *ROWS]
    assert len(lines(reading)) == 1


def test_white_text_on_a_dark_ground_is_seen() -> None:
    def draw(page: FPDF) -> None:
        page.set_fill_color(0, 40, 90)
        page.rect(40, 80, sum(WIDTHS), 18, style="F")
        page.set_text_color(255, 255, 255)
        table(page, [HEADER], top=80)
        page.set_text_color(0, 0, 0)
        table(page, ROWS, top=98)

    assert rows(read(document(draw)))[0] == HEADER


def test_hanging_punctuation_belongs_to_its_cell() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", "右の列"]], widths=[9 * 5 + 2, 120])
        text_at(page, 41, 80 + 18 + PAD, "青葉市交流。")

    assert rows(read(document(draw)))[1] == ["青葉市交流。", "右の列"]


# the picture of a row


def test_a_row_is_drawn_as_a_picture() -> None:
    data = document(sheet())
    row = next(b for b in read(data).blocks if isinstance(b, Row))
    assert row.bbox is not None
    picture = pdf.render(data, 1, row.bbox, None)
    assert picture.startswith(b"\x89PNG")
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    colours = {pixel for _, pixel in image.getcolors(maxcolors=1_000_000) or []}
    assert (220, 0, 0) in colours
    assert image.height < 300
