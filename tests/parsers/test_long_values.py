"""Tables with a row for each value: read where each row surely has its kind and year, else left out and named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import IndicatorsDocument, SheetDocument

Stated = tuple[str, int | None, str | None, str]
Rows = Sequence[Sequence[str]]


def read(*parts: str | Sequence[str]) -> IndicatorsDocument:
    document = parse(blocks(*parts), context("kpi.csv"))
    assert isinstance(document, IndicatorsDocument)
    assert document.count.adds_up
    return document


def told(document: IndicatorsDocument) -> list[tuple[str, list[Stated]]]:
    return [
        (each.name, [(value.kind, value.fiscal_year, value.value, value.unit) for value in each.values])
        for each in document.indicators
    ]


VISITS = (
    "来館者数",
    [("base", 2019, "40", "人"), ("target", 2026, "90", "人"), ("actual", 2023, "55", "人")],
)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                ("年度", "施策コード", "施策名", "指標名", "値区分", "値", "単位", "備考"),
                ("2019", "1-2", "港の交流", "来館者数", "基準値", "40", "人", ""),
                ("2026", "1-2", "港の交流", "来館者数", "目標値", "90", "人", "見直し中"),
                ("2023", "1-2", "港の交流", "来館者数", "実績値", "55", "人", ""),
            ],
            id="kinds that are names of columns",
        ),
        pytest.param(
            [
                ("指標名", "区分", "年度", "数値", "単位"),
                ("来館者数", "基準", "R1", "40", "人"),
                ("", "目標", "令和8年度", "90", ""),
                ("", "実績", "2023年度", "55", ""),
            ],
            id="kinds that may be texts, and names that mean the same as above",
        ),
        pytest.param(
            [
                ("指標", "項目", "値（人）"),
                ("来館者数", "基準値（令和元年度）", "40"),
                ("来館者数", "令和8年度目標値", "90"),
                ("来館者数", "R5実績", "55"),
            ],
            id="years in the kinds",
        ),
    ],
)
def test_a_row_for_each_value_is_a_value_of_its_kind_and_year(rows: Rows) -> None:
    document = read("指標の推移", *rows)
    assert told(document) == [VISITS]
    assert (document.count.records, document.count.continued) == (1, 2)
    assert [(each.code, each.message) for each in document.findings] == [
        ("values-in-rows", "3 values are read from tables with a row for each value")
    ]


def test_each_indicator_has_its_measure_and_a_number_that_is_not_there_is_none() -> None:
    document = read(
        ("年度", "施策番号", "指標名", "値区分", "値", "単位"),
        ("2023", "1", "来館者数", "実績値", "55", "人"),
        ("2026", "1", "来館者数", "目標値", "90", "人"),
        ("2023", "2", "講座数", "実績値", "", "回"),
        ("2026", "2", "講座数", "目標値", "12", "回"),
        ("※ 2023年度は速報値", "", "", "", "", ""),
    )
    assert [(each.name, each.measures) for each in document.indicators] == [
        ("来館者数", ("1",)),
        ("講座数", ("2",)),
    ]
    assert told(document)[1] == ("講座数", [("target", 2026, "12", "回")])


def test_a_table_that_goes_on_on_the_next_page_is_one() -> None:
    document = read(
        ("年度", "指標名", "値区分", "値"),
        ("2019", "来館者数（人）", "基準値", "40"),
        "次のページ",
        ("年度", "指標名", "値区分", "値"),
        ("2026", "来館者数（人）", "目標値", "90"),
        ("2023", "来館者数（人）", "実績値", "55"),
    )
    assert told(document) == [VISITS]
    assert document.count.headers == 2


PLANNED = [
    ("施策番号", "KPI", "計測時点", "種別", "数値", "単位", "備考"),
    ("1-1", "参加者数", "R2", "{first}", "410", "人", ""),
    ("1-1", "参加者数", "R6", "{second}", "480", "人", ""),
]
"""A table whose first row would pass for a second header."""


def planned(first: str, second: str) -> list[list[str]]:
    return [[cell.format(first=first, second=second) for cell in row] for row in PLANNED]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("当初値", "中間目標", "target"),
        ("計画策定時", "最終目標", "target"),
        ("策定時値", "中間目標値", "target"),
        ("策定時", "見通し", "forecast"),
        ("基準値", "直近値", "actual"),
    ],
)
def test_the_kinds_are_those_that_name_columns(first: str, second: str, kind: str) -> None:
    document = read(*planned(first, second))
    assert told(document) == [("参加者数", [("base", 2020, "410", "人"), (kind, 2024, "480", "人")])]
    assert document.indicators[0].measures == ("1-1",)


@pytest.mark.parametrize(
    ("first", "second", "line", "word"),
    [
        ("当初値", "中間値", 3, "中間値"),
        ("計画策定時", "修正", 3, "修正"),
        ("着手前", "途中", 2, "着手前"),
        ("基準値", "成果", 3, "成果"),
    ],
)
def test_an_unknown_kind_is_named_and_makes_no_header(first: str, second: str, line: int, word: str) -> None:
    with pytest.raises(ParseError) as raised:
        read(*planned(first, second))
    assert raised.value.args[0].endswith(f"; {word} is no known kind of value")
    assert raised.value.spot is not None
    assert raised.value.spot.line == line


def test_a_word_in_the_remarks_is_no_kind() -> None:
    rows = planned("着手前", "途中")
    rows[1][-1] = "実績"
    with pytest.raises(ParseError, match="; 着手前 is no known kind of value"):
        read(*rows)


def test_a_remark_that_says_that_there_is_no_number_stands_for_it() -> None:
    document = read(
        ("年度", "指標名", "値区分", "値", "単位", "備考"),
        ("2022", "来館者数", "実績値", "50", "人", "速報"),
        ("2023", "来館者数", "実績値", "", "人", "未集計"),
        ("2024", "来館者数", "実績値", "", "人", "3月公表"),
        ("2026", "来館者数", "目標値", "－", "人", ""),
    )
    values = document.indicators[0].values
    assert [(each.kind, each.fiscal_year, each.value, each.text) for each in values] == [
        ("actual", 2022, "50", "50"),
        ("actual", 2023, None, "未集計"),
        ("target", 2026, None, "－"),
    ]
    assert [each.message for each in document.findings] == [
        "1 value is read from a table with a row for each value"
    ]


@pytest.mark.parametrize(
    ("rows", "line", "why"),
    [
        pytest.param(
            [
                ("年度", "指標名", "地区", "値区分", "値"),
                ("2023", "来館者数", "東部", "実績値", "20"),
                ("2023", "来館者数", "西部", "実績値", "35"),
            ],
            3,
            "a second 実績値 of 2023 for 来館者数",
            id="two numbers of a kind and a year",
        ),
        pytest.param(
            [
                ("年度", "指標名", "値区分", "値"),
                ("2023", "来館者数", "実績値", "20"),
                ("", "来館者数", "目標値", "35"),
            ],
            3,
            "no year",
            id="no year",
        ),
        pytest.param(
            [
                ("年度", "指標名", "値区分", "値"),
                ("2023", "来館者数", "実績値", "20"),
                ("2024", "来館者数", "修正", "35"),
            ],
            3,
            "修正 is no known kind of value",
            id="another kind",
        ),
        pytest.param(
            [
                ("年度", "指標名", "値区分", "値"),
                ("2023", "来館者数", "令和4年度実績値", "20"),
                ("2024", "来館者数", "目標値", "35"),
            ],
            2,
            "no fiscal year is told by 2023, 令和4年度",
            id="two years",
        ),
        pytest.param(
            [
                ("年度", "指標名", "値区分", "値", "単位"),
                ("2023", "来館者数", "実績値", "20", "人"),
                ("2024", "来館者数", "目標値", "3", "千人"),
            ],
            3,
            "来館者数 in two units: 人, 千人",
            id="two units",
        ),
        pytest.param(
            [
                ("年度", "指標名", "値区分", "値"),
                ("2019", "来館者数", "基準値", "20"),
                ("2019", "来館者数", "当初値", "30"),
            ],
            3,
            "a second 当初値 of 2019 for 来館者数",
            id="two words for one kind",
        ),
    ],
)
def test_what_is_not_sure_is_refused_and_named(rows: Rows, line: int, why: str) -> None:
    with pytest.raises(ParseError) as raised:
        read(*rows)
    assert raised.value.args[0].startswith("a table with a row for each value, not read: 年度 | 指標名")
    assert raised.value.args[0].endswith(f"; {why}")
    assert raised.value.spot is not None
    assert raised.value.spot.line == line
    assert "its kind (基準値, 目標値, 実績値)" in raised.value.hint


def test_an_unsure_table_beside_a_sheet_is_named_and_no_header() -> None:
    document = parse(
        blocks(
            ("事業名", "担当課", "実績"),
            ("商談会", "国際課", "5月に商談会を開いた。"),
            "指標",
            ("年度", "指標名", "値区分", "値"),
            ("2023", "来館者数", "実績値", "20"),
            ("2023", "来館者数", "実績値", "30"),
        ),
        context("r5.csv", 2023),
    )
    assert isinstance(document, SheetDocument)
    assert not document.indicators
    assert document.count.other == 3
    assert [each.code for each in document.findings] == ["table-unknown"]


def test_a_table_with_a_column_for_each_kind_stays_one() -> None:
    document = read(
        ("指標名", "数値", "基準値（R1）", "目標値（R8）", "R5実績値"),
        ("来館者数（人）", "延べ", "40", "90", "55"),
    )
    assert told(document) == [VISITS]
    assert not [each for each in document.findings if each.code == "values-in-rows"]
