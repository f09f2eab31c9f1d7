"""Tables without rules: read where alignment and leading leave no doubt, else refused with the reason."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from fpdf import FPDF

from make_pdfs import HEADER, ROWS, SIZE, WIDTHS, document, font_file, sheet, text_at, wrapped
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers.pdf import reader as pdf
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

pytestmark = pytest.mark.skipif(font_file() is None, reason="no Japanese font (TGX_TEST_FONT)")

LISTED = [
    ["番号", "担当部所", "項目名", "実績（28年度）"],
    ["1", "みなと局総務部", "青葉市との交流", "職員2名を受入れ。"],
    ["2", "かわ局計画部", "若葉市との交流", "市場を視察"],
    ["10", "かわ局計画部", "紅葉市との交流", "図書館を視察"],
]


def read(*pages: Callable[[FPDF], object]) -> Reading:
    return pdf.read(document(*pages), "sheet.pdf", ReadOptions())


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in reading.blocks if isinstance(block, Row)]


def bare(
    texts: Sequence[Sequence[str]],
    *,
    leading: float = 12.0,
    apart: float = 6.0,
    widths: Sequence[float] = WIDTHS,
    after: str = "",
    middle: bool = False,
) -> Callable[[FPDF], None]:
    """A page with a table of nothing but text; ``apart`` is what parts rows beyond the leading of lines."""

    def draw(page: FPDF) -> None:
        top = 80.0
        for row in texts:
            cells = [
                wrapped(page, text, width - 6) if text else []
                for text, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, cells)) * leading
            for column, lines in enumerate(cells):
                down = (height - len(lines) * leading) / 2 if middle else 0.0
                for n, line in enumerate(lines):
                    text_at(page, 43 + sum(widths[:column]), top + down + n * leading, line)
            top += height + apart
        if after:
            text_at(page, 43, top + 40, after)

    return draw


def overrun(page: FPDF) -> None:
    bare([HEADER, *ROWS])(page)
    text_at(page, 43, 80 + 18, "①港の町との交流についての取組")


def test_rows_further_apart_than_their_lines_are_read() -> None:
    reading = read(sheet(rules="none"))
    assert rows(reading) == [HEADER, *ROWS]
    assert [block.text for block in reading.blocks if isinstance(block, Line)] == [
        "国際交流の実績（平成28年度）"
    ]
    assert [(f.code, f.severity) for f in reading.findings] == [("read-by-alignment", "warning")]


def test_rows_of_one_line_each_begin_with_their_number() -> None:
    assert rows(read(bare(LISTED, apart=0))) == LISTED


def test_lines_without_a_first_column_go_on_where_they_were_full() -> None:
    texts = [
        *LISTED[:3],
        [
            "3",
            "かわ局計画部",
            "紅葉市との交流",
            "紅葉市の技術者3名に川の清掃を説明し、市場と図書館を視察した。",
        ],
    ]
    assert rows(read(bare(texts, apart=0))) == texts


def test_a_table_goes_on_on_the_next_page() -> None:
    reading = read(sheet(rules="none"), bare([ROWS[2], ROWS[0]]))
    assert rows(reading) == [HEADER, *ROWS, ROWS[2], ROWS[0]]


def test_a_note_far_below_is_no_row() -> None:
    reading = read(
        bare([HEADER, *ROWS], after="注　表の数は、青葉市と若葉市と紅葉市との交流の数を合わせたものである。")
    )
    assert rows(reading) == [HEADER, *ROWS]
    assert len([block for block in reading.blocks if isinstance(block, Line)]) == 1


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        pytest.param(bare([HEADER, *ROWS], apart=0), "nothing tells the lines|first column", id="no space between rows"),
        pytest.param(
            bare([HEADER, ROWS[0], ["", *ROWS[1][1:]], ROWS[2]]), "without a text in its first column", id="an empty first cell"
        ),
        pytest.param(bare([HEADER, *ROWS], middle=True), "begin on one line|first column", id="centred cells"),
        pytest.param(
            overrun,
            "runs over its column",
            id="no white between columns",
        ),
        pytest.param(bare([HEADER, ROWS[0]]), "no ruled table", id="one row"),
        pytest.param(
            bare([["港", "町", "交流"], *[["港の町との交流", "と川の", "町"]] * 3], apart=0, widths=[70, 40, 40]),
            "no ruled table",
            id="labels as wide as their column",
        ),
    ],
)  # fmt: skip
def test_what_may_be_divided_otherwise_is_refused(draw: Callable[[FPDF], None], reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as refused:
        read(draw)
    assert "page 1" in str(refused.value)


def test_prose_is_no_table() -> None:
    def prose(page: FPDF) -> None:
        text_at(page, 43, 60, "青葉市　　　　若葉市　　　　紅葉市")
        for n in range(9):
            text_at(page, 43, 80 + 14 * n, f"第{n}の段落では港の町との交流と川の町との交流について述べる。")

    with pytest.raises(ReadError, match="no ruled table found"):
        read(prose)


def test_a_page_that_is_refused_beside_a_good_one_is_named() -> None:
    reading = read(sheet(rules="none"), bare([["", "", "", "若葉市の市場を視察"], ROWS[2], ROWS[0]]))
    assert rows(reading) == [HEADER, *ROWS]
    assert [(f.code, f.spot.page) for f in reading.findings] == [("read-by-alignment", 1), ("no-rules", 2)]


@pytest.mark.parametrize("seed", range(40))
def test_a_table_of_chance_is_read_as_it_is_or_not_at_all(seed: int) -> None:
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        return "".join(
            chance.choice("港町交流青葉市図書館職員視察川水技術者説明")
            for _ in range(chance.randint(least, most))
        )

    labels = [words(2, 9) for _ in range(3)]
    texts = [HEADER]
    for _ in range(chance.randint(2, 8)):
        again = chance.choice(labels) if chance.random() < 0.8 or len(texts) == 1 else ""
        texts.append([again, words(3, 8), words(3, 18), chance.choice(["", "・"]) + words(5, 60) + "。"])
    draw = bare(
        texts,
        leading=chance.choice([10, SIZE + 3, 14]),
        apart=chance.choice([0, 2, 4, 8, 14]),
        widths=[chance.choice([50, 90]), 80, chance.choice([80, 120]), 200],
        middle=chance.random() < 0.2,
    )
    try:
        found = rows(read(draw))
    except ReadError:
        return
    assert [["".join(cell.split()) for cell in row] for row in found] == texts


DATED = [["月", "行事", "会場", "人数"], ["4月18日", "青葉市の職員を受入れ", "青葉会館", "86人"]]
DATED += [["6月2日", "川の清掃", "図書館", "1,450人"], ["10月20日", "市場の視察を説明", "川の会館", "32人"]]
TIGHT = [46.0, 98, 44, 60]


def booktabs(texts: Sequence[Sequence[str]], **options: Any) -> Callable[[FPDF], None]:
    """The table of ``bare`` with rules over and under its header and under its end."""

    def draw(page: FPDF) -> None:
        bare(texts, apart=0, **options)(page)
        leading = options.get("leading", 12.0)
        for y in (78.0, 77.0 + leading, 78.0 + leading * sum(_tall(page, row) for row in texts)):
            page.line(40, y, 300, y)

    def _tall(page: FPDF, row: Sequence[str]) -> int:
        widths = options.get("widths", WIDTHS)
        return max(len(wrapped(page, text, width - 6)) for text, width in zip(row, widths, strict=True))

    return draw


@pytest.mark.parametrize("leading", [12, 15.5, 19])
def test_single_lines_that_fill_all_columns_are_rows(leading: float) -> None:
    assert rows(read(bare(DATED, apart=0, leading=leading, widths=TIGHT))) == DATED
    reading = read(booktabs(DATED, leading=leading, widths=TIGHT))
    assert rows(reading) == DATED
    assert [(f.code, f.severity) for f in reading.findings] == [("read-by-alignment", "warning")]


def test_under_a_rule_rows_of_several_lines_are_not_guessed() -> None:
    texts = [*DATED, ["11月5日", "青葉市と若葉市と紅葉市との意見交換", "川の会館", "3人"]]
    with pytest.raises(ReadError, match="page 1: no rules between the rows"):
        read(booktabs(texts, widths=TIGHT))


def test_the_points_of_one_row_under_a_rule_are_one_row() -> None:
    point = ["・青葉市を視察", "・若葉市を視察", "・紅葉市を視察"]
    texts = [["分野", "項目名", "実績"], ["川の町", "交流", "\n".join(point)]]
    assert rows(read(booktabs(texts, widths=[60, 60, 120]))) == texts


@pytest.mark.parametrize("header", [["都市名", "人口"], ["都市名", "City", "人口", "Number"]])
def test_a_translation_under_each_text_is_no_row(header: list[str]) -> None:
    names = ["青葉市", "Aoba", "若葉市", "Wakaba", "紅葉市", "Koyo"]
    lines = [["国名", "提携年"], *[[f"川の国{n}", "平成2年"] for n in range(6)]]
    heads = [header[:1], header[1:2]] if len(header) == 4 else [header[:1]]
    texts = [[*head, *lines[0]] for head in heads] + [
        [name, *rest] for name, rest in zip(names, lines[1:], strict=True)
    ]
    with pytest.raises(ReadError, match="nothing tells the lines"):
        read(bare(texts, apart=0, widths=[80, 80, 80]))


def test_struck_words_of_a_table_without_rules_are_left_out() -> None:
    def draw(page: FPDF) -> None:
        bare(LISTED)(page)
        line = 80 + 18 + 0.55 * SIZE
        page.line(43 + sum(WIDTHS[:3]), line, 43 + sum(WIDTHS[:3]) + 9 * SIZE, line)

    found = rows(read(draw))
    assert found == [LISTED[0], [*LISTED[1][:3], ""], *LISTED[2:]]
