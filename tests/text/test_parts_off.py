"""A result of several things, of which only some were called off, put off or not there: what became of each."""

from __future__ import annotations

import time

import pytest

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.dates.finding import read_dates
from toshigaikou_cli.text.outcome_items import items_of
from toshigaikou_cli.text.outcome_parts import kind_at, parts
from toshigaikou_cli.text.outcomes import read_outcome, read_outcomes


def _outcomes(text: str) -> list[str]:
    return [each.outcome for each in read_outcomes(text, split_activities(text), 2024)]


def _roles(text: str) -> dict[str, str]:
    found = (read_dates(each.text, 2024)[0] for each in split_activities(text))
    return {each.start[5:]: each.role for dates in found for each in dates}


LISTS = """
held cancelled|派遣：10名、受入：中止
cancelled held|派遣は中止、受入は8名
held cancelled|派遣（10名）、受入れ（中止）
held cancelled|研修員受入れ8名、専門家派遣は延期
held cancelled|セミナー 10名、シンポジウムは来年度に延期
held planned|セミナー 10名、シンポジウムは来年度開催予定
held held cancelled|講演会　120名／交流会　50名／見学会　中止
held cancelled held|北京市　10名／大連市　中止／大阪市　5名
held cancelled|大連　10名／北京　中止
held cancelled held|第1回（5月19日）20名、第2回（6月16日）中止、第3回（7月21日）25名
held cancelled|講演会の開催（8/5）、見学会の中止（10/5）
held cancelled|講演会（8/5）、交流会（9/7）、見学会（中止）
held cancelled|講演会（8月5日）、見学会（10月5日、雨天中止）
held cancelled|大連市（8/5～9）、北京市（中止）
held cancelled|4月　総会　5月　交流会　6月　中止
held cancelled cancelled held|・大連市との交流：派遣5名、受入中止／・北京市との交流：派遣中止、受入8名
held held cancelled|◎講演会 8/5／◇交流会 9/7／◆見学会 中止
held none|派遣10名、受入なし
held none|受入　8名　派遣　0名
held none|受入：8名　派遣：なし
held none|研修員受入 8名、専門家派遣 該当なし
held none|書簡交換2回、訪問なし
none held|派遣なし。受入8名。
none held|来訪者なし。オンライン会議2回（8/5、9/7）。
held none|派遣　10名／受入　実績なし
held none|会議の開催：2回　視察：該当なし　派遣：該当なし
"""


@pytest.mark.parametrize("line", LISTS.strip().splitlines())
def test_each_thing_of_a_list_has_its_own_outcome(line: str) -> None:
    outcomes, text = line.replace("／", "\n").split("|")
    assert _outcomes(text) == outcomes.split()


NOT_HELD = """
cancelled 交流会の開催を中止した
cancelled 派遣・受入ともに中止
cancelled 派遣10名、受入8名とも中止
cancelled 派遣10名を予定していたが中止
cancelled 参加者120名を見込んでいたが中止
cancelled 中止（R5は120名参加）
cancelled 派遣10名の計画は中止、受入なし
cancelled 参加者120名、開催は中止
cancelled 申込み120名、台風のため中止
cancelled 訪問団10名、受入れは中止
cancelled 講演会 8月5日、台風接近のため開催中止
cancelled 派遣事業 10名、派遣中止
cancelled 派遣10名、訪問中止
cancelled 派遣（10名）、受入（8名）は中止
cancelled 講演会（8/5）、見学会（10/5）は中止
cancelled 国際交流会 2回、交流会 中止
cancelled 人数　10名／結果　中止
cancelled 問い合わせ　10件／交流会　中止
cancelled 講演会　120名／※雨天のため中止
cancelled 参加者120名（開催は中止）
cancelled 派遣10名（派遣は中止）
cancelled 派遣10名（渡航は中止）
cancelled 交流会（5/3、6/7）は中止
cancelled 大連市への訪問（5月、8月、11月）は中止
cancelled 派遣（10名、8月）は中止
cancelled 大連市への訪問（令和6年10月、令和7年2月）は台風のため延期
cancelled 日本語教室（5月～9月、10月は中止）
cancelled 派遣中止（オンライン会議で協議）
cancelled 派遣中止（オンライン交流を実施予定）
cancelled 派遣中止（オンラインで説明会を実施）
cancelled 見学会（10/5→11/9に延期）
cancelled 欠席
cancelled 台風のため×
cancelled 渡航制限により受入れが困難であった。
none 開催なし
none 派遣なし、受入なし
none 応募8名、派遣なし
none 照会8件、受入なし
none 参加者0人
none 先方の事情により受入れは0件であった。
none 集計中
"""


@pytest.mark.parametrize("line", NOT_HELD.strip().splitlines())
def test_what_was_not_held_as_a_whole_is_not(line: str) -> None:
    outcome, text = line.replace("／", "\n").split(" ", 1)
    assert _outcomes(text) == [outcome]


def test_a_heading_over_points_of_its_own_has_their_outcome() -> None:
    assert _outcomes("◎交流会 9/7\n・講演会 中止\n・懇談会 中止") == ["cancelled"] * 3
    assert _outcomes("◎市民交流会 9/7\n◇市民交流会 中止") == ["cancelled"] * 2


