"""The one number of a cell is read exactly, with its unit; what is no number is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toshigaikou_cli.text.stated_numbers import (
    direction_in,
    hold_figures,
    hold_grades,
    in_ones,
    name_and_unit,
    says_none,
    series_in,
    stated_number,
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5,000 件", "5000", "件"),
        ("５，０００", "5000", ""),
        ("35.4 万人", "35.4", "万人"),
        ("100.0%", "100.0", "%"),
        ("△3", "-3", ""),
        ("▲0.5ポイント", "-0.5", "ポイント"),
        ("延べ98件", "98", "件"),
        ("約50社", "50", "社"),
        ("50件以上", "50", "件"),
        ("年50件", "50", "件"),
        ("12km2", "12", "km2"),
        ("24万人（※）", "24", "万人"),
        ("1万2千人", "12000", "人"),
        ("2億3500万円", "235000000", "円"),
        ("1億2,000万円", "120000000", "円"),
        ("約１億５００万円以上", "105000000", "円"),
        ("3千部", "3", "千部"),
        ("①22人", "22", "人"),
        ("⑴500", "500", ""),
        ("⒈5件", "5", "件"),
        ("㊀8", "8", ""),
        ("50社①", "50", "社"),
        ("50社（※①）", "50", "社"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str, unit: str) -> None:
    assert stated_number(text) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "10～20件",
        "2千1万人",
        "1億2億円",
        "150 98",
        "①22人\n②19人",
        "22②19",
        "①",
        "150\n98",
        "1,200 人 300 人",
        "令和2年度",
        "2020年",
        "5件増",
        "3/5",
        "増加",
        "会議を3回開いた。",
        "－",
        "12,34",
    ],
)
def test_what_has_no_single_number_has_none(text: str) -> None:
    assert stated_number(text).value is None


@pytest.mark.parametrize("text", ["－", "—", "-", "…", "未定", "集計中", "なし", "N/A"])
def test_none_is_said(text: str) -> None:
    assert says_none(text)
    assert not says_none("0")


@pytest.mark.parametrize(
    ("name", "bare", "unit"),
    [
        ("外国人観光客数（万人）", "外国人観光客数", "万人"),
        ("輸出プロジェクト数（累計・件）", "輸出プロジェクト数（累計）", "件"),
        ("日本語教室の数（教室）", "日本語教室の数", "教室"),
        ("満足度（単位：％）", "満足度", "%"),
        ("来場者数（小倉城）", "来場者数（小倉城）", ""),
        ("相談件数", "相談件数", ""),
    ],
)
def test_the_unit_of_a_name(name: str, bare: str, unit: str) -> None:
    assert name_and_unit(name) == (bare, unit)


def test_scales_are_taken_off_to_compare() -> None:
    assert in_ones("35.4", "万人") == (Decimal(354000), "人")
    assert in_ones("3", "件") == (Decimal(3), "件")
    assert in_ones("24500", "千円") == (Decimal(24500000), "円")


def test_grades_are_told_from_texts() -> None:
    assert hold_grades(["順調", "やや遅れ", "未着手"], sure=True)
    assert hold_grades(["A", "C", "－"], sure=True)
    assert hold_grades(["◎", "△", ""], sure=True)
    assert hold_grades(["完了", "実施中"])
    assert not hold_grades(["完了", "実施中"], sure=True)
    assert not hold_grades(["順調に進み、会議を3回開いた。"])
    assert not hold_grades(["－"])


def test_figures_are_told_from_texts() -> None:
    assert hold_figures(["12", "5,000件", "－"])
    assert not hold_figures(["会議を12回開いた。", "職員3名を派遣"])
    assert not hold_figures([])


def test_which_way_is_better_is_read_from_the_words() -> None:
    assert direction_in("苦情の件数を減らす") == "down"
    assert direction_in("ごみ排出量の削減") == "down"
    assert direction_in("温室効果ガス削減率") == ""
    assert direction_in("相談件数", "50件以下") == "down"
    assert direction_in("相談件数", "50件以上") == "up"
    assert direction_in("相談件数", "50件") == ""


def test_series_are_told_by_their_names() -> None:
    assert [series_in(text) for text in ("目標", "実績値", "達成率", "国際")] == [
        "target",
        "actual",
        "rate",
        "",
    ]
