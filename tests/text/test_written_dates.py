"""A date that a person gives to a command, in whatever form an office writes it."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.written import iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和5年8月10日", "2023-08-10"),
        ("R5.8.10", "2023-08-10"),
        ("2023/8/10", "2023-08-10"),
        ("2023-8-1", "2023-08-01"),
        (" ２０２３年８月 ", "2023-08"),
        ("令和6年6月", "2024-06"),
        ("令和5年", "2023"),
        ("2014年", "2014"),
        ("令和5年度", "FY2023"),
        ("令和5年8月10日～9月2日", "2023-08-10/2023-09-02"),
        ("令和5年8月10日から12日まで", "2023-08-10/2023-08-12"),
        ("2023-10-03/05", "2023-10-03/05"),
        ("FY2023", "FY2023"),
    ],
)
def test_a_date_as_it_is_written(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    "text",
    ["", "10月3日", "5月", "平成31年5月1日", "2014年頃", "令和5年8月、9月", "昨年", "8月10日と令和5年9月2日"],
)
def test_no_date_or_not_one(text: str) -> None:
    assert iso_date(text) is None
