"""Links belong to activities: each is weighed alone, the row has the union, the evidence says where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fixtures import RULES_OF_2014, achievement, linker, measures, told
from toshigaikou_cli.linking import Linker, load_rules
from toshigaikou_cli.linking.wording import Wording
from toshigaikou_cli.records.links import Link, Linking, MeasureProfile

RULES = load_rules(RULES_OF_2014)
BARE = replace(RULES, measures={}, outside=())


def linked(linking: Linking) -> dict[int, tuple[int, ...]]:
    return {int(link.measure): link.activities for link in linking.links if link.status == "linked"}


def evidence_of(linking: Linking, number: int) -> list[tuple[str, ...]]:
    return told(next(link for link in linking.links if link.measure == str(number)).evidence)


# ---------------------------------------------------------------- the union


def test_a_row_has_the_links_of_its_activities_and_each_says_which() -> None:
    row = achievement(
        "水道分野における国際協力",
        "・ヤンゴン市で無収水削減のパイロット事業を展開した。\n・研修・開発センターで海外の研修生に漏水探知の実習を行った。",
        bureau="水道局",
    )
    assert linked(linker().link(row)) == {34: (0,), 33: (1,)}


def test_two_activities_may_carry_one_link() -> None:
    row = achievement("取組", "・JET青年を配置した。\n・JETプログラムの研修会を開いた。", bureau="教育庁")
    assert linked(linker().link(row))[64] == (0, 1)


def test_words_of_different_activities_are_no_pair() -> None:
    def paired(result: str) -> bool:
        found = linker().explain(achievement("取組", result, bureau="水道局"), "34").evidence
        return any(each.kind == "pair" and {"水道", "パイロット"} <= {*each.words} for each in found)

    assert paired("・水道のパイロット事業をヤンゴンで実施した。")
    assert not paired("・水道について話した。\n・パイロット事業をヤンゴンで実施した。")


def test_each_sentence_of_a_long_activity_may_serve_its_own_measure() -> None:
    text = (
        "首都大学東京では、アジアからの留学生が博士後期課程で都市課題の高度研究に取り組んでいる。"
        "また、ハノイから診療放射線技師を大学院に受け入れ、先端的な医療技術の教育を行った。"
    )
    assert linked(linker().link(achievement("取組", text, bureau="総務局"))) == {68: (0,), 70: (0,)}


def test_a_full_stop_in_brackets_ends_no_sentence() -> None:
    split = linker().link(achievement("取組", "JET青年（英語圏の出身者。）を配置した。", bureau="教育庁"))
    assert linked(split) == {64: (0,)}


# ---------------------------------------------------------------- an item of several subjects


ITEM = "外国人患者の受入れ体制及び感染症に関する協力"
INTERPRETER = "・都立病院に英語の医療通訳を置き、電話通訳を使えるようにした。"
INFECTION = "・シンガポールに医師を派遣し、輸入感染症の診断に関する知見を得た。"


def test_an_item_of_several_subjects_gives_each_activity_its_own() -> None:
    row = achievement(ITEM, f"{INTERPRETER}\n{INFECTION}", bureau="病院経営本部")
    assert linked(linker().link(row)) == {54: (0,), 43: (1,)}


def test_a_subject_of_the_item_that_no_activity_speaks_of_is_not_linked() -> None:
    alone = linked(linker().link(achievement(ITEM, INTERPRETER, bureau="病院経営本部")))
    assert alone == {54: (0,)}


def test_an_activity_that_says_nothing_else_is_of_the_item_s_subject() -> None:
    item = "オリ・パラ教育、国際交流及び教員派遣"
    learning = "・都内公立学校全校で大会参加予定国の歴史・文化等を調べる学習を実施"
    volunteers = "・現職教員を青年海外協力隊へ3名派遣"
    row = achievement(item, f"{learning}\n{volunteers}", bureau="教育庁")
    assert linked(linker().link(row)) == {67: (1,), 4: (0,)}
    single = achievement("現職教員の青年海外協力隊への派遣", f"{learning}\n{volunteers}", bureau="教育庁")
    assert 4 not in linked(linker().link(single))


def test_an_item_of_one_subject_counts_in_full() -> None:
    row = achievement("外国人患者の受入れ体制", "・職員の研修を行った。", bureau="病院経営本部")
    assert linked(linker().link(row)) == {54: (0,)}


def test_words_of_another_subject_of_the_item_exclude_nothing() -> None:
    row = achievement(
        "IWA世界会議の開催及び海外都市との技術交流",
        "・国際水協会（IWA）世界会議で浄水場の見学ツアーを受け持った。\n"
        "・海外研修生を受け入れ、漏水防止の実習を行った。",
        bureau="水道局",
    )
    assert linked(linker().link(row)) == {45: (0,), 33: (1,)}


# ---------------------------------------------------------------- what was not held


def test_a_cancelled_activity_carries_nothing() -> None:
    held = "・JET青年を配置した。"
    both = achievement("取組", f"{held}\n・C40の運営委員会は中止となった。", bureau="教育庁")
    alone = achievement("取組", held, bureau="教育庁")
    assert linked(linker().link(both)) == linked(linker().link(alone)) == {64: (0,)}


def test_the_sentence_of_a_held_activity_that_was_called_off_carries_nothing() -> None:
    text = "JET青年を配置した。英語科教員の海外派遣研修は中止した。"
    assert linked(linker().link(achievement("取組", text, bureau="教育庁"))) == {64: (0,)}


def test_a_row_of_which_nothing_was_held_shows_what_it_would_have_served() -> None:
    row = achievement("取組", "・JET青年の配置は中止となった。", bureau="教育庁")
    assert not row.points[0].held
    assert linker().link(row).links[0].measure == "64"


# ---------------------------------------------------------------- evidence is true as it is worded


def test_a_city_is_named_only_where_the_strategy_names_it() -> None:
    text = ("環境交流", "・大気汚染対策を話し合った。")
    sister = linker().explain(achievement(*text, bureau="環境局", cities=("パリ市",)), "18").evidence
    assert "パリ" not in measures()[17].title + measures()[17].overview
    assert ("city-group", "姉妹友好都市", "パリ市") in told(sister)
    named = linker().explain(achievement("耐震化", "・話した。", cities=("ソウル特別市",)), "20").evidence
    assert ("city-named", "ソウル特別市") in told(named)


def test_a_word_is_told_as_the_text_spells_it() -> None:
    row: dict[str, Any] = {"bureau": "産業労働局"}
    for spelled, other in (("招請", "招聘"), ("招聘", "招請")):
        text = f"・海外メディアの{spelled}を行い、東京の観光の魅力を発信した。"
        words = [
            word
            for _, *words in evidence_of(linker().link(achievement("観光PR", text, **row)), 61)
            for word in words
        ]
        assert any(spelled in word for word in words)
        assert not any(other in word for word in words)


def test_no_word_runs_over_a_dot_between_two_others() -> None:
    text = "・ロンドン市と投資の誘致について話し合った。"
    for item, told_of in (("国際金融都市の推進", True), ("特区・国際金融・都市間経済交流", False)):
        evidence = linker().explain(achievement(item, text, bureau="政策企画局"), "59").evidence
        assert any("金融都市" in word for _, *words in told(evidence) for word in words) is told_of


def test_a_unit_that_has_its_role_by_succession_names_the_one_of_the_strategy() -> None:
    measure = measures()[17]
    profile = MeasureProfile("18", "18", "2", measure.title, measure.overview, {"new": "lead", "old": "lead"}, False,
                             {"new": "old"})  # fmt: skip
    found = Linker([profile], RULES, {"new": "新環境局", "old": "環境局"})
    row = achievement("北京市との環境交流", "・意見を交わした。", cities=("北京市",))
    assert ("lead-successor", "新環境局", "環境局") in evidence_of(found.link(row._replace(bureau="new")), 18)
    assert ("lead", "環境局") in evidence_of(found.link(row._replace(bureau="old")), 18)


def test_a_word_says_where_it_stands() -> None:
    def kinds(**more: str) -> list[str]:
        row = achievement(more.get("item", "会議"), more.get("result", "・話した。"),
                          field=more.get("field", ""), bureau="福祉保健局")  # fmt: skip
        found = linker().explain(row, "43").evidence
        return [each.kind for each in found if "結核" in "".join(each.words)]

    assert "word" in kinds(result="・結核について話した。")
    assert "item-word" in kinds(item="結核に関する会議")
    assert "word" in kinds(item="結核に関する会議", result="・結核について話した。")
    assert kinds(field="結核対策") == ["field-word"]


def test_the_activities_of_evidence_are_those_where_it_stands() -> None:
    row = achievement("取組", "・JET青年を配置した。\n・外国青年の研修を行った。", bureau="教育庁")
    found = {each.words: each.activities for each in linker().link(row).links[0].evidence}
    assert found["JET",] == (0,)
    assert found["教育庁",] == (0, 1)


# ---------------------------------------------------------------- without rules


def test_without_rules_the_nearest_measures_are_suggested_those_of_the_unit_first() -> None:
    found = Linker(measures(), BARE)
    verdict = found.link(achievement("海外の水道事業への協力", "・漏水対策の研修を行った。", bureau="水道局"))
    assert linked(verdict) == {}
    assert [link.status for link in verdict.links] == ["suggested"] * 3
    assert all("水道局" in measures()[int(link.measure) - 1].bureaus for link in verdict.links)
    assert verdict.links[0].evidence[0].kind == "text"
    assert verdict.outside == ()


def test_with_rules_the_wording_alone_suggests_nothing() -> None:
    assert Wording(measures(), RULES).nearest("水道の研修", ["水道局"]) == []


def test_explain_agrees_with_a_suggestion_by_wording() -> None:
    found, row = Linker(measures(), BARE), achievement("水道の研修", "・漏水対策。", bureau="水道局")
    first = found.link(row).links[0]
    assert found.explain(row, first.measure)[::2] == (first.evidence, first.score)
    assert told(found.explain(achievement("ABC", bureau="水道局"), "33").against) == [("no-word",)]


@pytest.mark.parametrize("units", [["水道局"], [], ["どこか", "水道局"]])
@given(text=st.text(alphabet="水道下研修の海外都市交流 aA1。", max_size=60))
@settings(deadline=None, max_examples=40)
def test_suggestions_by_wording_are_the_same_again_and_in_range(units: list[str], text: str) -> None:
    one, other = (Wording(measures(), BARE).nearest(text, units, 3) for _ in range(2))
    assert one == other
    assert len(one) <= 3
    assert all(0 < near.score <= 1 and near.shared for near in one)


def test_any_order_of_held_activities_gives_the_same_measures() -> None:
    first, second = INTERPRETER, INFECTION
    results = (f"{first}\n{second}", f"{second}\n{first}")
    one, other = (linker().link(achievement(ITEM, text, bureau="病院経営本部")) for text in results)

    def scores(links: tuple[Link, ...]) -> dict[int, float]:
        return {int(link.measure): link.score for link in links if link.status == "linked"}

    assert scores(one.links) == scores(other.links)


# ---------------------------------------------------------------- the label, general measures


def test_words_of_the_label_speak_for_a_measure_and_are_told_as_the_label() -> None:
    text = "企業（10社）の「産業交流展」への参加（東京都で開催）"
    row = achievement(
        "北京市との合意に基づく交流", f"【経済分野】\n・{text}", bureau="産業労働局", cities=("北京市",)
    )
    first = linker().link(row).links[0]
    assert first.measure == "44"
    assert ("label", ("経済分野", "経済分野")) in {(each.kind, each.words) for each in first.evidence}
    bare = achievement("北京市との合意に基づく交流", f"・{text}", bureau="産業労働局", cities=("北京市",))
    assert linker().link(bare).links[0].measure == "57"


def test_a_label_alone_links_no_further_measure() -> None:
    def of(*points: str) -> dict[int, tuple[int, ...]]:
        result = "\n".join(["【大学間協力分野】", *(f"・{point}" for point in points)])
        return linked(linker().link(achievement("トムスク州との交流", result, bureau="総務局")))

    assert set(of("教員交換支援制度により教員1名を派遣", "今後の協議")) == {69}
    assert set(of("教員交換支援制度により教員1名を派遣", "博士後期課程の高度研究")) == {69, 68}


def test_a_general_measure_with_words_in_the_activity_gives_no_way() -> None:
    text = "首都大学東京大学院生短期派遣・受入れ支援制度：学生2名の派遣、2名の受入れ"
    row = achievement("取組", f"【大学間協力分野】\n・{text}", bureau="総務局", cities=("トムスク州",))
    assert linker().link(row).links[0].measure == "71"


# ---------------------------------------------------------------- what tells the measures of one text apart


def test_a_partner_city_tells_a_measure_from_one_of_the_same_words() -> None:
    visit = "・{}の排水事業者12名が三河島水再生センターを視察、合流改善の技術について質疑"
    named = achievement(
        "下水道分野の国際協力・海外展開", visit.format("北京市"), bureau="下水道局", cities=("北京市",)
    )
    assert {35, 37} <= {*linked(linker().link(named))}
    other = achievement(
        "下水道分野の国際協力・海外展開",
        visit.format("ウィーン市"),
        bureau="下水道局",
        cities=("ウィーン市",),
    )
    assert 35 not in linked(linker().link(other))


def test_each_sentence_is_about_the_city_that_it_names() -> None:
    text = (
        "・マレーシアの下水道整備プロジェクトでは、技術者3名を派遣して施工監理を支援した。"
        "ソウル特別市の職員5名を受け入れ、水再生センターの運転管理を指導した。"
    )
    row = achievement("下水道分野の国際協力", text, bureau="下水道局", cities=("ソウル特別市",))
    assert 36 in linked(linker().link(row))


def test_a_word_against_a_measure_weighs_less_in_the_item_than_in_the_activity() -> None:
    signed = "・ロンドン市長と共同宣言に署名し、友好関係を確認"
    item = "海外都市・在京大使館との関係強化"
    row = achievement(item, signed, bureau="政策企画局", cities=("ロンドン市",))
    assert 2 in linked(linker().link(row))
    against = achievement(item, f"{signed}（在京大使館が同席）", bureau="政策企画局", cities=("ロンドン市",))
    assert 2 not in linked(linker().link(against))


def test_a_measure_of_partner_cities_needs_one_or_words_of_the_activity() -> None:
    row = achievement("諸島の自然環境保全に関する協力", "・専門家2名を父島に招いた。", bureau="環境局")
    assert 18 not in linked(linker().link(row))
    title = achievement("環境分野における姉妹友好都市交流の実施", "・専門家2名を招いた。", bureau="環境局")
    assert 18 in linked(linker().link(title))
