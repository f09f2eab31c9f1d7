"""The city that an activity calls 同市: the one that an activity above names."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.cities.recalled import mentions_in_turn
from toshigaikou_cli.vocabulary.cities.register import CityRegister


@pytest.mark.parametrize(
    ("above", "text", "words"),
    [
        ("パリ市副市長の来訪は台風第19号の接近により中止", "上記に代え、同副市長が来庁", "同副市長"),
        ("ハノイ市の水道技術者2名を受入れ", "同市の局長とオンラインで協議", "同市"),
        ("ニュー・サウス・ウェールズ州の議員が来訪", "同州に職員を派遣", "同州"),
        ("台北市の代表団が来訪", "同団を迎えて懇談会を開いた", "同団"),
        ("ベルリン市長が来訪", "同市長と会談", "同市長"),
        ("パリで会議に出席", "同市の担当者と面談", "同市"),
        ("カイロ県との協議を延期", "同県の技術者3名がオンラインで参加", "同県"),
        ("ベルリン市に職員を派遣", "同市内の高校で講演", "同市"),
    ],
)
def test_a_city_named_above(cities: CityRegister, above: str, text: str, words: str) -> None:
    first, second = mentions_in_turn([above, text], cities.find_mentions)
    assert [(each.city, each.text, each.role) for each in second] == [(first[0].city, words, "partner")]
    assert text[slice(*second[0].span)] == words


def test_a_city_that_is_only_the_place_stays_one(cities: CityRegister) -> None:
    texts = ["パリ市に職員を派遣", "同市で見本市に出展", "同市の局長と協議"]
    roles = [[each.role for each in found] for found in mentions_in_turn(texts, cities.find_mentions)]
    assert roles == [["partner"], ["venue"], ["partner"]]


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("パリ市とハノイ市の職員が来訪", "同市の職員と懇談"),
        ("パリで展示会を開いた", "同市場の動向を調べた"),
        ("パリ市長が来訪し、町田市を視察", "同市の公園を案内"),
        ("パリ市長が来訪", "町田市長と会い、同市の公園を案内"),
        ("台北市の職員が来訪", "交響楽団が公演し、同団の指揮者が講演"),
        ("パリ市長が来訪", "同団体の職員が講演"),
        ("ベルリン市に職員を派遣", "同市内のホテルで懇談"),
        ("ローマ市長の表敬", "同国の大使も同席した"),
        ("職員が来訪", "同市の職員と懇談"),
    ],
)
def test_no_city_where_another_may_be_meant(cities: CityRegister, above: str, text: str) -> None:
    assert mentions_in_turn([above, text], cities.find_mentions)[1] == ()


def turned(cities: CityRegister, *activities: tuple[str, str | None]) -> list[list[str]]:
    texts, labels = [text for text, _ in activities], [label for _, label in activities]
    return [[each.city for each in found] for found in mentions_in_turn(texts, cities.find_mentions, labels)]


def test_the_city_of_a_label_is_the_partner_of_what_names_none(cities: CityRegister) -> None:
    rows = [
        ("6月に職員2名が再開発を視察", "ベルリン市"),
        ("10月に職員4名を受け入れ", "ソウル特別市"),
        ("同市の副市長と懇談", "ソウル特別市"),
        ("パリ市の職員が来訪", "ソウル特別市"),
        ("庁内で報告会を開催", None),
    ]
    assert turned(cities, *rows) == [["ベルリン市"], ["ソウル特別市"], ["ソウル特別市"], ["パリ市"], []]
    (found,) = mentions_in_turn(["職員を受け入れ"], cities.find_mentions, ["パリ市"])
    assert (found[0].text, found[0].span, found[0].role) == ("パリ市", (0, 0), "partner")


def test_a_label_without_a_partner_gives_none(cities: CityRegister) -> None:
    assert turned(cities, ("職員を受け入れ", "教育分野"), ("会議に出席", "パリ協定")) == [[], []]


def test_who_is_meant_by_the_same_city_is_not_taken_over_a_label(cities: CityRegister) -> None:
    rows = [("ハノイ市の職員が来訪", "パリ市"), ("同市の担当者と面談", "ソウル特別市")]
    assert turned(cities, *rows)[1] == ["ソウル特別市"]
