"""A row of one text into which merged cells reach from above is a measure, and no heading; one that spans the rest is one."""

from __future__ import annotations

from parsers.documents import context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.blocks import Block, Cell, Line, Row
from toshigaikou_cli.records.documents import StrategyDocument

Text = str | Cell


def over(text: str) -> Cell:
    """What a merged cell says in the rows below its first."""
    return Cell(text, filled=True)


ACROSS = Cell("", filled=True)


def strategy(*rows: tuple[Text, ...]) -> StrategyDocument:
    made: list[Block] = [
        Line("みさき市国際化推進計画", line=1),
        Line("計画期間　令和4年度～令和8年度", line=2),
        Line("基本目標１　結ぶ", line=3),
    ]
    for number, row in enumerate(rows, 1):
        cells = tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
        made.append(Row(cells, table=1, row=number, line=3 + number))
    document = parse(made, context("s.html"))
    assert isinstance(document, StrategyDocument)
    assert document.count.adds_up
    assert not document.rejected
    return document


def measures(document: StrategyDocument) -> list[tuple[str, str, str, list[str]]]:
    return [(m.code, m.area, m.title, [b.text for b in m.bureaus]) for m in document.measures]


def test_a_measure_between_merged_cells_is_no_heading() -> None:
    document = strategy(
        ("主要施策", "具体的取組", "担当課"),
        ("（１）都市", "①派遣", "国際課"),
        (over("（１）都市"), "②受入れ", over("国際課")),
        ("（２）学校", "①交流", "指導課"),
    )
    assert measures(document) == [
        ("1-1-①", "1", "派遣", ["国際課"]),
        ("1-1-②", "1", "受入れ", ["国際課"]),
        ("1-2-①", "2", "交流", ["指導課"]),
    ]


def test_a_measure_whose_unit_is_merged_is_no_area() -> None:
    for unit in ("担当課", "部署"):
        document = strategy(
            ("具体的取組", unit),
            ("①派遣", "国際課"),
            ("②受入れ", over("国際課")),
            ("③交流", "指導課"),
        )
        assert [each[:2] for each in measures(document)] == [("①", ""), ("②", ""), ("③", "")]
        assert measures(document)[1][3] == ["国際課"]


def test_a_heading_that_spans_the_cells_behind_a_merged_one_stays_one() -> None:
    document = strategy(
        ("計画", "具体的取組", "概要", "担当課"),
        ("（１）都市", ACROSS, ACROSS, ACROSS),
        ("推進計画", "①派遣", "送る。", "国際課"),
        (over("推進計画"), "（２）学校", ACROSS, ACROSS),
        (over("推進計画"), "②交流", "交わる。", "指導課"),
    )
    assert [(a.code, a.title) for a in document.areas] == [("1-1", "都市"), ("1-2", "学校")]
    assert [each[:3] for each in measures(document)] == [("①", "1", "派遣"), ("②", "2", "交流")]


def test_a_heading_in_a_file_without_merged_cells_stays_one() -> None:
    document = strategy(
        ("番号", "施策", "局", "担当課"),
        ("（１）都市", "", "", ""),
        ("1", "派遣", "市長公室", "国際課"),
        ("（２）学校", "", "", ""),
        ("2", "交流", "", "指導課"),
    )
    assert [(a.code, a.title) for a in document.areas] == [("1-1", "都市"), ("1-2", "学校")]
