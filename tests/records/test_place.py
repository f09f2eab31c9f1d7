"""A place and what is printed of it."""

from __future__ import annotations

import pytest

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.records.blocks import Line, Row
from toshigaikou_cli.records.finding import Skip
from toshigaikou_cli.records.place import NOWHERE, Spot


@pytest.mark.parametrize(
    ("spot", "within", "text"),
    [
        (NOWHERE, "", ""),
        (Spot("a.tsv"), "", "a.tsv"),
        (Spot("a.tsv", line=8, row=2, table=1), "line 8", "a.tsv:line 8"),
        (Spot("a.pdf", 2, row=3, cell="実績"), "page 2:row 3", "a.pdf:page 2:row 3"),
        (
            Spot("a.xlsx", 2, row=3, sheet="平成30年度"),
            "sheet 平成30年度:row 3",
            "a.xlsx:sheet 平成30年度:row 3",
        ),
        (Spot(page=2, line=4), "page 2:line 4", "page 2:line 4"),
    ],
)
def test_a_place_as_text(spot: Spot, within: str, text: str) -> None:
    assert (spot.within, str(spot)) == (within, text)


def test_the_columns_of_a_place_leave_nothing_of_it_out() -> None:
    spot = Spot("a.xlsx", 1, 2, 3, "表", 4, "実績", (1, 2.5, 3, 4), 0.91)
    kept = spot.columns()
    assert kept == {
        "page": 1, "sheet": "表", "line": 2, "table_number": 4, "row": 3, "bbox": "1.00,2.50,3.00,4.00", "ocr": 0.91,
    }  # fmt: skip
    assert len(kept) == len(Spot._fields) - 2  # the document and the header have columns of their own
    assert set(NOWHERE.columns().values()) == {None}


def test_blocks_know_their_place() -> None:
    row = Row((), 2, 5, page=1, line=9, bbox=(0, 0, 1, 1), sheet="表")
    assert row.spot == Spot("", 1, 9, 5, "表", 2, "", (0, 0, 1, 1))
    assert Line("題", 1, 2, "表").spot == Spot(page=1, line=2, sheet="表")


@pytest.mark.parametrize(
    ("skip", "text"),
    [
        (Skip("a scanned image", Spot("a.pdf", 2)), "page 2: a scanned image"),
        (Skip("hidden sheet", Spot("a.xlsx", 2, sheet="作業用")), "sheet 作業用: hidden sheet"),
        (Skip("text in drawings of 1 sheet", Spot("a.xlsx")), "text in drawings of 1 sheet"),
    ],
)
def test_a_skip_as_text(skip: Skip, text: str) -> None:
    assert str(skip) == text


def test_an_error_says_its_place_unless_it_has_words_of_its_own() -> None:
    assert str(ReadError("broken", spot=Spot("a.csv", line=2))) == "a.csv:line 2: broken"
    error = ReadError("broken", where="a.pdf: pages 1-2", spot=Spot("a.pdf"))
    assert (error.where, error.spot) == ("a.pdf: pages 1-2", Spot("a.pdf"))
    assert ReadError("broken").spot == NOWHERE
