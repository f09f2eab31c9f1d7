"""Titles of editions of one plan meet; those of another plan do not."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.edition_titles import edition_key

PLAN = "海浜市国際化推進計画"


@pytest.mark.parametrize(
    "title",
    [
        "海浜市国際化推進計画（改定版）",
        "海浜市国際化推進計画 改訂版",
        "海浜市国際化推進計画〔改訂版〕",
        "海浜市国際化推進計画【改定版】",
        "【改訂版】海浜市国際化推進計画",
        "改定　海浜市国際化推進計画",
        "令和4年改定 海浜市国際化推進計画",
        "第2次改定海浜市国際化推進計画",
        "海浜市国際化推進計画（第2回改定）",
        "海浜市国際化推進計画（令和4年3月改定）",
        "海浜市国際化推進計画（令和4年（2022年）3月一部改定）",
        "海浜市国際化推進計画（Ｒ４．３改定）",
        "海浜市国際化推進計画（2022年改訂版）",
        "海浜市国際化推進計画令和4年度改訂版",
        "海浜市国際化推進計画改定版（令和4年3月）",
        "海浜市国際化推進計画（令和2年3月策定）",
        "海浜市国際化推進計画一部改定",
        "海浜市国際化推進計画 中間見直し版",
        "海浜市国際化推進計画（改定後）",
    ],
)
def test_editions_of_one_plan_meet(title: str) -> None:
    assert edition_key(title) == edition_key(PLAN)


@pytest.mark.parametrize(
    "title",
    [
        "第2期海浜市国際化推進計画",
        "第2次海浜市国際化推進計画",
        "海浜市国際化推進計画（第2期）",
        "海浜市国際化推進計画（後期）",
        "海浜市国際化推進計画 後期計画",
        "海浜市国際化推進計画（案）",
        "海浜市国際化推進計画（改定案）",
        "海浜市国際化推進計画（概要版）",
        "海浜市国際化推進計画改定方針",
        "海浜市国際化推進計画改定の考え方",
        "海浜市国際化推進計画2025",
        "新海浜市国際化推進計画",
        "第2期海浜市国際化推進計画（改定版）",
        "海浜市多文化共生推進計画（改定版）",
    ],
)
def test_another_plan_is_another(title: str) -> None:
    assert edition_key(title) != edition_key(PLAN)


@pytest.mark.parametrize("title", ["改定", "改訂版", "見直し", ""])
def test_a_title_of_nothing_else_stays(title: str) -> None:
    assert edition_key(title) == title


def test_the_number_of_a_plan_is_no_part_of_its_edition() -> None:
    assert edition_key("国際戦略2023改定版") == edition_key("国際戦略2023")
    assert edition_key("第2期国際戦略（改定版）") == edition_key("第2期国際戦略")
