"""Nothing is lost or made up in silence: what is left out of a PDF, what keeps to its cell, what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

from make_pdfs import HEADER, LEADING, PAD, ROWS, SIZE, WIDTHS, document, font_file, sheet, table, text_at
from toshigaikou_cli import readers
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "pdf"

drawn = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")


def read(data: bytes, **options: object) -> Reading:
    return pdf.read(data, "sheet.pdf", ReadOptions(**options))  # type: ignore[arg-type]


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def example(name: str) -> Reading:
    return pdf.read((EXAMPLES / f"{name}.pdf").read_bytes(), f"{name}.pdf", ReadOptions())


# documents of other programs


def test_a_font_coded_in_one_byte_is_decoded() -> None:
    found = rows(example("onebyte-cmap"))
    assert found[0][3] == "実績（29年度）"
    assert found[1][3] == "平成29年7月13日に、職員4名が大気のPM2.5の測り方を学んだ。"
    assert found[2][3].endswith("（参加12名）。")
    assert found[3][3] == "研修生3名を、11月2日から3日まで受け入れた。"


def test_blanks_that_open_cells_divide_them() -> None:
    found = rows(example("leading-blank"))
    assert found[2] == ["交流", "建設局道路管理部", "ソウル特別市との道路の保全の交流", "資料を送った。"]
    assert len(found) == 4


def test_one_long_cell_moves_no_column() -> None:
    found = rows(example("hrules-long-cell"))
    assert found[0] == ["分野", "担当（関係）部所名", "項目名", "実績（29年度）"]
    assert found[2][2:] == ["ソウル特別市との道路の保全の交流", "平成30年2月19日に、説明を受けた。"]
    assert {len(row) for row in found} == {4}


def test_furigana_of_a_browser_is_left_out_and_counted() -> None:
    reading = example("ruby_in_pdf")
    assert rows(reading)[1][2:] == ["邊見市との交流", "面積3km2、講座を開いた注1。"]
    assert reading.tally.ruby == 6


def test_a_struck_row_of_a_browser_is_left_out_and_named() -> None:
    reading = example("strike_row")
    assert [row[2] for row in rows(reading)[1:]] == ["パリ市との交流", "ソウル特別市との交流", "植物の交換"]
    assert reading.tally.struck_rows == 1
    assert [(f.code, str(f.spot)) for f in reading.findings] == [
        ("text-struck", "strike_row.pdf:page 1:row 4")
    ]


def test_vertical_writing_of_a_browser_is_in_order() -> None:
    reading = example("vertical_cell")
    assert rows(reading)[1][0] == "都市間センター（29年度）"
    cell = next(b for b in reading.blocks if isinstance(b, Row) and b.row == 2).cells[3]
    assert (cell.text, cell.struck) == ("講座を15名で開いた。", "12名")


# what cannot be decoded, what cannot be seen


@drawn
def test_characters_without_code_points_are_counted_and_named() -> None:
    data = document(sheet(), compress=False)
    unmapped, count = re.subn(rb"<[0-9A-F]{4}>(?= <%04X>)" % ord("績"), b"<FFF0>", data)
    assert count == 1
    reading = read(unmapped)
    assert reading.tally.undecoded == 2  # the title's and the header's
    assert codes(reading) == ["characters-undecoded"]
    assert str(reading.findings[0].spot) == "sheet.pdf:page 1"
    assert read(data).tally.undecoded == 0


@drawn
def test_invisible_characters_are_counted() -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        with page.local_context(text_mode=TextMode.INVISIBLE):
            text_at(page, 150, 600, "見えない字")
        with page.local_context(fill_opacity=0):
            text_at(page, 150, 620, "透けた字")
        page.set_text_color(255, 255, 255)
        text_at(page, 150, 640, "白い字")

    reading = read(document(draw))
    assert rows(reading) == [HEADER, *ROWS]
    assert reading.tally.hidden == 5 + 4 + 3
    assert read(document(sheet())).tally.hidden == 0


@drawn
def test_what_lies_beyond_its_clip_rectangle_is_counted_as_not_shown() -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        with page.rect_clip(40, 600, 3 * SIZE, 18):
            text_at(page, 40, 603, "青葉市の市場")

    reading = read(document(draw))
    assert "青葉市" in [block.text for block in reading.blocks if isinstance(block, Line)]
    assert reading.tally.hidden == 3
    assert codes(reading) == ["text-invisible"]


@drawn
def test_what_shows_on_another_page_is_not_counted() -> None:
    def cut(shown: int) -> Callable[[FPDF], None]:
        def draw(page: FPDF) -> None:
            sheet()(page)
            for n, text in enumerate(("青葉市の視察", "紅葉市の視察")):
                with page.rect_clip(40, 600 + 18 * shown, 200, 18):
                    text_at(page, 40, 603 + 18 * n, text)

        return draw

    assert read(document(cut(0), cut(1))).tally.hidden == 0
    assert read(document(cut(0))).tally.hidden == 6


@drawn
def test_white_text_on_a_picture_is_seen() -> None:
    from PIL import Image

    def draw(page: FPDF) -> None:
        sheet()(page)
        page.image(Image.new("RGB", (60, 20), (0, 40, 90)), x=40, y=600, w=200, h=30)
        page.set_text_color(255, 255, 255)
        text_at(page, 50, 610, "港の町の交流")

    reading = read(document(draw))
    assert "港の町の交流" in [block.text for block in reading.blocks if isinstance(block, Line)]
    assert reading.tally.hidden == 0


@drawn
@pytest.mark.parametrize("shape", ["ellipse", "rect"])
@pytest.mark.parametrize(("grey", "seen"), [(40, True), (255, False)])
def test_white_text_on_a_shape_with_a_line_or_a_curve(shape: str, grey: int, seen: bool) -> None:
    def draw(page: FPDF) -> None:
        sheet()(page)
        page.set_fill_color(grey)
        getattr(page, shape)(40, 600, 200, 30, style="F" if shape == "ellipse" else "DF")
        page.set_text_color(255, 255, 255)
        text_at(page, 100, 610, "港の町の交流")
        text_at(page, 300, 610, "白い字")

    reading = read(document(draw))
    assert ("港の町の交流" in [block.text for block in reading.blocks if isinstance(block, Line)]) is seen
    assert reading.tally.hidden == (3 if seen else 9)


# text keeps to its cell

PAIR = [["項目", "内容"], ["", ""], ["一", "二"]]


def pair(left: str, right: str, right_at: float = 100 + PAD) -> list[str]:
    """The cells of a row of two columns (60 and 120 points) with texts drawn into it."""

    def draw(page: FPDF) -> None:
        table(page, PAIR, widths=[60, 120])
        text_at(page, 40 + PAD, 98 + PAD, left)
        text_at(page, right_at, 98 + PAD, right)

    return rows(read(document(draw)))[1]


@drawn
@pytest.mark.parametrize("blank", ["\u3000", "  "])
def test_a_text_with_a_blank_before_it_is_a_cell_of_its_own(blank: str) -> None:
    assert pair("港の町の交流", blank + "川の町", 97 + PAD) == ["港の町の交流", "川の町"]


@drawn
def test_a_text_over_its_rule_is_not_cut() -> None:
    assert pair("港の町の職員交流", "川の町", 130) == ["港の町の職員交流", "川の町"]


@drawn
def test_texts_that_fill_their_cells_stay_apart() -> None:
    assert pair("港の町の交", "川の町") == ["港の町の交", "川の町"]


@drawn
def test_a_page_counter_over_the_upper_rule_is_no_header() -> None:
    def draw(page: FPDF) -> None:
        table(page, [HEADER, *ROWS])
        text_at(page, 480, 76.5, "1/3")

    reading = read(document(draw))
    assert rows(reading)[0] == HEADER
    assert not reading.findings


@drawn
def test_a_number_in_the_header_stays() -> None:
    header = [*HEADER[:3], "1"]
    assert rows(read(document(sheet([header, *ROWS]))))[0] == header


@drawn
def test_blanks_drawn_by_themselves_hold_a_label_together() -> None:
    def draw(page: FPDF) -> None:
        header: list[list[str | None]] = [["", "<", "内容"], ["一", "二", "三"]]
        table(page, header, widths=[60, 60, 120])
        for n, char in enumerate("種\u3000別"):
            text_at(page, 87 + 9 * n, 80 + PAD, char)

    assert rows(read(document(draw)))[0] == ["種\u3000別", "", "内容"]


@drawn
def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    row = rows(read(document(sheet([["項目", "内容"], ["一", "Port-\nof-call"]], widths=[60, 120]))))[1]
    assert row[1].replace("\n", "") == "Port-of-call"


# rows without rules


def numbered(page: FPDF, labels: str) -> None:
    table(page, [["番", "項目"], ["", "青葉市"], [None, "若葉市"], [None, "紅葉市"]], widths=[40, 120])
    for n, label in enumerate(labels):
        text_at(page, 55, 80 + 18 * (n + 1) + PAD, label)


@drawn
@pytest.mark.parametrize("labels", ["123", "①②③"])
def test_running_numbers_belong_to_their_rows(labels: str) -> None:
    found = rows(read(document(lambda page: numbered(page, labels))))
    assert [row[0] for row in found[1:]] == list(labels)


@drawn
def test_a_label_over_several_rows_stays_one() -> None:
    found = rows(read(document(lambda page: numbered(page, "港の町"))))
    assert [row[0] for row in found[1:]] == ["港\nの\n町"] * 3


def unruled(page: FPDF, *, stripes: tuple[int, ...] = (), uprights: bool = True, rows: int = 4) -> None:
    page.set_fill_color(215, 225, 240)
    for r in stripes:
        page.rect(40, 80 + 20 * r, 300, 20, style="F")
    for y in (80, 100, 80 + 20 * rows):
        page.line(40, y, 340, y)
    for x in (40, 140, 240, 340) if uprights else ():
        page.line(x, 80, x, 80 + 20 * rows)
    for r in range(rows):
        for c, text in enumerate(
            ("項目", "担当部所", "内容") if r == 0 else (f"項目{r}", "総務部", "青葉市")
        ):
            text_at(page, 45 + 100 * c, 85 + 20 * r, text)


@drawn
@pytest.mark.parametrize("uprights", [True, False])
@pytest.mark.parametrize("stripes", [(0, 2), (1, 3)])
def test_stripes_divide_rows(stripes: tuple[int, ...], uprights: bool) -> None:
    found = rows(read(document(lambda page: unruled(page, stripes=stripes, uprights=uprights))))
    assert [row[0] for row in found] == ["項目", "項目1", "項目2", "項目3"]


@drawn
@pytest.mark.parametrize(("count", "uprights"), [(3, True), (4, True), (6, True), (3, False)])
def test_rows_that_nothing_divides_are_refused_however_few(uprights: bool, count: int) -> None:
    with pytest.raises(ReadError, match="page 1: no rules between the rows"):
        read(document(lambda page: unruled(page, uprights=uprights, rows=count)))


@drawn
@pytest.mark.parametrize("uprights", [True, False])
def test_rows_between_two_stripes_that_nothing_divides_are_refused(uprights: bool) -> None:
    with pytest.raises(ReadError, match="page 1: no rules between the rows"):
        read(document(lambda page: unruled(page, stripes=(1, 5), uprights=uprights, rows=6)))


@drawn
def test_rows_that_nothing_divides_never_go_in_beside_a_good_table() -> None:
    reading = read(document(sheet(), lambda page: unruled(page, rows=5)))
    assert rows(reading) == [HEADER, *ROWS, ["項目", "担当部所", "内容"]]
    assert [(f.code, str(f.spot)) for f in reading.findings] == [("no-row-rules", "sheet.pdf:page 2")]


@drawn
def test_rows_beside_a_narrow_column_are_refused() -> None:
    years = "\n".join(str(1990 + n) for n in range(10))
    days, words = ("\n".join(f"{text}{n}" for n in range(10)) for text in ("平成2年", "青葉市と交流"))
    with pytest.raises(ReadError, match="no rules between the rows"):
        read(document(sheet([["年", "日", "交流"], [years, days, words]], widths=[26, 90, 200])))


@drawn
def test_one_row_of_many_lines_is_read() -> None:
    row = [
        "①港の町との交流",
        "みなと局\n総務部",
        "青葉市との交流",
        "・市場を視察\n・図書館を視察\n・港を視察",
    ]
    assert rows(read(document(sheet([HEADER, row])))) == [HEADER, row]


@drawn
def test_the_header_of_another_table_continues_no_row() -> None:
    other = [
        ["", "市の名", "国の名", "年"],
        ["一", "青葉市", "港の国", "平成2年"],
        ["二", "若葉市", "川の国", "平成3年"],
    ]
    reading = read(document(sheet(), sheet(other)))
    assert not any(block.continues for block in reading.blocks if isinstance(block, Row))
    assert rows(reading)[4:] == other


# furigana


def with_small(text: str, x: float, top: float, size: float) -> list[list[str]]:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["一", "港の町との交流"]], widths=[60, 120])
        text_at(page, x, top, text, size)

    return rows(read(document(draw)))


@drawn
def test_kana_over_kanji_are_left_out() -> None:
    assert with_small("みなと", 103, 97.5, 4)[1] == ["一", "港の町との交流"]


@drawn
def test_a_small_number_beside_a_word_is_that_of_a_note() -> None:
    assert with_small("1", 103 + 7 * SIZE, 99, 5)[1] == ["一", "港の町との交流（1）"]


# struck text


@drawn
def test_struck_words_are_left_out_and_named() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["一", "職員12名15名を受入れ"]], widths=[60, 160])
        page.line(103 + 2 * SIZE, 105.5, 103 + 4 * SIZE, 105.5)

    reading = read(document(draw))
    row = next(block for block in reading.blocks if isinstance(block, Row) and block.row == 2)
    assert (row.cells[1].text, row.cells[1].struck) == ("職員15名を受入れ", "12名")
    assert codes(reading) == ["text-struck"]
    assert "1 cell" in reading.findings[0].message
    assert reading.tally.dropped == 0


@drawn
@pytest.mark.parametrize(("left", "right"), [(0, 0), (0.4, -1.6), (2, -40), (-6, 6)])
def test_a_line_through_a_whole_row_strikes_it(left: float, right: float) -> None:
    def draw(page: FPDF) -> None:
        table(page, [HEADER, [*ROWS[0][:3], "資料を送った。"], *ROWS[1:]])
        page.line(40 + left, 105.5, 40 + sum(WIDTHS) + right, 105.5)

    reading = read(document(draw))
    assert rows(reading) == [HEADER, ROWS[1], ROWS[2]]
    assert reading.tally.struck_rows == 1


@drawn
def test_underlines_and_rules_strike_nothing() -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["一", "下線のある語"], ["二", "次の行"]], widths=[60, 120])
        page.line(103, 111, 103 + 6 * SIZE, 111)
        text_at(page, 103, 98 + 2 * LEADING - 2, "川の町")  # an overflowing text that the rule below crosses

    reading = read(document(draw))
    assert reading.tally.struck_rows == 0
    assert "text-struck" not in codes(reading)
    assert "下線のある語" in rows(reading)[1][1]


# files


@drawn
@pytest.mark.parametrize("off", [-40, 7, 10_000_000])
def test_a_wrong_place_of_the_table_of_objects_is_no_damage(off: int) -> None:
    data = document(sheet())
    at = re.search(rb"startxref\s+(\d+)", data)
    assert at
    moved = data[: at.start(1)] + str(int(at[1]) + off).encode() + data[at.end(1) :]
    assert rows(read(moved)) == [HEADER, *ROWS]


def test_a_web_page_saved_as_pdf_is_named() -> None:
    page = b"<!DOCTYPE html><html><body><p>not found</p></body></html>"
    with pytest.raises(ReadError, match=r"a web page saved as \.pdf") as caught:
        readers.read(page, "sheet.pdf")
    assert caught.value.hint
    with_table = b"<html><body><table><tr><td>a<td>b<tr><td>c<td>d</table></body></html>"
    assert len(readers.read(with_table, "sheet.pdf").blocks) == 2


# the second reading


def test_a_second_reading_names_what_the_other_program_reads_otherwise() -> None:
    data = (EXAMPLES / "onebyte-cmap.pdf").read_bytes()
    found = [f for f in read(data, second_reading=True).findings if f.code == "second-reading"]
    assert [f.severity for f in found] == ["info"]  # pdfminer decodes no digit of it
    assert "25 characters" in found[0].message


@drawn
def test_a_second_reading_of_a_plain_document_finds_nothing() -> None:
    assert not read(document(sheet()), second_reading=True).findings


@pytest.mark.parametrize("name", ["ruby_in_pdf", "strike_row", "vertical_cell"])
def test_the_structure_of_a_tagged_document_agrees(name: str) -> None:
    data = (EXAMPLES / f"{name}.pdf").read_bytes()
    assert not [code for code in codes(read(data, second_reading=True)) if code.startswith("second")]


def test_an_error_while_a_pdf_is_closed_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("of PDFium's making")

    monkeypatch.setattr("pypdfium2.PdfPage.close", fail)
    data = next(EXAMPLES.glob("*.pdf")).read_bytes()
    assert pdf.read(data, "a.pdf", ReadOptions()).blocks
