"""Columns beside a result date and count its activities, or are named."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Cell, Row
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument, StrategyDocument
from toshigaikou_cli.resolving.beside import dates_beside, dates_told, quantities_beside
from toshigaikou_cli.resolving.sheet import activities_of, outcomes_in, role_after
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.quantities import find_quantities

HEADER = ("No.", "事業名", "実施日", "参加者数", "内容・結果", "担当課")


def document(when: str, count: str, result: str, header: tuple[str, ...] = HEADER) -> SheetDocument:
    made = parse(blocks(header, ("1", "交流", when, count, result, "国際課")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return made


def facts(record: AchievementRecord) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return record.when, record.counts


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("R5.5.14～5.19", "2023-05-14", "2023-05-19"),
        ("8月1日～8日", "2023-08-01", "2023-08-08"),
        ("令和5年10月3日（火）", "2023-10-03", "2023-10-03"),
        ("2023/7/1～7/10", "2023-07-01", "2023-07-10"),
        ("2/3", "2024-02-03", "2024-02-03"),
        ("9月", "2023-09-01", "2023-09-30"),
    ],
)
def test_a_column_of_days_dates_an_activity_that_has_none(cell: str, first: str, last: str) -> None:
    (record,) = document(cell, "", "会を開いた。").achievements
    (date,) = dates_beside(record, 0, [])
    assert (date.start, date.end, date.role) == (first, last, "when")


def test_the_text_s_own_date_and_number_come_first() -> None:
    (record,) = document("10月", "350人", "10月3日に開き、350人が来場した。").achievements
    own = read_dates(record.result, 2023)[0]
    assert dates_beside(record, 0, own) == []
    assert quantities_beside(record, 0, find_quantities(record.result)) == []


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("参加者数", "350人", 350, "人"),
        ("参加者数", "1,350", 1350, "人"),
        ("参加人数（名）", "350", 350, "名"),
        ("出展企業数", "8", 8, "社"),
        ("件数", "100", 100, "件"),
        ("参加者数", "①22人", 22, "人"),
        ("参加者数", "⑴22", 22, "人"),
    ],
)
def test_a_column_of_counts_counts(header: str, cell: str, value: float, unit: str) -> None:
    names = ("No.", "事業名", "実施日", header, "内容・結果", "担当課")
    (record,) = document("", cell, "会を開いた。", names).achievements
    (quantity,) = quantities_beside(record, 0, [])
    assert (quantity.value, quantity.unit) == (value, unit)


def test_lines_go_with_bullets_and_one_date_with_all() -> None:
    (record,) = document("5月1日\n6月1日", "10人\n20人", "・講座を開いた。\n・会を開いた。").achievements
    assert facts(record) == (("5月1日", "6月1日"), (("参加者10人", "参加者20人"),))
    (record,) = document("5月1日", "", "・講座を開いた。\n・会を開いた。").achievements
    assert facts(record) == (("5月1日", "5月1日"), ())


@pytest.mark.parametrize(
    ("when", "count", "result", "named"),
    [
        ("5月1日、6月1日", "", "・甲を開いた。\n・乙を開いた。\n・丙を開いた。", "実施日"),
        ("第2土曜", "", "会を開いた。", "実施日"),
        ("", "30人", "・甲を開いた。\n・乙を開いた。", "参加者数"),
        ("", "多数", "会を開いた。", "参加者数"),
    ],
)
def test_what_cannot_be_read_is_named(when: str, count: str, result: str, named: str) -> None:
    made = document(when, count, result)
    (finding,) = made.findings
    assert finding.code == "cell-unread"
    assert f"1 cell of {named} is kept as it is, not read: {when or count}" in finding.message
    assert facts(made.achievements[0]) == ((), ())


def test_every_cell_that_is_not_read_is_named_with_its_place() -> None:
    rows = [
        (str(n), "交流", when, "", "会を開いた。", "国際課")
        for n, when in enumerate(("第2土曜", "5/8", "随時", "通年", "毎月"))
    ]
    findings = parse(blocks(HEADER, *rows), context("r5.tsv", 2023)).findings
    assert [(each.spot.cell, each.cell) for each in findings] == [
        ("実施日", text) for text in ("第2土曜", "随時", "毎月")
    ]
    assert len({each.spot.row for each in findings} | {each.spot.line for each in findings}) >= 3


def test_nothing_is_named_that_the_text_has_or_that_says_none() -> None:
    assert document("－", "30人", "・甲に30人が参加した。\n・乙を開いた。").findings == ()
    assert document("", "", "会を開いた。").findings == ()


def test_such_a_column_makes_no_sheet_of_a_strategy() -> None:
    header = ("番号", "施策", "概要", "担当課", "実施時期", "件数")
    made = parse(
        blocks("港湾都市国際戦略", header, ("1", "港の交流", "会議", "港湾課", "R5～R9", "3")), context()
    )
    assert isinstance(made, StrategyDocument)


def workbook(*rows: tuple[str, ...]) -> SheetDocument:
    cells = [tuple(map(Cell, each)) for each in (("事業名", "内容", "担当課"), *rows)]
    parts = [Row(each, table=1, row=at, page=1, sheet="R5") for at, each in enumerate(cells, 1)]
    made = parse(parts, context("r5.xlsx", 2023))
    assert isinstance(made, SheetDocument)
    return made


def test_rows_of_one_item_of_a_workbook_are_not_lines_of_one_sentence() -> None:
    rows = (
        ("派遣", "5月20日　訪問団の受入れ（参加者43名）", "国際課"),
        ("", "講座を213回開催", ""),
        ("", "講演会の開催に", ""),
        ("", "120名が参加", ""),
    )
    assert [each.result for each in workbook(*rows).achievements] == [
        "・5月20日 訪問団の受入れ（参加者43名）\n・講座を213回開催\n・講演会の開催に120名が参加"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5月3日に開催予定だった交流会", "は雨天中止"),
        ("新型コロナウイルス感染症", "の影響により中止"),
        ("コロナの影響", "により中止"),
        ("大連市訪問団10名の受入れ", "を8月5日に行った。"),
        ("令和6年8月5日（月）", "～9日（金）に大連市を訪問"),
        ("参加者50名（市民30名", "、留学生20名）"),
    ],
)
def test_a_row_of_a_workbook_that_begins_no_sentence_is_the_rest_of_one(first: str, second: str) -> None:
    (made,) = workbook(("派遣", first, "国際課"), ("", second, "")).achievements
    assert made.result == f"{first}{second}"


def test_who_is_responsible_for_an_empty_cell_of_a_workbook_is_told_to_be_assumed() -> None:
    made = workbook(("派遣", "派遣した。", "国際課"), ("相談", "応じた。", ""), ("講座", "開いた。", ""))
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.spot.row) == ("unit-assumed", "warning", 3)
    assert finding.message.startswith("2 rows name nobody who is responsible, and got it from the row above")


def of_measures(*rows: tuple[str, str, str], merged: bool = False) -> SheetDocument:
    made = parse(
        [
            Row(tuple(map(Cell, ("施策番号", "担当課", "事業名", "実績"))), table=1, row=1, page=1),
            *(
                Row(
                    (Cell(code, filled=merged and not code), *map(Cell, rest), Cell("開いた。")),
                    table=1, row=at, page=1,
                )
                for at, (code, *rest) in enumerate(rows, 2)
            ),
        ],
        context("r5.csv", 2023),
    )  # fmt: skip
    assert isinstance(made, SheetDocument)
    return made


def test_a_measure_that_a_row_has_from_one_of_another_unit_is_told_to_be_assumed() -> None:
    rows = (
        ("1", "国際課", "会議"),
        ("", "人事課", "研修"),
        ("", "人事課", "派遣"),
        ("2", "国際課", "相談"),
        ("", "国際課", "講座"),
    )
    made = of_measures(*rows)
    assert [each.stated for each in made.achievements] == [("1",), ("1",), ("1",), ("2",), ("2",)]
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.spot.row) == ("measure-assumed", "warning", 3)
    assert finding.message.endswith("研修 (1), 派遣 (1)")
    assert not of_measures(rows[0], ("－", "人事課", "研修"), ("", "人事課", "派遣")).findings
    assert not of_measures(*rows, merged=True).findings


def test_numbers_in_brackets_that_the_header_says_to_be_of_another_year_are_named() -> None:
    def told(header: str, text: str) -> list[str]:
        made = parse(
            blocks("令和5年度", ("事業名", "担当課", header), ("講座", "国際課", text)), context("r5.csv")
        )
        assert isinstance(made, SheetDocument)
        return [each.code for each in made.findings]

    assert told("実績（括弧内は前年度）", "講座に98人（85人）が参加した。") == ["compared-numbers"]
    assert told("実績（前年度実績）", "講座に98人（85人）が参加した。") == ["compared-numbers"]
    assert told("実績（括弧内は前年度）", "講座に98人（市民）が参加した。") == []
    assert told("実績", "講座に98人（85人）が参加した。") == []


def test_nothing_is_assumed_where_the_row_says_it_or_says_the_same_as_above() -> None:
    assert workbook(("派遣", "派遣した。", "国際課"), ("相談", "応じた。", "〃")).findings == ()


def days(cell: str, result: str = "市民展") -> list[tuple[str, str, str]]:
    (record,) = document(cell, "", result).achievements
    return [(date.start, date.end, date.role) for date in dates_beside(record, 0, [])]


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("R5.11.3（祝）～11.12", "2023-11-03/2023-11-12"),
        ("5月3日（祝）～6日", "2023-05-03/2023-05-06"),
        ("4/29（祝）、5/3、2/11", "2023-04-29 2023-05-03 2024-02-11"),
        ("6/1-6/3 7/1-7/3", "2023-06-01/2023-06-03 2023-07-01/2023-07-03"),
        ("5/8\n6/12", "2023-05-08 2023-06-12"),
        ("5/8　6/12", "2023-05-08 2023-06-12"),
        ("5/8\n15", "2023-05-08 2023-05-15"),
        ("令和５年８月１日\n～８月３日", "2023-08-01/2023-08-03"),
        ("令和５年８月\n１日～３日", "2023-08-01/2023-08-03"),
        ("令和5年9月4日～令和5\n年12月1日", "2023-09-04/2023-12-01"),
        ("12/28～1/4", "2023-12-28/2024-01-04"),
        ("R5.12.30～1.3", "2023-12-30/2024-01-03"),
        ("5.12～5.14", "2023-05-12/2023-05-14"),
    ],
)
def test_every_day_of_a_cell_is_read(cell: str, held: str) -> None:
    expected = [(first, last or first, "when") for first, _, last in (d.partition("/") for d in held.split())]
    assert days(cell) == expected


@pytest.mark.parametrize("cell", ["5/8\n3", "2/30、3/1", "5月8日、17/3", "5/8→6/1（延期）"])
def test_of_a_cell_that_is_not_wholly_understood_no_day_is_taken(cell: str) -> None:
    made = document(cell, "", "市民展")
    assert made.achievements[0].when == ()
    assert [each.code for each in made.findings] == ["cell-unread"]


def test_the_first_day_of_what_was_moved_is_not_when() -> None:
    assert days("R5.10.31（台風のため11/7に順延）") == [
        ("2023-10-31", "2023-10-31", "cancelled"),
        ("2023-11-07", "2023-11-07", "when"),
    ]
    assert days("6/1（5/8から延期）") == [
        ("2023-06-01", "2023-06-01", "when"),
        ("2023-05-08", "2023-05-08", "cancelled"),
    ]
    assert [role for *_, role in days("5/8（中止）、6/12")] == ["cancelled", "when"]
    assert [role for *_, role in days("5/8、6/12（中止）")] == ["when", "cancelled"]
    assert [role for *_, role in days("5/8（雨天時中止）")] == ["when"]
    assert days("R5.10.31、11/7") == [
        ("2023-10-31", "2023-10-31", "when"),
        ("2023-11-07", "2023-11-07", "when"),
    ]


def test_a_day_goes_to_what_was_held_and_has_none_itself() -> None:
    (record,) = document("10月31日", "", "・市民展を開催（次回は令和6年6月の予定）").achievements
    own = read_dates(record.result, 2023)[0]
    assert [date.start for date in dates_beside(record, 0, own, ["held"])] == ["2023-10-31"]
    (record,) = document("11月10日", "", "・訪問は延期した。\n・会談した（11/10）。").achievements
    assert dates_beside(record, 0, [], ["cancelled", "held"]) == []
    assert [date.start for date in dates_beside(record, 0, [], ["cancelled", "cancelled"])] == ["2023-11-10"]


NOTED = ("No.", "事業名", "実施日", "備考", "内容・結果", "担当課")


def outcomes(
    item: str = "交流", when: str = "", note: str = "", result: str = "交流会の開催"
) -> list[tuple[str, str]]:
    made = parse(blocks(NOTED, ("1", item, when, note, result, "国際課")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    readings = outcomes_in(record, split_activities(record.result))
    return [(reading.outcome, reading.words) for reading in readings]


@pytest.mark.parametrize(
    ("cells", "outcome", "words"),
    [
        ({"when": "5/8（中止）"}, "cancelled", "5/8（中止）"),
        ({"when": "5/8→中止"}, "cancelled", "5/8→中止"),
        ({"when": "R5.10.31（台風のため中止）"}, "cancelled", "R5.10.31（台風のため中止）"),
        ({"when": "延期"}, "cancelled", "延期"),
        ({"when": "3月予定"}, "planned", "3月予定"),
        ({"item": "交流（中止）"}, "cancelled", "（中止）"),
        ({"when": "5/8", "note": "荒天により中止"}, "cancelled", "荒天により中止"),
        ({"when": "未定", "note": "次年度へ延期"}, "cancelled", "次年度へ延期"),
        ({"note": "廃止"}, "cancelled", "廃止"),
    ],
)
def test_a_cell_beside_the_result_tells_that_a_row_was_not_held(
    cells: dict[str, str], outcome: str, words: str
) -> None:
    assert outcomes(**cells) == [(outcome, words)]


@pytest.mark.parametrize(
    "cells",
    [
        {"when": "5/8（雨天時中止）"},
        {"when": "5/8（中止）、6/12"},
        {"when": "5/8（予定どおり）"},
        {"when": "R5.10.31（台風のため11/7に順延）"},
        {"item": "交流（一部中止）"},
        {"item": "交流（R4年度中止）"},
        {"note": "前年度は中止"},
        {"note": "一部中止"},
        {"note": "雨天時中止"},
        {"note": "懇親会は中止"},
        {"note": "令和5年度に延期"},
        {"when": "11/7", "note": "荒天により延期"},
    ],
)
def test_what_is_said_of_a_part_or_another_time_leaves_a_row_held(cells: dict[str, str]) -> None:
    assert [outcome for outcome, _ in outcomes(**cells)] == ["held"]


MONTHS = ("4月", "5月", "6月", "7月")


def of_months(
    *cells: str, result: str = "12人を派遣した。", months: tuple[str, ...] = MONTHS
) -> AchievementRecord:
    made = parse(
        blocks(("事業名", *months, "実績", "担当課"), ("交流", *cells, result, "国際課")),
        context("r5.tsv", 2023),
    )
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    return record


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("○", "", "●", ""), [("2023-04-01", "when"), ("2023-06-01", "when")]),
        (("", "実施", "", "中止"), [("2023-05-01", "when"), ("2023-07-01", "cancelled")]),
        (("→", "→", "", ""), [("2023-04-01", "when"), ("2023-05-01", "when")]),
    ],
)
def test_columns_of_months_date_what_was_done(cells: tuple[str, ...], days: list[tuple[str, str]]) -> None:
    record = of_months(*cells)
    assert [(date.start, date.role) for date in dates_beside(record, 0, [])] == days


@pytest.mark.parametrize("cells", [("", "中止", "", ""), ("", "中止", "", "延期")])
def test_a_row_of_which_each_month_is_called_off_was_not_held(cells: tuple[str, ...]) -> None:
    record = of_months(*cells, result="")
    assert [each.outcome for each in outcomes_in(record, activities_of(record))] == ["cancelled"]


@pytest.mark.parametrize(
    ("cells", "months"),
    [
        (("3", "12", "", "5"), MONTHS),  # numbers of people
        (("○", "", "○", ""), ("港", "山", "川", "里")),
        (("○", "○", "", ""), ("4月", "5月", "場所", "対象")),  # two are no schedule
        (("○", "", "", ""), ("4月", "4月", "6月", "7月")),
    ],
)
def test_other_columns_and_cells_say_no_month(cells: tuple[str, ...], months: tuple[str, ...]) -> None:
    assert of_months(*cells, months=months).when == ()


def with_comment(comment: str, result: str, *months: str) -> list[tuple[str, str]]:
    header = ("事業名", "コメント", *MONTHS[: len(months)], "実績", "担当課")
    made = parse(blocks(header, ("交流", comment, *months, result, "国際課")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return [(finding.spot.cell or "", finding.cell) for finding in made.findings]


def test_what_stands_elsewhere_in_a_row_without_a_result_is_named() -> None:
    assert with_comment("新たに3地区で設立した", "") == [("コメント", "新たに3地区で設立した")]
    assert with_comment("", "", "○", "", "○") == [("4月～6月", "4月、6月")]


@pytest.mark.parametrize(
    ("comment", "result"),
    [("新たに3地区で設立した", "設立した"), ("12345678", ""), ("継続", ""), ("", "")],
)
def test_nothing_is_named_beside_a_result_or_where_it_says_little(comment: str, result: str) -> None:
    assert with_comment(comment, result) == []


def test_a_column_of_days_goes_before_those_of_months() -> None:
    header = ("事業名", "実施日", *MONTHS, "実績", "担当課")
    row = ("交流", "5月3日", "○", "", "", "", "12人を派遣した。", "国際課")
    made = parse(blocks(header, row), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    assert made.achievements[0].when == ("5月3日",)


def days_of(when: str, note: str, result: str) -> list[tuple[str, str]]:
    """The days of the only activity of a row, with their roles, and what became of it."""
    row = ("1", "交流", when, note, result, "国際課")
    made = parse(blocks(NOTED, row), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    (reading,) = outcomes_in(record, activities_of(record))
    own = dates_beside(record, 0, [], [reading.outcome])
    found = [*own, *dates_told(record, 0, own)]
    told = [(date.start, role_after(date.role, reading.outcome)) for date in found]
    return [*told, (reading.outcome, "unread" if made.findings else "")]


@pytest.mark.parametrize(
    "note",
    [
        "7月の予定を延期",
        "当初7月開催予定だったが、延期",
        "7月から延期",
        "7月の予定を10月に延期",
        "7月に予定していたが雨天のため延期した。",
        "感染症のため7月の予定を延期",
        "当初は7月を予定していたが延期",
    ],
)
def test_the_day_from_which_a_remark_says_that_it_was_moved_is_not_when(note: str) -> None:
    held, july = ("2023-11-07", "when"), ("2023-07-01", "cancelled")
    for result in ("交流会を開催した。", "交流会の開催"):
        assert days_of("11/7", note, result) == [held, july, ("held", "")]
        assert days_of("", note, result) == [july, ("held", "")]
    assert days_of("", note, "") == [july, ("cancelled", "")]


MOVED = [("2023-11-07", "when"), ("2023-07-01", "cancelled"), ("held", "")]


@pytest.mark.parametrize(
    ("when", "note", "result", "told"),
    [
        ("7/1", "7/1の予定を中止", "交流会の開催", [("2023-07-01", "cancelled"), ("cancelled", "")]),
        ("7/1", "7/1の予定を中止", "交流会を開催した。", [("2023-07-01", "when"), ("held", "unread")]),
        ("11/7", "7/1の予定を中止", "交流会の開催", MOVED),
        ("", "7/1の予定を中止", "交流会の開催", [("held", "unread")]),
        ("11/7", "荒天のため11/14に順延", "交流会の開催", [("2023-11-07", "when"), ("held", "unread")]),
        ("", "8月は中止", "交流会の開催", [("held", "unread")]),
        ("", "次回は3月に開催予定", "交流会の開催", [("held", "")]),
        ("", "前年度7月の予定を延期", "交流会の開催", [("held", "")]),
        ("", "雨天時は7/2に延期", "交流会の開催", [("held", "")]),
        ("11/7", "当初7/1を予定していたが延期して実施", "交流会を開催した。", MOVED),
        ("11/7", "7/1から延期し、実施した", "交流会の開催", MOVED),
        ("11/7", "7/1に実施予定であったが、11/7に変更して実施", "交流会の開催", MOVED),
        ("11/7", "当初7/1予定", "交流会の開催", MOVED),
        ("11/7", "7/1（土）を予定していたが雨天のため順延", "交流会の開催", MOVED),
        ("7/1", "当初7/1予定", "交流会の開催", [("2023-07-01", "when"), ("held", "unread")]),
        ("7/1", "7/1を延期して実施", "交流会の開催", [("2023-07-01", "when"), ("held", "unread")]),
        ("11/7", "7/1に職員が巡回", "交流会の開催", [("2023-11-07", "when"), ("held", "")]),
    ],
)  # fmt: skip
def test_what_a_remark_says_of_a_day(when: str, note: str, result: str, told: list[tuple[str, str]]) -> None:
    assert days_of(when, note, result) == told


def test_a_remark_of_a_day_beside_several_activities_is_named() -> None:
    row = ("1", "交流", "", "7月の予定を延期", "・甲を開いた。\n・乙を開いた。", "国際課")
    made = parse(blocks(NOTED, row), context("r5.tsv", 2023))
    assert [each.cell for each in made.findings] == ["7月の予定を延期"]


@pytest.mark.parametrize("cells", [{"when": "5/8（中止）"}, {"when": "5/8", "note": "荒天により中止"}])
def test_a_result_that_reports_is_believed_and_the_cell_named(cells: dict[str, str]) -> None:
    row = ("1", "交流", cells["when"], cells.get("note", ""), "交流会を開催した。", "国際課")
    made = parse(blocks(NOTED, row), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    assert [(each.code, each.severity) for each in made.findings] == [("said-otherwise", "warning")]
    assert made.achievements[0].told == ()


@pytest.mark.parametrize(
    ("result", "note", "told", "findings"),
    [
        ("〃", "雨天のため中止", "cancelled", []),
        ("〃", "感染症の影響で実施できず", "cancelled", []),
        ("夕食会の開催", "実施できなかった", "cancelled", []),
        ("〃", "3回のうち1回中止", "", []),
        ("夕食会の開催", "一部中止", "", []),
        ("夕食会を開いた。", "雨天のため中止", "", ["said-otherwise"]),
    ],
)
def test_a_result_that_is_copied_or_tells_of_no_deed_yields_to_a_remark(
    result: str, note: str, told: str, findings: list[str]
) -> None:
    rows = (
        ("1", "訪問団", "", "", "訪問団を受け入れた。", "国際課"),
        ("2", "夕食会", "", note, result, "国際課"),
    )
    made = parse(blocks(NOTED, *rows), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    first, second = made.achievements
    assert (first.told, [outcome for outcome, _ in second.told]) == ((), [told] if told else [])
    assert [each.code for each in made.findings] == findings


def test_each_line_of_days_tells_of_its_bullet() -> None:
    assert outcomes(when="5月1日\n中止", result="・市民展\n・講座") == [("held", ""), ("cancelled", "中止")]
    assert outcomes(when="中止", result="・市民展\n・講座") == [("cancelled", "中止")] * 2


@pytest.mark.parametrize("result", ["", "　", "－", "実績なし"])
@pytest.mark.parametrize(
    ("header", "note"),
    [
        ("備考", "中止"),
        ("備考", "感染症の影響により中止"),
        ("備考", "延期"),
        ("備考", "状況を踏まえ、関係者と協議の上、開催を見送ることとした。"),
        ("備考", "未実施（令和6年度に実施予定）"),
        ("備考", "未実施。来年度に実施予定。"),
        ("備考", "中止（令和6年度に延期）"),
        ("備考", "令和5年度は実施せず"),
        ("備考", "実施せず（隔年開催、次回は令和6年度）"),
        ("中止理由", "感染症の拡大"),
        ("未実施の理由", "相手方の事情"),
    ],
)
def test_a_remark_tells_what_became_of_an_empty_result(header: str, note: str, result: str) -> None:
    (record,) = noted(header, note, result).achievements
    assert [each.outcome for each in outcomes_in(record, activities_of(record))] == ["cancelled"]
    (date,) = dates_beside(record, 0, [], ["cancelled"])
    assert date.start == "2023-11-07"


@pytest.mark.parametrize(
    ("header", "note"),
    [
        ("備考", "雨天時は中止"),
        ("備考", "前年度は中止"),
        ("備考", "－"),
        ("中止理由", "－"),
        ("備考", "次回は別会場"),
    ],
)
def test_an_empty_result_without_such_a_remark_stays_empty(header: str, note: str) -> None:
    (record,) = noted(header, note, "").achievements
    assert activities_of(record) == []


@pytest.mark.parametrize("note", ["令和6年度に実施予定", "次年度実施予定", "調整中"])
def test_a_remark_of_what_is_to_come_tells_so_of_an_empty_result(note: str) -> None:
    (record,) = noted("備考", note, "").achievements
    assert [each.outcome for each in outcomes_in(record, activities_of(record))] == ["planned"]


@pytest.mark.parametrize(
    "note",
    [
        "一部中止",
        "未実施（令和4年度に実施済み）",
        "中止。代わりに動画を配信した。",
        "7/1を予定していたが延期して実施",
    ],
)
def test_a_remark_that_may_call_off_an_empty_result_is_named(note: str) -> None:
    made = noted("備考", note, "")
    assert [each.cell for each in made.findings if each.code == "cell-unread"] == [note]
    assert activities_of(made.achievements[0]) == []


def test_why_something_is_called_off_tells_nothing_of_what_was_reported() -> None:
    (record,) = noted("中止理由", "相手方の事情", "交流会を開催した。").achievements
    assert [each.outcome for each in outcomes_in(record, activities_of(record))] == ["held"]


def noted(header: str, note: str, result: str) -> SheetDocument:
    names = ("No.", "事業名", "実施日", header, "内容・結果", "担当課")
    made = parse(blocks(names, ("1", "交流", "11/7", note, result, "国際課")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return made


def between(first: str, last: str, names: tuple[str, str] = ("開始日", "終了日")) -> SheetDocument:
    header = ("No.", "事業名", *names, "内容・結果", "担当課")
    made = parse(blocks(header, ("1", "市民展", first, last, "展示", "国際課")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    return made


@pytest.mark.parametrize(
    ("names", "first", "last"),
    [
        (("開始日", "終了日"), "R5.9.4", "R5.12.1"),
        (("自", "至"), "9/4", "12/1"),
        (("from", "to"), "2023-09-04", "2023-12-01"),
        (("実施期間（開始）", "実施期間（終了）"), "9月4日", "12月1日"),
    ],
)
def test_columns_of_first_and_last_days_are_one_range(names: tuple[str, str], first: str, last: str) -> None:
    made = between(first, last, names)
    (date,) = dates_beside(made.achievements[0], 0, [])
    assert (date.start, date.end, date.role) == ("2023-09-04", "2023-12-01", "when")
    assert made.findings == ()


def test_one_end_alone_is_named_and_one_day_is_a_day() -> None:
    made = between("R5.9.4", "")
    assert made.achievements[0].when == ()
    assert [each.code for each in made.findings] == ["cell-unread"]
    (date,) = dates_beside(between("9/4", "9/4").achievements[0], 0, [])
    assert (date.start, date.end) == ("2023-09-04", "2023-09-04")
    assert between("12/1", "9/4").achievements[0].when == ()


TWO_LEVELS = ("担当課", "事業名", "実施内容")


def of_two_levels(label: str, names: tuple[str, str]) -> list[Row]:
    upper = [*map(Cell, TWO_LEVELS), Cell(label), Cell("", filled=True)]
    lower = [*(Cell(name, filled=True) for name in TWO_LEVELS), *map(Cell, names)]
    own = [Cell(text) for text in ("国際課", "交流", "会を開いた。", "110", "50")]
    return [Row(tuple(cells), 1, at) for at, cells in enumerate((upper, lower, own), 1)]


def of_two_units(label: str) -> list[Row]:
    upper = [
        Cell("担当"),
        Cell("", filled=True),
        Cell("事業名"),
        Cell("実施内容"),
        Cell(label),
        Cell("", filled=True),
    ]
    lower = [Cell("部"), Cell("課"), Cell("事業名", filled=True), Cell("実施内容", filled=True)]
    lower += [Cell("参加者数（人）"), Cell("決算額（千円）")]
    own = [Cell(text) for text in ("教育部", "学校教育課", "交流", "会を開いた。", "110", "50")]
    return [Row(tuple(cells), 1, at) for at, cells in enumerate((upper, lower, own), 1)]


def parsed(rows: list[Row]) -> AchievementRecord:
    made = parse(rows, context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    return record


@pytest.mark.parametrize("label", ["実績", "規模", "令和5年度の状況", "開催状況"])
def test_a_count_under_a_label_of_its_own_counts(label: str) -> None:
    names = ("参加者数（人）", "決算額（千円）")
    expected = () if label.startswith("令和") else (("参加者110人",),)
    assert parsed(of_two_levels(label, names)).counts == expected
    assert parsed(of_two_units(label)).counts == expected


@pytest.mark.parametrize("label", ["計画", "定員等", "前年度の状況", "令和4年度"])
def test_a_count_under_a_label_of_plans_or_of_another_year_is_none(label: str) -> None:
    assert parsed(of_two_units(label)).counts == ()


def test_a_label_of_a_year_over_the_only_results_is_theirs() -> None:
    upper = [Cell("担当課"), Cell("事業名"), Cell("令和5年度実績"), Cell("", filled=True)]
    lower = [
        Cell("担当課", filled=True),
        Cell("事業名", filled=True),
        Cell("実施内容"),
        Cell("参加者数（人）"),
    ]
    own = [Cell(text) for text in ("国際課", "交流", "会を開いた。", "110")]
    rows = [Row(tuple(cells), 1, at) for at, cells in enumerate((upper, lower, own), 1)]
    assert parsed(rows).counts == (("参加者110人",),)


def test_a_count_that_says_it_was_so_counts() -> None:
    header = ("No.", "事業名", "実施日", "実績参加者数（人）", "内容・結果", "担当課")
    (record,) = document("", "110", "会を開いた。", header).achievements
    assert record.counts == (("参加者110人",),)


@pytest.mark.parametrize("said", ["計画", "定員", "前年度", "予定"])
@pytest.mark.parametrize("cell", ["110", "110人", "多数"])
def test_a_count_of_plans_is_neither_a_plan_nor_a_count(said: str, cell: str) -> None:
    header = ("No.", "事業名", "実施日", f"参加者数（{said}）", "内容・結果", "担当課")
    (record,) = document("", cell, "会を開いた。", header).achievements
    assert (record.kind, record.result) == ("result", "会を開いた。")
    assert record.counts == ()


@pytest.mark.parametrize(
    ("result", "dates"),
    [
        ("令和6年度に延期", [("2024-04-01", "planned"), ("2023-11-07", "cancelled")]),
        ("講師の都合により令和6年度へ延期した。", [("2024-04-01", "planned"), ("2023-11-07", "cancelled")]),
        ("11月7日の予定を3月5日に延期", [("2023-11-07", "cancelled"), ("2024-03-05", "planned")]),
        ("令和6年度に延期された大会を中止", [("2024-04-01", "cancelled")]),
        ("3月5日に延期していたが、中止した。", [("2024-03-05", "cancelled")]),
        ("11月7日の交流会は中止", [("2023-11-07", "cancelled")]),
    ],
)
def test_the_day_to_which_something_was_put_off_is_to_come(result: str, dates: list[tuple[str, str]]) -> None:
    (record,) = document("11月7日", "", result).achievements
    outcome = [each.outcome for each in outcomes_in(record, activities_of(record))]
    assert outcome == ["cancelled"]
    own = [date.in_role(role_after(date.role, "cancelled")) for date in read_dates(result, 2023)[0]]
    beside = [
        date.in_role(role_after(date.role, "cancelled")) for date in dates_beside(record, 0, own, outcome)
    ]
    assert [(date.start, date.role) for date in (*own, *beside)] == dates


@pytest.mark.parametrize(
    ("month", "day", "first", "last"),
    [
        ("8", "1～8", "2023-08-01", "2023-08-08"),
        ("4", "29～5/3", "2023-04-29", "2023-05-03"),
        ("10月", "15日", "2023-10-15", "2023-10-15"),
        ("２", "", "2024-02-01", "2024-02-29"),
        ("", "2024/2/3", "2024-02-03", "2024-02-03"),
    ],
)
def test_a_month_and_its_days_in_two_columns_are_one_date(
    month: str, day: str, first: str, last: str
) -> None:
    header = ("担当課", "事業名", "月", "日", "実績")
    made = parse(blocks(header, ("国際課", "交流", month, day, "会を開いた。")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    (date,) = dates_beside(record, 0, [])
    assert (date.start, date.end, date.role) == (first, last, "when")


@pytest.mark.parametrize(("month", "day"), [("毎週", "木"), ("8", "第2土"), ("8\n9", "1"), ("13", "40")])
def test_a_month_and_days_that_are_none_are_named(month: str, day: str) -> None:
    header = ("担当課", "事業名", "月", "日", "実績")
    made = parse(blocks(header, ("国際課", "交流", month, day, "会を開いた。")), context("r5.tsv", 2023))
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    assert not any(record.when) or [date.precision for date in dates_beside(record, 0, [])] == ["month"]
    assert record.when or made.findings


@pytest.mark.parametrize("header", ["月日", "実施日程", "実施月", "開催月日", "活動期間"])
def test_columns_of_days_have_many_names(header: str) -> None:
    made = parse(
        blocks(("担当課", "事業名", header, "実績"), ("国際課", "交流", "10月", "会を開いた。")),
        context("r5.tsv", 2023),
    )
    assert isinstance(made, SheetDocument)
    (record,) = made.achievements
    assert [date.start for date in dates_beside(record, 0, [])] == ["2023-10-01"]
