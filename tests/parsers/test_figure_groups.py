"""Headers of two rows whose lower one names the parts of an indicator (成果指標 over 指標名 | 単位 | 目標値 | 実績値)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.tables.known import find_tables
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument
from toshigaikou_cli.records.indicators import IndicatorRecord

ACROSS, DOWN = "<", "^"
"""A cell of a header that the one on its left, or above it, is merged over."""
Cells = Sequence[str]

UPPER = ("番号", "取組", "担当課", "成果指標", ACROSS, ACROSS, ACROSS, ACROSS, "評価", "実施状況")
LOWER = (DOWN, DOWN, DOWN, "指標名", "単位", "基準値（R元）", "目標値（R7）", "実績値（R3）", DOWN, DOWN)
ROWS = (
    ("1", "標識の整備", "道路課", "標識の数", "基", "42", "80", "51", "B", "駅前に9基を設けた。"),
    ("2", "教室の開催", "市民課", "受講者", "人", "310", "450", "287", "C", "5会場で開いた。"),
)
TEXT_ROW = ("3", "式典の開催", "総務課", "式典", "―", "実施", "実施", "実施", "A", "7月に開いた。")


def made(upper: Cells, lower: Cells, *rows: Cells, merged: bool) -> list[Block]:
    """A table under a title; without merged cells those that would be are blank."""
    over = [Cell("", merged) if text == ACROSS else Cell(text) for text in upper]
    under = [
        Cell(above.text if merged else "", merged) if text == DOWN else Cell(text)
        for above, text in zip(over, lower, strict=True)
    ]
    plain = [[Cell(text) for text in row] for row in rows]
    table = [Row(tuple(cells), table=1, row=at) for at, cells in enumerate([over, under, *plain], 1)]
    return [Line("令和3年度進捗状況"), *table]


def sheet(upper: Cells, lower: Cells, *rows: Cells, merged: bool = True) -> SheetDocument:
    document = parse(made(upper, lower, *rows, merged=merged), context("a.csv", 2021))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def figures(document: SheetDocument) -> list[IndicatorRecord]:
    return [figure for record in document.achievements for figure in record.figures]


def texts(record: IndicatorRecord) -> dict[str, str]:
    return {value.kind: value.text for value in record.values}


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    "label", ["成果指標", "指標", "KPI", "指標の状況", "目標の達成状況", "数値目標", "成果"]
)
@pytest.mark.parametrize("name", ["指標名", "指標", "項目", "内容"])
def test_the_lower_row_says_what_the_parts_of_an_indicator_are(merged: bool, label: str, name: str) -> None:
    upper = [label if text == "成果指標" else text for text in UPPER]
    lower = [name if text == "指標名" else text for text in LOWER]
    found = sheet(upper, lower, *ROWS, merged=merged)
    assert [(each.name, each.unit) for each in figures(found)] == [("標識の数", "基"), ("受講者", "人")]
    assert texts(figures(found)[0]) == {"base": "42", "target": "80", "actual": "51"}
    assert [value.fiscal_year for value in figures(found)[0].values] == [2019, 2025, 2021]
    first = next(iter(found.achievements))
    told = (first.item, first.bureau_text, first.result, first.rating)
    assert told == ("標識の整備", "道路課", "駅前に9基を設けた。", "B")


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("names", [("基準値", "目標値", "実績値"), ("現状", "目標", "実績")])
def test_an_indicator_whose_values_are_words_is_one_among_numbers(merged: bool, names: Cells) -> None:
    lower = [*LOWER[:5], *names, DOWN, DOWN]
    found = sheet(UPPER, lower, *ROWS, TEXT_ROW, merged=merged)
    last = figures(found)[-1]
    assert (last.name, last.unit) == ("式典", "")
    assert texts(last) == {"base": "実施", "target": "実施", "actual": "実施"}
    assert [a.result for a in found.achievements][-1] == "7月に開いた。"


def test_values_are_words_where_all_targets_are() -> None:
    lower = [*LOWER[:5], "現状", "目標", "実績", DOWN, DOWN]
    (record,) = figures(sheet(UPPER, lower, TEXT_ROW))
    assert texts(record) == {"base": "実施", "target": "実施", "actual": "実施"}


@pytest.mark.parametrize("merged", [True, False])
def test_two_labels_are_two_indicators(merged: bool) -> None:
    upper = ("取組", "担当課", "活動指標", ACROSS, ACROSS, "成果指標", ACROSS, ACROSS, "実施状況")
    lower = (DOWN, DOWN, "指標名", "単位", "実績値", "指標名", "単位", "実績値", DOWN)
    row = ("教室", "市民課", "回数", "回", "5", "受講者", "人", "90", "5会場で開いた。")
    found = [(each.name, each.unit, texts(each)) for each in figures(sheet(upper, lower, row, merged=merged))]
    assert found == [("回数", "回", {"actual": "5"}), ("受講者", "人", {"actual": "90"})]


@pytest.mark.parametrize("label", ["成果指標", ""])
def test_a_label_may_stand_over_any_of_its_blank_cells_or_nowhere(label: str) -> None:
    upper = ("番号", "取組", "担当課", "", "", label, "", "", "評価", "実施状況")
    found = sheet(upper, LOWER, *ROWS, merged=False)
    assert [(each.name, each.unit) for each in figures(found)] == [("標識の数", "基"), ("受講者", "人")]


def test_the_year_of_a_label_is_that_of_its_values() -> None:
    upper = ("取組", "担当課", "令和2年度の成果指標", ACROSS, ACROSS, ACROSS, "実施状況")
    lower = (DOWN, DOWN, "指標名", "単位", "基準値", "実績値", DOWN)
    row = ("教室", "市民課", "受講者", "人", "80", "90", "5会場で開いた。")
    (record,) = figures(sheet(upper, lower, row))
    assert [(value.kind, value.fiscal_year) for value in record.values] == [("base", None), ("actual", 2020)]


def test_years_under_a_label_are_its_values() -> None:
    upper = ("取組", "担当課", "成果指標", ACROSS, ACROSS, ACROSS, "実施状況")
    lower = (DOWN, DOWN, "指標名", "単位", "R2", "R3", DOWN)
    row = ("教室", "市民課", "受講者", "人", "80", "90", "5会場で開いた。")
    (record,) = figures(sheet(upper, lower, row))
    assert (record.name, [(value.fiscal_year, value.value) for value in record.values]) == (
        "受講者",
        [(2020, "80"), (2021, "90")],
    )


def test_sentences_under_a_label_of_figures_are_results() -> None:
    upper = ("取組", "担当課", "数値目標", ACROSS, ACROSS)
    lower = (DOWN, DOWN, "指標", "目標", "実績")
    rows = (
        ("教室", "市民課", "回数", "10回", "5会場で10回開いた。"),
        ("式典", "総務課", "回数", "1回", "7月に開いた。"),
    )
    found = sheet(upper, lower, *rows)
    assert [a.result for a in found.achievements] == ["5会場で10回開いた。", "7月に開いた。"]
    assert [texts(each) for each in figures(found)] == [{"target": "10回"}, {"target": "1回"}]


def test_a_label_over_items_and_results_names_no_indicator() -> None:
    upper, lower = ("分野", "担当課", "取組内容", ACROSS), (DOWN, DOWN, "項目名", "実績")
    found = sheet(upper, lower, ("緑", "公園課", "動物園", "交換"))
    assert [(a.item, a.result, a.figures) for a in found.achievements] == [("動物園", "交換", ())]


def test_a_label_that_names_the_number_keeps_its_name() -> None:
    upper, lower = ("取組", "担当課", "参加者数", ACROSS, "実施状況"), (DOWN, DOWN, "目標", "実績", DOWN)
    found = sheet(upper, lower, ("教室", "市民課", "10", "9", "5会場で開いた。"))
    (record,) = figures(found)
    assert [value.header for value in record.values] == ["参加者数目標", "参加者数実績"]


def test_a_table_of_indicators_has_such_a_header_too() -> None:
    upper = ("番号", "取組", "担当課", "成果指標", ACROSS, ACROSS, ACROSS, "評価")
    lower = (DOWN, DOWN, DOWN, "指標名", "単位", "目標値", "実績値", DOWN)
    rows = [(*row[:5], *row[6:9]) for row in ROWS]
    document = parse(made(upper, lower, *rows, merged=False), context("a.csv", 2021))
    assert isinstance(document, IndicatorsDocument)
    assert [(each.name, each.unit, each.about) for each in document.indicators] == [
        ("標識の数", "基", "標識の整備"),
        ("受講者", "人", "教室の開催"),
    ]


def test_a_row_of_texts_under_a_header_of_one_row_is_no_part_of_it() -> None:
    header = ("取組", "担当課", "指標名", "単位", "実績値", "実施状況")
    blocks = made(header, ("教室", "市民課", "受講者", "人", "90", "開いた。"), merged=False)
    assert find_tables(blocks, context().columns).headers == 1


HEADER_OF_YEARS = ("取組", "担当課", "数値目標", ACROSS, ACROSS, ACROSS, ACROSS, "実施状況")


@pytest.mark.parametrize("two_rows", [True, False])
@pytest.mark.parametrize("years", [("基準年", "目標年"), ("基準年度", "目標年度")])
@pytest.mark.parametrize("behind", [True, False])
def test_a_column_of_years_beside_a_value_dates_it(
    two_rows: bool, years: tuple[str, str], behind: bool
) -> None:
    names = ("指標", "基準値", years[0], "目標値", years[1])
    cells = ("受講者", "42", "R元", "80", "R7")
    if not behind:
        names = ("指標", years[0], "基準値", years[1], "目標値")
        cells = ("受講者", "R元", "42", "R7", "80")
    row = ("教室", "市民課", *cells, "5会場で開いた。")
    if two_rows:
        found = sheet(HEADER_OF_YEARS, (DOWN, DOWN, *names, DOWN), row)
    else:
        found = sheet(("取組", "担当課", *names, "実施状況"), row, merged=False)
    (record,) = figures(found)
    assert [(value.kind, value.fiscal_year, value.value) for value in record.values] == [
        ("base", 2019, "42"),
        ("target", 2025, "80"),
    ]


def test_a_year_that_stands_beside_no_value_of_its_kind_is_none() -> None:
    found = sheet(
        ("取組", "担当課", "目標年度", "実績値", "実施状況"),
        ("教室", "市民課", "R7", "80", "開いた。"),
        merged=False,
    )
    assert [(value.kind, value.fiscal_year) for value in figures(found)[0].values] == [("actual", 2021)]


def test_words_among_the_values_of_each_year_are_values() -> None:
    upper = ("取組", "担当課", "指標", "単位", "令和2年度", ACROSS, "令和3年度", ACROSS, "実施状況")
    lower = (DOWN, DOWN, DOWN, DOWN, "目標", "実績", "目標", "実績", DOWN)
    rows = (
        ("標識", "道路課", "数", "基", "8", "9", "10", "一部実施", "駅前に設けた。"),
        ("教室", "市民課", "回数", "回", "8", "9", "10", "12", "5会場で開いた。"),
    )
    first, _ = figures(sheet(upper, lower, *rows))
    assert [(value.kind, value.fiscal_year, value.text) for value in first.values] == [
        ("target", 2020, "8"),
        ("actual", 2020, "9"),
        ("target", 2021, "10"),
        ("actual", 2021, "一部実施"),
    ]
