"""Outcomes of activities: what their own words say, and what looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toshigaikou_cli.text import outcome_clauses, outcome_words
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.outcome_parts import held_part, parts
from toshigaikou_cli.text.outcomes import read_outcome, read_outcomes

HELD = """
交流展（令和7年度に開催予定）に向けた協議
交流展（7年度開催予定）の準備
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
中止となった式典に代えて、知事がビデオメッセージを送った
延期されていた会議を11月に開催
2回の延期を経て、11月28日に開催し、議論した
悪天候により一部の競技を中止したが、大会を終えた
職員派遣を中止し、オンラインで意見交換を行った
前年度に見送った視察を受け入れた
中止基準について情報提供を受けた
定員に満たない回もあったが、全12回を催した
開催が危ぶまれたが、予定どおり執り行った
出張講座のうち2回は荒天で取りやめ、残る8回を実施
来日できなかった2名を除く18名が修了
大会の中止に伴うチケット払戻しの案内を英語で掲載
対面に代わりウェブで交流
会議は延期となったが、事前の実務者協議を5月に行った
欠航により1日遅れて来日した一行を都庁に迎えた
次年度の派遣に向けて、募集説明会を開催（参加者120名）
避難所の不開催時の対応を説明
規模を縮小して開催
現地開催を断念し、ライブ配信に切り替えて開催
コロナ禍で途絶えていた相互派遣を4年ぶりに再開
施設の休止期間中に、収蔵品をソウル市の美術館へ貸し出した
計画停止していた設備の更新について講義
やむを得ず中止した前回の参加者を改めて招いた
廃止された路線跡の活用事例を視察
大きな支障はなかった
前年度からの変更なしで実施した
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
先方の都合により来年度に持ち越しとなった
派遣は次年度へ繰り延べ
新型コロナウイルス感染症の影響により渡航を控えた
相手都市の選挙のため、開催に至らなかった
応募者がなく、派遣を行っていない
訪問団の来日はかなわなかった
計画していた研修は白紙となった
開催見送り
オンラインでの開催も検討したが、実現しなかった
9月に予定していた訪問は、台風の接近により取りやめることとした
協議を重ねたが合意に至らず、交流事業は行われなかった
招へいを予定していたが、先方が辞退
ビザが下りず、来日できなかった
10月のソウル訪問を計画したが、航空便の欠航により断念した
令和3年度に延期
感染拡大を受け、派遣・受入れとも全て中止した
準備を進めていたが、直前に主催者が開催を取り消した
参加者が集まらず、不催行となった
休止中
事業廃止
研修生の受入れは、入国制限が続いたため1件も行われなかった
令和2年6月に予定していた第5回会合は無期限延期
参加を予定していた国際会議は主催者により中止が決定された
会議は年度内に開かれず
要請がなく、派遣しなかった
相手側の人事異動により日程が折り合わず、訪問は流れた
現地の治安悪化を受けて、職員の派遣を当面見合わせている
ミャンマーの政変により事業は停止している
交流事業は停止
覚書の更新が間に合わず、今年度の活動は休止した
展示会への出展は取り下げた
大雨のため順延となり、その後中止
3月開催予定だったが、感染症対策のため開催せず
予定していたものの、実施に至らず
開催に向け調整を進めたが、年度内の開催は困難となった
両都市とも往来を自粛した
渡航制限により未実施
実施していない
相手都市からの要請がなかったため、実施せず
派遣は行わなかった
中止（新型コロナウイルス感染症の影響による）
新型コロナウイルス感染症の影響により中止
新型コロナウイルス感染症拡大防止のため、派遣及び受入れともに中止
感染症拡大のため見送りとした
渡航制限のため、年度内の派遣は実現していない
次年度に延期し、日程を再調整する
開催延期（日程未定）
航空便の運休により来日できず、交流会は開けなかった
先方から延期の申入れがあり、年度内には開催されていない
事前準備を進めていたが、政情不安により派遣を取りやめた
共同研究の協議を重ねたが、先方の予算措置がなされず、開始に至らなかった
参加申込みを行ったが、主催者の判断で大会が中止となった
航空券の手配まで終えていたが、渡航自粛要請を受けて断念した
訪問団の受入れを準備していたが、先方の都合で延期になり、年度内には実施できていない
公募したが応募者がなかったため、派遣を見送った
事前研修を実施する予定であったが、派遣中止に伴い取りやめ
例年実施している職員派遣については、本年度は見合わせた
会議は台風の影響で流会
予定していた視察は先方の都合により来年度に先送り
先送りとなった
来都が取り消された
招致を断念
お招きする予定でしたが、お越しいただけませんでした
残念ながら開催がかないませんでした
来日を予定していた代表団は、大雪による空港閉鎖のため到着できなかった
受入れを停止した
オンライン開催も含め検討したが、見送ることとした
取組を休止している
"""

PLANNED = """
シンポジウム（令和7年度に開催予定）
令和6年度に開催予定
次年度に実施する予定である
来年度の派遣に向けて調整中
平成31年5月に訪問を予定している
来年度の開催に向けて準備を進めることとした
協定の締結に向け協議中
来年度に開催予定
令和4年度に開催する方向で調整している
平成31年3月に北京市を訪問する予定
次年度の受入れに向け、先方と調整中
翌年度の派遣に向けた準備を進めている
今後、協定の締結を予定している
令和5年10月に東京で開催することが決まった
平成29年度に実施を計画
次回は平成30年にソウルで開催
来年度以降に実施する
令和3年夏に延期された大会に合わせて実施することとしている
準備中
検討中
調整中
平成32年度開設予定
次年度実施に向けて準備を行う
派遣時期を調整中（平成29年度中に実施見込み）
H30年度実施予定
次年度に延期することとした
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
今年度の受入れはなし
本年度は対象者なし
受入実績はなかった
平成27年度は実績がなかった
隔年実施のため、本年度の実施はない
募集を行ったが、応募がなかった
事業は平成28年度をもって終了したため、実績なし
動きなし
特筆すべき取組なし
報告事項なし
交流なし
該当する取組はなかった
派遣の要請はなかった
―
該当事項なし
特になし
なし（隔年開催のため）
（実績なし）
0件
０名
申請なし
受入れ0名
今年度の派遣者はいなかった
参加者はなかった
今年度は交流の機会がなかった
開催なし
該当する事業なし
記載事項なし
本年度は事業なし
受入要請なし
実績無
平成27年度の来訪者なし
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


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("講座を開催した。派遣は中止した。", "講座を開催した"),
        ("講座を開催し、交流を深めたが、一行の来日は中止となった。", "講座を開催し、交流を深めたが"),
        ("派遣は延期となったが、事前の協議を5月に行った。", "派遣は延期となったが、事前の協議を5月に行った"),
        ("延期していた会議を開催した。", "延期していた会議を開催した"),
        ("講座（英語で行う。）を開催した。", "講座（英語で行う。）を開催した"),
        ("派遣は中止した。", ""),
    ],
)
def test_the_held_part_leaves_out_what_was_called_off(text: str, part: str) -> None:
    assert held_part(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "覚書に基づく交流は、渡航制限が続いたため中止した。なお、次年度の実施に向けて協議を継続している。",
        "派遣事業は中止。派遣予定者には中止の旨を通知し、次年度の参加意向を確認した。",
        "令和2年度の交流事業は中止とした。中止に当たっては、ソウル市側と電話及びメールで調整した。",
        "予定：職員2名を派遣\n結果：中止",
        "計画：フォーラムへの出席（5月）\n実績：開催中止のため出席なし",
        "協定に基づく交流は継続しているが、本年度の実績はなかった。",
        "来年度の実施に向け、現地事務所と会場の選定を進めている。",
    ],
)
def test_what_followed_from_calling_off_and_what_is_ahead_was_not_held(text: str) -> None:
    assert read_outcome(text).outcome != "held"


