"""Names that people type: each that is printed finds its thing again, and a part of a name means one thing or is refused."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli.catalogue.connection import reading
from toshigaikou_cli.catalogue.reading.codes import titled
from toshigaikou_cli.catalogue.reading.english import english_of
from toshigaikou_cli.catalogue.reading.names import KNOWN_CITIES, find_bureaus, find_city
from toshigaikou_cli.errors import UsageError


def plain(name: str) -> str:
    """A name without its accents."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(char for char in apart if not unicodedata.combining(char))


def test_every_english_name_can_be_typed_back(catalogue: Path) -> None:
    with reading(catalogue) as connection:
        english = english_of(connection)
        bureaus = {row["id"]: row["name"] for row in connection.execute("SELECT id, name FROM bureau")}
        for id_, name in bureaus.items():
            assert id_ in find_bureaus(connection, english[name])
            assert bureaus[find_bureaus(connection, english[name].upper())[0]] == name
        cities = [row[0] for row in connection.execute(KNOWN_CITIES)]
        assert {find_city(connection, plain(english[name])) for name in cities} == set(cities)
        for table in ("goal", "area"):
            for id_, title in connection.execute(f"SELECT id, title FROM {table}").fetchall():
                for typed in (title, english[title], english[title].upper().replace("’", "'")):
                    assert [each.id for each in titled(connection, table, typed)] == [id_]
        for id_, title in connection.execute("SELECT id, title FROM measure").fetchall():
            assert id_ in [each.id for each in titled(connection, "measure", english[title])]
        assert titled(connection, "goal", "Success of the 2024 Games") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Port and Harbour", "港湾局\n"),
        ("Bureau of Finance", "財務局\n"),
        ("new york", "ニューヨーク市 (New York City, アメリカ)\n"),
        ("2-a", "Area 2-ア "),
        ("2.2", "Area 2-イ "),
        ("area 3-ki", "Area 3-キ "),
        ("Success of the 2020 Games", "Goal 1 "),
        ("大都市共通の課題解決", "Goal 2 "),
        ("cooperation on infectious diseases", "Measure 43 "),
        ("byouin-keiei", "病院経営本部 ("),
        ("Metropolitan Hospital", "病院経営本部 ("),
    ],
)
def test_what_a_name_shows(catalogue: Path, tgx: Run, typed: str, title: str) -> None:
    assert tgx("show", typed).out.startswith((title, title.rstrip("\n") + " ("))


@pytest.mark.parametrize("typed", ["Kor", "Ben", "Tom", "Man", "2-z", "2.9", "Environ", "of the moon"])
def test_a_part_of_a_word_is_no_name(catalogue: Path, tgx: Run, typed: str) -> None:
    done = tgx("show", typed)
    assert (done.code, done.out) == (2, "")
    assert f"nothing is called {typed} (" in done.err
    assert "--" not in done.err


def test_the_nearest_names_are_given(catalogue: Path, tgx: Run) -> None:
    assert "the nearest: Bureau of Environment (環境局)" in tgx("show", "Environ", "--lang", "en").err
    assert "the nearest: 環境局;" in tgx("show", "環鏡局").err
    assert "the nearest: 北京市; tgx query cities" in tgx("report", "--city", "Beijin").err
    assert "nearest" not in tgx("report", "--city", "アトランティスの都").err


def test_a_name_of_two_cities_or_of_a_bureau_and_a_city_is_refused(catalogue: Path, tgx: Run) -> None:
    both = tgx("report", "--city", "Sao Paulo", "--lang", "en")
    assert both.code == 2
    assert "São Paulo (サンパウロ市), São Paulo (state) (サンパウロ州)" in both.err
    assert both.err.startswith("tgx: --city: ")
    shown = tgx("show", "水")
    assert shown.code == 2
    assert shown.err.startswith("tgx: 水 is part of 2 names (give the whole name of one: 下水道局, 水道局)")
    assert tgx("show", "サンパウロ").out.startswith("サンパウロ州")
    with reading(catalogue) as connection, pytest.raises(UsageError, match="part of 2 names"):
        find_city(connection, "São Paulo")


def test_filters_are_said_as_they_were_understood(catalogue: Path, tgx: Run) -> None:
    said = "Bureau: 病院経営本部, also its predecessors and successors: 福祉局、福祉保健局、保健医療局"
    for view in ((), ("--by", "bureau"), ("outcomes",)):
        assert tgx("report", *view, "--bureau", "byouin-keiei").out.splitlines()[2] == said
    assert said in tgx("query", "measures", "--bureau", "byouin-keiei").err
    assert "局：病院経営本部（前身・後身の" in tgx("report", "--bureau", "病院", "--lang", "ja").out
    city = tgx("report", "--city", "york", "--lang", "en").out
    assert city.splitlines()[2] == "City: New York City (ニューヨーク市)"
    assert "City: New York City" in tgx("query", "cities", "--city", "york", "--lang", "en").err
    assert tgx("query", "cities", "--city", "New York City").err == ""
    assert tgx("query", "cities", "--city", "york", "--format", "csv").err == ""
    assert "Bureau: " not in tgx("report").out
    assert "City: " not in tgx("report", "--city", "york", "--format", "json").out


@pytest.mark.parametrize(
    "option", ["--goal", "--area", "--measure", "--bureau", "--city", "--year", "--strategy"]
)
def test_an_empty_value_is_no_filter_for_everything(catalogue: Path, tgx: Run, option: str) -> None:
    done = tgx("query", "measures", option, "")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"tgx: {option}: ")


def test_search_finds_english_names_and_says_what_it_searched(catalogue: Path, tgx: Run) -> None:
    hits = json.loads(tgx("search", "port", "harbour", "--format", "json").out)
    assert [(hit["kind"], hit["id"], hit["where"], hit["title"]) for hit in hits] == [
        ("bureau", "kouwan", "english", "港湾局")
    ]
    assert [hits[0]["text"][start:end] for start, end in hits[0]["spans"]] == ["Port", "Harbor"]
    kinds = {hit["kind"] for hit in json.loads(tgx("search", "major", "--format", "json").out)}
    assert {"goal", "area", "measure"} >= kinds > {"area"}
    assert "«São» Paulo (state)" in tgx("search", "sao").out
    assert "English names" in tgx("search", "nvironment").err
    assert tgx("search", "environment", "--year", "2017").err.endswith("results of achievements\n")
    assert tgx("search", "水道", "major").out == ""


def test_outcomes_of_rows_and_of_activities_are_understood_for_each_other(catalogue: Path, tgx: Run) -> None:
    for what, one, other in (
        ("achievements", "not_held", "cancelled"),
        ("achievements", "empty", "none"),
        ("activities", "cancelled", "not_held"),
        ("activities", "none", "empty"),
    ):
        asked = [
            tgx("query", what, "--outcome", name, "--format", "json", "--lang", "en") for name in (one, other)
        ]
        assert asked[0] == asked[1]
        assert asked[0].code == 0
    assert tgx("query", "activities", "--outcome", "done").code == 2
