"""Rows as clerks of different offices write them: what was held, when, and with which city."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import find_dates
from toshigaikou_cli.text.outcomes import read_outcome, read_outcomes

OUTCOMES = """
cancelled 日韓海峡沿岸会議は開催に至らず
cancelled 親善サッカー大会　順延（令和5年度へ）
cancelled 青少年相互派遣：取止め
cancelled 訪問団の受入れ　○（令和4年度は未実施）
cancelled ×（新型コロナウイルス感染症のため）
cancelled 未開催
cancelled 実施見送り
cancelled 今年度は非開催年
cancelled 参加者が集まらず不成立
cancelled 令和4年度事業は休止中
cancelled 令和4年度　休会
cancelled 来年度へ延期
cancelled 実施できず（相手校の都合）
cancelled 8月に予定していたが台風接近につき中止とした
held シアトル市との姉妹都市会議（Zoomにより代替）
held 現地派遣は見合わせ、Zoomにより代替した。
held △　規模縮小の上、実施
held 開催中止（代替としてオンライン交流会を11月に実施）
held 受入人数：なし（オンライン交流に替えて3回実施）
held 雨天のため屋外行事のみ中止、式典は予定どおり挙行
held 渡航困難につき書簡交換のみ行った
held 中止も検討したが、感染対策の上で開催
held 中止とせず、オンライン併用で開催
held 年度内の開催を断念し、動画配信に切り替えた
held 派遣 2名（うち1名は体調不良により途中帰国）
held 延期していた調印式を挙行
held 当初8月の予定を11月に変更して実施
none コロナ禍により派遣ゼロ
none 派遣実績：0名
none 隔年開催のため、今年度は開催なし
none 受入れ：R4年度なし
none 募集したが応募なし
none ×
none ×（対象外）
planned 次年度開催に向け準備中
planned R6.5月実施予定
planned 実施時期未定
"""


@pytest.mark.parametrize("line", OUTCOMES.strip().splitlines())
def test_what_was_held(line: str) -> None:
    outcome, text = line.split(" ", 1)
    assert [reading.outcome for reading in read_outcomes(text, split_activities(text))] == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("中止（代替日の設定は困難）", "cancelled"),
        ("中止（代替施設の整備は次年度に検討）", "cancelled"),
        ("ゼロエミッションの取組を紹介", "held"),
        ("非開催都市の担当者と意見交換を行った", "held"),
    ],
)
def test_a_word_in_passing_decides_nothing(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


def test_the_next_day_may_be_told_by_its_number() -> None:
    above = find_dates("平成30年9月4日、橋を視察", 2018)[-1]
    assert [found.start for found in find_dates("翌5日、探査車の実演", 2018, above)] == ["2018-09-05"]
    assert find_dates("翌7日、探査車の実演", 2018, above) == []
