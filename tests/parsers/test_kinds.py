"""Whether a document whose table may be a strategy's or a sheet's is one or the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument

HEADERS = [("No.", "事業名", "内容", "担当課"), ("No.", "施策", "事業名", "内容", "担当課")]
ROWS = {
    4: ("1", "訪問団の派遣", "18人を派遣した。", "総務課"),
    5: ("1", "相互訪問", "訪問団", "18人を派遣した。", "総務課"),
}


def kind_of(title: str, header: tuple[str, ...], *, elsewhere: bool = False) -> str:
    made = blocks(title, header, ROWS[len(header)])
    return parse(made, context("s.xlsx", elsewhere=elsewhere)).kind


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    "title",
    [
        "令和7年度　湯ノ森町国際交流事業実績",
        "湯ノ森町国際交流推進計画　令和5年度評価シート",
        "国際交流事業報告書（令和7年度）",
        "2019（令和元）年度　国際施策の取組状況",
        "令和7年4月～令和8年3月 国際交流事業実績",
    ],
)
def test_the_title_of_a_report_on_a_year_makes_a_sheet(title: str, header: tuple[str, ...]) -> None:
    assert kind_of(title, header) == "achievements"


def test_a_report_whose_year_its_file_says_is_a_sheet() -> None:
    made = blocks("湯ノ森町国際化推進プラン進捗状況報告", HEADERS[0], ROWS[4])
    assert parse(made, context("R3_実績.xlsx")).kind == "achievements"
    with pytest.raises(ParseError, match="no fiscal year"):
        parse(made, context("s.xlsx"))


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_calls_itself_a_plan_is_a_strategy(header: tuple[str, ...], elsewhere: bool) -> None:
    assert kind_of("湯ノ森町国際交流推進計画（令和5～9年度）", header, elsewhere=elsewhere) == "strategy"


@pytest.mark.parametrize("header", HEADERS)
def test_beside_a_strategy_of_the_project_it_is_a_sheet(header: tuple[str, ...]) -> None:
    assert kind_of("令和7年度　国際交流事業", header, elsewhere=True) == "achievements"


def test_where_nothing_says_it_the_user_is_asked() -> None:
    with pytest.raises(ParseError, match="a strategy, or a sheet of what was done") as caught:
        kind_of("令和7年度　国際交流事業", HEADERS[0])
    assert "--kind strategy or --kind achievements" in str(caught.value)


LISTS = [("番号", "担当", "事業の名称", "実施日", "場所"), ("No.", "担当課", "取組名称", "実施日", "会場")]


def listed(title: str, header: tuple[str, ...]) -> str:
    return parse(
        blocks(title, header, ("1", "総務課", "訪問団の派遣", "10/5", "市役所")), context("s.xlsx")
    ).kind


@pytest.mark.parametrize("header", LISTS)
@pytest.mark.parametrize("title", ["令和5年度　国際交流事業実績", "Ｒ５国際交流事業実績（照会）"])
def test_a_report_on_a_year_without_results_is_no_strategy(title: str, header: tuple[str, ...]) -> None:
    with pytest.raises(ParseError, match="no column of its table says what was done") as caught:
        listed(title, header)
    assert "--kind strategy" in str(caught.value)


@pytest.mark.parametrize("header", LISTS)
@pytest.mark.parametrize(
    "title", ["湯ノ森町国際交流推進計画", "湯ノ森町　国際交流事業", "R5.3.1　進捗管理", "R5～R9の評価"]
)
def test_other_titles_leave_a_list_of_measures_a_strategy(title: str, header: tuple[str, ...]) -> None:
    assert listed(title, header) == "strategy"


def test_the_name_of_a_project_is_an_item_too() -> None:
    header = ("番号", "担当", "事業の名称", "実施日", "内容")
    made = blocks("令和5年度　国際交流事業実績", header, ("1", "総務課", "訪問団の派遣", "10/5", "18人"))
    assert parse(made, context("s.xlsx")).kind == "achievements"


NUMBERS = [
    ("番号", "施策名", "担当課", "回数", "人数"),
    ("番号", "施策名", "担当課", "令和4年度", "令和5年度"),
]
COUNTED = [("1", "都市との交流", "国際課", "2", "120"), ("2", "学校の交流", "指導課", "3", "－")]


@pytest.mark.parametrize("elsewhere", [True, False])
@pytest.mark.parametrize("title", ["交流事業の実績", "事業実績（年度別）", "国際交流事業実績一覧"])
def test_the_title_of_a_report_of_any_year_is_no_strategy(title: str, elsewhere: bool) -> None:
    said = (
        "the title is that of a report, and no column",
        "line 3: .*nothing says whether 令和4年度 holds results",
    )
    for header, what in zip(NUMBERS, said, strict=True):
        with pytest.raises(ParseError, match=what) as caught:
            parse(blocks(title, header, *COUNTED), context("s.xlsx", elsewhere=elsewhere))
        assert "--kind strategy" in str(caught.value)


@pytest.mark.parametrize("header", NUMBERS)
def test_names_and_numbers_that_nothing_calls_a_plan_are_no_strategy(header: tuple[str, ...]) -> None:
    with pytest.raises(ParseError, match=rf"names and numbers \({header[3]}\)") as caught:
        parse(blocks("みさき市　国際交流事業", header, *COUNTED), context("s.xlsx"))
    assert caught.value.spot
    assert caught.value.spot.row == 2
    assert parse(blocks("みさき市国際交流推進計画", header, *COUNTED), context("s.xlsx")).kind == "strategy"
    assert parse(blocks("みさき市", header, *COUNTED), context("s.xlsx", kind="strategy")).kind == "strategy"


@pytest.mark.parametrize(
    "header",
    [
        ("番号", "施策名", "担当課", "回数", "目標値"),
        ("番号", "施策名", "担当課", "開始年", "頁"),
        ("基本目標", "番号", "施策名", "担当課", "回数"),
    ],
)
def test_measures_with_a_figure_or_a_level_stay_a_strategy(header: tuple[str, ...]) -> None:
    rows = [("1 結ぶ", *row[:4]) if header[0] == "基本目標" else row for row in COUNTED]
    assert parse(blocks("みさき市　国際交流事業", header, *rows), context("s.xlsx")).kind == "strategy"


def test_measures_with_a_description_beside_numbers_stay_a_strategy() -> None:
    header = ("番号", "施策名", "概要", "担当課", "回数")
    row = ("1", "都市との交流", "互いに訪ねる。", "国際課", "2")
    assert parse(blocks("みさき市　国際交流事業", header, row), context("s.xlsx")).kind == "strategy"


def of_figures(title: str, header: tuple[str, ...], *, elsewhere: bool = False) -> str:
    cells = {
        "番号": "1",
        "施策": "派遣",
        "指標": "派遣者数",
        "現状値": "10人",
        "目標": "20人以上",
        "担当課": "国際課",
    }
    made = blocks(title, header, tuple(cells[name] for name in header))
    return parse(made, context("s.xlsx", elsewhere=elsewhere)).kind


PLAN, FIGURES = (
    "湯ノ森町国際交流推進計画（令和5～9年度）",
    ("番号", "施策", "指標", "現状値", "目標", "担当課"),
)


def test_measures_with_their_indicators_are_a_strategy_and_a_list_of_indicators_is_none() -> None:
    assert of_figures(PLAN, FIGURES) == "strategy"
    assert of_figures("湯ノ森町国際交流推進計画　指標一覧", FIGURES) == "indicators"
    assert of_figures("数値目標の一覧（令和5年度）", FIGURES) == "indicators"
    with pytest.raises(ParseError, match="a strategy, or a list of indicators") as caught:
        of_figures(PLAN, FIGURES[:-1])
    assert "--kind strategy or --kind indicators" in str(caught.value)
    assert of_figures(PLAN, FIGURES[1:-1]) == "indicators"  # nothing there is a plan's own
    assert of_figures(PLAN, FIGURES[:-1], elsewhere=True) == "indicators"


@pytest.mark.parametrize(
    "header",
    [
        ("基本目標", "施策", "担当課", "指標", "現状値", "目標値"),
        ("基本目標", "施策", "指標", "現状値", "目標値"),
        ("番号", "施策", "概要", "指標", "現状値", "目標値"),
        ("基本目標", "番号", "施策", "概要"),
    ],
)
def test_a_plan_needs_no_column_of_units_nor_any_of_its_own_before_its_indicators(
    header: tuple[str, ...],
) -> None:
    cells = {"基本目標": "1 交流", "番号": "1", "施策": "1 派遣", "担当課": "国際課", "概要": "生徒を送る。"}
    cells |= {"指標": "派遣者数（人）", "現状値": "10（R4）", "目標値": "20（R9）"}
    made = parse(blocks(PLAN, header, tuple(cells[name] for name in header)), context("s.xlsx"))
    assert isinstance(made, StrategyDocument)
    (measure,) = made.measures
    assert (measure.code, measure.title.endswith("派遣")) == ("1", True)
    assert [(i.name, i.measures, [v.value for v in i.values]) for i in made.indicators] == (
        [("派遣者数", ("1",), ["10", "20"])] if "指標" in header else []
    )
    report = "湯ノ森町国際交流推進計画 令和6年度 進捗状況"
    with pytest.raises(ParseError):
        parse(blocks(report, HEADERS[0][:3], ROWS[4][:3]), context("s.xlsx"))


def test_who_says_that_it_is_a_strategy_needs_no_title_of_one() -> None:
    rows = ("1", "派遣", "派遣者数（人）", "10", "20")
    header = ("番号", "施策", "指標", "現状値", "目標値")
    assert parse(blocks("国際交流", header, rows), context("s.xlsx")).kind == "indicators"
    made = parse(blocks("国際交流", header, rows), replace(context("s.xlsx"), kind="strategy"))
    assert isinstance(made, StrategyDocument)
    assert [(each.code, each.title) for each in made.measures] == [("1", "派遣")]


def test_a_target_behind_the_indicator_of_a_measure_is_its_target_whatever_it_says() -> None:
    rows = [("1", "派遣", "派遣者数", "年20人", "国際課"), ("2", "交流", "満足度", "向上", "国際課")]
    made = parse(blocks(PLAN, ("番号", "施策", "指標", "目標", "担当課"), *rows), context("s.xlsx"))
    assert isinstance(made, StrategyDocument)
    assert [
        (i.name, i.measures, i.values[0].kind, i.values[0].value, i.values[0].text) for i in made.indicators
    ] == [
        ("派遣者数", ("1",), "target", "20", "年20人"),
        ("満足度", ("2",), "target", None, "向上"),
    ]


@pytest.mark.parametrize("codes", [("P1", "P2"), ("A001", "A002"), ("10101", "10102")])
def test_codes_of_one_part_need_no_goal(codes: tuple[str, str]) -> None:
    rows = [(code, "派遣", "送る", "国際課") for code in codes]
    made = parse(blocks(PLAN, ("事業コード", "事業名", "概要", "担当課"), *rows), context("s.xlsx"))
    assert isinstance(made, StrategyDocument)
    assert tuple(each.code for each in made.measures) == codes
    assert not made.goals
