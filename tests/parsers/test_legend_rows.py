"""Rows at the end of a table that say what its marks mean, and notes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from toshigaikou_cli.parsers.columns import Header, match_header
from toshigaikou_cli.parsers.legend_rows import legend_label
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.vocabulary.columns import load_columns


def told(cells: Sequence[str], *, filled: bool = False) -> str:
    header = match_header(["担当課", "事業名", "実績", "備考"], load_columns())
    assert isinstance(header, Header)
    return legend_label(header, [Cell(text, filled and at == 0) for at, text in enumerate(cells)])


@pytest.mark.parametrize(
    "cells",
    [
        ["凡例", "○：実施　△：一部実施　×：未実施", "", ""],
        ["【凡例】", "○", "実施", ""],
        ["", "凡例 ○：実施、△：一部実施", "", ""],
        ["凡例：A…達成　B…概ね達成", "", "", ""],
        ["○：実施", "△：一部実施", "×：未実施", ""],
        ["", "Ａ＝達成", "", ""],
        ["評価の凡例", "◎＝良い", "", ""],
        ["", "※ 数字は速報値である。", "", ""],
        ["", "（注）人数は延べ。", "", ""],
    ],
)
def test_a_legend_or_a_note(cells: list[str]) -> None:
    assert told(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["国際課", "凡例の見直し", "地図の凡例を見直した。", ""],
        ["国際課", "○：交流会", "会を開いた。", ""],
        ["国際課", "※交流会", "会を開いた。", ""],
        ["", "交流会", "", ""],
        ["", "", "※ 会は2回であった。", ""],  # goes on in the row above
        ["", "○：三つの町の祭りに加わり、市民と地元の人たちが長い間交流した", "", ""],
        ["凡例", "", "", ""],
    ],
)
def test_a_row_of_its_own(cells: list[str]) -> None:
    assert not told(cells)


def test_a_note_beside_a_merged_cell_is_a_row() -> None:
    assert not told(["国際課", "※ 新たな事業", "", ""], filled=True)
