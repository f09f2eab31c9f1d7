"""Tables of numbers by year that name no indicator: refused with what helps."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument

DEMAND = [
    ("", "R7", "R8", "R9"),
    ("①量の見込み", "410", "400", "390"),
    ("②確保方策", "450", "450", "450"),
    ("②－①", "40", "50", "60"),
    ("実績", "395", "", ""),
]
EMISSIONS = [
    ("年度", "産業部門", "家庭部門", "合計", "2013年度比"),
    ("2013（基準年度）", "51", "29", "1,080", "－"),
    ("2019", "45", "24", "69", "△13.8％"),
    ("2030（目標）", "31", "10", "41", "△48.8％"),
]


def refusal(*rows: Sequence[str]) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(blocks("区域の計画", *rows), context("a.csv"))
    return caught.value


def test_years_across_without_indicators_are_refused_as_such() -> None:
    error = refusal(("(1) 病児の保育【保育課】", "", "", "単位：人日"), *DEMAND)
    assert "a table of numbers by year whose rows are not named as indicators: R7 | R8 | R9" in str(error)
    assert "指標 | 区分 | 単位" in str(error)
    assert "実績（令和5年度）" not in str(error)


def test_a_row_for_each_year_is_refused_as_such() -> None:
    error = refusal(*EMISSIONS)
    assert "a row for each year and a column for each series of numbers: 年度 | 産業部門" in str(error)
    assert "Transpose" in str(error)


@pytest.mark.parametrize(
    "rows",
    [
        [("なまえ", "ひづけ", "ばしょ"), ("港", "5月", "公園"), ("空", "6月", "広場"), ("海", "7月", "浜")],
        [("", "R7", "R8", "R9"), ("調査", "○", "○", ""), ("工事", "", "○", "○")],
        [
            ("年度", "できごと", "ばしょ"),
            ("2019", "開港", "港"),
            ("2020", "開館", "丘"),
            ("2021", "開園", "浜"),
        ],
    ],
)
def test_other_tables_are_not(rows: Sequence[Sequence[str]]) -> None:
    assert "year" not in str(refusal(*rows)).split("seen:")[0]


def test_what_the_refusals_say_helps() -> None:
    rows = [
        ("指標", "区分", "単位", "R7", "R8"),
        ("病児の保育（量の見込み）", "目標", "人日", "410", "400"),
        ("病児の保育（量の見込み）", "実績", "人日", "395", ""),
    ]
    across = parse(blocks("令和7年度 実績", *rows), context("a.csv"))
    rows = [
        ("指標", "単位", "基準値（2013年度）", "実績値（2019年度）", "目標値（2030年度）"),
        ("総排出量", "千t-CO2", "1,080", "69", "41"),
    ]
    turned = parse(blocks("区域の計画", *rows), context("a.csv"))
    assert isinstance(across, IndicatorsDocument)
    assert isinstance(turned, IndicatorsDocument)
    assert [(value.kind, value.fiscal_year, value.value) for value in across.indicators[0].values] == [
        ("target", 2025, "410"),
        ("target", 2026, "400"),
        ("actual", 2025, "395"),
    ]
    assert [(value.kind, value.fiscal_year, value.value) for value in turned.indicators[0].values] == [
        ("base", 2013, "1080"),
        ("actual", 2019, "69"),
        ("target", 2030, "41"),
    ]
