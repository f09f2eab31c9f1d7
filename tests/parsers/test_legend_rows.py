"""Rows at the end of a table that say what its marks mean, and notes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.columns.matching import Header, match_header
from toshigaikou_cli.parsers.rows.legend_rows import legend_label
from toshigaikou_cli.records.blocks import Cell
from toshigaikou_cli.records.documents import SheetDocument
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
        ["【評価】A：達成　B：概ね達成", "", "", ""],
        ["進捗区分：Ａ（完了）、Ｂ（継続）", "", "", ""],
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
        ["【評価】A", "", "", ""],
    ],
)
def test_a_row_of_its_own(cells: list[str]) -> None:
    assert not told(cells)


@pytest.mark.parametrize(
    "line",
    [
        "【進捗】◎：計画以上　○：計画どおり　△：遅れている",
        "【評価】A：達成　B：おおむね達成　C：あまり進んでいない　D：未着手",
        "【評価】A:100%以上 B:80～99% C:80%未満",
        "【区分】新規：新たに行う　継続：引き続き行う",
        "【凡例】◎順調 ○概ね順調",
        "進捗区分　◎：計画以上　○：計画どおり",
        "評価：Ａ（達成）、Ｂ（概ね達成）",
        "（評価　A：達成　B：未達成）",
        "評価基準　5…達成　4…概ね達成",
        "◎：計画以上",
        "●：実施　■：中止",
    ],
)
def test_a_line_over_a_table_that_explains_its_grades_is_no_heading(line: str) -> None:
    parts = blocks(
        "令和5年度 実績", line, ("事業名", "担当課", "実績", "評価"), ("会", "国際課", "会を開いた。", "A")
    )
    document = parse(parts, context("a.csv"))
    assert isinstance(document, SheetDocument)
    (record,) = document.achievements
    assert (record.section, record.field, record.rating) == ("", "", "A")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("【評価の高い事業】", "評価の高い事業"),
        ("基本目標1：経済", "基本目標1：経済"),
        ("【分野】 環境：省エネ", "【分野】 環境：省エネ"),
        ("■：町の進捗", "：町の進捗"),
        ("【進捗状況】所管：環境課", "【進捗状況】所管：環境課"),
    ],
)
def test_a_heading_with_a_colon_or_a_word_of_grades_stays_one(line: str, field: str) -> None:
    parts = blocks("令和5年度 実績", line, ("事業名", "担当課", "実績"), ("会", "国際課", "会を開いた。"))
    document = parse(parts, context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert [each.field for each in document.achievements] == [field]


def test_a_note_beside_a_merged_cell_is_a_row() -> None:
    assert not told(["国際課", "※ 新たな事業", "", ""], filled=True)
