"""Parts of a document: its pages and tables, and what was left out."""

from __future__ import annotations

import pytest

import make_documents as make
from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.readers import documents, read
from toshigaikou_cli.records.blocks import Line, Reading, ReadOptions, Row

PAGES = make.text_sheet((make.SHEET_ROWS[:2], make.SHEET_ROWS[2:4], make.SHEET_ROWS[4:]))
TABLES = make.text_strategy()


def rows(found: Reading) -> list[Row]:
    return [block for block in found.blocks if isinstance(block, Row)]


def test_pages_are_chosen_and_the_others_named() -> None:
    found = read(PAGES, "a.txt", ReadOptions(pages=(2,)))
    assert {row.page for row in rows(found)} == {2}
    assert (found.tally.tables, found.tally.rows) == (1, 3)
    assert [str(skip) for skip in found.tally.skipped] == ["not chosen: pages 1, 3"]


def test_tables_are_chosen_and_the_lines_stay() -> None:
    found = read(TABLES, "a.txt", ReadOptions(tables=(2,)))
    assert {row.table for row in rows(found)} == {2}
    assert any(isinstance(block, Line) and block.text == "国際戦略" for block in found.blocks)
    assert [str(skip) for skip in found.tally.skipped] == ["not chosen: tables 1"]


def test_nothing_is_left_out_where_nothing_is_chosen() -> None:
    assert read(PAGES, "a.txt", ReadOptions()) == read(PAGES, "a.txt")
    assert read(PAGES, "a.txt", ReadOptions(pages=(1, 2, 3))).tally.skipped == ()


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (PAGES, ReadOptions(pages=(4,)), "a: no page 4 (there are 3)"),
        (make.csv_sheet(), ReadOptions(pages=(1,)), "a: a document without pages (leave --pages out)"),
        (
            TABLES,
            ReadOptions(tables=(3,)),
            "a: no table 3 (there are: 1 (No. | 施策 | 概要); 2 (No. | 施策 | 概要))",
        ),
        (PAGES, ReadOptions(sheets=("H29",)), "a: a document without sheets (leave --sheet out)"),
    ],
)
def test_a_part_that_is_not_there_is_refused(data: bytes, options: ReadOptions, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "a", options)
    assert str(caught.value) == message


def test_a_document_is_its_own_only_document() -> None:
    assert list(documents(PAGES, "a.txt")) == [("a.txt", PAGES)]
    book = make.xlsx_sheet()
    assert list(documents(book, "a.xlsx")) == [("a.xlsx", book)]
