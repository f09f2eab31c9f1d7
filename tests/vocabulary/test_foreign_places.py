"""Names that look like a place abroad and are not in the register."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.vocabulary.cities.register import CityRegister


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("グダニスク市との交流", ["グダニスク市"]),
        ("ポーランド・グダニスク市との交流", ["グダニスク市"]),
        ("カオダイ県の視察団", ["カオダイ県"]),
        (
            "ノヴォ・メスト市とグダニスク市、グダニスク市",
            ["ノヴォ・メスト市", "グダニスク市", "グダニスク市"],
        ),
        ("無錫市との交流", ["無錫市"]),
        ("無錫市と協力", ["無錫市"]),
        ("無錫市との環境技術交流", ["無錫市"]),
        ("中国の合肥市から職員を受入れ", ["合肥市"]),
        ("中国合肥市との交流", ["合肥市"]),
        ("フランス・ナンシーで開催", ["ナンシー"]),
        ("ソウル市とグダニスク市", ["グダニスク市"]),
        ("カラカル市長が来訪", ["カラカル市"]),
        ("姉妹町ワナカ町を訪問", ["ワナカ町"]),
        ("ワナカ町長を団長とする訪問団", ["ワナカ町"]),
        ("フェルトキルヒ村へ派遣", ["フェルトキルヒ村"]),
    ],
)
def test_an_unknown_place_is_listed(cities: CityRegister, text: str, expected: list[str]) -> None:
    assert cities.foreign_names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ソウル特別市との交流",
        "パリ市、ロンドン市",
        "横浜市との連携",
        "他市との比較、関係市との調整",
        "八王子市と協力",
        "アジア市場の動向",
        "パートナー都市との交流",
        "ネットワーク都市",
        "メンバー州",
        "モンゴル国の職員",
        "カナダ・アメリカに派遣",
        "姉妹都市との交流",
        "各市との連携",
        "同市との交流",
        "コミュニティ市民会議",
        "オーストラリア連邦・ニュー・サウス・ウェールズ州",
        "スポーツ県民大会",
        "タイ王国",
        "留学プログラム都立高校",
        "セミナー市区町村職員",
        "オリンピック村、テーマ村",
        "ニセコ町と協力",
        "ボランティア町民の会",
        "",
    ],
)
def test_known_and_other_words_are_not(cities: CityRegister, text: str) -> None:
    assert cities.foreign_names(text) == []


@given(st.text(alphabet="アイウ・ー市州県都との交流中国韓タソウル、（）\n ", max_size=80))
@settings(deadline=None, max_examples=150)
def test_a_listed_name_stands_in_the_text_and_is_unknown(cities: CityRegister, text: str) -> None:
    plain = "".join(char for char in text if char not in " ")
    for name in cities.foreign_names(text):
        assert name in plain
        assert len(name) > 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("パリのイダルゴ市長と会談", []),
        ("パリ市・イダルゴ市長と会談", []),
        ("ドレスデン市ヒルベルト市長と会談", ["ドレスデン市"]),
        ("ドレスデン市長と会談", ["ドレスデン市"]),
    ],
)
def test_a_mayor_named_after_the_city_is_a_person(text: str, names: list[str], cities: CityRegister) -> None:
    assert cities.foreign_names(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姉妹都市の南投県埔里鎮を訪問した。", ["南投県埔里鎮"]),
        ("台湾・南投県埔里鎮の訪問団20人を迎えた。", ["南投県埔里鎮"]),
        ("台湾埔里鎮との交流", ["埔里鎮"]),
        ("台湾の魚池郷から訪問", ["魚池郷"]),
        ("中国の故郷を訪ねた。", []),
        ("中国の重鎮と面談", []),
        ("台湾の同郷会", []),
        ("岐阜県白川郷を視察", []),
        ("台湾の美濃郷土芸能", []),
    ],
)
def test_a_town_of_taiwan_is_a_place(cities: CityRegister, text: str, expected: list[str]) -> None:
    assert cities.foreign_names(text) == expected
