"""A day, or a round, of something that was held and was called off alone: the activity stays held, that day does not count."""

from __future__ import annotations

import pytest

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.outcomes import read_outcome, read_outcomes


def _roles(text: str) -> dict[str, str]:
    return {each.start[5:]: each.role for each in read_dates(text, 2024)[0]}


HELD = {
    "交流会を開催（R7.3.21は中止）": {"03-21": "cancelled"},
    "交流会を3回開催（うち3月21日分は中止）": {"03-21": "cancelled"},
    "市民講座を開催（3/21は雨天中止）": {"03-21": "cancelled"},
    "市民講座を開催（うち3/21中止）": {"03-21": "cancelled"},
    "交流会を開催（3月21日中止）": {"03-21": "cancelled"},
    "交流会を開催（第3回（3/21）は中止）": {"03-21": "cancelled"},
    "交流会の開催（3/21は中止）": {"03-21": "cancelled"},
    "市民フェア開催（10/5（土）は雨天のため中止）": {"10-05": "cancelled"},
    "5/10、3/21に交流会を開催（3/21は雨天中止）": {"05-10": "when", "03-21": "cancelled"},
    "R6.5.10、R6.9.12、R7.3.21　日本語講座（R7.3.21は中止）": {
        "05-10": "when",
        "09-12": "when",
        "03-21": "cancelled",
    },
    "日本語講座（全5回、3/21は中止）": {"03-21": "cancelled"},
    "市民フェア　10月5日、6日（6日は荒天中止）": {"10-05": "when", "10-06": "cancelled"},
    "市民フェア（10月5日・6日）を開催（6日は荒天により中止）": {"10-05": "when", "10-06": "cancelled"},
    "市民フェア（10月5日）　※10月6日は中止": {"10-05": "when", "10-06": "cancelled"},
    "日本語教室（毎週土曜）　※3/21は中止": {"03-21": "cancelled"},
    "日本語教室　全20回開催（8/14は台風のため休講）": {"08-14": "cancelled"},
    "教室を毎月開催（4月、5月は中止）": {"04-01": "cancelled", "05-01": "cancelled"},
    "見学会（4月20日：雨天中止、5月18日：20名参加）": {"04-20": "cancelled", "05-18": "when"},
    "教室　10名参加（3/21は中止）": {"03-21": "cancelled"},
    "5月10日 交流会、3月21日 講演会（中止）": {"05-10": "when", "03-21": "cancelled"},
    "8/24 野外の会（台風10号接近のため中止）、11/16 料理教室（24名）": {
        "08-24": "cancelled",
        "11-16": "when",
    },
    "①5/11　②7/13　③9/14（荒天中止）　計62名参加": {"05-11": "when", "07-13": "when", "09-14": "cancelled"},
    "第1回6/22ベトナム（31人）第2回1/25ネパール（中止）": {"06-22": "when", "01-25": "cancelled"},
    "バスツアー（7/6：22名、12/7：中止）": {"07-06": "when", "12-07": "cancelled"},
    "7月20日（土）※雨天順延により21日（日）に開催": {"07-20": "cancelled", "07-21": "when"},
    "春の遠足（雨天中止）、夏の合宿（8/1～3、18名）": {"08-01": "when"},
    "①R6.5.12 ②R6.10.6 ③R7.2.9（③は雪のため中止）": {"05-12": "when", "10-06": "when", "02-09": "cancelled"},
    "第1回5/12、第2回10/6（第2回は雪のため中止）": {"05-12": "when", "10-06": "cancelled"},
    "1回目　10/5　雨天中止\n2回目　11/2　35名": {"10-05": "cancelled", "11-02": "when"},
    "教室を月1回開催（8月、1月は休み）": {"08-01": "cancelled", "01-01": "cancelled"},
    "教室を毎月開催（8月、1月を除く）": {"08-01": "mentioned", "01-01": "mentioned"},
    "3月開催分を中止（全5回中4回実施）": {"03-01": "cancelled"},
    "講演会を開催（3/21→3/28に延期）": {"03-21": "cancelled", "03-28": "when"},
}


@pytest.mark.parametrize(("text", "roles"), HELD.items())
def test_what_was_held_on_other_days_stays_held(text: str, roles: dict[str, str]) -> None:
    assert read_outcome(text).outcome == "held"
    assert _roles(text) == roles


@pytest.mark.parametrize(
    "text",
    ["市民フェアを10月5日～6日に開催（2日目は雨天中止）", "教室（第3回は中止）", "教室　5/8 20名、7/10 中止"],
)
def test_a_round_is_a_part_of_its_event(text: str) -> None:
    assert read_outcome(text).outcome == "held"


