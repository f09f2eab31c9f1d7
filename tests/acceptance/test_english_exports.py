"""What is handed out has English names beside the documents' own, the same in whatever language tgx speaks."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import toshigaikou_cli as api
from conftest import Run
from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.formats.exports.questions import VIEWS

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def table(tgx: Run, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tgx("export", "--table", name).out)))


@pytest.mark.parametrize("name", ["strategies", "goals", "areas", "measures", "units", "cities"])
def test_tables_have_english_names(tgx: Run, catalogue: Path, name: str) -> None:
    rows = table(tgx, name)
    column = {"units": "name_en", "cities": "country_name_en"}.get(name, "title_en")
    assert rows
    assert not [row for row in rows if not row[column] or JAPANESE.search(row[column])]
    assert tgx("export", "--table", name, "--lang", "ja") == tgx("export", "--table", name, "--lang", "en")


def test_a_name_that_is_ours_says_so(tgx: Run, catalogue: Path) -> None:
    units = {row["name"]: (row["name_en"], row["name_en_seen"]) for row in table(tgx, "units")}
    assert units["港湾局"] == ("Bureau of Port and Harbor", "true")
    assert units["財務局"] == ("Bureau of Finance", "false")


def test_a_catalogue_without_english_names_has_none(tgx: Run, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    assert tgx("import", root / "kitakyushu" / "strategy-2016.tsv").code == 0
    rows = table(tgx, "goals")
    assert rows
    assert {row["title_en"] for row in rows} == {""}
    assert '"title_en":null' in tgx("export", "--table", "goals", "--format", "jsonl").out


def test_a_relation_is_one_row_whoever_states_it(tgx: Run, catalogue: Path) -> None:
    rows = table(tgx, "relations")
    assert max(Counter((row["city"], row["kind"], row["since"]) for row in rows).values()) == 1
    by = {(row["city"], row["kind"], row["since"]): row for row in rows}
    both, register = by["パリ市", "sister", "1982-07-14"], by["パリ市", "agreement", "2015-10-28"]
    assert (both["document"] != "", both["in_register"], both["strategies"]) == (True, "true", "1")
    assert (register["document"], register["in_register"], register["strategies"]) == ("", "true", "0")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        distinct = connection.execute(
            "SELECT count(*) FROM (SELECT DISTINCT city, kind, since FROM city_relation)"
        )
        assert len(rows) == distinct.fetchone()[0]


def test_views_of_the_database_are_there_in_both_languages(tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert tgx("export", tmp_path / "out", "--format", "sqlite").code == 0
    with closing(sqlite3.connect(tmp_path / "out" / "tgx.db")) as connection, connection:
        counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name, _ in VIEWS]
        half = len(VIEWS) // 2
        assert counts[:half] == counts[half:]
        assert min(counts) > 0
        for name, _ in VIEWS[half:]:
            cursor = connection.execute(f'SELECT * FROM "{name}" LIMIT 1')
            assert all(column[0].isascii() for column in cursor.description)
        (title,) = connection.execute("SELECT title FROM list_of_measures WHERE code = '43'").fetchone()
        assert title == "Cooperation on infectious diseases"
        cities = {row[0] for row in connection.execute("SELECT city FROM exchange_with_cities")}
        assert "Seoul" in cities
        assert not [city for city in cities if JAPANESE.search(city)]


def test_sheets_of_the_workbook_are_named_in_both_languages(
    tgx: Run, catalogue: Path, tmp_path: Path
) -> None:
    assert tgx("export", tmp_path / "out", "--format", "xlsx", "--lang", "en").code == 0
    assert tgx("export", tmp_path / "ja", "--format", "xlsx", "--lang", "ja").code == 0
    assert (tmp_path / "out" / "tgx.xlsx").read_bytes() == (tmp_path / "ja" / "tgx.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "out" / "tgx.xlsx")
    assert [name for name in book.sheetnames if not re.fullmatch(r"[^a-z]+ [a-z_]+", name)] == []
    assert max(map(len, book.sheetnames)) <= 31
    assert book["施策 measures"]["A1"].value == "施策ID id"


def test_titles_of_the_whole_name_the_government_in_english(
    tgx: Run, catalogue: Path, tmp_path: Path
) -> None:
    assert tgx("export", tmp_path / "out").code == 0
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"].startswith("Tokyo Metropolitan Government (東京都): International strategy")
    assert "of fiscal year 2017 " in package["description"]
    assert tgx("export", tmp_path / "linked", "--format", "jsonld").code == 0
    graph = json.loads((tmp_path / "linked" / "tgx.jsonld").read_text(encoding="utf-8"))["@graph"]
    goal = next(node for node in graph if "tgx:Goal" in node["type"])
    assert goal["skos:prefLabel"] == [
        {"@value": "2020年大会の成功", "@language": "ja"},
        {"@value": "Success of the 2020 Games", "@language": "en"},
    ]


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("foo", True),
        ("CC-BY 4.0", True),
        ("CC-BY-4.0", False),
        ("PDL-1.0", False),
        ("LicenseRef-ours", False),
    ],
)
def test_a_licence_that_nobody_knows_is_said(
    tgx: Run, catalogue: Path, tmp_path: Path, licence: str, said: bool
) -> None:
    done = tgx("export", tmp_path / "out", "--licence", licence)
    assert done.code == 0
    assert (f"--licence: {licence} is no id" in done.err) is said
    written = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))["licenses"]
    assert written[0]["name"] == licence


def test_headers_of_a_language_are_words_of_it(tgx: Run, catalogue: Path) -> None:
    for what in ("cities", "activities", "measures", "bureaus", "documents", "indicators", "achievements"):
        heads = {
            speaking: tgx(
                "query", what, "--format", "csv", "--headers", "en", "--limit", "1", "--lang", speaking
            ).out.splitlines()[0]
            for speaking in ("ja", "en")
        }
        assert heads["ja"] == heads["en"]
        assert heads["en"].isascii()
        assert "_" not in heads["en"]
        japanese = tgx("query", what, "--format", "csv", "--headers", "ja", "--limit", "1").out.splitlines()[
            0
        ]
        assert [
            head for head in japanese.split(",") if head.isascii() and head not in ("SHA-256", "ID")
        ] == []
    keys = tgx("query", "cities", "--format", "csv", "--limit", "1").out.splitlines()[0]
    assert keys.startswith("name,name_en,country,")


def test_citations_in_english_are(tgx: Run, catalogue: Path) -> None:
    said = tgx("cite", "18", "--lang", "en").out
    assert (
        "Tokyo Metropolitan Government (東京都), “Tokyo’s Basic Strategy for City Diplomacy (transcription"
        in said
    )
    assert "Measure 18  Exchange with sister cities on the environment (環境分野に" in said
    assert "(東京都都市外交基本戦略（事実の書き写し）), 2014-12" in said
    assert "「東京都都市外交基本戦略（事実の書き写し）」" in tgx("cite", "18").out
    assert (
        "author = {{Tokyo Metropolitan Government (東京都)}}"
        in tgx("cite", "18", "-f", "bibtex", "--lang", "en").out
    )
    items = [
        json.loads(tgx("cite", "18", "-f", "csl-json", "--lang", speaking).out)[0]
        for speaking in ("ja", "en")
    ]
    for item in items:
        del item["note"]
    assert items[0] == items[1]
    assert items[0]["custom"]["publisher_en"] == "Tokyo Metropolitan Government"
    assert items[0]["title"] == "東京都都市外交基本戦略（事実の書き写し）"


def test_python_speaks_the_language_that_is_asked_for(catalogue: Path) -> None:
    def error(lang: Any, **which: Any) -> str:
        with pytest.raises(UsageError) as raised:
            api.open(catalogue, lang).measures(**which)
        return str(raised.value)

    assert error("en", city="Kor").startswith("city: unknown: Kor (the nearest: Koror (コロール); ")
    assert error("ja", goal=9).startswith("goal: 9に当たるものはありません")
    assert error(None, bureau="水").startswith("bureau: 水 is part of 2 names")
    shown = {lang: api.open(catalogue, lang).report()._repr_html_() for lang in ("ja", "en")}
    assert "Success of the 2020 Games" in shown["en"]
    assert not JAPANESE.search(shown["en"])
    assert "2020年大会の成功" in shown["ja"]
    assert api.open(catalogue, "en").measures() == api.open(catalogue, "ja").measures()
    with pytest.raises(UsageError, match="lang: unknown: fr"):
        api.open(catalogue, "fr")  # type: ignore[arg-type]


def test_the_names_of_the_module_are_those_that_are_for_use() -> None:
    assert [name for name in dir(api) if name.startswith("_")] == ["__version__"]
    assert "annotations" not in dir(api)
    for question in (
        api.Catalogue.measures,
        api.Catalogue.achievements,
        api.Catalogue.cities,
        api.Catalogue.report,
    ):
        assert "``bureau``" in (question.__doc__ or "")
    with pytest.raises(TypeError, match="there are area, bureau, city"):
        api.Catalogue(Path("x")).measures(colour="red")  # type: ignore[call-arg]
