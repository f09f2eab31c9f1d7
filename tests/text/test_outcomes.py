"""Outcomes of activities: what their own words say, and what looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.outcomes import held_part, parts, read_outcome, read_outcomes

HELD = """
延期していた講座を10月に開催した
フォーラムの中止を受け、代わりにオンラインで意見交換を実施
中止基準の見直しについて意見交換
予定どおり実施
規模を縮小して開催
延べ5回（うち1回中止）
延べ5回開催（うち1回中止）
オンラインで開催（現地派遣は中止）
春の派遣は実施したが、秋の派遣は中止した
4月に開催し、10月の回は中止した
一時中断していた交流を再開
当初中止の方向であったが、感染対策を講じて実施した
中止せず、予定どおり開催した
職員3名の受入れ
友好都市協定に基づく職員の派遣
来日を中止し、オンライン会議に変更した
延期となっていた派遣を実施
中止となった東京国際フォーラムに代わり、ウェブセミナーを開催しました。
令和2年に延期されたワークショップを令和3年10月にオンラインで開催
訪問団の来日が中止となったため、書簡を交換した
台風により1日目は中止、2日目は予定どおり実施
全10回のうち1回は中止、9回を実施
中止の判断に関する情報を共有
必ず担当者が同席し説明を行った
感染症にかかわらず交流を継続
延期後の日程で実施した
コロナ禍で中断していた相互派遣を3年ぶりに実施
"""

CANCELLED = """
訪問団の受入れは新型コロナウイルス感染症の影響により中止
中止
延期
〇〇大会（中止）
令和2年10月に開催予定であったが、中止
予定していた職員の派遣は中止した
予定であった訪問は取りやめとなった
準備を進めたが、年度内に開催されず
派遣を見送った
来日が中止となった
開催できず
渡航制限のため実施せず
相手方の都合により来日が中止。
交流事業を中断
日程を調整したが、実施に至らなかった
新型コロナウイルス感染症の感染拡大のため、令和2年度は実施していない
派遣を取り止め、次年度に延期
中止を決定した
本事業については、開催を見合わせた。
中止を余儀なくされた
講座の開催（感染症の影響により中止）
募集を行ったが、応募がなく中止
令和3年度に延期し、開催する予定
開催を令和4年度に延期することとした
訪問がかなわず、交流は見送りとなった
"""

PLANNED = """
令和6年度に開催予定
次年度に実施する予定である
来年度の派遣に向けて調整中
平成31年5月に訪問を予定している
"""

NONE = """
なし
該当なし
－
実績なし
平成29年度は実績なし
特になし。
令和2年度の受入れ実績はなかった
派遣者なし
該当事業なし
"""

CASES = [
    (outcome, line)
    for outcome, lines in (("held", HELD), ("cancelled", CANCELLED), ("planned", PLANNED), ("none", NONE))
    for line in lines.strip().split("\n")
]


@pytest.mark.parametrize(("outcome", "text"), CASES, ids=[text for _, text in CASES])
def test_the_last_predicate_decides(outcome: str, text: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(("outcome", "text"), CASES, ids=[text for _, text in CASES])
def test_a_full_stop_and_a_bullet_change_nothing(outcome: str, text: str) -> None:
    assert read_outcome(f"・{text.rstrip('。')}。").outcome == outcome


@pytest.mark.parametrize(("outcome", "text"), [case for case in CASES if case[0] != "held"])
def test_one_sentence_that_was_held_makes_the_activity_held(outcome: str, text: str) -> None:
    assert read_outcome(f"10月に職員3名を派遣した。{text.rstrip('。')}。").outcome == "held"


def test_the_words_that_say_so_are_kept() -> None:
    reading = read_outcome("10月に講座を予定していたが、荒天により中止した。")
    assert reading == ("cancelled", "荒天により中止した")


AGREEMENT = "「生徒や教員の相互訪問等を通じ、相互交流を充実」"


@pytest.mark.parametrize(
    ("points", "outcomes"),
    [
        (["訪問団の来日は中止"], ["cancelled", "cancelled"]),
        (["訪問団の来日は中止", "書簡を交換した"], ["held", "cancelled", "held"]),
        (["該当なし"], ["none", "none"]),
        ([], ["held"]),
    ],
)
def test_a_heading_has_the_outcome_of_its_points(points: list[str], outcomes: list[str]) -> None:
    result = "\n".join([f"○{AGREEMENT}", *(f"・{point}" for point in points)])
    readings = read_outcomes(result, split_activities(result))
    assert [reading.outcome for reading in readings] == outcomes


def test_a_heading_ends_where_the_next_one_begins() -> None:
    result = "○教育分野の交流の充実\n・来日は中止\n○環境分野の交流の充実\n・職員を派遣した"
    readings = read_outcomes(result, split_activities(result))
    assert [reading.outcome for reading in readings] == ["cancelled", "cancelled", "held", "held"]


@given(st.text(st.sampled_from("中止延期予定実施しをなかった。、（）()なし－1回うち\n・が"), max_size=40))
def test_any_text_has_an_outcome(text: str) -> None:
    assert read_outcome(text).outcome in ("held", "cancelled", "planned", "none")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("職員を派遣した。次の派遣は中止した。", "職員を派遣した"),
        ("春の派遣は実施したが、秋の派遣は中止した。", "春の派遣は実施したが"),
        (
            "フォーラムの中止を受け、代わりに書簡を交換した。",
            "フォーラムの中止を受け、代わりに書簡を交換した",
        ),
        ("来年度に開催予定", ""),
    ],
)
def test_the_part_that_was_held_leaves_out_what_was_not(text: str, held: str) -> None:
    assert held_part(text) == held


@given(st.text(st.sampled_from("中止予定実施しをは。、\nが"), max_size=40))
def test_the_parts_cover_every_sentence(text: str) -> None:
    found = parts(text)
    assert "".join(text[start:end] for start, end, _ in found) == text.replace("。", "").replace("\n", "")
