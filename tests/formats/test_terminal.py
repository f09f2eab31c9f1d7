"""Tables on a terminal: aligned with full-width characters at every width, and the same without colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.formats.tables import terminal
from toshigaikou_cli.formats.tables.table import Column, Table, TableText, fit, width
from toshigaikou_cli.formats.tables.wrapping import wrapped

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
COLUMNS = (
    Column("number", "No.", "right"),
    Column("title", "施策 Measure", flexible=True),
    Column("note", "注", flexible=True, drop=1),
    Column("share", "Share", "right", drop=2),
    Column("bar", ""),
)
ROWS = [
    (
        1,
        "環境分野における姉妹友好都市交流の実施、気候変動対策における世界の都市との連携促進",
        "短い",
        "38 %",
        "██··",
    ),
    (
        10,
        "short ASCII text with words",
        "オリンピック・パラリンピック準備局スポーツ推進部国際大会課",
        "0 %",
        "····",
    ),
    (100, "", "", "100 %", "████"),
]
TABLE = Table(COLUMNS, ROWS, title="表題の長いもの" * 12, notes=("注記" * 40,), total=True)


def lines(columns: int, *, color: bool = False, table: Table = TABLE) -> list[str]:
    return terminal.on_terminal(
        [TableText(("見出し" * 30,), heading=True), table], columns, color=color
    ).splitlines()


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    assert all(width(line) <= columns for line in lines(columns))
    assert all(width(ESCAPE.sub("", line)) <= columns for line in lines(columns, color=True))


@pytest.mark.parametrize("columns", [60, 80, 120, 200, None])
def test_columns_stand_under_their_titles(columns: int | None) -> None:
    out = terminal.plain([TABLE], columns).splitlines()
    rule = next(line for line in out if "─" in line)
    starts = [0] + [at + 2 for at in range(len(rule) - 1) if rule[at : at + 2] == "  "]
    head = out.index(rule)
    for line in out[head + 1 : head + 4]:
        cells = "".join(char if width(char) == 1 else f"{char}\0" for char in line)
        for start in starts[1:]:
            assert cells[start - 2 : start].strip() == "", (line, start)


def test_colour_changes_nothing_but_the_colour() -> None:
    colored = lines(80, color=True)
    assert any("\x1b[" in line for line in colored)
    assert [ESCAPE.sub("", line) for line in colored] == lines(80)


def test_long_cells_are_wrapped_whole_on_a_terminal() -> None:
    text = "".join(
        line for line in terminal.on_terminal([Table(COLUMNS[:2], [(1, ROWS[0][1])])], 40, color=False)
    )
    assert str(ROWS[0][1]) == "".join(text.split("\n")[2:]).replace(" ", "").removeprefix("1")


def test_columns_are_left_out_where_they_do_not_fit_and_named() -> None:
    assert not any("Left out" in line for line in lines(120))
    narrow = lines(54)
    assert any("Left out for lack of width: Share (--wide shows all)" in line for line in narrow)
    assert not any("38 %" in line for line in narrow)


def test_records_as_blocks_leave_nothing_out() -> None:
    kept = TABLE._replace(columns=tuple(column._replace(drop=0) for column in COLUMNS))
    narrow = lines(40, table=kept)
    assert any("38 %" in line for line in narrow)
    assert not any("Left out" in line for line in narrow)


def test_nothing_is_cut_in_a_pipe() -> None:
    out = terminal.plain([TABLE])
    assert all(str(value) in out for row in ROWS for value in row)
    assert "\x1b" not in out


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me"]), max_size=60),
    st.integers(2, 20),
)
@settings(deadline=None, max_examples=200)
def test_wrapping_loses_nothing_but_spaces(text: str, cells: int) -> None:
    made = wrapped(text, cells)
    assert all(width(line) <= cells for line in made)
    assert "".join("".join(made).split()) == "".join(text.split())


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrapped("都市外交、交流", 8) == ["都市外", "交、交流"]
    assert wrapped("都市外交の交流", 8) == ["都市外交", "の交流"]
    assert wrapped("some words here", 10) == ["some words", "here"]


def test_a_cut_text_ends_in_an_ellipsis() -> None:
    assert fit("都市外交", 8) == "都市外交"
    assert fit("都市外交", 7) == "都市外…"


def test_tables_with_the_same_columns_stand_alike() -> None:
    columns = (Column("no", "No."), Column("name", "Name", flexible=True), Column("n", "Number", "right"))
    short, long = (Table(columns, [row], alike=True) for row in ((1, "都市", 2), (2, "長い名称の施策", 30)))
    for width_ in (None, 80, 40):
        made = terminal.plain([short, TableText(("between",)), long], width_).splitlines()
        heads = [line for line in made if line.startswith("No.")]
        assert len(heads) == 2
        assert heads[0] == heads[1]
    other = Table((*columns[:2], Column("m", "Other")), [(1, "都", "x")], alike=True)
    assert terminal.plain([short, other]).splitlines()[0] != terminal.plain([short, long]).splitlines()[0]
    assert terminal.plain([short, other]).startswith(terminal.plain([short]))
    alone = short._replace(alike=False)
    assert terminal.plain([alone, long]).startswith(terminal.plain([alone]))
