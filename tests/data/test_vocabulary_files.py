"""The vocabulary files in data/: each keeps to its schema, and what they say hangs together."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from toshigaikou_cli.packaged import base_data, default_project, packaged
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.register import Bureau
from toshigaikou_cli.vocabulary.bureaus.validity import first_day, last_day
from toshigaikou_cli.vocabulary.cities.entries import City
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary
from toshigaikou_cli.vocabulary.word_files import kind_of, schema_of
from toshigaikou_cli.vocabulary.yaml_files import load_packaged, load_yaml

PACKAGED = sorted(path for path in packaged("data").rglob("*.yaml"))
FILES = ("units", "cities", "relations", "networks", "countries", "place_words", "repairs")
STRATEGY_BUREAUS = [
    *[
        "政策企画局",
        "総務局",
        "財務局",
        "主税局",
        "生活文化局",
        "オリンピック・パラリンピック準備局",
        "都市整備局",
    ],
    *[
        "環境局",
        "福祉保健局",
        "病院経営本部",
        "産業労働局",
        "建設局",
        "港湾局",
        "交通局",
        "水道局",
        "下水道局",
    ],
    *["教育庁", "警視庁", "東京消防庁", "青少年・治安対策本部"],
]
SISTERS = {
    "ニューヨーク市": "1960-02-29",
    "北京市": "1979-03-14",
    "パリ市": "1982-07-14",
    "ニュー・サウス・ウェールズ州": "1984-05-09",
    "ソウル特別市": "1988-09-03",
    "ジャカルタ特別市": "1989-10-23",
    "サンパウロ州": "1990-06-13",
    "カイロ県": "1990-10-23",
    "モスクワ市": "1991-07-16",
    "ベルリン市": "1994-05-14",
    "ローマ市": "1996-07-05",
    "ロンドン市": "2015-10-14",
}
NETWORK = {
    *{
        "バンコク",
        "デリー",
        "ハノイ",
        "ジャカルタ特別市",
        "クアラルンプール",
        "マニラ",
        "ソウル特別市",
        "シンガポール",
    },
    *{"台北", "東京", "ヤンゴン", "トムスク州", "ウランバートル"},
}


@pytest.fixture(scope="module")
def loaded() -> Vocabulary:
    return load_vocabulary()


def last_and_first(bureau: Bureau) -> tuple[str, str]:
    return first_day(bureau.valid_from), last_day(bureau.valid_to)


# ------------------------------------------------------------------ schemas


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: path.name)
def test_a_packaged_file_is_as_strict_as_a_users(path: Path) -> None:
    """Commands read it without these checks."""
    content = load_yaml(path, schema_of(kind_of(path)))
    assert content == load_packaged(path)
    assert content["version"] == 1


@pytest.mark.parametrize(
    "path", sorted(packaged("schemas").glob("*.schema.json")), ids=lambda path: path.name
)
def test_a_schema_is_one(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("name", [*FILES, "aliases"])
def test_a_schema_allows_nothing_beside_what_it_names(name: str) -> None:
    schema = json.loads(packaged(f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    objects = [node for node in _nodes(schema) if node.get("type") == "object"]
    assert objects
    assert all("additionalProperties" in node for node in objects)


def _nodes(node: object) -> list[dict[str, object]]:
    if isinstance(node, list):
        return [found for part in node for found in _nodes(part)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for part in node.values() for found in _nodes(part))]


def test_every_yaml_file_of_the_folder_is_named_in_its_readme() -> None:
    readme = packaged("data/README.md").read_text(encoding="utf-8")
    files = [
        path.relative_to(packaged("data")).as_posix().removeprefix("base/").removeprefix("projects/tokyo/")
        for path in packaged("data").rglob("*")
        if path.suffix in (".yaml", ".json")
    ]
    assert [name for name in files if f"`{name}`" not in readme] == []


# ------------------------------------------------------------------ bureaus


def test_dates_are_days_and_in_order(loaded: Vocabulary) -> None:
    for bureau in loaded.bureaus:
        spans = [(bureau.valid_from, bureau.valid_to)]
        spans += [(each.valid_from, each.valid_to) for each in bureau.departments]
        for valid_from, valid_to in spans:
            first, last = first_day(valid_from), last_day(valid_to)
            assert datetime.date.fromisoformat(first) <= datetime.date.fromisoformat(last), bureau.id


def test_a_successor_begins_when_its_predecessor_ends_or_was_there(loaded: Vocabulary) -> None:
    for bureau in loaded.bureaus:
        assert not bureau.successors or bureau.valid_to, bureau.id
        after = datetime.date.fromisoformat(last_day(bureau.valid_to)) if bureau.valid_to else None
        for successor in (loaded.bureaus.by_id[each] for each in bureau.successors):
            assert after is not None
            next_day = (after + datetime.timedelta(days=1)).isoformat()
            assert first_day(successor.valid_from) <= next_day <= last_day(successor.valid_to), bureau.id


def test_no_bureau_comes_of_itself(loaded: Vocabulary) -> None:
    for bureau in loaded.bureaus:
        assert not loaded.bureaus.succession.comes_after(bureau.id, bureau.id)
        for other in loaded.bureaus.successors(bureau.id):
            assert not loaded.bureaus.succession.comes_after(other.id, bureau.id)


def test_no_two_bureaus_have_a_name_at_once(loaded: Vocabulary) -> None:
    for one, other in combinations(loaded.bureaus, 2):
        shared = {match_key(form) for form in one.forms} & {match_key(form) for form in other.forms}
        (first, last), (other_first, other_last) = last_and_first(one), last_and_first(other)
        assert not shared or last < other_first or other_last < first, (one.id, other.id, shared)


def test_no_alias_is_doubled_in_an_entry(loaded: Vocabulary) -> None:
    for bureau in loaded.bureaus:
        keys = Counter(match_key(form) for form in bureau.forms)
        assert keys.most_common(1)[0][1] == 1, (bureau.id, keys.most_common(1))
        names = Counter(match_key(form) for each in bureau.departments for form in each.forms)
        assert not names or names.most_common(1)[0][1] == 1, (bureau.id, names.most_common(1))


def test_a_body_by_itself_is_no_bureaus_name(loaded: Vocabulary) -> None:
    bodies = [
        form for each in loaded.bureaus for dept in each.departments if dept.standalone for form in dept.forms
    ]
    assert bodies
    assert [form for form in bodies if loaded.bureaus.named(form)] == []


@pytest.mark.parametrize("name", STRATEGY_BUREAUS)
def test_the_bureaus_of_the_strategy_were_in_force_in_fy2014(loaded: Vocabulary, name: str) -> None:
    found = loaded.bureaus.resolve(name, 2014)
    assert found.bureau is not None
    assert (found.bureau.name, found.in_force) == (name, True)


def test_every_bureau_of_the_strategy_has_a_successor_today_or_is_there(loaded: Vocabulary) -> None:
    today = 2026
    for name in STRATEGY_BUREAUS:
        bureau = loaded.bureaus.resolve(name, 2014).bureau
        assert bureau is not None
        line = (loaded.bureaus.by_id[each] for each in loaded.bureaus.lineage(bureau.id))
        assert any(each.in_force(today) for each in line), name


def test_english_names_say_how_sure_they_are() -> None:
    bureaus = load_packaged(default_project() / "words/units.yaml")["units"]
    assert all(("name_en" in each) == ("name_en_certainty" in each) for each in bureaus)
    sure = {each.get("name_en_certainty") for each in bureaus}
    assert sure == {None, "official", "wiki", "secondary"}


# ------------------------------------------------------------------ cities


def test_sister_cities_and_their_dates(loaded: Vocabulary) -> None:
    found = {
        city.name: relation.since
        for city in loaded.cities
        for relation in city.relations
        if relation.kind == "sister"
    }
    assert found == SISTERS


def test_members_of_the_network(loaded: Vocabulary) -> None:
    members = {
        city.name: relation.proposer
        for city in loaded.cities
        for relation in city.relations
        if relation.kind == "anmc21"
    }
    assert set(members) == NETWORK
    proposers = {name for name, proposer in members.items() if proposer}
    assert proposers == {"デリー", "クアラルンプール", "ソウル特別市", "東京"}


def test_there_is_one_own_city(loaded: Vocabulary) -> None:
    assert [city.id for city in loaded.cities if city.own] == ["tokyo"]


def test_no_form_means_two_cities(loaded: Vocabulary) -> None:
    owners: dict[str, set[str]] = {}
    for city in loaded.cities:
        for form in (*city.forms, *city.institutions):
            owners.setdefault(match_key(form), set()).add(city.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_names_and_ids_are_each_there_once(loaded: Vocabulary) -> None:
    for values in ([city.id for city in loaded.cities], [city.name for city in loaded.cities]):
        assert len(values) == len(set(values))


def test_no_alias_is_written_that_follows_from_the_name(loaded: Vocabulary) -> None:
    doubled = [
        (city.id, alias)
        for city in loaded.cities
        for place, alias in enumerate(city.aliases)
        if alias in {*_following(city), *city.aliases[:place]}
    ]
    assert doubled == []


def _following(city: City) -> tuple[str, ...]:
    """The forms that a city's names alone give."""
    return replace(city, aliases=()).forms