@pytest.mark.parametrize(
    "text",
    [
        "派遣は中止した。代わりにオンラインで意見交換を行った。",
        "4月に関係機関と調整した。",
        "大会に向けて職員の研修を行った。",
    ],
)
def test_what_was_done_instead_or_before_was_held(text: str) -> None:
    assert read_outcome(text).outcome == "held"


@pytest.mark.parametrize(("outcome", "text"), CASES, ids=[text for _, text in CASES])
def test_the_held_part_agrees_with_the_outcome(outcome: str, text: str) -> None:
    assert bool(held_part(text)) == (outcome == "held") or "\n" in text or "。" in text


@given(
    st.text(
        st.sampled_from("中止延期見送り予定実施派遣したしをなかっず無0件、（）：　ー×〃次回会"), max_size=30
    )
)
def test_the_quick_look_decides_nothing(text: str) -> None:
    quick = [outcome_clauses._kind(each) for each in (text, f"{text}職員を派遣した", f"職員の受入れ{text}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcome_clauses, "_may_be_left_out", lambda words: True)
        patch.setattr(outcome_words, "LONGEST_ENDING", 10_000)
        slow = [
            outcome_clauses._kind(each) for each in (text, f"{text}職員を派遣した", f"職員の受入れ{text}")
        ]
    assert quick == slow


@pytest.mark.parametrize(
    "text", ["派遣は中止", "秋の派遣 ×", "受入れ0件", "開けなかった", "来年度に開催予定"]
)
def test_the_quick_look_passes_on_what_was_not_held(text: str) -> None:
    assert outcome_clauses._may_be_left_out(text)
    assert not outcome_clauses._may_be_left_out("職員を派遣した")


@pytest.mark.parametrize(
    ("result", "outcomes"),
    [
        # a title over nothing, and a report beside nothing of something else
        ("・研修生の受入れ\n　【件数】0件", ["none"]),
        ("・研修生10名の受入れ\n　派遣はなし", ["held"]),
        # a heading with the number or the month of its event over what called it off
        ("○第5回アジア防災会議（ジャカルタ）\n・会議は来年度に延期", ["cancelled", "cancelled"]),
        ("○訪問団の受入れ（7月）\n・感染症により中止", ["cancelled", "cancelled"]),
        ("○訪問団の受入れ（7月）\n・下水処理場の視察は雨天により中止", ["held", "cancelled"]),
        ("○訪問団10名の受入れ\n・感染症により中止", ["held", "cancelled"]),
        # a list of what was called off, and a list of what was held
        ("・以下の派遣は中止\n　・職員の派遣（9月）\n　・研究者の派遣", ["cancelled"] * 3),
        (
            "・以下の派遣は中止\n　・職員の派遣\n　・オンラインで意見交換を実施",
            ["cancelled", "cancelled", "held"],
        ),
        ("・以下の派遣を実施\n　・職員の派遣\n　・研究者の派遣は中止", ["held", "held", "cancelled"]),
        # what has the outcome of the point above it
        ("・高校生の派遣　中止\n・教員の派遣　同上", ["cancelled", "cancelled"]),
        ("・高校生を派遣した\n・教員の派遣　同上", ["held", "held"]),
        ("・説明会を開いた。\n・前年から延期していたもの。", ["held", "held"]),
        # lines without marks: a deed with its day, and something else that was put off; a title, and what became of it
        ("5月30日の見本市に民間企業と共同出展\n水の町の職員の視察　11月の来日は延期", ["held", "cancelled"]),
        ("6月8日　訪問団10名の受入れ\n感染症のため中止", ["cancelled"]),
        # lines that each have a label, or are rows of a table
        ("【語学】講座を実施、受講者210名\n【記念館】新規の入館者　該当なし", ["held", "none"]),
        ("【日時】5月3日\n【場所】市役所", ["held"]),
        (
            "水害：水の町の職員とウェブ会議（R6.6.18）\n橋：視察の受入れは延期\n道：なし",
            ["held", "cancelled", "none"],
        ),
        ("日時：令和6年5月3日\n場所：市役所", ["held"]),
        (
            "花の都：派遣を見合わせ。\n水の町：水害についてウェブ会議（6月18日）\n国際会議は令和7年11月に市内で開催予定",
            ["cancelled", "held", "planned"],
        ),
        ("・指導者の派遣：水の町（1月18日）、花の都（2月1日）。河の国は実施せず。", ["held", "cancelled"]),
        ("・指導者の派遣：水の町（予定）、花の都（予定）。河の国は実施せず。", ["cancelled"]),
        ("行事名：春の交流会\n実施状況：悪天候により中止", ["cancelled"]),
        (
            "事業名／予定時期／実施状況\n春の大会／5月／中止\n夏の大会／8月／実施\n指導者の派遣／－／実績なし",
            ["cancelled", "held", "none"],
        ),
        ("視察／研修／展示を実施した\n秋の派遣は中止した", ["held", "cancelled"]),
        ("・説明会は中止した。\n・感染拡大により延期されていたものである。", ["cancelled", "cancelled"]),
        ("・説明会を開いた。\n・職員の派遣を見送ったものである。", ["held", "cancelled"]),
    ],
)
def test_points_that_stand_together(result: str, outcomes: list[str]) -> None:
    readings = read_outcomes(result, split_activities(result))
    assert [reading.outcome for reading in readings] == outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("予定していた派遣は行わないこととした", "cancelled"),
        ("予定を変更しないこととし、視察団を受け入れた", "held"),
        ("海外出張を伴う活動を控えた", "cancelled"),
        ("開幕を控えた会場を視察した", "held"),
        ("出国直前に中止の連絡を受けた", "cancelled"),
        ("中止の連絡を受けた参加者に教材を送付した", "held"),
        ("派遣を断念せざるを得なかった", "cancelled"),
        ("招へいは来年度実施に変更", "cancelled"),
        ("修学旅行の受入れ…0校（前年度12校）", "none"),
        ("修学旅行の受入れ…3校（前年度12校）", "held"),
        ("研修員の受入れは、4月以降停止している。", "cancelled"),
        ("海外事務所の開設は凍結", "cancelled"),
        ("凍結した路面の除雪技術を紹介", "held"),
    ],
)
def test_more_words_that_call_off_and_their_lookalikes(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("来春、実施する見通し", "planned"),
        ("実施時期は未定", "planned"),
        ("総会を東京で開催することが決定", "planned"),
        ("訪問団派遣を予定しており、現在、日程を調整している。", "planned"),
        ("事業の再開時期については、引き続き検討する。", "planned"),
        ("今後、実施に向けて関係機関と調整していく", "planned"),
        ("実施は翌年度", "planned"),
        ("翌年度に実施", "planned"),
        ("覚書は来年度の締結を目指す", "planned"),
        ("派遣の日程を調整し、10月に職員を派遣した。", "held"),
        ("時期を調整した上で、職員を派遣した", "held"),
        ("今後の協力について意見交換を実施", "held"),
        ("引き続き技術者を受け入れ、協議を重ねた", "held"),
        ("翌年度に実施する派遣の説明会を開催", "held"),
    ],
)
def test_more_words_of_what_is_to_come_and_their_lookalikes(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("No.1に統合", "cancelled"),
        ("他の事業に統合した", "cancelled"),
        ("窓口を1か所に統合", "held"),
        ("2課を統合した", "held"),
        ("次年度以降に検討", "planned"),
        ("今後検討", "planned"),
        ("今後、検討", "planned"),
        ("今後実施", "planned"),
        ("来年度導入を検討", "planned"),
        ("令和6年度以降に検討", "planned"),
        ("次期計画で検討", "planned"),
        ("引き続き検討", "planned"),
        ("必要に応じて検討", "planned"),
        ("整備は今後検討", "planned"),
        ("他市の状況を見ながら今後検討", "planned"),
        ("今後の検討課題", "planned"),
        ("今後の進め方を検討", "held"),
        ("今後の方針を協議", "held"),
        ("次年度の講師を選定", "held"),
        ("令和3年度以降実施", "held"),
        ("必要に応じて実施", "held"),
        ("結果は今後の施策に反映", "held"),
        ("次年度以降に検討した結果を反映", "held"),
        ("アンケートを実施し、今後検討", "held"),
        ("講座を3回開催、多言語化は今後検討", "held"),
        ("講座を開催した（多言語化を今後検討）", "held"),
        ("案内を載せた。多言語化は今後検討。", "held"),
    ],
)
def test_what_is_only_to_be_considered_later_was_not_held(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # what a note denies or counts, and what it calls off
        ("生徒98名を派遣（辞退1名、途中帰国者なし）", "held"),
        ("見学会の開催（事故なし）", "held"),
        ("研修生の受入れ（参加者の変更なし）", "held"),
        ("12校との交流（2校は都合により取りやめ）", "held"),
        ("講習会の開催（雨天による中止1回）", "held"),
        ("研修生の受入れ（応募者なし）", "none"),
        ("研修生の受入れ（辞退により中止）", "cancelled"),
        ("研修生の受入れ（10名の派遣は感染拡大のため中止）", "cancelled"),
        ("訓練に参加。けが人なし", "held"),
        ("視察者なし", "none"),
        # the old thing that was renewed, and an old thing that ended
        ("案内板の設置　完了。不要となった旧案内板は廃止", "held"),
        ("旧来の交流事業は廃止した", "cancelled"),
        # a clause beside another
        ("研修を開催した一方、派遣は見送った", "held"),
        ("訪問を中止し、両国の学校32校がオンラインで交流", "held"),
        ("訪問を中止し、両国の学校の交流", "cancelled"),
        ("職員を受け入れた。（予定）", "planned"),
        ("講座を開いた。【予定】", "planned"),
        ("講座を開いた。※予定", "planned"),
        ("講座を開いた。予定どおりであった。", "held"),
        ("講座を開いた。職員を派遣した。（予定）", "held"),
        ("残る2件（台北：2月、パリ：3月）は主催者の判断により中止", "cancelled"),
        ("5回実施、うち2件は主催者の判断により中止", "held"),
        ("3月に出発予定の61名は、渡航の取りやめにより対象外となった", "cancelled"),
        ("対象外の61名にも案内を送付した", "held"),
        ("市民まつりを開催（雨天の場合は中止）", "held"),
        ("市民まつりを開催\n雨天時は中止", "held"),
        ("市民まつりは雨天のため中止", "cancelled"),
        ("訪問を中止した一方で、派遣も見送った", "cancelled"),
        # what is prepared for later, and what was done for it
        ("令和6年度の開催を目指し準備", "planned"),
        ("次年度の開催に向け、相手方と協議を継続", "planned"),
        ("来年度に実施する方向で調整", "planned"),
        ("令和6年度以降の受入れ再開を検討", "planned"),
        ("次年度の開催を目指し、覚書を締結", "held"),
        ("世界大会の成功を目指し、研修を実施", "held"),
        ("会議の開催に向け、準備会合を2回開催", "held"),
    ],
)
def test_notes_clauses_and_what_is_prepared(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("result", "outcomes"),
    [
        (
            "生徒が互いに訪問し、交流を深める。\n①甲高校　来日が中止\n②乙高校　訪問を取り止めた",
            ["cancelled"] * 3,
        ),
        ("生徒が互いに訪問し、交流を深めた。\n①甲高校　来日が中止", ["held", "cancelled"]),
        ("・生徒の派遣。3月分は中止した。\n・教員の派遣", ["held", "cancelled", "held"]),
        ("・生徒10名を派遣した。3月分の派遣は中止した。", ["held", "cancelled"]),
    ],
)
def test_a_heading_may_be_a_sentence_and_no_text_heads_its_own_line(result: str, outcomes: list[str]) -> None:
    assert [reading.outcome for reading in read_outcomes(result, split_activities(result))] == outcomes


