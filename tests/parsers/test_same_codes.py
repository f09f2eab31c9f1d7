"""Several measures of one code are named when their strategy is read."""

from __future__ import annotations

from parsers.documents import blocks, context
from toshigaikou_cli.parsers import parse
from toshigaikou_cli.records.documents import StrategyDocument
from toshigaikou_cli.records.finding import Finding

HEADER = ("具体的取組", "概要", "担当課")


def named(*parts: str | tuple[str, ...]) -> list[Finding]:
    document = parse(blocks("みさき市国際化推進計画", *parts), context("s.docx"))
    assert isinstance(document, StrategyDocument)
    return [each for each in document.findings if each.code == "codes-repeat"]


def test_equal_codes_under_one_heading_are_named() -> None:
    (finding,) = named(
        "基本目標１　結ぶ",
        HEADER,
        ("①派遣", "送る。", "国際課"),
        ("②受入れ", "迎える。", "国際課"),
        "主な取組",
        HEADER,
        ("①交流", "交わる。", "指導課"),
    )
    assert (finding.severity, finding.spot.line) == ("warning", 8)
    assert finding.message == "several measures have the code ①: 派遣, 交流"


def test_codes_that_begin_anew_in_each_goal_are_whole() -> None:
    assert not named(
        "基本目標１　結ぶ",
        HEADER,
        ("①派遣", "送る。", "国際課"),
        "基本目標２　学ぶ",
        HEADER,
        ("①交流", "交わる。", "指導課"),
    )