def test_points_lie_on_the_earth_and_apart_from_none(loaded: Vocabulary) -> None:
    points = [(city.lat, city.lon) for city in loaded.cities if city.lat is not None and city.lon is not None]
    assert len(points) == len(loaded.cities.cities)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points)
    assert all((city.lat, city.lon) != (0, 0) for city in loaded.cities)


@pytest.mark.parametrize(
    ("country", "south", "north", "west", "east"),
    [
        ("CN", 18, 54, 73, 135),
        ("KR", 33, 39, 124, 132),
        ("US", 18, 72, -180, -66),
        ("AU", -44, -10, 112, 154),
        ("BR", -34, 6, -74, -34),
        ("DE", 47, 56, 5, 16),
        ("FR", 41, 52, -6, 10),
        ("GB", 49, 61, -9, 2),
        ("IN", 6, 36, 68, 98),
        ("RU", 41, 82, 19, 180),
        ("VN", 8, 24, 102, 110),
    ],
)
def test_points_lie_in_their_country(
    loaded: Vocabulary, country: str, south: float, north: float, west: float, east: float
) -> None:
    points = [
        (city.id, city.lat or 0.0, city.lon or 0.0) for city in loaded.cities if city.country == country
    ]
    assert points
    assert [each for each in points if not (south <= each[1] <= north and west <= each[2] <= east)] == []


