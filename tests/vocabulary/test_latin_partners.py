"""Names in a column of partners, in Latin letters too: each is a registered city, or named as unknown."""

from __future__ import annotations

import pytest

from toshigaikou_cli.resolving.city_doubts import partner_doubts
from toshigaikou_cli.vocabulary.cities.register import CityRegister


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kaohsiung", ["高雄市"]),
        ("KAOHSIUNG CITY", ["高雄市"]),
        ("kaohsiung", ["高雄市"]),
        ("City of Dallas", ["ダラス市"]),
        ("Dallas, TX", ["ダラス市"]),
        ("Dallas, Kaohsiung", ["ダラス市", "高雄市"]),
        ("Ｄａｌｌａｓ、大連市", ["ダラス市", "大連市"]),
        ("Sao Paulo", ["サンパウロ市"]),
        ("São Paulo (state)", ["サンパウロ州"]),
        ("Nice", ["ニース市"]),  # a word as well, but not here
        ("Victoria (British Columbia)", ["ビクトリア市"]),
        ("Kaohsiung（台湾）", ["高雄市"]),
        ("台湾・Kaohsiung", ["高雄市"]),
        ("高雄", ["高雄市"]),
        ("台湾・高雄", ["高雄市"]),
        ("パース、大連市", ["パース市", "大連市"]),
        ("サン・パース", []),
        ("University of Dallas", ["ダラス市"]),
        ("Novi Sad", []),
        ("JICA", []),
        ("", []),
    ],
)
def test_the_cities_of_a_cell(cities: CityRegister, cell: str, names: list[str]) -> None:
    found = cities.find_partners(cell)
    assert [city.city for city in found] == names
    assert all(city.role == "partner" for city in found)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Novi Sad", ["Novi Sad"]),
        ("Novi Sad（セルビア）、Kaohsiung", ["Novi Sad"]),
        ("Novi Sad, Serbia", ["Novi Sad"]),
        ("Novi Sad市", ["Novi Sad"]),
        ("Dallas, Novi Sad", ["Novi Sad"]),
        ("Novi Sad, Dallas", ["Novi Sad"]),
        ("Dallas, Novi Sad, Kaohsiung", ["Novi Sad"]),
        ("Dallas, TX", []),
        ("Dallas, U.S.A.", []),
        ("Dallas, United States", []),
        ("Dallas (Novi Sad)", []),
        ("Kaohsiung", []),
        ("Dallas, Texas", []),
        ("Thailand", []),
        ("JICA", []),
        ("UNESCO、ASEAN", []),
        ("University of Novi Sad", []),
        ("Zoom", []),
        ("10 cities", []),
    ],
)
def test_a_latin_name_that_no_city_has_is_named(cities: CityRegister, cell: str, names: list[str]) -> None:
    doubts = [*partner_doubts(cell, cities)]
    assert [doubt.text for doubt in doubts] == names
    assert all(doubt.code == "city-unknown" for doubt in doubts)
    assert all("tgx words add-city 'Novi Sad'" in doubt.hint for doubt in doubts)


def test_a_name_behind_a_city_may_be_its_region(cities: CityRegister) -> None:
    (doubt,) = partner_doubts("Dallas, Novi Sad", cities)
    assert doubt.hint.endswith("if it only says where Dallas is: write Dallas (Novi Sad)")
    (alone,) = partner_doubts("Novi Sad, Dallas", cities)
    assert "if it only says" not in alone.hint
    assert [city.city for city in cities.find_partners("Dallas, Novi Sad")] == ["ダラス市"]


def test_in_a_sentence_such_a_word_is_no_city(cities: CityRegister) -> None:
    assert cities.find_mentions("Nice な取組、kaohsiung") == ()
