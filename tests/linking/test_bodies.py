"""Names of bodies in a text: a word amid one is told as that name, and some tell no subject. The texts are ours."""

from __future__ import annotations

import pytest

from linking.fixtures import achievement, linker, told
from toshigaikou_cli.linking.bodies import (
    is_of_body,
    name_around,
    without_ensembles,
    without_international,
    without_venues,
)


@pytest.mark.parametrize(
    ("word", "text", "name"),
    [
        ("ケア", "統合ケア庁の職員4名", "統合ケア庁"),
        ("水道", "10月北都市水道局等を訪問", "北都市水道局"),
        ("水道", "今年度北都市水道局を訪問", "北都市水道局"),
        ("博物館", "ソウル歴史博物館で開催", "ソウル歴史博物館"),
        (
            "フィンテック",
            "シンガポール・フィンテック・フェスティバルに出展",
            "シンガポール・フィンテック・フェスティバル",
        ),
        ("環境", "5団体環境公社と環境協会が参加", "環境公社"),
        ("水道", "北都水道サービス(株)と共同", "北都水道サービス"),
        ("水道", "北都水道サービスと共同", ""),
        # a word that stands by itself anywhere, that is the whole name, or that no name goes on over
        ("水道", "北都市水道局と水道の研修", ""),
        ("水道局", "水道局の職員", ""),
        ("水道", "水道事業の一部を紹介", ""),
        ("教育", "都庁へ来庁し教育を視察", ""),
        ("植物", "植物、動物園の飼育", ""),
        ("植物", "水道センター・植物園の見学", "植物園"),
        ("外国の学校", "3か月以上外国の学校に通う", ""),
        # what hiragana begins is not made up
        ("高校", "松が谷高校が受入れ", ""),
        ("消防", "消防音楽隊が迎え、北都市消防本部と訓練", "北都市消防本部"),
    ],
)
def test_the_name_of_a_body_in_which_a_word_stands(word: str, text: str, name: str) -> None:
    assert name_around(word, text) == name


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("国際興業のバス", False),
        ("羽田国際空港で歓迎", False),
        ("都立国際高等学校の生徒", False),
        ("国際会議に出席", True),
        ("国際興業と国際会議に出席", True),
        ("国際港湾協会の総会", True),
    ],
)
def test_what_is_only_called_international_is_nothing_abroad(text: str, kept: bool) -> None:
    assert ("国際" in without_international(("国際", "会議"), text)) is kept


@pytest.mark.parametrize(
    ("text", "kept"), [("グローバルパートナーズの会合", False), ("グローバルな会合", True)]
)
def test_a_programme_is_only_called_global(text: str, kept: bool) -> None:
    assert ("グローバル" in without_international(("グローバル", "会合"), text)) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("消防音楽隊が演奏", False),
        ("北都市消防本部の音楽隊を招き", False),
        ("消防音楽隊の演奏と消防の訓練", True),
        ("音楽隊と消防の訓練", True),
    ],
)
def test_whose_band_it_is_tells_no_subject(text: str, kept: bool) -> None:
    found = without_ensembles(("消防", "音楽隊", "北都"), text, {"北都"})
    assert ("消防" in found) is kept
    assert {"音楽隊", "北都"} <= {*found}


def test_a_centre_that_was_only_the_place_tells_no_subject() -> None:
    assert without_venues(("障害者福祉",), "障害者福祉センターを視察") == ()
    assert without_venues(("障害者福祉",), "障害者福祉を視察") == ("障害者福祉",)


def linked(item: str, result: str, bureau: str, *cities: str) -> set[str]:
    found = linker().link(achievement(item, result, bureau=bureau, cities=cities)).links
    return {link.measure for link in found if link.status == "linked"}


def test_a_concert_of_the_fire_brigade_is_no_help_of_firefighters() -> None:
    assert linked("音楽隊の派遣", "・パリ市に消防音楽隊を派遣し、演奏した。", "東京消防庁", "パリ市") == set()
    assert linked("職員の派遣", "・パリ市に消防救助の職員を派遣した。", "東京消防庁", "パリ市") == {"24"}


def evidence(measure: str, item: str, result: str, bureau: str, *cities: str) -> list[tuple[str, ...]]:
    row = achievement(item, result, bureau=bureau, cities=cities)
    return told(linker().explain(row, measure).evidence)


def test_a_word_amid_a_name_is_told_as_the_name() -> None:
    found = evidence("26", "取組", "・統合ケア庁の職員に待機児童対策を説明", "福祉保健局")
    assert ("hint", "統合ケア庁") in found
    assert ("hint", "ケア") not in found
    assert ("hint", "ケア") in evidence("26", "取組", "・ケアの職員に待機児童対策を説明", "福祉保健局")


