"""Marks of heat strips: they mean the same without colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli.coverage.views import HeatCell, Strip, cell
from toshigaikou_cli.formats.pages.heat import classes, level, mark, ruler, strip_table, wide_mark


@pytest.mark.parametrize(
    ("found", "narrow", "wide"),
    [
        (cell(0, 0, sheet=False), "/", "/"),
        (cell(0, 0, sheet=True), ".", "."),
        (cell(0, 3, sheet=True), "?", "?"),
        (cell(3, 0, sheet=True, whole=6), "3", "3▄"),
        (cell(10, 2, sheet=True, whole=10), "+", "10█"),
        (HeatCell("none"), " ", " "),
    ],
)
def test_each_state_has_a_mark_of_its_own(found: HeatCell, narrow: str, wide: str) -> None:
    assert (mark(found), wide_mark(found)) == (narrow, wide)


@given(st.integers(1, 500), st.integers(1, 500))
def test_only_all_is_full(part: int, whole: int) -> None:
    assert (level(part, whole) == 7) == (part >= whole)


def test_a_ruler_stands_over_the_marks() -> None:
    labels = tuple(map(str, range(17, 47)))
    line = ruler(labels)
    assert line.startswith("17")
    for label in ("20", "25", "45"):
        assert line.index(label) == labels.index(label)
    assert ruler(("9", "10", "11")) == "9"


def test_a_narrow_strip_has_one_character_a_cell() -> None:
    cells = (cell(1, 0, sheet=True), HeatCell("none"), cell(0, 1, sheet=True), cell(0, 0, sheet=True))
    table = strip_table(Strip("s", "題", ("1", "2", "3", "4"), (("x", "局", cells),), narrow=True), "Bureau")
    assert table.rows == [("局", "1 ?.")]


def test_runs_keep_the_text_and_differ_by_amount() -> None:
    found = list(classes("1 ?./+ 25▇"))
    assert "".join(run for _, run in found) == "1 ?./+ 25▇"
    styles = {run: style for style, run in found}
    assert styles["1"] == "heat1"
    assert styles["+"] == "heat4"
    assert styles["?"] == "maybe"
    assert styles["25▇"] == "heat4"
