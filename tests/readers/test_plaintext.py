"""The text form: lines, rows, quoted cells, pages, pipe tables."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import read
from toshigaikou_cli.readers.plaintext import recognizes
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import Spot


def reading(text: str) -> Reading:
    return read(text.encode(), "a.txt", ReadOptions())


def rows(found: Reading) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in block.cells) for block in found.blocks if isinstance(block, Row)]


def lines(found: Reading) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line)]


def test_lines_and_rows_in_reading_order() -> None:
    found = reading("  表題 \n\n分野\t局\r\n交流\t環境局\n\n注\n")
    assert found.format == "text"
    assert [type(block) for block in found.blocks] == [Line, Row, Row, Line]
    assert lines(found) == ["表題", "注"]
    assert rows(found) == [("分野", "局"), ("交流", "環境局")]
    assert [block.line for block in found.blocks] == [1, 3, 4, 6]
    assert found.tally.tables == 1
    assert found.tally.rows == 2
    assert found.tally.characters == 8
    assert found.tally.pages is None


def test_cells_stay_raw_and_ragged() -> None:
    assert rows(reading("a\t b \t\nc\td\n")) == [("a", " b ", ""), ("c", "d")]


def test_a_line_or_a_blank_line_ends_a_table() -> None:
    found = reading("a\tb\n\nc\td\n見出し\ne\tf\ng\th\n")
    assert [(block.table, block.row) for block in found.blocks if isinstance(block, Row)] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (3, 2),
    ]


def test_line_numbers_count_only_line_feeds() -> None:
    found = reading("一\u2028行\x0b目\x85\n二\n")
    assert [block.line for block in found.blocks] == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a\t"x\ny"\tb\n', [("a", "x\ny", "b")]),
        ('"x\ny"\tb\n', [("x\ny", "b")]),
        ('"a\nb"\tc\t"d\ne"\tf\n', [("a\nb", "c", "d\ne", "f")]),
        ('a\t"x\ty"\n', [("a", "x\ty")]),
        ('a\t"say ""yes"""\n', [("a", 'say "yes"')]),
        ('a\t""\tb\n', [("a", "", "b")]),
        # quotes that do not open and close a cell are text
        ('a\t"x" y\tb\n', [("a", '"x" y', "b")]),
        ('a\t"x\nc\td\n', [("a", '"x'), ("c", "d")]),
        ('a\tsay "yes"\n', [("a", 'say "yes"')]),
        # a quote that would swallow whole rows is text
        ('a\t"x\tc\nd\te\tf\ng\th"\ti\n', [("a", '"x', "c"), ("d", "e", "f"), ("g", 'h"', "i")]),
    ],
)
def test_quotes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(reading(text)) == expected


def test_prose_in_quotes_is_prose() -> None:
    found = reading('"A city is\nits people"\n\na\tb\n')
    assert lines(found) == ['"A city is', 'its people"']


def test_a_record_of_several_lines_starts_on_its_first() -> None:
    found = reading('a\t"x\ny"\nc\td\n')
    assert [block.line for block in found.blocks] == [1, 3]


CELL = st.text(st.sampled_from('交流ab "\n\t,、'), max_size=6)


@example(table=[("\na,\n", "", "\n,")])
@given(table=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
@settings(deadline=None, max_examples=150)
def test_any_table_that_a_spreadsheet_quotes_comes_back(table: list[tuple[str, str, str]]) -> None:
    table = [("分野", "局", "実績"), *table]
    assume(all(line.count("\t") < 2 for row in table for cell in row for line in cell.split("\n")))
    data = make.delimited(table, delimiter="\t")
    filled = [row for row in table if any(cell.strip() for cell in row)]
    assert rows(read(data, "a.tsv", ReadOptions())) == filled


def test_a_title_above_the_header_of_a_spreadsheet_is_a_line() -> None:
    found = read(make.csv_sheet("utf-8", "\t"), "a.tsv", ReadOptions())
    assert lines(found) == [make.SHEET_TITLE]
    assert rows(found)[0] == make.SHEET_HEADER
    assert len(rows(found)) == len(make.SHEET_ROWS) + 1


def test_a_row_with_one_cell_below_the_header_stays_a_row() -> None:
    found = reading("分野\t局\t実績\n\t(1) 項目\t\n交流\t\t\n")
    assert rows(found) == [("分野", "局", "実績"), ("", "(1) 項目", ""), ("交流", "", "")]
    assert lines(found) == []


# ---------------------------------------------------------------- pages


def pages(found: Reading) -> list[int | None]:
    return [block.page for block in found.blocks]


def test_the_header_coming_again_begins_a_page() -> None:
    found = reading("題\n\n分 野\t局\na\tb\n\n\n分野\t 局\nc\td\n\n注\n\ne\tf\n")
    assert pages(found) == [1, 1, 1, 2, 2, 2, 2]
    assert found.tally.pages == 2


@pytest.mark.parametrize(
    "text",
    [
        "分野\t局\na\tb\n\n見出し\n\n分野\t局\nc\td\n",  # a heading between: another table, not another page
        "分野\t局\na\tb\n分野\t局\nc\td\n",  # no blank line
        "目次\t1\n\n分野\t局\na\tb\n\n分野\t局\nc\td\n",  # not the document's first row
    ],
)
def test_pages_are_not_guessed(text: str) -> None:
    found = reading(text)
    assert set(pages(found)) == {None}
    assert found.tally.pages is None


def test_form_feeds_are_pages() -> None:
    found = reading("題\n分野\t局\na\tb\n\f分野\t局\nc\td\f続き\n")
    assert [(block.page, block.line) for block in found.blocks] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 4),
        (2, 5),
        (3, 5),
    ]
    assert found.tally.pages == 3
    assert found.tally.tables == 2