def test_parts_of_one_name_say_little_together() -> None:
    merged = evidence("34", "取組", "・ヤンゴンの水道事業体と打合せ", "水道局", "ヤンゴン")
    assert not any(kind in ("pair", "item-pair") for kind, *_ in merged)
    assert any(kind == "hint" and "水道事業体" in words for kind, *words in merged)
    apart = evidence("34", "取組", "・ヤンゴンで水道の事業を開始", "水道局", "ヤンゴン")
    assert ("pair", "水道", "事業", "ヤンゴン") in apart


def test_words_far_apart_in_a_sentence_are_told_as_such() -> None:
    far = "・要人接遇の検討会を開き（7月）、競技の日程、会場の広さ、車の置き場を確かめ、会談の部屋を決めた"
    assert ("apart", "要人", "会談") in evidence("2", "取組", far, "政策企画局", "パリ市")
    near = evidence("2", "取組", "・要人との会談を実施", "政策企画局", "パリ市")
    assert ("pair", "要人", "会談") in near


def test_common_words_are_apart_sooner() -> None:
    near = evidence("2", "取組", "・一行に都の防災を説明", "政策企画局", "パリ市")
    assert ("pair", "一行", "説明") in near
    far = evidence("2", "取組", "・一行が来て、都の防災を説明", "政策企画局", "パリ市")
    assert ("apart", "一行", "説明") in far


def test_the_relation_that_an_item_names_is_told_whole() -> None:
    found = evidence("2", "パリ市との交流", "・都政の視察を実施", "政策企画局", "パリ市")
    assert ("item-pair", "パリ市との交流", "視察") in found
    assert not any("交流" in words for kind, *words in found if kind == "item-pair")


def test_a_city_alone_is_no_shared_wording() -> None:
    city = evidence("19", "ベルリン市との意見交換", "・職員3名が来訪", "都市整備局", "ベルリン市")
    assert not any(kind == "title" for kind, *_ in city)
    more = evidence(
        "19", "都市づくりの分野におけるベルリン市との意見交換", "・職員3名が来訪", "都市整備局", "ベルリン市"
    )
    assert any(kind == "title" for kind, *_ in more)


def test_a_name_that_another_measure_of_the_unit_speaks_of_tells_neither_alone() -> None:
    """無収水 names the business in Asia, and the training, whose own text has it too."""
    training = "・マニラに職員2名を派遣し、無収水対策について講義を行った。"
    assert linked("水道分野の人材育成", training, "水道局", "マニラ") == {"33"}
    business = "・マニラの無収水対策事業を東京水道株式会社が受注した。"
    assert linked("水道分野の協力", business, "水道局", "マニラ") == {"34"}


def test_a_name_counts_in_full_where_the_other_measure_is_of_another_unit() -> None:
    result = "・来園者のため公園7か所で無料Wi-Fiの利用できる区域を拡大"
    assert linked("受入環境の整備", result, "建設局") == {"51"}


def test_a_pair_is_more_than_one_word_of_a_further_measure() -> None:
    result = "・臨海副都心では、案内サインの多言語化と無料Wi-Fi機器の更新を終えた"
    assert linked("受入環境", result, "港湾局") >= {"13", "48"}
    assert "48" not in linked("受入環境", "・臨海副都心で案内サインの多言語化を終えた", "港湾局")


@pytest.mark.parametrize(
    ("word", "text", "name"),
    [
        ("高齢化", "シンガポール保健省高齢化計画室一行8名が来訪", "シンガポール保健省高齢化計画室"),
        ("政策", "環境局政策調整担当部長が出席", "環境局政策調整担当部長"),
        ("自転車政策", "水の町の自転車政策担当者を招いた", "自転車政策担当者"),
        ("水", "国際水協会世界会議に参加", "国際水協会"),
        ("環境", "環境対策を担当した", ""),
        ("研修", "集団研修を実施", ""),
        ("職員", "環境局職員が来訪", ""),
    ],
)
def test_offices_and_those_who_hold_them_are_names(word: str, text: str, name: str) -> None:
    assert name_around(word, text) == name


def test_what_a_body_is_and_what_an_event_is_about_are_more_than_a_name() -> None:
    assert is_of_body("環境", "気候環境部門")
    assert not is_of_body("博物館", "江戸東京博物館")
    assert not is_of_body("大気", "大気質改善国際フォーラム")
    assert not is_of_body("大気", "大気")
