"""Headers are recognised by their names, whatever their order, spelling and width."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.columns.matching import Header, match_header, nearest_table
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.vocabulary.columns import load_columns

COLUMNS = load_columns()


def matched(*cells: str) -> Header:
    header = match_header(cells, COLUMNS)
    assert header is not None, cells
    return header


def test_the_header_of_the_fy2017_sheet() -> None:
    header = matched("分野", "担当（関係） 部所名", "項目名", "実績（29年度）")
    assert header.table.name == "achievements"
    assert [column.column for column in header.columns] == ["field", "bureau", "item", "result"]
    assert header.columns[3].year_text == "29年度"
    assert header.columns[3].kind == "result"


@pytest.mark.parametrize(
    ("cell", "column", "year"),
    [
        ("実績（29年度）", "result", "29年度"),
        ("平成30年度実績", "result", "平成30年度"),
        ("30年度実績", "result", "30年度"),
        ("令和元年度計画", "plan", "令和元年度"),
        ("令和５年度の取組実績", "result", "令和5年度"),
        ("Ｒ５実績", "result", "r5"),
        ("2021年度 主な実績", "result", "2021年度"),
        ("実 績", "result", ""),
        ("今後の取組（令和6年度）", "plan", "令和6年度"),
        ("H30 実施予定", "plan", "h30"),
        ("前年度実績", "result", "前年度"),
        ("取組状況\n（令和３年度）", "result", "令和3年度"),
    ],
)
def test_value_columns_carry_a_kind_and_a_year(cell: str, column: str, year: str) -> None:
    header = matched(
        "担当局", "事業名", "実績" if column == "plan" else cell, cell if column == "plan" else "備考"
    )
    found = next(c for c in header.columns if c.header == cell)
    assert (found.column, found.year_text) == (column, year)


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("所管局・部", "bureau"),
        ("担当局", "bureau"),
        ("局　名", "bureau"),
        ("所管局部名（関係局）", "bureau"),
        ("担　当\n（関係）局", "bureau"),
        ("事業名", "item"),
        ("取組・事業名", ""),
        ("件 名", "item"),
        ("担 当 部 所", "bureau"),
        ("項　目", "item"),
        ("備考", "note"),
        ("相手都市", "city"),
        ("参加者数", ""),
    ],
)
def test_spellings_of_plain_columns(cell: str, column: str) -> None:
    cells = [cell, "実績"]
    cells += [] if column == "bureau" else ["担当局"]
    cells += [] if column == "item" else ["項目名"]
    assert matched(*cells).columns[0].column == column


def test_order_does_not_matter() -> None:
    header = matched("令和3年度実績", "事業名", "担当部", "担当局", "分野")
    assert [c.column for c in header.columns] == ["result", "item", "department", "bureau", "field"]


def test_several_years_and_kinds_side_by_side() -> None:
    header = matched("所管局", "事業名", "平成30年度実績", "令和元年度計画", "令和元年度実績")
    assert [(c.kind, c.year_text) for c in header.columns if c.kind] == [
        ("result", "平成30年度"),
        ("plan", "令和元年度"),
        ("result", "令和元年度"),
    ]


def test_the_same_plain_column_twice_is_kept_as_an_unknown_one() -> None:
    header = matched("担当局", "項目名", "項目名", "実績")
    assert [c.column for c in header.columns] == ["bureau", "item", "", "result"]


@pytest.mark.parametrize(
    "cell",
    [
        "実績値",
        "実績額",
        "成果指標",
        "目標実績",
        "実績（件）",
        "実績（千円）",
        "成果（アウトカム指標）",
        "KPI実績",
        "予算実績",
        "決算額・実績額",
    ],
)
def test_the_header_of_a_figure_is_no_result(cell: str) -> None:
    header = matched("担当局", "項目名", cell, "取組実績")
    assert header.table.name == "achievements"
    assert [c.column for c in header.columns if c.kind] == ["result"]
    alone = match_header(("担当局", "項目名", cell), COLUMNS)
    assert alone is None or alone.table.name == "indicators"


@pytest.mark.parametrize(
    "cell", ["取組実績（目標を含む）", "効率化の実績", "取組内容（平成30年度実績）", "成果"]
)
def test_the_header_of_a_text_is_a_result(cell: str) -> None:
    assert matched("担当局", "項目名", cell).columns[2].column == "result"


def test_a_name_given_to_the_letter_is_a_result_even_of_a_figure() -> None:
    extra = "version: 1\ntables: {achievements: {columns: {}, values: {result: {names: [実績値]}}}}"
    header = match_header(("担当局", "項目名", "実績値"), load_columns(extra_text=extra))
    assert header is not None
    assert header.columns[2].column == "result"


def test_a_description_gives_way_to_a_result() -> None:
    assert [c.column for c in matched("担当局", "項目名", "事業内容", "実績").columns][2:] == ["", "result"]
    assert [c.column for c in matched("担当局", "項目名", "事業内容", "備考").columns][2:] == [
        "result",
        "note",
    ]


def test_a_section_stands_for_the_bureau_where_there_is_none() -> None:
    for name in ("担当課", "主管課", "所管課", "担当部署", "課所"):
        assert matched(name, "項目名", "実績").columns[0].column == "bureau"
    both = matched("担当局", "担当課", "項目名", "実績").columns
    assert [column.column for column in both][:2] == ["bureau", "department"]


def test_a_strategy_with_sections_is_no_sheet_and_a_report_no_strategy() -> None:
    assert matched("番号", "施策", "概要", "担当部署").table.name == "measures"
    assert matched("番号", "取組", "取組内容", "担当課").table.name == "measures"
    assert (
        matched("施策番号", "施策名", "担当課", "指標", "目標値", "実績値", "取組実績").table.name
        == "achievements"
    )
    assert matched("施策番号", "施策名", "担当課", "目標値", "実績値", "達成率").table.name == "achievements"
    assert matched("番号", "施策名", "担当課", "目標値", "実績値", "達成率").table.name == "indicators"
    assert matched("施策番号", "施策名", "担当課", "目標値").table.name == "measures"


def test_a_number_of_a_measure_stands_for_its_name_and_a_title_for_its_number() -> None:
    header = matched("施策番号", "担当課", "令和2年度の取組実績")
    assert (header.table.name, header.key) == ("achievements", "measure")
    assert match_header(("No.", "担当課", "令和2年度の取組実績"), COLUMNS) is None
    header = matched("目標", "施策", "取組内容", "所管課")
    assert (header.table.name, header.key) == ("measures", "title")
    assert matched("事業名", "担当課", "取組内容").table.name == "achievements"
    assert matched("分野", "施策名", "所管課", "取組内容").table.name == "achievements"


def test_the_strategy_tables() -> None:
    assert matched("No.", "施　策", "概 要", "担当（関係）局").table.name == "measures"
    assert matched("都市名", "国名", "提携年月日").table.relation == "sister"
    assert matched("都市名", "国・地域名", "加入年月日").table.relation == "anmc21"


@pytest.mark.parametrize(
    "cells",
    [
        ("分野", "項目名", "実績"),  # no bureau
        ("北京市との交流", "政策企画局", "平成29年7月13日に訪日団を受入れ"),  # a data row
        ("略称", "正式名称"),
        ("", ""),
    ],
)
def test_other_rows_are_no_headers(cells: tuple[str, ...]) -> None:
    assert match_header(cells, COLUMNS) is None


def test_the_nearest_table_names_what_is_missing() -> None:
    near = nearest_table(("分野", "項目名", "実績"), COLUMNS)
    assert near is not None
    table, missing = near
    assert (table.name, [column.name for column in missing]) == ("achievements", ["bureau"])
    assert nearest_table(("甲", "乙"), COLUMNS) is None


@pytest.mark.parametrize(
    "header", ["令和6年度の取組", "R6の主な取組", "令和6年度における活動", "2024年度 対応状況"]
)
def test_a_years_work_beside_actual_values_is_a_result(header: str) -> None:
    found = matched("施策名", "担当課", header, "指標", "目標値", "実績値")
    assert found.table.name == "achievements"
    assert found.columns[2].kind == "result"


@pytest.mark.parametrize(
    "cells",
    [
        ("施策名", "担当課", "令和6年度の取組", "指標", "目標値"),  # nothing says that it was done
        ("施策名", "担当課", "令和6年度の取組", "令和7年度の取組", "実績値"),  # years of a plan
        ("施策名", "担当課", "取組の背景", "指標", "実績値"),  # no year
    ],
)
def test_a_years_work_alone_may_be_a_plan(cells: tuple[str, ...]) -> None:
    header = match_header(cells, COLUMNS)
    assert header is None or all(column.kind != "result" for column in header.columns)


@pytest.mark.parametrize(
    ("cells", "is_result"),
    [
        (("1回開催", "2回開催", "3回開催"), True),
        (("30人受入れ", "12人派遣", "－"), True),
        (("1回", "2回", "3回"), False),
        (("10団体", "3回開催", "5校", "8件"), False),
        (("5か国", "2姉妹都市", "1事業"), False),
    ],
)
def test_numbers_with_a_deed_behind_them_are_results(cells: tuple[str, ...], is_result: bool) -> None:
    rows = [("交流", "国際課", cell, "訪ねた。") for cell in cells]
    found = match_header(("事業名", "担当課", "令和4年度実績", "令和5年度実績"), COLUMNS, rows)
    assert found is not None
    assert (found.columns[2].kind == "result", found.columns[2].figure) == (is_result, not is_result)


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (("部", "課"), ["bureau", "office"]),
        (("担当部", "担当課"), ["bureau", "office"]),
        (("担当局", "担当部"), ["bureau", "department"]),
        (("担当部", "担当局"), ["department", "bureau"]),
        (("担当課", "備考"), ["bureau", "note"]),
        (("基本目標", "担当課"), ["field", "bureau"]),
    ],
)
def test_of_two_columns_of_parts_of_a_bureau_the_first_is_the_bureau(
    labels: tuple[str, str], columns: list[str]
) -> None:
    assert [column.column for column in matched(*labels, "事業名", "実績").columns[:2]] == columns


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("取組内容令和6年度計画", "plan"),
        ("今後の取組内容", "plan"),
        ("計画の実施状況", "result"),
        ("実施状況及び今後の予定", "result"),
        ("計画・成果", "result"),
        ("実施状況（予定を含む）", "result"),
    ],
)
def test_the_last_word_of_a_header_says_whether_it_is_of_results_or_plans(label: str, kind: str) -> None:
    assert matched("担当課", "事業名", "実績", label).columns[3].kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "相手都市・団体",
        "相手方",
        "訪問先",
        "派遣先",
        "交流相手",
        "友好都市",
        "国名・都市名",
        "参加都市（国名）",
    ],
)
def test_a_column_of_partners_has_many_names(name: str) -> None:
    assert matched("担当課", "事業名", "実績", name).index("city") == 3


@pytest.mark.parametrize("name", ["相手国", "派遣先企業数", "実施場所", "都市計画"])
def test_other_columns_are_none_of_partners(name: str) -> None:
    assert matched("担当課", "事業名", "実績", name).index("city") is None


@pytest.mark.parametrize(
    "lead", ["担当課", "担当部署", "所管部署", "担当部局", "担当局", "担当室", "担当機関", "主管"]
)
@pytest.mark.parametrize("related", ["関係課", "関係課等", "関連部署", "連携課"])
def test_a_related_unit_never_takes_the_place_of_the_one_in_charge(lead: str, related: str) -> None:
    found = parse(
        blocks("計画", ("番号", "施策", "概要", lead, related), ("1", "派遣", "送る", "国際課", "教育課")),
        context(kind="strategy"),
    )
    assert isinstance(found, StrategyDocument)
    assert [tuple(each) for each in found.measures[0].bureaus] == [("国際課", "lead"), ("教育課", "related")]
