"""Rows of totals and of parts of the row above: accounted for as such, and never joined to a row or read as one."""

from __future__ import annotations

import pytest

from toshigaikou_cli.parsers.rows.table_rows import Tables
from toshigaikou_cli.parsers.tables.known import find_tables
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.columns import load_columns

COLUMNS = load_columns()
HEADER = ("番号", "事業名", "担当課", "実績", "人数")
ABOVE = ("2", "学校交流", "指導課", "作成を見送り", "")


def found(*rows: tuple[str, ...]) -> Tables:
    return find_tables([Row(tuple(map(Cell, cells)), table=1, row=1) for cells in rows], COLUMNS)


def texts(tables: Tables, column: str) -> list[str]:
    return [row.cell(column).text for row in tables.table_rows]


@pytest.mark.parametrize(
    "label",
    ["市全体", "総数", "全体", "4月計", "４月分計", "再計", "第1四半期計", "上半期計", "うち海外", "（うち市内）", "内訳",
     "内、女性", "年計", "【総人数】", "市計", "派遣合計", "派遣・受入計", "4~9月計", "1~3の計", "施策計", "再掲を除く"],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 1])
def test_a_total_or_a_part_is_no_row_and_not_of_the_row_above(label: str, place: int) -> None:
    total = ["", "", "", "", "42"]
    total[place] = label
    tables = found(HEADER, ABOVE, tuple(total), ("3", "情報", "広報課", "届けた。", "3"))
    assert texts(tables, "number") == ["2", "3"]
    assert [row.cells[4].text for row in tables.table_rows] == ["", "3"]
    (rejected,) = tables.rejected
    assert rejected.reason == f"a total ({match_key(label).strip('()【】')}), no row of its own"
    assert not tables.continued


def test_a_breakdown_in_the_place_of_numbers_may_have_words() -> None:
    tables = found(HEADER, ABOVE, ("（内訳）", "", "", "小学校20、中学校10", ""))
    assert (texts(tables, "result"), len(tables.rejected)) == (["作成を見送り"], 1)


def test_a_breakdown_may_say_of_what() -> None:
    tables = found(HEADER, ABOVE, ("", "（内訳）小学校", "", "", "20"), ("", "内訳：中学校", "", "", "10"))
    assert (texts(tables, "item"), len(tables.rejected)) == (["学校交流"], 2)


def test_a_unit_may_stand_before_a_part_and_before_a_total() -> None:
    header = ("担当課", "事業名", "実績", "人数")
    tables = found(
        header,
        ("国際課", "派遣", "派遣した。", "12"),
        ("国際課", "うち海外", "", "8"),
        ("国際課", "総数", "", "12"),
    )
    assert (texts(tables, "item"), len(tables.rejected)) == (["派遣"], 2)


@pytest.mark.parametrize(
    "name", ["総数調査", "うちなーぐち講座", "うち水大作戦", "うちわ作り", "全体会議", "内訳書の翻訳", "4月計画",
             "市全体の催し", "内科研修", "統計", "企業会計", "花時計", "内訳の公表"],
)  # fmt: skip
def test_a_project_may_have_such_a_word_in_its_name(name: str) -> None:
    tables = found(HEADER, ABOVE, ("", name, "", "", "42"))
    assert texts(tables, "item") == ["学校交流", name]


@pytest.mark.parametrize("name", ["うち海外", "全体", "総数"])
def test_a_row_with_a_number_or_with_words_of_what_was_done_is_a_row(name: str) -> None:
    assert len(list(found(HEADER, ABOVE, ("3", name, "", "", "42")).table_rows)) == 2
    assert len(list(found(HEADER, ABOVE, ("", name, "", "訪ねた。", "42")).table_rows)) == 2


@pytest.mark.parametrize("word", ["平均", "前年度", "最大", "第1四半期", "3"])
def test_counts_under_another_word_are_not_of_the_row_above(word: str) -> None:
    tables = found(HEADER, ABOVE, (word, "", "", "", "42"))
    assert [row.cells[4].text for row in tables.table_rows] == [""]
    assert [each.reason for each in tables.rejected] == ["no 事業名"]


def test_the_rest_of_a_number_goes_on_the_row_above() -> None:
    tables = found(HEADER, ("1-(1)", "学校交流", "指導課", "3校が", "12"), ("-①", "", "", "交流した。", ""))
    assert (texts(tables, "result"), tables.continued) == (["3校が\n交流した。"], 1)


def test_a_day_without_a_month_is_one_of_the_month_above() -> None:
    header = ("月", "日", "事業名", "人数", "実績", "担当課")
    rows = (("4月", "12", "市長", "6", "訪ねた。", "甲課"), ("", "25", "水務局", "9", "視察した。", "甲課"))
    tables = found(
        header,
        *rows,
        ("", "上旬", "港湾局", "9", "視察した。", "甲課"),
        ("", "5/3", "緑の会", "9", "来た。", "甲課"),
    )
    assert [row.cells[0].text for row in tables.table_rows] == ["4月", "4月", "4月", ""]


@pytest.mark.parametrize("label", ["計", "小計", "うち小学校", "内訳", "延べ人数", "実人数"])
def test_a_total_in_the_place_of_a_result_below_merged_cells_is_one(label: str) -> None:
    merged = tuple(Cell(text, filled=True) for text in ABOVE[:3])
    rows = [tuple(map(Cell, HEADER)), tuple(map(Cell, ABOVE)), (*merged, Cell(label), Cell("42"))]
    tables = find_tables([Row(cells, table=1, row=1) for cells in rows], COLUMNS)
    assert (len(list(tables.table_rows)), len(tables.rejected), tables.continued) == (1, 1, 0)


@pytest.mark.parametrize("result", ["会計の研修", "計画", "うちわを作った。", "うち3人が留学した。"])
def test_other_results_below_merged_cells_are_read(result: str) -> None:
    merged = tuple(Cell(text, filled=True) for text in ABOVE[:3])
    rows = [tuple(map(Cell, HEADER)), tuple(map(Cell, ABOVE)), (*merged, Cell(result), Cell("42"))]
    assert not find_tables([Row(cells, table=1, row=1) for cells in rows], COLUMNS).rejected
