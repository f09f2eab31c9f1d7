"""What a number was first stands beside what it was revised to: one value, and the first a text."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument


def indicators(first: str, second: str, *values: str) -> IndicatorsDocument:
    header = ["番号", "指標", "単位", first, second, "実績値（R6）"]
    document = parse(blocks("成果指標一覧", header, ["1", "参加者数", "人", *values, "410"]), context())
    assert isinstance(document, IndicatorsDocument)
    return document


def targets(document: IndicatorsDocument) -> list[str | None]:
    return [value.value for value in document.indicators[0].values if value.kind == "target"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("目標値（R9・当初）", "目標値（R9・改定後）"),
        ("目標値（R9・改定前）", "目標値（R9・見直し後）"),
        ("当初目標値（R9）", "変更後目標値（R9）"),
        ("目標値（R9）", "変更後目標値（R9）"),
        ("目標値（R9）", "改定後の目標値（R9）"),
        ("目標値（R9）", "目標（R9・見直し後）"),
        ("当初目標値（R9）", "目標値（R9）"),
    ],
)
def test_the_revised_target_is_the_target(first: str, second: str) -> None:
    document = indicators(first, second, "500", "600")
    assert targets(document) == ["600"]
    assert [(each.code, each.severity) for each in document.findings] == [("figures-revised", "info")]
    assert first in str(document.findings[0].message)
    kept = {cell.header: cell.column for cell in document.indicators[0].cells}
    assert (kept[first], kept[second]) == ("", "target")


def test_what_was_not_revised_stays() -> None:
    document = indicators("目標値（R9・当初）", "目標値（R9・改定後）", "500", "－")
    assert "500" in targets(document)
    assert not document.findings


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("目標値（R8・当初）", "目標値（R9・改定後）"),
        ("目標値（R8）", "目標値（R9）"),
        ("目標値（R8）", "変更後目標値（R9）"),
    ],
)
def test_targets_of_two_years_are_two(first: str, second: str) -> None:
    assert targets(indicators(first, second, "500", "600")) == ["500", "600"]


def sheet(first: str, second: str, *values: str) -> SheetDocument:
    header = ["番号", "施策名", "担当課", "実績", first, second]
    row = ["1", "姉妹都市交流", "国際課", "交流した。", *values]
    document = parse(blocks("令和6年度実績", header, row), context())
    assert isinstance(document, SheetDocument)
    return document


def test_a_budget_that_was_revised() -> None:
    document = sheet("当初予算額（千円）", "補正後予算額（千円）", "1,000", "1,200")
    [record] = document.achievements
    assert [(each.kind, each.value) for each in record.amounts] == [("planned", "1200")]
    assert [each.severity for each in document.findings] == ["info"]


def test_a_budget_below_zero_is_named() -> None:
    document = sheet("当初予算額（千円）", "補正後予算額（千円）", "500", "△500")
    [record] = document.achievements
    assert [each.value for each in record.amounts] == ["-500"]
    assert [each.severity for each in document.findings] == ["warning", "info"]


@pytest.mark.parametrize("first", ["当初予算額（千円）", "予算額（千円）"])
def test_what_was_added_takes_no_place(first: str) -> None:
    document = sheet(first, "補正予算額（千円）", "1,000", "200")
    [record] = document.achievements
    assert not document.findings
    assert "1000" in [each.value for each in record.amounts]
