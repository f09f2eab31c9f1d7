"""Rows and columns that nothing but a background, a place or a form tells: read as they are, or named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF

from make_pdfs import SIZE, document, font_file, table, text_at
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

CITIES = [
    ["都市名", "国の名", "提携年", "分野"],
    ["青葉市", "港の国", "1979", "図書館"],
    ["若葉市", "川の国", "1991", "水"],
]
CITIES += [["紅葉市", "町の国", "2015", "市場"], ["川の町", "海の国", "2018", "視察"]]
LEFT = [row[:3] for row in CITIES]
RIGHT = [
    ["会場", "人数", "担当"],
    ["青葉館", "45", "総務部"],
    ["若葉館", "12", "計画部"],
    ["紅葉館", "28", "総務部"],
]
RIGHT += [["図書館", "130", "計画部"]]
XS = [43.0, 78, 113, 148]
HEIGHT = 16.0


def read(*pages: Callable[[FPDF], object]) -> Reading:
    return pdf.read(document(*pages), "sheet.pdf", ReadOptions())


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def lines(
    texts: Sequence[Sequence[str]],
    *,
    ruled: Sequence[int] = (),
    filled: Sequence[int] = (),
    xs: Sequence[float] = XS,
    end: float = 190.0,
) -> Callable[[FPDF], None]:
    """Rows of texts; ``ruled``: the rows with a rule over them, ``filled``: those with a background."""

    def draw(page: FPDF) -> None:
        page.set_fill_color(215, 225, 240)
        for n in filled:
            page.rect(xs[0] - 3, 80 + HEIGHT * n, end - xs[0] + 3, HEIGHT, style="F")
        for n in ruled:
            page.line(xs[0] - 3, 80 + HEIGHT * n, end, 80 + HEIGHT * n)
        for n, row in enumerate(texts):
            for x, text in zip(xs, row, strict=True):
                text_at(page, x, 84 + HEIGHT * n, text)

    return draw


def test_texts_that_begin_at_one_place_in_every_row_are_a_column() -> None:
    assert rows(read(lines(CITIES, ruled=range(6)))) == CITIES


def test_words_of_one_text_are_no_columns() -> None:
    texts = [["都市名 国の名", "提携年"], *([f"{row[0]} {row[1]}", row[2]] for row in CITIES[1:])]
    assert rows(read(lines(texts, ruled=range(6), xs=[43, 148]))) == texts


def test_a_text_close_after_figures_is_a_column_where_the_header_has_a_label_there() -> None:
    figures = [
        ["費目", "予算", "備考"],
        ["旅", "1,200", "青葉市"],
        ["水", "3,400", "若葉市"],
        ["図書", "500", "川の町"],
    ]

    def draw(page: FPDF) -> None:
        for n, row in enumerate(figures):
            page.line(40, 80 + HEIGHT * n, 140, 80 + HEIGHT * n)
            text_at(page, 43, 84 + HEIGHT * n, row[0])
            text_at(page, 98.6 - page.get_string_width(row[1]), 84 + HEIGHT * n, row[1])
            text_at(page, 100, 84 + HEIGHT * n, row[2])
        page.line(40, 80 + HEIGHT * 4, 140, 80 + HEIGHT * 4)

    assert rows(read(draw)) == figures


@pytest.mark.parametrize("ruled", [(2, 3, 4, 5), (2, 5)])
def test_a_header_that_a_background_alone_parts_from_the_first_row_is_a_row(ruled: Sequence[int]) -> None:
    filled = (0,) if len(ruled) == 4 else (0, 3)
    assert rows(read(lines(CITIES, ruled=ruled, filled=filled))) == CITIES


def test_a_title_on_a_background_is_no_row() -> None:
    texts = [["港の町との交流", "", "", ""], *CITIES]
    assert rows(read(lines(texts, ruled=range(1, 7), filled=(0,)))) == CITIES


def test_rows_under_the_background_of_a_header_are_told_by_their_lines() -> None:
    reading = read(lines(CITIES, filled=(0,), xs=[43, 90, 137, 184], end=230))
    assert rows(reading) == CITIES
    assert codes(reading) == ["read-by-alignment"]


def test_a_row_beyond_the_last_rule_is_read_or_named() -> None:
    reading = read(lines([*CITIES, ["合計", "", "", ""]], ruled=range(6)))
    assert "row-beyond" not in codes(reading)

    def draw(page: FPDF) -> None:
        table(page, CITIES, widths=[60, 60, 60, 60])
        for n, text in enumerate(("港の町", "川の国", "2020", "清掃")):
            text_at(page, 43 + 60 * n, 80 + 5 * 18 + 4, text)

    assert [(f.code, str(f.spot), f.cell) for f in read(draw).findings] == [
        ("row-beyond", "sheet.pdf:page 1", "港の町  川の国  2020  清掃")
    ]


def test_a_title_and_a_remark_over_a_table_are_no_row() -> None:
    def draw(page: FPDF) -> None:
        text_at(page, 43, 68, "都市名")
        text_at(page, 223, 68, "単位")
        table(page, CITIES, widths=[60, 60, 60, 60])

    assert codes(read(draw)) == []


def test_short_pieces_of_a_row_rule_bound_their_cells() -> None:
    texts = [
        ["分野", "項目", "担当", "内容"],
        ["交流", "会議", "総務部", "視察を説明"],
        ["", "研修", "", "図書館を視察"],
    ]
    texts += [["清掃", "講演", "計画部", "市場を視察"]]
    xs = [43.0, 90, 125, 180]

    def draw(page: FPDF) -> None:
        lines(texts, ruled=(0, 1, 3, 4), xs=xs, end=260)(page)
        for start, end in ((87, 121), (177, 260)):
            page.line(start, 80 + 2 * HEIGHT, end, 80 + 2 * HEIGHT)

    assert [row[1] for row in rows(read(draw))] == ["項目", "会議", "研修", "講演"]


def side_by_side(page: FPDF, second: Sequence[Sequence[str]]) -> None:
    lines(LEFT, xs=[43, 90, 137])(page)
    lines(second, xs=[200, 250, 290])(page)


@pytest.mark.parametrize("second", [LEFT, RIGHT])
def test_tables_without_rules_that_were_drawn_one_after_the_other_are_two(second: list[list[str]]) -> None:
    assert rows(read(lambda page: side_by_side(page, second))) == [*LEFT, *second]


def row_by_row(
    second: Sequence[Sequence[str]], captions: Sequence[tuple[float, str]] = (), at: float = 200
) -> Callable[[FPDF], None]:
    def draw(page: FPDF) -> None:
        for x, text in captions:
            text_at(page, x, 62, text)
        rows_of_both = [[*a, *b] for a, b in zip(LEFT, second, strict=True)]
        lines(rows_of_both, xs=[43, 90, 137, at, at + 50, at + 90])(page)

    return draw


def test_tables_without_rules_that_were_drawn_row_by_row_are_refused() -> None:
    with pytest.raises(
        ReadError, match=r"page 1: .* two tables may stand beside each other there, the second one from 会場"
    ):
        read(row_by_row(RIGHT))


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["実施日", "4月1日", "5月12日", "6月3日", "12月"], id="days"),
        pytest.param(["参加者", "120", "1,350", "8", "45"], id="figures"),
    ],
)
def test_a_column_far_off_that_opens_no_table_is_one_more(texts: Sequence[str]) -> None:
    second = [[text, *row[1:]] for text, row in zip(texts, RIGHT, strict=True)]
    assert rows(read(row_by_row(second))) == [[*a, *b] for a, b in zip(LEFT, second, strict=True)]


def test_sentences_far_off_are_one_more_column() -> None:
    told = ["実績", "市場を視察した。", "図書館を視察した。", "人を派遣した。", "資料を送付した。"]
    both = [
        [*row, text, note]
        for row, text, note in zip(LEFT, told, ["備考", "一", "二", "三", "四"], strict=True)
    ]
    assert rows(read(lines(both, xs=[43, 90, 137, 210, 310]))) == both


def test_one_table_whose_columns_stand_as_far_apart_as_any_is_read() -> None:
    assert rows(read(row_by_row(RIGHT, at=187))) == [[*a, *b] for a, b in zip(LEFT, RIGHT, strict=True)]


def test_captions_part_tables_that_were_drawn_row_by_row() -> None:
    assert rows(read(row_by_row(RIGHT, [(43, "都市の表"), (200, "会場の表")]))) == [*LEFT, *RIGHT]
    with pytest.raises(ReadError, match="beside each other"):  # a remark is no caption
        read(row_by_row(RIGHT, [(43, "都市の表"), (200, "単位：人")]))


def test_numbers_of_one_form_go_on_over_a_page_without_a_cut() -> None:
    listed = [
        ["番号", "項目名", "内容"],
        *([str(n), f"交流{n}", "青葉市を視察し市場を視察。"] for n in range(1, 7)),
    ]

    def page_of(texts: Sequence[Sequence[str]]) -> Callable[[FPDF], None]:
        return lines(texts, xs=[43, 80, 130], end=260)

    reading = read(page_of(listed[:5]), page_of([listed[0], *listed[5:]]))
    assert not any(block.continues for block in reading.blocks if isinstance(block, Row))
    assert [row for row in rows(reading) if row != listed[0]] == listed[1:]


@pytest.mark.parametrize("frame", [True, False])
def test_the_side_of_a_frame_strikes_nothing(frame: bool) -> None:
    def draw(page: FPDF) -> None:
        table(page, CITIES, widths=[60, 60, 60, 60])
        y, x1 = 98 + 3 + 0.55 * SIZE, 43 + 3 * SIZE
        page.line(41, y, x1, y)
        if frame:
            for x in (41, x1):
                page.line(x, y, x, y + 30)
            page.line(41, y + 30, x1, y + 30)

    reading = read(draw)
    assert rows(reading)[1][0] == ("青葉市" if frame else "")
    assert ("text-struck" in codes(reading)) is not frame


@pytest.mark.parametrize(("width", "named"), [(42, True), (60, False)])
def test_a_text_that_is_cut_off_by_its_cell_is_named(width: float, named: bool) -> None:
    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", "視察"], ["市場", "説明"]], widths=[60, 60])
        with page.rect_clip(43, 98, width, 18):
            text_at(page, 43, 101, "青葉市の交流"[: 5 if named else 6])

    assert codes(read(draw)) == (["text-cut"] if named else [])
