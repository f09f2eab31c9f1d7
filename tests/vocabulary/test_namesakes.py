"""Languages, dishes and persons that bear a city's name, and names that are other words unless something proves the city."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.cities.register import CityRegister


def names(cities: CityRegister, text: str) -> list[str]:
    return [mention.city for mention in cities.find_mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "北京語講座を開催した。",
        "上海語の通訳を配置した。",
        "北京語学習会",
        "広東語の通訳",
        "北京料理教室を開催した。",
        "釜山家庭料理教室",
        "上海蟹を試食",
        "ナポリ・ピッツァ講習会",
        "リヨン風の料理",
        "北京方言",
        "パリ五輪に出場",
        "ワシントン・ポスト紙に掲載",
        "シカゴ・トリビューン紙の取材",
        "講師にシドニー・スミス氏を招き講演会を開催した。",
        "ミラノ・ロッシ氏による料理教室",
        "シドニー・J・スミス教授",
        "シドニー・ソフィアさん",
        "デンゼル・ワシントン氏の講演",
        "ワシントン氏の講演",
    ],
)
def test_a_language_a_dish_or_a_person_is_no_city(cities: CityRegister, text: str) -> None:
    assert names(cities, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京語言大学を訪問", ["北京市"]),
        ("北京日本語教師会", ["北京市"]),
        ("ロンドン語学研修", ["ロンドン市"]),
        ("パリ料理学校を訪問", ["パリ市"]),
        ("ハノイ料理人協会と交流", ["ハノイ"]),
        ("上海弁公室と協議", ["上海市"]),
        ("パリ風景写真展", ["パリ市"]),
        ("シドニー市長スミス氏と面会", ["シドニー市"]),
        ("パリのデュポン氏", ["パリ市"]),
        ("シドニー、スミス氏", ["シドニー市"]),
        ("シドニー工科大学のスミス氏", ["シドニー市"]),
        ("ソウル・釜山を訪問", ["ソウル特別市", "釜山広域市"]),
        ("ソウル・プサン選手10名", ["ソウル特別市", "釜山広域市"]),
        ("ニューヨーク・ロンドン両市", ["ニューヨーク市", "ロンドン市"]),
        ("パリ・リヨン訪問", ["パリ市", "リヨン市"]),
        ("ロンドン・ビジネススクール教授", ["ロンドン市"]),
        ("ベルリン・フィルハーモニー先生", ["ベルリン市"]),
    ],
)
def test_a_city_beside_such_words_is_one(cities: CityRegister, text: str, expected: list[str]) -> None:
    assert names(cities, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国の青島と交流した。", ["青島市"]),
        ("中国（青島）", ["青島市"]),
        ("中国四川省成都との交流", ["成都市"]),
        ("台湾の高雄、台南に職員3名を派遣した。", ["高雄市", "台南市"]),
        ("台湾の台北、高雄、台南を訪問", ["台北", "高雄市", "台南市"]),
        ("台湾の桃園国際空港に到着", ["桃園市"]),
        ("オーストラリアのパースで", ["パース市"]),
        ("高雄港と基隆港に職員3名を派遣した。", ["高雄市", "基隆市"]),
        ("大連、天津、青島の各市を訪問した。", ["大連市", "天津市", "青島市"]),
        ("高雄、台南の両市と交流した。", ["高雄市", "台南市"]),
        ("台北・高雄両市", ["台北", "高雄市"]),
        ("台北、高雄、台南の3市", ["台北", "高雄市", "台南市"]),
    ],
)
def test_a_doubtful_name_counts_where_something_beside_it_proves_it(
    cities: CityRegister, text: str, expected: list[str]
) -> None:
    assert names(cities, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青島神社を参拝", []),
        ("中国の青島神社", []),
        ("中国地方の青島", []),
        ("青島さんが講演", []),
        ("中国の青島さん", []),
        ("中国青島ビール", []),
        ("宮崎市青島で交流会", []),
        ("宮崎県の青島港", []),
        ("基隆通りを清掃", []),
        ("高雄の紅葉", []),
        ("日南、串間、青島の各地", []),
        ("大連、青島神社", ["大連市"]),
        ("青島、木花の各市民センター", []),
        ("中国の高雄", []),
        ("台湾の友人と高雄の紅葉を見た", []),
        ("台湾の高雄、桃園小学校を訪問", ["高雄市"]),
        ("ブルガリアのソフィアさん", []),
        ("ドイツのボン・ジョヴィ", []),
        ("米国フェニックス社", []),
        ("パースの作成", []),
    ],
)
def test_it_counts_nowhere_else(cities: CityRegister, text: str, expected: list[str]) -> None:
    assert names(cities, text) == expected
