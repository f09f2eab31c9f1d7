"""Sheets become achievements, each with its fiscal year and kind."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError, TgxError, UsageError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Row
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument

HEADER = ("分野", "担当局・部", "項目名", "実績（29年度）")
ROW = ("①都市との交流", "環境局 総務部", "ソウル特別市との 交流", "・職員4名と意見交換 ・調査")


def sheet(*parts: object, name: str = "sheet.txt", year: int | None = None) -> SheetDocument:
    document = parse(blocks(*parts), context(name, year))  # type: ignore[arg-type]
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def only(document: SheetDocument) -> AchievementRecord:
    assert len(document.achievements) == 1
    return document.achievements[0]


def test_cells_are_normalized_and_kept_as_read() -> None:
    record = only(sheet(HEADER, ROW))
    assert (record.field, record.bureau_text) == ("都市との交流", "環境局総務部")
    assert (record.item, record.result) == ("ソウル特別市との交流", "・職員4名と意見交換\n・調査")
    assert [(cell.column, cell.text) for cell in record.cells] == list(
        zip(("field", "bureau", "item", "result"), ROW, strict=True)
    )
    assert (record.fiscal_year, record.kind) == (2017, "result")
    assert record.source.line == 2


def test_bureau_and_department_in_two_columns_are_one_text() -> None:
    record = only(
        sheet(("担当局", "担当部", "事業名", "平成30年度実績"), ("環境局", "総務部", "交流", "実施"))
    )
    assert (record.bureau_text, record.fiscal_year) == ("環境局総務部", 2018)


def test_each_value_column_gives_an_achievement_of_its_own_year_and_kind() -> None:
    document = sheet(
        ("担当局", "事業名", "平成30年度実績", "令和元年度計画"),
        ("環境局", "交流", "実施", "継続"),
        ("環境局", "調査", "実施", ""),
        ("環境局", "派遣", "", ""),
    )
    assert [(a.item, a.fiscal_year, a.kind, a.result) for a in document.achievements] == [
        ("交流", 2018, "result", "実施"),
        ("交流", 2019, "plan", "継続"),
        ("調査", 2018, "result", "実施"),
        ("派遣", 2018, "result", ""),
    ]
    assert document.count.records == 3


def test_unknown_columns_are_kept() -> None:
    record = only(
        sheet(("担当局", "事業名", "実績（5年度）", "参加者数"), ("環境局", "交流", "実施", "12名"))
    )
    assert [(c.header, c.text) for c in record.cells if not c.column] == [("参加者数", "12名")]
    assert record.fiscal_year == 2023


def test_headings_are_sections_and_stand_in_for_a_missing_field_column() -> None:
    document = sheet(
        "令和3年度 国際化に関する取組",
        "１ 姉妹都市との交流",
        ("担当局", "事業名", "実績"),
        ("環境局", "交流", "実施"),
        "２．専門家の派遣",
        ("担当局", "事業名", "実績"),
        ("水道局", "派遣", "実施"),
    )
    assert [(a.section, a.field) for a in document.achievements] == [
        ("姉妹都市との交流", "姉妹都市との交流"),
        ("専門家の派遣", "専門家の派遣"),
    ]
    assert document.title == "令和3年度国際化に関する取組"


def test_the_goal_over_a_table_is_its_section_and_other_lines_are_not() -> None:
    document = sheet(
        "令和3年度 進捗状況",
        "2 取組の状況",
        "基本目標1 訪れたくなるまち",
        ("担当局", "事業名", "実績"),
        ("環境局", "交流", "実施"),
        "施策2について、次の事業を行った。",
        "目標値 12名",
        ("担当局", "事業名", "実績"),
        ("水道局", "派遣", "実施"),
    )
    assert [a.section for a in document.achievements] == ["基本目標1 訪れたくなるまち"] * 2


@pytest.mark.parametrize(
    ("parts", "name", "year", "expected"),
    [
        (("平成28年度の実績", ("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "a.csv", None, 2016),
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "achievements-h28.csv", None, 2016),
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "R4実績.csv", None, 2022),
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "sheet-2019.csv", None, 2019),
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "a.csv", 2021, 2021),
        ((("担当局", "項目名", "2018年度実績"), ("環境局", "交流", "済")), "a-2020.csv", None, 2018),
        (("令和4年度版", ("担当局", "項目名", "前年度実績"), ("環境局", "交流", "済")), "a.csv", None, 2021),
        ((("担当局", "項目名", "実績（令和6年3月末現在）"), ("環境局", "交流", "済")), "a.csv", None, 2023),
        (
            ("令和5年度", ("担当局", "項目名", "実績（R6.3.31現在）"), ("環境局", "交流", "済")),
            "a.csv",
            None,
            2023,
        ),
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "R5実績_令和6年7月公表.csv", None, 2023),
        *(
            ((title, ("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "a.csv", None, 2023)
            for title in (
                "資料2 令和6年度第2回推進協議会　令和5年度取組状況",
                "令和5年度取組状況（令和6年度第2回推進協議会）",
                "令和5年度 国際交流協議会 事業実績",
                "前年度との比較による令和5年度実績",
            )
        ),
        (
            ("令和6年度第1回推進会議", ("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
            "a.csv",
            2023,
            2023,
        ),
        (
            ("前年度の実績（令和6年度報告）", ("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
            "a.csv",
            2023,
            2023,
        ),
    ],
)
def test_the_year_comes_from_header_title_name_or_user(
    parts: tuple[object, ...], name: str, year: int | None, expected: int
) -> None:
    assert only(sheet(*parts, name=name, year=year)).fiscal_year == expected


@pytest.mark.parametrize(
    ("parts", "name", "year", "error", "words"),
    [
        ((("担当局", "項目名", "実績"), ("環境局", "交流", "済")), "a.csv", None, ParseError, "--year"),
        ((HEADER, ROW), "a.csv", 2018, UsageError, "--year 2018 contradicts the header, which says FY2017"),
        (("平成30年度の取組", HEADER, ROW), "a.csv", None, ParseError, "the header says FY2017"),
        ((HEADER, ROW), "sheet-h30.csv", None, ParseError, "its file name FY2018"),
        *(
            (
                (title, ("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
                name,
                None,
                ParseError,
                f"{title} says another",
            )
            for title, name in (
                ("令和6年度第1回国際化推進会議 資料3 取組実績", "a.csv"),
                ("令和6年度 国際化推進会議資料", "a.csv"),
                ("前年度の取組実績（令和6年度報告）", "令和6年度.csv"),
                ("令和6年度（前年度実績）", "a.csv"),
            )
        ),
        (
            (("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
            "実績_令和6年3月.csv",
            None,
            ParseError,
            "no fiscal year",
        ),
        (
            (("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
            "2024-03-31.csv",
            None,
            ParseError,
            "no fiscal year",
        ),
        (
            ("令和3年度と令和4年度", ("担当局", "項目名", "実績"), ("環境局", "交流", "済")),
            "a",
            None,
            ParseError,
            "several",
        ),
    ],
)
def test_a_missing_or_contradicting_year_is_an_error(
    parts: tuple[object, ...], name: str, year: int | None, error: type[TgxError], words: str
) -> None:
    with pytest.raises(error) as caught:
        sheet(*parts, name=name, year=year)
    assert words in str(caught.value)
    assert name in str(caught.value)


def test_unknown_headers_are_listed_with_what_was_expected_and_where_to_add_them() -> None:
    with pytest.raises(ParseError) as caught:
        parse(blocks(("ほげ", "項目名", "実績（29年度）"), ("環境局", "交流", "済")), context("x.csv"))
    message = str(caught.value)
    assert "ほげ | 項目名 | 実績（29年度）" in message
    assert "lacks bureau: 担当" in message
    assert "columns.yaml" in message
    assert "--columns" in message


@pytest.mark.parametrize("parts", [("ただの文",), (HEADER,), ()])
def test_documents_without_rows_are_refused(parts: tuple[object, ...]) -> None:
    with pytest.raises(ParseError):
        parse(blocks(*parts), context())  # type: ignore[arg-type]


def test_the_kind_can_be_forced_but_not_against_the_tables() -> None:
    assert parse(blocks(HEADER, ROW), context(kind="achievements"))
    with pytest.raises(ParseError):
        parse(blocks(HEADER, ROW), context(kind="strategy"))


def test_two_columns_that_compete_for_a_result_are_named() -> None:
    with pytest.raises(ParseError) as caught:
        sheet("平成29年度", ("担当局", "項目名", "取組実績", "結果"), ("環境局", "甲", "会議", "理解"))
    assert "two columns compete for the result of FY2017: 取組実績 and 結果" in str(caught.value)
    with pytest.raises(ParseError):
        sheet("平成29年度", ("担当局", "項目名", "実績（29年度）", "結果"), ("環境局", "甲", "会議", "理解"))


def test_figures_beside_a_result_are_kept_and_give_no_achievement() -> None:
    header = ("施策番号", "事業名", "担当課", "目標値", "実績値", "予算額（千円）", "令和元年度の取組実績")
    record = only(sheet(header, ("1", "甲", "環境課", "10", "12", "350", "講座を開いた。")))
    assert (record.result, record.bureau_text) == ("講座を開いた。", "環境課")
    assert [cell.text for cell in record.cells if cell.header == "実績値"] == ["12"]


def on_sheet(block: Block, page: int, sheet: str) -> Block:
    if isinstance(block, Row):
        return block._replace(page=page, sheet=sheet)
    return block._replace(page=page, sheet=sheet)


def tabs(*names: str, year: int | None = None) -> SheetDocument:
    made: list[Block] = []
    for page, name in enumerate(names, start=1):
        found = blocks(name, ("担当局", "項目名", "実績"), ("環境局", "甲", "会議"))
        for block in found:
            placed = on_sheet(block, page, name)
            made.append(placed._replace(table=page) if isinstance(placed, Row) else placed)
    document = parse(made, context("a.xlsx", year))
    assert isinstance(document, SheetDocument)
    return document


def test_sheets_named_by_years_have_each_its_own() -> None:
    assert [record.fiscal_year for record in tabs("H29", "平成30年度").achievements] == [2017, 2018]
    assert [record.fiscal_year for record in tabs("平成29年度実績", "令和2年度の実績").achievements] == [
        2017,
        2020,
    ]
    with pytest.raises(UsageError):
        tabs("H29", "H30", year=2017)


def test_one_sheet_named_by_a_year_says_the_year() -> None:
    assert [record.fiscal_year for record in tabs("R1").achievements] == [2019]
    with pytest.raises(ParseError):
        tabs("環境局")


def in_tab(*parts: tuple[str, ...] | str) -> SheetDocument:
    """A sheet of a workbook that is named 令和5年度, which the reader gives as its first line."""
    found = [on_sheet(block, 1, "令和5年度") for block in blocks("令和5年度", *parts)]
    document = parse(found, context("a.xlsx", None))
    assert isinstance(document, SheetDocument)
    return document


def test_the_title_is_that_of_the_table_rather_than_the_name_of_the_sheet() -> None:
    table = ("担当局", "事業名", "実績"), ("環境局", "交流", "実施")
    assert in_tab("各局の取組状況", *table).title == "各局の取組状況"
    assert in_tab(*table).title == "令和5年度"
    headed = in_tab("１ 姉妹都市との交流", *table)
    assert (headed.title, headed.achievements[0].section) == ("令和5年度", "姉妹都市との交流")


def test_a_column_of_a_year_without_a_known_name_is_no_strategy() -> None:
    parts = ("所管", "事業", "令和5年度に行ったこと"), ("環境局", "ソウルとの交流", "意見交換")
    with pytest.raises(ParseError, match=r"令和5年度に行ったこと.*実績（令和5年度）"):
        sheet(*parts)
    with pytest.raises(ParseError, match="no measure in this document"):
        sheet(("所管", "事業", "場所"), ("環境局", "ソウルとの交流", "都内"))


def test_a_missing_year_is_asked_for_where_every_command_finds_it() -> None:
    with pytest.raises(ParseError, match=r"in the header or the title.*file's name; tgx import takes --year"):
        sheet(("担当局", "項目名", "実績"), ("環境局", "交流", "済"))


GOALS = ("施策番号", "施策名", "担当課", "令和6年度の実績", "実施日", "参加者数")


@pytest.mark.parametrize(
    "heading",
    [
        ("基本目標１", "世界とつながる経済", "", "", "", ""),
        ("基本目標１　世界とつながる経済", "", "", "", "", ""),
    ],
)
def test_a_row_of_a_goals_heading_is_no_achievement(heading: tuple[str, ...]) -> None:
    row = ("施策1-1", "輸出", "水産課", "展示", "9月4日", "5人")
    document = parse(blocks("令和6年度の進捗", GOALS, row, heading, row), context("a.tsv"))
    assert isinstance(document, SheetDocument)
    assert [(record.item, record.result) for record in document.achievements] == [("輸出", "展示")] * 2
    assert document.count.adds_up


@pytest.mark.parametrize(
    "row",
    [
        ("施策1-2", "見本市", "", "", "", ""),
        ("基本目標１", "見本市", "国際課", "", "", ""),
        ("基本目標１", "見本市", "", "出展", "", ""),
        ("目標達成", "見本市", "", "", "", ""),
    ],
)
def test_a_row_with_a_code_or_something_of_its_own_is_no_heading(row: tuple[str, ...]) -> None:
    first = ("施策1-1", "輸出", "水産課", "展示", "9月4日", "5人")
    document = parse(blocks("令和6年度の進捗", GOALS, first, row), context("a.tsv"))
    assert isinstance(document, SheetDocument)
    assert [record.item for record in document.achievements] == ["輸出", "見本市"]


def dated(*rows: tuple[str, str], title: str = "") -> list[int]:
    header = ("年度", "担当局", "項目名", "実績")
    made = sheet(
        *([title] if title else []),
        header,
        *((year, "環境局", "交流", done) for year, done in rows),
        name="a.csv",
    )
    return [each.fiscal_year for each in made.achievements]


def test_rows_that_all_say_their_year_need_none_of_the_document() -> None:
    assert dated(("R5", "済"), ("", "済2"), ("令和6年度", "済3")) == [2023, 2023, 2024]
    assert dated(("2023", "済"), ("2024", "済2"), title="交流（令和5年度・令和6年度）") == [2023, 2024]
    for years in (("", "R6"), ("6", "7"), ("前年度", "R6")):
        with pytest.raises(ParseError, match="no fiscal year"):
            dated(*((year, "済") for year in years))


SIMPLE = ("担当局", "項目名", "実績"), ("環境局", "交流", "済")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2019（令和元）年度 実績", 2019),
        ("平成31・令和元年度実績", 2019),
        ("令和二年度実績", 2020),
        ("FY2020 実績", 2020),
        ("令和2年4月～令和3年3月 実績", 2020),
        ("R2.4～R3.3 実績", 2020),
    ],
)
def test_a_title_may_say_its_year_in_both_eras_in_kanji_or_by_its_months(title: str, year: int) -> None:
    assert only(sheet(title, *SIMPLE, name="a.csv")).fiscal_year == year


@pytest.mark.parametrize(
    "title",
    [
        "令和5・6年度 実績",
        "令和5、6年度実績",
        "令和5・令和6年度実績",
        "令和5年度及び6年度実績",
        "R5・6年度",
        "2023・2024年度実績",
    ],
)
def test_two_years_side_by_side_are_two(title: str) -> None:
    with pytest.raises(ParseError, match=r"several fiscal years: FY2023 .*, FY2024"):
        sheet(title, *SIMPLE, name="a.csv")
    with pytest.raises(ParseError, match=r"several fiscal years: FY2023 .*, FY2024"):
        sheet(*SIMPLE, name=f"{title}.csv")
    assert only(sheet(title, *SIMPLE, name="a.csv", year=2024)).fiscal_year == 2024


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("資料1・令和6年度　国際交流事業実績", "a.csv"),
        ("別紙2、令和6年度実績", "a.csv"),
        ("議題1/令和6年度", "a.csv"),
        ("令和6年度　第5回国際交流会議開催実績", "a.csv"),
        ("", "R6-1_実績.csv"),
        ("", "R6-10-1.csv"),
    ],
)
def test_the_number_of_a_paper_or_a_file_is_no_year(title: str, name: str) -> None:
    parts = (title, *SIMPLE) if title else SIMPLE
    assert only(sheet(*parts, name=name)).fiscal_year == 2024


def test_a_file_of_two_years_says_none() -> None:
    for name in ("R5R6.csv", "R5・6実績.csv", "R5-6実績.csv"):
        with pytest.raises(ParseError, match="several fiscal years"):
            sheet(*SIMPLE, name=name)
    assert only(sheet(*SIMPLE, name="R5実績2.csv")).fiscal_year == 2023


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("実績（前年度実績）", 2023),
        ("実績（括弧内は前年度）", 2023),
        ("実績※（）は前年度", 2023),
        ("実績（前年度との比較）", 2023),
        ("実績（前年度）", 2022),
        ("前年度実績", 2022),
    ],
)
def test_a_year_that_a_result_is_compared_with_is_not_its_own(header: str, year: int) -> None:
    made = sheet("令和5年度", ("担当局", "項目名", header), ("環境局", "交流", "済"), name="a.csv")
    assert only(made).fiscal_year == year


def test_a_year_of_an_item_without_a_result_is_a_year_of_its_own() -> None:
    header = ("No.", "項目名", "担当局", "年度", "実績")
    for first, second in (("訪問団52名を受け入れた。", ""), ("実績なし", "4名を派遣した。"), ("", "済")):
        rows = (
            ("1", "会議", "環境局", "平成30年度", first),
            ("", "", "", "令和元年度", second),
            ("2", "教室", "市民局", "R1", "済"),
        )
        made = sheet("令和元年度", header, *rows, name="a.csv").achievements
        assert [(each.fiscal_year, each.item, each.result) for each in made] == [
            (2018, "会議", first),
            (2019, "会議", second),
            (2019, "教室", "済"),
        ]


def test_a_column_of_several_years_is_of_none() -> None:
    for header in ("令和4～5年度実績", "R4～R6実績", "2022～2023年度実績"):
        with pytest.raises(ParseError, match="no fiscal year can be read"):
            sheet(("担当局", "項目名", header), ("環境局", "交流", "済"), name="a.csv")
    made = sheet(("担当局", "項目名", "実績（令和6年1～3月）"), ("環境局", "交流", "済"), name="a.csv")
    assert only(made).fiscal_year == 2023