def test_the_cause_of_what_was_done_instead_is_of_the_same() -> None:
    text = "調査団は来日が中止となったため、オンラインで協議した"
    assert {kind for _, _, kind in parts(text)} == {"held"}
    text = "講座を開き、調査団は来日が中止となった"
    assert [kind for _, _, kind in parts(text)] == ["held", "cancelled"]


@pytest.mark.parametrize(
    ("result", "outcomes"),
    [
        ("1日目は約300人が来場。2日目は強風により中止した。", ["held", "cancelled"]),
        ("約300人の来場を見込んでいた。強風により中止した。", ["cancelled"]),
        ("40人が参加する予定だった。強風により中止した。", ["cancelled"]),
        ("研修生の派遣を計画していた。", ["planned"]),
        ("研修を計画していた。計画どおり実施した。", ["held"]),
        ("前年度から予定していた会議を開催した。", ["held"]),
    ],
)
def test_what_was_only_expected_was_not_held(result: str, outcomes: list[str]) -> None:
    parts = split_activities(result)
    assert [each.outcome for each in read_outcomes(result, parts)] == outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("廃止", "cancelled"), ("廃止した。", "cancelled"), ("旧制度の廃止", "held"), ("核廃止の訴え", "held")],
)
def test_a_result_of_nothing_but_its_end_was_not_held(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("工事への支援については、工事完了に伴い該当なし", "none"),
        ("職員の派遣は、該当なし", "none"),
        ("職員の派遣は、先方の都合により該当者なしとなった。", "none"),
        ("姉妹都市の訪問については、該当者なし", "none"),
        ("派遣10名（受入れは該当なし）", "held"),  # of something else there was nothing
        ("船着き場の建設に着手（供用は32年夏頃を予定）", "held"),
        ("令和7年度に建設に着手する予定", "planned"),
        ("船着き場の改修　未着手", "cancelled"),
        ("未着手だった工事を完了した", "held"),
        ("船着き場の改修は着手に至らなかった", "cancelled"),
        ("交流会（該当なし）", "none"),
        ("該当なしの回答が多かったため、聞き取りを行った", "held"),
    ],
)
def test_nothing_applies_and_what_is_begun(text: str, outcome: str) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("lines", "outcomes"),
    [
        ("市民まつりを開催|雨天のため中止", ["cancelled"]),
        ("・市民まつりを開催|　※雨天のため中止", ["cancelled"]),
        ("・市民まつり（5月）|悪天候により中止", ["cancelled"]),
        ("5月3日の市民まつりに出展|※雨天のため中止", ["cancelled"]),
        ("訪問団10名を派遣|感染症拡大のため延期", ["cancelled"]),
        ("友好都市交流|市民まつりを開催|雨天のため中止", ["cancelled"]),
        ("市民まつりを開催|雨天のため中止|講座を開催した", ["cancelled", "held"]),
        ("講座を3回実施|市民まつりを開催|雨天のため中止", ["held", "cancelled"]),
        ("市民まつり（5月）|講座を開催|雨天のため中止", ["held", "cancelled"]),
        # a subject, a day or a part of its own
        ("市民まつり（5月）|留学生交流会は中止", ["held", "cancelled"]),
        ("・市民まつりを開催|　※花火は雨天のため中止", ["held"]),
        ("・市民まつりを開催|　※雨天のため花火を中止", ["held"]),
        ("・市民まつりを開催|　※5/3は中止", ["held"]),
        ("・市民まつりを開催|雨天のため一部を中止", ["held"]),
        # what reports is no title
        ("・市民まつりを開催した|※雨天のため中止", ["held"]),
        ("・講座を3回開催|　※雨天のため中止", ["held"]),
        ("・講演会を開き、市民まつりを開催|　※雨天のため中止", ["held"]),
        ("・市民まつりを開催|・雨天のため中止", ["held", "cancelled"]),
    ],
)
def test_a_line_that_only_calls_off_is_of_the_title_above_it(lines: str, outcomes: list[str]) -> None:
    result = lines.replace("|", "\n")
    parts = split_activities(result)
    assert [each.outcome for each in read_outcomes(result, parts)] == outcomes


@pytest.mark.parametrize(
    ("result", "outcomes"),
    [
        ("・水の町の受入れ（10/8）\n　○歓迎会は中止", ["held", "cancelled"]),
        ("(1) 海外展開を公社と推進\n(2) 職員の派遣は延期", ["held", "cancelled"]),
        ("⑴海外展開を公社と推進\n⑵職員の派遣は延期", ["held", "cancelled"]),
        ("ア　交流の推進\nイ　職員の派遣は延期", ["held", "cancelled"]),
        ("・交流を推進\n・職員の派遣は延期", ["cancelled", "cancelled"]),
        ("1　交流の推進\n　・職員の派遣は延期\n2　視察を受入れ", ["cancelled", "cancelled", "held"]),
        ("・池と水路の見学（10/8）\n　○台風のため中止", ["cancelled", "cancelled"]),
    ],
)
def test_what_heads_the_points_below_it_and_what_is_one_of_them(result: str, outcomes: list[str]) -> None:
    read = read_outcomes(result, split_activities(result))
    assert [each.outcome for each in read] == outcomes