HELD = {
    "派遣10名（受入は中止）": {},
    "講演会120名（交流会は雨天のため中止）": {},
    "派遣中止（オンライン交流を実施）": {},
    "派遣中止（代わりにオンライン交流を実施）": {},
    "苦情は0件であった。": {},
    "参加者10人、欠席0人": {},
    "委員1名欠席、10名出席": {},
    "受入れが困難であったため、オンラインで交流した。": {},
    "日本語教室（5月～3月、8月は中止）": {"05-01": "when", "08-01": "cancelled"},
    "年4回開催（5月19日、6月16日（中止）、7月21日、8月18日）": {
        "05-19": "when",
        "06-16": "cancelled",
        "07-21": "when",
        "08-18": "when",
    },
    "全3回（5/19、6/16（雨天中止）、7月21日）": {"05-19": "when", "06-16": "cancelled", "07-21": "when"},
    "全3回（5/19、6/16、7/21（中止））": {"05-19": "when", "06-16": "when", "07-21": "cancelled"},
    "雨天中止の1回（6月16日）を除き2回開催した（5月19日、7月21日）。": {
        "06-16": "mentioned",
        "05-19": "when",
        "07-21": "when",
    },
    "6月1日開催予定の講座は9月7日に延期し、35名が参加した。": {"06-01": "cancelled", "09-07": "when"},
    "11月3日に開催（雨天のため4日に順延）": {"11-03": "cancelled", "11-04": "when"},
    "11月3日に開催（雨天の場合は4日に順延）": {"11-03": "when", "11-04": "planned"},
    "11月3日（日）に開催予定であったが、雨天のため4日（月・休）に順延して開催した。": {
        "11-03": "cancelled",
        "11-04": "when",
    },
    "実施できなかった5月の代わりに、11月2日に開催した。": {"05-01": "cancelled", "11-02": "when"},
    "5月の訪問を取りやめ、11月に訪問した。": {"05-01": "cancelled", "11-01": "when"},
}


@pytest.mark.parametrize(("text", "roles"), HELD.items())
def test_what_was_held_beside_it_or_on_another_day_stays_held(text: str, roles: dict[str, str]) -> None:
    assert _outcomes(text) == ["held"]
    assert _roles(text) == roles


def test_what_was_moved_and_counted_was_held_on_the_later_day() -> None:
    text = "見学会（10/5→11/9に延期、参加者30名）"
    assert _outcomes(text) == ["held"]
    assert [each.start for each in read_dates(text, 2024)[0] if each.role == "when"] == ["2024-11-09"]


@pytest.mark.parametrize(
    "mean", ["年4回（5/19、6/16（いずれも中止））", "全3回（5/19、6/16、7/21（いずれも中止））"]
)
def test_what_calls_off_all_days_calls_off_the_whole(mean: str) -> None:
    assert _outcomes(mean) == ["cancelled"]


@pytest.mark.parametrize(
    ("text", "off", "held"),
    [
        ("大連市への派遣を取りやめ、北京市へ10名を派遣した。", "大連", "北京"),
        ("大連市への派遣に代えて、北京市へ10名を派遣した。", "大連", "北京"),
        ("6月に予定していた大連市への派遣を中止し、10月に北京市へ10名を派遣した。", "大連", "北京"),
        ("北京市を訪問（大連市への訪問は中止）", "大連", "北京"),
    ],
)
def test_the_place_of_what_was_called_off_is_apart(text: str, off: str, held: str) -> None:
    said = parts(text)
    assert kind_at(said, text.index(off)) == "cancelled"
    assert kind_at(said, text.index(held)) == "held"


@pytest.mark.parametrize(
    "text",
    [
        "大連市との対面交流を中止し、オンラインで意見交換を実施した。",
        "大連市への派遣に代えて、オンラインで意見を交換した。",
        "大連市での会議を中止し、書面で開催した。",
    ],
)
def test_what_was_held_in_another_way_keeps_its_place(text: str) -> None:
    assert kind_at(parts(text), 0) == "held"


@pytest.mark.parametrize(
    "text",
    [
        "交流会 " + "1名 " * 180 + "中止",
        "交流会 " + "5月1日 " * 110 + "中止",
        "交流会 " + "（5/1）1名5月1日 " * 40 + "x中止",
        "交流会" + "1月" * 250 + "中止",
        "交流会1月、" * 110 + "中止",
    ],
)
def test_a_long_list_is_read_at_once(text: str) -> None:
    begin = time.perf_counter()
    _outcomes(text)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("field", ["備考　なし", "課題：特になし", "トラブルはなかった", "参加費　無し"])
def test_a_field_of_a_form_denies_only_itself(field: str) -> None:
    assert read_outcome(f"派遣10名\n{field}").outcome == "held"
    assert read_outcome(f"派遣なし\n{field}").outcome == "none"
    assert read_outcome("課題なし").outcome == "none"


@pytest.mark.parametrize(
    "text", ["講座　3回\n受講料　なし", "見学　3回\n雨天　中止", "交流会　50名\n次年度　中止"]
)
def test_a_field_of_a_form_is_no_thing_of_its_own(text: str) -> None:
    assert items_of(text) == []
