"""The fiscal years in force, as a strategy states them."""

from __future__ import annotations

import pytest

from toshigaikou_cli.parsers.periods import names_a_plan, years_in_force


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("計画期間：平成28年度から令和2年度まで", (2016, 2020)),
        ("計画期間 2016年度～2020年度", (2016, 2020)),
        ("計画期間は5年間（平成28年度～平成32年度）とする。", (2016, 2020)),
        ("計画期間：令和3年度から5年間", (2021, 2025)),
        ("推進期間：２０１６年度～２０年度", (2016, 2020)),
        ("計画期間は平成28年度～32年度", (2016, 2020)),
        ("計画期間 令和3(2021)年度から令和7(2025)年度まで", (2021, 2025)),
        ("計画期間 令和3年4月から令和8年3月まで", (2021, 2025)),
        ("計画期間：Ｒ３～Ｒ７年度", (2021, 2025)),
        ("計画期間：令和元年度から令和5年度", (2019, 2023)),
        ("計画期間：令和7年度から令和3年度", None),
        ("平成28年度から令和2年度までの実績", None),
        ("平成26（2014）年12月", None),
        ("計画期間", None),
        ("期間　R5.4.1～R10.3.31", (2023, 2027)),
        ("計画期間：2023.4～2028.3", (2023, 2027)),
        (
            "本計画の期間は、令和5（2023）年度を初年度とし、令和9（2027）年度を目標年度とする5か年計画とする。",
            (2023, 2027),
        ),
        ("計画期間は令和5年度を初年度とする5年間", (2023, 2027)),
        ("計画期間：令和5年度を始期とし令和9年度を終期とする", (2023, 2027)),
        ("計画期間は、平成30年度を基準年度とし、令和5年度を目標年度とする", None),
        ("計画期間：2023/4/1～2028/3/31", (2023, 2027)),
    ],
)
def test_a_line_that_names_the_period(text: str, years: tuple[int, int] | None) -> None:
    assert years_in_force(text) == years


def test_a_period_alone_is_enough_near_the_top() -> None:
    assert years_in_force("（平成28～令和2年度）", at_top=True) == (2016, 2020)
    assert years_in_force("国際戦略（2021-2025）", at_top=True) == (2021, 2025)
    assert years_in_force("青嶺市国際戦略　令和5年度～令和9年度", at_top=True) == (2023, 2027)
    assert years_in_force("青嶺市国際戦略 2023-2027", at_top=True) == (2023, 2027)
    assert years_in_force("青嶺市国際戦略の実績 2023-2027", at_top=True) is None
    assert years_in_force("（平成28～令和2年度）") is None
    assert years_in_force("平成28年度から令和2年度に200人を送った", at_top=True) is None


def test_the_period_may_stand_below_its_name() -> None:
    assert years_in_force("計画期間", "令和３年度～令和７年度") == (2021, 2025)


def test_the_period_may_stand_behind_the_name_of_the_plan() -> None:
    """Before the name of a part of it, in any brackets; a report on some years of it says nothing of its period."""
    assert years_in_force("湊市総合計画（令和4～8年度）　施策体系", at_top=True) == (2022, 2026)
    assert years_in_force("湊市総合計画　前期基本計画　[令和4年度－8年度]", at_top=True) == (2022, 2026)
    assert years_in_force("湊市国際戦略【R4～R8】", at_top=True) == (2022, 2026)
    assert years_in_force("湊市総合計画（令和4～5年度）　進捗状況", at_top=True) is None
    assert years_in_force("湊市総合計画（令和4年度策定）　施策体系", at_top=True) is None
    assert years_in_force("湊市総合計画（令和4～8年度）　施策体系") is None
    assert years_in_force("湊市国際化推進プラン 2025-2029　事業一覧", at_top=True) == (2025, 2029)
    assert years_in_force("湊市国際化推進計画（令和7年度～令和11年度）事業計画一覧", at_top=True) == (
        2025,
        2029,
    )
    assert years_in_force("湊市国際交流事業 2025-2029　事業一覧", at_top=True) is None


def test_the_list_of_a_plan_with_its_period_names_a_plan() -> None:
    assert names_a_plan(["湊市国際化推進計画（令和7年度～令和11年度）　事業一覧"])
    assert names_a_plan(["湊市国際化推進プラン 2025-2029　施策一覧"])
    assert not names_a_plan(["令和7年度　国際化推進計画　事業一覧"])
    assert not names_a_plan(["令和7年度～令和11年度の事業一覧"])
