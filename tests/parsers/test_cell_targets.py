"""Numeric targets in sentences: those of lines called 数値目標 with a base in brackets, and those in the texts of measures."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.indicators import IndicatorRecord

TOP = ("みさき市国際化推進プラン", "令和5年3月", "計画期間：令和5年度～令和9年度")
HEADER = ("番号", "施策名", "概要", "担当課")


def strategy(overview: str, *lines: str) -> StrategyDocument:
    made = blocks(*TOP, *lines, "基本目標１　交流", HEADER, ("1", "留学生の支援", overview, "国際課"))
    document = parse(made, context("s.csv"))
    assert isinstance(document, StrategyDocument)
    return document


def told(indicator: IndicatorRecord) -> tuple[str, list[tuple[str, int | None, str | None, str]]]:
    return indicator.name, [(v.kind, v.fiscal_year, v.value, v.unit) for v in indicator.values]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "数値目標：研修員の受入れを令和9年度までに累計50人とする（令和4年度実績：12人）。",
            [("base", 2022, "12", "人"), ("target", 2027, "50", "人")],
        ),
        (
            "数値目標：相談件数を年間1,200件とする（令和3年度：900件）。",
            [("base", 2021, "900", "件"), ("target", None, "1200", "件")],
        ),
        ("成果目標：相談件数を令和9年度までに1200件。", [("target", 2027, "1200", "件")]),
        (
            "相談件数を令和9年度までに1200件とする（令和3年度末時点900件）。",
            [("base", 2021, "900", "件"), ("target", 2027, "1200", "件")],
        ),
        ("相談件数を令和9年度までに1200件とする（3か所で受ける）。", [("target", 2027, "1200", "件")]),
    ],
)
def test_a_line_called_a_target_is_read_with_its_base(
    line: str, expected: list[tuple[str, int | None, str, str]]
) -> None:
    document = strategy("支える。", line)
    (indicator,) = document.indicators
    assert told(indicator)[1] == expected
    assert (indicator.prose, indicator.source.line) == (True, 4)
    assert not document.findings


def test_a_line_called_a_target_that_is_not_read_is_named() -> None:
    document = strategy("支える。", "数値目標：相談件数1200件。")
    assert not document.indicators
    (finding,) = document.findings
    assert (finding.code, finding.severity, finding.spot.line) == ("target-unread", "warning", 4)
    assert finding.message == "a target in a sentence is not read: 相談件数1200件。"
    assert not strategy("支える。", "数値目標：次の表による。").findings


@pytest.mark.parametrize(
    ("overview", "name", "year", "value"),
    [
        ("中高生を令和9年度までに年20人派遣する。", "中高生", 2027, "20"),
        ("令和9年度までに中高生を年20人派遣する。", "中高生", 2027, "20"),
        ("令和9年度までに年20人派遣する", "留学生の支援", 2027, "20"),
        ("中高生の派遣を行う（令和9年度までに年20人）。", "留学生の支援", 2027, "20"),
        ("年20人の受入れを目指す。", "受入れ", None, "20"),
    ],
)
def test_a_target_in_the_text_of_a_measure_is_of_that_measure(
    overview: str, name: str, year: int | None, value: str
) -> None:
    (indicator,) = strategy(overview).indicators
    assert told(indicator) == (name, [("target", year, value, "人")])
    assert (indicator.measures, indicator.about, indicator.prose) == (("1",), "留学生の支援", True)


@pytest.mark.parametrize(
    "overview", ["令和9年度までに3校で20人を派遣する。", "目標は令和9年度までに20人。", "数値目標：20人。"]
)
def test_what_may_be_a_target_is_named(overview: str) -> None:
    document = strategy(overview)
    assert not document.indicators
    assert [(each.code, each.spot.line) for each in document.findings] == [("target-unread", 6)]


@pytest.mark.parametrize(
    "overview",
    [
        "令和4年度までに20人を派遣した。",
        "令和4年度までに20人を派遣する。",
        "年1回開催する。",
        "令和9年度までに見直す。",
        "20人を派遣する。",
        "昨年度までに20人を受け入れ、今後も続ける。",
    ],
)
def test_what_was_done_or_is_done_each_year_is_no_target(overview: str) -> None:
    document = strategy(overview)
    assert not document.indicators
    assert not document.findings


PAST = [
    "令和2年度は年3回の開催を目指したが、1回にとどまった。",
    "年3回の開催を目指していたが、1回にとどまった。",
    "年3回の開催を目標としていたものの、見送った。",
    "令和2年度は年3回の開催を目指した。",
    "年20人が目標であった。",
]


@pytest.mark.parametrize("sentence", PAST)
def test_what_was_aimed_at_before_is_no_target(sentence: str) -> None:
    assert not strategy(sentence).indicators
    assert not strategy("支える。", sentence).indicators


@pytest.mark.parametrize(
    ("sentence", "name", "year", "value"),
    [
        ("令和4年度に20人を目標としていたが、令和9年度までに年30人の派遣を目指す。", "派遣", 2027, "30"),
        ("令和4年度までの目標であった20人を、令和9年度までに30人に引き上げる。", "留学生の支援", 2027, "30"),
        ("年20人の受入れを目標とした交流を行う。", "受入れ", None, "20"),
        ("令和9年度に20人を目標とした。", "留学生の支援", 2027, "20"),
    ],
)
def test_what_is_aimed_at_now_is_a_target_beside_what_was(
    sentence: str, name: str, year: int | None, value: str
) -> None:
    (indicator,) = strategy(sentence).indicators
    assert told(indicator) == (name, [("target", year, value, "人")])


def test_what_a_column_states_is_not_told_again() -> None:
    made = blocks(
        *TOP,
        "基本目標１　交流",
        (*HEADER, "指標", "目標値（令和9年度）"),
        ("1", "留学生の支援", "令和9年度までに年20人派遣する。", "国際課", "派遣人数", "20人"),
    )
    document = parse(made, context("s.csv"))
    assert isinstance(document, StrategyDocument)
    assert [each.name for each in document.indicators] == ["派遣人数"]
    assert not document.findings


def in_cells(name: str, *cells: str) -> StrategyDocument:
    rows = [(str(at), f"施策{at}", "国際課", cell) for at, cell in enumerate(cells, 1)]
    made = blocks(*TOP, "基本目標１　交流", ("番号", "施策名", "担当課", name), *rows)
    document = parse(made, context("s.csv"))
    assert isinstance(document, StrategyDocument)
    return document


@pytest.mark.parametrize("header", ["数値目標", "成果目標", "到達目標", "目標", "成果指標", "KPI"])
def test_a_target_in_words_under_a_name_of_targets_is_of_its_measure(header: str) -> None:
    document = in_cells(header, "派遣者数を令和9年度までに50人", "来場者数 1,000人以上", "交流を深める。")
    assert [(*told(each), each.measures, each.direction) for each in document.indicators] == [
        ("派遣者数", [("target", 2027, "50", "人")], ("1",), ""),
        ("来場者数", [("target", None, "1000", "人")], ("2",), "up"),
    ]
    assert not document.findings


def test_of_a_cell_of_targets_what_is_not_sure_is_named() -> None:
    document = in_cells("数値目標", "国際交流員を10人増やすことで学びを支える")
    assert not document.indicators
    (finding,) = document.findings
    assert (finding.code, finding.spot.line) == ("target-unread", 6)


@pytest.mark.parametrize("header", ["施策目標", "目指す姿", "目標（令和9年度）", "備考"])
def test_other_columns_hold_no_targets(header: str) -> None:
    document = in_cells(header, "来場者数 1,000人", "交流員を10人に増やすことで学びを支える")
    assert not document.indicators
    assert not any(each.code == "target-unread" for each in document.findings)


def test_a_number_of_a_column_is_told_once() -> None:
    document = in_cells("目標値", "50人", "1,000人")
    assert [told(each)[1] for each in document.indicators] == [
        [("target", None, "50", "人")],
        [("target", None, "1000", "人")],
    ]
    assert not document.findings
