"""Columns that give way to another: what came of the work (成果) beside what was done."""

from __future__ import annotations

import pytest

from parsers.documents import blocks, context
from toshigaikou_cli.errors import ParseError
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import AchievementRecord, SheetDocument

DONE, EFFECT, AIM = "支援員を3校に置いた。", "県の平均を上回った。", "支援員を3校に置く。"
TITLE = "令和5年度　点検評価"


def of_columns(title: str, names: tuple[str, ...], cells: tuple[str, ...]) -> list[AchievementRecord]:
    parts = blocks(title, ("事業名", "担当課", *names), ("学びの支え", "学校教育課", *cells))
    document = parse(parts, context("a.csv"))
    assert isinstance(document, SheetDocument)
    assert document.count.adds_up
    return list(document.achievements)


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        (("取組内容", "成果", "課題", "評価"), (DONE, EFFECT, "人手", "A")),
        (("令和5年度の取組内容", "成果", "課題"), (DONE, EFFECT, "人手")),
        (("令和5年度の実績", "成果"), (DONE, EFFECT)),
        (("実施状況", "取組の成果"), (DONE, EFFECT)),
        (("成果・効果", "実施内容"), (EFFECT, DONE)),
        (("令和5年度の取組", "成果", "課題"), (DONE, EFFECT, "人手")),
        (("令和5年度の取組", "令和5年度の成果"), (DONE, EFFECT)),
        (("取組", "成果", "課題"), (DONE, EFFECT, "人手")),
        (("具体的な取組", "成果"), (DONE, EFFECT)),
        (("取組内容", "成果"), (DONE, "")),
        (("実績", "成果と課題"), (DONE, EFFECT)),
        (("実施内容", "成果・評価"), (DONE, EFFECT)),
        (("取組実績", "取組の成果と今後の課題"), (DONE, EFFECT)),
    ],
)
def test_what_was_done_is_the_result_and_what_came_of_it_is_kept(
    names: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    (record,) = of_columns(TITLE, names, cells)
    assert (record.kind, record.fiscal_year, record.item, record.result) == (
        "result",
        2023,
        "学びの支え",
        DONE,
    )
    effects = [(cell.column, cell.text) for cell in record.cells if "成果" in cell.header]
    assert effects == [("", next(text for name, text in zip(names, cells, strict=True) if "成果" in name))]


def test_the_year_of_the_work_is_that_of_the_sheet() -> None:
    (record,) = of_columns("点検評価", ("令和5年度の取組", "成果", "課題"), (DONE, EFFECT, ""))
    assert (record.fiscal_year, record.result) == (2023, DONE)


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        (("成果", "課題"), (EFFECT, "人手")),
        (("成果と課題",), (EFFECT,)),
        (("事業内容", "成果"), (AIM, EFFECT)),
        (("取組", "成果"), (AIM, EFFECT)),
        (("成果", "課題", "令和6年度の取組"), (EFFECT, "人手", AIM)),
        (("令和6年度の取組", "令和5年度の成果"), (AIM, EFFECT)),
    ],
)
def test_what_came_of_it_is_the_result_where_nothing_says_what_was_done(
    names: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    found = of_columns(TITLE, names, cells)
    assert [(each.fiscal_year, each.item, each.result) for each in found] == [(2023, "学びの支え", EFFECT)]


@pytest.mark.parametrize(
    "names",
    [("実施内容", "結果"), ("取組内容・成果", "実績"), ("実施状況と成果", "実績"), ("成果", "取組の成果")],
)
def test_two_that_may_be_what_was_done_compete(names: tuple[str, ...]) -> None:
    with pytest.raises(ParseError, match="two columns compete"):
        of_columns(TITLE, names, (DONE, EFFECT))


@pytest.mark.parametrize("first", ["取組内容", "実施内容", "具体的な取組内容"])
@pytest.mark.parametrize("second", ["令和5年度実績", "実績", "取組結果", "実施状況"])
def test_what_is_to_be_done_gives_way_to_what_was_done(first: str, second: str) -> None:
    (made,) = of_columns(TITLE, (first, second), ("生徒を派遣し交流する。", DONE))
    assert made.result == DONE


@pytest.mark.parametrize("cells", [(DONE, DONE), ("生徒の派遣", "継続"), ("生徒の派遣", "")])
def test_it_does_not_where_it_tells_deeds_or_the_other_tells_none(cells: tuple[str, str]) -> None:
    with pytest.raises(ParseError, match="two columns compete"):
        of_columns(TITLE, ("取組内容", "実績"), cells)


def test_effects_win_over_what_is_to_be_done_by_their_numbers_alone() -> None:
    names = ("取組内容", "成果")
    (told,) = of_columns(TITLE, names, ("生徒を派遣し交流する。", "10月に5名を派遣した。"))
    assert told.result == "10月に5名を派遣した。"
    for cells in (
        ("生徒を派遣する。", "理解が深まった。"),
        ("大連市との交流会（5月3日、50名）", "友好関係が強化された。"),
    ):
        (made,) = of_columns(TITLE, names, cells)
        assert made.result == cells[0]


def test_results_of_two_years_stay_two() -> None:
    found = of_columns("点検評価", ("令和4年度の実績", "令和5年度の成果"), (DONE, EFFECT))
    assert [(each.fiscal_year, each.result) for each in found] == [(2022, DONE), (2023, EFFECT)]
