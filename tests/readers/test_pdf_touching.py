"""Tables that touch are told apart where the header row says so; words that run over a rule stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF

from make_pdfs import HEADER, PAD, ROWS, document, font_file, table, text_at
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

CITIES = [
    ["都市名", "国の名", "提携年", "人数", "窓口"],
    ["青葉市", "港の国", "平成2年", "3", "みなと局"],
    ["若葉市", "川の国", "平成3年", "4", "みなと局"],
]
SHEET = [HEADER, *ROWS]


def tables(*draws: Callable[[FPDF], object]) -> list[list[list[str]]]:
    """The rows of each table that is read from one page."""

    def page(page: FPDF) -> None:
        for draw in draws:
            draw(page)

    reading = pdf.read(document(page), "sheet.pdf", ReadOptions())
    found: dict[int, list[list[str]]] = {}
    for block in reading.blocks:
        if isinstance(block, Row):
            found.setdefault(block.table, []).append([cell.text for cell in block.cells])
    return list(found.values())


def under(widths: Sequence[float], rows: Sequence[Sequence[str]] = CITIES) -> Callable[[FPDF], object]:
    return lambda page: table(page, rows, top=table(page, SHEET), widths=widths)


@pytest.mark.parametrize(
    "widths",
    [
        pytest.param([70, 70, 70, 70, 210], id="other columns"),
        pytest.param([40, 50, 60, 70, 80], id="narrower"),
        pytest.param([90, 80, 120, 200, 40], id="wider"),
        pytest.param([90, 80, 120, 100, 100], id="one column more"),
    ],
)
def test_a_table_under_another_is_one_of_its_own(widths: Sequence[float]) -> None:
    assert tables(under(widths)) == [SHEET, CITIES]


def test_a_table_of_fewer_columns_under_another_is_one_of_its_own() -> None:
    fewer = [row[:3] for row in CITIES]
    assert tables(under([90, 80, 320], fewer)) == [SHEET, fewer]
    assert tables(under([90, 80, 120], fewer)) == [SHEET, fewer]


def test_three_tables_under_each_other() -> None:
    def draw(page: FPDF) -> None:
        bottom = table(page, CITIES, top=table(page, SHEET), widths=[70, 70, 70, 70, 210])
        table(page, SHEET, top=bottom)

    assert tables(draw) == [SHEET, CITIES, SHEET]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["分野", "担当部所", "実績", "<"], ["", "", "件数", "内容"], *ROWS], id="a header of two levels"),
        pytest.param([*SHEET, ["合計", "<", "3件", "<"]], id="a total"),
        pytest.param([HEADER, ROWS[0], ["第1　港の町との交流", "<", "<", "<"], *ROWS[1:]], id="a heading"),
        pytest.param([HEADER, ROWS[0], [ROWS[1][0], "みなと局", "若葉市", "図書館を視察", ], *ROWS[1:]], id="short cells"),
    ],
)  # fmt: skip
def test_one_table_stays_one(rows: Sequence[Sequence[str]]) -> None:
    assert len(tables(lambda page: table(page, rows))) == 1


def test_a_table_printed_in_two_halves_is_two() -> None:
    header = ["番号", "項目名", "担当"]
    lines = [[str(n), "青葉市との交流", "総務部", str(n + 3), "若葉市との交流", "計画部"] for n in (1, 2, 3)]
    found = tables(lambda page: table(page, [header * 2, *lines], widths=[30, 100, 60] * 2))
    assert found == [[header, *(line[:3] for line in lines)], [header, *(line[3:] for line in lines)]]


def test_tables_beside_each_other_with_rows_of_their_own() -> None:
    def draw(page: FPDF) -> None:
        table(page, SHEET, widths=[60, 60, 80, 120])
        table(page, CITIES, x=360, widths=[40, 40, 40, 30, 40])

    first, second = tables(draw)
    assert (len(first), len(second)) == (4, 3)
    assert [row[:3] for row in first] == [row[:3] for row in SHEET]
    assert [row[0] for row in second] == ["都市名", "青葉市", "若葉市"]


LEFT = [HEADER[:3], *(row[:3] for row in ROWS)]
RIGHT = [row[:3] for row in CITIES] + [["紅葉市", "港の国", "平成4年"]]
NARROW = [60.0, 60, 80]


def both(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[*a, *b] for a, b in zip(left, right, strict=True)]


def test_tables_of_one_height_that_were_drawn_one_after_the_other() -> None:
    def draw(page: FPDF) -> None:
        table(page, LEFT, widths=NARROW)
        table(page, RIGHT, x=240, widths=NARROW, heights=[18, 30, 30, 30])

    assert tables(draw) == [LEFT, RIGHT]


def test_a_middle_dot_makes_no_bullet_of_a_label() -> None:
    left = [["分野", "局・部", "項目名"], *LEFT[1:]]

    def draw(page: FPDF) -> None:
        table(page, left, widths=NARROW)
        table(page, RIGHT, x=240, widths=NARROW, heights=[18, 30, 30, 30])

    assert tables(draw) == [left, RIGHT]


def test_a_table_of_other_labels_that_was_drawn_row_by_row_stays_one() -> None:
    rows = both(LEFT, RIGHT)
    assert tables(lambda page: table(page, rows, widths=NARROW * 2)) == [rows]


def in_turn(page: FPDF, x: float, left: Sequence[float], right: Sequence[float]) -> None:
    """The texts of both tables (the right one's at ``x``), a row of each in turn as a spreadsheet prints them."""
    for n in range(4):
        for at, top, row in ((40, left[n], LEFT[n]), (x, right[n], RIGHT[n])):
            for c, text in enumerate(row):
                text_at(page, at + PAD + sum(NARROW[:c]), top + PAD, text, 7)


@pytest.mark.parametrize("gap", [2, 3, 6])
def test_white_between_two_tables_divides_them(gap: float) -> None:
    def draw(page: FPDF) -> None:
        for x in (40, 240 + gap):
            table(page, [[""] * 3] * 4, x=x, widths=NARROW)
        in_turn(page, 240 + gap, [80, 98, 116, 134], [80, 98, 116, 134])

    assert tables(draw) == [LEFT, RIGHT]


def test_a_double_rule_within_a_table_divides_nothing() -> None:
    def draw(page: FPDF) -> None:
        bottom = table(page, both(LEFT, RIGHT), widths=NARROW * 2)
        page.line(242, 80, 242, bottom)

    assert len(tables(draw)) == 1


@pytest.mark.parametrize(("first", "count"), [(1, 2), (4, 2), (7, 1)])
def test_numbers_that_count_the_rows_of_both_halves_tell_two_tables(first: int, count: int) -> None:
    left = [["番号", *LEFT[0][1:]], *([str(n), *LEFT[n][1:]] for n in (1, 2, 3))]
    right = [["番", *RIGHT[0][1:]], *([str(first + n), *RIGHT[n + 1][1:]] for n in range(3))]
    found = tables(lambda page: table(page, both(left, right), widths=NARROW * 2))
    assert found == ([left, right] if count == 2 else [both(left, right)])


def test_rows_of_their_own_tell_two_tables_of_one_height() -> None:
    def draw(page: FPDF) -> None:
        table(page, [[""] * 3] * 4, widths=NARROW, heights=[18, 18, 36, 18])
        table(page, [[""] * 3] * 4, x=240, widths=NARROW, heights=[18, 28, 14, 30])
        in_turn(page, 240, [80, 98, 116, 152], [80, 98, 126, 140])

    assert tables(draw) == [LEFT, RIGHT]


def test_a_heading_in_a_box_of_its_own_is_no_other_table() -> None:
    def draw(page: FPDF) -> None:
        table(page, SHEET, top=table(page, [["港の町との交流"]], widths=[120]))

    assert len(tables(draw)) == 1


def test_cells_merged_over_other_rows_are_of_one_table() -> None:
    rows: list[list[str | None]] = [
        ["分野", "項目名", "内容", "担当"],
        ["港の町", "青葉市", "視察", "総務部"],
        [None, None, "交流", None],
        ["川の町", None, "清掃", "計画部"],
        [None, "若葉市", None, "図書館"],
        ["市場", None, "受入れ", None],
    ]
    assert len(tables(lambda page: table(page, rows))) == 1


def test_cells_merged_on_both_sides_are_of_one_table() -> None:
    rows: list[list[str | None]] = [
        ["分野", "項目名", "内容", "担当"],
        ["港の町", "青葉市", "視察", "総務部"],
        ["川の町", None, "清掃", "計画部"],
        ["市場", "若葉市", None, None],
        ["図書館", "紅葉市", "受入れ", "総務部"],
    ]
    assert len(tables(lambda page: table(page, rows))) == 1


def test_a_column_beside_merged_cells_is_no_other_table() -> None:
    rows: list[list[str | None]] = [
        list(HEADER),
        list(ROWS[0]),
        [None, *ROWS[1][1:]],
        [None, None, *ROWS[2][2:]],
    ]
    assert len(tables(lambda page: table(page, rows))) == 1


# words over rules


def pair(text: str, x: float) -> list[str]:
    """The cells of a row of two columns (60 and 120 points) with one text drawn over them."""

    def draw(page: FPDF) -> None:
        table(page, [["項目", "内容"], ["", ""], ["一", "二"]], widths=[60, 120])
        text_at(page, x, 98 + PAD, text)

    return tables(draw)[0][1]


@pytest.mark.parametrize("shift", [0, 1.5, 3, 4.5, 6, 7.5])
def test_a_word_over_a_rule_stays_with_the_cell_of_most_of_it(shift: float) -> None:
    assert pair("港の町の職員交流", 46 + shift) == ["港の町の職員交流", ""]
    assert pair("港の町の職員交流", 73 + shift) == ["", "港の町の職員交流"]


def test_words_with_white_over_the_rule_are_two() -> None:
    assert pair("港の町の　職員の交流", 62) == ["港の町の", "職員の交流"]
