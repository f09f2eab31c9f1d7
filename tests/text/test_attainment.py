"""Arithmetic on what documents state: the last actual value by its target, and whether a stated rate fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toshigaikou_cli.text.attainment import (
    goes_down,
    is_of_several_years,
    latest_share,
    rate_fits,
    rounded,
    same_value,
    target_of_several_years,
)

if TYPE_CHECKING:
    from toshigaikou_cli.records.kinds import ValueKind
    from toshigaikou_cli.records.rows import IndicatorValueRow


def value(
    kind: ValueKind, number: str | None, year: int | None = None, unit: str = "件"
) -> IndicatorValueRow:
    return {"kind": kind, "fiscal_year": year, "value": number, "unit": unit, "text": number or "－"}


def percent(*values: IndicatorValueRow) -> str | None:
    found = latest_share(values)
    return rounded(found.percent) if found else None


def test_the_target_of_the_same_year_comes_first_then_one_without_a_year() -> None:
    actuals = value("actual", "10", 2018), value("actual", "20", 2019)
    assert percent(*actuals, value("target", "40", 2019), value("target", "80")) == "50.0"
    assert percent(*actuals, value("target", "80"), value("target", "10", 2020)) == "25.0"


def test_a_target_of_another_year_gives_no_rate_but_fits_a_document_s_own() -> None:
    values = [value("actual", "44", 2024), value("target", "30", 2025)]
    assert percent(*values) is None
    assert percent(value("actual", "44", 2024), value("target", "50", 2023)) is None
    assert rate_fits("146.7%", values, down=False) is True


@pytest.mark.parametrize(
    ("one", "other"), [("％", "%"), ("ヶ所", "か所"), ("万箇所", "万か所"), ("㎡", "m2"), ("パーセント", "%")]
)
def test_spellings_of_one_unit_are_the_same(one: str, other: str) -> None:
    assert percent(value("actual", "36.8", 2024, other), value("target", "40", 2024, one)) == "92.0"


def test_other_units_are_not() -> None:
    assert percent(value("actual", "36", 2024, "人"), value("target", "40", 2024, "人泊")) is None


def test_nothing_is_reckoned_from_what_is_missing_or_of_another_unit() -> None:
    assert percent(value("actual", "10", 2018), value("target", None, 2018)) is None
    assert percent(value("actual", "10", 2018), value("target", "5", 2018, "人")) is None
    assert percent(value("actual", "10", 2018), value("target", "0", 2018)) is None
    assert percent(value("actual", "1200", 2018, "人"), value("target", "1", 2018, "千人")) == "120.0"


@pytest.mark.parametrize("rate", ["109%", "109.2％", "109.17", "1.09"])
def test_a_rate_fits_however_it_is_rounded(rate: str) -> None:
    values = [value("target", "120", 2019), value("actual", "131", 2019)]
    assert rate_fits(rate, values, down=False) is True


def test_a_rate_that_the_numbers_do_not_give() -> None:
    values = [value("target", "120", 2019), value("actual", "131", 2019)]
    assert rate_fits("190.2%", values, down=False) is False
    assert rate_fits("－", values, down=False) is None
    assert rate_fits("50%", values[:1], down=False) is None


def test_other_usual_ways_of_reckoning_fit() -> None:
    less = [value("target", "100", 2019), value("actual", "80", 2019)]
    assert rate_fits("120%", less, down=True)
    assert rate_fits("125%", less, down=True)
    assert rate_fits("120%", less, down=False) is False
    from_base = [value("base", "100"), value("target", "200", 2019), value("actual", "150", 2019)]
    assert rate_fits("50%", from_base, down=False)
    assert rate_fits("75%", from_base, down=False)


def test_the_same_number_in_another_scale_is_the_same() -> None:
    assert same_value(value("actual", "35.4", 2019, "万人"), value("actual", "354000", 2019, "人"))
    assert not same_value(value("actual", "35", 2019, "万人"), value("actual", "354000", 2019, "人"))


@pytest.mark.parametrize("rate", ["50%", "112.5%", "88.9%"])
def test_a_target_below_the_base_is_reckoned_as_offices_do(rate: str) -> None:
    values = [value("base", "1000"), value("target", "800", 2022), value("actual", "900", 2022)]
    assert goes_down("相談件数", "", values)
    assert rate_fits(rate, values, down=True)
    assert rate_fits("70%", values, down=True) is False


def test_a_target_of_zero_is_reckoned_from_the_base_alone() -> None:
    values = [value("base", "3"), value("target", "0", 2022), value("actual", "1", 2022)]
    assert rate_fits("66.7%", values, down=True)
    assert rate_fits("33%", values, down=True) is False
    assert rate_fits("33%", values[1:], down=True) is None


@pytest.mark.parametrize(
    "name", ["苦情件数", "苦情の件数", "窓口への苦情受付件数", "ごみ排出量", "放置自転車の台数", "待機児童数"]
)
def test_what_nobody_wants_more_of_goes_down(name: str) -> None:
    assert goes_down(name, "", [])


@pytest.mark.parametrize(
    "name", ["苦情対応件数", "苦情解決率", "事故防止講習の回数", "参加者数", "使用言語数", "排出量の削減率"]
)
def test_what_is_done_about_it_does_not(name: str) -> None:
    assert not goes_down(name, "", [])


def test_a_base_and_the_words_say_more_than_the_name() -> None:
    assert not goes_down("使用量", "", [value("base", "10"), value("target", "20", 2022)])
    assert not goes_down("苦情件数", "up", [])
    assert goes_down("参加者数", "down", [])


@pytest.mark.parametrize(
    "text", ["累計15人", "5（累計）", "15人（R2～R6累計）", "5年間で20件", "計画期間計 8校", "期間中に3回"]
)
def test_a_sum_of_several_years(text: str) -> None:
    assert is_of_several_years(text)


@pytest.mark.parametrize("text", ["15人", "1件（累計4件）", "年間3回", "1年間に2件", "計12人", "5年"])
def test_a_number_of_one_year(text: str) -> None:
    assert not is_of_several_years(text)


def test_a_year_is_no_part_of_a_target_of_several_years() -> None:
    actual, target = value("actual", "3", 2023), value("target", "15", 2023)
    target["text"] = "累計15"
    assert percent(actual, target) is None
    assert target_of_several_years([actual, target])
    assert rate_fits("80%", [actual, target], down=False) is None
    actual["text"] = "累計3"
    assert percent(actual, target) == "20.0"
    assert not target_of_several_years([actual, target])


def test_a_target_of_another_year_is_not_compared_for_that_alone() -> None:
    target = value("target", "15", 2026)
    target["text"] = "累計15"
    assert not target_of_several_years([value("actual", "3", 2023), target])
