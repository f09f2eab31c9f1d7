"""Tables and columns of indicators become indicators with their values; a number never becomes a result."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import COLUMNS, blocks, context, split
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import ParseContext, parse
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument, StrategyDocument
from toshigaikou_cli.records.indicators import IndicatorRecord
from toshigaikou_cli.vocabulary.columns import load_columns

Stated = tuple[str, int | None, str | None, str]


def values(record: IndicatorRecord) -> list[Stated]:
    return [(value.kind, value.fiscal_year, value.value, value.unit) for value in record.values]


def indicators(*parts: str | Sequence[str], name: str = "a.tsv") -> tuple[IndicatorRecord, ...]:
    document = parse(blocks(*parts), context(name))
    assert isinstance(document, IndicatorsDocument)
    assert document.count.adds_up
    return document.indicators


def sheet(*parts: str | Sequence[str]) -> SheetDocument:
    document = parse(blocks(*parts), context("h30.tsv", 2018))
    assert isinstance(document, SheetDocument)
    return document


def test_years_are_read_from_headers_in_any_form_and_order() -> None:
    header = ("H28", "平成29年度", "2018", "指標", "基準値（H27）", "目標値（令和2年度）", "R1実績値")
    (record,) = indicators("指標一覧", header, ("12", "15", "18", "交流数（件）", "10", "20", "1,000"))
    assert values(record) == [
        ("actual", 2016, "12", "件"),
        ("actual", 2017, "15", "件"),
        ("actual", 2018, "18", "件"),
        ("base", 2015, "10", "件"),
        ("target", 2020, "20", "件"),
        ("actual", 2019, "1000", "件"),
    ]


def test_a_year_may_stand_in_the_cell() -> None:
    (record,) = indicators(
        "計画", ("目標", "現状値", "目標値"), ("観光客数", "24万人（平成26年度）", "50万人（令和2年度）")
    )
    assert values(record) == [("base", 2014, "24", "万人"), ("target", 2020, "50", "万人")]


def test_a_target_of_no_year_beside_years_has_none() -> None:
    (record,) = indicators("令和元年度", ("指標", "目標値", "H30", "R1"), ("相談（件）", "80", "60", "64"))
    assert values(record)[0] == ("target", None, "80", "件")


def test_what_is_no_number_is_kept_as_text() -> None:
    header = ("指標", "目標値", "実績値", "達成率", "評価")
    record, other = indicators(
        "令和元年度", header, ("教育（人）", "－", "168", "－", "－"), ("交流（回）", "10～20", "15", "", "○")
    )
    assert values(record) == [("target", 2019, None, ""), ("actual", 2019, "168", "人")]
    assert [value.text for value in other.values] == ["10～20", "15"]
    assert (other.rate, other.rating) == ("", "○")


def test_the_unit_is_the_cells_the_headers_the_columns_or_the_names() -> None:
    header = ("指標", "単位", "目標値（千人）", "実績値")
    record, other = indicators("R1年度", header, ("来客数", "人", "5", "4,200"), ("会議", "", "1", "3回"))
    assert [value.unit for value in record.values] == ["千人", "人"]
    assert [value.unit for value in other.values] == ["千人", "回"]


def test_rows_of_targets_and_actual_values_below_each_other_are_one_indicator() -> None:
    rows = (("相談（件）", "目標", "100", "110"), ("", "実績", "98", "115"), ("", "達成率", "98%", "104.5%"))
    (record,) = indicators("推移", ("指標", "区分", "H30", "R1"), *rows)
    assert values(record) == [
        ("target", 2018, "100", "件"),
        ("target", 2019, "110", "件"),
        ("actual", 2018, "98", "件"),
        ("actual", 2019, "115", "件"),
    ]
    assert record.rate == "104.5%"


def test_a_header_of_two_levels_without_merged_cells() -> None:
    upper, lower = ("指標", "現状値", "目標値", "", "実績値", ""), ("", "(H30)", "R1", "R2", "R1", "R2")
    (record,) = indicators("進捗", upper, lower, ("相談（件）", "9", "10", "20", "8", "19"))
    assert [value[:3] for value in values(record)] == [
        ("base", 2018, "9"),
        ("target", 2019, "10"),
        ("target", 2020, "20"),
        ("actual", 2019, "8"),
        ("actual", 2020, "19"),
    ]


def test_actual_values_without_any_year_are_refused() -> None:
    with pytest.raises(ParseError, match="no fiscal year for the actual values of 相談"):
        indicators("進捗", ("指標", "目標値", "実績値"), ("相談（件）", "10", "8"))


def test_figures_in_the_rows_of_a_sheet_belong_to_their_achievement() -> None:
    header = (
        "事業名",
        "担当課",
        "指標（KPI）",
        "目標値",
        "実績値",
        "達成率",
        "進捗状況",
        "取組内容",
        "予算額（千円）",
        "決算額",
    )
    found = sheet(
        header,
        (
            "商談会",
            "国際課",
            "商談数（件）",
            "120",
            "131",
            "109%",
            "A",
            "会を開いた。",
            "24,500",
            "24,000千円",
        ),
    )
    (record,) = found.achievements
    assert (record.result, record.rating) == ("会を開いた。", "A")
    assert [value[:3] for value in values(record.figures[0])] == [
        ("target", 2018, "120"),
        ("actual", 2018, "131"),
    ]
    assert [(a.kind, a.value, a.unit) for a in record.amounts] == [
        ("planned", "24500", "千円"),
        ("spent", "24000", "千円"),
    ]


def test_several_indicators_of_a_row_stand_in_columns_or_in_lines() -> None:
    header = ("事業名", "担当課", "成果指標①", "目標値①", "成果指標②", "目標値②", "取組実績")
    (record,) = sheet(
        header, ("交流", "国際課", "派遣（人）", "10", "受入（人）", "20", "派遣した。")
    ).achievements
    assert [(each.name, each.values[0].value) for each in record.figures] == [("派遣", "10"), ("受入", "20")]
    names = ("事業名", "担当課", "成果指標", "目標値", "取組実績")
    row = ("交流", "国際課", "派遣（人）\n受入（人）", "10\n20", "派遣した。")
    (record,) = sheet(names, row).achievements
    assert [(each.name, each.values[0].value) for each in record.figures] == [("派遣", "10"), ("受入", "20")]


def test_a_column_that_may_be_a_text_is_what_its_cells_are() -> None:
    header = ("事業名", "担当課", "進捗状況", "目標")
    found = sheet(header, ("交流", "国際課", "訪問団を受け入れた。", "交流を深める"))
    assert [(a.result, a.rating, a.figures) for a in found.achievements] == [("訪問団を受け入れた。", "", ())]
    with_results = ("事業名", "担当課", "取組実績", "進捗状況", "成果")
    found = sheet(
        with_results,
        ("交流", "国際課", "訪問した。", "やや遅れ", "12"),
        ("留学", "国際課", "支給した。", "順調", "5"),
    )
    assert [(a.result, a.rating) for a in found.achievements] == [
        ("訪問した。", "やや遅れ"),
        ("支給した。", "順調"),
    ]
    assert [a.figures[0].values[0].value for a in found.achievements] == ["12", "5"]


def test_the_columns_of_figures_may_be_declared_for_one_run() -> None:
    columns = load_columns(extra_text="version: 1\nfigures: {actual: {names: [到達点]}}")
    given = ParseContext(columns, lambda text: text, split, "a.tsv", 2018)
    parts = blocks("一覧", ("指標", "目標値", "到達点"), ("相談（件）", "10", "8"))
    document = parse(parts, given)
    assert [value.kind for value in document.indicators[0].values] == ["target", "actual"]
    without = parse(parts, ParseContext(COLUMNS, lambda text: text, split, "a.tsv", 2018))
    assert [value.kind for value in without.indicators[0].values] == ["target"]


STRATEGY = (
    "港湾都市国際戦略",
    ("番号", "指標", "現状値（平成26年度）", "目標値（令和2年度）"),
    ("1", "観光客数", "24万人", "50万人"),
    "2025年までに、外国人旅行者数を500万人とすることを目指す。",
    "研修生は年50件の受入れを目指す。これまでに12名が修了した。",
    "昨年は300人が参加した。2030年までに見直す。",
    "(1) 交流",
    "(ア) 港",
    ("No.", "施策", "概要", "担当局", "成果指標", "目標値"),
    ("1", "港の交流", "会議", "港湾局", "会議の数（回）", "5"),
)


def test_a_strategy_has_tables_of_indicators_columns_of_them_and_targets_in_its_sentences() -> None:
    document = parse(blocks(*STRATEGY), context("s.tsv"))
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    assert document.parts["indicators"] == 1
    found = [(each.name, each.prose, each.measures, values(each)) for each in document.indicators]
    assert found == [
        ("観光客数", False, (), [("base", 2014, "24", "万人"), ("target", 2020, "50", "万人")]),
        ("会議の数", False, ("1",), [("target", None, "5", "回")]),
        ("外国人旅行者数", True, (), [("target", 2025, "500", "万人")]),
        ("研修生", True, (), [("target", None, "50", "件")]),
    ]


@pytest.mark.parametrize(
    ("cell", "year", "number", "unit"),
    [
        ("20000", 2018, "20000", "人"),
        ("20500", 2018, "20500", "人"),
        ("2025", 2018, "2025", "人"),
        ("２０２５", 2018, "2025", "人"),
        ("2025人", 2018, "2025", "人"),
        ("2,025人", 2018, "2025", "人"),
        ("12025", 2018, "12025", "人"),
        ("2019-02-01", 2018, None, ""),
        ("平成31年2月1日", 2018, None, ""),
        ("R1.5.14", 2018, None, ""),
        ("50（2020）", 2020, "50", "人"),
        ("50人（R2）", 2020, "50", "人"),
        ("2020年度 50", 2020, "50", "人"),
        ("2020：50", 2020, "50", "人"),
        ("R2: 50", 2020, "50", "人"),
        ("50（平成31年3月末）", 2018, "50", "人"),
        ("50（平成30年3月末現在）", 2017, "50", "人"),
        ("2019 50", 2018, None, ""),
        ("5（R5：4）", 2018, "5", "人"),
        ("5人（R5：4人）", 2018, "5", "人"),
        ("5（令和5年度実績 4）", 2018, "5", "人"),
        ("5（令和5年度4人、令和4年度3人）", 2018, "5", "人"),
        ("5（2023年度は4）", 2018, "5", "人"),
        ("（H29：4）5", 2018, "5", "人"),
        ("R2：5（R5：4）", 2020, "5", "人"),
        ("5（R2）", 2020, "5", "人"),
        ("5（R2年度末）", 2020, "5", "人"),
        ("5（前年度4）", 2018, "5", "人"),
        ("5（平成30年3月末）", 2017, "5", "人"),
    ],
)
def test_digits_alone_are_a_number_and_a_day_is_no_year(
    cell: str, year: int, number: str | None, unit: str
) -> None:
    (record,) = sheet(
        ("事業名", "担当課", "指標", "単位", "目標値", "実績値", "取組内容"),
        ("交流", "国際課", "来場者数", "人", "10", cell, "開いた。"),
    ).achievements
    assert values(record.figures[0])[1] == ("actual", year, number, unit)


def test_the_year_of_a_header_stands_against_a_day_in_the_cell_and_gives_way_to_a_year_there() -> None:
    header = ("指標", "目標値", "実績値（R6）", "実績値（R7）")
    record, other = indicators(
        "令和7年度", header, ("公開日", "", "", "2026-02-01"), ("相談（件）", "5", "4", "3（R6年度）")
    )
    assert values(record) == [("actual", 2025, None, "")]
    assert values(other)[2] == ("actual", 2024, "3", "件")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (("指標", "基準年度", "基準値"), ("2014", "12")),
        (("指標", "基準値", "基準年度"), ("12", "26")),
        (("指標", "基準値", "基準値の年度"), ("12", "平成26年度")),
    ],
)
def test_a_column_of_years_dates_the_values_beside_it(
    header: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    (record,) = indicators("令和元年度", (*header, "R1"), ("相談（件）", *cells, "20"))
    assert values(record)[0] == ("base", 2014, "12", "件")


def test_a_column_named_after_a_year_holds_values_where_nothing_beside_it_takes_a_year() -> None:
    header = ("指標", "目標値", "目標値 最終年度", "実績値 3月末時点")
    (record,) = indicators("令和元年度", header, ("相談（件）", "10", "20", "15"))
    assert [value[2] for value in values(record)] == ["10", "20", "15"]


def test_the_indicator_of_a_row_is_about_the_item_of_its_row() -> None:
    header = ("施策", "担当課", "指標", "目標値", "実績値", "取組内容")
    found = sheet(
        header,
        ("訪問", "総務課", "参加者数", "20", "18", "訪問した。"),
        ("派遣", "総務課", "参加者数", "10", "4", "派遣した。"),
    )
    assert [(each.name, each.about) for a in found.achievements for each in a.figures] == [
        ("参加者数", "訪問"),
        ("参加者数", "派遣"),
    ]


KPI_HEADER = ("施策番号", "事業名", "担当課", "指標", "実績値", "評価", "予算額（千円）", "取組内容")
KPI_ROW = ("1", "相互派遣", "国際課", "派遣（人）", "38", "△", "100", "派遣した。")


GRADED = ("施策番号", "担当課", "施策名", "令和6年度の実績", "指標", "目標値（R6）", "実績値（R6）", "評価")


def graded(*grades: str) -> SheetDocument:
    """A sheet of results with indicators, and a grade in each row."""
    rows = [
        ("1-1", "国際課", f"輸出{at}", "市内の企業の展示会への出展を支援した", "輸出額", "400", "388", grade)
        for at, grade in enumerate(grades)
    ]
    document = parse(blocks("令和6年度の進捗", GRADED, *rows), context("a.tsv"))
    assert isinstance(document, SheetDocument)
    return document


def test_one_cell_without_a_grade_takes_none_from_the_others_and_no_result_is_a_value() -> None:
    document = graded("B", "A", "未評価")
    assert [record.rating for record in document.achievements] == ["B", "A", ""]
    assert {record.result for record in document.achievements} == {"市内の企業の展示会への出展を支援した"}
    assert [value[:3] for value in values(document.achievements[0].figures[0])] == [
        ("target", 2024, "400"),
        ("actual", 2024, "388"),
    ]
    assert document.findings == ()
    assert (document.achievements[2].cells[-1].column, document.achievements[2].cells[-1].text) == (
        "",
        "未評価",
    )


def test_what_is_no_grade_among_grades_is_kept_and_named() -> None:
    document = graded("B", "Ａ※", "Ｂ→Ａ")
    assert [record.rating for record in document.achievements] == ["B", "Ａ", ""]
    (found,) = document.findings
    assert (found.code, "Ｂ→Ａ" in found.message) == ("cell-unread", True)


@pytest.mark.parametrize("grade", ["未評価", "まだ決めていない"])
def test_sentences_are_results_though_no_cell_is_a_grade(grade: str) -> None:
    document = graded(grade, grade)
    assert [record.result for record in document.achievements] == ["市内の企業の展示会への出展を支援した"] * 2
    assert [record.rating for record in document.achievements] == ["", ""]


def test_the_figures_of_a_table_of_indicators_need_not_be_numbers() -> None:
    header = ("指標", "目標", "実績（令和6年度）", "実績値（令和5年度）")
    (found,) = indicators("令和6年度", header, ("交流", "増加", "増加", "8"), name="a.tsv")
    assert [value[0] for value in values(found)] == ["target", "actual", "actual"]
    header = ("指標", "目標", "令和6年度の実績", "実績値（R6）")
    (found,) = indicators("令和6年度", header, ("交流", "増加", "会を開催", "8"), name="a.tsv")
    assert [value[2] for value in values(found)] == [None, "8"]


def merged(*cells: tuple[str, bool]) -> Row:
    return Row(tuple(Cell(text, filled=filled) for text, filled in cells), table=1, row=3, line=3)


def rows_of(*more: Row) -> SheetDocument:
    document = parse([*blocks(KPI_HEADER, KPI_ROW), *more], context("h30.tsv", 2018))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def test_rows_that_share_merged_cells_are_one_achievement_with_several_indicators() -> None:
    texts = ("1", "相互派遣", "国際課", "受入（人）", "30", "○", "100", "派遣した。")
    shared = {0, 1, 2, 6, 7}
    document = rows_of(merged(*((text, at in shared) for at, text in enumerate(texts))))
    (record,) = document.achievements
    assert [(each.name, each.values[0].value) for each in record.figures] == [("派遣", "38"), ("受入", "30")]
    assert (record.rating, len(record.amounts)) == ("△、○", 1)
    assert (document.count.records, document.count.continued) == (1, 1)
    assert next(cell.text for cell in record.cells if cell.header == "指標") == "派遣（人）\n受入（人）"


@pytest.mark.parametrize("shared", [set(), {0, 1, 2}, {0, 2, 7}, {0, 1, 2, 7}])
def test_rows_with_an_item_or_a_result_of_their_own_are_achievements_of_their_own(shared: set[int]) -> None:
    texts = ("1", "相互派遣", "総務課", "受入（人）", "30", "○", "100", "派遣した。")
    document = rows_of(merged(*((text, at in shared) for at, text in enumerate(texts))))
    assert [len(record.figures) for record in document.achievements] == [1, 1]


@pytest.mark.parametrize(
    ("shared", "value", "counts", "amounts"),
    [
        ({0, 1, 2, 3, 4, 5, 6}, "38", [1], [1]),
        ({0, 3, 4, 5, 6}, "38", [1, 0], [1, 0]),
        ({0, 1, 2, 3, 5}, "30", [1, 1], [1, 1]),
        (set(), "38", [1, 1], [1, 1]),
    ],
)
def test_an_indicator_in_cells_merged_over_two_rows_is_one(
    shared: set[int], value: str, counts: list[int], amounts: list[int]
) -> None:
    texts = ("1", "相互派遣", "国際課", "派遣（人）", value, "△", "100", "また派遣した。")
    document = rows_of(merged(*((text, at in shared) for at, text in enumerate(texts))))
    assert [len(record.figures) for record in document.achievements] == counts
    assert [len(record.amounts) for record in document.achievements] == amounts


def test_sentences_that_no_name_tells_are_said_to_be_unread() -> None:
    header = ("施策名", "担当課", "所見", "指標", "目標値（令和6年度）", "実績値（令和6年度）")
    row = ("交流", "国際課", "姉妹都市へ職員を2名派遣し、意見を交わした。", "派遣数（人）", "2", "2")
    document = parse(blocks(header, row), context("a.tsv"))
    assert isinstance(document, IndicatorsDocument)
    (found,) = document.findings
    assert (found.code, found.spot.document) == ("cell-unread", "a.tsv")
    assert "所見" in found.message


def test_words_beside_indicators_are_not_said_to_be_unread() -> None:
    header = ("施策名", "担当課", "所見", "指標", "目標値（令和6年度）", "実績値（令和6年度）")
    document = parse(blocks(header, ("交流", "国際課", "順調", "派遣数（人）", "2", "2")), context("a.tsv"))
    assert isinstance(document, IndicatorsDocument)
    assert not document.findings


@pytest.mark.parametrize("name", ["指標", "成果指標（KPI）", "KPI"])
@pytest.mark.parametrize("goal", ["目標", "数値目標"])
def test_a_column_of_goals_before_the_names_says_what_they_are_of(goal: str, name: str) -> None:
    rows = [("Ⅰ", "参加者数", "320人", "1,200人"), ("", "宿泊者数", "2.1万人", "20万人")]
    found = indicators("令和元年度", (goal, name, "基準値", "目標値"), *rows)
    assert [(each.name, each.about) for each in found] == [("参加者数", "Ⅰ"), ("宿泊者数", "Ⅰ")]


@pytest.mark.parametrize(
    "header",
    [
        ("目標", "指標の説明", "基準値", "目標値"),  # a remark
        ("指標", "目標の説明", "基準値", "目標値"),
        ("目標", "出典", "基準値", "目標値"),
        ("成果指標", "活動指標", "基準値", "目標値"),  # two names
    ],
)
def test_without_a_better_name_the_first_one_stays(header: tuple[str, ...]) -> None:
    (record,) = indicators("令和元年度", header, ("参加者数", "延べの数", "320人", "1,200人"))
    assert (record.name, record.about) == ("参加者数", "")


def test_a_goal_beside_a_measure_leaves_the_measure() -> None:
    header = ("目標", "施策名", "指標", "基準値", "目標値")
    (record,) = indicators("令和元年度", header, ("Ⅰ", "相互派遣", "派遣者数", "3人", "5人"))
    assert (record.name, record.about) == ("派遣者数", "相互派遣")


BROKEN = ("施策番号", "担当課", "取組実績", "指標", "目標値", "実績値")


def of_cells(name: str, target: str, actual: str) -> list[tuple[str, list[str | None]]]:
    document = sheet(BROKEN, ("1-1", "国際課", "派遣した。", name, target, actual))
    (record,) = document.achievements
    return [(each.name, [value.value for value in each.values]) for each in record.figures]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("派遣した生徒\n数", "1,0\n00", "1\n6"),
        ("派遣した生徒\n数", "10\n00", "1\n6"),
        ("派遣した\n生徒数", "1,0\n00", "1\n6"),
        ("派遣した（海\n外）生徒数", "1,000\n人", "1\n6"),
        ("派遣した生徒の\n人数", "1000人\n以上", "16\n人"),
        ("生徒数", "1,\n000", "16"),
    ],
)
def test_what_the_width_of_its_cell_has_broken_is_one_indicator(name: str, target: str, actual: str) -> None:
    assert of_cells(name, target, actual) == [(name.replace("\n", ""), ["1000", "16"])]


@pytest.mark.parametrize(
    ("name", "target", "actual", "values"),
    [
        ("生徒数\n学校数", "10\n5", "1\n6", [["10", "1"], ["5", "6"]]),
        ("参加者数\n回数", "1,000人\n3回", "900人\n－", [["1000", "900"], ["3", None]]),
        ("参加者数\n回数", "10\n（速報値）", "1\n2", [["10", "1"], [None, "2"]]),
        ("参加者数\n割合", "10\n達成", "1\n2", [["10", "1"], [None, "2"]]),
        ("参加者数\n割合", "1.5\n0.5", "1\n2", [["1.5", "1"], ["0.5", "2"]]),
    ],
)
def test_two_indicators_in_lines_stay_two(
    name: str, target: str, actual: str, values: list[list[str | None]]
) -> None:
    assert of_cells(name, target, actual) == list(zip(name.split("\n"), values, strict=True))


@pytest.mark.parametrize(
    ("names", "cell", "rating"),
    [
        ("生徒数\n学校数", "A\nD", "A、D"),
        ("生徒数\n学校数", "A\nA", "A"),
        ("生徒数\n学校数", "A\n－", "A"),
        ("生徒数\n学校数", "順調\n遅れ", "順調、遅れ"),
        ("生徒数", "◎\n○", "◎、○"),
        ("生徒数", "概ね\n順調", "概ね順調"),  # broken at the width of its cell
        ("生徒数", "A\n（順調）", "A （順調）"),  # with its meaning
    ],
)
def test_the_grades_of_several_indicators_are_each_one(names: str, cell: str, rating: str) -> None:
    header = ("施策番号", "担当課", "取組実績", "指標", "評価")
    (record, *_) = sheet(
        header, ("1", "国際課", "派遣した。", names, cell), ("2", "国際課", "訪問した。", "回数", "C")
    ).achievements
    assert record.rating == rating


def under_header(header: str) -> list[Stated]:
    (record,) = indicators(
        "指標一覧", ("指標名", "単位", header, "目標値（R8）"), ("来館者数", "人", "61", "90")
    )
    return values(record)


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("令和4年（1～12月）", 2022),
        ("令和5年1月～12月", 2023),
        ("令和5年度（4～3月）", 2023),
        ("2023年度（4月～翌年3月）", 2023),
        ("令和4年（暦年）", 2022),
    ],
)
def test_a_year_with_its_twelve_months_is_a_year(header: str, year: int) -> None:
    assert under_header(header) == [("actual", year, "61", "人"), ("target", 2026, "90", "人")]


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("現状値（令和5年3月末）", 2022),
        ("現状値（令和5年3月31日時点）", 2022),
        ("現状値（R5.3.31現在）", 2022),
        ("現状値（2023年3月）", 2022),
        ("現状値（2023/3/31）", 2022),
        ("現状値（令和5年1～3月）", 2022),
        ("現状値（令和5年4月1日現在）", 2023),
        ("現状値（令和4年12月末）", 2022),
        ("現状値（令和4年度末）", 2022),
    ],
)
def test_a_month_in_a_header_is_of_its_fiscal_year(header: str, year: int) -> None:
    assert under_header(header) == [("base", year, "61", "人"), ("target", 2026, "90", "人")]


def unread(*parts: str | Sequence[str]) -> list[str]:
    document = parse(blocks(*parts), context("a.tsv"))
    return [each.message for each in document.findings if each.code == "cell-unread"]


def test_a_column_of_numbers_that_no_name_tells_is_named_at_its_first() -> None:
    header = ("指標名", "単位", "令和5年（1～6月）", "県央", "分類名", "実績値（R5）", "目標値（R8）")
    said = unread(
        "指標一覧",
        header,
        ("来館者数", "人", "61", "5", "交流", "70", "90"),
        ("講座数", "回", "-", "", "学び", "7", "9"),
    )
    assert said == [
        "2 cells of 令和5年（1～6月） are kept as they are, not read: 61, -",
        "1 cell of 県央 is kept as it is, not read: 5",
    ]


def test_years_words_and_values_are_no_numbers_that_no_name_tells() -> None:
    header = ("年度", "指標名", "目標年", "目標値", "実績値", "担い手")
    assert not unread("指標一覧", header, ("R5", "来館者数（人）", "R8", "90", "61", "市民"))


@pytest.mark.parametrize("header", ["方向", "目指す方向", "指標の方向性"])
def test_a_column_of_directions_says_which_way_an_indicator_is_to_go(header: str) -> None:
    rows = [
        ("来館者数", "↗", "61"),
        ("待ち時間の減少", "→", "9"),
        ("苦情件数", "減少", "4"),
        ("満足度", "", "3"),
    ]
    found = indicators("指標一覧", ("指標名", header, "R5実績値"), *rows)
    assert [each.direction for each in found] == ["up", "", "down", ""]


def test_words_under_a_direction_are_none_and_the_directions_among_them_are_named() -> None:
    rows = [("来館者数", "↗", "61"), ("受付件数の減少", "周知を進める", "9")]
    parts = ("指標一覧", ("指標名", "方向性", "R5実績値"), *rows)
    assert [each.direction for each in indicators(*parts)] == ["", "down"]
    assert unread(*parts) == ["2 cells of 方向性 are kept as they are, not read: ↗, 周知を進める"]


def test_codes_under_the_name_of_a_measure_state_it() -> None:
    (record,) = indicators("指標一覧", ("基本事業", "指標名", "R5実績値"), ("111", "来館者数", "61"))
    assert (record.measures, record.about) == (("111",), "")
    header = ("施策", "施策名", "指標名", "R5実績値")
    (record,) = indicators("指標一覧", header, ("1-2", "港の交流", "来館者数", "61"))
    assert (record.measures, record.about) == (("1-2",), "港の交流")


def test_names_of_measures_and_columns_beside_a_code_state_none() -> None:
    header = ("施策番号", "事業", "指標名", "R5実績値")
    (record,) = indicators("指標一覧", header, ("1-2", "3", "来館者数", "61"))
    assert record.measures == ("1-2",)
    (record,) = indicators("指標一覧", ("基本事業", "指標名", "R5実績値"), ("港の交流2", "来館者数", "61"))
    assert (record.measures, record.about) == ((), "港の交流2")


def test_a_sentence_among_actual_values_is_named() -> None:
    header = ("事業名", "担当課", "目標", "実績")
    said = unread(
        "令和5年度 進捗状況",
        header,
        ("冊子の配布", "国際課", "50部", "48部"),
        ("相談窓口", "観光課", "120人", "113人"),
        ("交流会", "国際課", "年2回", "8月と12月に開いた。"),
        ("講座", "国際課", "年2回", "講師の都合により実施を中止した"),
    )
    assert said == [
        "1 cell of 実績 is kept as it is, not read: 8月と12月に開いた。",
        "1 cell of 実績 is kept as it is, not read: 講師の都合により実施を中止した",
    ]


def test_words_of_a_target_and_short_words_of_an_actual_value_are_not() -> None:
    rows = [
        ("冊子の配布", "年2回開く。できれば3回。", "48部"),
        ("相談窓口", "全校で行う", "一部実施"),
        ("講座", "3回", "集計中"),
        ("会議", "3回", "3回（9月に1回中止した）"),
    ]
    assert not unread("令和5年度 進捗状況", ("指標名", "目標値", "実績値"), *rows)


def test_a_target_may_name_its_indicator() -> None:
    document = sheet(
        ("事業名", "担当課", "取組内容", "数値目標", "実績"),
        ("委員の登用", "国際課", "各課へ依頼した。", "外国籍委員の割合40％（R8）", "32.5％"),
        ("出前講座", "国際課", "市内で行った。", "実施校数：6校（R8）", "4校"),
        ("冊子", "国際課", "冊子を配った。", "年50部", "48部"),
    )
    found = [(each.name, each.about, values(each)) for a in document.achievements for each in a.figures]
    assert found == [
        ("外国籍委員の割合", "委員の登用", [("target", 2026, "40", "%"), ("actual", 2018, "32.5", "%")]),
        ("実施校数", "出前講座", [("target", 2026, "6", "校"), ("actual", 2018, "4", "校")]),
        ("冊子", "冊子", [("target", 2018, "50", "部"), ("actual", 2018, "48", "部")]),
    ]


def test_a_target_does_not_name_an_indicator_that_has_a_name_nor_by_what_is_no_name() -> None:
    header = ("指標名", "目標値", "R5実績値")
    rows = [("来館者数", "東部20人", "61人"), ("講座数", "令和8年度までに3回", "2回")]
    assert [each.name for each in indicators("指標一覧", header, *rows)] == ["来館者数", "講座数"]


def of_rows(*rows: Sequence[str]) -> list[list[Stated]]:
    """The values of the indicators of a sheet whose results are words for the most part."""
    more = (
        ("会議", "国際課", "年2回", "8月と12月に開き、47人が参加した。"),
        ("窓口", "国際課", "開設", "入札不調により翌年度に延期した。"),
        ("広場", "観光課", "20回", "台風のため1回中止し、19回開いた。"),
    )
    document = sheet(("事業名", "担当課", "目標", "実績"), *rows, *more)
    assert len(document.achievements) == len(rows) + 3
    return [values(each) for a in document.achievements for each in a.figures][: len(rows)]


def test_a_number_alone_beside_its_target_is_its_actual_value() -> None:
    assert of_rows(
        ("冊子", "国際課", "5,000部", "4,800部"), ("講座", "国際課", "3回", "2回（7月、9月）")
    ) == [
        [("target", 2018, "5000", "部"), ("actual", 2018, "4800", "部")],
        [("target", 2018, "3", "回"), ("actual", 2018, "2", "回")],
    ]


def test_a_number_of_another_unit_or_among_words_is_not() -> None:
    assert of_rows(("託児", "国際課", "3,200人日", "2,874人"), ("講座", "国際課", "3回", "2回開いた。")) == [
        [("target", 2018, "3200", "人日")],
        [("target", 2018, "3", "回")],
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("5校→8校", [("base", None, "5", "校"), ("target", 2027, "8", "校")]),
        ("5 ⇒ 8校", [("base", None, "5", "校"), ("target", 2027, "8", "校")]),
        ("5校（R4）→8校", [("base", 2022, "5", "校"), ("target", 2027, "8", "校")]),
        ("5校→8校（令和8年度）", [("base", None, "5", "校"), ("target", 2026, "8", "校")]),
        ("8校", [("target", 2027, "8", "校")]),
    ],
)
def test_a_target_that_goes_from_one_number_to_another_is_the_second(
    cell: str, expected: list[Stated]
) -> None:
    (record,) = indicators("指標一覧", ("指標", "目標値（R9）", "実績値（R5）"), ("交流校数", cell, "4校"))
    assert values(record) == [*expected, ("actual", 2023, "4", "校")]


def test_what_a_target_goes_from_is_no_second_base() -> None:
    header = ("指標", "基準値（R3）", "目標値（R9）", "実績値（R5）")
    (record,) = indicators("指標一覧", header, ("交流校数", "3校", "5校→8校", "4校"))
    assert values(record)[:2] == [("base", 2021, "3", "校"), ("target", 2027, "8", "校")]


@pytest.mark.parametrize(
    ("cell", "read"),
    [("5校→8人", False), ("5校→7校→8校", False), ("→8校", False), ("5校→8校", True), ("維持→", True)],
)
def test_a_number_that_goes_to_another_and_is_not_read_is_named(cell: str, read: bool) -> None:
    made = blocks("指標一覧", ("指標", "目標値（R9）", "実績値（R5）"), ("交流校数", cell, "4校"))
    document = parse(made, context("a.tsv"))
    told = [(each.code, each.severity, each.spot.cell, each.cell) for each in document.findings]
    assert told == ([] if read else [("cell-unread", "warning", "目標値（R9）", cell)])


@pytest.mark.parametrize(
    ("cell", "year", "number"),
    [
        ("516件（令和3（2021）年度）", 2021, "516"),
        ("516件（2021（令和3）年度）", 2021, "516"),
        ("令和3年度（2021年度）516件", 2021, "516"),
        ("令和3（2021）年度：516件", 2021, "516"),
        ("516件（令和3（2022）年度）", None, None),
    ],
)
def test_a_year_in_a_cell_may_be_written_in_both_eras(
    cell: str, year: int | None, number: str | None
) -> None:
    (record,) = indicators("計画", ("指標", "現状値", "目標値"), ("相談件数", cell, "600件"))
    (base,) = (value for value in record.values if value.kind == "base")
    assert (base.fiscal_year, base.value) == (year, number)


def test_a_target_over_several_years_is_not_that_of_the_first() -> None:
    (record,) = indicators("計画", ("指標", "現状値（R4）", "R5～R9累計目標"), ("派遣者数", "10人", "100人"))
    assert [(v.kind, v.fiscal_year, v.value) for v in record.values] == [
        ("base", 2022, "10"),
        ("target", None, "100"),
    ]
