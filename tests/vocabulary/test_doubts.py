"""What resolving leaves in doubt."""

from __future__ import annotations

import pytest

from toshigaikou_cli.records.documents import BureauMention, CityRecord, MeasureRecord
from toshigaikou_cli.records.place import Spot
from toshigaikou_cli.resolving.bureau_doubts import bureau_doubts, measure_doubts
from toshigaikou_cli.resolving.city_doubts import partner_doubts, place_doubts, relation_doubts
from toshigaikou_cli.resolving.register_doubts import register_doubts
from toshigaikou_cli.vocabulary.bureaus.register import Bureau, BureauRegister, Department
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("cell", "year", "codes"),
    [
        ("環境局総務部", 2018, []),
        ("環境局", 2018, []),
        ("水道局・下水道局", 2018, []),
        ("産業労働局観光部ほか関係各局", 2018, []),
        ("保健医療局健康安全部", 2023, []),  # a department of the bureau that it came of
        ("", 2018, ["bureau-unknown"]),
        ("各種の取組", 2018, ["bureau-unknown"]),
        ("国際交流推進庁総務部", 2018, ["bureau-unknown"]),
        ("環境局、謎の局", 2018, ["bureau-unknown"]),
        ("環境局、港湾曲", 2018, ["bureau-unknown"]),
        ("福祉局", 2018, ["bureau-not-in-force"]),
        ("福祉局", 2024, []),
        ("知事本局外務部", 2018, ["bureau-not-in-force"]),
        ("環境局総努部", 2018, ["department-unknown"]),
        ("東室消防庁総務部", 2018, ["department-unknown"]),
        ("外務部（政策企画局）", 2018, []),
        ("環境局外務部", 2018, ["department-elsewhere"]),
        ("政策企画局政策部", 2018, ["department-unknown"]),  # there from 2022 on
        ("政策企画局政策部", 2023, []),
    ],
)
def test_bureau_cells(words: Vocabulary, cell: str, year: int, codes: list[str]) -> None:
    assert [doubt.code for doubt in bureau_doubts(cell, year, words.bureaus)] == codes


@pytest.mark.parametrize(
    ("cell", "near", "accept"),
    [
        ("環鏡局総務部", "環境局", "環鏡局 --bureau kankyou"),
        ("環境曲総務部", "環境局", "環境曲 --bureau kankyou"),
        ("下水道曲", "下水道局", "下水道曲 --bureau gesuido"),
    ],
)
def test_a_slip_comes_with_what_is_meant(words: Vocabulary, cell: str, near: str, accept: str) -> None:
    (doubt,) = bureau_doubts(cell, 2018, words.bureaus)
    assert doubt.hint.startswith(f"{near}: one character differs")
    name, _, key = accept.partition(" --bureau ")
    assert name in doubt.accept
    assert f"--bureau {key}" in doubt.accept


def test_a_name_never_becomes_a_command_of_its_own(words: Vocabulary) -> None:
    import shlex

    (doubt,) = bureau_doubts("環鏡$(reboot)局", 2018, words.bureaus)
    (city,) = place_doubts("`reboot`ソウノ特別市との交流", "item", words.cities)
    for each in (doubt, city):
        assert each.accept == "" or "$(" not in shlex.split(each.accept)[3] or "'" in each.accept


def measure(*bureaus: str) -> MeasureRecord:
    mentions = tuple(BureauMention(text, "lead") for text in bureaus)
    return MeasureRecord("7", "1", "ア", "題", "概要", mentions, False, (), Spot())


def test_measures(words: Vocabulary) -> None:
    def codes(*bureaus: str) -> list[str]:
        return [doubt.code for doubt in measure_doubts(measure(*bureaus), 2014, words.bureaus)]

    assert codes("環境局", "総務局") == []
    assert codes() == codes("謎の庁") == ["measure-bureau-unknown"]
    assert codes("環境局", "謎の庁") == ["bureau-unknown"]
    assert codes("デジタルサービス局") == ["bureau-not-in-force"]


def test_places(words: Vocabulary) -> None:
    assert list(place_doubts("ソウル特別市との交流", "item", words.cities)) == []
    (item,) = place_doubts("ソウノ特別市との交流", "item", words.cities)
    assert (item.code, item.text) == ("city-unknown", "ソウノ特別市")
    assert item.hint.startswith("ソウル特別市")
    (text,) = place_doubts("ナルニア市との交流を深めた", "result", words.cities)
    assert text.code == "place-unknown"


@pytest.mark.parametrize(
    ("name", "country", "since", "columns"),
    [
        ("パリ市", "フランス共和国", "1982-07-14", []),
        ("パリ市", "フランス", "1982-07-14", []),
        ("パリ市", "", None, []),
        ("パリ市", "フランス共和国", "1982-07-15", ["since"]),
        ("パリ市", "イタリア共和国", "1983-07-14", ["country", "since"]),
        ("ナルニア市", "フランス共和国", "1982-07-14", ["name"]),
    ],
)
def test_relations(words: Vocabulary, name: str, country: str, since: str | None, columns: list[str]) -> None:
    record = CityRecord("sister", name, country, since, since or "", False, (), Spot())
    assert [doubt.column for doubt in relation_doubts(record, words.cities)] == columns


def bureau(key: str, name: str, begins: str | None = None, ends: str | None = None, *aliases: str) -> Bureau:
    return Bureau(
        key, name, valid_from=begins, valid_to=ends, aliases=aliases, departments=(Department("総務部"),)
    )


