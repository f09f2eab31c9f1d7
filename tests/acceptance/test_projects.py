"""A project: the folder of one city, whose words, documents and catalogue are its own."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Run
from toshigaikou_cli.packaged import default_project

INDICATORS = Path(__file__).resolve().parents[1] / "examples" / "indicators"
TGX_TOML = """\
[project]
id = "kitakyushu"
name = "北九州市"
home = "kitakyushu"
prefixes = ["北九州市", "市"]

[words]
goal = "基本方針"

[[strategy]]
id = "2016"
file = "documents/strategy-2016.tsv"
title = "北九州市国際政策推進大綱2016"
years = "2016-2020"
measures = 20
"""
CITY = """\
version: 1
cities:
  - {id: kitakyushu, name: 北九州市, name_en: Kitakyushu, country: JP, lat: 33.88, lon: 130.88, self: true}
"""
UNITS = """\
version: 1
units:
  - {id: kankyo-kokusai, name: 環境国際戦略課, sources: ["https://example.org/"]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, in whose folder the commands run."""
    monkeypatch.delenv("TGX_DB")
    own = tmp_path / "kitakyushu"
    (own / "words").mkdir(parents=True)
    (own / "documents").mkdir()
    (own / "tgx.toml").write_text(TGX_TOML, encoding="utf-8")
    (own / "words/cities.yaml").write_text(CITY, encoding="utf-8")
    for name in ("strategy-2016.tsv", "progress-r1.tsv"):
        (own / "documents" / name).write_bytes((INDICATORS / name).read_bytes())
    monkeypatch.chdir(own)
    return own


def state(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def imported(tgx: Run) -> None:
    done = tgx("import", "documents/strategy-2016.tsv", "documents/progress-r1.tsv")
    assert done.code == 0, done.err


def test_a_project_has_its_own_catalogue_and_files(tgx: Run, folder: Path) -> None:
    imported(tgx)
    info = json.loads(tgx("info", "--json").out)
    assert info["project"] == {"id": "kitakyushu", "name": "北九州市", "folder": str(folder)}
    assert info["catalogue"] == str(folder / ".tgx/catalogue.sqlite")
    assert info["judgements"]["path"] == str(folder / "judgements.yaml")
    assert info["aliases"]["path"] == str(folder / "aliases.yaml")
    done = tgx("validate")
    assert (done.code, "error" in done.out) == (0, False)


def test_it_is_found_from_below_and_by_name(
    tgx: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(tgx)
    report = tgx("report").out
    monkeypatch.chdir(folder / "documents")
    assert tgx("report").out == report
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TGX_PROJECT", "")
    assert tgx("report", "--project", folder).out == report
    monkeypatch.setenv("TGX_PROJECT", str(folder))
    assert tgx("report").out == report


def test_a_file_with_settings_only_is_no_project(
    tgx: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = folder / "sheets"
    below.mkdir()
    (below / "tgx.toml").write_text("[validate]\nseverity = 'error'\n", encoding="utf-8")
    monkeypatch.chdir(below)
    assert json.loads(tgx("info", "--json").out)["project"]["id"] == "kitakyushu"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[project]\nname = 'x'\n", "project.id"),
        ("[project]\nid = 'Ä'\n", "project.id"),
        ("[project]\nid = 'a'\nprefixes = 'x'\n", "a list of texts"),
        ("strategy = 3\n[project]\nid = 'a'\n", "strategy"),
        ("[project\n", "not valid TOML"),
    ],
)
def test_a_broken_file_is_one_line(tgx: Run, folder: Path, text: str, said: str) -> None:
    (folder / "tgx.toml").write_text(text, encoding="utf-8")
    done = tgx("report")
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_folder_that_is_none_is_refused(tgx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TGX_PROJECT", "")
    done = tgx("report", "--project", tmp_path)
    assert done.code == 2
    assert "no project" in done.err


def test_a_catalogue_of_another_project_is_refused(
    tgx: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue_of_tokyo: Path
) -> None:
    imported(tgx)
    before = state(folder)
    monkeypatch.chdir(tmp_path)
    for command in (["report"], ["import", str(INDICATORS / "progress-r1.tsv")], ["rebuild"], ["validate"]):
        done = tgx("--db", folder / ".tgx/catalogue.sqlite", *command)
        assert done.code == 2, command
        assert "the project kitakyushu" in done.err
    monkeypatch.chdir(folder)
    done = tgx("--db", catalogue_of_tokyo, "report")
    assert done.code == 2
    assert "no project" in done.err
    assert state(folder) == before


@pytest.fixture
def catalogue_of_tokyo(tmp_path: Path, _imported: Path) -> Path:
    """A catalogue that was made without a project."""
    path = tmp_path / "tokyo.sqlite"
    path.write_bytes(_imported.read_bytes())
    return path


def test_another_citys_documents_are_refused_before_anything_is_written(
    tgx: Run, folder: Path, tmp_path: Path
) -> None:
    imported(tgx)
    (folder / "words/units.yaml").write_text(UNITS, encoding="utf-8")
    before = state(folder)
    titled = tmp_path / "osaka.tsv"
    titled.write_text(
        "大阪市の国際交流 令和2年度の実績\n\n担当局\t事業名\t実績（令和2年度）\n環境局\t協力\t専門家を派遣\n",
        encoding="utf-8",
    )
    strategy = default_project() / "documents/strategy-2014.tsv"
    sheet = default_project() / "documents/achievements-h29.tsv"
    for path, named in ((titled, "大阪市"), (strategy, "東京都"), (sheet, "東京都")):
        done = tgx("import", path)
        assert done.code == 2, path
        assert named in done.err
        assert "北九州市" in done.err
    assert state(folder) == before


def test_own_words_are_used_and_guarded(tgx: Run, folder: Path) -> None:
    imported(tgx)

    def fingerprint() -> str:
        with closing(sqlite3.connect(folder / ".tgx/catalogue.sqlite")) as connection, connection:
            return str(connection.execute("SELECT value FROM meta WHERE key = 'vocabulary'").fetchone()[0])

    before = fingerprint()
    (folder / "words/relations.yaml").write_text(
        "version: 1\nrelations:\n  incheon: [{kind: partner, since: '1988'}]\n", encoding="utf-8"
    )
    assert tgx("rebuild").code == 0
    words = fingerprint()
    assert words != before
    settings = folder / "tgx.toml"
    settings.write_text(TGX_TOML.replace('"北九州市", "市"', '"北九州市"'), encoding="utf-8")
    assert tgx("rebuild").code == 0
    assert fingerprint() != words
    cities = {
        city["name"]: city["relations"] for city in json.loads(tgx("query", "cities", "--format", "json").out)
    }
    assert {"kind": "partner", "since": "1988"} in cities["仁川"]
    assert "ニューヨーク市" not in cities
    assert "東京" not in cities


PARTS = """\
version: 1
units:
  - {id: sangyo, name: 産業経済局, sources: [made up]}
  - {id: business, name: 国際ビジネス課, kind: section, parent: sangyo, sources: [made up]}
  - {id: kanko, name: 観光課, kind: section, parent: sangyo, sources: [made up]}
"""


def test_what_sections_did_counts_for_their_bureau(tgx: Run, folder: Path) -> None:
    (folder / "words/units.yaml").write_text(PARTS, encoding="utf-8")
    imported(tgx)

    def rows(*arguments: str) -> dict[str, dict[str, int]]:
        done = json.loads(tgx("report", "--by", "unit", "--format", "json", *arguments).out)
        found = {row["title"]: row["figures"] for row in done["sections"][0]["rows"]}
        return {
            name: {what: found[name][what]["numerator"] for what in ("led", "achievements")}
            for name in ("産業経済局", "国際ビジネス課", "観光課")
            if name in found
        }

    parts = {"国際ビジネス課": {"led": 3, "achievements": 2}, "観光課": {"led": 2, "achievements": 1}}
    assert rows() == rows("--level", "section") == parts
    assert rows("--level", "bureau") == {"産業経済局": {"led": 5, "achievements": 3}}
    assert tgx("report", "--by", "unit", "--level", "bureau").code == 0
    refused = tgx("report", "--level", "bureau")
    assert refused.code == 2
    assert "--by unit" in refused.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("parent: sangyo", "parent: nobody", "part of the unknown unit nobody"),
        ("kind: section, parent: sangyo", "parent: sangyo", "a bureau, is part of sangyo, a bureau"),
    ],
)
def test_a_unit_is_part_of_a_higher_one(tgx: Run, folder: Path, old: str, new: str, said: str) -> None:
    (folder / "words/units.yaml").write_text(PARTS.replace(old, new, 1), encoding="utf-8")
    done = tgx("import", "documents/strategy-2016.tsv")
    assert done.code == 2
    assert said in done.err
    assert "units.yaml" in done.err


def test_a_page_calls_things_as_the_project_does(tgx: Run, folder: Path) -> None:
    imported(tgx)
    page = tgx("report", "--format", "html").out
    assert '<th scope="col">基本方針' in page
    assert "目的" not in page
    assert '<h2 id="h-bureaus">担当部署' in page


def test_two_projects_share_nothing(
    tgx: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "tgx.toml").write_text('[project]\nid = "other"\nname = "葵ヶ丘市"\n', encoding="utf-8")
    imported(tgx)
    before = state(folder)
    monkeypatch.setenv("TGX_PROJECT", str(other))
    assert tgx("import", INDICATORS.parent / "cities/aoigaoka.tsv").code == 0
    theirs = state(other)
    monkeypatch.setenv("TGX_PROJECT", str(folder))
    assert "北九州市" in tgx("report").out
    assert (state(folder), state(other)) == (before, theirs)
