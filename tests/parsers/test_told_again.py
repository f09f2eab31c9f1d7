"""Rows of a sheet that tell another row again (再掲)."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument

HEADER = ("施策番号", "No.", "事業名", "担当課", "実績（29年度）", "備考")
FIRST = ("1", "1", "姉妹都市との交流", "国際課", "仁川市を訪問した。", "")
SECOND = ("2", "2", "海外広報", "広報課", "広報誌を2回発行した。", "")


def sheet(*rows: tuple[str, ...]) -> SheetDocument:
    document = parse(blocks(*rows), context())
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return document


def codes(document: SheetDocument) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    "again",
    [
        ("1", "3", "姉妹都市との交流（再掲）", "国際課", "仁川市を訪問した。", ""),
        ("1", "3", "【再掲】姉妹都市との交流", "国際課", "", ""),
        ("1", "3", "姉妹都市との交流", "国際課", "（再掲）", ""),
        ("1", "3", "姉妹都市との交流", "国際課", "仁川市を訪問した。", "再掲"),
        ("1", "3", "姉妹都市との交流", "国際課", "No.1に同じ", "No.1の再掲"),
        ("1", "3", "再掲：No.1", "国際課", "", ""),
        ("1", "1（再掲）", "姉妹都市との交流", "国際課", "仁川市を訪問した。", ""),
        ("1（再掲）", "3", "姉妹都市との交流", "国際課", "仁川市を訪問した。", ""),
    ],
)
def test_a_row_told_again_under_its_measure_is_one(again: tuple[str, ...]) -> None:
    document = sheet(HEADER, FIRST, SECOND, again)
    assert [record.item for record in document.achievements] == ["姉妹都市との交流", "海外広報"]
    assert [record.cells[0].text for record in document.achievements] == ["1", "2"]
    assert codes(document) == ["row-repeated"]
    assert document.count.continued == 1


BY_MEASURE = ("施策番号", "事業名", "担当課", "実績（29年度）")
OF_FIRST = ("Ⅰ-(1)-①", "訪問", "国際課", "仁川市を訪問した。")
OF_SECOND = ("1-2", "海外広報", "広報課", "広報誌を2回発行した。")


@pytest.mark.parametrize(
    ("said", "serves"),
    [
        ("再掲（Ⅰ-(1)-①）", 0),
        ("Ⅰ-(1)-①に再掲", 0),
        ("再掲（1-2）", 1),
        ("再掲（１－２参照）", 1),
        ("（再掲：施策1-2）", 1),
        ("（再掲（1-2））", 1),
        ("施策1-2の再掲", 1),
    ],
)
def test_a_result_that_says_under_which_measure_it_is_told(said: str, serves: int) -> None:
    document = sheet(BY_MEASURE, OF_FIRST, OF_SECOND, ("2-2", "日本語教室", "多文化課", said))
    assert [record.item for record in document.achievements] == ["訪問", "海外広報"]
    assert document.achievements[serves].cells[0].text.split("\n")[1:] == ["2-2"]
    assert codes(document) == ["row-repeated"]


def test_a_result_that_says_of_which_item_it_tells_again() -> None:
    document = sheet(BY_MEASURE, OF_FIRST, OF_SECOND, ("2-2", "派遣", "国際課", "再掲（訪問）"))
    assert [record.cells[0].text for record in document.achievements] == ["Ⅰ-(1)-①\n2-2", "1-2"]


@pytest.mark.parametrize(
    "said", ["再掲（1-3）", "再掲（(1)-①）", "（再掲）", "再掲（訪問介護）", "再掲（1-2、1-3）"]
)
def test_a_result_of_nothing_but_that_reports_nothing(said: str) -> None:
    document = sheet(BY_MEASURE, OF_FIRST, OF_SECOND, ("2-2", "日本語教室", "多文化課", said))
    assert [record.result for record in document.achievements][2:] == [""]
    assert document.achievements[2].cells[3].text == said
    assert codes(document) == ["row-not-repeated"]


def test_of_two_rows_of_a_measure_none_is_meant_by_its_number() -> None:
    other = ("1-2", "展示", "広報課", "写真を展示した。")
    document = sheet(BY_MEASURE, OF_SECOND, other, ("2-2", "日本語教室", "多文化課", "再掲（1-2）"))
    assert [record.result for record in document.achievements][2:] == [""]
    assert codes(document) == ["row-not-repeated"]


@pytest.mark.parametrize(
    "said", ["教室を開いた。（1-2の一部再掲）", "再掲載（1-2）をした。", "再掲（1-2）のほか、開いた。"]
)
def test_a_result_that_tells_more_stays(said: str) -> None:
    document = sheet(BY_MEASURE, OF_FIRST, OF_SECOND, ("2-2", "日本語教室", "多文化課", said))
    assert [record.result for record in document.achievements][2:] == [said]
    assert codes(document) == []


def test_a_row_told_again_before_the_one_that_it_repeats_is_one() -> None:
    document = sheet(HEADER, ("1", "3", "海外広報（再掲）", "広報課", "", ""), FIRST, SECOND)
    assert [record.cells[0].text for record in document.achievements] == ["1", "2\n1"]


@pytest.mark.parametrize("measure", ["2", "2（再掲）", "2再掲"])
def test_a_row_told_again_under_another_measure_is_one_that_serves_both(measure: str) -> None:
    again = (measure, "3", "姉妹都市との交流（再掲）", "国際課", "仁川市を訪問した。", "")
    document = sheet(HEADER, FIRST, SECOND, again)
    assert [record.cells[0].text for record in document.achievements] == ["1\n2", "2"]


def test_a_column_of_marks() -> None:
    header = (*HEADER[:5], "再掲")
    rows = [("1", "3", *FIRST[2:5], "○"), ("2", "4", *SECOND[2:5], "")]
    document = sheet(header, FIRST, SECOND, *rows)
    assert len(document.achievements) == 3  # what is not ticked is not told again
    assert codes(document) == ["row-repeated"]


@pytest.mark.parametrize(
    "row",
    [
        ("1", "3", "姉妹都市との交流（再掲）", "国際課", "済州市を訪問した。", ""),  # tells something else
        ("1", "3", "姉妹都市との交流（再掲）", "観光課", "", ""),  # of another unit
        ("1", "3", "港の見学（再掲）", "国際課", "港を案内した。", ""),  # repeats none
        ("1", "3", "再掲：No.9", "国際課", "", ""),
    ],
)
def test_a_row_that_says_so_and_repeats_none_is_its_own_and_named(row: tuple[str, ...]) -> None:
    document = sheet(HEADER, FIRST, SECOND, row)
    assert len(document.achievements) == 3
    assert [(finding.code, finding.severity) for finding in document.findings] == [
        ("row-not-repeated", "warning")
    ]


def test_of_two_that_it_may_repeat_it_repeats_none() -> None:
    again = ("1", "4", "姉妹都市との交流（再掲）", "国際課", "", "")
    other = ("1", "3", "姉妹都市との交流", "国際課", "済州市を訪問した。", "")
    assert codes(sheet(HEADER, FIRST, other, again)) == ["row-not-repeated"]


@pytest.mark.parametrize(
    "row",
    [
        ("1", "3", "姉妹都市との交流（一部再掲）", "国際課", "仁川市を訪問した。", ""),
        ("1", "3", "姉妹都市との交流", "国際課", "仁川市を訪問した。", ""),  # does not say so
        ("1", "3", "再掲載の手続", "国際課", "再掲載した。", ""),
    ],
)
def test_a_row_that_does_not_say_so(row: tuple[str, ...]) -> None:
    document = sheet(HEADER, FIRST, SECOND, row)
    assert len(document.achievements) == 3
    assert codes(document) == []


def test_without_a_column_of_measures_another_heading_may_say_what_it_serves() -> None:
    header = ("分野", "事業名", "担当課", "実績（29年度）")
    rows = [
        ("交流", "訪問", "国際課", "仁川市を訪問した。"),
        ("環境", "訪問（再掲）", "国際課", "仁川市を訪問した。"),
    ]
    assert codes(sheet(header, *rows)) == ["row-not-repeated"]
    assert codes(sheet(header, rows[0], ("交流", *rows[1][1:]))) == ["row-repeated"]


def test_figures_told_again_are_told_once() -> None:
    header = ("施策番号", "事業名", "担当課", "実績（29年度）", "指標", "目標値", "実績値", "予算額（千円）")
    own = ("訪問", "国際課", "仁川市を訪問した。", "訪問回数（回）", "3", "2", "500")
    document = sheet(header, ("1", *own), ("2", "訪問（再掲）", *own[1:]))
    (record,) = document.achievements
    assert [(each.name, each.measures) for each in record.figures] == [("訪問回数", ("1", "2"))]
    assert [each.value for each in record.amounts] == ["500"]