@pytest.mark.parametrize(
    ("bureaus", "codes"),
    [
        ([bureau("a", "国際局", None, "2019-03-31"), bureau("b", "国際局", "2019-04-01")], []),
        ([bureau("a", "国際局", None, "2019"), bureau("b", "国際局", "2019")], []),  # it may be so
        (
            [bureau("a", "国際局", None, "2020-03-31"), bureau("b", "国際局", "2019-04-01")],
            ["vocabulary-overlap"],
        ),
        ([bureau("a", "国際局"), bureau("b", "国際 局")], ["vocabulary-overlap"]),
        ([bureau("a", "国際局", "2020", "2019")], ["vocabulary-overlap"]),
        ([bureau("a", "国際局"), bureau("b", "港湾局", None, None, "国際局")], ["vocabulary-name-doubled"]),
        ([bureau("a", "国際局", None, "2001"), bureau("b", "港湾局", "2010", None, "国際局")], []),
    ],
)
def test_registers(bureaus: list[Bureau], codes: list[str]) -> None:
    assert [doubt.code for doubt in register_doubts(bureaus, ())][: len(codes) or None] == codes


def test_two_cities_of_one_name() -> None:
    cities = [City("a", "甲市", "A", "FR", 0, 0), City("b", "乙市", "B", "FR", 0, 0, aliases=("甲市",))]
    assert [doubt.code for doubt in register_doubts((), cities)] == ["vocabulary-name-doubled"]
    assert list(register_doubts((), cities[:1])) == []


def test_the_packaged_registers_are_in_no_doubt(words: Vocabulary) -> None:
    assert list(register_doubts(words.bureaus, words.cities)) == []


@pytest.mark.parametrize(
    ("cell", "said", "hint", "accept"),
    [
        (
            "市民文化局多文化課",
            "no such unit in 市民文化局: 多文化課",
            "多文化共生課: two",
            "--bureau kyosei",
        ),
        (
            "市民文化局広報課",
            "no such unit in 市民文化局: 広報課",
            "tgx words add-unit 広報課 --parent 市民文化局",
            "",
        ),
        ("市民文化局多文化共生課", "", "", ""),
        ("市民文化局", "", "", ""),
        ("市民文化局長", "", "", ""),
        ("消防局警防課", "", "", ""),  # of a bureau whose parts are not known
    ],
)
def test_a_part_that_a_unit_has_not_is_named(cell: str, said: str, hint: str, accept: str) -> None:
    register = BureauRegister(
        [
            Bureau("bunka", "市民文化局"),
            Bureau("kyosei", "多文化共生課", kind="section", parent="bunka"),
            Bureau("shobo", "消防局"),
        ]
    )
    found = bureau_doubts(cell, 2018, register)
    assert [each.message for each in found] == ([said] if said else [])
    for each in found:
        assert (hint in each.hint, accept in each.accept, bool(each.accept)) == (True, True, bool(accept))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("ワナカ町", ["ワナカ町"]),
        ("ワナカ町（ニュージーランド）", ["ワナカ町"]),
        ("大連市、ワナカ町\nモントルー", ["ワナカ町", "モントルー"]),
        ("洞海市ほか", ["洞海市"]),
        # behind the name of its country, and in brackets behind it
        ("中国・洞海市", ["洞海市"]),
        ("アメリカ　ワナカ町", ["ワナカ町"]),
        ("中国（洞海市）、韓国", ["洞海市"]),
        ("韓国・ソウル特別市", []),
        ("中国・大連市（経済）", []),
        ("ソウル、パリ市", []),
        ("アメリカ", []),
        ("カナダほか5か国", []),
        # cities in Japan are partners, too, once they are registered
        ("横浜市", ["横浜市"]),
        ("広島、長崎市ほか", ["広島", "長崎市"]),
        ("京都府", ["京都府"]),
        ("東京都", []),  # the own city
        ("―", []),
        ("各国", []),
        ("なし", []),
        ("ASEAN諸国", []),
        ("", []),
    ],
)
def test_names_of_a_column_of_partners(words: Vocabulary, cell: str, names: list[str]) -> None:
    found = list(partner_doubts(cell, words.cities))
    assert [(doubt.code, doubt.column, doubt.text) for doubt in found] == [
        ("city-unknown", "city", name) for name in names
    ]


def test_a_city_in_japan_among_partners_is_told_how_to_count(words: Vocabulary) -> None:
    (doubt,) = partner_doubts("広島", words.cities)
    assert doubt.hint == "a city in Japan; to count it: tgx words add-city 広島市 --country JP"
    assert not doubt.accept
    assert not list(place_doubts("広島市との交流", "item", words.cities))


def test_a_near_name_is_proposed_and_may_be_a_city_of_its_own(words: Vocabulary) -> None:
    (doubt,) = place_doubts("モントルー市長が来訪した。", "result", words.cities)
    assert doubt.hint.startswith("モントリオール市: ")
    assert doubt.hint.endswith("a city of its own: tgx words add-city モントルー市 --country COUNTRY")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("埔里鎮（台湾）", "埔里鎮"),
        ("台湾・南投県埔里鎮", "南投県埔里鎮"),
        ("台湾（魚池郷）", "魚池郷"),
        ("埔里鎮ほか3団体", "埔里鎮"),
    ],
)
def test_a_town_in_a_column_of_partners_is_named(words: Vocabulary, cell: str, name: str) -> None:
    assert [doubt.text for doubt in partner_doubts(cell, words.cities)] == [name]