def test_country_names_mean_one_country(loaded: Vocabulary) -> None:
    owners: dict[str, set[str]] = {}
    for country in loaded.cities.countries.values():
        for name in (country.name, *country.aliases):
            owners.setdefault(match_key(name), set()).add(country.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    codes = [entry["code"] for entry in load_yaml(base_data("countries.yaml"), "countries")["countries"]]
    assert len(codes) == len(set(codes))


# ------------------------------------------------------------------ words and repairs


def test_no_lookalike_is_a_city(loaded: Vocabulary) -> None:
    words = load_yaml(base_data("place_words.yaml"), "place_words")["lookalikes"]
    assert [word for word in words if loaded.cities.resolve(word)] == []
    assert [word for word in words if loaded.cities.find_mentions(f"、{word}、")] == []


def test_every_lookalike_holds_a_citys_letters(loaded: Vocabulary) -> None:
    words = load_yaml(base_data("place_words.yaml"), "place_words")["lookalikes"]
    forms = {match_key(form) for city in loaded.cities for form in city.forms}
    idle = [word for word in words if not any(form in match_key(word) for form in forms)]
    assert idle == []


def test_domestic_cities_are_not_in_the_register(loaded: Vocabulary) -> None:
    domestic = load_yaml(base_data("place_words.yaml"), "place_words")["domestic"]
    assert [name for name in domestic if loaded.cities.resolve(name)] == []


def test_repairs_say_where_and_why(loaded: Vocabulary) -> None:
    assert all(each.seen and each.reason for each in loaded.repairs)
    assert all("*" not in each.find and "+" not in each.find for each in loaded.repairs)


def test_radicals_become_usual_characters(loaded: Vocabulary) -> None:
    assert len(loaded.radicals) > 250
    for radical, usual in loaded.radicals.items():
        assert "\u2e80" <= radical <= "\u2fdf", radical
        assert unicodedata.name(usual).startswith("CJK "), radical


# ------------------------------------------------------------------ the packaged sheet of FY2017

PARTNERS = [
    *[
        {"北京市"},
        {"ニューヨーク市"},
        {"ニュー・サウス・ウェールズ州"},
        {"ソウル特別市"},
        {"パリ市"},
        {"ジャカルタ特別市"},
    ],
    {"シンガポール"},
    {"パリ市", "ウランバートル", "ハノイ", "ジャカルタ特別市", "ニュー・サウス・ウェールズ州"},
    {"ニュー・サウス・ウェールズ州", "ソウル特別市"},
    *[{"北京市"}, {"トムスク州"}, {"北京市"}, {"北京市"}, {"ソウル特別市"}, {"ベルリン市"}, {"パリ市"}],
    {
        *{
            "北京市",
            "ベルリン市",
            "カイロ県",
            "ジャカルタ特別市",
            "モスクワ市",
            "ニュー・サウス・ウェールズ州",
            "パリ市",
        },
        *{"サンパウロ州", "ソウル特別市", "ブエノスアイレス", "プレトリア"},
    },
    {"カイロ県", "ローマ市", "クアラルンプール"},
    *[
        {"ソウル特別市"},
        {"北京市"},
        {"ソウル特別市"},
        {"トムスク州"},
        {"パリ市"},
        {"ソウル特別市"},
        {"トムスク州"},
    ],
    *[{"北京市"}, {"ソウル特別市"}, {"トムスク州"}, {"ソウル特別市"}, {"ソウル特別市"}, {"ジャカルタ特別市"}],
    *[
        {"ブリティッシュ・コロンビア州"},
        {"ブリティッシュ・コロンビア州"},
        {"北京市"},
        {"ニュー・サウス・ウェールズ州"},
    ],
]


def sheet_rows() -> list[list[str]]:
    text = (default_project() / "documents/achievements-h29.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.count("\t") == 3]
    return [row for row in rows if "部所名" not in row[1]]


def partners(cities: CityRegister, row: list[str]) -> set[str]:
    found = cities.find_mentions(f"{row[2]}\n{row[3]}")
    return {mention.city for mention in found if mention.role == "partner"}


def test_the_partners_of_every_row(loaded: Vocabulary) -> None:
    assert [partners(loaded.cities, row) for row in sheet_rows()] == PARTNERS


def test_no_place_of_the_sheet_is_unknown(loaded: Vocabulary) -> None:
    assert [loaded.cities.foreign_names(" ".join(row)) for row in sheet_rows()] == [[]] * 35


def test_every_bureau_of_the_sheet_resolves_with_its_department(loaded: Vocabulary) -> None:
    for row in sheet_rows():
        found = loaded.bureaus.resolve(row[1], 2017)
        assert found.bureau is not None, row[1]
        assert (found.in_force, found.rest, found.proposals) == (True, "", ()), row[1]
        assert found.department in {each.name for each in found.bureau.departments}, row[1]
