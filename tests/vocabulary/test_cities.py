"""Names in cells and filters -> cities; proposals; countries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.cities.words import place_words_from
from toshigaikou_cli.vocabulary.yaml_files import load_yaml


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("ソウル特別市", "ソウル特別市"),
        ("ソウル", "ソウル特別市"),
        ("ソウル市", "ソウル特別市"),
        ("ソウル★", "ソウル特別市"),
        ("デリー★", "デリー"),
        ("★東京", "東京"),
        ("パ リ市", "パリ市"),
        ("ソウル特別\n市", "ソウル特別市"),
        ("ニュー・サウス・ウェールズ ^o 州", "ニュー・サウス・ウェールズ州"),
        ("ニューサウスウェールズ州", "ニュー・サウス・ウェールズ州"),
        ("NSW州", "ニュー・サウス・ウェールズ州"),
        ("シンガポール共和国", "シンガポール"),
        ("モンゴル国ウランバートル市", "ウランバートル"),
        ("インドネシア共和国ジャカルタ特別市", "ジャカルタ特別市"),
        ("韓国ソウル", "ソウル特別市"),
        ("韓国・ソウル", "ソウル特別市"),
        ("中国の北京", "北京市"),
        ("ソウル（韓国）", "ソウル特別市"),
        ("韓国（ソウル）", "ソウル特別市"),
        ("台北", "台北"),
        ("臺北市", "台北"),
        ("ﾊﾞﾝｺｸ", "バンコク"),
        ("ＢＣ州", "ブリティッシュ・コロンビア州"),
        ("Seoul", "ソウル特別市"),
        ("new york city", "ニューヨーク市"),
        ("São Paulo (state)", "サンパウロ州"),
        ("サンパウロ", "サンパウロ州"),
        ("サンパウロ市", "サンパウロ市"),
        ("ニューヨーク", "ニューヨーク市"),
        ("ニューヨーク州", "ニューヨーク州"),
        ("パース", "パース市"),
        ("リオ・デ・ジャネイロ", "リオデジャネイロ"),
        ("キエフ", "キーウ市"),
    ],
)
def test_a_name_is_resolved(cities: CityRegister, name: str, city: str) -> None:
    found = cities.resolve(name)
    assert found is not None
    assert found.name == city


@pytest.mark.parametrize(
    "name", ["", "★", "ソウルフード", "ローマ字", "タイ", "東", "フランスソウル", "各都市", "北", "（韓国）"]
)
def test_other_names_are_not_resolved(cities: CityRegister, name: str) -> None:
    assert cities.resolve(name) is None


def test_every_name_of_every_city_leads_back_to_it(cities: CityRegister) -> None:
    lost = [
        (city.id, form)
        for city in cities
        for form in (*city.forms, city.name_en)
        if (found := cities.resolve(form)) is None or found.id != city.id
    ]
    assert lost == []


def test_forms_with_and_without_the_ending_and_dots(cities: CityRegister) -> None:
    forms = set(cities.by_id["new-south-wales"].forms)
    assert {"ニュー・サウス・ウェールズ州", "ニューサウスウェールズ州", "ニューサウスウェールズ"} <= forms
    assert not {"ニュー・サウス・ウェールズ州市", "ニュー・サウス・ウェールズ市"} & forms
    assert {"ソウル", "ソウル市", "ソウル特別市"} <= set(cities.by_id["seoul"].forms)
    assert "パース" not in cities.by_id["perth"].forms


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("ソール特別市", "ソウル特別市"),
        ("ウランバトル", "ウランバートル"),
        ("クアラルンプル", "クアラルンプール"),
        ("Pari", "パリ市"),
    ],
)
def test_an_unknown_name_gets_proposals(cities: CityRegister, name: str, first: str) -> None:
    assert cities.resolve(name) is None
    proposals = cities.proposals(name)
    assert proposals[0].city.name == first
    assert "differ" in proposals[0].reason
    assert [each.score for each in proposals] == sorted((each.score for each in proposals), reverse=True)


def test_a_name_like_none_has_no_proposals(cities: CityRegister) -> None:
    assert cities.proposals("羅生門の下で雨やみを待っていた") == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("seoul", ["ソウル特別市"]),
        ("ソウル", ["ソウル特別市"]),
        ("コロンビア州", ["ブリティッシュ・コロンビア州"]),
        ("南ウェールズ", []),
        ("リ", []),
    ],
)
def test_find(cities: CityRegister, query: str, expected: list[str]) -> None:
    assert [city.name for city in cities.find(query)] == expected


def test_a_part_of_a_name_finds_all_that_have_it(cities: CityRegister) -> None:
    assert {city.id for city in cities.find("ニューヨ")} == {"new-york", "new-york-state"}


def with_alias(cities: CityRegister, name: str) -> CityRegister:
    """The register in which Paris has a further name."""
    words = place_words_from(load_yaml(base_data("place_words.yaml"), "place_words"))
    return CityRegister(cities.cities, words, aliases={name: "paris"})


def test_a_users_own_name(cities: CityRegister) -> None:
    register = with_alias(cities, "花の都")
    found = register.resolve("花の都")
    assert found is not None
    assert found.id == "paris"
    assert [mention.city for mention in register.find_mentions("花の都との交流")] == ["パリ市"]
    assert cities.find_mentions("花の都との交流") == ()


def test_a_name_of_one_letter_is_known_and_found_in_no_text(cities: CityRegister) -> None:
    register = with_alias(cities, "s")
    found = register.resolve("s")
    assert found is not None
    assert found.id == "paris"
    assert [mention.city for mention in register.find_mentions("sの職員、パリ市の職員5名s")] == ["パリ市"]
    assert register.find_mentions("s の職員") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("大韓民国", "KR"),
        ("韓国", "KR"),
        ("アメリカ合衆国", "US"),
        ("タイ王国", "TH"),
        ("ロシア連邦", "RU"),
        ("月", None),
    ],
)
def test_countries_by_name(cities: CityRegister, name: str, code: str | None) -> None:
    assert cities.country_code(name) == code


def test_countries_by_code(cities: CityRegister) -> None:
    assert cities.country_name("TW") == "台湾"
    assert cities.country_name("XX") == "XX"


def test_relations_have_dates_and_addresses(cities: CityRegister) -> None:
    seoul = cities.by_name["ソウル特別市"]
    assert [(each.kind, each.since) for each in seoul.relations] == [
        ("sister", "1988-09-03"),
        ("anmc21", "2001-10-16/2001-10-19"),
        ("agreement", "2014-07-23"),
        ("agreement", "2015-02-03"),
    ]
    assert all(each.source.startswith("https://") for each in seoul.relations)
    assert [city.id for city in cities if city.own] == ["tokyo"]


@given(st.text(alphabet="ソウルパリ市★ （）()^o州韓国・のｱﾊﾟ\n東京AZ", max_size=60))
@settings(deadline=None, max_examples=150)
def test_no_name_breaks_the_register(cities: CityRegister, text: str) -> None:
    found = cities.resolve(text)
    assert found is None or found.id in cities.by_id
    assert all(0 <= each.score <= 100 for each in cities.proposals(text))


def test_texts_are_alike_that_differ_in_digits_only(cities: CityRegister) -> None:
    one, other = "令和5年9月3日、ソウル市の30名が来訪", "令和6年8月1日、ソウル市の25名が来訪"
    assert cities.alike(one) == cities.alike(other)
    assert cities.find_mentions(cities.alike(one)) == cities.find_mentions(one) != ()


def test_texts_are_not_alike_where_a_name_has_a_digit(cities: CityRegister) -> None:
    register = cities.with_cities([*cities, City("third", "第3市", "", "KR")])
    assert register.alike("第3市、第4市と交流") == "第3市、第4市と交流"
    assert [mention.city for mention in register.find_mentions("第3市、第4市と交流")] == ["第3市"]
