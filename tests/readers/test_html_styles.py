"""What a page's style sheets hide within its tables."""

from __future__ import annotations

import pytest

from toshigaikou_cli.readers import html
from toshigaikou_cli.records.blocks import ReadOptions, Row

ROWS = "<tr><th>事業<th class=prev>前年<th>実績<tr><td>交流<td class=prev>12<td>職員2名"
SHOWN = [("事業", "前年", "実績"), ("交流", "12", "職員2名")]


def cells(style: str, rows: str = ROWS, before: str = "") -> list[tuple[str, ...]]:
    page = f"<html><style>{style}</style>{before}<table>{rows}</table>"
    return [
        tuple(cell.text for cell in block.cells)
        for block in html.read(page, "a.html", ReadOptions()).blocks
        if isinstance(block, Row)
    ]


@pytest.mark.parametrize(
    "style",
    [
        ".prev{display:none}",
        "td.prev, th.prev { color: red; display: none !important }",
        "/* .x{} */ @media screen { .prev { DISPLAY: NONE } }",
        "tr > :nth-child(2) {display:none}",
        ".prev{display:table-cell} .prev{display:none}",
        "<!-- .prev {display:none} -->",
    ],
)
def test_a_column_that_a_rule_hides_is_left_out_and_named(style: str) -> None:
    assert cells(style) == [("事業", "実績"), ("交流", "職員2名")]
    read = html.read(f"<style>{style}</style><table>{ROWS}</table>", "a.html", ReadOptions())
    assert any("前年" in str(skip) for skip in read.tally.skipped)


def test_a_row_that_a_rule_hides_is_left_out() -> None:
    rows = f"{ROWS}<tr id=old><td>旧<td>1<td>廃止"
    assert cells("#old{visibility:collapse}", rows) == SHOWN


@pytest.mark.parametrize(
    "style",
    [
        "@media print{.prev{display:none}}",
        ".prev:hover{display:none}",
        "td::before{display:none}",
        ".prev{display:none} .prev{display:table-cell}",
        ".other{display:none}",
        "td[{display:none}",
        ".prev{display:none",
        "@font-face{display:none}",
        "}{",
    ],
)
def test_what_a_screen_shows_stays(style: str) -> None:
    assert cells(style) == SHOWN


def test_what_an_element_says_itself_outranks_a_rule() -> None:
    rows = ROWS.replace("class=prev", "class=prev style='display:table-cell'")
    assert cells(".prev{display:none}", rows) == SHOWN


def test_a_table_that_is_folded_away_is_read() -> None:
    assert cells(".fold{display:none}", ROWS, "<div class=fold>") == SHOWN


SPOKEN = "<tr><th>事業<th>実績<tr><td><span class=spoken>名前</span>交流<td>職員2名"


@pytest.mark.parametrize(
    ("style", "heard"),
    [
        ("position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)", True),
        ("position:absolute; clip: rect(1px, 1px, 1px, 1px)", True),
        ("clip-path: inset(50%)", True),
        ("clip: rect(0, 90px, 20px, 0)", False),
        ("clip-path: inset(5%)", False),
        ("clip: auto", False),
    ],
)
def test_words_that_are_only_read_out_are_left_out(style: str, heard: bool) -> None:
    assert cells(f".spoken{{{style}}}", SPOKEN)[1][0] == ("交流" if heard else "名前交流")