@pytest.mark.parametrize(
    "text",
    [
        "交流会（中止）",
        "交流会（3/21は中止）",
        "交流会（R7.3.21開催予定は中止）",
        "交流会の開催（R7.3.21開催予定は中止）",
        "交流会開催（3/21中止）",
        "交流会開催（3月21日中止）",
        "R7.3.21　交流会（R7.3.21は中止）",
        "3月21日　交流会（3/21は雨天中止）",
        "10月5日　フェア（5日は雨天中止）",
        "市民フェア　※雨天により中止",
        "交流会（R7.3.21）は中止",
        "R7.3.21は中止",
        "第2回は中止した。",
        "相互訪問\n　－6月の訪問、10月の来訪とも中止",
        "5/10、9/12は中止",
        "講演会（3/21→3/28に延期）",
        "5月10日 交流会（中止）、3月21日 講演会（中止）",
        "講座を中止（20名応募）",
    ],
)  # fmt: skip
def test_what_was_on_no_other_day_was_not_held(text: str) -> None:
    assert read_outcome(text).outcome == "cancelled"


def test_days_of_a_range_that_was_cut_short_stand_beside_it() -> None:
    found = read_dates("市民フェア 10/5～10/6（10/6は荒天中止）", 2024)[0]
    assert [(each.start, each.end, each.role) for each in found] == [
        ("2024-10-05", "2024-10-06", "when"),
        ("2024-10-06", "2024-10-06", "cancelled"),
    ]


def test_a_part_of_a_day_that_was_called_off_takes_no_day_away() -> None:
    text = "6月15日（土）・16日（日）に開催。※16日は雨天のため午後の部を中止"
    found = read_dates(text, 2024)[0]
    assert [(each.start[5:], each.role) for each in found][:2] == [("06-15", "when"), ("06-16", "when")]
    assert read_outcome(text).outcome == "held"


def test_the_day_of_an_anniversary_is_not_that_of_its_event() -> None:
    text = "市制施行70周年（R6.10.1）記念事業として10月19日に訪問団を招いた"
    assert _roles(text) == {"10-01": "mentioned", "10-19": "when"}
    assert _roles("70周年（R6.10.1）に式典を開いた") == {"10-01": "when"}


def test_the_same_day_of_something_else_stays_a_day() -> None:
    text = "5月10日に交流会を開催し、5月10日の講演会は中止した"
    assert [each.role for each in read_dates(text, 2024)[0]] == ["when", "cancelled"]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("講座を開催し（10名参加）、秋の回は中止した", ["held", "cancelled"]),
        ("市民フェアを開催（10月5日）、10月6日は雨天により中止", ["held", "cancelled"]),
        ("講座（10名予定）、秋の回は中止した", ["cancelled"]),
        ("交流会 5/22、9/18（延べ73名）。訪問は来年度に延期。", ["held", "cancelled"]),
        ("交流会 5/22（延べ73名）。大雨のため中止。", ["cancelled"]),
        ("交流会 5/22（定員73名）。訪問は来年度に延期。", ["cancelled"]),
    ],
)
def test_a_bracket_before_the_comma_hides_no_clause(text: str, outcomes: list[str]) -> None:
    parts = split_activities(text)
    assert [each.outcome for each in read_outcomes(text, parts)] == outcomes


ENDED = """
令和4年度をもって廃止
事業終了
令和3年度で終了
令和3年度で事業終了
平成29年度末で事業を廃止
協定失効
派遣を終了した
R3年度で終了
令和4年度終了
（令和3年度で事業終了）
本事業は令和3年度をもって終了した。
令和4年3月31日をもって協定は失効した。
姉妹都市協定を解消した。
派遣事業は令和4年度をもって終了
研修生の受入れを終了した
協定期間満了により終了
参加者の減少により、令和3年度をもって廃止した。
職員の派遣（令和3年度で終了）
3月31日をもって廃止
事業見直しにより今年度から廃止
令和3年度末で協定期間が満了し、更新せず終了
要綱は令和3年度で廃止
派遣を廃止した。
"""


@pytest.mark.parametrize("text", ENDED.split("\n")[1:-1])
def test_what_tells_only_an_end_was_not_held(text: str) -> None:
    assert read_outcome(text).outcome == "cancelled"
    assert all(each.role == "mentioned" for each in read_dates(text, 2022)[0])


DONE = """
3回開催し、令和4年度をもって終了
3回実施したが、令和4年度をもって終了した
会議を3回開催（令和4年度をもって終了）
職員の派遣　2名（令和4年度で終了）
会議を終了した
全日程を終了
無事終了
研修を終了した。
工事が終了した。
10月に展示を終了した
留学生1名を派遣（9月に終了）
本年度の事業を終了した
全ての派遣を終了した
職員2名の派遣を終了した
令和4年度で全線の整備を終了した
整備は令和4年度で終了した
展覧会は9月30日で終了
協定の終了に伴い新たに協定を締結した
事業終了後も交流を継続した
協定期間満了に伴い、更新した。
令和3年度をもって派遣を廃止し、オンライン交流を実施した
事業終了に伴い報告会を開催
申込受付を終了した
"""


@pytest.mark.parametrize("text", DONE.split("\n")[1:-1])
def test_what_was_done_to_its_end_was_held(text: str) -> None:
    assert read_outcome(text).outcome == "held"
