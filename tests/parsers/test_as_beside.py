"""Results that say only that they are as another one: by its text, by its state, or named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import SheetDocument
from toshigaikou_cli.resolving.sheet import activities_of, outcomes_in
from toshigaikou_cli.text.same_beside import refers_beside, same_as

YEARS = ("R4実績", "R5実績")
CODES = {
    "results-as-beside",
    "result-ditto",
    "result-state-alone",
    "result-refers-to-nothing",
    "result-refers",
}


def sheet(headers: Sequence[str], *rows: Sequence[str]) -> SheetDocument:
    found = [(f"交流{at}", "国際課", *row) for at, row in enumerate(rows)]
    parsed = parse(blocks(("事業名", "担当課", *headers), *found), context("a.csv", None))
    assert isinstance(parsed, SheetDocument)
    return parsed


def told(document: SheetDocument, year: int, item: str = "交流0") -> tuple[str, list[str]]:
    """The result of a year and its outcomes."""
    found = next(each for each in document.achievements if (each.fiscal_year, each.item) == (year, item))
    return found.result, [each.outcome for each in outcomes_in(found, activities_of(found))]


def codes(document: SheetDocument) -> list[str]:
    return [each.code for each in document.findings if each.code in CODES]


@pytest.mark.parametrize(
    "mark",
    ["同左", "（同左）", "左に同じ", "→", "⇒", "←", "〃", "同上", "前年度と同じ", "昨年度同様", "前年同"],
)
@pytest.mark.parametrize(
    ("text", "outcome"),
    [("未実施", "cancelled"), ("中止", "cancelled"), ("会を3回開いた。", "held"), ("実績なし", "none")],
)
def test_a_result_is_as_the_year_beside_it(mark: str, text: str, outcome: str) -> None:
    document = sheet(YEARS, (text, mark), ("会を開いた。", "祭りを開いた。"))
    assert told(document, 2023) == (text, [outcome])
    assert codes(document) == ["results-as-beside"]


def test_three_years_and_a_plan() -> None:
    document = sheet(
        (*YEARS, "R6実績", "R7計画"), ("中止", "同左", "同左", "同左"), ("2回開催", "→", "→", "→")
    )
    assert told(document, 2024) == ("中止", ["cancelled"])
    assert told(document, 2024, "交流1") == ("2回開催", ["held"])
    assert told(document, 2025, "交流1") == ("2回開催", ["planned"])


def test_years_from_the_newest_on() -> None:
    headers = ("R5実績", "R4実績")
    assert told(sheet(headers, ("前年度と同じ", "中止")), 2023) == ("中止", ["cancelled"])
    assert told(sheet(headers, ("同右", "中止")), 2023) == ("中止", ["cancelled"])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("8月5日の交流会は中止した。", "cancelled"), ("8月5日に交流会を開催した。", "held")],
)
def test_days_stay_those_of_their_year(text: str, outcome: str) -> None:
    document = sheet(YEARS, (text, "同左"))
    assert told(document, 2023) == ("同左", [outcome])
    assert codes(document) == ["result-state-alone"]


def test_the_state_goes_on_from_year_to_year() -> None:
    document = sheet((*YEARS, "R6実績"), ("8月5日の交流会は中止した。", "同左", "同左"))
    assert told(document, 2024) == ("同左", ["cancelled"])


def test_a_result_as_planned() -> None:
    document = sheet(("R5計画", "R5実績"), ("2回開催", "同左"), ("中止", "同左"))
    results = [each for each in document.achievements if each.kind == "result"]
    outcomes = [outcomes_in(each, activities_of(each))[0].outcome for each in results]
    assert outcomes == ["held", "cancelled"]
    assert codes(document) == ["result-state-alone"]


@pytest.mark.parametrize("row", [("同左", "2回開催"), ("", "同左")])
def test_a_result_as_nothing_is_not_held(row: tuple[str, str]) -> None:
    document = sheet(YEARS, row)
    year = 2022 if row[0] else 2023
    assert told(document, year) == ("同左", ["none"])
    assert codes(document) == ["result-refers-to-nothing"]


def test_in_a_sheet_of_one_year_there_is_nothing_beside() -> None:
    document = sheet(("R5実績",), ("2回開催",), ("前年度と同じ",))
    assert told(document, 2023, "交流1") == ("前年度と同じ", ["none"])
    assert codes(document) == ["result-refers-to-nothing"]


def test_a_ditto_is_of_the_year_beside_where_that_has_a_text() -> None:
    document = sheet(YEARS, ("3回開催", "4回開催"), ("中止", "〃"))
    assert told(document, 2023, "交流1") == ("中止", ["cancelled"])
    assert codes(document) == ["result-ditto"]


@pytest.mark.parametrize(
    "rows", [(("3回開催", "4回開催"), ("〃", "〃")), (("3回開催", "4回開催"), ("", "〃"))]
)
def test_a_ditto_below_others_is_of_the_row_above(rows: tuple[tuple[str, str], ...]) -> None:
    document = sheet(YEARS, *rows)
    assert told(document, 2023, "交流1") == ("4回開催", ["held"])
    assert codes(document) == []


def test_the_same_as_above_is_of_the_row_above() -> None:
    document = sheet(YEARS, ("3回開催", "4回開催"), ("中止", "同上"))
    assert told(document, 2023, "交流1") == ("4回開催", ["held"])


def test_on_cards_above_is_the_year_above() -> None:
    def card(name: str, first: str, second: str) -> list[tuple[str, str]]:
        return [("事業名", name), ("担当課", "国際課"), ("R4実績", first), ("R5実績", second)]

    rows = [*card("派遣", "中止", "同上"), *card("受入", "2回開催", "↑"), *card("会議", "未実施", "同左")]
    parsed = parse(blocks("令和5年度", *rows), context("a.docx"))
    assert isinstance(parsed, SheetDocument)
    assert told(parsed, 2023, "派遣") == ("中止", ["cancelled"])
    assert told(parsed, 2023, "受入") == ("2回開催", ["held"])
    assert told(parsed, 2023, "会議") == ("同左", ["none"])
    assert codes(parsed) == ["results-as-beside", "result-refers-to-nothing"]


def test_what_says_more_is_named() -> None:
    document = sheet(YEARS, ("2回開催", "同左（講師は変更）"))
    assert told(document, 2023) == ("同左（講師は変更）", ["held"])
    assert codes(document) == ["result-refers"]


def test_a_state_beside_it_still_counts() -> None:
    document = sheet((*YEARS, "状態"), ("2回開催", "同左", "中止"))
    assert told(document, 2023)[1] == ["cancelled"]


@pytest.mark.parametrize(
    "text",
    ["前年度と同様に3回開催した", "同左翼", "左記の講座を開催", "→ 3回開催", "同じ会場で開催", "同様", ""],
)
def test_what_says_something_itself(text: str) -> None:
    assert same_as(text) is None
    assert not refers_beside(text)