# ---------------------------------------------------------------- pipe tables


def test_a_pipe_table_is_read_and_its_separator_counted() -> None:
    found = reading("題\n\n| 分野 | 局 |\n|:---|---:|\n| 交流 | 環境局 |\n| a\\|b |  |\n\n注\n")
    assert rows(found) == [("分野", "局"), ("交流", "環境局"), ("a|b", "")]
    assert lines(found) == ["題", "注"]
    assert found.tally.skipped == (Skip("1 separator line of pipe tables", Spot("a.txt")),)


@pytest.mark.parametrize(
    "text", ["a | b\nc | d\n", "分野  局\n交流  環境局\n", "a | b\n-----\nc | d\n", "| a | b |\n|---|\n"]
)
def test_other_layouts_are_lines(text: str) -> None:
    found = reading(text)
    assert rows(found) == []
    assert lines(found) == [line.strip() for line in text.splitlines()]
    assert found.tally.skipped == ()


# ---------------------------------------------------------------- recognition, whole documents


def test_text_is_recognized_and_binary_is_not() -> None:
    assert recognizes("文")
    with pytest.raises(ReadError):
        read(b"\x00\x01", "a.txt")


def test_our_documents() -> None:
    sheet = read(make.text_sheet((make.SHEET_ROWS[:3], make.SHEET_ROWS[3:])), "a.txt", ReadOptions())
    assert sheet.tally.pages == 2
    assert sheet.tally.rows == len(make.SHEET_ROWS) + 2
    strategy = read(make.text_strategy(), "b.txt", ReadOptions())
    assert strategy.tally.pages is None
    assert "(イ) もてなし" in lines(strategy)
    assert strategy.tally.tables == 2


@pytest.mark.skipif("TGX_ORIGINALS" not in os.environ, reason="TGX_ORIGINALS is not set")
def test_the_originals() -> None:
    folder = Path(os.environ["TGX_ORIGINALS"])
    sheet = read((folder / "achievements-h29.txt").read_bytes(), "achievements-h29.txt", ReadOptions())
    assert (sheet.tally.pages, sheet.tally.tables, sheet.tally.rows) == (5, 5, 40)
    assert {block.page for block in sheet.blocks if block.line == 19} == {2}
    strategy = read((folder / "strategy-2014.txt").read_bytes(), "strategy-2014.txt", ReadOptions())
    assert strategy.tally.pages is None
    numbered = [row for row in rows(strategy) if len(row) == 4 and row[0].isdigit()]
    assert [int(row[0]) for row in numbered] == list(range(1, 77))


def test_struck_words_and_rows_of_a_text_are_left_out_and_named() -> None:
    text = "項目名\t実績\n甲\t<s>12名</s>15名\n<del>乙</del>\t<del>会議</del>\n丙\t講座\n"
    for data in (text, text.replace("\t", ",")):
        found = read(data.encode(), "a")
        rows = [block for block in found.blocks if isinstance(block, Row)]
        assert [[cell.text for cell in row.cells] for row in rows][1:] == [["甲", "15名"], ["丙", "講座"]]
        assert (rows[1].cells[1].struck, found.tally.struck_rows) == ("12名", 1)
        assert [finding.code for finding in found.findings] == ["text-struck"]
        assert "line 2: 12名" in found.findings[0].message


BOXED = """実績の一覧
┌────┬──────┐
│担当│実績　　　│
├────┼──────┤
│水道│市場を　　│
│局　│視察した。│
├────┼──────┤
│環境│派遣した。│
└────┴──────┘
"""


def boxed(text: str) -> list[tuple[str, ...]]:
    found = read(text.encode(), "a.txt")
    return [tuple(cell.text for cell in block.cells) for block in found.blocks if isinstance(block, Row)]


def test_a_table_in_drawn_boxes() -> None:
    assert boxed(BOXED) == [("担当", "実績"), ("水道局", "市場を視察した。"), ("環境", "派遣した。")]
    plain = "+--+--+\n| A | B |\n+==+==+\n| 1 | 2 |\n| 3 | |\n+--+--+\n"
    assert boxed(plain) == [("A", "B"), ("1", "2"), ("3", "")]


@pytest.mark.parametrize(
    "text",
    [
        BOXED.replace("│局　│視察した。│", "│　　├──────┤"),  # a rule that does not go through
        BOXED.replace("│局　│視察した。│", "│局視察した。　　│"),  # a line of one cell
        "+--+--+\n| A | B |\n+--+--+\n| 1 | 2 |\n|  | 3 |\n+--+--+\n",  # a row, or the rest of one
        BOXED.replace("└────┴──────┘", ""),
        "──────────\n本文\n──────────\n",
    ],
)
def test_boxes_whose_rows_are_not_sure_are_no_table(text: str) -> None:
    assert boxed(text) == []
