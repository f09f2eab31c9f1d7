"""Days of what was done so that an activity could take place."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.dates.finding import find_dates


def roles(text: str) -> list[str]:
    return [each.role for each in find_dates(text, 2024)]


@pytest.mark.parametrize(
    "text",
    [
        "募集期間：5月1日～31日、実施日：7月28日",
        "申込期間　5月1日～31日、実施日　7月28日",
        "受付期間：5/1～5/31\n開催日：7/28",
        "6月1日から30日まで募集し、8月5日～9日に派遣した（12名）。",
        "6月に参加者を募集し、8月に派遣した。",
        "契約日：令和6年4月1日\n実施日：令和6年9月14日",
        "6月28日付けで北京市から招待を受け、9月5日から8日まで北京市を訪問した。",
        "広報8月号（8月1日発行）で周知し、9月14日に開催した。",
        "9月1日（防災の日）にちなみ、9月6日に訓練を実施した。",
        "9月1日（防災の日）に合わせて9月6日に訓練を実施した。",
        "平成元年5月10日の友好都市提携から35周年となり、記念式典を10月5日に開催した。",
    ],
)
def test_only_the_day_of_the_activity_says_when(text: str) -> None:
    assert roles(text) == ["mentioned", "when"]


@pytest.mark.parametrize(
    "text",
    [
        "募集期間：5月1日～31日",
        "6月1日から30日まで募集し、12名の応募があった。",
        "契約日：令和6年4月1日",
        "広報誌（8月1日発行）で周知した。",
        "9月1日（防災の日）に合わせ、訓練を実施した。",
        "4月1日付けで協定を締結し、10月5日に記念式典を開催した。",
        "4月1日付けで職員を派遣し、10月5日に帰国した。",
        "8月1日に広報紙を発行し、9月14日に開催した。",
        "5月に募集型企画展を開き、8月に講演会を開催",
        "9月1日（防災の日）に訓練を実施し、9月6日に講習を開催した。",
        "12月に募集し、翌年1月に選考、同2月に派遣",
        "平成元年5月10日に開催",
        "令和7年5月10日に開催した。",
    ],
)
def test_what_is_an_activity_of_its_own_or_all_that_is_told_stays(text: str) -> None:
    assert set(roles(text)) == {"when"}


def test_what_is_to_be_held_after_the_year_is_announced() -> None:
    assert roles("令和7年5月10日に開催する交流会の準備を行った。") == ["planned"]
    assert roles("平成10年4月1日に友好都市提携した大連市と交流") == ["mentioned"]
