"""Whose document it is: the government that a title, or a line of its own, names."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.governments import government_of_lines, government_of_title


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("北九州市国際政策推進大綱2016", "北九州市"),
        ("東京都国際都市戦略推進方針", "東京都"),
        ("京都市国際都市ビジョン", "京都市"),
        ("四日市市多文化共生推進プラン", "四日市市"),
        ("第2次さくら市多文化共生推進計画", "さくら市"),
        ("愛知県豊田市国際化推進計画", "豊田市"),
        ("「浜松市多文化共生都市ビジョン」", "浜松市"),
        ("大阪市の国際交流 平成29年度の実績", "大阪市"),
        ("松葉県国際戦略（令和5～9年度）", "松葉県"),
        ("北九州市との交流", ""),
        ("姉妹都市一覧", ""),
        ("国際都市戦略", ""),
        ("市町村国際交流", ""),
        ("外国人市民施策", ""),
        ("国際化に関する各局の取り組み状況", ""),
        ("港都国際交流戦略", ""),
    ],
)
def test_the_government_of_a_title(title: str, named: str) -> None:
    assert government_of_title(title) == named


def test_the_government_of_a_line_of_its_own() -> None:
    assert government_of_lines(["平成28年2月", "北九州市企画調整局国際政策課"]) == "北九州市"
    assert government_of_lines(["浜町総合支所地域振興課", "大村支所"]) == ""
    assert government_of_lines(["大阪市の姉妹都市との交流を進める。", "都市間の交流"]) == ""
