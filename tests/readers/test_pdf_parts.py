"""The parts of the PDF reader by themselves: rules to grids, glyphs to text, turned boxes, margins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.readers.pdf.clean import has_no_text_information, tidy_glyphs, turned_back, turned_box
from toshigaikou_cli.readers.pdf.drawing import is_white
from toshigaikou_cli.readers.pdf.margins import is_page_number
from toshigaikou_cli.readers.pdf.marks import Glyph, Rule
from toshigaikou_cli.readers.pdf.rules import components, joined
from toshigaikou_cli.readers.pdf.tables import build
from toshigaikou_cli.readers.pdf.text import cell_text, opens_point, runs_of

FEW = settings(deadline=None, max_examples=60)


def glyphs(text: str, x: float = 0.0, base: float = 10.0, size: float = 10.0) -> list[Glyph]:
    """The glyphs of a line: full-width ones, and half-width ones for ASCII."""
    found = []
    for char in text:
        width = size / 2 if char.isascii() else size
        found.append(Glyph(char, (x, base - 8.8, x + width, base + 1.2), base, size, 0))
        x += width
    return found


# 6. line breaks and missing text information


def test_cid_line_breaks_are_line_breaks() -> None:
    line = [*glyphs("上の行"), Glyph("(cid:10)", (30, 1.2, 30, 11.2), 10, 10, 0), *glyphs("下の行", base=22)]
    kept = tidy_glyphs(line)
    # The cell is so narrow that the first line is full: only the document's own break divides the lines.
    assert cell_text(runs_of(kept), (0, 0, 31, 40), 0).text == "上の行\n下の行"
    assert (
        cell_text(runs_of(tidy_glyphs(glyphs("上の行") + glyphs("下の行", base=22))), (0, 0, 31, 40), 0).text
        == "上の行下の行"
    )


def test_a_page_of_cid_codes_has_no_text_information() -> None:
    codes = [Glyph(f"(cid:{n})", (n, 0, n + 1, 1), 1, 1, 0) for n in range(100, 140)]
    assert has_no_text_information(codes)
    assert not has_no_text_information(codes[:4] + glyphs("市の交流の実績と計画を読む"))
    breaks = [Glyph("(cid:13)", (n, 0, n + 1, 1), 1, 1, 0) for n in range(50)]
    assert not has_no_text_information(breaks + glyphs("市の交流"))


# 12. doubled glyphs


def test_few_doubled_glyphs_stay() -> None:
    page = glyphs("港の町の職員を受け入れて図書館の貸出しを学ぶ") + glyphs("港の", x=0.2)
    assert len(tidy_glyphs(page)) == len(page)
    assert len(tidy_glyphs(glyphs("港の町の交流") + glyphs("港の町の交流", x=0.3))) == 6


# text


def test_gaps_become_spaces_between_words_only() -> None:
    apart = glyphs("港の町") + glyphs("川の町", x=40)
    assert cell_text(runs_of(apart), (0, 0, 200, 20), 0).text == "港の町 川の町"
    spread = [g for n, char in enumerate("施策の名") for g in glyphs(char, x=n * 22)]
    assert cell_text(runs_of(spread), (0, 0, 200, 20), 0).text == "施策の名"


@pytest.mark.parametrize(
    "line",
    ["・視察", "※注", "【分野】", "①派遣", "4月19日　会談", "平成28年6月1日～3日：訪問", "平成28年10月"],
)
def test_lines_that_open_a_point(line: str) -> None:
    assert opens_point(line)


@pytest.mark.parametrize("line", ["平成28年6月に訪問", "4月から", "港の町", "（注）", "2020年大会"])
def test_lines_that_open_no_point(line: str) -> None:
    assert not opens_point(line)


@FEW
@given(st.text(alphabet="港町川市交流図書館職員受入", min_size=1, max_size=60), st.integers(3, 20))
def test_a_wrapped_text_is_read_as_it_was(text: str, columns: int) -> None:
    laid = [
        g
        for n in range(0, len(text), columns)
        for g in glyphs(text[n : n + columns], base=10 + n // columns * 12)
    ]
    assert cell_text(runs_of(laid), (0, 0, columns * 10 + 2, 1000), 0).text == text


@pytest.mark.parametrize(
    ("lines", "between"),
    [
        (("港で講座を開いた。", "（5月から6月）"), "\n"),
        (("港で講座を開いた。", "（5月）に視察も"), ""),
        (("港で講座を開いたが", "（5月から6月）"), ""),
        (("港で講座を開いた。", "視察（6月）"), ""),
    ],
)
def test_a_remark_behind_a_sentence_that_fills_its_line_is_a_line(
    lines: tuple[str, str], between: str
) -> None:
    laid = [g for n, line in enumerate(lines) for g in glyphs(line, base=10 + n * 12)]
    assert cell_text(runs_of(laid), (0, 0, 92, 1000), 0).text == between.join(lines)


# rules and grids


def rules_of(xs: list[float], ys: list[float]) -> list[Rule]:
    return [Rule(True, y, xs[0], xs[-1]) for y in ys] + [Rule(False, x, ys[0], ys[-1]) for x in xs]


steps = st.lists(st.floats(12, 90), min_size=1, max_size=6).map(
    lambda gaps: [sum(gaps[:n]) for n in range(len(gaps) + 1)]
)


@FEW
@given(steps, steps, st.data())
def test_a_grid_has_one_cell_for_each_point(xs: list[float], ys: list[float], data: st.DataObject) -> None:
    rules = rules_of(xs, ys)
    missing = data.draw(st.sets(st.integers(0, len(rules) - 1), max_size=2))
    grid = build([rule for n, rule in enumerate(rules) if n not in missing] or rules, [])
    for row in range(grid.rows):
        for column in range(grid.columns):
            region = grid.regions[grid.unit_region[row][column]]
            assert region.top_row <= row <= region.last_row
            assert region.left <= column <= region.right
    covered = sum((r.last_row - r.top_row + 1) * (r.right - r.left + 1) for r in grid.regions)
    assert covered == grid.rows * grid.columns


def test_a_missing_piece_of_rule_merges_two_cells() -> None:
    rules = [*rules_of([0, 50, 100], [0, 20, 60]), Rule(True, 40, 50, 100)]
    grid = build(rules, [])
    assert (grid.rows, grid.columns) == (3, 2)
    assert grid.unit_region[1][0] == grid.unit_region[2][0]
    assert grid.unit_region[1][1] != grid.unit_region[2][1]


def test_open_ends_are_known() -> None:
    rules = [rule for rule in rules_of([0, 50, 100], [0, 20, 40]) if not (rule.horizontal and rule.at == 40)]
    grid = build(rules, [])
    assert grid.rows == 2
    assert grid.open_bottom == {0, 1}
    assert grid.open_top == frozenset()


def test_dashes_join_and_distant_rules_do_not() -> None:
    dashes = [Rule(True, 10, x, x + 3) for x in range(0, 100, 6)]
    assert [(rule.start, rule.end) for rule in joined(dashes)] == [(0, 99)]
    assert len(joined([Rule(True, 10, 0, 40), Rule(True, 10, 60, 100)])) == 2


def test_tables_apart_stay_apart() -> None:
    far = [
        Rule(r.horizontal, r.at + 200, r.start, r.end)
        if r.horizontal
        else Rule(False, r.at, r.start + 200, r.end + 200)
        for r in rules_of([0, 50, 100], [0, 20])
    ]
    assert len(components([*rules_of([0, 50, 100], [0, 20]), *far])) == 2


# turned pages, colours, page numbers

boxes = st.tuples(st.floats(0, 300), st.floats(0, 400), st.floats(300, 600), st.floats(400, 800))


@FEW
@given(boxes, st.sampled_from([0, 90, 180, 270]))
def test_a_box_turned_there_and_back_is_the_same(
    box: tuple[float, float, float, float], direction: int
) -> None:
    there = turned_box(box, direction, 600, 800)
    assert there[0] <= there[2]
    assert there[1] <= there[3]
    assert turned_back(there, direction, 600, 800) == pytest.approx(box)


def test_only_white_is_white() -> None:
    assert is_white((255, 255, 255, 255))
    assert is_white((252, 253, 251, 255))
    assert not is_white((255, 255, 200, 255))
    assert not is_white(None)  # a pattern


@pytest.mark.parametrize(
    "text", ["3", "- 3 -", "3 / 12", "－３－", "3ページ", "Page 3 of 12", "P.3", "（3）"]
)
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["平成28年", "3名", "第3章", "3 / 12 / 2017", "No. 施策", "港の町"])
def test_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)
