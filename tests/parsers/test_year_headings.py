"""Years of headings between rows, and of a column of years."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.parsers.rows.year_headings import year_of_heading
from toshigaikou_cli.records.blocks import Block
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument

HEADER = ["担当局", "項目名", "実績"]
FORMER = ["環境局", "青葉市との交流", "視察した。"]
LATTER = ["水道局", "若葉市との交流", "派遣した。"]


def years(those: list[Block], year: int | None = None) -> list[int]:
    document = parse(those, context(year=year))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return [each.fiscal_year for each in document.achievements]


@pytest.mark.parametrize(
    "heading",
    [
        "令和5年度",
        "２　令和5年度",
        "（2）令和５年度の実績",
        "■令和5（2023）年度",
        "【R5年度】国際交流事業",
        "2023年度 実績",
        "② 2023年度",
        "【参考】令和5年度実績",
        "参考資料1　令和5年度",
    ],
)
def test_a_heading_between_tables_says_the_year_of_those_below(heading: str) -> None:
    assert year_of_heading(heading) == 2023
    assert years(blocks("令和4年度の実績", HEADER, FORMER, heading, HEADER, LATTER)) == [2022, 2023]


@pytest.mark.parametrize(
    "line",
    [
        "※令和5年度は速報値", "令和5年度は中止", "令和5年度からの事業", "令和5年度末現在", "注 令和5年度", "令和5年度予算額",
        "令和4年度と令和5年度の比較", "12年度の計画と23年度の計画と実績", "交流の実績", "令和5年度の次の事業は、中止とした。",
    ],
)  # fmt: skip
def test_a_line_that_speaks_of_a_year_is_no_heading(line: str) -> None:
    assert year_of_heading(line) is None
    assert years(blocks("令和4年度の実績", HEADER, FORMER, line, HEADER, LATTER)) == [2022, 2022]


def test_a_row_of_nothing_but_a_year_is_a_heading() -> None:
    assert years(blocks("令和4年度の実績", HEADER, FORMER, ["令和5年度", "", ""], LATTER)) == [2022, 2023]


def test_a_year_in_the_header_outranks_a_heading() -> None:
    own = ["担当局", "項目名", "実績（令和4年度）"]
    assert years(blocks("令和4年度の実績", own, FORMER, "令和5年度", own, LATTER)) == [2022, 2022]


def test_another_year_than_the_one_given_is_refused() -> None:
    those = blocks("国際交流の実績", HEADER, FORMER, "令和5年度", HEADER, LATTER)
    assert years(blocks("国際交流の実績", HEADER, FORMER, HEADER, LATTER), 2022) == [2022, 2022]
    with pytest.raises(UsageError, match="--year 2022 contradicts a heading, which says FY2023"):
        years(those, 2022)


def test_a_column_of_years_says_that_of_each_row() -> None:
    header = ["年度", *HEADER]
    rows = [["令和4年度", *FORMER], ["R5", *LATTER], ["", *LATTER]]
    assert years(blocks("令和5年度の実績", header, *rows)) == [2022, 2023, 2023]


def test_indicators_under_a_heading_are_of_its_year() -> None:
    header = ["指標", "単位", "目標値", "実績値"]
    those = blocks(
        "令和4年度", header, ["相談", "件", "300", "310"], "令和5年度", header, ["相談", "件", "320", "355"]
    )
    document = parse(those, context())
    assert isinstance(document, IndicatorsDocument)
    found = [(each.kind, each.fiscal_year, each.value) for one in document.indicators for each in one.values]
    assert found == [
        ("target", 2022, "300"),
        ("actual", 2022, "310"),
        ("target", 2023, "320"),
        ("actual", 2023, "355"),
    ]
