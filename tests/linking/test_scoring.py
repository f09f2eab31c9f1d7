"""Each signal for and against, the verdict, and what a reader sees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fixtures import RULES_OF_2014, achievement, linker, measures, told
from toshigaikou_cli.linking import Linker, load_rules
from toshigaikou_cli.records.links import Link, Linking, MeasureProfile

AGREED = "合意に基づく交流・協力に関わる取組"


def link(item: str, result: str = "", **more: Any) -> Linking:
    return linker().link(achievement(item, result, **more))


def linked(linking: Linking) -> list[int]:
    return [int(found.measure) for found in linking.links if found.status == "linked"]


def score(number: int, item: str, result: str = "", **more: Any) -> float:
    return linker().explain(achievement(item, result, **more), str(number))[2]


# ---------------------------------------------------------------- the bureau


def test_a_bureau_alone_is_never_enough() -> None:
    for bureau in sorted({bureau for measure in measures() for bureau in measure.bureaus}):
        verdict = link("打合せの実施", "関係者と日程を調整した。", bureau=bureau)
        assert linked(verdict) == [], bureau


def test_the_lead_bureau_strengthens_a_match() -> None:
    text = ("大気汚染対策の研修", "アジアの担当者に測定局の運用を教えた。")
    assert (
        score(40, *text, bureau="環境局") > score(40, *text, bureau=None) > score(40, *text, bureau="主税局")
    )


def test_a_strong_text_of_another_bureau_is_a_suggestion_at_most() -> None:
    verdict = link("次世代リーダー育成道場", "都立高校生を海外の高校へ1年間派遣した。", bureau="港湾局")
    assert linked(verdict) == []
    assert verdict.links[0].measure == "63"
    assert ("other-unit", "教育庁") in told(verdict.against)


def test_an_unknown_bureau_needs_more() -> None:
    weak = link("視察の受入れ", "海外の職員が無収水対策を見学した。", bureau=None)
    strong = link("次世代リーダー育成道場", "次世代リーダー育成道場の研修生を留学させた。", bureau=None)
    assert linked(weak) == []
    assert weak.links[0].measure in ("33", "34")
    assert linked(strong) == [63]
    assert ("unknown-unit",) in told(strong.against)


def test_an_open_ended_measure_is_open_to_other_bureaus() -> None:
    assert 1 in linked(link("リオ大会における東京のPR", "現地のジャパンハウスで紹介した。", bureau="財務局"))


def test_a_related_bureau_counts() -> None:
    evidence, *_ = linker().explain(achievement("オリンピック・パラリンピック教育", bureau="生活文化局"), "4")
    assert ("related", "生活文化局") in told(evidence)


def test_each_of_the_bureaus_that_report_together_counts() -> None:
    text = (
        "バリアフリー",
        "・都営地下鉄の駅でエレベーターの供用を開始\n・都道では観光地周辺の歩道の段差を解消",
    )
    both = link(*text, bureau="交通局", with_bureaus=("建設局",))
    assert linked(both) == [50, 49]
    assert ("lead", "建設局") in told(both.links[1].evidence)
    assert linked(link(*text, bureau="交通局")) == [50]
    assert linked(link(*text, bureau="交通局", with_bureaus=("教育庁",))) == [50]
    assert linked(link(*text, bureau="建設局", with_bureaus=("交通局",))) == [50, 49]


def test_bureaus_that_report_together_are_unknown_where_the_first_is() -> None:
    row = achievement("視察の受入れ", "海外の職員が無収水対策を見学した。", with_bureaus=("水道局",))
    assert row.bureaus == ()
    assert linked(linker().link(row)) == []


def test_of_several_bureaus_the_one_whose_role_is_most_is_named() -> None:
    evidence, *_ = linker().explain(
        achievement("オリンピック・パラリンピック教育", bureau="生活文化局", with_bureaus=("教育庁",)), "4"
    )
    assert [each for each in told(evidence) if each[0] in ("lead", "related")] == [("lead", "教育庁")]


def test_a_bureau_whose_remit_covers_the_subject_counts_as_one_of_the_measure() -> None:
    text = ("海外の子育て支援に関する意見交換", "ヘルシンキ市の担当者から保育の仕組みを聞いた。")
    later = link(*text, bureau="子供政策連携室", fiscal_year=2022)
    assert linked(later) == [26]
    assert ("remit", "子供政策連携室") in told(later.links[0].evidence)
    assert linked(link(*text, bureau="主税局", fiscal_year=2022)) == []
    profile = MeasureProfile("26", "26", "2", measures()[25].title, "", {"fukushi": "lead"}, False)
    named = Linker([profile], load_rules(RULES_OF_2014), {"kodomo": "子供政策連携室", "fukushi": "福祉局"})
    assert linked(named.link(achievement(*text, bureau="kodomo"))) == [26]


def test_the_department_that_reports_is_evidence_and_not_enough() -> None:
    text = ("渡航費の補助", "高校生の保護者に交付した。")
    full = link(*text, bureau="生活文化局", department="私学部")
    bare = link(*text, bureau="生活文化局", department="都民生活部")
    assert ("department", "私学部") in told(full.links[0].evidence)
    assert (full.links[0].measure, full.links[0].score > bare.links[0].score) == ("74", True)
    assert linked(link("打合せの実施", "日程を調整した。", bureau="生活文化局", department="私学部")) == []
    foreign = link(*text, bureau="港湾局", department="私学部")
    assert not any(each.kind == "department" for found in foreign.links for each in found.evidence)


def test_a_body_that_reports_by_its_own_name_says_what_it_is_about() -> None:
    row = ("留学生の派遣", "海外の協定校に送り出した。")
    assert score(71, *row, bureau="総務局", department="東京都立大学") > score(
        71, *row, bureau="総務局", department="総務部"
    )


def test_a_bureau_is_shown_by_its_name() -> None:
    profile = MeasureProfile(
        "18", "18", "2", measures()[17].title, measures()[17].overview, {"kankyo": "lead"}, False
    )
    named = Linker([profile], load_rules(RULES_OF_2014), {"kankyo": "環境局"})
    row = achievement("北京市との環境交流", bureau="kankyo", cities=("北京市",))
    assert ("lead", "環境局") in told(named.link(row).links[0].evidence)


# ---------------------------------------------------------------- partner cities


def test_a_city_that_the_measure_names_speaks_for_it() -> None:
    text = ("耐震化に関する交流", "担当者が意見を交わした。")
    seoul = score(20, *text, bureau="都市整備局", cities=("ソウル特別市",))
    assert seoul > score(20, *text, bureau="都市整備局", cities=("ローマ市",))
    evidence, *_ = linker().explain(achievement(*text, cities=("ソウル特別市",)), "20")
    assert ("city-named", "ソウル特別市") in told(evidence)


def test_another_city_speaks_against_it() -> None:
    _, against, *_ = linker().explain(achievement("ローマ市との環境交流", cities=("トムスク州",)), "18")
    assert ("other-partner", "姉妹友好都市", "トムスク州") in told(against)


def test_sister_cities_and_others_are_told_apart() -> None:
    item = f"{{}}との{AGREED}"
    sister = link(
        item.format("ソウル特別市"),
        "【環境分野】\n・大気汚染対策の意見交換",
        bureau="環境局",
        cities=("ソウル特別市",),
    )
    other = link(
        item.format("ハノイ"), "【環境分野】\n・大気汚染対策の意見交換", bureau="環境局", cities=("ハノイ",)
    )
    assert sister.links[0].measure == "18"
    assert other.links[0].measure == "40"


def test_cities_are_read_from_the_text_where_none_are_given() -> None:
    evidence, *_ = linker().explain(
        achievement("ベルリン市とのまちづくりに関する協力", bureau="都市整備局"), "19"
    )
    assert ("city-named", "ベルリン市") in told(evidence)


# ---------------------------------------------------------------- the text


def test_a_label_tells_the_measure() -> None:
    row = {"bureau": "産業労働局", "cities": ("トムスク州",)}
    labelled = link(f"トムスク州との{AGREED}", "【観光振興分野】\n・両都市の連携を進めた。", **row)
    bare = link(f"トムスク州との{AGREED}", "・両都市の連携を進めた。", **row)
    assert linked(labelled) == [61]
    assert ("label", "観光振興分野", "観光振興") in told(labelled.links[0].evidence)
    assert linked(bare) == []


def test_the_title_in_the_item_is_evidence() -> None:
    evidence, *_ = linker().explain(achievement("海外都市等との職員の相互交流支援", bureau="政策企画局"), "3")
    assert ("title", "海外都市等との職員の相互交流") in told(evidence)
    evidence, *_ = linker().explain(achievement("都税の電子申告", bureau="政策企画局"), "3")
    assert not [each for each in evidence if each.kind == "title"]


def test_a_word_in_the_item_weighs_more_than_in_the_result() -> None:
    item = score(43, "結核に関する会議", "海外都市と話した。", bureau="福祉保健局")
    result = score(43, "会議", "海外都市と結核について話した。", bureau="福祉保健局")
    field = score(43, "会議", "海外都市と話した。", field="結核対策", bureau="福祉保健局")
    assert item > result > field > 0


def test_the_field_alone_makes_neither_a_word_nor_a_combination() -> None:
    plain = link(
        "現地での取組", "担当者と話した。", field="ビジネス・観光・海外への情報発信", bureau="産業労働局"
    )
    assert linked(plain) == []
    assert {each.kind for found in plain.links for each in found.evidence} <= {
        "lead",
        "field-word",
        "hint",
        "item-hint",
    }
    assert 61 in linked(link("現地での観光の情報発信", "海外の担当者と話した。", bureau="産業労働局"))


@pytest.mark.parametrize("text", ["IWA World Water Congress", "IWA２０１８", "ＩＷＡ　World Water Congress"])
def test_latin_words_side_by_side_stand_alone(text: str) -> None:
    assert linked(link(text, "海外の会議で発表した。", bureau="水道局")) == [45]
    assert linked(link("KIWA World", "海外の会議で話した。", bureau="水道局")) == []


@pytest.mark.parametrize(
    ("bureau", "result", "number"),
    [
        ("福祉保健局", "アジアの都市とデング熱の発生状況を報告し合った。", 43),
        ("福祉保健局", "海外都市と麻しんの流行について話した。", 43),
        ("環境局", "C40の運営委員会に出席した。", 42),
        ("環境局", "マニラの職員にＶＯＣの測り方を教えた。", 40),
        ("環境局", "ヤンゴンの職員にごみの分別を説明した。", 41),
        ("水道局", "NRWの削減に向け、バンコクで試験的な工事を請け負った。", 34),
        ("教育庁", "ＪＥＴ青年を高校に配置した。", 64),
        ("産業労働局", "MICEの誘致に取り組んだ。", 62),
        ("建設局", "海外から贈られたパンダを公開した。", 11),
        ("東京消防庁", "海外の隊員にレスキューの訓練を行った。", 24),
        ("港湾局", "海外の客船を出迎えた。", 55),
        ("生活文化局", "海外の劇場でオペラを上演した。", 12),
    ],
)
def test_narrower_words_and_abbreviations_belong_to_their_measure(
    bureau: str, result: str, number: int
) -> None:
    verdict = link("取組の実施", result, bureau=bureau)
    assert str(number) in [found.measure for found in verdict.links[:3]]
    assert not linked(verdict) or linked(verdict)[0] in (number, 56)


@pytest.mark.parametrize("word", ["受け入れ", "受入れ", "受入"])
def test_a_spelling_changes_nothing(word: str) -> None:
    plain = link("研修生の受入", "海外の水道技術者に浄水場を案内した。", bureau="水道局")
    found = link(f"研修生の{word}", "海外の水道技術者に浄水場を案内した。", bureau="水道局")
    assert [each._replace(evidence=()) for each in found.links] == [
        each._replace(evidence=()) for each in plain.links
    ]
    assert linked(plain) == [33]


def test_words_that_exclude_a_measure_speak_against_it() -> None:
    _, against, low, _ = linker().explain(achievement("私立高校生の留学の支援", bureau="教育庁"), "63")
    assert ("excluded", "私立") in [each[:2] for each in told(against)]
    assert low < score(63, "高校生の留学の支援", bureau="教育庁")


def test_a_row_with_nothing_abroad_is_doubted() -> None:
    _, against, home, _ = linker().explain(achievement("介護の研修", bureau="福祉保健局"), "26")
    assert ("at-home",) in told(against)
    _, against, abroad, _ = linker().explain(
        achievement("介護の研修（韓国から視察）", bureau="福祉保健局"), "26"
    )
    assert ("at-home",) not in told(against)
    assert abroad > home


# ---------------------------------------------------------------- the verdict


def test_a_second_measure_needs_evidence_of_its_own() -> None:
    one = link(
        "北京市との環境交流", "【環境分野】\n・大気汚染対策の意見交換", bureau="環境局", cities=("北京市",)
    )
    two = link(
        "国際水協会世界会議と研修",
        "・国際水協会世界会議で発表した。\n・マレーシア国下水道整備事業のランガット地区で技術支援を行った。",
        bureau="下水道局",
    )
    assert linked(one) == [18]
    assert sorted(linked(two)) == [36, 45]


def test_words_of_form_make_no_general_measure_beside_one_with_a_subject() -> None:
    row = {"bureau": "政策企画局", "cities": ("ロンドン市",)}
    visit = "ロンドン市の代表団と、資産運用業の誘致に関する協力覚書の進捗を確認した。"
    assert linked(link("国際金融都市の実現に向けた取組", visit, **row)) == [59]
    both = (
        "ロンドン市の代表団と知事が会談し、姉妹友好都市の関係強化と資産運用業の誘致に関する覚書を確認した。"
    )
    assert {2, 59} <= {*linked(link("国際金融都市の実現に向けた取組", both, **row))}
    assert linked(link("ロンドン市との交流", "ロンドン市の代表団と覚書を取り交わした。", **row))[0] == 2


def test_one_word_in_passing_makes_no_second_measure() -> None:
    verdict = link(
        "海外都市実務者会合",
        "9都市の職員を招き、防災の現場を見学した。最終日に各都市が行動計画を発表した。",
        bureau="政策企画局",
    )
    assert linked(verdict) == [38]
    also = link(
        "海外都市実務者会合",
        "各都市の職員を招いた。\n・帰宅困難者とテロ対策について国際会議を開き、総合防災訓練を公開した。",
        bureau="政策企画局",
    )
    assert sorted(linked(also)) == [38, 39]


def test_a_city_that_two_measures_are_about_tells_both() -> None:
    text = "ソウル特別市の研究員を招き、PM2.5の発生源の解析に関する検討会を開いた。"
    row: dict[str, Any] = {"bureau": "環境局", "cities": ("ソウル特別市",)}
    assert sorted(linked(link("環境に関する国際協力", text, **row))) == [18, 40]
    assert sorted(linked(link("ソウル特別市との合意に基づく環境分野の交流", text, **row))) == [18, 40]
    other = "ソウル特別市の研究員を招き、緑地の管理に関する検討会を開いた。"
    assert 40 not in linked(link("ソウル特別市との合意に基づく環境分野の交流", other, **row))
    hanoi = text.replace("ソウル特別市", "ハノイ市")
    assert linked(link("環境に関する国際協力", hanoi, bureau="環境局", cities=("ハノイ市",))) == [40]


def test_a_single_letter_of_another_word_takes_nothing_from_a_second_measure() -> None:
    item, row = "IWA世界会議・展示会の開催", {"bureau": "下水道局"}
    apart = "展示会場で、東京都下水道サービス(株)及び開発企業とともに、水面制御装置の海外への導入に向けた商談を行った。"
    assert sorted(linked(link(item, f"・IWA世界会議に出展した。\n・{apart}", **row))) == [37, 45]
    passing = apart.replace("水面制御装置", "装置")
    assert linked(link(item, f"・IWA世界会議に出展した。\n・{passing}", **row)) == [45]


def test_a_general_measure_gives_way_to_one_for_a_subject_of_its_own() -> None:
    visit = ("ベルリン市との交流", "市の職員を迎え、都政の説明を行った。")
    stay = ("ベルリン市との交流", "市の係長級の職員1名を3か月受け入れ、環境局等で勤務した。")
    row: dict[str, Any] = {"bureau": "政策企画局", "cities": ("ベルリン市",)}
    assert link(*visit, **row).links[0].measure == "2"
    assert linked(link(*stay, **row))[0] == 3


@pytest.mark.parametrize(
    ("bureau", "item", "result", "topic"),
    [
        ("生活文化局", "在住外国人のための防災訓練", "通訳のボランティアが外国語で案内した。", "在住外国人"),
        ("産業労働局", "外国人材の採用", "都内中小企業の合同企業説明会をベトナムで開いた。", "外国人材"),
        (
            "福祉局",
            "介護福祉士候補者の受入れ",
            "海外から来日した候補者の日本語学習を支えた。",
            "介護福祉士候補者",
        ),
        ("政策企画局", "地震の見舞金", "トルコ大使館に見舞状を届けた。", "見舞"),
        ("総務局", "海外派遣研修", "職員を海外の大学院に派遣した。", "海外派遣研修"),
        ("教育庁", "日本語指導の必要な生徒", "教員が外国の言語で対応した。", "日本語指導"),
    ],
)
def test_work_that_no_measure_covers_is_not_linked_and_says_so(
    bureau: str, item: str, result: str, topic: str
) -> None:
    verdict = link(item, result, bureau=bureau)
    assert linked(verdict) == []
    said = told((*verdict.outside, *verdict.against))
    assert any(each[0] == "topic" and topic in "".join(each) for each in said), said


def test_a_topic_outside_spares_the_measures_that_it_names() -> None:
    row = ("外国人患者のための医療通訳", "病院で在住外国人に電話通訳を行った。")
    assert linked(link(*row, bureau="病院経営本部")) == [54]
    assert linked(link("税の説明会", "在住外国人に海外の税制を説明した。", bureau="主税局")) == []


def test_a_topic_outside_says_nothing_where_its_words_are_those_of_a_measure_that_the_unit_leads() -> None:
    row = ("海外派遣研修等", "・次世代リーダー育成道場の生徒100名が米国へ出発した。")
    assert linked(link(*row, bureau="教育庁")) == [63]
    assert score(63, *row, bureau="教育庁") > score(63, "自己啓発等", row[1], bureau="教育庁")
    assert linked(link(*row, bureau="総務局")) == []


def test_a_topic_outside_holds_where_only_the_place_speaks_for_a_measure_that_it_names() -> None:
    item, visit = "海外機関への対応", "ベトナムの検査官を健康安全研究センターに受け入れ、"
    bureau = "保健医療局"
    assert linked(link(item, f"{visit}輸入食品の残留農薬検査を紹介した。", bureau=bureau)) == []
    assert linked(link(item, f"{visit}輸入食品による感染症の検査を紹介した。", bureau=bureau)) == [43]


def test_a_word_amid_the_name_of_a_centre_tells_no_subject() -> None:
    visit, bureau = "マレーシアの職員7名が{}を視察した。", "福祉局"
    item = "就労支援に関する視察対応"
    assert linked(link(item, visit.format("心身障害者福祉センター"), bureau=bureau)) == []
    assert linked(link(item, visit.format("障害者福祉の施設"), bureau=bureau)) == [26]
    both = visit.format("心身障害者福祉センターで障害者福祉の現場")
    assert linked(link(item, both, bureau=bureau)) == [26]


def test_words_are_told_as_part_of_what_the_text_names() -> None:
    agreed: dict[str, Any] = {"item": f"北京市との{AGREED}", "cities": ("北京市",)}
    fair = link(result="「産業交流展」に北京市の企業が参加した。", bureau="産業労働局", **agreed)
    told_of_fair = [each for found in fair.links for each in told(found.evidence)]
    assert any("産業交流展" in each for each in told_of_fair)
    assert not any("交流" in each for each in told_of_fair)  # no exchange, but the name of a fair
    exchange = link(result="北京市と産業の交流を行った。", bureau="産業労働局", **agreed)
    assert any(each[0] == "pair" for found in exchange.links for each in told(found.evidence))
    stay = link(result="太田記念館の卒寮生と懇談した。", bureau="生活文化局", **agreed)
    assert ("word", "卒寮生") in [each for found in stay.links for each in told(found.evidence)]
    dormitory = link(result="太田記念館の寮生と懇談した。", bureau="生活文化局", **agreed)
    assert ("word", "寮生") in [each for found in dormitory.links for each in told(found.evidence)]
    culture = link(result="異文化教育に関する教員の講演会を開いた。", bureau="教育庁", **agreed)
    hints = {word for found in culture.links for each in told(found.evidence) for word in each[1:]}
    assert "異文化" in hints
    assert "文化" not in hints
    museum = link(result="江戸東京博物館で展覧会を開いた。", bureau="生活文化局", **agreed)
    words = [each[1] for found in museum.links for each in told(found.evidence) if each[0] == "word"]
    assert [word for word in words if word.startswith("江戸東京")] == ["江戸東京博物館"]


def test_a_topic_in_the_field_says_nothing() -> None:
    row = ("感染症対策の会議", "ハノイの担当者と結核について意見を交わした。")
    assert linked(link(*row, field="外国人材・在住外国人", bureau="福祉保健局")) == [43]


def test_what_fits_no_measure_is_unlinked_and_says_why() -> None:
    verdict = link("庁内の備品の更新", "机と椅子を買い替えた。", bureau="主税局")
    assert (verdict.links, verdict.outside) == ((), ())
    assert ("no-measure", "17") in told(verdict.against)
    assert ("no-measure",) in told(link("机の更新", "椅子を買った。", bureau="議会局").against)
    assert ("unknown-unit",) in told(link("机の更新", "椅子を買った。").against)


def test_only_a_topic_says_that_a_row_is_outside() -> None:
    verdict = link("災害見舞い", "トルコの地震に際し見舞金を贈った。", bureau="福祉保健局")
    assert linked(verdict) == []
    assert {each.kind for each in verdict.outside} <= {"topic"}


def test_suggestions_are_ranked_and_at_most_three() -> None:
    verdict = link(
        "海外との交流", "環境、文化、教育、観光について意見を交わした。", bureau="財務局", cities=("パリ市",)
    )
    assert 0 < len(verdict.links) <= 3
    assert {found.status for found in verdict.links} == {"suggested"}
    scores = [found.score for found in verdict.links]
    assert scores == sorted(scores, reverse=True)


def test_every_link_shows_evidence_and_a_score_in_range() -> None:
    for measure in measures():
        bureau = next(iter(measure.bureaus))
        for found in link(measure.title, measure.overview, bureau=bureau).links:
            assert found.evidence
            assert 0 < found.score <= 1
            assert found.method in ("rule", "similarity")


def test_each_measure_is_found_by_its_own_title() -> None:
    for measure in measures():
        verdict = link(measure.title, bureau=next(iter(measure.bureaus)))
        assert linked(verdict)[:1] == [int(measure.code)], measure.title


def test_explain_agrees_with_link() -> None:
    row = achievement("JETプログラム", "外国語指導助手を配置した。", bureau="教育庁")
    found = linker().link(row).links[0]
    evidence, _, value, _ = linker().explain(row, found.measure)
    assert (evidence, value) == (found.evidence, found.score)


def test_explain_says_why_not() -> None:
    evidence, against, value, _ = linker().explain(achievement("机の更新", bureau="教育庁"), "17")
    assert value == 0
    assert evidence == ()
    assert told(against)[0] == ("no-word",)
    assert ("other-unit", "主税局") in told(against)
    with pytest.raises(KeyError):
        linker().explain(achievement("机の更新"), "999")


def test_a_rule_does_not_hold_for_another_strategy() -> None:
    other = MeasureProfile("64", "64", "1", "公園の緑を増やす", "区立公園の植栽", {"教育庁": "lead"}, False)
    foreign = Linker([other], load_rules(RULES_OF_2014))
    assert foreign.link(achievement("JETプログラム", bureau="教育庁")).links == ()
    found = foreign.link(achievement("公園の緑を増やす", "区立公園の植栽を行った。", bureau="教育庁")).links[
        0
    ]
    assert (found.measure, found.status, found.method) == ("64", "linked", "similarity")


def test_topics_and_remits_do_not_hold_for_another_strategy() -> None:
    title = "在住外国人への支援"
    other = MeasureProfile("42", "42", "1", title, "日本語教室と生活相談を行う。", {"環境局": "lead"}, False)
    foreign = Linker([other], load_rules(RULES_OF_2014))
    row = achievement(title, "日本語教室と生活相談を行った。", bureau="環境局")
    assert linked(foreign.link(row)) == [42]
    remit = foreign.link(achievement(title, "日本語教室を開いた。", bureau="産業労働局"))
    assert ("lead", "環境局") not in told(remit.links[0].evidence)


def test_explain_names_the_topic_outside_for_a_measure_of_which_the_row_says_nothing() -> None:
    _, against, *_ = linker().explain(achievement("在住外国人の生活相談", bureau="生活文化局"), "5")
    assert ("topic", "在住外国人の生活支援") in [each[:2] for each in told(against)]


# ---------------------------------------------------------------- any text


def test_rows_are_linked_one_at_a_time_and_by_id() -> None:
    rows = [achievement("JETプログラム", id=str(number), bureau="教育庁") for number in range(3)]
    verdicts = linker().link_all(iter(rows))
    assert next(verdicts)[0] == "0"
    assert [name for name, _ in verdicts] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x1b[31m",
        "【】【【分野】",
        "\ud800",
        "。" * 5000,
        "水道" * 20000,
        "[bold]$海外 %s {0}",
        "ﾐｽﾞ" * 50,
        "‮姉妹都市",
    ],
)
def test_hostile_texts_get_a_verdict(text: str) -> None:
    for bureau in (None, "水道局", ""):
        verdict = link(text, text, field=text, bureau=bureau, cities=(text,))
        assert not (verdict.links and verdict.outside)


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from([None, "環境局", "政策企画局", "どこか"]))
@settings(deadline=None, max_examples=80)
def test_any_text_has_a_verdict_that_repeats(item: str, result: str, bureau: str | None) -> None:
    row = achievement(item, result, bureau=bureau)
    verdict = linker().link(row)
    assert not (verdict.links and verdict.outside)
    for found in verdict.links:
        assert linker().explain(row, found.measure)[2] == found.score


def test_a_fresh_linker_gives_the_same_verdicts() -> None:
    fresh = Linker(measures(), load_rules(RULES_OF_2014))
    for measure in measures()[::5]:
        row = achievement(measure.overview, measure.title, bureau=next(iter(measure.bureaus)))
        assert fresh.link(row) == linker().link(row)


def test_explain_says_the_score_that_this_row_needs() -> None:
    row = achievement("視察の受入れ", "海外の職員が無収水対策を見学した。", bureau=None)
    found = linker().explain(row, linker().link(row).links[0].measure)
    least = linker()._least
    assert found.needed == least.alone
    assert [kind for kind, *_ in told(found.against)] == ["unknown-unit", "weak-unknown-unit"]
    known = achievement("JETプログラム", "外国語指導助手を配置した。", bureau="教育庁")
    link = linker().link(known).links[0]
    assert (link.status, linker().explain(known, link.measure).needed) == ("linked", least.link)


def test_what_is_linked_is_never_said_to_have_too_little() -> None:
    row = achievement("ベルリン市との交流", "担当者が訪問した。", bureau="都市整備局", cities=("ベルリン市",))
    link = linker().link(row).links[0]
    assert (link.measure, link.status) == ("19", "linked")
    assert not any(kind.startswith("weak") for kind, *_ in told(linker().explain(row, "19").against))


@pytest.mark.parametrize(
    ("item", "results"),
    [
        (
            "東京2020大会に向けた国際交流",
            ["東京2020大会の準備会議に3名が参加", "東京2021大会の準備会議に3名が参加"],
        ),
        ("水道技術の海外研修その1", ["9月3日に12名の研修生を受け入れ", "8月1日に10名の研修生を受け入れ"]),
        ("ソウル特別市との交流", ["2014年の合意により職員2名を派遣", "2015年の合意により職員1名を派遣"]),
    ],
)
def test_what_is_said_of_a_text_comes_of_no_other_text_with_other_numbers(
    item: str, results: list[str]
) -> None:
    rules = load_rules(RULES_OF_2014)
    rows = [achievement(item, result, bureau="水道局") for result in results]
    one = Linker(measures(), rules)
    together = [one.link(row) for row in rows]
    assert together == [Linker(measures(), rules).link(row) for row in rows]


def test_a_hint_takes_no_name_from_a_further_measure() -> None:
    text = "街なか観光案内所の周辺に無料Wi-Fiのアンテナ53基を設置した。"
    assert {47, 51} <= {*linked(link("外国人旅行者の受入環境整備", text, bureau="産業労働局"))}
    without = text.replace("無料Wi-Fiのアンテナ", "無料の案内板")
    assert 51 not in linked(link("外国人旅行者の受入環境整備", without, bureau="産業労働局"))


def test_a_combination_is_a_measures_own_while_one_of_its_words_is() -> None:
    row: dict[str, Any] = {"bureau": "水道局", "cities": ("ヤンゴン",)}
    trained = (
        "・漏水の修理を進めた。\n・ヤンゴン市の技術者４名を研修施設に受け入れ、漏水探知の技能を修得した。"
    )
    assert {33, 34} <= {*linked(link("ヤンゴン市における無収水対策", trained, **row))}
    assert linked(link("ヤンゴン市における無収水対策", "・漏水の修理を進めた。", **row)) == [34]


def test_what_is_at_home_is_nothing_abroad_by_its_name() -> None:
    police = {"bureau": "警視庁"}
    assert (
        linked(link("国際犯罪組織の取締り", "国際犯罪組織による窃盗の取締りを強化（検挙42件）", **police))
        == []
    )
    assert (
        linked(link("外国法人への課税", "外国法人に係る法人事業税の申告2,150件を受け付けた", bureau="主税局"))
        == []
    )
    abroad = "ソウル特別市の警察と国際犯罪組織の取締りについて意見を交換した"
    assert linked(link("犯罪対策", abroad, cities=("ソウル特別市",), **police)) == [39]


# ---------------------------------------------------------------- whose words they are


def test_the_partner_of_the_item_takes_nothing_from_the_words_of_an_activity() -> None:
    item = "ニューヨーク市との交流"
    result = "・代表団が都庁を訪れ、知事と会談\n・若手の職員2名を受入れ、各局の仕事を紹介"
    row = {"bureau": "政策企画局", "cities": ("ニューヨーク市",)}
    assert linked(link(item, result, **row)) == [2, 3]
    assert linked(link(item, result.replace("若手の職員", "若手"), **row)) == [2]


def test_the_name_of_a_measure_that_has_a_place_abroad_is_about_it() -> None:
    row = {"item": "スポーツの交流", "bureau": "オリンピック・パラリンピック準備局"}
    assert linked(link(result="・ジュニアスポーツアジア交流大会を8月に開いた", **row)) == [6]
    at_home = linker().explain(achievement(result="・ジュニア選手の交流試合を8月に開いた", **row), "6")
    assert ("at-home",) in told(at_home.against)


def test_a_number_behind_another_one_begins_a_word() -> None:
    item, row = "都市づくりの情報共有", {"bureau": "都市整備局", "cities": ("パリ市",)}
    texts = (f"・R6.9.12{gap}15分都市の取組を聞き取り" for gap in (" ", ""))
    apart, joined = (linker().explain(achievement(item, text, **row), "29").evidence for text in texts)
    assert ("word", "15分都市") in told(apart)
    assert ("word", "15分都市") not in told(joined)


SPORTS = {"item": "スポーツを通じた国際交流", "bureau": "オリンピック・パラリンピック準備局"}


@pytest.mark.parametrize(
    "result",
    [
        "・東京国際ユース（U-14）サッカー大会：荒天のため5月3日は試合中止、4日から6日は予定どおり開催",
        "・東京国際ユース（U-14）サッカー大会　5月3日の開会式は、荒天のため中止。一方、4日からの試合は予定どおり実施",
    ],
)
def test_what_goes_on_from_something_called_off_is_about_the_same(result: str) -> None:
    assert linked(link(result=result, **SPORTS)) == [5]


@pytest.mark.parametrize(
    "result",
    [
        "・東京国際ユース（U-14）サッカー大会：荒天のため中止\n・4日から6日は予定どおり開催",
        "・東京国際ユース（U-14）サッカー大会：荒天のため中止。一方、打合せ：4日に予定どおり開催",
        "・荒天のため5月3日は試合中止、4日から6日は予定どおり開催",
    ],
)
def test_what_stands_for_itself_is_not_about_what_was_called_off(result: str) -> None:
    assert linked(link(result=result, **SPORTS)) == []


# ---------------------------------------------------------------- told as it is written


def lines(measure: int, item: str, result: str, **more: Any) -> list[tuple[Any, ...]]:
    return told(linker().explain(achievement(item, result, **more), str(measure)).evidence)


def test_a_pair_of_a_name_and_the_item_tells_the_name_as_a_weak_word() -> None:
    item, row = "外国人患者への対応及び感染症に係る国際協力", {"bureau": "病院経営本部"}
    named = lines(54, item, "・医師を水の町医療院に派遣し、院内感染対策の情報を交換", **row)
    assert not [each for each in named if each[0] in ("pair", "item-pair")]
    said = lines(54, item, "・電話による医療通訳を始めた", **row)
    assert [each for each in said if each[0] in ("pair", "item-pair")]


def test_a_word_is_told_from_where_it_stands() -> None:
    row = {"bureau": "産業労働局"}
    found = lines(47, "街頭での観光案内", "・登録者が旅行者に声を掛けて道案内", **row)
    assert ("pair", "旅行者", "道案内") in found
    assert ("item-word", "観光案内") in found


def test_a_word_of_one_character_is_told_as_its_compound() -> None:
    found = lines(17, "水の町地方税務局との意見交換", "・納税者への案内について双方が説明", bureau="主税局")
    assert ("hint", "納税者") in found


def test_what_item_and_title_share_ends_with_a_word() -> None:
    found = lines(40, "大気汚染対策に関するアジア諸都市への協力", "・研修を実施", bureau="環境局")
    assert ("title", "大気汚染対策") in found
    found = lines(39, "危機管理・消防分野における海外都市との連携", "・会議に参加", bureau="総務局")
    assert ("title", "海外都市との連携") in found


def test_a_word_ends_before_what_its_last_character_goes_on_with() -> None:
    found = lines(15, "声をかける都民の養成", "・修了者向けの交流会を開催", bureau="生活文化局")
    assert "修了者" in {word for each in found for word in each[1:]}
    assert not any("向" in word for each in found for word in each[1:])


def test_the_end_of_a_city_is_no_beginning_of_a_word() -> None:
    row = {"bureau": "政策企画局", "cities": ("ソウル特別市",)}
    found = lines(3, "海外都市との交流", "・ソウル特別市 職員1名の受入れを再開", **row)
    assert ("pair", "職員", "受入", "ソウル") in found


def test_an_activity_of_another_subject_of_the_item_carries_no_link() -> None:
    item = "文化・動物を通じた国際交流"
    result = "・国際映画祭と連携する「タレンツ・トーキョー」を実施\n・多摩動物公園：コアラ1頭を受入れ、繁殖について協力"
    row = {"bureau": "生活文化局", "with_bureaus": ("建設局",)}
    links = {link.measure: link.activities for link in link_of(item, result, **row)}
    assert links == {"11": (1,), "12": (0,)}
    # where none speaks for it itself, the item does for all
    silent = link_of("太田記念館の運営", "・入館者歓迎会\n・懇談会", bureau="生活文化局")
    assert [(each.measure, each.activities) for each in silent] == [("9", (0, 1))]


def test_of_two_subjects_of_an_item_an_activity_is_about_the_one_that_it_says() -> None:
    result = "・グリーンファイナンスに関する会議を開催\n・創薬の拠点に海外ベンチャー6社を誘致"
    links = {
        each.measure: each.activities
        for each in link_of("国際金融都市・ライフサイエンス", result, bureau="政策企画局")
    }
    assert links == {"59": (0,), "53": (1,)}


def test_a_list_behind_a_sentence_says_what_it_is_about() -> None:
    trained, built = (
        "・研修生受入れ 27か国、486人。浄水処理、無収水対策ほか",
        "・ヤンゴンで無収水対策のモデル事業を実施",
    )
    row = {"bureau": "水道局", "item": "水道分野の国際貢献"}
    assert {each.measure for each in link_of(result=f"{trained}\n{built}", **row)} == {"33", "34"}
    apart = trained.replace("無収水対策ほか", "無収水対策を説明")
    assert {each.measure for each in link_of(result=f"{apart}\n{built}", **row)} == {"34"}


def link_of(item: str, result: str, **more: Any) -> list[Link]:
    return [each for each in link(item, result, **more).links if each.status == "linked"]
